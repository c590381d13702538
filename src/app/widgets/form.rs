//! Forms: sections, and rows of a label and a field in two aligned columns.

use egui::{
    Align, Atom, Atoms, Color32, ComboBox, Id, Layout, Response, RichText, Role, Sense, TextEdit, Ui, Vec2, WidgetInfo,
    pos2,
};

use super::row::elided;
use crate::app::theme::{Icon, Tokens, icon_font, size};

/// Height at which an open list begins to scroll.
const LONGEST_LIST: f32 = 420.0;
/// Side of a patch of colour.
const SWATCH: f32 = 12.0;

/// A heading that folds what is under it; `right` stands at its right end.
pub(crate) fn section(ui: &mut Ui, name: &str, open: &mut bool, right: impl FnOnce(&mut Ui)) {
    let tokens = Tokens::of(ui);
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), size::ICON_BUTTON), Sense::hover());
    let heading = ui.interact(rect, ui.make_persistent_id(("section", name)), Sense::click());
    let shown = *open;
    heading.widget_info(|| WidgetInfo::selected(Role::Button, true, shown, name));
    if heading.clicked() {
        *open = !*open;
    }
    let icon = if *open { Icon::ChevronDown } else { Icon::ChevronRight };
    let tint = if heading.hovered() || heading.has_focus() { tokens.text } else { tokens.weak };
    let at = pos2(rect.left() + 6.0, rect.center().y);
    ui.painter().text(at, egui::Align2::CENTER_CENTER, char::from(icon), icon_font(13.0), tint);
    let title = elided(ui, name, size::TEXT, tint, rect.width());
    ui.painter().galley(pos2(rect.left() + 18.0, rect.center().y - title.size().y / 2.0), title, tint);
    let builder = egui::UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        right(ui);
    });
    // An empty right end would leave the next row in the middle of this one.
    ui.advance_cursor_after_rect(rect);
}

/// A label in the left column and a field in the right one.
pub(crate) fn field_row<R>(ui: &mut Ui, label: &str, field: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal(|ui| {
        let tokens = Tokens::of(ui);
        let (rect, _) = ui.allocate_exact_size(Vec2::new(size::LABEL, size::ROW), Sense::hover());
        let text = elided(ui, label, size::TEXT, tokens.weak, size::LABEL);
        ui.painter().galley(pos2(rect.left(), rect.center().y - text.size().y / 2.0), text, tokens.weak);
        field(ui)
    })
    .inner
}

/// A line of text that takes all the width left. Gives the new text when the editor is done with it: at Enter, or when
/// another field is chosen.
pub(crate) fn text_field(ui: &mut Ui, name: &str, id: Id, text: &str) -> Option<String> {
    let typed = ui.data(|d| d.get_temp::<String>(id));
    let mut shown = typed.unwrap_or_else(|| text.to_owned());
    let field =
        TextEdit::singleline(&mut shown).id(id).desired_width(f32::INFINITY).margin(egui::Margin::symmetric(6, 4));
    let response = ui.add(field);
    label(&response, name, &shown);
    if response.has_focus() {
        ui.data_mut(|d| d.insert_temp(id, shown));
        return None;
    }
    ui.data_mut(|d| d.remove_temp::<String>(id));
    let escaped = ui.input(|i| i.key_pressed(egui::Key::Escape));
    (response.lost_focus() && !escaped && shown != text).then_some(shown)
}

/// Gives a text field the name that stands beside it.
pub(crate) fn label(response: &Response, name: &str, text: &str) {
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, text, text, "");
        info.label = Some(name.to_owned());
        info
    });
}

/// One of several; gives the new one when it was chosen.
pub(crate) fn choice<T: Copy + PartialEq>(ui: &mut Ui, name: &str, current: T, all: &[(T, &str)]) -> Option<T> {
    choose(ui, name, current, all, |_, text, _| Atoms::new(text.to_owned()))
}

/// The same for colours: before each name what it looks like, so that nobody has to know it by heart.
pub(crate) fn colour_choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    current: T,
    all: &[(T, &str)],
    look: impl Fn(T) -> Option<Color32>,
) -> Option<T> {
    choose(ui, name, current, all, |value, text, listed| match look(value) {
        None if !listed => Atoms::new(text.to_owned()),
        colour => Atoms::new((swatch(colour), text.to_owned())),
    })
}

/// A patch of a colour; room for one where there is none, so that the names of a list stand under each other.
fn swatch<'a>(colour: Option<Color32>) -> Atom<'a> {
    Atom::paint(Vec2::splat(SWATCH), move |ui, args| {
        if let Some(colour) = colour {
            let edge = (1.0, Tokens::of(ui).edge);
            ui.painter().rect(args.rect, 2.0, colour, edge, egui::StrokeKind::Inside);
        }
    })
}

/// Shows the list; `shown_as` is what an entry looks like, in the open list or, where the last is false, in the closed one.
fn choose<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    current: T,
    all: &[(T, &str)],
    shown_as: impl Fn(T, &str, bool) -> Atoms<'static>,
) -> Option<T> {
    let mut chosen = current;
    let shown = all.iter().find(|(v, _)| *v == current).map_or("", |(_, text)| *text);
    let width = ui.available_width();
    let combo = ComboBox::from_id_salt(("choice", name))
        .selected_text(shown_as(current, shown, false))
        .width(width)
        .height(LONGEST_LIST);
    let response = combo.show_ui(ui, |ui| {
        for (value, text) in all {
            ui.selectable_value(&mut chosen, *value, shown_as(*value, text, true));
        }
    });
    let spoken = format!("{name} {shown}");
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &spoken));
    (chosen != current).then_some(chosen)
}

/// A switch with its name behind it; gives the new state when it was switched.
pub(crate) fn toggle(ui: &mut Ui, name: &str, on: bool) -> Option<bool> {
    let mut now = on;
    ui.checkbox(&mut now, name);
    (now != on).then_some(now)
}

/// What an empty panel says to do next.
pub(crate) fn hint(ui: &mut Ui, text: &str) {
    let tokens = Tokens::of(ui);
    ui.add_space(size::GAP);
    ui.label(RichText::new(text).color(tokens.weak).size(size::SMALL));
}
