//! A page's number, paper and grid; the edition's name, date and output.

use egui::{Context, Id, RichText};

use super::{Goes, Pressed, With, foot, modal};
use crate::app::desk::{Ask, Desk, PartOf};
use crate::app::theme::{Tokens, size};
use crate::app::widgets::{choice, field_row, text_field};
use crate::app::words::{Told, fill};
use crate::edit::{Command, apply};
use crate::finding::Language;
use crate::geom::{Length, Point, Size};
use crate::model::{Edition, Grid, PageSetup, PicturePacking, Preset, Standard};

/// A page's number, paper and grid.
#[derive(Debug)]
pub(in crate::app) struct PageDialog {
    page: u16,
    number: String,
    /// Paper width and height, origin across and down, cell, line: lengths as written.
    lengths: [String; 6],
    /// Columns, 字, gap, lines.
    counts: [String; 4],
}

impl PageDialog {
    /// For the current page.
    pub(in crate::app) fn new(desk: &Desk) -> Option<Self> {
        let page = desk.page()?;
        let mut dialog = Self {
            page: page.number,
            number: page.number.to_string(),
            lengths: Default::default(),
            counts: Default::default(),
        };
        dialog.set(page.setup);
        Some(dialog)
    }

    fn set(&mut self, setup: PageSetup) {
        let PageSetup { size, origin, grid } = setup;
        self.lengths =
            [size.width, size.height, origin.x, origin.y, grid.cell(), grid.line()].map(|length| length.to_string());
        self.counts = [grid.columns(), grid.chars(), grid.gap(), grid.lines()].map(|count| count.to_string());
    }

    /// The command that what is typed means.
    fn command(&self, edition: &Edition, language: Language) -> Result<Option<Command>, String> {
        let no_number = |text: &str| fill(language.words().no_number, &[&text]);
        let length = |i: usize| {
            let text = self.lengths[i].trim();
            let written =
                if text.ends_with(|c: char| c.is_ascii_digit()) { format!("{text}mm") } else { text.to_owned() };
            written.parse::<Length>().map_err(|_| no_number(text))
        };
        let count = |i: usize| self.counts[i].trim().parse::<u16>().map_err(|_| no_number(&self.counts[i]));
        let grid = Grid::new(length(4)?, length(5)?, count(0)?, count(1)?, count(2)?, count(3)?)
            .map_err(|e| e.told(language))?;
        let size = Size { width: length(0)?, height: length(1)? };
        let setup = PageSetup { size, origin: Point::new(length(2)?, length(3)?), grid };
        let number: u16 = self.number.trim().parse().map_err(|_| no_number(&self.number))?;
        let mut commands = Vec::new();
        if edition.page(self.page).is_some_and(|p| p.setup != setup) {
            commands.push(Command::SetPageSetup { page: self.page, setup });
        }
        if number != self.page {
            commands.push(Command::RenumberPage { page: self.page, to: number });
        }
        if commands.is_empty() {
            return Ok(None);
        }
        let command = Command::Batch { label: String::new(), commands };
        apply(edition, command.clone()).map(|_| Some(command)).map_err(|e| e.told(language))
    }

    pub(super) fn show(&mut self, ctx: &Context, with: With<'_>, asks: &mut Vec<Ask>) -> Goes {
        let words = with.language.words();
        let Some(desk) = with.desk else { return Goes::Over };
        let mut over = false;
        let closed = modal(ctx, "page", words.page_settings, 440.0, |ui| {
            field_row(ui, words.preset, |ui| {
                let presets = [
                    (None, words.own_grid),
                    (Some(Preset::Broadsheet), words.preset_broadsheet),
                    (Some(Preset::BroadsheetLarge), words.preset_large),
                    (Some(Preset::Tabloid), words.preset_tabloid),
                ];
                if let Some(preset) = choice(ui, words.preset, self.preset(), &presets).flatten() {
                    self.set(PageSetup::preset(preset));
                }
            });
            let names = [
                words.paper_width,
                words.paper_height,
                words.origin_x,
                words.origin_y,
                words.cell_pitch,
                words.line_pitch,
            ];
            line(ui, words.page_number, &mut self.number);
            for (name, text) in names.into_iter().zip(&mut self.lengths) {
                line(ui, name, text);
            }
            let names = [words.columns, words.chars_per_column, words.gap, words.lines];
            for (name, text) in names.into_iter().zip(&mut self.counts) {
                line(ui, name, text);
            }
            let command = self.command(desk.edition(), desk.language);
            let fault = command.as_ref().err().cloned().unwrap_or_default();
            ui.label(RichText::new(fault).size(size::SMALL).color(Tokens::of(ui).error));
            match foot(ui, words.cancel, words.done, command.is_ok()) {
                Pressed::Primary => {
                    let label = words.page_settings.to_owned();
                    let ask = |command| Ask::Edit { label, command, part: PartOf::Whole };
                    asks.extend(command.ok().flatten().map(ask));
                    over = true;
                }
                Pressed::Cancel => over = true,
                Pressed::Nothing => {}
            }
        });
        Goes::over_if(over || closed)
    }

