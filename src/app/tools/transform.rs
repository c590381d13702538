//! Moving and resizing blocks, with the text running anew at every step.

use std::collections::BTreeSet;

use egui::Modifiers;

use super::snap::{self, Sides, Snapped, Step};
use super::{Bench, Gesture, Hand, Shown, Spot, Stroke, finished, fresh_block, step};
use crate::app::desk::{Ask, GestureId, PartOf, new_gesture};
use crate::edit::Command;
use crate::geom::{Length, Point, Rect};
use crate::id::BlockId;
use crate::model::{Block, BlockKind, Place};

/// Blocks that follow the pointer.
#[derive(Debug)]
pub struct Moving {
    id: GestureId,
    /// The one under the pointer leads; where it finds its place the others follow.
    lead: BlockId,
    /// All of them as they stood, with their page.
    start: Vec<(Block, u16)>,
    from: Spot,
    /// Copies move, and what was there stays.
    copies: bool,
    before: BTreeSet<BlockId>,
    /// What was asked for last: the same place is not asked for twice.
    last: Option<Command>,
}

impl Moving {
    /// The blocks that may be moved of those chosen; none where the one under the pointer is locked.
    pub(super) fn new(
        lead: &BlockId,
        chosen: &BTreeSet<BlockId>,
        from: Spot,
        copies: bool,
        bench: &Bench<'_>,
    ) -> Option<Self> {
        let known = chosen.iter().filter_map(|id| bench.edition().block(id));
        let start: Vec<(Block, u16)> =
            known.filter(|(_, b)| !b.locked || copies).map(|(p, b)| (Block::clone(b), p.number)).collect();
        start.iter().any(|(b, _)| b.id == *lead).then(|| Self {
            id: new_gesture(),
            lead: lead.clone(),
            start,
            from,
            copies,
            before: bench.desk.view.selection.clone(),
            last: None,
        })
    }

    pub(super) const fn id(&self) -> GestureId {
        self.id
    }

    pub(super) fn selected_before(&self) -> BTreeSet<BlockId> {
        self.before.clone()
    }

    /// What moves, and is therefore nothing to be fitted to.
    fn names(&self) -> BTreeSet<BlockId> {
        if self.copies {
            return self.made().into_iter().collect();
        }
        self.start.iter().map(|(b, _)| b.id.clone()).collect()
    }

    /// The copies as they were last asked for.
    fn made(&self) -> Vec<BlockId> {
        let Some(Command::Batch { commands, .. }) = &self.last else { return Vec::new() };
        let added = commands.iter().filter_map(|c| match c {
            Command::AddBlock { block, .. } => Some(block.id.clone()),
            _ => None,
        });
        added.collect()
    }
}

/// A block some of whose sides follow the pointer.
#[derive(Debug)]
pub struct Resizing {
    id: GestureId,
    block: BlockId,
    place: Place,
    sides: Sides,
    from: Spot,
    last: Option<Place>,
}

impl Resizing {
    pub(super) fn new(block: BlockId, place: Place, sides: Sides, from: Spot) -> Self {
        Self { id: new_gesture(), block, place, sides, from, last: None }
    }

    pub(super) const fn id(&self) -> GestureId {
        self.id
    }
}

pub(super) fn stroke(hand: &mut Hand, stroke: Stroke, bench: &Bench<'_>) -> Vec<Ask> {
    let (Stroke::Press(spot, modifiers, _) | Stroke::Move(spot, modifiers) | Stroke::Release(spot, modifiers)) = stroke;
    let (mut asks, shown, id) = match &mut hand.gesture {
        Gesture::Moving(moving) => {
            let (asks, shown) = follow(moving, spot, modifiers, bench);
            (asks, shown, moving.id)
        }
        Gesture::Resizing(resizing) => {
            let (asks, shown) = stretch(resizing, spot, modifiers, bench);
            (asks, shown, resizing.id)
        }
        _ => return Vec::new(),
    };
    hand.shown = shown;
    if let Stroke::Release(..) = stroke {
        asks.extend(finished(id));
        hand.gesture = Gesture::Idle;
        hand.shown = None;
    }
    asks
}

