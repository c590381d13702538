//! Makes PDF/X of what printpdf wrote: boxes, output intent, metadata, identity, compression.

use std::collections::BTreeMap;

use flate2::Crc;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use md5::{Digest, Md5};
use printpdf::{PdfDocument, PdfSaveOptions};

use super::metadata::{Day, PRODUCER, text_string, xmp};
use super::spots::Spots;
use super::surround::Leaf;
use super::{Level, PdfError, PdfSettings, fonts};
use crate::colour::{OutputProfile, deflate};

/// What printpdf has only named.
pub(super) struct Streams {
    /// By font resource.
    pub(super) fonts: BTreeMap<String, fonts::Streams>,
    /// Images by name.
    pub(super) images: Vec<(String, Vec<u8>)>,
    /// Plates beside the four.
    pub(super) spots: Spots,
}

pub(super) fn finish(
    pages: &PdfDocument,
    streams: Streams,
    leaves: &[Leaf<'_>],
    settings: &PdfSettings,
    day: Day,
) -> Result<Vec<u8>, PdfError> {
    // `optimize` only matters to printpdf's own saving; the other two keep it from subsetting again and from letting
    // unknown operators through. It has no operator for a tint of a spot ink, so that with one they go through; the file
    // is read again before it is delivered.
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: streams.spots.is_empty(),
        image_optimization: None,
    };
    let mut warnings = Vec::new();
    let mut document = pages.to_lopdf_document(&options, &mut warnings);
    if let Some(warning) = warnings.first() {
        return Err(PdfError::Writer(warning.msg.clone()));
    }
    document.version = settings.level.pdf_version().to_owned();
    set_boxes(&mut document, leaves)
        .and_then(|()| set_fonts(&mut document, &streams.fonts))
        .and_then(|()| set_images(&mut document, streams.images))
        .and_then(|()| streams.spots.embed(&mut document))
        .map_err(|e| failed(&e))?;
    let id = identity(&document, leaves, settings, day);
    set_info(&mut document, settings, day);
    set_catalog(&mut document, settings, day, &id).map_err(|e| failed(&e))?;
    let half = || Object::String(Md5::digest(&id).to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![half(), half()]);
    compress(&mut document);
    let streams = document.objects.values().filter_map(|o| o.as_stream().ok());
    let size = streams.map(|s| s.content.len()).sum::<usize>() + (1 << 16);
    let mut bytes = Vec::with_capacity(size);
    document.save_to(&mut bytes).map_err(|e| PdfError::Writer(e.to_string()))?;
    Ok(bytes)
}

fn failed(error: &lopdf::Error) -> PdfError {
    PdfError::Writer(error.to_string())
}

