//! What the PDFs of one run share: pages of a newspaper are files of their own, and often use the same type.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use md5::{Digest, Md5};
use subsetter::GlyphRemapper;

use super::{PdfError, cff};
use crate::colour::deflate_outlines;
use crate::id::FaceId;
use crate::library::{Face, Library};

/// Font programs cut for the file before. It belongs to one [`Library`]: face ids mean nothing in another.
#[derive(Default, Debug)]
pub struct Kept {
    last: HashMap<Key, Arc<Subset>>,
    now: HashMap<Key, Arc<Subset>>,
}

/// A face and its glyphs in the order of their new ids.
type Key = (FaceId, Vec<u16>);

/// A font program cut down to some glyphs.
#[derive(Debug)]
pub(super) struct Subset {
    /// The OpenType file.
    pub(super) program: Vec<u8>,
    /// Six capitals that name this subset (ISO 32000-1 §9.6.4), from its content.
    pub(super) tag: String,
    packed: OnceLock<Vec<u8>>,
}

impl Kept {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Another file begins: what the file before the last one used is let go.
    pub(super) fn begin(&mut self) {
        self.last = std::mem::take(&mut self.now);
    }

    /// The face cut down to `glyphs`, of which the first is 0.
    pub(super) fn subset(&mut self, library: &Library, id: FaceId, glyphs: &[u16]) -> Result<Arc<Subset>, PdfError> {
        let key = (id, glyphs.to_vec());
        let known = self.now.get(&key).or_else(|| self.last.get(&key)).map(Arc::clone);
        let subset = match known {
            Some(subset) => subset,
            None => Arc::new(Subset::new(library.face(id), glyphs)?),
        };
        self.now.insert(key, Arc::clone(&subset));
        Ok(subset)
    }
}

impl Subset {
    fn new(face: &Face, glyphs: &[u16]) -> Result<Self, PdfError> {
        let program = match cff::cut(face.data(), face.index(), glyphs) {
            Some(program) => program,
            None => by_subsetter(face, glyphs)?,
        };
        let tag = Md5::digest(&program)[..6].iter().map(|b| char::from(b'A' + b % 26)).collect();
        Ok(Self { program, tag, packed: OnceLock::new() })
    }

    /// `bare`, which is the program as the file holds it, deflated.
    pub(super) fn packed(&self, bare: &[u8]) -> &[u8] {
        self.packed.get_or_init(|| deflate_outlines(bare))
    }
}

fn by_subsetter(face: &Face, glyphs: &[u16]) -> Result<Vec<u8>, PdfError> {
    let mut mapper = GlyphRemapper::new();
    for glyph in glyphs {
        mapper.remap(*glyph);
    }
    subsetter::subset(face.data(), face.index(), &mapper)
        .map_err(|e| PdfError::BadFont(face.name().to_owned(), e.to_string()))
}
