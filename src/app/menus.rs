//! The menu bar and every other menu that is made from the table of actions.

use egui::{Button, MenuBar, Panel, Ui};

use super::actions::{ACTIONS, Action, ActionId, Menu};
use super::desk::{Ask, Desk};
use super::settings::{Settings, Shortcuts};
use super::theme::{Tokens, icon_text};
use crate::finding::Language;

/// What menus are made with.
#[derive(Clone, Copy)]
pub(super) struct With<'a> {
    pub(super) desk: Option<&'a Desk>,
    pub(super) settings: &'a Settings,
    pub(super) shortcuts: &'a Shortcuts,
    pub(super) language: Language,
}

/// The menu bar.
pub(super) fn bar(ui: &mut Ui, with: With<'_>, asks: &mut Vec<Ask>) {
    let frame = egui::Frame::new().fill(Tokens::of(ui).panel).inner_margin(egui::Margin::symmetric(8, 2));
    Panel::top("menu-bar").frame(frame).show(ui, |ui| {
        MenuBar::new().ui(ui, |ui| {
            for menu in Menu::ALL {
                ui.menu_button(title(menu, with.language), |ui| {
                    // On a low window a long menu scrolls.
                    let most = ui.ctx().content_rect().height() - 60.0;
                    egui::ScrollArea::vertical().max_height(most).show(ui, |ui| items(ui, menu, with, asks));
                });
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| name(ui, with));
        });
    });
}

/// The edition's name, at the right end of the bar.
fn name(ui: &mut Ui, with: With<'_>) {
    let Some(desk) = with.desk else { return };
    let edition = desk.edition();
    let dot = if desk.is_changed() { " ●" } else { "" };
    let text = format!("{}  {}{dot}", edition.paper, edition.date);
    ui.label(egui::RichText::new(text).color(Tokens::of(ui).weak));
}

/// A menu's title.
pub(super) const fn title(menu: Menu, language: Language) -> &'static str {
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

fn items(ui: &mut Ui, menu: Menu, with: With<'_>, asks: &mut Vec<Ask>) {
    ui.set_min_width(230.0);
    let mut group = 0;
    for action in ACTIONS.iter().filter(|a| a.menu == menu) {
        if action.group != group {
            ui.separator();
            group = action.group;
        }
        let keys = with.shortcuts.written(ui.ctx(), action.id);
        let mark = is_on(action.id, with);
        if shown(ui, action, with.desk, with.language, &keys, mark) {
            asks.push(Ask::Act(action.id));
            ui.close();
        }
        if action.id == ActionId::OpenEdition {
            recent(ui, with, asks);
        }
    }
}

fn recent(ui: &mut Ui, with: With<'_>, asks: &mut Vec<Ask>) {
    let words = with.language.words();
    ui.add_enabled_ui(!with.settings.recent.is_empty(), |ui| {
        ui.menu_button((icon_text(super::theme::Icon::Clock), words.recent), |ui| {
            for folder in &with.settings.recent {
                let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if ui.button(name).on_hover_text(folder.display().to_string()).clicked() {
                    asks.push(Ask::Open(folder.clone()));
                    ui.close();
                }
            }
        });
    });
}

/// Whether an action that switches something has it switched on; none for the others.
fn is_on(action: ActionId, with: With<'_>) -> Option<bool> {
    let aids = with.desk.map(|d| d.view.aids).unwrap_or_default();
    Some(match action {
        ActionId::Preview => aids.preview,
        ActionId::Spread => aids.spread,
        ActionId::ShowGrid => aids.grid,
        ActionId::ShowBaselines => aids.baselines,
        ActionId::ShowGuides => aids.guides,
        ActionId::ShowRulers => aids.rulers,
        ActionId::LeftPanel => with.settings.panels.left,
        ActionId::RightPanel => with.settings.panels.right,
        ActionId::ThemeDark => with.settings.dark,
        _ => return None,
    })
}

/// One action as a menu item; true when it was chosen.
pub(super) fn item(ui: &mut Ui, action: &Action, desk: Option<&Desk>, language: Language, keys: &str) -> bool {
    let chosen = shown(ui, action, desk, language, keys, None);
    if chosen {
        ui.close();
    }
    chosen
}

fn shown(ui: &mut Ui, action: &Action, desk: Option<&Desk>, language: Language, keys: &str, on: Option<bool>) -> bool {
    let icon = if on == Some(true) { super::theme::Icon::Check } else { action.icon };
    let label = action.label(language);
    let button = Button::new((icon_text(icon), label)).shortcut_text(keys.to_owned());
    let enabled = action.when.holds(desk);
    let response = ui.add_enabled(enabled, button);
    response.widget_info(|| match on {
        Some(on) => egui::WidgetInfo::selected(egui::Role::Button, enabled, on, label),
        None => egui::WidgetInfo::labeled(egui::Role::Button, enabled, label),
    });
    response.clicked()
}
