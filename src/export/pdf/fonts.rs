//! The faces of a document: which glyphs are used and what they say, and the font programs cut down to them.
//!
//! A font resource can say only one text for each glyph, yet · • ・ or … ⋯ often share one. A glyph's second text goes
//! into a second resource of the same face, an alias layer, a third into a third: every reader then copies out exactly
//! what was set, which `ActualText` achieves only in some.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use printpdf::font::PdfFontMetricsStub;
use printpdf::{FontEmbeddingMode, FontId, FontMetrics, FontType, ParsedFont, PdfFont, PdfResources, PrintpdfFontMeta};

use super::PdfError;
use super::kept::{Kept, Subset};
use crate::id::FaceId;
use crate::library::{Face, Library};

/// The faces used so far, in the order of their first use.
pub(super) struct Fonts<'l> {
    library: &'l Library,
    faces: Vec<Used<'l>>,
    numbers: BTreeMap<FaceId, usize>,
}

/// One of [`Fonts`]' faces.
#[derive(Clone, Copy)]
pub(super) struct FaceNumber(usize);

struct Used<'l> {
    id: FaceId,
    face: &'l Face,
    /// By glyph: its texts so far and where each stands.
    codes: BTreeMap<u16, Vec<Entry>>,
    layers: Vec<Layer>,
}

struct Entry {
    text: String,
    layer: usize,
    cid: u16,
    width: u16,
}

/// One font resource: new glyph ids, which are the CIDs, in order of first use.
#[derive(Default)]
struct Layer {
    /// By CID: the face's glyphs, after its .notdef.
    glyphs: Vec<u16>,
    /// By CID − 1: text and width.
    texts: Vec<(String, u16)>,
}

/// What a font resource holds that printpdf does not write.
pub(super) struct Streams {
    /// Its `ToUnicode`.
    pub(super) to_unicode: String,
    /// Its program.
    pub(super) subset: Arc<Subset>,
}

/// One font resource of a document: a face, and which of its layers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Resource {
    face: usize,
    layer: usize,
}

impl Resource {
    /// The name that pages know it by.
    pub(super) fn id(self) -> FontId {
        let Self { face, layer } = self;
        FontId(if layer == 0 { format!("Fnt{face}") } else { format!("Fnt{face}x{layer}") })
    }
}

/// How a glyph is written.
pub(super) struct Code {
    pub(super) font: Resource,
    pub(super) cid: u16,
    /// Advance in thousandths of the em, rounded as in the font's `W`.
    pub(super) width: u16,
}

impl<'l> Fonts<'l> {
    pub(super) fn new(library: &'l Library) -> Self {
        Self { library, faces: Vec::new(), numbers: BTreeMap::new() }
    }

    pub(super) fn face(&mut self, id: FaceId) -> Result<FaceNumber, PdfError> {
        if let Some(number) = self.numbers.get(&id) {
            return Ok(FaceNumber(*number));
        }
        let face = self.library.face(id);
        if !face.may_be_embedded() {
            return Err(PdfError::RestrictedFace(face.name().to_owned()));
        }
        if !face.may_be_cut() {
            return Err(PdfError::UncutFace(face.name().to_owned()));
        }
        self.faces.push(Used { id, face, codes: BTreeMap::new(), layers: Vec::new() });
        self.numbers.insert(id, self.faces.len() - 1);
        Ok(FaceNumber(self.faces.len() - 1))
    }

    pub(super) fn name(&self, number: FaceNumber) -> &str {
        self.faces[number.0].face.name()
    }

    /// The code for a glyph that stands for `text`.
    pub(super) fn code(&mut self, number: FaceNumber, glyph: u16, text: &str) -> Result<Code, PdfError> {
        let used = &mut self.faces[number.0];
        let entries = used.codes.entry(glyph).or_default();
        if let Some(known) = entries.iter().find(|e| e.text == text) {
            return Ok(known.code(number));
        }
        let scaled = per_mille(i64::from(used.face.advance(glyph)), used.face);
        let width = u16::try_from(scaled).unwrap_or(u16::MAX);
        let layer = entries.len();
        if used.layers.len() == layer {
            used.layers.push(Layer::default());
        }
        let full = || PdfError::BadFont(used.face.name().to_owned(), "more than 65,535 glyphs".to_owned());
        let cid = used.layers[layer].add(glyph, text, width).ok_or_else(full)?;
        let entry = Entry { text: text.to_owned(), layer, cid, width };
        let code = entry.code(number);
        entries.push(entry);
        Ok(code)
    }

