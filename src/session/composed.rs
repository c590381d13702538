//! The composed pages, kept: after an edit only those pages are composed again that show what it changed.
//!
//! What a page shows is known by its pointers: the page and those its text runs on to or comes from, the stories and
//! pictures they name, the house. As long as all of these are the same, so is the page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::pictures;
use crate::edition::{Cache, Composed, Effort, compose_page};
use crate::id::{BlockId, PictureId, StoryId};
use crate::library::Library;
use crate::model::{BlockKind, Edition, House, Page, PictureAsset, Story};

/// Pages for which composed paragraphs are kept. One page's can take tens of megabytes after a long drag; an editor
/// works on one or two at a time.
const MOST_CACHES: usize = 4;

/// The pages of one edition, composed.
#[derive(Debug, Default)]
pub(super) struct Composition {
    of: Option<Arc<Edition>>,
    pages: Vec<Arc<Composed>>,
    bases: Vec<Basis>,
    /// The effort spent on each page.
    efforts: Vec<Effort>,
    /// Paragraphs by page number, the page composed last at the end.
    caches: Vec<(u16, Cache)>,
    /// The next composition hands out new pointers, because pictures were replaced.
    renew: bool,
}

/// Everything a page was composed from, held so that no pointer is given to something else.
#[derive(Debug, Clone)]
struct Basis {
    paper: String,
    date: String,
    issue_number: Option<u32>,
    house: Arc<House>,
    /// The page itself comes first.
    pages: Vec<Arc<Page>>,
    stories: Vec<Arc<Story>>,
    pictures: Vec<Option<Arc<PictureAsset>>>,
}

impl Composition {
    /// The pages of `edition`, in its order, at least that effort spent on each. A page that has not changed is the same
    /// pointer as before.
    pub(super) fn of(&mut self, edition: &Arc<Edition>, library: &Library, effort: Effort) -> &[Arc<Composed>] {
        let known = self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, edition)) && !self.renew;
        if known && self.efforts.iter().all(|spent| *spent >= effort) {
            return &self.pages;
        }
        let links = Links::of(edition);
        let old: BTreeMap<u16, usize> = self.pages.iter().enumerate().map(|(i, p)| (p.sheet.page, i)).collect();
        let (mut pages, mut bases, mut efforts) = (Vec::new(), Vec::new(), Vec::new());
        for page in &edition.pages {
            let basis = Basis::of(page, edition, &links);
            let index = old.get(&page.number).copied();
            let before = index.map(|i| (&self.pages[i], &self.bases[i]));
            let spent = index.map_or(effort, |i| self.efforts[i]);
            let same = |(_, b): &(_, &Basis)| b.is_same(&basis) && spent >= effort && !self.renew;
            let kept = before.filter(same).map(|(p, _)| Arc::clone(p));
            efforts.push(if kept.is_some() { spent } else { effort });
            let composed = kept.unwrap_or_else(|| {
                let mut new = compose_page(page, edition, library, cache(&mut self.caches, page.number), effort);
                pictures::open_pictures(edition, library, &mut new);
                // What came out the same is the same: whoever shows it has nothing to do.
                let same = before.filter(|(p, _)| !self.renew && ***p == new).map(|(p, _)| Arc::clone(p));
                same.unwrap_or_else(|| Arc::new(new))
            });
            pages.push(composed);
            bases.push(basis);
        }
        self.caches.drain(..self.caches.len().saturating_sub(MOST_CACHES));
        (self.pages, self.bases, self.of, self.renew) = (pages, bases, Some(Arc::clone(edition)), false);
        self.efforts = efforts;
        &self.pages
    }

    /// The pages as they were last composed.
    #[cfg(test)]
    pub(super) fn pages(&self) -> &[Arc<Composed>] {
        &self.pages
    }

    /// Whether remedies of a page were not tried.
    pub(super) fn owes_remedies(&self) -> bool {
        self.efforts.iter().any(|spent| *spent < Effort::Whole)
    }

    /// Lets every page be composed again and get a new pointer: files it shows have changed.
    pub(super) fn renew(&mut self) {
        self.renew = true;
    }

    /// For tests of what follows from findings.
    #[cfg(test)]
    pub(super) fn page_mut(&mut self, index: usize) -> &mut Composed {
        Arc::make_mut(&mut self.pages[index])
    }
}

