//! 排文: paragraphs run through line slots.

use std::sync::Arc;

use super::area;
use super::copy::{self, Kind, Piece};
use super::resolve::{ASCENT, Desk};
use super::set::{SetLine, size_of};
use super::slots::{self, Slot};
use crate::compose::{Direction, Lines, Measures, Paragraph, levelled};
use crate::geom::{Length, Point, Rect};
use crate::model::PageSetup;

/// What became of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Flowed {
    pub(super) placed: Vec<Placed>,
    /// Lines that found no slot; a cross-head counts the slots it would take.
    pub(super) over_lines: usize,
    /// Characters in them.
    pub(super) over_chars: usize,
    /// Slots from the first to the last used one, left empty ones between them included.
    pub(super) passed: usize,
    pub(super) notes: Vec<Note>,
}

/// A line in its slot or slots.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) set: SetLine,
    pub(super) frame: usize,
    /// Slots it takes alone; 0 for a byline on the last line of text and for further lines of a cross-head.
    pub(super) slots: usize,
}

/// Something an editor should look at, at a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Note {
    /// 孤行: the last line of a paragraph alone at the top of a leg.
    Widow { number: u32, frame: usize, area: Rect },
    /// A cross-head with only one line over it in its leg.
    HighCrossHead { number: u32, frame: usize, area: Rect },
    /// Slots left empty at the foot of a leg, for what must keep together.
    Foot { frame: usize, leg: usize, slots: usize, area: Rect },
}

/// Runs the pieces through the slots. With `pull_down` the slot before a 孤行 stays empty, so that two lines stand at the
/// top of the next leg.
pub(super) fn flow(
    desk: &mut Desk<'_>,
    setup: PageSetup,
    pieces: &[Piece],
    slots: Vec<Slot>,
    pull_down: bool,
) -> Flowed {
    let runs = slots::runs(&slots);
    let mut run = Run { setup, slots, runs, cursor: 0, pull_down, out: Flowed::default() };
    for (i, piece) in pieces.iter().enumerate() {
        match piece.kind {
            Kind::Body => run.body(desk, piece),
            Kind::CrossHead { rows } => run.cross_head(desk, piece, rows, text_after(pieces, i)),
            Kind::TailByline => run.byline(desk, piece),
        }
    }
    run.out
}

/// Whether running text follows piece `i`, which its cross-head must keep with.
pub(super) fn text_after(pieces: &[Piece], i: usize) -> bool {
    pieces.get(i + 1).is_some_and(|p| p.kind == Kind::Body)
}

/// Lines of running text that stay with a cross-head.
pub(super) const KEPT: usize = 2;

struct Run {
    setup: PageSetup,
    slots: Vec<Slot>,
    runs: Vec<usize>,
    /// Next free slot.
    cursor: usize,
    pull_down: bool,
    out: Flowed,
}

impl Run {
    fn body(&mut self, desk: &mut Desk<'_>, piece: &Piece) {
        let mut lines = self.compose(desk, &piece.paragraph);
        if let Some(top) = self.widow(lines.lines.len()) {
            if self.pull_down {
                self.slots.remove(top - 1);
                self.runs = slots::runs(&self.slots);
                lines = self.compose(desk, &piece.paragraph);
            } else {
                let slot = self.slots[top];
                self.out.notes.push(Note::Widow { number: piece.number, frame: slot.frame, area: slot.area });
            }
        }
        for index in 0..lines.lines.len() {
            match self.slots.get(self.cursor).copied() {
                Some(slot) => {
                    self.put(piece, &lines, index, (slot.at, slot.area), slot.frame, 1);
                    self.cursor += 1;
                }
                None => self.over(&piece.paragraph, &lines, index, 1),
            }
        }
        self.out.passed = self.cursor;
    }

    /// The slot at the top of a leg where the last of `count` lines would stand alone.
    fn widow(&self, count: usize) -> Option<usize> {
        let last = (self.cursor + count).checked_sub(1)?;
        let (before, at) = (self.slots.get(last.checked_sub(1)?)?, self.slots.get(last)?);
        let top = (before.frame, before.leg) != (at.frame, at.leg);
        (count > 1 && top).then_some(last)
    }

