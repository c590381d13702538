//! Short texts of the page's furniture, set as wide as they are.

use std::sync::Arc;

use super::resolve::Desk;
use super::set::{SetLine, horizontal, size_of};
use crate::compose::{Direction, Lines, Paragraph};
use crate::geom::{Length, Point, Rect};
use crate::id::Part;
use crate::ink::Ink;
use crate::model::{Align, ParagraphStyle};

/// A text of one line.
pub(super) struct Label {
    paragraph: Arc<Paragraph>,
    lines: Arc<Lines>,
    /// How long it is.
    pub(super) length: Length,
    /// Its em.
    pub(super) size: Length,
}

/// The text in this style, in one line.
pub(super) fn label(desk: &mut Desk<'_>, style: &ParagraphStyle, text: &str, direction: Direction) -> Option<Label> {
    let style = ParagraphStyle { align: Align::Start, indent: 0, hanging_indent: 0, ..style.clone() };
    let text = text.trim();
    // No character is wider than two ems, so that this is one line.
    let room = style.size * (text.chars().count() as i64 * 3 + 4);
    let paragraph = desk.plain(&style, text, direction)?;
    let lines = desk.compose_to(&paragraph, room);
    let length = lines.lines.first()?.end;
    let size = size_of(&paragraph);
    Some(Label { paragraph, lines, length, size })
}

impl Label {
    /// Horizontal, from `x` on this baseline.
    pub(super) fn on(&self, part: Part, number: u32, x: Length, baseline: Length) -> SetLine {
        let top = baseline - self.size.per_mille(super::resolve::ASCENT);
        self.line(part, number, horizontal(x, top, self.length, self.size))
    }

    /// Vertical, from `top` down on this axis.
    pub(super) fn down(&self, part: Part, number: u32, axis: Length, top: Length) -> SetLine {
        let area = Rect::new(axis - self.size / 2, top, self.size, self.length);
        self.line(part, number, (Point::new(axis, top), area))
    }

    fn line(&self, part: Part, number: u32, (at, area): (Point, Rect)) -> SetLine {
        let (paragraph, lines) = (Arc::clone(&self.paragraph), Arc::clone(&self.lines));
        SetLine { part, number, paragraph, lines, index: 0, at, area, under: Vec::new() }
    }
}

/// A style in another ink, where one is given.
pub(super) fn inked(style: ParagraphStyle, ink: Option<Ink>) -> ParagraphStyle {
    ParagraphStyle { ink: ink.unwrap_or(style.ink), ..style }
}
