//! Changes to pages.

use std::sync::Arc;

use super::refusal::Refusal;
use crate::model::{Edition, Page};

pub(super) fn add(edition: &mut Edition, page: Box<Page>, at: Option<usize>) -> Result<(), Refusal> {
    if edition.page(page.number).is_some() {
        return Err(Refusal::PageTaken(page.number));
    }
    let at = position(at, edition.pages.len())?;
    edition.pages.insert(at, Arc::from(page));
    Ok(())
}

/// A position to insert at: the end where none is given.
pub(super) fn position(at: Option<usize>, count: usize) -> Result<usize, Refusal> {
    let at = at.unwrap_or(count);
    if at <= count { Ok(at) } else { Err(Refusal::NoPosition { at, count }) }
}

pub(super) fn remove(edition: &mut Edition, number: u16) -> Result<(), Refusal> {
    let at = index_of(edition, number)?;
    edition.pages.remove(at);
    Ok(())
}

pub(super) fn renumber(edition: &mut Edition, number: u16, to: u16) -> Result<(), Refusal> {
    if to != number && edition.page(to).is_some() {
        return Err(Refusal::PageTaken(to));
    }
    with(edition, number, |page| page.number = to)
}

pub(super) fn reorder(edition: &mut Edition, number: u16, at: usize) -> Result<(), Refusal> {
    let from = index_of(edition, number)?;
    let count = edition.pages.len();
    if at >= count {
        return Err(Refusal::NoPosition { at, count });
    }
    let page = edition.pages.remove(from);
    edition.pages.insert(at, page);
    Ok(())
}

/// Changes one page; all others stay shared.
pub(super) fn with(edition: &mut Edition, number: u16, change: impl FnOnce(&mut Page)) -> Result<(), Refusal> {
    let at = index_of(edition, number)?;
    change(Arc::make_mut(&mut edition.pages[at]));
    Ok(())
}

fn index_of(edition: &Edition, number: u16) -> Result<usize, Refusal> {
    edition.pages.iter().position(|p| p.number == number).ok_or(Refusal::NoPage(number))
}
