//! The status bar: page, zoom, pointer, what is over or short.

use crate::app::canvas::CanvasStatus;
use crate::app::desk::Desk;
use crate::app::words::fill;

pub(super) fn show(ui: &mut egui::Ui, desk: &Desk, canvas: &CanvasStatus) {
    let words = desk.words();
    ui.horizontal(|ui| {
        if let Some(page) = desk.page() {
            ui.label(fill(words.page_n, &[&page.number]));
        }
        ui.label(format!("{:.0}%", canvas.zoom_percent));
        if let Some(gesture) = &canvas.gesture {
            ui.label(gesture);
        }
        ui.label(if desk.is_changed() { words.unsaved } else { words.saved });
    });
}
