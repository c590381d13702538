//! The text tool: a caret in the page's own text, selection, typing with the page set anew at every key, clipboard, and
//! what an input method is composing.
//!
//! Typing is a gesture: a run of keys is one entry of the history, ended by a full stop, a new paragraph, a movement of
//! the caret or a click. What an input method composes stands beside the copy and never in it until it is committed.

pub mod edit;
mod keys;
mod travel;

use std::sync::Arc;

use egui::Modifiers;

use super::{Bench, Gesture, Hand, Spot, Stroke, select};
use crate::app::canvas::lines::{TextLine, source};
use crate::app::desk::{Ask, Caret, GestureId};
use crate::geom::{Length, Rect};
use crate::id::{BlockId, Part};
use crate::model::Story;

pub use keys::Typed;

/// What the text tool keeps between keys.
#[derive(Debug, Default)]
pub struct Writing {
    /// The run of typing in hand.
    run: Option<(GestureId, Run)>,
    /// What an input method is composing; not in the copy.
    pub preedit: String,
    /// How far along the line up and down keep to.
    goal: Option<Length>,
    /// Where a line ends and the next begins, the caret stands at the end of the first.
    pub at_line_end: bool,
    /// When the caret was moved last, for its blinking.
    pub moved: f64,
}

/// What a run of typing does: another kind begins another run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Run {
    Insert,
    Delete,
}

impl Writing {
    /// Ends the run of typing in hand.
    pub fn end(&mut self) -> Vec<Ask> {
        self.preedit.clear();
        self.goal = None;
        self.run.take().map(|(id, _)| Ask::Finish(id)).into_iter().collect()
    }
}

/// The story a caret stands in.
#[must_use]
pub fn story<'a>(bench: &Bench<'a>, caret: &Caret) -> Option<&'a Arc<Story>> {
    bench.edition().stories.get(&caret.story)
}

/// The lines of the story a caret stands in, on the pages that are seen: page and line.
#[must_use]
pub fn lines(bench: &Bench<'_>, caret: &Caret) -> Vec<(usize, TextLine)> {
    let mut all = Vec::new();
    for leaf in 0..bench.seen.len() {
        let own = (bench.lines)(leaf);
        all.extend(own.iter().filter(|l| l.story == caret.story).map(|l| (leaf, l.clone())));
    }
    all
}

/// The line a caret stands on: its position among `lines`.
#[must_use]
pub fn line_of(lines: &[(usize, TextLine)], part: Part, at: (u32, usize), at_line_end: bool) -> Option<usize> {
    let own = |l: &TextLine| l.part == part && l.paragraph == at.0;
    let mut holding = lines
        .iter()
        .enumerate()
        .filter(|(_, (_, l))| own(l) && l.chars.start <= at.1 && at.1 <= l.chars.end)
        .map(|(i, _)| i);
    let first = holding.next()?;
    let second = holding.next().filter(|i| lines[*i].1.chars.start == at.1 && !at_line_end);
    Some(second.unwrap_or(first))
}

/// Where the caret is seen: the page and its box there. In a paragraph without text it stands where the next line would.
#[must_use]
pub fn caret_box(bench: &Bench<'_>, caret: &Caret, at_line_end: bool) -> Option<(usize, Rect)> {
    let lines = lines(bench, caret);
    if let Some(index) = line_of(&lines, caret.part, caret.at, at_line_end) {
        let (leaf, line) = &lines[index];
        return Some((*leaf, line.caret(caret.at.1)));
    }
    let before = lines.iter().rev().find(|(_, l)| l.part == caret.part && l.paragraph < caret.at.0);
    if let Some((leaf, line)) = before {
        let pitch = bench.page(*leaf)?.setup.grid.line() * i64::from(caret.at.0 - line.paragraph);
        let start = line.caret(line.chars.start);
        return Some((
            *leaf,
            match line.vertical {
                false => Rect::new(line.area.x, start.y + pitch, Length::ZERO, start.height),
                true => Rect::new(start.x - pitch, line.area.y, start.width, Length::ZERO),
            },
        ));
    }
    let after = lines.iter().find(|(_, l)| l.part == caret.part || l.paragraph >= caret.at.0)?;
    Some((after.0, after.1.caret(after.1.chars.start)))
}

/// The boxes of the selection, with their pages.
#[must_use]
pub fn selection_boxes(bench: &Bench<'_>, caret: &Caret) -> Vec<(usize, Rect)> {
    let (from, to) = edit::range(caret);
    if from == to {
        return Vec::new();
    }
    let over = |(leaf, line): (usize, TextLine)| {
        if line.part != caret.part || line.paragraph < from.0 || line.paragraph > to.0 {
            return None;
        }
        let start = if line.paragraph == from.0 { from.1 } else { 0 };
        let end = if line.paragraph == to.0 { to.1 } else { usize::MAX };
        line.over(start, end).map(|r| (leaf, r))
    };
    lines(bench, caret).into_iter().filter_map(over).collect()
}

