//! The parts of a head, each composed to the head's measure: kicker, headline, deck, byline.

use std::sync::Arc;

use super::label::inked;
use super::resolve::Desk;
use super::set::Stack;
use crate::compose::{Direction, HeadlineSpec, Lines, Type};
use crate::geom::Length;
use crate::id::Part;
use crate::model::{Align, BylinePlace, HeadSetting, ParagraphStyle, Rank, Story, StoryKind};

/// Lines of a headline stand so far apart, in per mille of its size.
const HEADLINE_PITCH: i64 = 1180;
/// Lines of kicker, deck and byline, in per mille of theirs.
const SMALL_PITCH: i64 = 1300;
/// Kicker and deck are at most this share of the headline: 主 0 号 (36 磅) takes 小二 (18 磅), two 号 less.
const SMALL_SHARE: i64 = 550;

/// The parts in reading order. `measure` runs along the head's direction.
pub(super) fn compose(
    desk: &mut Desk<'_>,
    story: &Story,
    setting: &HeadSetting,
    measure: Length,
    direction: Direction,
) -> Vec<Stack> {
    let headline = headline(desk, story, setting, measure, direction);
    let size = headline.as_ref().map(|(_, size)| *size);
    let mut parts = Vec::new();
    if setting.kicker {
        parts.extend(small(desk, Part::Kicker, &story.kicker, setting, size, (measure, direction)));
    }
    parts.extend(headline.map(|(stack, _)| stack));
    if setting.deck {
        parts.extend(small(desk, Part::Deck, &story.deck, setting, size, (measure, direction)));
    }
    if let Some(byline) = story.byline.as_ref().filter(|b| b.place == BylinePlace::Head) {
        parts.extend(self::byline(desk, &byline.text, setting, measure, direction));
    }
    parts
}

/// The headline style of a story: the setting's, or by rank and kind. News is set in 黑体, features in 宋体.
#[must_use]
pub fn headline_style(setting: &HeadSetting, story: &Story) -> String {
    if !setting.style.is_empty() {
        return setting.style.clone();
    }
    let name = match (story.rank, story.kind) {
        (Rank::Lead, _) => "headline-lead",
        (_, StoryKind::News | StoryKind::Brief) => "headline-hei",
        (_, StoryKind::Feature | StoryKind::Comment | StoryKind::PictureStory | StoryKind::Note) => "headline",
    };
    name.to_owned()
}

/// Least and largest headline of a rank, in 磅.
#[must_use]
pub const fn range_of(rank: Rank) -> (i64, i64) {
    match rank {
        Rank::Lead => (42, 72),
        Rank::Second => (24, 36),
        Rank::Third => (18, 28),
        Rank::Filler => (14, 21),
    }
}

/// The ladder's sizes a headline may take: the step that was asked for, or those in the rank's range, or, where the
/// house has none there, the nearest.
fn sizes(desk: &Desk<'_>, setting: &HeadSetting, rank: Rank, style: &ParagraphStyle) -> Vec<Length> {
    let ladder: Vec<Length> = desk.edition.house.ladder.iter().map(|s| s.size).filter(|s| s.is_positive()).collect();
    if let Some(step) = setting.step {
        let at = usize::from(step).min(ladder.len().saturating_sub(1));
        return vec![ladder.get(at).copied().unwrap_or(style.size)];
    }
    let (low, high) = range_of(rank);
    let (low, high) = (Length::BANG * low, Length::BANG * high);
    let within: Vec<Length> = ladder.iter().copied().filter(|s| (low..=high).contains(s)).collect();
    if !within.is_empty() {
        return within;
    }
    let outside = |size: &Length| (low - *size).max(*size - high);
    vec![ladder.iter().copied().min_by_key(outside).unwrap_or(style.size)]
}

