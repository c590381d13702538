//! Files become pixels: 8 bits a channel, upright, on white paper.

use std::io::Cursor;

use image::codecs::png::PngDecoder;
use image::{ColorType, ImageDecoder};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;

use super::PictureKind;
use super::header::{self, Header, Orientation};

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
    let (stored, channels) = match header.kind {
        PictureKind::Jpeg => jpeg(bytes, header)?,
        PictureKind::Png => png(bytes)?,
    };
    let [width, height] = header.upright_pixels();
    let count = channels.count();
    let [w, h] = header.pixels.map(|side| side as usize);
    if stored.len() != w * h * count {
        return Err("it changed while it was read".to_owned());
    }
    let data = upright(stored, [w, h], count, header.orientation);
    Ok(Pixels { width, height, channels, data, profile: header.profile.clone() })
}

fn jpeg(bytes: &[u8], header: &Header) -> Result<(Vec<u8>, Channels), String> {
    // A file cut off in the middle decodes with a grey lower half; only its missing end marker tells. In coded data ff
    // is followed by 0 or a restart, so that ff d9 after the last header is the end and nothing else.
    let scan = bytes.windows(2).rposition(|w| w == [0xff, 0xda]).unwrap_or(0);
    if !bytes[scan..].windows(2).any(|w| w == [0xff, 0xd9]) {
        return Err("its end is missing".to_owned());
    }
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), header::options());
    decoder.decode_headers().map_err(|e| e.to_string())?;
    let space = decoder.input_colorspace().ok_or("no colour space")?;
    let channels = header::channels_of(space);
    let wanted = match space {
        ColorSpace::Luma | ColorSpace::CMYK | ColorSpace::YCCK => space,
        _ if channels == Channels::Gray => ColorSpace::Luma,
        _ => ColorSpace::RGB,
    };
    decoder.set_options(header::options().jpeg_set_out_colorspace(wanted));
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

fn png(bytes: &[u8]) -> Result<(Vec<u8>, Channels), String> {
    let decoder = PngDecoder::new(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let color = decoder.color_type();
    let total = usize::try_from(decoder.total_bytes()).map_err(|e| e.to_string())?;
    let mut data = vec![0; total];
    decoder.read_image(&mut data).map_err(|e| e.to_string())?;
    let deep = matches!(color, ColorType::L16 | ColorType::La16 | ColorType::Rgb16 | ColorType::Rgba16);
    if deep {
        data = data.as_chunks().0.iter().map(|v| to_8_bits(u16::from_ne_bytes(*v))).collect();
    }
    let channels = if color.has_color() { Channels::Rgb } else { Channels::Gray };
    if color.has_alpha() {
        data = on_white(&data, channels.count());
    }
    Ok((data, channels))
}

/// 65535 → 255, rounded.
fn to_8_bits(v: u16) -> u8 {
    u8::try_from((u32::from(v) + 128) / 257).unwrap_or(255)
}

/// Lays `count` channels with a last one of opacity on white.
fn on_white(data: &[u8], count: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() / (count + 1) * count);
    for pixel in data.chunks_exact(count + 1) {
        let opacity = u32::from(pixel[count]);
        let laid = |v: &u8| u8::try_from((u32::from(*v) * opacity + 255 * (255 - opacity) + 127) / 255).unwrap_or(255);
        out.extend(pixel[..count].iter().map(laid));
    }
    out
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
