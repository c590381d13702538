//! Where the lines end: the best set of breaks for the whole paragraph, or line by line.
//!
//! Total fit after Knuth and Plass, with CLREQ's order of means as the cost: a line that fits by itself costs nothing,
//! squeezing is cheaper than opening (先挤后拉), and one loose line costs more than several slightly opened ones.

use super::classes::Class;
use super::prepare::{Atom, Breakable};
use super::sums::{Sums, Weight};
use super::{Breaking, Measures, Setting};
use crate::geom::Length;
use crate::model::Align;

/// Where one line ends and how.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Break {
    /// First atom after the line.
    pub end: usize,
    /// Its last mark hangs.
    pub hang: bool,
    /// Broken where it must not be, since nothing else fits.
    pub forced: bool,
}

/// What the breaker has to know of a paragraph.
pub(super) struct Task<'a> {
    pub sums: &'a Sums<'a>,
    pub setting: &'a Setting,
    pub measures: &'a Measures,
    /// First-line indent.
    pub indent: Length,
    /// Indent of later lines.
    pub hanging_indent: Length,
    /// First byte of every atom's text, and the end of it all.
    pub bytes: Vec<u32>,
}

/// A cost no sum of real costs reaches; added where something is wrong that cannot always be avoided.
const ORPHAN: i64 = 30_000;
const FORCED: i64 = 60_000;

impl Task<'_> {
    /// First byte of atom `atom`.
    pub(super) fn byte_of(&self, atom: usize) -> u32 {
        self.bytes[atom]
    }

    /// Measure of line `line` less its indent.
    fn room(&self, line: usize) -> i64 {
        let indent = if line == 0 { self.indent } else { self.hanging_indent };
        (self.measures.of(line) - indent).as_nm()
    }

    /// True where the mark that begins line `line` is trimmed.
    pub(super) fn trims_start(&self, line: usize) -> bool {
        line > 0 || !self.indent.is_positive() || self.setting.trim_indented_opening
    }
}

impl Measures {
    /// The same measure for every line.
    #[must_use]
    pub fn all(measure: Length) -> Self {
        Self { first: Vec::new(), rest: measure }
    }

    /// Measure of line `line`, from 0.
    #[must_use]
    pub fn of(&self, line: usize) -> Length {
        self.first.get(line).copied().unwrap_or(self.rest)
    }

    /// How many lines have a measure that differs from the rest.
    fn irregular(&self) -> usize {
        self.first.iter().rposition(|m| *m != self.rest).map_or(0, |last| last + 1)
    }
}

/// The breaks of the whole paragraph, forced ones included; the last ends after the last atom.
pub(super) fn breaks(task: &Task<'_>) -> Vec<Break> {
    let atoms = task.sums.atoms;
    let mut all = Vec::new();
    let mut start = 0;
    while start < atoms.len() {
        let end = start + 1 + atoms[start..].iter().position(|a| a.breaking == Breakable::Must).unwrap_or(0);
        match task.setting.breaking {
            Breaking::TotalFit => total_fit(task, start, end, &mut all),
            Breaking::Greedy => greedy(task, start, end, &mut all),
        }
        start = end;
    }
    all
}

/// A line that ends at `end`, and what it costs.
#[derive(Clone, Copy)]
struct Candidate {
    end: usize,
    cost: i64,
    hang: bool,
    forced: bool,
}

/// A way to have set the atoms before `pos`.
#[derive(Clone, Copy)]
struct Node {
    pos: usize,
    cost: i64,
    from: usize,
    hang: bool,
    forced: bool,
}

const NONE: usize = usize::MAX;

fn total_fit(task: &Task<'_>, start: usize, stop: usize, out: &mut Vec<Break>) {
    let base = out.len();
    let irregular = task.measures.irregular().max(usize::from(base == 0)).saturating_sub(base);
    let mut nodes = vec![Node { pos: start, cost: 0, from: NONE, hang: false, forced: false }];
    let mut found = Vec::new();
    // Lines with a measure of their own: their number matters, so each is a layer.
    let mut layer = vec![0];
    let mut done = NONE;
    for k in 0..irregular {
        let mut next: Vec<usize> = Vec::new();
        for &from in &layer {
            candidates(task, nodes[from].pos, stop, base + k, &mut found);
            for candidate in &found {
                add(&mut nodes, &mut next, from, candidate);
            }
        }
        let finished = next.iter().copied().find(|&n| nodes[n].pos == stop);
        if let Some(end) = finished {
            if done == NONE || nodes[end].cost < nodes[done].cost {
                done = end;
            }
            next.retain(|&n| nodes[n].pos != stop);
        }
        layer = next;
    }
    let end = regular(task, &mut nodes, &layer, stop, base + irregular, done);
    collect(&nodes, end, out);
}

