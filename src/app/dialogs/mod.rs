//! The dialogs: what needs an answer before anything else goes on.

mod about;
mod changed;
mod command;
mod export;
mod import;
mod leave;
mod page;
mod palette;
mod propose;
mod recover;
mod settings;
mod sheet;

use egui::{Context, Id, Layout, Modal, Ui};

use super::desk::{After, Ask, Desk};
use super::settings::{Settings, Shortcuts};
use super::theme::size;
use super::widgets::{primary_button, text_button};
use crate::finding::Language;

pub(super) use command::CommandDialog;
pub(super) use export::ExportDialog;
pub(super) use import::ImportDialog;
pub(super) use page::{EditionDialog, PageDialog};
pub(super) use palette::Palette;
pub(super) use propose::ProposeDialog;
pub(super) use recover::InUse;

/// A dialog that is up.
#[derive(Debug)]
pub(super) enum Dialog {
    /// Save the changes before leaving?
    Leave(After),
    /// Take up unsaved work?
    Recover,
    /// Somebody has the edition open.
    InUse(InUse),
    /// Another program has written these files of the edition.
    Changed(Vec<String>),
    /// Copy and pictures.
    Import(Box<ImportDialog>),
    /// Files for the press.
    Export(ExportDialog),
    /// Pages made up by the program.
    Propose(Box<ProposeDialog>),
    /// Every action and command by name.
    Palette(Palette),
    /// All shortcuts.
    Shortcuts(String),
    /// Language, theme, size.
    Settings,
    /// A page's number, paper and grid.
    Page(PageDialog),
    /// The edition's name, date and output.
    Edition(EditionDialog),
    /// A command written as JSON.
    Command(CommandDialog),
    /// The program.
    About,
}

/// What dialogs are shown with.
#[derive(Clone, Copy)]
pub(super) struct With<'a> {
    pub(super) desk: Option<&'a Desk>,
    pub(super) shortcuts: &'a Shortcuts,
    pub(super) language: Language,
}

/// Whether a dialog goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goes {
    /// It stays up.
    On,
    /// It is over.
    Over,
}

impl Goes {
    const fn over_if(over: bool) -> Self {
        if over { Self::Over } else { Self::On }
    }
}

impl Dialog {
    /// Shows the dialog.
    pub(super) fn show(&mut self, ctx: &Context, with: With<'_>, settings: &mut Settings, asks: &mut Vec<Ask>) -> Goes {
        match self {
            Self::Leave(after) => leave::show(ctx, with, after, asks),
            Self::Recover => recover::show(ctx, with, asks),
            Self::InUse(dialog) => dialog.show(ctx, with, asks),
            Self::Changed(files) => changed::show(ctx, with, files, asks),
            Self::Import(dialog) => dialog.show(ctx, with, asks),
            Self::Export(dialog) => dialog.show(ctx, with, asks),
            Self::Propose(dialog) => dialog.show(ctx, with, asks),
            Self::Palette(palette) => palette.show(ctx, with, asks),
            Self::Shortcuts(search) => sheet::show(ctx, with, search, asks),
            Self::Settings => settings::show(ctx, with, settings),
            Self::Page(dialog) => dialog.show(ctx, with, asks),
            Self::Edition(dialog) => dialog.show(ctx, with, asks),
            Self::Command(dialog) => dialog.show(ctx, with, asks),
            Self::About => about::show(ctx, with),
        }
    }
}

/// A dialog of so many points' width; true once the editor wants it gone, by Esc or by a click beside it.
fn modal(ctx: &Context, name: &str, title: &str, width: f32, content: impl FnOnce(&mut Ui)) -> bool {
    let shown = Modal::new(Id::unique(("dialog", name))).show(ctx, |ui| {
        ui.set_width(width.min(ui.ctx().content_rect().width() - 80.0));
        if !title.is_empty() {
            ui.heading(title);
            ui.add_space(size::MARGIN);
        }
        content(ui);
    });
    shown.should_close()
}

/// What was pressed at the foot of a dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pressed {
    Nothing,
    Cancel,
    Primary,
}

/// The buttons at the foot: cancel, and the one that does it.
fn foot(ui: &mut Ui, cancel: &str, primary: &str, enabled: bool) -> Pressed {
    ui.add_space(size::MARGIN);
    let mut pressed = Pressed::Nothing;
    ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
        if primary_button(ui, primary, enabled).clicked() {
            pressed = Pressed::Primary;
        }
        if text_button(ui, cancel).clicked() {
            pressed = Pressed::Cancel;
        }
    });
    pressed
}
