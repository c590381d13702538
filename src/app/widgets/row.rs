//! A row of a list: lights up under the pointer, carries a value at its right end.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, Color32, FontFamily, FontId, Galley, Rect, Response, Role, Sense, StrokeKind, Ui, Vec2, WidgetInfo, pos2,
};

use crate::app::theme::{Icon, Tokens, icon_font, size};

/// A row of a list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row<'a> {
    /// Before the title.
    pub(crate) icon: Option<Icon>,
    /// The icon's colour; none: weak.
    pub(crate) tint: Option<Color32>,
    /// What it is.
    pub(crate) title: &'a str,
    /// What stands weak under the title; empty for a row of one line.
    pub(crate) note: &'a str,
    /// At the right end, weak.
    pub(crate) value: &'a str,
    /// The value's colour; none: weak.
    pub(crate) value_tint: Option<Color32>,
    /// One of what is selected.
    pub(crate) selected: bool,
    /// Room kept free at the left, for a picture.
    pub(crate) lead: f32,
    /// Height; 0: what its lines need.
    pub(crate) height: f32,
    /// The row can be dragged.
    pub(crate) drags: bool,
}

impl Row<'_> {
    /// Shows the row across all the width there is.
    pub(crate) fn show(&self, ui: &mut Ui) -> Response {
        let tokens = Tokens::of(ui);
        let lines = if self.note.is_empty() { size::ROW } else { size::ROW + 16.0 };
        let height = if self.height > 0.0 { self.height } else { lines };
        let sense = if self.drags { Sense::click_and_drag() } else { Sense::click() };
        let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), height), sense);
        let enabled = ui.is_enabled();
        response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, self.selected, self.title));
        if !ui.is_rect_visible(rect) {
            return response;
        }
        self.ground(ui, rect, &response, tokens);
        let mut left = rect.left() + 6.0 + self.lead;
        if let Some(icon) = self.icon {
            let tint = self.tint.unwrap_or(tokens.weak);
            let at = pos2(left + size::ICON / 2.0, rect.center().y);
            ui.painter().text(at, Align2::CENTER_CENTER, char::from(icon), icon_font(size::ICON), tint);
            left += size::ICON + 6.0;
        }
        let right = self.value(ui, rect, tokens);
        self.words(ui, rect, left, right, tokens);
        response
    }

    fn ground(&self, ui: &Ui, rect: Rect, response: &Response, tokens: &Tokens) {
        let ground = match (self.selected, response.hovered()) {
            (true, _) => Some(tokens.accent_ground),
            (_, true) => Some(tokens.hover),
            _ => None,
        };
        if let Some(ground) = ground {
            ui.painter().rect_filled(rect, size::RADIUS, ground);
        }
        if response.has_focus() {
            ui.painter().rect_stroke(rect, size::RADIUS, (1.0, tokens.accent), StrokeKind::Inside);
        }
    }

    /// Paints the value and gives back where it begins.
    fn value(&self, ui: &Ui, rect: Rect, tokens: &Tokens) -> f32 {
        if self.value.is_empty() {
            return rect.right() - 6.0;
        }
        let tint = self.value_tint.unwrap_or(tokens.weak);
        let at = pos2(rect.right() - 6.0, rect.center().y);
        let font = FontId::new(size::SMALL, FontFamily::Proportional);
        ui.painter().text(at, Align2::RIGHT_CENTER, self.value, font, tint).left() - 8.0
    }

    fn words(&self, ui: &Ui, rect: Rect, left: f32, right: f32, tokens: &Tokens) {
        let width = (right - left).max(0.0);
        let title = elided(ui, self.title, size::TEXT, tokens.text, width);
        if self.note.is_empty() {
            let top = rect.center().y - title.size().y / 2.0;
            ui.painter().galley(pos2(left, top), title, tokens.text);
            return;
        }
        let note = elided(ui, self.note, size::SMALL, tokens.weak, width);
        let gap = 1.0;
        let top = rect.center().y - (title.size().y + gap + note.size().y) / 2.0;
        let below = top + title.size().y + gap;
        ui.painter().galley(pos2(left, top), title, tokens.text);
        ui.painter().galley(pos2(left, below), note, tokens.weak);
    }
}

/// One line of text that ends with … where it is too long.
pub(crate) fn elided(ui: &Ui, text: &str, points: f32, colour: Color32, width: f32) -> Arc<Galley> {
    let format = TextFormat::simple(FontId::new(points, FontFamily::Proportional), colour);
    let mut job = LayoutJob::single_section(text.replace(['\n', '\r'], " "), format);
    job.wrap = TextWrapping::truncate_at_width(width);
    ui.painter().layout_job(job)
}
