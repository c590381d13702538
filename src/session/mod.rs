//! One open edition and everything that can be done with it, without a window.

mod bring_in;
mod composed;
mod create;
mod error;
mod export;
mod pictures;
mod place;
mod proposals;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::edit::{Command, Gesture, History, Refusal};
use crate::edition::Effort;
use crate::library::Library;
use crate::model::Edition;
use crate::project::{self, ProjectError, Saved};

use composed::Composition;

pub use crate::layout::Composed;
pub use bring_in::{BroughtIn, Copy, ImportedFile, PictureBroughtIn, StoryBroughtIn};
pub use create::{NewEdition, new_edition};
pub use error::SessionError;
pub use export::{ExportRequest, Format, STOPS, stopping};
pub use proposals::{Progress, Search};

/// An open edition: its folder, its history, its faces and pictures.
#[derive(Debug)]
pub struct Session {
    folder: PathBuf,
    history: History,
    library: Arc<Library>,
    composition: Composition,
}

impl Session {
    /// Opens the edition in `folder`.
    ///
    /// # Errors
    /// [`ProjectError`] where the folder cannot be opened.
    pub fn open(folder: &Path) -> Result<Self, ProjectError> {
        let project = project::open(folder)?;
        let library = Arc::new(Library::open(Some(&project.folder)));
        let history = History::new("open", project.edition);
        Ok(Self { folder: project.folder, history, library, composition: Composition::default() })
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

    /// Carries out a whole gesture of one command as one entry of the history. A gesture in hand is ended first.
    ///
    /// # Errors
    /// The command's [`Refusal`]; nothing has changed then.
    pub fn apply(&mut self, label: impl Into<String>, command: Command) -> Result<(), Refusal> {
        self.history.apply(label, command).map(drop)
    }

    /// Begins a gesture of many commands that becomes one entry of the history; one still in hand is ended first.
    pub fn begin(&mut self, label: impl Into<String>) -> Gesture {
        self.history.begin(label)
    }

    /// One more command of the gesture, on top of what it did so far: typing, nudging.
    ///
    /// # Errors
    /// The command's [`Refusal`], or [`Refusal::GestureOver`]; the gesture stands where it stood.
    pub fn extend(&mut self, gesture: Gesture, command: Command) -> Result<(), Refusal> {
        self.history.extend(gesture, command)
    }

    /// The gesture anew from where it began: dragging, where each position replaces the one before.
    ///
    /// # Errors
    /// The command's [`Refusal`], or [`Refusal::GestureOver`]; the gesture stands where it stood.
    pub fn renew(&mut self, gesture: Gesture, command: Command) -> Result<(), Refusal> {
        self.history.renew(gesture, command)
    }

    /// Gives the gesture another label, such as one that says how far.
    pub fn relabel(&mut self, gesture: Gesture, label: impl Into<String>) {
        self.history.relabel(gesture, label);
    }

    /// Ends the gesture as one entry of the history; false where it is over already or came to nothing.
    pub fn commit(&mut self, gesture: Gesture) -> bool {
        self.history.commit(gesture).is_some()
    }

    /// Takes the gesture back: everything is as it was before it. False where it is over already.
    pub fn abort(&mut self, gesture: Gesture) -> bool {
        self.history.abort(gesture)
    }

    /// One step back; false at the beginning. A gesture in hand is ended first and is then the step taken back.
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
    }
}

#[cfg(test)]
mod tests;
