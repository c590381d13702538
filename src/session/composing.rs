//! From the edition to its composed pages: the one place where the layout is called.
//!
//! The layout is not in this tree yet, so that pages come out as blank paper of the right size; this file is all that
//! changes when it comes.

use crate::display::Sheet;
use crate::finding::Finding;
use crate::library::Library;
use crate::model::Edition;

/// A page as it will be printed, and what there is to say about it.
#[derive(Debug, Clone, Default)]
pub struct Composed {
    /// What will be inked.
    pub sheet: Sheet,
    /// What an editor should know.
    pub findings: Vec<Finding>,
}

/// Every page of the edition, in order.
pub(super) fn compose(edition: &Edition, _library: &Library) -> Vec<Composed> {
    let blank = |page: &crate::model::Page| Sheet { page: page.number, size: page.setup.size, items: Vec::new() };
    edition.pages.iter().map(|p| Composed { sheet: blank(p), findings: Vec::new() }).collect()
}
