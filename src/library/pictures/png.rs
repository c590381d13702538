//! PNG: grey, RGB and indexed, 1–16 bits, with or without transparency.

use std::io::{BufRead, Cursor, Seek};

use png::{BitDepth, ColorType, Decoder, Limits, Reader, Transformations};

use super::header::{BadHeader, Header, Orientation};
use super::pixels::{on_white, to_8_bits};
use super::{Channels, Compression, PictureKind, StoredColour};

/// What the decoder may set aside beside the picture itself: for profiles, EXIF and the rows it works on.
const MOST_BYTES_BESIDE: usize = 64 << 20;

fn open<R: BufRead + Seek>(file: R) -> Result<Reader<R>, png::DecodingError> {
    let mut decoder = Decoder::new_with_limits(file, Limits { bytes: MOST_BYTES_BESIDE });
    decoder.set_transformations(Transformations::EXPAND);
    decoder.set_ignore_text_chunk(true);
    decoder.read_info()
}

pub(super) fn header(file: &mut (impl BufRead + Seek)) -> Result<Header, BadHeader> {
    let reader = open(file).map_err(BadHeader::damaged)?;
    let info = reader.info();
    let (stored, channels) = match info.color_type {
        ColorType::Grayscale | ColorType::GrayscaleAlpha => (StoredColour::Gray, Channels::Gray),
        ColorType::Rgb | ColorType::Rgba => (StoredColour::Rgb, Channels::Rgb),
        ColorType::Indexed => (StoredColour::Indexed, Channels::Rgb),
    };
    let transparent = matches!(info.color_type, ColorType::GrayscaleAlpha | ColorType::Rgba);
    Ok(Header {
        kind: PictureKind::Png,
        pixels: [info.width, info.height],
        channels,
        stored,
        bits: info.bit_depth as u8,
        alpha: transparent || info.trns.is_some(),
        compression: Compression::Lossless,
        orientation: Orientation::from_exif(info.exif_metadata.as_deref()),
        profile: info.icc_profile.as_deref().map(<[u8]>::to_vec),
        adobe: false,
    })
}

/// Row by row, so that sixteen bits and transparency need no second copy of the whole picture.
pub(super) fn pixels(bytes: &[u8]) -> Result<(Vec<u8>, Channels), String> {
    let mut reader = open(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let (color, depth) = reader.output_color_type();
    let layout = Layout { color, deep: depth == BitDepth::Sixteen };
    let (width, height, interlaced) = (reader.info().width, reader.info().height, reader.info().interlaced);
    let channels = if matches!(color, ColorType::Rgb | ColorType::Rgba) { Channels::Rgb } else { Channels::Gray };
    let mut out = Vec::with_capacity(width as usize * height as usize * channels.count());
    if interlaced {
        // Rows arrive in seven passes: the whole picture is put together first.
        let size = reader.output_buffer_size().ok_or("it is too large")?;
        let mut whole = vec![0; size];
        reader.next_frame(&mut whole).map_err(|e| e.to_string())?;
        layout.append(&whole, &mut out);
    } else {
        for _ in 0..height {
            let row = reader.next_row().map_err(|e| e.to_string())?.ok_or("its end is missing")?;
            layout.append(row.data(), &mut out);
        }
    }
    Ok((out, channels))
}

/// How the decoder hands out samples.
struct Layout {
    color: ColorType,
    deep: bool,
}

impl Layout {
    fn append(&self, samples: &[u8], out: &mut Vec<u8>) {
        let narrow: Vec<u8>;
        let samples = if self.deep {
            narrow = samples.as_chunks().0.iter().map(|v| to_8_bits(u16::from_be_bytes(*v))).collect();
            &narrow
        } else {
            samples
        };
        match self.color {
            ColorType::GrayscaleAlpha => on_white(samples, 1, 255, out),
            ColorType::Rgba => on_white(samples, 3, 255, out),
            ColorType::Grayscale | ColorType::Rgb | ColorType::Indexed => out.extend_from_slice(samples),
        }
    }
}
