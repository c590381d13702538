//! Pictures inside an article: where they stand between its legs, and what of the legs they take.

use std::ops::Range;

use super::area;
use super::caption::{self, Caption};
use super::crop;
use super::legs::Leg;
use super::resolve::Desk;
use super::set::SetLine;
use crate::display;
use crate::finding::{Finding, Severity};
use crate::geom::{Length, Rect};
use crate::model::{Anchor, ArticlePicture, CaptionPlace, PageSetup, Story};

/// The pictures of an article, placed.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    pub(super) pictures: Vec<display::Picture>,
    pub(super) captions: Vec<SetLine>,
    /// What the running text may not use.
    pub(super) taken: Vec<Taken>,
    pub(super) findings: Vec<Finding>,
}

/// Legs and rows (lines of the page's grid) that are taken, air included.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Taken {
    pub(super) legs: Range<usize>,
    pub(super) rows: Range<i64>,
}

impl Taken {
    pub(super) fn has(&self, leg: usize, row: i64) -> bool {
        self.legs.contains(&leg) && self.rows.contains(&row)
    }

    fn meets(&self, other: &Self) -> bool {
        let legs = self.legs.start < other.legs.end && other.legs.start < self.legs.end;
        legs && self.rows.start < other.rows.end && other.rows.start < self.rows.end
    }
}

/// Places the pictures in order; one that would lie on an earlier one moves away from the anchored edge.
///
/// A picture's top edge is the top of its first row's cells, its bottom edge the foot of its last row's; the caption's
/// lines follow in the next rows. Where running text goes on above or below, one row stays free.
///
/// What stands over the head begins in row `over`.
pub(super) fn place(
    desk: &mut Desk<'_>,
    setup: PageSetup,
    story: &Story,
    wanted: &[ArticlePicture],
    legs: &[Leg],
    over: i64,
) -> Pictures {
    let mut placed = Pictures::default();
    for picture in wanted {
        match stand(desk, setup, story, picture, (legs, over), &placed.taken) {
            Some(stand) => put(desk, setup, picture, legs, stand, &mut placed),
            None => placed.findings.push(no_room(picture)),
        }
    }
    placed
}

/// Where a picture stands.
struct Stand {
    legs: Range<usize>,
    /// First row and rows of the picture itself.
    row: i64,
    rows: i64,
    below: Option<Caption>,
    /// A caption in another leg, and that leg.
    beside: Option<(usize, Caption)>,
    /// It lies on an earlier picture.
    collides: bool,
}

fn stand(
    desk: &mut Desk<'_>,
    setup: PageSetup,
    story: &Story,
    picture: &ArticlePicture,
    (legs, over): (&[Leg], i64),
    taken: &[Taken],
) -> Option<Stand> {
    let span = span_of(picture, legs.len())?;
    let first = legs[span.clone()].iter().map(|l| l.first).max()?;
    let end = legs[span.clone()].iter().map(|l| l.end).min()?;
    let top = if picture.anchor == Anchor::AboveHead { over } else { first };
    let (below, beside) = captions(desk, setup, story, picture, legs, &span);
    let caption_rows = below.as_ref().map_or(0, Caption::rows);
    let rows = i64::from(picture.lines).min(end - top - caption_rows);
    if rows < 1 {
        return None;
    }
    let total = rows + caption_rows;
    let (mut row, step) = anchored(picture.anchor, legs, top, end, total);
    let area = |row: i64| Taken { legs: span.clone(), rows: row..row + total };
    let on_another = |row: i64| taken.iter().find(|t| t.meets(&area(row)));
    while let (Some(other), true) = (on_another(row), step != 0) {
        row = if step > 0 { other.rows.end } else { other.rows.start - total };
        if row < top || row + total > end {
            return None;
        }
    }
    let collides = on_another(row).is_some();
    Some(Stand { legs: span, row, rows, below, beside, collides })
}

fn span_of(picture: &ArticlePicture, count: usize) -> Option<Range<usize>> {
    let asked = if picture.anchor == Anchor::AboveHead { count } else { usize::from(picture.legs) };
    let span = asked.clamp(1, count.max(1));
    let first = match picture.anchor {
        Anchor::AboveHead | Anchor::TopLeft | Anchor::BottomLeft => 0,
        Anchor::TopCentre | Anchor::Centre | Anchor::BottomCentre => count.checked_sub(span)? / 2,
        Anchor::TopRight | Anchor::BottomRight => count.checked_sub(span)?,
        Anchor::At { leg, .. } => usize::from(leg).min(count.checked_sub(span)?),
    };
    (count > 0).then_some(first..first + span)
}

/// The first row, and which way to move off an earlier picture: 0 where the editor chose the place.
fn anchored(anchor: Anchor, legs: &[Leg], top: i64, end: i64, total: i64) -> (i64, i64) {
    match anchor {
        Anchor::AboveHead | Anchor::TopLeft | Anchor::TopCentre | Anchor::TopRight => (top, 1),
        Anchor::BottomLeft | Anchor::BottomCentre | Anchor::BottomRight => (end - total, -1),
        Anchor::Centre => (top + (end - top - total) / 2, 0),
        Anchor::At { line, .. } => {
            let body = legs.iter().map(|l| l.first).min().unwrap_or(top);
            ((body + i64::from(line)).clamp(top, end - total), 0)
        }
    }
}

