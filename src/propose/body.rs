//! The body of an article to one width: legs and pictures that its text fills exactly.

use super::copy::{Art, Copy, Text};
use super::crop;
use super::rules::Limits;
use crate::geom::{Length, Rect};
use crate::layout::{Gauge, TextPiece};
use crate::model::{Anchor, PageSetup};

/// A picture in a body, or over the head.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Shown {
    /// Which of the story's pictures.
    pub index: u8,
    pub anchor: Anchor,
    /// First leg and how many.
    pub leg: u16,
    pub legs: u16,
    /// Rows of the picture itself.
    pub lines: u16,
    pub caption: u16,
    /// Its first row, counted from the body's top; for a picture over the head from the module's.
    pub row: u16,
    /// Left edge within the body, and width.
    pub x: Length,
    pub width: Length,
    /// Per mille cut off.
    pub loss: u16,
}

/// A body that is full.
#[derive(Clone, Debug)]
pub(super) struct Body {
    pub legs: u16,
    pub measure: u16,
    pub rows: u16,
    pub pictures: Vec<Shown>,
    /// Column-lines that stay empty, fewer than legs.
    pub short: u16,
    /// Shallowest and deepest stretch of text in a leg.
    pub depth: (u16, u16),
    pub cost: f32,
}

/// What does not change from body to body.
pub(super) struct Frame<'a> {
    pub setup: PageSetup,
    pub limits: &'a Limits,
    /// Most rows a body may have.
    pub most: u16,
}

/// Least rows of a picture.
const LEAST_LINES: u16 = 7;
/// Bodies of each height that are kept.
const KEPT: usize = 3;

/// Full bodies in `width` 字, at most a few of each height. `from` says which pictures stand in it: those before are
/// above the head.
pub(super) fn bodies(
    gauge: &mut Gauge<'_>,
    copy: &mut Copy<'_>,
    frame: &Frame<'_>,
    width: u16,
    from: usize,
) -> Vec<Body> {
    let mut all: Vec<Body> = Vec::new();
    for legs in 1..=(width + 1) / (frame.limits.measure.0 + 1) {
        let measure = (width - (legs - 1)) / legs;
        if measure < frame.limits.measure.0 || measure > frame.limits.measure.1 {
            continue;
        }
        let asked = (measure, frame.limits.measure);
        let Some(text) = copy.well_set(gauge, frame.setup.grid.cell(), asked) else { continue };
        let split = Split { legs, measure, width };
        if from >= copy.art.len() {
            all.extend(plain(frame, &split, &text));
        } else {
            for plan in plans(gauge, copy, frame, &split, from) {
                with_pictures(frame, &split, &text, &copy.art, &plan, &mut all);
            }
        }
    }
    best_of_each_height(all)
}

fn best_of_each_height(mut all: Vec<Body>) -> Vec<Body> {
    all.sort_by(|a, b| a.rows.cmp(&b.rows).then(a.cost.total_cmp(&b.cost)));
    let mut kept: Vec<Body> = Vec::new();
    for body in all {
        let same = kept.iter().rev().take_while(|k| k.rows == body.rows).count();
        let shape = |b: &Body| (b.legs, b.pictures.iter().map(|p| (p.leg, p.legs, p.row > 0)).collect::<Vec<_>>());
        let known = kept.iter().rev().take(same).any(|k| shape(k) == shape(&body));
        if same < KEPT && !known {
            kept.push(body);
        }
    }
    kept
}

/// A width in legs.
struct Split {
    legs: u16,
    measure: u16,
    width: u16,
}

impl Split {
    /// Left edge and width of `count` legs from `leg` on: the gaps take the remainder.
    fn span(&self, cell: Length, leg: u16, count: u16) -> (Length, Length) {
        let gaps = i64::from(self.legs - 1).max(1);
        let free = cell * i64::from(self.width - self.measure * self.legs);
        let x = |leg: u16| cell * i64::from(self.measure * leg) + free.scale(i64::from(leg), gaps);
        let left = if leg == 0 { Length::ZERO } else { x(leg) };
        let last = leg + count - 1;
        let right = if last == 0 { Length::ZERO } else { x(last) } + cell * i64::from(self.measure);
        (left, right - left)
    }

    fn taste(&self) -> f32 {
        let measure = f32::from(self.measure);
        let narrow = (13.0 - measure).max(0.0) * 0.5;
        let wide = (measure - 21.0).max(0.0) * 0.12;
        narrow + wide
    }
}

