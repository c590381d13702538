//! 下转、上接: where a story leaves a page for another, a line at the end of the one and at the start of the other.

use super::flow::Flowed;
use super::module::Module;
use super::resolve::Desk;
use super::set::SetLine;
use super::slots::Slot;
use super::thread::Frame;
use crate::compose::Direction;
use crate::id::Part;

/// A jump line: the slot it takes from the text and what it says.
#[derive(Clone, Debug)]
pub(super) struct Jump {
    pub(super) slot: Slot,
    pub(super) text: String,
}

impl Jump {
    pub(super) fn takes(&self, slot: &Slot) -> bool {
        self.slot == *slot
    }
}

/// The jump lines a thread needs: two for every page boundary that its text crosses.
pub(super) fn needed(frames: &[Frame<'_>], modules: &[Module], flowed: &Flowed) -> Vec<Jump> {
    let reached = if flowed.over_lines > 0 { frames.len() } else { flowed.placed.last().map_or(0, |p| p.frame) };
    let mut jumps = Vec::new();
    for (i, pair) in frames.windows(2).enumerate().take(reached) {
        let (from, to) = (pair[0].page.number, pair[1].page.number);
        if from == to {
            continue;
        }
        let ends = (modules[i].slots.last(), modules[i + 1].slots.first());
        let free = |slot: &Slot| !jumps.iter().any(|j: &Jump| j.takes(slot));
        if let (Some(last), Some(first)) = ends
            && free(last)
        {
            jumps.push(Jump { slot: *last, text: format!("（下转{to}版）") });
            jumps.push(Jump { slot: *first, text: format!("（上接{from}版）") });
        }
    }
    jumps
}

/// The jump line in its slot; none where the house has no face for it.
pub(super) fn set(desk: &mut Desk<'_>, jump: &Jump, number: u32, direction: Direction) -> Option<SetLine> {
    let style = desk.style("jump");
    let paragraph = desk.plain(&style, &jump.text, direction)?;
    let lines = desk.compose_to(&paragraph, jump.slot.measure);
    let line = SetLine {
        part: Part::JumpLine,
        number,
        paragraph,
        lines,
        index: 0,
        at: jump.slot.at,
        area: jump.slot.area,
        under: Vec::new(),
    };
    (!line.lines.lines.is_empty()).then_some(line)
}
