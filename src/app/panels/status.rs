//! The status bar: page, zoom, pointer, what is over or short, what is saved.

use egui::{Align, Color32, Layout, RichText, Ui};

use super::With;
use crate::app::actions::ActionId;
use crate::app::desk::{Ask, Desk, Zoom};
use crate::app::theme::{Icon, Tokens, size};
use crate::app::widgets::icon_button;
use crate::app::words::fill;
use crate::geom::Point;
use crate::layout::Fit;
use crate::model::PageSetup;

pub(super) fn show(ui: &mut Ui, with: With<'_>, asks: &mut Vec<Ask>) {
    ui.horizontal(|ui| {
        ui.set_height(24.0);
        ui.spacing_mut().item_spacing.x = 10.0;
        page(ui, with.desk, asks);
        ui.separator();
        zoom(ui, with, asks);
        if let Some(action) = with.canvas.seeing {
            ui.separator();
            let label = action.row().label(with.desk.language);
            let back = egui::Button::new(small(label, Tokens::of(ui).accent)).frame_when_inactive(false);
            if ui.add(back).on_hover_text(ActionId::SeePage.row().label(with.desk.language)).clicked() {
                asks.push(Ask::Act(ActionId::SeePage));
            }
        }
        ui.separator();
        pointer(ui, with);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            saved(ui, with.desk);
            ui.separator();
            fits(ui, with.desk);
        });
    });
}

fn small(text: impl Into<String>, colour: Color32) -> RichText {
    RichText::new(text).size(size::SMALL).color(colour)
}

fn page(ui: &mut Ui, desk: &Desk, asks: &mut Vec<Ask>) {
    let (words, tokens) = (desk.words(), Tokens::of(ui));
    let pages = &desk.edition().pages;
    ui.spacing_mut().item_spacing.x = 2.0;
    for (icon, action) in [(Icon::ChevronLeft, ActionId::PreviousPage), (Icon::ChevronRight, ActionId::NextPage)] {
        let row = action.row();
        let possible = match action {
            ActionId::PreviousPage => desk.view.page > 0,
            _ => desk.view.page + 1 < pages.len(),
        };
        ui.add_enabled_ui(possible, |ui| {
            if icon_button(ui, icon, row.label(desk.language), "", false).clicked() {
                asks.push(Ask::Act(action));
            }
        });
    }
    ui.spacing_mut().item_spacing.x = 10.0;
    if let Some(page) = desk.page() {
        ui.label(small(fill(words.page_n, &[&format!("{:02}", page.number)]), tokens.text));
        ui.label(small(&page.section, tokens.weak));
    }
    ui.label(small(format!("{} / {}", (desk.view.page + 1).min(pages.len()), pages.len()), tokens.weak));
}

fn zoom(ui: &mut Ui, with: With<'_>, asks: &mut Vec<Ask>) {
    let (words, tokens) = (with.desk.words(), Tokens::of(ui));
    let shown = format!("{:.0}%", with.canvas.zoom_percent);
    let button = egui::Button::new(small(shown, tokens.text)).frame_when_inactive(false);
    let (menu, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        for (label, zoom) in [(words.whole_page, Zoom::Page), (words.page_width, Zoom::Width)] {
            if ui.button(label).clicked() {
                asks.push(Ask::Zoom(zoom));
            }
        }
        ui.separator();
        for percent in [25, 50, 75, 100, 150, 200, 400, 800] {
            if ui.button(format!("{percent}%")).clicked() {
                asks.push(Ask::Zoom(Zoom::Percent(f64::from(percent))));
            }
        }
    });
    menu.on_hover_text(words.zoom);
}

fn pointer(ui: &mut Ui, with: With<'_>) {
    let tokens = Tokens::of(ui);
    if let Some(gesture) = &with.canvas.gesture {
        ui.label(small(gesture, tokens.text));
    }
    let (Some(at), Some(page)) = (with.canvas.pointer, with.desk.page()) else { return };
    ui.label(small(on_grid(with.desk, at, page.setup), tokens.text));
    ui.label(small(format!("{:.1} × {:.1} mm", at.x.as_mm(), at.y.as_mm()), tokens.weak));
}

/// Such as `3 栏 5 字 12 行`, counted from 1; nothing beside the type area.
fn on_grid(desk: &Desk, at: Point, setup: PageSetup) -> String {
    let (area, grid) = (setup.type_area(), setup.grid);
    let inside = at.x >= area.x && at.x < area.right() && at.y >= area.y && at.y < area.bottom();
    if !inside {
        return String::new();
    }
    let char = (at.x - area.x).whole(grid.cell());
    let pitch = i64::from(grid.chars() + grid.gap());
    let line = (at.y - area.y).whole(grid.line());
    fill(desk.words().grid_place, &[&(char / pitch + 1), &(char % pitch + 1), &(line + 1)])
}

fn fits(ui: &mut Ui, desk: &Desk) {
    let (words, tokens) = (desk.words(), Tokens::of(ui));
    let Some(composed) = desk.composed_page() else { return };
    let selected = |f: &&Fit| desk.view.selection.contains(&f.block);
    let chosen: Vec<&Fit> = composed.fits.iter().filter(selected).collect();
    let all: Vec<&Fit> = composed.fits.iter().collect();
    ui.spacing_mut().item_spacing.x = 6.0;
    let side = |ui: &mut Ui, name: &str, fits: &[&Fit]| {
        let (text, colour) = said(fits, desk, tokens);
        ui.label(small(text, colour));
        ui.label(small(name, tokens.weak));
    };
    if !all.is_empty() {
        side(ui, words.on_page, &all);
    }
    if !chosen.is_empty() {
        ui.separator();
        side(ui, words.in_selection, &chosen);
    }
}

/// Over and short together, the over first: it is what does not get printed.
fn said(fits: &[&Fit], desk: &Desk, tokens: &Tokens) -> (String, Color32) {
    let words = desk.words();
    let over: usize = fits.iter().map(|f| f.overset_chars).sum();
    let short: usize = fits.iter().map(|f| f.short_lines).sum();
    match (over, short) {
        (0, 0) => (words.fits.to_owned(), tokens.good),
        (0, lines) => (fill(words.short_lines, &[&lines]), tokens.warning),
        (chars, 0) => (fill(words.over_chars, &[&chars]), tokens.error),
        (chars, lines) => {
            (format!("{}  {}", fill(words.over_chars, &[&chars]), fill(words.short_lines, &[&lines])), tokens.error)
        }
    }
}

fn saved(ui: &mut Ui, desk: &Desk) {
    let (words, tokens) = (desk.words(), Tokens::of(ui));
    let (text, colour) = if desk.is_changed() { (words.unsaved, tokens.text) } else { (words.saved, tokens.weak) };
    ui.label(small(text, colour));
}
