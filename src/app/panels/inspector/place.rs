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

/// Which number of a place on the grid.
#[derive(Clone, Copy)]
enum Part {
    Across,
    Down,
    Wide,
    High,
}

fn fields(ui: &mut Ui, form: &mut Form<'_>, block: &Block, to: &dyn Fn(Place) -> Command) {
    let count = |q: Quantity, n: u16| (q, i64::from(n));
    match block.place {
        Place::Columns { column, columns, line, lines } => {
            let starts = [count(Quantity::Column, column), count(Quantity::Line, line)];
            on_grid(ui, form, block, starts, [count(Quantity::Columns, columns), count(Quantity::Lines, lines)], to);
        }
        Place::Cells { char, width, line, lines } => {
            let starts = [count(Quantity::Char, char), count(Quantity::Line, line)];
            on_grid(ui, form, block, starts, [count(Quantity::Chars, width), count(Quantity::Lines, lines)], to);
        }
        Place::Free(rect) => freely(ui, form, block, rect, to),
    }
}

fn on_grid(
    ui: &mut Ui,
    form: &mut Form<'_>,
    block: &Block,
    starts: [(Quantity, i64); 2],
    sizes: [(Quantity, i64); 2],
    to: &dyn Fn(Place) -> Command,
) {
    let words = form.desk.words();
    let grid = form.page.setup.grid;
    let set = |part: Part, value: i64| to(within(with(block.place, part, short(value)), grid));
    let names = [words.start_column, words.start_line];
    form.pair(ui, words.start, names, starts, (&block.id, "at"), |i, v| set([Part::Across, Part::Down][i], v));
    let names = [words.width, words.height];
    form.pair(ui, words.size, names, sizes, (&block.id, "size"), |i, v| set([Part::Wide, Part::High][i], v));
}

fn freely(ui: &mut Ui, form: &mut Form<'_>, block: &Block, rect: Rect, to: &dyn Fn(Place) -> Command) {
    let words = form.desk.words();
    let starts = [(Quantity::Length, rect.x.as_nm()), (Quantity::Length, rect.y.as_nm())];
    form.pair(ui, words.start, [words.left, words.top], starts, (&block.id, "at"), |i, v| {
        let (x, y) = if i == 0 { (Length::nm(v), rect.y) } else { (rect.x, Length::nm(v)) };
        to(Place::Free(Rect { x, y, ..rect }))
    });
    let sizes = [(Quantity::Length, rect.width.as_nm()), (Quantity::Length, rect.height.as_nm())];
    form.pair(ui, words.size, [words.width, words.height], sizes, (&block.id, "size"), |i, v| {
        let v = Length::nm(v.max(0));
        let (width, height) = if i == 0 { (v, rect.height) } else { (rect.width, v) };
        to(Place::Free(Rect { width, height, ..rect }))
    });
}

const fn short(value: i64) -> u16 {
    if value < 0 {
        0
    } else if value > 4000 {
        4000
    } else {
        value as u16
    }
}

/// A place on the grid with one of its numbers replaced.
fn with(place: Place, part: Part, value: u16) -> Place {
    let mut place = place;
    match (&mut place, part) {
        (Place::Columns { column: n, .. } | Place::Cells { char: n, .. }, Part::Across)
        | (Place::Columns { columns: n, .. } | Place::Cells { width: n, .. }, Part::Wide)
        | (Place::Columns { line: n, .. } | Place::Cells { line: n, .. }, Part::Down)
        | (Place::Columns { lines: n, .. } | Place::Cells { lines: n, .. }, Part::High) => *n = value,
        (Place::Free(_), _) => {}
    }
    place
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
        Way::Cells => within(
            Place::Cells { char: nearest(x, grid.cell()), width: nearest(area.width, grid.cell()), line, lines },
            grid,
        ),
        Way::Columns => {
            let pitch = grid.cell() * i64::from(grid.chars() + grid.gap());
            let gap = grid.cell() * i64::from(grid.gap());
            within(
                Place::Columns { column: nearest(x, pitch), columns: nearest(area.width + gap, pitch), line, lines },
                grid,
            )
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
