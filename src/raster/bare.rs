//! Black type on bare paper, which plates that are only measured need not show. By itself it lays one ink, which no limit
//! forbids, and it is never a solid; nearly all type of a page is such, and painting it takes longer than all the rest.
//! How much ink it lays is reckoned from some of its glyphs.

use std::collections::BTreeMap;

use super::Brush;
use crate::display::{Glyphs, Item, Outline, Place, Shape, Sheet};
use crate::geom::Rect;
use crate::id::FaceId;
use crate::ink::Ink;

/// Glyphs of a face whose ink is measured, evenly spread over the page; the others have as much on average. A body's
/// characters differ by half of their mean, so that the mean of so many is mostly within a fourteenth, a page's black
/// within two in a hundred of the page.
const SAMPLE: usize = 48;

/// What was left out while a sheet was painted.
#[derive(Default)]
pub(super) struct Bare {
    /// Where there is other ink.
    others: Vec<Rect>,
    /// Glyphs by face: which, and how much a wholly black em of it would lay, in pixels.
    seen: BTreeMap<FaceId, Vec<(u16, f32)>>,
}

impl Bare {
    /// For a sheet that will be painted.
    pub(super) fn of(sheet: &Sheet) -> Self {
        let mut bare = Self::default();
        bare.collect(&sheet.items, Place::PAGE);
        bare
    }

    fn collect(&mut self, items: &[Item], place: Place) {
        for item in items {
            match item {
                Item::Group(group) => self.collect(&group.items, place.within(group)),
                Item::Glyphs(run) if plain_black(run.ink) => {}
                Item::Glyphs(run) => self.others.push(place.rect(run.area())),
                Item::Shape(shape) => self.others.extend(inked(shape).into_iter().map(|area| place.rect(area))),
                Item::Picture(picture) => self.others.push(place.rect(picture.frame)),
                Item::Mark(_) => {}
            }
        }
    }

    /// True where a run meets no other ink and is left out.
    pub(super) fn takes(&mut self, run: &Glyphs, brush: &Brush<'_, '_>) -> bool {
        if !plain_black(run.ink) {
            return false;
        }
        let area = brush.place.rect(run.area());
        if self.others.iter().any(|other| other.overlaps(area)) {
            return false;
        }
        let em = brush.pixels(run.size);
        let whole = (em * em * f64::from(run.stretch) / 1000.0 * f64::from(run.ink.k) / 1000.0) as f32;
        self.seen.entry(run.face).or_default().extend(run.glyphs.iter().map(|g| (g.id, whole)));
        true
    }

    /// Pixels that would be wholly black if all that was left out were painted in one place. `share`: how much of its em a
    /// glyph covers.
    pub(super) fn ink(&self, mut share: impl FnMut(FaceId, u16) -> f32) -> f64 {
        let of_face = |(face, glyphs): (&FaceId, &Vec<(u16, f32)>)| {
            let count = glyphs.len().min(SAMPLE);
            let sample = (0..count).filter_map(|n| glyphs.get(n * glyphs.len() / count));
            let measured: f64 = sample.map(|(glyph, _)| f64::from(share(*face, *glyph))).sum();
            let whole: f64 = glyphs.iter().map(|(_, whole)| f64::from(*whole)).sum();
            whole * measured / count.max(1) as f64
        };
        self.seen.iter().map(of_face).sum()
    }
}

/// On the black plate alone, whatever lies below.
const fn plain_black(ink: Ink) -> bool {
    ink.c == 0 && ink.m == 0 && ink.y == 0
}

/// The boxes that a shape has ink in: all of one that is filled, the sides of a frame.
fn inked(shape: &Shape) -> Vec<Rect> {
    let area = shape.outline.area();
    let Some(stroke) = &shape.stroke else { return vec![area] };
    let outer = area.inset(-(stroke.width / 2));
    match shape.outline {
        Outline::Rect(_) if shape.fill.is_none() => {
            let (width, foot, right) = (stroke.width, outer.bottom() - stroke.width, outer.right() - stroke.width);
            vec![
                Rect { height: width, ..outer },
                Rect { y: foot, height: width, ..outer },
                Rect { width, ..outer },
                Rect { x: right, width, ..outer },
            ]
        }
        Outline::Rect(_) | Outline::Line(..) | Outline::Polygon(_) | Outline::Rings(_) => vec![outer],
    }
}
