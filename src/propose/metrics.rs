//! The measures of a page, planned or real: each with its target, all in one score.

use serde::Serialize;

use super::rules::{Limits, Weights, importance};
use super::view::{HeadView, View};
use crate::geom::{Length, Rect};
use crate::model::PageSetup;

/// The measures of a page.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Metrics {
    /// Lines that found no place.
    pub overset_lines: u32,
    /// Column-lines left empty, in per mille of the page's.
    pub short: f64,
    /// The same as a count.
    pub short_lines: u32,
    /// Part of the type area that is neither module, gutter, air nor wall, with the empty column-lines; per cent.
    pub dead_white: f64,
    /// 碰题: pairs of horizontal heads side by side, tops within two lines, sizes within a step or a quarter.
    pub butting_heads: u32,
    /// 通线: gutters that run through the whole page in its middle half.
    pub through_lines: u32,
    /// Pairs of boxes side by side or one on the other.
    pub boxes_touch: u32,
    /// Heads larger than one that stands higher and ranks higher.
    pub outsized_heads: u32,
    /// Vertical heads.
    pub vertical_heads: u32,
    /// Pairs of vertical heads one under the other at one side: a staircase.
    pub stacked_heads: u32,
    /// The largest picture, in per cent of the type area.
    pub largest: f64,
    /// Whether the largest picture belongs to the strongest story that has one.
    pub lead_picture: bool,
    /// Modules that are no rectangles and threads that are broken.
    pub broken: u32,
    /// Legs outside the limits of measure and depth.
    pub odd_legs: u32,
    /// Spearman's correlation of rank and size of head, over the best that these ranks can reach; 1: as it should be.
    pub hierarchy: f64,
    /// Importance × value of position (上左 > 上右 > 下右 > 下左), over the best order of the same places.
    pub position: f64,
    /// Whether the lead stands at the top left.
    pub lead_top_left: bool,
    /// Least and most fill of a headline, 1 = its whole measure.
    pub head_fill: [f64; 2],
    /// Worst crop of a picture, per cent.
    pub crop: f64,
    /// Pictures that do not stand in their story's module.
    pub stray_pictures: u32,
    /// Largest picture over the next; 0 where there are not two.
    pub dominance: f64,
    /// Pictures, in per cent of the type area.
    pub art: f64,
    /// Pairs of pictures of two stories that touch.
    pub pictures_touch: u32,
    /// Modules that do not stand on the grid.
    pub off_grid: u32,
    /// Distinct edges of modules, across and down.
    pub edges: [u32; 2],
    /// How far the centre of ink lies off the middle, in per cent of the page's size.
    pub balance: f64,
    /// Kinds of top there are: horizontal, vertical, picture, boxed.
    pub kinds: u32,
    /// Sum of the modules' own faults of form.
    pub taste: f64,
    /// Part of the modules' area that stands elsewhere than before; 0 for a new page.
    pub moved: f64,
    /// Modules that stand in another place than before, where an existing page was fitted again.
    pub moved_blocks: Option<u32>,
}

/// What of a page is not modules.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub setup: PageSetup,
    /// Blocks that stay.
    pub walls: Vec<Rect>,
    /// The ladder, for steps between two heads.
    pub ladder: Vec<Length>,
    pub limits: Limits,
}

/// Boxes of groups, and their labels.
#[derive(Clone, Default, Debug)]
pub(super) struct Frames {
    pub boxes: Vec<Rect>,
    pub labels: Vec<Rect>,
}

