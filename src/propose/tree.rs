//! Trees of cuts: drawn by weight, and laid on the page.

use std::collections::HashMap;
use std::sync::Arc;

use fastrand::Rng;

use super::cuts::{Fill, Kind, Set, Way};

/// A rectangle filled: a story, or parts one above the other or side by side.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Tree {
    Leaf {
        item: usize,
        width: usize,
        lines: u16,
    },
    Cut {
        kind: Kind,
        parts: Vec<Self>,
    },
    /// A box with a group in it: a page within the page.
    Nest {
        group: usize,
        width: u16,
        lines: u16,
        inset: Inset,
        inner: Box<Self>,
    },
}

/// Where the stories of a box begin, and how wide they can be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Inset {
    /// Which of the group's rooms.
    pub room: usize,
    /// 字 from the left edge of the box, lines from its top.
    pub left: u16,
    pub top: u16,
    /// Where the widths of its inner tree begin in the list of all, and those widths in 字.
    pub base: usize,
    pub cells: Arc<[u16]>,
}

/// What a tree comes to on the page.
#[derive(Clone, Default, Debug)]
pub(super) struct Laid {
    pub spots: Vec<Spot>,
    /// Boxes of groups; the item is the group.
    pub boxes: Vec<Spot>,
    /// Group of each spot.
    pub house: Vec<Option<usize>>,
}

impl Tree {
    /// The stories in it.
    pub(super) fn has(&self, item: usize) -> bool {
        match self {
            Self::Leaf { item: own, .. } => *own == item,
            Self::Cut { parts, .. } => parts.iter().any(|p| p.has(item)),
            Self::Nest { inner, .. } => inner.has(item),
        }
    }

    /// The same tree with every leaf exchanged.
    pub(super) fn exchanged(self, of: &mut dyn FnMut(usize, usize, u16) -> Option<Self>) -> Option<Self> {
        match self {
            Self::Leaf { item, width, lines } => of(item, width, lines),
            Self::Cut { kind, parts } => {
                let parts = parts.into_iter().map(|p| p.exchanged(of)).collect::<Option<Vec<_>>>()?;
                Some(Self::Cut { kind, parts })
            }
            Self::Nest { .. } => Some(self),
        }
    }

    fn lines(&self) -> u16 {
        match self {
            Self::Leaf { lines, .. } | Self::Nest { lines, .. } => *lines,
            Self::Cut { kind: Kind::Stack, parts } => {
                parts.iter().map(Self::lines).sum::<u16>() + u16::try_from(parts.len()).unwrap_or(1) - 1
            }
            Self::Cut { parts, .. } => parts.first().map_or(0, Self::lines),
        }
    }

    /// Puts the branch with `item` first at every cut, so that it stands at the top left.
    pub(super) fn lead_with(&mut self, item: usize) {
        if let Self::Cut { parts, .. } = self
            && let Some(at) = parts.iter().position(|p| p.has(item))
        {
            parts[..=at].rotate_right(1);
            parts[0].lead_with(item);
        }
    }

    /// All cuts, the root first.
    pub(super) fn cuts(&self) -> usize {
        match self {
            Self::Leaf { .. } => 0,
            Self::Cut { parts, .. } => 1 + parts.iter().map(Self::cuts).sum::<usize>(),
            Self::Nest { inner, .. } => inner.cuts(),
        }
    }

    /// The parts of the n-th cut.
    pub(super) fn cut_mut(&mut self, n: &mut usize) -> Option<&mut Vec<Self>> {
        match self {
            Self::Leaf { .. } => None,
            Self::Cut { parts, .. } => {
                if *n == 0 {
                    return Some(parts);
                }
                *n -= 1;
                parts.iter_mut().find_map(|p| p.cut_mut(n))
            }
            Self::Nest { inner, .. } => inner.cut_mut(n),
        }
    }

    pub(super) fn shuffle(&mut self, rng: &mut Rng) {
        match self {
            Self::Leaf { .. } => {}
            Self::Cut { parts, .. } => {
                rng.shuffle(parts);
                parts.iter_mut().for_each(|p| p.shuffle(rng));
            }
            Self::Nest { inner, .. } => inner.shuffle(rng),
        }
    }
}

/// A story's place: 字 and lines of the page's grid.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Spot {
    pub item: usize,
    /// Index of its width.
    pub index: usize,
    pub char: u16,
    pub width: u16,
    pub line: u16,
    pub lines: u16,
}

