//! The character grid: a page is so many cells wide and so many lines high.

use serde::{Deserialize, Serialize};

use crate::geom::{Length, Rect, Size};

/// The grid of a page, by *cell pitch* and not by point size: 111 cells of 3.15 mm are 349.65 mm whatever the type.
///
/// ```text
///  ┌─chars─┐gap┌─chars─┐gap┌─chars─┐
///  字字字字字   字字字字字   字字字字字   ← `lines` of these, `line` apart
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "Raw", into = "Raw")]
pub struct Grid {
    /// Pitch of one 字.
    cell: Length,
    /// Pitch of one 行, top to top.
    line: Length,
    /// Base columns.
    columns: u16,
    /// 字 in a base column.
    chars: u16,
    /// 字 between base columns.
    gap: u16,
    /// 行 on the page.
    lines: u16,
}

/// The same as written in files.
#[derive(Serialize, Deserialize)]
struct Raw {
    cell: Length,
    line: Length,
    columns: u16,
    chars: u16,
    gap: u16,
    lines: u16,
}

/// Numbers that make no grid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GridError {
    /// A pitch outside 1–50 mm.
    #[error("a grid pitch of {0} is outside 1–50 mm")]
    Pitch(Length),
    /// A line pitch under the cell pitch: lines would overlap.
    #[error("lines {line} apart would overlap cells of {cell}: make the line pitch at least the cell pitch")]
    Overlap {
        /// Cell pitch.
        cell: Length,
        /// Line pitch.
        line: Length,
    },
    /// A count outside its range.
    #[error("{what} = {value} is outside {low}–{high}")]
    Count {
        /// Which count.
        what: &'static str,
        /// What was asked for.
        value: u16,
        /// Least.
        low: u16,
        /// Most.
        high: u16,
    },
}

/// The grids every house knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preset {
    /// 对开·传统: 8 × 13 字 小五, 111 × 120 cells of 3.15 × 4.09 mm.
    Broadsheet,
    /// 对开·大字: 6 × 15 字 五号, 95 × 95 cells of 3.675 × 5.15 mm.
    BroadsheetLarge,
    /// 四开·传统: 6 × 11 字 小五, 71 × 86 cells of 3.15 × 4.08 mm.
    Tabloid,
}

impl Grid {
    /// A grid of `columns` × `chars` 字 with `gap` 字 between, and `lines` 行.
    ///
    /// # Errors
    /// [`GridError`] for a pitch outside 1–50 mm, a line pitch under the cell pitch, or counts outside columns 1–24,
    /// chars 3–120, gap 0–4, lines 5–400.
    pub fn new(cell: Length, line: Length, columns: u16, chars: u16, gap: u16, lines: u16) -> Result<Self, GridError> {
        for pitch in [cell, line] {
            if pitch < Length::MM || pitch > Length::MM * 50 {
                return Err(GridError::Pitch(pitch));
            }
        }
        if line < cell {
            return Err(GridError::Overlap { cell, line });
        }
        let counts =
            [("columns", columns, 1, 24), ("chars", chars, 3, 120), ("gap", gap, 0, 4), ("lines", lines, 5, 400)];
        for (what, value, low, high) in counts {
            if !(low..=high).contains(&value) {
                return Err(GridError::Count { what, value, low, high });
            }
        }
        Ok(Self { cell, line, columns, chars, gap, lines })
    }

    /// Pitch of one 字.
    #[must_use]
    pub const fn cell(self) -> Length {
        self.cell
    }

    /// Pitch of one 行.
    #[must_use]
    pub const fn line(self) -> Length {
        self.line
    }

    /// Base columns.
    #[must_use]
    pub const fn columns(self) -> u16 {
        self.columns
    }

    /// 字 in a base column.
    #[must_use]
    pub const fn chars(self) -> u16 {
        self.chars
    }

    /// 字 between base columns.
    #[must_use]
    pub const fn gap(self) -> u16 {
        self.gap
    }

    /// 行 on the page.
    #[must_use]
    pub const fn lines(self) -> u16 {
        self.lines
    }

    /// 字 across the whole type area: columns × chars + gaps.
    #[must_use]
    pub const fn width_in_chars(self) -> u16 {
        self.chars_of(self.columns)
    }

