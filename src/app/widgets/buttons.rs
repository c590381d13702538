//! Buttons: flat until the pointer is on them.

use egui::{Align2, Button, Response, RichText, Role, Sense, StrokeKind, Ui, Vec2, WidgetInfo};

use crate::app::theme::{Icon, Tokens, icon_font, size};

/// A button of an icon alone. `name` is what a screen reader says and a tooltip shows, `keys` its shortcut.
pub(crate) fn icon_button(ui: &mut Ui, icon: Icon, name: &str, keys: &str, selected: bool) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size::ICON_BUTTON), Sense::click());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, selected, name));
    let ground = match (selected, response.is_pointer_button_down_on(), response.hovered()) {
        (true, _, _) => Some(tokens.accent_ground),
        (_, true, _) => Some(tokens.pressed),
        (_, _, true) => Some(tokens.hover),
        _ => None,
    };
    let inside = rect.shrink(1.0);
    if let Some(ground) = ground {
        ui.painter().rect_filled(inside, size::RADIUS, ground);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(inside, size::RADIUS, (1.0, tokens.accent), StrokeKind::Inside);
    }
    let colour = if selected { tokens.accent } else { tokens.text };
    let colour = if enabled { colour } else { tokens.weak.gamma_multiply(0.6) };
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, char::from(icon), icon_font(size::ICON), colour);
    let tip = if keys.is_empty() { name.to_owned() } else { format!("{name}   {keys}") };
    response.on_hover_text(&tip).on_disabled_hover_text(tip)
}

/// The one button of a dialog that does what the dialog is for.
pub(crate) fn primary_button(ui: &mut Ui, label: &str, enabled: bool) -> Response {
    let tokens = Tokens::of(ui);
    let text = RichText::new(label).color(tokens.on_accent);
    let button = Button::new(text).fill(tokens.accent).stroke(egui::Stroke::NONE).min_size(Vec2::new(88.0, 28.0));
    ui.add_enabled(enabled, button)
}

/// Any other button of a dialog.
pub(crate) fn text_button(ui: &mut Ui, label: &str) -> Response {
    ui.add(Button::new(label).min_size(Vec2::new(72.0, 28.0)))
}
