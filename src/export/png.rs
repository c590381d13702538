//! The page as a PNG proof in sRGB.

use crate::display::Sheet;
use crate::library::Library;
use crate::raster::{self, Cache, Image, View};

/// Resolutions that can be asked for: from a thumbnail to what shows every dot a press can hold.
const PPI: std::ops::RangeInclusive<u16> = 18..=600;
/// Most pixels of a proof: three broadsheet pages at 600 ppi.
const MOST_PIXELS: u64 = 360_000_000;
/// Rows that are painted at a time.
const BAND: u32 = 256;

/// Why there is no proof.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// Beyond what is offered.
    #[error("a proof cannot have {0} ppi: ask for 18 to 600")]
    Ppi(u16),
    /// Page × resolution is too much.
    #[error("page {page} at this resolution has {width} × {height} pixels, too many for one proof: ask for fewer ppi")]
    TooLarge {
        /// Page number.
        page: u16,
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// The encoder refused.
    #[error("page {page} could not be written as PNG ({why}): ask for fewer ppi, or for --to pdf")]
    Encoding {
        /// Page number.
        page: u16,
        /// In the encoder's words.
        why: String,
    },
}

/// The page as a PNG at `ppi`, with its resolution and colour space declared; the same sheet gives the same bytes.
///
/// Beside the file itself, memory is bounded: 256 rows of pixels at a time (10 MB for a broadsheet at 600 ppi) and what
/// [`Cache`] holds.
///
/// # Errors
/// [`PngError`] for a resolution outside 18–600 ppi and for more than 360 million pixels.
pub fn write(sheet: &Sheet, ppi: u16, library: &Library) -> Result<Vec<u8>, PngError> {
    if !PPI.contains(&ppi) {
        return Err(PngError::Ppi(ppi));
    }
    let view = View::at_ppi(ppi);
    let (width, height) = view.pixels_of(sheet.size);
    if u64::from(width) * u64::from(height) > MOST_PIXELS || width > Image::MOST_PIXELS_A_SIDE {
        return Err(PngError::TooLarge { page: sheet.page, width, height });
    }
    let mut file = Vec::new();
    encode(sheet, view, (width, height), library, &mut file)
        .map_err(|e| PngError::Encoding { page: sheet.page, why: e.to_string() })?;
    Ok(file)
}

/// Pixels that are there already.
#[derive(Clone, Copy, Debug)]
pub enum Samples<'a> {
    /// A byte a pixel.
    Gray(&'a [u8]),
    /// Four bytes a pixel; the alpha is left out.
    Rgba(&'a [u8]),
}

/// A PNG of pixels that were made for `page`, with their resolution.
///
/// # Errors
/// [`PngError::Encoding`] where there are not as many as `width` × `height`.
pub fn pixels(page: u16, (width, height): (u32, u32), samples: Samples<'_>, ppi: u16) -> Result<Vec<u8>, PngError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    let rgb: Vec<u8>;
    let data = match samples {
        Samples::Gray(data) => {
            encoder.set_color(png::ColorType::Grayscale);
            data
        }
        Samples::Rgba(data) => {
            encoder.set_color(png::ColorType::Rgb);
            encoder.set_source_srgb(png::SrgbRenderingIntent::RelativeColorimetric);
            rgb = data.as_chunks::<4>().0.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect();
            &rgb
        }
    };
    prepare(&mut encoder, f64::from(ppi) / 25.4);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(data)?;
        writer.finish()
    });
    written.map_err(|e| PngError::Encoding { page, why: e.to_string() })?;
    Ok(file)
}

/// Depth, packing and resolution.
fn prepare<W: std::io::Write>(encoder: &mut png::Encoder<'_, W>, px_per_mm: f64) {
    encoder.set_depth(png::BitDepth::Eight);
    // Type on paper repeats itself as it is: filters would only hide that, and more effort saves a quarter of the bytes
    // in twice the time.
    encoder.set_deflate_compression(png::DeflateCompression::Level(1));
    encoder.set_filter(png::Filter::NoFilter);
    let per_metre = (px_per_mm * 1000.0).round() as u32;
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu: per_metre, yppu: per_metre, unit: png::Unit::Meter }));
}

fn encode(
    sheet: &Sheet,
    view: View,
    (width, height): (u32, u32),
    library: &Library,
    file: &mut Vec<u8>,
) -> Result<(), png::EncodingError> {
    let mut encoder = png::Encoder::new(file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_source_srgb(png::SrgbRenderingIntent::RelativeColorimetric);
    prepare(&mut encoder, view.px_per_mm);
    let mut writer = encoder.write_header()?;
    let mut stream = writer.stream_writer()?;
    let mut cache = Cache::default();
    let mut rgb = Vec::new();
    for top in (0..height).step_by(BAND as usize) {
        let rows = BAND.min(height - top);
        let mut band = Image::new(width, rows);
        let view = View { origin: (0, -i32::try_from(top).unwrap_or(i32::MAX)), ..view };
        raster::render(sheet, view, library, &mut cache, &mut band);
        rgb.clear();
        for [r, g, b, _] in band.rgba().as_chunks::<4>().0 {
            rgb.extend_from_slice(&[*r, *g, *b]);
        }
        std::io::Write::write_all(&mut stream, &rgb)?;
    }
    stream.finish()?;
    writer.finish()
}
