//! A page for a press that prints black only.

use super::{Glyphs, Item, Picture, Shape, Sheet};
use crate::ink::Ink;

impl Sheet {
    /// The same page in black and its tints. Tints and rules keep their lightness; type is solid wherever it was darker
    /// than a middle grey, for type that is screened loses its hairlines; photographs go on the black plate.
    #[must_use]
    pub fn in_black(mut self) -> Self {
        self.items.iter_mut().for_each(blacken);
        self.spots.clear();
        self
    }
}

fn blacken(item: &mut Item) {
    match item {
        Item::Group(group) => group.items.iter_mut().for_each(blacken),
        Item::Glyphs(Glyphs { ink, .. }) => {
            let black = ink.in_black();
            *ink = if black.k >= 500 { Ink::BLACK } else { black };
        }
        Item::Shape(Shape { fill, stroke, .. }) => {
            if let Some(fill) = fill {
                *fill = fill.in_black();
            }
            if let Some(stroke) = stroke {
                stroke.ink = stroke.ink.in_black();
            }
        }
        Item::Picture(Picture { black, .. }) => *black = true,
        Item::Mark(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_become_tints_as_dark_as_they_were() {
        assert_eq!(Ink::BLACK.in_black(), Ink::BLACK);
        assert_eq!(Ink::PAPER.in_black(), Ink::PAPER);
        assert_eq!(Ink::grey(35).in_black(), Ink::grey(35));
        let of = |c, m, y, k| Ink::percent(c, m, y, k).in_black().k;
        assert!((600..=800).contains(&of(0, 100, 100, 0)), "red {}", of(0, 100, 100, 0));
        assert!(of(0, 0, 100, 0) < of(100, 0, 0, 0) && of(100, 0, 0, 0) < of(100, 100, 0, 0));
        assert_eq!(of(100, 100, 100, 100), 1000);
    }
}