/// The page's cache, moved to the end.
fn cache(caches: &mut Vec<(u16, Cache)>, page: u16) -> &mut Cache {
    let at = caches.iter().position(|(of, _)| *of == page);
    let cache = at.map_or_else(|| (page, Cache::new()), |at| caches.remove(at));
    caches.push(cache);
    let last = caches.len() - 1;
    &mut caches[last].1
}

impl Basis {
    fn of(page: &Arc<Page>, edition: &Edition, links: &Links) -> Self {
        let linked = links.with(page.number);
        let others = edition.pages.iter().filter(|p| p.number != page.number && linked.contains(&p.number));
        let pages: Vec<Arc<Page>> = std::iter::once(page).chain(others).map(Arc::clone).collect();
        let (mut stories, mut pictures) = (BTreeSet::new(), BTreeSet::new());
        for kind in pages.iter().flat_map(|p| &p.blocks).map(|b| &b.kind) {
            named(kind, &mut stories, &mut pictures);
        }
        Self {
            paper: edition.paper.clone(),
            date: edition.date.clone(),
            issue_number: edition.issue_number,
            house: Arc::clone(&edition.house),
            stories: stories.into_iter().filter_map(|id| edition.stories.get(id).cloned()).collect(),
            pictures: pictures.into_iter().map(|id| edition.pictures.get(id).cloned()).collect(),
            pages,
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        fn same<T>(a: &[Arc<T>], b: &[Arc<T>]) -> bool {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| Arc::ptr_eq(a, b))
        }
        let picture = |(a, b): (&Option<Arc<PictureAsset>>, &Option<Arc<PictureAsset>>)| match (a, b) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        Arc::ptr_eq(&self.house, &other.house)
            && same(&self.pages, &other.pages)
            && same(&self.stories, &other.stories)
            && self.pictures.len() == other.pictures.len()
            && self.pictures.iter().zip(&other.pictures).all(picture)
            && (&self.paper, &self.date, self.issue_number) == (&other.paper, &other.date, other.issue_number)
    }
}

/// The stories and pictures a block names.
fn named<'a>(kind: &'a BlockKind, stories: &mut BTreeSet<&'a StoryId>, pictures: &mut BTreeSet<&'a PictureId>) {
    match kind {
        BlockKind::Article(article) => {
            stories.insert(&article.story);
            pictures.extend(article.pictures.iter().map(|p| &p.picture));
        }
        BlockKind::TextFrame(frame) => stories.extend(&frame.story),
        BlockKind::Picture(picture) => {
            pictures.insert(&picture.picture);
        }
        BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => {}
    }
}

/// Which pages hang together by threads: each page number with the group it belongs to.
struct Links(BTreeMap<u16, BTreeSet<u16>>);

impl Links {
    fn of(edition: &Edition) -> Self {
        let mut groups: BTreeMap<u16, BTreeSet<u16>> =
            edition.pages.iter().map(|p| (p.number, BTreeSet::from([p.number]))).collect();
        let stands: BTreeMap<&BlockId, u16> =
            edition.pages.iter().flat_map(|p| p.blocks.iter().map(|b| (&b.id, p.number))).collect();
        for page in &edition.pages {
            for next in page.blocks.iter().filter_map(|b| b.kind.next()) {
                let Some(to) = stands.get(next).filter(|to| **to != page.number) else { continue };
                let both = groups.get(&page.number).into_iter().chain(groups.get(to));
                let joined: BTreeSet<u16> = both.flatten().copied().collect();
                groups.extend(joined.iter().map(|n| (*n, joined.clone())));
            }
        }
        Self(groups)
    }

    fn with(&self, page: u16) -> &BTreeSet<u16> {
        static NONE: BTreeSet<u16> = BTreeSet::new();
        self.0.get(&page).unwrap_or(&NONE)
    }
}
