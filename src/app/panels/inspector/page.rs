//! Nothing is selected: the page itself.

use egui::{RichText, Ui};

use super::form::Form;
use super::title;
use crate::app::actions::ActionId;
use crate::app::desk::{Ask, Desk};
use crate::app::theme::{Icon, Tokens, size};
use crate::app::widgets::{field_row, hint, text_button};
use crate::app::words::fill;
use crate::edit::Command;

pub(super) fn show(ui: &mut Ui, desk: &Desk, asks: &mut Vec<Ask>) {
    let words = desk.words();
    let Some(page) = desk.page() else {
        hint(ui, words.pages_empty);
        return;
    };
    title(ui, Icon::FileText, &fill(words.page_n, &[&format!("{:02}", page.number)]));
    let mut form = Form { desk, page, asks };
    let number = page.number;
    form.text(ui, words.section_name, &page.section, ("page", number), |section| Command::SetPageSection {
        page: number,
        section,
    });
    form.text(ui, words.paper, &desk.edition().paper, "paper", |paper| Command::SetPaper { paper });
    form.text(ui, words.date, &desk.edition().date, "date", |date| Command::SetDate { date });
    let grid = page.setup.grid;
    let fact = |ui: &mut Ui, label: &str, text: String| {
        field_row(ui, label, |ui| ui.label(RichText::new(text).color(Tokens::of(ui).text)));
    };
    let paper = page.setup.size;
    fact(ui, words.paper_size, format!("{} × {} mm", paper.width.as_mm(), paper.height.as_mm()));
    fact(ui, words.grid, fill(words.grid_said, &[&grid.columns(), &grid.chars(), &grid.lines()]));
    fact(ui, words.cell, format!("{} × {} mm", grid.cell().as_mm(), grid.line().as_mm()));
    ui.add_space(size::SPACE);
    if text_button(ui, ActionId::PageSettings.row().label(desk.language)).clicked() {
        form.asks.push(Ask::Act(ActionId::PageSettings));
    }
    ui.add_space(size::SPACE);
    hint(ui, words.nothing_selected);
}
