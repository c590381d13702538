//! When it cannot be done: why, and what would make it fit, tried before it is said.

use std::sync::Arc;

use serde::Serialize;

use super::engine::{Case, Event, Watch};
use super::request::{self, Request};
use crate::finding::Said;
use crate::id::StoryId;
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
    /// How much is lost.
    pub harm: u32,
}

pub(super) fn no_page(page: u16) -> Trouble {
    plain(Said::new(format!("没有第 {page} 版"), format!("there is no page {page}")))
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
const MOST: usize = 5;

/// Looks for what would help.
pub(super) fn diagnose(case: &Case<'_>, library: &Library, cache: &mut Cache, watch: &mut Watch<'_>) -> Trouble {
    let (least, most) = case.bounds.areas.iter().fold((0u32, 0u32), |(a, b), x| (a + x.0, b + x.1));
    let chars = u32::from(case.page.setup.grid.chars());
    let (low, high) = case.bounds.total;
    let said = if let Some(at) = case.bounds.areas.iter().position(|a| a.1 == 0) {
        let name = &case.copies[at].story.headline.text;
        Said::new(
            format!("《{name}》在这块地方怎么排都不满栏"),
            format!("“{name}” fills no module of this ground exactly"),
        )
    } else if least > high {
        let over = (least - high) * chars;
        Said::new(
            format!("稿件和图片至少多 {over} 字的地方"),
            format!("stories and pictures need room for {over} characters more"),
        )
    } else if most < low {
        let short = (low - most) * chars;
        Said::new(format!("稿件和图片至少少 {short} 字的地方"), format!("{short} characters too few to fill the page"))
    } else {
        Said::new("没有一种切法能正好排满又无毛病", "no cut fills the page exactly without a fault")
    };
    let mut trials = Trials { case, library, cache, watch, found: Vec::new(), given_up: false };
    if most < low {
        trials.more();
    } else {
        trials.less();
        if trials.found.is_empty() {
            trials.more();
        }
    }
    let mut reliefs = trials.found;
    reliefs.sort_by_key(|r| r.harm);
    reliefs.truncate(MOST);
    Trouble { said, reliefs }
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
    /// Whether there is a proposal for this edition and request.
    fn holds(&mut self, edition: &Edition, request: &Request) -> bool {
        if self.given_up || !(self.watch)(Event::Drawn(0, request.pages)) {
            self.given_up = true;
            return false;
        }
        let request = Request { pages: TRIAL, count: 1, ..request.clone() };
        let stories = request::stories(edition, &request);
        let Some(page) = edition.page(request.page) else { return false };
        if stories.is_empty() {
            return false;
        }
        let mut quiet = |_: Event<'_>| true;
        let case = Case::prepare(edition, &request, page, &stories, self.library, self.cache, &mut quiet);
        case.is_some_and(|case| !case.search(self.library, self.cache, &mut quiet).proposals.is_empty())
    }

    fn name(&self, id: &StoryId) -> String {
        self.case.edition.stories.get(id).map_or_else(String::new, |s| s.headline.text.clone())
    }

    /// What takes less room: a picture less, another grid, fewer characters, a story less.
    fn less(&mut self) {
        let case = self.case;
        for copy in &case.copies {
            for art in copy.art.iter().rev() {
                let mut request = case.request.clone();
                let kept = copy.art.iter().map(|a| a.picture.clone()).filter(|p| *p != art.picture).collect();
                request.pictures.insert(copy.id.clone(), kept);
                if self.holds(case.edition, &request) {
                    let (name, id) = (self.name(&copy.id), &art.picture);
                    let said = Said::new(format!("删去《{name}》的图 {id}"), format!("drop picture {id} of “{name}”"));
                    self.found.push(Relief { said, harm: 20 });
                    break;
                }
            }
        }
        self.other_columns();
        self.fewer_characters();
        for copy in case.copies.iter().rev().filter(|c| c.rank() != Rank::Lead) {
            if self.found.len() >= MOST {
                return;
            }
            let mut request = case.request.clone();
            request.without.insert(copy.id.clone());
            if self.holds(case.edition, &request) {
                let name = self.name(&copy.id);
                let said = Said::new(format!("移出《{name}》"), format!("leave out “{name}”"));
                self.found.push(Relief { said, harm: 40 });
            }
        }
    }

    /// The same page in other base columns, where its width divides.
    fn other_columns(&mut self) {
        let case = self.case;
        let grid = case.page.setup.grid;
        let by_column = case.page.blocks.iter().any(|b| matches!(b.place, Place::Columns { .. }));
        let stay = case.page.blocks.len() - case.ground.cleared.len();
        if by_column && stay > 1 {
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
            let cleared: Vec<_> = case
                .page
                .blocks
                .iter()
                .enumerate()
                .filter(|(i, _)| !case.ground.cleared.contains(i))
                .map(|(_, b)| Arc::clone(b))
                .collect();
            let page =
                Page { setup: PageSetup { grid: other, ..case.page.setup }, blocks: cleared, ..case.page.clone() };
            let edition = with_page(case.edition, page);
            if self.holds(&edition, case.request) {
                let old = grid.columns();
                let said =
                    Said::new(format!("{old} 栏改 {columns} 栏"), format!("{columns} base columns instead of {old}"));
                self.found.push(Relief { said, harm: 25 });
            }
        }
    }

    fn longest(&self) -> Option<&StoryId> {
        let length = |id: &StoryId| {
            self.case.edition.stories.get(id).map_or(0, |s| s.body.iter().map(|p| p.text().chars().count()).sum())
        };
        self.case.copies.iter().map(|c| &c.id).max_by_key(|id| length(id))
    }

    /// The fewest characters, in steps of about a line of every leg, whose loss makes the page fit.
    fn fewer_characters(&mut self) {
        let case = self.case;
        let Some(id) = self.longest().cloned() else { return };
        for count in [30, 60, 120, 240, 480, 960, 1600] {
            let Some(edition) = shorter(case.edition, &id, count) else { return };
            if self.holds(&edition, case.request) {
                let name = self.name(&id);
                let said = Said::new(format!("《{name}》删 {count} 字"), format!("cut {count} characters of “{name}”"));
                let harm = 10 + u32::try_from(count / 20).unwrap_or(0);
                self.found.push(Relief { said, harm });
                return;
            }
        }
    }

    /// What fills a page: a story or picture more, or characters.
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
            if self.holds(case.edition, &request) {
                let name = self.name(&id);
                let said = Said::new(format!("加《{name}》"), format!("add “{name}”"));
                self.found.push(Relief { said, harm: 10 });
            }
        }
        let Some(id) = self.longest().cloned() else { return };
        for count in [60, 120, 240, 480, 960, 1920, 3200] {
            let edition = longer(case.edition, &id, count);
            if self.holds(&edition, case.request) {
                let name = self.name(&id);
                let said = Said::new(
                    format!("《{name}》加 {count} 字，或加一篇约 {count} 字的稿件"),
                    format!("{count} characters more in “{name}”, or another story of that length"),
                );
                self.found.push(Relief { said, harm: 15 });
                return;
            }
        }
    }
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
