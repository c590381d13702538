//! Editing: gestures, undo, redo. Each step that is finished goes into the journal at once.

use super::{Session, Unsaved};
use crate::edit::{Command, Gesture, Refusal, Step};
use crate::project::{ProjectError, journal};

impl Session {
    /// Carries out a whole gesture of one command as one entry of the history. A gesture in hand is ended first.
    ///
    /// # Errors
    /// The command's [`Refusal`]; nothing has changed then.
    pub fn apply(&mut self, label: impl Into<String>, command: Command) -> Result<(), Refusal> {
        self.finish();
        let step = self.history.apply(label, command)?;
        self.write_down(step);
        Ok(())
    }

    /// Begins a gesture of many commands that becomes one entry of the history; one still in hand is ended first. What a
    /// gesture in hand did is lost with the program: a long one, such as typing, is better ended at every sentence.
    pub fn begin(&mut self, label: impl Into<String>) -> Gesture {
        self.finish();
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
        let step = self.history.commit(gesture);
        self.write_down(step)
    }

    /// Takes the gesture back: everything is as it was before it. False where it is over already.
    pub fn abort(&mut self, gesture: Gesture) -> bool {
        self.history.abort(gesture)
    }

    /// One step back; false at the beginning. A gesture in hand is ended first and is then the step taken back.
    pub fn undo(&mut self) -> bool {
        self.finish();
        let went = self.history.undo();
        self.went(went)
    }

    /// One step forward again; false at the end.
    pub fn redo(&mut self) -> bool {
        self.finish();
        let went = self.history.redo();
        self.went(went)
    }

    /// To entry `index` of the history; false where there is none.
    pub fn jump(&mut self, index: usize) -> bool {
        self.finish();
        let went = self.history.jump(index);
        self.went(went)
    }

    /// Why the journal cannot be written, if it cannot: until it can, a crash would take what was done since. The next
    /// gesture tries again, and so does a save.
    #[must_use]
    pub fn journal_trouble(&self) -> Option<&ProjectError> {
        self.journaling.as_ref().and_then(|j| j.trouble())
    }

    /// Ends whatever gesture is in hand.
    pub(super) fn finish(&mut self) {
        let step = self.history.finish();
        self.write_down(step);
    }

    fn write_down(&mut self, step: Option<Step>) -> bool {
        let Some(step) = step else { return false };
        let aside = self.put_offer_aside();
        let (entries, at) = self.history.entries();
        match (&mut self.journaling, aside) {
            (Some(journaling), Ok(())) => journaling.gesture(step, &entries[at]),
            (Some(journaling), Err(trouble)) => journaling.miss(trouble),
            (None, _) => {}
        }
        true
    }

    fn went(&mut self, went: bool) -> bool {
        if !went {
            return false;
        }
        let aside = self.put_offer_aside();
        let (entries, at) = self.history.entries();
        match (&mut self.journaling, aside) {
            (Some(journaling), Ok(())) => journaling.went(&entries[at]),
            (Some(journaling), Err(trouble)) => journaling.miss(trouble),
            (None, _) => {}
        }
        true
    }

    /// Who edits without having answered what shall be done with unsaved work keeps it beside the new work.
    pub(super) fn put_offer_aside(&mut self) -> Result<(), ProjectError> {
        if let Some(Unsaved::Offered(recovery)) = &self.unsaved {
            let written = recovery.written();
            self.unsaved = journal::set_aside(&self.folder)?.map(|file| Unsaved::PutAside { file, written });
        }
        Ok(())
    }
}
