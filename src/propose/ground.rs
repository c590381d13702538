//! 版面空地: what of a page is free, cut into rectangles in every sensible way.
//!
//! Heights are counted with the free line below a module: a module of 10 lines takes 11, and a page of 120 has 121. So
//! areas add up exactly, whatever is cut.

use std::collections::BTreeSet;

use super::request::{Keep, Request};
use crate::geom::Rect;
use crate::id::{BlockId, StoryId};
use crate::model::{Block, BlockKind, Page, Place};

/// A rectangle of base columns and lines, the free line below included in `lines`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Field {
    pub line: u16,
    pub column: u16,
    pub columns: u16,
    pub lines: u16,
}

impl Field {
    pub(super) const fn area(self) -> u32 {
        self.columns as u32 * self.lines as u32
    }
}

/// The place of a field, without the free line below it.
pub(super) fn place_of(field: Field) -> Place {
    let Field { line, column, columns, lines } = field;
    Place::Columns { column, columns, line, lines: lines.saturating_sub(1).max(1) }
}

/// The free ground of a page.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    /// Ways to cut it into rectangles, the ones with the fewest first.
    pub ways: Vec<Vec<Field>>,
    /// Blocks that stay.
    pub walls: Vec<Rect>,
    /// Which of the page's blocks go.
    pub cleared: Vec<usize>,
}

/// Most ways that are looked at.
const MOST_WAYS: usize = 12;
/// Lines, the free one included, under which a rectangle is not worth a story.
const LEAST_LINES: u16 = 9;

/// The ground for a request.
pub(super) fn of(page: &Page, request: &Request, stories: &[StoryId], labels: &[BlockId]) -> Ground {
    let goes = |block: &Block| match &block.kind {
        // A label goes with its group and stays where it has none.
        BlockKind::SectionHead(_) => labels.contains(&block.id),
        _ => goes(block, request, stories, inside(page, request, block)),
    };
    let cleared: Vec<usize> = (0..page.blocks.len()).filter(|i| goes(&page.blocks[*i])).collect();
    let type_area = page.setup.type_area();
    let stays = page.blocks.iter().enumerate().filter(|(i, b)| !cleared.contains(i) && stands(b));
    let walls: Vec<Rect> =
        stays.map(|(_, b)| page.setup.area_of(b.place)).filter(|area| area.overlaps(type_area)).collect();
    let grid = page.setup.grid;
    let whole =
        request.area.map_or(Field { line: 0, column: 0, columns: grid.columns(), lines: grid.lines() + 1 }, |place| {
            field_in(page, page.setup.area_of(place))
        });
    let blocked: Vec<Field> = walls.iter().filter_map(|w| field_over(page, *w)).collect();
    let mut ways = BTreeSet::new();
    cut(whole, &blocked, &mut Vec::new(), &mut Vec::new(), &mut ways);
    let mut ways: Vec<Vec<Field>> = ways.into_iter().collect();
    let lost = |way: &Vec<Field>| whole.area() - way.iter().map(|f| f.area()).sum::<u32>();
    ways.sort_by_key(|w| (w.len(), lost(w), w.clone()));
    ways.truncate(MOST_WAYS);
    Ground { ways, walls, cleared }
}

/// Whether a block lies in the part of the page that is made up.
pub(super) fn inside(page: &Page, request: &Request, block: &Block) -> bool {
    let area = request.area.map(|place| page.setup.area_of(place).inset(-crate::geom::Length::um(10)));
    area.is_none_or(|area| area.contains(page.setup.area_of(block.place)))
}

