//! The history: a list of editions. No command is ever undone by another one.

use std::sync::Arc;

use super::{Command, Refusal, apply, weight};
use crate::model::Edition;

/// What the steps of a history may take together, in bytes as [`weight::of_step`] estimates them. A step costs what it
/// changed, so that this is tens of thousands of gestures: the night ends first.
const MOST_BYTES: usize = 128 << 20;

/// One step of the history.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What was done, in the editor's words.
    pub label: String,
    /// The edition after it.
    pub edition: Arc<Edition>,
    /// What it adds to the memory the step before it takes.
    bytes: usize,
    /// Which step it is, counted from the beginning; never given twice.
    serial: u64,
}

impl Entry {
    /// A number that no other entry of this history has or will have.
    #[must_use]
    pub const fn serial(&self) -> u64 {
        self.serial
    }
}

/// A gesture in hand: what belongs to it becomes one entry. Whoever begins one ends it; nothing is inferred from time or
/// from the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Gesture(u64);

/// What a finished gesture did: the commands in their order, for the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Its label.
    pub label: String,
    /// Its commands. Carried out on the edition before the gesture they give the one after it.
    pub commands: Vec<Command>,
}

#[derive(Debug, Clone)]
struct Open {
    gesture: Gesture,
    edition: Arc<Edition>,
    step: Step,
}

/// The states of an edition in the order in which they came about. One gesture is one entry.
///
/// A drag or a stretch of typing is many commands and one entry: [`begin`](Self::begin) it, [`extend`](Self::extend) it
/// by what comes on top or [`renew`](Self::renew) it from its beginning, then [`commit`](Self::commit) or
/// [`abort`](Self::abort). Until then its edition is current and the entries are as they were.
#[derive(Debug, Clone)]
pub struct History {
    entries: Vec<Entry>,
    at: usize,
    open: Option<Open>,
    /// Serial of the next entry or gesture.
    next: u64,
    /// What all entries but the first take.
    bytes: usize,
    most_bytes: usize,
}

impl History {
    /// A history that begins with `edition`.
    #[must_use]
    pub fn new(label: impl Into<String>, edition: Edition) -> Self {
        Self::within(MOST_BYTES, label, edition)
    }

    /// The same that forgets its oldest steps beyond so many bytes; the last one is always kept.
    #[must_use]
    pub fn within(most_bytes: usize, label: impl Into<String>, edition: Edition) -> Self {
        let first = Entry { label: label.into(), edition: Arc::new(edition), bytes: 0, serial: 0 };
        Self { entries: vec![first], at: 0, open: None, next: 1, bytes: 0, most_bytes }
    }

    /// Bounds a history that was made without bounds.
    pub fn keep_within_memory(&mut self) {
        self.most_bytes = MOST_BYTES;
        self.forget();
    }

    /// The edition as it stands, the gesture in hand included.
    #[must_use]
    pub fn current(&self) -> &Arc<Edition> {
        self.open.as_ref().map_or(&self.entries[self.at].edition, |open| &open.edition)
    }

    /// Carries out a whole gesture of one command as one entry; what had been undone is forgotten. A gesture in hand is
    /// ended first. What changes nothing leaves no entry.
    ///
    /// # Errors
    /// The command's [`Refusal`]; nothing has changed then but the end of the gesture in hand.
    pub fn apply(&mut self, label: impl Into<String>, command: Command) -> Result<Option<Step>, Refusal> {
        self.finish();
        let next = apply(self.current(), command.clone())?;
        Ok(self.push(Arc::new(next), Step { label: label.into(), commands: vec![command] }))
    }

    /// Adds a state that no command made, such as what was read anew from the disk.
    pub fn take_in(&mut self, label: impl Into<String>, edition: Edition) {
        self.finish();
        self.push(Arc::new(edition), Step { label: label.into(), commands: Vec::new() });
    }

    /// Begins a gesture; one still in hand is ended first.
    pub fn begin(&mut self, label: impl Into<String>) -> Gesture {
        self.finish();
        let gesture = Gesture(self.serial());
        let step = Step { label: label.into(), commands: Vec::new() };
        self.open = Some(Open { gesture, edition: Arc::clone(self.current()), step });
        gesture
    }

