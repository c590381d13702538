//! Type in pixels: each glyph's coverage is made once for a size and kept.

mod small;

use std::collections::HashMap;

use swash::scale::ScaleContext;
use swash::scale::outline::Outline;
use swash::zeno::{self, Command, PathData, Transform};

use super::Brush;
use super::bare::Bare;
use super::plate::{Area, Coat};
use super::shapes;
use crate::display::Glyphs;
use crate::id::FaceId;
use crate::library::Library;
use small::Masters;

/// Parts of a pixel at which a glyph can stand, each way: on a screen it is never more than an eighth of a pixel off, on
/// plates, which are measured, a sixteenth.
const BINS: i32 = 4;
const BINS_ON_PLATES: i32 = 8;

/// Em in pixels up to which glyphs are kept as bitmaps; larger ones are few and are filled as outlines.
const LARGEST_BITMAP: f64 = 512.0;

/// Ems in pixels outside which type is not painted: below, it is finer than a tint; above, the paths of tiny-skia overflow.
const SMALLEST_EM: f64 = 0.05;
const LARGEST_EM: f64 = 20_000.0;

/// Em at which outlines are kept, in units of the raster: large enough that no curve is rounded.
const OUTLINE_EM: f32 = 1000.0;

/// Outlines that are kept: four times the different glyphs of a broadsheet page.
const MOST_OUTLINES: usize = 8192;

/// Bytes of bitmaps that are kept. A page of body type takes about one megabyte at a time.
const MOST_BYTES: usize = 48 << 20;

/// What makes two bitmaps the same.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    face: FaceId,
    glyph: u16,
    /// Bits of the em in pixels.
    size: u32,
    stretch: u16,
    turns: u8,
    /// How many parts a pixel has each way, and which of them.
    bins: (i32, u8),
}

/// Coverage of one glyph, at `left`, `top` from the whole pixel of its origin.
#[derive(Clone, Copy)]
struct Bitmap {
    left: i32,
    top: i32,
    width: usize,
    height: usize,
    start: usize,
}

/// Outlines and bitmaps of glyphs that were painted before. A new zoom needs new bitmaps, but no new outlines.
#[derive(Default)]
pub(super) struct GlyphCache {
    context: ScaleContext,
    scratch: zeno::Scratch,
    outlines: HashMap<(FaceId, u16), Outline>,
    known: HashMap<Key, Bitmap>,
    coverage: Vec<u8>,
    masters: Masters,
    /// What is left out, where a sheet is painted only to be measured.
    pub(super) bare: Option<Bare>,
}

/// Paints a run of type.
pub(super) fn paint(run: &Glyphs, brush: &mut Brush<'_, '_>, cache: &mut GlyphCache, library: &Library) {
    let em = brush.pixels(run.size);
    if !(SMALLEST_EM..=LARGEST_EM).contains(&em) {
        return;
    }
    cache.keep_small();
    let small = brush.printing.is_some() && em <= small::LARGEST_EM;
    if small && cache.bare.as_mut().is_some_and(|bare| bare.takes(run, brush)) {
        return;
    }
    let coat = brush.coat(run.ink, run.overprint);
    let turns = brush.place.turns_with(run.turn);
    let reach = reach(em, run.stretch);
    if small {
        let along = em * f64::from(run.stretch) / 1000.0;
        return paint_small(run, (small::Setting { em: [along, em], turns, coat }, reach), brush, cache, library);
    }
    for glyph in &run.glyphs {
        let (x, y) = brush.point(glyph.at);
        if !may_show(brush.clip, (x, y), reach) {
            continue;
        }
        let matrix = |at: (f64, f64)| matrix(em as f32 / OUTLINE_EM, run.stretch, turns, at);
        if em > LARGEST_BITMAP {
            fill_outline(cache.outline(run.face, glyph.id, library), &matrix((x, y)), brush, coat);
            continue;
        }
        let parts = if brush.printing.is_some() { BINS_ON_PLATES } else { BINS };
        let (pixel, bin) = binned(x, y, parts);
        let size = (em as f32).to_bits();
        let key = Key { face: run.face, glyph: glyph.id, size, stretch: run.stretch, turns, bins: (parts, bin) };
        let bitmap = match cache.known.get(&key) {
            Some(bitmap) => *bitmap,
            None => {
                let part = |bin: i32| f64::from(bin) / f64::from(parts);
                let bin = i32::from(bin);
                cache.rasterise(key, matrix((part(bin % parts), part(bin / parts))), library)
            }
        };
        blit(&bitmap, &cache.coverage, pixel, brush, coat);
    }
}