/// Whether a block makes room for the proposal.
fn goes(block: &Block, request: &Request, stories: &[StoryId], within: bool) -> bool {
    if block.locked || request.keep == Keep::Placed || !within {
        return false;
    }
    match &block.kind {
        // Text that runs on or comes from elsewhere has its place in a thread.
        BlockKind::Article(article) if article.next.is_some() => false,
        BlockKind::Article(article) => stories.contains(&article.story) || request.without.contains(&article.story),
        // Boxes were drawn round what goes.
        BlockKind::Rule(_) => true,
        BlockKind::SectionHead(_)
        | BlockKind::TextFrame(_)
        | BlockKind::Picture(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::Code(_) => false,
    }
}

/// Whether a block that stays keeps others away.
const fn stands(block: &Block) -> bool {
    !matches!(block.kind, BlockKind::Folio(_))
}

/// The columns and lines that lie wholly inside an area.
fn field_in(page: &Page, area: Rect) -> Field {
    let grid = page.setup.grid;
    let column = |c: u16| Place::Columns { column: c, columns: 1, line: 0, lines: 1 };
    let columns: Vec<u16> = (0..grid.columns())
        .filter(|c| {
            let cell = page.setup.area_of(column(*c));
            inside_across(area, cell)
        })
        .collect();
    let lines: Vec<u16> = (0..grid.lines())
        .filter(|l| {
            let cell = page.setup.area_of(Place::Columns { column: 0, columns: 1, line: *l, lines: 1 });
            cell.y >= area.y - crate::geom::Length::um(10)
                && cell.bottom() <= area.bottom() + crate::geom::Length::um(10)
        })
        .collect();
    let first = |all: &[u16]| all.first().copied().unwrap_or(0);
    let count = |all: &[u16]| u16::try_from(all.len()).unwrap_or(0);
    Field { line: first(&lines), column: first(&columns), columns: count(&columns), lines: count(&lines) + 1 }
}

fn inside_across(area: Rect, cell: Rect) -> bool {
    let slack = crate::geom::Length::um(10);
    cell.x >= area.x - slack && cell.right() <= area.right() + slack
}

/// The columns and lines an area touches, with the free line below it.
pub(super) fn field_over(page: &Page, area: Rect) -> Option<Field> {
    let grid = page.setup.grid;
    let touched = |count: u16, place: &dyn Fn(u16) -> Place| -> Vec<u16> {
        (0..count).filter(|n| overlaps(page.setup.area_of(place(*n)), area)).collect()
    };
    let all = grid.lines();
    let columns = touched(grid.columns(), &|c| Place::Columns { column: c, columns: 1, line: 0, lines: all });
    let lines = touched(all, &|l| Place::Columns { column: 0, columns: grid.columns(), line: l, lines: 1 });
    let (column, line) = (*columns.first()?, *lines.first()?);
    let count = |all: &[u16]| u16::try_from(all.len()).unwrap_or(0);
    Some(Field { line, column, columns: count(&columns), lines: count(&lines) + 1 })
}

fn overlaps(a: Rect, b: Rect) -> bool {
    a.inset(crate::geom::Length::um(50)).overlaps(b)
}

/// Cuts the first of the open rectangles along the edges of the walls in it, in every way, until none has a wall.
fn cut(open: Field, walls: &[Field], waiting: &mut Vec<Field>, done: &mut Vec<Field>, ways: &mut BTreeSet<Vec<Field>>) {
    if ways.len() >= MOST_WAYS * 8 {
        return;
    }
    let wall = walls.iter().find(|w| meets(open, **w));
    let Some(wall) = wall else {
        let worth = open.lines >= LEAST_LINES && open.columns > 0;
        if worth {
            done.push(open);
        }
        next(walls, waiting, done, ways);
        if worth {
            done.pop();
        }
        return;
    };
    let (right, foot) = (open.column + open.columns, open.line + open.lines);
    let mut any = false;
    for x in [wall.column, wall.column + wall.columns].into_iter().filter(|x| *x > open.column && *x < right) {
        let a = Field { columns: x - open.column, ..open };
        let b = Field { column: x, columns: right - x, ..open };
        any = true;
        waiting.push(b);
        cut(a, walls, waiting, done, ways);
        remove(waiting, b);
    }
    for y in [wall.line, wall.line + wall.lines].into_iter().filter(|y| *y > open.line && *y < foot) {
        let a = Field { lines: y - open.line, ..open };
        let b = Field { line: y, lines: foot - y, ..open };
        any = true;
        waiting.push(b);
        cut(a, walls, waiting, done, ways);
        remove(waiting, b);
    }
    if !any {
        // The wall covers it all.
        next(walls, waiting, done, ways);
    }
}

fn next(walls: &[Field], waiting: &mut Vec<Field>, done: &mut Vec<Field>, ways: &mut BTreeSet<Vec<Field>>) {
    match waiting.pop() {
        Some(open) => {
            cut(open, walls, waiting, done, ways);
            waiting.push(open);
        }
        None => {
            let mut way = done.clone();
            way.sort_unstable();
            ways.insert(joined(way));
        }
    }
}

/// Rectangles that stand on each other or side by side and make one are one.
fn joined(mut way: Vec<Field>) -> Vec<Field> {
    loop {
        let pair = (0..way.len()).flat_map(|i| (0..way.len()).map(move |j| (i, j))).find_map(|(i, j)| {
            let (a, b) = (way[i], way[j]);
            let stacked = (a.column, a.columns, a.line + a.lines) == (b.column, b.columns, b.line);
            let beside = (a.line, a.lines, a.column + a.columns) == (b.line, b.lines, b.column);
            let one = Field {
                columns: if beside { a.columns + b.columns } else { a.columns },
                lines: if stacked { a.lines + b.lines } else { a.lines },
                ..a
            };
            (i != j && (stacked || beside)).then_some((i, j, one))
        });
        let Some((i, j, one)) = pair else { return way };
        way[i] = one;
        way.remove(j);
        way.sort_unstable();
    }
}

fn remove(waiting: &mut Vec<Field>, field: Field) {
    if let Some(at) = waiting.iter().rposition(|f| *f == field) {
        waiting.remove(at);
    }
}

fn meets(a: Field, b: Field) -> bool {
    a.column < b.column + b.columns
        && b.column < a.column + a.columns
        && a.line < b.line + b.lines
        && b.line < a.line + a.lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(walls: &[Field]) -> Vec<Vec<Field>> {
        let whole = Field { line: 0, column: 0, columns: 8, lines: 121 };
        let mut ways = BTreeSet::new();
        cut(whole, walls, &mut Vec::new(), &mut Vec::new(), &mut ways);
        ways.into_iter().collect()
    }

    fn field(column: u16, columns: u16, line: u16, lines: u16) -> Field {
        Field { line, column, columns, lines }
    }

    #[test]
    fn an_empty_page_is_one_rectangle() {
        assert_eq!(ways(&[]), [[field(0, 8, 0, 121)]]);
    }

    #[test]
    fn a_banner_at_the_foot_leaves_one_and_a_corner_leaves_two_in_two_ways() {
        assert_eq!(ways(&[field(0, 8, 90, 31)]), [[field(0, 8, 0, 90)]]);
        let corner = ways(&[field(5, 3, 90, 31)]);
        assert_eq!(corner.len(), 2);
        assert!(corner.contains(&vec![field(0, 8, 0, 90), field(0, 5, 90, 31)]));
        assert!(corner.contains(&vec![field(0, 5, 0, 121), field(5, 3, 0, 90)]));
    }

    #[test]
    fn whatever_is_cut_covers_the_free_ground_once() {
        let walls = [field(2, 2, 30, 20), field(5, 3, 80, 41)];
        for way in ways(&walls) {
            let area: u32 = way.iter().map(|f| f.area()).sum();
            assert_eq!(area, 8 * 121 - 2 * 20 - 3 * 41, "{way:?}");
            for (i, a) in way.iter().enumerate() {
                assert!(walls.iter().all(|w| !meets(*a, *w)) && way[i + 1..].iter().all(|b| !meets(*a, *b)));
            }
        }
    }
}
