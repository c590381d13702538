//! 切版: every way to fill a rectangle exactly with a set of stories by straight cuts, counted and weighed.
//!
//! `Z[S][w][h]` is the sum, over all trees that fill a rectangle `w` wide and `h` high with the stories `S`, of
//! exp(−cost). A tree is drawn from the top down in proportion to it, so that every draw fills its rectangle exactly.
//! Sets of stories beside one another add their heights, one above the other their widths. A tree is counted once: the
//! part with the set's first story is not cut again in the same direction.

/// Widths that modules can have, and how one is divided by a vertical cut.
#[derive(Clone, Debug)]
pub(super) struct Widths {
    /// In 字.
    pub cells: Vec<u16>,
    /// For each width the pairs it can be cut into.
    pub splits: Vec<Vec<(usize, usize)>>,
}

/// A set of stories, one bit each.
pub(super) type Set = u16;

/// Which kind of node a rectangle is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Kind {
    /// A single story.
    Leaf,
    /// Parts one above the other.
    Stack,
    /// Parts side by side.
    Row,
}

/// Weights of one set and width over heights.
#[derive(Clone, Debug, Default)]
struct Band {
    low: u16,
    z: Vec<f64>,
}

impl Band {
    fn at(&self, height: u16) -> f64 {
        let Some(i) = height.checked_sub(self.low) else { return 0.0 };
        self.z.get(usize::from(i)).copied().unwrap_or(0.0)
    }

    fn trimmed(low: u16, z: Vec<f64>) -> Self {
        let Some(first) = z.iter().position(|z| *z > 0.0) else { return Self::default() };
        let last = z.iter().rposition(|z| *z > 0.0).unwrap_or(first);
        Self { low: low + first as u16, z: z[first..=last].to_vec() }
    }

    fn end(&self) -> u16 {
        self.low + self.z.len() as u16
    }
}

/// The weights of all sets.
#[derive(Clone, Debug)]
pub(super) struct Fill {
    pub widths: Widths,
    pub items: usize,
    /// By set, then width.
    leaves: Vec<Vec<Band>>,
    stacks: Vec<Vec<Band>>,
    rows: Vec<Vec<Band>>,
}

/// What bounds the heights that are worth looking at.
#[derive(Clone, Debug)]
pub(super) struct Bounds {
    /// Least and most area of each story, in 字 × lines with the free line (or, on base columns, columns × lines).
    pub areas: Vec<(u32, u32)>,
    /// The area there is: least and most, where the page can be divided in ways that lose a strip.
    pub total: (u32, u32),
    /// Highest rectangle, in lines.
    pub most: u16,
    /// Measure of a width for areas.
    pub weigh: Vec<u32>,
}

impl Bounds {
    /// Bounds that leave out nothing up to a height.
    pub(super) fn open(items: usize, widths: &Widths, most: u16) -> Self {
        let weigh = widths.cells.iter().map(|c| u32::from(*c)).collect();
        Self { areas: vec![(0, 0); items], total: (0, u32::MAX), most, weigh }
    }

    /// Heights that leave the other stories an area they can fill.
    fn heights(&self, set: Set, width: usize) -> (u16, u16) {
        let rest = |pick: fn(&(u32, u32)) -> u32| -> u32 {
            self.areas.iter().enumerate().filter(|(i, _)| set & (1 << i) == 0).map(|(_, a)| pick(a)).sum()
        };
        let (least, most) = (self.total.0.saturating_sub(rest(|a| a.1)), self.total.1.saturating_sub(rest(|a| a.0)));
        let per_line = self.weigh[width].max(1);
        let low = (least / per_line).saturating_sub(1).min(u32::from(self.most));
        let high = (most / per_line).min(u32::from(self.most));
        (low as u16, high as u16)
    }
}

/// Looks at `stop` between sets, so that a long search can be given up.
pub(super) fn fill(
    widths: Widths,
    leaves: &[Vec<Vec<f64>>],
    bounds: &Bounds,
    stop: &mut dyn FnMut() -> bool,
) -> Option<Fill> {
    let items = leaves.len();
    let sets = 1usize << items;
    let empty = || vec![vec![Band::default(); widths.cells.len()]; sets];
    let mut fill = Fill { widths: widths.clone(), items, leaves: empty(), stacks: empty(), rows: empty() };
    for (item, of_item) in leaves.iter().enumerate() {
        for (w, heights) in of_item.iter().enumerate() {
            fill.leaves[1 << item][w] = Band::trimmed(0, heights.clone());
        }
    }
    // Smaller sets first: every proper part of a set has a smaller number.
    for set in 1..sets {
        if set & 0xff == 0 && stop() {
            return None;
        }
        if set.count_ones() < 2 {
            continue;
        }
        for w in 0..widths.cells.len() {
            let (low, high) = bounds.heights(set as Set, w);
            if low <= high {
                let (stack, row) = fill.combine(set, w, low, high);
                fill.stacks[set][w] = stack;
                fill.rows[set][w] = row;
            }
        }
    }
    Some(fill)
}

/// The parts of `set` that hold its first story, each with the rest.
fn parts(set: usize) -> impl Iterator<Item = (usize, usize)> {
    let first = set & set.wrapping_neg();
    let others = set ^ first;
    // All subsets of the others but all of them.
    let mut sub = others;
    std::iter::from_fn(move || {
        if sub == 0 {
            return None;
        }
        sub = (sub - 1) & others;
        Some((first | sub, others ^ sub))
    })
}

