//! 分栏: a body is divided into legs of whole 字.

use super::area::Field;
use crate::geom::Length;
use crate::model::{LegScheme, Legs, Place};

/// A leg of a body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Leg {
    pub(super) x: Length,
    pub(super) width: Length,
    /// First row, as a line of the page's grid.
    pub(super) first: i64,
    /// One past its last row.
    pub(super) end: i64,
}

impl Leg {
    pub(super) fn right(self) -> Length {
        self.x + self.width
    }
}

/// Narrowest leg worth setting, in 字.
const LEAST: i64 = 4;

/// The legs of a field. Without a count there is one per base column, and in a place of whole base columns without
/// padding they are exactly the page's columns.
pub(super) fn of(field: &Field, place: Place, legs: Legs) -> Vec<Leg> {
    let grid = field.setup.grid;
    let own = i64::from(legs.gap);
    let whole_columns = matches!(place, Place::Columns { .. }) && field.width == field.outer.width;
    let (count, gap) = match legs.count {
        0 if whole_columns => (columns_in(field), i64::from(grid.gap())),
        0 => (columns_in(field), own),
        n => (i64::from(n), own),
    };
    divide(field.width, grid.cell(), count, gap, legs.scheme)
        .into_iter()
        .map(|(x, width)| Leg { x: field.x + x, width, first: field.first, end: field.end() })
        .collect()
}

/// How many base columns a field comes nearest to.
fn columns_in(field: &Field) -> i64 {
    let grid = field.setup.grid;
    let pitch = grid.cell() * i64::from(grid.chars() + grid.gap());
    let gap = grid.cell() * i64::from(grid.gap());
    (field.width + gap + pitch / 2).whole(pitch).max(1)
}

/// 破栏: (字 − gaps) ÷ legs; the remainder goes into the gaps or to the last legs. Offsets and widths.
///
/// ```text
///  三破二  41 字   20 ▏1▕ 20
///  五破三  69 字   22 ▏1½▕ 22 ▏1½▕ 22     or   22 ▏1▕ 22 ▏1▕ 23
/// ```
pub(super) fn divide(width: Length, cell: Length, count: i64, gap: i64, scheme: LegScheme) -> Vec<(Length, Length)> {
    let chars = width.whole(cell);
    if chars < 1 {
        return Vec::new();
    }
    let most = ((chars + gap) / (LEAST + gap)).max(1);
    let count = count.clamp(1, most);
    let body = chars - gap * (count - 1);
    let (each, left) = (body / count, body % count);
    let wider = if scheme == LegScheme::Uneven { left } else { 0 };
    let widths = (0..count).map(|i| cell * if i >= count - wider { each + 1 } else { each });
    let set: Length = widths.clone().sum();
    let gaps = width - set;
    let mut x = Length::ZERO;
    widths
        .enumerate()
        .map(|(i, width)| {
            let between = if count > 1 { gaps.scale(i as i64, count - 1) } else { Length::ZERO };
            let at = x + between;
            x += width;
            (at, width)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CELL: Length = Length::um(3150);

    fn in_chars(width: i64, count: i64, scheme: LegScheme) -> Vec<(f64, f64)> {
        let chars = |l: Length| l.as_nm() as f64 / CELL.as_nm() as f64;
        divide(CELL * width, CELL, count, 1, scheme).into_iter().map(|(x, w)| (chars(x), chars(w))).collect()
    }

    #[test]
    fn three_columns_broken_into_two_are_20_字() {
        for scheme in [LegScheme::WideGaps, LegScheme::Uneven] {
            assert_eq!(in_chars(41, 2, scheme), [(0.0, 20.0), (21.0, 20.0)]);
        }
    }

    #[test]
    fn five_columns_broken_into_three_widen_the_gaps_or_the_last_leg() {
        assert_eq!(in_chars(69, 3, LegScheme::WideGaps), [(0.0, 22.0), (23.5, 22.0), (47.0, 22.0)]);
        assert_eq!(in_chars(69, 3, LegScheme::Uneven), [(0.0, 22.0), (23.0, 22.0), (46.0, 23.0)]);
    }

    #[test]
    fn too_many_legs_become_as_many_as_can_be_read() {
        assert_eq!(in_chars(13, 9, LegScheme::WideGaps).len(), 2);
        assert_eq!(in_chars(2, 3, LegScheme::Uneven), [(0.0, 2.0)]);
        assert!(in_chars(0, 3, LegScheme::Uneven).is_empty());
    }
}
