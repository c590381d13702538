//! The outline of several boxes that belong together.

use std::collections::BTreeMap;

use crate::geom::{Length, Point, Rect};

/// Gaps up to twice this are closed: those between legs, and the air between a head and its text.
const REACH: Length = Length::nm(5_000_000);

/// The outline of all boxes, gaps up to 10 mm closed: rings of corners, clockwise around what is inside and
/// counter-clockwise around holes.
///
/// ```text
///   ┌──┐ ┌──┐      ┌───────┐
///   │  │ │  │  →   │       │
///   │  │ └──┘      │   ┌───┘
///   └──┘           └───┘
/// ```
pub(super) fn around(boxes: &[Rect]) -> Vec<Vec<Point>> {
    // Grown by the reach and shrunk by it again: what was open on two sides by less than it stays filled.
    let grown = Cells::of(boxes.iter().map(|b| b.inset(-REACH)).collect());
    let outside = Cells::of(grown.empty_boxes().into_iter().map(|b| b.inset(-REACH)).collect());
    rings(&outside)
}

/// The plane cut into cells by the edges of boxes, and which of them lie in any box.
struct Cells {
    xs: Vec<Length>,
    ys: Vec<Length>,
    filled: Vec<bool>,
}

impl Cells {
    fn of(boxes: Vec<Rect>) -> Self {
        let sorted = |mut edges: Vec<Length>| {
            edges.sort();
            edges.dedup();
            edges
        };
        let xs = sorted(boxes.iter().flat_map(|b| [b.x, b.right()]).collect());
        let ys = sorted(boxes.iter().flat_map(|b| [b.y, b.bottom()]).collect());
        let across = xs.len().saturating_sub(1);
        let mut filled = vec![false; across * ys.len().saturating_sub(1)];
        let at = |edges: &[Length], edge: Length| edges.partition_point(|e| *e < edge);
        for b in boxes {
            let columns = at(&xs, b.x)..at(&xs, b.right());
            for row in at(&ys, b.y)..at(&ys, b.bottom()) {
                filled[row * across + columns.start..row * across + columns.end].fill(true);
            }
        }
        Self { xs, ys, filled }
    }

    /// Cells across and down.
    fn size(&self) -> (usize, usize) {
        (self.xs.len().saturating_sub(1), self.ys.len().saturating_sub(1))
    }

    fn is_filled(&self, column: usize, row: usize) -> bool {
        self.filled[row * self.size().0 + column]
    }

    /// What is not filled, with a margin all round that reaches beyond any shrinking.
    fn empty_boxes(&self) -> Vec<Rect> {
        let (across, down) = self.size();
        let margin = REACH * 3;
        let (Some(&left), Some(&right)) = (self.xs.first(), self.xs.last()) else { return Vec::new() };
        let (Some(&top), Some(&bottom)) = (self.ys.first(), self.ys.last()) else { return Vec::new() };
        let (width, height) = (right - left + margin * 2, bottom - top + margin * 2);
        let mut empty = vec![
            Rect::new(left - margin, top - margin, width, margin),
            Rect::new(left - margin, bottom, width, margin),
            Rect::new(left - margin, top - margin, margin, height),
            Rect::new(right, top - margin, margin, height),
        ];
        for row in 0..down {
            let (y, depth) = (self.ys[row], self.ys[row + 1] - self.ys[row]);
            let holes = (0..across).filter(|&column| !self.is_filled(column, row));
            empty.extend(holes.map(|c| Rect::new(self.xs[c], y, self.xs[c + 1] - self.xs[c], depth)));
        }
        empty
    }
}

/// The rings between what is filled (the outside) and what is not (the article).
fn rings(outside: &Cells) -> Vec<Vec<Point>> {
    let mut edges = boundary(outside);
    let mut rings = Vec::new();
    while let Some((&start, _)) = edges.first_key_value() {
        let mut ring = vec![start];
        let mut at = start;
        let mut heading = (0, 0);
        while let Some(next) = take_edge(&mut edges, at, heading) {
            heading = towards(at, next);
            at = next;
            ring.push(at);
        }
        let corners = corners(&ring);
        let place = |(x, y): (usize, usize)| Point::new(outside.xs[x], outside.ys[y]);
        rings.push(corners.into_iter().map(place).collect());
    }
    rings
}

type Corner = (usize, usize);

