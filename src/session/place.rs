//! A first place for new stories: below one another in the largest free area of a page. Not layout: an editor or
//! auto-layout moves them.

use std::sync::Arc;

use crate::id::{BlockId, StoryId};
use crate::model::{Article, Block, BlockKind, Grid, HeadPlace, HeadSetting, Legs, Page, Place, Story};

/// Fewest lines of an article worth placing: a head of three and two of text in each leg.
const LEAST_LINES: u16 = 6;
/// Lines a head is taken to need.
const HEAD_LINES: usize = 5;

/// A free area in base columns and lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    column: u16,
    columns: u16,
    line: u16,
    lines: u16,
}

/// Articles for the stories for which there is room, in their order, one free line between them.
pub(super) fn stack(
    page: &Page,
    stories: &[(StoryId, Arc<Story>)],
    ids: &mut impl Iterator<Item = BlockId>,
) -> Vec<(StoryId, Block)> {
    let Some(area) = largest_free(page) else { return Vec::new() };
    let wanted: Vec<u16> = stories.iter().map(|(_, s)| lines_for(s, page.setup.grid, area.columns)).collect();
    let heights = share(area.lines, &wanted);
    let mut line = area.line;
    let mut placed = Vec::new();
    for (((story, copy), lines), id) in stories.iter().zip(heights).zip(ids) {
        let place = Place::Columns { column: area.column, columns: area.columns, line, lines };
        placed.push((story.clone(), article(id, place, story.clone(), copy)));
        line += lines + 1;
    }
    placed
}

fn article(id: BlockId, place: Place, story: StoryId, copy: &Story) -> Block {
    let stands = if copy.headline.vertical { HeadPlace::VerticalLeft } else { HeadPlace::Top };
    let head = HeadSetting { place: stands, ..HeadSetting::default() };
    let kind = Article { story, head, legs: Legs::default(), pictures: Vec::new(), boxed: None, next: None };
    Block { id, place, locked: false, kind: BlockKind::Article(kind) }
}

/// Lines a story takes in so many base columns: what its 字 need, and a tenth for line ends and paragraphs.
fn lines_for(story: &Story, grid: Grid, columns: u16) -> u16 {
    let chars: usize = story.body.iter().map(|p| p.text().chars().count() + usize::from(grid.chars()) / 2).sum();
    let per_line = usize::from(grid.chars()) * usize::from(columns.max(1));
    let lines = HEAD_LINES + (chars + chars / 10).div_ceil(per_line);
    u16::try_from(lines).unwrap_or(u16::MAX).max(LEAST_LINES)
}

/// How many lines each gets: what it wants where there is room for all, else its share; as many as fit.
fn share(room: u16, wanted: &[u16]) -> Vec<u16> {
    let most = usize::from((room + 1) / (LEAST_LINES + 1));
    let wanted = &wanted[..wanted.len().min(most)];
    let gaps = u64::try_from(wanted.len().saturating_sub(1)).unwrap_or(0);
    let sum: u64 = wanted.iter().map(|w| u64::from(*w)).sum();
    let room = u64::from(room).saturating_sub(gaps);
    if sum <= room {
        return wanted.to_vec();
    }
    let least = u64::from(LEAST_LINES) * u64::try_from(wanted.len()).unwrap_or(0);
    let (spare, over) = (room.saturating_sub(least), sum - least);
    let part = |w: &u16| {
        let share = u64::from(*w - LEAST_LINES) * spare / over.max(1);
        LEAST_LINES + u16::try_from(share).unwrap_or(0)
    };
    wanted.iter().map(part).collect()
}

/// The largest area of the grid that no block touches, if it has room for anything.
fn largest_free(page: &Page) -> Option<Area> {
    let grid = page.setup.grid;
    let taken = taken(page);
    let mut best: Option<Area> = None;
    for column in 0..grid.columns() {
        for columns in 1..=grid.columns() - column {
            let free = |line: u16| (column..column + columns).all(|c| !taken[usize::from(line)][usize::from(c)]);
            let Some((line, lines)) = longest_run(grid.lines(), free) else { continue };
            let area = Area { column, columns, line, lines };
            let size = |a: Area| u32::from(a.columns) * u32::from(a.lines);
            if lines >= LEAST_LINES && best.is_none_or(|b| size(b) < size(area)) {
                best = Some(area);
            }
        }
    }
    best
}

/// First line and length of the longest run of free lines.
fn longest_run(lines: u16, free: impl Fn(u16) -> bool) -> Option<(u16, u16)> {
    let mut best: Option<(u16, u16)> = None;
    let mut start = 0;
    for line in 0..lines {
        if !free(line) {
            start = line + 1;
        } else if best.is_none_or(|(_, length)| length < line + 1 - start) {
            best = Some((start, line + 1 - start));
        }
    }
    best
}

/// Which base columns are taken on each line; a line above and below a block counts as its own.
fn taken(page: &Page) -> Vec<Vec<bool>> {
    let grid = page.setup.grid;
    let blocks: Vec<_> = page.blocks.iter().map(|b| page.setup.area_of(b.place)).collect();
    let is_taken = |line: u16, column: u16| {
        let cell = page.setup.area_of(Place::Columns { column, columns: 1, line, lines: 1 });
        let mut near = cell;
        near.y -= grid.line();
        near.height += grid.line() * 2;
        blocks.iter().any(|b| b.overlaps(near))
    };
    (0..grid.lines()).map(|line| (0..grid.columns()).map(|column| is_taken(line, column)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{PageSetup, Paragraph, Preset};

    fn story(chars: usize) -> Arc<Story> {
        Arc::new(Story { body: vec![Paragraph::plain("字".repeat(chars))], ..Story::default() })
    }

    fn page(blocks: Vec<Arc<Block>>) -> Page {
        Page { number: 1, section: String::new(), mono: false, setup: PageSetup::preset(Preset::Broadsheet), blocks }
    }

    fn places(page: &Page, chars: &[usize]) -> Vec<Place> {
        let stories: Vec<_> = (1..).map(|n| StoryId::numbered('s', n)).zip(chars.iter().map(|c| story(*c))).collect();
        let mut ids = (1..).map(|n| BlockId::numbered('a', n));
        stack(page, &stories, &mut ids).into_iter().map(|(_, b)| b.place).collect()
    }

    #[test]
    fn stories_stand_below_one_another_and_never_on_a_block() {
        let place = Place::Columns { column: 0, columns: 3, line: 0, lines: 100 };
        let there = article(BlockId::numbered('x', 1), place, StoryId::numbered('s', 9), &Story::default());
        let page = page(vec![Arc::new(there)]);
        let placed = places(&page, &[1000, 1000]);
        let columns = |line, lines| Place::Columns { column: 3, columns: 5, line, lines };
        assert_eq!(placed, [columns(0, 23), columns(24, 23)]);
    }

    #[test]
    fn too_much_copy_shares_the_room_and_the_rest_stays_unplaced() {
        let page = page(Vec::new());
        let placed = places(&page, &[9000, 3000, 9000]);
        assert_eq!(placed.len(), 3);
        let Place::Columns { line, lines, .. } = placed[2] else { panic!("stories stand in columns") };
        assert!(line + lines <= 120 && lines > 40);
        assert_eq!(places(&page, &[2000; 40]).len(), 17);
    }

    #[test]
    fn a_full_page_takes_nothing() {
        let place = Place::Columns { column: 0, columns: 8, line: 0, lines: 116 };
        let there = article(BlockId::numbered('x', 1), place, StoryId::numbered('s', 9), &Story::default());
        assert_eq!(places(&page(vec![Arc::new(there)]), &[100]), []);
    }
}
