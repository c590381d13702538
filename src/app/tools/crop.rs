//! Cropping: a picture moves in its frame, which always stays filled; the wheel makes it larger.

use std::collections::BTreeSet;

use super::snap::Sides;
use super::transform::{self, Resizing};
use super::{Bench, Gesture, Hand, Spot, Stroke, handle, inset, select};
use crate::app::canvas::hit;
use crate::app::desk::{Ask, GestureId, PartOf, new_gesture};
use crate::display::{Crop, Item, Picture};
use crate::edit::Command;
use crate::geom::{Length, Rect};
use crate::id::{BlockId, Part};
use crate::model::{Block, BlockKind, PictureCrop, Place};

/// A picture that is moved in its frame.
#[derive(Debug)]
pub struct Cropping {
    id: GestureId,
    from: Spot,
    target: Target,
    last: Option<PictureCrop>,
}

impl Cropping {
    pub(super) const fn id(&self) -> GestureId {
        self.id
    }
}

/// A picture as it is shown: of a block or inside an article.
#[derive(Clone, Debug)]
pub struct Target {
    /// The block.
    pub block: BlockId,
    /// Which picture of an article; none for a block that is a picture.
    pub index: Option<usize>,
    /// Its frame on the page.
    pub frame: Rect,
    /// The part that is shown.
    pub shown: Crop,
    /// The setting that shows it.
    pub crop: PictureCrop,
}

impl Target {
    /// Where the whole picture lies, of which the frame shows a part.
    #[must_use]
    pub fn whole(&self) -> Rect {
        let c = self.shown;
        let (wide, high) = (i64::from(c.right - c.left).max(1), i64::from(c.bottom - c.top).max(1));
        let (width, height) = (self.frame.width.scale(1_000_000, wide), self.frame.height.scale(1_000_000, high));
        let x = self.frame.x - width.scale(i64::from(c.left), 1_000_000);
        let y = self.frame.y - height.scale(i64::from(c.top), 1_000_000);
        Rect::new(x, y, width, height)
    }

    /// The crop after the picture was moved by a distance.
    fn moved(&self, by: (Length, Length)) -> PictureCrop {
        let whole = self.whole();
        let side = |from: u32, to: u32, by: Length, length: Length| {
            let (share, middle) = (f64::from(to - from) / 1e6, f64::from(from + to) / 2e6);
            let wanted = middle - by.as_mm() / length.as_mm().max(0.001);
            // The focus stays where it has an effect, so that there is no dead way back.
            (wanted.clamp(share / 2.0, 1.0 - share / 2.0) * 1000.0).round() as u16
        };
        let c = self.shown;
        let focus = [side(c.left, c.right, by.0, whole.width), side(c.top, c.bottom, by.1, whole.height)];
        PictureCrop { focus, ..self.crop }
    }
}

/// The picture under a spot: the uppermost block's.
#[must_use]
pub fn under(bench: &Bench<'_>, spot: Spot) -> Option<Target> {
    let page = bench.page(spot.leaf)?;
    hit::blocks(page, spot.at, Length::ZERO)
        .into_iter()
        .find_map(|block| of_block(bench, spot.leaf, block, &|_, frame| hit::holds(frame, spot.at)))
}

/// The picture of the selected block, to show where it goes on beyond its frame; of several the one that was taken last.
#[must_use]
pub fn selected(bench: &Bench<'_>, taken: Option<&(BlockId, usize)>) -> Option<(usize, Target)> {
    let (_, block) = bench.desk.selected()?;
    let (leaf, _, block) = bench.block(&block.id)?;
    let taken = taken.filter(|(of, _)| *of == block.id).map(|(_, index)| *index);
    let first = || of_block(bench, leaf, block, &|_, _| true);
    let target = taken.and_then(|index| of_block(bench, leaf, block, &|i, _| i == index)).or_else(first);
    target.map(|target| (leaf, target))
}

fn of_block(bench: &Bench<'_>, leaf: usize, block: &Block, wanted: &dyn Fn(usize, Rect) -> bool) -> Option<Target> {
    let sheet = &bench.desk.composed().get(bench.seen.get(leaf)?.index)?.sheet;
    let mut items = sheet.items.iter().peekable();
    while let Some(item) = items.next() {
        let Item::Mark(mark) = item else { continue };
        let Some(Item::Picture(picture)) = items.peek() else { continue };
        let index = mark.paragraph as usize;
        if mark.block != block.id || mark.part != Part::Picture || !wanted(index, picture.frame) {
            continue;
        }
        return target(block, index, picture);
    }
    None
}

