//! Lines become display items: the only place that knows horizontal from vertical.

use super::{Direction, Line, Paragraph, PlacedGlyph};
use crate::display::{Glyph, Glyphs, Item, Turn};
use crate::geom::Point;

/// The items of a line.
///
/// Horizontal: `at` is the start of the measure on the baseline. Vertical: `at` is the top of the measure on the line's
/// centre axis.
#[must_use]
pub fn place(paragraph: &Paragraph, line: &Line, at: Point, direction: Direction) -> Vec<Item> {
    let text = Joined::of(paragraph);
    let mut items: Vec<Glyphs> = Vec::new();
    for glyph in line.glyphs.iter().filter(|g| g.id != 0) {
        let face = paragraph.runs[usize::from(glyph.run)].face;
        let turn = if glyph.turned { Turn::Clockwise } else { Turn::None };
        let fits = items.last().is_some_and(|run| {
            run.face == glyph.face
                && run.size == face.size
                && run.ink == face.ink
                && run.stretch == glyph.stretch
                && run.turn == turn
        });
        if !fits {
            items.push(Glyphs {
                face: glyph.face,
                size: face.size,
                stretch: glyph.stretch,
                turn,
                ink: face.ink,
                overprint: face.ink.is_black_only() && face.ink.k == 1000,
                text: String::new(),
                glyphs: Vec::new(),
            });
        }
        if let Some(run) = items.last_mut() {
            let from = run.text.len() as u32;
            run.text.push_str(text.slice(glyph.text));
            let to = run.text.len() as u32;
            run.glyphs.push(Glyph { id: glyph.id, at: origin(glyph, at, direction), text: from..to });
        }
    }
    items.into_iter().map(Item::Glyphs).collect()
}

fn origin(glyph: &PlacedGlyph, at: Point, direction: Direction) -> Point {
    let inline = glyph.inline + glyph.shift_inline;
    match direction {
        Direction::Horizontal => Point::new(at.x + inline, at.y - glyph.shift_block),
        Direction::Vertical => Point::new(at.x + glyph.shift_block, at.y + inline),
    }
}

/// All runs' texts as if they were one.
struct Joined<'a> {
    runs: Vec<(u32, &'a str)>,
}

impl<'a> Joined<'a> {
    fn of(paragraph: &'a Paragraph) -> Self {
        let mut start = 0;
        let runs = paragraph.runs.iter().map(|run| {
            let at = start;
            start += run.text.len() as u32;
            (at, run.text.as_str())
        });
        Self { runs: runs.collect() }
    }

    /// The bytes `range`, which never cross a run: clusters do not.
    fn slice(&self, range: (u32, u32)) -> &'a str {
        let run = self.runs.partition_point(|(start, _)| *start <= range.0).checked_sub(1);
        let Some(&(start, text)) = run.and_then(|r| self.runs.get(r)) else { return "" };
        text.get((range.0 - start) as usize..(range.1 - start) as usize).unwrap_or("")
    }
}
