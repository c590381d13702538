//! Inks packed as JPEG (ISO/IEC 10918-1, baseline) that keep the press's ink limit, and read again.
//!
//! Four inks as they are, each at full size and with the same table of steps. Turned into lightness and two colours (YCCK)
//! they are smaller at the same number of quality, but not for what is lost: of five photographs brought to the same size,
//! the ink totals of four were 2–23 % farther off that way (5.5 levels against 6.1 for a landscape of 1.05 MB), those of
//! the fifth as far.

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
        for (y, row) in held.chunks_exact_mut(width as usize * 4).enumerate() {
            let blocks = &ceilings[y / BLOCK * across..];
            row.as_chunks_mut().0.iter_mut().enumerate().for_each(|(x, pixel)| hold(pixel, blocks[x / BLOCK]));
        }
        let stream = encode(&held, sides, quality)?;
        let read = decode(&stream, [width, height])?;
        let came_out = fullest(&read, width as usize);
        if came_out.iter().all(|total| *total <= most) {
            return Some(Packed { stream, inks: read });
        }
        let went_in = fullest(&held, width as usize);
        for (ceiling, (out, of)) in ceilings.iter_mut().zip(came_out.into_iter().zip(went_in)) {
            // From what the block has, which may be far below its ceiling and ring over the limit all the same.
            *ceiling = (*ceiling).min(of.saturating_sub(out.saturating_sub(most)));
        }
    }
    None
}

/// The fullest pixel of every block.
fn fullest(inks: &[u8], width: usize) -> Vec<u32> {
    let across = width.div_ceil(BLOCK);
    let mut most = vec![0; across * (inks.len() / 4).div_ceil(width).div_ceil(BLOCK)];
    for (y, row) in inks.chunks_exact(width * 4).enumerate() {
        let blocks = &mut most[y / BLOCK * across..];
        for (x, pixel) in row.as_chunks().0.iter().enumerate() {
            blocks[x / BLOCK] = total(pixel).max(blocks[x / BLOCK]);
        }
    }
    most
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

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: u16 = 240;

    /// Waves with a grain, and with an edge between paper and a shadow that has all the ink it may have.
    fn photo([width, height]: [u32; 2]) -> Vec<u8> {
        let mut random = 7u32;
        let mut inks = Vec::new();
        for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let wave = |a: f64, b: f64| (f64::from(x) * a + f64::from(y) * b).sin().mul_add(50.0, 60.0);
            let grain = f64::from(random >> 28) / 4.0;
            let colours = [wave(0.05, 0.02), wave(0.03, 0.06), wave(0.01, 0.04)].map(|v| (v + grain) as u8);
            let black = (wave(0.08, 0.01) * 2.0) as u8;
            inks.extend(match (x + y / 3) % 97 {
                0..12 => [0; 4],
                12..24 => [142, 112, 103, 255],
                _ => [colours[0], colours[1], colours[2], black],
            });
        }
        inks
    }

    fn farthest(a: &[u8], b: &[u8]) -> (u8, f64) {
        let off = |(a, b): (&u8, &u8)| a.abs_diff(*b);
        let most = a.iter().zip(b).map(off).max().unwrap();
        (most, a.iter().zip(b).map(|p| f64::from(off(p))).sum::<f64>() / a.len() as f64)
    }

    #[test]
    fn inks_come_back_within_a_few_levels_and_never_over_the_limit() {
        for sides in [[200, 150], [97, 61], [8, 8], [9, 1], [1, 1]] {
            let inks = photo(sides);
            assert!(inks.as_chunks().0.iter().all(|pixel| total(pixel) <= 612));
            let mut last = 0;
            for (quality, most, mean) in [(80, 60, 5.0), (88, 40, 3.5), (92, 32, 2.5), (100, 12, 0.8)] {
                let packed = pack(&inks, sides, quality, LIMIT).unwrap();
                assert_eq!(decode(&packed.stream, sides).unwrap(), packed.inks);
                let off = farthest(&inks, &packed.inks);
                assert!(off.0 <= most && off.1 <= mean, "{sides:?} {quality}: {off:?}");
                let full = packed.inks.as_chunks().0.iter().map(total).max().unwrap();
                assert!(full <= 612 - ROUNDING, "{sides:?} {quality}: {full}");
                assert!(packed.stream.len() >= last, "a higher quality takes no less");
                last = packed.stream.len();
                assert_eq!(pack(&inks, sides, quality, LIMIT).unwrap().stream, packed.stream);
            }
        }
    }

    #[test]
    fn a_black_photograph_stays_on_the_black_plate() {
        let sides = [120, 90];
        let mut inks = photo(sides);
        inks.as_chunks_mut().0.iter_mut().for_each(|[c, m, y, _]| (*c, *m, *y) = (0, 0, 0));
        for (quality, limit) in [(80, 240), (88, 100), (95, 300)] {
            let packed = pack(&inks, sides, quality, limit).unwrap();
            assert!(packed.inks.as_chunks().0.iter().all(|[c, m, y, _]| (*c, *m, *y) == (0, 0, 0)), "{quality}");
        }
    }

    #[test]
    fn what_jpeg_cannot_say_is_left_to_others() {
        assert!(pack(&[0; 4 * 70_000], [70_000, 1], 88, LIMIT).is_none(), "longer than 65,535");
        let sides = [16, 16];
        let packed = pack(&photo(sides), sides, 88, LIMIT).unwrap();
        assert!(decode(&packed.stream, [16, 17]).is_none());
        assert!(decode(&packed.stream[..100], sides).is_none());
        assert!(decode(b"", sides).is_none());
    }
}
