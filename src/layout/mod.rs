//! One page: blocks on the grid, stories flowed through them, handed back as a [`Sheet`] with findings.
//!
//! What the fields of the model do here:
//!
//! - **Place.** `Columns` and `Cells` stand on the grid. A `Free` block keeps its edges, but its text takes the page's
//!   lines that lie wholly inside it: every body baseline of a page is `line_top(n)` + 0.88 em of the body.
//! - **Head.** `step` fixes the size, else the rank's range of the ladder is tried and the largest size that fills
//!   80–100 % of the measure wins. Kicker and deck are about half the headline and one line where they can be.
//!   `depth` 0 takes `air_above` + what the type needs in whole lines + `air_below`; another depth is kept, and gives up
//!   its air first. `span` 2 sets the head over the first two legs; the others begin at the module's top. A vertical
//!   head takes a strip of whole 字 (or `span` 字) at its side and one gap.
//! - **Legs.** `count` 0 is one leg per base column. `WideGaps` puts the remainder of 破栏 into the gaps, `Uneven` gives it
//!   to the last legs. `balance` levels the legs of a short story.
//! - **Pictures** anchored above the head push the head down. The others take whole legs
//!   and rows from the text. A free row separates them from text above and below; anchored
//!   at a corner they need only one. `Beside` puts the caption into the next leg, at the picture's foot.
//! - **Box.** `padding_halves` narrows the text on both sides, `padding_lines` takes rows at top and foot.
//! - **next.** What finds no place runs on there, also on another page; then two lines are kept for 下转 and 上接.
//! - **Order of blocks.** A later block that lies inside a text block pushes its text away, one 字 at the sides and one
//!   row above and below, and so does a picture with `runaround` in any order.

mod area;
mod article;
mod balance;
mod cache;
mod caption;
mod code;
mod column_rules;
mod copy;
mod crop;
mod date;
mod effects;
mod findings;
mod fit;
mod flow;
mod folio;
mod foreign;
mod gauge;
mod head;
mod head_parts;
mod jump;
mod label;
mod legs;
mod masthead;
mod module;
mod ornament;
mod overlaps;
mod paint;
mod picture_block;
mod pictures;
mod remedies;
mod resolve;
mod rule_block;
mod section_head;
mod set;
mod slots;
mod thread;

use std::collections::BTreeMap;

use crate::display::{Sheet, Spot};
use crate::finding::Finding;
use crate::geom::Rect;
use crate::id::BlockId;
use crate::library::Library;
use crate::model::{Block, BlockKind, Edition, Furniture, Page};

use copy::Piece;
use findings::Place;
use paint::Layers;
use resolve::Desk;
use thread::{Solved, Thread, Threads};

pub use crate::compose::word_lengths;
pub use cache::Cache;
pub use date::printed as printed_date;
pub use fit::Fit;
pub use gauge::{Gauge, HeadSize, Headline, TextPiece, Trial};
pub use head_parts::{headline_style, range_of as headline_range};

/// A page laid out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Composed {
    /// What is painted.
    pub sheet: Sheet,
    /// What should be said about it.
    pub findings: Vec<Finding>,
    /// How each text block's text fits, in the order of the blocks.
    pub fits: Vec<Fit>,
    /// Where body text can stand: stretches of the legs whose lines are all alike, in reading order.
    pub frames: Vec<Rect>,
}

/// Lays out a page of an edition. Threads are followed over all its pages; `page` stands in for the edition's page of
/// that number, so that a proposal can be tried without putting it into the edition.
#[must_use]
pub fn lay_out(page: &Page, edition: &Edition, library: &Library) -> Composed {
    lay_out_with(page, edition, library, &mut Cache::new())
}

/// The same with what was composed before: only changed paragraphs are composed again.
#[must_use]
pub fn lay_out_with(page: &Page, edition: &Edition, library: &Library, cache: &mut Cache) -> Composed {
    set_page(page, edition, library, cache, true)
}

/// The same page in less time, for a page under the editor's hand: misfits are found as ever, but what would mend them
/// is not tried, so that their findings name no remedies.
#[must_use]
pub fn lay_out_quickly(page: &Page, edition: &Edition, library: &Library, cache: &mut Cache) -> Composed {
    set_page(page, edition, library, cache, false)
}

fn set_page(page: &Page, edition: &Edition, library: &Library, cache: &mut Cache, remedies: bool) -> Composed {
    let mut desk = Desk::new(edition, library, cache);
    let threads = Threads::of(edition, page);
    let mut work = Work { page, threads, remedies, solved: BTreeMap::new(), out: Composed::default() };
    let mut layers = Layers::default();
    for block in &page.blocks {
        work.pictures(edition, block);
        work.block(&mut desk, block, &mut layers);
    }
    let mut composed = work.out;
    composed.findings.extend(overlaps::check(page));
    composed.findings.extend(findings::missing_faces(&desk, page));
    let spots = edition.house.output.spots.iter();
    let spots = spots.map(|s| Spot { name: s.name.clone(), substitute: s.substitute }).collect();
    let sheet = Sheet { page: page.number, size: page.setup.size, items: layers.items(), spots };
    composed.sheet = if page.mono || edition.house.output.mono { sheet.in_black() } else { sheet };
    composed
}

