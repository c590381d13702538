//! From a request to proposals: measured, cut, drawn, laid out, judged.

use std::sync::Arc;

use fastrand::Rng;

use super::build::{self, Built};
use super::card::{self, Line};
use super::copy::Copy;
use super::cuts::{self, Bounds, Fill};
use super::face;
use super::ground::{self, Field, Ground};
use super::group::{self, Nest};
use super::metrics::{self, Facts, Metrics};
use super::pinwheel;
use super::real;
use super::refit;
use super::request::{self, Keep, Request};
use super::rules::{Limits, Weights};
use super::search::{self, Plan, Pool, Samplers, Shares, Slot, Stage, difference};
use super::tree::Spot;
use super::trouble::{self, Trouble};
use super::variant::{self, Shop, Table};
use super::view;
use crate::edit::Command;
use crate::id::{BlockId, StoryId};
use crate::layout::{Cache, Composed, Gauge, lay_out_quickly};
use crate::library::Library;
use crate::model::{BlockKind, Edition, Page, Rank, Story};

/// A page that could be.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// What makes it of the page as it is: all of them as one step.
    pub commands: Vec<Command>,
    /// The page.
    pub page: Arc<Page>,
    /// The page laid out.
    pub composed: Composed,
    /// Points of a hundred.
    pub score: f64,
    /// What was measured on the page as it is laid out.
    pub metrics: Metrics,
    /// The same, measure by measure, in sentences.
    pub card: Vec<Line>,
}

/// What was looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Serialize)]
pub struct Statistics {
    /// Trees drawn.
    pub drawn: usize,
    /// Pages scored.
    pub scored: usize,
    /// Different pages kept as candidates.
    pub candidates: usize,
    /// Candidates laid out for good.
    pub laid_out: usize,
    /// Of these, those that missed a limit.
    pub refused: usize,
}

impl Statistics {
    pub(super) fn add(&mut self, other: Self) {
        self.drawn += other.drawn;
        self.scored += other.scored;
        self.candidates += other.candidates;
        self.laid_out += other.laid_out;
        self.refused += other.refused;
    }
}

/// What came of a request.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The proposals, best first; each differs from the others by at least [`Outcome::apart`].
    pub proposals: Vec<Proposal>,
    /// Least difference between two of them: the part of the modules' area that stands elsewhere, 0–1.
    pub apart: f64,
    /// What was looked at.
    pub statistics: Statistics,
    /// Why there is none.
    pub trouble: Option<Trouble>,
    /// It was stopped before it was done.
    pub stopped: bool,
}

/// What a watcher hears.
#[derive(Clone, Copy, Debug)]
pub enum Event<'e> {
    /// So many of the stories are measured.
    Measured(usize, usize),
    /// So many trees of all are drawn.
    Drawn(usize, usize),
    /// The best proposal so far.
    Found(&'e Proposal),
}

/// Hears of events and says whether to go on.
pub type Watch<'w> = dyn FnMut(Event<'_>) -> bool + 'w;

/// Most stories that can be made up at once.
pub const MOST_STORIES: usize = 12;
/// Candidates that are kept.
const CANDIDATES: usize = 300;
/// Trees drawn between two looks at the watcher.
const BATCH: usize = 100;
/// Pages laid out for good, for each proposal asked for.
const MOST_LAID_OUT: usize = 8;
/// Difference that proposals should have, and with which one is content.
const APART: [f64; 4] = [0.4, 0.3, 0.2, 0.1];

/// Proposals for a page.
#[must_use]
pub fn propose(edition: &Edition, request: &Request, library: &Library) -> Outcome {
    propose_with(edition, request, library, &mut Cache::new(), &mut |_| true)
}

