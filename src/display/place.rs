//! Where the coordinates of a group lie on the page.

use super::{Group, Turn};
use crate::geom::{Length, Point, Rect};

/// Quarter turns about an origin, then a shift: what groups inside groups add up to. Exact, because lengths are whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Place {
    turns: u8,
    at: Point,
}

impl Place {
    /// The page's own coordinates.
    pub const PAGE: Self = Self { turns: 0, at: Point::new(Length::ZERO, Length::ZERO) };

    /// The coordinates of the items of `group`, itself an item here.
    #[must_use]
    pub fn within(self, group: &Group) -> Self {
        Self { at: self.point(group.offset), turns: self.turns_with(group.turn) }
    }

    /// Quarter turns clockwise, 0–3, of something turned by `turn` in these coordinates.
    #[must_use]
    pub const fn turns_with(self, turn: Turn) -> u8 {
        let more = match turn {
            Turn::None => 0,
            Turn::Clockwise => 1,
        };
        (self.turns + more) % 4
    }

    /// A point of these coordinates on the page.
    #[must_use]
    pub fn point(self, p: Point) -> Point {
        let (x, y) = match self.turns {
            0 => (p.x, p.y),
            1 => (-p.y, p.x),
            2 => (-p.x, -p.y),
            _ => (p.y, -p.x),
        };
        Point::new(self.at.x + x, self.at.y + y)
    }

    /// A box of these coordinates on the page.
    #[must_use]
    pub fn rect(self, r: Rect) -> Rect {
        let (a, b) = (self.point(Point::new(r.x, r.y)), self.point(Point::new(r.right(), r.bottom())));
        Rect::new(a.x.min(b.x), a.y.min(b.y), (b.x - a.x).abs(), (b.y - a.y).abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(x: i64, y: i64, turn: Turn) -> Group {
        Group { offset: Point::new(Length::nm(x), Length::nm(y)), turn, clip: None, items: Vec::new() }
    }

    #[test]
    fn a_clockwise_turn_brings_the_right_side_down() {
        let inner = Place::PAGE.within(&group(100, 50, Turn::Clockwise));
        assert_eq!(inner.point(Point::new(Length::nm(7), Length::ZERO)), Point::new(Length::nm(100), Length::nm(57)));
        let r = inner.rect(Rect::new(Length::ZERO, Length::ZERO, Length::nm(7), Length::nm(3)));
        assert_eq!(r, Rect::new(Length::nm(97), Length::nm(50), Length::nm(3), Length::nm(7)));
    }

    #[test]
    fn four_turns_are_none() {
        let turn = group(0, 0, Turn::Clockwise);
        let four = (0..4).fold(Place::PAGE, |place, _| place.within(&turn));
        assert_eq!(four, Place::PAGE);
    }
}
