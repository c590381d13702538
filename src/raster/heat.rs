//! Total ink over a page: where paper would be too wet. Single dots do not matter, areas do: the mean over a window of
//! 15 mm² is what a limit is held against.

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
    let (wider, width, height) = wider(view, width, height);
    inks_and_heat(sheet, wider, (width, height), (printing, own_plates), library, cache).1.inner(reach(view))
}

/// The four plates as [`render_inks`] paints them, and their heat; at the edges the window is cut off.
#[must_use]
pub fn inks_and_heat(
    sheet: &Sheet,
    view: View,
    (width, height): (u32, u32),
    (printing, own_plates): (Printing<'_>, bool),
    library: &Library,
    cache: &mut Cache,
) -> (Inks, Heat) {
    let mut inks = Inks::new(width, height);
    render_inks(sheet, view, printing, library, cache, &mut inks);
    let heat = if own_plates && !sheet.spots.is_empty() {
        let plates = render_plates(sheet, view, (width, height), printing, library, cache);
        Heat::of_plates(&inks, &plates, view)
    } else {
        Heat::of(&inks, view)
    };
    (inks, heat)
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
    if pixels.is_finite() { pixels.round().clamp(0.0, 4096.0) as u32 } else { 0 }
}

impl Heat {
    /// Of plates that were painted with `view`; at their edges the window is cut off.
    #[must_use]
    pub fn of(inks: &Inks, view: View) -> Self {
        Self::measured(inks, view, |at| inks.data().as_chunks::<4>().0.get(at).map_or(0, total))
    }

    /// The same of plates with spot inks among them. `shown` has their substitutes, by which the page is recognised.
    #[must_use]
    pub fn of_plates(shown: &Inks, plates: &Plates, view: View) -> Self {
        let process = plates.process.data().as_chunks::<4>().0;
        Self::measured(shown, view, |at| {
            let spots = plates.spots.iter().filter_map(|(_, film)| film.get(at)).map(|v| u32::from(*v));
            process.get(at).map_or(0, total) + spots.sum::<u32>()
        })
    }

    fn measured(inks: &Inks, view: View, total: impl Fn(usize) -> u32) -> Self {
        let (width, height) = (inks.width() as usize, inks.height() as usize);
        let reach = reach(view) as usize;
        let pixels = inks.data().as_chunks::<4>().0;
        let across: Vec<Vec<u32>> =
            (0..height).map(|y| sums((0..width).map(|x| total(y * width + x)), width, reach)).collect();
        let wide: Vec<u64> = (0..width).map(|x| extent(x, width, reach) as u64).collect();
        // The sums of the rows in the window: going down, one row comes in and one goes out.
        let mut window = vec![0u64; width];
        let mut means = Vec::with_capacity(pixels.len());
        let enter = |window: &mut [u64], row: &[u32]| window.iter_mut().zip(row).for_each(|(w, v)| *w += u64::from(*v));
        across.iter().take(reach).for_each(|row| enter(&mut window, row));
        for y in 0..height {
            if let Some(row) = across.get(y + reach) {
                enter(&mut window, row);
            }
            if let Some(row) = y.checked_sub(reach + 1).and_then(|gone| across.get(gone)) {
                window.iter_mut().zip(row).for_each(|(w, v)| *w -= u64::from(*v));
            }
            let high = extent(y, height, reach) as u64;
            means.extend(window.iter().zip(&wide).map(|(sum, wide)| {
                let area = wide * high;
                u16::try_from((sum * 1000 + area * 127) / (area * 255)).unwrap_or(4000)
            }));
        }
        let ground = pixels.iter().map(|[c, m, y, k]| ground(*c, *m, *y, *k)).collect();
        Self { width: inks.width(), height: inks.height(), totals: means, ground }
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

/// All four inks of a pixel.
fn total(pixel: &[u8; 4]) -> u32 {
    pixel.iter().map(|v| u32::from(*v)).sum()
}

/// How many places the window has at `at`.
fn extent(at: usize, length: usize, reach: usize) -> usize {
    (at + reach).min(length - 1) - at.saturating_sub(reach) + 1
}

/// Sums of each value and its neighbours up to `reach` away.
fn sums(values: impl Iterator<Item = u32>, length: usize, reach: usize) -> Vec<u32> {
    let mut before = Vec::with_capacity(length + 1);
    // 32,768 pixels of four process and four spot inks, 2040, at most.
    let mut sum = 0u32;
    before.push(0);
    before.extend(values.map(|v| {
        sum += v;
        sum
    }));
    (0..length).map(|at| before[(at + reach).min(length - 1) + 1] - before[at.saturating_sub(reach)]).collect()
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
    fn colours_rise_with_the_ink() {
        assert_eq!(hue(0), [255; 3]);
        assert_eq!(hue(1000), [245, 160, 60]);
        assert_eq!(hue(1001), [222, 40, 30]);
        assert_eq!(hue(9999), [80, 0, 80]);
    }
}
