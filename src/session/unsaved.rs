//! Work that was never saved: a crash, a power cut, a killed program. It is found when the edition is opened, shown, and
//! taken up or put aside as the editor decides; never silently either way.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::edit::{Entry, History};
use crate::model::{Edition, check};
use crate::project::journal::{self, Found, Record};
use crate::project::{ProjectError, Revision};

/// Work found that was never saved.
#[derive(Debug)]
pub enum Unsaved {
    /// It goes on from what is saved, and can be taken up.
    Offered(Box<Recovery>),
    /// It goes on from another state of the edition than the one in the folder, such as one saved by another program
    /// since. It was put aside and not applied.
    PutAside {
        /// Where it is kept.
        file: PathBuf,
        /// When it was last written.
        written: Option<SystemTime>,
    },
}

/// Unsaved work that can be taken up.
#[derive(Debug)]
pub struct Recovery {
    found: Found,
    history: History,
    /// Place in the journal where the history begins.
    from: usize,
    /// How many records the history was made from.
    used: usize,
}

impl Recovery {
    /// The states it went through, the saved one first, and which it ended in.
    #[must_use]
    pub fn entries(&self) -> (&[Entry], usize) {
        self.history.entries()
    }

    /// Labels of the gestures that would be taken up, in their order.
    pub fn labels(&self) -> impl Iterator<Item = &str> {
        let (entries, at) = self.history.entries();
        entries[1..=at].iter().map(|e| e.label.as_str())
    }

    /// The edition as it would be.
    #[must_use]
    pub fn edition(&self) -> &Edition {
        self.history.current()
    }

    /// When the last of it was written, by the file system's clock.
    #[must_use]
    pub const fn written(&self) -> Option<SystemTime> {
        self.found.written
    }

    /// The end could not be read: a gesture was being written when the program died.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.found.broken || self.used < self.found.records.len()
    }

    /// The journal to go on with, and the place in it where the history begins. Where it has records that nobody can read
    /// a copy is kept aside first.
    pub(super) fn resume(&self, folder: &Path) -> Result<(journal::Journal, usize), ProjectError> {
        if self.found.damaged || self.used < self.found.records.len() {
            journal::copy_aside(folder)?;
        }
        Ok((self.found.resume(self.used)?, self.from))
    }

    /// The states it went through, as a history to go on with.
    pub(super) fn into_history(self) -> History {
        self.history
    }
}

/// Looks for unsaved work in the folder of the edition just opened.
pub(super) fn find(folder: &Path, edition: &Edition, revision: Revision) -> Result<Option<Unsaved>, ProjectError> {
    let Some(found) = journal::find(folder)? else { return Ok(None) };
    let Some((skipped, from)) = start(&found, revision) else {
        let written = found.written;
        return Ok(journal::set_aside(folder)?.map(|file| Unsaved::PutAside { file, written }));
    };
    let mut history = History::within(usize::MAX, "saved", edition.clone());
    let used = skipped + replay(&mut history, from, &found.records[skipped..]);
    let is_whole = used == found.records.len() && !found.damaged;
    if is_whole && history.current().is_same(edition) {
        return journal::remove(folder).map(|()| None);
    }
    Ok(Some(Unsaved::Offered(Box::new(Recovery { found, history, from, used }))))
}

/// How many records what is saved has in it already, and its place in the journal. None where the journal goes on from
/// something else.
fn start(found: &Found, revision: Revision) -> Option<(usize, usize)> {
    let saving = |r: &Record| matches!(r, Record::Saving(next) if next.parse() == Ok(revision));
    if let Some(last) = found.records.iter().rposition(saving) {
        let place = found.records[..last].iter().fold(0, |at, record| match record {
            Record::Gesture { .. } | Record::State { .. } => at + 1,
            Record::Go(place) => *place,
            Record::Saving(_) => at,
        });
        return Some((last + 1, place));
    }
    (found.base == Some(revision)).then_some((0, 0))
}

/// Carries out records on the history, whose first entry stands at `from`; gives back how many could be.
fn replay(history: &mut History, from: usize, records: &[Record]) -> usize {
    records.iter().take_while(|record| step(history, from, record)).count()
}

/// False, and nothing done, where the record does not fit: another program wrote it.
fn step(history: &mut History, from: usize, record: &Record) -> bool {
    match record {
        Record::Gesture { label, commands } => {
            let gesture = history.begin(label);
            let done = commands.iter().all(|c| history.extend(gesture, c.clone()).is_ok());
            if done { history.commit(gesture).is_some() } else { !history.abort(gesture) }
        }
        Record::Go(place) => place.checked_sub(from).is_some_and(|place| history.jump(place)),
        Record::State { label, change } => {
            let next = change.applied_to(history.current()).filter(|next| check(next).is_ok());
            next.map(|next| history.take_in(label, next)).is_some()
        }
        Record::Saving(_) => true,
    }
}
