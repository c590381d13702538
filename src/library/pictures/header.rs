//! What a picture's file says of itself before its pixels begin.

use std::io::{BufRead, Read, Seek, SeekFrom};
use std::path::Path;

use image::ImageDecoder;
use image::codecs::png::PngDecoder;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{Channels, PictureError, PictureKind};

/// The measured file.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) kind: PictureKind,
    /// As stored, not upright.
    pub(super) pixels: [u32; 2],
    pub(super) channels: Channels,
    pub(super) orientation: Orientation,
    pub(super) profile: Option<Vec<u8>>,
    /// JPEG with an Adobe marker: its CMYK samples are inverted.
    pub(super) adobe: bool,
}

impl Header {
    pub(super) const fn upright_pixels(&self) -> [u32; 2] {
        let [width, height] = self.pixels;
        if self.orientation.swaps_sides() { [height, width] } else { [width, height] }
    }
}

/// Why a header cannot be read, before its file's name is known.
#[derive(Debug)]
pub(super) enum BadHeader {
    UnknownKind,
    Damaged(String),
}

impl BadHeader {
    pub(super) fn at(self, path: &Path) -> PictureError {
        match self {
            Self::UnknownKind => PictureError::UnknownKind(path.to_owned()),
            Self::Damaged(why) => PictureError::Damaged(path.to_owned(), why),
        }
    }
}

/// How the stored picture must be turned or mirrored to stand upright: EXIF orientation 1–8, less 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Orientation(u8);

impl Orientation {
    pub(super) const UPRIGHT: Self = Self(0);

    /// See [`super::PictureFile::uprighting`].
    pub(super) const fn matrix(self) -> [i8; 6] {
        match self.0 {
            1 => [-1, 0, 0, 1, 1, 0],
            2 => [-1, 0, 0, -1, 1, 1],
            3 => [1, 0, 0, -1, 0, 1],
            4 => [0, 1, 1, 0, 0, 0],
            5 => [0, 1, -1, 0, 1, 0],
            6 => [0, -1, -1, 0, 1, 1],
            7 => [0, -1, 1, 0, 0, 1],
            _ => [1, 0, 0, 1, 0, 0],
        }
    }

    pub(super) const fn swaps_sides(self) -> bool {
        self.0 >= 4
    }

    fn from_exif(exif: Option<&[u8]>) -> Self {
        let found = exif.and_then(image::metadata::Orientation::from_exif_chunk);
        Self(found.map_or(0, |o| o.to_exif().saturating_sub(1)))
    }
}

/// Reads as far as the pixels.
pub(super) fn read(file: &mut (impl BufRead + Seek)) -> Result<Header, BadHeader> {
    let mut start = [0; 8];
    let io = |e: std::io::Error| BadHeader::Damaged(e.to_string());
    file.read_exact(&mut start).map_err(|_| BadHeader::UnknownKind)?;
    file.seek(SeekFrom::Start(0)).map_err(io)?;
    match start {
        [0xff, 0xd8, 0xff, ..] => jpeg(file),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a] => png(file),
        _ => Err(BadHeader::UnknownKind),
    }
}

fn png(file: &mut (impl BufRead + Seek)) -> Result<Header, BadHeader> {
    let damaged = |e: image::ImageError| BadHeader::Damaged(e.to_string());
    let mut decoder = PngDecoder::new(file).map_err(damaged)?;
    let (width, height) = decoder.dimensions();
    let channels = if decoder.color_type().has_color() { Channels::Rgb } else { Channels::Gray };
    let exif = decoder.exif_metadata().map_err(damaged)?;
    Ok(Header {
        kind: PictureKind::Png,
        pixels: [width, height],
        channels,
        orientation: Orientation::from_exif(exif.as_deref()),
        profile: decoder.icc_profile().map_err(damaged)?,
        adobe: false,
    })
}

fn jpeg(file: &mut (impl BufRead + Seek)) -> Result<Header, BadHeader> {
    let damaged = |e: &dyn std::fmt::Display| BadHeader::Damaged(e.to_string());
    let adobe = has_adobe_marker(file).map_err(|e| damaged(&e))?;
    file.seek(SeekFrom::Start(0)).map_err(|e| damaged(&e))?;
    let mut decoder = JpegDecoder::new_with_options(file, options());
    decoder.decode_headers().map_err(|e| damaged(&e))?;
    let (width, height) = decoder.dimensions().ok_or_else(|| damaged(&"no dimensions"))?;
    let space = decoder.input_colorspace().ok_or_else(|| damaged(&"no colour space"))?;
    let side = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Header {
        kind: PictureKind::Jpeg,
        pixels: [side(width), side(height)],
        channels: channels_of(space),
        orientation: Orientation::from_exif(decoder.exif().map(Vec::as_slice)),
        profile: decoder.icc_profile(),
        adobe,
    })
}

/// The reader's own limits are put out of the way: ours name the file and the remedy.
pub(super) fn options() -> DecoderOptions {
    DecoderOptions::default().set_strict_mode(false).set_max_width(usize::MAX).set_max_height(usize::MAX)
}

pub(super) fn channels_of(space: ColorSpace) -> Channels {
    match space.num_components() {
        1 | 2 => Channels::Gray,
        4 => Channels::Cmyk,
        _ => Channels::Rgb,
    }
}

/// Walks the segments up to the first scan and looks for APP14 “Adobe” (ISO/IEC 10918-6 §6.5.3). The decoder looks too,
/// but keeps the answer to itself.
fn has_adobe_marker(file: &mut (impl Read + Seek)) -> std::io::Result<bool> {
    const START_OF_SCAN: u8 = 0xda;
    const APP14: u8 = 0xee;
    file.seek(SeekFrom::Start(2))?;
    loop {
        let mut byte = [0];
        file.read_exact(&mut byte)?;
        if byte[0] != 0xff {
            continue;
        }
        while byte[0] == 0xff {
            file.read_exact(&mut byte)?;
        }
        if byte[0] == START_OF_SCAN {
            return Ok(false);
        }
        if matches!(byte[0], 0 | 0x01 | 0xd0..=0xd9) {
            continue;
        }
        let mut length = [0; 2];
        file.read_exact(&mut length)?;
        let length = i64::from(u16::from_be_bytes(length)) - 2;
        let mut skip = length.max(0);
        if byte[0] == APP14 && skip >= 5 {
            let mut name = [0; 5];
            file.read_exact(&mut name)?;
            if &name == b"Adobe" {
                return Ok(true);
            }
            skip -= 5;
        }
        file.seek(SeekFrom::Current(skip))?;
    }
}
