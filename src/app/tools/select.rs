//! Selecting: click, shift-click, a box drawn round things, Alt for what lies below, a double click to go inside.

use std::collections::BTreeSet;

use egui::Modifiers;

use super::text;
use super::transform::{Moving, Resizing};
use super::{Bench, Gesture, Hand, Spot, Stroke, Tool, handle, transform};
use crate::app::canvas::hit;
use crate::app::desk::Ask;
use crate::geom::{Length, Point, Rect};
use crate::id::{BlockId, Part};
use crate::model::BlockKind;

/// A press that may still become anything.
#[derive(Debug)]
pub struct Pressed {
    at: Spot,
    modifiers: Modifiers,
    /// What was under it.
    block: Option<BlockId>,
    /// It was selected before; a click without a drag then selects it alone.
    was_selected: bool,
}

/// A box of selection.
#[derive(Debug)]
pub struct Marquee {
    /// Where it began.
    pub from: Spot,
    /// Where the pointer is.
    pub to: Spot,
    before: BTreeSet<BlockId>,
    add: bool,
}

impl Marquee {
    pub(super) fn selected_before(&self) -> BTreeSet<BlockId> {
        self.before.clone()
    }

    /// The box on its page.
    #[must_use]
    pub fn area(&self, bench: &Bench<'_>) -> Rect {
        between(self.from.at, bench.on(self.from.leaf, self.to.pixel))
    }
}

/// The box with these corners.
#[must_use]
pub fn between(a: Point, b: Point) -> Rect {
    let (x, y) = (a.x.min(b.x), a.y.min(b.y));
    Rect::new(x, y, (b.x - a.x).abs(), (b.y - a.y).abs())
}

pub(super) fn stroke(hand: &mut Hand, stroke: Stroke, bench: &Bench<'_>) -> Vec<Ask> {
    match (&mut hand.gesture, stroke) {
        (Gesture::Idle, Stroke::Press(spot, modifiers, clicks)) => press(hand, spot, modifiers, clicks, bench),
        (Gesture::Pressed(pressed), Stroke::Move(spot, modifiers)) if bench.dragged(pressed.at, spot) => {
            begin(hand, spot, modifiers, bench)
        }
        (Gesture::Pressed(pressed), Stroke::Release(..)) => {
            let asks = click(pressed, bench);
            hand.gesture = Gesture::Idle;
            asks
        }
        (Gesture::Marquee(marquee), Stroke::Move(spot, _)) => {
            marquee.to = spot;
            vec![Ask::Select(enclosed(marquee, bench))]
        }
        (Gesture::Marquee(marquee), Stroke::Release(spot, _)) => {
            marquee.to = spot;
            let asks = vec![Ask::Select(enclosed(marquee, bench))];
            hand.gesture = Gesture::Idle;
            asks
        }
        (Gesture::Moving(_) | Gesture::Resizing(_), _) => transform::stroke(hand, stroke, bench),
        _ => Vec::new(),
    }
}

/// How near a thin line must be, in points.
const NEAR: f64 = 4.0;

fn press(hand: &mut Hand, spot: Spot, modifiers: Modifiers, clicks: u8, bench: &Bench<'_>) -> Vec<Ask> {
    if clicks >= 2 && !modifiers.shift {
        let asks = inside(hand, spot, bench);
        if !asks.is_empty() {
            return asks;
        }
    }
    if let Some((block, place, sides)) = handle(bench, spot).filter(|_| !modifiers.shift || modifiers.alt) {
        hand.gesture = Gesture::Resizing(Resizing::new(block, place, sides, spot));
        return Vec::new();
    }
    let selection = &bench.desk.view.selection;
    let under: Vec<&BlockId> = bench
        .page(spot.leaf)
        .map_or_else(Vec::new, |page| hit::blocks(page, spot.at, bench.length(NEAR)).iter().map(|b| &b.id).collect());
    // A press on one of several things that are selected may be the beginning of a drag of them all.
    let held = under.iter().find(|id| selection.contains(**id)).copied();
    let block = held.or_else(|| under.first().copied()).cloned();
    let was_selected = block.as_ref().is_some_and(|b| selection.contains(b));
    let mut asks = Vec::new();
    if let Some(block) = block.as_ref().filter(|_| !was_selected) {
        let mut chosen = if modifiers.shift { selection.clone() } else { BTreeSet::new() };
        chosen.insert(block.clone());
        asks.push(Ask::Select(chosen));
        asks.extend(turn(spot, bench));
    }
    hand.gesture = Gesture::Pressed(Pressed { at: spot, modifiers, block, was_selected });
    asks
}

