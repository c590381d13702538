//! TIFF: grey, RGB, CMYK and indexed, 1–16 bits, with or without transparency, samples side by side or in planes; of
//! several pictures, the first.

use std::io::{BufRead, Cursor, Read, Seek};

use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;

use super::header::{BadHeader, Header, Orientation};
use super::pixels::{on_white, to_8_bits};
use super::{Channels, Compression, MOST_DECODED_BYTES, PictureKind, StoredColour};

/// Values of the tag `Compression` (TIFF 6.0 §8, TIFF technical note 2).
const NOT_COMPRESSED: u16 = 1;
const OLD_JPEG: u16 = 6;
const JPEG: u16 = 7;
/// The tag that says what samples mean, and its value for indices into a table of colours.
const PHOTOMETRIC: u16 = 262;
const INDEXED: u16 = 3;

fn open<R: Read + Seek>(file: R) -> tiff::TiffResult<Decoder<R>> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = usize::try_from(MOST_DECODED_BYTES).unwrap_or(usize::MAX);
    limits.intermediate_buffer_size = 256 << 20;
    // A profile of a press has up to 3 MB.
    limits.ifd_value_size = 16 << 20;
    Ok(Decoder::new(file)?.with_limits(limits))
}

pub(super) fn header(file: &mut (impl BufRead + Seek)) -> Result<Header, BadHeader> {
    let mut decoder = open(file).map_err(BadHeader::damaged)?;
    let (width, height) = decoder.dimensions().map_err(BadHeader::damaged)?;
    let samples = Samples::of(&mut decoder).map_err(BadHeader::Damaged)?;
    let compression = match decoder.find_tag_unsigned(Tag::Compression).map_err(BadHeader::damaged)? {
        None | Some(NOT_COMPRESSED) => Compression::None,
        Some(OLD_JPEG | JPEG) => Compression::Jpeg { quality: None },
        Some(_) => Compression::Lossless,
    };
    let orientation = decoder.find_tag_unsigned(Tag::Orientation).map_err(BadHeader::damaged)?;
    let profile = decoder.find_tag(Tag::IccProfile).ok().flatten().and_then(|tag| tag.into_u8_vec().ok());
    Ok(Header {
        kind: PictureKind::Tiff,
        pixels: [width, height],
        channels: samples.channels,
        stored: samples.stored,
        bits: samples.bits,
        alpha: samples.alpha,
        compression,
        orientation: Orientation::from_tag(orientation.unwrap_or(1)),
        profile,
        adobe: false,
    })
}

pub(super) fn pixels(bytes: &[u8]) -> Result<(Vec<u8>, Channels), String> {
    let mut decoder = open(Cursor::new(bytes)).map_err(|e| e.to_string())?;
    let samples = Samples::of(&mut decoder)?;
    let grey: Vec<u8>;
    if samples.stored == StoredColour::Indexed {
        // The decoder knows no indices; as levels of grey they come out as they are.
        grey = with_indices_as_grey(bytes).ok_or("its indices cannot be read: save it as RGB")?;
        decoder = open(Cursor::new(grey.as_slice())).map_err(|e| e.to_string())?;
    }
    let (width, height) = decoder.dimensions().map_err(|e| e.to_string())?;
    let size = [width as usize, height as usize];
    let palette = match samples.stored {
        StoredColour::Indexed => Some(decoder.get_tag_u16_vec(Tag::ColorMap).map_err(|e| e.to_string())?),
        StoredColour::Gray | StoredColour::Rgb | StoredColour::Cmyk => None,
    };
    let mut read = DecodingResult::U8(Vec::new());
    let layout = decoder.read_image_to_buffer(&mut read).map_err(|e| e.to_string())?;
    let data = match read {
        DecodingResult::U8(data) if samples.bits == 8 => data,
        DecodingResult::U8(data) => unpacked(&data, size, samples, palette.is_none()),
        DecodingResult::U16(data) => data.into_iter().map(to_8_bits).collect(),
        _ => return Err("its samples are not whole numbers of 1–16 bits: save it with 8".to_owned()),
    };
    let wanted = size[0] * size[1] * samples.count;
    let data = if layout.planes > 1 { interleaved(&data, wanted / samples.count, samples.count) } else { data };
    if data.len() < wanted {
        return Err("its end is missing".to_owned());
    }
    if let Some(palette) = palette {
        return Ok((looked_up(&data[..wanted], &palette), Channels::Rgb));
    }
    let data = if samples.alpha { flattened(&data[..wanted], samples) } else { data };
    Ok((data, samples.channels))
}

/// What a pixel is stored as.
#[derive(Clone, Copy)]
struct Samples {
    stored: StoredColour,
    channels: Channels,
    bits: u8,
    alpha: bool,
    /// Samples a pixel, opacity included.
    count: usize,
}

