//! Where the keys that move the caret lead.

use super::{TextLine, line_of};
use crate::app::canvas::lines::source;
use crate::app::desk::Caret;
use crate::geom::Length;
use crate::id::Part;
use crate::layout::word_lengths;
use crate::model::{BylinePlace, Story};

/// A movement of the caret, in the directions of the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    Back,
    Forward,
    WordBack,
    WordForward,
    LineBefore,
    LineAfter,
    LineStart,
    LineEnd,
    PartStart,
    PartEnd,
}

/// A place in a story.
pub(super) type Place = (Part, (u32, usize));

/// Where a step leads, whether that is the end of a line, and how far along the line up and down keep to.
pub(super) struct Arrived {
    pub(super) place: Place,
    pub(super) at_line_end: bool,
    pub(super) goal: Option<Length>,
}

pub(super) fn go(
    copy: &Story,
    caret: &Caret,
    lines: &[(usize, TextLine)],
    step: Step,
    (at_line_end, goal): (bool, Option<Length>),
) -> Option<Arrived> {
    let here = line_of(lines, caret.part, caret.at, at_line_end);
    let plain = |place| Some(Arrived { place, at_line_end: false, goal: None });
    match step {
        Step::Back => plain(back(copy, caret)?),
        Step::Forward => plain(forward(copy, caret)?),
        Step::WordBack | Step::WordForward => plain(by_word(copy, caret, step == Step::WordForward)?),
        Step::PartStart => plain((caret.part, (0, 0))),
        Step::PartEnd => {
            let last = paragraphs(copy, caret.part).saturating_sub(1);
            plain((caret.part, (last, length(copy, caret.part, last))))
        }
        Step::LineStart => {
            let line = &lines[here?].1;
            plain((line.part, (line.paragraph, line.chars.start)))
        }
        Step::LineEnd => {
            let line = &lines[here?].1;
            let place = (line.part, (line.paragraph, line.chars.end));
            Some(Arrived { place, at_line_end: true, goal: None })
        }
        Step::LineBefore | Step::LineAfter => {
            let here = here?;
            let goal = goal.unwrap_or_else(|| lines[here].1.along(caret.at.1));
            let next = if step == Step::LineAfter { here + 1 } else { here.checked_sub(1)? };
            let line = &lines.get(next)?.1;
            let at = line.nearest(goal);
            let at_line_end = at == line.chars.end && at > line.chars.start;
            Some(Arrived { place: (line.part, (line.paragraph, at)), at_line_end, goal: Some(goal) })
        }
    }
}

fn length(copy: &Story, part: Part, paragraph: u32) -> usize {
    super::edit::length(copy, part, paragraph)
}