fn paint_small(
    run: &Glyphs,
    (how, reach): (small::Setting, f64),
    brush: &mut Brush<'_, '_>,
    cache: &mut GlyphCache,
    library: &Library,
) {
    for glyph in &run.glyphs {
        let at = brush.point(glyph.at);
        if !may_show(brush.clip, at, reach) {
            continue;
        }
        cache.master(run.face, glyph.id, how.turns, library);
        cache.masters.lay((run.face, glyph.id), at, how, brush);
    }
}

impl GlyphCache {
    /// Starts anew where enough was kept: what is still needed is soon made again.
    fn keep_small(&mut self) {
        if self.coverage.len() > MOST_BYTES {
            self.known.clear();
            self.coverage = Vec::new();
        }
        if self.outlines.len() > MOST_OUTLINES {
            self.outlines.clear();
        }
        self.masters.keep_small();
    }

    /// Makes a glyph's master where there is none.
    fn master(&mut self, face: FaceId, glyph: u16, turns: u8, library: &Library) {
        if self.masters.knows(face, glyph, turns) {
            return;
        }
        self.outline(face, glyph, library);
        if let Some(outline) = self.outlines.get(&(face, glyph)) {
            self.masters.make((face, glyph, turns), outline, OUTLINE_EM);
        }
    }

    /// How much of its em a glyph covers.
    pub(super) fn share(&mut self, face: FaceId, glyph: u16, library: &Library) -> f32 {
        self.master(face, glyph, 0, library);
        self.masters.share(face, glyph)
    }

    /// The outline of a glyph; empty where the face has none.
    fn outline(&mut self, face: FaceId, glyph: u16, library: &Library) -> &Outline {
        let context = &mut self.context;
        self.outlines.entry((face, glyph)).or_insert_with(|| {
            let font = library.face(face).font().as_swash();
            context.builder(font).size(OUTLINE_EM).hint(false).build().scale_outline(glyph).unwrap_or_default()
        })
    }

    /// Makes a bitmap and keeps it.
    fn rasterise(&mut self, key: Key, matrix: Transform, library: &Library) -> Bitmap {
        let start = self.coverage.len();
        self.outline(key.face, key.glyph, library);
        let Self { outlines, scratch, coverage, known, .. } = self;
        let mut bitmap = EMPTY;
        if let Some(outline) = outlines.get(&(key.face, key.glyph)).filter(|o| !o.verbs().is_empty()) {
            let placement = zeno::Mask::with_scratch(outline.path(), scratch)
                .transform(Some(matrix))
                .inspect(|format, width, height| coverage.resize(start + format.buffer_size(width, height), 0))
                .render_into(&mut coverage[start..], None);
            let (width, height) = (placement.width as usize, placement.height as usize);
            bitmap = Bitmap { left: placement.left, top: placement.top, width, height, start };
        }
        known.insert(key, bitmap);
        bitmap
    }
}

const EMPTY: Bitmap = Bitmap { left: 0, top: 0, width: 0, height: 0, start: 0 };

/// How far from its origin a glyph may have ink, in pixels: two ems are more than any glyph of a newspaper.
fn reach(em: f64, stretch: u16) -> f64 {
    2.0 * em * (f64::from(stretch) / 1000.0).max(1.0) + 1.0
}

