//! Pictures made smaller or larger, each axis by itself, with a Catmull-Rom filter as wide as the change of scale needs.

use super::screen;
use crate::display::Crop;
use crate::library::{Channels, Pixels};

/// A picture and its halves, quarters … so that a small one costs little. Pixel `i` of level `n` covers the picture's
/// own pixels from `i × 2ⁿ` to `(i + 1) × 2ⁿ`.
pub(super) struct Levels {
    levels: Vec<Pixels>,
}

impl Levels {
    /// None for pixels that are not what their sizes say.
    pub(super) fn new(whole: Pixels) -> Option<Self> {
        let (width, height) = (whole.width as usize, whole.height as usize);
        if width == 0 || height == 0 || whole.data.len() != width * height * whole.channels.count() {
            return None;
        }
        let mut levels = vec![whole];
        while let Some(last) = levels.last().filter(|last| last.width.min(last.height) > 64) {
            levels.push(half(last));
        }
        Some(Self { levels })
    }

    pub(super) fn bytes(&self) -> usize {
        self.levels.iter().map(|l| l.data.len()).sum()
    }

    /// The smallest level that still has two pixels for each that is wanted, and its number.
    fn for_reduction(&self, reduction: f64) -> (&Pixels, usize) {
        let wanted =
            (1..self.levels.len()).take_while(|n| reduction / f64::from(1_u32 << n) >= 2.0).last().unwrap_or(0);
        (&self.levels[wanted], wanted)
    }
}

fn half(whole: &Pixels) -> Pixels {
    let count = whole.channels.count();
    let (width, height) = (whole.width as usize, whole.height as usize);
    let (new_width, new_height) = (width.div_ceil(2), height.div_ceil(2));
    let mut data = Vec::with_capacity(new_width * new_height * count);
    for y in 0..new_height {
        let upper = &whole.data[2 * y * width * count..][..width * count];
        let lower = &whole.data[(2 * y + 1).min(height - 1) * width * count..][..width * count];
        for x in 0..new_width {
            let (left, right) = (2 * x * count, (2 * x + 1).min(width - 1) * count);
            data.extend((0..count).map(|c| {
                let sum = [upper[left + c], upper[right + c], lower[left + c], lower[right + c]].map(u32::from);
                ((sum.iter().sum::<u32>() + 2) / 4) as u8
            }));
        }
    }
    let (width, height) = (whole.width.div_ceil(2), whole.height.div_ceil(2));
    Pixels { width, height, channels: whole.channels, data, profile: None }
}

/// Where one axis of a picture falls on the raster.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Axis {
    /// Pixel of the raster at which the shown part begins.
    pub(super) from: f64,
    /// Where it ends.
    pub(super) to: f64,
    /// First pixel that is wanted.
    pub(super) first: i32,
    /// How many are wanted.
    pub(super) count: usize,
    /// The picture runs against the raster's axis.
    pub(super) backwards: bool,
}

impl Axis {
    /// Pixels of the picture for each of the raster.
    fn reduction(self, (start, end): (u32, u32), pixels: u32) -> f64 {
        f64::from(end - start) / 1e6 * f64::from(pixels) / (self.to - self.from).max(1e-9)
    }

    /// The same for plates: a press's RIP smooths nothing, so that each pixel is the mean of what lies under it.
    fn shares(self, crop: (u32, u32), pixels: u32, level: usize, length: u32) -> Vec<Taps> {
        let level_size = f64::from(pixels) / f64::from(1_u32 << level);
        let (start, end) = (f64::from(crop.0) / 1e6 * level_size, f64::from(crop.1) / 1e6 * level_size);
        let at = |edge: f64| {
            let along = (edge - self.from) / (self.to - self.from).max(1e-9);
            start + if self.backwards { 1.0 - along } else { along }.clamp(0.0, 1.0) * (end - start)
        };
        (0..self.count)
            .map(|i| {
                let left = f64::from(self.first) + i as f64;
                let (a, b) = (at(left), at(left + 1.0));
                Taps::under(a.min(b), a.max(b), length as usize)
            })
            .collect()
    }

    /// What each wanted pixel takes from the pixels of a level, `length` of them, each `2^level` of the picture's.
    fn taps(self, crop: (u32, u32), pixels: u32, level: usize, length: u32) -> Vec<Taps> {
        let level_size = f64::from(pixels) / f64::from(1_u32 << level);
        let (start, end) = (f64::from(crop.0) / 1e6 * level_size, f64::from(crop.1) / 1e6 * level_size);
        let widening = ((end - start) / (self.to - self.from).max(1e-9)).max(1.0);
        (0..self.count)
            .map(|i| {
                let along = (f64::from(self.first) + i as f64 + 0.5 - self.from) / (self.to - self.from).max(1e-9);
                let along = if self.backwards { 1.0 - along } else { along }.clamp(0.0, 1.0);
                Taps::around(start + along * (end - start) - 0.5, widening, length as usize)
            })
            .collect()
    }
}

