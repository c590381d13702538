//! What the press lays down: process inks in per mille of full coverage.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A colour as four process inks, each 0–1000 per mille (1000 = solid). There is no other colour model on a page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Ink {
    /// Cyan.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub c: u16,
    /// Magenta.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub m: u16,
    /// Yellow.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub y: u16,
    /// Black.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub k: u16,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_zero(v: &u16) -> bool {
    *v == 0
}

impl Ink {
    /// Solid black from the black plate alone: all text.
    pub const BLACK: Self = Self { c: 0, m: 0, y: 0, k: 1000 };
    /// Bare paper.
    pub const PAPER: Self = Self { c: 0, m: 0, y: 0, k: 0 };
    /// 大红, the red of Chinese newspapers, from magenta and yellow.
    pub const RED: Self = Self { c: 0, m: 1000, y: 1000, k: 0 };

    /// An ink in per cent; values over 100 are held at 100.
    #[must_use]
    pub const fn percent(c: u16, m: u16, y: u16, k: u16) -> Self {
        const fn held(v: u16) -> u16 {
            if v > 100 { 1000 } else { v * 10 }
        }
        Self { c: held(c), m: held(m), y: held(y), k: held(k) }
    }

    /// A tint of black in per cent.
    #[must_use]
    pub const fn grey(k: u16) -> Self {
        Self::percent(0, 0, 0, k)
    }

    /// True where only the black plate prints.
    #[must_use]
    pub const fn is_black_only(self) -> bool {
        self.c == 0 && self.m == 0 && self.y == 0 && self.k > 0
    }

    /// A tint of this ink, in per mille.
    #[must_use]
    pub fn tint(self, per_mille: u16) -> Self {
        let part = |v: u16| ((u32::from(v) * u32::from(per_mille.min(1000)) + 500) / 1000) as u16;
        Self { c: part(self.c), m: part(self.m), y: part(self.y), k: part(self.k) }
    }

    /// The tint of this ink that `other` is, in per mille and greater than 0; none where it is another colour.
    #[must_use]
    pub fn share_in(self, other: Self) -> Option<u16> {
        let most = |i: Self| i.c.max(i.m).max(i.y).max(i.k);
        let (whole, part) = (u32::from(most(self)), u32::from(most(other)));
        if part == 0 || whole == 0 {
            return None;
        }
        let share = u16::try_from((part * 1000 + whole / 2) / whole).ok().filter(|s| *s <= 1000)?;
        let near = |a: u16, b: u16| a.abs_diff(b) <= 1;
        let tint = self.tint(share);
        let same = near(tint.c, other.c) && near(tint.m, other.m) && near(tint.y, other.y) && near(tint.k, other.k);
        same.then_some(share)
    }

    /// The tint of black that is about as dark: red, green and blue are weighed as the eye does, black covers the rest.
    #[must_use]
    pub fn in_black(self) -> Self {
        let [c, m, y, k] = [self.c, self.m, self.y, self.k].map(|v| u32::from(v.min(1000)));
        let colours = (c * 299 + m * 587 + y * 114) / 1000;
        let light = (1000 - colours) * (1000 - k) / 1000;
        Self { c: 0, m: 0, y: 0, k: u16::try_from(1000 - light).unwrap_or(1000) }
    }

    /// Total area coverage in per mille, 0–4000.
    #[must_use]
    pub const fn total(self) -> u16 {
        self.c + self.m + self.y + self.k
    }
}

/// How the colours of a photograph are brought into what the press can print (ICC.1:2010 §6.2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Intent {
    /// Gradation before exactness: all colours move together. For photographs.
    #[default]
    Perceptual,
    /// Exactness before gradation: what can be printed is, the rest is cut; black-point compensated. For paintings, for
    /// reproductions, for colours of a brand.
    Relative,
    /// Pure colours stay pure. For charts and drawings.
    Saturation,
}

impl Intent {
    /// Perceptual, for serde.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::Perceptual
    }
}

impl Default for Ink {
    fn default() -> Self {
        Self::BLACK
    }
}

impl fmt::Display for Ink {
    /// `K100`, `M100 Y100`, `paper`; tenths only where there are any.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for (name, v) in [("C", self.c), ("M", self.m), ("Y", self.y), ("K", self.k)] {
            if v == 0 {
                continue;
            }
            if !first {
                f.write_str(" ")?;
            }
            first = false;
            write!(f, "{name}{}", v / 10)?;
            if v % 10 != 0 {
                write!(f, ".{}", v % 10)?;
            }
        }
        if first { f.write_str("paper") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tint_is_known_by_its_proportions() {
        assert_eq!(Ink::RED.share_in(Ink::RED), Some(1000));
        assert_eq!(Ink::RED.share_in(Ink::RED.tint(150)), Some(150));
        assert_eq!(Ink::RED.share_in(Ink::percent(0, 100, 95, 0)), None);
        assert_eq!(Ink::RED.share_in(Ink::BLACK), None);
        assert_eq!(Ink::RED.share_in(Ink::PAPER), None);
        let blue = Ink::percent(90, 60, 0, 0);
        for per_mille in 1..=1000 {
            let tint = blue.tint(per_mille);
            assert!(tint == Ink::PAPER || blue.share_in(tint).is_some(), "{per_mille}");
        }
    }
}
