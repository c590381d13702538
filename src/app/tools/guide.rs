//! Guides: drawn out of the rulers or with the tool, moved, and thrown away beside the page. They belong to the view.

use super::snap::Guide;
use super::{Bench, Gesture, Hand, Spot, Stroke, Tool};
use crate::app::desk::Ask;
use crate::geom::{Length, Point};

/// A guide that follows the pointer.
#[derive(Debug)]
pub struct Dragging {
    /// Which way it runs; with the tool that is settled by the first movement.
    upright: Option<bool>,
    from: Option<Spot>,
    /// The guide as it was, if it was there before.
    was: Option<Guide>,
    /// Where it is now.
    now: Option<(usize, Guide)>,
}

impl Dragging {
    pub(super) const fn new(upright: bool) -> Self {
        Self { upright: Some(upright), from: None, was: None, now: None }
    }

    /// The guide, and the page it is on by its position among those seen; none while it is beside the page.
    #[must_use]
    pub const fn guide(&self) -> Option<(usize, Guide)> {
        self.now
    }

    /// The guide that is being moved, as it was.
    #[must_use]
    pub const fn lifted(&self) -> Option<Guide> {
        self.was
    }
}

/// How near a guide is grasped, in points.
const NEAR: f64 = 4.0;

/// The guide under a spot.
#[must_use]
pub fn under(bench: &Bench<'_>, spot: Spot) -> Option<Guide> {
    let page = bench.page(spot.leaf)?;
    let reach = bench.length(NEAR);
    let off = |g: &Guide| (along(*g, spot.at) - g.at).abs();
    let guides = bench.guides.get(&page.number)?.iter();
    guides.filter(|g| off(g) <= reach).min_by_key(|g| off(g)).copied()
}

const fn along(guide: Guide, p: Point) -> Length {
    if guide.upright { p.x } else { p.y }
}

/// Takes hold of the guide under a spot, or begins a new one.
pub(super) fn grasp(hand: &mut Hand, spot: Spot, bench: &Bench<'_>) {
    let was = under(bench, spot);
    let now = was.map(|g| (spot.leaf, g));
    hand.gesture = Gesture::Guide(Dragging { upright: was.map(|g| g.upright), from: Some(spot), was, now });
}

pub(super) fn stroke(hand: &mut Hand, stroke: Stroke, bench: &Bench<'_>) -> Vec<Ask> {
    match (&mut hand.gesture, stroke) {
        (Gesture::Idle, Stroke::Press(spot, ..)) if bench.desk.view.tool == Tool::Guide => grasp(hand, spot, bench),
        (Gesture::Guide(dragging), Stroke::Move(spot, modifiers)) => {
            follow(dragging, spot, modifiers.command, bench);
        }
        (Gesture::Guide(dragging), Stroke::Release(spot, modifiers)) => {
            if dragging.from.is_none_or(|from| bench.dragged(from, spot)) {
                follow(dragging, spot, modifiers.command, bench);
            } else if dragging.was.is_none() {
                // A click with the tool is a guide along the line it was made on.
                dragging.upright = Some(false);
                follow(dragging, spot, modifiers.command, bench);
            }
            let Gesture::Guide(dragging) = std::mem::take(&mut hand.gesture) else { return Vec::new() };
            put(hand, &dragging, spot, bench);
        }
        _ => {}
    }
    Vec::new()
}

fn follow(dragging: &mut Dragging, spot: Spot, freely: bool, bench: &Bench<'_>) {
    if dragging.upright.is_none()
        && let Some(from) = dragging.from.filter(|from| bench.dragged(*from, spot))
    {
        // Drawn sideways it moves sideways: it stands upright.
        let (x, y) = ((spot.pixel.0 - from.pixel.0).abs(), (spot.pixel.1 - from.pixel.1).abs());
        dragging.upright = Some(x > y);
    }
    let Some(upright) = dragging.upright else { return };
    let on_page = bench.seen.get(spot.leaf).is_some_and(|s| s.has(spot.pixel));
    let at = if upright { spot.at.x } else { spot.at.y };
    let at = if freely { at } else { caught(bench, spot.leaf, upright, at) };
    dragging.now = on_page.then_some((spot.leaf, Guide { upright, at }));
}

/// On the nearest edge of a column or line that is near enough.
fn caught(bench: &Bench<'_>, leaf: usize, upright: bool, at: Length) -> Length {
    let Some(page) = bench.page(leaf) else { return at };
    let (setup, grid) = (page.setup, page.setup.grid);
    let reach = bench.length(super::CATCH);
    let edges: Vec<Length> = if upright {
        (0..grid.columns())
            .flat_map(|c| {
                let x = setup.origin.x + grid.cell() * i64::from(grid.char_of_column(c));
                [x, x + grid.cell() * i64::from(grid.chars())]
            })
            .collect()
    } else {
        let line = (at - setup.origin.y).whole(grid.line());
        (line..=line + 1).flat_map(|l| [setup.line_top(l), setup.line_top(l) + grid.cell()]).collect()
    };
    let nearest = edges.into_iter().min_by_key(|e| (*e - at).abs());
    nearest.filter(|e| (*e - at).abs() <= reach).unwrap_or(at)
}

fn put(hand: &mut Hand, dragging: &Dragging, spot: Spot, bench: &Bench<'_>) {
    let from = dragging.from.unwrap_or(spot).leaf;
    if let (Some(was), Some(page)) = (dragging.was, bench.page(from)) {
        hand.guides.entry(page.number).or_default().retain(|g| *g != was);
    }
    if let Some((leaf, guide)) = dragging.now
        && let Some(page) = bench.page(leaf)
    {
        let guides = hand.guides.entry(page.number).or_default();
        if !guides.contains(&guide) {
            guides.push(guide);
        }
    }
}
