//! Line slots: every place a line of running text can stand, in reading order.

use super::area::{self, Field};
use super::foreign;
use super::legs::Leg;
use super::pictures::Taken;
use crate::geom::{Length, Point, Rect};

/// A place for one line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Slot {
    /// Which frame of the thread.
    pub(super) frame: usize,
    pub(super) leg: usize,
    /// Row within the page's grid, or column of a vertical leg; neighbours differ by one.
    pub(super) row: i64,
    /// Start of the measure, on the baseline or on the centre axis.
    pub(super) at: Point,
    /// From the start to the measure, one em box of the body high (or wide).
    pub(super) area: Rect,
    pub(super) measure: Length,
}

/// Slots of horizontal legs: each row that no picture takes, as wide as foreign blocks leave it.
pub(super) fn horizontal(field: &Field, legs: &[Leg], taken: &[Taken], around: &[Rect], body: Length) -> Vec<Slot> {
    let setup = field.setup;
    let mut slots = Vec::new();
    for (leg, l) in legs.iter().enumerate() {
        for row in l.first..l.end {
            if taken.iter().any(|t| t.has(leg, row)) {
                continue;
            }
            let cells = Rect::new(l.x, setup.line_top(row), l.width, field.cell());
            let Some((x, measure)) = foreign::left_of(cells, around, setup) else { continue };
            let at = Point::new(x, area::baseline(setup, row, body));
            let area = Rect::new(x, setup.line_top(row), measure, body);
            slots.push(Slot { frame: 0, leg, row, at, area, measure });
        }
    }
    slots
}

/// Slots of vertical tiers, from right to left. `tiers` are offsets and heights from the top of the field.
pub(super) fn vertical(field: &Field, tiers: &[(Length, Length)], around: &[Rect], body: Length) -> Vec<Slot> {
    let (top, _) = field.span_of(field.first, field.rows);
    let pitch = field.setup.grid.line();
    let columns = (field.width - field.cell() + pitch).max(Length::ZERO).whole(pitch);
    let mut slots = Vec::new();
    for (leg, (offset, measure)) in tiers.iter().enumerate() {
        for row in 0..columns {
            let centre = field.x + field.width - field.cell() / 2 - pitch * row;
            let at = Point::new(centre, top + *offset);
            let area = Rect::new(centre - body / 2, at.y, body, *measure);
            let free = around.iter().all(|block| !block.inset(-(field.cell() / 2)).overlaps(area));
            if free {
                slots.push(Slot { frame: 0, leg, row, at, area, measure: *measure });
            }
        }
    }
    slots
}

/// How many slots stand directly one after the other in the same leg, this one included, for every slot.
pub(super) fn runs(slots: &[Slot]) -> Vec<usize> {
    let mut runs = vec![1; slots.len()];
    for i in (0..slots.len().saturating_sub(1)).rev() {
        let (a, b) = (slots[i], slots[i + 1]);
        if (a.frame, a.leg, a.row + 1) == (b.frame, b.leg, b.row) {
            runs[i] = runs[i + 1] + 1;
        }
    }
    runs
}
