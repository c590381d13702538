//! Lines that stand in one leg.

use super::marks::Marked;
use crate::geom::Rect;
use crate::id::Part;

/// The legs of body text: horizontal ones and vertical ones. A leg ends where the measure or the edge changes, where
/// something other than a cross-head stands between two lines, and where the block ends.
pub(super) fn body_legs(marks: &[Marked]) -> (Vec<Rect>, Vec<Rect>) {
    let mut legs = (Vec::new(), Vec::new());
    let mut last: Option<&Marked> = None;
    let mut past_cross_head = false;
    for line in marks.iter().filter(|m| matches!(m.mark.part, Part::Body | Part::CrossHead)) {
        if line.mark.part == Part::CrossHead {
            past_cross_head = true;
            continue;
        }
        let vertical = is_vertical(line.mark.area);
        let same_kind = if vertical { &mut legs.1 } else { &mut legs.0 };
        let crossed = std::mem::take(&mut past_cross_head);
        let goes_on = last.is_some_and(|l| {
            let (before, after) = (l.mark.area, line.mark.area);
            l.mark.block == line.mark.block && (follows(before, after) || crossed && same_leg(before, after))
        });
        match same_kind.last_mut().filter(|_| goes_on) {
            Some(leg) => *leg = hull(*leg, line.mark.area),
            None => same_kind.push(line.mark.area),
        }
        last = Some(line);
    }
    legs
}

/// The areas of marks, lines that follow each other in one.
pub(super) fn joined(marks: &[&Marked]) -> Vec<Rect> {
    let mut areas: Vec<Rect> = Vec::new();
    let mut last: Option<Rect> = None;
    for area in marks.iter().map(|m| m.mark.area).filter(|a| a.width.is_positive() && a.height.is_positive()) {
        match areas.last_mut().filter(|_| last.is_some_and(|l| follows(l, area))) {
            Some(joined) => *joined = hull(*joined, area),
            None => areas.push(area),
        }
        last = Some(area);
    }
    areas
}

/// A line's box is as long as its measure, which holds several characters, and one line deep.
fn is_vertical(line: Rect) -> bool {
    line.height > line.width
}

/// True where `next` is the next line of the same leg: same edges, and no room for another line between the two. A
/// line's box is one em deep, so that the leading of the grid stays open.
fn follows(line: Rect, next: Rect) -> bool {
    if is_vertical(line) {
        let gap = line.x - next.right();
        line.y == next.y && line.height == next.height && gap.abs() < line.width.max(next.width)
    } else {
        let gap = next.y - line.bottom();
        line.x == next.x && line.width == next.width && gap.abs() < line.height.max(next.height)
    }
}

/// True where `next` stands below `line` (or left of it) between the same edges.
fn same_leg(line: Rect, next: Rect) -> bool {
    if is_vertical(line) {
        line.y == next.y && line.height == next.height && next.x < line.x
    } else {
        line.x == next.x && line.width == next.width && next.y > line.y
    }
}

fn hull(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    Rect::new(x, y, a.right().max(b.right()) - x, a.bottom().max(b.bottom()) - y)
}
