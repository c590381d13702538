//! One open edition and everything that can be done with it, without a window.

mod background;
mod bring_in;
mod composed;
mod create;
mod deliver;
mod error;
mod export;
mod folder;
mod gestures;
mod html;
mod ink;
mod inspect;
mod journaling;
mod pictures;
mod place;
mod plates;
mod proposals;
mod tones;
mod unsaved;
mod viewer;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::edit::History;
use crate::edition::Effort;
use crate::library::Library;
use crate::model::Edition;
use crate::project::{Lock, Stamps};

use composed::Composition;
use journaling::Journaling;

pub use crate::export::pdf::PdfError;
pub use crate::layout::Composed;
pub use crate::preflight::{BUILT_IN_NAMES, Fix, Inspected, Profile};
pub use background::Running;
pub use bring_in::{BroughtIn, Copy, ImportedFile, PictureBroughtIn, StoryBroughtIn};
pub use create::{NewEdition, folio, new_edition};
pub use error::SessionError;
pub use export::{ExportJob, ExportRequest, Exported, Format, Progress};
pub use ink::{HotPlace, InkReport, InkRequest, PlateInk};
pub use inspect::Report;
pub use proposals::{Search, SearchNews, Searching};
pub use unsaved::{Recovery, Unsaved};
pub use viewer::open_file;

/// An open edition: its folder, its history, its faces and pictures.
#[derive(Debug)]
pub struct Session {
    folder: PathBuf,
    history: History,
    library: Arc<Library>,
    composition: Composition,
    inspection: Option<inspect::Kept>,
    plates: plates::Plates,
    /// The edition as its folder has it.
    saved: Arc<Edition>,
    /// The files of it.
    stamps: Stamps,
    /// Both only where the edition was opened to work on it.
    lock: Option<Lock>,
    journaling: Option<Journaling>,
    unsaved: Option<Unsaved>,
}

impl Session {
    /// The edition as it stands.
    #[must_use]
    pub fn edition(&self) -> &Arc<Edition> {
        self.history.current()
    }

    /// The edition's folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Faces and pictures; shared with whatever works in the background.
    #[must_use]
    pub const fn library(&self) -> &Arc<Library> {
        &self.library
    }

    /// The history.
    #[must_use]
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// Every page as it will be printed, with its findings, in the edition's order. Composed once for each state of the
    /// edition, and of that only what an edit changed: a page that looks as before is the same pointer as before, so that
    /// `Arc::ptr_eq` tells which pages have to be painted anew. While a gesture is in hand no remedies are tried for the
    /// pages it changes, so that they keep up with it.
    pub fn composed(&mut self) -> &[Arc<Composed>] {
        let effort = if self.history.gesture().is_some() { Effort::Quick } else { Effort::Whole };
        self.composition.of(self.history.current(), &self.library, effort)
    }

    /// Whether findings lack the remedies that [`Session::try_remedies`] would give them.
    #[must_use]
    pub fn owes_remedies(&self) -> bool {
        self.composition.owes_remedies()
    }

    /// Tries the remedies that were left out while a gesture was in hand: for a moment in which the hand rests.
    pub fn try_remedies(&mut self) {
        self.composition.of(self.history.current(), &self.library, Effort::Whole);
    }

    /// Lets every page be composed and painted anew, after files it shows were replaced on the disk.
    pub fn look_again(&mut self) {
        self.composition.renew();
        self.inspection = None;
    }
}

#[cfg(test)]
mod tests;
