//! Where two sheets of the same page differ: what has to be painted again after an edit.

use std::collections::HashMap;

use crate::display::{Group, Item, Mark, Place, Sheet};
use crate::geom::{Length, Point, Rect};

/// Areas that differ, in page coordinates; none where so much differs that the whole page is as quick.
#[must_use]
pub fn between(old: &Sheet, new: &Sheet) -> Option<Vec<Rect>> {
    if old.size != new.size {
        return None;
    }
    let (old, new) = (segments(&old.items), segments(&new.items));
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    let dirty = differing(old, new);
    let mut areas: Vec<Rect> = Vec::new();
    for segment in dirty {
        bounds(segment, Place::PAGE, &mut |r| add(&mut areas, r));
    }
    (areas.len() <= MOST_AREAS).then_some(areas)
}

/// More separate areas than this are not worth telling apart.
const MOST_AREAS: usize = 48;

/// A mark with what follows it.
type Segment<'a> = &'a [Item];

fn segments(items: &[Item]) -> Vec<Segment<'_>> {
    let mut all = Vec::new();
    let mut start = 0;
    for i in 1..=items.len() {
        if i == items.len() || matches!(items[i], Item::Mark(_)) {
            all.push(&items[start..i]);
            start = i;
        }
    }
    all
}

fn key(segment: Segment<'_>) -> Option<(&str, &str, u8, u32, u32)> {
    let Some(Item::Mark(Mark { block, story, part, paragraph, line, .. })) = segment.first() else { return None };
    Some((block.as_str(), story.as_ref().map_or("", |s| s.as_str()), *part as u8, *paragraph, *line))
}

/// Segments of either side that the other has not, or has in another order: order is what covers what.
fn differing<'a>(old: &[Segment<'a>], new: &[Segment<'a>]) -> Vec<Segment<'a>> {
    let mut known: HashMap<_, Vec<usize>> = HashMap::new();
    for (i, segment) in old.iter().enumerate().rev() {
        known.entry(key(segment)).or_default().push(i);
    }
    let mut kept = vec![false; old.len()];
    let mut last = None;
    let mut dirty = Vec::new();
    for segment in new {
        let at = known.get_mut(&key(segment)).and_then(Vec::pop);
        let same = at.filter(|at| old[*at] == *segment && last.is_none_or(|last| last < *at));
        match same {
            Some(at) => {
                kept[at] = true;
                last = Some(at);
            }
            None => dirty.push(*segment),
        }
    }
    dirty.extend(old.iter().zip(&kept).filter(|(_, kept)| !**kept).map(|(s, _)| *s));
    dirty
}

/// The boxes that hold all ink of some items, and somewhat more.
fn bounds(items: &[Item], place: Place, found: &mut dyn FnMut(Rect)) {
    for item in items {
        match item {
            Item::Mark(_) => {}
            Item::Group(Group { clip: Some(clip), .. }) => found(place.rect(*clip)),
            Item::Group(group) => bounds(&group.items, place.within(group), found),
            Item::Glyphs(run) => {
                let points = run.glyphs.iter().map(|g| g.at);
                // No glyph of a newspaper has ink further from its origin than one and a half ems.
                let reach = run.size.per_mille(1500).per_mille(i64::from(run.stretch.max(1000)));
                if let Some(all) = around(points) {
                    found(place.rect(all.inset(-reach)));
                }
            }
            Item::Shape(shape) => {
                let reach = shape.stroke.as_ref().map_or(Length::ZERO, |s| s.width);
                found(place.rect(shape.outline.area().inset(-reach)));
            }
            Item::Picture(picture) => found(place.rect(picture.frame)),
        }
    }
}

fn around(points: impl Iterator<Item = Point>) -> Option<Rect> {
    points.map(|p| Rect::new(p.x, p.y, Length::ZERO, Length::ZERO)).reduce(Rect::union)
}

/// Joins what overlaps: lines of a leg become the leg.
fn add(areas: &mut Vec<Rect>, area: Rect) {
    let mut area = area;
    while let Some(i) = areas.iter().position(|a| a.overlaps(area)) {
        area = areas.swap_remove(i).union(area);
    }
    areas.push(area);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::display::{Glyph, Glyphs, Turn};
    use crate::geom::Size;
    use crate::id::{BlockId, FaceId, Part};
    use crate::ink::Ink;

    fn mm(v: i64) -> Length {
        Length::MM * v
    }

    fn line(block: usize, line: u32, x: i64, y: i64, id: u16) -> Vec<Item> {
        let area = Rect::new(mm(x), mm(y), mm(30), mm(4));
        let block = BlockId::numbered('b', block);
        let mark = Mark { block, story: None, part: Part::Body, paragraph: 0, line, area, text: 0..3 };
        let glyphs = vec![Glyph { id, at: Point::new(mm(x), mm(y)), text: 0..3 }];
        let run = Glyphs {
            face: FaceId(0),
            size: mm(2),
            stretch: 1000,
            turn: Turn::None,
            ink: Ink::BLACK,
            overprint: true,
            text: "字".into(),
            glyphs,
        };
        vec![Item::Mark(mark), Item::Glyphs(run)]
    }

    fn sheet(lines: &[Vec<Item>]) -> Sheet {
        Sheet { page: 1, size: Size { width: mm(390), height: mm(540) }, items: lines.concat(), ..Sheet::default() }
    }

    #[test]
    fn equal_sheets_have_no_changes() {
        let a = sheet(&[line(1, 0, 10, 10, 5), line(1, 1, 10, 14, 6)]);
        assert_eq!(between(&a, &a.clone()), Some(Vec::new()));
    }

    #[test]
    fn one_line_changed_is_one_area_round_it() {
        let lines = |id| sheet(&[line(1, 0, 10, 10, 5), line(1, 1, 10, 14, id), line(2, 0, 100, 14, 7)]);
        let areas = between(&lines(6), &lines(9)).unwrap();
        assert_eq!(areas, [Rect::new(mm(7), mm(11), mm(6), mm(6))]);
    }

    #[test]
    fn a_block_that_moved_leaves_two_areas() {
        let at = |x| sheet(&[line(1, 0, 10, 10, 5), line(2, 0, x, 50, 7), line(3, 0, 10, 90, 7)]);
        assert_eq!(between(&at(100), &at(200)).unwrap().len(), 2);
    }

    #[test]
    fn order_is_a_change() {
        let (a, b) = (line(1, 0, 10, 10, 5), line(2, 0, 11, 10, 7));
        let areas = between(&sheet(&[a.clone(), b.clone()]), &sheet(&[b, a])).unwrap();
        assert!(!areas.is_empty());
    }

    #[test]
    fn another_size_of_page_is_another_page() {
        let mut other = sheet(&[]);
        other.size.width = mm(270);
        assert_eq!(between(&sheet(&[]), &other), None);
    }
}