/// Weights of neighbouring pixels, adding up to 1.
struct Taps {
    first: usize,
    weights: Vec<f32>,
}

impl Taps {
    /// What lies from `start` to `end` on pixels 0 to `length`, each by its share.
    fn under(start: f64, end: f64, length: usize) -> Self {
        let last_pixel = length.saturating_sub(1) as f64;
        let first = start.floor().clamp(0.0, last_pixel);
        let last = (end.ceil() - 1.0).clamp(first, last_pixel);
        let (first, last) = (first as usize, last as usize);
        let share = |p: usize| (end.min(p as f64 + 1.0) - start.max(p as f64)).max(1e-9);
        let sum: f64 = (first..=last).map(share).sum();
        Self { first, weights: (first..=last).map(|p| (share(p) / sum) as f32).collect() }
    }

    /// The filter around `centre`, `widening` times its natural width, on pixels 0 to `length`.
    fn around(centre: f64, widening: f64, length: usize) -> Self {
        let reach = 2.0 * widening;
        let last_pixel = length.saturating_sub(1) as f64;
        let first = (centre - reach).ceil().clamp(0.0, last_pixel);
        let last = (centre + reach).floor().clamp(first, last_pixel);
        let (first, last) = (first as usize, last as usize);
        let mut weights: Vec<f64> = (first..=last).map(|p| catmull_rom((p as f64 - centre) / widening)).collect();
        let sum: f64 = weights.iter().sum();
        if sum.abs() < 1e-6 {
            let alike = 1.0 / weights.len() as f64;
            weights.fill(alike);
        } else {
            for weight in &mut weights {
                *weight /= sum;
            }
        }
        Self { first, weights: weights.into_iter().map(|w| w as f32).collect() }
    }
}

fn catmull_rom(x: f64) -> f64 {
    let x = x.abs();
    if x < 1.0 {
        (1.5 * x - 2.5) * x * x + 1.0
    } else if x < 2.0 {
        ((-0.5 * x + 2.5) * x - 4.0) * x + 2.0
    } else {
        0.0
    }
}

/// The wanted pixels of the cropped picture, row by row of the picture's own height, on a screen.
pub(super) fn scale(picture: &Levels, crop: Crop, width: Axis, height: Axis) -> Vec<[u8; 3]> {
    let mut out = Vec::with_capacity(width.count * height.count);
    each_row(picture, crop, (width, height), Axis::taps, |channels, line, columns| match channels {
        Channels::Gray => out.extend(columns.iter().map(|taps| mix(line, taps)).map(|[v]| [v; 3])),
        Channels::Rgb => out.extend(columns.iter().map(|taps| mix::<3>(line, taps))),
        Channels::Cmyk => out.extend(columns.iter().map(|taps| screen::rgb_of_bytes(mix(line, taps)))),
    });
    out
}

/// The same of a separated picture, in inks.
pub(super) fn scale_inks(picture: &Levels, crop: Crop, width: Axis, height: Axis) -> Vec<[u8; 4]> {
    let mut out = Vec::with_capacity(width.count * height.count);
    each_row(picture, crop, (width, height), Axis::shares, |channels, line, columns| {
        let inks = |taps: &Taps| if channels == Channels::Cmyk { mix(line, taps) } else { [0; 4] };
        out.extend(columns.iter().map(inks));
    });
    out
}

/// [`Axis::taps`] or [`Axis::shares`].
type Weighing = fn(Axis, (u32, u32), u32, usize, u32) -> Vec<Taps>;

/// Gives each wanted row of the picture, not yet scaled across, with what makes up each of its pixels.
fn each_row(
    picture: &Levels,
    crop: Crop,
    (width, height): (Axis, Axis),
    taps: Weighing,
    mut row_of: impl FnMut(Channels, &[f32], &[Taps]),
) {
    let whole = &picture.levels[0];
    let (crop_x, crop_y) = (held(crop.left, crop.right), held(crop.top, crop.bottom));
    let reduction = width.reduction(crop_x, whole.width).min(height.reduction(crop_y, whole.height));
    let (pixels, level) = picture.for_reduction(reduction);
    let columns = taps(width, crop_x, whole.width, level, pixels.width);
    let rows = taps(height, crop_y, whole.height, level, pixels.height);
    let mut line = Vec::new();
    for row in &rows {
        gather(pixels, row, &mut line);
        row_of(pixels.channels, &line, &columns);
    }
}