/// Bleed and trim are the same, for nothing of a newspaper page bleeds; the paper is larger only where something is
/// printed round the page.
fn set_boxes(document: &mut Document, leaves: &[Leaf<'_>]) -> lopdf::Result<()> {
    let ids: Vec<ObjectId> = document.get_pages().into_values().collect();
    for (id, leaf) in ids.into_iter().zip(leaves) {
        let [trim, paper] = leaf.boxes();
        let page = document.get_dictionary_mut(id)?;
        for (name, corners) in [("MediaBox", paper), ("BleedBox", trim), ("TrimBox", trim)] {
            let number = |v: f32| if v == 0.0 { 0.into() } else { Object::Real(v) };
            page.set(name, corners.map(number).to_vec());
        }
        page.remove(b"CropBox");
        page.remove(b"Annots");
        let resources = page.get(b"Resources")?.as_reference()?;
        document.get_dictionary_mut(resources)?.remove(b"Shading");
    }
    Ok(())
}

/// Puts our `ToUnicode`s in the place of printpdf's, and packs the font programs.
fn set_fonts(document: &mut Document, streams: &BTreeMap<String, fonts::Streams>) -> lopdf::Result<()> {
    for (name, streams) in streams {
        let font = document.get_dictionary(resource(document, b"Font", name)?)?;
        let text = font.get(b"ToUnicode")?.as_reference()?;
        let descendant = font.get(b"DescendantFonts")?.as_array()?.first().ok_or(lopdf::Error::ObjectNotFound(text))?;
        let descriptor = document.dereference(descendant)?.1.as_dict()?.get_deref(b"FontDescriptor", document)?;
        let descriptor = descriptor.as_dict()?;
        let program = descriptor.get(b"FontFile3").or_else(|_| descriptor.get(b"FontFile2"))?.as_reference()?;
        document.get_object_mut(text)?.as_stream_mut()?.set_content(streams.to_unicode.clone().into_bytes());
        let program = document.get_object_mut(program)?.as_stream_mut()?;
        program.set_content(streams.subset.packed(&program.content).to_vec());
        program.dict.set("Filter", "FlateDecode");
    }
    Ok(())
}

fn set_images(document: &mut Document, images: Vec<(String, Vec<u8>)>) -> lopdf::Result<()> {
    for (name, content) in images {
        let image = resource(document, b"XObject", &name)?;
        document.get_object_mut(image)?.as_stream_mut()?.set_content(content);
    }
    Ok(())
}

/// A resource of the pages, which all share theirs.
fn resource(document: &Document, kind: &[u8], name: &str) -> lopdf::Result<ObjectId> {
    let page = document.page_iter().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
    let resources = document.get_dictionary(page)?.get_deref(b"Resources", document)?.as_dict()?;
    resources.get_deref(kind, document)?.as_dict()?.get(name.as_bytes())?.as_reference()
}

/// Hexadecimal MD5 over what makes this file different from others: the content of its streams, its pages' sizes and
/// what it says of itself. Streams come in by length and CRC, for MD5 over photographs takes longer than all the rest.
fn identity(document: &Document, leaves: &[Leaf<'_>], settings: &PdfSettings, day: Day) -> String {
    let mut hash = Md5::new();
    let level = match settings.level {
        Level::X1a => "X-1a",
        Level::X4 => "X-4",
    };
    for text in [level, &settings.title, &day.iso(), &settings.creator, settings.profile.hash()] {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    for sheet in leaves.iter().map(|leaf| leaf.sheet) {
        hash.update(sheet.size.width.as_nm().to_be_bytes());
        hash.update(sheet.size.height.as_nm().to_be_bytes());
    }
    for stream in document.objects.values().filter_map(|o| o.as_stream().ok()) {
        let mut sum = Crc::new();
        sum.update(&stream.content);
        hash.update((stream.content.len() as u64).to_be_bytes());
        hash.update(sum.sum().to_be_bytes());
    }
    format!("{:x}", hash.finalize())
}

fn set_info(document: &mut Document, settings: &PdfSettings, day: Day) {
    let date = || Object::String(day.pdf().into_bytes(), StringFormat::Literal);
    let mut info = dictionary! {
        "Title" => text_string(&settings.title),
        "Creator" => text_string(&settings.creator),
        "Producer" => text_string(PRODUCER),
        "CreationDate" => date(),
        "ModDate" => date(),
        "Trapped" => "False",
    };
    if settings.level == Level::X1a {
        info.set("GTS_PDFXVersion", text_string("PDF/X-1a:2003"));
    }
    // In the place of printpdf's, which would stay behind as a dead object.
    if let Ok(id) = document.trailer.get(b"Info").and_then(Object::as_reference) {
        document.set_object(id, info);
    }
}

fn set_catalog(document: &mut Document, settings: &PdfSettings, day: Day, id: &str) -> lopdf::Result<()> {
    let profile = document.add_object(profile_stream(&settings.profile));
    let intent = document.add_object(intent(&settings.profile, profile));
    let entries = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let packet = Stream::new(entries, xmp(settings, day, id).into_bytes()).with_compression(false);
    let metadata = document.add_object(packet);
    let catalog = document.catalog_mut()?;
    for unwanted in ["PageLayout", "PageMode", "OCProperties"] {
        catalog.remove(unwanted.as_bytes());
    }
    catalog.set("OutputIntents", vec![Object::Reference(intent)]);
    catalog.set("Metadata", metadata);
    Ok(())
}

fn profile_stream(profile: &OutputProfile) -> Stream {
    Stream::new(dictionary! { "N" => 4, "Filter" => "FlateDecode" }, profile.packed().to_vec()).with_compression(false)
}

/// ISO 32000-1 §14.11.5.
fn intent(profile: &OutputProfile, stream: ObjectId) -> Dictionary {
    let mut intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFX",
        "OutputConditionIdentifier" => text_string(profile.condition()),
        "OutputCondition" => text_string(profile.name()),
        "Info" => text_string(profile.name()),
        "DestOutputProfile" => stream,
    };
    if profile.is_registered() {
        intent.set("RegistryName", text_string("http://www.color.org"));
    }
    intent
}

/// lopdf would deflate at level 9.
fn compress(document: &mut Document) {
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.allows_compression
            && !stream.dict.has(b"Filter")
        {
            stream.set_content(deflate(&stream.content));
            stream.dict.set("Filter", "FlateDecode");
        }
    }
}
