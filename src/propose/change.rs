//! Small changes of one article that an editor reaches for when it does not fit, and how much each of them hurts.

use super::crop;
use crate::edit::Command;
use crate::finding::Said;
use crate::geom::Rect;
use crate::layout::{Trial, headline_range};
use crate::model::{Anchor, Article, Block, BlockKind, Edition, HeadPlace, LegScheme, Page, Place, Story};

/// An article on its page, as it fits now.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) edition: &'a Edition,
    pub(super) page: &'a Page,
    /// Which of the page's blocks.
    pub(super) at: usize,
    pub(super) now: &'a Trial,
}

impl<'a> Desk<'a> {
    fn article(&self) -> Option<&'a Article> {
        article_of(&self.page.blocks[self.at])
    }

    fn story(&self) -> Option<&'a Story> {
        self.edition.stories.get(&self.article()?.story).map(|s| &**s)
    }

    /// The step of the ladder its headline stands at.
    fn step(&self) -> Option<u8> {
        let size = self.now.headline?.size;
        let at = self.edition.house.ladder.iter().position(|s| s.size == size)?;
        u8::try_from(at).ok()
    }
}

fn article_of(block: &Block) -> Option<&Article> {
    match &block.kind {
        BlockKind::Article(article) => Some(article),
        BlockKind::TextFrame(_)
        | BlockKind::Picture(_)
        | BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => None,
    }
}

/// One change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Change {
    /// A picture so many lines higher, or lower; what does not fit is cropped.
    Picture { index: usize, by: i16 },
    /// A picture over a leg more, or one fewer.
    Span { index: usize, by: i16 },
    /// Air above and below the head.
    Air { above: i8, below: i8 },
    /// The headline in another step of the ladder.
    Step { to: u8, by: i8 },
    /// The headline in so many lines.
    HeadLines(u8),
    /// The deck shown or not.
    Deck(bool),
    /// The kicker shown or not.
    Kicker(bool),
    /// So many legs.
    Legs(u16),
    /// The remainder of 破栏 goes elsewhere.
    Scheme(LegScheme),
    /// The module so many lines higher or lower at its foot.
    Module(i16),
}

/// Most lines a picture is raised or lowered by.
const PICTURE_BY: i16 = 12;
/// Fewest lines of a picture.
const LEAST_PICTURE: i16 = 6;
/// Most lines a module is made higher or lower by.
const MODULE_BY: i16 = 4;
/// Narrowest and widest leg, in 字: narrower lines are torn, in wider ones the eye loses its line.
const MEASURE: std::ops::RangeInclusive<i64> = 10..=28;

/// Everything that could be tried.
pub(super) fn all(desk: &Desk<'_>) -> Vec<Change> {
    let (Some(article), Some(story)) = (desk.article(), desk.story()) else { return Vec::new() };
    let mut all = Vec::new();
    for index in 0..article.pictures.len() {
        all.extend((-PICTURE_BY..=PICTURE_BY).filter(|by| *by != 0).map(|by| Change::Picture { index, by }));
        all.extend([1, -1].map(|by| Change::Span { index, by }));
    }
    let air = [(0, 1), (1, 0), (0, -1), (-1, 0), (1, 1), (0, 2), (2, 0), (-1, -1), (-2, 0), (0, -2)];
    all.extend(air.map(|(above, below)| Change::Air { above, below }));
    all.extend(steps(desk, article, story));
    all.extend((1..=3u8).filter(|n| *n != article.head.lines).map(Change::HeadLines));
    if !story.deck.is_empty() {
        all.push(Change::Deck(!article.head.deck));
    }
    if !story.kicker.is_empty() {
        all.push(Change::Kicker(!article.head.kicker));
    }
    all.extend(legs(desk, article));
    all.extend((-MODULE_BY..=MODULE_BY).filter(|by| *by != 0).map(Change::Module));
    all
}

/// Steps of the ladder around the present one that the rank allows.
fn steps(desk: &Desk<'_>, article: &Article, story: &Story) -> Vec<Change> {
    let ladder = &desk.edition.house.ladder;
    let (low, high) = headline_range(story.rank);
    let allowed = |step: &usize| {
        let size = ladder[*step].size;
        // What an editor has chosen outside the range is respected a step further.
        let near = article.head.step.is_some_and(|now| usize::from(now).abs_diff(*step) <= 1);
        near || (crate::geom::Length::BANG * low..=crate::geom::Length::BANG * high).contains(&size)
    };
    let Some(now) = desk.step() else { return Vec::new() };
    let around = (0..ladder.len()).filter(allowed).filter(|s| (1..=3).contains(&usize::from(now).abs_diff(*s)));
    around.filter_map(|s| u8::try_from(s).ok()).map(|to| Change::Step { to, by: to as i8 - now as i8 }).collect()
}