fn plain(frame: &Frame<'_>, split: &Split, text: &Text) -> Option<Body> {
    let legs = usize::from(split.legs);
    let mut rows = text.lines.div_ceil(legs);
    // A cross-head that does not fit the foot of a leg leaves rows empty.
    let short = loop {
        if rows > usize::from(frame.most) {
            return None;
        }
        match flow(text, &vec![rows; legs]) {
            Some(short) => break short,
            None => rows += 1,
        }
    };
    let rows = u16::try_from(rows).ok()?;
    let empty = text.lines == 0;
    let deep = empty || within(frame, text, (rows, rows), split.legs);
    let short = u16::try_from(short).ok().filter(|s| *s < split.legs || empty)?;
    deep.then(|| Body {
        legs: split.legs,
        measure: split.measure,
        rows,
        pictures: Vec::new(),
        short,
        depth: (rows, rows),
        cost: split.taste() + cost_of_short(short) + cost_of_depth(frame, rows, rows),
    })
}

fn cost_of_short(short: u16) -> f32 {
    f32::from(short) * 1.1
}

/// Whether the shallowest and deepest stretch of text are deep enough and not too deep. A cross-head takes a row or two
/// of its leg without being text; a story in one leg may be a few lines only.
fn within(frame: &Frame<'_>, text: &Text, (least, most): (u16, u16), legs: u16) -> bool {
    let (low, high) = frame.limits.depth;
    let low = if legs == 1 { low.min(3) } else { low + u16::from(text.has_cross_heads) };
    least >= low && most <= high
}

/// Long legs tire the eye before they are too long.
fn cost_of_depth(frame: &Frame<'_>, least: u16, most: u16) -> f32 {
    let (low, high) = frame.limits.depth;
    f32::from(low.saturating_sub(least)) * 0.8 + f32::from((most + 10).saturating_sub(high)) * 0.05
}

/// Which picture stands where, before its height is known.
struct Plan {
    picks: Vec<Pick>,
    cost: f32,
}

#[derive(Clone, Copy)]
struct Pick {
    index: usize,
    anchor: Anchor,
    top: bool,
    leg: u16,
    legs: u16,
    x: Length,
    width: Length,
    caption: u16,
    /// Fewest and most rows that cut off no more than may be.
    lines: (u16, u16),
}

/// All plans for the pictures from `from` on: the first stands at the top, others at the foot.
fn plans(gauge: &mut Gauge<'_>, copy: &mut Copy<'_>, frame: &Frame<'_>, split: &Split, from: usize) -> Vec<Plan> {
    let count = copy.art.len() - from;
    let mut plans = Vec::new();
    let k = split.legs;
    let mut place =
        |index: usize, top: bool, leg: u16, legs: u16| pick(gauge, copy, frame, split, (index, top, leg, legs));
    for legs in 1..=k {
        for right in [true, false].into_iter().filter(|right| legs < k || *right) {
            let leg = if right { k - legs } else { 0 };
            let Some(first) = place(from, true, leg, legs) else { continue };
            let full = f32::from(u8::from(legs == k)) * 0.3;
            match count {
                1 => {
                    plans.push(Plan { picks: vec![first], cost: full });
                    let low = if legs < k { place(from, false, leg, legs) } else { None };
                    plans.extend(low.map(|low| Plan { picks: vec![low], cost: 0.4 }));
                }
                2 => plans.extend((1..=legs.min(k - 1)).filter_map(|n| {
                    let second = place(from + 1, false, if right { 0 } else { k - n }, n)?;
                    let meet = f32::from(u8::from(n == legs)) * 0.5;
                    Some(Plan { picks: vec![first, second], cost: full + meet })
                })),
                _ => plans.extend((1..=(k / 2)).filter_map(|n| {
                    let low = [place(from + 1, false, 0, n)?, place(from + 2, false, k - n, n)?];
                    Some(Plan { picks: vec![first, low[0], low[1]], cost: full })
                })),
            }
        }
    }
    plans
}

