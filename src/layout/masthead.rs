//! 报头: the name of the paper, and under it date, issue and the publisher's lines between two rules.

use super::date;
use super::findings;
use super::label::{self, Label, inked};
use super::paint::Layers;
use super::resolve::Desk;
use super::set::Owner;
use crate::compose::Direction;
use crate::finding::{Finding, Said};
use crate::geom::{Length, Point, Rect};
use crate::id::{BlockId, Part};
use crate::ink::Ink;
use crate::model::{Border, Furniture, ParagraphStyle};

/// Sets the masthead in `area`: the lines at its foot, the name in the middle of what is left, as large as its style
/// and the room allow.
/// Lines longer than the block are set all the same, and said.
pub(super) fn set(
    desk: &mut Desk<'_>,
    block: &BlockId,
    area: Rect,
    furniture: &Furniture,
    layers: &mut Layers,
) -> Option<Finding> {
    let owner = Owner { block, story: None };
    let small = desk.style("masthead-line");
    let pitch = small.size.per_mille(1500);
    let rows = rows(desk, furniture);
    let deep = pitch * rows.len() as i64;
    let top = area.bottom() - deep;
    let rule = Border::solid(Length::pt(0.5), Ink::BLACK);
    for y in [top, area.bottom()] {
        layers.rule(block, Point::new(area.x, y), Point::new(area.right(), y), rule);
    }
    let room = Rect::new(area.x, area.y, area.width, (top - area.y).max(Length::ZERO));
    if let Some(name) = name(desk, furniture, room) {
        // The em box stands in the middle of the room above the lines.
        let baseline = room.y + (room.height - name.size) / 2 + name.size.per_mille(super::resolve::ASCENT);
        layers.line(&name.on(Part::Masthead, 0, room.x + (room.width - name.length) / 2, baseline), owner);
    }
    // Too many lines are too long as well, downwards.
    let mut over = deep - area.height;
    for (i, text) in rows.iter().enumerate() {
        let Some(row) = label::label(desk, &small, text, Direction::Horizontal) else { continue };
        let y = top + pitch * i as i64 + (pitch - row.size) / 2 + row.size.per_mille(super::resolve::ASCENT);
        layers.line(&row.on(Part::Masthead, i as u32 + 1, area.x + (area.width - row.length) / 2, y), owner);
        over = over.max(row.length - area.width);
    }
    findings::too_long(&Said::new("报头", "The masthead"), over, area)
}

/// The name, never wider than nine tenths of its room nor higher than it.
fn name(desk: &mut Desk<'_>, furniture: &Furniture, room: Rect) -> Option<Label> {
    let style = inked(desk.style("masthead"), furniture.accent);
    let edition = desk.edition;
    let full = label::label(desk, &style, &edition.paper, Direction::Horizontal)?;
    let wide = room.width.per_mille(900);
    let by_width = if full.length > wide { style.size.scale(wide.as_nm(), full.length.as_nm()) } else { style.size };
    let size = by_width.min(room.height);
    if size == style.size {
        return Some(full);
    }
    size.is_positive()
        .then_some(ParagraphStyle { size, ..style })
        .and_then(|style| label::label(desk, &style, &edition.paper, Direction::Horizontal))
}

fn rows(desk: &Desk<'_>, furniture: &Furniture) -> Vec<String> {
    let (date, weekday) = date::printed(&desk.edition.date);
    let issue = desk.edition.issue_number.map(|n| format!("总第{n}期")).unwrap_or_default();
    let joined = |parts: &[String]| {
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
        parts.join("\u{3000}")
    };
    let editors: Vec<String> = furniture.editors.iter().map(|(role, name)| format!("{role} {name}")).collect();
    let mut rows = vec![joined(&[date, weekday, issue])];
    rows.extend(furniture.lines.iter().cloned());
    rows.push(joined(&editors));
    rows.push(furniture.contact.clone());
    rows.retain(|r| !r.trim().is_empty());
    rows
}