/// The measures of a page of modules.
pub(super) fn of(views: &[View], frames: &Frames, facts: &Facts) -> Metrics {
    let area = facts.setup.type_area();
    let mm2 = |r: Rect| r.width.as_mm() * r.height.as_mm();
    let whole = mm2(area).max(1.0);
    let grid = facts.setup.grid;
    let short: u32 = views.iter().map(|v| v.short).sum();
    let lines = f64::from(grid.columns()) * f64::from(grid.lines());
    let art = art(views);
    let empty: f64 = views.iter().map(|v| f64::from(v.short) * f64::from(v.measure)).sum::<f64>()
        * grid.cell().as_mm()
        * grid.line().as_mm();
    let fills: Vec<f64> = heads(views).map(|h| f64::from(h.fill) / 1000.0).collect();
    let fold = |start: f64, pick: fn(f64, f64) -> f64| fills.iter().copied().fold(start, pick);
    Metrics {
        overset_lines: views.iter().map(|v| v.over).sum(),
        short: f64::from(short) * 1000.0 / lines,
        short_lines: short,
        dead_white: empty * 100.0 / whole,
        butting_heads: butting(views, facts),
        through_lines: through(views, frames, facts),
        boxes_touch: boxes_touch(views, frames, facts),
        outsized_heads: outsized(views, facts),
        vertical_heads: heads(views).filter(|h| h.vertical).map(|_| 1).sum(),
        stacked_heads: stacked(views, facts),
        largest: art.first().copied().unwrap_or(0.0) * 100.0 / whole,
        lead_picture: lead_picture(views),
        broken: 0,
        odd_legs: odd_legs(views, facts),
        hierarchy: hierarchy(views),
        position: position(views, area),
        lead_top_left: lead_top_left(views),
        head_fill: if fills.is_empty() { [1.0, 1.0] } else { [fold(1.0, f64::min), fold(0.0, f64::max)] },
        crop: views.iter().map(|v| f64::from(v.loss)).fold(0.0, f64::max) / 10.0,
        stray_pictures: 0,
        dominance: if art.len() > 1 { art[0] / art[1].max(1.0) } else { 0.0 },
        art: art.iter().sum::<f64>() * 100.0 / whole,
        pictures_touch: touching(views, facts),
        off_grid: views.iter().filter(|v| !v.on_grid).map(|_| 1).sum(),
        edges: edges(views),
        balance: balance(views, area),
        kinds: kinds(views),
        taste: views.iter().map(|v| f64::from(v.taste)).sum(),
        moved: 0.0,
        moved_blocks: None,
    }
}

/// Points a page keeps of a hundred.
pub(super) fn score(m: &Metrics, w: &Weights, modules: usize, pictures: usize) -> f64 {
    let over = |value: f64, target: f64| (value - target).max(0.0);
    let edges = f64::from(m.edges[0] + m.edges[1]);
    let variety = if modules < 4 { 0.0 } else { f64::from(3u32.saturating_sub(m.kinds)) };
    let dominance = if pictures < 2 { 0.0 } else { over(1.5, m.dominance) };
    let art = match pictures {
        0 => 0.0,
        _ => (over(m.art, 40.0) + over(if pictures == 1 { 10.0 } else { 20.0 }, m.art)) / 10.0,
    };
    let lost = w.short * m.short
        + w.white * over(m.dead_white, 0.5)
        + w.butting * f64::from(m.butting_heads)
        + w.through * f64::from(m.through_lines)
        + w.legs * f64::from(m.odd_legs)
        + w.hierarchy * over(1.0, m.hierarchy) * 10.0
        + w.position * over(1.0, m.position) * 10.0
        + w.head_fill * (over(0.8, m.head_fill[0]) + over(m.head_fill[1], 1.0)) * 10.0
        + w.crop * m.crop
        + w.dominant * dominance
        + w.art * art
        + w.pictures_touch * f64::from(m.pictures_touch)
        + w.boxes_touch * f64::from(m.boxes_touch)
        + w.outsized * f64::from(m.outsized_heads)
        + w.vertical * f64::from(m.vertical_heads.saturating_sub(vertical_heads(modules)))
        + w.stacked * f64::from(m.stacked_heads)
        + w.largest * over(m.largest, LARGEST)
        + if m.lead_picture { 0.0 } else { w.lead_picture }
        + w.edges * over(edges, 2.0 * modules as f64)
        + w.balance * over(m.balance, 8.0) / 10.0
        + w.variety * variety / 3.0
        + w.modules * m.taste
        + w.moved * m.moved;
    let broken = f64::from(m.overset_lines) + f64::from(m.off_grid + m.broken + m.stray_pictures) * 10.0;
    100.0 - lost - broken * 2.0 - if m.lead_top_left { 0.0 } else { 30.0 }
}

/// Per cent of the type area over which one picture drowns the page.
const LARGEST: f64 = 20.0;

/// Vertical heads that a page of so many modules carries well.
fn vertical_heads(modules: usize) -> u32 {
    u32::try_from(modules / 3).unwrap_or(3).clamp(1, 3)
}

/// Pairs of vertical heads at one edge, the modules one under the other.
fn stacked(views: &[View], facts: &Facts) -> u32 {
    let grid = facts.setup.grid;
    let upright: Vec<(&View, HeadView)> =
        views.iter().filter_map(|v| v.head.map(|h| (v, h))).filter(|(_, h)| h.vertical).collect();
    let mut pairs = 0;
    for (a, x) in &upright {
        let under = upright.iter().filter(|(b, y)| {
            let gap = b.outer.y - a.outer.bottom();
            let next = gap > Length::ZERO && gap <= grid.line() * 3;
            next && x.area.x < y.area.right() && y.area.x < x.area.right()
        });
        pairs += under.count();
    }
    u32::try_from(pairs).unwrap_or(u32::MAX)
}