/// The place in copy nearest to a spot, of one block's lines or of all: story, part, paragraph, character.
fn nearest(bench: &Bench<'_>, spot: Spot, block: Option<&BlockId>, within: Option<&Caret>) -> Option<Caret> {
    let lines = (bench.lines)(spot.leaf);
    let wanted = |l: &&TextLine| {
        block.is_none_or(|b| l.block == *b) && within.is_none_or(|c| l.story == c.story && l.part == c.part)
    };
    let line = lines.iter().filter(wanted).min_by_key(|l| l.distance(spot.at))?;
    let at = (line.paragraph, line.nearest_to(spot.at));
    Some(Caret { story: line.story.clone(), part: line.part, anchor: at, at })
}

/// Puts the caret into a block's text where a spot is; nothing where the block has no text.
pub fn enter(hand: &mut Hand, spot: Spot, block: &BlockId, bench: &Bench<'_>) -> Vec<Ask> {
    hand.gesture = Gesture::Idle;
    let mut asks = hand.text.end();
    asks.extend(nearest(bench, spot, Some(block), None).map(|c| Ask::Caret(Some(c))));
    asks
}

/// How far from the nearest line a click still means that line, in points.
const REACH: f64 = 24.0;

pub(super) fn stroke(hand: &mut Hand, stroke: Stroke, bench: &Bench<'_>) -> Vec<Ask> {
    match (&hand.gesture, stroke) {
        (Gesture::Idle, Stroke::Press(spot, modifiers, clicks)) => press(hand, spot, modifiers, clicks, bench),
        (Gesture::Selecting, Stroke::Move(spot, _)) => extend(hand, spot, bench),
        (Gesture::Selecting, Stroke::Release(..)) => {
            hand.gesture = Gesture::Idle;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn press(hand: &mut Hand, spot: Spot, modifiers: Modifiers, clicks: u8, bench: &Bench<'_>) -> Vec<Ask> {
    let mut asks = hand.text.end();
    asks.extend(select::turn(spot, bench));
    let lines = (bench.lines)(spot.leaf);
    let near = lines.iter().map(|l| l.distance(spot.at)).min().is_some_and(|d| d <= bench.length(REACH));
    let found = nearest(bench, spot, None, None).filter(|_| near);
    let Some(mut caret) = found else {
        asks.push(Ask::Caret(None));
        return asks;
    };
    let before = bench.desk.view.caret.as_ref().filter(|c| c.story == caret.story && c.part == caret.part);
    if let (true, Some(before)) = (modifiers.shift, before) {
        caret.anchor = before.anchor;
    } else if let Some(copy) = story(bench, &caret).filter(|_| clicks > 1) {
        caret = wider(copy, caret, clicks);
    }
    hand.text.at_line_end = ends_line(&lines, &caret, spot);
    let block = lines.iter().find(|l| l.story == caret.story && l.part == caret.part).map(|l| l.block.clone());
    asks.extend(block.map(|b| Ask::Select(std::iter::once(b).collect())));
    asks.push(Ask::Caret(Some(caret)));
    hand.gesture = Gesture::Selecting;
    asks
}

/// Whether the caret that is nearest to a spot stands at the end of the line under it, and not where the next begins.
fn ends_line(lines: &[TextLine], caret: &Caret, spot: Spot) -> bool {
    let line = lines.iter().min_by_key(|l| l.distance(spot.at));
    line.is_some_and(|l| l.chars.end == caret.at.1 && l.chars.start < caret.at.1)
}

fn extend(hand: &mut Hand, spot: Spot, bench: &Bench<'_>) -> Vec<Ask> {
    let Some(caret) = &bench.desk.view.caret else { return Vec::new() };
    let Some(to) = nearest(bench, spot, None, Some(caret)).filter(|to| to.at != caret.at) else { return Vec::new() };
    hand.text.at_line_end = ends_line(&(bench.lines)(spot.leaf), &to, spot);
    vec![Ask::Caret(Some(Caret { anchor: caret.anchor, ..to }))]
}

/// The clause or word at a caret for a double click, the paragraph for a triple one.
fn wider(copy: &Story, caret: Caret, clicks: u8) -> Caret {
    let text: Vec<char> = source(copy, caret.part, caret.at.0).unwrap_or_default().chars().collect();
    let (paragraph, at) = caret.at;
    let (from, to) = if clicks >= 3 { (0, text.len()) } else { travel::word(&text, at) };
    Caret { anchor: (paragraph, from), at: (paragraph, to), ..caret }
}
