//! Lengths, points and boxes on paper.
//!
//! Every length is a whole number of nanometres, so that 3.15 mm, 磅 (0.35 mm) and a thousandth of an em
//! of 9 磅 type are all exact, sums never drift and the same page gives the same bytes everywhere.
//! Axes: x to the right, y **down**, origin at the top left corner of the trimmed page.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A distance on paper in whole nanometres; at most ± 9.2 million km.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Length(i64);

impl Length {
    /// No distance.
    pub const ZERO: Self = Self(0);
    /// One millimetre.
    pub const MM: Self = Self(1_000_000);
    /// One micrometre.
    pub const UM: Self = Self(1_000);
    /// The founder's point of Chinese newspapers, 磅 = 0.35 mm (a DTP point is 0.3528 mm).
    pub const BANG: Self = Self(350_000);

    /// A length of `nm` nanometres.
    #[must_use]
    pub const fn nm(nm: i64) -> Self {
        Self(nm)
    }

    /// A length of `um` micrometres.
    #[must_use]
    pub const fn um(um: i64) -> Self {
        Self(um * 1_000)
    }

    /// A length in millimetres, rounded to the nanometre.
    #[must_use]
    pub fn mm(mm: f64) -> Self {
        Self((mm * 1e6).round() as i64)
    }

    /// A length in DTP points (1/72 inch), rounded to the nanometre.
    #[must_use]
    pub fn pt(pt: f64) -> Self {
        Self((pt * 25.4e6 / 72.0).round() as i64)
    }

    /// A length in 磅 of 0.35 mm.
    #[must_use]
    pub fn bang(bang: f64) -> Self {
        Self((bang * 350_000.0).round() as i64)
    }

    /// Whole nanometres.
    #[must_use]
    pub const fn as_nm(self) -> i64 {
        self.0
    }

    /// Millimetres.
    #[must_use]
    pub fn as_mm(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// DTP points.
    #[must_use]
    pub fn as_pt(self) -> f64 {
        self.0 as f64 * 72.0 / 25.4e6
    }

    /// 磅 of 0.35 mm.
    #[must_use]
    pub fn as_bang(self) -> f64 {
        self.0 as f64 / 350_000.0
    }

    /// `self × per_mille / 1000`, rounded to the nearest nanometre: the way to scale by an em fraction.
    #[must_use]
    pub const fn per_mille(self, per_mille: i64) -> Self {
        self.scale(per_mille, 1000)
    }

    /// `self × num / den`, rounded half away from zero.
    #[must_use]
    pub const fn scale(self, num: i64, den: i64) -> Self {
        const MOST: u64 = 1 << 62;
        // Nearly all products fit into 64 bits, which are divided ten times as fast as 128.
        if let Some(product) = self.0.checked_mul(num)
            && product.unsigned_abs() < MOST
            && den.unsigned_abs() < MOST
        {
            let (whole, den_abs) = (product.abs() + den.abs() / 2, den.abs());
            return Self(if (product < 0) == (den < 0) { whole / den_abs } else { -(whole / den_abs) });
        }
        let product = self.0 as i128 * num as i128;
        let den = den as i128;
        let half = den.abs() / 2;
        let rounded = if (product < 0) == (den < 0) { product.abs() + half } else { -(product.abs() + half) };
        Self((rounded / den.abs()) as i64)
    }

    /// How many whole `unit`s fit into this length (0 for a unit that is not positive).
    #[must_use]
    pub const fn whole(self, unit: Self) -> i64 {
        if unit.0 <= 0 { 0 } else { self.0.div_euclid(unit.0) }
    }

    /// The distance without its sign.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// True for a length greater than nothing.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}
impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}
impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}
impl Mul<i64> for Length {
    type Output = Self;
    fn mul(self, times: i64) -> Self {
        Self(self.0 * times)
    }
}
impl Div<i64> for Length {
    type Output = Self;
    /// Whole division towards zero; the remainder is the caller's to place.
    fn div(self, parts: i64) -> Self {
        Self(self.0 / parts)
    }
}
impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}
impl SubAssign for Length {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}
impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        Self(all.map(|l| l.0).sum())
    }
}

impl fmt::Display for Length {
    /// Millimetres, exact, without trailing zeros: `3.15mm`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let nm = self.0.unsigned_abs();
        let (whole, part) = (nm / 1_000_000, nm % 1_000_000);
        if part == 0 {
            return write!(f, "{sign}{whole}mm");
        }
        let digits = format!("{part:06}");
        write!(f, "{sign}{whole}.{}mm", digits.trim_end_matches('0'))
    }
}

