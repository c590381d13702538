//! Files become pixels: 8 bits a channel, upright, on white paper.

use super::header::{Header, Orientation};
use super::{PictureKind, jpeg, png, tiff, webp};

/// What a pixel is made of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Channels {
    /// One byte, 0 black to 255 white.
    Gray,
    /// Red, green, blue.
    Rgb,
    /// Four inks, 0 none to 255 solid.
    Cmyk,
}

impl Channels {
    /// Bytes a pixel.
    #[must_use]
    pub const fn count(self) -> usize {
        match self {
            Self::Gray => 1,
            Self::Rgb => 3,
            Self::Cmyk => 4,
        }
    }
}

/// A decoded picture, rows from the top, without padding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pixels {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What a pixel is made of.
    pub channels: Channels,
    /// `width × height × channels.count()` bytes.
    pub data: Vec<u8>,
    /// The ICC profile embedded in the file.
    pub profile: Option<Vec<u8>>,
}

pub(super) fn decode(bytes: &[u8], header: &Header) -> Result<Pixels, String> {
    // Deflate packs at most 1032 bytes into one, JPEG fewer: a file that claims more pixels than its bytes can hold is
    // refused before room is made for them.
    const MOST_PACKED: u64 = 1100;
    let packs = matches!(header.kind, PictureKind::Png | PictureKind::Jpeg);
    if packs && header.decoded_bytes() / MOST_PACKED > bytes.len() as u64 {
        return Err("it claims more pixels than it can hold".to_owned());
    }
    let (stored, channels) = match header.kind {
        PictureKind::Jpeg => jpeg::pixels(bytes, header)?,
        PictureKind::Png => png::pixels(bytes)?,
        PictureKind::Tiff => tiff::pixels(bytes)?,
        PictureKind::WebP => webp::pixels(bytes)?,
    };
    let [width, height] = header.upright_pixels();
    let count = channels.count();
    let [w, h] = header.pixels.map(|side| side as usize);
    if channels != header.channels || stored.len() != w * h * count {
        return Err("it changed while it was read".to_owned());
    }
    let data = upright(stored, [w, h], count, header.orientation);
    Ok(Pixels { width, height, channels, data, profile: header.profile.clone() })
}

/// 65535 → 255, rounded.
pub(super) fn to_8_bits(v: u16) -> u8 {
    u8::try_from((u32::from(v) + 128) / 257).unwrap_or(255)
}

/// Appends `count` channels with a last one of opacity, laid on `paper`.
pub(super) fn on_white(data: &[u8], count: usize, paper: u8, out: &mut Vec<u8>) {
    let paper = u32::from(paper);
    for pixel in data.chunks_exact(count + 1) {
        let opacity = u32::from(pixel[count]);
        let laid =
            |v: &u8| u8::try_from((u32::from(*v) * opacity + paper * (255 - opacity) + 127) / 255).unwrap_or(255);
        out.extend(pixel[..count].iter().map(laid));
    }
}

/// Moves every pixel to its upright place.
fn upright(stored: Vec<u8>, [w, h]: [usize; 2], count: usize, orientation: Orientation) -> Vec<u8> {
    if orientation == Orientation::UPRIGHT {
        return stored;
    }
    let width = if orientation.swaps_sides() { h } else { w };
    let mut out = vec![0; stored.len()];
    let [a, b, c, d, _, _] = orientation.matrix();
    // A coordinate that runs backwards starts at the far end: sides are counted in pixels, so the −1.
    let place = |along: i8, across: i8, x: usize, y: usize| match (along, across) {
        (1, _) => x,
        (-1, _) => w - 1 - x,
        (_, 1) => y,
        _ => h - 1 - y,
    };
    for (y, row) in stored.chunks_exact(w * count).enumerate() {
        for (x, pixel) in row.chunks_exact(count).enumerate() {
            let at = (place(b, d, x, y) * width + place(a, c, x, y)) * count;
            out[at..at + count].copy_from_slice(pixel);
        }
    }
    out
}
