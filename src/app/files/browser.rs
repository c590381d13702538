//! The window's own file dialog.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use egui::{Id, Key, Layout, Modal, RichText, ScrollArea, TextEdit};

use super::{ENDINGS, Want};
use crate::app::theme::{Icon, Tokens, size};
use crate::app::widgets::{Row, icon_button, primary_button, text_button};
use crate::app::words::Words;

/// A folder being looked at, and what was chosen in it.
#[derive(Debug)]
pub(super) struct Browser {
    folder: PathBuf,
    entries: Vec<Entry>,
    chosen: BTreeSet<PathBuf>,
    /// The path field as typed.
    typed: String,
    /// The name of a new folder.
    name: String,
    /// Why the folder cannot be read.
    fault: Option<String>,
}

#[derive(Debug)]
struct Entry {
    path: PathBuf,
    name: String,
    is_folder: bool,
    /// The folder holds an edition.
    is_edition: bool,
}

impl Browser {
    pub(super) fn new(want: &Want, at: Option<PathBuf>) -> Self {
        let given = match want {
            Want::ExportFolder(folder) => Some(folder.clone()),
            _ => None,
        };
        let home = || std::env::home_dir().unwrap_or_else(|| PathBuf::from("/"));
        let folder = at.or(given).filter(|f| f.is_dir()).or_else(|| std::env::current_dir().ok()).unwrap_or_else(home);
        let mut browser = Self {
            folder: PathBuf::new(),
            entries: Vec::new(),
            chosen: BTreeSet::new(),
            typed: String::new(),
            name: want.name().unwrap_or_default().to_owned(),
            fault: None,
        };
        browser.enter(folder, want);
        browser
    }

    fn enter(&mut self, folder: PathBuf, want: &Want) {
        self.typed = folder.display().to_string();
        self.chosen.clear();
        match read(&folder, want) {
            Ok(entries) => (self.entries, self.fault) = (entries, None),
            Err(e) => (self.entries, self.fault) = (Vec::new(), Some(e.to_string())),
        }
        self.folder = folder;
    }

    /// Shows the dialog; gives the answer when there is one, which is empty for “cancel”.
    pub(super) fn show(&mut self, ctx: &egui::Context, want: &Want, words: &Words) -> Option<Vec<PathBuf>> {
        let mut answer = None;
        let modal = Modal::new(Id::unique("file-dialog")).show(ctx, |ui| {
            ui.set_width(620.0);
            ui.heading(want.title(words));
            ui.add_space(size::SPACE);
            self.path(ui, want, words);
            ui.add_space(size::GAP);
            answer = self.list(ui, want, words);
            if want.name().is_some() {
                ui.add_space(size::SPACE);
                ui.horizontal(|ui| {
                    let label = ui.label(words.folder_name);
                    ui.add(TextEdit::singleline(&mut self.name).desired_width(f32::INFINITY)).labelled_by(label.id);
                });
            }
            ui.add_space(size::SPACE);
            answer = self.buttons(ui, want, words).or(answer.take());
        });
        if modal.should_close() { Some(Vec::new()) } else { answer }
    }

