//! 串文: which other blocks of the page a block's running text keeps clear of.

use crate::geom::{Length, Rect};
use crate::model::{Block, BlockKind, Page, PageSetup};

/// The areas the text of block `index` runs around: pictures that ask for it, and whatever was laid on it later.
pub(super) fn around(page: &Page, block: &Block) -> Vec<Rect> {
    let own = page.setup.area_of(block.place);
    let index = page.blocks.iter().position(|b| b.id == block.id).unwrap_or(page.blocks.len());
    let others = page.blocks.iter().enumerate().filter(|(i, _)| *i != index);
    others
        .filter(|(i, other)| repels(&other.kind, *i > index))
        .map(|(_, b)| page.setup.area_of(b.place))
        .filter(|area| area.overlaps(own) && !area.contains(own))
        .collect()
}

/// Whether a block pushes running text away. A rule or box is drawn round things and never does.
const fn repels(kind: &BlockKind, later: bool) -> bool {
    match kind {
        BlockKind::Picture(picture) => picture.runaround,
        BlockKind::Code(_) => true,
        BlockKind::Article(_) | BlockKind::TextFrame(_) | BlockKind::SectionHead(_) | BlockKind::Masthead(_) => later,
        BlockKind::Rule(_) | BlockKind::Folio(_) => false,
    }
}

/// Narrowest line beside a foreign block, in 字.
const LEAST: i64 = 5;

/// What is left of a line's cells beside foreign blocks: the wider side, whole 字, or nothing. One 字 stays free beside
/// a block and half a 字 above and below it, which makes it a whole row on the grid.
pub(super) fn left_of(line: Rect, around: &[Rect], setup: PageSetup) -> Option<(Length, Length)> {
    let cell = setup.grid.cell();
    let (mut from, mut to) = (line.x, line.right());
    for block in around {
        let apart = block.bottom() + cell / 2 <= line.y || line.bottom() <= block.y - cell / 2;
        let (left, right) = (block.x - cell, block.right() + cell);
        if apart || right <= from || to <= left {
            continue;
        }
        if left - from >= to - right {
            to = left;
        } else {
            from = right;
        }
    }
    if from == line.x && to == line.right() {
        return Some((from, to - from));
    }
    let chars = (to - from).max(Length::ZERO).whole(cell);
    let width = cell * chars;
    // The side towards the leg's own edge stays on it.
    let x = if from == line.x { from } else { to - width };
    (chars >= LEAST).then_some((x, width))
}
