//! What lies under a place of the page: blocks from top to bottom, and the part of one that was hit.

use crate::display::{Item, Mark, Sheet};
use crate::geom::{Length, Point, Rect};
use crate::id::BlockId;
use crate::model::{Block, BlockKind, Page, RuleBlock};

/// The blocks under a place, the uppermost first. `tolerance` makes thin things easier to hit.
#[must_use]
pub fn blocks(page: &Page, p: Point, tolerance: Length) -> Vec<&Block> {
    let hit = |block: &&Block| touches(block, page.setup.area_of(block.place), p, tolerance);
    let mut all: Vec<&Block> = page.blocks.iter().rev().map(|b| &**b).filter(hit).collect();
    // What lies wholly in another block is painted on it, wherever it stands in the order.
    let inside = |b: &Block| {
        let area = page.setup.area_of(b.place);
        page.blocks.iter().any(|o| o.id != b.id && page.setup.area_of(o.place).contains(area))
    };
    all.sort_by_key(|b| !inside(b));
    all
}

/// The blocks a box touches, in painting order.
#[must_use]
pub fn touched(page: &Page, area: Rect) -> Vec<BlockId> {
    let touches = |b: &Block| {
        let own = page.setup.area_of(b.place);
        match &b.kind {
            // The empty inside of a frame is not the frame.
            BlockKind::Rule(RuleBlock { is_box: true, tint: None, .. }) => own.overlaps(area) && !own.contains(area),
            _ => own.overlaps(area),
        }
    };
    page.blocks.iter().filter(|b| touches(b)).map(|b| b.id.clone()).collect()
}

fn touches(block: &Block, area: Rect, p: Point, tolerance: Length) -> bool {
    match &block.kind {
        BlockKind::Rule(rule) if rule.is_box && rule.tint.is_none() => {
            let outer = area.inset(-(rule.outset + tolerance));
            let inner = area.inset(tolerance - rule.outset);
            holds(outer, p) && !(inner.width.is_positive() && inner.height.is_positive() && holds(inner, p))
        }
        BlockKind::Rule(rule) if !rule.is_box => holds(line(area).inset(-tolerance), p),
        _ => holds(area, p),
    }
}

/// The box round the line a rule block draws: along the longer middle of its place.
#[must_use]
pub fn line(area: Rect) -> Rect {
    if area.width >= area.height {
        Rect::new(area.x, area.y + area.height / 2, area.width, Length::ZERO)
    } else {
        Rect::new(area.x + area.width / 2, area.y, Length::ZERO, area.height)
    }
}

/// Whether a place lies in a box, edges included.
#[must_use]
pub fn holds(area: Rect, p: Point) -> bool {
    (area.x..=area.right()).contains(&p.x) && (area.y..=area.bottom()).contains(&p.y)
}

/// The smallest marked thing of a block under a place: a line of text, a picture.
#[must_use]
pub fn mark<'a>(sheet: &'a Sheet, block: &BlockId, p: Point) -> Option<&'a Mark> {
    let marks = sheet.items.iter().filter_map(|item| match item {
        Item::Mark(mark) if mark.block == *block && holds(mark.area, p) => Some(mark),
        _ => None,
    });
    marks.min_by_key(|m| m.area.width.as_mm().mul_add(m.area.height.as_mm(), 0.0).to_bits())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::StoryId;
    use crate::ink::Ink;
    use crate::model::{Border, PageSetup, Place, Preset, TextFrame};
    use std::sync::Arc;

    fn mm(v: i64) -> Length {
        Length::MM * v
    }

    fn rect(x: i64, y: i64, w: i64, h: i64) -> Rect {
        Rect::new(mm(x), mm(y), mm(w), mm(h))
    }

    fn block(n: usize, place: Rect, kind: BlockKind) -> Arc<Block> {
        Arc::new(Block { id: BlockId::numbered('b', n), place: Place::Free(place), locked: false, kind })
    }

    fn text() -> BlockKind {
        let story = Some(StoryId::numbered('s', 1));
        let legs = crate::model::Legs::default();
        BlockKind::TextFrame(TextFrame { story, vertical: false, legs, boxed: None, next: None })
    }

    fn rule(is_box: bool, tint: Option<Ink>) -> BlockKind {
        let line = Some(Border::solid(Length::pt(0.5), Ink::BLACK));
        BlockKind::Rule(RuleBlock { is_box, line, tint, texture: None, outset: Length::ZERO })
    }

    fn at(blocks: Vec<Arc<Block>>, x: i64, y: i64) -> Vec<String> {
        let page = Page {
            number: 1,
            section: String::new(),
            mono: false,
            setup: PageSetup::preset(Preset::Broadsheet),
            blocks,
        };
        super::blocks(&page, Point::new(mm(x), mm(y)), mm(1)).iter().map(|b| b.id.to_string()).collect()
    }

    #[test]
    fn the_uppermost_comes_first_and_what_lies_inside_before_what_it_lies_in() {
        let below = block(1, rect(10, 10, 100, 100), text());
        let above = block(2, rect(50, 50, 100, 100), text());
        assert_eq!(at(vec![below.clone(), above.clone()], 60, 60), ["b2", "b1"]);
        assert_eq!(at(vec![above, below.clone()], 60, 60), ["b1", "b2"]);
        let inset = block(3, rect(20, 20, 10, 10), text());
        assert_eq!(at(vec![inset, below], 25, 25), ["b3", "b1"]);
    }

    #[test]
    fn an_empty_box_is_its_edge_and_a_rule_its_line() {
        let frame = || block(1, rect(10, 10, 100, 100), rule(true, None));
        assert_eq!(at(vec![frame()], 60, 60), [""; 0]);
        assert_eq!(at(vec![frame()], 10, 60), ["b1"]);
        assert_eq!(at(vec![block(1, rect(10, 10, 100, 100), rule(true, Some(Ink::grey(10))))], 60, 60), ["b1"]);
        let line = || block(1, rect(10, 10, 100, 4), rule(false, None));
        assert_eq!((at(vec![line()], 60, 12).len(), at(vec![line()], 60, 14).len()), (1, 0));
    }
}