/// Pairs in which a weaker story lower on the page has the larger head.
fn outsized(views: &[View], facts: &Facts) -> u32 {
    // The air under a head and a vertical head's spare length are not type.
    let line = facts.setup.grid.line();
    let mut pairs = 0;
    for strong in views {
        let Some(above) = strong.head else { continue };
        pairs += views
            .iter()
            .filter(|weak| weak.rank > strong.rank)
            .filter_map(|weak| weak.head)
            .filter(|below| below.area.y >= above.area.bottom() - line * 5 && below.size > above.size)
            .count();
    }
    u32::try_from(pairs).unwrap_or(u32::MAX)
}

fn heads(views: &[View]) -> impl Iterator<Item = HeadView> + '_ {
    views.iter().filter_map(|v| v.head)
}

/// Areas of the pictures in mm², the largest first.
fn art(views: &[View]) -> Vec<f64> {
    let mut all: Vec<f64> =
        views.iter().flat_map(|v| &v.pictures).map(|p| p.width.as_mm() * p.height.as_mm()).collect();
    all.sort_by(|a, b| b.total_cmp(a));
    all
}

/// Stories of one rank may have the largest picture in turn.
fn lead_picture(views: &[View]) -> bool {
    let own = |v: &View| v.pictures.iter().map(|p| p.width.as_mm() * p.height.as_mm()).fold(0.0, f64::max);
    let most = views.iter().map(own).fold(0.0, f64::max);
    let strongest = views.iter().filter(|v| !v.pictures.is_empty()).map(|v| v.rank).min();
    strongest.is_none_or(|rank| views.iter().any(|v| v.rank == rank && own(v) >= most))
}

fn butting(views: &[View], facts: &Facts) -> u32 {
    let mut pairs = 0;
    for (i, a) in views.iter().enumerate() {
        pairs += views[i + 1..].iter().filter(|b| butt(a, b, facts)).count();
    }
    u32::try_from(pairs).unwrap_or(u32::MAX)
}

/// Whether two heads stand side by side at one level and look alike. A box round one of them parts them, unless they are
/// of one size.
fn butt(a: &View, b: &View, facts: &Facts) -> bool {
    let (Some(x), Some(y)) = (a.head, b.head) else { return false };
    if x.vertical != y.vertical {
        return false;
    }
    let parted = a.boxed != b.boxed || a.house != b.house;
    let (left, right) = if a.outer.x <= b.outer.x { (a, b) } else { (b, a) };
    let cell = facts.setup.grid.cell();
    if x.vertical {
        // Two upright heads back to back at one gutter.
        let (l, r) = if x.area.x <= y.area.x { (x, y) } else { (y, x) };
        let gap = r.area.x - l.area.right();
        let beside = l.area.y < r.area.bottom() && r.area.y < l.area.bottom();
        return beside && !parted && gap <= cell * 3 && alike(x.size, y.size, facts);
    }
    let beside = right.outer.x - left.outer.right() <= cell * 3 && right.outer.x > left.outer.x;
    // Air stands above the type: heads of one size may be level where their areas are not.
    let twins = same(x.size, y.size);
    let level = (x.area.y - y.area.y).abs() <= facts.setup.grid.line() * if twins { 4 } else { 2 } + Length::um(10);
    // A picture of one's own at the gutter parts the heads as well as a rule does.
    beside && level && (twins || (!parted && alike(x.size, y.size, facts)))
}

fn same(a: Length, b: Length) -> bool {
    a.max(b) <= a.min(b).per_mille(1150)
}

/// Whether two sizes are a step of the ladder apart or less, or look the same: the larger not a quarter larger.
pub(super) fn alike(a: Length, b: Length, facts: &Facts) -> bool {
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    let steps = facts.ladder.iter().filter(|s| **s > low && **s <= high).count();
    steps <= 1 || high.as_nm() * 4 < low.as_nm() * 5
}

