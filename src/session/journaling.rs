//! The session's side of the journal: each finished gesture is written down before the next begins.
//!
//! A journal that cannot be written does not stop the editor: the session goes on and tells so, and the next record that
//! can be written again holds everything since the last one.

use std::collections::BTreeMap;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::edit::{Entry, Step};
use crate::model::Edition;
use crate::project::ProjectError;
use crate::project::Revision;
use crate::project::journal::{self, Difference, Journal, Record};

/// What the session knows of its journal.
#[derive(Debug)]
pub(super) struct Journaling {
    folder: PathBuf,
    /// The saved edition the journal goes on from.
    base: Revision,
    /// None until the first gesture: an edition that is only looked at leaves no trace.
    journal: Option<Journal>,
    /// Where in the journal an entry of the history stands, by its serial: 0 is the base.
    known: BTreeMap<u64, usize>,
    /// The state the journal has come to, and where it stands.
    last: Arc<Edition>,
    at: usize,
    /// Something is missing in the journal because it could not be written.
    is_behind: bool,
    trouble: Option<ProjectError>,
}

impl Journaling {
    /// Nothing written yet, on top of the saved edition `now`.
    pub(super) fn new(folder: &Path, base: Revision, now: &Entry) -> Self {
        Self {
            folder: folder.to_owned(),
            base,
            journal: None,
            known: BTreeMap::from([(now.serial(), 0)]),
            last: Arc::clone(&now.edition),
            at: 0,
            is_behind: false,
            trouble: None,
        }
    }

    /// Going on with a journal that was read. Its first entry stands at `from`, `entries` are what it came to.
    pub(super) fn resumed(mut self, journal: Journal, from: usize, entries: &[Entry], at: usize) -> Self {
        self.journal = Some(journal);
        self.known = entries.iter().zip(from..).map(|(e, place)| (e.serial(), place)).collect();
        (self.last, self.at) = (Arc::clone(&entries[at].edition), from + at);
        self
    }

    /// Why the journal is not up to date, if it is not.
    pub(super) const fn trouble(&self) -> Option<&ProjectError> {
        self.trouble.as_ref()
    }

    /// What has just been done cannot be written.
    pub(super) fn miss(&mut self, trouble: ProjectError) {
        (self.is_behind, self.trouble) = (true, Some(trouble));
    }

    /// A gesture was finished, and `now` is its entry.
    pub(super) fn gesture(&mut self, step: Step, now: &Entry) {
        if self.is_behind {
            return self.state(now);
        }
        let Step { label, commands } = step;
        self.advance(&Record::Gesture { label, commands }, now);
    }

    /// The editor went to `now`.
    pub(super) fn went(&mut self, now: &Entry) {
        match self.known.get(&now.serial()).copied() {
            Some(place) if !self.is_behind && place == self.at => {}
            Some(place) if !self.is_behind => {
                if self.write(&Record::Go(place)) {
                    (self.at, self.last) = (place, Arc::clone(&now.edition));
                }
            }
            _ => self.state(now),
        }
    }

    /// The edition became `now` by something else than a gesture.
    pub(super) fn state(&mut self, now: &Entry) {
        if self.last.is_same(&now.edition) {
            // Nothing has to be written to be here again.
            self.known.insert(now.serial(), self.at);
            (self.is_behind, self.last) = (false, Arc::clone(&now.edition));
            return;
        }
        let change = Box::new(Difference::between(&self.last, &now.edition));
        self.advance(&Record::State { label: now.label.clone(), change }, now);
    }

    /// Writes a record that adds a state.
    fn advance(&mut self, record: &Record, now: &Entry) {
        if !self.write(record) {
            return;
        }
        // As in the history: what came after the state before is forgotten.
        self.known.retain(|_, place| *place <= self.at);
        self.at += 1;
        self.known.insert(now.serial(), self.at);
        self.last = Arc::clone(&now.edition);
    }

    fn write(&mut self, record: &Record) -> bool {
        let written = match &mut self.journal {
            Some(journal) => journal.append(record),
            None => Journal::begin(&self.folder, self.base, record).map(|journal| self.journal = Some(journal)),
        };
        self.is_behind = written.is_err();
        self.trouble = written.err();
        !self.is_behind
    }

    /// The state of now is about to be saved as `next`: should the program die right after the save, the journal says
    /// itself that there is nothing to recover.
    pub(super) fn before_save(&mut self, next: Revision) {
        if self.journal.is_some() && !self.is_behind {
            self.write(&Record::Saving(next.to_string()));
        }
    }

    /// `now` is saved as `base`, or was read from there: nothing is unsaved.
    pub(super) fn settled(&mut self, base: Revision, now: &Entry) {
        let fresh = Self::new(&self.folder, base, now);
        let folder = mem::replace(self, fresh).folder;
        self.trouble = journal::remove(&folder).err();
    }

    /// The saved edition has become `base`, holding `saved`, and what is open is still `now`.
    pub(super) fn rebased(&mut self, base: Revision, saved: &Arc<Edition>, now: &Entry) {
        let mut next = Self::new(&self.folder, base, now);
        (next.last, next.known) = (Arc::clone(saved), BTreeMap::new());
        // The old journal is replaced, whole, by the first record's; where nothing is unsaved there is none.
        next.state(now);
        if next.journal.is_none() && !next.is_behind {
            next.trouble = journal::remove(&self.folder).err();
        }
        *self = next;
    }
}
