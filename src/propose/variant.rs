//! Shape functions: for every width the heights an article can take exactly, and how it is made up at each.

use super::body::{self, Body, Frame, Shown};
use super::copy::{Copy, Type, size_of_step};
use super::rules::{Limits, head_sizes};
use crate::compose::Direction;
use crate::geom::Length;
use crate::layout::{Gauge, HeadSize};
use crate::model::{Edition, PageSetup, Rank};

/// How a module begins: what a neighbour sees beside its own top.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) enum Top {
    /// T: a horizontal headline.
    Title,
    /// P: a picture over the headline.
    Picture,
    /// V: a vertical headline at the left.
    Vertical,
    /// V: a vertical headline at the right.
    VerticalRight,
}

impl Top {
    pub(super) const fn is_vertical(self) -> bool {
        matches!(self, Self::Vertical | Self::VerticalRight)
    }
}

/// One way to make up an article at one width and height.
#[derive(Clone, Debug)]
pub(super) struct Variant {
    pub top: Top,
    pub boxed: bool,
    pub head: Option<Head>,
    pub air: (u8, u8),
    pub body: Body,
    /// A picture over the head.
    pub over: Option<Shown>,
    pub cost: f32,
}

/// A headline chosen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub set: Type,
    /// Rows of its type without air; the whole strip's rows when vertical.
    pub rows: u16,
    /// 字 of a vertical head's strip.
    pub strip: u16,
    pub size: HeadSize,
    /// Per mille of its measure.
    pub fill: u16,
    pub cost: f32,
}

/// All variants of an article: by width (as indexed by the widths asked for) and height.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    pub by_width: Vec<Vec<Vec<Variant>>>,
}

/// Variants of one width and height that are kept.
const KEPT: usize = 10;
/// Room of a box: 字 left and right together, rows above and below together.
pub(super) const BOX: u16 = 2;

/// What the tables of a page have in common.
pub(super) struct Shop<'a> {
    pub edition: &'a Edition,
    pub setup: PageSetup,
    pub limits: &'a Limits,
    /// Highest module, in lines.
    pub most: u16,
    /// Modules may have boxes of their own: not in the box of a group.
    pub boxes: bool,
}

/// The table of an article for modules of these widths in 字; empty for widths outside `range`.
pub(super) fn table(
    gauge: &mut Gauge<'_>,
    copy: &mut Copy<'_>,
    shop: &Shop<'_>,
    widths: &[u16],
    range: std::ops::Range<usize>,
) -> Table {
    let empty = || vec![Vec::new(); usize::from(shop.most) + 1];
    let of = |(i, w): (usize, &u16)| if range.contains(&i) { of_width(gauge, copy, shop, *w) } else { empty() };
    Table { by_width: widths.iter().enumerate().map(of).collect() }
}

fn of_width(gauge: &mut Gauge<'_>, copy: &mut Copy<'_>, shop: &Shop<'_>, width: u16) -> Vec<Vec<Variant>> {
    let mut rows: Vec<Vec<Variant>> = vec![Vec::new(); usize::from(shop.most) + 1];
    if !plausible(copy, shop, width) {
        return rows;
    }
    let may_box =
        shop.boxes && copy.art.is_empty() && copy.rank() >= Rank::Third && width >= shop.limits.measure.0 + BOX;
    for boxed in [false, true] {
        if boxed && !may_box {
            continue;
        }
        let inner = width - if boxed { BOX } else { 0 };
        let most = shop.most - if boxed { BOX } else { 0 };
        let room = Room { width, inner, boxed, frame: Frame { setup: shop.setup, limits: shop.limits, most } };
        if !upright_only(copy) {
            titled(gauge, copy, shop, &room, &mut rows);
        }
        if copy.rank() != Rank::Lead && !(boxed && copy.art.is_empty() && copy.story.headline.vertical) {
            vertical(gauge, copy, shop, &room, &mut rows);
        }
    }
    rows
}

struct Room<'a> {
    width: u16,
    inner: u16,
    boxed: bool,
    frame: Frame<'a>,
}

/// 『』 and 「」 stand in vertical lines only; the words are not ours to change. A lead stands level all the same.
fn upright_only(copy: &Copy<'_>) -> bool {
    copy.rank() != Rank::Lead && copy.story.headline.text.contains(['『', '「'])
}

/// Whether a story of its length can stand in this width at all: neither a ribbon nor a tower.
fn plausible(copy: &Copy<'_>, shop: &Shop<'_>, width: u16) -> bool {
    let chars: usize = copy.story.body.iter().map(|p| p.text().chars().count() + 4).sum();
    let rows = chars / usize::from(width.max(1));
    if copy.rank() == Rank::Lead && usize::from(width) * 5 < usize::from(shop.setup.grid.width_in_chars()) * 2 {
        return false;
    }
    // A lead may be short and wide; a small story over the whole page is a ribbon.
    let ribbon = copy.art.is_empty() && copy.rank() != Rank::Lead && rows < 5;
    rows <= usize::from(shop.most) && !ribbon
}

