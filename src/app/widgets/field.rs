//! A field for a number with a unit. It takes sums in any unit of the desk (`3栏`, `30+5`, `12行`), steps by the arrow
//! keys and is scrubbed by dragging.

use egui::{Id, Key, Response, Sense, TextEdit, Ui, Vec2};

use super::form::label;
use crate::app::theme::Tokens;
use crate::finding::Language;
use crate::geom::Length;
use crate::model::{Grid, House, Unit, UnitContext, UnitError, parse_length};

/// What a field's number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quantity {
    /// Whole base columns.
    Columns,
    /// The number of a base column, shown from 1.
    Column,
    /// Whole lines.
    Lines,
    /// The number of a line, shown from 1.
    Line,
    /// Whole 字.
    Chars,
    /// The number of a 字, shown from 1.
    Char,
    /// A length in nanometres, shown in millimetres.
    Length,
    /// A plain number.
    Number,
    /// Per mille, shown in percent.
    PerMille,
    /// The same without the sign, where four stand in a row.
    Percent,
}

impl Quantity {
    /// The unit shown behind the number.
    pub(crate) const fn suffix(self, language: Language) -> &'static str {
        match self {
            Self::Columns | Self::Column => language.pick("栏", "col"),
            Self::Lines | Self::Line => language.pick("行", "ln"),
            Self::Chars | Self::Char => "字",
            Self::Length => "mm",
            Self::Number => "",
            Self::PerMille => "%",
            Self::Percent => "",
        }
    }

    const fn counts_from_one(self) -> bool {
        matches!(self, Self::Column | Self::Line | Self::Char)
    }

    /// How a value is written, without its unit.
    pub(crate) fn written(self, value: i64) -> String {
        match self {
            Self::Length => {
                let text = format!("{:.2}", Length::nm(value).as_mm());
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
            Self::PerMille | Self::Percent => {
                let text = format!("{:.1}", value as f64 / 10.0);
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
            _ => (value + i64::from(self.counts_from_one())).to_string(),
        }
    }

    /// The value a text means.
    pub(crate) fn read(self, text: &str, grid: Grid, house: &House) -> Result<i64, UnitError> {
        let text = text.trim().replace("col", "栏").replace("ln", "行");
        let whole = |unit: Unit| parse_length(&text, UnitContext { grid, hao: &house.hao, bare: unit });
        let count = |length: Length, unit: Length| (length.as_nm() + unit.as_nm() / 2).div_euclid(unit.as_nm());
        let pitch = grid.cell() * i64::from(grid.chars() + grid.gap());
        Ok(match self {
            Self::Columns => count(whole(Unit::Column)? + grid.cell() * i64::from(grid.gap()), pitch).max(0),
            Self::Column => count(whole(Unit::Column)? + grid.cell() * i64::from(grid.gap()), pitch) - 1,
            Self::Lines => count(whole(Unit::Line)?, grid.line()),
            Self::Line => count(whole(Unit::Line)?, grid.line()) - 1,
            Self::Chars => count(whole(Unit::Char)?, grid.cell()),
            Self::Char => count(whole(Unit::Char)?, grid.cell()) - 1,
            Self::Length => whole(Unit::Mm)?.as_nm(),
            Self::Number => whole(Unit::Mm)?.as_nm() / Length::MM.as_nm(),
            Self::PerMille | Self::Percent => {
                let percent = parse_length(text.trim_end_matches('%'), UnitContext { grid, hao: &[], bare: Unit::Mm })?;
                percent.as_nm() / (Length::MM.as_nm() / 10)
            }
        })
    }

    /// What an arrow key or a few points of dragging add.
    const fn step(self) -> i64 {
        match self {
            Self::Length => 1_000_000,
            Self::PerMille | Self::Percent => 10,
            _ => 1,
        }
    }
}

/// What was done in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The value was set.
    Set(i64),
    /// The value while it is being dragged.
    Scrub(i64),
    /// The drag is over.
    Done,
}

/// A field of the given width. `grid` and `house` are what units mean here.
pub(crate) fn quantity_field(
    ui: &mut Ui,
    (name, id): (&str, Id),
    (quantity, value): (Quantity, i64),
    (grid, house, language): (Grid, &House, Language),
    width: f32,
) -> Option<Step> {
    let suffix = quantity.suffix(language);
    let written = quantity.written(value);
    let typed = ui.data(|d| d.get_temp::<String>(id));
    let resting = if suffix.is_empty() { written } else { format!("{written} {suffix}") };
    let mut shown = typed.unwrap_or_else(|| resting.clone());
    let field = TextEdit::singleline(&mut shown)
        .id(id)
        .desired_width(width)
        .align(egui::Align2::RIGHT_CENTER)
        .margin(egui::Margin::symmetric(6, 4));
    let response = ui.add(field);
    label(&response, name, &shown);
    let scrubbed = if response.has_focus() { None } else { scrub(ui, &response, id, quantity, value) };
    if scrubbed.is_some() {
        return scrubbed;
    }
    let Some(text) = finished(ui, &response, id, &shown, &resting) else {
        return arrows(ui, &response, id, quantity, value);
    };
    match quantity.read(&text, grid, house) {
        Ok(new) if new != value => Some(Step::Set(new)),
        Ok(_) => None,
        Err(e) => {
            ui.data_mut(|d| d.insert_temp(id.with("refused"), e.to_string()));
            None
        }
    }
}

