//! Colours become inks through the press's profile, with perceptual intent: gradation before exactness, as photographs
//! on newsprint need.

use moxcms::{ColorProfile, DataColorSpace, Layout, RenderingIntent, Transform8BitExecutor, TransformOptions};
use std::sync::Arc;

use super::OutputProfile;
use crate::library::Channels;

/// CMYK bytes, 0 no ink to 255 solid, of pixels in `channels`. A picture without a usable profile of its own is sRGB.
pub(super) fn to_inks(data: &[u8], channels: Channels, embedded: Option<&[u8]>, press: &OutputProfile) -> Vec<u8> {
    let embedded = embedded.and_then(|bytes| ColorProfile::new_from_slice(bytes).ok());
    match channels {
        Channels::Cmyk => data.to_vec(),
        Channels::Gray => {
            let black = black_of_grey(embedded.as_ref(), press);
            data.iter().flat_map(|g| [0, 0, 0, black[usize::from(*g)]]).collect()
        }
        Channels::Rgb => rgb_to_inks(data, embedded.as_ref(), press),
    }
}

fn rgb_to_inks(data: &[u8], embedded: Option<&ColorProfile>, press: &OutputProfile) -> Vec<u8> {
    let own = embedded.filter(|p| p.color_space == DataColorSpace::Rgb);
    let transform = own.and_then(|p| separator(p, press)).or_else(|| separator(&ColorProfile::new_srgb(), press));
    let mut inks = vec![0; data.len() / 3 * 4];
    let done = transform.is_some_and(|t| t.transform(data, &mut inks).is_ok());
    if done { inks } else { without_profile(data) }
}

fn separator(from: &ColorProfile, press: &OutputProfile) -> Option<Arc<Transform8BitExecutor>> {
    from.create_transform_8bit(Layout::Rgb, press.tables()?, Layout::Rgba, perceptual()).ok()
}

fn perceptual() -> TransformOptions {
    TransformOptions { rendering_intent: RenderingIntent::Perceptual, ..TransformOptions::default() }
}

/// Black ink alone, for a profile whose tables turn out to be unusable: it keeps every ink limit.
fn without_profile(data: &[u8]) -> Vec<u8> {
    let grey = |[r, g, b]: &[u8; 3]| (u32::from(*r) * 299 + u32::from(*g) * 587 + u32::from(*b) * 114) / 1000;
    data.as_chunks::<3>().0.iter().flat_map(|p| [0, 0, 0, 255 - u8::try_from(grey(p)).unwrap_or(255)]).collect()
}

/// How much black ink shows each grey.
///
/// A grey picture has one channel and gets one plate: it may stand on a page that prints black only, and where all four
/// print it stays free of colour casts and of misregister. The profile still gives the tones: between paper and solid
/// black the lightness of the print follows the lightness of the picture.
fn black_of_grey(embedded: Option<&ColorProfile>, press: &OutputProfile) -> [u8; 256] {
    let print = lightness_of_black(press);
    let (solid, paper) = (print[255], print[0]);
    let picture = lightness_of_grey(embedded.filter(|p| p.color_space == DataColorSpace::Gray));
    picture.map(|wanted| {
        let wanted = solid + (paper - solid) * wanted / 100.0;
        let nearest = (0..=255u8).min_by(|a, b| {
            let miss = |k: &u8| (print[usize::from(*k)] - wanted).abs();
            miss(a).total_cmp(&miss(b))
        });
        nearest.unwrap_or(0)
    })
}

/// L* of black ink 0–255 on the press's paper, paper being 100.
fn lightness_of_black(press: &OutputProfile) -> [f64; 256] {
    let inks: Vec<u8> = (0..=255u8).flat_map(|k| [0, 0, 0, k]).collect();
    let mut rgb = [0; 768];
    let srgb = ColorProfile::new_srgb();
    let proof =
        press.tables().and_then(|p| p.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgb, perceptual()).ok());
    if proof.is_none_or(|t| t.transform(&inks, &mut rgb).is_err()) {
        for (k, pixel) in rgb.as_chunks_mut::<3>().0.iter_mut().enumerate() {
            *pixel = [255 - u8::try_from(k).unwrap_or(255); 3];
        }
    }
    let mut print = lightness(&rgb);
    // Eight bits of sRGB leave steps and small dents in the darks; more ink must never come out lighter.
    for k in 1..print.len() {
        print[k] = print[k].min(print[k - 1]);
    }
    print
}

/// L* of each grey of the picture.
fn lightness_of_grey(own: Option<&ColorProfile>) -> [f64; 256] {
    let greys: Vec<u8> = (0..=255).collect();
    let mut rgb = [0; 768];
    let srgb = ColorProfile::new_srgb();
    let reading = own.and_then(|p| p.create_transform_8bit(Layout::Gray, &srgb, Layout::Rgb, perceptual()).ok());
    if reading.is_none_or(|t| t.transform(&greys, &mut rgb).is_err()) {
        for (g, pixel) in greys.iter().zip(rgb.as_chunks_mut::<3>().0) {
            *pixel = [*g; 3];
        }
    }
    lightness(&rgb)
}

/// CIE L* of 256 sRGB pixels.
fn lightness(rgb: &[u8; 768]) -> [f64; 256] {
    let linear = |v: u8| {
        let v = f64::from(v) / 255.0;
        if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    };
    let mut out = [0.0; 256];
    for (l, [r, g, b]) in out.iter_mut().zip(rgb.as_chunks::<3>().0) {
        let y = 0.2126 * linear(*r) + 0.7152 * linear(*g) + 0.0722 * linear(*b);
        *l = if y > 216.0 / 24389.0 { 116.0 * y.cbrt() - 16.0 } else { y * 24389.0 / 27.0 };
    }
    out
}
