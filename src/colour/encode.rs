//! Packs bytes as PDF's `FlateDecode` takes them.

use std::io::Write;

use flate2::write::ZlibDecoder;
use zlib_rs::adler32::{adler32, adler32_combine};
use zlib_rs::{Deflate, DeflateConfig, DeflateFlush, ReturnCode, Strategy, compress_bound, compress_slice};

use super::hands;

/// Level 6: level 9 takes twice the time for one per cent.
const LEVEL: i32 = 6;

/// The bytes deflated, with zlib's header. zlib-rs takes a third of the time `flate2`'s own way takes, and gives the same
/// bytes on every processor.
pub(crate) fn deflate(bytes: &[u8]) -> Vec<u8> {
    deflate_by(bytes, DeflateConfig::new(LEVEL))
}

/// A font program deflated. Outlines hardly repeat themselves: looking for what does takes six times as long, for a tenth of
/// the program and a hundredth of a page.
pub(crate) fn deflate_outlines(bytes: &[u8]) -> Vec<u8> {
    deflate_by(bytes, DeflateConfig { strategy: Strategy::HuffmanOnly, ..DeflateConfig::new(LEVEL) })
}

fn deflate_by(bytes: &[u8], how: DeflateConfig) -> Vec<u8> {
    let mut out = vec![0; compress_bound(bytes.len())];
    let (packed, done) = compress_slice(&mut out, bytes, how);
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

/// Bytes that one thread packs before it takes the next. Part of what the bytes are: not the machine's to choose.
const STRIPE: usize = 2 << 20;
/// How far deflate looks back.
const REACH: usize = 32 << 10;

/// Rows of `stride` bytes, four to a pixel, each behind PNG's Paeth predictor (ISO 32000-1 §7.4.4.4), deflated.
pub(super) fn deflate_rows(data: &[u8], stride: usize) -> Vec<u8> {
    const PAETH: u8 = 4;
    const PIXEL: usize = 4;
    const ROWS: usize = 64;
    let blank = vec![0; stride];
    let mut filtered = vec![0; data.len() / stride * (stride + 1)];
    hands::fill(&mut filtered, ROWS * (stride + 1), |part, rows| {
        let first = part * ROWS;
        let mut above = if first == 0 { blank.as_slice() } else { &data[(first - 1) * stride..][..stride] };
        for (row, out) in data[first * stride..].chunks_exact(stride).zip(rows.chunks_exact_mut(stride + 1)) {
            let (head, out) = out.split_at_mut(1 + PIXEL);
            head[0] = PAETH;
            head[1..].iter_mut().zip(row.iter().zip(above)).for_each(|(out, (v, up))| *out = v.wrapping_sub(*up));
            let lefts = row.iter().zip(above).zip(&above[PIXEL..]);
            for ((out, v), ((left, up_left), up)) in out.iter_mut().zip(&row[PIXEL..]).zip(lefts) {
                *out = v.wrapping_sub(paeth(*left, *up, *up_left));
            }
            above = row;
        }
    });
    deflate_stripes(&filtered)
}

/// The bytes deflated, large ones in stripes that are packed at the same time and follow each other in one stream (RFC 1951
/// §3.2.4: each ends on a whole byte). Every stripe knows what stood before it, so that hardly anything is lost.
fn deflate_stripes(bytes: &[u8]) -> Vec<u8> {
    let count = bytes.len().div_ceil(STRIPE);
    if count < 2 {
        return deflate(bytes);
    }
    let mut packed: Vec<(Vec<u8>, u32)> = vec![(Vec::new(), 0); count];
    hands::fill(&mut packed, 1, |number, out| {
        let (from, to) = (number * STRIPE, ((number + 1) * STRIPE).min(bytes.len()));
        let before = &bytes[from.saturating_sub(REACH)..from];
        out[0] = (stripe(&bytes[from..to], before, to == bytes.len()), adler32(1, &bytes[from..to]));
    });
    let mut out = Vec::with_capacity(packed.iter().map(|(part, _)| part.len()).sum::<usize>() + 6);
    // RFC 1950: deflate with a window of 32 KB, packed as by default.
    out.extend([0x78, 0x9c]);
    let mut sum = 1;
    for (number, (part, of)) in packed.iter().enumerate() {
        out.extend(part);
        let length = STRIPE.min(bytes.len() - number * STRIPE);
        sum = adler32_combine(sum, *of, length as u64);
    }
    out.extend(sum.to_be_bytes());
    out
}

fn stripe(bytes: &[u8], before: &[u8], last: bool) -> Vec<u8> {
    let mut deflate = Deflate::new(LEVEL, false, 15);
    let known = before.is_empty() || deflate.set_dictionary(before).is_ok();
    // What marks the end of a stripe comes on top of the bound.
    let mut out = vec![0; compress_bound(bytes.len()) + 64];
    let flush = if last { DeflateFlush::Finish } else { DeflateFlush::SyncFlush };
    let done = deflate.compress(bytes, &mut out, flush);
    let whole = known && done.is_ok() && deflate.total_in() == bytes.len() as u64;
    assert!(whole, "compress_bound is enough for every input");
    out.truncate(usize::try_from(deflate.total_out()).unwrap_or(usize::MAX));
    out
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stripes_are_one_stream_that_others_read() {
        let mut random = 1u32;
        let mut noise = |n: usize| {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ((random >> 24) as usize % n) as u8
        };
        for length in [0, 1, STRIPE - 1, STRIPE, STRIPE + 1, 2 * STRIPE + 77] {
            let bytes: Vec<u8> = (0..length).map(|i| (i / 300) as u8 ^ noise(5)).collect();
            let packed = deflate_stripes(&bytes);
            assert!(inflate(&packed) == bytes, "{length}");
            let whole = deflate(&bytes);
            assert!(packed.len() * 1000 < whole.len() * 1005 + 100_000, "{} for {}", packed.len(), whole.len());
        }
    }

    #[test]
    fn filtered_rows_come_back_from_every_part() {
        let stride = 4 * 37;
        for rows in [1, 63, 64, 65, 200] {
            let data: Vec<u8> = (0..rows * stride).map(|i| (i * i / 7) as u8).collect();
            assert!(unfiltered(&inflate(&deflate_rows(&data, stride)), stride) == data, "{rows}");
        }
    }
}
