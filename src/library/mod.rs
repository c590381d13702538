//! The faces in `fonts/` and the placed pictures, loaded once and shared.

mod contours;
mod faces;
mod pictures;

use std::path::Path;
use std::sync::Arc;

pub use faces::{Extents, Face, MissingFace, Shaping, font_folders};
pub use pictures::{
    Channels, Compression, PictureError, PictureFacts, PictureFile, PictureKind, PictureTones, Pixels, ProfileFacts,
    StoredColour, kind_of,
};

use crate::id::{FaceId, PictureId};

/// Everything a page needs that is not in the model: faces by PostScript name, pictures by id.
///
/// Loading is lazy and behind `&self`, so that one library serves composition, screen and export, also from threads.
#[derive(Debug)]
pub struct Library {
    faces: faces::Faces,
    pictures: pictures::Pictures,
}

impl Library {
    /// A library that looks for faces in the edition's own `fonts/`, in `BANXIN_FONTS`, beside the executable, in the
    /// crate's folder and at last among the system's fonts; and for pictures in the edition's `photos/`.
    #[must_use]
    pub fn open(edition: Option<&Path>) -> Self {
        Self { faces: faces::Faces::open(font_folders(edition), true), pictures: pictures::Pictures::open(edition) }
    }

    /// A library of the faces in `fonts` alone: for tests, which must not depend on the machine.
    #[must_use]
    pub fn of_folder(fonts: &Path) -> Self {
        Self { faces: faces::Faces::open(vec![fonts.to_owned()], false), pictures: pictures::Pictures::open(None) }
    }

    /// The first face of `names` that can be had.
    ///
    /// # Errors
    /// [`MissingFace`] with all the names, where none is found.
    pub fn find(&self, names: &[String]) -> Result<FaceId, MissingFace> {
        self.faces.find(names)
    }

    /// A face that [`Library::find`] gave out.
    #[must_use]
    pub fn face(&self, id: FaceId) -> &Face {
        self.faces.get(id)
    }

    /// The picture's file, opened and measured once; again when the file was replaced.
    ///
    /// # Errors
    /// [`PictureError`] where it is missing, too large, of an unknown kind or damaged.
    pub fn picture(&self, id: &PictureId, file: &str) -> Result<Arc<PictureFile>, PictureError> {
        self.pictures.get(id, file)
    }

    /// A picture that has been opened before, by its id alone: what painters use.
    #[must_use]
    pub fn opened_picture(&self, id: &PictureId) -> Option<Arc<PictureFile>> {
        self.pictures.opened(id)
    }

    /// Takes in a picture that is no file of the edition: pasted, drawn by a test. `file` is the name it goes by.
    ///
    /// # Errors
    /// [`PictureError`] where it is too large, of an unknown kind or damaged.
    pub fn insert_picture(&self, id: &PictureId, file: &str, bytes: Vec<u8>) -> Result<Arc<PictureFile>, PictureError> {
        self.pictures.insert(id, file, bytes)
    }
}