/// From here on all lines are alike: one best node for each place is enough.
fn regular(task: &Task<'_>, nodes: &mut Vec<Node>, layer: &[usize], stop: usize, line: usize, done: usize) -> usize {
    let Some(first) = layer.iter().map(|&n| nodes[n].pos).min() else { return done };
    let mut best = vec![NONE; stop - first + 1];
    for &n in layer {
        best[nodes[n].pos - first] = n;
    }
    if done != NONE {
        best[stop - first] = done;
    }
    let mut found = Vec::new();
    for pos in first..stop {
        let from = best[pos - first];
        if from == NONE {
            continue;
        }
        candidates(task, pos, stop, line, &mut found);
        for c in &found {
            let cost = nodes[from].cost + c.cost;
            let slot = &mut best[c.end - first];
            if *slot == NONE || cost < nodes[*slot].cost {
                *slot = nodes.len();
                nodes.push(Node { pos: c.end, cost, from, hang: c.hang, forced: c.forced });
            }
        }
    }
    best[stop - first]
}

/// Adds a node to a layer, or betters the one at the same place.
fn add(nodes: &mut Vec<Node>, layer: &mut Vec<usize>, from: usize, c: &Candidate) {
    let node = Node { pos: c.end, cost: nodes[from].cost + c.cost, from, hang: c.hang, forced: c.forced };
    match layer.iter().copied().find(|&n| nodes[n].pos == c.end) {
        Some(there) if nodes[there].cost <= node.cost => {}
        Some(there) => nodes[there] = node,
        None => {
            layer.push(nodes.len());
            nodes.push(node);
        }
    }
}

fn collect(nodes: &[Node], end: usize, out: &mut Vec<Break>) {
    let at = out.len();
    let mut n = end;
    while n != NONE && nodes[n].from != NONE {
        out.push(Break { end: nodes[n].pos, hang: nodes[n].hang, forced: nodes[n].forced });
        n = nodes[n].from;
    }
    out[at..].reverse();
}

/// All sensible ends of a line that begins at `start`; never none.
fn candidates(task: &Task<'_>, start: usize, stop: usize, line: usize, found: &mut Vec<Candidate>) {
    found.clear();
    let room = task.room(line);
    let trim = task.trims_start(line);
    let sums = task.sums;
    // No line is opened to twice its width while a fuller one can be had.
    let little = room * 11 / 20;
    let em = sums.atoms[start].em.as_nm();
    let mut last_that_fits = start + 1;
    let mut short = None;
    for end in start + 1..=stop {
        let breaks_here = end == stop || sums.atoms[end - 1].breaking == Breakable::May;
        let rough = sums.rough(start, end);
        // Cheap tests first: most places are too early, and the first ones too late end the search.
        if !breaks_here && rough < room {
            last_that_fits = end;
            continue;
        }
        // What an edge adds is a hyphen at most, so that what is far too little stays so and need not be weighed.
        if rough + em < little && end < stop {
            last_that_fits = end;
            short = Some(end);
            continue;
        }
        let weight = sums.weigh(start, end, trim);
        let least = weight.width - weight.soft - weight.stops - weight.hang;
        if least > room {
            // Widths only grow, but for the trims at the edge: one em on, nothing will fit again.
            if least > room + em {
                break;
            }
            continue;
        }
        last_that_fits = end;
        if !breaks_here {
            continue;
        }
        if weight.width < little && end < stop {
            short = Some(end);
            continue;
        }
        if let Some(c) = price(task, start, end, end == stop, room, weight, line) {
            found.push(c);
        }
    }
    if found.is_empty() {
        desperate(task, start, short, last_that_fits.min(stop), room, line, found);
    }
}

/// Nothing fits well: the early break, and a break inside what should stay whole (CLREQ: only in such lines).
fn desperate(
    task: &Task<'_>,
    start: usize,
    short: Option<usize>,
    fits: usize,
    room: i64,
    line: usize,
    found: &mut Vec<Candidate>,
) {
    if let Some(end) = short {
        let weight = task.sums.weigh(start, end, task.trims_start(line));
        found.extend(price(task, start, end, false, room, weight, line));
    }
    if short != Some(fits) || found.is_empty() {
        found.push(Candidate { end: fits, cost: FORCED, hang: false, forced: true });
    }
}

