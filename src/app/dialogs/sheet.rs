//! The sheet of shortcuts.

use egui::{Context, RichText, ScrollArea, TextEdit};

use super::{Goes, With, modal};
use crate::app::actions::{ACTIONS, Menu};
use crate::app::desk::{Ask, Message};
use crate::app::menus;
use crate::app::theme::{Tokens, size};
use crate::app::widgets::{Row, label, text_button};

pub(super) fn show(ctx: &Context, with: With<'_>, search: &mut String, asks: &mut Vec<Ask>) -> Goes {
    let words = with.language.words();
    let mut over = false;
    let closed = modal(ctx, "shortcuts", words.shortcuts, 560.0, |ui| {
        let field = ui.add(TextEdit::singleline(search).hint_text(words.search).desired_width(f32::INFINITY));
        label(&field, words.search, search);
        ui.add_space(size::SPACE);
        let wanted = search.to_lowercase();
        ScrollArea::vertical().max_height(480.0).min_scrolled_height(480.0).auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for menu in Menu::ALL {
                let rows: Vec<_> = ACTIONS
                    .iter()
                    .filter(|a| a.menu == menu)
                    .map(|a| (a, with.shortcuts.written(ui.ctx(), a.id)))
                    .filter(|(a, keys)| {
                        !keys.is_empty() && format!("{}{}{keys}", a.zh, a.en).to_lowercase().contains(&wanted)
                    })
                    .collect();
                if rows.is_empty() {
                    continue;
                }
                let colour = Tokens::of(ui).weak;
                ui.add_space(6.0);
                ui.label(RichText::new(menus::title(menu, with.language)).size(size::SMALL).color(colour));
                for (action, keys) in rows {
                    let title = action.label(with.language);
                    Row { icon: Some(action.icon), title, value: &keys, ..Row::default() }.show(ui);
                }
            }
        });
        ui.add_space(size::SPACE);
        over = file(ui, with, asks);
    });
    Goes::over_if(over || closed)
}

/// Where the file to change is, and the button that makes it.
fn file(ui: &mut egui::Ui, with: With<'_>, asks: &mut Vec<Ask>) -> bool {
    let words = with.language.words();
    let mut over = false;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        over = text_button(ui, words.close).clicked();
        let Some(file) = with.shortcuts.file() else { return };
        if text_button(ui, words.make_shortcuts).clicked() {
            let said = match with.shortcuts.write_file() {
                Ok(()) => Message::info(file.display().to_string()),
                Err(e) => Message::error(format!("{e}: {}", file.display())),
            };
            asks.push(Ask::Say(said));
        }
        let colour = Tokens::of(ui).weak;
        ui.add(egui::Label::new(RichText::new(file.display().to_string()).size(size::SMALL).color(colour)).truncate());
    });
    over
}
