//! The search: trees are drawn, laid on the page, made up so that no heads butt, and kept if they are good.

use std::collections::BTreeMap;

use fastrand::Rng;

use super::cuts::{Fill, Set};
use super::ground::Field;
use super::group::Nest;
use super::metrics::{self, Facts, Frames, Metrics};
use super::rules::Weights;
use super::tree::{Laid, Sampler, Spot, Tree, lay};
use super::variant::{Table, Variant};
use super::view::{self, View};
use crate::model::{PageSetup, Rank};

/// A page as planned.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub forest: Vec<(Field, Tree)>,
    pub spots: Vec<Spot>,
    /// Boxes of groups.
    pub boxes: Vec<Spot>,
    /// Which variant of its table each spot takes.
    pub picks: Vec<usize>,
    pub score: f64,
    pub metrics: Metrics,
}

/// What the search works with; it does not change while it runs.
pub(super) struct Stage<'a> {
    pub setup: PageSetup,
    pub facts: &'a Facts,
    pub weights: &'a Weights,
    pub fill: &'a Fill,
    pub tables: &'a [Table],
    pub ranks: &'a [Rank],
    /// What the page is cut for: stories and groups.
    pub slots: &'a [Slot],
    pub nests: &'a [Nest],
    /// Which story must stand at the top left, and which slot it is in.
    pub lead: Option<(usize, usize)>,
    pub pictures: usize,
    /// Whether the items stand where they must.
    pub pinned: &'a dyn Fn(&[Spot]) -> bool,
    /// Part of the area that stands elsewhere than before.
    pub moved: &'a dyn Fn(&[Spot]) -> f64,
}

/// What one rectangle of the page holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Slot {
    Story(usize),
    Group(usize),
}

/// Draws trees for the page and for the boxes in it.
pub(super) struct Samplers<'f> {
    page: Sampler<'f>,
    /// By group, then width.
    nests: Vec<Vec<Option<Sampler<'f>>>>,
}

impl<'f> Samplers<'f> {
    pub(super) fn of(fill: &'f Fill, nests: &'f [Nest]) -> Self {
        let of_room = |room: &'f Option<super::group::Room>| room.as_ref()?.fill.as_ref().map(Sampler::new);
        let nests = nests.iter().map(|n| n.rooms.iter().map(of_room).collect()).collect();
        Self { page: Sampler::new(fill), nests }
    }

    /// A tree of stories that fills `width` × `height` with the slots of `set`; groups are drawn in their boxes.
    fn draw(&mut self, stage: &Stage<'_>, rng: &mut Rng, (set, width, height): (Set, usize, u16)) -> Option<Tree> {
        let drawn = self.page.draw(rng, set, width, height)?;
        let nests = &mut self.nests;
        drawn.exchanged(&mut |item, width, lines| match stage.slots[item] {
            Slot::Story(item) => Some(Tree::Leaf { item, width, lines }),
            Slot::Group(group) => boxed(stage, rng, nests, (group, width, lines)),
        })
    }
}

fn boxed(
    stage: &Stage<'_>,
    rng: &mut Rng,
    nests: &mut [Vec<Option<Sampler<'_>>>],
    (group, width, lines): (usize, usize, u16),
) -> Option<Tree> {
    let nest = &stage.nests[group];
    let room = nest.rooms[width].as_ref()?;
    let all = ((1u32 << nest.members.len()) - 1) as Set;
    let inner = nests[group][width].as_mut()?.draw(rng, all, 0, lines.checked_sub(room.rows().0)?)?;
    let inner =
        inner.exchanged(&mut |item, width, lines| Some(Tree::Leaf { item: nest.members[item], width, lines }))?;
    let inset = room.inset(width, stage.setup.grid.gap());
    let width = stage.fill.widths.cells[width];
    Some(Tree::Nest { group, width, lines, inset, inner: Box::new(inner) })
}

impl Stage<'_> {
    fn all(&self) -> Set {
        ((1u32 << self.fill.items) - 1) as Set
    }

    fn variants(&self, spot: &Spot) -> &[Variant] {
        let by_height = &self.tables[spot.item].by_width[spot.index];
        by_height.get(usize::from(spot.lines)).map_or(&[], Vec::as_slice)
    }
}

/// A way to divide the page into rectangles, and the weights of all ways to share the stories out among them.
pub(super) struct Shares {
    pub fields: Vec<Field>,
    /// By rectangle and set of stories that are left: the weight of all ways to fill this one and those after it.
    sums: BTreeMap<(usize, Set), f64>,
    pub total: f64,
}

/// The shares of a way; none where nothing fills it.
pub(super) fn shares(stage: &Stage<'_>, fields: Vec<Field>) -> Option<Shares> {
    let mut shares = Shares { fields, sums: BTreeMap::new(), total: 0.0 };
    shares.total = shares.sum(stage, 0, stage.all());
    (shares.total > 0.0).then_some(shares)
}

