//! What is drawn over the page while the hand works: outlines, handles, snapping, sizes, the caret.

use egui::{Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rect, Stroke, StrokeKind, pos2, vec2};

use super::glass::Glass;
use crate::app::theme::{Tokens, size};
use crate::app::tools::place::Dragged;
use crate::app::tools::snap::{Label, Mark};
use crate::app::tools::{Bench, Gesture, HANDLES, Hand, Shown, Tool, crop, handle_at, text};
use crate::app::words::{Words, fill};
use crate::geom::{self, Point};
use crate::id::BlockId;
use crate::model::{Block, BlockKind};

/// Side of a handle, in points.
const HANDLE: f32 = 8.0;

/// What is drawn with, and onto what.
#[derive(Clone, Copy)]
pub(super) struct Pen<'a> {
    /// egui's painter, clipped to the canvas.
    pub painter: &'a Painter,
    /// The canvas on the screen.
    pub glass: &'a Glass,
    /// Colours.
    pub tokens: &'a Tokens,
}

/// Everything over the page.
pub(super) fn show(pen: Pen<'_>, hand: &Hand, bench: &Bench<'_>, hovered: Option<&BlockId>) {
    let view = &bench.desk.view;
    let typing = view.caret.is_some();
    if let Some(block) = hovered.filter(|b| !view.selection.contains(*b) && !hand.is_busy()) {
        outline(pen, bench, block, 1.0, 0.55);
    }
    for block in &view.selection {
        outline(pen, bench, block, if typing { 1.0 } else { 1.5 }, if typing { 0.4 } else { 1.0 });
    }
    if view.tool == Tool::Crop {
        cropped(pen, hand, bench);
    }
    let picture = bench.desk.selected().is_some_and(|(_, b)| matches!(b.kind, BlockKind::Picture(_)));
    let handled = view.tool == Tool::Select || (view.tool == Tool::Crop && picture);
    if handled && !typing && !matches!(hand.gesture, Gesture::Moving(_) | Gesture::Marquee(_)) {
        handles(pen, bench);
    }
    if let Gesture::Marquee(marquee) = &hand.gesture
        && let Some(seen) = bench.seen.get(marquee.from.leaf)
    {
        let area = pen.glass.rect(seen, marquee.area(bench));
        pen.painter.rect_filled(area, 0.0, pen.tokens.accent.gamma_multiply(0.10));
        frame(pen, area, 1.0, pen.tokens.accent);
    }
    if let Some(shown) = &hand.shown {
        fitted(pen, bench, shown);
    }
    if let Some(caret) = &view.caret {
        copy(pen, hand, bench, caret);
    }
}

/// What the hand holds, beside the pointer.
pub(super) fn loaded(pen: Pen<'_>, hand: &Hand, bench: &Bench<'_>, pointer: Pos2) {
    let edition = bench.edition();
    let name = match &hand.loaded {
        Some(Dragged::Story(id)) => edition.stories.get(id).map(|s| s.headline.text.replace('\n', " ")),
        Some(Dragged::Picture(id)) => edition.pictures.get(id).map(|p| p.file.clone()),
        Some(Dragged::RunOn(_)) => Some(bench.desk.words().run_on.to_owned()),
        None => None,
    };
    let Some(name) = name else { return };
    let short: String = name.chars().take(16).collect();
    tag(pen, pointer + vec2(14.0, 14.0), Align2::LEFT_TOP, &short, pen.tokens.accent, pen.tokens.on_accent);
}

fn frame(pen: Pen<'_>, area: Rect, width: f32, colour: Color32) {
    pen.painter.rect_stroke(area, 0.0, Stroke::new(width, colour), StrokeKind::Outside);
}

fn outline(pen: Pen<'_>, bench: &Bench<'_>, block: &BlockId, width: f32, strength: f32) {
    let Some((leaf, page, block)) = bench.block(block) else { return };
    let area = pen.glass.rect(&bench.seen[leaf], page.setup.area_of(block.place));
    let colour = if block.locked { pen.tokens.weak } else { pen.tokens.accent };
    frame(pen, area, width, colour.gamma_multiply(strength));
}

fn handles(pen: Pen<'_>, bench: &Bench<'_>) {
    let Some((leaf, page, block)) = bench.desk.selected().and_then(|(_, b)| bench.block(&b.id)) else { return };
    if block.locked {
        return;
    }
    let area = page.setup.area_of(block.place);
    let on_screen = pen.glass.rect(&bench.seen[leaf], area);
    for ((x, y), _) in HANDLES {
        let crowded = (x == 500 && on_screen.width() < HANDLE * 4.0) || (y == 500 && on_screen.height() < HANDLE * 4.0);
        if crowded {
            continue;
        }
        knob(pen, pen.glass.at(&bench.seen[leaf], handle_at(area, (x, y))));
    }
}