/// The same with what was composed before, and a watcher who hears of every better page and can stop the search. What it
/// answers then are the best proposals so far.
pub fn propose_with(
    edition: &Edition,
    request: &Request,
    library: &Library,
    cache: &mut Cache,
    watch: &mut Watch<'_>,
) -> Outcome {
    let Some(page) = edition.page(request.page) else {
        return Outcome { trouble: Some(trouble::no_page(request.page)), ..Outcome::default() };
    };
    if refit::asked(request)
        && let Some(outcome) = refit::refit(edition, page, request, library, cache, watch)
    {
        return outcome;
    }
    let stories = request::stories(edition, request);
    if stories.is_empty() || stories.len() > MOST_STORIES {
        return Outcome { trouble: Some(trouble::count(stories.len())), ..Outcome::default() };
    }
    let Some(case) = Case::prepare(edition, request, page, &stories, library, cache, watch) else {
        return Outcome { stopped: true, ..Outcome::default() };
    };
    let mut outcome = case.search(library, cache, watch);
    if outcome.proposals.is_empty() && !outcome.stopped {
        outcome.trouble = Some(trouble::diagnose(&case, library, cache, watch));
    }
    outcome
}

/// A request prepared: everything measured and weighed.
pub(super) struct Case<'a> {
    pub edition: &'a Edition,
    pub request: &'a Request,
    pub page: &'a Page,
    pub copies: Vec<Copy<'a>>,
    pub ground: Ground,
    pub tables: Vec<Table>,
    pub slots: Vec<Slot>,
    pub nests: Vec<Nest>,
    pub fill: Fill,
    pub facts: Facts,
    pub bounds: Bounds,
    pub weights: Weights,
}

impl<'a> Case<'a> {
    pub(super) fn prepare(
        edition: &'a Edition,
        request: &'a Request,
        page: &'a Page,
        stories: &[StoryId],
        library: &'a Library,
        cache: &mut Cache,
        watch: &mut Watch<'_>,
    ) -> Option<Self> {
        let pictures = request::pictures(edition, request, stories);
        let none = Vec::new();
        let mut copies: Vec<Copy<'a>> =
            stories.iter().filter_map(|id| Copy::of(edition, id, pictures.get(id).unwrap_or(&none))).collect();
        let groups = group::of(edition, page, request, stories);
        let labels: Vec<BlockId> = groups.iter().map(|g| g.label.clone()).collect();
        let ground = ground::of(page, request, stories, &labels);
        let grid = page.setup.grid;
        let widths = cuts::column_widths(grid.columns(), &|n| grid.chars_of(n));
        let mut cells = widths.cells.clone();
        let mut nests = Vec::new();
        for group in &groups {
            let members = group.stories.iter().filter_map(|id| copies.iter().position(|c| c.id == *id)).collect();
            nests.extend(Nest::of(page, group, members, &request.limits, &mut cells));
        }
        let most = ground.ways.iter().flatten().map(|f| f.lines - 1).max().unwrap_or(0);
        let shop = Shop { edition, setup: page.setup, limits: &request.limits, most, boxes: true };
        let columns = widths.cells.len();
        let mut tables = Vec::with_capacity(copies.len());
        {
            let mut gauge = Gauge::new(page.setup, edition, library, cache);
            let count = copies.len();
            for (i, copy) in copies.iter_mut().enumerate() {
                let nested = nests.iter().any(|n| n.members.contains(&i));
                let range = if nested { columns..cells.len() } else { 0..columns };
                tables.push(variant::table(&mut gauge, copy, &Shop { boxes: !nested, ..shop }, &cells, range));
                if !watch(Event::Measured(i + 1, count)) {
                    return None;
                }
            }
        }
        let mut slots: Vec<Slot> = Vec::new();
        let mut leaves: Vec<Vec<Vec<f64>>> = Vec::new();
        for (i, table) in tables.iter().enumerate() {
            if nests.iter().all(|n| !n.members.contains(&i)) {
                slots.push(Slot::Story(i));
                let mut leaf = weights(&table.by_width[..columns]);
                if request.weights.moved > 0.0 {
                    drawn_to(page, &copies[i].id, &mut leaf);
                }
                leaves.push(leaf);
            }
        }
        for (g, nest) in nests.iter_mut().enumerate() {
            slots.push(Slot::Group(g));
            let weigh = |member: usize, from: usize| weights(&tables[member].by_width[from..]);
            leaves.push(nest.solve(&tables, most, &weigh, &mut || !watch(Event::Drawn(0, request.pages)))?);
        }
        let bounds = bounds(&leaves, &ground, most);
        let fill = cuts::fill(widths, &leaves, &bounds, &mut || !watch(Event::Drawn(0, request.pages)))?;
        let ladder = edition.house.ladder.iter().map(|s| s.size).collect();
        let facts = Facts { setup: page.setup, walls: ground.walls.clone(), ladder, limits: request.limits.clone() };
        let part = request.area.is_some() || request.keep == Keep::Placed;
        let weights = if part { request.weights.of_a_part() } else { request.weights.clone() };
        Some(Self { edition, request, page, copies, ground, tables, slots, nests, fill, facts, bounds, weights })
    }

