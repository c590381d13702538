//! The tools, at the left edge.

use egui::Ui;

use super::With;
use crate::app::actions::{ACTIONS, Menu};
use crate::app::desk::Ask;
use crate::app::widgets::icon_button;

pub(super) fn show(ui: &mut Ui, with: With<'_>, asks: &mut Vec<Ask>) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let mut group = 0;
    for action in ACTIONS.iter().filter(|a| a.menu == Menu::Tools) {
        if action.group != group {
            ui.add_space(4.0);
            ui.separator();
            ui.add_space(4.0);
            group = action.group;
        }
        let selected = action.id.tool() == Some(with.desk.view.tool);
        let keys = with.shortcuts.written(ui.ctx(), action.id);
        if icon_button(ui, action.icon, action.label(with.desk.language), &keys, selected).clicked() {
            asks.push(Ask::Act(action.id));
        }
    }
}
