//! What is asked: which stories on which page, what must stay, and how long to look.

use std::collections::{BTreeMap, BTreeSet};

use super::group::Group;
use super::rules::{Limits, Weights};
use crate::id::{PictureId, StoryId};
use crate::model::{BlockKind, Edition, Place, StoryKind};

/// What is asked of a proposal.
#[derive(Clone, PartialEq, Debug)]
pub struct Request {
    /// The page to make up.
    pub page: u16,
    /// The stories for it, the most important first; empty: those on the page and those on none.
    pub stories: Vec<StoryId>,
    /// Stories to leave out on purpose.
    pub without: BTreeSet<StoryId>,
    /// Pictures of stories; a story that is not named here keeps those it has on the page, or gets by its captions.
    pub pictures: BTreeMap<StoryId, Vec<PictureId>>,
    /// Stories that stand under a section head in one box; empty: as the page has them.
    pub groups: Vec<Group>,
    /// Where a story must stand: the middle of its module lies in this place.
    pub pins: BTreeMap<StoryId, Place>,
    /// What of the page stays.
    pub keep: Keep,
    /// Only this part of the page is made up: a hole.
    pub area: Option<Place>,
    /// How many proposals.
    pub count: usize,
    /// Seed of the sampling: the same seed gives the same proposals.
    pub seed: u64,
    /// How many pages are drawn and scored at most.
    pub pages: usize,
    /// Hard limits.
    pub limits: Limits,
    /// Weights of the score.
    pub weights: Weights,
}

/// What of the page stays as it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Keep {
    /// Locked blocks, advertisements and other pictures and frames, stories that are not asked for.
    #[default]
    Fixed,
    /// Everything that stands there.
    Placed,
}

impl Request {
    /// Proposals for a page with everything as usual: six of them, 3,000 pages drawn.
    #[must_use]
    pub fn new(page: u16) -> Self {
        Self {
            page,
            stories: Vec::new(),
            without: BTreeSet::new(),
            pictures: BTreeMap::new(),
            groups: Vec::new(),
            pins: BTreeMap::new(),
            keep: Keep::Fixed,
            area: None,
            count: 6,
            seed: 1,
            pages: 3000,
            limits: Limits::default(),
            weights: Weights::default(),
        }
    }
}

impl Request {
    /// Of what stands on the page as little as possible shall move.
    pub const fn move_little(&mut self) {
        self.weights.moved = self.weights.moved.max(100.0);
    }

    /// “Fit this article here”: one story into a hole, with nothing else moved. Several proposals are several shapes of
    /// its head and pictures.
    #[must_use]
    pub fn hole(page: u16, story: StoryId, area: Place) -> Self {
        Self { stories: vec![story], area: Some(area), keep: Keep::Placed, pages: 200, ..Self::new(page) }
    }

    /// The stories this asks for, without those that are left out, in the order in which they count.
    #[must_use]
    pub fn chosen(&self, edition: &Edition) -> Vec<StoryId> {
        stories(edition, self)
    }
}

/// The stories that are asked for, without those that are left out.
pub(super) fn stories(edition: &Edition, request: &Request) -> Vec<StoryId> {
    let wanted = if request.stories.is_empty() { usual(edition, request) } else { request.stories.clone() };
    let mut seen = BTreeSet::new();
    let fits = |id: &StoryId| edition.stories.contains_key(id) && !request.without.contains(id);
    wanted.into_iter().filter(|id| fits(id) && seen.insert(id.clone())).collect()
}

/// Those on the page, unless locked or all that is placed stays, and those on no page.
fn usual(edition: &Edition, request: &Request) -> Vec<StoryId> {
    let mut placed = BTreeSet::new();
    for page in &edition.pages {
        for block in &page.blocks {
            let threaded = block.kind.next().is_some();
            let stays = page.number != request.page || block.locked || threaded || request.keep == Keep::Placed;
            match &block.kind {
                BlockKind::Article(a) if stays => placed.insert(a.story.clone()),
                BlockKind::TextFrame(f) => f.story.clone().is_some_and(|s| placed.insert(s)),
                _ => false,
            };
        }
    }
    let mut free: Vec<StoryId> = edition.stories.keys().filter(|id| !placed.contains(*id)).cloned().collect();
    // By rank, then in the order in which they came: s2 before s10.
    free.sort_by_key(|id| (edition.stories[id].rank, id.as_str().len(), id.clone()));
    free
}

/// The pictures of each story.
pub(super) fn pictures(edition: &Edition, request: &Request, stories: &[StoryId]) -> BTreeMap<StoryId, Vec<PictureId>> {
    let mut given: BTreeMap<StoryId, Vec<PictureId>> = request.pictures.clone();
    let mut used: BTreeSet<PictureId> = given.values().flatten().cloned().collect();
    for block in edition.pages.iter().flat_map(|p| &p.blocks) {
        match &block.kind {
            BlockKind::Article(a) => {
                let shown = a.pictures.iter().map(|p| p.picture.clone());
                if stories.contains(&a.story) && !given.contains_key(&a.story) && !a.pictures.is_empty() {
                    given.insert(a.story.clone(), shown.clone().collect());
                }
                used.extend(shown);
            }
            BlockKind::Picture(p) => {
                used.insert(p.picture.clone());
            }
            _ => {}
        }
    }
    let mut free: Vec<PictureId> = edition.pictures.keys().filter(|id| !used.contains(*id)).cloned().collect();
    free.sort_by_key(|id| (id.as_str().len(), id.clone()));
    let mut free = free.into_iter();
    for id in stories.iter().filter(|id| edition.pages.iter().all(|p| !shows(p, id))) {
        let story = &edition.stories[id];
        let wanted =
            if story.kind == StoryKind::PictureStory { story.captions.len().max(1) } else { story.captions.len() };
        if wanted > 0 && !given.contains_key(id) {
            given.insert(id.clone(), free.by_ref().take(wanted).collect());
        }
    }
    given.retain(|id, _| stories.contains(id));
    given
}

fn shows(page: &crate::model::Page, story: &StoryId) -> bool {
    page.blocks.iter().any(|b| matches!(&b.kind, BlockKind::Article(a) if a.story == *story))
}
