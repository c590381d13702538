//! Save the changes before leaving?

use egui::{Context, Layout};

use super::{Goes, With, modal};
use crate::app::desk::{After, Ask};
use crate::app::theme::size;
use crate::app::widgets::{primary_button, text_button};
use crate::app::words::fill;

pub(super) fn show(ctx: &Context, with: With<'_>, after: &After, asks: &mut Vec<Ask>) -> Goes {
    let words = with.language.words();
    let name = with.desk.map(|d| d.edition().paper.clone()).unwrap_or_default();
    let mut over = false;
    let closed = modal(ctx, "leave", &fill(words.save_changes, &[&name]), 420.0, |ui| {
        ui.label(words.save_changes_why);
        ui.add_space(size::MARGIN);
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if primary_button(ui, words.save, true).clicked() {
                asks.push(Ask::Leave { after: after.clone(), save: true });
                over = true;
            }
            if text_button(ui, words.cancel).clicked() {
                over = true;
            }
            if text_button(ui, words.do_not_save).clicked() {
                asks.push(Ask::Leave { after: after.clone(), save: false });
                over = true;
            }
        });
    });
    Goes::over_if(over || closed)
}