impl fmt::Debug for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that is not a length.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not a length: write a number and mm, pt, 磅 or um, such as 3.15mm")]
pub struct NotALength(pub String);

impl FromStr for Length {
    type Err = NotALength;

    fn from_str(text: &str) -> Result<Self, NotALength> {
        let not = || NotALength(text.to_owned());
        let trimmed = text.trim();
        let (number, nm_per_unit) = [("mm", 1e6), ("um", 1e3), ("µm", 1e3), ("pt", 25.4e6 / 72.0), ("磅", 350_000.0)]
            .iter()
            .find_map(|(unit, nm)| trimmed.strip_suffix(unit).map(|n| (n.trim(), *nm)))
            .ok_or_else(not)?;
        let value: f64 = number.parse().map_err(|_| not())?;
        // Ten metres are far beyond any press; the bound keeps arithmetic away from overflow.
        let nm = value * nm_per_unit;
        if nm.is_finite() && nm.abs() <= 1e10 { Ok(Self(nm.round() as i64)) } else { Err(not()) }
    }
}

impl Serialize for Length {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A place on the page: x to the right, y down.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug, Serialize, Deserialize)]
pub struct Point {
    /// Distance from the left trim edge.
    pub x: Length,
    /// Distance from the top trim edge.
    pub y: Length,
}

impl Point {
    /// The point at `x`, `y`.
    #[must_use]
    pub const fn new(x: Length, y: Length) -> Self {
        Self { x, y }
    }
}

/// A width and a height.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug, Serialize, Deserialize)]
pub struct Size {
    /// Left to right.
    pub width: Length,
    /// Top to bottom.
    pub height: Length,
}

/// An upright box on the page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug, Serialize, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub x: Length,
    /// Top edge.
    pub y: Length,
    /// Width, not negative.
    pub width: Length,
    /// Height, not negative.
    pub height: Length,
}

impl Rect {
    /// The box with its top left corner at `x`, `y`.
    #[must_use]
    pub const fn new(x: Length, y: Length, width: Length, height: Length) -> Self {
        Self { x, y, width, height }
    }

    /// The right edge.
    #[must_use]
    pub fn right(self) -> Length {
        self.x + self.width
    }

    /// The bottom edge.
    #[must_use]
    pub fn bottom(self) -> Length {
        self.y + self.height
    }

    /// The same box with each edge moved inwards by `by` (outwards when negative).
    #[must_use]
    pub fn inset(self, by: Length) -> Self {
        Self::new(self.x + by, self.y + by, self.width - by * 2, self.height - by * 2)
    }

    /// The smallest box round both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Self::new(x, y, self.right().max(other.right()) - x, self.bottom().max(other.bottom()) - y)
    }

    /// True where the two share area; touching edges do not.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// True where `other` lies wholly inside or on the edge.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.x <= other.x && self.y <= other.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_print_and_read_back_exactly() {
        for nm in [0, 1, -1, 3_150_000, 349_650_000, 4_090_000, -12_345_678] {
            let length = Length::nm(nm);
            assert_eq!(length.to_string().parse::<Length>().unwrap(), length);
        }
        assert_eq!("9磅".parse::<Length>().unwrap(), Length::um(3150));
        assert_eq!("72pt".parse::<Length>().unwrap(), Length::nm(25_400_000));
        assert!("wide".parse::<Length>().is_err());
        assert!("1e300mm".parse::<Length>().is_err());
    }

    #[test]
    fn scaling_rounds_half_away_from_zero() {
        assert_eq!(Length::nm(5).scale(1, 2), Length::nm(3));
        assert_eq!(Length::nm(-5).scale(1, 2), Length::nm(-3));
        assert_eq!(Length::nm(-5).scale(-1, 2), Length::nm(3));
        assert_eq!(Length::nm(5).scale(1, -2), Length::nm(-3));
        let far = Length::nm(i64::MAX / 3);
        assert_eq!(far.scale(4_000_000_001, 2_000_000_000), Length::nm(6_148_914_692_773_745_877));
        assert_eq!(Length::um(3150).per_mille(250), Length::nm(787_500));
    }

    #[test]
    fn boxes_that_only_touch_do_not_overlap() {
        let a = Rect::new(Length::ZERO, Length::ZERO, Length::MM, Length::MM);
        let b = Rect::new(Length::MM, Length::ZERO, Length::MM, Length::MM);
        assert!(!a.overlaps(b));
        assert!(a.overlaps(a.inset(Length::UM)));
    }
}
