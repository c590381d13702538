//! What the rules must know and neither edition nor sheet can say: about faces, about pictures, about the press.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::plates::PagePlates;
use crate::id::{FaceId, PictureId};
use crate::library::{PictureFacts, PictureTones, StoredColour};

/// What is known about the faces and pictures of an edition. What is not known is not judged.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Facts {
    /// The faces of the composed pages.
    pub faces: BTreeMap<FaceId, FaceFacts>,
    /// The placed pictures that could be opened.
    pub pictures: BTreeMap<PictureId, PictureKnown>,
    /// The plates of each page by its number, as far as they were painted.
    pub plates: BTreeMap<u16, Arc<PagePlates>>,
    /// What the press' profile calls itself; empty where that is not known.
    pub press: String,
    /// The most ink photographs are separated to, in per cent; none where that is not known.
    pub separated_to: Option<u16>,
}

/// A face.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FaceFacts {
    /// PostScript name.
    pub name: String,
    /// The maker allows it in documents (OS/2 fsType).
    pub may_be_embedded: bool,
    /// 黑体 and other faces without hairlines, which hold in smaller sizes.
    pub sans: bool,
}

/// A picture's file.
#[derive(Clone, PartialEq, Debug)]
pub struct PictureKnown {
    /// What its head says.
    pub file: PictureFacts,
    /// Hash of its content; empty where it is not known.
    pub hash: String,
    /// What its pixels say; none where they were not looked at.
    pub tones: Option<PictureTones>,
}

impl PictureKnown {
    /// Line art: one bit a pixel.
    #[must_use]
    pub const fn is_line_art(&self) -> bool {
        self.file.bits == 1 && matches!(self.file.stored, StoredColour::Gray | StoredColour::Indexed)
    }

    /// True where it prints on more than the black plate.
    #[must_use]
    pub const fn is_coloured(&self) -> bool {
        !matches!(self.file.stored, StoredColour::Gray)
    }

    /// Share of its pixels whose shadows have colours and next to no black, in per cent; 0 of a picture not in inks.
    #[must_use]
    pub fn shadows_without_black(&self) -> f64 {
        let Some(tones) = &self.tones else { return 0.0 };
        let all: u64 = tones.totals.iter().map(|n| u64::from(*n)).sum();
        f64::from(tones.shadows_without_black) * 100.0 / (all.max(1) as f64)
    }
}
