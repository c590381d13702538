//! The session and its folder: opened, saved, and watched for what others do to it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::composed::Composition;
use super::journaling::Journaling;
use super::plates::Plates;
use super::{Session, Unsaved, unsaved};
use crate::edit::History;
use crate::library::Library;
use crate::project::{self, Changes, Lock, ProjectError, Revision, Saved, Stamps, journal};

impl Session {
    /// Opens the edition in `folder` to read it: nothing is locked, and what is done to it goes into no journal.
    ///
    /// # Errors
    /// [`ProjectError`] where the folder cannot be opened.
    pub fn open(folder: &Path) -> Result<Self, ProjectError> {
        let (project, stamps) = project::open_stamped(folder)?;
        let library = Arc::new(Library::open(Some(&project.folder)));
        let history = History::new("open", project.edition);
        let saved = Arc::clone(history.current());
        let composition = Composition::default();
        let (inspection, lock, journaling, unsaved) = (None, None, None, None);
        let folder = project.folder;
        let plates = Plates::default();
        Ok(Self { folder, history, library, composition, inspection, plates, saved, stamps, lock, journaling, unsaved })
    }

    /// Opens the edition in `folder` to work on it: others are told that it is in use, and every finished gesture goes into
    /// its journal. [`Session::unsaved`] tells what an earlier session left there.
    ///
    /// # Errors
    /// [`ProjectError`] where the folder cannot be opened or written, or somebody else has the edition open.
    pub fn edit(folder: &Path) -> Result<Self, ProjectError> {
        if !folder.join("edition.json").exists() {
            return Err(ProjectError::NoEdition(folder.to_owned()));
        }
        Self::with_lock(folder, project::lock(folder)?)
    }

    /// The same where somebody else has it open, for an editor who knows that the other program is gone.
    ///
    /// # Errors
    /// As [`Session::edit`].
    pub fn take_over(folder: &Path) -> Result<Self, ProjectError> {
        if !folder.join("edition.json").exists() {
            return Err(ProjectError::NoEdition(folder.to_owned()));
        }
        Self::with_lock(folder, project::take_over(folder)?)
    }

    fn with_lock(folder: &Path, lock: Lock) -> Result<Self, ProjectError> {
        let mut session = Self::open(folder)?;
        let base = Revision::of(&session.saved)?;
        session.unsaved = unsaved::find(&session.folder, &session.saved, base)?;
        session.journaling = Some(Journaling::new(&session.folder, base, &session.history.entries().0[0]));
        session.lock = Some(lock);
        Ok(session)
    }

    /// For a script, which does its work and saves it or does nothing: no journal is kept.
    pub fn keep_no_journal(&mut self) {
        self.journaling = None;
    }

    /// Work that an earlier session did not save, until it is taken up or put aside.
    #[must_use]
    pub const fn unsaved(&self) -> Option<&Unsaved> {
        self.unsaved.as_ref()
    }

    /// Takes the unsaved work up: the edition is as it was then, each gesture can be undone, and it is still not saved.
    /// False where nothing is offered.
    ///
    /// # Errors
    /// [`ProjectError`] where the journal cannot be gone on with; it stays where it is.
    pub fn recover(&mut self) -> Result<bool, ProjectError> {
        let Some(Unsaved::Offered(recovery)) = &self.unsaved else { return Ok(false) };
        let (journal, from) = recovery.resume(&self.folder)?;
        let Some(Unsaved::Offered(recovery)) = self.unsaved.take() else { return Ok(false) };
        let mut history = recovery.into_history();
        let base = Revision::of(&self.saved)?;
        let (entries, at) = history.entries();
        let journaling = Journaling::new(&self.folder, base, &entries[0]).resumed(journal, from, entries, at);
        self.journaling = Some(journaling);
        history.keep_within_memory();
        self.history = history;
        Ok(true)
    }

    /// Puts the unsaved work aside and gives back where it is kept; none where nothing was offered.
    ///
    /// # Errors
    /// [`ProjectError`] where the system refuses; it is then still offered.
    pub fn leave_unsaved(&mut self) -> Result<Option<PathBuf>, ProjectError> {
        let is_offered = matches!(self.unsaved, Some(Unsaved::Offered(_)));
        let file = if is_offered { journal::set_aside(&self.folder)? } else { None };
        self.unsaved = None;
        Ok(file)
    }