fn pick(
    gauge: &mut Gauge<'_>,
    copy: &mut Copy<'_>,
    frame: &Frame<'_>,
    split: &Split,
    (index, top, leg, legs): (usize, bool, u16, u16),
) -> Option<Pick> {
    let (x, width) = split.span(frame.setup.grid.cell(), leg, legs);
    let lines = heights(gauge, frame, copy.art.get(index)?.pixels, width)?;
    let caption = copy.caption_rows(gauge, index, width);
    let anchor = match (top, leg == 0) {
        (true, true) => Anchor::TopLeft,
        (true, false) => Anchor::TopRight,
        (false, true) => Anchor::BottomLeft,
        (false, false) => Anchor::BottomRight,
    };
    Some(Pick { index, anchor, top, leg, legs, x, width, caption, lines })
}

/// Fewest and most rows of a picture in a frame `width` wide that cut off no more than may be.
pub(super) fn heights(gauge: &Gauge<'_>, frame: &Frame<'_>, pixels: [u32; 2], width: Length) -> Option<(u16, u16)> {
    let loss = |lines: u16| {
        crop::loss(Rect::new(Length::ZERO, Length::ZERO, width, gauge.height_of(i64::from(lines))), pixels)
    };
    let [across, down] = pixels.map(|p| i64::from(p.max(1)));
    let natural = gauge.rows_for(width.scale(down, across)).clamp(1, 400) as u16;
    let need = needed_ppi(gauge, frame, pixels);
    let sharp = |lines: u16| ppi(width, gauge.height_of(i64::from(lines)), pixels) >= need;
    let fits = |lines: &u16| loss(*lines) <= u32::from(frame.limits.crop) && sharp(*lines);
    let low = (natural.saturating_sub(natural / 4 + 2).max(1)..=natural + 1).find(fits)?;
    let high = (natural.saturating_sub(1).max(1)..=natural + natural / 3 + 2).rev().find(fits)?;
    let (low, high) = (low.max(LEAST_LINES), high.min(frame.most));
    (low <= high).then_some((low, high))
}

/// Pixels to the inch of a picture in a frame.
fn ppi(width: Length, height: Length, [across, down]: [u32; 2]) -> i64 {
    let of = |pixels: u32, length: Length| i64::from(pixels) * 25_400_000 / length.as_nm().max(1);
    of(across, width).min(of(down, height))
}

/// What a picture must have: the limit, or, where it has too few pixels for any frame, what it has in the smallest.
fn needed_ppi(gauge: &Gauge<'_>, frame: &Frame<'_>, pixels: [u32; 2]) -> i64 {
    let narrowest = frame.setup.grid.cell() * i64::from(frame.limits.measure.0 + 4);
    let [across, down] = pixels.map(|p| i64::from(p.max(1)));
    let height = narrowest.scale(down, across).max(gauge.height_of(i64::from(LEAST_LINES)));
    i64::from(frame.limits.ppi).min(ppi(narrowest, height, pixels) * 9 / 10)
}

/// Every height at which the text and the pictures fill the legs.
fn with_pictures(frame: &Frame<'_>, split: &Split, text: &Text, art: &[Art], plan: &Plan, all: &mut Vec<Body>) {
    let taken = |lines: &dyn Fn(&Pick) -> u16| -> usize {
        plan.picks.iter().map(|p| usize::from(p.legs) * usize::from(lines(p) + p.caption + 1)).sum()
    };
    let k = usize::from(split.legs);
    let least = (text.lines + taken(&|p| p.lines.0)).div_ceil(k);
    let most = ((text.lines + taken(&|p| p.lines.1)) / k + 1).min(usize::from(frame.most));
    for rows in least..=most {
        let room = k * rows - text.lines.min(k * rows);
        match plan.picks.as_slice() {
            [one] => {
                all.extend(exact(one, one.legs, room).and_then(|n| made(frame, split, text, art, plan, rows, &[n])));
            }
            [first, rest @ ..] => {
                let legs: u16 = rest.iter().map(|p| p.legs).sum();
                let same = rest.iter().map(|p| p.lines.0).max().unwrap_or(0)
                    ..=rest.iter().map(|p| p.lines.1).min().unwrap_or(0);
                let caption = rest.iter().map(|p| p.caption).max().unwrap_or(0);
                let least = rest.iter().map(|p| Pick { caption, lines: (*same.start(), *same.end()), ..*p }).next();
                let Some(low) = least else { continue };
                let step = if first.lines.1 - first.lines.0 > 14 { 2 } else { 1 };
                let tries = (first.lines.0..=first.lines.1).step_by(step).filter_map(|lines| {
                    let takes = usize::from(first.legs) * usize::from(lines + first.caption + 1);
                    let n = exact(&low, legs, room.checked_sub(takes)?)?;
                    let heights: Vec<u16> = std::iter::once(lines).chain(rest.iter().map(|_| n)).collect();
                    made(frame, split, text, art, plan, rows, &heights)
                });
                all.extend(tries.min_by(|a, b| a.cost.total_cmp(&b.cost)));
            }
            [] => {}
        }
    }
}