/// A thread, its text, and the text set.
struct Set<'a> {
    thread: Thread<'a>,
    pieces: Vec<Piece>,
    solved: Solved,
}

struct Work<'a> {
    page: &'a Page,
    threads: Threads<'a>,
    /// Whether remedies are tried.
    remedies: bool,
    /// By the thread's first block: a thread with two frames on the page is set once.
    solved: BTreeMap<&'a BlockId, Set<'a>>,
    out: Composed,
}

impl<'a> Work<'a> {
    fn block(&mut self, desk: &mut Desk<'a>, block: &'a Block, layers: &mut Layers) {
        let area = self.page.setup.area_of(block.place);
        match &block.kind {
            BlockKind::Article(_) | BlockKind::TextFrame(_) => self.text(desk, block, layers),
            BlockKind::Picture(picture) => {
                let (lines, finding) = picture_block::set(desk, self.page.setup, &block.id, area, picture, layers);
                let place = Place { page: self.page.number, block: &block.id, story: None };
                self.out.findings.extend(place.of_lines(&lines));
                self.out.findings.extend(finding.map(|f| place.of(f)));
            }
            BlockKind::Rule(rule) => rule_block::set(&block.id, area, rule, layers),
            BlockKind::Folio(furniture) => self.folio(desk, block, area, furniture, layers),
            BlockKind::Masthead(furniture) => {
                let finding = masthead::set(desk, &block.id, area, furniture, layers);
                self.say(block, finding);
            }
            BlockKind::SectionHead(head) => {
                let finding = section_head::set(desk, &block.id, area, head, layers);
                self.say(block, finding);
            }
            BlockKind::Code(code) => {
                let finding = code::set(&block.id, area, code, layers);
                self.say(block, finding);
            }
        }
    }

    fn folio(&mut self, desk: &mut Desk<'a>, block: &Block, area: Rect, furniture: &Furniture, layers: &mut Layers) {
        let finding = folio::set(desk, self.page, &block.id, area, furniture, layers);
        self.say(block, finding);
    }

    fn say(&mut self, block: &Block, finding: Option<Finding>) {
        let place = Place { page: self.page.number, block: &block.id, story: None };
        self.out.findings.extend(finding.map(|f| place.of(f)));
    }

    fn pictures(&mut self, edition: &Edition, block: &Block) {
        let missing = article::pictures_of(&block.kind).into_iter().filter(|p| !edition.pictures.contains_key(*p));
        self.out.findings.extend(missing.map(|p| findings::no_picture(self.page.number, block, p)));
    }

    fn text(&mut self, desk: &mut Desk<'a>, block: &'a Block, layers: &mut Layers) {
        let root = self.threads.root(&block.id).filter(|root| self.solve(desk, root));
        let set = root.and_then(|root| self.solved.get(root));
        let Some(set) = set else {
            self.out.findings.push(findings::no_story(self.page.number, block, thread::story_of(&block.kind)));
            return;
        };
        let Some(index) = set.thread.frames.iter().position(|f| f.block.id == block.id) else { return };
        share(desk, set, index, (layers, self.remedies), &mut self.out);
    }

    /// Sets the thread that begins at `root`, unless it is; false where it has no story.
    fn solve(&mut self, desk: &mut Desk<'a>, root: &'a BlockId) -> bool {
        if self.solved.contains_key(root) {
            return true;
        }
        let Some(thread) = self.threads.thread(root) else { return false };
        let pieces = thread::pieces(desk, &thread);
        let solved = thread::solve(desk, &thread, &pieces);
        self.solved.insert(root, Set { thread, pieces, solved });
        true
    }
}

/// A block's share of a thread: painted, measured and judged.
fn share(
    desk: &mut Desk<'_>,
    set: &Set<'_>,
    index: usize,
    (layers, remedies): (&mut Layers, bool),
    out: &mut Composed,
) {
    let Set { thread, pieces, solved } = set;
    let frame = &thread.frames[index];
    let module = &solved.modules[index];
    let place = Place { page: frame.page.number, block: &frame.block.id, story: Some(thread.id) };
    let lines = article::paint(desk, thread, solved, index, layers);
    let fit = fit::of(thread, solved, index, desk.style("body").size);
    let mut found: Vec<Finding> = module.head.findings.iter().chain(&module.pictures.findings).cloned().collect();
    found.extend(findings::on_head(module.head.area, &module.around));
    let tried = remedies.then_some(pieces.as_slice());
    found.extend(remedies::finding(desk, thread, tried, solved, index, &fit).map(|mut f| {
        f.place.area = Some(module.outer);
        f
    }));
    out.findings.extend(found.into_iter().map(|f| place.of(f)));
    out.findings.extend(place.of_notes(&solved.flowed.notes, index));
    out.findings.extend(place.of_lines(&lines));
    out.frames.extend(article::stretches(&module.slots));
    out.fits.push(fit);
}
