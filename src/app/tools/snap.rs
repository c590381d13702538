//! Where a moved, resized or drawn box comes to stand: on columns and lines, at its neighbours' edges, in equal gaps.
//!
//! What stands on the grid goes on standing on it: whole columns and whole lines, or whole 字 while finer steps are asked
//! for. A free box goes where the pointer leads it and catches at what is near. Nothing here knows the screen: the
//! tolerance comes as a length on paper.

use serde::{Deserialize, Serialize};

use crate::geom::{Length, Point, Rect};
use crate::model::{PageSetup, Place};

/// What a box is fitted to.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// Paper and grid of the page.
    pub setup: PageSetup,
    /// Areas of the page's other blocks.
    pub others: &'a [Rect],
    /// The page's guides.
    pub guides: &'a [Guide],
    /// How near something must be to catch a free box.
    pub tolerance: Length,
}

/// A guide line across the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Guide {
    /// Runs from top to bottom, at a distance from the left edge; else from left to right.
    pub upright: bool,
    /// Where.
    pub at: Length,
}

/// How fine the steps are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Step {
    /// Whole columns and lines.
    #[default]
    Columns,
    /// Whole 字 and lines; nothing catches a free box.
    Fine,
}

/// The sides of a box that a handle moves.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "the four sides of a box")]
pub struct Sides {
    /// The left one.
    pub left: bool,
    /// The upper one.
    pub top: bool,
    /// The right one.
    pub right: bool,
    /// The lower one.
    pub bottom: bool,
}

/// A box that has found its place, and what to show of why.
#[derive(Clone, PartialEq, Debug)]
pub struct Snapped {
    /// Its place.
    pub place: Place,
    /// Lines and gaps to be drawn.
    pub marks: Vec<Mark>,
    /// Its size, such as `5栏 × 32行`.
    pub label: Label,
}

/// What is drawn while something is fitted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// Edges that lie on one line.
    Edge(Point, Point),
    /// A gap between two boxes, and how wide it is.
    Gap(Point, Point, Label),
}

/// A size or a distance in the units it is thought in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Label {
    /// Columns × lines.
    Columns(u16, u16),
    /// 字 × lines.
    Cells(u16, u16),
    /// Millimetres × millimetres.
    Free(Length, Length),
    /// Lines.
    Lines(i64),
    /// 字.
    Chars(i64),
    /// Millimetres.
    Distance(Length),
}

/// A place moved by a distance.
#[must_use]
pub fn moved(scene: &Scene<'_>, place: Place, by: (Length, Length), step: Step) -> Snapped {
    let area = scene.setup.area_of(place);
    let wanted = Rect::new(area.x + by.0, area.y + by.1, area.width, area.height);
    let grid = scene.setup.grid;
    let place = match (place, step) {
        (Place::Free(_), Step::Columns) => Place::Free(caught(scene, wanted, WHOLE)),
        (Place::Free(_), Step::Fine) => Place::Free(wanted),
        (Place::Columns { columns, lines, .. }, Step::Columns) => {
            let pitch = grid.cell() * i64::from(grid.chars() + grid.gap());
            let column = steps(wanted.x - scene.setup.origin.x, pitch, grid.columns().saturating_sub(columns));
            Place::Columns { column, columns, line: line_of(scene, wanted.y, lines), lines }
        }
        (Place::Columns { columns, lines, .. }, Step::Fine) => cells(scene, wanted, grid.chars_of(columns), lines),
        (Place::Cells { width, lines, .. }, _) => cells(scene, wanted, width, lines),
    };
    finished(scene, place)
}

/// A place some of whose sides were drawn to `to`.
#[must_use]
pub fn resized(scene: &Scene<'_>, place: Place, sides: Sides, to: Point, step: Step) -> Snapped {
    let area = scene.setup.area_of(place);
    let wanted = stretched(area, sides, to);
    let place = match (place, step) {
        (Place::Free(_), Step::Columns) => Place::Free(caught(scene, wanted, sides)),
        (Place::Free(_), Step::Fine) => Place::Free(wanted),
        (Place::Columns { .. }, Step::Columns) => on_columns(scene, place, wanted, sides),
        (Place::Columns { .. }, Step::Fine) | (Place::Cells { .. }, _) => on_cells(scene, place, wanted, sides),
    };
    finished(scene, place)
}

