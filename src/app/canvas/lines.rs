//! The lines of copy on a sheet, and where in each of them a caret can stand: from a place on paper to a place in the copy
//! and back, horizontal and vertical.
//!
//! A line's mark says which paragraph it shows, its glyphs say which characters and where. What is not printed, such as
//! the space at which a headline breaks, has a place all the same: where the text before it ends.

use std::collections::HashMap;
use std::ops::Range;

use crate::display::{Glyphs, Item, Mark, Sheet, Turn};
use crate::geom::{Length, Point, Rect};
use crate::id::{BlockId, Part, StoryId};
use crate::model::Story;

/// A line of copy as it stands on a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextLine {
    /// The block it stands in.
    pub block: BlockId,
    /// The story it shows.
    pub story: StoryId,
    /// Which part; cross-heads are paragraphs of the body.
    pub part: Part,
    /// Paragraph of that part.
    pub paragraph: u32,
    /// The line's box on the page.
    pub area: Rect,
    /// Runs from top to bottom.
    pub vertical: bool,
    /// The characters it shows, and those that are not printed at its end.
    pub chars: Range<usize>,
    /// Where a caret stands before each of them and after the last, along the line.
    stops: Vec<Length>,
}

impl TextLine {
    /// The caret before character `at`, or after the last one.
    #[must_use]
    pub fn caret(&self, at: usize) -> Rect {
        let stop = self.stop(at);
        if self.vertical {
            Rect::new(self.area.x, stop, self.area.width, Length::ZERO)
        } else {
            Rect::new(stop, self.area.y, Length::ZERO, self.area.height)
        }
    }

    /// How far along the line that caret stands, from the line's start.
    #[must_use]
    pub fn along(&self, at: usize) -> Length {
        self.stop(at) - self.start()
    }

    /// The character whose caret is nearest to a place that far along the line.
    #[must_use]
    pub fn nearest(&self, along: Length) -> usize {
        let target = self.start() + along;
        let best = self.stops.iter().enumerate().min_by_key(|(_, stop)| (**stop - target).abs());
        self.chars.start + best.map_or(0, |(i, _)| i)
    }

    /// The character nearest to a place of the page.
    #[must_use]
    pub fn nearest_to(&self, p: Point) -> usize {
        self.nearest(if self.vertical { p.y } else { p.x } - self.start())
    }

    /// The box over the characters `from` to before `to`, as far as they stand on this line.
    #[must_use]
    pub fn over(&self, from: usize, to: usize) -> Option<Rect> {
        let (from, to) = (from.max(self.chars.start), to.min(self.chars.end));
        if from >= to {
            return None;
        }
        let (a, b) = (self.stop(from), self.stop(to));
        let (a, b) = (a.min(b), a.max(b));
        Some(if self.vertical {
            Rect::new(self.area.x, a, self.area.width, b - a)
        } else {
            Rect::new(a, self.area.y, b - a, self.area.height)
        })
    }

    fn start(&self) -> Length {
        if self.vertical { self.area.y } else { self.area.x }
    }

    fn stop(&self, at: usize) -> Length {
        let index = at.saturating_sub(self.chars.start).min(self.stops.len().saturating_sub(1));
        self.stops.get(index).copied().unwrap_or_else(|| self.start())
    }

    /// How far a place is from the line's box.
    #[must_use]
    pub fn distance(&self, p: Point) -> Length {
        let side = |from: Length, to: Length, at: Length| (from - at).max(at - to).max(Length::ZERO);
        let (dx, dy) = (side(self.area.x, self.area.right(), p.x), side(self.area.y, self.area.bottom(), p.y));
        Length::mm(dx.as_mm().hypot(dy.as_mm()))
    }
}

/// The lines of copy on a sheet in reading order. `story` gives the copy.
#[must_use]
pub fn of<'a>(sheet: &Sheet, story: &dyn Fn(&StoryId) -> Option<&'a Story>) -> Vec<TextLine> {
    let mut lines = Vec::new();
    let mut cursors = HashMap::new();
    let mut items = sheet.items.as_slice();
    while let Some((first, rest)) = items.split_first() {
        let count = rest.iter().take_while(|i| !matches!(i, Item::Mark(_))).count();
        if let Item::Mark(mark) = first {
            lines.extend(line(mark, &rest[..count], story, &mut cursors));
        }
        items = &rest[count..];
    }
    close(&mut lines);
    lines
}

/// The characters of a part of a story; none where it cannot be edited in place.
#[must_use]
pub fn source(story: &Story, part: Part, paragraph: u32) -> Option<String> {
    let index = paragraph as usize;
    match part {
        Part::Kicker => Some(story.kicker.clone()),
        Part::Headline => Some(story.headline.text.clone()),
        Part::Deck => Some(story.deck.clone()),
        Part::Byline => story.byline.as_ref().map(|b| b.text.clone()),
        Part::Body | Part::CrossHead => story.body.get(index).map(crate::model::Paragraph::text),
        Part::Caption => story.captions.get(index).map(|c| c.text.clone()),
        Part::Picture
        | Part::Credit
        | Part::Folio
        | Part::Masthead
        | Part::SectionHead
        | Part::JumpLine
        | Part::Furniture => None,
    }
}

/// How far each paragraph was read: bytes and characters.
type Cursors = HashMap<(BlockId, Part, u32), (usize, usize)>;

