//! A command written as JSON, as `banxin apply` takes it: for what has no button yet, and for scripts to be tried.

use egui::{Context, RichText, TextEdit};

use super::{Goes, Pressed, With, foot, modal};
use crate::app::desk::{Ask, label_of};
use crate::app::theme::{Tokens, size};
use crate::app::widgets::label;
use crate::app::words::Told;
use crate::edit::{Command, apply};

/// The dialog.
#[derive(Debug)]
pub(in crate::app) struct CommandDialog {
    text: String,
}

impl CommandDialog {
    /// With an example to be changed.
    pub(in crate::app) fn new(example: &str) -> Self {
        let value: Option<serde_json::Value> = serde_json::from_str(example).ok();
        let pretty = value.and_then(|v| serde_json::to_string_pretty(&v).ok());
        Self { text: pretty.unwrap_or_else(|| example.to_owned()) }
    }

    pub(super) fn show(&mut self, ctx: &Context, with: With<'_>, asks: &mut Vec<Ask>) -> Goes {
        let words = with.language.words();
        let Some(desk) = with.desk else { return Goes::Over };
        let mut over = false;
        let closed = modal(ctx, "command", words.write_command, 560.0, |ui| {
            let field = TextEdit::multiline(&mut self.text).desired_rows(12).desired_width(f32::INFINITY).code_editor();
            let response = ui.add(field);
            label(&response, words.write_command, &self.text);
            // Tried on a copy that is thrown away: the edition shares what is not touched.
            let command = serde_json::from_str::<Command>(&self.text).map_err(|e| e.to_string());
            let tried =
                command.and_then(|c| apply(desk.edition(), c.clone()).map(|_| c).map_err(|e| e.told(desk.language)));
            let tokens = Tokens::of(ui);
            let (said, colour) = match &tried {
                Ok(command) => (label_of(with.language, command), tokens.good),
                Err(e) => (e.clone(), tokens.error),
            };
            ui.label(RichText::new(said).size(size::SMALL).color(colour));
            match foot(ui, words.cancel, words.carry_out, tried.is_ok()) {
                Pressed::Primary => {
                    asks.extend(tried.into_iter().map(|c| Ask::edit(with.language, c)));
                    over = true;
                }
                Pressed::Cancel => over = true,
                Pressed::Nothing => {}
            }
        });
        Goes::over_if(over || closed)
    }
}
