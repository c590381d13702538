//! Files for the press and for others: which pages, what kind, where to; with progress, and a way to break it off.

use std::path::{Path, PathBuf};

use egui::{Context, ProgressBar, RichText, Ui};

use super::{Goes, Pressed, With, foot, modal};
use crate::app::desk::{Ask, Desk, Message};
use crate::app::files::Want;
use crate::app::theme::{Icon, Tokens, size};
use crate::app::widgets::{Row, choice, field_row, primary_button, text_button, toggle};
use crate::app::words::{Told, Words, fill};
use crate::finding::{Finding, Language, Severity};
use crate::model::Standard;
use crate::session::{BUILT_IN_NAMES, ExportRequest, Exported, Format, Profile, Progress, Running, SessionError};

/// Which pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pages {
    All,
    Current,
}

/// The dialog, from its questions to its result.
#[derive(Debug)]
pub(in crate::app) struct ExportDialog {
    format: Format,
    standard: Standard,
    pages: Pages,
    ppi: u16,
    folder: PathBuf,
    /// A built-in preflight profile; none: the edition's own.
    profile: Option<&'static str>,
    /// Export although errors stand.
    force: bool,
    state: State,
}

#[derive(Debug)]
enum State {
    Asking,
    /// Begins after the frame.
    Begins,
    Running(Running),
    Done(Result<Exported, SessionError>),
}

impl ExportDialog {
    /// With the house's settings, into `export/` beside the edition's files.
    pub(in crate::app) fn new(desk: &Desk) -> Self {
        let output = &desk.edition().house.output;
        Self {
            format: Format::Pdf,
            standard: output.standard,
            pages: Pages::All,
            ppi: output.picture_ppi,
            folder: desk.session().folder().join("export"),
            profile: None,
            force: false,
            state: State::Asking,
        }
    }

    /// Where the files go.
    pub(in crate::app) fn set_folder(&mut self, folder: PathBuf) {
        self.folder = folder;
    }

    /// Starts the export, where that was asked for in the frame.
    pub(in crate::app) fn begin(&mut self, desk: &mut Desk, ctx: &Context) {
        if !matches!(self.state, State::Begins) {
            return;
        }
        let pages = match self.pages {
            Pages::All => Vec::new(),
            Pages::Current => desk.page().map(|p| p.number).into_iter().collect(),
        };
        let request = ExportRequest {
            format: self.format,
            standard: Some(self.standard),
            pages,
            ppi: Some(self.ppi),
            profile: self.profile.and_then(Profile::built_in),
            force: self.force,
            ..ExportRequest::default()
        };
        let ctx = ctx.clone();
        self.state = match desk.session_mut().export_job(&request, &self.folder) {
            Ok(job) => State::Running(job.start(move || ctx.request_repaint())),
            Err(e) => State::Done(Err(e)),
        };
    }

    pub(super) fn show(&mut self, ctx: &Context, with: With<'_>, asks: &mut Vec<Ask>) -> Goes {
        let words = with.language.words();
        let Some(desk) = with.desk else { return Goes::Over };
        if let State::Running(running) = &mut self.state
            && let Some(result) = running.take_result()
        {
            self.state = State::Done(result);
        }
        let mut over = false;
        let closed = modal(ctx, "export", words.export, 460.0, |ui| match &self.state {
            State::Asking | State::Begins => over = self.questions(ui, desk, asks),
            State::Running(running) => over = progress(ui, running, words),
            State::Done(_) => over = self.result(ui, with.language, asks),
        });
        // A click beside the dialog does not break off an export that is running.
        Goes::over_if(over || (closed && !matches!(self.state, State::Running(_))))
    }

    fn questions(&mut self, ui: &mut Ui, desk: &Desk, asks: &mut Vec<Ask>) -> bool {
        let words = desk.words();
        field_row(ui, words.format, |ui| {
            let all = [
                (Format::Pdf, words.format_pdf),
                (Format::Png, words.format_png),
                (Format::Text, words.format_text),
                (Format::Json, words.format_map),
            ];
            if let Some(format) = choice(ui, words.format, self.format, &all) {
                self.format = format;
                self.ppi = if format == Format::Png { 150 } else { desk.edition().house.output.picture_ppi };
            }
        });
        if self.format == Format::Pdf {
            field_row(ui, words.standard, |ui| {
                let all = [(Standard::X1a, "PDF/X-1a:2003"), (Standard::X4, "PDF/X-4")];
                self.standard = choice(ui, words.standard, self.standard, &all).unwrap_or(self.standard);
            });
            let profile = desk.edition().house.output.profile.as_deref().unwrap_or(words.profile_built_in);
            field_row(ui, words.profile, |ui| ui.label(profile));
            field_row(ui, words.preflight, |ui| {
                let own = desk.edition().house.preflight.as_ref().map_or(words.preflight_default, |p| p.name.as_str());
                let mut all = vec![(None, own)];
                all.extend(BUILT_IN_NAMES.iter().map(|n| (Some(*n), *n)));
                self.profile = choice(ui, words.preflight, self.profile, &all).unwrap_or(self.profile);
            });
        }
        field_row(ui, words.pages, |ui| {
            let all = [(Pages::All, words.all_pages), (Pages::Current, words.this_page)];
            self.pages = choice(ui, words.pages, self.pages, &all).unwrap_or(self.pages);
        });
        if matches!(self.format, Format::Pdf | Format::Png) {
            field_row(ui, words.resolution, |ui| {
                let all = [(100, "100 ppi"), (150, "150 ppi"), (200, "200 ppi"), (250, "250 ppi"), (300, "300 ppi")];
                self.ppi = choice(ui, words.resolution, self.ppi, &all).unwrap_or(self.ppi);
            });
        }
        field_row(ui, words.folder, |ui| {
            let text = self.folder.display().to_string();
            if ui.add(egui::Button::new(text).truncate().min_size(egui::vec2(ui.available_width(), 0.0))).clicked() {
                asks.push(Ask::Choose(Want::ExportFolder(self.folder.clone())));
            }
        });
        self.stops(ui, desk);
        match foot(ui, words.cancel, words.do_export, true) {
            Pressed::Primary => self.state = State::Begins,
            Pressed::Cancel => return true,
            Pressed::Nothing => {}
        }
        false
    }

