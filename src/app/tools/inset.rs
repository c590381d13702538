//! A picture inside an article at the hand: its sides make it wider by legs and higher by lines, and with Ctrl it is
//! carried to another place in the body. The text runs anew at every step.

use egui::Modifiers;

use super::crop::{self, Target};
use super::snap::Sides;
use super::{Bench, GRIP, Gesture, HANDLES, Hand, Spot, Stroke, handle_at};
use crate::app::desk::{Ask, GestureId, PartOf, new_gesture};
use crate::edit::Command;
use crate::geom::{Length, Rect};
use crate::id::BlockId;
use crate::model::{Anchor, Article, ArticlePicture, BlockKind, Page};

/// Most lines and legs a picture is drawn to.
const MOST_LINES: i64 = 300;
const MOST_LEGS: i64 = 24;

/// A picture of an article that is being resized or carried.
#[derive(Debug)]
pub struct Framing {
    id: GestureId,
    from: Spot,
    target: Target,
    index: usize,
    /// The sides that follow the pointer; none: the whole picture does.
    sides: Option<Sides>,
    start: ArticlePicture,
    last: Option<ArticlePicture>,
}

impl Framing {
    pub(super) const fn id(&self) -> GestureId {
        self.id
    }
}

/// The body of an article as legs see it.
struct Body {
    left: Length,
    top: Length,
    right: Length,
    foot: Length,
    /// From one leg to the next.
    pitch: Length,
}

/// The middle of a side of an article's picture near a spot: the one that was taken last, or that under the pointer.
#[must_use]
pub fn side(bench: &Bench<'_>, hand: &Hand, spot: Spot) -> Option<(Target, Sides)> {
    let chosen = crop::selected(bench, hand.inset.as_ref()).filter(|(leaf, _)| *leaf == spot.leaf).map(|(_, t)| t);
    let all = chosen.into_iter().chain(crop::under(bench, spot));
    let reach = GRIP * bench.density;
    let seen = bench.seen.get(spot.leaf)?;
    all.filter(|t| t.index.is_some()).find_map(|target| {
        let near = HANDLES.iter().filter(|((x, y), _)| *x == 500 || *y == 500).find(|(place, _)| {
            let pixel = seen.pixel(handle_at(target.frame, *place));
            (pixel.0 - spot.pixel.0).abs().max((pixel.1 - spot.pixel.1).abs()) <= reach
        });
        near.map(|(_, sides)| (target.clone(), *sides))
    })
}

/// Begins where a press on a side, or with Ctrl on the picture, means one; none: it is a crop.
pub(super) fn begin(hand: &Hand, spot: Spot, modifiers: Modifiers, bench: &Bench<'_>) -> Option<Framing> {
    let (target, sides) = match side(bench, hand, spot) {
        Some((target, sides)) => (target, Some(sides)),
        None if modifiers.command => (crop::under(bench, spot)?, None),
        None => return None,
    };
    let index = target.index?;
    let (_, article) = article(bench, &target.block)?;
    let start = article.pictures.get(index)?.clone();
    Some(Framing { id: new_gesture(), from: spot, target, index, sides, start, last: None })
}

pub(super) fn stroke(hand: &mut Hand, stroke: Stroke, bench: &Bench<'_>) -> Vec<Ask> {
    let Gesture::Framing(framing) = &mut hand.gesture else { return Vec::new() };
    match stroke {
        Stroke::Press(..) => Vec::new(),
        Stroke::Move(spot, _) => follow(framing, spot, bench),
        Stroke::Release(spot, _) => {
            let mut asks = follow(framing, spot, bench);
            asks.push(Ask::Finish(framing.id));
            hand.gesture = Gesture::Idle;
            asks
        }
    }
}

fn follow(framing: &mut Framing, spot: Spot, bench: &Bench<'_>) -> Vec<Ask> {
    if framing.last.is_none() && !bench.dragged(framing.from, spot) {
        return Vec::new();
    }
    let Some((page, article)) = article(bench, &framing.target.block) else { return Vec::new() };
    let pixels = (spot.pixel.0 - framing.from.pixel.0, spot.pixel.1 - framing.from.pixel.1);
    let by = (bench.length(pixels.0 / bench.density), bench.length(pixels.1 / bench.density));
    let body = body(framing, page, bench);
    let picture = match framing.sides {
        Some(sides) => resized(framing, sides, by, page, &body),
        None => ArticlePicture { anchor: carried(framing, by, page, &body), ..framing.start.clone() },
    };
    if framing.last.as_ref() == Some(&picture) {
        return Vec::new();
    }
    let mut pictures = article.pictures.clone();
    let Some(place) = pictures.get_mut(framing.index) else { return Vec::new() };
    *place = picture.clone();
    framing.last = Some(picture);
    let command = Command::SetArticlePictures { block: framing.target.block.clone(), pictures };
    vec![Ask::edit_in(bench.desk.language, command, PartOf::Renew(framing.id))]
}