fn knob(pen: Pen<'_>, at: Pos2) {
    let knob = Rect::from_center_size(at, vec2(HANDLE, HANDLE));
    pen.painter.rect_filled(knob, CornerRadius::same(1), Color32::WHITE);
    pen.painter.rect_stroke(knob, CornerRadius::same(1), Stroke::new(1.5, pen.tokens.accent), StrokeKind::Inside);
}

/// The picture beyond its frame, so that one sees what there is to move.
fn cropped(pen: Pen<'_>, hand: &Hand, bench: &Bench<'_>) {
    let Some((leaf, target)) = crop::selected(bench, hand.inset.as_ref()) else { return };
    let seen = &bench.seen[leaf];
    let (whole, inner) = (pen.glass.rect(seen, target.whole()), pen.glass.rect(seen, target.frame));
    frame(pen, whole, 1.0, pen.tokens.accent.gamma_multiply(0.5));
    frame(pen, inner, 1.5, pen.tokens.accent);
    let thirds = Stroke::new(1.0, pen.tokens.accent.gamma_multiply(0.35));
    for i in 1..3 {
        let share = i as f32 / 3.0;
        pen.painter.vline(egui::lerp(inner.x_range(), share), inner.y_range(), thirds);
        pen.painter.hline(inner.x_range(), egui::lerp(inner.y_range(), share), thirds);
    }
    // An article's picture is made wider and higher by its sides; a picture by itself is a block with handles of its own.
    if target.index.is_some() {
        for (place, _) in HANDLES.iter().filter(|((x, y), _)| *x == 500 || *y == 500) {
            knob(pen, pen.glass.at(seen, handle_at(target.frame, *place)));
        }
    }
}

/// Why the box stands where it stands, and how large it is.
fn fitted(pen: Pen<'_>, bench: &Bench<'_>, shown: &Shown) {
    let Some(seen) = bench.seen.get(shown.leaf) else { return };
    let words = bench.desk.words();
    let colour = pen.tokens.accent.gamma_multiply(0.8);
    for mark in &shown.snapped.marks {
        match mark {
            Mark::Edge(a, b) => {
                pen.painter.line_segment([pen.glass.at(seen, *a), pen.glass.at(seen, *b)], Stroke::new(1.0, colour));
            }
            Mark::Gap(a, b, label) => gap(pen, (pen.glass.at(seen, *a), pen.glass.at(seen, *b)), &said(*label, words)),
        }
    }
    let area = pen.glass.rect(seen, shown.area);
    frame(pen, area, 1.5, pen.tokens.accent);
    let at = area.center_bottom() + vec2(0.0, 8.0);
    tag(pen, at, Align2::CENTER_TOP, &said(shown.snapped.label, words), pen.tokens.accent, pen.tokens.on_accent);
}

/// A distance between two boxes, with bars at its ends.
fn gap(pen: Pen<'_>, (a, b): (Pos2, Pos2), label: &str) {
    let stroke = Stroke::new(1.0, pen.tokens.accent);
    pen.painter.line_segment([a, b], stroke);
    let across = if (b.x - a.x).abs() > (b.y - a.y).abs() { vec2(0.0, 3.0) } else { vec2(3.0, 0.0) };
    for end in [a, b] {
        pen.painter.line_segment([end - across, end + across], stroke);
    }
    let middle = a.lerp(b, 0.5) + across * 2.0;
    let align = if across.x > 0.0 { Align2::LEFT_CENTER } else { Align2::CENTER_TOP };
    tag(pen, middle, align, label, pen.tokens.raised, pen.tokens.text);
}

/// A small label on a ground of its own.
pub(super) fn tag(pen: Pen<'_>, at: Pos2, align: Align2, text: &str, ground: Color32, ink: Color32) -> Rect {
    let galley = pen.painter.layout_no_wrap(text.to_owned(), FontId::proportional(size::SMALL), ink);
    let inner = align.anchor_size(at, galley.size() + vec2(10.0, 4.0));
    pen.painter.rect_filled(inner, CornerRadius::same(size::RADIUS - 1), ground);
    pen.painter.galley(inner.min + vec2(5.0, 2.0), galley, ink);
    inner
}

/// A size or distance in words.
#[must_use]
pub(super) fn said(label: Label, words: &Words) -> String {
    match label {
        Label::Columns(columns, lines) => fill(words.columns_by_lines, &[&columns, &lines]),
        Label::Cells(width, lines) => fill(words.cells_by_lines, &[&width, &lines]),
        Label::Free(width, height) => format!("{:.1} × {:.1} mm", width.as_mm(), height.as_mm()),
        Label::Lines(n) => fill(words.n_lines, &[&n]),
        Label::Chars(n) => fill(words.n_chars, &[&n]),
        Label::Distance(length) => format!("{:.1} mm", length.as_mm()),
    }
}

