//! Two simple ways to make up a page, to be measured by the same measures.

use std::sync::Arc;

use banxin::id::{BlockId, StoryId};
use banxin::model::{
    Anchor, Article, ArticlePicture, Block, BlockKind, CaptionPlace, Edition, HeadSetting, Legs, Page, PictureCrop,
    Place,
};
use banxin::propose::Request;

/// A place in columns and lines.
#[derive(Clone, Copy)]
struct Room {
    column: u16,
    columns: u16,
    line: u16,
    lines: u16,
}

/// (a) The free page is halved by area, again and again, until every story has a rectangle.
pub(crate) fn bisected(edition: &Edition, request: &Request) -> Page {
    let page = &edition.pages[0];
    let mut blocks = page.blocks.clone();
    let room = free(page);
    bisect(edition, request, &request.stories, room, &mut blocks);
    Page { blocks, ..Page::clone(page) }
}

fn free(page: &Page) -> Room {
    let grid = page.setup.grid;
    let top = |b: &Arc<Block>| match b.place {
        Place::Columns { line, .. } => Some(line),
        Place::Cells { .. } | Place::Free(_) => None,
    };
    let foot = page.blocks.iter().filter_map(top).min().map_or(grid.lines(), |line| line - 1);
    Room { column: 0, columns: grid.columns(), line: 0, lines: foot }
}

fn needs(edition: &Edition, request: &Request, id: &StoryId) -> f64 {
    let chars: usize = edition.stories[id].body.iter().map(|p| p.text().chars().count() + 8).sum();
    let pictures = request.pictures.get(id).map_or(0, Vec::len);
    chars as f64 / 13.0 + 18.0 + pictures as f64 * 60.0
}

fn bisect(edition: &Edition, request: &Request, ids: &[StoryId], room: Room, blocks: &mut Vec<Arc<Block>>) {
    if let [one] = ids {
        blocks.push(Arc::new(article(request, one, room)));
        return;
    }
    if ids.is_empty() || room.lines < 4 || room.columns == 0 {
        return;
    }
    let all: f64 = ids.iter().map(|id| needs(edition, request, id)).sum();
    let mut first = 0.0;
    let mut count = 0;
    while count + 1 < ids.len() && (count == 0 || first < all / 2.0) {
        first += needs(edition, request, &ids[count]);
        count += 1;
    }
    let share = first / all;
    let wide = f64::from(room.columns) * 4.4 > f64::from(room.lines) * 0.41 * 4.0;
    if wide && room.columns >= 2 {
        let left = ((f64::from(room.columns) * share).round() as u16).clamp(1, room.columns - 1);
        bisect(edition, request, &ids[..count], Room { columns: left, ..room }, blocks);
        let rest = Room { column: room.column + left, columns: room.columns - left, ..room };
        bisect(edition, request, &ids[count..], rest, blocks);
    } else {
        let upper = ((f64::from(room.lines) * share).round() as u16).clamp(3, room.lines.max(7) - 4);
        bisect(edition, request, &ids[..count], Room { lines: upper, ..room }, blocks);
        let rest = Room { line: room.line + upper + 1, lines: room.lines - upper - 1, ..room };
        bisect(edition, request, &ids[count..], rest, blocks);
    }
}

/// (b) Every story in turn goes where it fits, as high and then as far left as it can.
pub(crate) fn packed(edition: &Edition, request: &Request) -> Page {
    let page = &edition.pages[0];
    let room = free(page);
    let mut blocks = page.blocks.clone();
    let mut heights = vec![0u16; usize::from(room.columns)];
    for (i, id) in request.stories.iter().enumerate() {
        let need = needs(edition, request, id);
        let columns = if i == 0 { room.columns * 5 / 8 } else { (room.columns / 4).max(1) }.max(1);
        let lines = (need / f64::from(columns)).ceil() as u16;
        let at = (0..=room.columns - columns)
            .min_by_key(|c| (heights[usize::from(*c)..usize::from(c + columns)].iter().max().copied(), *c))
            .unwrap_or(0);
        let span = usize::from(at)..usize::from(at + columns);
        let line = heights[span.clone()].iter().max().copied().unwrap_or(0);
        let lines = lines.min(room.lines.saturating_sub(line));
        if lines < 4 {
            continue;
        }
        heights[span].fill(line + lines + 1);
        blocks.push(Arc::new(article(request, id, Room { column: at, columns, line, lines })));
    }
    Page { blocks, ..Page::clone(page) }
}

fn article(request: &Request, id: &StoryId, room: Room) -> Block {
    let legs = room.columns;
    let picture = |(i, picture): (usize, &banxin::id::PictureId)| ArticlePicture {
        picture: picture.clone(),
        anchor: if i == 0 { Anchor::TopRight } else { Anchor::BottomLeft },
        legs: (legs / 2).max(1),
        lines: (legs / 2).max(1) * 8,
        crop: PictureCrop::default(),
        caption: None,
        caption_place: CaptionPlace::Below,
        credit: true,
    };
    let pictures = request.pictures.get(id).map(|p| p.iter().enumerate().map(picture).collect()).unwrap_or_default();
    let Room { column, columns, line, lines } = room;
    let kind = Article {
        story: id.clone(),
        head: HeadSetting::default(),
        legs: Legs::default(),
        pictures,
        boxed: None,
        next: None,
    };
    let name = BlockId::new(&format!("m-{id}")).expect("a prefix and an id are an id");
    let place = Place::Columns { column, columns, line, lines };
    Block { id: name, place, locked: false, kind: BlockKind::Article(kind) }
}