/// How many paragraphs a part has.
fn paragraphs(copy: &Story, part: Part) -> u32 {
    let count = match part {
        Part::Body => copy.body.len(),
        Part::Caption => copy.captions.len(),
        _ => usize::from(source(copy, part, 0).is_some_and(|t| !t.is_empty())),
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The parts of a story that have text, in reading order.
fn parts(copy: &Story) -> Vec<Part> {
    let byline = |place| copy.byline.as_ref().is_some_and(|b| b.place == place);
    let mut all = vec![Part::Kicker, Part::Headline, Part::Deck];
    if byline(BylinePlace::Head) {
        all.push(Part::Byline);
    }
    all.push(Part::Body);
    if byline(BylinePlace::Tail) {
        all.push(Part::Byline);
    }
    all.push(Part::Caption);
    all.retain(|p| paragraphs(copy, *p) > 0);
    all
}

fn back(copy: &Story, caret: &Caret) -> Option<Place> {
    let (paragraph, at) = caret.at;
    if at > 0 {
        return Some((caret.part, (paragraph, at - 1)));
    }
    if let Some(before) = paragraph.checked_sub(1) {
        return Some((caret.part, (before, length(copy, caret.part, before))));
    }
    let parts = parts(copy);
    let index = parts.iter().position(|p| *p == caret.part)?.checked_sub(1)?;
    let last = paragraphs(copy, parts[index]).saturating_sub(1);
    Some((parts[index], (last, length(copy, parts[index], last))))
}

fn forward(copy: &Story, caret: &Caret) -> Option<Place> {
    let (paragraph, at) = caret.at;
    if at < length(copy, caret.part, paragraph) {
        return Some((caret.part, (paragraph, at + 1)));
    }
    if paragraph + 1 < paragraphs(copy, caret.part) {
        return Some((caret.part, (paragraph + 1, 0)));
    }
    let parts = parts(copy);
    let index = parts.iter().position(|p| *p == caret.part)? + 1;
    parts.get(index).map(|part| (*part, (0, 0)))
}

fn by_word(copy: &Story, caret: &Caret, ahead: bool) -> Option<Place> {
    let text: Vec<char> = source(copy, caret.part, caret.at.0)?.chars().collect();
    let (paragraph, at) = caret.at;
    if ahead {
        if at >= text.len() {
            return forward(copy, caret);
        }
        let end = word(&text, at).1.max(at + 1);
        return Some((caret.part, (paragraph, end)));
    }
    if at == 0 {
        return back(copy, caret);
    }
    let start = word(&text, at - 1).0.min(at - 1);
    Some((caret.part, (paragraph, start)))
}

/// The stretch of like characters round a place: a clause of Han, a Western word or number, a run of marks.
pub(super) fn word(text: &[char], at: usize) -> (usize, usize) {
    let at = at.min(text.len().saturating_sub(1));
    let Some(kind) = text.get(at).map(|c| sort(*c)) else { return (0, 0) };
    let from = text[..at].iter().rev().take_while(|c| sort(**c) == kind).count();
    let to = text[at..].iter().take_while(|c| sort(**c) == kind).count();
    let (from, to) = (at - from, at + to);
    if kind != HAN {
        return (from, to);
    }
    // Chinese does not show where its words end.
    let run: String = text[from..to].iter().collect();
    let mut start = from;
    for length in word_lengths(&run) {
        if at < start + length {
            return (start, start + length);
        }
        start += length;
    }
    (from, to)
}

/// The sort of characters that run on without spaces.
const HAN: u8 = 1;

fn sort(c: char) -> u8 {
    match c {
        c if c.is_whitespace() => 0,
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => HAN,
        c if c.is_alphanumeric() || c == '.' || c == '-' => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::StoryId;
    use crate::model::{Headline, Paragraph};

    fn copy() -> Story {
        Story {
            headline: Headline { text: "标题".into(), ..Headline::default() },
            body: vec![Paragraph::plain("本报讯，共3.5万人"), Paragraph::plain("第二段")],
            ..Story::default()
        }
    }

    fn from(part: Part, at: (u32, usize), step: Step) -> Option<Place> {
        let caret = Caret { story: StoryId::numbered('s', 1), part, anchor: at, at };
        go(&copy(), &caret, &[], step, (false, None)).map(|a| a.place)
    }

    #[test]
    fn the_caret_goes_on_from_paragraph_to_paragraph_and_part_to_part() {
        assert_eq!(from(Part::Body, (0, 10), Step::Forward), Some((Part::Body, (1, 0))));
        assert_eq!(from(Part::Body, (1, 0), Step::Back), Some((Part::Body, (0, 10))));
        assert_eq!(from(Part::Body, (0, 0), Step::Back), Some((Part::Headline, (0, 2))));
        assert_eq!(from(Part::Headline, (0, 2), Step::Forward), Some((Part::Body, (0, 0))));
        assert_eq!(from(Part::Headline, (0, 0), Step::Back), None);
        assert_eq!(from(Part::Body, (1, 3), Step::Forward), None);
        assert_eq!(from(Part::Body, (1, 1), Step::PartStart), Some((Part::Body, (0, 0))));
        assert_eq!(from(Part::Body, (0, 0), Step::PartEnd), Some((Part::Body, (1, 3))));
    }

    #[test]
    fn words_numbers_and_marks_are_steps() {
        assert_eq!(from(Part::Body, (0, 0), Step::WordForward), Some((Part::Body, (0, 2))));
        assert_eq!(from(Part::Body, (0, 5), Step::WordForward), Some((Part::Body, (0, 8))));
        assert_eq!(from(Part::Body, (0, 8), Step::WordBack), Some((Part::Body, (0, 5))));
        assert_eq!(word(&[], 3), (0, 0));
    }
}
