//! 栏线: thin rules in the middle of the gaps between legs, where text stands on both sides.

use super::legs::Leg;
use super::pictures::Taken;
use crate::display::{Outline, Shape, Stroke};
use crate::geom::{Length, Point, Rect};
use crate::ink::Ink;
use crate::model::PageSetup;

/// A column rule is a hairline of 40 % black: seen, not read.
const INK: Ink = Ink::grey(40);

/// The rules between neighbouring legs, interrupted by pictures and foreign blocks that cross the gap.
pub(super) fn between(setup: PageSetup, legs: &[Leg], taken: &[Taken], around: &[Rect], width: Length) -> Vec<Shape> {
    if !width.is_positive() {
        return Vec::new();
    }
    let mut rules = Vec::new();
    for (i, pair) in legs.windows(2).enumerate() {
        let x = (pair[0].right() + pair[1].x) / 2;
        let (first, end) = (pair[0].first.max(pair[1].first), pair[0].end.min(pair[1].end));
        let crossed = |row: i64| {
            let cells = Rect::new(x, setup.line_top(row), Length::nm(1), setup.grid.cell());
            taken.iter().any(|t| t.has(i, row) && t.has(i + 1, row)) || around.iter().any(|b| b.overlaps(cells))
        };
        let mut row = first;
        while row < end {
            let stop = (row..end).find(|r| crossed(*r)).unwrap_or(end);
            if stop > row {
                rules.push(rule(setup, x, row, stop, width));
            }
            row = (stop..end).find(|r| !crossed(*r)).unwrap_or(end);
        }
    }
    rules
}

fn rule(setup: PageSetup, x: Length, row: i64, stop: i64, width: Length) -> Shape {
    let foot = setup.line_top(stop - 1) + setup.grid.cell();
    Shape {
        outline: Outline::Line(Point::new(x, setup.line_top(row)), Point::new(x, foot)),
        fill: None,
        stroke: Some(Stroke { width, ink: INK, dash: Vec::new() }),
        overprint: false,
    }
}
