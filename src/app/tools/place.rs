//! Placing: a story or a photograph comes from a panel, from the file manager or from the hand onto the page.

use std::collections::BTreeSet;

use super::snap::{self, Step};
use super::{Bench, Spot, fresh_block};
use crate::app::desk::Ask;
use crate::edit::Command;
use crate::geom::Length;
use crate::id::{BlockId, PictureId, StoryId};
use crate::model::{
    Anchor, Article, ArticlePicture, Block, BlockKind, CaptionPlace, Grid, HeadPlace, HeadSetting, Legs, PictureBlock,
    PictureCrop, Place, Story, TextFrame,
};

/// What a panel lets be dragged onto the page: the payload of egui's drag and drop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dragged {
    /// A story.
    Story(StoryId),
    /// A photograph.
    Picture(PictureId),
    /// What runs on from this block: an empty frame.
    RunOn(BlockId),
}

/// The block that shows a story in a place: the head as the copy proposes it.
#[must_use]
pub fn article(id: BlockId, place: Place, story: StoryId, copy: &Story) -> Block {
    let stands = if copy.headline.vertical { HeadPlace::VerticalLeft } else { HeadPlace::Top };
    let head = HeadSetting { place: stands, ..HeadSetting::default() };
    let kind = Article { story, head, legs: Legs::default(), pictures: Vec::new(), boxed: None, next: None };
    Block { id, place, locked: false, kind: BlockKind::Article(kind) }
}

/// A text frame in a place.
#[must_use]
pub fn frame(id: BlockId, place: Place, story: Option<StoryId>) -> Block {
    let frame = TextFrame { story, vertical: false, legs: Legs::default(), boxed: None, next: None };
    Block { id, place, locked: false, kind: BlockKind::TextFrame(frame) }
}

/// A photograph in a place.
#[must_use]
pub fn picture(id: BlockId, place: Place, picture: PictureId) -> Block {
    let kind = PictureBlock {
        picture,
        crop: PictureCrop::default(),
        border: None,
        caption: String::new(),
        credit: false,
        runaround: true,
    };
    Block { id, place, locked: false, kind: BlockKind::Picture(kind) }
}

/// The place something takes that was dropped and not drawn: from the column and line under the pointer on, as wide as
/// its weight asks and as deep as its copy.
#[must_use]
pub fn dropped_place(bench: &Bench<'_>, spot: Spot, what: &Dragged) -> Option<Place> {
    let page = bench.page(spot.leaf)?;
    let grid = page.setup.grid;
    let (columns, lines) = match what {
        Dragged::Story(id) => extent_of(bench.edition().stories.get(id)?, grid),
        Dragged::RunOn(_) => (3.min(grid.columns()), 20),
        Dragged::Picture(id) => {
            let [width, height] = bench.edition().pictures.get(id)?.pixels;
            let columns = 3.min(grid.columns());
            let wide = grid.cell() * i64::from(grid.chars_of(columns));
            let high = wide.scale(i64::from(height.max(1)), i64::from(width.max(1)));
            (columns, u16::try_from(high.whole(grid.line()) + 1).unwrap_or(grid.lines()))
        }
    };
    let lines = lines.min(grid.lines());
    let at = bench.with_scene(spot.leaf, &BTreeSet::new(), |scene| {
        let start = Place::Columns { column: 0, columns, line: 0, lines };
        let from = scene.setup.area_of(start);
        // The pointer holds it somewhat inside its upper left corner.
        let inside = grid.cell() * 3;
        snap::moved(scene, start, (spot.at.x - from.x - inside, spot.at.y - from.y - inside), Step::Columns).place
    })?;
    let Place::Columns { column, columns, line, .. } = at else { return Some(at) };
    Some(Place::Columns { column, columns, line, lines: free_lines(bench, spot.leaf, (column, columns, line, lines)) })
}

/// Columns and lines a story asks for: three columns, more for a lead, and its 字 with a tenth for line ends.
fn extent_of(story: &Story, grid: Grid) -> (u16, u16) {
    let columns = match story.rank {
        crate::model::Rank::Lead => 5,
        crate::model::Rank::Second => 4,
        crate::model::Rank::Third => 3,
        crate::model::Rank::Filler => 2,
    };
    let columns = columns.min(grid.columns());
    let chars: usize = story.body.iter().map(|p| p.text().chars().count() + usize::from(grid.chars()) / 2).sum();
    let per_line = usize::from(grid.chars()) * usize::from(columns.max(1));
    let lines = 6 + (chars + chars / 10).div_ceil(per_line.max(1));
    (columns, u16::try_from(lines).unwrap_or(u16::MAX).max(8))
}

