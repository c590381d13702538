//! Crops a picture and brings it down to the plate's resolution: Lanczos, so that print stays crisp.

use super::hands;
use crate::display::Crop;
use crate::library::Pixels;

/// Weights add up to 1 in this many bits.
const BITS: u32 = 14;

/// Rows that one thread squeezes before it takes the next.
const ROWS: usize = 64;

/// Left, top, width and height in whole pixels of the part that `crop` shows; at least one pixel each way.
pub(super) fn window(crop: Crop, [width, height]: [u32; 2]) -> [u32; 4] {
    let along = |from: u32, to: u32, side: u32| {
        let at = |v: u32| (u64::from(v.min(1_000_000)) * u64::from(side) + 500_000) / 1_000_000;
        let start = at(from).min(u64::from(side) - 1);
        let length = at(to).saturating_sub(start).max(1);
        // Both are at most `side`, a u32.
        (start as u32, length as u32)
    };
    let (left, across) = along(crop.left, crop.right, width);
    let (top, down) = along(crop.top, crop.bottom, height);
    [left, top, across, down]
}

/// The window of `pixels` at `size`, which is at most the window's own. Same channels, rows without padding.
pub(super) fn resample(pixels: &Pixels, window: [u32; 4], size: [u32; 2]) -> Vec<u8> {
    let [left, top, across, down] = window.map(|v| v as usize);
    let [width, height] = size.map(|v| v as usize);
    let (n, stride) = (pixels.channels.count(), pixels.width as usize * pixels.channels.count());
    let mut narrow = vec![0; width * down * n];
    let taps = Taps::new(across, width);
    let shown = |row: usize| &pixels.data[(top + row) * stride + left * n..][..across * n];
    hands::fill(&mut narrow, ROWS * width * n, |part, rows| {
        for (row, out) in rows.chunks_exact_mut(width * n).enumerate() {
            let shown = shown(part * ROWS + row);
            match n {
                _ if width == across => out.copy_from_slice(shown),
                1 => squeeze_row::<1>(shown, &taps, out),
                3 => squeeze_row::<3>(shown, &taps, out),
                _ => squeeze_row::<4>(shown, &taps, out),
            }
        }
    });
    if height == down { narrow } else { squeeze_rows(&narrow, width * n, &Taps::new(down, height)) }
}

fn squeeze_row<const N: usize>(row: &[u8], taps: &Taps, out: &mut [u8]) {
    let pixels = row.as_chunks::<N>().0;
    for ((start, weights), out) in taps.each().zip(out.as_chunks_mut::<N>().0) {
        let mut sum = [1 << (BITS - 1); N];
        for (pixel, weight) in pixels[start..].iter().zip(weights) {
            for (s, v) in sum.iter_mut().zip(pixel) {
                *s += i32::from(*v) * weight;
            }
        }
        *out = sum.map(to_byte);
    }
}

fn squeeze_rows(data: &[u8], stride: usize, taps: &Taps) -> Vec<u8> {
    let mut out = vec![0; stride * taps.starts.len()];
    hands::fill(&mut out, ROWS * stride, |part, rows| {
        let mut sums = vec![0; stride];
        for ((start, weights), out) in taps.each().skip(part * ROWS).zip(rows.chunks_exact_mut(stride)) {
            sums.fill(1 << (BITS - 1));
            for (row, weight) in data.chunks_exact(stride).skip(start).zip(weights) {
                for (s, v) in sums.iter_mut().zip(row) {
                    *s += i32::from(*v) * weight;
                }
            }
            out.iter_mut().zip(&sums).for_each(|(out, sum)| *out = to_byte(*sum));
        }
    });
    out
}

fn to_byte(sum: i32) -> u8 {
    u8::try_from((sum >> BITS).clamp(0, 255)).unwrap_or(0)
}

/// Which source samples make up each target sample, and by how much.
struct Taps {
    starts: Vec<usize>,
    /// As many for each target sample; zero where the kernel hangs over the edge.
    weights: Vec<i32>,
    count: usize,
}

impl Taps {
    fn new(from: usize, to: usize) -> Self {
        let scale = from as f64 / to as f64;
        let reach = 3.0 * scale;
        let count = (reach.ceil() as usize * 2 + 1).min(from);
        let (mut starts, mut weights) = (Vec::with_capacity(to), Vec::with_capacity(to * count));
        for i in 0..to {
            let centre = (i as f64 + 0.5) * scale;
            let start = ((centre - reach).max(0.0) as usize).min(from - count);
            let raw: Vec<f64> = (0..count).map(|k| lanczos3(((start + k) as f64 + 0.5 - centre) / scale)).collect();
            starts.push(start);
            weights.extend(in_whole_numbers(&raw));
        }
        Self { starts, weights, count }
    }

    fn each(&self) -> impl Iterator<Item = (usize, &[i32])> {
        self.starts.iter().copied().zip(self.weights.chunks_exact(self.count))
    }
}

/// Scales to a sum of exactly 1, so that flat areas stay flat: what rounding leaves goes to the heaviest.
fn in_whole_numbers(raw: &[f64]) -> Vec<i32> {
    let one = f64::from(1 << BITS);
    let total: f64 = raw.iter().sum();
    let mut whole: Vec<i32> = raw.iter().map(|w| (w / total * one).round() as i32).collect();
    let left = (1 << BITS) - whole.iter().sum::<i32>();
    if let Some(heaviest) = whole.iter_mut().max() {
        *heaviest += left;
    }
    whole
}

fn lanczos3(x: f64) -> f64 {
    let sinc =
        |x: f64| if x.abs() < 1e-9 { 1.0 } else { (std::f64::consts::PI * x).sin() / (std::f64::consts::PI * x) };
    if x.abs() < 3.0 { sinc(x) * sinc(x / 3.0) } else { 0.0 }
}
