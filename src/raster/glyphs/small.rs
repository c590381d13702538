//! Small type on plates. A page's plates are painted coarse to measure its ink, and there a character of the body is four
//! pixels wide and hardly ever stands on the same part of a pixel twice: bitmaps would be made for every one of them.
//! Instead each glyph has one master, the sums of its coverage over all boxes from its corner, from which the exact share
//! of any pixel is four readings.

use std::collections::HashMap;

use swash::scale::outline::Outline;
use swash::zeno::{Command, PathData, Point};

use super::super::Brush;
use super::super::plate::{Area, Coat};
use crate::id::FaceId;

/// Pixels of an em of a master.
const MASTER_EM: f32 = 16.0;
/// Em in pixels up to which type is painted from masters: a pixel of the plate then has about ten of the master's.
pub(super) const LARGEST_EM: f64 = 5.0;
/// Masters that are kept: four times the different glyphs of a broadsheet page.
const MOST_MASTERS: usize = 8192;
/// Straight pieces of a curve longer than four pixels and than one; most of a stroke's curves are shorter.
const PIECES: [u8; 2] = [4, 2];

/// Masters of glyphs that were painted before.
#[derive(Default)]
pub(super) struct Masters {
    known: HashMap<(FaceId, u16, u8), Master>,
    sums: Vec<f32>,
    /// Used again for each glyph: the signed heights that outlines cross, and what is laid on the plate.
    crossed: Vec<f32>,
    columns: Vec<(usize, f32)>,
    blended: Vec<f32>,
    edges: [Vec<f32>; 2],
    coverage: Vec<u8>,
}

/// Sums of coverage: `height + 1` rows of `width + 1`, its corner at `left`, `top` from the glyph's origin, in its pixels.
#[derive(Clone, Copy)]
struct Master {
    left: f32,
    top: f32,
    width: usize,
    height: usize,
    start: usize,
}

/// How a run of type stands.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    /// Em in pixels, along the baseline and across it.
    pub(super) em: [f64; 2],
    /// Quarter turns.
    pub(super) turns: u8,
    pub(super) coat: Coat,
}

impl Masters {
    /// Starts anew where enough was kept: what is still needed is soon made again.
    pub(super) fn keep_small(&mut self) {
        if self.known.len() > MOST_MASTERS {
            self.known.clear();
            self.sums = Vec::new();
        }
    }

    pub(super) fn knows(&self, face: FaceId, glyph: u16, turns: u8) -> bool {
        self.known.contains_key(&(face, glyph, turns))
    }

    /// How much of its em a glyph covers; nothing where it has no master.
    pub(super) fn share(&self, face: FaceId, glyph: u16) -> f32 {
        let Some(master) = self.known.get(&(face, glyph, 0)) else { return 0.0 };
        let last = master.start + (master.width + 1) * (master.height + 1) - 1;
        let drawn = master.width > 0 && master.height > 0;
        self.sums.get(last).filter(|_| drawn).map_or(0.0, |sum| sum / (MASTER_EM * MASTER_EM))
    }

    /// Makes a glyph's master from its outline at `outline_em`.
    pub(super) fn make(&mut self, (face, glyph, turns): (FaceId, u16, u8), outline: &Outline, outline_em: f32) {
        let scale = MASTER_EM / outline_em;
        let turned = |p: Point| match turns {
            0 => [p.x * scale, -p.y * scale],
            1 => [p.y * scale, p.x * scale],
            2 => [-p.x * scale, p.y * scale],
            _ => [-p.y * scale, -p.x * scale],
        };
        let (mut low, mut high) = ([f32::MAX; 2], [f32::MIN; 2]);
        for point in outline.points().iter().copied().map(turned) {
            for axis in 0..2 {
                low[axis] = low[axis].min(point[axis]);
                high[axis] = high[axis].max(point[axis]);
            }
        }
        let (low, high) = (low.map(f32::floor), high.map(f32::ceil));
        let [width, height] = [0, 1].map(|axis| (high[axis] - low[axis]).clamp(0.0, 16.0 * MASTER_EM) as usize);
        let master = Master { left: low[0], top: low[1], width, height, start: self.sums.len() };
        self.known.insert((face, glyph, turns), master);
        if width == 0 || height == 0 {
            return;
        }
        self.crossed.clear();
        self.crossed.resize((width + 2) * height, 0.0);
        let mut trace = Trace { crossed: &mut self.crossed, stride: width + 2, height, corner: low };
        trace.outline(outline, turned);
        self.sum_up(width, height);
    }

