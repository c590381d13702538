//! Sharpening for newsprint: what dots that spread into absorbent paper blur is exaggerated before.

use crate::library::Channels;

/// Difference from the neighbourhood below which nothing is sharpened: noise in skies stays as it is.
const THRESHOLD: i32 = 3;
/// Weights of a pixel's neighbours along each axis, in sixteenths: a bell of about one pixel's radius at the plate's
/// resolution.
const BELL: [i32; 5] = [1, 4, 6, 4, 1];

/// Unsharp masking by `percent` of the difference between each pixel's lightness and its neighbourhood's. Only lightness
/// changes, by the same step in every channel, so that no edge gets a coloured fringe.
pub(super) fn sharpen(data: &mut [u8], channels: Channels, width: usize, percent: u16) {
    let count = channels.count();
    let rows = data.len() / (width * count).max(1);
    if percent == 0 || width == 0 || rows == 0 {
        return;
    }
    let light: Vec<i32> = data.chunks_exact(count).map(lightness).collect();
    let across: Vec<i32> =
        light.chunks_exact(width).flat_map(|row| (0..width).map(|x| bell(x, width, |i| row[i]))).collect();
    let sign = if channels == Channels::Cmyk { -1 } else { 1 };
    for y in 0..rows {
        for x in 0..width {
            let at = y * width + x;
            let around = (bell(y, rows, |i| across[i * width + x]) + 128) / 256;
            let difference = light[at] - around;
            if difference.abs() < THRESHOLD {
                continue;
            }
            let step = sign * difference * i32::from(percent) / 100;
            for v in &mut data[at * count..at * count + count] {
                *v = u8::try_from((i32::from(*v) + step).clamp(0, 255)).unwrap_or(0);
            }
        }
    }
}

/// Sixteen times the mean around a place; at the edges the last pixel goes on.
fn bell(at: usize, length: usize, value: impl Fn(usize) -> i32) -> i32 {
    BELL.iter().enumerate().map(|(i, weight)| weight * value((at + i).saturating_sub(2).min(length - 1))).sum()
}

fn lightness(pixel: &[u8]) -> i32 {
    match *pixel {
        [g] => i32::from(g),
        [r, g, b] => (i32::from(r) * 299 + i32::from(g) * 587 + i32::from(b) * 114) / 1000,
        [c, m, y, k] => {
            let colours = (i32::from(c) * 299 + i32::from(m) * 587 + i32::from(y) * 114) / 1000;
            (255 - colours) * (255 - i32::from(k)) / 255
        }
        _ => 0,
    }
}
