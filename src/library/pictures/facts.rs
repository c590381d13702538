//! What can be said about a picture: from its file's head alone, and from its pixels.

use super::header::Header;
use super::{Channels, PictureKind, Pixels};

/// What a picture's file says of itself; nothing has been decoded for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PictureFacts {
    /// How it is written.
    pub kind: PictureKind,
    /// Width and height, upright.
    pub pixels: [u32; 2],
    /// Colour as stored.
    pub stored: StoredColour,
    /// Bits a channel as stored; of indexed colour, bits an index. 1 is line art.
    pub bits: u8,
    /// It has transparency, which is laid on white.
    pub alpha: bool,
    /// The camera's orientation turns or mirrors it.
    pub turned: bool,
    /// How it is packed.
    pub compression: Compression,
    /// The profile embedded in it; none: RGB is taken as sRGB, inks as those of the press.
    pub profile: Option<ProfileFacts>,
}

/// Colour as a file stores it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum StoredColour {
    /// One channel of grey; with one bit, line art.
    Gray,
    /// Red, green, blue.
    Rgb,
    /// Four inks.
    Cmyk,
    /// Indices into a table of RGB.
    Indexed,
}

impl StoredColour {
    pub(super) const fn of(channels: Channels) -> Self {
        match channels {
            Channels::Gray => Self::Gray,
            Channels::Rgb => Self::Rgb,
            Channels::Cmyk => Self::Cmyk,
        }
    }
}

/// How a file's pixels are packed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Compression {
    /// Not at all.
    None,
    /// Without loss.
    Lossless,
    /// As JPEG.
    Jpeg {
        /// 1–100, guessed from the quantisation of luminance as the usual encoders set it; none where that cannot be told.
        quality: Option<u8>,
    },
    /// As WebP with loss.
    WebP,
}

/// The head of an ICC profile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProfileFacts {
    /// Its own description; empty where it has none that can be read.
    pub name: String,
    /// Four letters of the device class: `mntr`, `prtr`, `scnr`, `spac` …
    pub class: String,
    /// Four letters of the colour space without trailing blanks: `RGB`, `CMYK`, `GRAY` …
    pub space: String,
    /// Major version of the ICC specification.
    pub version: u8,
}

impl ProfileFacts {
    /// None for bytes that are no ICC profile.
    #[must_use]
    pub fn read(icc: &[u8]) -> Option<Self> {
        let word = |at: usize| icc.get(at..at + 4);
        if word(36)? != b"acsp" {
            return None;
        }
        let text = |at: usize| Some(String::from_utf8_lossy(word(at)?).trim_end().to_owned());
        Some(Self { name: description(icc).unwrap_or_default(), class: text(12)?, space: text(16)?, version: icc[8] })
    }
}

/// The text of the tag `desc`, in its first language (ICC.1:2001 §6.5.17, ICC.1:2010 §10.13).
fn description(icc: &[u8]) -> Option<String> {
    let number = |at: usize| Some(u32::from_be_bytes(icc.get(at..at.checked_add(4)?)?.try_into().ok()?) as usize);
    let tags = (0..number(128)?.min(200)).map(|n| 132 + 12 * n);
    let tag = tags.into_iter().find(|at| icc.get(*at..at + 4) == Some(b"desc"))?;
    let at = number(tag + 4)?;
    let part = |from: usize, length: usize| icc.get(at.checked_add(from)?..at.checked_add(from)?.checked_add(length)?);
    let text = match part(0, 4)? {
        b"desc" => String::from_utf8_lossy(part(12, number(at.checked_add(8)?)?)?).into_owned(),
        b"mluc" => {
            let (length, from) = (number(at.checked_add(20)?)?, number(at.checked_add(24)?)?);
            let units: Vec<u16> = part(from, length)?.as_chunks().0.iter().map(|u| u16::from_be_bytes(*u)).collect();
            String::from_utf16_lossy(&units)
        }
        _ => return None,
    };
    Some(text.trim_matches(|c: char| c == '\0' || c.is_whitespace()).to_owned())
}

impl Header {
    pub(super) fn facts(&self) -> PictureFacts {
        PictureFacts {
            kind: self.kind,
            pixels: self.upright_pixels(),
            stored: self.stored,
            bits: self.bits,
            alpha: self.alpha,
            turned: self.orientation != super::header::Orientation::UPRIGHT,
            compression: self.compression,
            profile: self.profile.as_deref().and_then(ProfileFacts::read),
        }
    }
}

