//! The commands as values. `docs/commands.md` shows each as JSON.

use serde::{Deserialize, Serialize};

use crate::geom::Length;
use crate::id::{BlockId, PictureId, StoryId};
use crate::ink::Intent;
use crate::model::{
    ArticlePicture, Block, BoxStyle, Byline, Caption, CharStyle, HeadSetting, Headline, LadderStep, Legs,
    OutputSettings, Page, PageSetup, Paragraph, ParagraphStyle, PictureAsset, Place, PreflightChoice, Rank, Role,
    Story, StoryKind,
};

/// One change to an edition. In JSON `do` says which: `{"do": "set-date", "date": "2026-11-24"}`.
///
/// Positions (`at`) count from 0; left out, they mean the end.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are the model's own types; each command is described in the table of commands")]
pub enum Command {
    /// Names the paper.
    SetPaper { paper: String },
    /// Sets the date of issue.
    SetDate { date: String },
    /// Sets 总第…期, or takes it away.
    SetIssueNumber {
        #[serde(default)]
        number: Option<u32>,
    },

    /// Adds a page.
    AddPage {
        page: Box<Page>,
        #[serde(default)]
        at: Option<usize>,
    },
    /// Removes a page with its blocks; the stories stay.
    RemovePage { page: u16 },
    /// Gives a page another number.
    RenumberPage { page: u16, to: u16 },
    /// Moves a page to another position.
    MovePage { page: u16, at: usize },
    /// Sets a page's paper and grid.
    SetPageSetup { page: u16, setup: PageSetup },
    /// Sets 版名.
    SetPageSection { page: u16, section: String },
    /// Prints a page in black only, or in all inks.
    SetPageMono { page: u16, mono: bool },

    /// Puts a block on a page.
    AddBlock {
        page: u16,
        block: Box<Block>,
        #[serde(default)]
        at: Option<usize>,
    },
    /// Takes a block off its page; its story stays. Whatever ran on into it runs on into what it ran on into.
    RemoveBlock { block: BlockId },
    /// Replaces the block of the same id.
    ReplaceBlock { block: Box<Block> },
    /// Moves a block, if wanted to another page.
    MoveBlock {
        block: BlockId,
        place: Place,
        #[serde(default)]
        page: Option<u16>,
    },
    /// Changes a block's position in painting and reading order.
    OrderBlock { block: BlockId, at: usize },
    /// Locks or unlocks a block.
    LockBlock { block: BlockId, locked: bool },
    /// Sets how an article's head is set.
    SetHead { block: BlockId, head: HeadSetting },
    /// Sets the legs of an article or text frame.
    SetLegs { block: BlockId, legs: Legs },
    /// Sets an article's pictures.
    SetArticlePictures { block: BlockId, pictures: Vec<ArticlePicture> },
    /// Sets border and tint of an article or text frame, or takes them away.
    SetBox {
        block: BlockId,
        #[serde(default, rename = "box")]
        boxed: Option<BoxStyle>,
    },
    /// Lets a text run on into another block, or end.
    SetThread {
        block: BlockId,
        #[serde(default)]
        next: Option<BlockId>,
    },

    /// Adds a story.
    AddStory { id: StoryId, story: Box<Story> },
    /// Replaces a story's whole copy.
    ReplaceStory { id: StoryId, story: Box<Story> },
    /// Removes a story that no block shows.
    RemoveStory { id: StoryId },
    /// Sets what kind of writing it is.
    SetStoryKind { story: StoryId, kind: StoryKind },
    /// Sets how strong it stands.
    SetStoryRank { story: StoryId, rank: Rank },
    /// Sets its 栏目.
    SetStorySection { story: StoryId, section: String },
    /// Sets 引题.
    SetKicker { story: StoryId, text: String },
    /// Sets 主题.
    SetHeadline { story: StoryId, headline: Headline },
    /// Sets 副题.
    SetDeck { story: StoryId, text: String },
    /// Sets 署名, or takes it away.
    SetByline {
        story: StoryId,
        #[serde(default)]
        byline: Option<Byline>,
    },
    /// Sets the captions.
    SetCaptions { story: StoryId, captions: Vec<Caption> },
    /// Inserts a paragraph before position `at`.
    InsertParagraph {
        story: StoryId,
        #[serde(default)]
        at: Option<usize>,
        paragraph: Paragraph,
    },
    /// Replaces a paragraph.
    SetParagraph { story: StoryId, at: usize, paragraph: Paragraph },
    /// Removes a paragraph.
    RemoveParagraph { story: StoryId, at: usize },
    /// Replaces the characters `from` to before `to` of a paragraph; the new ones take the setting they are typed into.
    EditText { story: StoryId, paragraph: usize, from: usize, to: usize, text: String },