/// The place of a box drawn from corner to corner.
#[must_use]
pub fn drawn(scene: &Scene<'_>, from: Point, to: Point, step: Step) -> Snapped {
    let (x, y) = (from.x.min(to.x), from.y.min(to.y));
    let wanted = Rect::new(x, y, (to.x - from.x).abs(), (to.y - from.y).abs());
    finished(scene, over(scene, wanted, step))
}

/// The grid's place that a box covers best.
#[must_use]
pub fn over(scene: &Scene<'_>, wanted: Rect, step: Step) -> Place {
    let grid = scene.setup.grid;
    match step {
        Step::Columns => {
            let whole = Place::Columns { column: 0, columns: grid.columns(), line: 0, lines: grid.lines() };
            on_columns(scene, whole, wanted, ALL_SIDES)
        }
        Step::Fine => {
            let whole = Place::Cells { char: 0, width: grid.width_in_chars(), line: 0, lines: grid.lines() };
            on_cells(scene, whole, wanted, ALL_SIDES)
        }
    }
}

/// A free box drawn from corner to corner.
#[must_use]
pub fn drawn_freely(scene: &Scene<'_>, from: Point, to: Point, step: Step) -> Snapped {
    let sides = Sides { left: to.x < from.x, right: to.x >= from.x, top: to.y < from.y, bottom: to.y >= from.y };
    let from = match step {
        Step::Columns => catch_point(scene, from),
        Step::Fine => from,
    };
    let start = Rect::new(from.x, from.y, Length::ZERO, Length::ZERO);
    let wanted = stretched(start, sides, to);
    let rect = if step == Step::Columns { caught(scene, wanted, sides) } else { wanted };
    finished(scene, Place::Free(rect))
}

const ALL_SIDES: Sides = Sides { left: true, top: true, right: true, bottom: true };

fn stretched(area: Rect, sides: Sides, to: Point) -> Rect {
    let least = Length::UM * 100;
    let left = if sides.left { to.x.min(area.right() - least) } else { area.x };
    let top = if sides.top { to.y.min(area.bottom() - least) } else { area.y };
    let right = if sides.right { to.x.max(left + least) } else { area.right() };
    let bottom = if sides.bottom { to.y.max(top + least) } else { area.bottom() };
    Rect::new(left, top, right - left, bottom - top)
}

// ---- on the grid -------------------------------------------------------------------------------------------------

/// The nearest whole number of `unit`s, from 0 to `most`.
fn steps(distance: Length, unit: Length, most: u16) -> u16 {
    let nearest = (distance + unit / 2).whole(unit);
    u16::try_from(nearest.max(0)).unwrap_or(u16::MAX).min(most)
}

fn line_of(scene: &Scene<'_>, y: Length, lines: u16) -> u16 {
    let grid = scene.setup.grid;
    steps(y - scene.setup.origin.y, grid.line(), grid.lines().saturating_sub(lines))
}

fn cells(scene: &Scene<'_>, wanted: Rect, width: u16, lines: u16) -> Place {
    let grid = scene.setup.grid;
    let char = steps(wanted.x - scene.setup.origin.x, grid.cell(), grid.width_in_chars().saturating_sub(width));
    Place::Cells { char, width, line: line_of(scene, wanted.y, lines), lines }
}

/// First line and one past the last, of a box whose moved sides are at `wanted`.
fn rows(scene: &Scene<'_>, (line, lines): (u16, u16), wanted: Rect, sides: Sides) -> (u16, u16) {
    let grid = scene.setup.grid;
    let end = line + lines;
    let foot = wanted.bottom() - grid.cell() + grid.line() - scene.setup.origin.y;
    let first = if sides.top { steps(wanted.y - scene.setup.origin.y, grid.line(), grid.lines() - 1) } else { line };
    let end = if sides.bottom { steps(foot, grid.line(), grid.lines()) } else { end };
    ordered(first, end, sides.top && !sides.bottom)
}

/// At least one step between the two; the one that is being moved gives way.
fn ordered(first: u16, end: u16, first_moves: bool) -> (u16, u16) {
    if first < end {
        (first, end)
    } else if first_moves {
        (end.saturating_sub(1), end.max(1))
    } else {
        (first, first + 1)
    }
}

