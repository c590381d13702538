//! Rulers at the canvas's edges: columns and lines of the grid, millimetres where there is no grid, and where the pointer
//! is. A guide is drawn out of them.

use egui::{Align2, FontId, Painter, Pos2, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::eye::Seen;
use super::glass::{Glass, RULER};
use crate::app::theme::{Tokens, size};
use crate::geom::{Length, Point};
use crate::model::PageSetup;

/// Which ruler a guide was drawn out of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pulled {
    /// The upper one: a guide from left to right.
    Across,
    /// The left one: a guide from top to bottom.
    Upright,
}

/// Shows the rulers for a page; tells when a guide is drawn out of one.
pub(super) fn show(
    ui: &Ui,
    outer: Rect,
    glass: &Glass,
    seen: &Seen,
    setup: PageSetup,
    pointer: Option<Pos2>,
) -> Option<Pulled> {
    let tokens = Tokens::of(ui);
    let top = Rect::from_min_max(pos2(glass.area.min.x, outer.min.y), pos2(outer.max.x, glass.area.min.y));
    let left = Rect::from_min_max(pos2(outer.min.x, glass.area.min.y), pos2(glass.area.min.x, outer.max.y));
    let painter = ui.painter();
    painter.rect_filled(Rect::from_min_max(outer.min, glass.area.min), 0.0, tokens.panel);
    across(&painter.with_clip_rect(top), top, glass, seen, setup, tokens);
    upright(&painter.with_clip_rect(left), left, glass, seen, setup, tokens);
    let line = Stroke::new(1.0, tokens.separator);
    painter.hline(outer.x_range(), glass.area.min.y - 0.5, line);
    painter.vline(glass.area.min.x - 0.5, outer.y_range(), line);
    if let Some(at) = pointer.filter(|at| glass.area.contains(*at)) {
        let mark = Stroke::new(1.0, tokens.accent);
        painter.vline(at.x, top.y_range(), mark);
        painter.hline(left.x_range(), at.y, mark);
    }
    let from_top = ui.interact(top, ui.scope_id().with("ruler-top"), Sense::drag());
    let from_left = ui.interact(left, ui.scope_id().with("ruler-left"), Sense::drag());
    if from_top.drag_started() {
        Some(Pulled::Across)
    } else if from_left.drag_started() {
        Some(Pulled::Upright)
    } else {
        None
    }
}

/// Fewest points between two numbers.
const APART: f32 = 34.0;

fn font() -> FontId {
    FontId::proportional(size::SMALL - 2.5)
}

/// Columns by their numbers, with a tick for every fifth 字; millimetres beside the type area.
fn across(painter: &Painter, area: Rect, glass: &Glass, seen: &Seen, setup: PageSetup, tokens: &Tokens) {
    painter.rect_filled(area, 0.0, tokens.panel);
    let grid = setup.grid;
    let x_of = |x: Length| glass.at(seen, Point::new(x, Length::ZERO)).x;
    let tick = |x: f32, high: f32| {
        painter.vline(x, area.max.y - high..=area.max.y, Stroke::new(1.0, tokens.weak.gamma_multiply(0.6)));
    };
    let char_width = x_of(grid.cell()) - x_of(Length::ZERO);
    for column in 0..grid.columns() {
        let start = setup.origin.x + grid.cell() * i64::from(grid.char_of_column(column));
        let (left, right) = (x_of(start), x_of(start + grid.cell() * i64::from(grid.chars())));
        painter.rect_filled(Rect::from_min_max(pos2(left, area.min.y), pos2(right, area.max.y)), 0.0, tokens.field);
        tick(left, RULER);
        tick(right, RULER);
        for char in (1..grid.chars()).filter(|c| char_width >= 5.0 || c % 5 == 0) {
            tick(x_of(start + grid.cell() * i64::from(char)), if char % 5 == 0 { 7.0 } else { 4.0 });
        }
        if right - left >= 14.0 {
            let middle = pos2(f32::midpoint(left, right), area.min.y + RULER * 0.42);
            painter.text(middle, Align2::CENTER_CENTER, (column + 1).to_string(), font(), tokens.weak);
        }
    }
    let (left, right) = (setup.origin.x, setup.origin.x + grid.size().width);
    let beside = |mm: i64| Length::MM * mm <= left || Length::MM * mm >= right;
    millimetres(seen.size.width, char_width / grid.cell().as_mm() as f32, &mut |mm, numbered| {
        if beside(mm) {
            let x = x_of(Length::MM * mm);
            tick(x, if numbered { 9.0 } else { 4.0 });
            // A number that would reach among the columns' stays away.
            let clear = x + APART / 2.0 <= x_of(left) || x >= x_of(right);
            if numbered && clear {
                painter.text(pos2(x + 2.0, area.min.y + 1.0), Align2::LEFT_TOP, mm.to_string(), font(), tokens.weak);
            }
        }
    });
}

/// Lines by their numbers; millimetres above and below the type area.
fn upright(painter: &Painter, area: Rect, glass: &Glass, seen: &Seen, setup: PageSetup, tokens: &Tokens) {
    painter.rect_filled(area, 0.0, tokens.panel);
    let grid = setup.grid;
    let y_of = |y: Length| glass.at(seen, Point::new(Length::ZERO, y)).y;
    let tick = |y: f32, wide: f32| {
        painter.hline(area.max.x - wide..=area.max.x, y, Stroke::new(1.0, tokens.weak.gamma_multiply(0.6)));
    };
    let (top, foot) = (setup.origin.y, setup.origin.y + grid.size().height);
    painter.rect_filled(
        Rect::from_min_max(pos2(area.min.x, y_of(top)), pos2(area.max.x, y_of(foot))),
        0.0,
        tokens.field,
    );
    let pitch = y_of(grid.line()) - y_of(Length::ZERO);
    let every = step_for(pitch);
    for line in 0..i64::from(grid.lines()) {
        let y = y_of(setup.line_top(line));
        // Lines count from 1, as in the inspector.
        let numbered = line == 0 || (line + 1) % every == 0;
        if numbered || pitch >= 5.0 {
            tick(y, if numbered { 9.0 } else { 4.0 });
        }
        if numbered {
            let at = vec2(area.min.x + 1.0, y + 1.0);
            painter.text(at.to_pos2(), Align2::LEFT_TOP, (line + 1).to_string(), font(), tokens.weak);
        }
    }
    let beside = |mm: i64| Length::MM * mm <= top || Length::MM * mm >= foot;
    millimetres(seen.size.height, pitch / grid.line().as_mm() as f32, &mut |mm, numbered| {
        if beside(mm) {
            tick(y_of(Length::MM * mm), if numbered { 9.0 } else { 4.0 });
        }
    });
}

/// Every how many lines a number has room.
fn step_for(pitch: f32) -> i64 {
    let steps = [1, 5, 10, 20, 50, 100];
    steps.into_iter().find(|n| *n as f32 * pitch >= APART).unwrap_or(200)
}

fn millimetres(length: Length, per_mm: f32, each: &mut dyn FnMut(i64, bool)) {
    let steps = [1, 5, 10, 20, 50, 100, 200];
    let numbered = steps.into_iter().find(|n| *n as f32 * per_mm >= APART).unwrap_or(500);
    let tick = if numbered >= 5 { numbered / 5 } else { 1 };
    let mut mm = 0;
    while Length::MM * mm <= length {
        each(mm, mm % numbered == 0);
        mm += tick;
    }
}
