//! The open edition at the hand: the session, and what the editor looks at, which is never in the model.
//!
//! Panels and tools read the desk and push asks. Asks are carried out after the frame, so that everything in a frame
//! shows the same state.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::actions::ActionId;
use super::files::Want;
use super::subject::with_subject;
use super::tools::Tool;
use super::tools::place::Dragged;
use super::words::Words;
use crate::edit::{COMMANDS, Command, Gesture, Refusal};
use crate::finding::{Language, Severity, Where};
use crate::geom::Point;
use crate::id::{BlockId, Part, PictureId, StoryId};
use crate::import::Repairs;
use crate::library::Library;
use crate::model::{Block, BlockKind, Edition, Page, Story};
use crate::project::ProjectError;
use crate::session::{Composed, Copy, Report, Session};

/// What a panel, a tool or a dialog wants done after the frame.
#[derive(Debug, Clone)]
pub enum Ask {
    /// A change to the edition. Asks with the same gesture are one entry of the history.
    Edit {
        /// What was done, in the editor's words: the entry's name in the history.
        label: String,
        /// The change.
        command: Command,
        /// The gesture it is part of.
        part: PartOf,
    },
    /// Ends a gesture: what it did becomes an entry of the history.
    Finish(GestureId),
    /// Takes back what a gesture did so far.
    Cancel(GestureId),
    /// Tries what would make misfits fit: the hand has rested.
    Rest,
    /// To entry n of the history.
    Jump(usize),
    /// An action of the table of actions.
    Act(ActionId),
    /// Selects blocks, and nothing else.
    Select(BTreeSet<BlockId>),
    /// Puts the caret into text, or takes it out.
    Caret(Option<Caret>),
    /// Turns to the page at this position.
    Turn(usize),
    /// To a place: its page, with its block selected and in view.
    GoTo(Where),
    /// Takes another tool.
    Take(Tool),
    /// How large the page is shown.
    Zoom(Zoom),
    /// Which point of the page is in the middle of the canvas.
    Centre(Point),
    /// What is shown beside the page itself.
    Show(Aids),
    /// Opens the story editor on a story, or closes it.
    Write(Option<StoryId>),
    /// Says something in passing.
    Say(Message),
    /// Opens an edition, to work on it.
    Open(PathBuf),
    /// Opens an edition that somebody else has open.
    OpenAs(PathBuf, OpenAs),
    /// Shows what files would bring in, and asks.
    BringIn(Vec<PathBuf>),
    /// Brings files in.
    Import {
        /// The files.
        files: Vec<Copy>,
        /// The page new stories are placed on, if any.
        page: Option<u16>,
        /// Which repairs of copy are wanted.
        repairs: Repairs,
    },
    /// Places a story in the largest free area of the current page.
    Place(StoryId),
    /// Puts a story or photograph into the hand: the next box that is drawn, or a click, places it.
    Load(Dragged),
    /// Puts blocks that were copied, written as the clipboard has them, onto the current page.
    Paste(String),
    /// Opens a file dialog.
    Choose(Want),
    /// Opens a file or folder with the program that is made for it.
    OpenFile(PathBuf),
    /// Opens the dialog in which a command is written, with an example.
    WriteCommand(String),
    /// Takes unsaved work up, or puts it aside.
    Recover(bool),
    /// Files were changed by another program: reads them anew, or keeps what is open.
    Reload(bool),
    /// Leaves the edition, saving it before or not.
    Leave {
        /// What comes then.
        after: After,
        /// Save before.
        save: bool,
    },
}

/// What comes after an edition was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum After {
    /// The program ends.
    Quit,
    /// The start screen.
    Start,
    /// Another edition.
    Open(PathBuf),
}

/// How an edition is opened that somebody else has open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenAs {
    /// To look at it: it is not saved.
    ReadOnly,
    /// To work on it: the other program is gone.
    TakeOver,
}

/// A page being dragged to another position, from this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraggedPage(pub usize);

/// A gesture as whoever makes it names it: a drag, a run of typing. From [`new_gesture`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GestureId(u64);