impl Fill {
    fn combine(&self, set: usize, w: usize, low: u16, high: u16) -> (Band, Band) {
        let mut stack = vec![0.0; usize::from(high - low) + 1];
        let mut row = stack.clone();
        for (a, b) in parts(set) {
            for upper in [&self.leaves[a][w], &self.rows[a][w]] {
                for lower in [&self.leaves[b][w], &self.rows[b][w], &self.stacks[b][w]] {
                    add_stacked(&mut stack, low, upper, lower);
                }
            }
            for (left, right) in &self.widths.splits[w] {
                self.add_row((a, *left), (b, *right), low, &mut row);
            }
        }
        (Band::trimmed(low, stack), Band::trimmed(low, row))
    }

    fn add_row(&self, (a, left): (usize, usize), (b, right): (usize, usize), low: u16, row: &mut [f64]) {
        for beside in [&self.leaves[a][left], &self.stacks[a][left]] {
            for other in [&self.leaves[b][right], &self.stacks[b][right], &self.rows[b][right]] {
                add_beside(row, low, beside, other);
            }
        }
    }

    fn band(&self, kind: Kind, set: Set, width: usize) -> &Band {
        let set = usize::from(set);
        match kind {
            Kind::Leaf => &self.leaves[set][width],
            Kind::Stack => &self.stacks[set][width],
            Kind::Row => &self.rows[set][width],
        }
    }

    /// The weight of all ways to fill `width` × `height` with `set`.
    pub(super) fn weight(&self, set: Set, width: usize, height: u16) -> f64 {
        [Kind::Leaf, Kind::Stack, Kind::Row].into_iter().map(|k| self.band(k, set, width).at(height)).sum()
    }

    /// Every way to begin: the kinds of node and, for cut ones, the two parts, with their weights.
    pub(super) fn ways(&self, set: Set, width: usize, height: u16, but: Option<Kind>) -> Vec<(f64, Way)> {
        let mut ways = Vec::new();
        let own = self.leaves[usize::from(set)][width].at(height);
        if own > 0.0 {
            ways.push((own, Way::Leaf));
        }
        for (a, b) in parts(usize::from(set)) {
            if but != Some(Kind::Stack) {
                self.stacked_ways((a as Set, b as Set), width, height, &mut ways);
            }
            if but != Some(Kind::Row) {
                self.beside_ways((a as Set, b as Set), width, height, &mut ways);
            }
        }
        ways
    }

    fn stacked_ways(&self, (a, b): (Set, Set), width: usize, height: u16, ways: &mut Vec<(f64, Way)>) {
        let first = [self.band(Kind::Leaf, a, width), self.band(Kind::Row, a, width)];
        let low = first.iter().filter(|f| !f.z.is_empty()).map(|f| f.low).min();
        let Some(low) = low else { return };
        let high = first.iter().map(|f| f.end()).max().unwrap_or(0);
        for upper in low..high {
            let Some(lower) = height.checked_sub(upper + 1) else { break };
            let z: f64 = first.iter().map(|f| f.at(upper)).sum::<f64>() * self.weight(b, width, lower);
            if z > 0.0 {
                ways.push((z, Way::Stack { a, upper, b, lower }));
            }
        }
    }

    fn beside_ways(&self, (a, b): (Set, Set), width: usize, height: u16, ways: &mut Vec<(f64, Way)>) {
        for &(left, right) in &self.widths.splits[width] {
            let z = (self.band(Kind::Leaf, a, left).at(height) + self.band(Kind::Stack, a, left).at(height))
                * self.weight(b, right, height);
            if z > 0.0 {
                ways.push((z, Way::Row { a, left, b, right }));
            }
        }
    }
}

/// A first step into a rectangle.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Way {
    Leaf,
    Stack { a: Set, upper: u16, b: Set, lower: u16 },
    Row { a: Set, left: usize, b: Set, right: usize },
}

fn add_stacked(into: &mut [f64], low: u16, upper: &Band, lower: &Band) {
    if upper.z.is_empty() || lower.z.is_empty() {
        return;
    }
    let end = usize::from(low) + into.len();
    for (i, z) in upper.z.iter().enumerate().filter(|(_, z)| **z > 0.0) {
        // One line stays free between them.
        let from = usize::from(upper.low) + i + 1 + usize::from(lower.low);
        if from >= end {
            break;
        }
        let skip = usize::from(low).saturating_sub(from);
        if skip >= lower.z.len() {
            continue;
        }
        let at = from + skip - usize::from(low);
        let targets = into[at..].iter_mut();
        for (target, other) in targets.zip(&lower.z[skip..]) {
            *target += z * other;
        }
    }
}

fn add_beside(into: &mut [f64], low: u16, a: &Band, b: &Band) {
    let from = low.max(a.low).max(b.low);
    let end = (low + into.len() as u16).min(a.end()).min(b.end());
    for height in from..end {
        into[usize::from(height - low)] += a.at(height) * b.at(height);
    }
}

/// The widths of `columns` base columns, cut anywhere between two of them.
pub(super) fn column_widths(columns: u16, chars_of: &dyn Fn(u16) -> u16) -> Widths {
    let cells = (1..=columns).map(chars_of).collect();
    let splits = (0..usize::from(columns)).map(|w| (0..w).map(|left| (left, w - left - 1)).collect()).collect();
    Widths { cells, splits }
}
