//! 图片说明: the text under or beside a picture, with who took it.

use std::sync::Arc;

use super::area;
use super::resolve::Desk;
use super::set::{SetLine, on_row, size_of};
use crate::compose::{Direction, Lines, Paragraph};
use crate::geom::Length;
use crate::id::Part;
use crate::model::{PageSetup, Span, SpanKind};

/// A caption composed to a measure, not placed yet.
pub(super) struct Caption {
    paragraph: Arc<Paragraph>,
    lines: Arc<Lines>,
    number: u32,
    rows_per_line: i64,
    body: Length,
}

/// The caption `text` and the credits after it, a full-width space before each.
pub(super) fn compose(
    desk: &mut Desk<'_>,
    setup: PageSetup,
    (text, credits): (&str, &[&str]),
    number: u32,
    measure: Length,
) -> Option<Caption> {
    let style = desk.style("caption");
    let body = desk.style("body").size;
    let mut spans = vec![Span { text: text.trim().to_owned(), kind: SpanKind::Plain }];
    for credit in credits.iter().map(|c| c.trim()).filter(|c| !c.is_empty()) {
        let before = if spans.iter().all(|s| s.text.is_empty()) { "" } else { "\u{3000}" };
        spans.push(Span { text: format!("{before}{credit}"), kind: SpanKind::Credit });
    }
    let paragraph = desk.paragraph(&style, &spans, Direction::Horizontal)?;
    let lines = desk.compose_to(&paragraph, measure);
    let rows_per_line = i64::from(style.grid_lines).max(area::rows_for(setup, size_of(&paragraph))).max(1);
    (!lines.lines.is_empty()).then_some(Caption { paragraph, lines, number, rows_per_line, body })
}

impl Caption {
    /// Grid rows it takes.
    pub(super) fn rows(&self) -> i64 {
        self.lines.lines.len() as i64 * self.rows_per_line
    }

    /// Its lines, the first in row `row`.
    pub(super) fn placed(&self, setup: PageSetup, row: i64, x: Length) -> Vec<SetLine> {
        let size = size_of(&self.paragraph);
        let each = self.lines.lines.iter().enumerate();
        each.map(|(index, line)| {
            let row = row + index as i64 * self.rows_per_line;
            let (at, area) = on_row(setup, row, x, line.measure, size, self.body);
            SetLine {
                part: Part::Caption,
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
}
