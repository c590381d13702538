//! What a picture's file says of itself before its pixels begin.

use std::io::{BufRead, Seek, SeekFrom};
use std::path::Path;

use super::{Channels, Compression, PictureError, PictureKind, StoredColour, jpeg, png, tiff, webp};

/// Largest embedded profile that is kept; those of presses have 0.5–3 MB.
const MOST_PROFILE_BYTES: usize = 16_000_000;

/// The measured file.
#[derive(Debug)]
pub(super) struct Header {
    pub(super) kind: PictureKind,
    /// As stored, not upright.
    pub(super) pixels: [u32; 2],
    /// What it is decoded to.
    pub(super) channels: Channels,
    /// What it is stored as.
    pub(super) stored: StoredColour,
    /// Bits a channel (an index, of indexed colour), as stored.
    pub(super) bits: u8,
    pub(super) alpha: bool,
    pub(super) compression: Compression,
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

    /// Bytes of the decoded picture.
    pub(super) fn decoded_bytes(&self) -> u64 {
        let [width, height] = self.pixels.map(u64::from);
        width * height * self.channels.count() as u64
    }
}

/// Why a header cannot be read, before its file's name is known.
#[derive(Debug)]
pub(super) enum BadHeader {
    UnknownKind,
    Damaged(String),
}

impl BadHeader {
    pub(super) fn damaged(why: impl std::fmt::Display) -> Self {
        Self::Damaged(why.to_string())
    }

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

    pub(super) fn from_exif(exif: Option<&[u8]>) -> Self {
        let found = exif.and_then(image::metadata::Orientation::from_exif_chunk);
        Self(found.map_or(0, |o| o.to_exif().saturating_sub(1)))
    }

    /// The value of EXIF's, and TIFF's, tag 274; anything but 1–8 is upright.
    pub(super) fn from_tag(tag: u16) -> Self {
        Self(u8::try_from(tag).ok().filter(|t| (1..=8).contains(t)).map_or(0, |t| t - 1))
    }
}

/// Reads as far as the pixels.
pub(super) fn read(file: &mut (impl BufRead + Seek)) -> Result<Header, BadHeader> {
    let mut start = [0; 12];
    file.read_exact(&mut start).map_err(|_| BadHeader::UnknownKind)?;
    file.seek(SeekFrom::Start(0)).map_err(BadHeader::damaged)?;
    let kind = super::kind_of(&start).ok_or(BadHeader::UnknownKind)?;
    let mut header = match kind {
        PictureKind::Jpeg => jpeg::header(file),
        PictureKind::Png => png::header(file),
        PictureKind::Tiff => tiff::header(file),
        PictureKind::WebP => webp::header(file),
    }?;
    if header.profile.as_ref().is_some_and(|p| p.len() > MOST_PROFILE_BYTES) {
        return Err(BadHeader::damaged("its colour profile has more than 16 MB"));
    }
    header.profile = header.profile.filter(|p| !p.is_empty());
    Ok(header)
}