/// The caption, under the picture or in the leg beside it: the one on the right, or else the one on the left.
fn captions(
    desk: &mut Desk<'_>,
    setup: PageSetup,
    story: &Story,
    picture: &ArticlePicture,
    legs: &[Leg],
    span: &Range<usize>,
) -> (Option<Caption>, Option<(usize, Caption)>) {
    let free = match picture.caption_place {
        CaptionPlace::Below => None,
        CaptionPlace::Beside if span.end < legs.len() => Some(span.end),
        CaptionPlace::Beside => span.start.checked_sub(1),
    };
    if let Some(leg) = free {
        return (None, caption_of(desk, setup, story, picture, legs[leg].width).map(|c| (leg, c)));
    }
    let width = legs[span.end - 1].right() - legs[span.start].x;
    (caption_of(desk, setup, story, picture, width), None)
}

/// The caption of a picture with its credits, composed to `measure`.
pub(super) fn caption_of(
    desk: &mut Desk<'_>,
    setup: PageSetup,
    story: &Story,
    picture: &ArticlePicture,
    measure: Length,
) -> Option<Caption> {
    let number = picture.caption.unwrap_or(0);
    let caption = picture.caption.and_then(|n| story.captions.get(usize::from(n)));
    let (text, own) = caption.map_or(("", ""), |c| (c.text.as_str(), c.credit.as_str()));
    let edition = desk.edition;
    let asset = edition.pictures.get(&picture.picture).filter(|_| picture.credit).map_or("", |a| a.credit.as_str());
    let asset = if own.contains(asset) || text.contains(asset) { "" } else { asset };
    caption::compose(desk, setup, (text, &[own, asset]), u32::from(number), measure)
}

/// Rows that pictures over the head take of a module `width` wide, air under each included.
pub(super) fn rows_over(
    desk: &mut Desk<'_>,
    setup: PageSetup,
    story: &Story,
    wanted: &[ArticlePicture],
    width: Length,
) -> i64 {
    let mut rows = 0;
    for picture in wanted.iter().filter(|p| p.anchor == Anchor::AboveHead) {
        let caption = caption_of(desk, setup, story, picture, width).map_or(0, |c| c.rows());
        rows += i64::from(picture.lines) + caption + 1;
    }
    rows
}

fn put(desk: &Desk<'_>, setup: PageSetup, picture: &ArticlePicture, legs: &[Leg], stand: Stand, placed: &mut Pictures) {
    let Stand { legs: span, row, rows, below, beside, collides } = stand;
    let x = legs[span.start].x;
    let right = legs[span.end - 1].right();
    let frame = Rect::new(x, setup.line_top(row), right - x, area::height_of(setup, rows));
    let asset = desk.edition.pictures.get(&picture.picture);
    let crop = crop::cover(frame, asset.map(|a| a.pixels).unwrap_or_default(), picture.crop);
    let intent = asset.map(|a| a.intent).unwrap_or_default();
    placed.pictures.push(display::Picture { picture: picture.picture.clone(), frame, crop, intent, black: false });
    let mut end = row + rows;
    if let Some(caption) = &below {
        placed.captions.extend(caption.placed(setup, end, x));
        end += caption.rows();
    }
    placed.taken.push(with_air(legs, span, row, end));
    if let Some((leg, caption)) = beside {
        let foot = row + rows;
        let first = (foot - caption.rows()).max(legs[leg].first);
        placed.captions.extend(caption.placed(setup, first, legs[leg].x));
        placed.taken.push(with_air(legs, leg..leg + 1, first, first + caption.rows()));
    }
    if rows < i64::from(picture.lines) {
        placed.findings.push(cut(picture, rows, frame));
    }
    if collides {
        placed.findings.push(on_another(picture, frame));
    }
}

/// The rows `first..end` and a free one towards running text above and below.
fn with_air(legs: &[Leg], span: Range<usize>, first: i64, end: i64) -> Taken {
    let text_above = legs[span.clone()].iter().any(|l| l.first < first);
    let text_below = legs[span.clone()].iter().any(|l| end < l.end);
    Taken { legs: span, rows: first - i64::from(text_above)..end + i64::from(text_below) }
}

fn about(picture: &ArticlePicture, finding: Finding, area: Option<Rect>) -> Finding {
    let mut finding = finding;
    finding.place.picture = Some(picture.picture.clone());
    finding.place.area = area;
    finding
}

fn no_room(picture: &ArticlePicture) -> Finding {
    let id = &picture.picture;
    let (zh, en) =
        (format!("图 {id} 放不下：栏内已没有空位"), format!("There is no room for picture {id} in the legs"));
    let finding = Finding::new("GEO-10", Severity::Error, zh, en)
        .remedy("减图高，或加稿件行数", "make the picture lower, or the article higher");
    about(picture, finding, None)
}

fn cut(picture: &ArticlePicture, rows: i64, frame: Rect) -> Finding {
    let (id, lines) = (&picture.picture, picture.lines);
    let zh = format!("图 {id} 要 {lines} 行，只有 {rows} 行");
    let en = format!("Picture {id} asks for {lines} lines and has only {rows}");
    about(
        picture,
        Finding::new("GEO-10", Severity::Warning, zh, en)
            .remedy(format!("图高改为 {rows} 行"), format!("make it {rows} lines high")),
        Some(frame),
    )
}

fn on_another(picture: &ArticlePicture, frame: Rect) -> Finding {
    let id = &picture.picture;
    let (zh, en) = (format!("图 {id} 压在同稿另一张图上"), format!("Picture {id} lies on another of its article"));
    let finding = Finding::new("GEO-10", Severity::Error, zh, en).remedy("移开其中一张", "move one of them");
    about(picture, finding, Some(frame))
}