    /// 字 in a 长栏 of `n` base columns: n × chars + (n − 1) × gap.
    #[must_use]
    pub const fn chars_of(self, n: u16) -> u16 {
        if n == 0 { 0 } else { n * self.chars + (n - 1) * self.gap }
    }

    /// First 字 of base column `column`, from 0.
    #[must_use]
    pub const fn char_of_column(self, column: u16) -> u16 {
        column * (self.chars + self.gap)
    }

    /// The type area's size. The last line is one cell high, not one pitch: 119 × 4.09 + 3.15 mm.
    #[must_use]
    pub fn size(self) -> Size {
        Size {
            width: self.cell * i64::from(self.width_in_chars()),
            height: self.line * i64::from(self.lines - 1) + self.cell,
        }
    }

    /// The box of `width` 字 × `lines` 行 whose first cell is `char`, `line`, relative to the type area. Its height runs
    /// from the top of the first line's cells to the foot of the last line's.
    #[must_use]
    pub fn area(self, char: u16, line: u16, width: u16, lines: u16) -> Rect {
        let height = if lines == 0 { Length::ZERO } else { self.line * i64::from(lines - 1) + self.cell };
        Rect::new(self.cell * i64::from(char), self.line * i64::from(line), self.cell * i64::from(width), height)
    }
}

impl Preset {
    /// The preset's grid.
    ///
    /// # Panics
    /// Never: the three are within [`Grid::new`]'s ranges, which a test holds.
    #[must_use]
    pub fn grid(self) -> Grid {
        let made = match self {
            Self::Broadsheet => Grid::new(Length::um(3150), Length::um(4090), 8, 13, 1, 120),
            Self::BroadsheetLarge => Grid::new(Length::um(3675), Length::um(5150), 6, 15, 1, 95),
            Self::Tabloid => Grid::new(Length::um(3150), Length::um(4080), 6, 11, 1, 86),
        };
        made.expect("presets are within range")
    }

    /// Trimmed page size: 390 × 540 mm for 对开, 270 × 390 mm for 四开.
    #[must_use]
    pub fn page_size(self) -> Size {
        match self {
            Self::Broadsheet | Self::BroadsheetLarge => Size { width: Length::MM * 390, height: Length::MM * 540 },
            Self::Tabloid => Size { width: Length::MM * 270, height: Length::MM * 390 },
        }
    }

    /// Body size of the preset: 小五 9 磅 or 五号 10.5 磅; the cell is one em of it.
    #[must_use]
    pub fn body_size(self) -> Length {
        self.grid().cell()
    }
}

impl TryFrom<Raw> for Grid {
    type Error = GridError;
    fn try_from(r: Raw) -> Result<Self, GridError> {
        Self::new(r.cell, r.line, r.columns, r.chars, r.gap, r.lines)
    }
}

impl From<Grid> for Raw {
    fn from(g: Grid) -> Self {
        Self { cell: g.cell, line: g.line, columns: g.columns, chars: g.chars, gap: g.gap, lines: g.lines }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_have_the_trade_s_numbers() {
        let broadsheet = Preset::Broadsheet.grid();
        assert_eq!(broadsheet.width_in_chars(), 111);
        assert_eq!(broadsheet.size().width, Length::um(349_650));
        assert_eq!(broadsheet.size().height, Length::um(489_860));
        assert_eq!(Preset::BroadsheetLarge.grid().width_in_chars(), 95);
        assert_eq!(Preset::Tabloid.grid().width_in_chars(), 71);
        assert_eq!((broadsheet.chars_of(2), broadsheet.chars_of(3), broadsheet.chars_of(5)), (27, 41, 69));
    }

    #[test]
    fn impossible_grids_are_refused() {
        let mm = Length::MM;
        assert!(matches!(Grid::new(mm * 3, mm * 2, 8, 13, 1, 120), Err(GridError::Overlap { .. })));
        assert!(matches!(Grid::new(mm * 3, mm * 4, 0, 13, 1, 120), Err(GridError::Count { .. })));
        assert!(matches!(Grid::new(mm / 2, mm * 4, 8, 13, 1, 120), Err(GridError::Pitch(_))));
    }
}