    /// Cuts the font programs and hands them to the document; gives what [`super::finish`] adds, by resource.
    pub(super) fn embed(
        &self,
        resources: &mut PdfResources,
        kept: &mut Kept,
    ) -> Result<BTreeMap<String, Streams>, PdfError> {
        let mut streams = BTreeMap::new();
        for (number, used) in self.faces.iter().enumerate() {
            for (layer_number, layer) in used.layers.iter().enumerate() {
                let id = Resource { face: number, layer: layer_number }.id();
                let subset = kept.subset(self.library, used.id, &layer.glyphs)?;
                resources.fonts.map.insert(id.clone(), layer.font(used.face, &subset));
                streams.insert(id.0, Streams { to_unicode: to_unicode(&layer.texts), subset });
            }
        }
        Ok(streams)
    }
}

impl Entry {
    fn code(&self, face: FaceNumber) -> Code {
        Code { font: Resource { face: face.0, layer: self.layer }, cid: self.cid, width: self.width }
    }
}

impl Layer {
    fn add(&mut self, glyph: u16, text: &str, width: u16) -> Option<u16> {
        // One id is kept back: 65,535 new ids would wrap.
        if self.texts.len() >= usize::from(u16::MAX) - 1 {
            return None;
        }
        if self.glyphs.is_empty() {
            self.glyphs.push(0);
        }
        self.texts.push((text.to_owned(), width));
        self.glyphs.push(glyph);
        u16::try_from(self.texts.len()).ok()
    }

    fn font(&self, face: &Face, subset: &Subset) -> PdfFont {
        let extents = face.extents();
        let scaled = |v: i16| i16::try_from(per_mille(i64::from(v), face)).unwrap_or(i16::MAX);
        // CID 0 is .notdef, which is never shown.
        let widths = self.texts.iter().zip(1u16..).map(|((_, width), cid)| (cid, *width)).collect();
        let parsed = ParsedFont {
            font_name: Some(format!("{}+{}", subset.tag, face.name())),
            original_bytes: subset.program.clone(),
            font_index: 0,
            codepoint_to_glyph: BTreeMap::new(),
            glyph_widths: widths,
            // Everything is scaled to 1000 and rounded here: printpdf would cut widths off.
            units_per_em: 1000,
            font_metrics: FontMetrics { ascent: scaled(extents.ascent), descent: scaled(extents.descent) },
            font_type: if face.is_cff() { FontType::OpenTypeCFF(()) } else { FontType::TrueType },
            pdf_font_metrics: PdfFontMetricsStub {
                units_per_em: 1000,
                x_min: scaled(extents.left),
                y_min: scaled(extents.bottom),
                x_max: scaled(extents.right),
                y_max: scaled(extents.top),
                caret_slope_rise: 1,
                caret_slope_run: 0,
                us_weight_class: extents.weight,
            },
        };
        let meta = PrintpdfFontMeta {
            // The program is already cut: printpdf must take it as it is.
            embedding_mode: FontEmbeddingMode::Full,
            requires_subsetting: false,
            ..PrintpdfFontMeta::default()
        };
        PdfFont::with_meta(parsed, meta)
    }
}

/// Font units to thousandths of the em, rounded to nearest.
fn per_mille(units: i64, face: &Face) -> i64 {
    let em = i64::from(face.units_per_em());
    (units * 2000 + em).div_euclid(em * 2)
}

/// The `ToUnicode` `CMap` of a resource (ISO 32000-1 §9.10.3). It replaces printpdf's, which names no character
/// collection and is no well-formed PostScript resource.
fn to_unicode(glyphs: &[(String, u16)]) -> String {
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let coded: Vec<_> = glyphs.iter().zip(1u16..).collect();
    // A section holds at most 100 entries (Adobe Technical Note 5014).
    for section in coded.chunks(100) {
        let _ = writeln!(out, "{} beginbfchar", section.len());
        for ((text, _), cid) in section {
            let _ = write!(out, "<{cid:04X}> <");
            for unit in text.encode_utf16() {
                let _ = write!(out, "{unit:04X}");
            }
            out.push_str(">\n");
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out
}
