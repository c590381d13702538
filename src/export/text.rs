//! The page as text for people and for golden files.

use crate::display::{Sheet, to_text};
use crate::library::Library;

/// The sheet as text, one item a line, faces by their PostScript names.
#[must_use]
pub fn write(sheet: &Sheet, library: &Library) -> String {
    to_text(sheet, &|face| library.face(face).name().to_owned())
}
