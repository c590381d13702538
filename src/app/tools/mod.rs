//! What a press on the page does: one tool, one file.
//!
//! A tool is fed raw strokes of the pointer and keys, and answers with asks. What is between a press and a release is a
//! [`Gesture`]; each is one entry of the history, and Esc takes it back. Tools never change the edition themselves.

pub mod article;
pub mod crop;
pub mod draw;
pub mod guide;
pub mod inset;
mod nudge;
pub mod place;
pub mod select;
pub mod snap;
pub mod text;
pub mod transform;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use egui::Modifiers;

use super::canvas::eye::Seen;
use super::canvas::lines::TextLine;
use super::desk::{Ask, Desk, GestureId};
use crate::edit::Command;
use crate::geom::{Length, Point, Rect};
use crate::id::BlockId;
use crate::model::{Block, Edition, Page, Place};
use snap::{Guide, Scene, Sides, Snapped, Step};

/// The tool at the hand.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Tool {
    /// Selects, moves and resizes blocks.
    #[default]
    Select,
    /// Puts the caret into the page's text.
    Text,
    /// Draws an article or text frame.
    Frame,
    /// Draws a picture block.
    Picture,
    /// Moves a picture inside its frame.
    Crop,
    /// Draws a rule.
    Rule,
    /// Draws a box.
    Box,
    /// Places guides.
    Guide,
    /// Moves the page under the window.
    Hand,
}

impl Tool {
    /// All of them, in the order of the tool bar.
    pub const ALL: [Self; 9] = [
        Self::Select,
        Self::Text,
        Self::Frame,
        Self::Picture,
        Self::Crop,
        Self::Rule,
        Self::Box,
        Self::Guide,
        Self::Hand,
    ];
}

/// A place under the pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// In pixels from the canvas's corner.
    pub pixel: (f64, f64),
    /// The page it lies on or is nearest to: its position among the pages that are seen.
    pub leaf: usize,
    /// The place on that page.
    pub at: Point,
}

/// What the pointer does to a tool.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stroke {
    /// The button went down, for the n-th time in a row.
    Press(Spot, Modifiers, u8),
    /// It moved, with or without the button.
    Move(Spot, Modifiers),
    /// The button came up.
    Release(Spot, Modifiers),
}

/// What tools work with: the desk, and the pages as they are seen.
pub struct Bench<'a> {
    /// The open edition and what the editor looks at.
    pub desk: &'a Desk,
    /// The pages that are seen.
    pub seen: &'a [Seen],
    /// Pixels in a point of the screen.
    pub density: f64,
    /// The guides of each page, by its number.
    pub guides: &'a BTreeMap<u16, Vec<Guide>>,
    /// The lines of copy of a page that is seen.
    pub lines: &'a dyn Fn(usize) -> Rc<Vec<TextLine>>,
}

/// How far the pointer must go before a press is a drag, in points.
const DRAG: f64 = 3.0;
/// How near something catches a box, in points.
const CATCH: f64 = 6.0;
/// How near a handle is hit, in points.
const GRIP: f64 = 7.0;

impl<'a> Bench<'a> {
    /// The edition.
    #[must_use]
    pub fn edition(&self) -> &'a Edition {
        self.desk.edition()
    }

    /// The page that is seen at a position.
    #[must_use]
    pub fn page(&self, leaf: usize) -> Option<&'a Arc<Page>> {
        self.edition().pages.get(self.seen.get(leaf)?.index)
    }

    /// The page a block stands on, its position among those seen, and the block.
    #[must_use]
    pub fn block(&self, id: &BlockId) -> Option<(usize, &'a Arc<Page>, &'a Arc<Block>)> {
        let (page, block) = self.edition().block(id)?;
        let leaf =
            self.seen.iter().position(|s| self.edition().pages.get(s.index).is_some_and(|p| Arc::ptr_eq(p, page)));
        leaf.map(|leaf| (leaf, page, block))
    }

    /// The place under a pixel.
    #[must_use]
    pub fn spot(&self, pixel: (f64, f64)) -> Option<Spot> {
        let beside = |seen: &Seen| {
            let (p, size) = (seen.place(pixel), seen.size);
            let side = |v: Length, most: Length| (-v).max(v - most).max(Length::ZERO).as_mm();
            side(p.x, size.width).hypot(side(p.y, size.height))
        };
        let nearest = self.seen.iter().enumerate().min_by(|a, b| beside(a.1).total_cmp(&beside(b.1)));
        nearest.map(|(leaf, seen)| Spot { pixel, leaf, at: seen.place(pixel) })
    }

    /// A pixel as a place of one page, also beside it.
    #[must_use]
    pub fn on(&self, leaf: usize, pixel: (f64, f64)) -> Point {
        self.seen.get(leaf).map_or_else(Point::default, |seen| seen.place(pixel))
    }

    /// How long so many points of the screen are on paper.
    #[must_use]
    pub fn length(&self, points: f64) -> Length {
        self.seen.first().map_or(Length::ZERO, |seen| seen.length(points * self.density))
    }

    /// Whether the pointer has gone far enough for a drag.
    #[must_use]
    pub fn dragged(&self, from: Spot, to: Spot) -> bool {
        (to.pixel.0 - from.pixel.0).hypot(to.pixel.1 - from.pixel.1) >= DRAG * self.density
    }

    /// An edit under the command's own name.
    #[must_use]
    pub fn edit(&self, command: Command) -> Ask {
        Ask::edit(self.desk.language, command)
    }

    /// The scene in which a box of that page finds its place, without the blocks in `moving`.
    pub fn with_scene<T>(
        &self,
        leaf: usize,
        moving: &BTreeSet<BlockId>,
        work: impl FnOnce(&Scene<'_>) -> T,
    ) -> Option<T> {
        let page = self.page(leaf)?;
        let others: Vec<Rect> =
            page.blocks.iter().filter(|b| !moving.contains(&b.id)).map(|b| page.setup.area_of(b.place)).collect();
        let guides = self.guides.get(&page.number).map_or(&[][..], Vec::as_slice);
        let shown = if self.desk.view.aids.guides { guides } else { &[] };
        let tolerance = self.length(CATCH);
        Some(work(&Scene { setup: page.setup, others: &others, guides: shown, tolerance }))
    }
}