/// A crop that is not empty, whatever was written.
fn held(start: u32, end: u32) -> (u32, u32) {
    let start = start.min(999_999);
    (start, end.clamp(start + 1, 1_000_000))
}

/// One line of the picture between its rows.
fn gather(pixels: &Pixels, row: &Taps, line: &mut Vec<f32>) {
    let stride = pixels.width as usize * pixels.channels.count();
    line.clear();
    line.resize(stride, 0.0);
    for (source, weight) in pixels.data[row.first * stride..].chunks_exact(stride).zip(&row.weights) {
        for (sum, value) in line.iter_mut().zip(source) {
            *sum += weight * f32::from(*value);
        }
    }
}

fn mix<const N: usize>(line: &[f32], column: &Taps) -> [u8; N] {
    let mut sum = [0.0_f32; N];
    for (pixel, weight) in line[column.first * N..].as_chunks::<N>().0.iter().zip(&column.weights) {
        for (sum, value) in sum.iter_mut().zip(pixel) {
            *sum += weight * value;
        }
    }
    // A cast cuts towards 0 and holds what lies beyond; `round` is a call where the processor's oldest kind has no such thing.
    sum.map(|v| (v + 0.5) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ink::Ink;

    fn ramp(width: u32, height: u32) -> Levels {
        let data = (0..height).flat_map(|_| (0..width).map(|x| (x * 255 / (width - 1)) as u8)).collect();
        Levels::new(Pixels { width, height, channels: Channels::Gray, data, profile: None }).unwrap()
    }

    fn axis(count: usize) -> Axis {
        Axis { from: 0.0, to: count as f64, first: 0, count, backwards: false }
    }

    #[test]
    fn the_same_size_gives_the_same_pixels() {
        let scaled = scale(&ramp(200, 3), Crop::WHOLE, axis(200), axis(3));
        assert!(scaled.iter().zip(ramp(200, 3).levels[0].data.iter()).all(|(rgb, v)| rgb == &[*v; 3]));
    }

    #[test]
    fn a_ramp_stays_a_ramp_at_every_size() {
        let picture = ramp(1000, 200);
        for count in [7, 40, 99, 500, 2500] {
            let scaled = scale(&picture, Crop::WHOLE, axis(count), axis(2));
            for (i, rgb) in scaled[..count].iter().enumerate() {
                let wanted = 255.0 * (i as f64 + 0.5) / count as f64;
                // At the very ends the filter sees one side only.
                let slack = 4.0 + 128.0 / count as f64;
                assert!((f64::from(rgb[0]) - wanted).abs() < slack, "{count}: {i} {rgb:?} for {wanted}");
            }
        }
    }

    #[test]
    fn a_part_is_cut_out_of_the_whole() {
        let picture = ramp(1000, 200);
        let whole = scale(&picture, Crop::WHOLE, axis(100), axis(10));
        let part = Axis { first: 30, count: 20, ..axis(100) };
        let cut = scale(&picture, Crop::WHOLE, part, axis(10));
        assert_eq!(cut[..20], whole[30..50]);
        let back = scale(&picture, Crop::WHOLE, Axis { backwards: true, ..axis(100) }, axis(10));
        assert!(back[..100].iter().eq(whole[..100].iter().rev()));
    }

    #[test]
    fn inks_of_a_picture_look_like_inks_of_a_page() {
        let solid = [[0, 0, 0, 0], [255, 0, 0, 0], [0, 255, 255, 0], [0, 0, 0, 255]];
        let data = solid.iter().flat_map(|inks| std::iter::repeat_n(*inks, 50)).flatten().collect();
        let picture = Pixels { width: 50, height: 4, channels: Channels::Cmyk, data, profile: None };
        let scaled = scale(&Levels::new(picture).unwrap(), Crop::WHOLE, axis(1), axis(4));
        let inks = [Ink::PAPER, Ink::percent(100, 0, 0, 0), Ink::RED, Ink::BLACK];
        assert_eq!(scaled, inks.map(screen::rgb));
    }

    #[test]
    fn a_crop_that_is_nothing_is_held_to_something() {
        let nothing = Crop { left: 1_000_000, top: 5, right: 0, bottom: 5 };
        assert_eq!(scale(&ramp(100, 100), nothing, axis(4), axis(4)).len(), 16);
    }
}
