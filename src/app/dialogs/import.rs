//! Copy and pictures come in: what was recognised, what would be repaired, and which repairs are wanted.

use std::path::PathBuf;

use egui::{Context, RichText, ScrollArea, Ui};

use super::{Goes, Pressed, With, foot, modal};
use crate::app::desk::{Ask, Desk};
use crate::app::panels::{kind_name, rank_name};
use crate::app::theme::{Icon, Tokens, size};
use crate::app::widgets::{Row, toggle};
use crate::app::words::{Told, Words, fill};
use crate::finding::Language;
use crate::import::{ImportError, Imported, RepairKind, Repairs, StoryReport, import};
use crate::session::Copy;

/// Files that are about to come in.
#[derive(Debug)]
pub(in crate::app) struct ImportDialog {
    copy: Vec<(Copy, Result<Imported, ImportError>)>,
    pictures: Vec<Copy>,
    /// Files that cannot be read.
    unreadable: Vec<String>,
    repairs: Repairs,
    /// Kinds of repair that any of the files asks for.
    kinds: Vec<(RepairKind, usize)>,
    place: bool,
}

impl ImportDialog {
    /// Reads the files.
    pub(in crate::app) fn new(paths: &[PathBuf]) -> Self {
        let repairs = Repairs::all();
        let (mut copy, mut pictures, mut unreadable) = (Vec::new(), Vec::new(), Vec::new());
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let is_copy = matches!(path.extension().and_then(|e| e.to_str()), Some("txt" | "md" | "TXT" | "MD"));
            match std::fs::read(path) {
                Ok(bytes) if is_copy => {
                    let imported = import(&bytes, &name, &repairs);
                    copy.push((Copy { name, bytes }, imported));
                }
                Ok(bytes) => pictures.push(Copy { name, bytes }),
                Err(e) => unreadable.push(format!("{name}: {e}")),
            }
        }
        let kinds = kinds(&copy);
        Self { copy, pictures, unreadable, repairs, kinds, place: false }
    }

    /// The pictures, where there is nothing else and nothing to be asked.
    pub(in crate::app) fn pictures_alone(&self) -> Option<Vec<Copy>> {
        let alone = self.copy.is_empty() && self.unreadable.is_empty() && !self.pictures.is_empty();
        alone.then(|| self.pictures.clone())
    }

    pub(super) fn show(&mut self, ctx: &Context, with: With<'_>, asks: &mut Vec<Ask>) -> Goes {
        let words = with.language.words();
        let Some(desk) = with.desk else { return Goes::Over };
        let mut over = false;
        let closed = modal(ctx, "import", words.import, 640.0, |ui| {
            ScrollArea::vertical().max_height(480.0).auto_shrink([false, true]).show(ui, |ui| {
                self.found(ui, with.language);
                self.switches(ui, with.language);
                self.warnings(ui, with.language);
            });
            if let (Some(page), false) = (desk.page(), self.copy.is_empty()) {
                ui.add_space(size::SPACE);
                let name = fill(words.place_on_page, &[&format!("{:02}", page.number)]);
                if let Some(place) = toggle(ui, &name, self.place) {
                    self.place = place;
                }
            }
            let good = self.copy.iter().any(|(_, i)| i.is_ok()) || !self.pictures.is_empty();
            match foot(ui, words.cancel, words.bring_in, good) {
                Pressed::Primary => {
                    asks.push(self.ask(desk));
                    over = true;
                }
                Pressed::Cancel => over = true,
                Pressed::Nothing => {}
            }
        });
        Goes::over_if(over || closed)
    }

    fn ask(&mut self, desk: &Desk) -> Ask {
        let good = std::mem::take(&mut self.copy).into_iter().filter(|(_, i)| i.is_ok()).map(|(c, _)| c);
        let files = good.chain(std::mem::take(&mut self.pictures)).collect();
        let page = desk.page().filter(|_| self.place).map(|p| p.number);
        Ask::Import { files, page, repairs: self.repairs }
    }

    fn found(&self, ui: &mut Ui, language: Language) {
        let (words, tokens) = (language.words(), Tokens::of(ui));
        ui.spacing_mut().item_spacing.y = 1.0;
        for fault in &self.unreadable {
            ui.label(RichText::new(fault).color(tokens.error));
        }
        for (copy, imported) in &self.copy {
            ui.label(RichText::new(&copy.name).size(size::SMALL).color(tokens.weak));
            match imported {
                Err(e) => drop(ui.label(RichText::new(e.told(language)).color(tokens.error))),
                Ok(imported) => imported.report.stories.iter().for_each(|s| found_story(ui, words, s)),
            }
        }
        for picture in &self.pictures {
            let value = format!("{} kB", picture.bytes.len() / 1000);
            Row { icon: Some(Icon::FileImage), title: &picture.name, value: &value, ..Row::default() }.show(ui);
        }
    }

    /// A switch for each kind of repair that is done, or would be.
    fn switches(&mut self, ui: &mut Ui, language: Language) {
        if self.kinds.is_empty() {
            return;
        }
        heading(ui, language.words().repairs);
        let mut changed = false;
        for (kind, count) in &self.kinds {
            let name = format!("{}  × {count}", language.pick(kind.chinese(), kind.english()));
            let response = toggle(ui, &name, self.repairs.wants(*kind));
            if let Some(on) = response {
                self.repairs.set(*kind, on);
                changed = true;
            }
        }
        if changed {
            for (copy, imported) in &mut self.copy {
                *imported = import(&copy.bytes, &copy.name, &self.repairs);
            }
        }
    }

    fn warnings(&self, ui: &mut Ui, language: Language) {
        let reports = self.copy.iter().filter_map(|(_, i)| i.as_ref().ok()).map(|i| &i.report);
        let warnings: Vec<&str> = reports
            .flat_map(|r| &r.warnings)
            .map(|w| match language {
                Language::Chinese => w.chinese.as_str(),
                Language::English => w.english.as_str(),
            })
            .collect();
        if warnings.is_empty() {
            return;
        }
        heading(ui, language.words().to_look_at);
        let colour = Tokens::of(ui).warning;
        for warning in warnings.iter().take(60) {
            ui.label(RichText::new(*warning).size(size::SMALL).color(colour));
        }
    }
}

/// A story as it was recognised.
fn found_story(ui: &mut Ui, words: &Words, story: &StoryReport) {
    let title = if story.headline.is_empty() { words.no_headline } else { &story.headline };
    let note = format!("{} · {}", kind_name(words, story.kind), rank_name(words, story.rank));
    let value = fill(words.n_characters, &[&story.characters]);
    Row { icon: Some(Icon::FileText), title, note: &note, value: &value, ..Row::default() }.show(ui);
}

fn heading(ui: &mut Ui, text: &str) {
    ui.add_space(size::MARGIN);
    ui.label(RichText::new(text).size(size::SMALL).color(Tokens::of(ui).weak));
}

/// How often each kind of repair is done where all are wanted.
fn kinds(copy: &[(Copy, Result<Imported, ImportError>)]) -> Vec<(RepairKind, usize)> {
    let totals = || copy.iter().filter_map(|(_, i)| i.as_ref().ok()).flat_map(|i| &i.report.totals);
    let count = |kind| totals().filter(|t| t.kind == kind).map(|t| t.count).sum::<usize>();
    RepairKind::ALL.into_iter().map(|k| (k, count(k))).filter(|(_, n)| *n > 0).collect()
}