/// Whole columns and what is near, or finer steps while Ctrl is held.
#[must_use]
pub fn step(modifiers: Modifiers) -> Step {
    if modifiers.command { Step::Fine } else { Step::Columns }
}

/// What the hand is doing between a press and a release.
#[derive(Debug, Default)]
pub enum Gesture {
    /// Nothing.
    #[default]
    Idle,
    /// A press that may still become anything.
    Pressed(select::Pressed),
    /// Blocks follow the pointer.
    Moving(transform::Moving),
    /// Sides of a block follow the pointer.
    Resizing(transform::Resizing),
    /// A box of selection is drawn.
    Marquee(select::Marquee),
    /// A box or line is drawn, to be made.
    Drawing(draw::Drawing),
    /// A picture is moved in its frame.
    Cropping(crop::Cropping),
    /// A picture inside an article is resized or carried.
    Framing(inset::Framing),
    /// A guide follows the pointer.
    Guide(guide::Dragging),
    /// Text is selected.
    Selecting,
}

/// What is shown of a gesture that goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The page, by its position among those seen.
    pub leaf: usize,
    /// Where the box stands.
    pub area: Rect,
    /// Its place, edges that align and gaps.
    pub snapped: Snapped,
}

/// The hand: the gesture in it, and what each tool keeps between gestures.
#[derive(Debug, Default)]
pub struct Hand {
    /// What it is doing.
    pub gesture: Gesture,
    /// What is shown of that.
    pub shown: Option<Shown>,
    /// What the text tool keeps.
    pub text: text::Writing,
    /// Guides of each page, by its number.
    pub guides: BTreeMap<u16, Vec<Guide>>,
    /// The picture of an article that was taken last with the crop tool.
    pub inset: Option<(BlockId, usize)>,
    /// A run of nudges.
    nudge: nudge::Nudging,
    /// What was given to be placed: the next box that is drawn takes it.
    pub loaded: Option<place::Dragged>,
}

impl Hand {
    /// Feeds a stroke to the tool at the hand.
    pub fn stroke(&mut self, stroke: Stroke, bench: &Bench<'_>) -> Vec<Ask> {
        let mut asks = self.nudge.end();
        if let Gesture::Guide(_) = self.gesture {
            asks.extend(guide::stroke(self, stroke, bench));
            return asks;
        }
        asks.extend(match bench.desk.view.tool {
            Tool::Select => select::stroke(self, stroke, bench),
            Tool::Text => text::stroke(self, stroke, bench),
            Tool::Frame | Tool::Picture | Tool::Rule | Tool::Box => draw::stroke(self, stroke, bench),
            Tool::Crop => crop::stroke(self, stroke, bench),
            Tool::Guide => guide::stroke(self, stroke, bench),
            Tool::Hand => Vec::new(),
        });
        asks
    }

    /// Esc: first the gesture is taken back, then the caret, then the tool, then the selection.
    pub fn escape(&mut self, bench: &Bench<'_>) -> Vec<Ask> {
        self.shown = None;
        let mut asks = self.nudge.end();
        let gesture = std::mem::take(&mut self.gesture);
        if let Some(taken_back) = taken_back(&gesture, bench) {
            asks.extend(taken_back);
            return asks;
        }
        if self.loaded.take().is_some() {
            return asks;
        }
        let view = &bench.desk.view;
        if view.caret.is_some() {
            asks.extend(self.text.end());
            asks.push(Ask::Caret(None));
        } else if view.tool != Tool::Select {
            asks.push(Ask::Take(Tool::Select));
        } else if !view.selection.is_empty() {
            asks.push(Ask::Select(BTreeSet::new()));
        }
        asks
    }