fn on_columns(scene: &Scene<'_>, place: Place, wanted: Rect, sides: Sides) -> Place {
    let Place::Columns { column, columns, line, lines } = place else { return place };
    let (setup, grid) = (scene.setup, scene.setup.grid);
    let pitch = grid.cell() * i64::from(grid.chars() + grid.gap());
    let gap = grid.cell() * i64::from(grid.gap());
    let first = if sides.left { steps(wanted.x - setup.origin.x, pitch, grid.columns() - 1) } else { column };
    let end = if sides.right {
        steps(wanted.right() + gap - setup.origin.x, pitch, grid.columns())
    } else {
        column + columns
    };
    let (first, end) = ordered(first, end, sides.left && !sides.right);
    let (line, foot) = rows(scene, (line, lines), wanted, sides);
    Place::Columns { column: first, columns: end - first, line, lines: foot - line }
}

fn on_cells(scene: &Scene<'_>, place: Place, wanted: Rect, sides: Sides) -> Place {
    let (setup, grid) = (scene.setup, scene.setup.grid);
    let (char, width, line, lines) = match place {
        Place::Cells { char, width, line, lines } => (char, width, line, lines),
        Place::Columns { column, columns, line, lines } => {
            (grid.char_of_column(column), grid.chars_of(columns), line, lines)
        }
        Place::Free(_) => return place,
    };
    let all = grid.width_in_chars();
    let first = if sides.left { steps(wanted.x - setup.origin.x, grid.cell(), all - 1) } else { char };
    let end = if sides.right { steps(wanted.right() - setup.origin.x, grid.cell(), all) } else { char + width };
    let (first, end) = ordered(first, end, sides.left && !sides.right);
    let (line, foot) = rows(scene, (line, lines), wanted, sides);
    as_columns(scene, Place::Cells { char: first, width: end - first, line, lines: foot - line })
}

/// Cells that are whole columns are columns again.
fn as_columns(scene: &Scene<'_>, place: Place) -> Place {
    let Place::Cells { char, width, line, lines } = place else { return place };
    let grid = scene.setup.grid;
    let whole = (0..grid.columns())
        .flat_map(|column| (1..=grid.columns() - column).map(move |columns| (column, columns)))
        .find(|(column, columns)| grid.char_of_column(*column) == char && grid.chars_of(*columns) == width);
    whole.map_or(place, |(column, columns)| Place::Columns { column, columns, line, lines })
}

// ---- free --------------------------------------------------------------------------------------------------------

/// The box as a whole.
const WHOLE: Sides = Sides { left: false, top: false, right: false, bottom: false };

/// A free box caught by what is near; with no side named it moves as a whole.
fn caught(scene: &Scene<'_>, wanted: Rect, sides: Sides) -> Rect {
    let whole = sides == WHOLE;
    let (xs, ys) = (targets(scene, true, wanted), targets(scene, false, wanted));
    let dx = nearest(&xs, (wanted.x, whole || sides.left), (wanted.right(), whole || sides.right), scene.tolerance);
    let dy = nearest(&ys, (wanted.y, whole || sides.top), (wanted.bottom(), whole || sides.bottom), scene.tolerance);
    if whole {
        return Rect::new(wanted.x + dx, wanted.y + dy, wanted.width, wanted.height);
    }
    let to = Point::new(
        if sides.left { wanted.x + dx } else { wanted.right() + dx },
        if sides.top { wanted.y + dy } else { wanted.bottom() + dy },
    );
    stretched(wanted, sides, to)
}

fn catch_point(scene: &Scene<'_>, p: Point) -> Point {
    let at = Rect::new(p.x, p.y, Length::ZERO, Length::ZERO);
    let side =
        |upright: bool, v: Length| v + nearest(&targets(scene, upright, at), (v, true), (v, false), scene.tolerance);
    Point::new(side(true, p.x), side(false, p.y))
}

/// Where an edge of either end may be caught.
#[derive(Default)]
struct Targets {
    starts: Vec<Length>,
    ends: Vec<Length>,
}