/// In a spread, a press on the other page turns to it.
pub(super) fn turn(spot: Spot, bench: &Bench<'_>) -> Option<Ask> {
    let index = bench.seen.get(spot.leaf)?.index;
    (index != bench.desk.view.page).then_some(Ask::Turn(index))
}

fn begin(hand: &mut Hand, spot: Spot, modifiers: Modifiers, bench: &Bench<'_>) -> Vec<Ask> {
    let Gesture::Pressed(pressed) = std::mem::take(&mut hand.gesture) else { return Vec::new() };
    let selection = &bench.desk.view.selection;
    match &pressed.block {
        Some(block) => {
            let mut chosen = selection.clone();
            if chosen.insert(block.clone()) && !pressed.modifiers.shift {
                chosen = BTreeSet::from([block.clone()]);
            }
            let Some(moving) = Moving::new(block, &chosen, pressed.at, modifiers.alt, bench) else { return Vec::new() };
            hand.gesture = Gesture::Moving(moving);
            transform::stroke(hand, Stroke::Move(spot, modifiers), bench)
        }
        None => {
            let before = selection.clone();
            let marquee = Marquee { from: pressed.at, to: spot, before, add: pressed.modifiers.shift };
            // A single far jump is a whole marquee.
            let asks = vec![Ask::Select(enclosed(&marquee, bench))];
            hand.gesture = Gesture::Marquee(marquee);
            asks
        }
    }
}

fn enclosed(marquee: &Marquee, bench: &Bench<'_>) -> BTreeSet<BlockId> {
    let mut chosen = if marquee.add { marquee.before.clone() } else { BTreeSet::new() };
    if let Some(page) = bench.page(marquee.from.leaf) {
        chosen.extend(hit::touched(page, marquee.area(bench)));
    }
    chosen
}

/// A click without a drag.
fn click(pressed: &Pressed, bench: &Bench<'_>) -> Vec<Ask> {
    let selection = &bench.desk.view.selection;
    let Some(block) = &pressed.block else {
        let keep = pressed.modifiers.shift || selection.is_empty();
        let mut asks: Vec<Ask> = turn(pressed.at, bench).into_iter().collect();
        asks.extend((!keep).then(|| Ask::Select(BTreeSet::new())));
        return asks;
    };
    if pressed.modifiers.alt {
        return below(pressed, bench).map(|b| Ask::Select(BTreeSet::from([b]))).into_iter().collect();
    }
    if !pressed.was_selected {
        return Vec::new();
    }
    let mut chosen = BTreeSet::from([block.clone()]);
    if pressed.modifiers.shift {
        chosen = selection.clone();
        chosen.remove(block);
    }
    if chosen == *selection { Vec::new() } else { vec![Ask::Select(chosen)] }
}

/// What lies under the block that is selected; from the lowest back to the uppermost.
fn below(pressed: &Pressed, bench: &Bench<'_>) -> Option<BlockId> {
    let page = bench.page(pressed.at.leaf)?;
    let under = hit::blocks(page, pressed.at.at, bench.length(NEAR));
    let at = under.iter().position(|b| pressed.was_selected && bench.desk.view.selection.contains(&b.id));
    let next = at.map_or(1, |at| at + 1) % under.len().max(1);
    under.get(next).map(|b| b.id.clone())
}

/// A double click goes inside: into the text, or to the picture in its frame.
fn inside(hand: &mut Hand, spot: Spot, bench: &Bench<'_>) -> Vec<Ask> {
    let Some(page) = bench.page(spot.leaf) else { return Vec::new() };
    let Some(block) = hit::blocks(page, spot.at, Length::ZERO).first().copied() else { return Vec::new() };
    let sheet = bench.seen.get(spot.leaf).and_then(|s| bench.desk.composed().get(s.index)).map(|c| &c.sheet);
    let part = sheet.and_then(|s| hit::mark(s, &block.id, spot.at)).map(|m| m.part);
    let chosen = Ask::Select(BTreeSet::from([block.id.clone()]));
    match &block.kind {
        BlockKind::Picture(_) => vec![chosen, Ask::Take(Tool::Crop)],
        BlockKind::Article(_) if part == Some(Part::Picture) => vec![chosen, Ask::Take(Tool::Crop)],
        BlockKind::Article(_) | BlockKind::TextFrame(_) => {
            let caret = text::enter(hand, spot, &block.id, bench);
            if caret.is_empty() {
                return Vec::new();
            }
            let mut asks = vec![chosen, Ask::Take(Tool::Text)];
            asks.extend(caret);
            asks
        }
        BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => Vec::new(),
    }
}
