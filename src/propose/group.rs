//! 组稿: stories under one label in one box, solved as a page within the page.
//!
//! ```text
//!  ┌──────────────────────┐
//!  │ ┌─┐ ┌──────────────┐ │   the box takes a 字 at either side and a line above and below,
//!  │ │栏│ │              │ │   an upright label a strip at the left, a level one rows at the top;
//!  │ │头│ │   stories    │ │   what is left is cut anywhere, not on base columns
//!  │ └─┘ └──────────────┘ │
//!  └──────────────────────┘
//! ```

use super::cuts::{self, Bounds, Fill, Set, Widths};
use super::ground;
use super::request::{Keep, Request};
use super::rules::Limits;
use super::tree::{Inset, Spot};
use super::variant::Table;
use crate::geom::Rect;
use crate::id::{BlockId, StoryId};
use crate::model::{Block, BlockKind, Edition, Page, Place, Rank, SectionHead};

/// Stories that stand together under a section head.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// The section head on the page.
    pub label: BlockId,
    /// Its stories, two to six.
    pub stories: Vec<StoryId>,
}

/// Most stories of a group.
pub(super) const MOST: usize = 6;
/// Room of the box at every side, in 字 and lines.
const PAD: u16 = 1;
/// Narrowest strip of an upright label and lowest level one.
const STRIP: u16 = 3;
const BAND: u16 = 3;

/// The groups of a page: those that are asked for, or, for every section head that may move, the stories in its box, or
/// where it has none those of its section. A story stands in one group; who leads the page stands in none.
pub(super) fn of(edition: &Edition, page: &Page, request: &Request, stories: &[StoryId]) -> Vec<Group> {
    if request.keep == Keep::Placed {
        return Vec::new();
    }
    let asked = (!request.groups.is_empty()).then_some(&request.groups);
    let mut taken: Vec<StoryId> = Vec::new();
    let mut groups = Vec::new();
    for (block, head) in labels(page).filter(|(b, _)| ground::inside(page, request, frame_of(page, b).unwrap_or(b))) {
        let wanted = match asked {
            Some(asked) => asked.iter().find(|g| g.label == block.id).map_or_else(Vec::new, |g| g.stories.clone()),
            None => usual(edition, page, block, head),
        };
        let own = |id: &StoryId| edition.stories.get(id).is_some_and(|s| s.rank != Rank::Lead);
        let mut members: Vec<StoryId> =
            wanted.into_iter().filter(|id| stories.contains(id) && !taken.contains(id) && own(id)).collect();
        members.truncate(MOST);
        // A group alone fills the part of a page that is made up.
        if members.len() >= 2 && (members.len() < stories.len() || request.area.is_some()) {
            taken.extend(members.iter().cloned());
            groups.push(Group { label: block.id.clone(), stories: members });
        }
    }
    groups
}

fn labels(page: &Page) -> impl Iterator<Item = (&Block, &SectionHead)> {
    // A label in a box that stays, stays.
    let held = |label: &Block| {
        let area = page.setup.area_of(label.place);
        page.blocks
            .iter()
            .any(|b| b.locked && matches!(b.kind, BlockKind::Rule(_)) && page.setup.area_of(b.place).contains(area))
    };
    page.blocks.iter().filter(move |b| !b.locked && !held(b)).filter_map(|b| match &b.kind {
        BlockKind::SectionHead(head) => Some((&**b, head)),
        _ => None,
    })
}

fn usual(edition: &Edition, page: &Page, label: &Block, head: &SectionHead) -> Vec<StoryId> {
    let articles = |within: &dyn Fn(Rect) -> bool| -> Vec<StoryId> {
        let inside = page.blocks.iter().filter(|b| within(page.setup.area_of(b.place)));
        let shown = inside.filter_map(|b| match &b.kind {
            BlockKind::Article(a) if !b.locked && a.next.is_none() => Some(a.story.clone()),
            _ => None,
        });
        shown.collect()
    };
    match frame_of(page, label) {
        Some(frame) => {
            let area = page.setup.area_of(frame.place);
            articles(&|r| area.contains(r))
        }
        None => {
            let of_section = |id: &&StoryId| edition.stories.get(*id).is_some_and(|s| s.section == head.text);
            edition.stories.keys().filter(of_section).cloned().collect()
        }
    }
}