    /// Ways to divide the page, and pinwheels, with their weights.
    fn ways(&self, stage: &Stage<'_>, rng: &mut Rng) -> (Vec<Shares>, Vec<Shares>) {
        let ways: Vec<Shares> = self.ground.ways.iter().filter_map(|way| search::shares(stage, way.clone())).collect();
        let mut wheels = Vec::new();
        if let [one] = self.ground.ways.as_slice()
            && let [field] = one.as_slice()
        {
            wheels = pinwheel::ways(stage, *field, self.request.limits.no_through_lines, rng);
        }
        (ways, wheels)
    }

    /// What an editor calls a slot.
    pub(super) fn slot_name(&self, slot: usize) -> String {
        match self.slots.get(slot) {
            Some(Slot::Story(item)) => self.copies[*item].story.headline.text.clone(),
            Some(Slot::Group(group)) => match &self.nests[*group].label.kind {
                BlockKind::SectionHead(head) => head.text.clone(),
                _ => String::new(),
            },
            None => String::new(),
        }
    }

    /// The story that leads the page, and its slot.
    fn lead(&self) -> Option<(usize, usize)> {
        let item = self.copies.iter().position(|c| c.rank() == Rank::Lead)?;
        Some((item, self.slots.iter().position(|s| *s == Slot::Story(item))?))
    }

    /// Whether pinned stories stand in their places.
    fn pinned(&self, spots: &[Spot]) -> bool {
        self.request.pins.iter().all(|(id, place)| {
            let area = self.page.setup.area_of(*place);
            let middle = |s: &Spot| {
                let own = self.page.setup.area_of(build::place(self.page, s));
                crate::geom::Point::new(own.x + own.width / 2, own.y + own.height / 2)
            };
            let spot = spots.iter().find(|s| self.copies[s.item].id == *id);
            spot.map(middle)
                .is_none_or(|m| m.x >= area.x && m.x <= area.right() && m.y >= area.y && m.y <= area.bottom())
        })
    }

    /// Part of the modules' area that does not stand where the page has it now.
    fn moved(&self, spots: &[Spot]) -> f64 {
        let mut same = 0.0;
        let mut whole = 0.0;
        for spot in spots {
            let own = self.page.setup.area_of(build::place(self.page, spot));
            let mm2 = |w: crate::geom::Length, h: crate::geom::Length| w.as_mm().max(0.0) * h.as_mm().max(0.0);
            whole += mm2(own.width, own.height);
            let Some(block) = super::copy::article_of(self.page, &self.copies[spot.item].id) else { continue };
            let old = self.page.setup.area_of(block.place);
            let across = own.right().min(old.right()) - own.x.max(old.x);
            let down = own.bottom().min(old.bottom()) - own.y.max(old.y);
            same += mm2(across, down);
        }
        if whole > 0.0 { 1.0 - same / whole } else { 0.0 }
    }