/// How a change stands to a gesture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartOf {
    /// It is the whole of it.
    Whole,
    /// It comes on top of what the gesture did so far: typing, nudging.
    Extend(GestureId),
    /// It takes the place of what the gesture did so far: dragging.
    Renew(GestureId),
}

impl Ask {
    /// An edit under the command's own name.
    #[must_use]
    pub fn edit(language: Language, command: Command) -> Self {
        Self::Edit { label: label_of(language, &command), command, part: PartOf::Whole }
    }

    /// The same as part of a gesture.
    #[must_use]
    pub fn edit_in(language: Language, command: Command, part: PartOf) -> Self {
        Self::Edit { label: label_of(language, &command), command, part }
    }
}

/// A command's name in the editor's language, from the table of commands.
#[must_use]
pub fn label_of(language: Language, command: &Command) -> String {
    if let Command::Batch { label, commands } = command {
        return match commands.first() {
            Some(first) if label.is_empty() => label_of(language, first),
            _ => label.clone(),
        };
    }
    let row = COMMANDS.iter().find(|c| c.name == command.name());
    row.map_or_else(|| command.name().to_owned(), |c| language.pick(c.zh, c.en).to_owned())
}

/// A gesture number that was never given out before.
#[must_use]
pub fn new_gesture() -> GestureId {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    GestureId(NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Something said in passing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// How grave.
    pub severity: Severity,
    /// What, and what to do.
    pub text: String,
    /// An action offered with it, such as undo.
    pub offer: Option<ActionId>,
}

impl Message {
    /// Worth knowing.
    #[must_use]
    pub fn info(text: impl Into<String>) -> Self {
        Self { severity: Severity::Info, text: text.into(), offer: None }
    }

    /// Something that could not be done.
    #[must_use]
    pub fn error(text: impl Into<String>) -> Self {
        Self { severity: Severity::Error, text: text.into(), offer: None }
    }
}

/// A caret or a stretch of selected text in a story. Characters are counted as `char`s from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caret {
    /// The story.
    pub story: StoryId,
    /// Which part of it; paragraphs count within the part.
    pub part: Part,
    /// Where the selection began: paragraph and character.
    pub anchor: (u32, usize),
    /// Where the caret stands: paragraph and character.
    pub at: (u32, usize),
}

/// How large the page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Zoom {
    /// The whole page, or the spread.
    #[default]
    Page,
    /// The page's full width.
    Width,
    /// In percent of the printed size, 5–1600.
    Percent(f64),
}

/// What is shown beside the page itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches of the view menu")]
pub struct Aids {
    /// Columns and gutters.
    pub grid: bool,
    /// The lines of the grid.
    pub baselines: bool,
    /// Guides.
    pub guides: bool,
    /// Rulers at the canvas's edges.
    pub rulers: bool,
    /// Two pages side by side.
    pub spread: bool,
    /// The page as printed: no aids, no outlines, no badges.
    pub preview: bool,
}

impl Default for Aids {
    fn default() -> Self {
        Self { grid: true, baselines: false, guides: true, rulers: true, spread: false, preview: false }
    }
}

/// What the editor looks at. Never in the model: undo does not move the eye.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct View {
    /// Position of the current page among the edition's pages.
    pub page: usize,
    /// The selected blocks.
    pub selection: BTreeSet<BlockId>,
    /// The caret in the page's text.
    pub caret: Option<Caret>,
    /// How large the page is shown.
    pub zoom: Zoom,
    /// The page's point in the middle of the canvas; none: the page's middle.
    pub centre: Option<Point>,
    /// The tool at the hand.
    pub tool: Tool,
    /// What is shown beside the page itself.
    pub aids: Aids,
    /// The story in the story editor.
    pub story: Option<StoryId>,
    /// A place to bring into view in the next frame; the canvas takes it.
    pub reveal: Option<Where>,
}

