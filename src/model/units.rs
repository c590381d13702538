//! Lengths as people write them: `3.15mm`, `9磅`, `小五`, `12行`, `30字`, `3栏`, and sums of these.

use super::grid::Grid;
use crate::geom::Length;

/// A unit a length may be given in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Unit {
    /// 字: one cell across.
    Char,
    /// 行: one line down.
    Line,
    /// 栏: whole base columns with the gaps between them.
    Column,
    /// Millimetre.
    Mm,
    /// DTP point, 1/72 inch.
    Pt,
    /// 磅, 0.35 mm.
    Bang,
    /// 号, by the house's table.
    Hao,
}

/// What a unit depends on.
#[derive(Clone, Copy, Debug)]
pub struct UnitContext<'a> {
    /// The page's grid, for 字, 行 and 栏.
    pub grid: Grid,
    /// The house's 号 table.
    pub hao: &'a [(String, Length)],
    /// The unit of a bare number.
    pub bare: Unit,
}

/// A text that is no length.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnitError {
    /// Not a number with a unit.
    #[error("“{0}” is not a length: write a number and 字, 行, 栏, mm, pt, 磅 or a 号, such as 3栏 or 30字+5mm")]
    NotALength(String),
    /// Too long for any paper.
    #[error("“{0}” is more than ten metres")]
    TooLong(String),
}

/// The length `text` means: terms of the units above joined by + and −.
///
/// # Errors
/// [`UnitError`] where a term has no number, no known unit or is longer than ten metres.
pub fn parse_length(text: &str, context: UnitContext<'_>) -> Result<Length, UnitError> {
    let bad = || UnitError::NotALength(text.to_owned());
    let normal: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| if c == '−' { '-' } else { c }).collect();
    let mut sum = Length::ZERO;
    let mut rest = normal.as_str();
    let mut sign = 1;
    if let Some(after) = rest.strip_prefix('-') {
        (rest, sign) = (after, -1);
    }
    loop {
        let end = rest.find(['+', '-']).unwrap_or(rest.len());
        let term = term(&rest[..end], context).ok_or_else(bad)?;
        if term.abs() > Length::MM * 10_000 {
            return Err(UnitError::TooLong(text.to_owned()));
        }
        sum += term * sign;
        match rest[end..].chars().next() {
            None => return Ok(sum),
            Some(op) => {
                sign = if op == '+' { 1 } else { -1 };
                rest = &rest[end + 1..];
            }
        }
    }
}

fn term(text: &str, context: UnitContext<'_>) -> Option<Length> {
    if let Some((_, size)) = context.hao.iter().find(|(name, _)| name == text) {
        return Some(*size);
    }
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let number: f64 = text[..split].parse().ok()?;
    let unit = match &text[split..] {
        "" => context.bare,
        "字" => Unit::Char,
        "行" => Unit::Line,
        "栏" => Unit::Column,
        "mm" => Unit::Mm,
        "pt" => Unit::Pt,
        "磅" => Unit::Bang,
        _ => return None,
    };
    let grid = context.grid;
    let times = |unit: Length| Length::nm((unit.as_nm() as f64 * number).round() as i64);
    Some(match unit {
        Unit::Char => times(grid.cell()),
        Unit::Line => times(grid.line()),
        Unit::Column => {
            let pitch = grid.cell() * i64::from(grid.chars() + grid.gap());
            times(pitch) - grid.cell() * i64::from(grid.gap())
        }
        Unit::Mm => times(Length::MM),
        Unit::Pt => Length::pt(number),
        Unit::Bang => times(Length::BANG),
        Unit::Hao => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Preset, default_house};

    #[test]
    fn the_desk_s_units() {
        let house = default_house(Length::um(3150));
        let context = UnitContext { grid: Preset::Broadsheet.grid(), hao: &house.hao, bare: Unit::Char };
        let parse = |t: &str| parse_length(t, context);
        assert_eq!(parse("3栏"), Ok(Length::um(3150) * 41));
        assert_eq!(parse("12行"), Ok(Length::um(4090) * 12));
        assert_eq!(parse("30 + 5"), Ok(Length::um(3150) * 35));
        assert_eq!(parse("小五"), Ok(Length::bang(9.0)));
        assert_eq!(parse("1栏−1字+2mm"), Ok(Length::um(3150) * 12 + Length::MM * 2));
        assert_eq!(parse("72pt"), Ok(Length::nm(25_400_000)));
        for bad in ["", "字", "三栏", "3栏+", "3x", "+"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
        assert!(matches!(parse("99999999mm"), Err(UnitError::TooLong(_))));
    }
}
