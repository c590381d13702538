//! A block's share of its thread, painted: box, rules, pictures, head, text, captions.

use super::jump;
use super::paint::Layers;
use super::resolve::Desk;
use super::set::{Owner, SetLine};
use super::slots::Slot;
use super::thread::{Solved, Thread};
use crate::geom::Rect;
use crate::id::PictureId;
use crate::model::BlockKind;

/// Paints frame `index` of a thread and answers with all its lines, for their findings.
pub(super) fn paint(
    desk: &mut Desk<'_>,
    thread: &Thread<'_>,
    solved: &Solved,
    index: usize,
    layers: &mut Layers,
) -> Vec<SetLine> {
    let block = &thread.frames[index].block;
    let module = &solved.modules[index];
    let owner = Owner { block: &block.id, story: Some(thread.id) };
    if let Some(style) = &module.boxed {
        layers.boxed(&block.id, module.outer, style);
    }
    if let Some(area) = module.head.area {
        layers.ground(&block.id, area, module.head.tint, module.head.texture);
    }
    module.rules.iter().for_each(|rule| layers.shape(&block.id, rule.clone()));
    for (i, picture) in module.pictures.pictures.iter().enumerate() {
        layers.picture(owner, i as u32, picture, None);
    }
    let mut lines = module.head.lines.clone();
    lines.extend(text(desk, thread, solved, index));
    lines.extend(module.pictures.captions.iter().cloned());
    lines.iter().for_each(|line| layers.line(line, owner));
    lines
}

/// The running text in reading order: 上接, the lines, 下转.
fn text(desk: &mut Desk<'_>, thread: &Thread<'_>, solved: &Solved, index: usize) -> Vec<SetLine> {
    let slots = &solved.modules[index].slots;
    let placed = solved.flowed.placed.iter().filter(|p| p.frame == index).map(|p| p.set.clone());
    let mut before = Vec::new();
    let mut after = Vec::new();
    for jump in solved.jumps.iter().filter(|j| j.slot.frame == index) {
        let first = slots.first().is_some_and(|s| jump.takes(s));
        let Some(line) = jump::set(desk, jump, u32::from(!first), thread.direction) else { continue };
        if first { before.push(line) } else { after.push(line) }
    }
    before.into_iter().chain(placed).chain(after).collect()
}

/// Stretches of a leg whose lines are all alike: exact frames of the body text.
pub(super) fn stretches(slots: &[Slot]) -> Vec<Rect> {
    let mut all: Vec<Rect> = Vec::new();
    for (i, slot) in slots.iter().enumerate() {
        let goes_on = i > 0 && {
            let before = &slots[i - 1];
            (before.leg, before.row + 1, before.measure) == (slot.leg, slot.row, slot.measure)
                && (before.area.x == slot.area.x || before.area.y == slot.area.y)
        };
        match all.last_mut() {
            Some(last) if goes_on => {
                let (x, y) = (last.x.min(slot.area.x), last.y.min(slot.area.y));
                let (right, bottom) = (last.right().max(slot.area.right()), last.bottom().max(slot.area.bottom()));
                *last = Rect::new(x, y, right - x, bottom - y);
            }
            _ => all.push(slot.area),
        }
    }
    all
}

/// The pictures a block shows.
pub(super) fn pictures_of(kind: &BlockKind) -> Vec<&PictureId> {
    match kind {
        BlockKind::Article(article) => article.pictures.iter().map(|p| &p.picture).collect(),
        BlockKind::Picture(picture) => vec![&picture.picture],
        BlockKind::TextFrame(_)
        | BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => Vec::new(),
    }
}