fn titled(gauge: &mut Gauge<'_>, copy: &mut Copy<'_>, shop: &Shop<'_>, room: &Room<'_>, rows: &mut [Vec<Variant>]) {
    let heads = heads(gauge, copy, shop, room.inner);
    if heads.is_empty() {
        return;
    }
    let bodies = body::bodies(gauge, copy, &room.frame, room.inner, 0);
    for head in &heads {
        for body in &bodies {
            aired(copy, shop, room, (*head, body, None), rows);
        }
    }
    if copy.art.is_empty() {
        return;
    }
    let width = shop.setup.grid.cell() * i64::from(room.inner);
    let Some((low, high)) = body::heights(gauge, &room.frame, copy.art[0].pixels, width) else { return };
    let caption = copy.caption_rows(gauge, 0, width);
    let bodies = body::bodies(gauge, copy, &room.frame, room.inner, 1);
    for lines in low..=high {
        let over = over(gauge, copy, shop, (lines, caption, width));
        for head in &heads {
            for body in &bodies {
                aired(copy, shop, room, (*head, body, Some(over)), rows);
            }
        }
    }
}

fn over(gauge: &Gauge<'_>, copy: &Copy<'_>, shop: &Shop<'_>, (lines, caption, width): (u16, u16, Length)) -> Shown {
    let _ = gauge;
    let frame = crate::geom::Rect::new(Length::ZERO, Length::ZERO, width, body::height(shop.setup, lines));
    let loss = super::crop::loss(frame, copy.art[0].pixels);
    Shown {
        index: 0,
        anchor: crate::model::Anchor::AboveHead,
        leg: 0,
        legs: 1,
        lines,
        caption,
        row: 0,
        x: Length::ZERO,
        width,
        loss: u16::try_from(loss).unwrap_or(1000),
    }
}

/// Air above and below a head, and what taste says to it.
const AIRS: [((u8, u8), f32); 6] =
    [((0, 1), 0.15), ((1, 1), 0.0), ((0, 2), 0.25), ((1, 2), 0.3), ((2, 2), 0.8), ((2, 1), 0.6)];

/// The same head and body with every air.
fn aired(
    copy: &Copy<'_>,
    shop: &Shop<'_>,
    room: &Room<'_>,
    (head, body, over): (Option<Head>, &Body, Option<Shown>),
    rows: &mut [Vec<Variant>],
) {
    let pad = if room.boxed { BOX } else { 0 };
    let above = over.map_or(0, |o| o.lines + o.caption + 1);
    let head_rows = head.map_or(0, |h| h.rows);
    for (air, taste) in AIRS {
        let air_rows = u16::from(air.0) + u16::from(air.1);
        let (air, air_rows) = if head.is_some() { (air, air_rows) } else { ((0, 0), 0) };
        let height = pad + above + head_rows + air_rows + body.rows;
        let top = if over.is_some() { Top::Picture } else { Top::Title };
        let mut cost = taste + body.cost + head.map_or(0.0, |h| h.cost) + common(copy, shop, room, height);
        cost += over.map_or(0.0, |o| f32::from(o.loss) / 180.0 * 0.5);
        if copy.story.headline.vertical {
            cost += 0.6;
        }
        put(rows, height, Variant { top, boxed: room.boxed, head, air, body: body.clone(), over, cost });
        if head.is_none() {
            return;
        }
    }
}

/// What a module costs by its form, however it is made up.
fn common(copy: &Copy<'_>, shop: &Shop<'_>, room: &Room<'_>, height: u16) -> f32 {
    let grid = shop.setup.grid;
    let wide = f64::from(room.width) * grid.cell().as_mm();
    let high = f64::from(height) * grid.line().as_mm();
    let ratio = (high / wide.max(1.0)).ln();
    let tall = (ratio - 0.7).max(0.0) * 0.9;
    let flat = (-ratio - 1.0).max(0.0) * 0.9;
    let boxed = if room.boxed { 0.5 } else { 0.0 };
    let art = art_share(copy);
    (tall + flat) as f32 + boxed + art
}

const fn art_share(_: &Copy<'_>) -> f32 {
    0.0
}

fn put(rows: &mut [Vec<Variant>], height: u16, variant: Variant) {
    let Some(row) = rows.get_mut(usize::from(height)) else { return };
    let key = |v: &Variant| (v.top, v.boxed, v.head.map(|h| h.set.step));
    if let Some(same) = row.iter_mut().find(|v| key(v) == key(&variant)) {
        if variant.cost < same.cost {
            *same = variant;
        }
        return;
    }
    if row.len() < KEPT {
        row.push(variant);
        return;
    }
    let worst = (0..row.len()).max_by(|a, b| row[*a].cost.total_cmp(&row[*b].cost));
    if let Some(worst) = worst.filter(|w| row[*w].cost > variant.cost) {
        row[worst] = variant;
    }
}