fn legs(desk: &Desk<'_>, article: &Article) -> Vec<Change> {
    let now = u16::try_from(desk.now.legs).unwrap_or(1);
    let grid = desk.page.setup.grid;
    let width = desk.page.setup.area_of(desk.page.blocks[desk.at].place).width.whole(grid.cell());
    let gap = i64::from(article.legs.gap);
    let measure = |count: u16| (width - gap * (i64::from(count) - 1)) / i64::from(count.max(1));
    let counts = [now + 1, now.saturating_sub(1), now + 2, now.saturating_sub(2)];
    let mut all: Vec<Change> =
        counts.into_iter().filter(|c| *c > 0 && MEASURE.contains(&measure(*c))).map(Change::Legs).collect();
    if now > 1 {
        all.push(Change::Scheme(match article.legs.scheme {
            LegScheme::WideGaps => LegScheme::Uneven,
            LegScheme::Uneven => LegScheme::WideGaps,
        }));
    }
    all
}

/// The block with a change; none where it cannot be made.
pub(super) fn made(desk: &Desk<'_>, block: &Block, change: Change) -> Option<Block> {
    let mut block = block.clone();
    if let Change::Module(by) = change {
        block.place = resized(desk, block.place, by)?;
        return Some(block);
    }
    let BlockKind::Article(article) = &mut block.kind else { return None };
    let head = &mut article.head;
    match change {
        Change::Picture { index, by } => {
            let picture = article.pictures.get_mut(index)?;
            let lines = i16::try_from(picture.lines).ok()?.checked_add(by).filter(|l| *l >= LEAST_PICTURE)?;
            picture.lines = u16::try_from(lines).ok()?;
        }
        Change::Span { index, by } => {
            let most = u16::try_from(desk.now.legs).ok()?;
            let picture = article.pictures.get_mut(index).filter(|p| !matches!(p.anchor, Anchor::AboveHead))?;
            let legs = picture.legs.max(1).checked_add_signed(by).filter(|l| (1..=most).contains(l))?;
            // In legs of its own a picture grows to the right, and must find room there.
            if let Anchor::At { leg, .. } = picture.anchor
                && leg + legs > most
            {
                return None;
            }
            picture.legs = legs;
        }
        Change::Air { above, below } => {
            if head.depth != 0 {
                return None;
            }
            head.air_above = head.air_above.checked_add_signed(above).filter(|a| *a <= 4)?;
            head.air_below = head.air_below.checked_add_signed(below).filter(|a| *a <= 4)?;
        }
        Change::Step { to, .. } => head.step = Some(to),
        Change::HeadLines(lines) => head.lines = lines,
        Change::Deck(show) => head.deck = show,
        Change::Kicker(show) => head.kicker = show,
        Change::Legs(count) => {
            // A head over some of the legs, or pictures placed by leg, would stand elsewhere in others.
            let fixed = head.span != 0 && head.place == HeadPlace::Top;
            let by_leg = article.pictures.iter().any(|p| !matches!(p.anchor, Anchor::AboveHead));
            if fixed || by_leg {
                return None;
            }
            article.legs.count = count;
        }
        Change::Scheme(scheme) => article.legs.scheme = scheme,
        Change::Module(_) => return None,
    }
    Some(block)
}

/// The place with more or fewer lines at its foot; none where that is off the grid, on another block or out of its box.
fn resized(desk: &Desk<'_>, place: Place, by: i16) -> Option<Place> {
    let longer = |lines: u16| lines.checked_add_signed(by).filter(|l| *l >= 3);
    let setup = desk.page.setup;
    let resized = match place {
        Place::Columns { column, columns, line, lines } => {
            Place::Columns { column, columns, line, lines: longer(lines)? }
        }
        Place::Cells { char, width, line, lines } => Place::Cells { char, width, line, lines: longer(lines)? },
        Place::Free(_) => return None,
    };
    let (line, lines) = match resized {
        Place::Columns { line, lines, .. } | Place::Cells { line, lines, .. } => (line, lines),
        Place::Free(_) => return None,
    };
    if line.checked_add(lines)? > setup.grid.lines() {
        return None;
    }
    let (old, new) = (setup.area_of(place), setup.area_of(resized));
    let others = desk.page.blocks.iter().enumerate().filter(|(i, _)| *i != desk.at);
    let clear =
        others.map(|(_, b)| (b, setup.area_of(b.place))).all(|(b, area)| keeps(b, area, old, new, setup.grid.line()));
    clear.then_some(resized)
}

