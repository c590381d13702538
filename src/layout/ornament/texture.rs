//! 底纹: small figures over a whole area, cut off at its edges.

use super::ring::{TURN, sine, spoke};
use crate::display::{Outline, Shape};
use crate::geom::{Length, Point, Rect};
use crate::ink::Ink;
use crate::model::{Figure, Texture};

/// Most figures in an area: more are no texture any more, and the pitch is doubled.
const MOST_FIGURES: i64 = 60_000;

/// The figures of a texture over `area`.
pub(in crate::layout) fn texture(area: Rect, texture: &Texture) -> Option<Shape> {
    if !area.width.is_positive() || !area.height.is_positive() || !texture.pitch.is_positive() {
        return None;
    }
    let mut pitch = texture.pitch;
    while area.width.whole(pitch).saturating_mul(area.height.whole(pitch)) > MOST_FIGURES {
        pitch = pitch * 2;
    }
    let field = Field { area, pitch, weight: pitch.per_mille(i64::from(texture.weight)) };
    let rings = field.figures(texture.figure).into_iter().map(|ring| clipped(ring, area)).filter(|r| r.len() >= 3);
    let overprint = texture.ink == Ink::BLACK;
    Some(Shape { outline: Outline::Rings(rings.collect()), fill: Some(texture.ink), stroke: None, overprint })
}

struct Field {
    area: Rect,
    pitch: Length,
    weight: Length,
}

impl Field {
    fn figures(&self, figure: Figure) -> Vec<Vec<Point>> {
        match figure {
            Figure::Lines => self.lines(true),
            Figure::Uprights => self.lines(false),
            Figure::Slants => self.slants(-1),
            Figure::Falling => self.slants(1),
            Figure::Grid => [self.lines(true), self.lines(false)].concat(),
            Figure::Net => [self.slants(-1), self.slants(1)].concat(),
            Figure::Dots => self.each(true, |at| vec![self.dot(at)]),
            Figure::Crosses => self.each(true, |at| self.cross(at)),
            Figure::Waves => self.waves(),
            Figure::Checks => self.each(true, |at| vec![square(at, self.pitch / 2, self.pitch / 2)]),
        }
    }

    /// Starts of whole pitches from `from` to beyond `to`, the first half a pitch in.
    fn steps(&self, from: Length, to: Length) -> impl Iterator<Item = Length> + use<> {
        let (pitch, first) = (self.pitch, from - self.pitch / 2);
        let count = (to - first).whole(pitch).max(0) + 1;
        (0..=count).map(move |n| first + pitch * n)
    }

    fn lines(&self, level: bool) -> Vec<Vec<Point>> {
        let (r, half) = (self.area, self.weight / 2);
        if level {
            let line = |y: Length| box_of(r.x, y - half, r.right(), y + half);
            self.steps(r.y, r.bottom()).map(line).collect()
        } else {
            let line = |x: Length| box_of(x - half, r.y, x + half, r.bottom());
            self.steps(r.x, r.right()).map(line).collect()
        }
    }

    /// Lines at 45°, whose distance across is the pitch. `way` is −1 where they rise to the right.
    fn slants(&self, way: i64) -> Vec<Vec<Point>> {
        let r = self.area;
        // Along the edge lines are √2 pitches apart and as much thicker.
        let (apart, half) = (self.pitch.scale(14_142, 10_000), self.weight.scale(7_071, 10_000));
        let (start, span) = if way < 0 { (r.x, r.height) } else { (r.x - r.height, r.height) };
        let count = (r.width + r.height).whole(apart).max(0) + 1;
        let line = |n: i64| {
            let x = start + apart * n;
            // From the top edge to the foot, `span` to one side.
            let (top, foot) = if way < 0 { (x, x - span) } else { (x, x + span) };
            vec![
                Point::new(top - half, r.y),
                Point::new(top + half, r.y),
                Point::new(foot + half, r.bottom()),
                Point::new(foot - half, r.bottom()),
            ]
        };
        (0..=count).map(line).collect()
    }

    /// A figure at every place of rows a pitch apart; every other row is shifted by half a pitch where `staggered`.
    fn each(&self, staggered: bool, figure: impl Fn(Point) -> Vec<Vec<Point>>) -> Vec<Vec<Point>> {
        let r = self.area;
        let mut all = Vec::new();
        // Staggered rows half a pitch apart stand as dots of a screen at 45°.
        let row_height = if staggered { self.pitch / 2 } else { self.pitch };
        let rows = r.height.whole(row_height.max(Length::nm(1))) + 2;
        for n in 0..rows {
            let y = r.y + row_height * n;
            let shift = if staggered && n % 2 == 1 { self.pitch / 2 } else { Length::ZERO };
            all.extend(self.steps(r.x, r.right()).flat_map(|x| figure(Point::new(x + shift, y))));
        }
        all
    }