    pub(super) fn search(&self, library: &Library, cache: &mut Cache, watch: &mut Watch<'_>) -> Outcome {
        let ranks: Vec<Rank> = self.copies.iter().map(Copy::rank).collect();
        let pinned = |spots: &[Spot]| self.pinned(spots);
        let counts_moves = self.request.weights.moved > 0.0;
        let moved = |spots: &[Spot]| if counts_moves { self.moved(spots) } else { 0.0 };
        let stage = Stage {
            setup: self.page.setup,
            facts: &self.facts,
            weights: &self.weights,
            fill: &self.fill,
            tables: &self.tables,
            ranks: &ranks,
            slots: &self.slots,
            nests: &self.nests,
            lead: self.lead(),
            pictures: self.pictures(),
            pinned: &pinned,
            moved: &moved,
        };
        let mut rng = Rng::with_seed(self.request.seed);
        let (mut ways, mut wheels) = self.ways(&stage, &mut rng);
        let mut run = Run {
            case: self,
            pool: Pool::new(CANDIDATES),
            statistics: Statistics::default(),
            shown: f64::NEG_INFINITY,
        };
        let stopped = run.draw(&stage, (&mut ways, &mut wheels), &mut rng, (library, cache), watch);
        run.statistics.candidates = run.pool.plans.len();
        let (proposals, apart) = run.choose(library, cache);
        Outcome { proposals, apart, statistics: run.statistics, trouble: None, stopped }
    }

    fn pictures(&self) -> usize {
        self.copies.iter().map(|c| c.art.len()).sum()
    }

    /// The plan laid out for good, where it keeps every limit: with faces that part neighbours, or, where these run wider,
    /// with those the stories have by themselves.
    fn lay_out(&self, plan: &Plan, library: &Library, cache: &mut Cache) -> Option<Proposal> {
        let styles = self.styles(plan);
        self.laid_out(plan, &styles, library, cache).or_else(|| self.laid_out(plan, &[], library, cache))
    }

    fn variant(&self, spot: &Spot, pick: usize) -> &variant::Variant {
        &self.tables[spot.item].by_width[spot.index][usize::from(spot.lines)][pick]
    }

    fn styles(&self, plan: &Plan) -> Vec<String> {
        let views = plan.spots.iter().zip(&plan.picks).map(|(spot, pick)| {
            view::of(self.page.setup, spot, self.variant(spot, *pick), self.copies[spot.item].rank())
        });
        let stories: Vec<&Story> = plan.spots.iter().map(|s| self.copies[s.item].story).collect();
        face::styles(&views.collect::<Vec<_>>(), &stories, &self.edition.house, &self.facts)
    }

    fn laid_out(&self, plan: &Plan, styles: &[String], library: &Library, cache: &mut Cache) -> Option<Proposal> {
        let variant_of = |s: &Spot, pick: usize| self.variant(s, pick).clone();
        let parts = (self.copies.as_slice(), self.nests.as_slice());
        let Built { page, commands } =
            build::build(self.edition, self.page, &self.ground.cleared, parts, plan, &variant_of, styles);
        let mut metrics = {
            let mut gauge = Gauge::new(self.page.setup, self.edition, library, cache);
            let own =
                |id: &BlockId| commands.iter().any(|c| matches!(c, Command::AddBlock { block, .. } if block.id == *id));
            real::grade(&mut gauge, &page, self.edition, &self.request.limits, Some(&own))
        };
        // White elsewhere on a page that stays as it is is nobody's fault here.
        if self.request.area.is_some() || self.request.keep == Keep::Placed {
            metrics.dead_white = plan.metrics.dead_white;
        }
        metrics.taste = plan.metrics.taste;
        metrics.moved = plan.metrics.moved;
        if !metrics::holds(&metrics, &self.request.limits) {
            return None;
        }
        let composed = lay_out_quickly(&page, self.edition, library, cache);
        let score = metrics::score(&metrics, &self.weights, plan.spots.len(), self.pictures());
        let card = card::of(&metrics, &self.request.limits, plan.spots.len(), self.pictures());
        Some(Proposal { commands, page: Arc::new(page), composed, score, metrics, card })
    }
}