/// Whether a block is as far from the new area as it should be: apart by a line, or around it as before.
fn keeps(block: &Block, area: Rect, old: Rect, new: Rect, line: crate::geom::Length) -> bool {
    if matches!(block.kind, BlockKind::Rule(_)) {
        return area.contains(old) == area.contains(new) && area.overlaps(old) == area.overlaps(new);
    }
    let mut room = new;
    // The gap of one line below, where the module grows.
    if new.height > old.height {
        room.height += line - crate::geom::Length::nm(1);
    }
    !area.overlaps(room) || area.overlaps(old)
}

/// Whether no picture of the block loses more than a picture may, and those that lost more before lose no more now.
pub(super) fn crops_hold(desk: &Desk<'_>, block: &Block, trial: &Trial) -> bool {
    let Some(article) = article_of(block) else { return true };
    article.pictures.iter().zip(&trial.pictures).enumerate().all(|(i, (p, frame))| {
        let pixels = desk.edition.pictures.get(&p.picture).map(|a| a.pixels);
        let Some(pixels) = pixels else { return true };
        let loss = crop::loss(*frame, pixels);
        let before = desk.now.pictures.get(i).map_or(0, |f| crop::loss(*f, pixels));
        loss <= crop::MOST || loss <= before
    })
}

/// How much a change hurts.
pub(super) fn harm(desk: &Desk<'_>, change: Change) -> u32 {
    match change {
        Change::Air { above, below } => {
            let each = |v: i8| u32::from(v.unsigned_abs()) * if v < 0 { 2 } else { 1 };
            each(above) + each(below)
        }
        Change::Picture { index, by } => 1 + crop_grown(desk, index, by) / 12,
        Change::Span { .. } => 4,
        Change::Module(by) => 2 + u32::from(by.unsigned_abs()),
        Change::Step { by, .. } => 3 * u32::from(by.unsigned_abs()),
        Change::Scheme(_) => 3,
        Change::HeadLines(_) => 6,
        Change::Legs(_) => 5,
        Change::Kicker(true) | Change::Deck(true) => 2,
        Change::Kicker(false) => 9,
        Change::Deck(false) => 10,
    }
}

/// How much more of the picture is lost, in per mille.
fn crop_grown(desk: &Desk<'_>, index: usize, by: i16) -> u32 {
    let grown = || {
        let shown = desk.article()?.pictures.get(index)?;
        let pixels = desk.edition.pictures.get(&shown.picture)?.pixels;
        let frame = *desk.now.pictures.get(index)?;
        let higher = Rect { height: frame.height + desk.page.setup.grid.line() * i64::from(by), ..frame };
        Some(crop::loss(higher, pixels).saturating_sub(crop::loss(frame, pixels)))
    };
    grown().unwrap_or_else(|| u32::from(by.unsigned_abs()) * 10)
}

/// Whether two changes can go together.
pub(super) fn differ(a: Change, b: Change) -> bool {
    match (a, b) {
        (Change::Picture { index: a, .. }, Change::Picture { index: b, .. }) => a != b,
        (Change::Step { .. }, Change::HeadLines(_)) | (Change::HeadLines(_), Change::Step { .. }) => true,
        (Change::Legs(_), Change::Scheme(_)) | (Change::Scheme(_), Change::Legs(_)) => false,
        _ => std::mem::discriminant(&a) != std::mem::discriminant(&b),
    }
}

/// What is done, and what is left.
pub(super) fn said(desk: &Desk<'_>, changes: &[Change], trial: &Trial, short: usize) -> Said {
    let mut parts: Vec<Said> = changes.iter().map(|c| one_said(desk, *c, trial)).collect();
    parts.push(match short {
        0 => Said::new("正好排满", "exactly full"),
        n => Said::new(format!("齐栏，末栏缺 {n} 行"), format!("level, last leg short by {n}")),
    });
    Said::joined(&parts)
}

fn more(by: i64, zh: [&str; 2], en: [&str; 2]) -> (String, String) {
    let i = usize::from(by < 0);
    let plural = if by.abs() == 1 { "" } else { "s" };
    (format!("{} {} 行", zh[i], by.abs()), format!("{} line{plural} {}", by.abs(), en[i]))
}