    /// Adds a picture whose file lies in `photos/`.
    AddPicture { id: PictureId, picture: PictureAsset },
    /// Replaces what is known about a picture.
    ReplacePicture { id: PictureId, picture: PictureAsset },
    /// Removes a picture that no block shows.
    RemovePicture { id: PictureId },
    /// Sets how a picture's colours become inks.
    SetPictureIntent { picture: PictureId, intent: Intent },

    /// Sets a paragraph style, or removes it.
    SetStyle {
        name: String,
        #[serde(default)]
        style: Option<Box<ParagraphStyle>>,
    },
    /// Sets a character style, or removes it.
    SetCharStyle {
        name: String,
        #[serde(default)]
        style: Option<CharStyle>,
    },
    /// Sets the faces of a role, best first.
    SetFaces { role: Role, faces: Vec<String> },
    /// Sets the headline sizes.
    SetLadder { ladder: Vec<LadderStep> },
    /// Sets the table of 号.
    SetHao { hao: Vec<(String, Length)> },
    /// Sets how pages leave the house.
    SetOutput { output: OutputSettings },
    /// Sets the preflight profile, or goes back to the default.
    SetPreflight {
        #[serde(default)]
        profile: Option<PreflightChoice>,
    },

    /// Several commands as one: all of them or none; only the end must be sound.
    Batch {
        #[serde(default)]
        label: String,
        commands: Vec<Command>,
    },
}

impl Command {
    /// Its name, as in JSON and in the table of commands.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::SetPaper { .. } => "set-paper",
            Self::SetDate { .. } => "set-date",
            Self::SetIssueNumber { .. } => "set-issue-number",
            Self::AddPage { .. } => "add-page",
            Self::RemovePage { .. } => "remove-page",
            Self::RenumberPage { .. } => "renumber-page",
            Self::MovePage { .. } => "move-page",
            Self::SetPageSetup { .. } => "set-page-setup",
            Self::SetPageSection { .. } => "set-page-section",
            Self::SetPageMono { .. } => "set-page-mono",
            Self::AddBlock { .. } => "add-block",
            Self::RemoveBlock { .. } => "remove-block",
            Self::ReplaceBlock { .. } => "replace-block",
            Self::MoveBlock { .. } => "move-block",
            Self::OrderBlock { .. } => "order-block",
            Self::LockBlock { .. } => "lock-block",
            Self::SetHead { .. } => "set-head",
            Self::SetLegs { .. } => "set-legs",
            Self::SetArticlePictures { .. } => "set-article-pictures",
            Self::SetBox { .. } => "set-box",
            Self::SetThread { .. } => "set-thread",
            Self::AddStory { .. } => "add-story",
            Self::ReplaceStory { .. } => "replace-story",
            Self::RemoveStory { .. } => "remove-story",
            Self::SetStoryKind { .. } => "set-story-kind",
            Self::SetStoryRank { .. } => "set-story-rank",
            Self::SetStorySection { .. } => "set-story-section",
            Self::SetKicker { .. } => "set-kicker",
            Self::SetHeadline { .. } => "set-headline",
            Self::SetDeck { .. } => "set-deck",
            Self::SetByline { .. } => "set-byline",
            Self::SetCaptions { .. } => "set-captions",
            Self::InsertParagraph { .. } => "insert-paragraph",
            Self::SetParagraph { .. } => "set-paragraph",
            Self::RemoveParagraph { .. } => "remove-paragraph",
            Self::EditText { .. } => "edit-text",
            Self::AddPicture { .. } => "add-picture",
            Self::ReplacePicture { .. } => "replace-picture",
            Self::RemovePicture { .. } => "remove-picture",
            Self::SetPictureIntent { .. } => "set-picture-intent",
            Self::SetStyle { .. } => "set-style",
            Self::SetCharStyle { .. } => "set-char-style",
            Self::SetFaces { .. } => "set-faces",
            Self::SetLadder { .. } => "set-ladder",
            Self::SetHao { .. } => "set-hao",
            Self::SetOutput { .. } => "set-output",
            Self::SetPreflight { .. } => "set-preflight",
            Self::Batch { .. } => "batch",
        }
    }
}
