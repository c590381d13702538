//! The start screen: a new edition, an old one, or the sample.

use std::path::PathBuf;

use egui::{Align2, FontFamily, FontId, Id, RichText, ScrollArea, Ui, Vec2, vec2};

use super::actions::ActionId;
use super::desk::Ask;
use super::files::Want;
use super::settings::Settings;
use super::theme::{Icon, Tokens, size};
use super::widgets::{Row, choice, field_row, hint, primary_button, text_field};
use super::words::Words;
use crate::finding::Language;
use crate::model::{Preset, is_date};
use crate::session::NewEdition;

/// What is typed on the start screen.
#[derive(Debug, Clone)]
pub(super) struct Start {
    /// The new edition.
    pub(super) wanted: NewEdition,
}

impl Start {
    /// Beginning with today's date.
    pub(super) fn new(today: String, language: Language) -> Self {
        let paper = language.pick("版心日报", "Banxin Daily").to_owned();
        Self { wanted: NewEdition { preset: Preset::Broadsheet, pages: 4, paper, date: today } }
    }

    /// Shows the start screen; gives a dialog that should be opened.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        settings: &Settings,
        language: Language,
        asks: &mut Vec<Ask>,
    ) -> Option<Want> {
        let words = language.words();
        let mut want = None;
        let room = ui.available_size();
        let width = room.x.min(860.0);
        let top = ((room.y - 520.0) / 2.2).max(24.0);
        ui.add_space(top);
        ui.horizontal(|ui| {
            ui.add_space((room.x - width) / 2.0);
            ui.vertical(|ui| {
                ui.set_width(width);
                name(ui, words);
                ui.add_space(32.0);
                want = self.halves(ui, width, (settings, language), asks);
            });
        });
        want
    }

    /// A new edition at the left, old ones at the right.
    fn halves(&mut self, ui: &mut Ui, width: f32, with: (&Settings, Language), asks: &mut Vec<Ask>) -> Option<Want> {
        let (settings, language) = with;
        let (left, gap) = (360.0, 56.0);
        let halves = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            let half = |ui: &mut Ui, width: f32| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.x = size::SPACE;
            };
            let new = ui.vertical(|ui| {
                half(ui, left);
                self.new_edition(ui, language)
            });
            let old = ui.vertical(|ui| {
                half(ui, width - left - gap);
                old_ones(ui, settings, language.words(), asks)
            });
            new.inner.or(old.inner)
        });
        halves.inner
    }

    fn new_edition(&mut self, ui: &mut Ui, language: Language) -> Option<Want> {
        let words = language.words();
        let wanted = &mut self.wanted;
        title(ui, words.new_edition);
        field_row(ui, words.preset, |ui| {
            let presets = [
                (Preset::Broadsheet, words.preset_broadsheet),
                (Preset::BroadsheetLarge, words.preset_large),
                (Preset::Tabloid, words.preset_tabloid),
            ];
            if let Some(preset) = choice(ui, words.preset, wanted.preset, &presets) {
                wanted.preset = preset;
            }
        });
        field_row(ui, words.paper, |ui| {
            if let Some(paper) = text_field(ui, words.paper, Id::unique("new-paper"), &wanted.paper) {
                wanted.paper = paper;
            }
        });
        field_row(ui, words.date, |ui| {
            if let Some(date) = text_field(ui, words.date, Id::unique("new-date"), &wanted.date) {
                wanted.date = date;
            }
        });
        field_row(ui, words.pages, |ui| {
            let mut pages = wanted.pages;
            let field = ui.add(egui::DragValue::new(&mut pages).range(1..=64));
            field.widget_info(|| {
                let mut info = egui::WidgetInfo::drag_value(true, f64::from(pages));
                info.label = Some(words.pages.to_owned());
                info
            });
            wanted.pages = pages;
        });
        let fault = match (wanted.paper.trim().is_empty(), is_date(&wanted.date)) {
            (true, _) => words.paper_missing,
            (_, false) => words.date_wrong,
            _ => "",
        };
        let colour = Tokens::of(ui).error;
        ui.label(RichText::new(fault).color(colour).size(size::SMALL));
        let mut want = None;
        ui.horizontal(|ui| {
            ui.add_space(size::LABEL + size::SPACE);
            if primary_button(ui, words.create_dots, fault.is_empty()).clicked() {
                let name = format!("{}-{}", wanted.paper.trim(), wanted.date).replace(['/', '\\'], "-");
                want = Some(Want::NewEdition(name));
            }
        });
        want
    }
}

fn name(ui: &mut Ui, words: &Words) {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(420.0, 48.0), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words.program));
    let font = |points| FontId::new(points, FontFamily::Proportional);
    let left = rect.left_center();
    let end = ui.painter().text(left, Align2::LEFT_CENTER, "版心", font(size::DISPLAY), tokens.text);
    let beside = end.right_center() + vec2(14.0, 4.0);
    ui.painter().text(beside, Align2::LEFT_CENTER, words.motto, font(size::TEXT), tokens.weak);
}

fn title(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).size(size::TITLE));
    ui.add_space(size::SPACE);
}

fn old_ones(ui: &mut Ui, settings: &Settings, words: &Words, asks: &mut Vec<Ask>) -> Option<Want> {
    let mut want = None;
    title(ui, words.open_edition);
    ui.spacing_mut().item_spacing.y = 0.0;
    let open = Row { icon: Some(Icon::FolderOpen), title: words.open_dots, height: 34.0, ..Row::default() };
    if open.show(ui).clicked() {
        asks.push(Ask::Act(ActionId::OpenEdition));
    }
    if sample_folder().is_some() {
        let row = Row { icon: Some(Icon::Newspaper), title: words.open_sample, height: 34.0, ..Row::default() };
        if row.show(ui).on_hover_text(words.sample_tip).clicked() {
            want = Some(Want::Sample(words.sample_name.to_owned()));
        }
    }
    ui.add_space(size::MARGIN);
    ui.label(RichText::new(words.recent).size(size::SMALL).color(Tokens::of(ui).weak));
    if settings.recent.is_empty() {
        hint(ui, words.recent_empty);
    }
    ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
        for folder in &settings.recent {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let place = folder.parent().map(|p| p.display().to_string()).unwrap_or_default();
            let there = folder.join("edition.json").is_file();
            let value = if there { "" } else { words.is_missing };
            let row = Row { icon: Some(Icon::FileText), title: &name, note: &place, value, ..Row::default() };
            if row.show(ui).clicked() {
                asks.push(Ask::Open(folder.clone()));
            }
        }
    });
    want
}

/// Where the sample edition lies: beside the program, or in the crate's folder.
pub(super) fn sample_folder() -> Option<PathBuf> {
    let beside =
        std::env::current_exe().ok().and_then(|exe| exe.parent().map(|p| p.join("../share/banxin/samples/heze")));
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples/heze");
    beside.into_iter().chain([own]).find(|f| f.join("edition.json").is_file())
}