/// The open edition at the hand.
#[derive(Debug)]
pub struct Desk {
    session: Session,
    /// Every page as it will be printed, of the edition as it stands.
    composed: Vec<Arc<Composed>>,
    /// What preflight says, of the edition as it was when the hand last rested.
    report: Option<Arc<Report>>,
    /// The gesture in hand, by the name its maker gave it and as the session knows it.
    in_hand: Option<(GestureId, Gesture)>,
    /// Somebody else has the edition open: it is not saved from here.
    read_only: bool,
    /// What the editor looks at.
    pub view: View,
    /// The language of the window.
    pub language: Language,
}

impl Desk {
    /// Opens the edition in `folder` to work on it, and composes it.
    ///
    /// # Errors
    /// [`ProjectError`] where the folder cannot be opened, or somebody else has the edition open.
    pub fn open(folder: &Path, language: Language) -> Result<Self, ProjectError> {
        Ok(Self::with(Session::edit(folder)?, language, false))
    }

    /// Opens an edition that somebody else has open.
    ///
    /// # Errors
    /// [`ProjectError`] where the folder cannot be opened.
    pub fn open_as(folder: &Path, way: OpenAs, language: Language) -> Result<Self, ProjectError> {
        Ok(match way {
            OpenAs::ReadOnly => Self::with(Session::open(folder)?, language, true),
            OpenAs::TakeOver => Self::with(Session::take_over(folder)?, language, false),
        })
    }

    fn with(mut session: Session, language: Language, read_only: bool) -> Self {
        let composed = session.composed().to_vec();
        let report = session.report(None).ok();
        Self { session, composed, report, in_hand: None, read_only, view: View::default(), language }
    }

    /// The edition as it stands.
    #[must_use]
    pub fn edition(&self) -> &Edition {
        self.session.edition()
    }

    /// The session.
    #[must_use]
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// The session, to change it: after the frame only.
    pub(crate) const fn session_mut(&mut self) -> &mut Session {
        &mut self.session
    }

    /// Faces and pictures.
    #[must_use]
    pub fn library(&self) -> &Library {
        self.session.library()
    }

