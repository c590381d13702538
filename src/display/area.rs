//! The boxes that items lie in.

use super::{Glyphs, Outline, Turn};
use crate::geom::{Length, Point, Rect};

impl Glyphs {
    /// The em boxes of the run together: 880 per mille above the baseline, 120 below, as layout reckons.
    #[must_use]
    pub fn area(&self) -> Rect {
        let along = self.size.per_mille(i64::from(self.stretch));
        let em = |p: Point| match self.turn {
            Turn::None => Rect::new(p.x, p.y - self.size.per_mille(880), along, self.size),
            Turn::Clockwise => Rect::new(p.x - self.size.per_mille(120), p.y, self.size, along),
        };
        self.glyphs.iter().map(|g| em(g.at)).reduce(Rect::union).unwrap_or_default()
    }
}

impl Outline {
    /// The smallest box round it, without the width of a line along it.
    #[must_use]
    pub fn area(&self) -> Rect {
        let point = |p: &Point| Rect::new(p.x, p.y, Length::ZERO, Length::ZERO);
        let round = |points: &[Point]| points.iter().map(point).reduce(Rect::union);
        match self {
            Self::Rect(rect) => Some(*rect),
            Self::Line(a, b) => Some(point(a).union(point(b))),
            Self::Polygon(points) => round(points),
            Self::Rings(rings) => rings.iter().filter_map(|ring| round(ring)).reduce(Rect::union),
        }
        .unwrap_or_default()
    }
}
