//! The history: a list of editions. No command is ever undone by another one.

use std::sync::Arc;

use super::{Command, Refusal, apply};
use crate::model::Edition;

/// Steps kept. They share what they have in common, so that a step costs what it changed.
const MOST_STEPS: usize = 1_000;

/// One step of the history.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What was done, in the editor's words.
    pub label: String,
    /// The edition after it.
    pub edition: Arc<Edition>,
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
        Self { entries: vec![Entry { label: label.into(), edition: Arc::new(edition) }], at: 0 }
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
        let next = apply(self.current(), command)?;
        self.entries.truncate(self.at + 1);
        self.entries.push(Entry { label: label.into(), edition: Arc::new(next) });
        if self.entries.len() > MOST_STEPS {
            self.entries.remove(0);
        }
        self.at = self.entries.len() - 1;
        Ok(())
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