    /// From heights crossed to coverage, and from coverage to sums.
    fn sum_up(&mut self, width: usize, height: usize) {
        let start = self.sums.len();
        let stride = width + 1;
        self.sums.resize(start + stride * (height + 1), 0.0);
        let sums = &mut self.sums[start..];
        for (y, crossed) in self.crossed.chunks_exact(width + 2).enumerate() {
            let (above, below) = sums[y * stride..].split_at_mut(stride);
            let (mut winding, mut row) = (0.0f32, 0.0f32);
            for x in 0..width {
                winding += crossed[x];
                row += winding.abs().min(1.0);
                below[x + 1] = above[x + 1] + row;
            }
        }
    }

    /// Lays a glyph whose origin is at (`x`, `y`) pixels of the page.
    pub(super) fn lay(
        &mut self,
        (face, glyph): (FaceId, u16),
        (x, y): (f64, f64),
        how: Setting,
        brush: &mut Brush<'_, '_>,
    ) {
        let Some(&master) = self.known.get(&(face, glyph, how.turns)) else { return };
        if master.width == 0 || master.height == 0 {
            return;
        }
        let [along, across] = how.em.map(|em| em / f64::from(MASTER_EM));
        let (wide, high) = if how.turns.is_multiple_of(2) { (along, across) } else { (across, along) };
        let (left, top) = (x + f64::from(master.left) * wide, y + f64::from(master.top) * high);
        let shown = brush.clip.and(Area {
            left: left.floor() as i32,
            top: top.floor() as i32,
            right: (left + master.width as f64 * wide).ceil() as i32,
            bottom: (top + master.height as f64 * high).ceil() as i32,
        });
        if shown.is_empty() {
            return;
        }
        let Self { sums, columns, blended, edges: [upper, lower], coverage, .. } = self;
        let stride = master.width + 1;
        let sums = &sums[master.start..][..stride * (master.height + 1)];
        columns.clear();
        columns.extend((shown.left..=shown.right).map(|px| place((f64::from(px) - left) / wide, master.width)));
        let share = (wide * high * 255.0) as f32;
        // Down to an edge of the plate's rows, what lies in each of its columns.
        let mut down_to = |py: i32, into: &mut Vec<f32>| {
            let (row, part) = place((f64::from(py) - top) / high, master.height);
            let (above, below) = sums[row * stride..][..2 * stride].split_at(stride);
            blended.clear();
            blended.extend(above.iter().zip(below).map(|(a, b)| (a + part * (b - a)) * share));
            let mut before = 0.0;
            into.clear();
            into.extend(columns.iter().map(|&(at, along)| {
                let pair = &blended[at..at + 2];
                let sum = pair[0] + along * (pair[1] - pair[0]);
                sum - std::mem::replace(&mut before, sum)
            }));
        };
        down_to(shown.top, upper);
        for row in shown.top..shown.bottom {
            down_to(row + 1, lower);
            // The first is what lies left of all columns.
            coverage.clear();
            coverage.extend(lower.iter().zip(&*upper).skip(1).map(|(l, u)| (l - u + 0.5) as u8));
            brush.plate.lay_row(shown.left, row, coverage, how.coat);
            std::mem::swap(upper, lower);
        }
    }
}

/// The pixel of a master in which a place lies, and how far in it.
fn place(at: f64, length: usize) -> (usize, f32) {
    let at = at.clamp(0.0, length as f64);
    let pixel = (at as usize).min(length - 1);
    (pixel, (at - pixel as f64) as f32)
}