/// How a page stands as it is: points of a hundred, the measures, and the card.
#[must_use]
pub fn grade(edition: &Edition, page: &Page, library: &Library, limits: &Limits, weights: &Weights) -> Graded {
    let mut cache = Cache::new();
    let mut gauge = Gauge::new(page.setup, edition, library, &mut cache);
    let metrics = real::grade(&mut gauge, page, edition, limits, None);
    let articles = page.blocks.iter().filter_map(|b| match &b.kind {
        BlockKind::Article(article) => Some(article.pictures.len()),
        _ => None,
    });
    let (modules, pictures) = (articles.clone().count(), articles.sum());
    let score = metrics::score(&metrics, weights, modules, pictures);
    let card = card::of(&metrics, limits, modules, pictures);
    Graded { score, holds: metrics::holds(&metrics, limits), metrics, card }
}

/// What [`grade`] says of a page.
#[derive(Clone, PartialEq, Debug)]
pub struct Graded {
    /// Points of a hundred; without the modules' own faults of form, which only a plan knows.
    pub score: f64,
    /// It keeps every limit.
    pub holds: bool,
    /// The measures.
    pub metrics: Metrics,
    /// The same in sentences.
    pub card: Vec<Line>,
}

/// A search under way.
struct Run<'c, 'a> {
    case: &'c Case<'a>,
    pool: Pool,
    statistics: Statistics,
    /// Score of the last page the watcher was shown.
    shown: f64,
}

impl Run<'_, '_> {
    /// Draws all pages of the request; true where it was stopped.
    fn draw(
        &mut self,
        stage: &Stage<'_>,
        (ways, wheels): (&mut [Shares], &mut [Shares]),
        rng: &mut Rng,
        (library, cache): (&Library, &mut Cache),
        watch: &mut Watch<'_>,
    ) -> bool {
        if ways.is_empty() && wheels.is_empty() {
            return false;
        }
        let wanted = self.case.request.pages;
        let mut samplers = Samplers::of(stage.fill, stage.nests);
        while self.statistics.drawn < wanted {
            for _ in 0..BATCH.min(wanted - self.statistics.drawn) {
                // Every way has its turn, whatever its weight: few rectangles weigh more than many. One page of three
                // is a pinwheel, where there are any.
                let (turn, drawn) = (self.statistics.drawn % 3, self.statistics.drawn);
                let wheel = ways.is_empty() || (turn == 2 && !wheels.is_empty());
                let from = if wheel { &mut *wheels } else { &mut *ways };
                let way = drawn / 3 % from.len();
                let (plan, scored) = search::draw(stage, &mut from[way], &mut samplers, rng, self.pool.best());
                self.statistics.drawn += 1;
                self.statistics.scored += scored;
                if let Some(plan) = plan {
                    self.pool.take(plan);
                }
            }
            self.show(library, cache, watch);
            if !watch(Event::Drawn(self.statistics.drawn, wanted)) {
                return true;
            }
        }
        false
    }

    /// Lays the best page out and shows it, where it is better than the last one.
    fn show(&mut self, library: &Library, cache: &mut Cache, watch: &mut Watch<'_>) {
        for plan in self.pool.plans.iter().take(4) {
            // A page that is hardly better is not worth laying out.
            if plan.score <= self.shown + 1.0 {
                return;
            }
            if !metrics::holds(&plan.metrics, &self.case.request.limits) {
                continue;
            }
            if let Some(proposal) = self.case.lay_out(plan, library, cache) {
                self.shown = plan.score;
                watch(Event::Found(&proposal));
                return;
            }
        }
    }