    fn path(&mut self, ui: &mut egui::Ui, want: &Want, words: &Words) {
        ui.horizontal(|ui| {
            if icon_button(ui, Icon::ArrowUp, words.parent_folder, "", false).clicked()
                && let Some(parent) = self.folder.parent().map(Path::to_owned)
            {
                self.enter(parent, want);
            }
            if icon_button(ui, Icon::House, words.home_folder, "", false).clicked()
                && let Some(home) = std::env::home_dir()
            {
                self.enter(home, want);
            }
            let field = ui.add(TextEdit::singleline(&mut self.typed).desired_width(f32::INFINITY));
            crate::app::widgets::label(&field, words.path, &self.typed);
            if field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) {
                let folder = PathBuf::from(self.typed.trim());
                self.enter(folder, want);
            }
        });
    }

    fn list(&mut self, ui: &mut egui::Ui, want: &Want, words: &Words) -> Option<Vec<PathBuf>> {
        let tokens = Tokens::of(ui);
        let (mut go, mut answer) = (None, None);
        ScrollArea::vertical().max_height(320.0).min_scrolled_height(320.0).auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if let Some(fault) = &self.fault {
                ui.label(RichText::new(fault).color(tokens.error));
            }
            for entry in &self.entries {
                let icon = match (entry.is_edition, entry.is_folder, is_picture(&entry.name)) {
                    (true, ..) => Icon::Newspaper,
                    (_, true, _) => Icon::Folder,
                    (_, _, true) => Icon::FileImage,
                    _ => Icon::FileText,
                };
                let tint = entry.is_edition.then_some(tokens.accent);
                let value = if entry.is_edition { words.an_edition } else { "" };
                let selected = self.chosen.contains(&entry.path);
                let row = Row { icon: Some(icon), tint, title: &entry.name, value, selected, ..Row::default() };
                let response = row.show(ui);
                if response.double_clicked() {
                    match entry.is_folder && !(entry.is_edition && *want == Want::Edition) {
                        true => go = Some(entry.path.clone()),
                        false => answer = Some(vec![entry.path.clone()]),
                    }
                } else if response.clicked() {
                    choose(&mut self.chosen, &entry.path, *want == Want::Files && !entry.is_folder);
                }
            }
        });
        if let Some(folder) = go {
            self.enter(folder, want);
        }
        answer
    }

    fn buttons(&mut self, ui: &mut egui::Ui, want: &Want, words: &Words) -> Option<Vec<PathBuf>> {
        let ready = self.ready(want);
        let mut answer = None;
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let label = match want {
                Want::Edition => words.open,
                Want::NewEdition(_) | Want::Sample(_) => words.create,
                Want::Files => words.choose,
                Want::ExportFolder(_) => words.choose_this_folder,
            };
            if primary_button(ui, label, ready.is_some()).clicked() {
                answer = ready;
            }
            if text_button(ui, words.cancel).clicked() {
                answer = Some(Vec::new());
            }
        });
        answer
    }

    /// What the primary button would answer with.
    fn ready(&self, want: &Want) -> Option<Vec<PathBuf>> {
        let folder = || self.chosen.first().cloned().unwrap_or_else(|| self.folder.clone());
        match want {
            Want::Edition => Some(folder()).filter(|f| f.join("edition.json").is_file()).map(|f| vec![f]),
            Want::NewEdition(_) | Want::Sample(_) => {
                let name = self.name.trim();
                let plain = !name.is_empty() && !name.contains(['/', '\\']) && name != "." && name != "..";
                let path = folder().join(name);
                (plain && !path.exists()).then(|| vec![path])
            }
            Want::Files => {
                let files: Vec<PathBuf> = self.chosen.iter().filter(|p| p.is_file()).cloned().collect();
                (!files.is_empty()).then_some(files)
            }
            Want::ExportFolder(_) => Some(vec![folder()]),
        }
    }
}

/// One entry, or one more where several may be chosen.
fn choose(chosen: &mut BTreeSet<PathBuf>, path: &Path, several: bool) {
    let was = chosen.remove(path);
    if !several {
        chosen.clear();
    }
    if !was {
        chosen.insert(path.to_owned());
    }
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default()
}

fn is_picture(name: &str) -> bool {
    !matches!(ending(name).as_str(), "txt" | "md")
}

/// What a folder holds that can be chosen: folders first, both by name; hidden ones left out.
fn read(folder: &Path, want: &Want) -> std::io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_folder = path.is_dir();
        let wanted = is_folder || (*want == Want::Files && ENDINGS.contains(&ending(&name).as_str()));
        if !wanted || name.starts_with('.') {
            continue;
        }
        let is_edition = is_folder && path.join("edition.json").is_file();
        entries.push(Entry { path, name, is_folder, is_edition });
    }
    entries.sort_by(|a, b| (!a.is_folder, &a.name).cmp(&(!b.is_folder, &b.name)));
    Ok(entries)
}