    /// What would keep pages from the press by the edition's own profile, said before it does.
    fn stops(&mut self, ui: &mut Ui, desk: &Desk) {
        let (words, tokens) = (desk.words(), Tokens::of(ui));
        let Some(report) = desk.report().filter(|_| self.format == Format::Pdf && self.profile.is_none()) else {
            return;
        };
        let chosen = |page: usize| self.pages == Pages::All || page == desk.view.page;
        let pages = desk.edition().pages.iter().enumerate().filter(|(i, _)| chosen(*i));
        let count: usize = pages.map(|(_, p)| report.stops(p.number).count()).sum();
        if count > 0 {
            ui.add_space(size::SPACE);
            ui.label(RichText::new(fill(words.stopped, &[&count])).color(tokens.error));
            self.force = toggle(ui, words.force, self.force).unwrap_or(self.force);
        }
    }

    fn result(&mut self, ui: &mut Ui, language: Language, asks: &mut Vec<Ask>) -> bool {
        let words = language.words();
        let State::Done(result) = &self.state else { return false };
        match result {
            Ok(exported) => done(ui, language, exported, &self.folder, asks),
            Err(SessionError::BrokenOff) => true,
            Err(e) => {
                let (over, again) = failed(ui, words, &e.told(language), asks);
                if again {
                    self.state = State::Asking;
                }
                over
            }
        }
    }
}

/// The files, each to be opened; true once the editor has seen them.
fn done(ui: &mut Ui, language: Language, exported: &Exported, folder: &Path, asks: &mut Vec<Ask>) -> bool {
    let (words, files) = (language.words(), &exported.files);
    ui.label(fill(words.exported, &[&files.len()]));
    ui.add_space(size::SPACE);
    if !exported.found.is_empty() {
        ui.label(fill(words.found_in_files, &[&exported.found.len()]));
        egui::ScrollArea::vertical().id_salt("found in files").max_height(160.0).show(ui, |ui| {
            exported.found.iter().for_each(|inspected| noted(ui, language, &inspected.finding));
        });
        ui.add_space(size::SPACE);
    }
    egui::ScrollArea::vertical().max_height(240.0).show(ui, |ui| {
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let row = Row { icon: Some(Icon::FileText), title: &name, value: words.open, ..Row::default() };
            if row.show(ui).clicked() {
                asks.push(Ask::OpenFile(file.clone()));
            }
        }
    });
    ui.add_space(size::MARGIN);
    let mut over = false;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        over = primary_button(ui, words.done, true).clicked();
        if text_button(ui, words.open_folder).clicked() {
            asks.push(Ask::OpenFile(folder.to_owned()));
        }
    });
    over
}

/// Something found in a written file, with what helps under it.
fn noted(ui: &mut Ui, language: Language, finding: &Finding) {
    let tokens = Tokens::of(ui);
    let (icon, tint) = match finding.severity {
        Severity::Error => (Icon::CircleX, tokens.error),
        Severity::Warning => (Icon::TriangleAlert, tokens.warning),
        Severity::Info => (Icon::Info, tokens.weak),
    };
    let page = finding.place.page.map(|p| fill(language.words().page_n, &[&format!("{p:02}")]));
    let note = page.unwrap_or_default();
    let title = finding.sentence.said(language);
    let row = Row { icon: Some(icon), tint: Some(tint), title, note: &note, value: finding.rule, ..Row::default() };
    let remedies: Vec<&str> = finding.remedies.iter().map(|r| r.said(language)).collect();
    row.show(ui).on_hover_text(format!("{title}\n{}", remedies.join("\n")).trim_end());
}

/// Why it did not come to files; true for over, and for once more.
fn failed(ui: &mut Ui, words: &Words, why: &str, asks: &mut Vec<Ask>) -> (bool, bool) {
    ui.label(RichText::new(why).color(Tokens::of(ui).error));
    ui.add_space(size::MARGIN);
    let (mut over, mut again) = (false, false);
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        again = primary_button(ui, words.back, true).clicked();
        if text_button(ui, words.close).clicked() {
            over = true;
            asks.push(Ask::Say(Message::error(why)));
        }
    });
    (over, again)
}

fn progress(ui: &mut Ui, running: &Running, words: &Words) -> bool {
    let (text, part) = match running.progress() {
        None => (words.export_begins.to_owned(), 0.0),
        Some(Progress::Page { page, at, of }) => {
            let part = (at as f32 - 0.5) / of.max(1) as f32;
            (fill(words.exporting, &[&format!("{page:02}"), &at, &of]), part)
        }
        Some(Progress::Writing) => (words.export_writes.to_owned(), 1.0),
    };
    ui.label(text);
    ui.add_space(size::SPACE);
    let bar = ui.add(ProgressBar::new(part).desired_height(6.0).desired_width(ui.available_width()));
    bar.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, words.export);
        info.value = Some(f64::from(part));
        info
    });
    ui.add_space(size::MARGIN);
    let mut stopped = false;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        stopped = text_button(ui, words.cancel).clicked();
    });
    if stopped {
        running.break_off();
    }
    false
}