/// Follows outlines and notes, for every pixel, the height they cross in it and to the left of it.
struct Trace<'t> {
    crossed: &'t mut [f32],
    stride: usize,
    height: usize,
    corner: [f32; 2],
}

impl Trace<'_> {
    fn outline(&mut self, outline: &Outline, turned: impl Fn(Point) -> [f32; 2]) {
        let corner = self.corner;
        let here = |p: Point| {
            let p = turned(p);
            [p[0] - corner[0], p[1] - corner[1]]
        };
        let (mut first, mut last) = ([0.0; 2], [0.0; 2]);
        for command in outline.path().commands() {
            match command {
                Command::MoveTo(p) => {
                    self.line(last, first);
                    (first, last) = (here(p), here(p));
                }
                Command::LineTo(p) => last = self.line(last, here(p)),
                Command::QuadTo(a, p) => {
                    let [a, p] = [a, p].map(here);
                    let toward = |a: [f32; 2], b: [f32; 2]| [0, 1].map(|i| a[i] + (b[i] - a[i]) * 2.0 / 3.0);
                    last = self.curve([last, toward(last, a), toward(p, a), p]);
                }
                Command::CurveTo(a, b, p) => last = self.curve([last, here(a), here(b), here(p)]),
                Command::Close => last = self.line(last, first),
            }
        }
        self.line(last, first);
    }

    fn curve(&mut self, [from, a, b, to]: [[f32; 2]; 4]) -> [f32; 2] {
        let mut last = from;
        let long = |p: [f32; 2], q: [f32; 2]| (p[0] - q[0]).abs() + (p[1] - q[1]).abs();
        let length = long(from, a) + long(a, b) + long(b, to);
        let pieces = if length > 4.0 { PIECES[0] } else { PIECES[1] };
        if length <= 1.0 {
            return self.line(last, to);
        }
        for piece in 1..pieces {
            let t = f32::from(piece) / f32::from(pieces);
            let s = 1.0 - t;
            let [f, g, h, i] = [s * s * s, 3.0 * s * s * t, 3.0 * s * t * t, t * t * t];
            last = self.line(last, [0, 1].map(|n| f * from[n] + g * a[n] + h * b[n] + i * to[n]));
        }
        self.line(last, to)
    }

    /// Gives back where it ends.
    fn line(&mut self, from: [f32; 2], to: [f32; 2]) -> [f32; 2] {
        let end = to;
        let (sign, from, to) = if from[1] <= to[1] { (1.0, from, to) } else { (-1.0, to, from) };
        let slope = (to[0] - from[0]) / (to[1] - from[1]);
        let last_row = (to[1].ceil() as usize).min(self.height);
        let (mut x, mut y) = (from[0], from[1]);
        if y >= to[1] {
            // A level line crosses no height.
            return end;
        }
        for row in (from[1] as usize)..last_row {
            let foot = to[1].min((row + 1) as f32);
            let next = if foot < to[1] { x + slope * (foot - y) } else { to[0] };
            self.in_row(row, (x, next), sign * (foot - y));
            (x, y) = (next, foot);
        }
        end
    }

    /// A line from `from` to `to` across one row, `height` of it, spread over the pixels it passes.
    fn in_row(&mut self, row: usize, (from, to): (f32, f32), height: f32) {
        let (left, right) = if from <= to { (from, to) } else { (to, from) };
        let most = self.stride - 2;
        let first = (left.max(0.0) as usize).min(most);
        let last = (right.max(0.0) as usize).clamp(first, most);
        let cells = &mut self.crossed[row * self.stride..][..self.stride];
        let mut note = |column: usize, height: f32, middle: f32| {
            let beside = (middle - column as f32).clamp(0.0, 1.0);
            cells[column] += height * (1.0 - beside);
            cells[column + 1] += height * beside;
        };
        if first == last {
            return note(first, height, (left + right) / 2.0);
        }
        let a_pixel = height / (right - left);
        let mut x = left;
        for column in first..=last {
            let edge = right.min((column + 1) as f32);
            note(column, a_pixel * (edge - x), (edge + x) / 2.0);
            x = edge;
        }
    }
}