fn article<'a>(bench: &Bench<'a>, block: &BlockId) -> Option<(&'a Page, &'a Article)> {
    let (page, block) = bench.edition().block(block)?;
    match &block.kind {
        BlockKind::Article(article) => Some((page, article)),
        _ => None,
    }
}

/// How many times `step` goes into a distance, to the nearest.
fn times(distance: Length, step: Length) -> i64 {
    (distance.as_mm() / step.as_mm().max(0.001)).round() as i64
}

fn held(value: i64, most: i64) -> u16 {
    u16::try_from(value.clamp(1, most)).unwrap_or(1)
}

fn resized(
    framing: &Framing,
    sides: Sides,
    (right, down): (Length, Length),
    page: &Page,
    body: &Body,
) -> ArticlePicture {
    let start = &framing.start;
    let lines = times(if sides.top { -down } else { down }, page.setup.grid.line());
    let legs = times(if sides.left { -right } else { right }, body.pitch);
    let grows = (sides.left || sides.right, sides.top || sides.bottom);
    ArticlePicture {
        legs: if grows.0 { held(i64::from(start.legs) + legs, MOST_LEGS) } else { start.legs },
        lines: if grows.1 { held(i64::from(start.lines) + lines, MOST_LINES) } else { start.lines },
        ..start.clone()
    }
}

/// Where a picture stands that was carried by a distance: an anchor at the body's edges, which it keeps when the article
/// changes its size, or leg and line.
fn carried(framing: &Framing, (right, down): (Length, Length), page: &Page, body: &Body) -> Anchor {
    let (frame, line) = (framing.target.frame, page.setup.grid.line());
    let (x, y) = (frame.x + right, frame.y + down);
    let legs = times(body.right - body.left, body.pitch).max(1);
    let span = i64::from(framing.start.legs).min(legs);
    let leg = times(x - body.left, body.pitch).clamp(0, legs - span);
    let row = times(y - body.top, line);
    if row < -3 {
        return Anchor::AboveHead;
    }
    let at_foot = y + frame.height + line > body.foot;
    let (first, last) = (leg == 0, leg == legs - span);
    match (row <= 0, at_foot) {
        (true, _) if first => Anchor::TopLeft,
        (true, _) if last => Anchor::TopRight,
        (false, true) if first => Anchor::BottomLeft,
        (false, true) if last => Anchor::BottomRight,
        _ => Anchor::At { leg: u16::try_from(leg).unwrap_or(0), line: u16::try_from(row.max(0)).unwrap_or(0) },
    }
}

/// The body round a picture, from the stretches of its legs and the picture itself.
fn body(framing: &Framing, page: &Page, bench: &Bench<'_>) -> Body {
    let frame = framing.target.frame;
    let area = bench.edition().block(&framing.target.block).map(|(_, b)| page.setup.area_of(b.place)).unwrap_or(frame);
    let composed = bench.seen.get(framing.from.leaf).and_then(|s| bench.desk.composed().get(s.index));
    let inside = |r: &&Rect| area.overlaps(**r);
    let legs: Vec<Rect> = composed.map(|c| c.frames.iter().filter(inside).copied().collect()).unwrap_or_default();
    let hangs = framing.start.anchor == Anchor::AboveHead;
    let all = || legs.iter().copied().chain((!hangs).then_some(frame));
    let left = all().map(|r| r.x).min().unwrap_or(area.x);
    let top = all().map(|r| r.y).min().unwrap_or(area.y);
    let right = all().map(Rect::right).max().unwrap_or_else(|| area.right());
    let count = i64::from(framing.start.legs.max(1));
    // A leg and its gap; a picture over n legs has one gap fewer.
    let leg = legs.iter().map(|r| r.width).min().unwrap_or(frame.width / count);
    let gap = if count > 1 { (frame.width - leg * count) / (count - 1) } else { page.setup.grid.cell() };
    Body { left, top, right: right + gap, foot: area.bottom(), pitch: leg + gap.max(Length::ZERO) }
}