/// As many of the wanted lines as are free below the upper edge, if that leaves a module; else all of them.
fn free_lines(bench: &Bench<'_>, leaf: usize, (column, columns, line, lines): (u16, u16, u16, u16)) -> u16 {
    let Some(page) = bench.page(leaf) else { return lines };
    let area = page.setup.area_of(Place::Columns { column, columns, line, lines });
    let below = page.blocks.iter().map(|b| page.setup.area_of(b.place)).filter(|r| r.overlaps(area) && r.y > area.y);
    let Some(top) = below.map(|r| r.y).min() else { return lines };
    let free = (top - area.y).whole(page.setup.grid.line()) - 1;
    u16::try_from(free).ok().filter(|free| *free >= 8).unwrap_or(lines).min(lines)
}

/// Whether a photograph dropped here joins the article under it: that article's id and leg and line of its body.
#[must_use]
pub fn article_under(bench: &Bench<'_>, spot: Spot) -> Option<BlockId> {
    let page = bench.page(spot.leaf)?;
    let under = crate::app::canvas::hit::blocks(page, spot.at, Length::ZERO);
    under.first().filter(|b| matches!(b.kind, BlockKind::Article(_))).map(|b| b.id.clone())
}

/// What a drop does.
#[must_use]
pub fn dropped(bench: &Bench<'_>, spot: Spot, what: &Dragged) -> Vec<Ask> {
    if let Dragged::Picture(id) = what
        && let Some(block) = article_under(bench, spot)
    {
        return into_article(bench, &block, id, spot);
    }
    let Some(place) = dropped_place(bench, spot, what) else { return Vec::new() };
    let Some(block) = block_for(bench, what, place) else { return Vec::new() };
    put(bench, spot.leaf, block)
}

/// The block that shows what was dragged.
#[must_use]
pub fn block_for(bench: &Bench<'_>, what: &Dragged, place: Place) -> Option<Block> {
    match what {
        Dragged::Story(id) => {
            let copy = bench.edition().stories.get(id)?;
            Some(article(fresh_block(bench.edition(), 'a', &[]), place, id.clone(), copy))
        }
        Dragged::Picture(id) => Some(picture(fresh_block(bench.edition(), 'p', &[]), place, id.clone())),
        Dragged::RunOn(_) => Some(frame(fresh_block(bench.edition(), 't', &[]), place, None)),
    }
}

fn put(bench: &Bench<'_>, leaf: usize, block: Block) -> Vec<Ask> {
    let Some(page) = bench.page(leaf) else { return Vec::new() };
    let id = block.id.clone();
    let add = Command::AddBlock { page: page.number, block: Box::new(block), at: None };
    vec![bench.edit(add), Ask::Select(BTreeSet::from([id]))]
}

/// A photograph joins an article: at the corner nearest to where it was dropped, as wide as two legs.
fn into_article(bench: &Bench<'_>, block: &BlockId, picture: &PictureId, spot: Spot) -> Vec<Ask> {
    let Some((_, page, block)) = bench.block(block) else { return Vec::new() };
    let (BlockKind::Article(article), Some(asset)) = (&block.kind, bench.edition().pictures.get(picture)) else {
        return Vec::new();
    };
    let (area, grid) = (page.setup.area_of(block.place), page.setup.grid);
    let columns = match block.place {
        Place::Columns { columns, .. } => columns,
        Place::Cells { .. } | Place::Free(_) => (area.width.whole(grid.cell() * i64::from(grid.chars())).max(1)) as u16,
    };
    let count = if article.legs.count == 0 { columns } else { article.legs.count };
    let legs = count.div_ceil(2).max(1);
    let wide = area.width.scale(i64::from(legs), i64::from(count.max(1)));
    let high = wide.scale(i64::from(asset.pixels[1].max(1)), i64::from(asset.pixels[0].max(1)));
    let most = area.height.whole(grid.line()) / 2;
    let lines = u16::try_from((high.whole(grid.line()) + 1).min(most)).unwrap_or(8).max(4);
    let third = (spot.at.x - area.x).scale(3, area.width.as_nm().max(1)).as_nm();
    let below = spot.at.y > area.y + area.height / 2;
    let anchor = match (third, below) {
        (..=0, false) => Anchor::TopLeft,
        (1, false) => Anchor::TopCentre,
        (_, false) => Anchor::TopRight,
        (..=0, true) => Anchor::BottomLeft,
        (1, true) => Anchor::BottomCentre,
        (_, true) => Anchor::BottomRight,
    };
    let mut pictures = article.pictures.clone();
    pictures.push(ArticlePicture {
        picture: picture.clone(),
        anchor,
        legs,
        lines,
        crop: PictureCrop::default(),
        caption: None,
        caption_place: CaptionPlace::Below,
        credit: true,
    });
    let set = Command::SetArticlePictures { block: block.id.clone(), pictures };
    vec![bench.edit(set), Ask::Select(BTreeSet::from([block.id.clone()]))]
}
