//! 改版: after a late change the page is fitted again, and as little of it as possible moves.
//!
//! First every article that no longer fits is tried in its own place, in another form; then in ever larger rectangles
//! with those beside it, while everything outside stays where it is. Only where no part of the page will do, the whole
//! of it is made up again, drawn to the places its stories have.

use std::collections::BTreeSet;

use super::engine::{Case, Event, Outcome, Proposal, Watch};
use super::ground::{self, Field};
use super::request::{self, Keep, Request};
use super::trouble;
use crate::geom::{Length, Rect};
use crate::id::StoryId;
use crate::layout::{Cache, Gauge};
use crate::library::Library;
use crate::model::{Block, BlockKind, Edition, Page};

/// Parts of the page that are tried at most.
const MOST: usize = 24;
/// Pages drawn for each part.
const TRIAL: usize = 300;

/// Whether a request asks for it: moves count, and nothing is asked for but what stands on the page.
pub(super) fn asked(request: &Request) -> bool {
    request.weights.moved > 0.0 && request.area.is_none() && request.keep == Keep::Fixed && request.stories.is_empty()
}

/// The proposals that move least, or that there is nothing to do; none where no part of the page will do.
pub(super) fn refit(
    edition: &Edition,
    page: &Page,
    request: &Request,
    library: &Library,
    cache: &mut Cache,
    watch: &mut Watch<'_>,
) -> Option<Outcome> {
    let wanted: BTreeSet<StoryId> = request::stories(edition, request).into_iter().collect();
    let shown = |b: &Block| matches!(&b.kind, BlockKind::Article(a) if !b.locked && wanted.contains(&a.story));
    let articles: Vec<&Block> = page.blocks.iter().map(|b| &**b).filter(|b| shown(b)).collect();
    // A story that comes or goes is more than a change of those that are there.
    if articles.len() != wanted.len() {
        return None;
    }
    let misfits: Vec<Rect> = {
        let mut gauge = Gauge::new(page.setup, edition, library, cache);
        let mut fits = |b: &Block| {
            let trial = gauge.block(page, &b.id);
            trial.is_none_or(|t| t.over_lines == 0 && t.fit.short_lines < t.legs.max(1))
        };
        articles.iter().filter(|b| !fits(b)).map(|b| page.setup.area_of(b.place)).collect()
    };
    if misfits.is_empty() {
        return Some(Outcome { trouble: Some(trouble::settled()), ..Outcome::default() });
    }
    let mut outcome = Outcome::default();
    for field in parts(page, &misfits) {
        let area = ground::place_of(field);
        let inside = page.setup.area_of(area).inset(-Length::um(10));
        let stories = articles.iter().filter(|b| inside.contains(page.setup.area_of(b.place)));
        let stories: Vec<StoryId> = stories.filter_map(|b| super::copy::story_of(b)).collect();
        let part = Request { stories: stories.clone(), area: Some(area), pages: TRIAL, ..request.clone() };
        let Some(case) = Case::prepare(edition, &part, page, &stories, library, cache, &mut |_: Event<'_>| true) else {
            continue;
        };
        let found = case.search(library, cache, &mut |_: Event<'_>| true);
        outcome.statistics.add(found.statistics);
        outcome.proposals.extend(found.proposals.into_iter().map(|p| told(page, p)));
        outcome.stopped = !watch(Event::Drawn(outcome.statistics.drawn, request.pages));
        if outcome.proposals.len() >= request.count || outcome.stopped {
            break;
        }
    }
    // Least moved first: the parts came in that order.
    outcome.proposals.truncate(request.count);
    if let Some(first) = outcome.proposals.first() {
        watch(Event::Found(first));
    }
    (!outcome.proposals.is_empty() || outcome.stopped).then_some(outcome)
}

/// The proposal with what it moves.
fn told(before: &Page, mut proposal: Proposal) -> Proposal {
    let after = &proposal.page;
    let (mut same, mut whole, mut blocks) = (0.0, 0.0, 0);
    for block in &after.blocks {
        let Some(story) = super::copy::story_of(block) else { continue };
        let new = after.setup.area_of(block.place);
        whole += new.width.as_mm() * new.height.as_mm();
        let Some(old) = super::copy::article_of(before, &story) else { continue };
        blocks += u32::from(old.place != block.place);
        let old = before.setup.area_of(old.place);
        let across = new.right().min(old.right()) - new.x.max(old.x);
        let down = new.bottom().min(old.bottom()) - new.y.max(old.y);
        same += across.as_mm().max(0.0) * down.as_mm().max(0.0);
    }
    proposal.metrics.moved = if whole > 0.0 { 1.0 - same / whole } else { 0.0 };
    proposal.metrics.moved_blocks = Some(blocks);
    proposal.card.push(super::card::moved(blocks));
    proposal
}

/// Rectangles of the page that hold all misfits and cut no block, the smallest first.
fn parts(page: &Page, misfits: &[Rect]) -> Vec<Field> {
    let stands = page.blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Folio(_)));
    let blocks: Vec<Rect> = stands.map(|b| page.setup.area_of(b.place)).collect();
    let whole = u32::from(page.setup.grid.columns()) * u32::from(page.setup.grid.lines() + 1);
    let mut found: BTreeSet<(u32, Field)> = BTreeSet::new();
    let Some(first) = closed(page, &blocks, misfits.iter().copied().reduce(united)) else { return Vec::new() };
    let mut edge = vec![first];
    // Two steps of neighbours are a part; more are the page.
    for _ in 0..3 {
        let mut next = Vec::new();
        for field in edge {
            if field.area() * 100 > whole * 85 || !found.insert((field.area(), field)) {
                continue;
            }
            let own = page.setup.area_of(ground::place_of(field));
            let near = own.inset(-(page.setup.grid.line() + page.setup.grid.cell()));
            for block in blocks.iter().filter(|b| near.overlaps(**b) && !own.contains(b.inset(Length::um(20)))) {
                next.extend(closed(page, &blocks, Some(united(own, *block))));
            }
        }
        edge = next;
    }
    found.into_iter().map(|(_, field)| field).take(MOST).collect()
}

fn united(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    Rect::new(x, y, a.right().max(b.right()) - x, a.bottom().max(b.bottom()) - y)
}

/// The rectangle of whole columns round an area that cuts no block.
fn closed(page: &Page, blocks: &[Rect], area: Option<Rect>) -> Option<Field> {
    let mut area = area?;
    loop {
        let field = ground::field_over(page, area)?;
        let own = page.setup.area_of(ground::place_of(field));
        let cut = |b: &&Rect| own.overlaps(b.inset(Length::um(20))) && !own.contains(b.inset(Length::um(20)));
        let Some(block) = blocks.iter().find(cut) else { return Some(field) };
        let grown = united(own, *block);
        if grown == area || grown.bottom() > page.setup.type_area().bottom() + page.setup.grid.line() {
            return None;
        }
        area = grown;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_union_holds_both() {
        let mm =
            |x: i64, y: i64, w: i64, h: i64| Rect::new(Length::MM * x, Length::MM * y, Length::MM * w, Length::MM * h);
        assert_eq!(united(mm(0, 0, 10, 10), mm(20, 5, 5, 30)), mm(0, 0, 25, 35));
    }
}
