//! Inks packed as JPEG (ISO/IEC 10918-1, baseline) that keep the press's ink limit, and read again.
//!
//! Four inks as they are, each at full size and with the same table of steps. Turned into lightness and two colours (YCCK)
//! they are smaller at the same number of quality, but not for what is lost: over eight photographs, brought to the same
//! size, their ink totals are as far off or farther (5.5 levels against 6.0 for a landscape at 1.05 MB).

use jpeg_encoder::{ColorType, Encoder, QuantizationTableType, SamplingFactor};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// Side of what JPEG packs as one.
const BLOCK: usize = 8;
/// How often a picture is packed before it is given up as one that JPEG cannot keep within the limit.
const ROUNDS: usize = 8;
/// Room below the limit, in levels of the four inks: another reader may round each of them the other way.
const ROUNDING: u32 = 4;
/// The example table of annex K for luminance, quality 50.
const STEPS: [u16; 64] = [
    16, 11, 10, 16, 24, 40, 51, 61, //
    12, 12, 14, 19, 26, 58, 60, 55, //
    14, 13, 16, 24, 40, 57, 69, 56, //
    14, 17, 22, 29, 51, 87, 80, 62, //
    18, 22, 37, 56, 68, 109, 103, 77, //
    24, 35, 55, 64, 81, 104, 113, 92, //
    49, 64, 78, 87, 103, 121, 120, 101, //
    72, 92, 95, 98, 112, 100, 103, 99,
];

/// A packed picture and what a press reads from it.
pub(super) struct Packed {
    pub(super) stream: Vec<u8>,
    pub(super) inks: Vec<u8>,
}

/// The inks as JPEG, with no pixel over `limit` per cent once they are read again; none where that cannot be had.
///
/// JPEG rings at edges, and so lifts single pixels of a shadow over a limit that was kept before. Where a block comes out
/// too full, its fullest pixels are given less ink by what it was too much, and the picture is packed again.
pub(super) fn pack(inks: &[u8], [width, height]: [u32; 2], quality: u8, limit: u16) -> Option<Packed> {
    let sides = [u16::try_from(width).ok()?, u16::try_from(height).ok()?];
    // One full ink cannot be too much of it.
    let most = (u32::from(limit) * 255 / 100).saturating_sub(ROUNDING).max(255);
    let across = (width as usize).div_ceil(BLOCK);
    let mut ceilings = vec![most; across * (height as usize).div_ceil(BLOCK)];
    let mut held = inks.to_vec();
    for _ in 0..ROUNDS {
        for_blocks(&mut held, width as usize, |block, pixel| hold(pixel, ceilings[block]));
        let stream = encode(&held, sides, quality)?;
        let mut read = decode(&stream, [width, height])?;
        let mut fullest = vec![0; ceilings.len()];
        for_blocks(&mut read, width as usize, |block, pixel| fullest[block] = total(pixel).max(fullest[block]));
        if fullest.iter().all(|total| *total <= most) {
            return Some(Packed { stream, inks: read });
        }
        for (ceiling, total) in ceilings.iter_mut().zip(fullest) {
            *ceiling = ceiling.saturating_sub(total.saturating_sub(most));
        }
    }
    None
}

/// Calls `work` with every pixel and the number of the block it lies in.
fn for_blocks(inks: &mut [u8], width: usize, mut work: impl FnMut(usize, &mut [u8; 4])) {
    let across = width.div_ceil(BLOCK);
    for (y, row) in inks.chunks_exact_mut(width * 4).enumerate() {
        for (x, pixel) in row.as_chunks_mut().0.iter_mut().enumerate() {
            work(y / BLOCK * across + x / BLOCK, pixel);
        }
    }
}

fn total(pixel: &[u8; 4]) -> u32 {
    pixel.iter().map(|v| u32::from(*v)).sum()
}

/// Takes the colours down evenly until the pixel has no more than `most`; black, which carries the drawing, stays.
fn hold(pixel: &mut [u8; 4], most: u32) {
    if total(pixel) <= most {
        return;
    }
    let black = u32::from(pixel[3]);
    let colours = (total(pixel) - black).max(1);
    let room = most.saturating_sub(black);
    for v in &mut pixel[..3] {
        *v = u8::try_from(u32::from(*v) * room / colours).unwrap_or(*v);
    }
}

/// As Photoshop writes it: with Adobe's marker, 255 for no ink. Interleaved and with the usual codes, for any reader.
fn encode(inks: &[u8], [width, height]: [u16; 2], quality: u8) -> Option<Vec<u8>> {
    let scale = 200 - 2 * u16::from(quality.clamp(50, 100));
    let steps = || QuantizationTableType::Custom(Box::new(STEPS.map(|v| ((v * scale + 50) / 100).clamp(1, 255))));
    let mut stream = Vec::new();
    let mut encoder = Encoder::new(&mut stream, quality);
    encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
    // The encoder's own second table would be the coarse one for colour, and three of four inks would get it.
    encoder.set_quantization_tables(steps(), steps());
    encoder.encode(inks, width, height, ColorType::Cmyk).ok()?;
    Some(stream)
}

/// The inks of what [`pack`] packed; none where the stream is not that.
pub(super) fn decode(stream: &[u8], [width, height]: [u32; 2]) -> Option<Vec<u8>> {
    let options = DecoderOptions::default()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_out_colorspace(ColorSpace::CMYK);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(stream), options);
    let mut inks = decoder.decode().ok()?;
    let whole = decoder.dimensions() == Some((width as usize, height as usize));
    inks.iter_mut().for_each(|v| *v = 255 - *v);
    (whole && inks.len() == width as usize * height as usize * 4).then_some(inks)
}