    /// The words of the window.
    #[must_use]
    pub const fn words(&self) -> &'static Words {
        self.language.words()
    }

    /// All pages as they will be printed, in the edition's order. A page that looks as before is the same pointer.
    #[must_use]
    pub fn composed(&self) -> &[Arc<Composed>] {
        &self.composed
    }

    /// What preflight says; none where the edition's own profile cannot be read.
    #[must_use]
    pub const fn report(&self) -> Option<&Arc<Report>> {
        self.report.as_ref()
    }

    /// The current page.
    #[must_use]
    pub fn page(&self) -> Option<&Arc<Page>> {
        self.edition().pages.get(self.view.page)
    }

    /// The current page as it will be printed.
    #[must_use]
    pub fn composed_page(&self) -> Option<&Arc<Composed>> {
        self.composed().get(self.view.page)
    }

    /// The selected block where exactly one is selected, with its page.
    #[must_use]
    pub fn selected(&self) -> Option<(&Arc<Page>, &Arc<Block>)> {
        let only = self.view.selection.first().filter(|_| self.view.selection.len() == 1)?;
        self.edition().block(only)
    }

    /// The story of a block, with its id.
    #[must_use]
    pub fn story_of(&self, block: &Block) -> Option<(&StoryId, &Arc<Story>)> {
        let id = match &block.kind {
            BlockKind::Article(article) => &article.story,
            BlockKind::TextFrame(frame) => frame.story.as_ref()?,
            BlockKind::Picture(_)
            | BlockKind::Rule(_)
            | BlockKind::Folio(_)
            | BlockKind::Masthead(_)
            | BlockKind::SectionHead(_)
            | BlockKind::Code(_) => return None,
        };
        self.edition().stories.get_key_value(id)
    }

    /// Stories that some block shows.
    #[must_use]
    pub fn placed_stories(&self) -> BTreeSet<&StoryId> {
        let blocks = self.edition().pages.iter().flat_map(|p| &p.blocks);
        blocks.filter_map(|b| self.story_of(b).map(|(id, _)| id)).collect()
    }

    /// Pictures that some block shows.
    #[must_use]
    pub fn placed_pictures(&self) -> BTreeSet<&PictureId> {
        let blocks = self.edition().pages.iter().flat_map(|p| &p.blocks);
        blocks.flat_map(|b| pictures_of(&b.kind)).collect()
    }

    /// True for a block whose text is over or short.
    #[must_use]
    pub fn is_misfit(&self, block: &BlockId) -> bool {
        let fits = self.composed.iter().flat_map(|c| &c.fits);
        fits.filter(|f| f.block == *block).any(|f| f.overset_chars > 0 || f.short_lines > 0)
    }

    /// True where something is not saved that could be.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        !self.read_only && self.session.is_changed()
    }

    /// True where somebody else has the edition open.
    #[must_use]
    pub const fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Carries out a change, alone or as part of a gesture. The history says what it concerns after what was done.
    ///
    /// # Errors
    /// The command's [`Refusal`]; nothing has changed then.
    pub(crate) fn edit(&mut self, label: String, command: Command, part: PartOf) -> Result<(), Refusal> {
        let (id, renews) = match part {
            PartOf::Whole => {
                self.in_hand = None;
                let label = with_subject(label, self.language, self.edition(), &command);
                return self.session.apply(label, command);
            }
            PartOf::Extend(id) => (id, false),
            PartOf::Renew(id) => (id, true),
        };
        let open = self.session.history().gesture();
        let known = self.in_hand.filter(|(name, gesture)| *name == id && Some(*gesture) == open);
        let gesture = match known {
            Some((_, gesture)) => gesture,
            None => {
                let label = with_subject(label, self.language, self.edition(), &command);
                self.session.begin(label)
            }
        };
        self.in_hand = Some((id, gesture));
        if renews { self.session.renew(gesture, command) } else { self.session.extend(gesture, command) }
    }

    /// Ends a gesture as an entry of the history.
    pub(crate) fn finish(&mut self, id: GestureId) {
        if let Some((_, gesture)) = self.in_hand.take_if(|(name, _)| *name == id) {
            self.session.commit(gesture);
        }
    }

    /// Takes a gesture back.
    pub(crate) fn cancel(&mut self, id: GestureId) {
        if let Some((_, gesture)) = self.in_hand.take_if(|(name, _)| *name == id) {
            self.session.abort(gesture);
        }
    }

    /// Ends the session without saving.
    ///
    /// # Errors
    /// [`ProjectError`] where the journal cannot be removed.
    pub(crate) fn discard(self) -> Result<(), ProjectError> {
        self.session.discard()
    }

    /// Lets preflight look again; costs nothing where nothing changed.
    fn inspect(&mut self) {
        self.report = self.session.report(None).ok();
    }

    /// The hand rests: what was put off while it moved is done.
    pub(crate) fn rest(&mut self) {
        self.session.try_remedies();
        self.inspect();
    }

    /// Composes what changed, and forgets what is no longer there.
    pub(crate) fn settle(&mut self) {
        self.composed = self.session.composed().to_vec();
        if self.session.history().gesture().is_none() {
            self.inspect();
        }
        let edition = Arc::clone(self.session.edition());
        let view = &mut self.view;
        view.page = view.page.min(edition.pages.len().saturating_sub(1));
        view.selection.retain(|id| edition.block(id).is_some());
        view.story = view.story.take().filter(|id| edition.stories.contains_key(id));
        view.caret = view.caret.take().filter(|c| edition.stories.contains_key(&c.story));
    }
}

/// The pictures a block shows.
#[must_use]
pub fn pictures_of(kind: &BlockKind) -> Vec<&PictureId> {
    match kind {
        BlockKind::Article(article) => article.pictures.iter().map(|p| &p.picture).collect(),
        BlockKind::Picture(picture) => vec![&picture.picture],
        BlockKind::TextFrame(_)
        | BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => Vec::new(),
    }
}
