//! When it cannot be done: why, and what would make it fit, tried before it is said.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::engine::{Case, Event, Proposal, Watch};
use super::request::{self, Request};
use super::rules::Limits;
use crate::edit::{self, Command};
use crate::finding::Said;
use crate::id::{PictureId, StoryId};
use crate::layout::Cache;
use crate::library::Library;
use crate::model::{Edition, Grid, Page, PageSetup, ParagraphKind, Place, Rank};

/// Why there is no proposal.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Trouble {
    /// The reason, in numbers.
    pub said: Said,
    /// What would help, the mildest first. Each was tried: with it there is at least one proposal.
    pub reliefs: Vec<Relief>,
}

/// Something that makes it fit.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Relief {
    /// What to do.
    pub said: Said,
    /// How much is lost: 10 is a limit stretched, 25 a picture dropped, 60 a second story left out.
    pub harm: u32,
    /// Carries it out and makes up the page that was found with it, as one step.
    pub commands: Vec<Command>,
    /// Points of that page.
    pub score: f64,
}

pub(super) fn no_page(page: u16) -> Trouble {
    plain(Said::new(format!("没有第 {page} 版"), format!("there is no page {page}")))
}

pub(super) fn settled() -> Trouble {
    plain(Said::new("各稿都已排满，不用改版", "every story fits as it stands: there is nothing to fit anew"))
}

pub(super) fn count(stories: usize) -> Trouble {
    let most = super::engine::MOST_STORIES;
    plain(match stories {
        0 => Said::new(
            "没有可排的稿件：先导入，或把稿件从别的版撤下",
            "no story to place: import some, or take them off their pages",
        ),
        n => Said::new(
            format!("{n} 篇稿件太多，一次最多 {most} 篇：移出 {} 篇", n - most),
            format!("{n} stories are too many at once: leave {} out", n - most),
        ),
    })
}

fn plain(said: Said) -> Trouble {
    Trouble { said, reliefs: Vec::new() }
}

/// Pages drawn for a trial.
const TRIAL: usize = 400;
/// Reliefs that are named.
const MOST: usize = 6;

/// Looks for what would help.
pub(super) fn diagnose(case: &Case<'_>, library: &Library, cache: &mut Cache, watch: &mut Watch<'_>) -> Trouble {
    let (least, most) = case.bounds.areas.iter().fold((0u32, 0u32), |(a, b), x| (a + x.0, b + x.1));
    let (low, high) = case.bounds.total;
    let mut said = reason(case, (least, most));
    let mut trials = Trials { case, library, cache, watch, found: Vec::new(), given_up: false };
    let stuck = case.bounds.areas.iter().any(|a| a.1 == 0);
    if most < low && !stuck {
        said = trials.lengthening().map_or(said.clone(), |more| Said::joined(&[said, more]));
        trials.more();
    } else {
        if let Some(less) = trials.shortening() {
            said = Said::joined(&[said, less]);
        }
        trials.stretched();
        trials.less();
        if trials.found.is_empty() && (stuck || least <= high) {
            trials.more();
        }
    }
    let mut reliefs = trials.found;
    reliefs.sort_by(|a, b| a.harm.cmp(&b.harm).then(b.score.total_cmp(&a.score)));
    reliefs.truncate(MOST);
    Trouble { said, reliefs }
}

/// Why there is none, in numbers.
fn reason(case: &Case<'_>, (least, most): (u32, u32)) -> Said {
    let chars = u32::from(case.page.setup.grid.chars());
    let (low, high) = case.bounds.total;
    if let Some(at) = case.bounds.areas.iter().position(|a| a.1 == 0) {
        let name = case.slot_name(at);
        return Said::new(
            format!("《{name}》在这块地方怎么排都不满栏"),
            format!("“{name}” fills no module of this ground exactly"),
        );
    }
    if least > high {
        let over = (least - high) * chars;
        return Said::new(
            format!("稿件和图片至少多 {over} 字的地方"),
            format!("stories and pictures need room for {over} characters more"),
        );
    }
    if most < low {
        let short = (low - most) * chars;
        return Said::new(
            format!("稿件和图片至少少 {short} 字的地方"),
            format!("{short} characters too few to fill the page"),
        );
    }
    Said::new("没有一种切法能正好排满又无毛病", "no cut fills the page exactly without a fault")
}

