//! Total ink over a page: where paper would be too wet. Single dots do not matter, areas do: the mean over a window of
//! 15 mm² is what a limit is held against.

use std::ops::Range;

use super::bare::Bare;
use super::plate::Image;
use super::{Cache, Inks, Plates, Printing, View, render_inks, render_plates};
use crate::display::Sheet;
use crate::library::Library;

/// Side of the square of 15 mm² over which ink is averaged, in millimetres.
pub const WINDOW_MM: f64 = 3.872_983;

/// The mean total ink around every pixel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heat {
    width: u32,
    height: u32,
    /// Per mille, 0–4000, and 1000 more for each spot ink.
    totals: Vec<u16>,
    /// The page without its colours, to be recognised by: 0 dark to 255 bare.
    ground: Vec<u8>,
}

/// A place of a heat map.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hottest {
    /// Column.
    pub x: u32,
    /// Row.
    pub y: u32,
    /// Total ink in per mille.
    pub total: u16,
}

/// The heat map of the part of `sheet` that `view` shows in `width` × `height` pixels. What lies just outside counts as
/// far as the window reaches, so that a part has the same heat as the whole. `own_plates`: spot inks have plates of their
/// own, as in PDF/X-4.
#[must_use]
pub fn heat(
    sheet: &Sheet,
    view: View,
    (width, height): (u32, u32),
    (printing, own_plates): (Printing<'_>, bool),
    library: &Library,
    cache: &mut Cache,
) -> Heat {
    let (view_round, width, height) = wider(view, width, height);
    let (inks, plates) = painted(sheet, view_round, (width, height), (printing, own_plates), library, cache);
    let heat = match plates {
        Some(plates) => Heat::of_plates(&inks, &plates, view_round),
        None => Heat::of(&inks, view_round),
    };
    heat.inner(reach(view))
}

/// A page's plates, painted only to be measured.
#[derive(Clone, PartialEq, Debug)]
pub struct Measured {
    /// The four plates as [`render_inks`] paints them, but without most small type that is black alone and meets no other
    /// ink.
    pub inks: Inks,
    /// The mean total ink around every pixel in per mille; at the edges the window is cut off.
    pub totals: Vec<u16>,
    /// The black of the type that was left out, about: how many pixels it would wholly cover.
    pub bare_black: f64,
}

/// Measures what `view` shows of a page.
#[must_use]
pub fn measured(
    sheet: &Sheet,
    view: View,
    size: (u32, u32),
    (printing, own_plates): (Printing<'_>, bool),
    library: &Library,
    cache: &mut Cache,
) -> Measured {
    let all = own_plates && !sheet.spots.is_empty();
    cache.glyphs.bare = (!all).then(|| Bare::of(sheet));
    let (inks, plates) = painted(sheet, view, size, (printing, own_plates), library, cache);
    let bare = cache.glyphs.bare.take().unwrap_or_default();
    let bare_black = bare.ink(|face, glyph| cache.glyphs.share(face, glyph, library));
    let totals = match plates {
        Some(plates) => totals_of_plates(&plates, view),
        None => totals(&inks, view),
    };
    Measured { inks, totals, bare_black }
}

/// The four plates with substitutes for spot inks and, where these have plates of their own, all of them.
fn painted(
    sheet: &Sheet,
    view: View,
    (width, height): (u32, u32),
    (printing, own_plates): (Printing<'_>, bool),
    library: &Library,
    cache: &mut Cache,
) -> (Inks, Option<Plates>) {
    let mut inks = Inks::new(width, height);
    render_inks(sheet, view, printing, library, cache, &mut inks);
    let own = own_plates && !sheet.spots.is_empty();
    (inks, own.then(|| render_plates(sheet, view, (width, height), printing, library, cache)))
}

/// The view and the size of the image with what lies just outside.
fn wider(view: View, width: u32, height: u32) -> (View, u32, u32) {
    let reach = reach(view);
    let beyond = i32::try_from(reach).unwrap_or(0);
    let wider = View { origin: (view.origin.0 + beyond, view.origin.1 + beyond), ..view };
    (wider, width.saturating_add(2 * reach), height.saturating_add(2 * reach))
}

/// How far the window reaches beyond its middle, in pixels.
fn reach(view: View) -> u32 {
    let pixels = (WINDOW_MM * view.px_per_mm - 1.0) / 2.0;
    // Far beyond any zoom; the sums of a window that reaches so far fit into 32 bits.
    if pixels.is_finite() { pixels.round().clamp(0.0, 700.0) as u32 } else { 0 }
}

impl Heat {
    /// Of plates that were painted with `view`; at their edges the window is cut off.
    #[must_use]
    pub fn of(inks: &Inks, view: View) -> Self {
        Self::measured(inks, totals(inks, view))
    }

    /// The same of plates with spot inks among them. `shown` has their substitutes, by which the page is recognised.
    #[must_use]
    pub fn of_plates(shown: &Inks, plates: &Plates, view: View) -> Self {
        Self::measured(shown, totals_of_plates(plates, view))
    }

    fn measured(shown: &Inks, totals: Vec<u16>) -> Self {
        let ground = shown.pixels().iter().map(|[c, m, y, k]| ground(*c, *m, *y, *k)).collect();
        Self { width: shown.width(), height: shown.height(), totals, ground }
    }

    fn inner(self, reach: u32) -> Self {
        let (width, height) =
            (self.width.saturating_sub(2 * reach).max(1), self.height.saturating_sub(2 * reach).max(1));
        let rows = || {
            let stride = self.width as usize;
            let from = move |y: u32| (y + reach) as usize * stride + reach as usize;
            (0..height).map(move |y| from(y)..from(y) + width as usize)
        };
        let totals = rows().flat_map(|r| self.totals.get(r).unwrap_or_default()).copied().collect();
        let ground = rows().flat_map(|r| self.ground.get(r).unwrap_or_default()).copied().collect();
        Self { width, height, totals, ground }
    }

    /// Pixels in a row.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Rows.
    #[must_use]
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// Mean total ink around every pixel in per mille, rows from the top.
    #[must_use]
    pub fn totals(&self) -> &[u16] {
        &self.totals
    }

    /// The hottest place; the first of several.
    #[must_use]
    pub fn hottest(&self) -> Hottest {
        let (mut at, mut total) = (0, 0);
        for (i, t) in self.totals.iter().enumerate() {
            if *t > total {
                (at, total) = (i, *t);
            }
        }
        let width = (self.width as usize).max(1);
        Hottest { x: (at % width) as u32, y: (at / width) as u32, total }
    }

    /// How much of it has more ink than `limit` per cent, in millionths.
    #[must_use]
    pub fn share_over(&self, limit: u16) -> u32 {
        let over = self.totals.iter().filter(|t| **t > limit.saturating_mul(10)).count() as u64;
        u32::try_from(over * 1_000_000 / (self.totals.len() as u64).max(1)).unwrap_or(1_000_000)
    }

    /// As a picture: the page in pale grey; from half the limit green, at four fifths yellow, towards the limit orange;
    /// above it red and, a fifth beyond, purple. `limit` in per cent.
    #[must_use]
    pub fn image(&self, limit: u16) -> Image {
        let limit = u32::from(limit.max(1)) * 10;
        let colour = |(total, ground): (&u16, &u8)| {
            let [r, g, b] = hue(u32::from(*total) * 1000 / limit);
            let pale = 200 + u32::from(*ground) * 55 / 255;
            let mix = |v: u8| u8::try_from(u32::from(v) * pale / 255).unwrap_or(255);
            [mix(r), mix(g), mix(b), 255]
        };
        let rgba = self.totals.iter().zip(&self.ground).flat_map(colour).collect();
        Image::of_rgba(self.width, self.height, rgba)
    }
}

/// The colour of a share of the limit in per mille.
fn hue(share: u32) -> [u8; 3] {
    const STEPS: [(u32, [u8; 3]); 8] = [
        (0, [255, 255, 255]),
        (300, [255, 255, 255]),
        (500, [190, 225, 190]),
        (800, [250, 226, 110]),
        (1000, [245, 160, 60]),
        (1001, [222, 40, 30]),
        (1200, [150, 0, 110]),
        (4000, [80, 0, 80]),
    ];
    let upper = STEPS.iter().position(|(at, _)| *at >= share).unwrap_or(STEPS.len() - 1).max(1);
    let ((from, a), (to, b)) = (STEPS[upper - 1], STEPS[upper]);
    let part = (share.min(to) - from) * 255 / (to - from);
    [0, 1, 2].map(|i| ((u32::from(a[i]) * (255 - part) + u32::from(b[i]) * part) / 255) as u8)
}

fn ground(c: u8, m: u8, y: u8, k: u8) -> u8 {
    let colours = (u32::from(c) * 299 + u32::from(m) * 587 + u32::from(y) * 114) / 1000;
    ((255 - colours) * (255 - u32::from(k)) / 255) as u8
}

/// All four inks of a pixel, added two by two.
fn total(pixel: &[u8; 4]) -> u32 {
    let inks = u32::from_ne_bytes(*pixel);
    let pairs = (inks & 0x00FF_00FF) + (inks >> 8 & 0x00FF_00FF);
    (pairs & 0xFFFF) + (pairs >> 16)
}

/// The mean total of the four plates around every pixel, in per mille.
fn totals(inks: &Inks, view: View) -> Vec<u16> {
    let pixels = inks.pixels();
    means((inks.width() as usize, inks.height() as usize), reach(view) as usize, |row, line| {
        line.iter_mut().zip(pixels.get(row).unwrap_or_default()).for_each(|(sum, pixel)| *sum = total(pixel));
    })
}

/// The same with the plates of spot inks.
fn totals_of_plates(plates: &Plates, view: View) -> Vec<u16> {
    let (process, pixels) = (&plates.process, plates.process.pixels());
    means((process.width() as usize, process.height() as usize), reach(view) as usize, |row, line| {
        line.iter_mut().zip(pixels.get(row.clone()).unwrap_or_default()).for_each(|(sum, pixel)| *sum = total(pixel));
        for (_, film) in &plates.spots {
            let film = film.get(row.clone()).unwrap_or_default();
            line.iter_mut().zip(film).for_each(|(sum, v)| *sum += u32::from(*v));
        }
    })
}

/// The mean of each value and its neighbours up to `reach` away each way, values being 255 for one whole, in per mille.
/// `fill` is asked for all of one row after the other.
fn means((width, height): (usize, usize), reach: usize, fill: impl Fn(Range<usize>, &mut [u32])) -> Vec<u16> {
    // Sums across of the rows in the window: going down, one row comes in and one goes out.
    let (rows, kept) = (2 * reach + 1, (2 * reach + 1).min(height));
    let mut across = vec![0u32; kept * width];
    let slot = |row: usize| row % kept * width..(row % kept + 1) * width;
    let mut window = vec![0u32; width];
    let mut means = Vec::with_capacity(width * height);
    let (mut shares, mut high) = (Vec::new(), 0);
    // What lies beside the page is nothing.
    let mut line = vec![0; width + 2 * reach];
    for entering in 0..height + reach {
        if let Some(gone) = entering.checked_sub(rows).filter(|row| *row < height) {
            window.iter_mut().zip(&across[slot(gone)]).for_each(|(sum, v)| *sum -= *v);
        }
        if entering < height {
            fill(entering * width..(entering + 1) * width, &mut line[reach..reach + width]);
            sum_across(&line, reach, &mut across[slot(entering)]);
            window.iter_mut().zip(&across[slot(entering)]).for_each(|(sum, v)| *sum += *v);
        }
        let Some(y) = entering.checked_sub(reach) else { continue };
        let now = extent(y, height, reach);
        if now != high {
            high = now;
            shares = (0..width).map(|x| Share::of(extent(x, width, reach) as u64 * high as u64)).collect();
        }
        // All but those near the ends have the same share.
        let edge = reach.min(width);
        let ends = [0..edge, width.saturating_sub(edge).max(edge)..width];
        let inner = ends[0].end..ends[1].start;
        let of_ends = |end: &Range<usize>| {
            let pairs = window[end.clone()].iter().zip(&shares[end.clone()]);
            pairs.map(|(sum, share)| share.per_mille(u64::from(*sum))).collect::<Vec<u16>>()
        };
        means.extend(of_ends(&ends[0]));
        if let Some(share) = shares.get(edge) {
            share.append_all(&window[inner], &mut means);
        }
        means.extend(of_ends(&ends[1]));
    }
    means
}

/// Sums of each value and its neighbours up to `reach` away; `values` has as many more at either end.
fn sum_across(values: &[u32], reach: usize, sums: &mut [u32]) {
    // 32,768 pixels of four process and four spot inks, 2040, at most.
    let mut sum: u32 = values.iter().take(2 * reach).sum();
    let entering = values.get(2 * reach..).unwrap_or_default();
    for ((into, entering), leaving) in sums.iter_mut().zip(entering).zip(values) {
        sum += entering;
        *into = sum;
        sum -= leaving;
    }
}

/// What one pixel of a window is of all of it. A page has hundreds of thousands of windows of a few sizes, and a division
/// takes ten times as long as a multiplication.
struct Share {
    half: u64,
    divisor: u64,
    /// 2⁵⁰ over the divisor, rounded up: exact while the dividend times the divisor has 50 bits (Lemire, Kaser and Kurz
    /// 2019), which it has up to a window of a thousand pixels and eight inks. 0 for larger windows.
    inverse: u64,
}

impl Share {
    fn of(area: u64) -> Self {
        let divisor = area.max(1) * 255;
        Self { half: area * 127, divisor, inverse: if area <= 1000 { (1 << 50) / divisor + 1 } else { 0 } }
    }

    fn per_mille(&self, sum: u64) -> u16 {
        let sum = sum * 1000 + self.half;
        let mean = if self.inverse == 0 { sum / self.divisor } else { (sum * self.inverse) >> 50 };
        u16::try_from(mean).unwrap_or(u16::MAX)
    }

    /// The same for all of a row, without asking at each which way is the quick one.
    fn append_all(&self, sums: &[u32], means: &mut Vec<u16>) {
        let Self { half, inverse, .. } = *self;
        if inverse == 0 {
            means.extend(sums.iter().map(|sum| self.per_mille(u64::from(*sum))));
        } else {
            // Eight whole inks are 8000 per mille.
            means.extend(sums.iter().map(|sum| (((u64::from(*sum) * 1000 + half) * inverse) >> 50) as u16));
        }
    }
}

/// How many places the window has at `at`.
fn extent(at: usize, length: usize, reach: usize) -> usize {
    (at + reach).min(length - 1) - at.saturating_sub(reach) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_is_fifteen_square_millimetres() {
        assert!((WINDOW_MM * WINDOW_MM - 15.0).abs() < 1e-4);
        let view = View { px_per_mm: 10.0, ..View::at_ppi(72) };
        assert_eq!(reach(view), 19, "39 pixels of 0.1 mm");
    }

    #[test]
    fn a_small_blot_is_averaged_away_and_a_large_one_is_not() {
        let view = View { px_per_mm: 2.0, ..View::at_ppi(72) };
        let painted = |side: usize| {
            let mut inks = Inks::new(60, 60);
            inks.fill_for_tests(30 - side / 2, 30 - side / 2, side, [255; 4]);
            Heat::of(&inks, view)
        };
        let (small, large) = (painted(2), painted(20));
        assert_eq!(large.hottest().total, 4000);
        // 2 × 2 of 7 × 7 pixels.
        assert_eq!(small.hottest().total, 327);
        assert_eq!((large.totals()[0], large.share_over(400)), (0, 0));
        assert!(large.share_over(240) > small.share_over(240) && small.share_over(240) == 0);
    }

    #[test]
    fn a_mean_is_that_of_the_window_cut_off_at_the_edges() {
        let (width, height) = (13, 9);
        let value = |at: usize| (at * at * 7 % 1021) as u32;
        for reach in [0, 1, 2, 5, 20] {
            let means = means((width, height), reach, |row, line| {
                line.iter_mut().zip(row).for_each(|(into, at)| *into = value(at));
            });
            for (at, mean) in means.iter().enumerate() {
                let (x, y) = (at % width, at / width);
                let near = |a: usize, b: usize| a.abs_diff(b) <= reach;
                let inside = (0..width * height).filter(|o| near(o % width, x) && near(o / width, y));
                let (sum, area) = inside.fold((0u64, 0u64), |(sum, area), o| (sum + u64::from(value(o)), area + 1));
                assert_eq!(u64::from(*mean), (sum * 1000 + area * 127) / (area * 255), "{reach}: {x}, {y}");
            }
        }
    }

    #[test]
    fn shares_are_exact() {
        for area in [1, 3, 25, 961, 1000, 1521, 67_108_864] {
            let share = Share::of(area);
            for sum in (0..4000).map(|n| area * 2040 * n / 4000) {
                assert_eq!(u64::from(share.per_mille(sum)), (sum * 1000 + area * 127) / (area * 255));
            }
        }
    }

    #[test]
    fn colours_rise_with_the_ink() {
        assert_eq!(hue(0), [255; 3]);
        assert_eq!(hue(1000), [245, 160, 60]);
        assert_eq!(hue(1001), [222, 40, 30]);
        assert_eq!(hue(9999), [80, 0, 80]);
    }
}
