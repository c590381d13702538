//! 转文: which blocks a story runs through, and its text set in all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::balance;
use super::copy::{self, Piece};
use super::flow::Flowed;
use super::jump::{self, Jump};
use super::module::{self, Module};
use super::resolve::Desk;
use super::slots::Slot;
use crate::compose::Direction;
use crate::id::{BlockId, StoryId};
use crate::model::{Block, BlockKind, Edition, Page, Story};

/// A story and the blocks it runs through, in order.
#[derive(Clone, Debug)]
pub(super) struct Thread<'a> {
    pub(super) id: &'a StoryId,
    pub(super) story: &'a Story,
    pub(super) frames: Vec<Frame<'a>>,
    pub(super) direction: Direction,
}

/// A block of a thread and its page.
#[derive(Clone, Debug)]
pub(super) struct Frame<'a> {
    pub(super) page: &'a Page,
    pub(super) block: Arc<Block>,
}

/// A thread set.
#[derive(Debug)]
pub(super) struct Solved {
    /// A module per frame.
    pub(super) modules: Vec<Module>,
    pub(super) flowed: Flowed,
    pub(super) jumps: Vec<Jump>,
}

/// Who runs on into whom, over the whole edition. A block is entered once: the first one that names it wins.
#[derive(Debug)]
pub(super) struct Threads<'a> {
    edition: &'a Edition,
    page: &'a Page,
    sources: BTreeMap<&'a BlockId, &'a BlockId>,
}

/// The story a block names itself.
pub(super) fn story_of(kind: &BlockKind) -> Option<&StoryId> {
    match kind {
        BlockKind::Article(article) => Some(&article.story),
        BlockKind::TextFrame(frame) => frame.story.as_ref(),
        BlockKind::Picture(_)
        | BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => None,
    }
}

impl<'a> Threads<'a> {
    /// The threads of an edition in which `page` stands in for its page of that number.
    pub(super) fn of(edition: &'a Edition, page: &'a Page) -> Self {
        let mut threads = Self { edition, page, sources: BTreeMap::new() };
        let blocks = threads.pages().flat_map(|p| p.blocks.iter()).collect::<Vec<_>>();
        for block in blocks {
            let Some(next) = block.kind.next() else { continue };
            let carries = threads.frame(next).is_some_and(|f| joins(&block.kind, &f.block.kind));
            if carries && *next != block.id {
                threads.sources.entry(next).or_insert(&block.id);
            }
        }
        threads
    }

    fn pages(&self) -> impl Iterator<Item = &'a Page> + use<'a> {
        let page = self.page;
        let others = self.edition.pages.iter().map(|p| &**p).filter(move |p| p.number != page.number);
        let before = others.clone().filter(move |p| p.number < page.number);
        let after = others.filter(move |p| p.number > page.number);
        before.chain(std::iter::once(page)).chain(after)
    }

    fn frame(&self, id: &BlockId) -> Option<Frame<'a>> {
        self.pages().find_map(|page| {
            page.blocks.iter().find(|b| b.id == *id).map(|block| Frame { page, block: Arc::clone(block) })
        })
    }

    /// The first block of the thread that `block` belongs to; none in a circle.
    pub(super) fn root(&self, block: &'a BlockId) -> Option<&'a BlockId> {
        let mut at = block;
        let mut seen = BTreeSet::from([block]);
        while let Some(before) = self.sources.get(at).copied() {
            if !seen.insert(before) {
                return None;
            }
            at = before;
        }
        Some(at)
    }

    /// The thread that begins at `root`; none where the root has no story or the story does not exist.
    pub(super) fn thread(&self, root: &BlockId) -> Option<Thread<'a>> {
        let first = self.frame(root)?;
        let named = story_of(&first.block.kind)?.clone();
        let (id, story) = self.edition.stories.get_key_value(&named)?;
        let vertical = matches!(&first.block.kind, BlockKind::TextFrame(f) if f.vertical);
        let direction = if vertical { Direction::Vertical } else { Direction::Horizontal };
        let mut frames = vec![first];
        while let Some(next) = frames.last().and_then(|f| self.after(f)) {
            if frames.iter().any(|f| f.block.id == next.block.id) {
                break;
            }
            frames.push(next);
        }
        Some(Thread { id, story, frames, direction })
    }

    fn after(&self, frame: &Frame<'a>) -> Option<Frame<'a>> {
        let next = frame.block.kind.next()?;
        (self.sources.get(next) == Some(&&frame.block.id)).then(|| self.frame(next)).flatten()
    }
}

/// Whether the text of `from` may run on into `to`: not into a block with another story of its own.
fn joins(from: &BlockKind, to: &BlockKind) -> bool {
    let can_hold = matches!(to, BlockKind::Article(_) | BlockKind::TextFrame(_));
    let same = match (story_of(from), story_of(to)) {
        (Some(a), Some(b)) => a == b,
        (_, None) => true,
        (None, Some(_)) => false,
    };
    can_hold && same
}

/// Sets the thread: a module per frame, and the text through all their slots.
pub(super) fn solve(desk: &mut Desk<'_>, thread: &Thread<'_>, pieces: &[Piece]) -> Solved {
    let mut modules: Vec<Module> = Vec::with_capacity(thread.frames.len());
    for frame in &thread.frames {
        modules.push(module::of(desk, frame.page, &frame.block, thread.story, thread.direction));
    }
    for (i, module) in modules.iter_mut().enumerate() {
        module.slots.iter_mut().for_each(|s| s.frame = i);
    }
    let all: Vec<Slot> = modules.iter().flat_map(|m| m.slots.iter().copied()).collect();
    let setup = thread.frames[0].page.setup;
    let mut jumps: Vec<Jump> = Vec::new();
    loop {
        let free: Vec<Slot> = all.iter().copied().filter(|s| !jumps.iter().any(|j| j.takes(s))).collect();
        let level = |frame: usize| modules.get(frame).is_some_and(|m| m.balance);
        let flowed = balance::flow(desk, setup, pieces, &free, &level);
        let needed = jump::needed(&thread.frames, &modules, &flowed);
        if needed.len() <= jumps.len() {
            return Solved { modules, flowed, jumps };
        }
        jumps = needed;
    }
}

/// The running text of a thread.
pub(super) fn pieces(desk: &mut Desk<'_>, thread: &Thread<'_>) -> Vec<Piece> {
    copy::of(desk, thread.story, thread.direction)
}