/// Edges of cells with the article on their right, by where they begin.
fn boundary(outside: &Cells) -> BTreeMap<Corner, Vec<Corner>> {
    let (across, down) = outside.size();
    let inside = |column: isize, row: isize| {
        let (Ok(column), Ok(row)) = (usize::try_from(column), usize::try_from(row)) else { return false };
        column < across && row < down && !outside.is_filled(column, row)
    };
    let mut edges: BTreeMap<Corner, Vec<Corner>> = BTreeMap::new();
    for (c, r) in (0..down).flat_map(|r| (0..across).map(move |c| (c, r))) {
        let (column, row) = (c as isize, r as isize);
        if !inside(column, row) {
            continue;
        }
        let sides = [
            ((0, -1), (c, r), (c + 1, r)),
            ((1, 0), (c + 1, r), (c + 1, r + 1)),
            ((0, 1), (c + 1, r + 1), (c, r + 1)),
            ((-1, 0), (c, r + 1), (c, r)),
        ];
        for ((dx, dy), from, to) in sides {
            if !inside(column + dx, row + dy) {
                edges.entry(from).or_default().push(to);
            }
        }
    }
    edges
}

/// Takes the edge that goes on from `at`; where two parts touch at a corner, the one that turns right, so that each
/// keeps its own ring.
fn take_edge(edges: &mut BTreeMap<Corner, Vec<Corner>>, at: Corner, heading: (i8, i8)) -> Option<Corner> {
    let ends = edges.get_mut(&at)?;
    let right = (-heading.1, heading.0);
    let chosen = ends.iter().position(|&end| towards(at, end) == right).unwrap_or(0);
    let end = ends.swap_remove(chosen);
    if ends.is_empty() {
        edges.remove(&at);
    }
    Some(end)
}

fn towards(from: Corner, to: Corner) -> (i8, i8) {
    let step = |a: usize, b: usize| match a.cmp(&b) {
        std::cmp::Ordering::Less => 1,
        std::cmp::Ordering::Equal => 0,
        std::cmp::Ordering::Greater => -1,
    };
    (step(from.0, to.0), step(from.1, to.1))
}

/// The points of a closed ring where it turns.
fn corners(ring: &[Corner]) -> Vec<Corner> {
    let points = &ring[..ring.len().saturating_sub(1)];
    let count = points.len();
    let turns = |&i: &usize| {
        let (before, here, after) = (points[(i + count - 1) % count], points[i], points[(i + 1) % count]);
        towards(before, here) != towards(here, after)
    };
    (0..count).filter(turns).map(|i| points[i]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mm(x: i64, y: i64, width: i64, height: i64) -> Rect {
        let l = |v| Length::MM * v;
        Rect::new(l(x), l(y), l(width), l(height))
    }

    fn drawn(boxes: &[Rect]) -> Vec<Vec<(i64, i64)>> {
        let whole = |p: &Point| (p.x.whole(Length::MM), p.y.whole(Length::MM));
        around(boxes).iter().map(|ring| ring.iter().map(whole).collect()).collect()
    }

    #[test]
    fn legs_of_unequal_depth_make_one_step() {
        let outline = drawn(&[mm(10, 10, 41, 100), mm(54, 10, 41, 60)]);
        assert_eq!(outline, [vec![(10, 10), (95, 10), (95, 70), (51, 70), (51, 110), (10, 110)]]);
    }

    #[test]
    fn a_wide_gap_leaves_two_rings() {
        let outline = drawn(&[mm(0, 0, 20, 20), mm(40, 0, 20, 20)]);
        assert_eq!(outline.len(), 2);
        assert_eq!(outline[0], [(0, 0), (20, 0), (20, 20), (0, 20)]);
    }

    #[test]
    fn a_hole_is_a_ring_the_other_way_round() {
        let frame = [mm(0, 0, 100, 20), mm(0, 80, 100, 20), mm(0, 0, 20, 100), mm(80, 0, 20, 100)];
        let outline = drawn(&frame);
        let area = |ring: &[(i64, i64)]| -> i64 {
            let next = ring.iter().cycle().skip(1);
            ring.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum::<i64>() / 2
        };
        assert_eq!(outline.iter().map(|r| area(r)).collect::<Vec<_>>(), [10_000, -3_600]);
    }

    #[test]
    fn nothing_has_no_outline() {
        assert!(around(&[]).is_empty());
    }
}
