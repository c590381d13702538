//! Reads the finished bytes again, as a printing house's preflight would, and lists every rule of ours they break.
//!
//! The rules are narrower than PDF/X: what this program never writes is an error here even where the standard allows it.

mod content;
mod fonts;
mod images;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::surround::Leaf;
use super::{Level, PdfSettings};
use fonts::FontCodes;

/// What is wrong, each thing once, in a fixed order.
type Faults = BTreeSet<String>;

/// A file as a reader has it.
#[derive(Debug)]
pub(super) struct Reread {
    pub(super) document: Document,
    /// The content of each page, unpacked.
    pub(super) contents: BTreeMap<ObjectId, Vec<u8>>,
}

/// The file as a reader has it, or what is wrong with it.
pub(super) fn read(bytes: &[u8], leaves: &[Leaf<'_>], settings: &PdfSettings) -> Result<Reread, Vec<String>> {
    let document = Document::load_mem(bytes).map_err(|error| vec![format!("it cannot be read back ({error})")])?;
    let mut faults = Faults::new();
    let contents = inspect(&document, leaves, settings, &mut faults);
    if faults.is_empty() { Ok(Reread { document, contents }) } else { Err(faults.into_iter().collect()) }
}

fn inspect(
    document: &Document,
    leaves: &[Leaf<'_>],
    settings: &PdfSettings,
    faults: &mut Faults,
) -> BTreeMap<ObjectId, Vec<u8>> {
    let version = settings.level.pdf_version();
    expect(faults, document.version == version, || format!("its version is {}, not {version}", document.version));
    trailer(document, settings, faults);
    catalog(document, settings, faults);
    streams(document, faults);
    pages(document, leaves, settings.level, faults)
}

fn note(faults: &mut Faults, what: String) {
    faults.insert(what);
}

fn expect(faults: &mut Faults, holds: bool, what: impl FnOnce() -> String) {
    if !holds {
        faults.insert(what());
    }
}

/// Identity and Info (ISO 15930: file identification).
fn trailer(document: &Document, settings: &PdfSettings, faults: &mut Faults) {
    expect(faults, !document.trailer.has(b"Encrypt"), || "it is encrypted".to_owned());
    let id = document.trailer.get(b"ID").and_then(Object::as_array);
    let halves = id.is_ok_and(|id| id.len() == 2 && id.iter().all(|h| h.as_str().is_ok_and(|h| h.len() == 16)));
    expect(faults, halves, || "its ID is not two strings of 16 bytes".to_owned());
    let Ok(info) = document.trailer.get_deref(b"Info", document).and_then(Object::as_dict) else {
        return note(faults, "it has no Info".to_owned());
    };
    let text = |key: &str| info.get(key.as_bytes()).and_then(Object::as_str).unwrap_or_default();
    for key in ["Title", "Creator", "Producer"] {
        expect(faults, !text(key).is_empty(), || format!("Info has no {key}"));
    }
    for key in ["CreationDate", "ModDate"] {
        let date = text(key);
        let well_formed = date.len() == 17 && date.starts_with(b"D:") && date[2..16].iter().all(u8::is_ascii_digit);
        expect(faults, well_formed, || format!("Info's {key} is no date"));
    }
    let trapped = info.get(b"Trapped").and_then(Object::as_name);
    expect(faults, trapped.is_ok_and(|t| t == b"False"), || "Info does not say that it is untrapped".to_owned());
    let claims: &[u8] = match settings.level {
        Level::X1a => b"PDF/X-1a:2003",
        Level::X4 => b"",
    };
    expect(faults, text("GTS_PDFXVersion") == claims, || "Info claims another standard".to_owned());
}

/// Output intent, metadata, and nothing that could act or hide.
fn catalog(document: &Document, settings: &PdfSettings, faults: &mut Faults) {
    let Ok(catalog) = document.catalog() else { return note(faults, "it has no catalog".to_owned()) };
    for (key, _) in catalog {
        let known = matches!(key.as_slice(), b"Type" | b"Pages" | b"OutputIntents" | b"Metadata");
        expect(faults, known, || format!("the catalog has {}", String::from_utf8_lossy(key)));
    }
    if let Err(error) = output_intent(document, catalog, settings, faults) {
        note(faults, format!("its output intent cannot be read ({error})"));
    }
    let metadata = catalog.get_deref(b"Metadata", document).and_then(Object::as_stream);
    let plain = metadata.is_ok_and(|m| !m.dict.has(b"Filter") && m.content.ends_with(b"?>"));
    expect(faults, plain, || "its XMP is missing or packed".to_owned());
}

fn output_intent(
    document: &Document,
    catalog: &Dictionary,
    settings: &PdfSettings,
    faults: &mut Faults,
) -> lopdf::Result<()> {
    let intents = catalog.get_deref(b"OutputIntents", document)?.as_array()?;
    expect(faults, intents.len() == 1, || format!("it has {} output intents", intents.len()));
    let Some(intent) = intents.first() else { return Ok(()) };
    let intent = document.dereference(intent)?.1.as_dict()?;
    let standard = intent.get(b"S")?.as_name()? == b"GTS_PDFX";
    expect(faults, standard, || "its output intent is not one of PDF/X".to_owned());
    let named = !intent.get(b"OutputConditionIdentifier")?.as_str()?.is_empty();
    expect(faults, named, || "its output intent has no name".to_owned());
    let profile = intent.get_deref(b"DestOutputProfile", document)?.as_stream()?;
    // Byte for byte what was checked when the profile was taken in.
    let press = profile.content == settings.profile.packed();
    expect(faults, press && profile.dict.get(b"N")?.as_i64()? == 4, || "its profile is not a CMYK press's".to_owned());
    Ok(())
}

/// Every stream is in the file, and packed only in ways every press unpacks.
fn streams(document: &Document, faults: &mut Faults) {
    for ((number, _), object) in &document.objects {
        let Ok(stream) = object.as_stream() else { continue };
        expect(faults, !stream.dict.has(b"F"), || format!("stream {number} lies outside the file"));
        let filters = stream.filters().unwrap_or_default();
        let usual = filters.iter().all(|f| matches!(*f, b"FlateDecode" | b"DCTDecode"));
        expect(faults, usual && filters.len() <= 1, || format!("stream {number} is packed unusually"));
    }
}

fn pages(document: &Document, leaves: &[Leaf<'_>], level: Level, faults: &mut Faults) -> BTreeMap<ObjectId, Vec<u8>> {
    let mut contents = BTreeMap::new();
    let ids: Vec<ObjectId> = document.get_pages().into_values().collect();
    expect(faults, ids.len() == leaves.len(), || format!("it has {} pages for {} sheets", ids.len(), leaves.len()));
    // All pages share one font dictionary.
    let mut fonts: BTreeMap<ObjectId, BTreeMap<Vec<u8>, FontCodes>> = BTreeMap::new();
    for (id, leaf) in ids.into_iter().zip(leaves) {
        match page(document, id, (leaf, level), &mut fonts, faults) {
            Ok(content) => {
                contents.insert(id, content);
            }
            Err(error) => note(faults, format!("page {}: cannot be read ({error})", leaf.sheet.page)),
        }
    }
    contents
}

fn page(
    document: &Document,
    id: ObjectId,
    (leaf, level): (&Leaf<'_>, Level),
    fonts: &mut BTreeMap<ObjectId, BTreeMap<Vec<u8>, FontCodes>>,
    faults: &mut Faults,
) -> lopdf::Result<Vec<u8>> {
    let page = document.get_dictionary(id)?;
    let number = leaf.sheet.page;
    for (key, _) in page {
        let known = matches!(
            key.as_slice(),
            b"Type" | b"Parent" | b"Resources" | b"Contents" | b"MediaBox" | b"BleedBox" | b"TrimBox"
        );
        expect(faults, known, || format!("page {number} has {}", String::from_utf8_lossy(key)));
    }
    let [trim, paper] = leaf.boxes();
    for (name, wanted) in [("MediaBox", paper), ("BleedBox", trim), ("TrimBox", trim)] {
        let corners: Vec<f32> =
            page.get(name.as_bytes())?.as_array()?.iter().filter_map(|v| v.as_float().ok()).collect();
        let exact = corners.len() == 4 && corners.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 0.002);
        expect(faults, exact, || format!("page {number}: {name} is {corners:?}, not {wanted:?}"));
    }
    let resources = page.get_deref(b"Resources", document)?.as_dict()?;
    let font_dict = resources.get(b"Font")?.as_reference()?;
    let fonts = match fonts.entry(font_dict) {
        Entry::Occupied(known) => known.into_mut(),
        Entry::Vacant(new) => new.insert(fonts::read(document, document.get_dictionary(font_dict)?, faults)),
    };
    let content = document.get_page_content(id);
    content::inspect(document, &content, (leaf, level), resources, fonts, faults);
    Ok(content)
}

#[cfg(test)]
mod tests;
