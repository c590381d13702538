//! WebP: RGB, lossy or lossless, with or without transparency; of an animation, its first picture.

use std::io::{BufRead, Cursor, Read, Seek, SeekFrom};

use image::ImageDecoder;
use image::codecs::webp::WebPDecoder;

use super::header::{BadHeader, Header, Orientation};
use super::pixels::on_white;
use super::{Channels, Compression, PictureKind, StoredColour};

pub(super) fn header(file: &mut (impl BufRead + Seek)) -> Result<Header, BadHeader> {
    let compression =
        if is_lossless(file).map_err(BadHeader::damaged)? { Compression::Lossless } else { Compression::WebP };
    file.seek(SeekFrom::Start(0)).map_err(BadHeader::damaged)?;
    let mut decoder = WebPDecoder::new(file).map_err(BadHeader::damaged)?;
    let (width, height) = decoder.dimensions();
    let exif = decoder.exif_metadata().map_err(BadHeader::damaged)?;
    Ok(Header {
        kind: PictureKind::WebP,
        pixels: [width, height],
        channels: Channels::Rgb,
        stored: StoredColour::Rgb,
        bits: 8,
        alpha: decoder.color_type().has_alpha(),
        compression,
        orientation: Orientation::from_exif(exif.as_deref()),
        profile: decoder.icc_profile().map_err(BadHeader::damaged)?,
        adobe: false,
    })
}

pub(super) fn pixels(bytes: &[u8]) -> Result<(Vec<u8>, Channels), String> {
    let decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let transparent = decoder.color_type().has_alpha();
    let size = usize::try_from(decoder.total_bytes()).map_err(|e| e.to_string())?;
    let mut data = vec![0; size];
    decoder.read_image(&mut data).map_err(|e| e.to_string())?;
    if !transparent {
        return Ok((data, Channels::Rgb));
    }
    let mut out = Vec::with_capacity(data.len() / 4 * 3);
    on_white(&data, 3, 255, &mut out);
    Ok((out, Channels::Rgb))
}

/// Whether the first picture is a `VP8L` chunk.
fn is_lossless(file: &mut (impl Read + Seek)) -> std::io::Result<bool> {
    const MOST_CHUNKS: u32 = 1000;
    let mut at = 12;
    for _ in 0..MOST_CHUNKS {
        file.seek(SeekFrom::Start(at))?;
        let mut head = [0; 8];
        if file.read_exact(&mut head).is_err() {
            return Ok(false);
        }
        let [a, b, c, d, length @ ..] = head;
        let length = u64::from(u32::from_le_bytes(length));
        match &[a, b, c, d] {
            b"VP8L" => return Ok(true),
            b"VP8 " => return Ok(false),
            // A frame of an animation: its picture follows 16 bytes of placing.
            b"ANMF" => at += 8 + 16,
            _ => at += 8 + length + length % 2,
        }
    }
    Ok(false)
}
