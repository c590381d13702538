//! The article at the hand: where its head stands, how large it is, its legs, its box; each one command.

use std::sync::Arc;

use crate::app::actions::ActionId;
use crate::app::desk::Desk;
use crate::display::{Item, Sheet};
use crate::edit::Command;
use crate::geom::Length;
use crate::id::{BlockId, Part};
use crate::model::{Block, BlockKind, BoxStyle, HeadPlace, HeadSetting, Legs, Page, Place};

/// The command of an action on the selected article or text frame; none where it has no effect there.
#[must_use]
pub fn command(action: ActionId, desk: &Desk) -> Option<Command> {
    let (page, block) = desk.selected()?;
    match action {
        ActionId::HeadTop => head_place(block, HeadPlace::Top),
        ActionId::HeadLeft => head_place(block, HeadPlace::VerticalLeft),
        ActionId::HeadRight => head_place(block, HeadPlace::VerticalRight),
        ActionId::HeadLarger => head_step(desk, page, block, 1),
        ActionId::HeadSmaller => head_step(desk, page, block, -1),
        ActionId::HeadAuto => with_head(block, |h| h.step = None),
        ActionId::ToggleBox => toggle_box(block),
        _ => None,
    }
}

/// Another place for an article's head.
#[must_use]
pub fn head_place(block: &Block, place: HeadPlace) -> Option<Command> {
    with_head(block, |head| {
        if head.place != place {
            // Columns and lines of a head mean other things when it is turned.
            (head.place, head.span, head.depth) = (place, 0, 0);
        }
    })
}

fn with_head(block: &Block, change: impl FnOnce(&mut HeadSetting)) -> Option<Command> {
    let BlockKind::Article(article) = &block.kind else { return None };
    let mut head = article.head.clone();
    change(&mut head);
    (head != article.head).then(|| Command::SetHead { block: block.id.clone(), head })
}

/// The head so many steps of the ladder larger; from the size it has now, whoever chose that.
#[must_use]
pub fn head_step(desk: &Desk, page: &Arc<Page>, block: &Block, by: i64) -> Option<Command> {
    let BlockKind::Article(article) = &block.kind else { return None };
    let ladder = &desk.edition().house.ladder;
    let now = match (article.head.step, head_size(desk, page, &block.id)) {
        (Some(step), _) => usize::from(step).min(ladder.len().checked_sub(1)?),
        (None, Some(size)) => ladder.iter().enumerate().min_by_key(|(_, s)| (s.size - size).abs())?.0,
        (None, None) => return None,
    };
    // The ladder need not be in the order of sizes.
    let mut order: Vec<usize> = (0..ladder.len()).collect();
    order.sort_by_key(|i| ladder[*i].size);
    let at = order.iter().position(|i| *i == now)? as i64 + by;
    let next = *order.get(usize::try_from(at).ok()?)?;
    let step = u8::try_from(next).ok()?;
    with_head(block, |head| head.step = Some(step))
}

/// The size of an article's headline as it is set on its page, whoever chose it.
#[must_use]
pub fn head_size(desk: &Desk, page: &Arc<Page>, block: &BlockId) -> Option<Length> {
    let index = desk.edition().pages.iter().position(|p| Arc::ptr_eq(p, page))?;
    desk.composed().get(index).and_then(|c| headline_size(&c.sheet, block))
}

fn headline_size(sheet: &Sheet, block: &BlockId) -> Option<Length> {
    let mut inside = false;
    for item in &sheet.items {
        match item {
            Item::Mark(mark) => inside = mark.block == *block && mark.part == Part::Headline,
            Item::Glyphs(run) if inside => return Some(run.size),
            Item::Glyphs(_) | Item::Group(_) | Item::Shape(_) | Item::Picture(_) => {}
        }
    }
    None
}

/// The legs of an article or text frame.
#[must_use]
pub const fn legs_of(block: &Block) -> Option<Legs> {
    match &block.kind {
        BlockKind::Article(article) => Some(article.legs),
        BlockKind::TextFrame(frame) => Some(frame.legs),
        BlockKind::Picture(_)
        | BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => None,
    }
}

/// How many legs a block's text has: as set, or one per base column.
#[must_use]
pub fn leg_count(page: &Page, block: &Block) -> Option<u16> {
    let legs = legs_of(block)?;
    if legs.count > 0 {
        return Some(legs.count);
    }
    let grid = page.setup.grid;
    let columns = match block.place {
        Place::Columns { columns, .. } => columns,
        Place::Cells { .. } | Place::Free(_) => {
            let pitch = grid.cell() * i64::from(grid.chars() + grid.gap());
            let wide = page.setup.area_of(block.place).width + grid.cell() * i64::from(grid.gap()) + pitch / 2;
            u16::try_from(wide.whole(pitch)).unwrap_or(1)
        }
    };
    Some(columns.max(1))
}

/// So many legs more or less; as many as there are base columns is the rule and set as such.
#[must_use]
pub fn more_legs(page: &Page, block: &Block, by: i32) -> Option<Command> {
    let legs = legs_of(block)?;
    let count = u16::try_from(i32::from(leg_count(page, block)?) + by).ok().filter(|n| *n > 0)?;
    let whole = Block { kind: with_legs(&block.kind, Legs { count: 0, ..legs }), ..block.clone() };
    let natural = matches!(block.place, Place::Columns { .. }) && leg_count(page, &whole) == Some(count);
    let legs = Legs { count: if natural { 0 } else { count }, ..legs };
    Some(Command::SetLegs { block: block.id.clone(), legs })
}

fn with_legs(kind: &BlockKind, legs: Legs) -> BlockKind {
    let mut kind = kind.clone();
    match &mut kind {
        BlockKind::Article(article) => article.legs = legs,
        BlockKind::TextFrame(frame) => frame.legs = legs,
        BlockKind::Picture(_)
        | BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => {}
    }
    kind
}

/// Whether a block has a box of its own.
#[must_use]
pub const fn is_boxed(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Article(article) => article.boxed.is_some(),
        BlockKind::TextFrame(frame) => frame.boxed.is_some(),
        BlockKind::Picture(_)
        | BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => false,
    }
}

/// Gives an article or text frame a box, or takes it away.
#[must_use]
pub fn toggle_box(block: &Block) -> Option<Command> {
    legs_of(block)?;
    let boxed = (!is_boxed(block)).then(BoxStyle::default);
    Some(Command::SetBox { block: block.id.clone(), boxed })
}
