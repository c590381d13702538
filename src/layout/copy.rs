//! The running text of a story, resolved: what flows through the slots.

use std::sync::Arc;

use super::resolve::Desk;
use crate::compose::{Direction, Paragraph};
use crate::geom::Length;
use crate::id::Part;
use crate::model::{self, Align, BylinePlace, ParagraphKind, ParagraphStyle, Story};

/// A paragraph of running text.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    /// Its number in the story's body.
    pub(super) number: u32,
    pub(super) paragraph: Arc<Paragraph>,
}

/// How a piece is put into slots.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A line a slot.
    Body,
    /// So many slots together, at least, and two lines of text after them.
    CrossHead {
        /// Slots.
        rows: i64,
    },
    /// At the end of the text, right: on its last line where there is room.
    TailByline,
}

impl Kind {
    pub(super) const fn part(self) -> Part {
        match self {
            Self::Body => Part::Body,
            Self::CrossHead { .. } => Part::CrossHead,
            Self::TailByline => Part::Byline,
        }
    }
}

/// The body of a story and its tail byline.
pub(super) fn of(desk: &mut Desk<'_>, story: &Story, direction: Direction) -> Vec<Piece> {
    let body = desk.style("body");
    let cross = desk.style("cross-head");
    let mut pieces = Vec::with_capacity(story.body.len() + 1);
    for (number, paragraph) in story.body.iter().enumerate() {
        let (style, kind) = match paragraph.kind {
            ParagraphKind::Body => (&body, Kind::Body),
            ParagraphKind::CrossHead => (&cross, Kind::CrossHead { rows: i64::from(cross.grid_lines) }),
        };
        pieces.extend(piece(desk, style, paragraph, (number, kind), direction));
    }
    if let Some(byline) = story.byline.as_ref().filter(|b| b.place == BylinePlace::Tail) {
        let style = ParagraphStyle { align: Align::End, indent: 0, ..desk.style("byline") };
        let text = model::Paragraph::plain(byline.text.trim());
        pieces.extend(piece(desk, &style, &text, (0, Kind::TailByline), direction));
    }
    pieces
}

fn piece(
    desk: &mut Desk<'_>,
    style: &ParagraphStyle,
    paragraph: &model::Paragraph,
    (number, kind): (usize, Kind),
    direction: Direction,
) -> Option<Piece> {
    let paragraph = desk.paragraph(style, &paragraph.spans, direction)?;
    Some(Piece { kind, number: u32::try_from(number).unwrap_or(u32::MAX), paragraph })
}

/// Characters of `text`, spaces and forced breaks not counted: what an editor calls 字数.
pub(super) fn chars_of(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// The text of a paragraph, all runs joined.
pub(super) fn text_of(paragraph: &Paragraph) -> String {
    paragraph.runs.iter().map(|r| r.text.as_str()).collect()
}

/// The pieces with `count` characters less at the end of the body.
pub(super) fn shortened(pieces: &[Piece], count: usize) -> Vec<Piece> {
    let mut left = count;
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces.iter().rev() {
        if left == 0 || piece.kind == Kind::TailByline {
            kept.push(piece.clone());
            continue;
        }
        let mut paragraph = Paragraph::clone(&piece.paragraph);
        while left > 0 {
            let Some(run) = paragraph.runs.last_mut() else { break };
            match run.text.pop() {
                Some(c) if c.is_whitespace() => {}
                Some(_) => left -= 1,
                None => {
                    paragraph.runs.pop();
                }
            }
        }
        paragraph.runs.retain(|r| !r.text.is_empty());
        if !paragraph.runs.is_empty() {
            kept.push(Piece { paragraph: Arc::new(paragraph), ..piece.clone() });
        }
    }
    kept.reverse();
    kept
}

/// The pieces with `count` characters more at the end of the body.
pub(super) fn lengthened(pieces: &[Piece], count: usize) -> Vec<Piece> {
    let mut pieces = pieces.to_vec();
    let last = pieces.iter_mut().rev().find(|p| p.kind == Kind::Body);
    if let Some(piece) = last {
        let mut paragraph = Paragraph::clone(&piece.paragraph);
        if let Some(run) = paragraph.runs.last_mut() {
            run.text.extend(std::iter::repeat_n('字', count));
        }
        piece.paragraph = Arc::new(paragraph);
    }
    pieces
}

/// Roughly how many lines of `measure` a paragraph takes, at least.
pub(super) fn estimate(paragraph: &Paragraph, measure: Length) -> usize {
    let ems: i64 = paragraph.runs.iter().map(|r| r.face.size.as_nm() * r.text.chars().count() as i64).sum();
    // Squeezed, half-width and proportional characters only make it shorter; breaks and gaps longer.
    (ems / measure.as_nm().max(1)) as usize * 5 / 4 + 4
}