/// How far the pointer went, along one axis only while Shift is held.
fn distance(bench: &Bench<'_>, from: Spot, to: Spot, modifiers: Modifiers) -> (Length, Length) {
    let (pixels_x, pixels_y) = (to.pixel.0 - from.pixel.0, to.pixel.1 - from.pixel.1);
    let density = bench.density;
    let (x, y) = (bench.length(pixels_x / density), bench.length(pixels_y / density));
    match (modifiers.shift, x.abs() >= y.abs()) {
        (false, _) => (x, y),
        (true, true) => (x, Length::ZERO),
        (true, false) => (Length::ZERO, y),
    }
}

fn follow(moving: &mut Moving, spot: Spot, modifiers: Modifiers, bench: &Bench<'_>) -> (Vec<Ask>, Option<Shown>) {
    let Some((lead, page)) = moving.start.iter().find(|(b, _)| b.id == moving.lead) else { return (Vec::new(), None) };
    let by = distance(bench, moving.from, spot, modifiers);
    // On the other page of a spread the same distance leads to a place counted from that page's corner.
    let leaf = if bench.seen.get(spot.leaf).is_some_and(|s| s.has(spot.pixel)) { spot.leaf } else { moving.from.leaf };
    let (start, by) = crossed(moving, lead, leaf, by, bench);
    let names = moving.names();
    let step = step(modifiers);
    let Some(snapped) = bench.with_scene(leaf, &names, |scene| snap::moved(scene, start, by, step)) else {
        return (Vec::new(), None);
    };
    let Some(to) = bench.page(leaf) else { return (Vec::new(), None) };
    let (was, now) = (area(bench, moving.from.leaf, lead.place), to.setup.area_of(snapped.place));
    let went = (now.x - was.x, now.y - was.y);
    let shown = Shown { leaf, area: now, snapped: snapped.clone() };
    let page_number = (to.number != *page).then_some(to.number);
    let places = places(moving, &snapped, went, leaf, step, bench);
    let (command, chosen) = command(moving, places, page_number.or(moving.copies.then_some(to.number)), bench);
    if moving.last.as_ref() == Some(&command) {
        return (Vec::new(), Some(shown));
    }
    moving.last = Some(command.clone());
    let mut asks = vec![Ask::edit_in(bench.desk.language, command, PartOf::Renew(moving.id))];
    asks.extend(chosen.map(Ask::Select));
    (asks, Some(shown))
}

/// The lead's place and the distance as counted on the page it is over now.
fn crossed(
    moving: &Moving,
    lead: &Block,
    leaf: usize,
    by: (Length, Length),
    bench: &Bench<'_>,
) -> (Place, (Length, Length)) {
    let (Some(own), Some(other)) = (bench.seen.get(moving.from.leaf), bench.seen.get(leaf)) else {
        return (lead.place, by);
    };
    let (ox, oy) = own.view.origin;
    let (nx, ny) = other.view.origin;
    let shift = |new: i32, old: i32| bench.length(f64::from(old - new) / bench.density);
    (lead.place, (by.0 + shift(nx, ox), by.1 + shift(ny, oy)))
}

fn area(bench: &Bench<'_>, leaf: usize, place: Place) -> Rect {
    bench.page(leaf).map_or_else(Rect::default, |page| page.setup.area_of(place))
}

/// Where every block goes when the lead goes so far.
fn places(
    moving: &Moving,
    lead: &Snapped,
    went: (Length, Length),
    leaf: usize,
    step: Step,
    bench: &Bench<'_>,
) -> Vec<Place> {
    let follow = |block: &Block| {
        if block.id == moving.lead {
            return lead.place;
        }
        match block.place {
            Place::Free(rect) => Place::Free(Rect::new(rect.x + went.0, rect.y + went.1, rect.width, rect.height)),
            Place::Columns { .. } | Place::Cells { .. } => bench
                .with_scene(leaf, &BTreeSet::new(), |scene| snap::moved(scene, block.place, went, step).place)
                .unwrap_or(block.place),
        }
    };
    moving.start.iter().map(|(block, _)| follow(block)).collect()
}