/// The smallest box that may move and stands round a label.
pub(super) fn frame_of<'p>(page: &'p Page, label: &Block) -> Option<&'p Block> {
    let own = page.setup.area_of(label.place);
    let round = page.blocks.iter().map(|b| &**b).filter(|b| {
        matches!(&b.kind, BlockKind::Rule(r) if r.is_box) && !b.locked && page.setup.area_of(b.place).contains(own)
    });
    round.min_by_key(|b| page.setup.area_of(b.place).width + page.setup.area_of(b.place).height)
}

/// A group, solved for every width of the page.
#[derive(Clone, Debug)]
pub(super) struct Nest {
    pub label: Block,
    /// Which of the page's stories.
    pub members: Vec<usize>,
    /// By width in base columns.
    pub rooms: Vec<Option<Room>>,
}

/// The room inside the box of one width.
#[derive(Clone, Debug)]
pub(super) struct Room {
    /// The label stands upright at the left.
    pub upright: bool,
    /// 字 of an upright label's strip, or lines of a level one.
    pub strip: u16,
    pub widths: Widths,
    /// Where its widths begin in the list of all.
    pub base: usize,
    /// All ways to fill it; none before it is solved.
    pub fill: Option<Fill>,
}

impl Nest {
    /// A group not yet solved; its widths follow those in `cells`.
    pub(super) fn of(
        page: &Page,
        group: &Group,
        members: Vec<usize>,
        limits: &Limits,
        cells: &mut Vec<u16>,
    ) -> Option<Self> {
        let label = page.blocks.iter().find(|b| b.id == group.label)?;
        let BlockKind::SectionHead(head) = &label.kind else { return None };
        let grid = page.setup.grid;
        let area = page.setup.area_of(label.place);
        let (across, down) = (area.width.whole(grid.cell()), area.height.whole(grid.line()) + 1);
        let mut nest = Self { label: Block::clone(label), members, rooms: Vec::new() };
        let columns = cells.len();
        for at in 0..columns {
            let outer = cells[at];
            // Beside a narrow stack of stories an upright label is a strip of white: it lies on top.
            let upright = head.vertical && outer * 2 > grid.width_in_chars();
            let asked = if upright { across } else { down };
            let (least, most) = if upright { (STRIP, 8) } else { (BAND, 6) };
            let asked = if upright == head.vertical { asked } else { i64::from(least) };
            let strip = u16::try_from(asked).unwrap_or(least).clamp(least, most);
            let taken = 2 * PAD + if upright { strip + grid.gap() } else { 0 };
            // Two stories side by side, or the box is a column of them.
            let inner = outer.checked_sub(taken).filter(|i| *i >= 2 * limits.measure.0 + grid.gap());
            nest.rooms.push(inner.map(|inner| {
                let widths = divided(inner, grid.gap(), limits.measure.0);
                let base = cells.len();
                cells.extend(&widths.cells);
                Room { upright, strip, widths, base, fill: None }
            }));
        }
        Some(nest)
    }

