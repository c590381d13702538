//! The room a block has: its outer edges, and inside its padding whole lines of the page's grid.

use super::resolve::ASCENT;
use crate::geom::{Length, Rect};
use crate::model::{BoxStyle, PageSetup, Place};

/// A field of grid rows.
///
/// ```text
///  outer ┌──────────────────────────┐ edge of the place: border and tint
///        │  ┌────────────────────┐  │
///        │  │ first  ─ rows ─    │  │ x, width: inside padding_halves × ½ 字
///        │  └────────────────────┘  │ first, rows: inside padding_lines
///        └──────────────────────────┘
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Field {
    pub(super) setup: PageSetup,
    pub(super) outer: Rect,
    pub(super) x: Length,
    pub(super) width: Length,
    /// First row, as a line of the page's grid.
    pub(super) first: i64,
    /// How many rows, not negative.
    pub(super) rows: i64,
}

impl Field {
    /// The field of a place, less the padding of its box.
    pub(super) fn of(setup: PageSetup, place: Place, boxed: Option<&BoxStyle>) -> Self {
        let outer = setup.area_of(place);
        let (first, rows) = rows_of(setup, place, outer);
        let (halves, lines) = boxed.map_or((0, 0), |b| (i64::from(b.padding_halves), i64::from(b.padding_lines)));
        let pad = setup.grid.cell() * halves / 2;
        Self {
            setup,
            outer,
            x: outer.x + pad,
            width: (outer.width - pad * 2).max(Length::ZERO),
            first: first + lines,
            rows: (rows - lines * 2).max(0),
        }
    }

    /// One past the last row.
    pub(super) const fn end(&self) -> i64 {
        self.first + self.rows
    }

    pub(super) const fn cell(&self) -> Length {
        self.setup.grid.cell()
    }

    /// From the top of the first row's cells to the foot of the last row's.
    pub(super) fn span_of(&self, first: i64, rows: i64) -> (Length, Length) {
        (self.setup.line_top(first), height_of(self.setup, rows))
    }
}

/// Height of `rows` rows, from the top of the first one's cells to the foot of the last one's.
pub(super) fn height_of(setup: PageSetup, rows: i64) -> Length {
    if rows <= 0 { Length::ZERO } else { setup.grid.line() * (rows - 1) + setup.grid.cell() }
}

/// The fewest rows that are `height` high.
pub(super) fn rows_for(setup: PageSetup, height: Length) -> i64 {
    if height <= Length::ZERO {
        return 0;
    }
    let beyond = (height - setup.grid.cell()).max(Length::ZERO);
    1 + ceil(beyond, setup.grid.line())
}

/// Where the baseline of type of `size` lies in a row: its em box stands on the top of the row's cells.
pub(super) fn baseline(setup: PageSetup, row: i64, size: Length) -> Length {
    setup.line_top(row) + size.per_mille(ASCENT)
}

fn rows_of(setup: PageSetup, place: Place, outer: Rect) -> (i64, i64) {
    match place {
        Place::Columns { line, lines, .. } | Place::Cells { line, lines, .. } => (i64::from(line), i64::from(lines)),
        Place::Free(_) => {
            // Also a free frame keeps to the page's lines: the rows that lie wholly inside it.
            let pitch = setup.grid.line();
            let first = ceil(outer.y - setup.origin.y, pitch);
            let room = outer.bottom() - setup.grid.cell() - setup.line_top(first);
            let rows = if room < Length::ZERO { 0 } else { room.whole(pitch) + 1 };
            (first, rows)
        }
    }
}

/// How many `unit`s cover `length`, towards plus infinity.
fn ceil(length: Length, unit: Length) -> i64 {
    -((-length).whole(unit))
}
