//! What an earlier session left behind: unsaved work, or an edition that is still open elsewhere.

use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use egui::{Context, Layout, RichText, ScrollArea};

use super::{Goes, With, modal};
use crate::app::desk::{Ask, OpenAs};
use crate::app::theme::{Icon, Tokens, size};
use crate::app::widgets::{Row, primary_button, text_button};
use crate::app::words::fill;
use crate::model::utc;
use crate::session::Unsaved;

/// Take up unsaved work? Says what it is before it asks.
pub(super) fn show(ctx: &Context, with: With<'_>, asks: &mut Vec<Ask>) -> Goes {
    let words = with.language.words();
    let Some(Unsaved::Offered(recovery)) = with.desk.and_then(|d| d.session().unsaved()) else { return Goes::Over };
    let labels: Vec<&str> = recovery.labels().collect();
    let written = recovery.written().and_then(|t| t.duration_since(UNIX_EPOCH).ok()).map(|d| utc(d.as_secs()));
    let mut over = false;
    modal(ctx, "recover", words.recover, 460.0, |ui| {
        let tokens = Tokens::of(ui);
        ui.label(fill(words.recover_why, &[&labels.len(), &written.unwrap_or_default()]));
        if recovery.is_broken() {
            ui.label(RichText::new(words.recover_broken).color(tokens.warning));
        }
        ui.add_space(size::SPACE);
        ScrollArea::vertical().max_height(220.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for label in labels.iter().rev().take(200) {
                Row { icon: Some(Icon::Clock), title: label, ..Row::default() }.show(ui);
            }
        });
        ui.add_space(size::MARGIN);
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if primary_button(ui, words.take_up, true).clicked() {
                asks.push(Ask::Recover(true));
                over = true;
            }
            if text_button(ui, words.put_aside).clicked() {
                asks.push(Ask::Recover(false));
                over = true;
            }
        });
    });
    Goes::over_if(over)
}

/// Somebody has the edition open.
#[derive(Debug)]
pub(in crate::app) struct InUse {
    /// The edition.
    pub(in crate::app) folder: PathBuf,
    /// Who, in the session's words.
    pub(in crate::app) why: String,
}

impl InUse {
    pub(super) fn show(&self, ctx: &Context, with: With<'_>, asks: &mut Vec<Ask>) -> Goes {
        let words = with.language.words();
        let mut over = false;
        let closed = modal(ctx, "in-use", words.in_use, 460.0, |ui| {
            ui.label(&self.why);
            ui.add_space(size::MARGIN);
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                if primary_button(ui, words.read_only, true).clicked() {
                    asks.push(Ask::OpenAs(self.folder.clone(), OpenAs::ReadOnly));
                    over = true;
                }
                if text_button(ui, words.cancel).clicked() {
                    over = true;
                }
                if text_button(ui, words.take_over).clicked() {
                    asks.push(Ask::OpenAs(self.folder.clone(), OpenAs::TakeOver));
                    over = true;
                }
            });
        });
        Goes::over_if(over || closed)
    }
}