impl Shares {
    fn weight(&self, stage: &Stage<'_>, index: usize, set: Set) -> f64 {
        let field = self.fields[index];
        let leads = index > 0 || stage.lead.is_none_or(|(_, slot)| set & (1 << slot) != 0);
        if !leads || field.columns == 0 || field.lines < 2 {
            return 0.0;
        }
        stage.fill.weight(set, usize::from(field.columns) - 1, field.lines - 1)
    }

    fn sum(&mut self, stage: &Stage<'_>, index: usize, left: Set) -> f64 {
        if index + 1 == self.fields.len() {
            return if left == 0 { 0.0 } else { self.weight(stage, index, left) };
        }
        if let Some(known) = self.sums.get(&(index, left)) {
            return *known;
        }
        let mut sum = 0.0;
        let mut sub = left;
        while sub != 0 {
            let own = self.weight(stage, index, sub);
            if own > 0.0 {
                sum += own * self.sum(stage, index + 1, left & !sub);
            }
            sub = (sub - 1) & left;
        }
        self.sums.insert((index, left), sum);
        sum
    }

    /// The set for rectangle `index` at which the running sum of weights passes `at`.
    fn at(&mut self, stage: &Stage<'_>, index: usize, left: Set, mut at: f64) -> Option<Set> {
        let mut chosen = None;
        let mut sub = left;
        while sub != 0 {
            let own = self.weight(stage, index, sub);
            let weight = if own > 0.0 { own * self.sum(stage, index + 1, left & !sub) } else { 0.0 };
            if weight > 0.0 {
                chosen = Some(sub);
                if at < weight {
                    break;
                }
                at -= weight;
            }
            sub = (sub - 1) & left;
        }
        chosen
    }

    /// Shares the stories out, each way in proportion to its weight.
    fn draw(&mut self, stage: &Stage<'_>, rng: &mut Rng) -> Option<Vec<Set>> {
        let mut left = stage.all();
        let mut sets = Vec::with_capacity(self.fields.len());
        for index in 0..self.fields.len() {
            if index + 1 == self.fields.len() {
                sets.push(left);
                break;
            }
            let at = rng.f64() * self.sum(stage, index, left);
            let set = self.at(stage, index, left, at)?;
            sets.push(set);
            left &= !set;
        }
        Some(sets)
    }
}

/// Points behind the best page within which other orders of a page's parts are tried.
const NEAR: f64 = 12.0;

/// Draws one page and makes the best of it. The second value says how many pages were scored for it.
pub(super) fn draw(
    stage: &Stage<'_>,
    shares: &mut Shares,
    samplers: &mut Samplers<'_>,
    rng: &mut Rng,
    best: f64,
) -> (Option<Plan>, usize) {
    let Some(sets) = shares.draw(stage, rng) else { return (None, 0) };
    let mut forest = Vec::with_capacity(sets.len());
    for (field, set) in shares.fields.iter().zip(sets) {
        let room = (set, usize::from(field.columns) - 1, field.lines - 1);
        let Some(mut tree) = samplers.draw(stage, rng, room) else { return (None, 0) };
        tree.shuffle(rng);
        forest.push((*field, tree));
    }
    if let (Some((lead, _)), Some((_, tree))) = (stage.lead, forest.first_mut()) {
        tree.lead_with(lead);
    }
    let mut scored = 0;
    let Some(mut plan) = made_up(stage, forest, &mut scored) else { return (None, scored) };
    // Pages far behind are not worth turning about.
    if plan.score > best - NEAR {
        turned_about(stage, &mut plan, rng, &mut scored);
    }
    let fits = (stage.pinned)(&plan.spots);
    (fits.then_some(plan), scored)
}

/// Tries other orders of parts at single cuts.
fn turned_about(stage: &Stage<'_>, plan: &mut Plan, rng: &mut Rng, scored: &mut usize) {
    let cuts: usize = plan.forest.iter().map(|(_, t)| t.cuts()).sum();
    for _ in 0..cuts {
        let mut forest = plan.forest.clone();
        let mut n = rng.usize(0..cuts.max(1));
        let parts = forest.iter_mut().find_map(|(_, t)| t.cut_mut(&mut n));
        let Some(parts) = parts else { return };
        let (i, j) = (rng.usize(0..parts.len()), rng.usize(0..parts.len()));
        if i == j {
            continue;
        }
        parts.swap(i, j);
        if let (Some((lead, _)), Some((_, tree))) = (stage.lead, forest.first_mut()) {
            tree.lead_with(lead);
        }
        if let Some(other) = made_up(stage, forest, scored)
            && other.score > plan.score
        {
            *plan = other;
        }
    }
}