fn headline(
    desk: &mut Desk<'_>,
    story: &Story,
    setting: &HeadSetting,
    measure: Length,
    direction: Direction,
) -> Option<(Stack, Length)> {
    let text = story.headline.text.trim();
    if text.is_empty() {
        return None;
    }
    let style = inked(desk.style(&headline_style(setting, story)), setting.ink);
    let face = desk.type_of(&style)?;
    let face = Type { tracking: setting.tracking, stretch: setting.stretch.clamp(800, 1250), ..face };
    let fit = desk.headline(HeadlineSpec {
        text: text.to_owned(),
        face,
        sizes: sizes(desk, setting, story.rank, &style),
        measure,
        max_lines: setting.lines.clamp(1, 4),
        direction,
        break_at_space: story.headline.break_at_space,
        align: setting.align,
        marks: style.marks,
    });
    let stack = Stack {
        part: Part::Headline,
        number: 0,
        paragraph: Arc::new(fit.paragraph.clone()),
        lines: Arc::new(Lines { lines: fit.lines.clone(), findings: fit.findings.clone() }),
        pitch: fit.size.per_mille(HEADLINE_PITCH),
    };
    (!stack.lines.lines.is_empty()).then_some((stack, fit.size))
}

/// Kicker or deck: two steps of the ladder under the headline and about half of it, less where it would not fit its
/// measure in one line.
fn small(
    desk: &mut Desk<'_>,
    part: Part,
    text: &str,
    setting: &HeadSetting,
    headline: Option<Length>,
    (measure, direction): (Length, Direction),
) -> Option<Stack> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let style = inked(desk.style(if part == Part::Kicker { "kicker" } else { "deck" }), setting.ink);
    let align = small_align(part, setting.align, direction);
    let mut best = None;
    for size in small_sizes(desk, headline, style.size) {
        let style = ParagraphStyle { size, align, indent: 0, ..style.clone() };
        let paragraph = desk.plain(&style, text, direction)?;
        let lines = desk.compose_to(&paragraph, measure);
        let fits = lines.lines.len() <= 1;
        best = Some(Stack { part, number: 0, paragraph, lines, pitch: size.per_mille(SMALL_PITCH) });
        if fits {
            break;
        }
    }
    best.filter(|s| !s.lines.lines.is_empty())
}

/// Sizes to try, largest first; without a headline the style's own.
fn small_sizes(desk: &Desk<'_>, headline: Option<Length>, own: Length) -> Vec<Length> {
    let mut ladder: Vec<Length> =
        desk.edition.house.ladder.iter().map(|s| s.size).filter(|s| s.is_positive()).collect();
    ladder.sort_unstable();
    let Some(headline) = headline else { return vec![own] };
    let under = ladder.iter().filter(|s| **s < headline).count();
    let most = headline.per_mille(SMALL_SHARE);
    ladder.truncate(under.saturating_sub(1));
    ladder.retain(|s| *s <= most);
    ladder.reverse();
    if ladder.is_empty() {
        ladder.extend(desk.edition.house.ladder.first().map(|s| s.size).filter(|s| *s < headline));
    }
    if ladder.is_empty() { vec![own.min(headline)] } else { ladder }
}

/// Kicker and deck follow the headline; beside a centred vertical headline the kicker hangs from the top and the deck
/// stands on the foot, as the trade has it.
const fn small_align(part: Part, headline: Align, direction: Direction) -> Align {
    match (direction, headline, part) {
        (Direction::Horizontal, Align::Justify | Align::Centre, _) => Align::Centre,
        (Direction::Vertical, Align::Justify | Align::Centre, Part::Kicker) => Align::Start,
        (Direction::Vertical, Align::Justify | Align::Centre, _) => Align::End,
        (_, Align::Start, _) => Align::Start,
        (_, Align::End, _) => Align::End,
    }
}

fn byline(
    desk: &mut Desk<'_>,
    text: &str,
    setting: &HeadSetting,
    measure: Length,
    direction: Direction,
) -> Option<Stack> {
    // On a ground all type of the head stands out from it.
    let style = inked(desk.style("byline"), setting.ink.filter(|_| setting.ground.is_some()));
    let align = small_align(Part::Byline, setting.align, direction);
    let style = ParagraphStyle { align, indent: 0, ..style };
    let paragraph = desk.plain(&style, text, direction)?;
    let lines = desk.compose_to(&paragraph, measure);
    let pitch = style.size.per_mille(SMALL_PITCH);
    (!lines.lines.is_empty()).then_some(Stack { part: Part::Byline, number: 0, paragraph, lines, pitch })
}