    /// The gesture in hand.
    #[must_use]
    pub fn gesture(&self) -> Option<Gesture> {
        self.open.as_ref().map(|open| open.gesture)
    }

    /// Carries out one more command of the gesture, on top of what it did so far: typing, nudging.
    ///
    /// # Errors
    /// The command's [`Refusal`], or [`Refusal::GestureOver`]; the gesture stands where it stood.
    pub fn extend(&mut self, gesture: Gesture, command: Command) -> Result<(), Refusal> {
        let open = self.in_hand(gesture)?;
        open.edition = Arc::new(apply(&open.edition, command.clone())?);
        open.step.commands.push(command);
        Ok(())
    }

    /// Carries out the gesture anew from where it began: dragging, where each position replaces the one before.
    ///
    /// # Errors
    /// The command's [`Refusal`], or [`Refusal::GestureOver`]; the gesture stands where it stood.
    pub fn renew(&mut self, gesture: Gesture, command: Command) -> Result<(), Refusal> {
        let before = Arc::clone(&self.entries[self.at].edition);
        let open = self.in_hand(gesture)?;
        open.edition = Arc::new(apply(&before, command.clone())?);
        open.step.commands = vec![command];
        Ok(())
    }

    /// Gives the gesture another label, such as one that says how far.
    pub fn relabel(&mut self, gesture: Gesture, label: impl Into<String>) {
        if let Ok(open) = self.in_hand(gesture) {
            open.step.label = label.into();
        }
    }

    /// Ends the gesture as one entry; what had been undone is forgotten. None where it is over already or came to nothing.
    pub fn commit(&mut self, gesture: Gesture) -> Option<Step> {
        self.in_hand(gesture).ok()?;
        self.finish()
    }

    /// Puts everything back as it was before the gesture; also what had been undone can be redone. False where it is over.
    pub fn abort(&mut self, gesture: Gesture) -> bool {
        let there = self.in_hand(gesture).is_ok();
        if there {
            self.open = None;
        }
        there
    }

    /// Ends whatever gesture is in hand.
    pub fn finish(&mut self) -> Option<Step> {
        let open = self.open.take()?;
        self.push(open.edition, open.step)
    }

    /// One step back; false at the beginning. A gesture in hand is ended first and is then the step taken back.
    pub fn undo(&mut self) -> bool {
        self.finish();
        let possible = self.at > 0;
        self.at -= usize::from(possible);
        possible
    }

    /// One step forward again; false at the end.
    pub fn redo(&mut self) -> bool {
        self.finish();
        let possible = self.at + 1 < self.entries.len();
        self.at += usize::from(possible);
        possible
    }

    /// To entry `index`; false where there is none.
    pub fn jump(&mut self, index: usize) -> bool {
        self.finish();
        let possible = index < self.entries.len();
        if possible {
            self.at = index;
        }
        possible
    }

    /// All entries, also those undone, and which is current. The gesture in hand is not among them yet.
    #[must_use]
    pub fn entries(&self) -> (&[Entry], usize) {
        (&self.entries, self.at)
    }

    /// What the steps take, as an estimate in bytes.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.bytes
    }

    fn in_hand(&mut self, gesture: Gesture) -> Result<&mut Open, Refusal> {
        self.open.as_mut().filter(|open| open.gesture == gesture).ok_or(Refusal::GestureOver)
    }

    fn serial(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }

    fn push(&mut self, edition: Arc<Edition>, step: Step) -> Option<Step> {
        let before = &self.entries[self.at].edition;
        if before.is_same(&edition) {
            return None;
        }
        let bytes = weight::of_step(before, &edition);
        let serial = self.serial();
        let undone: usize = self.entries.drain(self.at + 1..).map(|e| e.bytes).sum();
        self.entries.push(Entry { label: step.label.clone(), edition, bytes, serial });
        self.bytes = self.bytes + bytes - undone;
        self.at = self.entries.len() - 1;
        self.forget();
        Some(step)
    }

    /// Forgets the oldest steps that there is no room for; the step before the current one always stays.
    fn forget(&mut self) {
        let mut forgotten = 0;
        while self.bytes > self.most_bytes && forgotten + 1 < self.at {
            forgotten += 1;
            self.bytes -= self.entries[forgotten].bytes;
        }
        self.entries.drain(..forgotten);
        self.at -= forgotten;
    }
}
