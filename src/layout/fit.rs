//! How a story fits its legs, in 行 and in 字.

use super::module::Module;
use super::thread::{Solved, Thread};
use crate::geom::Length;
use crate::id::{BlockId, StoryId};

/// How the text of one block fits. All lines are column-lines: one line of one leg.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fit {
    /// The block.
    pub block: BlockId,
    /// The story that runs through it.
    pub story: StoryId,
    /// Characters that found no place; only at the last block of a thread.
    pub overset_chars: usize,
    /// Lines that found no place.
    pub overset_lines: usize,
    /// Empty lines in the block's legs.
    pub short_lines: usize,
    /// Characters that would fill them.
    pub short_chars: usize,
    /// Lines taken by running text, cross-heads, tail byline and jump lines.
    pub body_lines: usize,
    /// Lines the block's legs have.
    pub capacity_lines: usize,
}

/// The fit of frame `index`.
pub(super) fn of(thread: &Thread<'_>, solved: &Solved, index: usize, em: Length) -> Fit {
    let module = &solved.modules[index];
    let flowed = &solved.flowed;
    let text: usize = flowed.placed.iter().filter(|p| p.frame == index).map(|p| p.slots).sum();
    let jumps = solved.jumps.iter().filter(|j| j.slot.frame == index).count();
    let capacity = module.slots.len();
    let short = capacity - (text + jumps).min(capacity);
    let last = index + 1 == thread.frames.len();
    Fit {
        block: thread.frames[index].block.id.clone(),
        story: thread.id.clone(),
        overset_chars: if last { flowed.over_chars } else { 0 },
        overset_lines: if last { flowed.over_lines } else { 0 },
        short_lines: short,
        short_chars: short * chars_per_line(module, em),
        body_lines: text + jumps,
        capacity_lines: capacity,
    }
}

/// 字 in an average line of a module.
pub(super) fn chars_per_line(module: &Module, em: Length) -> usize {
    let sum: Length = module.slots.iter().map(|s| s.measure).sum();
    let lines = module.slots.len().max(1) as i64;
    usize::try_from((sum / lines).whole(em)).unwrap_or(0)
}