fn line<'a>(
    mark: &Mark,
    items: &[Item],
    story_of: &dyn Fn(&StoryId) -> Option<&'a Story>,
    cursors: &mut Cursors,
) -> Option<TextLine> {
    let story = mark.story.as_ref()?;
    let part = if mark.part == Part::CrossHead { Part::Body } else { mark.part };
    let text = source(story_of(story)?, part, mark.paragraph)?;
    let vertical = mark.area.height > mark.area.width;
    let cursor = cursors.entry((mark.block.clone(), part, mark.paragraph)).or_insert_with(|| {
        // Only the body runs on from block to block, and its text is composed as it is.
        let byte = if part == Part::Body { (mark.text.start as usize).min(text.len()) } else { 0 };
        (byte, text.get(..byte).map_or(0, |t| t.chars().count()))
    });
    let start = cursor.1;
    let mut pen = Pen::new(if vertical { mark.area.y } else { mark.area.x });
    for item in items {
        if let Item::Glyphs(run) = item {
            read(run, vertical, &text, cursor, &mut pen);
        }
    }
    if pen.stops.is_empty() && start > 0 && part != Part::Body {
        // The credit after a caption, and such: printed, but not of this text.
        return None;
    }
    let chars = start..start + pen.stops.len();
    pen.stops.push(pen.end);
    let (block, story) = (mark.block.clone(), story.clone());
    Some(TextLine { block, story, part, paragraph: mark.paragraph, area: mark.area, vertical, chars, stops: pen.stops })
}

/// What is not printed at a line's end belongs to it: up to where the next line of the paragraph begins.
fn close(lines: &mut [TextLine]) {
    for i in 0..lines.len().saturating_sub(1) {
        let (line, next) = (&lines[i], &lines[i + 1]);
        let same = (&line.block, line.part, line.paragraph) == (&next.block, next.part, next.paragraph);
        if same && next.chars.start > line.chars.end {
            let end = next.chars.start;
            let line = &mut lines[i];
            let last = line.stops.last().copied().unwrap_or_default();
            line.stops.resize(end - line.chars.start + 1, last);
            line.chars.end = end;
        }
    }
}

/// Where the carets of a line stand as its glyphs are read.
struct Pen {
    stops: Vec<Length>,
    /// Where the ink and blank of the last character end.
    end: Length,
}

impl Pen {
    const fn new(start: Length) -> Self {
        Self { stops: Vec::new(), end: start }
    }

    /// Characters that show nothing of their own.
    fn pass(&mut self, count: usize) {
        self.stops.resize(self.stops.len() + count, self.end);
    }

    /// A glyph that shows `text`, its cell from `origin` on.
    fn put(&mut self, text: &str, origin: Length, em: Length) {
        let count = text.chars().count().max(1);
        let first = text.chars().next().unwrap_or(' ');
        let stop = origin.max(self.end);
        let width = cell(first, em);
        let end = match width {
            // The ink of an opening mark stands in the second half of its cell, whatever was squeezed from the first.
            Cell::Opening => origin + em,
            Cell::Mark => stop + em / 2,
            Cell::Full => origin + em,
            Cell::Own(width) => origin + width,
        };
        let end = end.max(stop);
        self.stops.extend((0..count).map(|i| stop + (end - stop).scale(i as i64, count as i64)));
        self.end = end;
    }
}

/// How much of its em a character takes at least.
enum Cell {
    Opening,
    Mark,
    Full,
    Own(Length),
}

fn cell(c: char, em: Length) -> Cell {
    match c {
        '（' | '《' | '〈' | '“' | '‘' | '「' | '『' | '【' | '〔' | '〖' => Cell::Opening,
        '，' | '。' | '、' | '；' | '：' | '！' | '？' | '）' | '》' | '〉' | '”' | '’' | '」' | '』' | '】' | '〕'
        | '〗' | '·' | '．' => Cell::Mark,
        '\u{2e80}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}' | '—' | '…' => Cell::Full,
        // The next glyph says better where a Western letter ends; in the last place half an em is near enough.
        ' ' => Cell::Own(em / 4),
        _ => Cell::Own(em / 2),
    }
}

/// The em box of every face stands so far above the baseline, in per mille.
const ASCENT: i64 = 880;

/// Reads a run's glyphs against the copy.
fn read(run: &Glyphs, vertical: bool, text: &str, cursor: &mut (usize, usize), pen: &mut Pen) {
    let em = if vertical { run.size } else { run.size.per_mille(i64::from(run.stretch)) };
    for (i, glyph) in run.glyphs.iter().enumerate() {
        let Some(shown) = run.text.get(glyph.text.start as usize..glyph.text.end as usize) else { continue };
        let Some(ahead) = text.get(cursor.0..) else { return };
        if shown.is_empty() {
            continue;
        }
        let Some(skipped) = ahead.find(shown).filter(|n| *n <= FARTHEST) else { continue };
        let passed = ahead[..skipped].chars().count();
        pen.pass(passed);
        let origin = match (vertical, run.turn) {
            (false, _) => glyph.at.x,
            (true, Turn::None) => glyph.at.y - run.size.per_mille(ASCENT),
            (true, Turn::Clockwise) => glyph.at.y,
        };
        let western = shown.chars().all(|c| c < '\u{2000}');
        // A Western letter is as wide as the next glyph of its run allows.
        let next = run.glyphs.get(i + 1).map(|g| if vertical { g.at.y - glyph.at.y } else { g.at.x - glyph.at.x });
        let em = match next {
            Some(advance) if western && advance.is_positive() => (advance * 2).min(em * 2),
            _ => em,
        };
        pen.put(shown, origin, em);
        cursor.0 += skipped + shown.len();
        cursor.1 += passed + shown.chars().count();
    }
}

/// Bytes that a line may leave out between two glyphs: a space, a forced break, a character no face has.
const FARTHEST: usize = 24;

#[cfg(test)]
mod tests;
