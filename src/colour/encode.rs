//! Packs bytes as PDF's `FlateDecode` takes them.

use std::io::Write;

use flate2::write::ZlibDecoder;
use zlib_rs::{DeflateConfig, ReturnCode, compress_bound, compress_slice};

/// Level 6: level 9 takes twice the time for one per cent.
const LEVEL: i32 = 6;
/// Outlines hardly repeat themselves: level 6 takes twice the time for half a per cent.
const LEVEL_OF_OUTLINES: i32 = 2;

/// The bytes deflated, with zlib's header. zlib-rs takes a third of the time `flate2`'s own way takes, and gives the same
/// bytes on every processor.
pub(crate) fn deflate(bytes: &[u8]) -> Vec<u8> {
    deflate_at(bytes, LEVEL)
}

/// A font program deflated.
pub(crate) fn deflate_outlines(bytes: &[u8]) -> Vec<u8> {
    deflate_at(bytes, LEVEL_OF_OUTLINES)
}

fn deflate_at(bytes: &[u8], level: i32) -> Vec<u8> {
    let mut out = vec![0; compress_bound(bytes.len())];
    let (packed, done) = compress_slice(&mut out, bytes, DeflateConfig::new(level));
    let length = packed.len();
    assert!(matches!(done, ReturnCode::Ok), "compress_bound is enough for every input");
    out.truncate(length);
    out
}

/// What [`deflate`] packed; as much of it as can be read, should it be damaged.
pub(super) fn inflate(bytes: &[u8]) -> Vec<u8> {
    let mut decoder = ZlibDecoder::new(Vec::with_capacity(bytes.len() * 2));
    let _ = decoder.write_all(bytes);
    decoder.finish().unwrap_or_default()
}

/// Rows of `stride` bytes, four to a pixel, each behind PNG's Paeth predictor (ISO 32000-1 §7.4.4.4), deflated.
pub(super) fn deflate_rows(data: &[u8], stride: usize) -> Vec<u8> {
    const PAETH: u8 = 4;
    const PIXEL: usize = 4;
    let mut filtered = Vec::with_capacity(data.len() + data.len() / stride.max(1));
    let blank = vec![0; stride];
    let mut above = blank.as_slice();
    for row in data.chunks_exact(stride) {
        filtered.push(PAETH);
        filtered.extend(row[..PIXEL].iter().zip(above).map(|(v, up)| v.wrapping_sub(*up)));
        let lefts = row.iter().zip(above).zip(&above[PIXEL..]);
        filtered.extend(
            row[PIXEL..]
                .iter()
                .zip(lefts)
                .map(|(v, ((left, up_left), up))| v.wrapping_sub(paeth(*left, *up, *up_left))),
        );
        above = row;
    }
    deflate(&filtered)
}

/// Undoes the predictor: `rows` are those of [`deflate_rows`], not deflated any more.
pub(super) fn unfiltered(rows: &[u8], stride: usize) -> Vec<u8> {
    const PIXEL: usize = 4;
    let mut out = vec![0; rows.len() / (stride + 1) * stride];
    let blank = vec![0; stride];
    let mut above = blank.as_slice();
    for (row, out) in rows.chunks_exact(stride + 1).zip(out.chunks_exact_mut(stride)) {
        for (x, v) in row[1..].iter().enumerate() {
            let (left, up_left) = if x < PIXEL { (0, 0) } else { (out[x - PIXEL], above[x - PIXEL]) };
            out[x] = v.wrapping_add(paeth(left, above[x], up_left));
        }
        above = out;
    }
    out
}

/// The neighbour nearest to left + up − up-left; left before up before up-left (PNG §9.4).
fn paeth(left: u8, up: u8, up_left: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(up), i16::from(up_left));
    let (to_a, to_b, to_c) = ((b - c).abs(), (a - c).abs(), (a + b - 2 * c).abs());
    if to_a <= to_b && to_a <= to_c {
        left
    } else if to_b <= to_c {
        up
    } else {
        up_left
    }
}
