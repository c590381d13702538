//! The program.

use egui::{Context, RichText};

use super::{Goes, With, modal};
use crate::app::theme::{Tokens, size};
use crate::app::widgets::primary_button;

pub(super) fn show(ctx: &Context, with: With<'_>) -> Goes {
    let words = with.language.words();
    let mut over = false;
    let closed = modal(ctx, "about", "", 360.0, |ui| {
        ui.vertical_centered(|ui| {
            ui.label(RichText::new("版心").size(size::DISPLAY));
            ui.label(RichText::new(format!("Banxin {}", env!("CARGO_PKG_VERSION"))).color(Tokens::of(ui).weak));
            ui.add_space(size::SPACE);
            ui.label(words.motto);
            ui.label(RichText::new(words.licence).size(size::SMALL).color(Tokens::of(ui).weak));
            ui.add_space(size::MARGIN);
            over = primary_button(ui, words.close, true).clicked();
        });
    });
    Goes::over_if(over || closed)
}