fn target(block: &Block, index: usize, picture: &Picture) -> Option<Target> {
    let (index, crop) = match &block.kind {
        BlockKind::Picture(own) => (None, own.crop),
        BlockKind::Article(article) => (Some(index), article.pictures.get(index)?.crop),
        BlockKind::TextFrame(_)
        | BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => return None,
    };
    Some(Target { block: block.id.clone(), index, frame: picture.frame, shown: picture.crop, crop })
}

/// The command that gives a picture another crop.
fn command(bench: &Bench<'_>, target: &Target, crop: PictureCrop) -> Option<Command> {
    let (_, block) = bench.edition().block(&target.block)?;
    match (&block.kind, target.index) {
        (BlockKind::Picture(picture), _) => {
            let kind = BlockKind::Picture(crate::model::PictureBlock { crop, ..picture.clone() });
            Some(Command::ReplaceBlock { block: Box::new(Block { kind, ..Block::clone(block) }) })
        }
        (BlockKind::Article(article), Some(index)) => {
            let mut pictures = article.pictures.clone();
            pictures.get_mut(index)?.crop = crop;
            Some(Command::SetArticlePictures { block: block.id.clone(), pictures })
        }
        _ => None,
    }
}

pub(super) fn stroke(hand: &mut Hand, stroke: Stroke, bench: &Bench<'_>) -> Vec<Ask> {
    match (&mut hand.gesture, stroke) {
        (Gesture::Framing(_), _) => inset::stroke(hand, stroke, bench),
        (Gesture::Resizing(_), _) => transform::stroke(hand, stroke, bench),
        (Gesture::Idle, Stroke::Press(spot, modifiers, _)) => {
            let mut asks: Vec<Ask> = select::turn(spot, bench).into_iter().collect();
            if let Some(framing) = inset::begin(hand, spot, modifiers, bench) {
                hand.gesture = Gesture::Framing(framing);
                return asks;
            }
            if let Some((block, place, sides)) = own_handle(bench, spot) {
                hand.gesture = Gesture::Resizing(Resizing::new(block, place, sides, spot));
                return asks;
            }
            match under(bench, spot) {
                Some(target) => {
                    asks.push(Ask::Select(BTreeSet::from([target.block.clone()])));
                    hand.inset = target.index.map(|index| (target.block.clone(), index));
                    hand.gesture = Gesture::Cropping(Cropping { id: new_gesture(), from: spot, target, last: None });
                }
                None => asks.push(Ask::Take(super::Tool::Select)),
            }
            asks
        }
        (Gesture::Cropping(cropping), Stroke::Move(spot, _)) => follow(cropping, spot, bench),
        (Gesture::Cropping(cropping), Stroke::Release(spot, _)) => {
            let mut asks = follow(cropping, spot, bench);
            asks.push(Ask::Finish(cropping.id));
            hand.gesture = Gesture::Idle;
            asks
        }
        _ => Vec::new(),
    }
}

fn follow(cropping: &mut Cropping, spot: Spot, bench: &Bench<'_>) -> Vec<Ask> {
    if cropping.last.is_none() && !bench.dragged(cropping.from, spot) {
        return Vec::new();
    }
    let pixels = (spot.pixel.0 - cropping.from.pixel.0, spot.pixel.1 - cropping.from.pixel.1);
    let by = (bench.length(pixels.0 / bench.density), bench.length(pixels.1 / bench.density));
    let crop = cropping.target.moved(by);
    if cropping.last == Some(crop) {
        return Vec::new();
    }
    cropping.last = Some(crop);
    let edit = command(bench, &cropping.target, crop);
    edit.map(|c| Ask::edit_in(bench.desk.language, c, PartOf::Renew(cropping.id))).into_iter().collect()
}

/// The handle under a spot of a picture that is a block of its own.
#[must_use]
pub fn own_handle(bench: &Bench<'_>, spot: Spot) -> Option<(BlockId, Place, Sides)> {
    let (_, block) = bench.desk.selected()?;
    handle(bench, spot).filter(|_| matches!(block.kind, BlockKind::Picture(_)))
}

/// Makes the picture under a spot larger or smaller in its frame; every step is a change of its own.
#[must_use]
pub fn enlarge(bench: &Bench<'_>, spot: Spot, factor: f64) -> Vec<Ask> {
    let Some(target) = under(bench, spot) else { return Vec::new() };
    let zoom = (f64::from(target.crop.zoom) * factor).round().clamp(1000.0, 8000.0) as u16;
    if zoom == target.crop.zoom {
        return Vec::new();
    }
    let edit = command(bench, &target, PictureCrop { zoom, ..target.crop });
    edit.map(|c| bench.edit(c)).into_iter().collect()
}