/// Gutters that nothing crosses from one side of the type area to the other, in its middle half.
fn through(views: &[View], frames: &Frames, facts: &Facts) -> u32 {
    let area = facts.setup.type_area();
    let all: Vec<Rect> =
        views.iter().map(|v| v.outer).chain(frames.labels.iter().chain(&facts.walls).copied()).collect();
    let slack = Length::um(100);
    let mut found = 0;
    let mut seen: Vec<Length> = Vec::new();
    for edge in all.iter().map(|r| r.bottom()) {
        let inside = edge > area.y + area.height / 4 && edge < area.bottom() - area.height / 4;
        let at = edge + slack * 2;
        if inside
            && !seen.iter().any(|s| (*s - edge).abs() <= slack)
            && all.iter().all(|r| r.bottom() <= at || r.y >= at)
        {
            seen.push(edge);
            found += 1;
        }
    }
    seen.clear();
    for edge in all.iter().map(|r| r.right()) {
        let at = edge + slack * 2;
        let inside = edge > area.x + area.width / 4 && edge < area.right() - area.width / 4;
        if inside
            && !seen.iter().any(|s| (*s - edge).abs() <= slack)
            && all.iter().all(|r| r.right() <= at || r.x >= at)
        {
            seen.push(edge);
            found += 1;
        }
    }
    found
}

fn odd_legs(views: &[View], facts: &Facts) -> u32 {
    let limits = &facts.limits;
    let odd = |v: &&View| {
        let measure = v.measure != 0 && !(limits.measure.0..=limits.measure.1).contains(&v.measure);
        measure || (v.capacity > 0 && (v.depth.0 < limits.depth.0 || v.depth.1 > limits.depth.1))
    };
    views.iter().filter(odd).map(|_| 1).sum()
}

/// Ranks of values, ties sharing their mean.
fn ranks(values: &[f64]) -> Vec<f64> {
    values
        .iter()
        .map(|v| {
            let below = values.iter().filter(|o| *o < v).count() as f64;
            let same = values.iter().filter(|o| *o == v).count() as f64;
            below + (same - 1.0) / 2.0
        })
        .collect()
}

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let mean = |v: &[f64]| v.iter().sum::<f64>() / v.len().max(1) as f64;
    let (ma, mb) = (mean(a), mean(b));
    let dot = |f: &dyn Fn(usize) -> f64| (0..a.len()).map(f).sum::<f64>();
    let both = dot(&|i| (a[i] - ma) * (b[i] - mb));
    let own = dot(&|i| (a[i] - ma).powi(2)) * dot(&|i| (b[i] - mb).powi(2));
    if own <= 0.0 { 1.0 } else { both / own.sqrt() }
}

/// Stories of one rank may come in any order of size, so that the correlation is taken over the best one possible.
fn hierarchy(views: &[View]) -> f64 {
    let headed: Vec<(f64, f64)> =
        views.iter().filter_map(|v| v.head.map(|h| (importance(v.rank), h.ink * h.size.as_mm()))).collect();
    if headed.len() < 2 {
        return 1.0;
    }
    let rank = ranks(&headed.iter().map(|h| h.0).collect::<Vec<_>>());
    let size = ranks(&headed.iter().map(|h| h.1).collect::<Vec<_>>());
    let mut best_order: Vec<f64> = rank.clone();
    best_order.sort_by(f64::total_cmp);
    let mut sizes = size.clone();
    sizes.sort_by(f64::total_cmp);
    let best = correlation(&best_order, &sizes);
    if best <= 0.0 { 1.0 } else { correlation(&rank, &size) / best }
}

/// What a place on the page is worth: 上左 1, 上右 0.85, 下右 0.6, 下左 0.5, and between them what lies between.
fn worth(view: &View, area: Rect) -> f64 {
    let x = (view.outer.x - area.x).as_mm() / area.width.as_mm().max(1.0);
    let y = (view.outer.y - area.y).as_mm() / area.height.as_mm().max(1.0);
    let (x, y) = (x.clamp(0.0, 1.0), y.clamp(0.0, 1.0));
    let top = 1.0 - 0.15 * x;
    let foot = 0.5 + 0.1 * x;
    top * (1.0 - y) + foot * y
}

fn position(views: &[View], area: Rect) -> f64 {
    if views.is_empty() {
        return 1.0;
    }
    let mut places: Vec<f64> = views.iter().map(|v| worth(v, area)).collect();
    let own: f64 = views.iter().zip(&places).map(|(v, p)| importance(v.rank) * p).sum();
    let mut wants: Vec<f64> = views.iter().map(|v| importance(v.rank)).collect();
    wants.sort_by(f64::total_cmp);
    places.sort_by(f64::total_cmp);
    let best: f64 = wants.iter().zip(&places).map(|(a, b)| a * b).sum();
    own / best.max(f64::EPSILON)
}

