//! What spans pages: every page composed, and the threads that run from one to another.

mod threads;

use crate::layout::{lay_out_quickly, lay_out_with};
use crate::library::Library;
use crate::model::{Edition, Page};

pub use crate::layout::{Cache, Composed};

/// All pages of an edition, in order, each laid out with the text that runs on to it from other pages and with its jump
/// lines. Findings about threads stand with the page of the block that names the next one.
#[must_use]
pub fn compose(edition: &Edition, library: &Library) -> Vec<Composed> {
    compose_with(edition, library, &mut Cache::new())
}

/// The same with what was composed before.
#[must_use]
pub fn compose_with(edition: &Edition, library: &Library, cache: &mut Cache) -> Vec<Composed> {
    edition.pages.iter().map(|page| compose_page(page, edition, library, cache, Effort::Whole)).collect()
}

/// How much is done for a page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Effort {
    /// Everything is set, but no remedy is tried: while the editor's hand moves.
    Quick,
    /// Findings name the remedies that were tried.
    Whole,
}

/// One page of an edition.
#[must_use]
pub fn compose_page(page: &Page, edition: &Edition, library: &Library, cache: &mut Cache, effort: Effort) -> Composed {
    let mut composed = match effort {
        Effort::Quick => lay_out_quickly(page, edition, library, cache),
        Effort::Whole => lay_out_with(page, edition, library, cache),
    };
    composed.findings.extend(threads::check(edition, page));
    composed
}