/// What the line costs; none where it cannot be squeezed in.
fn price(
    task: &Task<'_>,
    start: usize,
    end: usize,
    last: bool,
    room: i64,
    weight: Weight,
    line: usize,
) -> Option<Candidate> {
    let plain = cost_of(task, start, room - weight.width, last, weight).map(|cost| (cost, false));
    // A mark that hangs lets the rest of the line be a little wider.
    let hung = (weight.hang > 0)
        .then(|| cost_of(task, start, room - weight.width + weight.hang, last, weight).map(|cost| (cost + 15, true)))
        .flatten();
    let (mut cost, hang) = match (plain, hung) {
        (Some(a), Some(b)) => {
            if b.0 < a.0 {
                b
            } else {
                a
            }
        }
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => return None,
    };
    if last && line > 0 {
        cost += orphan_cost(&task.sums.atoms[start..end]);
    }
    Some(Candidate { end, cost, hang, forced: false })
}

/// 孤字: one character alone on a paragraph's last line.
fn orphan_cost(atoms: &[Atom]) -> i64 {
    match core_chars(atoms) {
        0 | 1 => ORPHAN,
        2 => 40,
        _ => 0,
    }
}

/// Characters other than marks and spaces.
pub(super) fn core_chars(atoms: &[Atom]) -> usize {
    let counts = |a: &&Atom| !a.class.is_mark() && !matches!(a.class, Class::Space | Class::LineBreak);
    atoms.iter().filter(counts).map(|a| usize::from(a.chars)).sum()
}

fn cost_of(task: &Task<'_>, start: usize, delta: i64, last: bool, w: Weight) -> Option<i64> {
    if delta < 0 {
        return squeeze_cost(-delta, w);
    }
    if task.setting.cell_grid || task.setting.align != Align::Justify {
        let em = task.sums.atoms[start].em.as_nm().max(1);
        // Ragged lines: as level as can be.
        return Some(if last { 0 } else { (delta * 10 / em).pow(2).min(20_000) });
    }
    if last || delta == 0 {
        return Some(0);
    }
    if delta <= w.take {
        return Some(25 + 60 * delta / w.take.max(1));
    }
    let em = task.sums.atoms[start].em.as_nm().max(1);
    let opened = (delta - w.take) * 1000 / em / i64::from(w.opens.max(1));
    let opened = if w.opens == 0 { 1000 } else { opened };
    let loose = (opened - 100).max(0) * 40 + if opened > 250 { 20_000 } else { 0 };
    Some(if w.take > 0 { 60 } else { 30 } + opened * opened / 10 + loose)
}

fn squeeze_cost(need: i64, w: Weight) -> Option<i64> {
    if need <= w.soft {
        // Marks squeezed to the last are as ugly as a slightly opened line.
        let part = need * 1000 / w.soft.max(1);
        Some(40 + part / 10 + 300 * part * part / 1_000_000 * part / 1000)
    } else if need <= w.soft + w.stops {
        Some(450 + 300 * (need - w.soft) / w.stops.max(1))
    } else {
        None
    }
}

/// Line by line: push in what can be squeezed in, else push out.
fn greedy(task: &Task<'_>, start: usize, stop: usize, out: &mut Vec<Break>) {
    let mut found = Vec::new();
    let mut pos = start;
    while pos < stop {
        let line = out.len();
        candidates(task, pos, stop, line, &mut found);
        let room = task.room(line);
        let natural = |c: &Candidate| task.sums.weigh(pos, c.end, task.trims_start(line)).width <= room;
        // The longest that fits as it is; a longer one if it costs no more than opening that one would.
        let fitting = found.iter().filter(|c| natural(c)).max_by_key(|c| c.end);
        let pushed = found.iter().filter(|c| !natural(c)).min_by_key(|c| c.end);
        let chosen = match (fitting, pushed) {
            (Some(a), Some(b)) if b.cost < a.cost => b,
            (Some(a), _) => a,
            (None, Some(b)) => b,
            (None, None) => return,
        };
        out.push(Break { end: chosen.end, hang: chosen.hang, forced: chosen.forced });
        pos = chosen.end;
    }
}