    /// The best pages that differ enough, each laid out.
    fn choose(&mut self, library: &Library, cache: &mut Cache) -> (Vec<Proposal>, f64) {
        let mut chosen: Vec<(&Plan, Proposal)> = Vec::new();
        let limits = &self.case.request.limits;
        let mut refused = vec![false; self.pool.plans.len()];
        for apart in APART {
            for (i, plan) in self.pool.plans.iter().enumerate() {
                if chosen.len() >= self.case.request.count {
                    break;
                }
                let near = chosen.iter().any(|(c, _)| difference(&c.spots, &plan.spots) < apart);
                let tried = self.statistics.laid_out >= self.case.request.count * MOST_LAID_OUT;
                if near || refused[i] || tried || !metrics::holds(&plan.metrics, limits) {
                    continue;
                }
                self.statistics.laid_out += 1;
                match self.case.lay_out(plan, library, cache) {
                    Some(proposal) => chosen.push((plan, proposal)),
                    None => {
                        refused[i] = true;
                        self.statistics.refused += 1;
                    }
                }
            }
        }
        chosen.sort_by(|a, b| b.1.score.total_cmp(&a.1.score));
        let mut apart: f64 = 1.0;
        for (i, (a, _)) in chosen.iter().enumerate() {
            for (b, _) in &chosen[i + 1..] {
                apart = apart.min(difference(&a.spots, &b.spots));
            }
        }
        (chosen.into_iter().map(|(_, p)| p).collect(), apart)
    }
}

/// exp(−cost) of the variants of every width and height.
fn weights(by_width: &[Vec<Vec<variant::Variant>>]) -> Vec<Vec<f64>> {
    let weight = |variants: &Vec<variant::Variant>| variants.iter().map(|v| f64::from(-v.cost).exp()).sum();
    by_width.iter().map(|heights| heights.iter().map(weight).collect()).collect()
}

/// Draws a story to the size it has on the page: a column more or less weighs as much as seven lines.
fn drawn_to(page: &Page, story: &StoryId, leaf: &mut [Vec<f64>]) {
    let Some(block) = super::copy::article_of(page, story) else { return };
    let grid = page.setup.grid;
    let area = page.setup.area_of(block.place);
    let columns = area.width.as_mm() / (grid.cell() * i64::from(grid.chars() + grid.gap())).as_mm();
    let lines = area.height.as_mm() / grid.line().as_mm();
    for (w, heights) in leaf.iter_mut().enumerate() {
        for (h, z) in heights.iter_mut().enumerate() {
            let off = (w as f64 + 1.0 - columns).abs() + (h as f64 - lines).abs() / 7.0;
            *z *= (-2.0 * off).exp();
        }
    }
}

fn bounds(leaves: &[Vec<Vec<f64>>], ground: &Ground, most: u16) -> Bounds {
    let columns = leaves.first().map_or(0, Vec::len);
    let weigh: Vec<u32> = (1..=columns).map(|c| u32::try_from(c).unwrap_or(1)).collect();
    let areas = leaves.iter().map(|by_width| {
        let mut bounds = (u32::MAX, 0);
        for (w, heights) in by_width.iter().enumerate() {
            for (h, _) in heights.iter().enumerate().filter(|(_, z)| **z > 0.0) {
                let area = weigh[w] * (u32::try_from(h).unwrap_or(0) + 1);
                bounds = (bounds.0.min(area), bounds.1.max(area));
            }
        }
        bounds
    });
    let total = |way: &Vec<Field>| way.iter().map(|f| f.area()).sum::<u32>();
    let areas = areas.map(|(low, high)| (low.min(1 << 24), high)).collect();
    let totals = ground.ways.iter().map(total);
    let total = (totals.clone().min().unwrap_or(0), totals.max().unwrap_or(0));
    Bounds { areas, total, most, weigh }
}
