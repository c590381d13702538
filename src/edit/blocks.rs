//! Changes to blocks.

use std::sync::Arc;

use super::pages::{self, position};
use super::refusal::Refusal;
use crate::id::BlockId;
use crate::model::{Article, Block, BlockKind, BoxStyle, Edition, Legs, Page, Place};

pub(super) fn add(edition: &mut Edition, page: u16, block: Box<Block>, at: Option<usize>) -> Result<(), Refusal> {
    if edition.block(&block.id).is_some() {
        return Err(Refusal::BlockTaken(block.id));
    }
    let count = edition.page(page).ok_or(Refusal::NoPage(page))?.blocks.len();
    let at = position(at, count)?;
    pages::with(edition, page, |p| p.blocks.insert(at, Arc::from(block)))
}

pub(super) fn remove(edition: &mut Edition, id: &BlockId) -> Result<(), Refusal> {
    let (page, at) = place_of(edition, id)?;
    let removed = page_mut(edition, page).blocks.remove(at);
    let after = removed.kind.next().cloned().filter(|n| n != id);
    let before = edition.pages.iter().flat_map(|p| &p.blocks).find(|b| b.kind.next() == Some(id));
    match before.map(|b| b.id.clone()) {
        Some(before) => thread(edition, &before, after),
        None => Ok(()),
    }
}

pub(super) fn replace(edition: &mut Edition, block: Box<Block>) -> Result<(), Refusal> {
    let (page, at) = place_of(edition, &block.id)?;
    page_mut(edition, page).blocks[at] = Arc::from(block);
    Ok(())
}

pub(super) fn relocate(edition: &mut Edition, id: &BlockId, place: Place, to: Option<u16>) -> Result<(), Refusal> {
    let (page, at) = place_of(edition, id)?;
    with(edition, id, |b| b.place = place)?;
    let Some(to) = to.filter(|to| *to != edition.pages[page].number) else { return Ok(()) };
    if edition.page(to).is_none() {
        return Err(Refusal::NoPage(to));
    }
    let block = page_mut(edition, page).blocks.remove(at);
    pages::with(edition, to, |p| p.blocks.push(block))
}

pub(super) fn order(edition: &mut Edition, id: &BlockId, at: usize) -> Result<(), Refusal> {
    let (page, from) = place_of(edition, id)?;
    let count = edition.pages[page].blocks.len();
    if at >= count {
        return Err(Refusal::NoPosition { at, count });
    }
    let blocks = &mut page_mut(edition, page).blocks;
    let block = blocks.remove(from);
    blocks.insert(at, block);
    Ok(())
}

/// Changes one block; all others stay shared.
pub(super) fn with(edition: &mut Edition, id: &BlockId, change: impl FnOnce(&mut Block)) -> Result<(), Refusal> {
    let (page, at) = place_of(edition, id)?;
    change(Arc::make_mut(&mut page_mut(edition, page).blocks[at]));
    Ok(())
}

pub(super) fn article(edition: &mut Edition, id: &BlockId, change: impl FnOnce(&mut Article)) -> Result<(), Refusal> {
    let (page, at) = place_of(edition, id)?;
    let block = Arc::make_mut(&mut page_mut(edition, page).blocks[at]);
    let BlockKind::Article(article) = &mut block.kind else { return Err(other_kind(id, "article")) };
    change(article);
    Ok(())
}

pub(super) fn legs(edition: &mut Edition, id: &BlockId, legs: Legs) -> Result<(), Refusal> {
    text(edition, id, |text| *text.legs = legs)
}

pub(super) fn boxed(edition: &mut Edition, id: &BlockId, style: Option<BoxStyle>) -> Result<(), Refusal> {
    text(edition, id, |text| *text.boxed = style)
}

pub(super) fn thread(edition: &mut Edition, id: &BlockId, next: Option<BlockId>) -> Result<(), Refusal> {
    text(edition, id, |text| *text.next = next)
}

/// What articles and text frames have in common.
struct TextParts<'a> {
    legs: &'a mut Legs,
    boxed: &'a mut Option<BoxStyle>,
    next: &'a mut Option<BlockId>,
}

fn text(edition: &mut Edition, id: &BlockId, change: impl FnOnce(TextParts<'_>)) -> Result<(), Refusal> {
    let (page, at) = place_of(edition, id)?;
    let block = Arc::make_mut(&mut page_mut(edition, page).blocks[at]);
    let parts = match &mut block.kind {
        BlockKind::Article(a) => TextParts { legs: &mut a.legs, boxed: &mut a.boxed, next: &mut a.next },
        BlockKind::TextFrame(f) => TextParts { legs: &mut f.legs, boxed: &mut f.boxed, next: &mut f.next },
        BlockKind::Picture(_)
        | BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => return Err(other_kind(id, "article or text frame")),
    };
    change(parts);
    Ok(())
}

fn other_kind(block: &BlockId, wanted: &'static str) -> Refusal {
    Refusal::OtherKind { block: block.clone(), wanted }
}

/// Index of the page, and of the block on it.
fn place_of(edition: &Edition, id: &BlockId) -> Result<(usize, usize), Refusal> {
    let on = |page: &Arc<Page>| page.blocks.iter().position(|b| b.id == *id);
    let found = edition.pages.iter().enumerate().find_map(|(i, p)| on(p).map(|at| (i, at)));
    found.ok_or_else(|| Refusal::NoBlock(id.clone()))
}

fn page_mut(edition: &mut Edition, index: usize) -> &mut Page {
    Arc::make_mut(&mut edition.pages[index])
}
