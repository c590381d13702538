//! 栏头: the label of a group, beside a rule or reversed out of a solid.

use super::findings;
use super::label::{self, Label, inked};
use super::paint::Layers;
use super::resolve::Desk;
use super::set::Owner;
use crate::compose::Direction;
use crate::display::{Outline, Shape};
use crate::finding::{Finding, Said};
use crate::geom::{Length, Point, Rect};
use crate::id::{BlockId, Part};
use crate::ink::Ink;
use crate::model::{Border, ParagraphStyle, SectionHead};

/// Thickness of the accent rule: 1.5 pt, the least at which a line of two inks holds its colour.
const RULE: Length = Length::um(530);

/// Sets the section head in `area`.
///
/// ```text
///  beside a rule   ▌菏泽社会工作  巨野县        reversed   ▓菏泽社会工作▓ 巨野县
///                  ──────────────────────                 ───────────────────
/// ```
/// A vertical one runs from top to bottom, its rule at the right.
/// Words longer than the block are painted all the same, and said.
pub(super) fn set(
    desk: &mut Desk<'_>,
    block: &BlockId,
    area: Rect,
    head: &SectionHead,
    layers: &mut Layers,
) -> Option<Finding> {
    let (direction, across, room) = if head.vertical {
        (Direction::Vertical, area.width, area.height)
    } else {
        (Direction::Horizontal, area.height, area.width)
    };
    let ink = if head.reversed { Ink::PAPER } else { head.accent };
    let style = fitted(inked(desk.style("section-head"), Some(ink)), across);
    let note_style = fitted(desk.style("section-note"), across);
    let text = label::label(desk, &style, &head.text, direction)?;
    let note = label::label(desk, &note_style, &head.note, direction);
    let em = style.size;
    let pad = em / 2;
    let solid = head.reversed.then_some(pad * 2 + text.length);
    // A bar before the text, or half an em of the solid.
    let before = if head.reversed { pad } else { em.per_mille(500) };
    ground(layers, block, area, head, solid);
    let after = before + text.length + pad + if head.reversed { pad } else { Length::ZERO };
    let mut put = |label: &Label, number: u32, along: Length| {
        let owner = Owner { block, story: None };
        let line = if head.vertical {
            label.down(Part::SectionHead, number, area.x + area.width / 2, area.y + along)
        } else {
            let baseline = area.y + (area.height - em) / 2 + em.per_mille(super::resolve::ASCENT);
            label.on(Part::SectionHead, number, area.x + along, baseline)
        };
        layers.line(&line, owner);
    };
    put(&text, 0, before);
    if let Some(note) = &note {
        put(note, 1, after);
    }
    let end = note.map_or(before + text.length, |note| after + note.length);
    findings::too_long(&Said::new("栏头", "The section head"), end - room, area)
}

/// A size that fits across the area with some room.
fn fitted(style: ParagraphStyle, across: Length) -> ParagraphStyle {
    let most = across.per_mille(860);
    if most.is_positive() && style.size > most { ParagraphStyle { size: most, ..style } } else { style }
}

fn ground(layers: &mut Layers, block: &BlockId, area: Rect, head: &SectionHead, solid: Option<Length>) {
    let fill = |layers: &mut Layers, rect: Rect| {
        let shape = Shape { outline: Outline::Rect(rect), fill: Some(head.accent), stroke: None, overprint: false };
        layers.shape(block, shape);
    };
    let bar = RULE * 2;
    let label = match (solid, head.vertical) {
        (Some(length), false) => Rect::new(area.x, area.y, length.min(area.width), area.height),
        (Some(length), true) => Rect::new(area.x, area.y, area.width, length.min(area.height)),
        (None, false) => Rect::new(area.x, area.y, bar, area.height),
        (None, true) => Rect::new(area.x, area.y, area.width, bar),
    };
    fill(layers, label);
    let rule = Border::solid(RULE, head.accent);
    let (a, b) = if head.vertical {
        (Point::new(area.right(), area.y), Point::new(area.right(), area.bottom()))
    } else {
        (Point::new(area.x, area.bottom()), Point::new(area.right(), area.bottom()))
    };
    layers.rule(block, a, b, rule);
}
