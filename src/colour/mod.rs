//! Photographs become press ink: cropped, brought to the plate's resolution, separated through the press's profile.
//!
//! Only photographs go through a profile. Type, rules and tints are already written in inks and stay as they are.

mod black;
mod convert;
mod encode;
mod hands;
mod jpeg;
mod limit;
mod link;
mod press;
mod profile;
mod proof;
mod resample;
mod separation;
mod sharpen;
mod store;
mod tables;

use std::path::Path;

use crate::display::Picture;
use crate::library::{Channels, PictureError, PictureFile, PictureKind, Pixels, StoredColour};
use convert::Wish;

pub(crate) use encode::{deflate, deflate_outlines};
pub use profile::{OutputProfile, ProfileError};
pub use proof::{Proof, White};
pub use separation::{Coding, InkFacts, Packing, Separation};

/// How an edition's photographs are separated.
#[derive(Clone, Debug)]
pub struct Separating {
    /// The press.
    pub profile: OutputProfile,
    /// The most ink, all four together, in per cent; none: the profile's own limit.
    pub ink_limit: Option<u16>,
    /// Unsharp masking in per cent, 0–500; 0 for none.
    pub sharpen: u16,
    /// Resolution they are brought down to, in pixels an inch, 36–2400.
    pub ppi: u32,
    /// How they are packed.
    pub packing: Packing,
}

impl Separating {
    /// For the bundled newsprint profile, at 200 ppi (a 100 line screen), not sharpened, lossless.
    #[must_use]
    pub fn newsprint() -> Self {
        Self { profile: OutputProfile::bundled(), ink_limit: None, sharpen: 0, ppi: 200, packing: Packing::Lossless }
    }

    /// The most ink in per cent.
    #[must_use]
    pub fn limit(&self) -> u16 {
        self.ink_limit.unwrap_or_else(|| self.profile.ink_limit())
    }

    /// Pixels across and down that a frame has room for.
    #[must_use]
    pub fn most_pixels(&self, picture: &Picture) -> [u32; 2] {
        // A negative side or one of kilometres saturates.
        [picture.frame.width, picture.frame.height]
            .map(|side| (side.as_pt() / 72.0 * f64::from(self.ppi)).round() as u32)
    }

    fn wish(&self, picture: &Picture) -> Wish {
        Wish { intent: picture.intent, black: picture.black, limit: self.limit() }
    }
}

/// What a placed picture becomes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Separated {
    /// Its file goes into the PDF as it is: the photographer's own separation for this press keeps every limit.
    AsItIs,
    /// Separated by us, or within the limit again.
    Anew(Separation),
}

/// The shown part of `file` in inks, at most as fine as `how` says and never finer than it is. With a `cache` folder, what
/// was separated before is taken from there and the file is not decoded.
///
/// # Errors
/// [`PictureError`] where the file is gone, cut off or broken.
pub fn separate(
    file: &PictureFile,
    picture: &Picture,
    how: &Separating,
    cache: Option<&Path>,
) -> Result<Separated, PictureError> {
    let key = store::key(file.content_hash()?, picture, how);
    if let Some(known) = cache.and_then(|folder| store::read(folder, &key)) {
        return Ok(known);
    }
    let pixels = file.decode()?;
    let separated = if may_pass(file, &pixels, picture, how) {
        Separated::AsItIs
    } else {
        let (width, height, inks) = inks_of(&pixels, picture, how);
        let lossless = || Separation::pack(width, height, &inks);
        Separated::Anew(match how.packing {
            Packing::Jpeg(quality) if !is_drawing(file) => lossless().or_as_jpeg(&inks, quality, how.limit()),
            Packing::Jpeg(_) | Packing::Lossless => lossless(),
            Packing::Unpacked => Separation::plain(width, height, inks),
        })
    };
    if let Some(folder) = cache {
        store::write(folder, &key, &separated);
    }
    Ok(separated)
}

/// The same as plain bytes: the shown part's width, height and four bytes a pixel, 0 no ink, 255 solid. What is printed of
/// a picture that goes through as it is is what it holds.
///
/// # Errors
/// As [`separate`].
pub fn inks(
    file: &PictureFile,
    picture: &Picture,
    how: &Separating,
    cache: Option<&Path>,
) -> Result<(u32, u32, Vec<u8>), PictureError> {
    if let Separated::Anew(separation) = separate(file, picture, how, cache)? {
        let (width, height) = (separation.width, separation.height);
        if let Some(inks) = separation.unpack() {
            return Ok((width, height, inks));
        }
        return Ok(inks_of(&file.decode()?, picture, how));
    }
    let pixels = file.decode()?;
    let source = resample::window(picture.crop, [pixels.width, pixels.height]);
    let shown = resample::resample(&pixels, source, [source[2], source[3]]);
    Ok((source[2], source[3], shown))
}

/// A file in inks that needs nothing: made for this press or for none that is named, within the limit everywhere, wanted
/// in all its plates, and not so fine that it only makes the PDF large.
fn may_pass(file: &PictureFile, pixels: &Pixels, picture: &Picture, how: &Separating) -> bool {
    const TOO_FINE: f64 = 2.0;
    let jpeg = file.kind() == PictureKind::Jpeg && pixels.channels == Channels::Cmyk;
    let ours = || pixels.profile.as_deref().is_none_or(|icc| convert::is_made_for(icc, &how.profile));
    let within = || file.tones().is_ok_and(|t| t.most_ink() <= how.limit());
    let fine = || picture.ppi(file.pixels()).iter().any(|ppi| *ppi > TOO_FINE * f64::from(how.ppi));
    jpeg && !picture.black && ours() && !fine() && within()
}

/// Line art or a picture of few colours, whose edges JPEG would fray.
fn is_drawing(file: &PictureFile) -> bool {
    let facts = file.facts();
    facts.bits == 1 || facts.stored == StoredColour::Indexed
}

fn inks_of(pixels: &Pixels, picture: &Picture, how: &Separating) -> (u32, u32, Vec<u8>) {
    let source = resample::window(picture.crop, [pixels.width, pixels.height]);
    let most = how.most_pixels(picture);
    let [width, height] = [source[2].min(most[0].max(1)), source[3].min(most[1].max(1))];
    let mut shown = resample::resample(pixels, source, [width, height]);
    // Before the inks: whatever sharpening exaggerates, the limit holds after it.
    sharpen::sharpen(&mut shown, pixels.channels, width as usize, how.sharpen);
    let inks = convert::to_inks(&shown, pixels.channels, pixels.profile.as_deref(), how.wish(picture), &how.profile);
    (width, height, inks)
}

/// Separates pixels as they are, without cropping, scaling or packing: what a bench measures.
#[must_use]
pub fn convert_pixels(pixels: &Pixels, picture: &Picture, how: &Separating) -> Vec<u8> {
    convert::to_inks(&pixels.data, pixels.channels, pixels.profile.as_deref(), how.wish(picture), &how.profile)
}

#[cfg(test)]
mod limit_tests;
#[cfg(test)]
mod tests;