fn targets(scene: &Scene<'_>, upright: bool, wanted: Rect) -> Targets {
    let (setup, grid) = (scene.setup, scene.setup.grid);
    let mut found = Targets::default();
    if upright {
        for column in 0..grid.columns() {
            let x = setup.origin.x + grid.cell() * i64::from(grid.char_of_column(column));
            found.starts.push(x);
            found.ends.push(x + grid.cell() * i64::from(grid.chars()));
        }
    } else {
        let near =
            (wanted.y - setup.origin.y).whole(grid.line())..=(wanted.bottom() - setup.origin.y).whole(grid.line()) + 1;
        let (first, last) = (*near.start(), *near.end());
        for line in [first, first + 1, last - 1, last].into_iter().filter(|l| (0..i64::from(grid.lines())).contains(l))
        {
            found.starts.push(setup.line_top(line));
            found.ends.push(setup.line_top(line) + grid.cell());
        }
    }
    let span = |r: &Rect| if upright { (r.x, r.right()) } else { (r.y, r.bottom()) };
    let across = |r: &Rect| if upright { (r.y, r.bottom()) } else { (r.x, r.right()) };
    for other in scene.others {
        let (a, b) = span(other);
        found.starts.extend([a, b]);
        found.ends.extend([a, b]);
    }
    for guide in scene.guides.iter().filter(|g| g.upright == upright) {
        found.starts.push(guide.at);
        found.ends.push(guide.at);
    }
    let (from, to) = across(&wanted);
    let beside: Vec<(Length, Length)> =
        scene.others.iter().filter(|r| across(r).0 < to && from < across(r).1).map(span).collect();
    equal_gaps(&beside, span(&wanted), &mut found);
    found
}

/// Places where the box would stand in the middle between two neighbours, or go on with the gap between them.
fn equal_gaps(beside: &[(Length, Length)], (start, end): (Length, Length), found: &mut Targets) {
    let length = end - start;
    for (a_start, a_end) in beside {
        for (b_start, b_end) in beside.iter().filter(|b| b.0 > *a_end) {
            let gap = *b_start - *a_end;
            found.starts.push(*b_end + gap);
            found.ends.push(*a_start - gap);
            if gap > length {
                found.starts.push(*a_end + (gap - length) / 2);
            }
        }
    }
}

/// How far the nearest target is from one of the edges that may be caught; nothing where none is near.
fn nearest(targets: &Targets, start: (Length, bool), end: (Length, bool), tolerance: Length) -> Length {
    let near = |all: &[Length], (edge, may): (Length, bool)| {
        let best = all.iter().map(|t| *t - edge).min_by_key(|d| d.abs());
        best.filter(|d| may && d.abs() <= tolerance)
    };
    let both = [near(&targets.starts, start), near(&targets.ends, end)];
    both.into_iter().flatten().min_by_key(|d| d.abs()).unwrap_or(Length::ZERO)
}

// ---- what is shown -----------------------------------------------------------------------------------------------

fn finished(scene: &Scene<'_>, place: Place) -> Snapped {
    let area = scene.setup.area_of(place);
    let label = label(place);
    let mut marks = edges(scene, area);
    marks.extend(gaps(scene, area));
    Snapped { place, marks, label }
}

/// The size of a place as it is thought of.
#[must_use]
pub fn label(place: Place) -> Label {
    match place {
        Place::Columns { columns, lines, .. } => Label::Columns(columns, lines),
        Place::Cells { width, lines, .. } => Label::Cells(width, lines),
        Place::Free(rect) => Label::Free(rect.width, rect.height),
    }
}

/// Edges count as one line when they differ by less than this.
const SAME: Length = Length::um(20);

fn edges(scene: &Scene<'_>, area: Rect) -> Vec<Mark> {
    let same = |a: Length, b: Length| (a - b).abs() <= SAME;
    let mut marks = Vec::new();
    for x in [area.x, area.right()] {
        let on: Vec<&Rect> = scene.others.iter().filter(|r| same(r.x, x) || same(r.right(), x)).collect();
        if let Some(top) = on.iter().map(|r| r.y).min() {
            let foot = on.iter().map(|r| r.bottom()).fold(area.bottom(), Length::max);
            marks.push(Mark::Edge(Point::new(x, top.min(area.y)), Point::new(x, foot)));
        }
    }
    for y in [area.y, area.bottom()] {
        let on: Vec<&Rect> = scene.others.iter().filter(|r| same(r.y, y) || same(r.bottom(), y)).collect();
        if let Some(left) = on.iter().map(|r| r.x).min() {
            let right = on.iter().map(|r| r.right()).fold(area.right(), Length::max);
            marks.push(Mark::Edge(Point::new(left.min(area.x), y), Point::new(right, y)));
        }
    }
    marks
}