/// Lays a tree out from `char`, `line`; `gap` 字 stand between what is side by side. Answers with its width.
pub(super) fn lay(tree: &Tree, cells: &[u16], gap: u16, (char, line): (u16, u16), out: &mut Laid) -> u16 {
    match tree {
        Tree::Leaf { item, width, lines } => {
            let index = *width;
            let width = cells[index];
            out.spots.push(Spot { item: *item, index, char, width, line, lines: *lines });
            out.house.push(None);
            width
        }
        Tree::Cut { kind: Kind::Stack, parts } => {
            let mut at = line;
            let mut width = 0;
            for part in parts {
                width = lay(part, cells, gap, (char, at), out);
                at += part.lines() + 1;
            }
            width
        }
        Tree::Cut { parts, .. } => {
            let mut at = char;
            for part in parts {
                at += lay(part, cells, gap, (at, line), out) + gap;
            }
            at - gap - char
        }
        Tree::Nest { group, width, lines, inset, inner } => {
            let first = out.spots.len();
            lay(inner, &inset.cells, gap, (char + inset.left, line + inset.top), out);
            for (spot, house) in out.spots[first..].iter_mut().zip(&mut out.house[first..]) {
                spot.index += inset.base;
                *house = Some(*group);
            }
            out.boxes.push(Spot { item: *group, index: inset.room, char, width: *width, line, lines: *lines });
            *width
        }
    }
}

/// Ways of one rectangle, with running sums of their weights.
type Ways = Arc<Vec<(f64, Way)>>;

/// Draws trees; remembers the ways of rectangles it has met.
#[derive(Debug)]
pub(super) struct Sampler<'f> {
    fill: &'f Fill,
    known: HashMap<(Set, usize, u16, Option<Kind>), Ways>,
}

/// Rectangles whose ways are remembered at most.
const REMEMBERED: usize = 20_000;

impl<'f> Sampler<'f> {
    pub(super) fn new(fill: &'f Fill) -> Self {
        Self { fill, known: HashMap::new() }
    }

    /// A tree that fills `width` × `height` with `set`; none where there is none.
    pub(super) fn draw(&mut self, rng: &mut Rng, set: Set, width: usize, height: u16) -> Option<Tree> {
        self.draw_but(rng, (set, width, height), None)
    }

    fn draw_but(&mut self, rng: &mut Rng, (set, width, height): (Set, usize, u16), but: Option<Kind>) -> Option<Tree> {
        let ways = self.ways(set, width, height, but);
        let total = ways.last()?.0;
        let at = rng.f64() * total;
        let chosen = ways.partition_point(|(sum, _)| *sum <= at).min(ways.len() - 1);
        match ways[chosen].1 {
            Way::Leaf => Some(Tree::Leaf { item: set.trailing_zeros() as usize, width, lines: height }),
            Way::Stack { a, upper, b, lower } => {
                let first = self.draw_but(rng, (a, width, upper), Some(Kind::Stack))?;
                let rest = self.draw_but(rng, (b, width, lower), None)?;
                Some(joined(Kind::Stack, first, rest))
            }
            Way::Row { a, left, b, right } => {
                let first = self.draw_but(rng, (a, left, height), Some(Kind::Row))?;
                let rest = self.draw_but(rng, (b, right, height), None)?;
                Some(joined(Kind::Row, first, rest))
            }
        }
    }

    fn ways(&mut self, set: Set, width: usize, height: u16, but: Option<Kind>) -> Ways {
        let key = (set, width, height, but);
        if let Some(known) = self.known.get(&key) {
            return Arc::clone(known);
        }
        let mut ways = self.fill.ways(set, width, height, but);
        let mut sum = 0.0;
        for (z, _) in &mut ways {
            sum += *z;
            *z = sum;
        }
        if self.known.len() >= REMEMBERED {
            self.known.clear();
        }
        let ways = Arc::new(ways);
        self.known.insert(key, Arc::clone(&ways));
        ways
    }
}

/// One cut of a part and what was cut in the same direction already.
fn joined(kind: Kind, first: Tree, rest: Tree) -> Tree {
    let mut parts = vec![first];
    match rest {
        Tree::Cut { kind: same, parts: more } if same == kind => parts.extend(more),
        other => parts.push(other),
    }
    Tree::Cut { kind, parts }
}
