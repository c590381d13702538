//! The page on the screen: painted from its sheet, with the aids and handles on top.

use super::actions::ActionId;
use super::desk::{Ask, Desk, View};
use super::theme::Tokens;

/// What the canvas keeps from frame to frame.
#[derive(Debug, Default)]
pub struct CanvasState {
    /// What the status bar shows of it.
    pub status: CanvasStatus,
}

/// What the status bar shows of the canvas; written by the canvas each frame.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CanvasStatus {
    /// Zoom in percent of the printed size; 0 before the first frame.
    pub zoom_percent: f64,
    /// The pointer on the page, from its top left trim corner.
    pub pointer: Option<crate::geom::Point>,
    /// What the running gesture says, such as `5栏 × 32行`.
    pub gesture: Option<String>,
}

/// Shows the current page in all the room there is.
pub fn show(ui: &mut egui::Ui, desk: &Desk, canvas: &mut CanvasState) -> Vec<Ask> {
    let tokens = Tokens::of(ui);
    let area = ui.available_rect_before_wrap();
    ui.painter().rect_filled(area, 0.0, tokens.pasteboard);
    let Some(page) = desk.page() else { return Vec::new() };
    let (width, height) = (page.setup.size.width.as_mm() as f32, page.setup.size.height.as_mm() as f32);
    let scale = ((area.width() - 48.0) / width).min((area.height() - 48.0) / height).max(0.05);
    let sheet = egui::Rect::from_center_size(area.center(), egui::vec2(width * scale, height * scale));
    ui.painter().rect_filled(sheet, 0.0, egui::Color32::WHITE);
    canvas.status.zoom_percent = f64::from(scale) * 25.4 / 96.0 * 100.0;
    Vec::new()
}

/// Carries out the actions that move the eye and not the edition; false for those that are not the canvas's.
pub fn act(_action: ActionId, _view: &mut View, _canvas: &mut CanvasState) -> bool {
    false
}
