//! The menu bar and every other menu that is made from the table of actions.

use egui::{Button, MenuBar, Panel};

use super::actions::{ACTIONS, Action, Menu};
use super::desk::{Ask, Desk};
use super::keys;
use super::theme::icon_text;
use crate::finding::Language;

/// The menu bar.
pub(super) fn bar(ui: &mut egui::Ui, desk: Option<&Desk>, language: Language, asks: &mut Vec<Ask>) {
    Panel::top("menu-bar").show(ui, |ui| {
        MenuBar::new().ui(ui, |ui| {
            for menu in Menu::ALL {
                ui.menu_button(title(menu, language), |ui| items(ui, menu, desk, language, asks));
            }
        });
    });
}

const fn title(menu: Menu, language: Language) -> &'static str {
    let words = language.words();
    match menu {
        Menu::File => words.menu_file,
        Menu::Edit => words.menu_edit,
        Menu::View => words.menu_view,
        Menu::Page => words.menu_page,
        Menu::Item => words.menu_item,
        Menu::Tools => words.menu_tools,
        Menu::Window => words.menu_window,
        Menu::Help => words.menu_help,
    }
}

fn items(ui: &mut egui::Ui, menu: Menu, desk: Option<&Desk>, language: Language, asks: &mut Vec<Ask>) {
    ui.set_min_width(220.0);
    let mut group = 0;
    for action in ACTIONS.iter().filter(|a| a.menu == menu) {
        if action.group != group {
            ui.separator();
            group = action.group;
        }
        if item(ui, action, desk, language) {
            asks.push(Ask::Act(action.id));
            ui.close();
        }
    }
}

/// One action as a menu item; true when it was chosen.
pub(super) fn item(ui: &mut egui::Ui, action: &Action, desk: Option<&Desk>, language: Language) -> bool {
    let keys = keys::parse(action.keys).map(|k| ui.ctx().format_shortcut(&k)).unwrap_or_default();
    let button = Button::new((icon_text(action.icon), action.label(language))).shortcut_text(keys);
    ui.add_enabled(action.when.holds(desk), button).clicked()
}