    fn dot(&self, at: Point) -> Vec<Point> {
        // Small ones need fewer corners.
        let step = if self.weight > Length::um(700) { 1 } else { 2 };
        let radius = (self.weight / 2).as_nm();
        let corners = (0..TURN).step_by(step).map(|n| spoke(radius, n));
        corners.map(|(x, y)| Point::new(at.x + Length::nm(x), at.y + Length::nm(y))).collect()
    }

    fn cross(&self, at: Point) -> Vec<Vec<Point>> {
        let (long, short) = (self.pitch.per_mille(500), self.weight / 2);
        vec![square(at, long, short), square(at, short, long)]
    }

    fn waves(&self) -> Vec<Vec<Point>> {
        let r = self.area;
        let (length, swing, half) = (self.pitch * 3, self.pitch.per_mille(280), self.weight / 2);
        let count = (r.width.whole(length) + 1) * 16;
        let at = |n: i64| (r.x + length.scale(n, 16), swing.scale(sine(n * 2), 10_000));
        let line = |y: Length| {
            let upper = (0..=count).map(at).map(|(x, dy)| Point::new(x, y + dy - half));
            let lower = (0..=count).rev().map(at).map(|(x, dy)| Point::new(x, y + dy + half));
            upper.chain(lower).collect()
        };
        self.steps(r.y, r.bottom()).map(line).collect()
    }
}

/// An upright box about its middle.
fn square(at: Point, width: Length, height: Length) -> Vec<Point> {
    box_of(at.x - width / 2, at.y - height / 2, at.x + width / 2, at.y + height / 2)
}

fn box_of(left: Length, top: Length, right: Length, bottom: Length) -> Vec<Point> {
    [(left, top), (right, top), (right, bottom), (left, bottom)].map(|(x, y)| Point::new(x, y)).to_vec()
}

/// The part of a figure inside a box: cut at one edge after the other.
fn clipped(ring: Vec<Point>, area: Rect) -> Vec<Point> {
    let edges: [&dyn Fn(Point) -> Length; 4] =
        [&|p| p.x - area.x, &|p| area.right() - p.x, &|p| p.y - area.y, &|p| area.bottom() - p.y];
    edges.iter().fold(ring, |ring, inside| cut(&ring, inside))
}

/// The part of a figure where `inside` is not negative (Sutherland and Hodgman's).
fn cut(ring: &[Point], inside: &dyn Fn(Point) -> Length) -> Vec<Point> {
    let mut kept = Vec::with_capacity(ring.len() + 2);
    for (n, &here) in ring.iter().enumerate() {
        let before = ring[(n + ring.len() - 1) % ring.len()];
        let (from, to) = (inside(before), inside(here));
        if (from < Length::ZERO) != (to < Length::ZERO) {
            let (num, den) = (from.as_nm(), (from - to).as_nm());
            kept.push(Point::new(
                before.x + (here.x - before.x).scale(num, den),
                before.y + (here.y - before.y).scale(num, den),
            ));
        }
        if to >= Length::ZERO {
            kept.push(here);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_fill_their_area_and_end_at_its_edges() {
        let area = Rect::new(Length::MM * 10, Length::MM * 20, Length::MM * 33, Length::MM * 27);
        for figure in Figure::ALL {
            let of = Texture { figure, ink: Ink::grey(30), pitch: Length::MM * 2, weight: 300 };
            let shape = texture(area, &of).unwrap();
            let Outline::Rings(rings) = &shape.outline else { panic!("rings") };
            assert!(rings.len() >= 10, "{figure:?}");
            let points: Vec<&Point> = rings.iter().flatten().collect();
            let left = points.iter().map(|p| p.x).min().unwrap();
            let foot = points.iter().map(|p| p.y).max().unwrap();
            assert!(left >= area.x && left < area.x + Length::MM * 2, "{figure:?}");
            assert!(foot <= area.bottom() && foot > area.bottom() - Length::MM * 2, "{figure:?}");
        }
    }

    #[test]
    fn a_texture_too_fine_for_its_area_is_coarser_and_not_endless() {
        let area = Rect::new(Length::ZERO, Length::ZERO, Length::MM * 3_000, Length::MM * 3_000);
        let of = Texture { figure: Figure::Dots, ink: Ink::BLACK, pitch: Length::um(500), weight: 300 };
        let Some(Shape { outline: Outline::Rings(rings), .. }) = texture(area, &of) else { panic!("rings") };
        assert!(rings.len() < 200_000);
    }
}
