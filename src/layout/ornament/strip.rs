//! Strips of a pattern along a line or round a box.

use super::motif::{Motif, motif};
use crate::display::{Outline, Shape, Stroke};
use crate::geom::{Length, Point, Rect};
use crate::ink::Ink;
use crate::model::{Border, Pattern};

/// Most repeats along one side; beyond, the motif is stretched.
const MOST_REPEATS: i64 = 4000;

/// A border round a box, centred on its edge.
pub(in crate::layout) fn around(area: Rect, border: Border) -> Shape {
    if border.pattern == Pattern::Solid || !border.width.is_positive() {
        return stroked(Outline::Rect(area), border);
    }
    let (motif, outer) = (motif(border.pattern), area.inset(-(border.width / 2)));
    let mut rings = Vec::new();
    for &(from, to) in motif.lines {
        let inset = |per_mille: i64| outer.inset(border.width.per_mille(per_mille));
        rings.push(corners(inset(from)).to_vec());
        let inner = inset(to);
        if inner.width.is_positive() && inner.height.is_positive() {
            rings.push(corners(inner).into_iter().rev().collect());
        }
    }
    let depth = border.width;
    let [a, b, c, d] = corners(outer);
    for (from, to, turn) in [(a, b, 0), (b, c, 1), (c, d, 2), (d, a, 3)] {
        let side = Side { from, turn, depth };
        rings.extend(motif.corner.iter().map(|ring| side.place(ring, Length::ZERO, (1, 1000), depth)));
        let length = ((to.x - from.x).abs() + (to.y - from.y).abs()) - depth * 2;
        side.fill(&motif, depth, length, &mut rings);
    }
    filled(rings, border)
}

/// A rule from `a` to `b`, which lie on one axis, centred on it. The outer side of the pattern is above, or right.
pub(in crate::layout) fn along(a: Point, b: Point, border: Border) -> Shape {
    if border.pattern == Pattern::Solid || !border.width.is_positive() {
        return stroked(Outline::Line(a, b), border);
    }
    let (motif, depth) = (motif(border.pattern), border.width);
    let level = a.y == b.y;
    let (length, turn) = if level { (b.x - a.x, 0) } else { (b.y - a.y, 1) };
    let half = depth / 2;
    let from = if level { Point::new(a.x, a.y - half) } else { Point::new(a.x + half, a.y) };
    let side = Side { from, turn, depth };
    let mut rings = Vec::new();
    for &(top, foot) in motif.lines {
        let line = [(0, top), (1, top), (1, foot), (0, foot)];
        rings.push(side.place(&line, Length::ZERO, (1, 1), length));
    }
    side.fill(&motif, Length::ZERO, length, &mut rings);
    filled(rings, border)
}

fn stroked(outline: Outline, border: Border) -> Shape {
    let stroke = Some(Stroke { width: border.width, ink: border.ink, dash: Vec::new() });
    Shape { outline, fill: None, stroke, overprint: border.ink == Ink::BLACK }
}

fn filled(rings: Vec<Vec<Point>>, border: Border) -> Shape {
    let overprint = border.ink == Ink::BLACK;
    Shape { outline: Outline::Rings(rings), fill: Some(border.ink), stroke: None, overprint }
}

/// Clockwise from the top left.
fn corners(r: Rect) -> [Point; 4] {
    [(r.x, r.y), (r.right(), r.y), (r.right(), r.bottom()), (r.x, r.bottom())].map(|(x, y)| Point::new(x, y))
}

/// One side of a strip: from its outer corner, turned clockwise by quarters. Sides are turned and never mirrored, so
/// that holes stay holes.
struct Side {
    from: Point,
    turn: u8,
    depth: Length,
}

impl Side {
    /// Whole motifs from `start` over `length`.
    fn fill(&self, motif: &Motif, start: Length, length: Length, rings: &mut Vec<Vec<Point>>) {
        if motif.rings.is_empty() || !length.is_positive() {
            return;
        }
        let natural = self.depth.per_mille(motif.period).max(Length::nm(1));
        let count = ((length + natural / 2).whole(natural)).clamp(1, MOST_REPEATS);
        for n in 0..count {
            let from = start + length.scale(n, count);
            let part = start + length.scale(n + 1, count) - from;
            rings.extend(motif.rings.iter().map(|ring| self.place(ring, from, (1, motif.period), part)));
        }
    }

