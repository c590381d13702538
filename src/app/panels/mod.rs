//! The panels round the canvas.

mod status;

use egui::Panel;

use super::canvas::CanvasStatus;
use super::desk::{Ask, Desk};
use super::theme::size;

/// What the panels keep from frame to frame.
#[derive(Debug)]
pub(super) struct Panels {
    /// The left panel is shown.
    pub(super) left: bool,
    /// The right panel is shown.
    pub(super) right: bool,
    /// All panels are hidden for the moment.
    pub(super) hidden: bool,
}

impl Default for Panels {
    fn default() -> Self {
        Self { left: true, right: true, hidden: false }
    }
}

impl Panels {
    /// Shows all panels round what is left for the canvas.
    pub(super) fn show(&mut self, ui: &mut egui::Ui, desk: &Desk, canvas: &CanvasStatus, _asks: &mut Vec<Ask>) {
        let words = desk.words();
        Panel::bottom("status-bar").show(ui, |ui| status::show(ui, desk, canvas));
        if self.hidden {
            return;
        }
        Panel::left("tool-bar").exact_size(size::TOOL_BAR).resizable(false).show(ui, |_| {});
        if self.left {
            Panel::left("left-panel").default_size(240.0).show(ui, |ui| ui.label(words.pages));
        }
        if self.right {
            Panel::right("right-panel").default_size(280.0).show(ui, |ui| ui.label(words.inspector));
        }
    }
}