/// The strongest story stands where the eye begins: nothing above it and nothing at its left.
fn lead_top_left(views: &[View]) -> bool {
    let Some(first) = views.iter().map(|v| v.rank).min() else { return true };
    if first > crate::model::Rank::Lead {
        return true;
    }
    let before = |v: &View, other: &Rect| {
        let above = other.bottom() <= v.outer.y && other.x < v.outer.right() && v.outer.x < other.right();
        let left = other.right() <= v.outer.x && other.y < v.outer.bottom() && v.outer.y < other.bottom();
        above || left
    };
    let leads = views.iter().filter(|v| v.rank == first);
    leads.into_iter().any(|v| views.iter().all(|o| !before(v, &o.outer)))
}

fn touching(views: &[View], facts: &Facts) -> u32 {
    let near = facts.setup.grid.cell() * 2;
    let mut pairs = 0;
    for (i, a) in views.iter().enumerate() {
        for b in &views[i + 1..] {
            let meet = a.pictures.iter().any(|p| b.pictures.iter().any(|q| p.inset(-near).overlaps(*q)));
            pairs += u32::from(meet);
        }
    }
    pairs
}

fn boxes_touch(views: &[View], frames: &Frames, facts: &Facts) -> u32 {
    let boxed = views.iter().filter(|v| v.boxed).map(|v| v.outer);
    let all: Vec<Rect> = boxed.chain(frames.boxes.iter().copied()).collect();
    let near = facts.setup.grid.cell() * 2;
    let mut pairs = 0;
    for (i, a) in all.iter().enumerate() {
        // Corner to corner is no touch.
        let wide = Rect::new(a.x - near, a.y, a.width + near * 2, a.height);
        let high = Rect::new(a.x, a.y - near, a.width, a.height + near * 2);
        pairs += all[i + 1..].iter().filter(|b| wide.overlaps(**b) || high.overlaps(**b)).count();
    }
    u32::try_from(pairs).unwrap_or(u32::MAX)
}

fn edges(views: &[View]) -> [u32; 2] {
    let distinct = |mut all: Vec<i64>| {
        all.sort_unstable();
        all.dedup();
        u32::try_from(all.len()).unwrap_or(u32::MAX)
    };
    let across = views.iter().flat_map(|v| [v.outer.x.as_nm(), v.outer.right().as_nm()]).collect();
    let down = views.iter().flat_map(|v| [v.outer.y.as_nm(), v.outer.bottom().as_nm()]).collect();
    [distinct(across), distinct(down)]
}

/// Offset of the centre of ink: pictures weigh a half of their area, heads a third, text a seventh.
fn balance(views: &[View], area: Rect) -> f64 {
    let (mut sum, mut sx, mut sy) = (0.0, 0.0, 0.0);
    let mut add = |r: Rect, density: f64| {
        let weight = r.width.as_mm() * r.height.as_mm() * density;
        sum += weight;
        sx += weight * (r.x + r.width / 2).as_mm();
        sy += weight * (r.y + r.height / 2).as_mm();
    };
    for view in views {
        add(view.outer, 0.14);
        view.pictures.iter().for_each(|p| add(*p, 0.36));
        if let Some(head) = view.head {
            add(head.area, 0.2);
        }
    }
    if sum <= 0.0 {
        return 0.0;
    }
    let dx = (sx / sum - (area.x + area.width / 2).as_mm()) / area.width.as_mm().max(1.0);
    let dy = (sy / sum - (area.y + area.height / 2).as_mm()) / area.height.as_mm().max(1.0);
    dx.hypot(dy) * 100.0
}

fn kinds(views: &[View]) -> u32 {
    let flat = views.iter().any(|v| v.head.is_some_and(|h| !h.vertical));
    let vertical = views.iter().any(|v| v.head.is_some_and(|h| h.vertical));
    let boxed = views.iter().any(|v| v.boxed);
    let picture =
        views.iter().any(|v| v.head.is_some_and(|h| !h.vertical && v.pictures.iter().any(|p| p.bottom() <= h.area.y)));
    u32::from(flat) + u32::from(vertical) + u32::from(boxed) + u32::from(picture)
}

/// Whether a page keeps every hard limit.
pub(super) fn holds(m: &Metrics, limits: &Limits) -> bool {
    m.overset_lines == 0
        && m.short <= f64::from(limits.short)
        && m.dead_white <= f64::from(limits.white) / 10.0
        && m.butting_heads == 0
        && m.outsized_heads == 0
        && m.broken == 0
        && m.hierarchy * 1000.0 >= f64::from(limits.hierarchy) - 1e-6
        && m.lead_top_left
        && m.head_fill[0] * 1000.0 >= f64::from(limits.head_fill) - 0.5
        && m.head_fill[1] <= 1.0005
        && m.crop <= f64::from(limits.crop) / 10.0
        && m.stray_pictures == 0
        && m.off_grid == 0
        && (!limits.no_through_lines || m.through_lines == 0)
}