    /// A ring whose x runs from `start` in units of `share` of `length`.
    fn place(&self, ring: &[(i64, i64)], start: Length, (num, den): (i64, i64), length: Length) -> Vec<Point> {
        let point = |&(x, y): &(i64, i64)| {
            let (along, across) = (start + length.scale(x * num, den), self.depth.per_mille(y));
            match self.turn {
                0 => Point::new(self.from.x + along, self.from.y + across),
                1 => Point::new(self.from.x - across, self.from.y + along),
                2 => Point::new(self.from.x - along, self.from.y - across),
                _ => Point::new(self.from.x + across, self.from.y - along),
            }
        };
        ring.iter().map(point).collect()
    }
}

/// Whether a ring runs clockwise on paper.
#[cfg(test)]
fn is_clockwise(ring: &[Point]) -> bool {
    let next = ring.iter().cycle().skip(1);
    let twice: i128 = ring.iter().zip(next).map(|(a, b)| area(*a, *b)).sum();
    twice > 0
}

#[cfg(test)]
fn area(a: Point, b: Point) -> i128 {
    i128::from(a.x.as_nm()) * i128::from(b.y.as_nm()) - i128::from(b.x.as_nm()) * i128::from(a.y.as_nm())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rings(shape: &Shape) -> &[Vec<Point>] {
        match &shape.outline {
            Outline::Rings(rings) => rings,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_pattern_stays_in_its_strip_and_reaches_both_edges() {
        let area = Rect::new(Length::MM * 20, Length::MM * 30, Length::MM * 60, Length::MM * 40);
        for pattern in Pattern::ALL.into_iter().filter(|p| *p != Pattern::Solid) {
            let border = Border { width: Length::MM * 2, ink: Ink::BLACK, pattern };
            let shape = around(area, border);
            let (outer, inner) = (area.inset(-Length::MM), area.inset(Length::MM));
            let points: Vec<Point> = rings(&shape).iter().flatten().copied().collect();
            let inside = |p: &Point| {
                let strictly = |r: Rect| p.x > r.x && p.x < r.right() && p.y > r.y && p.y < r.bottom();
                let within = p.x >= outer.x && p.x <= outer.right() && p.y >= outer.y && p.y <= outer.bottom();
                within && !strictly(inner)
            };
            assert!(points.iter().all(inside), "{pattern:?}");
            assert!(shape.overprint && shape.fill == Some(Ink::BLACK), "{pattern:?}");
            let clockwise = rings(&shape).iter().filter(|r| is_clockwise(r)).count();
            assert!(clockwise * 2 >= rings(&shape).len(), "{pattern:?}: holes without anything around them");
        }
    }

    #[test]
    fn motifs_fill_a_rule_from_end_to_end() {
        let (a, b) = (Point::new(Length::MM * 10, Length::MM * 50), Point::new(Length::MM * 110, Length::MM * 50));
        for pattern in Pattern::ALL.into_iter().filter(|p| *p != Pattern::Solid) {
            let shape = along(a, b, Border { width: Length::MM, ink: Ink::RED, pattern });
            let xs: Vec<Length> = rings(&shape).iter().flatten().map(|p| p.x).collect();
            let (left, right) = (*xs.iter().min().unwrap(), *xs.iter().max().unwrap());
            assert!(left >= a.x && left <= a.x + Length::MM * 2, "{pattern:?} begins at {left}");
            assert!(right >= b.x - Length::MM * 2 && right <= b.x + Length::MM, "{pattern:?} ends at {right}");
            assert!(!shape.overprint);
        }
    }

    #[test]
    fn a_border_too_deep_for_its_box_is_no_panic() {
        for pattern in Pattern::ALL {
            for (width, height) in [(0, 0), (1, 1), (3, 500), (500, 3)] {
                let area = Rect::new(Length::ZERO, Length::ZERO, Length::MM * width, Length::MM * height);
                let _ = around(area, Border { width: Length::MM * 20, ink: Ink::BLACK, pattern });
                let _ = around(area, Border { width: Length::nm(1), ink: Ink::BLACK, pattern });
            }
        }
    }
}