/// The text when the editor is done with it; keeps what is typed until then.
fn finished(ui: &Ui, response: &Response, id: Id, shown: &str, resting: &str) -> Option<String> {
    if response.has_focus() {
        if response.changed() || shown != resting {
            ui.data_mut(|d| d.insert_temp(id, shown.to_owned()));
        }
        ui.data_mut(|d| d.remove_temp::<String>(id.with("refused")));
        return None;
    }
    ui.data_mut(|d| d.remove_temp::<String>(id));
    if let Some(why) = ui.data(|d| d.get_temp::<String>(id.with("refused"))) {
        let tokens = Tokens::of(ui);
        ui.painter().rect_stroke(response.rect, 4.0, (1.0, tokens.error), egui::StrokeKind::Inside);
        response.clone().on_hover_text(why);
    }
    let escaped = ui.input(|i| i.key_pressed(Key::Escape));
    (response.lost_focus() && !escaped && shown != resting).then(|| shown.to_owned())
}

/// Up and down step by one, with Shift by ten.
fn arrows(ui: &Ui, response: &Response, id: Id, quantity: Quantity, value: i64) -> Option<Step> {
    if !response.has_focus() {
        return None;
    }
    let by = ui.input_mut(|i| {
        let times = if i.modifiers.shift { 10 } else { 1 };
        let up = i.consume_key(i.modifiers, Key::ArrowUp);
        let down = i.consume_key(i.modifiers, Key::ArrowDown);
        (i64::from(up) - i64::from(down)) * times
    });
    (by != 0).then(|| {
        ui.data_mut(|d| d.remove_temp::<String>(id));
        Step::Set(value + by * quantity.step())
    })
}

/// Dragging across a field that is not being typed in changes its value: a step for each four points.
fn scrub(ui: &Ui, response: &Response, id: Id, quantity: Quantity, value: i64) -> Option<Step> {
    let edge = egui::Rect::from_min_size(response.rect.left_top(), Vec2::new(14.0, response.rect.height()));
    let grip = ui.interact(edge, id.with("scrub"), Sense::drag()).on_hover_cursor(egui::CursorIcon::ResizeHorizontal);
    let start = id.with("from");
    if grip.drag_started() {
        ui.data_mut(|d| d.insert_temp(start, value));
    }
    if grip.drag_stopped() {
        return Some(Step::Done);
    }
    if !grip.dragged() {
        return None;
    }
    let from = ui.data(|d| d.get_temp::<i64>(start)).unwrap_or(value);
    let moved = grip.total_drag_delta().unwrap_or_default().x;
    let new = from + (moved / 4.0).round() as i64 * quantity.step();
    (new != value).then_some(Step::Scrub(new))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Preset, default_house};

    fn read(quantity: Quantity, text: &str) -> i64 {
        let house = default_house(Length::um(3150));
        quantity.read(text, Preset::Broadsheet.grid(), &house).unwrap()
    }

    #[test]
    fn fields_take_sums_in_the_desk_s_units() {
        assert_eq!(read(Quantity::Columns, "3栏"), 3);
        assert_eq!(read(Quantity::Columns, "5"), 5);
        assert_eq!(read(Quantity::Columns, "41字"), 3);
        assert_eq!(read(Quantity::Column, "1"), 0);
        assert_eq!(read(Quantity::Column, "8 栏"), 7);
        assert_eq!(read(Quantity::Lines, "30+5"), 35);
        assert_eq!(read(Quantity::Lines, "12行"), 12);
        assert_eq!(read(Quantity::Lines, "81.8mm"), 20);
        assert_eq!(read(Quantity::Line, "12"), 11);
        assert_eq!(read(Quantity::Length, "3+2.5"), 5_500_000);
        assert_eq!(read(Quantity::PerMille, "98.5%"), 985);
        assert_eq!(read(Quantity::Number, "2+1"), 3);
    }

    #[test]
    fn what_is_written_reads_back() {
        for quantity in
            [Quantity::Columns, Quantity::Column, Quantity::Lines, Quantity::Line, Quantity::Chars, Quantity::Number]
        {
            assert_eq!(read(quantity, &quantity.written(6)), 6, "{quantity:?}");
        }
        assert_eq!(read(Quantity::Length, &Quantity::Length.written(12_340_000)), 12_340_000);
        assert_eq!(read(Quantity::PerMille, &Quantity::PerMille.written(985)), 985);
    }
}