/// The gaps to the nearest neighbours above, below, left and right, where these face the box.
fn gaps(scene: &Scene<'_>, area: Rect) -> Vec<Mark> {
    let grid = scene.setup.grid;
    let facing_x = |r: &&Rect| r.x < area.right() && area.x < r.right();
    let facing_y = |r: &&Rect| r.y < area.bottom() && area.y < r.bottom();
    // The last line's cells end before the next line begins: that leading is no distance.
    let leading = grid.line() - grid.cell();
    let lines = |gap: Length| {
        let free = gap - leading;
        if free.as_nm() % grid.line().as_nm() == 0 {
            Label::Lines(free.whole(grid.line()))
        } else {
            Label::Distance(gap)
        }
    };
    let chars = |gap: Length| {
        if gap.as_nm() % grid.cell().as_nm() == 0 { Label::Chars(gap.whole(grid.cell())) } else { Label::Distance(gap) }
    };
    let most = grid.line() * 12;
    let mut marks = Vec::new();
    let above = scene.others.iter().filter(facing_x).filter(|r| r.bottom() <= area.y).max_by_key(|r| r.bottom());
    let below = scene.others.iter().filter(facing_x).filter(|r| r.y >= area.bottom()).min_by_key(|r| r.y);
    for (from, to, r) in
        above.map(|r| (r.bottom(), area.y, r)).into_iter().chain(below.map(|r| (area.bottom(), r.y, r)))
    {
        let x = (r.x.max(area.x) + r.right().min(area.right())) / 2;
        if to - from <= most && to > from {
            marks.push(Mark::Gap(Point::new(x, from), Point::new(x, to), lines(to - from)));
        }
    }
    let left = scene.others.iter().filter(facing_y).filter(|r| r.right() <= area.x).max_by_key(|r| r.right());
    let right = scene.others.iter().filter(facing_y).filter(|r| r.x >= area.right()).min_by_key(|r| r.x);
    for (from, to, r) in left.map(|r| (r.right(), area.x, r)).into_iter().chain(right.map(|r| (area.right(), r.x, r))) {
        let y = (r.y.max(area.y) + r.bottom().min(area.bottom())) / 2;
        if to - from <= most && to > from {
            marks.push(Mark::Gap(Point::new(from, y), Point::new(to, y), chars(to - from)));
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Preset;

    fn setup() -> PageSetup {
        PageSetup::preset(Preset::Broadsheet)
    }

    fn scene<'a>(others: &'a [Rect], guides: &'a [Guide]) -> Scene<'a> {
        Scene { setup: setup(), others, guides, tolerance: Length::MM }
    }

    fn columns(column: u16, columns: u16, line: u16, lines: u16) -> Place {
        Place::Columns { column, columns, line, lines }
    }

    fn mm(v: f64) -> Length {
        Length::mm(v)
    }

    #[test]
    fn articles_move_by_whole_columns_and_lines_and_stay_on_the_grid() {
        let s = scene(&[], &[]);
        let go = |x, y| moved(&s, columns(2, 3, 10, 20), (mm(x), mm(y)), Step::Columns).place;
        assert_eq!(go(10.0, 1.0), columns(2, 3, 10, 20));
        assert_eq!(go(23.0, 3.0), columns(3, 3, 11, 20));
        assert_eq!(go(-900.0, -900.0), columns(0, 3, 0, 20));
        assert_eq!(go(900.0, 900.0), columns(5, 3, 100, 20));
        let fine = moved(&s, columns(2, 3, 10, 20), (mm(6.5), mm(0.0)), Step::Fine).place;
        assert_eq!(fine, Place::Cells { char: 30, width: 41, line: 10, lines: 20 });
    }

    #[test]
    fn handles_move_their_own_sides_to_whole_columns_and_lines() {
        let s = scene(&[], &[]);
        let start = columns(2, 3, 10, 20);
        let area = setup().area_of(start);
        let right = Sides { right: true, ..Sides::default() };
        let to = Point::new(area.right() + mm(40.0), area.y);
        let wider = resized(&s, start, right, to, Step::Columns);
        assert_eq!((wider.place, wider.label), (columns(2, 4, 10, 20), Label::Columns(4, 20)));
        let corner = Sides { left: true, top: true, ..Sides::default() };
        let to = Point::new(area.x - mm(30.0), area.y + mm(8.5));
        assert_eq!(resized(&s, start, corner, to, Step::Columns).place, columns(1, 4, 12, 18));
        let foot = Sides { bottom: true, ..Sides::default() };
        let crushed = resized(&s, start, foot, Point::new(area.x, mm(-50.0)), Step::Columns).place;
        assert_eq!(crushed, columns(2, 3, 10, 1), "never less than a line, and the upper edge stays");
        let beyond = resized(&s, start, foot, Point::new(area.x, mm(9000.0)), Step::Columns).place;
        assert_eq!(beyond, columns(2, 3, 10, 110));
    }

    #[test]
    fn fine_steps_are_字_and_whole_columns_become_columns_again() {
        let s = scene(&[], &[]);
        let start = columns(0, 2, 0, 10);
        let right = Sides { right: true, ..Sides::default() };
        let to = |chars: i64| Point::new(setup().origin.x + setup().grid.cell() * chars, mm(100.0));
        let cells = resized(&s, start, right, to(30), Step::Fine);
        assert_eq!(
            (cells.place, cells.label),
            (Place::Cells { char: 0, width: 30, line: 0, lines: 10 }, Label::Cells(30, 10))
        );
        assert_eq!(resized(&s, cells.place, right, to(41), Step::Fine).place, columns(0, 3, 0, 10));
    }

    #[test]
    fn a_box_drawn_anywhere_covers_whole_columns() {
        let s = scene(&[], &[]);
        let area = setup().area_of(columns(3, 2, 30, 12));
        let (a, b) = (
            Point::new(area.x + mm(3.0), area.y + mm(1.0)),
            Point::new(area.right() - mm(4.0), area.bottom() - mm(1.0)),
        );
        for (from, to) in [(a, b), (b, a)] {
            assert_eq!(drawn(&s, from, to, Step::Columns).place, columns(3, 2, 30, 12));
        }
    }

    #[test]
    fn a_free_box_catches_at_columns_neighbours_and_guides_within_the_tolerance() {
        let x = setup().origin.x;
        let neighbour = Rect::new(mm(100.0), mm(300.3), mm(40.0), mm(50.0));
        let guides = [Guide { upright: false, at: mm(222.2) }];
        let others = [neighbour];
        let s = scene(&others, &guides);
        let free = |x: Length, y: Length| Place::Free(Rect::new(x, y, mm(33.0), mm(20.0)));
        let go = |place| match moved(&s, place, (Length::ZERO, Length::ZERO), Step::Columns).place {
            Place::Free(r) => (r.x, r.y),
            _ => panic!("a free box stays free"),
        };
        assert_eq!(go(free(x + mm(0.8), mm(222.22))), (x, mm(222.2)), "a column and a guide");
        assert_eq!(go(free(mm(139.5), mm(350.9))), (mm(140.0), mm(350.3)), "a neighbour's edges");
        let apart = go(free(mm(146.3), mm(251.4)));
        assert_eq!(apart.0, mm(146.3), "nothing is near");
        let fine = moved(&s, free(x + mm(0.8), mm(222.9)), (Length::ZERO, Length::ZERO), Step::Fine).place;
        assert_eq!(fine, free(x + mm(0.8), mm(222.9)));
    }

    #[test]
    fn equal_gaps_catch_and_are_shown() {
        let row = |x: f64, w: f64| Rect::new(mm(x), mm(401.0), mm(w), mm(20.0));
        let others = [row(50.0, 20.0), row(77.0, 20.0)];
        let s = Scene { tolerance: mm(0.6), ..scene(&others, &[]) };
        let snapped = moved(&s, Place::Free(row(104.4, 20.0)), (Length::ZERO, Length::ZERO), Step::Columns);
        assert_eq!(snapped.place, Place::Free(row(104.0, 20.0)), "the gap of 7 mm goes on");
        let gap = snapped.marks.iter().find_map(|m| match m {
            Mark::Gap(a, b, label) => Some((b.x - a.x, *label)),
            Mark::Edge(..) => None,
        });
        assert_eq!(gap, Some((mm(7.0), Label::Distance(mm(7.0)))));
        assert!(snapped.marks.iter().any(|m| matches!(m, Mark::Edge(a, b) if a.y == b.y)), "upper edges align");
    }

    #[test]
    fn gaps_between_modules_are_named_in_lines_and_字() {
        let others = [setup().area_of(columns(0, 2, 0, 10)), setup().area_of(columns(2, 2, 12, 10))];
        let s = scene(&others, &[]);
        let snapped = moved(&s, columns(0, 2, 12, 10), (Length::ZERO, Length::ZERO), Step::Columns);
        let labels: Vec<Label> = snapped
            .marks
            .iter()
            .filter_map(|m| match m {
                Mark::Gap(_, _, label) => Some(*label),
                Mark::Edge(..) => None,
            })
            .collect();
        assert_eq!(labels, [Label::Lines(2), Label::Chars(1)]);
    }
}