    fn compose(&self, desk: &mut Desk<'_>, paragraph: &Paragraph) -> Arc<Lines> {
        desk.compose(paragraph, self.measures(paragraph))
    }

    /// Measures of the slots a paragraph will take from here on. All that are alike to the end are said once, so that
    /// the same paragraph further down the leg is the same composition.
    fn measures(&self, paragraph: &Paragraph) -> Measures {
        let ahead = self.slots.get(self.cursor..).unwrap_or_default();
        let Some(last) = self.slots.last() else {
            return Measures { first: Vec::new(), rest: self.setup.grid.cell() * i64::from(self.setup.grid.chars()) };
        };
        let least = ahead.iter().map(|s| s.measure).min().unwrap_or(last.measure);
        let count = copy::estimate(paragraph, least).min(ahead.len());
        let rest = ahead.get(count).unwrap_or(last).measure;
        let mut first: Vec<Length> = ahead[..count].iter().map(|s| s.measure).collect();
        while first.last() == Some(&rest) {
            first.pop();
        }
        Measures { first, rest }
    }

    fn put(
        &mut self,
        piece: &Piece,
        lines: &Arc<Lines>,
        index: usize,
        (at, area): (Point, Rect),
        frame: usize,
        slots: usize,
    ) {
        let set = SetLine {
            part: piece.kind.part(),
            number: piece.number,
            paragraph: Arc::clone(&piece.paragraph),
            lines: Arc::clone(lines),
            index,
            at,
            area,
            under: Vec::new(),
        };
        self.out.placed.push(Placed { set, frame, slots });
    }

    fn over(&mut self, paragraph: &Paragraph, lines: &Lines, index: usize, rows: usize) {
        let text = copy::text_of(paragraph);
        let range = &lines.lines[index].text;
        let shown = text.get(range.start as usize..range.end as usize).unwrap_or_default();
        self.out.over_lines += rows;
        self.out.over_chars += copy::chars_of(shown);
    }

    fn cross_head(&mut self, desk: &mut Desk<'_>, piece: &Piece, least: i64, text_after: bool) {
        let size = size_of(&piece.paragraph);
        let kept = if text_after { KEPT } else { 0 };
        let mut start = self.cursor;
        let (lines, rows) = loop {
            let measure = self.narrowest(start, least.max(1) as usize);
            let lines = levelled(&piece.paragraph, measure, &mut |m| desk.compose_to(&piece.paragraph, m));
            let rows = cross_head_rows(self.setup, size, lines.lines.len(), least);
            match self.runs.get(start) {
                Some(run) if *run < rows + kept => start += run,
                _ => break (lines, rows),
            }
        };
        if lines.lines.is_empty() {
            return;
        }
        self.leave(start);
        if start >= self.slots.len() {
            for index in 0..lines.lines.len() {
                self.over(&piece.paragraph, &lines, index, if index == 0 { rows } else { 0 });
            }
            return;
        }
        self.note_high(piece, start);
        let area = united(&self.slots[start..start + rows]);
        let frame = self.slots[start].frame;
        let count = lines.lines.len();
        for index in 0..count {
            let place = centred(&piece.paragraph, area, (index, count), size);
            self.put(piece, &lines, index, place, frame, if index == 0 { rows } else { 0 });
        }
        self.cursor = start + rows;
        self.out.passed = self.cursor;
    }

    /// The shortest measure of `rows` slots from `start` on.
    fn narrowest(&self, start: usize, rows: usize) -> Length {
        let ahead = self.slots.get(start..).unwrap_or_default().iter().take(rows);
        let least = ahead.map(|s| s.measure).min().or(self.slots.last().map(|s| s.measure));
        least.unwrap_or(self.setup.grid.cell() * i64::from(self.setup.grid.chars()))
    }