/// Lays a forest out and picks the variants that make the best page of it.
pub(super) fn made_up(stage: &Stage<'_>, forest: Vec<(Field, Tree)>, scored: &mut usize) -> Option<Plan> {
    let grid = stage.setup.grid;
    let mut laid = Laid::default();
    for (field, tree) in &forest {
        let at = (grid.char_of_column(field.column), field.line);
        lay(tree, &stage.fill.widths.cells, grid.gap(), at, &mut laid);
    }
    let Laid { spots, boxes, house } = laid;
    let cheapest = |spot: &Spot| {
        let variants = stage.variants(spot);
        (0..variants.len()).min_by(|a, b| variants[*a].cost.total_cmp(&variants[*b].cost))
    };
    let mut picks: Vec<usize> = spots.iter().map(cheapest).collect::<Option<_>>()?;
    let seen = |i: usize, pick: usize| {
        let (spot, rank) = (&spots[i], stage.ranks[spots[i].item]);
        View { house: house[i], ..view::of(stage.setup, spot, &stage.variants(spot)[pick], rank) }
    };
    let mut views: Vec<View> = picks.iter().enumerate().map(|(i, p)| seen(i, *p)).collect();
    let frames = frames(stage, &boxes);
    let moved = (stage.moved)(&spots);
    let mut judge = |views: &[View]| {
        *scored += 1;
        let metrics = Metrics { moved, ..metrics::of(views, &frames, stage.facts) };
        (metrics::score(&metrics, stage.weights, views.len(), stage.pictures), metrics)
    };
    let (mut score, mut metrics) = judge(&views);
    for _ in 0..2 {
        let mut better = false;
        for (i, spot) in spots.iter().enumerate() {
            for pick in (0..stage.variants(spot).len()).filter(|p| *p != picks[i]).collect::<Vec<_>>() {
                if pick == picks[i] {
                    continue;
                }
                let old = std::mem::replace(&mut views[i], seen(i, pick));
                let (new, m) = judge(&views);
                if new > score {
                    (score, metrics, picks[i], better) = (new, m, pick, true);
                } else {
                    views[i] = old;
                }
            }
        }
        if !better {
            break;
        }
    }
    Some(Plan { forest, spots, boxes, picks, score, metrics })
}

/// The boxes of groups, and their labels, on paper.
fn frames(stage: &Stage<'_>, boxes: &[Spot]) -> Frames {
    let mut frames = Frames::default();
    for spot in boxes {
        let (frame, label, _) = stage.nests[spot.item].places(spot);
        frames.boxes.push(stage.setup.area_of(frame));
        frames.labels.push(stage.setup.area_of(label));
    }
    frames
}

/// The best pages met so far, no two with the same places.
#[derive(Debug)]
pub(super) struct Pool {
    pub plans: Vec<Plan>,
    most: usize,
}

impl Pool {
    pub(super) fn new(most: usize) -> Self {
        Self { plans: Vec::new(), most }
    }

    pub(super) fn best(&self) -> f64 {
        self.plans.first().map_or(f64::NEG_INFINITY, |p| p.score)
    }

    /// Takes the plan in; true where it is the best so far.
    pub(super) fn take(&mut self, plan: Plan) -> bool {
        if self.plans.len() == self.most && self.plans.last().is_some_and(|p| p.score >= plan.score) {
            return false;
        }
        let mut key = plan.spots.clone();
        key.sort_unstable();
        let same = self.plans.iter().position(|p| {
            (p.score - plan.score).abs() < 40.0 && {
                let mut other = p.spots.clone();
                other.sort_unstable();
                other == key
            }
        });
        if let Some(same) = same {
            if self.plans[same].score >= plan.score {
                return false;
            }
            self.plans.remove(same);
        }
        let at = self.plans.partition_point(|p| p.score >= plan.score);
        if at >= self.most {
            return false;
        }
        self.plans.insert(at, plan);
        self.plans.truncate(self.most);
        at == 0
    }
}

/// How far two pages differ: the part of the modules' area that does not stand where the same story's stands on the
/// other page, 0–1.
pub(super) fn difference(a: &[Spot], b: &[Spot]) -> f64 {
    let area = |s: &Spot| f64::from(s.width) * f64::from(s.lines);
    let whole: f64 = a.iter().chain(b).map(area).sum();
    let mut same = 0.0;
    for spot in a {
        for other in b.iter().filter(|o| o.item == spot.item) {
            let across =
                (spot.char + spot.width).min(other.char + other.width).saturating_sub(spot.char.max(other.char));
            let down = (spot.line + spot.lines).min(other.line + other.lines).saturating_sub(spot.line.max(other.line));
            same += f64::from(across) * f64::from(down);
        }
    }
    if whole <= 0.0 { 0.0 } else { 1.0 - 2.0 * same / whole }
}
