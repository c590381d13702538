//! The panels round the canvas.

mod findings;
mod history;
mod pages;
mod photos;
mod status;
mod stories;
mod story_editor;
mod thumbs;
mod tool_bar;

mod inspector;

use egui::{Frame, Margin, Panel, ScrollArea, Ui};

use super::canvas::CanvasStatus;
use super::desk::{Ask, Desk};
use super::settings::{PanelSettings, Shortcuts};
use super::theme::{Tokens, size};

pub(super) use pages::folios_of;
pub(super) use stories::{chars_of, kind_name, rank_name};

/// What the panels keep from frame to frame.
#[derive(Debug, Default)]
pub(super) struct Panels {
    /// All panels are hidden for the moment.
    pub(super) hidden: bool,
    thumbs: thumbs::Thumbs,
    story: story_editor::StoryEditor,
    findings: findings::Findings,
    /// The history is shown, not the findings.
    history: bool,
}

/// What panels are shown with.
#[derive(Clone, Copy)]
pub(super) struct With<'a> {
    pub(super) desk: &'a Desk,
    pub(super) canvas: &'a CanvasStatus,
    pub(super) shortcuts: &'a Shortcuts,
}

impl Panels {
    /// Forgets everything about the edition that was open.
    pub(super) fn forget(&mut self) {
        *self = Self { hidden: self.hidden, ..Self::default() };
    }

    /// Shows all panels round what is left for the canvas.
    pub(super) fn show(&mut self, ui: &mut Ui, with: With<'_>, kept: &mut PanelSettings, asks: &mut Vec<Ask>) {
        let bar = bar_frame(ui);
        Panel::bottom("status-bar").frame(bar).show(ui, |ui| status::show(ui, with, asks));
        if !self.hidden {
            Panel::left("tool-bar")
                .exact_size(size::TOOL_BAR)
                .frame(Frame::new().fill(Tokens::of(ui).panel).inner_margin(Margin::symmetric(7, 8)))
                .resizable(false)
                .show(ui, |ui| tool_bar::show(ui, with, asks));
            if kept.left {
                self.left(ui, with, kept, asks);
            }
            if kept.right {
                self.right(ui, with, kept, asks);
            }
        }
        if with.desk.view.story.is_some() {
            let panel = Panel::right("story-editor").default_size(kept.story_width).size_range(320.0..=900.0);
            let shown = panel.frame(side_frame(ui)).show(ui, |ui| self.story.show(ui, with.desk, asks));
            kept.story_width = shown.response.rect.width();
        }
    }

    fn left(&mut self, ui: &mut Ui, with: With<'_>, kept: &mut PanelSettings, asks: &mut Vec<Ask>) {
        let panel = Panel::left("left-panel").default_size(kept.left_width).size_range(200.0..=480.0);
        let shown = panel.frame(side_frame(ui)).show(ui, |ui| {
            let folded = size::ICON_BUTTON + 2.0;
            let pages = Panel::top("pages").frame(part_frame()).show_separator_line(true);
            let pages = if kept.pages {
                pages.resizable(true).default_size(kept.pages_height).size_range(120.0..=700.0)
            } else {
                pages.resizable(false).exact_size(folded)
            };
            let top = pages.show(ui, |ui| self.thumbs_panel(ui, with, &mut kept.pages, asks));
            if kept.pages {
                kept.pages_height = top.response.rect.height();
            }
            let photos = Panel::bottom("photos").frame(part_frame());
            let photos = if kept.photos {
                photos.resizable(true).default_size(kept.photos_height).size_range(100.0..=600.0)
            } else {
                photos.resizable(false).exact_size(folded)
            };
            let foot = photos.show(ui, |ui| photos::show(ui, with.desk, &mut self.thumbs, &mut kept.photos, asks));
            if kept.photos {
                kept.photos_height = foot.response.rect.height();
            }
            egui::CentralPanel::default().frame(part_frame()).show(ui, |ui| {
                stories::show(ui, with.desk, &mut kept.stories, asks);
            });
        });
        kept.left_width = shown.response.rect.width();
    }

    fn thumbs_panel(&mut self, ui: &mut Ui, with: With<'_>, open: &mut bool, asks: &mut Vec<Ask>) {
        pages::show(ui, with.desk, &mut self.thumbs, open, asks);
    }

    fn right(&mut self, ui: &mut Ui, with: With<'_>, kept: &mut PanelSettings, asks: &mut Vec<Ask>) {
        let panel = Panel::right("right-panel").default_size(kept.right_width).size_range(250.0..=520.0);
        let shown = panel.frame(side_frame(ui)).show(ui, |ui| {
            let foot = Panel::bottom("findings").frame(part_frame()).resizable(true);
            let foot = foot.default_size(kept.findings_height).size_range(90.0..=700.0);
            let foot = foot.show(ui, |ui| self.findings_or_history(ui, with, asks));
            kept.findings_height = foot.response.rect.height();
            egui::CentralPanel::default().frame(part_frame()).show(ui, |ui| {
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| inspector::show(ui, with.desk, asks));
            });
        });
        kept.right_width = shown.response.rect.width();
    }

    fn findings_or_history(&mut self, ui: &mut Ui, with: With<'_>, asks: &mut Vec<Ask>) {
        let words = with.desk.words();
        ui.horizontal(|ui| {
            for (history, name) in [(false, words.findings), (true, words.history)] {
                if ui.selectable_label(self.history == history, name).clicked() {
                    self.history = history;
                }
            }
        });
        ui.add_space(2.0);
        if self.history {
            history::show(ui, with.desk, asks);
        } else {
            self.findings.show(ui, with.desk, asks);
        }
    }
}

/// The frame of a bar.
fn bar_frame(ui: &Ui) -> Frame {
    Frame::new().fill(Tokens::of(ui).panel).inner_margin(Margin::symmetric(10, 3))
}

/// The frame of a side panel; its parts have their own margins.
fn side_frame(ui: &Ui) -> Frame {
    Frame::new().fill(Tokens::of(ui).panel)
}

/// The frame of a part of a side panel.
fn part_frame() -> Frame {
    Frame::new().inner_margin(Margin { left: 10, right: 8, top: 2, bottom: 4 })
}