    /// True where something is not saved, the gesture in hand included.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        !self.saved.is_same(self.edition())
    }

    /// Saves the edition into its folder, ending the gesture in hand. The journal ends with it.
    ///
    /// # Errors
    /// [`ProjectError`] where the system refuses, somebody else took the edition over, or its files were changed by another
    /// program; the folder then holds what it held, and the session and its journal go on.
    pub fn save(&mut self) -> Result<Saved, ProjectError> {
        self.finish();
        self.put_offer_aside()?;
        if let Some(lock) = &self.lock {
            lock.check()?;
        }
        let files = self.stamps.look().edition;
        if !files.is_empty() {
            return Err(ProjectError::ChangedOnDisk { files, folder: self.folder.clone() });
        }
        let edition = Arc::clone(self.edition());
        let revision = Revision::of(&edition)?;
        if let Some(journaling) = &mut self.journaling {
            journaling.before_save(revision);
        }
        let saved = project::save(&edition, &self.folder)?;
        self.settle(revision);
        Ok(saved)
    }

    /// Ends the session without saving: what is unsaved is not wanted. (A session that is merely dropped leaves its
    /// journal, and the next one offers it.)
    ///
    /// # Errors
    /// [`ProjectError`] where the journal cannot be removed.
    pub fn discard(self) -> Result<(), ProjectError> {
        match (&self.journaling, &self.unsaved) {
            (Some(_), None | Some(Unsaved::PutAside { .. })) => journal::remove(&self.folder),
            _ => Ok(()),
        }
    }

    /// A watch on the edition's files that a thread can look through; [`Session::disk_changes`] has the last word.
    #[must_use]
    pub fn watch(&self) -> Stamps {
        self.stamps.clone()
    }

    /// What others have changed in the folder since it was last read or saved.
    pub fn disk_changes(&mut self) -> Changes {
        self.stamps.look()
    }

    /// Takes photographs that were replaced as they are now; the pages are composed and painted anew.
    pub fn accept_photos(&mut self) {
        self.stamps.accept_photos();
        self.composition.renew();
    }

    /// Reads the edition anew, as one more entry of the history, called `label`: undo brings back what was open. Gestures
    /// that were not saved are kept aside as well, in the file given back.
    ///
    /// # Errors
    /// [`ProjectError`] where the folder cannot be opened as it is now; nothing has changed then.
    pub fn reload(&mut self, label: impl Into<String>) -> Result<Option<PathBuf>, ProjectError> {
        self.finish();
        let (project, stamps) = project::open_stamped(&self.folder)?;
        self.put_offer_aside()?;
        let revision = Revision::of(&project.edition)?;
        let aside =
            if self.journaling.is_some() && self.is_changed() { journal::set_aside(&self.folder)? } else { None };
        self.history.take_in(label, project.edition);
        self.settle(revision);
        self.stamps = stamps;
        self.composition.renew();
        Ok(aside)
    }

    /// Keeps what is open: the next save replaces what others have written.
    ///
    /// # Errors
    /// [`ProjectError`] where unsaved work of an earlier session cannot be put aside.
    pub fn keep_mine(&mut self) -> Result<(), ProjectError> {
        self.finish();
        self.put_offer_aside()?;
        let Ok((project, stamps)) = project::open_stamped(&self.folder) else {
            // What is there cannot be opened: it can still be replaced, and the journal goes on from what was read.
            self.stamps = Stamps::of(&self.folder, self.edition());
            return Ok(());
        };
        let revision = Revision::of(&project.edition)?;
        (self.saved, self.stamps) = (Arc::new(project.edition), stamps);
        let (entries, at) = self.history.entries();
        if let Some(journaling) = &mut self.journaling {
            journaling.rebased(revision, &self.saved, &entries[at]);
        }
        Ok(())
    }

    /// What is open is what is saved.
    fn settle(&mut self, revision: Revision) {
        self.saved = Arc::clone(self.history.current());
        self.stamps = Stamps::of(&self.folder, &self.saved);
        let (entries, at) = self.history.entries();
        if let Some(journaling) = &mut self.journaling {
            journaling.settled(revision, &entries[at]);
        }
    }
}
