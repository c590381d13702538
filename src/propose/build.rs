//! A plan becomes blocks, and the commands that put them on the page.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::copy::{Copy, article_of, article_picture};
use super::group::{self, Nest};
use super::search::Plan;
use super::tree::Spot;
use super::variant::{Top, Variant};
use crate::edit::Command;
use crate::geom::Length;
use crate::id::BlockId;
use crate::model::{
    Article, Block, BlockKind, BoxStyle, Edition, HeadPlace, HeadSetting, Legs, Page, Place, RuleBlock,
};

/// A page as proposed, and how to get there from the page as it is.
#[derive(Clone, Debug)]
pub(super) struct Built {
    pub page: Page,
    pub commands: Vec<Command>,
}

/// Gives out block ids that nothing in the edition has.
pub(super) struct Ids {
    taken: BTreeSet<BlockId>,
    next: usize,
}

impl Ids {
    pub(super) fn of(edition: &Edition) -> Self {
        let taken = edition.pages.iter().flat_map(|p| &p.blocks).map(|b| b.id.clone()).collect();
        Self { taken, next: 1 }
    }

    pub(super) fn fresh(&mut self) -> BlockId {
        loop {
            let id = BlockId::numbered('a', self.next);
            self.next += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// The page without what was cleared, with the plan's articles in reading order.
pub(super) fn build(
    edition: &Edition,
    page: &Page,
    cleared: &[usize],
    (copies, nests): (&[Copy<'_>], &[Nest]),
    plan: &Plan,
    variant_of: &dyn Fn(&Spot, usize) -> Variant,
    styles: &[String],
) -> Built {
    let mut ids = Ids::of(edition);
    let mut order: Vec<usize> = (0..plan.spots.len()).collect();
    order.sort_by_key(|i| reading(&plan.spots[*i], copies));
    let mut blocks: Vec<Block> = Vec::new();
    for spot in &plan.boxes {
        blocks.extend(framed(page, &nests[spot.item], spot, &mut ids));
    }
    blocks.extend(order.into_iter().map(|i| {
        let spot = &plan.spots[i];
        let copy = &copies[spot.item];
        let before = article_of(page, &copy.id);
        let id = before.map_or_else(|| ids.fresh(), |b| b.id.clone());
        block(page, id, spot, copy, (&variant_of(spot, plan.picks[i]), styles.get(i).cloned().unwrap_or_default()))
    }));
    let mut commands: Vec<Command> =
        cleared.iter().map(|i| Command::RemoveBlock { block: page.blocks[*i].id.clone() }).collect();
    let add = |b: &Block| Command::AddBlock { page: page.number, block: Box::new(b.clone()), at: None };
    commands.extend(blocks.iter().map(add));
    let kept = page.blocks.iter().enumerate().filter(|(i, _)| !cleared.contains(i)).map(|(_, b)| Arc::clone(b));
    let blocks = kept.chain(blocks.into_iter().map(Arc::new)).collect();
    Built { page: Page { blocks, ..page.clone() }, commands }
}

/// The box of a group and its label: those that were on the page, in their new places.
fn framed(page: &Page, nest: &Nest, spot: &Spot, ids: &mut Ids) -> [Block; 2] {
    let (frame, place, upright) = nest.places(spot);
    let old = group::frame_of(page, &nest.label);
    let frame = match old {
        Some(old) => Block { place: frame, ..Block::clone(old) },
        None => {
            let line = BoxStyle::default().border;
            let rule = RuleBlock { is_box: true, line, tint: None, texture: None, outset: Length::ZERO };
            Block { id: ids.fresh(), place: frame, locked: false, kind: BlockKind::Rule(rule) }
        }
    };
    let mut label = Block { place, ..nest.label.clone() };
    if let BlockKind::SectionHead(head) = &mut label.kind {
        head.vertical = upright;
    }
    [frame, label]
}

/// Reading order: the strongest first, then from the top, then from the left.
fn reading(spot: &Spot, copies: &[Copy<'_>]) -> (bool, u16, u16) {
    let lead = copies[spot.item].rank() == crate::model::Rank::Lead;
    (!lead, spot.line, spot.char)
}

fn block(page: &Page, id: BlockId, spot: &Spot, copy: &Copy<'_>, (variant, style): (&Variant, String)) -> Block {
    let over = variant.over.into_iter();
    let pictures = over.chain(variant.body.pictures.iter().copied()).filter_map(|shown| {
        let art = copy.art.get(usize::from(shown.index))?;
        Some(article_picture(art, shown.anchor, shown.legs, shown.lines))
    });
    let article = Article {
        story: copy.id.clone(),
        head: head(variant, style),
        legs: Legs { count: variant.body.legs, ..Legs::default() },
        pictures: pictures.collect(),
        boxed: variant.boxed.then(BoxStyle::default),
        next: None,
    };
    Block { id, place: place(page, spot), locked: false, kind: BlockKind::Article(article) }
}

fn head(variant: &Variant, style: String) -> HeadSetting {
    let place = match variant.top {
        Top::Title | Top::Picture => HeadPlace::Top,
        Top::Vertical => HeadPlace::VerticalLeft,
        Top::VerticalRight => HeadPlace::VerticalRight,
    };
    let (set, span) = variant.head.map_or_else(Default::default, |head| (head.set.setting(), head.strip));
    HeadSetting { place, span, style, air_above: variant.air.0, air_below: variant.air.1, ..set }
}

/// Whole columns where the spot has them, else cells.
pub(super) fn place(page: &Page, spot: &Spot) -> Place {
    let grid = page.setup.grid;
    let (line, lines) = (spot.line, spot.lines);
    let column = (0..grid.columns()).find(|c| grid.char_of_column(*c) == spot.char);
    let columns = (1..=grid.columns()).find(|n| grid.chars_of(*n) == spot.width);
    match column.zip(columns) {
        Some((column, columns)) => Place::Columns { column, columns, line, lines },
        None => Place::Cells { char: spot.char, width: spot.width, line, lines },
    }
}
