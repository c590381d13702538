//! JPEG: baseline and progressive, grey, RGB, CMYK and YCCK.

use std::io::{BufRead, Read, Seek, SeekFrom};

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::header::{BadHeader, Header, Orientation};
use super::{Channels, Compression, PictureKind, StoredColour};

pub(super) fn header(file: &mut (impl BufRead + Seek)) -> Result<Header, BadHeader> {
    let Segments { adobe, quality } = segments(file).map_err(BadHeader::damaged)?;
    file.seek(SeekFrom::Start(0)).map_err(BadHeader::damaged)?;
    let mut decoder = JpegDecoder::new_with_options(file, options());
    decoder.decode_headers().map_err(BadHeader::damaged)?;
    let (width, height) = decoder.dimensions().ok_or_else(|| BadHeader::damaged("no dimensions"))?;
    let space = decoder.input_colorspace().ok_or_else(|| BadHeader::damaged("no colour space"))?;
    let side = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let channels = channels_of(space);
    Ok(Header {
        kind: PictureKind::Jpeg,
        pixels: [side(width), side(height)],
        channels,
        stored: StoredColour::of(channels),
        bits: 8,
        alpha: false,
        compression: Compression::Jpeg { quality },
        orientation: Orientation::from_exif(decoder.exif().map(Vec::as_slice)),
        profile: decoder.icc_profile(),
        adobe,
    })
}

/// The reader's own limits are put out of the way: ours name the file and the remedy.
fn options() -> DecoderOptions {
    DecoderOptions::default().set_strict_mode(false).set_max_width(usize::MAX).set_max_height(usize::MAX)
}

fn channels_of(space: ColorSpace) -> Channels {
    match space.num_components() {
        1 | 2 => Channels::Gray,
        4 => Channels::Cmyk,
        _ => Channels::Rgb,
    }
}

pub(super) fn pixels(bytes: &[u8], header: &Header) -> Result<(Vec<u8>, Channels), String> {
    // A file cut off in the middle decodes with a grey lower half; only its missing end marker tells. In coded data ff
    // is followed by 0 or a restart, so that ff d9 after the last header is the end and nothing else.
    let scan = bytes.windows(2).rposition(|w| w == [0xff, 0xda]).unwrap_or(0);
    if !bytes[scan..].windows(2).any(|w| w == [0xff, 0xd9]) {
        return Err("its end is missing".to_owned());
    }
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options());
    decoder.decode_headers().map_err(|e| e.to_string())?;
    let space = decoder.input_colorspace().ok_or("no colour space")?;
    let channels = channels_of(space);
    let wanted = match space {
        ColorSpace::Luma | ColorSpace::CMYK | ColorSpace::YCCK => space,
        _ if channels == Channels::Gray => ColorSpace::Luma,
        _ => ColorSpace::RGB,
    };
    decoder.set_options(options().jpeg_set_out_colorspace(wanted));
    let mut data = decoder.decode().map_err(|e| e.to_string())?;
    if space == ColorSpace::YCCK {
        for pixel in data.as_chunks_mut().0 {
            cmyk_from_ycck(pixel);
        }
    }
    if channels == Channels::Cmyk && header.adobe {
        for v in &mut data {
            *v = 255 - *v;
        }
    }
    Ok((data, channels))
}

/// YCCK is CMY as 255 − RGB in YCbCr, K beside it (ISO/IEC 10918-6 §6.5.3; coefficients of JFIF). The sums are
/// in 1/65536.
fn cmyk_from_ycck(pixel: &mut [u8; 4]) {
    let [y, cb, cr, k] = pixel.map(i32::from);
    let (cb, cr) = (cb - 128, cr - 128);
    let held = |v: i32| u8::try_from(255 - ((v + 32_768) >> 16).clamp(0, 255)).unwrap_or(0);
    let y = y << 16;
    let red = held(y + 91_881 * cr);
    let green = held(y - 22_554 * cb - 46_802 * cr);
    let blue = held(y + 116_130 * cb);
    *pixel = [red, green, blue, u8::try_from(k).unwrap_or(0)];
}

/// What the segments before the first scan say and the decoder keeps to itself.
#[derive(Default)]
struct Segments {
    /// APP14 “Adobe” (ISO/IEC 10918-6 §6.5.3).
    adobe: bool,
    /// Of the first quantisation table.
    quality: Option<u8>,
}

/// Walks the segments up to the first scan.
fn segments(file: &mut (impl Read + Seek)) -> std::io::Result<Segments> {
    const START_OF_SCAN: u8 = 0xda;
    const QUANTISATION: u8 = 0xdb;
    const APP14: u8 = 0xee;
    let mut found = Segments::default();
    file.seek(SeekFrom::Start(2))?;
    loop {
        let marker = next_marker(file)?;
        if marker == START_OF_SCAN {
            return Ok(found);
        }
        if matches!(marker, 0 | 0x01 | 0xd0..=0xd9) {
            continue;
        }
        let mut length = [0; 2];
        file.read_exact(&mut length)?;
        let mut skip = (i64::from(u16::from_be_bytes(length)) - 2).max(0);
        if marker == APP14 && skip >= 5 {
            let mut name = [0; 5];
            file.read_exact(&mut name)?;
            found.adobe |= &name == b"Adobe";
            skip -= 5;
        }
        if marker == QUANTISATION && skip >= 65 && found.quality.is_none() {
            let mut table = [0; 65];
            file.read_exact(&mut table)?;
            found.quality = quality(&table);
            skip -= 65;
        }
        file.seek(SeekFrom::Current(skip))?;
    }
}

fn next_marker(file: &mut impl Read) -> std::io::Result<u8> {
    let mut byte = [0];
    loop {
        file.read_exact(&mut byte)?;
        if byte[0] != 0xff {
            continue;
        }
        while byte[0] == 0xff {
            file.read_exact(&mut byte)?;
        }
        return Ok(byte[0]);
    }
}

/// The quality, 1–100, at which the usual encoder makes a luminance table of this coarseness: the sum of the table
/// against the sum of the example table of ISO/IEC 10918-1 annex K, which is quality 50.
fn quality(table: &[u8; 65]) -> Option<u8> {
    const SUM_AT_50: u32 = 3688;
    // The high half byte tells the precision, 0 = 8 bits; the low one the table's number, 0 = luminance.
    if table[0] != 0 {
        return None;
    }
    let sum: u32 = table[1..].iter().map(|v| u32::from(*v)).sum();
    let scale = (sum * 100 + SUM_AT_50 / 2) / SUM_AT_50;
    let quality = if scale <= 100 { (200 - scale) / 2 } else { 5000 / scale };
    u8::try_from(quality.clamp(1, 100)).ok()
}