impl Samples {
    fn of<R: Read + Seek>(decoder: &mut Decoder<R>) -> Result<Self, String> {
        let of = |channels: Channels, bits: u8, alpha: bool| {
            let count = channels.count() + usize::from(alpha);
            Self { stored: StoredColour::of(channels), channels, bits, alpha, count }
        };
        if decoder.find_tag_unsigned(Tag::PhotometricInterpretation).map_err(|e| e.to_string())? == Some(INDEXED) {
            let bits = decoder.find_tag_unsigned(Tag::BitsPerSample).map_err(|e| e.to_string())?.unwrap_or(1);
            let samples = Self { stored: StoredColour::Indexed, channels: Channels::Rgb, bits, alpha: false, count: 1 };
            return if matches!(bits, 1 | 2 | 4 | 8) { Ok(samples) } else { Err(odd(bits)) };
        }
        let samples = match decoder.colortype().map_err(|e| e.to_string())? {
            ColorType::Gray(bits) => of(Channels::Gray, bits, false),
            ColorType::GrayA(bits) => of(Channels::Gray, bits, true),
            ColorType::RGB(bits) => of(Channels::Rgb, bits, false),
            ColorType::RGBA(bits) => of(Channels::Rgb, bits, true),
            ColorType::CMYK(bits) => of(Channels::Cmyk, bits, false),
            ColorType::CMYKA(bits) => of(Channels::Cmyk, bits, true),
            other => return Err(format!("its colour is {other:?}: save it as grey, RGB or CMYK")),
        };
        let packed = samples.count == 1 && matches!(samples.bits, 1 | 2 | 4);
        if packed || matches!(samples.bits, 8 | 16) {
            return Ok(samples);
        }
        Err(odd(samples.bits))
    }
}

fn odd(bits: u8) -> String {
    format!("it has {bits} bits a sample: save it with 8")
}

/// The file with the photometric interpretation of its first picture changed from indexed to grey; none for a BigTIFF
/// and for one that is broken.
fn with_indices_as_grey(bytes: &[u8]) -> Option<Vec<u8>> {
    const GREY: u8 = 1;
    let big = bytes.starts_with(b"MM");
    let part = |at: usize, n: usize| bytes.get(at..at.checked_add(n)?);
    let number = |part: &[u8]| {
        let add = |sum: usize, v: &u8| sum << 8 | usize::from(*v);
        if big { part.iter().fold(0, add) } else { part.iter().rev().fold(0, add) }
    };
    let directory = number(part(4, 4)?);
    let entries = number(part(directory, 2)?);
    let entry = (0..entries)
        .map(|n| directory + 2 + 12 * n)
        .find(|at| part(*at, 2).is_some_and(|tag| number(tag) == usize::from(PHOTOMETRIC)))?;
    let mut grey = bytes.to_vec();
    // The value is a SHORT in the first two of the entry's last four bytes.
    let value = grey.get_mut(entry + 8..entry + 10)?;
    value[usize::from(big)] = GREY;
    Some(grey)
}

/// Samples of less than a byte, rows of which begin on whole bytes; spread over 0–255 unless they are indices.
fn unpacked(data: &[u8], [width, height]: [usize; 2], samples: Samples, spread: bool) -> Vec<u8> {
    let bits = usize::from(samples.bits.max(1));
    let most = (1u16 << bits.min(8)) - 1;
    let stride = (width * bits).div_ceil(8);
    let mut out = Vec::with_capacity(width * height);
    for row in data.chunks_exact(stride.max(1)).take(height) {
        out.extend((0..width).map(|x| {
            let value = (u16::from(row[x * bits / 8]) >> (8 - bits - x * bits % 8)) & most;
            u8::try_from(if spread { value * 255 / most } else { value }).unwrap_or(255)
        }));
    }
    out
}

/// Planes of one sample each become pixels.
fn interleaved(data: &[u8], plane: usize, count: usize) -> Vec<u8> {
    let mut out = vec![0; data.len()];
    for (n, samples) in data.chunks_exact(plane.max(1)).take(count).enumerate() {
        for (pixel, sample) in out.chunks_exact_mut(count).zip(samples) {
            pixel[n] = *sample;
        }
    }
    out
}

/// The colours of indices: the map holds all reds, then all greens, then all blues, in 16 bits.
fn looked_up(indices: &[u8], map: &[u16]) -> Vec<u8> {
    let colours = map.len() / 3;
    let at = |plane: usize, index: u8| map.get(plane * colours + usize::from(index)).map_or(0, |v| to_8_bits(*v));
    indices.iter().flat_map(|i| [at(0, *i), at(1, *i), at(2, *i)]).collect()
}

fn flattened(data: &[u8], samples: Samples) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    // White is no ink.
    let paper = if samples.channels == Channels::Cmyk { 0 } else { 255 };
    on_white(data, samples.channels.count(), paper, &mut out);
    out
}
