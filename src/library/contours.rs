//! Outlines of glyphs as polygons, for whoever draws type as a figure.

use cosmic_text::skrifa::instance::{LocationRef, Size};
use cosmic_text::skrifa::outline::{DrawSettings, OutlinePen};
use cosmic_text::skrifa::{self, MetadataProvider};

use super::Face;

/// How far a polygon may stray from its curve, in thousandths of the em: 4 µm in type of 40 磅.
const STRAY: f64 = 0.3;
/// Most sides of one curve.
const MOST_SIDES: f64 = 24.0;

impl Face {
    /// The closed outlines of a glyph in font units, y up, curves as polygons; none for a blank.
    #[must_use]
    pub fn contours(&self, glyph: u16) -> Vec<Vec<[f64; 2]>> {
        let Some(tables) = self.tables() else { return Vec::new() };
        let Some(outline) = tables.outline_glyphs().get(skrifa::GlyphId::from(glyph)) else { return Vec::new() };
        let stray = STRAY * f64::from(self.units_per_em()) / 1000.0;
        let mut pen = Polygons { stray, done: Vec::new(), open: Vec::new() };
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        // A damaged outline is as good as drawn so far.
        let _ = outline.draw(settings, &mut pen);
        pen.finish();
        pen.done
    }
}

struct Polygons {
    stray: f64,
    done: Vec<Vec<[f64; 2]>>,
    open: Vec<[f64; 2]>,
}

impl Polygons {
    fn finish(&mut self) {
        let ring = std::mem::take(&mut self.open);
        if ring.len() >= 3 {
            self.done.push(ring);
        }
    }

    /// Sides enough for a curve whose control points bend it by `bend` units.
    fn sides(&self, bend: f64) -> u32 {
        (bend / (8.0 * self.stray)).sqrt().ceil().clamp(1.0, MOST_SIDES) as u32
    }

    fn curve(&mut self, sides: u32, at: impl Fn(f64) -> [f64; 2]) {
        self.open.extend((1..=sides).map(|n| at(f64::from(n) / f64::from(sides))));
    }
}

fn point(x: f32, y: f32) -> [f64; 2] {
    [f64::from(x), f64::from(y)]
}

/// Length of a − 2b + c: how much two sides differ.
fn bend(a: [f64; 2], b: [f64; 2], c: [f64; 2]) -> f64 {
    let [x, y] = [0, 1].map(|i| a[i] - 2.0 * b[i] + c[i]);
    (x * x + y * y).sqrt()
}

impl OutlinePen for Polygons {
    fn move_to(&mut self, x: f32, y: f32) {
        self.finish();
        self.open.push(point(x, y));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.open.push(point(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let Some(&a) = self.open.last() else { return };
        let (b, c) = (point(cx, cy), point(x, y));
        let at = |t: f64| [0, 1].map(|i| (1.0 - t) * (1.0 - t) * a[i] + 2.0 * t * (1.0 - t) * b[i] + t * t * c[i]);
        self.curve(self.sides(2.0 * bend(a, b, c)), at);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let Some(&a) = self.open.last() else { return };
        let (b, c, d) = (point(cx0, cy0), point(cx1, cy1), point(x, y));
        let at = |t: f64| {
            let s = 1.0 - t;
            [0, 1].map(|i| s * s * s * a[i] + 3.0 * s * s * t * b[i] + 3.0 * s * t * t * c[i] + t * t * t * d[i])
        };
        self.curve(self.sides(6.0 * bend(a, b, c).max(bend(b, c, d))), at);
    }

    fn close(&mut self) {
        self.finish();
    }
}