fn may_show(clip: Area, (x, y): (f64, f64), reach: f64) -> bool {
    x + reach > f64::from(clip.left)
        && x - reach < f64::from(clip.right)
        && y + reach > f64::from(clip.top)
        && y - reach < f64::from(clip.bottom)
}

/// The whole pixel and the part of it nearest to a place; parts count along the row, then down.
fn binned(x: f64, y: f64, parts: i32) -> ((i32, i32), u8) {
    let bin = |v: f64| (v * f64::from(parts)).round() as i32;
    let (x, y) = (bin(x), bin(y));
    let bins = y.rem_euclid(parts) * parts + x.rem_euclid(parts);
    ((x.div_euclid(parts), y.div_euclid(parts)), bins as u8)
}

/// From the face's axes (y up) to the raster's (y down): scaled, stretched along the baseline, turned, moved.
fn matrix(scale: f32, stretch: u16, turns: u8, (x, y): (f64, f64)) -> Transform {
    let (along, up, x, y) = (scale * f32::from(stretch) / 1000.0, scale, x as f32, y as f32);
    match turns {
        0 => Transform::new(along, 0.0, 0.0, -up, x, y),
        1 => Transform::new(0.0, along, up, 0.0, x, y),
        2 => Transform::new(-along, 0.0, 0.0, up, x, y),
        _ => Transform::new(0.0, -along, -up, 0.0, x, y),
    }
}

fn blit(bitmap: &Bitmap, coverage: &[u8], (x, y): (i32, i32), brush: &mut Brush<'_, '_>, coat: Coat) {
    let (left, top) = (x + bitmap.left, y + bitmap.top);
    let (right, bottom) = (left + bitmap.width as i32, top + bitmap.height as i32);
    let shown = brush.clip.and(Area { left, top, right, bottom });
    if shown.is_empty() {
        return;
    }
    for row in shown.top..shown.bottom {
        let start = bitmap.start + (row - top) as usize * bitmap.width + (shown.left - left) as usize;
        brush.plate.lay_row(shown.left, row, &coverage[start..start + shown.width()], coat);
    }
}

/// A glyph too large to keep: filled like any other path, only where it shows.
fn fill_outline(outline: &Outline, matrix: &Transform, brush: &mut Brush<'_, '_>, coat: Coat) {
    let mut path = tiny_skia::PathBuilder::new();
    for command in outline.path().commands() {
        match command.transform(matrix) {
            Command::MoveTo(p) => path.move_to(p.x, p.y),
            Command::LineTo(p) => path.line_to(p.x, p.y),
            Command::QuadTo(a, p) => path.quad_to(a.x, a.y, p.x, p.y),
            Command::CurveTo(a, b, p) => path.cubic_to(a.x, a.y, b.x, b.y, p.x, p.y),
            Command::Close => path.close(),
        }
    }
    if let Some(path) = path.finish() {
        shapes::fill_path(&path, brush, coat);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_never_more_than_an_eighth_of_a_pixel_off() {
        for step in -400..400 {
            let (x, y) = (f64::from(step) * 0.037, f64::from(step) * -0.053);
            let ((px, py), bins) = binned(x, y, BINS);
            let (bx, by) = (f64::from(px) + f64::from(bins % 4) / 4.0, f64::from(py) + f64::from(bins / 4) / 4.0);
            assert!((bx - x).abs() <= 0.125 && (by - y).abs() <= 0.125, "{x} {y} → {bx} {by}");
        }
    }

    #[test]
    fn a_turned_baseline_runs_down() {
        let tip = matrix(1.0, 1000, 1, (0.0, 0.0)).transform_point(zeno::Vector::new(10.0, 3.0));
        assert_eq!((tip.x, tip.y), (3.0, 10.0));
    }
}