/// The command that brings the blocks to their places, and what is then selected where that changes.
fn command(
    moving: &Moving,
    places: Vec<Place>,
    page: Option<u16>,
    bench: &Bench<'_>,
) -> (Command, Option<BTreeSet<BlockId>>) {
    let label = String::new();
    if !moving.copies {
        let moved = moving.start.iter().zip(places);
        let mut commands: Vec<Command> =
            moved.map(|((b, _), place)| Command::MoveBlock { block: b.id.clone(), place, page }).collect();
        if commands.len() == 1
            && let Some(only) = commands.pop()
        {
            return (only, None);
        }
        return (Command::Batch { label, commands }, None);
    }
    let made = moving.made();
    let mut taken: Vec<BlockId> = Vec::new();
    let mut commands = Vec::new();
    for (i, ((block, own), place)) in moving.start.iter().zip(places).enumerate() {
        let id = made.get(i).cloned().unwrap_or_else(|| fresh_block(bench.edition(), 'b', &taken));
        taken.push(id.clone());
        let copy = Block { id, place, locked: false, kind: without_thread(&block.kind) };
        commands.push(Command::AddBlock { page: page.unwrap_or(*own), block: Box::new(copy), at: None });
    }
    let label = bench.desk.words().copy_blocks.to_owned();
    (Command::Batch { label, commands }, Some(taken.into_iter().collect()))
}

/// A copy's text runs on into nothing: a block is entered once.
fn without_thread(kind: &BlockKind) -> BlockKind {
    let mut kind = kind.clone();
    match &mut kind {
        BlockKind::Article(article) => article.next = None,
        BlockKind::TextFrame(frame) => frame.next = None,
        BlockKind::Picture(_)
        | BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => {}
    }
    kind
}

fn stretch(resizing: &mut Resizing, spot: Spot, modifiers: Modifiers, bench: &Bench<'_>) -> (Vec<Ask>, Option<Shown>) {
    let leaf = resizing.from.leaf;
    let start = area(bench, leaf, resizing.place);
    let by = distance(bench, resizing.from, spot, Modifiers { shift: false, ..modifiers });
    let sides = resizing.sides;
    let mut to = Point::new(
        if sides.left { start.x } else { start.right() } + by.0,
        if sides.top { start.y } else { start.bottom() } + by.1,
    );
    if modifiers.shift && (sides.left || sides.right) && (sides.top || sides.bottom) {
        to = in_proportion(start, sides, to);
    }
    let names = BTreeSet::from([resizing.block.clone()]);
    let placed =
        bench.with_scene(leaf, &names, |scene| snap::resized(scene, resizing.place, sides, to, step(modifiers)));
    let Some(snapped) = placed else { return (Vec::new(), None) };
    let shown = Shown { leaf, area: area(bench, leaf, snapped.place), snapped: snapped.clone() };
    if resizing.last.unwrap_or(resizing.place) == snapped.place {
        return (Vec::new(), Some(shown));
    }
    resizing.last = Some(snapped.place);
    let command = Command::MoveBlock { block: resizing.block.clone(), place: snapped.place, page: None };
    let label = bench.desk.words().resize.to_owned();
    (vec![Ask::Edit { label, command, part: PartOf::Renew(resizing.id) }], Some(shown))
}

/// The corner that keeps the box's proportions and is as wide as the pointer is far.
fn in_proportion(start: Rect, sides: Sides, to: Point) -> Point {
    let width = if sides.left { start.right() - to.x } else { to.x - start.x };
    let height = start.height.scale(width.as_nm(), start.width.as_nm().max(1));
    Point::new(to.x, if sides.top { start.bottom() - height } else { start.y + height })
}