fn one_said(desk: &Desk<'_>, change: Change, trial: &Trial) -> Said {
    let show = |shown: bool| if shown { ("加", "show the") } else { ("撤", "drop the") };
    match change {
        Change::Picture { index, by } => picture_said(desk, index, by, trial),
        Change::Span { index, by } => span_said(desk, index, by),
        Change::Air { above, below } => air_said(above, below),
        Change::Step { to, by } => {
            let name = desk.edition.house.ladder.get(usize::from(to)).map_or("", |s| s.name.as_str());
            let size = desk.edition.house.ladder.get(usize::from(to)).map_or(0.0, |s| s.size.as_mm() / 0.35);
            let (zh, en) = if by > 0 { ("加大", "larger") } else { ("减小", "smaller") };
            Said::new(format!("主题{zh}到{name}"), format!("headline {en}, {size:.0} 磅"))
        }
        Change::HeadLines(n) => Said::new(format!("主题排成 {n} 行"), format!("headline in {n} lines")),
        Change::Deck(on) => Said::new(format!("{}副题", show(on).0), format!("{} deck", show(on).1)),
        Change::Kicker(on) => Said::new(format!("{}引题", show(on).0), format!("{} kicker", show(on).1)),
        Change::Legs(count) => {
            let now = desk.now.legs;
            Said::new(format!("{now} 栏改 {count} 栏"), format!("{count} legs instead of {now}"))
        }
        Change::Scheme(LegScheme::Uneven) => Said::new("余字给末栏", "odd cells to the last legs"),
        Change::Scheme(LegScheme::WideGaps) => Said::new("余字给栏空", "odd cells to the gaps"),
        Change::Module(by) => {
            let (zh, en) = more(i64::from(by), ["下边放低", "下边收高"], ["more at the foot", "less at the foot"]);
            Said::new(zh, en)
        }
    }
}

fn air_said(above: i8, below: i8) -> Said {
    let part = |by: i8, zh: &str, en: &str| {
        let (z, e) = more(i64::from(by), ["加", "减"], ["more", "less"]);
        (by != 0).then(|| Said::new(format!("{zh}空{z}"), format!("{e} air {en} the head")))
    };
    let parts: Vec<Said> = part(above, "题上", "above").into_iter().chain(part(below, "题下", "below")).collect();
    Said::joined(&parts)
}

fn span_said(desk: &Desk<'_>, index: usize, by: i16) -> Said {
    let shown = desk.article().and_then(|a| a.pictures.get(index));
    let id = shown.map_or_else(String::new, |p| format!(" {} ", p.picture));
    let legs = shown.map_or(0, |p| i32::from(p.legs.max(1)) + i32::from(by));
    let (zh, en) = if by > 0 { ("加宽", "wider") } else { ("改窄", "narrower") };
    Said::new(format!("图{id}{zh}到 {legs} 栏"), format!("picture{} {en}, over {legs} legs", id.trim_end()))
}

fn picture_said(desk: &Desk<'_>, index: usize, by: i16, trial: &Trial) -> Said {
    let pictures = desk.article().map(|a| a.pictures.as_slice()).unwrap_or_default();
    let shown = pictures.get(index);
    let id = shown.filter(|_| pictures.len() > 1).map_or(String::new(), |p| format!(" {} ", p.picture));
    let pixels = shown.and_then(|p| desk.edition.pictures.get(&p.picture)).map(|a| a.pixels);
    let loss = trial.pictures.get(index).zip(pixels).map_or(0, |(f, px)| crop::loss(*f, px));
    let (zh, en) = more(i64::from(by), ["加高", "减高"], ["higher", "lower"]);
    let percent = (loss + 5) / 10;
    Said::new(format!("图{id}{zh}（裁去 {percent} %）"), format!("picture{} {en} (crop {percent} %)", id.trim_end()))
}

/// The commands that make the block of it.
pub(super) fn command(desk: &Desk<'_>, block: &Block, label: String) -> Command {
    let old = &desk.page.blocks[desk.at];
    let id = || block.id.clone();
    let mut commands = Vec::new();
    if old.place != block.place {
        commands.push(Command::MoveBlock { block: id(), place: block.place, page: None });
    }
    if let (Some(was), Some(is)) = (article_of(old), article_of(block)) {
        if was.head != is.head {
            commands.push(Command::SetHead { block: id(), head: is.head.clone() });
        }
        if was.legs != is.legs {
            commands.push(Command::SetLegs { block: id(), legs: is.legs });
        }
        if was.pictures != is.pictures {
            commands.push(Command::SetArticlePictures { block: id(), pictures: is.pictures.clone() });
        }
    }
    match <[Command; 1]>::try_from(commands) {
        Ok([only]) => only,
        Err(commands) => Command::Batch { label, commands },
    }
}