    /// The preset that what is typed is.
    fn preset(&self) -> Option<Preset> {
        [Preset::Broadsheet, Preset::BroadsheetLarge, Preset::Tabloid].into_iter().find(|preset| {
            let mut like = Self {
                page: self.page,
                number: String::new(),
                lengths: Default::default(),
                counts: Default::default(),
            };
            like.set(PageSetup::preset(*preset));
            like.lengths == self.lengths && like.counts == self.counts
        })
    }
}

fn line(ui: &mut egui::Ui, name: &str, text: &mut String) {
    field_row(ui, name, |ui| {
        if let Some(new) = text_field(ui, name, Id::unique(("page-dialog", name)), text) {
            *text = new;
        }
    });
}

/// The edition's name, date and output.
#[derive(Debug)]
pub(in crate::app) struct EditionDialog {
    paper: String,
    date: String,
    issue: String,
    file_name: String,
    ppi: String,
    jpeg: bool,
    quality: String,
    standard: Standard,
}

impl EditionDialog {
    /// For the open edition.
    pub(in crate::app) fn new(desk: &Desk) -> Self {
        let edition = desk.edition();
        let (jpeg, quality) = match edition.house.output.picture_packing {
            PicturePacking::Lossless => (false, PicturePacking::QUALITY),
            PicturePacking::Jpeg { quality } => (true, quality),
        };
        Self {
            paper: edition.paper.clone(),
            date: edition.date.clone(),
            issue: edition.issue_number.map(|n| n.to_string()).unwrap_or_default(),
            file_name: edition.house.output.file_name.clone(),
            ppi: edition.house.output.picture_ppi.to_string(),
            jpeg,
            quality: quality.to_string(),
            standard: edition.house.output.standard,
        }
    }

    fn command(&self, edition: &Edition, language: Language) -> Result<Command, String> {
        let no_number = |text: &str| fill(language.words().no_number, &[&text]);
        let issue = self.issue.trim();
        let number = if issue.is_empty() { None } else { Some(issue.parse::<u32>().map_err(|_| no_number(issue))?) };
        let picture_ppi = self.ppi.trim().parse::<u16>().map_err(|_| no_number(&self.ppi))?;
        let mut output = edition.house.output.clone();
        output.standard = self.standard;
        output.picture_ppi = picture_ppi;
        output.picture_packing = if self.jpeg {
            PicturePacking::Jpeg { quality: self.quality.trim().parse().map_err(|_| no_number(&self.quality))? }
        } else {
            PicturePacking::Lossless
        };
        output.file_name.clone_from(&self.file_name);
        let commands = vec![
            Command::SetPaper { paper: self.paper.clone() },
            Command::SetDate { date: self.date.clone() },
            Command::SetIssueNumber { number },
            Command::SetOutput { output },
        ];
        let command = Command::Batch { label: String::new(), commands };
        apply(edition, command.clone()).map(|_| command).map_err(|e| e.told(language))
    }

    pub(super) fn show(&mut self, ctx: &Context, with: With<'_>, asks: &mut Vec<Ask>) -> Goes {
        let words = with.language.words();
        let Some(desk) = with.desk else { return Goes::Over };
        let mut over = false;
        let closed = modal(ctx, "edition", words.edition_settings, 440.0, |ui| {
            line(ui, words.paper, &mut self.paper);
            line(ui, words.date, &mut self.date);
            line(ui, words.issue_number, &mut self.issue);
            field_row(ui, words.standard, |ui| {
                let all = [(Standard::X1a, "PDF/X-1a:2003"), (Standard::X4, "PDF/X-4")];
                if let Some(standard) = choice(ui, words.standard, self.standard, &all) {
                    self.standard = standard;
                }
            });
            line(ui, words.file_name, &mut self.file_name);
            line(ui, words.picture_ppi, &mut self.ppi);
            field_row(ui, words.picture_packing, |ui| {
                let all = [(false, words.packing_lossless), (true, words.packing_jpeg)];
                self.jpeg = choice(ui, words.picture_packing, self.jpeg, &all).unwrap_or(self.jpeg);
            });
            if self.jpeg {
                line(ui, words.jpeg_quality, &mut self.quality);
            }
            let command = self.command(desk.edition(), desk.language);
            let fault = command.as_ref().err().cloned().unwrap_or_default();
            ui.label(RichText::new(fault).size(size::SMALL).color(Tokens::of(ui).error));
            match foot(ui, words.cancel, words.done, command.is_ok()) {
                Pressed::Primary => {
                    let label = words.edition_settings.to_owned();
                    asks.extend(command.map(|command| Ask::Edit { label, command, part: PartOf::Whole }));
                    over = true;
                }
                Pressed::Cancel => over = true,
                Pressed::Nothing => {}
            }
        });
        Goes::over_if(over || closed)
    }
}