    /// Whether a press became a gesture that is still going on.
    #[must_use]
    pub const fn is_busy(&self) -> bool {
        !matches!(self.gesture, Gesture::Idle)
    }

    /// Arrow keys move what is selected.
    pub fn nudge(&mut self, by: (i64, i64), far: bool, bench: &Bench<'_>) -> Vec<Ask> {
        nudge::nudge(self, by, far, bench)
    }

    /// The arrow keys are up again: a run of nudges is over.
    pub fn nudged(&mut self) -> Vec<Ask> {
        self.nudge.end()
    }

    /// A guide is drawn out of a ruler.
    pub fn pull_guide(&mut self, upright: bool) {
        self.gesture = Gesture::Guide(guide::Dragging::new(upright));
    }
}

/// What takes a gesture back; none where there was none.
fn taken_back(gesture: &Gesture, bench: &Bench<'_>) -> Option<Vec<Ask>> {
    match gesture {
        Gesture::Idle => None,
        Gesture::Moving(moving) => Some(vec![Ask::Cancel(moving.id()), Ask::Select(moving.selected_before())]),
        Gesture::Resizing(resizing) => Some(vec![Ask::Cancel(resizing.id())]),
        Gesture::Cropping(cropping) => Some(vec![Ask::Cancel(cropping.id())]),
        Gesture::Framing(framing) => Some(vec![Ask::Cancel(framing.id())]),
        Gesture::Marquee(marquee) => Some(vec![Ask::Select(marquee.selected_before())]),
        Gesture::Drawing(drawing) => Some(vec![Ask::Cancel(drawing.id())]),
        Gesture::Pressed(_) | Gesture::Guide(_) => Some(Vec::new()),
        Gesture::Selecting => bench.desk.view.caret.is_none().then(Vec::new),
    }
}

/// Ends a gesture with the history.
fn finished(id: GestureId) -> Vec<Ask> {
    vec![Ask::Finish(id)]
}

/// A block's id that is not taken, such as `b12`.
#[must_use]
pub fn fresh_block(edition: &Edition, prefix: char, taken: &[BlockId]) -> BlockId {
    let free = |id: &BlockId| edition.block(id).is_none() && !taken.contains(id);
    let mut n = 1;
    loop {
        let id = BlockId::numbered(prefix, n);
        if free(&id) {
            return id;
        }
        n += 1;
    }
}

/// The handles of a block: where each lies on its edge, in per mille of width and height, and the sides it moves.
pub const HANDLES: [((i64, i64), Sides); 8] = [
    ((0, 0), sides(true, true, false, false)),
    ((500, 0), sides(false, true, false, false)),
    ((1000, 0), sides(false, true, true, false)),
    ((1000, 500), sides(false, false, true, false)),
    ((1000, 1000), sides(false, false, true, true)),
    ((500, 1000), sides(false, false, false, true)),
    ((0, 1000), sides(true, false, false, true)),
    ((0, 500), sides(true, false, false, false)),
];

#[expect(clippy::fn_params_excessive_bools, reason = "the four sides of a box, named by the struct they fill")]
const fn sides(left: bool, top: bool, right: bool, bottom: bool) -> Sides {
    Sides { left, top, right, bottom }
}

/// Where a handle of a box lies.
#[must_use]
pub fn handle_at(area: Rect, (x, y): (i64, i64)) -> Point {
    Point::new(area.x + area.width.per_mille(x), area.y + area.height.per_mille(y))
}

/// The handle of the selected block under a spot.
#[must_use]
pub fn handle(bench: &Bench<'_>, spot: Spot) -> Option<(BlockId, Place, Sides)> {
    let (_, block) = bench.desk.selected()?;
    let (leaf, page, block) = bench.block(&block.id)?;
    if block.locked {
        return None;
    }
    let area = page.setup.area_of(block.place);
    let (seen, at) = (bench.seen.get(leaf)?, spot.pixel);
    let reach = GRIP * bench.density;
    // On a small box the handles in the middle of its sides leave room for those of its corners.
    let small = |v: Length| v.as_mm() * seen.view.px_per_mm < reach * 4.0;
    let (narrow, low) = (small(area.width), small(area.height));
    let near =
        HANDLES.iter().filter(|((x, y), _)| !((*x == 500 && narrow) || (*y == 500 && low))).map(|(place, sides)| {
            let pixel = seen.pixel(handle_at(area, *place));
            ((pixel.0 - at.0).abs().max((pixel.1 - at.1).abs()), *sides)
        });
    let nearest = near.min_by(|a, b| a.0.total_cmp(&b.0)).filter(|(distance, _)| *distance <= reach);
    nearest.map(|(_, sides)| (block.id.clone(), block.place, sides))
}
