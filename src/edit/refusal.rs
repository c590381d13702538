//! Why a command is not carried out.

use crate::id::{BlockId, PictureId, StoryId};
use crate::model::Fault;

/// Why a command is not carried out: one sentence with a remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No page of this number.
    #[error("there is no page {0}: add it first, or name another")]
    NoPage(u16),
    /// A page of this number is there already.
    #[error("there is a page {0} already: take another number")]
    PageTaken(u16),
    /// No block of this id.
    #[error("there is no block {0}: add it first, or name another")]
    NoBlock(BlockId),
    /// A block of this id is there already.
    #[error("there is a block {0} already: take another id")]
    BlockTaken(BlockId),
    /// The block is of another kind.
    #[error("block {block} is no {wanted}: name one that is")]
    OtherKind {
        /// The block.
        block: BlockId,
        /// What the command works on.
        wanted: &'static str,
    },
    /// No story of this id.
    #[error("there is no story {0}: add it first, or name another")]
    NoStory(StoryId),
    /// A story of this id is there already.
    #[error("there is a story {0} already: take another id, or replace it")]
    StoryTaken(StoryId),
    /// The story has fewer paragraphs.
    #[error("story {story} has {count} paragraphs: {at} is beyond, they count from 0")]
    NoParagraph {
        /// The story.
        story: StoryId,
        /// What was asked for.
        at: usize,
        /// How many it has.
        count: usize,
    },
    /// The paragraph has fewer characters, or the range is turned round.
    #[error("characters {from} to {to} are not within the paragraph's {count}: name a range inside it")]
    NoCharacters {
        /// First character.
        from: usize,
        /// The one after the last.
        to: usize,
        /// How many there are.
        count: usize,
    },
    /// A position beyond the end.
    #[error("position {at} is beyond the {count} there are: they count from 0")]
    NoPosition {
        /// What was asked for.
        at: usize,
        /// How many there are.
        count: usize,
    },
    /// No picture of this id.
    #[error("there is no picture {0}: add it first, or name another")]
    NoPicture(PictureId),
    /// A picture of this id is there already.
    #[error("there is a picture {0} already: take another id, or replace it")]
    PictureTaken(PictureId),
    /// No style of this name.
    #[error("there is no style {0} to remove: name one of the house's")]
    NoStyle(String),
    /// A command of a gesture that has been ended or taken back.
    #[error("the gesture is over: begin it again")]
    GestureOver,
    /// The edition would not be sound.
    #[error("{0}")]
    Unsound(Fault),
    /// A command of a batch was refused; none was carried out.
    #[error("command {number} ({name}): {why}")]
    InBatch {
        /// Which command, from 1.
        number: usize,
        /// Its name.
        name: &'static str,
        /// Why it was refused.
        why: Box<Refusal>,
    },
}