struct Trials<'t, 'a, 'w> {
    case: &'t Case<'a>,
    library: &'t Library,
    cache: &'t mut Cache,
    watch: &'t mut Watch<'w>,
    found: Vec<Relief>,
    given_up: bool,
}

impl Trials<'_, '_, '_> {
    /// The best proposal for this edition and request.
    fn best(&mut self, edition: &Edition, request: &Request) -> Option<Proposal> {
        if self.given_up || !(self.watch)(Event::Drawn(0, request.pages)) {
            self.given_up = true;
            return None;
        }
        let request = Request { pages: TRIAL, count: 1, ..request.clone() };
        let stories = request::stories(edition, &request);
        let page = edition.page(request.page)?;
        if stories.is_empty() || stories.len() > super::engine::MOST_STORIES {
            return None;
        }
        let mut quiet = |_: Event<'_>| true;
        let case = Case::prepare(edition, &request, page, &stories, self.library, self.cache, &mut quiet)?;
        case.search(self.library, self.cache, &mut quiet).proposals.into_iter().next()
    }

    /// Tries a request; what it finds is a relief.
    fn attempt(&mut self, request: &Request, said: Said, harm: u32) -> bool {
        let best = self.best(self.case.edition, request);
        let found = best.map(|p| Relief { said, harm, commands: p.commands, score: p.score });
        self.found.extend(found.clone());
        found.is_some()
    }

    fn name(&self, id: &StoryId) -> String {
        self.case.edition.stories.get(id).map_or_else(String::new, |s| s.headline.text.clone())
    }

    /// The same stories where a limit is stretched: heads a little shorter, pictures cropped more, more lines empty.
    fn stretched(&mut self) {
        let limits = &self.case.request.limits;
        let fill = Limits { head_fill: limits.head_fill.saturating_sub(100), ..limits.clone() };
        let said = Said::new(
            format!("标题占栏宽放宽到 {} %", fill.head_fill / 10),
            format!("let headlines fill {} % of their measure only", fill.head_fill / 10),
        );
        self.attempt(&Request { limits: fill, ..self.case.request.clone() }, said, 10);
        let short = Limits { short: limits.short + 10, white: limits.white + 10, ..limits.clone() };
        let lines = u32::from(short.short)
            * u32::from(self.case.page.setup.grid.columns())
            * u32::from(self.case.page.setup.grid.lines())
            / 1000;
        let said =
            Said::new(format!("全版许缺 {lines} 行"), format!("let {lines} column-lines of the page stay empty"));
        self.attempt(&Request { limits: short, ..self.case.request.clone() }, said, 14);
        if self.case.copies.iter().any(|c| !c.art.is_empty()) {
            let crop = Limits { crop: limits.crop + 70, ..limits.clone() };
            let said = Said::new(
                format!("图许裁去 {} %", crop.crop / 10),
                format!("let pictures be cropped by {} %", crop.crop / 10),
            );
            self.attempt(&Request { limits: crop, ..self.case.request.clone() }, said, 16);
        }
    }

    /// What takes less room: last paragraphs, a picture less, another grid, a story less.
    fn less(&mut self) {
        let case = self.case;
        self.last_paragraphs();
        for copy in &case.copies {
            for art in copy.art.iter().rev() {
                let mut request = case.request.clone();
                let kept = copy.art.iter().map(|a| a.picture.clone()).filter(|p| *p != art.picture).collect();
                request.pictures.insert(copy.id.clone(), kept);
                let (name, id) = (self.name(&copy.id), &art.picture);
                let said = Said::new(format!("删去《{name}》的图 {id}"), format!("drop picture {id} of “{name}”"));
                if self.attempt(&request, said, 25) {
                    break;
                }
            }
        }
        self.other_columns();
        let mut left_out = 0;
        for copy in case.copies.iter().rev().filter(|c| c.rank() != Rank::Lead) {
            let mut request = case.request.clone();
            request.without.insert(copy.id.clone());
            let name = self.name(&copy.id);
            let said = Said::new(format!("移出《{name}》"), format!("leave out “{name}”"));
            let harm = match copy.rank() {
                Rank::Lead | Rank::Second => 60,
                Rank::Third => 40,
                Rank::Filler => 30,
            };
            left_out += usize::from(self.attempt(&request, said, harm));
            if left_out == 2 {
                return;
            }
        }
    }

    /// Paragraphs off the end of a story, as the desk cuts news: the longest stories first, up to a fifth of their text.
    fn last_paragraphs(&mut self) {
        let case = self.case;
        let mut ids: Vec<&StoryId> = case.copies.iter().map(|c| &c.id).collect();
        ids.sort_by_key(|id| std::cmp::Reverse(length(case.edition, id)));
        for id in ids.into_iter().take(3) {
            let whole = length(case.edition, id);
            let mut edition = case.edition.clone();
            let mut commands = Vec::new();
            let mut cut = 0;
            while let Some(story) = edition.stories.get(id) {
                let at = story.body.len().saturating_sub(1);
                cut += story.body.last().map_or(0, |p| p.text().chars().count());
                if at < 2 || cut * 5 > whole {
                    break;
                }
                let command = Command::RemoveParagraph { story: id.clone(), at };
                let Ok(shorter) = edit::apply(&edition, command.clone()) else { break };
                commands.push(command);
                edition = shorter;
                let Some(best) = self.best(&edition, case.request) else { continue };
                let (name, count) = (self.name(id), commands.len());
                let said = Said::new(
                    format!("《{name}》删末 {count} 段（{cut} 字）"),
                    format!("cut the last {count} paragraphs of “{name}” ({cut} characters)"),
                );
                let harm = 15 + u32::try_from(cut / 20).unwrap_or(u32::MAX / 2);
                commands.extend(best.commands);
                self.found.push(Relief { said, harm, commands, score: best.score });
                break;
            }
        }
    }

    /// The same page in other base columns, where its width divides.
    fn other_columns(&mut self) {
        let case = self.case;
        let grid = case.page.setup.grid;
        let stays = |i: &usize| !case.ground.cleared.contains(i);
        let by_column = |i: &usize| matches!(case.page.blocks[*i].place, Place::Columns { .. });
        if (0..case.page.blocks.len()).filter(stays).any(|i| by_column(&i)) {
            return;
        }
        let whole = grid.width_in_chars() + grid.gap();
        for columns in
            [grid.columns() - 1, grid.columns() + 1].into_iter().filter(|c| *c > 1 && whole.is_multiple_of(*c))
        {
            let chars = whole / columns - grid.gap();
            let Ok(other) = Grid::new(grid.cell(), grid.line(), columns, chars, grid.gap(), grid.lines()) else {
                continue;
            };
            let setup = PageSetup { grid: other, ..case.page.setup };
            let edition = with_page(case.edition, Page { setup, ..case.page.clone() });
            let Some(best) = self.best(&edition, case.request) else { continue };
            let old = grid.columns();
            let said =
                Said::new(format!("{old} 栏改 {columns} 栏"), format!("{columns} base columns instead of {old}"));
            // What goes goes first: it stands on the old columns.
            let mut commands = best.commands;
            let at = commands.iter().position(|c| matches!(c, Command::AddBlock { .. })).unwrap_or(commands.len());
            commands.insert(at, Command::SetPageSetup { page: case.page.number, setup });
            self.found.push(Relief { said, harm: 28, commands, score: best.score });
        }
    }

    fn longest(&self) -> Option<&StoryId> {
        self.case.copies.iter().map(|c| &c.id).max_by_key(|id| length(self.case.edition, id))
    }

    /// The fewest characters off the longest story with which the page can be made up: which ones is the editor's choice.
    fn shortening(&mut self) -> Option<Said> {
        let id = self.longest()?.clone();
        let count = [30, 60, 120, 240, 480, 960, 1600].into_iter().find(|count| {
            shorter(self.case.edition, &id, *count).is_some_and(|e| self.best(&e, self.case.request).is_some())
        })?;
        let name = self.name(&id);
        Some(Said::new(
            format!("《{name}》少 {count} 字就排得下"),
            format!("{count} characters less in “{name}” would do"),
        ))
    }

    fn lengthening(&mut self) -> Option<Said> {
        let id = self.longest()?.clone();
        let count = [60, 120, 240, 480, 960, 1920, 3200]
            .into_iter()
            .find(|count| self.best(&longer(self.case.edition, &id, *count), self.case.request).is_some())?;
        Some(Said::new(
            format!("加一篇约 {count} 字的稿件，或《{}》加 {count} 字，就排得满", self.name(&id)),
            format!("another story of about {count} characters would do, or as many more in “{}”", self.name(&id)),
        ))
    }

    /// What fills a page: a story or picture more.
    fn more(&mut self) {
        let case = self.case;
        let placed: Vec<&StoryId> = case.copies.iter().map(|c| &c.id).collect();
        let shown = |id: &StoryId| case.edition.pages.iter().any(|p| super::copy::article_of(p, id).is_some());
        let free: Vec<StoryId> =
            case.edition.stories.keys().filter(|id| !placed.contains(id) && !shown(id)).cloned().collect();
        for id in free.into_iter().take(4) {
            let mut request = case.request.clone();
            request.stories = placed.iter().map(|id| (*id).clone()).chain([id.clone()]).collect();
            request.without.remove(&id);
            let name = self.name(&id);
            self.attempt(&request, Said::new(format!("加《{name}》"), format!("add “{name}”")), 20);
        }
        let used: BTreeSet<&PictureId> = case.copies.iter().flat_map(|c| &c.art).map(|a| &a.picture).collect();
        let free: Vec<PictureId> = case.edition.pictures.keys().filter(|p| !used.contains(p)).cloned().collect();
        for (picture, copy) in free.into_iter().zip(case.copies.iter().filter(|c| c.art.is_empty())).take(3) {
            let mut request = case.request.clone();
            request.pictures.insert(copy.id.clone(), vec![picture.clone()]);
            let name = self.name(&copy.id);
            let said = Said::new(format!("《{name}》加图 {picture}"), format!("picture {picture} with “{name}”"));
            self.attempt(&request, said, 15);
        }
    }
}