    /// Leaves the slots up to `start` empty.
    fn leave(&mut self, start: usize) {
        let left = &self.slots[self.cursor.min(start)..start.min(self.slots.len())];
        if let Some(first) = left.first() {
            let note = Note::Foot { frame: first.frame, leg: first.leg, slots: left.len(), area: united(left) };
            self.out.notes.push(note);
        }
        self.cursor = start;
    }

    fn note_high(&mut self, piece: &Piece, start: usize) {
        let leg_of = |i: usize| self.slots.get(i).map(|s| (s.frame, s.leg));
        let own = leg_of(start);
        let one_above = start >= 1 && leg_of(start - 1) == own && (start < 2 || leg_of(start - 2) != own);
        if one_above {
            let slot = self.slots[start];
            let note = Note::HighCrossHead { number: piece.number, frame: slot.frame, area: slot.area };
            self.out.notes.push(note);
        }
    }

    /// On the last line of text where the byline has room and 2 字 stay between them, or else on a line of its own.
    fn byline(&mut self, desk: &mut Desk<'_>, piece: &Piece) {
        if let Some(shared) = self.shared(desk, piece) {
            let slot = self.slots[self.cursor - 1];
            self.put(piece, &shared, 0, (slot.at, slot.area), slot.frame, 0);
            return;
        }
        self.body(desk, piece);
    }

    fn shared(&self, desk: &mut Desk<'_>, piece: &Piece) -> Option<Arc<Lines>> {
        let slot = self.slots.get(self.cursor.checked_sub(1)?)?;
        let last = self.out.placed.last().filter(|p| p.set.area == slot.area && self.out.over_lines == 0)?;
        let lines = desk.compose_to(&piece.paragraph, slot.measure);
        shares(last.set.line().end, &piece.paragraph, &lines).then_some(lines)
    }
}

/// Whether a byline has room on a line of text that ends at `end`: 2 字 stay free between them.
pub(super) fn shares(end: Length, byline: &Paragraph, lines: &Lines) -> bool {
    let [only] = lines.lines.as_slice() else { return false };
    let start = only.glyphs.iter().map(|g| g.inline).min();
    start.is_some_and(|start| start - end >= size_of(byline) * 2)
}

/// Rows a cross-head of `count` lines takes, never under `least`.
pub(super) fn cross_head_rows(setup: PageSetup, size: Length, count: usize, least: i64) -> usize {
    let height = size + pitch(size) * (count as i64 - 1).max(0);
    least.max(area::rows_for(setup, height)).max(1) as usize
}

/// From line to line of a cross-head.
fn pitch(size: Length) -> Length {
    size.per_mille(1250)
}

/// The box of several slots, along their direction as long as the shortest of them.
fn united(slots: &[Slot]) -> Rect {
    let Some(first) = slots.first() else { return Rect::default() };
    let mut all = first.area;
    for Slot { area, at, .. } in &slots[1..] {
        if at.x == area.x {
            let x = all.x.max(area.x);
            let right = all.right().min(area.right());
            all = Rect::new(x, all.y, (right - x).max(Length::ZERO), area.bottom() - all.y);
        } else {
            let y = all.y.max(area.y);
            let bottom = all.bottom().min(area.bottom());
            all = Rect::new(area.x, y, all.right() - area.x, (bottom - y).max(Length::ZERO));
        }
    }
    all
}

/// Where line `index` of `count` stands so that all of them stand in the middle of `area`.
fn centred(paragraph: &Paragraph, area: Rect, (index, count): (usize, usize), size: Length) -> (Point, Rect) {
    let step = pitch(size);
    let extent = size + step * (count as i64 - 1);
    let offset = step * index as i64;
    match paragraph.setting.direction {
        Direction::Horizontal => {
            let top = area.y + (area.height - extent) / 2 + offset;
            (Point::new(area.x, top + size.per_mille(ASCENT)), Rect::new(area.x, top, area.width, size))
        }
        Direction::Vertical => {
            let right = area.right() - (area.width - extent) / 2 - offset;
            (Point::new(right - size / 2, area.y), Rect::new(right - size, area.y, size, area.height))
        }
    }
}