/// Horizontal heads that fill 0.8–1.0 of `width` 字; a single none for a story without a headline.
fn heads(gauge: &mut Gauge<'_>, copy: &mut Copy<'_>, shop: &Shop<'_>, width: u16) -> Vec<Option<Head>> {
    if copy.story.headline.text.trim().is_empty() {
        return vec![None];
    }
    let measure = shop.setup.grid.cell() * i64::from(width);
    let mut found = Vec::new();
    for lines in 1..=most_lines(copy) {
        let mut of_lines = 0;
        for step in steps(shop.edition, copy.rank()).rev() {
            let size = size_of_step(shop.edition, step);
            let Some(longest) = copy.longest(gauge, lines, step, false) else { break };
            let fill = fill_of(longest.scale(size.as_nm(), 1_000_000), measure);
            if !(shop.limits.head_fill.saturating_sub(30)..=1010).contains(&fill) || of_lines == 3 {
                continue;
            }
            let before = found.len();
            for (set, dropped) in sets(copy, step, lines) {
                let Some(size) = copy.head(gauge, (width, measure), set, Direction::Horizontal) else { continue };
                let fill = fill_of(size.longest, measure);
                if size.poor || size.lines != usize::from(lines) || !(shop.limits.head_fill..=1000).contains(&fill) {
                    continue;
                }
                let rows = u16::try_from(gauge.rows_for(size.extent)).unwrap_or(u16::MAX);
                let crowded = f32::from(u8::from(size.crowded)) * 1.2;
                let cost = cost_of_head(shop.edition, copy.rank(), step, lines) + crowded + dropped;
                found.push(Some(Head { set, rows, strip: 0, size, fill, cost }));
            }
            of_lines += usize::from(found.len() > before);
        }
    }
    found
}

/// Most lines of a level headline: one written in halves is not torn into thirds.
fn most_lines(copy: &Copy<'_>) -> u8 {
    let headline = &copy.story.headline;
    let halves = headline.text.split_whitespace().count();
    if headline.break_at_space && halves > 1 { u8::try_from(halves).unwrap_or(3).min(3) } else { 3 }
}

/// A head with all its parts, and, where the rank allows, without kicker or deck, with what that costs: lead and second
/// stories keep theirs.
fn sets(copy: &Copy<'_>, step: u8, lines: u8) -> Vec<(Type, f32)> {
    let whole = Type { step, lines, kicker: true, deck: true };
    let mut sets = vec![(whole, 0.0)];
    if copy.rank() >= Rank::Third {
        if !copy.story.deck.is_empty() {
            sets.push((Type { deck: false, ..whole }, 1.6));
        }
        if !copy.story.kicker.is_empty() {
            sets.push((Type { kicker: false, ..whole }, 1.4));
        }
    }
    sets
}

fn fill_of(longest: Length, measure: Length) -> u16 {
    u16::try_from(longest.scale(1000, measure.as_nm().max(1)).as_nm()).unwrap_or(u16::MAX)
}

/// Steps of the ladder a rank may take, small to large.
fn steps(edition: &Edition, rank: Rank) -> impl DoubleEndedIterator<Item = u8> + use<> {
    let [least, .., most] = head_sizes(rank).map(|bang| Length::BANG * bang);
    let ladder: Vec<Length> = edition.house.ladder.iter().map(|s| s.size).collect();
    let within = ladder.iter().enumerate().filter(|(_, size)| (least..=most).contains(*size));
    let mut steps: Vec<u8> = within.filter_map(|(i, _)| u8::try_from(i).ok()).collect();
    if steps.is_empty() {
        let outside = |i: &usize| (least - ladder[*i]).max(ladder[*i] - most);
        steps.extend((0..ladder.len()).min_by_key(outside).and_then(|i| u8::try_from(i).ok()));
    }
    steps.into_iter()
}

fn cost_of_head(edition: &Edition, rank: Rank, step: u8, lines: u8) -> f32 {
    let [_, low, high, _] = head_sizes(rank).map(|bang| Length::BANG * bang);
    let size = size_of_step(edition, step);
    let between =
        |a: Length, b: Length| edition.house.ladder.iter().filter(|s| s.size > a && s.size <= b).count() as f32;
    let off = if size < low {
        between(size, low) * 0.8
    } else if size > high {
        between(high, size) * 0.5
    } else {
        0.0
    };
    off + if lines == 3 { 0.8 } else { 0.0 }
}

