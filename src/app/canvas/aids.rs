//! What is shown beside the page itself: its paper and shadow, columns, lines, guides.

use egui::{Color32, Painter, Rect, Stroke, pos2, vec2};

use super::eye::Seen;
use super::glass::Glass;
use crate::app::theme::Tokens;
use crate::app::tools::snap::Guide;
use crate::geom::{Length, Point};
use crate::model::PageSetup;

/// The sheet of paper under the picture, and its shadow.
pub(super) fn paper(painter: &Painter, glass: &Glass, seen: &Seen, tokens: &Tokens) {
    let page = glass.page(seen);
    for (out, share) in [(6.0, 0.35), (3.0, 0.6), (1.0, 1.0)] {
        let shade = page.translate(vec2(0.0, 1.5)).expand(out);
        painter.rect_filled(shade, out, tokens.shadow.gamma_multiply(share));
    }
    painter.rect_filled(page, 0.0, Color32::WHITE);
}

/// Columns and the type area; the lines of the grid where they are asked for and can be told apart.
pub(super) fn grid(
    painter: &Painter,
    glass: &Glass,
    seen: &Seen,
    setup: PageSetup,
    tokens: &Tokens,
    lines: (bool, bool),
) {
    let (columns, baselines) = lines;
    let area = glass.rect(seen, setup.type_area());
    if columns {
        let line = Stroke::new(1.0, tokens.accent.gamma_multiply(0.22));
        for column in 0..setup.grid.columns() {
            let start = setup.origin.x + setup.grid.cell() * i64::from(setup.grid.char_of_column(column));
            for x in [start, start + setup.grid.cell() * i64::from(setup.grid.chars())] {
                painter.vline(glass.at(seen, Point::new(x, Length::ZERO)).x.round(), area.y_range(), line);
            }
        }
        painter.hline(area.x_range(), area.min.y.round(), line);
        painter.hline(area.x_range(), area.max.y.round(), line);
    }
    if !baselines {
        return;
    }
    let pitch = (setup.grid.line().as_mm() * seen.view.px_per_mm) as f32 / glass.density;
    let every: usize = if pitch >= 4.0 { 1 } else { 5 };
    for line in (0..setup.grid.lines()).step_by(every) {
        let share = if line % 5 == 0 { 0.34 } else { 0.17 };
        // Body type stands on the line 0.88 em under the top of its cells.
        let y = setup.line_top(i64::from(line)) + setup.grid.cell().per_mille(880);
        let y = glass.at(seen, Point::new(Length::ZERO, y)).y;
        painter.hline(area.x_range(), y.round(), Stroke::new(1.0, tokens.accent.gamma_multiply(share)));
    }
}

/// The guides of a page; the one in hand is drawn strongly.
pub(super) fn guides(
    painter: &Painter,
    glass: &Glass,
    seen: &Seen,
    guides: &[Guide],
    held: Option<Guide>,
    tokens: &Tokens,
) {
    for guide in guides.iter().copied().chain(held) {
        let strength = if held == Some(guide) { 1.0 } else { 0.6 };
        let stroke = Stroke::new(1.0, tokens.accent.gamma_multiply(strength));
        let reach: Rect = glass.page(seen).expand(24.0);
        if guide.upright {
            let x = glass.at(seen, Point::new(guide.at, Length::ZERO)).x.round();
            painter.line_segment([pos2(x, reach.min.y), pos2(x, reach.max.y)], stroke);
        } else {
            let y = glass.at(seen, Point::new(Length::ZERO, guide.at)).y.round();
            painter.line_segment([pos2(reach.min.x, y), pos2(reach.max.x, y)], stroke);
        }
    }
}
