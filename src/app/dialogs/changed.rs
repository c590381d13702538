//! Another program has written the edition's files.

use egui::{Context, Layout, RichText};

use super::{Goes, With, modal};
use crate::app::desk::Ask;
use crate::app::theme::{Tokens, size};
use crate::app::widgets::{primary_button, text_button};

pub(super) fn show(ctx: &Context, with: With<'_>, files: &[String], asks: &mut Vec<Ask>) -> Goes {
    let words = with.language.words();
    let mut over = false;
    modal(ctx, "changed", words.changed_on_disk, 440.0, |ui| {
        ui.label(words.changed_why);
        ui.label(RichText::new(files.join("\n")).size(size::SMALL).color(Tokens::of(ui).weak));
        ui.add_space(size::MARGIN);
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if primary_button(ui, words.reload, true).clicked() {
                asks.push(Ask::Reload(true));
                over = true;
            }
            if text_button(ui, words.keep_mine).clicked() {
                asks.push(Ask::Reload(false));
                over = true;
            }
        });
    });
    Goes::over_if(over)
}