#[cfg(test)]
mod tests {
    use swash::scale::ScaleContext;
    use swash::zeno;

    use super::super::OUTLINE_EM;
    use super::*;
    use crate::ink::Ink;
    use crate::library::Library;

    /// A glyph laid at many places and sizes has the ink that its outline has, however it is turned, and where the outline
    /// has it.
    #[test]
    fn a_master_lays_as_much_ink_as_the_outline_has() {
        let library = Library::of_folder(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts"));
        let face = library.find(&["BaoSongSC-Regular".to_owned()]).unwrap();
        let font = library.face(face).font().as_swash();
        let mut context = ScaleContext::new();
        for c in ['国', '一', '，', 'g', '龘'] {
            let glyph = font.charmap().map(c);
            let outline = context.builder(font).size(OUTLINE_EM).build().scale_outline(glyph).unwrap_or_default();
            for turns in 0..4 {
                let mut masters = Masters::default();
                masters.make((face, glyph, turns), &outline, OUTLINE_EM);
                for (em, x, y) in [(4.1, 10.0, 10.0), (4.1, 10.37, 9.81), (2.7, 9.6, 10.2), (5.0, 10.5, 10.5)] {
                    let laid = laid(&mut masters, (face, glyph, turns), em, (x, y));
                    let wanted = rendered(&outline, turns, em, (x, y));
                    let sum = |all: &[u8]| all.iter().map(|v| f64::from(*v)).sum::<f64>();
                    // Of the outline at a size at which no pixel's rounding matters.
                    let large = super::super::matrix(256.0 / OUTLINE_EM, 1000, turns, (0.0, 0.0));
                    let (large, _) = zeno::Mask::new(outline.path()).transform(Some(large)).render();
                    let (a, b) = (sum(&laid), sum(&large) * em * em / 65_536.0);
                    assert!((a - b).abs() <= 0.02 * b + 4.0, "{c} {turns} {em}: {a} of {b}");
                    let off = laid.iter().zip(&wanted).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0);
                    assert!(off <= 40, "{c} {turns} {em}: a pixel is {off} off");
                }
            }
        }
    }

    const SIDE: usize = 20;

    fn laid(masters: &mut Masters, (face, glyph, turns): (FaceId, u16, u8), em: f64, at: (f64, f64)) -> Vec<u8> {
        let mut data = vec![0; SIDE * SIDE * 4];
        let mut plate = super::super::super::Plate::of_inks(&mut data, [SIDE as u32; 2], (0, 0));
        let clip = plate.area();
        let mut brush = Brush {
            plate: &mut plate,
            clip,
            place: crate::display::Place::PAGE,
            px_per_nm: 1.0,
            printing: None,
            layer: super::super::super::Layer::Substitutes,
        };
        let how = Setting { em: [em; 2], turns, coat: Coat::of(Ink::BLACK, true) };
        masters.lay((face, glyph), at, how, &mut brush);
        data.as_chunks::<4>().0.iter().map(|p| p[3]).collect()
    }

    fn rendered(outline: &Outline, turns: u8, em: f64, at: (f64, f64)) -> Vec<u8> {
        let matrix = super::super::matrix(em as f32 / OUTLINE_EM, 1000, turns, at);
        let (mask, placement) = zeno::Mask::new(outline.path()).transform(Some(matrix)).render();
        let mut all = vec![0; SIDE * SIDE];
        for (y, row) in mask.chunks_exact(placement.width.max(1) as usize).enumerate() {
            let start = (placement.top as usize + y) * SIDE + placement.left as usize;
            all[start..start + row.len()].copy_from_slice(row);
        }
        all
    }
}
