//! The history: a list of editions. No command is ever undone by another one.

use std::sync::Arc;

use super::{Command, Refusal, apply};
use crate::model::Edition;

/// Steps kept. They share what they have in common, so that a step costs what it changed.
const MOST_STEPS: usize = 1_000;

/// A gesture that is still going on: a drag, a run of typing. Whoever begins it gives the number; commands with the same
/// one are one step of the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GestureId(pub u64);

/// One step of the history.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What was done, in the editor's words.
    pub label: String,
    /// The edition after it.
    pub edition: Arc<Edition>,
    /// The gesture it came from, if it may still go on.
    pub gesture: Option<GestureId>,
}

/// The states of an edition in the order in which they came about. One gesture is one entry.
#[derive(Debug, Clone)]
pub struct History {
    entries: Vec<Entry>,
    at: usize,
}

impl History {
    /// A history that begins with `edition`.
    #[must_use]
    pub fn new(label: impl Into<String>, edition: Edition) -> Self {
        Self { entries: vec![Entry { label: label.into(), edition: Arc::new(edition), gesture: None }], at: 0 }
    }

    /// The edition as it stands.
    #[must_use]
    pub fn current(&self) -> &Arc<Edition> {
        &self.entries[self.at].edition
    }

    /// Carries out a gesture as one entry; what had been undone is forgotten.
    ///
    /// # Errors
    /// The command's [`Refusal`]; the history is then unchanged.
    pub fn apply(&mut self, label: impl Into<String>, command: Command) -> Result<(), Refusal> {
        self.apply_in(label, command, None)
    }

    /// The same as a part of `gesture`: where the last step came from it too, that step takes the change up.
    ///
    /// # Errors
    /// The command's [`Refusal`]; the history is then unchanged.
    pub fn apply_in(
        &mut self,
        label: impl Into<String>,
        command: Command,
        gesture: Option<GestureId>,
    ) -> Result<(), Refusal> {
        let next = Arc::new(apply(self.current(), command)?);
        if gesture.is_some() && self.is_last(gesture) {
            self.entries[self.at].edition = next;
            return Ok(());
        }
        self.entries.truncate(self.at + 1);
        self.entries.push(Entry { label: label.into(), edition: next, gesture });
        if self.entries.len() > MOST_STEPS {
            self.entries.remove(0);
        }
        self.at = self.entries.len() - 1;
        Ok(())
    }

    /// Takes back what `gesture` did, if it is the last step: Esc during a drag. False where it is not.
    pub fn cancel(&mut self, gesture: GestureId) -> bool {
        let possible = self.at > 0 && self.is_last(Some(gesture));
        if possible {
            self.entries.pop();
            self.at -= 1;
        }
        possible
    }

    fn is_last(&self, gesture: Option<GestureId>) -> bool {
        self.at + 1 == self.entries.len() && self.entries[self.at].gesture == gesture
    }

    /// One step back; false at the beginning.
    pub fn undo(&mut self) -> bool {
        let possible = self.at > 0;
        self.at -= usize::from(possible);
        possible
    }

    /// One step forward again; false at the end.
    pub fn redo(&mut self) -> bool {
        let possible = self.at + 1 < self.entries.len();
        self.at += usize::from(possible);
        possible
    }

    /// To entry `index`; false where there is none.
    pub fn jump(&mut self, index: usize) -> bool {
        let possible = index < self.entries.len();
        if possible {
            self.at = index;
        }
        possible
    }

    /// All entries, also those undone, and which is current.
    #[must_use]
    pub fn entries(&self) -> (&[Entry], usize) {
        (&self.entries, self.at)
    }
}
