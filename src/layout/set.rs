//! Lines at their final place, on their way to the sheet.

use std::sync::Arc;

use super::area;
use crate::compose::{self, Direction, Line, Lines, Paragraph};
use crate::display::{Item, Mark};
use crate::geom::{Length, Point, Rect};
use crate::id::{BlockId, Part, StoryId};
use crate::model::PageSetup;

/// A composed line with its place on the page.
#[derive(Clone, Debug)]
pub(super) struct SetLine {
    pub(super) part: Part,
    /// Which paragraph of that part: of the story's body, cross-heads counted; of captions, which caption.
    pub(super) number: u32,
    pub(super) paragraph: Arc<Paragraph>,
    pub(super) lines: Arc<Lines>,
    /// Which of `lines`.
    pub(super) index: usize,
    /// Start of the measure: on the baseline, or on the centre axis of a vertical line.
    pub(super) at: Point,
    /// From its start to its measure, one em box high (or wide).
    pub(super) area: Rect,
    /// What is painted under its type.
    pub(super) under: Vec<Item>,
}

impl SetLine {
    pub(super) fn line(&self) -> &Line {
        &self.lines.lines[self.index]
    }
}

/// The size of a paragraph's largest type.
pub(super) fn size_of(paragraph: &Paragraph) -> Length {
    paragraph.runs.iter().map(|r| r.face.size).max().unwrap_or(Length::MM)
}

/// Whose lines they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owner<'a> {
    pub(super) block: &'a BlockId,
    pub(super) story: Option<&'a StoryId>,
}

/// The mark and the type of a line.
pub(super) fn paint(set: &SetLine, owner: Owner<'_>, into: &mut Vec<Item>) {
    into.push(Item::Mark(Mark {
        block: owner.block.clone(),
        story: owner.story.cloned(),
        part: set.part,
        paragraph: set.number,
        line: u32::try_from(set.index).unwrap_or(u32::MAX),
        area: set.area,
        text: set.line().text.clone(),
    }));
    into.extend(set.under.iter().cloned());
    into.extend(compose::place(&set.paragraph, set.line(), set.at, set.paragraph.setting.direction));
}

/// A paragraph's lines, one below the other at `pitch`, or vertical ones from right to left.
pub(super) struct Stack {
    pub(super) part: Part,
    pub(super) number: u32,
    pub(super) paragraph: Arc<Paragraph>,
    pub(super) lines: Arc<Lines>,
    /// From em box to em box.
    pub(super) pitch: Length,
}

impl Stack {
    /// How much all lines take across their direction.
    pub(super) fn extent(&self) -> Length {
        let count = self.lines.lines.len() as i64;
        size_of(&self.paragraph) + self.pitch * (count - 1).max(0)
    }

    /// The lines placed, the first em box beginning at `start`: its top edge, or the right edge of a vertical line.
    /// `along` is where the measure begins on the other axis.
    pub(super) fn placed(&self, along: Length, start: Length) -> Vec<SetLine> {
        let direction = self.paragraph.setting.direction;
        let step = match direction {
            Direction::Horizontal => self.pitch,
            Direction::Vertical => -self.pitch,
        };
        (0..self.lines.lines.len())
            .map(|index| {
                let (at, area) = self.line_at(index, along, start + step * index as i64, direction);
                SetLine {
                    part: self.part,
                    number: self.number,
                    paragraph: Arc::clone(&self.paragraph),
                    lines: Arc::clone(&self.lines),
                    index,
                    at,
                    area,
                    under: Vec::new(),
                }
            })
            .collect()
    }

    fn line_at(&self, index: usize, along: Length, start: Length, direction: Direction) -> (Point, Rect) {
        let size = size_of(&self.paragraph);
        let measure = self.lines.lines[index].measure;
        match direction {
            Direction::Horizontal => horizontal(along, start, measure, size),
            Direction::Vertical => {
                let area = Rect::new(start - size, along, size, measure);
                (Point::new(start - size / 2, along), area)
            }
        }
    }
}

/// Place and area of a horizontal line whose em box has its top at `top`.
pub(super) fn horizontal(x: Length, top: Length, measure: Length, size: Length) -> (Point, Rect) {
    let baseline = top + size.per_mille(super::resolve::ASCENT);
    (Point::new(x, baseline), Rect::new(x, top, measure, size))
}

/// Place and area of a line of `size` in a grid row: on the baseline that body type of `body` has there.
pub(super) fn on_row(
    setup: PageSetup,
    row: i64,
    x: Length,
    measure: Length,
    size: Length,
    body: Length,
) -> (Point, Rect) {
    let baseline = area::baseline(setup, row, body);
    (Point::new(x, baseline), Rect::new(x, baseline - size.per_mille(super::resolve::ASCENT), measure, size))
}