    /// Counts all ways to fill every room, and gives the weights of the group as a story of the page.
    pub(super) fn solve(
        &mut self,
        tables: &[Table],
        most: u16,
        weigh: &dyn Fn(usize, usize) -> Vec<Vec<f64>>,
        stop: &mut dyn FnMut() -> bool,
    ) -> Option<Vec<Vec<f64>>> {
        let all = ((1u32 << self.members.len()) - 1) as Set;
        let mut leaves = Vec::with_capacity(self.rooms.len());
        for room in &mut self.rooms {
            let mut heights = vec![0.0; usize::from(most) + 1];
            if let Some(room) = room {
                let (pad, _) = room.rows();
                let range = room.base..room.base + room.widths.cells.len();
                let own = self.members.iter().map(|m| {
                    debug_assert!(tables[*m].by_width.len() >= range.end);
                    weigh(*m, range.start)[..range.len()].to_vec()
                });
                let own: Vec<Vec<Vec<f64>>> = own.collect();
                let bounds = Bounds::open(own.len(), &room.widths, most.saturating_sub(pad));
                let fill = cuts::fill(room.widths.clone(), &own, &bounds, stop)?;
                for height in 0..=most.saturating_sub(pad) {
                    heights[usize::from(height + pad)] = fill.weight(all, 0, height);
                }
                room.fill = Some(fill);
            }
            leaves.push(heights);
        }
        Some(leaves)
    }

    /// Places of the box and of the label, and whether it stands upright.
    pub(super) fn places(&self, spot: &Spot) -> (Place, Place, bool) {
        let frame = Place::Cells { char: spot.char, width: spot.width, line: spot.line, lines: spot.lines };
        let (char, line) = (spot.char + PAD, spot.line + PAD);
        let (upright, strip) =
            self.rooms.get(spot.index).and_then(Option::as_ref).map_or((false, BAND), |r| (r.upright, r.strip));
        let label = if upright {
            Place::Cells { char, width: strip, line, lines: spot.lines - 2 * PAD }
        } else {
            Place::Cells { char, width: spot.width - 2 * PAD, line, lines: strip }
        };
        (frame, label, upright)
    }
}

impl Room {
    /// Rows the box takes beyond its stories, and what of them is above.
    pub(super) fn rows(&self) -> (u16, u16) {
        let band = if self.upright { 0 } else { self.strip + 1 };
        (2 * PAD + band, PAD + band)
    }

    /// Where the stories begin in the box.
    pub(super) fn inset(&self, room: usize, gap: u16) -> Inset {
        let left = PAD + if self.upright { self.strip + gap } else { 0 };
        Inset { room, left, top: self.rows().1, base: self.base, cells: self.widths.cells.clone().into() }
    }
}

/// A width and what it can be cut into: halves and thirds, and halves of the larger parts.
fn divided(inner: u16, gap: u16, least: u16) -> Widths {
    let mut widths = Widths { cells: vec![inner], splits: vec![Vec::new()] };
    let mut at = 0;
    while at < widths.cells.len() {
        let whole = widths.cells[at];
        let depth_one = at == 0;
        let free = whole - gap;
        let shares: &[(u16, u16)] = if depth_one { &[(1, 2), (1, 3), (2, 3)] } else { &[(1, 2)] };
        for (a, b) in shares {
            let left = (u32::from(free) * u32::from(*a) / u32::from(*b)) as u16;
            let right = free - left;
            if left < least || right < least {
                continue;
            }
            let pair = (known(&mut widths, left), known(&mut widths, right));
            if !widths.splits[at].contains(&pair) {
                widths.splits[at].push(pair);
            }
            // The other way round is another cut where the halves differ: a part keeps its side.
            let turned = (pair.1, pair.0);
            if !widths.splits[at].contains(&turned) {
                widths.splits[at].push(turned);
            }
        }
        at += 1;
    }
    widths
}

fn known(widths: &mut Widths, cells: u16) -> usize {
    if let Some(at) = widths.cells.iter().position(|c| *c == cells) {
        return at;
    }
    widths.cells.push(cells);
    widths.splits.push(Vec::new());
    widths.cells.len() - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_the_gap_between_them_make_the_whole() {
        for inner in [27, 41, 61, 75, 103] {
            let widths = divided(inner, 1, 11);
            assert!(!widths.splits[0].is_empty(), "{inner}");
            for (whole, splits) in widths.cells.iter().zip(&widths.splits) {
                for (a, b) in splits {
                    assert_eq!(widths.cells[*a] + 1 + widths.cells[*b], *whole);
                    assert!(widths.cells[*a] >= 11 && widths.cells[*b] >= 11);
                }
            }
        }
    }
}