/// Vertical heads, left or right, whose length agrees with the height of the text beside them.
fn vertical(gauge: &mut Gauge<'_>, copy: &mut Copy<'_>, shop: &Shop<'_>, room: &Room<'_>, rows: &mut [Vec<Variant>]) {
    if copy.story.headline.text.trim().is_empty() {
        return;
    }
    let mut strips: Vec<(u16, Type, Length, f32)> = Vec::new();
    for lines in 1..=2u8 {
        for step in steps(shop.edition, copy.rank()).rev() {
            let Some(longest) = copy.longest(gauge, lines, step, true) else { break };
            let size = size_of_step(shop.edition, step);
            let length = longest.scale(size.as_nm(), 1_000_000);
            let most = u16::try_from(gauge.rows_for(length.scale(10, 8))).unwrap_or(u16::MAX);
            if most < 10 || most > shop.most + 40 {
                continue;
            }
            for (set, dropped) in sets(copy, step, lines) {
                let Some(size) = copy.head(gauge, (most, gauge_height(gauge, most)), set, Direction::Vertical) else {
                    continue;
                };
                let cell = shop.setup.grid.cell();
                let strip = u16::try_from((size.extent + cell - Length::nm(1)).whole(cell) + 1).unwrap_or(u16::MAX);
                // A strip wider than its type needs is air at its sides.
                strips.extend((0..=WIDER).map(|more| (strip + more, set, length, dropped + f32::from(more) * 0.3)));
            }
        }
    }
    strips.sort_by_key(|(strip, set, length, _)| (*strip, *set, *length));
    let mut made: Option<(u16, Vec<Body>)> = None;
    for (strip, set, length, dropped) in strips {
        let rest = room.inner.saturating_sub(strip + 1);
        if rest < shop.limits.measure.0 || strip * 5 > room.inner * 3 {
            continue;
        }
        if made.as_ref().is_none_or(|(s, _)| *s != strip) {
            made = Some((strip, body::bodies(gauge, copy, &room.frame, rest, 0)));
        }
        for body in made.as_ref().map(|(_, b)| b.as_slice()).unwrap_or_default() {
            for (air, taste) in ENDS {
                let rows_of_type = body.rows.saturating_sub(2 * air);
                let fill = fill_of(length, gauge_height(gauge, rows_of_type.max(1)));
                if rows_of_type > 4 && (shop.limits.head_fill..=970).contains(&fill) {
                    let head = beside(gauge, copy, shop, (strip, set, dropped + taste), rows_of_type);
                    rows_of_vertical(copy, shop, room, (head, air), body, rows);
                }
            }
        }
    }
}

/// 字 a vertical head's strip may be wider than its type needs.
const WIDER: u16 = 2;
/// Rows kept free at either end of a vertical head, and what taste says to it: about a character.
const ENDS: [(u16, f32); 4] = [(0, 0.3), (1, 0.0), (2, 0.1), (3, 0.5)];

fn gauge_height(gauge: &Gauge<'_>, rows: u16) -> Length {
    gauge.height_of(i64::from(rows))
}

fn beside(
    gauge: &mut Gauge<'_>,
    copy: &mut Copy<'_>,
    shop: &Shop<'_>,
    (strip, set, dropped): (u16, Type, f32),
    rows: u16,
) -> Option<Head> {
    let measure = gauge_height(gauge, rows);
    let size = copy.head(gauge, (rows, measure), set, Direction::Vertical)?;
    let room = shop.setup.grid.cell() * i64::from(strip);
    let fill = fill_of(size.longest, measure);
    let stands = !size.poor && size.lines == usize::from(set.lines) && size.extent <= room && !size.crowded;
    let cost = cost_of_head(shop.edition, copy.rank(), set.step, set.lines) + dropped;
    (stands && fill >= shop.limits.head_fill).then_some(Head { set, rows, strip, size, fill, cost })
}

fn rows_of_vertical(
    copy: &Copy<'_>,
    shop: &Shop<'_>,
    room: &Room<'_>,
    (head, air): (Option<Head>, u16),
    body: &Body,
    rows: &mut [Vec<Variant>],
) {
    let Some(head) = head.map(|h| Head { rows: body.rows, ..h }) else { return };
    let air = u8::try_from(air).unwrap_or(0);
    let height = body.rows + if room.boxed { BOX } else { 0 };
    let asked = if copy.story.headline.vertical { -0.5 } else { 0.5 };
    let cost = body.cost + head.cost + common(copy, shop, room, height) + asked;
    // The eye begins at the left; at the right a head stands where something at the left is in its way.
    for (top, more) in [(Top::Vertical, 0.0), (Top::VerticalRight, 0.3)] {
        let (head, body, cost) = (Some(head), body.clone(), cost + more);
        put(rows, height, Variant { top, boxed: room.boxed, head, air: (air, air), body, over: None, cost });
    }
}
