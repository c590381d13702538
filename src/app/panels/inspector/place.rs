//! Where a block stands.

use egui::{RichText, Ui};

use super::form::Form;
use crate::app::theme::{Tokens, size};
use crate::app::widgets::{Quantity, field_row};
use crate::edit::Command;
use crate::geom::{Length, Rect};
use crate::model::{Block, Grid, PageSetup, Place};

/// The three ways of standing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Columns,
    Cells,
    Free,
}

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>, block: &Block) {
    let words = form.desk.words();
    let setup = form.page.setup;
    let id = &block.id;
    let to = |place: Place| Command::MoveBlock { block: id.clone(), place, page: None };
    form.group(ui, words.place, |ui, form| {
        let way = match block.place {
            Place::Columns { .. } => Way::Columns,
            Place::Cells { .. } => Way::Cells,
            Place::Free(_) => Way::Free,
        };
        let ways = [(Way::Columns, words.by_columns), (Way::Cells, words.by_cells), (Way::Free, words.freely)];
        form.choice(ui, words.stands, way, &ways, |way| to(converted(block.place, way, setup)));
        fields(ui, form, block, &to);
        let area = setup.area_of(block.place);
        let text = format!("{:.1} × {:.1} mm", area.width.as_mm(), area.height.as_mm());
        field_row(ui, "", |ui| ui.label(RichText::new(text).size(size::SMALL).color(Tokens::of(ui).weak)));
    });
}

fn fields(ui: &mut Ui, form: &mut Form<'_>, block: &Block, to: &dyn Fn(Place) -> Command) {
    let words = form.desk.words();
    let grid = form.page.setup.grid;
    let names = ([words.start_column, words.start_line], [words.width, words.height]);
    match block.place {
        Place::Columns { column, columns, line, lines } => {
            let starts = [(Quantity::Column, i64::from(column)), (Quantity::Line, i64::from(line))];
            form.pair(ui, words.start, names.0, starts, (&block.id, "at"), |i, v| {
                to(within(if i == 0 { with(block.place, Some(v), None, None, None) } else { with(block.place, None, None, Some(v), None) }, grid))
            });
            let sizes = [(Quantity::Columns, i64::from(columns)), (Quantity::Lines, i64::from(lines))];
            form.pair(ui, words.size, names.1, sizes, (&block.id, "size"), |i, v| {
                to(within(if i == 0 { with(block.place, None, Some(v), None, None) } else { with(block.place, None, None, None, Some(v)) }, grid))
            });
        }
        Place::Cells { char, width, line, lines } => {
            let starts = [(Quantity::Char, i64::from(char)), (Quantity::Line, i64::from(line))];
            form.pair(ui, words.start, names.0, starts, (&block.id, "at"), |i, v| {
                to(within(if i == 0 { with(block.place, Some(v), None, None, None) } else { with(block.place, None, None, Some(v), None) }, grid))
            });
            let sizes = [(Quantity::Chars, i64::from(width)), (Quantity::Lines, i64::from(lines))];
            form.pair(ui, words.size, names.1, sizes, (&block.id, "size"), |i, v| {
                to(within(if i == 0 { with(block.place, None, Some(v), None, None) } else { with(block.place, None, None, None, Some(v)) }, grid))
            });
        }
        Place::Free(rect) => {
            let starts = [(Quantity::Length, rect.x.as_nm()), (Quantity::Length, rect.y.as_nm())];
            form.pair(ui, words.start, [words.left, words.top], starts, (&block.id, "at"), |i, v| {
                let (x, y) = if i == 0 { (Length::nm(v), rect.y) } else { (rect.x, Length::nm(v)) };
                to(Place::Free(Rect { x, y, ..rect }))
            });
            let sizes = [(Quantity::Length, rect.width.as_nm()), (Quantity::Length, rect.height.as_nm())];
            form.pair(ui, words.size, names.1, sizes, (&block.id, "size"), |i, v| {
                let v = Length::nm(v.max(0));
                let (width, height) = if i == 0 { (v, rect.height) } else { (rect.width, v) };
                to(Place::Free(Rect { width, height, ..rect }))
            });
        }
    }
}

const fn short(value: i64) -> u16 {
    if value < 0 { 0 } else if value > 4000 { 4000 } else { value as u16 }
}

/// A place on the grid with some of its numbers replaced.
fn with(place: Place, across: Option<i64>, wide: Option<i64>, down: Option<i64>, high: Option<i64>) -> Place {
    let or = |new: Option<i64>, old: u16| new.map_or(old, short);
    match place {
        Place::Columns { column, columns, line, lines } => Place::Columns {
            column: or(across, column),
            columns: or(wide, columns),
            line: or(down, line),
            lines: or(high, lines),
        },
        Place::Cells { char, width, line, lines } => {
            Place::Cells { char: or(across, char), width: or(wide, width), line: or(down, line), lines: or(high, lines) }
        }
        Place::Free(_) => place,
    }
}

/// The same held on the grid: a field never sends what would be refused.
fn within(place: Place, grid: Grid) -> Place {
    let hold = |at: u16, size: u16, room: u16| {
        let size = size.clamp(1, room);
        (at.min(room - size), size)
    };
    match place {
        Place::Columns { column, columns, line, lines } => {
            let (column, columns) = hold(column, columns, grid.columns());
            let (line, lines) = hold(line, lines, grid.lines());
            Place::Columns { column, columns, line, lines }
        }
        Place::Cells { char, width, line, lines } => {
            let (char, width) = hold(char, width, grid.width_in_chars());
            let (line, lines) = hold(line, lines, grid.lines());
            Place::Cells { char, width, line, lines }
        }
        Place::Free(_) => place,
    }
}

/// The same place said another way, as near as that way can.
fn converted(place: Place, way: Way, setup: PageSetup) -> Place {
    let (area, grid) = (setup.area_of(place), setup.grid);
    let nearest = |length: Length, unit: Length| short((length.as_nm() + unit.as_nm() / 2).div_euclid(unit.as_nm()));
    let (x, y) = (area.x - setup.origin.x, area.y - setup.origin.y);
    let (line, lines) = (nearest(y, grid.line()), nearest(area.height + grid.line() - grid.cell(), grid.line()));
    match way {
        Way::Free => Place::Free(area),
        Way::Cells => {
            within(Place::Cells { char: nearest(x, grid.cell()), width: nearest(area.width, grid.cell()), line, lines }, grid)
        }
        Way::Columns => {
            let pitch = grid.cell() * i64::from(grid.chars() + grid.gap());
            let gap = grid.cell() * i64::from(grid.gap());
            within(Place::Columns { column: nearest(x, pitch), columns: nearest(area.width + gap, pitch), line, lines }, grid)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Preset;

    #[test]
    fn a_place_is_the_same_said_another_way_and_stays_on_the_grid() {
        let setup = PageSetup::preset(Preset::Broadsheet);
        let columns = Place::Columns { column: 2, columns: 3, line: 10, lines: 40 };
        let cells = Place::Cells { char: 28, width: 41, line: 10, lines: 40 };
        assert_eq!(converted(columns, Way::Cells, setup), cells);
        assert_eq!(converted(cells, Way::Columns, setup), columns);
        let free = converted(columns, Way::Free, setup);
        assert_eq!(converted(free, Way::Columns, setup), columns);
        let off = within(Place::Columns { column: 7, columns: 4, line: 119, lines: 400 }, setup.grid);
        assert_eq!(off, Place::Columns { column: 4, columns: 4, line: 0, lines: 120 });
    }
}
