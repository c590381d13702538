//! One page: its paper, its grid and its blocks.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::block::{Block, Place};
use super::grid::{Grid, Preset};
use crate::geom::{Length, Point, Rect, Size};

/// A page of the edition.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Page {
    /// Page number, 版次, from 1.
    pub number: u16,
    /// 版名, such as 要闻 or 县区.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// Paper and type area.
    pub setup: PageSetup,
    /// Printed in black only, whatever inks are on it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mono: bool,
    /// What stands on it, in painting order; articles in reading order.
    pub blocks: Vec<Arc<Block>>,
}

/// The sheet of paper and where the grid lies on it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct PageSetup {
    /// Trimmed size.
    pub size: Size,
    /// Top left corner of the type area (版心) on the page.
    pub origin: Point,
    /// The grid of the type area.
    pub grid: Grid,
}

impl PageSetup {
    /// The preset's page, its type area centred across and set lower than the middle, so that the folio has its room.
    #[must_use]
    pub fn preset(preset: Preset) -> Self {
        let (size, grid) = (preset.page_size(), preset.grid());
        let area = grid.size();
        // 1 : 1 across; below the folio, three fifths of what is left stand above the type area.
        let x = (size.width - area.width) / 2;
        let y = (size.height - area.height).scale(3, 5);
        Self { size, origin: Point::new(x, y), grid }
    }

    /// The type area on the page.
    #[must_use]
    pub fn type_area(self) -> Rect {
        let size = self.grid.size();
        Rect::new(self.origin.x, self.origin.y, size.width, size.height)
    }

    /// Where `place` lies on the page.
    #[must_use]
    pub fn area_of(self, place: Place) -> Rect {
        let grid = self.grid;
        let on_page = |r: Rect| Rect::new(r.x + self.origin.x, r.y + self.origin.y, r.width, r.height);
        match place {
            Place::Columns { column, columns, line, lines } => {
                on_page(grid.area(grid.char_of_column(column), line, grid.chars_of(columns), lines))
            }
            Place::Cells { char, width, line, lines } => on_page(grid.area(char, line, width, lines)),
            Place::Free(rect) => rect,
        }
    }

    /// Top of line `line` of the page's line grid, from 0; the cells of that line begin here.
    #[must_use]
    pub fn line_top(self, line: i64) -> Length {
        self.origin.y + self.grid.line() * line
    }
}
