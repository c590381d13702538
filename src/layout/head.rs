//! The head of an article: over the text, or vertical at its side.

use super::area::{self, Field};
use super::effects;
use super::head_parts;
use super::legs::Leg;
use super::resolve::Desk;
use super::set::{SetLine, Stack, size_of};
use crate::compose::Direction;
use crate::finding::{Finding, Severity};
use crate::geom::{Length, Rect};
use crate::id::Part;
use crate::ink::Ink;
use crate::model::{HeadPlace, HeadSetting, Story, Texture};

/// A head in its place.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) lines: Vec<SetLine>,
    /// What it occupies, air included; none without a head.
    pub(super) area: Option<Rect>,
    /// Rows it takes, air included.
    pub(super) rows: i64,
    pub(super) findings: Vec<Finding>,
    /// What lies under the area.
    pub(super) tint: Option<Ink>,
    pub(super) texture: Option<Texture>,
}

impl Head {
    fn new(desk: &Desk<'_>, setting: &HeadSetting, mut lines: Vec<SetLine>, area: Rect) -> Self {
        for line in lines.iter_mut().filter(|l| l.part == Part::Headline) {
            line.under = effects::under(line, setting, desk.library);
        }
        Self { lines, area: Some(area), tint: setting.ground, texture: setting.texture, ..Self::default() }
    }
}

/// Air between two parts, in per mille of the smaller one's size.
const BETWEEN: i64 = 400;

fn between(a: &Stack, b: &Stack) -> Length {
    size_of(&a.paragraph).min(size_of(&b.paragraph)).per_mille(BETWEEN)
}

/// What the parts take across their direction, with the air between them.
pub(super) fn extent(parts: &[Stack]) -> Length {
    let set: Length = parts.iter().map(Stack::extent).sum();
    set + parts.windows(2).map(|w| between(&w[0], &w[1])).sum()
}

/// Sets a head over the first `span` legs (0: over all of them) and moves their first rows under it.
///
/// ```text
///  ┌ air_above ─────┐
///  │ kicker         │   the rest of the whole rows is shared:
///  │ HEADLINE       │   two fifths between the parts, the other
///  │ deck           │   three above and below
///  └ air_below ─────┘
/// ```
pub(super) fn over(desk: &mut Desk<'_>, story: &Story, setting: &HeadSetting, field: &Field, legs: &mut [Leg]) -> Head {
    let spanned = match usize::from(setting.span) {
        0 => legs.len(),
        n => n.min(legs.len()),
    };
    let right = if spanned == legs.len() { field.x + field.width } else { legs[spanned - 1].right() };
    let measure = right - field.x;
    let parts = head_parts::compose(desk, story, setting, measure, Direction::Horizontal);
    if parts.is_empty() && setting.depth == 0 {
        return Head::default();
    }
    let content = extent(&parts);
    let plan = Depth::plan(field, setting, area::rows_for(field.setup, content));
    let (top, room) = field.span_of(field.first + plan.above, plan.content);
    let lines = stacked(&parts, field.x, top, room - content);
    for leg in &mut legs[..spanned] {
        leg.first = (field.first + plan.rows).min(leg.end);
    }
    let (top, height) = field.span_of(field.first, plan.rows);
    let area = Rect::new(field.x, top, measure, height);
    let findings = too_deep(room, content, area).into_iter().collect();
    Head { rows: plan.rows, findings, ..Head::new(desk, setting, lines, area) }
}

/// How a head's rows are shared out.
struct Depth {
    above: i64,
    content: i64,
    rows: i64,
}

impl Depth {
    fn plan(field: &Field, setting: &HeadSetting, needed: i64) -> Self {
        let (above, below) = (i64::from(setting.air_above), i64::from(setting.air_below));
        let rows = match i64::from(setting.depth) {
            0 => above + needed + below,
            asked => asked,
        };
        let rows = rows.min(field.rows);
        // In a depth that was asked for the type comes first, then the air below, then the air above.
        let air = (rows - needed).max(0);
        let below = below.min(air);
        let above = above.min(air - below);
        Self { above, content: rows - above - below, rows }
    }
}