/// The height at which a picture over `legs` legs takes `room` column-lines, or less than one of each leg fewer.
fn exact(pick: &Pick, legs: u16, room: usize) -> Option<u16> {
    let rows = room / usize::from(legs.max(1));
    let lines = u16::try_from(rows.checked_sub(usize::from(pick.caption) + 1)?).ok()?;
    (pick.lines.0..=pick.lines.1).contains(&lines).then_some(lines)
}

fn made(
    frame: &Frame<'_>,
    split: &Split,
    text: &Text,
    art: &[Art],
    plan: &Plan,
    rows: usize,
    heights: &[u16],
) -> Option<Body> {
    let rows16 = u16::try_from(rows).ok()?;
    let mut pictures = Vec::with_capacity(heights.len());
    for (pick, lines) in plan.picks.iter().zip(heights) {
        let whole = lines + pick.caption;
        let row = if pick.top { 0 } else { rows16.checked_sub(whole)? };
        let shape = Rect::new(Length::ZERO, Length::ZERO, pick.width, height(frame.setup, *lines));
        let loss = crop::loss(shape, art.get(pick.index)?.pixels);
        let (leg, legs) = (pick.leg, pick.legs);
        pictures.push(Shown {
            index: u8::try_from(pick.index).ok()?,
            anchor: pick.anchor,
            leg,
            legs,
            lines: *lines,
            caption: pick.caption,
            row,
            x: pick.x,
            width: pick.width,
            loss: u16::try_from(loss).ok()?,
        });
    }
    let (runs, depth) = runs(split.legs, rows16, &pictures)?;
    if !within(frame, text, depth, split.legs) {
        return None;
    }
    let short = u16::try_from(flow(text, &runs)?).ok().filter(|s| *s < split.legs.max(2))?;
    let crop: f32 = pictures.iter().map(|p| f32::from(p.loss) / 180.0).sum();
    let cost = split.taste() + plan.cost + cost_of_short(short) + cost_of_depth(frame, depth.0, depth.1) + crop * 0.5;
    Some(Body { legs: split.legs, measure: split.measure, rows: rows16, pictures, short, depth, cost })
}

/// Height of so many rows.
pub(super) fn height(setup: PageSetup, rows: u16) -> Length {
    if rows == 0 { Length::ZERO } else { setup.grid.line() * i64::from(rows - 1) + setup.grid.cell() }
}

/// Stretches of text, leg by leg, that pictures leave, and the shallowest and deepest; none where a picture leaves no
/// room worth setting.
fn runs(legs: u16, rows: u16, pictures: &[Shown]) -> Option<(Vec<usize>, (u16, u16))> {
    let mut runs = Vec::with_capacity(usize::from(legs));
    for leg in 0..legs {
        let (mut from, mut to) = (0, rows);
        for p in pictures.iter().filter(|p| (p.leg..p.leg + p.legs).contains(&leg)) {
            let whole = p.lines + p.caption + 1;
            if p.row == 0 {
                from += whole;
            } else {
                to = to.checked_sub(whole)?;
            }
        }
        let depth = to.checked_sub(from).filter(|d| *d >= 4)?;
        runs.push(depth);
    }
    let least = runs.iter().min().copied()?;
    let most = runs.iter().max().copied()?;
    Some((runs.into_iter().map(usize::from).collect(), (least, most)))
}

/// Column-lines that stay empty when the text runs through stretches of so many rows; none where it does not fit.
fn flow(text: &Text, runs: &[usize]) -> Option<usize> {
    let room: usize = runs.iter().sum();
    if !text.has_cross_heads {
        return room.checked_sub(text.lines);
    }
    let mut runs = runs.iter().copied();
    let mut left = runs.next()?;
    for piece in &text.pieces {
        match *piece {
            TextPiece::Lines(mut lines) => {
                while lines > left {
                    lines -= left;
                    left = runs.next()?;
                }
                left -= lines;
            }
            TextPiece::CrossHead { rows, kept } => {
                while left < rows + kept {
                    left = runs.next()?;
                }
                left -= rows;
            }
        }
    }
    room.checked_sub(text.lines)
}