/// Selection, caret and what an input method is composing.
fn copy(pen: Pen<'_>, hand: &Hand, bench: &Bench<'_>, caret: &crate::app::desk::Caret) {
    for (leaf, area) in text::selection_boxes(bench, caret) {
        let ground = pen.tokens.accent.gamma_multiply(0.26);
        pen.painter.rect_filled(pen.glass.rect(&bench.seen[leaf], area), 0.0, ground);
    }
    let Some(area) = caret_on_screen(pen.glass, hand, bench) else { return };
    let area = if hand.text.preedit.is_empty() { area } else { composing(pen, area, &hand.text.preedit) };
    let thick = if area.width() < area.height() {
        Rect::from_center_size(area.center(), vec2(1.5, area.height()))
    } else {
        Rect::from_center_size(area.center(), vec2(area.width(), 1.5))
    };
    pen.painter.rect_filled(thick, 0.0, pen.tokens.accent);
}

/// The caret's box on the screen.
#[must_use]
pub(super) fn caret_on_screen(glass: &Glass, hand: &Hand, bench: &Bench<'_>) -> Option<Rect> {
    let caret = bench.desk.view.caret.as_ref()?;
    let (leaf, area) = text::caret_box(bench, caret, hand.text.at_line_end)?;
    let reach = geom::Rect::new(area.x, area.y, area.width, area.height);
    Some(glass.rect(&bench.seen[leaf], reach))
}

/// Draws what is being composed in place, underlined, and gives back where the caret stands after it.
fn composing(pen: Pen<'_>, caret: Rect, preedit: &str) -> Rect {
    let vertical = caret.width() > caret.height();
    let em = if vertical { caret.width() } else { caret.height() }.clamp(11.0, 120.0);
    let font = FontId::proportional(em);
    let ink = pen.tokens.text;
    if vertical {
        let mut at = caret.min;
        for c in preedit.chars() {
            let cell = Rect::from_min_size(at, vec2(em, em));
            pen.painter.rect_filled(cell, 0.0, pen.tokens.accent_ground);
            pen.painter.text(cell.center(), Align2::CENTER_CENTER, c, font.clone(), ink);
            at.y += em;
        }
        pen.painter.vline(caret.max.x + 1.0, caret.min.y..=at.y, Stroke::new(1.0, pen.tokens.accent));
        return Rect::from_min_size(at, vec2(caret.width(), 0.0));
    }
    let galley = pen.painter.layout_no_wrap(preedit.to_owned(), font, ink);
    let ground = Rect::from_min_size(caret.min, vec2(galley.size().x, caret.height()));
    pen.painter.rect_filled(ground, 0.0, pen.tokens.accent_ground);
    pen.painter.galley(pos2(caret.min.x, caret.center().y - galley.size().y / 2.0), galley, ink);
    pen.painter.hline(ground.x_range(), ground.max.y + 1.0, Stroke::new(1.0, pen.tokens.accent));
    Rect::from_min_size(pos2(ground.max.x, caret.min.y), vec2(0.0, caret.height()))
}

/// What a block is called: its headline, or its kind.
#[must_use]
pub(super) fn name(bench: &Bench<'_>, block: &Block) -> String {
    let words = bench.desk.words();
    let headline = bench.desk.story_of(block).map(|(_, s)| s.headline.text.trim()).filter(|t| !t.is_empty());
    let kind = match &block.kind {
        BlockKind::Article(_) => words.kind_article,
        BlockKind::TextFrame(_) => words.kind_text,
        BlockKind::Picture(_) => words.kind_picture,
        BlockKind::Rule(rule) if rule.is_box => words.kind_box,
        BlockKind::Rule(_) => words.kind_rule,
        BlockKind::Folio(_) => words.kind_folio,
        BlockKind::Masthead(_) => words.kind_masthead,
        BlockKind::SectionHead(_) => words.kind_section_head,
        BlockKind::Code(_) => words.kind_code,
    };
    match headline {
        Some(headline) => format!("{kind} {} {headline}", block.id),
        None => format!("{kind} {}", block.id),
    }
}

/// A place drawn for something that is about to be dropped.
pub(super) fn landing(pen: Pen<'_>, bench: &Bench<'_>, leaf: usize, area: geom::Rect, label: Label) {
    let Some(seen) = bench.seen.get(leaf) else { return };
    let on_screen = pen.glass.rect(seen, area);
    pen.painter.rect_filled(on_screen, 0.0, pen.tokens.accent.gamma_multiply(0.14));
    frame(pen, on_screen, 1.5, pen.tokens.accent);
    let at = pen.glass.at(seen, Point::new(area.x + area.width / 2, area.bottom())) + vec2(0.0, 8.0);
    let text = said(label, bench.desk.words());
    tag(pen, at, Align2::CENTER_TOP, &text, pen.tokens.accent, pen.tokens.on_accent);
}