fn stacked(parts: &[Stack], x: Length, top: Length, spare: Length) -> Vec<SetLine> {
    let spare = spare.max(Length::ZERO);
    let gaps = parts.len().saturating_sub(1) as i64;
    let inner = if gaps == 0 { Length::ZERO } else { spare.scale(2, 5) / gaps };
    let mut y = top + (spare - inner * gaps) / 2;
    let mut lines = Vec::new();
    for (i, part) in parts.iter().enumerate() {
        lines.extend(part.placed(x, y));
        let gap = parts.get(i + 1).map_or(Length::ZERO, |next| between(part, next));
        y += part.extent() + gap + inner;
    }
    lines
}

fn too_deep(room: Length, content: Length, area: Rect) -> Option<Finding> {
    if content <= room {
        return None;
    }
    let (content, room) = (content.as_mm(), room.as_mm());
    let zh = format!("题高 {content:.1} mm，题区只有 {room:.1} mm");
    let en = format!("The head is {content:.1} mm high, its room only {room:.1} mm");
    let mut finding = Finding::new("LAY-04", Severity::Warning, zh, en)
        .remedy("加题区行数，或用小一级字号", "give the head more lines, or set it a step smaller");
    finding.place.area = Some(area);
    Some(finding)
}

/// Sets a vertical head in a strip of whole 字 at one side and answers with the field that is left for the text.
///
/// ```text
///  VerticalRight      ┌──────┬───────┐
///                     │ text │ 副 主 引 │   lines from right to left,
///                     │      │    题    │   air_above and air_below kept free
///                     └──────┴───────┘
/// ```
pub(super) fn beside(
    desk: &mut Desk<'_>,
    story: &Story,
    setting: &HeadSetting,
    gap: u16,
    field: &Field,
) -> (Head, Field) {
    let asked = match i64::from(setting.depth) {
        0 => field.rows,
        n => n.min(field.rows),
    };
    let above = i64::from(setting.air_above).min(asked - 1).max(0);
    let below = i64::from(setting.air_below).min(asked - above - 1).max(0);
    let (top, measure) = field.span_of(field.first + above, asked - above - below);
    let parts = head_parts::compose(desk, story, setting, measure, Direction::Vertical);
    if parts.is_empty() || !measure.is_positive() {
        return (Head::default(), *field);
    }
    let cell = field.cell();
    let content = extent(&parts);
    let needed = (content + cell - Length::nm(1)).whole(cell);
    let chars = if setting.span == 0 { needed } else { i64::from(setting.span) };
    let width = (cell * chars).min(field.width);
    let taken = (width + cell * i64::from(gap.max(1))).min(field.width);
    let (strip_x, rest_x) = match setting.place {
        HeadPlace::VerticalRight => (field.x + field.width - width, field.x),
        HeadPlace::VerticalLeft | HeadPlace::Top => (field.x, field.x + taken),
    };
    let lines = right_to_left(&parts, strip_x + width, top, width - content);
    let area =
        Rect::new(strip_x, field.span_of(field.first, field.rows).0, width, area::height_of(field.setup, field.rows));
    let findings = too_deep(width, content, area).into_iter().collect();
    let rest = Field { x: rest_x, width: field.width - taken, ..*field };
    (Head { findings, ..Head::new(desk, setting, lines, area) }, rest)
}

fn right_to_left(parts: &[Stack], right: Length, top: Length, spare: Length) -> Vec<SetLine> {
    let gaps = parts.len() as i64 + 1;
    let share = spare.max(Length::ZERO) / gaps;
    let mut x = right - share;
    let mut lines = Vec::new();
    for (i, part) in parts.iter().enumerate() {
        lines.extend(part.placed(top, x));
        let gap = parts.get(i + 1).map_or(Length::ZERO, |next| between(part, next));
        x -= part.extent() + gap + share;
    }
    lines
}
