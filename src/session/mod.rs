//! One open edition and everything that can be done with it, without a window.

mod bring_in;
mod create;
mod error;
mod export;
mod pictures;
mod place;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::edit::{Command, GestureId, History, Refusal};
use crate::library::Library;
use crate::model::Edition;
use crate::project::{self, ProjectError, Saved};

pub use crate::layout::Composed;
pub use bring_in::{BroughtIn, Copy, ImportedFile, PictureBroughtIn, StoryBroughtIn};
pub use create::{NewEdition, new_edition};
pub use error::SessionError;
pub use export::{ExportRequest, Format, STOPS, stopping};

/// An open edition: its folder, its history, its faces and pictures.
#[derive(Debug)]
pub struct Session {
    folder: PathBuf,
    history: History,
    library: Library,
    /// The last composition, and of which edition.
    composed: Option<(Arc<Edition>, Vec<Composed>)>,
}

impl Session {
    /// Opens the edition in `folder`.
    ///
    /// # Errors
    /// [`ProjectError`] where the folder cannot be opened.
    pub fn open(folder: &Path) -> Result<Self, ProjectError> {
        let project = project::open(folder)?;
        let library = Library::open(Some(&project.folder));
        Ok(Self { folder: project.folder, history: History::new("open", project.edition), library, composed: None })
    }

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

    /// Faces and pictures.
    #[must_use]
    pub const fn library(&self) -> &Library {
        &self.library
    }

    /// The history.
    #[must_use]
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// Carries out a gesture as one entry of the history.
    ///
    /// # Errors
    /// The command's [`Refusal`]; nothing has changed then.
    pub fn apply(&mut self, label: impl Into<String>, command: Command) -> Result<(), Refusal> {
        self.history.apply(label, command)
    }

    /// Carries out a part of a gesture that is still going on; all its parts are one entry of the history.
    ///
    /// # Errors
    /// The command's [`Refusal`]; nothing has changed then.
    pub fn apply_in(
        &mut self,
        label: impl Into<String>,
        command: Command,
        gesture: Option<GestureId>,
    ) -> Result<(), Refusal> {
        self.history.apply_in(label, command, gesture)
    }

    /// Takes back what a gesture did, if nothing was done since; false otherwise.
    pub fn cancel(&mut self, gesture: GestureId) -> bool {
        self.history.cancel(gesture)
    }

    /// One step back; false at the beginning.
    pub fn undo(&mut self) -> bool {
        self.history.undo()
    }

    /// One step forward again; false at the end.
    pub fn redo(&mut self) -> bool {
        self.history.redo()
    }

    /// To entry `index` of the history; false where there is none.
    pub fn jump(&mut self, index: usize) -> bool {
        self.history.jump(index)
    }

    /// Saves the edition into its folder.
    ///
    /// # Errors
    /// [`ProjectError`] where the system refuses; the folder then holds what it held.
    pub fn save(&self) -> Result<Saved, ProjectError> {
        project::save(self.edition(), &self.folder)
    }

    /// Every page as it will be printed, with its findings. Composed once for each state of the edition.
    pub fn composed(&mut self) -> &[Composed] {
        let edition = Arc::clone(self.history.current());
        let kept = self.composed.take().filter(|(of, _)| Arc::ptr_eq(of, &edition));
        let pages = kept.map_or_else(|| self.compose(&edition), |(_, pages)| pages);
        &self.composed.insert((edition, pages)).1
    }

    /// The pages as [`Session::composed`] last gave them; none before it was called.
    #[must_use]
    pub fn last_composed(&self) -> &[Composed] {
        self.composed.as_ref().map_or(&[], |(_, pages)| pages)
    }

    fn compose(&self, edition: &Edition) -> Vec<Composed> {
        let mut pages = crate::edition::compose(edition, &self.library);
        for page in &mut pages {
            pictures::open_pictures(edition, &self.library, page);
        }
        pages
    }
}

#[cfg(test)]
mod tests;
