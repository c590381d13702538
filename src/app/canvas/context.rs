//! The menu under the pointer: what can be done with what is selected, or with the page.

use egui::{Button, Response};

use crate::app::actions::ActionId;
use crate::app::desk::{Ask, Desk};
use crate::app::theme::icon_text;
use crate::model::BlockKind;

/// What a menu offers; groups are divided by lines.
const PAGE: &[&[ActionId]] = &[
    &[ActionId::SelectAll],
    &[ActionId::FitPage, ActionId::ActualSize],
    &[ActionId::ShowGrid, ActionId::ShowBaselines, ActionId::ShowGuides, ActionId::Preview],
];
const ARTICLE: &[&[ActionId]] = &[
    &[ActionId::EditStory, ActionId::FitArticle],
    &[ActionId::HeadTop, ActionId::HeadLeft, ActionId::HeadRight],
    &[ActionId::HeadLarger, ActionId::HeadSmaller, ActionId::HeadAuto, ActionId::ToggleBox],
];
const TEXT: &[&[ActionId]] = &[&[ActionId::EditStory, ActionId::ToggleBox]];
const ANY: &[&[ActionId]] = &[
    &[ActionId::Duplicate, ActionId::Lock, ActionId::Delete],
    &[ActionId::BringToFront, ActionId::SendToBack],
    &[ActionId::FitSelection],
];

/// Shows the menu when it is called up.
pub(super) fn show(response: &Response, desk: &Desk, asks: &mut Vec<Ask>) {
    response.context_menu(|ui| {
        ui.set_min_width(180.0);
        let own = match desk.selected().map(|(_, b)| &b.kind) {
            Some(BlockKind::Article(_)) => ARTICLE,
            Some(BlockKind::TextFrame(_)) => TEXT,
            _ => &[],
        };
        let rest = if desk.view.selection.is_empty() { PAGE } else { ANY };
        for (i, group) in own.iter().chain(rest).enumerate() {
            if i > 0 {
                ui.separator();
            }
            for action in *group {
                let row = action.row();
                let button = Button::new((icon_text(row.icon), row.label(desk.language)));
                if ui.add_enabled(row.when.holds(Some(desk)), button).clicked() {
                    asks.push(Ask::Act(*action));
                    ui.close();
                }
            }
        }
    });
}