/// What only a picture's pixels tell, before any separation of ours.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PictureTones {
    /// Mean lightness, CIE L* 0–100, as the screen shows it.
    pub lightness: u8,
    /// No pixel has a hue: a grey picture, whatever it is stored in.
    pub neutral: bool,
    /// Of a picture in inks: how many pixels have each total ink in per cent, 0–400. Empty of any other.
    pub totals: Vec<u32>,
    /// Of a picture in inks: pixels of at least 200 % of cyan, magenta and yellow with less than 5 % of black, as
    /// separations for coated paper have in their shadows.
    pub shadows_without_black: u32,
}

/// Pixels that are looked at for lightness and hue; of a larger picture, every so many rows.
const ENOUGH_PIXELS: usize = 1 << 20;
/// Difference between the channels of a neutral pixel: what JPEG's rounding leaves.
const NEUTRAL: u8 = 6;

impl PictureTones {
    pub(super) fn of(pixels: &Pixels) -> Self {
        let count = pixels.channels.count();
        let stride = (pixels.width as usize * count).max(1);
        let every = (pixels.data.len() / count).div_ceil(ENOUGH_PIXELS).max(1);
        let rows = || pixels.data.chunks_exact(stride).step_by(every).flat_map(|row| row.chunks_exact(count));
        let light = lightness_of_bytes();
        let (mut sum, mut seen, mut neutral) = (0u64, 0u64, true);
        for pixel in rows() {
            let rgb = rgb_of(pixel);
            let (least, most) = (rgb.iter().min(), rgb.iter().max());
            neutral &= least.zip(most).is_none_or(|(a, b)| b - a <= NEUTRAL);
            // Luma in sRGB's own curved values stands in for luminance: within two L* for all but pure colours.
            let luma = (u32::from(rgb[0]) * 299 + u32::from(rgb[1]) * 587 + u32::from(rgb[2]) * 114) / 1000;
            sum += u64::from(light[luma.min(255) as usize]);
            seen += 1;
        }
        let lightness = u8::try_from((sum + seen / 2) / seen.max(1)).unwrap_or(100);
        let (totals, shadows_without_black) =
            if pixels.channels == Channels::Cmyk { inks(&pixels.data) } else { (Vec::new(), 0) };
        Self { lightness, neutral, totals, shadows_without_black }
    }

    /// The largest total ink in per cent; 0 of a picture that is not in inks.
    #[must_use]
    pub fn most_ink(&self) -> u16 {
        let most = self.totals.iter().rposition(|n| *n > 0).unwrap_or(0);
        u16::try_from(most).unwrap_or(400)
    }

    /// How much of the picture has more ink than `limit` per cent, in millionths.
    #[must_use]
    pub fn share_over(&self, limit: u16) -> u32 {
        let all: u64 = self.totals.iter().map(|n| u64::from(*n)).sum();
        let over: u64 = self.totals.iter().skip(usize::from(limit) + 1).map(|n| u64::from(*n)).sum();
        u32::try_from(over * 1_000_000 / all.max(1)).unwrap_or(1_000_000)
    }
}

fn inks(data: &[u8]) -> (Vec<u32>, u32) {
    const SHADOW: u32 = 510;
    const BLACK: u8 = 13;
    // 1020 levels at most.
    let mut levels = vec![0u32; 1021];
    let mut without_black = 0;
    for pixel in data.as_chunks::<4>().0 {
        let [c, m, y, k] = pixel.map(u32::from);
        levels[(c + m + y + k) as usize] += 1;
        without_black += u32::from(c + m + y >= SHADOW && pixel[3] < BLACK);
    }
    let mut totals = vec![0; 401];
    for (level, n) in levels.into_iter().enumerate() {
        // Rounded up: 240.1 % is over 240.
        totals[(level * 100).div_ceil(255)] += n;
    }
    (totals, without_black)
}

/// About what a screen shows of a pixel.
fn rgb_of(pixel: &[u8]) -> [u8; 3] {
    match *pixel {
        [g] => [g; 3],
        [r, g, b] => [r, g, b],
        [c, m, y, k] => [c, m, y].map(|ink| {
            let light = (255 - u32::from(ink)) * (255 - u32::from(k)) / 255;
            u8::try_from(light).unwrap_or(255)
        }),
        _ => [255; 3],
    }
}

/// CIE L* of sRGB's greys, rounded.
fn lightness_of_bytes() -> [u8; 256] {
    let mut out = [0; 256];
    for (v, l) in out.iter_mut().enumerate() {
        let v = v as f64 / 255.0;
        let y = if v <= 0.04045 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) };
        let exact = if y > 216.0 / 24389.0 { 116.0 * y.cbrt() - 16.0 } else { y * 24389.0 / 27.0 };
        *l = exact.round() as u8;
    }
    out
}
