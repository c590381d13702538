//! Photographs become press ink: cropped, brought to the plate's resolution, separated through the press's profile.
//!
//! Only photographs go through a profile. Type, rules and tints are already written in inks and stay as they are.

mod convert;
mod encode;
mod profile;
mod resample;
mod store;

use std::path::Path;

use crate::display::Crop;
use crate::library::{PictureError, PictureFile};

pub(in crate::export) use encode::deflate;
pub use profile::{OutputProfile, ProfileError};

/// A separated picture, packed as the PDF takes it: rows of CMYK bytes, 0 no ink, 255 solid; every row after its PNG
/// predictor byte; deflated.
///
/// Lossless on purpose: a second JPEG generation would ring at edges and lift the total ink over the press's limit,
/// which the profile keeps exactly.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Separation {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The deflated rows.
    pub stream: Vec<u8>,
}

/// The shown part of `file` in the inks of `press`, at most `most` pixels across and down and never more than it has.
/// With a `cache` folder, what was separated before is taken from there.
///
/// # Errors
/// [`PictureError`] where the file is gone, cut off or broken.
pub fn separate(
    file: &PictureFile,
    crop: Crop,
    most: [u32; 2],
    press: &OutputProfile,
    cache: Option<&Path>,
) -> Result<Separation, PictureError> {
    let key = store::key(file.content_hash()?, crop, most, press);
    if let Some(known) = cache.and_then(|folder| store::read(folder, &key)) {
        return Ok(known);
    }
    let pixels = file.decode()?;
    let source = resample::window(crop, [pixels.width, pixels.height]);
    let [width, height] = [source[2].min(most[0].max(1)), source[3].min(most[1].max(1))];
    let shown = resample::resample(&pixels, source, [width, height]);
    let inks = convert::to_inks(&shown, pixels.channels, pixels.profile.as_deref(), press);
    let separation = Separation { width, height, stream: encode::deflate_rows(&inks, width as usize * 4) };
    if let Some(folder) = cache {
        store::write(folder, &key, &separation);
    }
    Ok(separation)
}

#[cfg(test)]
mod tests;
