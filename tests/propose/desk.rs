//! The sample edition and the faces.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use banxin::edit::{self, Command};
use banxin::id::{BlockId, StoryId};
use banxin::layout::{Fit, lay_out};
use banxin::library::Library;
use banxin::model::{Article, Block, BlockKind, Edition};
use banxin::project;

pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

pub(crate) fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library::of_folder(&folder("fonts")))
}

/// The sample as its editors made it up: page 3, eight stories, three photographs.
pub(crate) fn sample() -> Edition {
    project::open(&folder("samples/heze")).unwrap().edition
}

pub(crate) fn block(id: &str) -> BlockId {
    BlockId::new(id).unwrap()
}

pub(crate) fn story(id: &str) -> StoryId {
    StoryId::new(id).unwrap()
}

/// The edition with an article changed.
pub(crate) fn changed(edition: &Edition, id: &str, change: impl FnOnce(&mut Article)) -> Edition {
    let (_, old) = edition.block(&block(id)).unwrap();
    let mut new = Block::clone(old);
    let BlockKind::Article(article) = &mut new.kind else { panic!("{id} is no article") };
    change(article);
    edit::apply(edition, Command::ReplaceBlock { block: Box::new(new) }).unwrap()
}

/// How an article fits.
pub(crate) fn fit(edition: &Edition, id: &BlockId) -> Fit {
    let page: &Arc<_> = edition.block(id).unwrap().0;
    lay_out(page, edition, library()).fits.into_iter().find(|f| f.block == *id).unwrap()
}
