//! 补版: what would make one article exactly full, each as a command, tried by the layout before it is named.

use std::sync::Arc;

use super::change::{self, Change, Desk};
use crate::edit::Command;
use crate::finding::Said;
use crate::id::BlockId;
use crate::layout::{Cache, Gauge, Trial};
use crate::library::Library;
use crate::model::{Block, BlockKind, Edition, Page};

/// Something that would make an article full.
#[derive(Clone, PartialEq, Debug)]
pub struct Remedy {
    /// What is done, in the desk's words.
    pub said: Said,
    /// How much it hurts the page: 1 is a line of air, 10 a deck lost.
    pub harm: u32,
    /// Column-lines that stay empty; 0: exactly full. Never as many as the article has legs, so that every leg ends
    /// within a line of its neighbour.
    pub short: usize,
    /// Carries it out.
    pub command: Command,
}

/// How many are named at most.
const MOST: usize = 8;
/// Pairs of changes that are laid out at most.
const PAIRS: usize = 48;
/// As many where fewer than enough of them fill it exactly.
const MORE_PAIRS: usize = 144;
/// Exact remedies that are enough to choose from.
const ENOUGH: usize = 3;

/// What would make the article `block` of page `page` exactly full, least harm first: picture heights and crops, air,
/// size and lines of the headline, kicker and deck, 破栏, lines of the module. Every one was laid out. Only where fewer
/// than three fill it exactly, those follow that leave it level, with less than a line a leg missing.
///
/// Empty for an article that is exactly full already, for other kinds of block, and for a block whose text runs on from or into another one.
#[must_use]
pub fn remedies(edition: &Edition, page: u16, block: &BlockId, library: &Library) -> Vec<Remedy> {
    remedies_with(edition, page, block, library, &mut Cache::new())
}

/// The same with what was composed before.
#[must_use]
pub fn remedies_with(
    edition: &Edition,
    page: u16,
    block: &BlockId,
    library: &Library,
    cache: &mut Cache,
) -> Vec<Remedy> {
    let Some(page) = edition.page(page) else { return Vec::new() };
    let Some(at) = page.blocks.iter().position(|b| b.id == *block) else { return Vec::new() };
    let BlockKind::Article(article) = &page.blocks[at].kind else { return Vec::new() };
    let runs_on =
        article.next.is_some() || edition.pages.iter().flat_map(|p| &p.blocks).any(|b| b.kind.next() == Some(block));
    if runs_on {
        return Vec::new();
    }
    let gauge = Gauge::new(page.setup, edition, library, cache);
    let mut bench = Bench { gauge, page, at };
    let Some(now) = bench.lay_out(&page.blocks[at]) else { return Vec::new() };
    if now.over_lines == 0 && now.fit.short_lines == 0 {
        return Vec::new();
    }
    let desk = Desk { edition, page, at, now: &now };
    let tried = singles(&desk, &mut bench);
    let mut found = full(&desk, &tried);
    found.extend(pairs(&desk, &mut bench, &tried));
    best(found)
}

/// Where trials are made: the page with one block exchanged.
struct Bench<'a> {
    gauge: Gauge<'a>,
    page: &'a Page,
    at: usize,
}

impl Bench<'_> {
    fn lay_out(&mut self, block: &Arc<Block>) -> Option<Trial> {
        let mut page = self.page.clone();
        page.blocks[self.at] = Arc::clone(block);
        self.gauge.block(&page, &block.id)
    }
}

/// A change and what it came to.
struct Tried {
    changes: Vec<Change>,
    harm: u32,
    block: Arc<Block>,
    trial: Trial,
}

/// Empty lines, or lines too many as a negative number.
fn slack(trial: &Trial) -> i64 {
    trial.fit.short_lines as i64 - trial.over_lines as i64
}

fn singles(desk: &Desk<'_>, bench: &mut Bench<'_>) -> Vec<Tried> {
    change::all(desk).into_iter().filter_map(|c| attempt(desk, bench, vec![c])).collect()
}

fn attempt(desk: &Desk<'_>, bench: &mut Bench<'_>, changes: Vec<Change>) -> Option<Tried> {
    let mut block = Block::clone(&desk.page.blocks[desk.at]);
    for one in &changes {
        block = change::made(desk, &block, *one)?;
    }
    let block = Arc::new(block);
    let trial = bench.lay_out(&block).filter(|t| t.sound)?;
    let crops = change::crops_hold(desk, &block, &trial);
    let harm = changes.iter().map(|c| change::harm(desk, *c)).sum();
    crops.then_some(Tried { changes, harm, block, trial })
}

fn full(desk: &Desk<'_>, tried: &[Tried]) -> Vec<Remedy> {
    let fits = |t: &&Tried| t.trial.over_lines == 0 && t.trial.fit.short_lines < t.trial.legs.max(1);
    tried.iter().filter(fits).map(|t| remedy(desk, t)).collect()
}

fn remedy(desk: &Desk<'_>, tried: &Tried) -> Remedy {
    let short = tried.trial.fit.short_lines;
    let said = change::said(desk, &tried.changes, &tried.trial, short);
    let command = change::command(desk, &tried.block, said.zh.clone());
    Remedy { said, harm: tried.harm, short, command }
}

/// Two changes of different kinds whose effects add up to a full article, tried together.
fn pairs(desk: &Desk<'_>, bench: &mut Bench<'_>, tried: &[Tried]) -> Vec<Remedy> {
    let now = slack(desk.now);
    let mut promising = Vec::new();
    // What changes nothing by itself only adds words to another remedy.
    let tried: Vec<&Tried> = tried.iter().filter(|t| slack(&t.trial) != now).collect();
    for (i, a) in tried.iter().enumerate() {
        for (j, b) in tried.iter().enumerate().skip(i + 1) {
            let expected = slack(&a.trial) + slack(&b.trial) - now;
            if change::differ(a.changes[0], b.changes[0]) && expected.abs() <= 2 {
                promising.push((expected.abs(), a.harm + b.harm, i, j));
            }
        }
    }
    promising.sort_unstable();
    let mut found = Vec::new();
    // Cross-heads and captions make effects not quite add up: what should miss by a line or two may fit.
    for (at, (_, _, i, j)) in promising.into_iter().enumerate() {
        let exact = found.iter().filter(|r: &&Remedy| r.short == 0).count();
        if at >= MORE_PAIRS || (at >= PAIRS && exact >= ENOUGH) {
            break;
        }
        let tried = attempt(desk, bench, vec![tried[i].changes[0], tried[j].changes[0]]);
        found.extend(full(desk, tried.as_slice()));
    }
    found
}

/// Least harm first, exactly full ones before level ones; of those that say the same in other numbers only the first.
fn best(mut found: Vec<Remedy>) -> Vec<Remedy> {
    found.sort_by(|a, b| (a.short > 0, a.harm, a.short, &a.said.zh).cmp(&(b.short > 0, b.harm, b.short, &b.said.zh)));
    let exact = found.iter().filter(|r| r.short == 0).count();
    if exact >= ENOUGH {
        found.truncate(exact);
    }
    found.dedup_by(|a, b| a.command == b.command);
    found.truncate(MOST);
    found
}