/// Characters of a story's body.
fn length(edition: &Edition, id: &StoryId) -> usize {
    edition.stories.get(id).map_or(0, |s| s.body.iter().map(|p| p.text().chars().count()).sum())
}

fn with_page(edition: &Edition, page: Page) -> Edition {
    let mut edition = edition.clone();
    for old in edition.pages.iter_mut().filter(|p| p.number == page.number) {
        *old = Arc::new(page.clone());
    }
    edition
}

/// The edition with a story shorter by so many characters at its end; none where it has not that many.
fn shorter(edition: &Edition, id: &StoryId, count: usize) -> Option<Edition> {
    let mut edition = edition.clone();
    let story = Arc::make_mut(edition.stories.get_mut(id)?);
    let mut left = count;
    for paragraph in story.body.iter_mut().rev() {
        for span in paragraph.spans.iter_mut().rev() {
            while left > 0 && span.text.pop().is_some() {
                left -= 1;
            }
        }
    }
    story.body.retain(|p| !p.text().is_empty());
    (left == 0 && !story.body.is_empty()).then_some(edition)
}

/// The edition with a story longer by so many characters in its last paragraph.
fn longer(edition: &Edition, id: &StoryId, count: usize) -> Edition {
    let mut edition = edition.clone();
    if let Some(story) = edition.stories.get_mut(id).map(Arc::make_mut) {
        let last = story.body.iter_mut().rev().find(|p| p.kind == ParagraphKind::Body);
        if let Some(span) = last.and_then(|p| p.spans.last_mut()) {
            span.text.extend(std::iter::repeat_n('字', count));
        }
    }
    edition
}
