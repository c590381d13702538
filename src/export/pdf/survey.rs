//! What a stranger finds in a PDF: the facts a print shop's preflight looks at. Unlike [`super::verify`], which holds our own
//! files against our own narrower rules, this reads any file and judges nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use flate2::read::ZlibDecoder;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::operators::Operators;

/// What was found in a PDF.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Survey {
    /// Version of its header or catalog, such as `1.4`.
    pub version: String,
    /// `GTS_PDFXVersion` of Info, or what its XMP says: `PDF/X-1a:2003`, `PDF/X-4`.
    pub claims: String,
    /// Info's title.
    pub title: String,
    /// Info's `Trapped`: `True`, `False` or nothing.
    pub trapped: String,
    /// What could act or hide: encryption, JavaScript, forms, actions, attachments.
    pub active: BTreeSet<String>,
    /// Annotations on its pages.
    pub annotations: usize,
    /// Optional content.
    pub layers: bool,
    /// Where anything is transparent.
    pub transparency: BTreeSet<String>,
    /// Blend spaces of transparency groups.
    pub blend_spaces: BTreeSet<String>,
    /// The first output intent.
    pub intent: Option<Intent>,
    /// Its pages.
    pub pages: Vec<PageSurvey>,
    /// Families of colour that paint: `DeviceCMYK`, `DeviceRGB`, `ICCBased RGB`, `Separation` …
    pub colour_spaces: BTreeSet<String>,
    /// Inks beside the four process inks that anything is painted in, by name.
    pub spot_inks: BTreeSet<String>,
    /// Bits a sample of its pictures.
    pub picture_bits: BTreeSet<i64>,
    /// A picture has a soft mask.
    pub soft_masks: bool,
    /// Type is painted in DeviceGray.
    pub grey_type: bool,
    /// Its fonts.
    pub fonts: Vec<FontSurvey>,
}

/// An output intent.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Intent {
    /// `OutputConditionIdentifier`.
    pub condition: String,
    /// A profile of a CMYK press is embedded.
    pub cmyk_profile: bool,
}

/// A page's boxes: left, bottom, right, top in points.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PageSurvey {
    /// MediaBox.
    pub media: [f64; 4],
    /// TrimBox, where there is one.
    pub trim: Option<[f64; 4]>,
    /// `Rotate` other than 0.
    pub rotated: bool,
    /// `UserUnit` other than 1.
    pub scaled: bool,
    /// Type stands on the paper round the trimmed page, such as a slug line.
    pub type_outside: bool,
}

/// A font.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FontSurvey {
    /// BaseFont.
    pub name: String,
    /// Its program is in the file.
    pub embedded: bool,
    /// It has a ToUnicode.
    pub readable: bool,
}

/// What a reader finds in `bytes`; the reason where it is no PDF.
///
/// # Errors
/// The reader's reason, where the file cannot be read at all.
pub fn survey(bytes: &[u8]) -> Result<Survey, String> {
    Document::load_mem(bytes).map(|document| of(&document, &BTreeMap::new())).map_err(|e| e.to_string())
}

/// The same of a file that has been read, and of its pages' contents as far as these have been unpacked.
pub(super) fn of(document: &Document, contents: &BTreeMap<ObjectId, Vec<u8>>) -> Survey {
    let mut survey = Survey { version: document.version.clone(), ..Survey::default() };
    info(document, &mut survey);
    catalog(document, &mut survey);
    for object in document.objects.values() {
        anything(document, object, &mut survey);
    }
    for id in document.get_pages().into_values() {
        // A page that cannot be read is one page all the same.
        let page = page(document, (id, contents.get(&id).map(Vec::as_slice)), &mut survey).unwrap_or_default();
        survey.pages.push(page);
    }
    survey
}

fn info(document: &Document, survey: &mut Survey) {
    if document.trailer.has(b"Encrypt") {
        survey.active.insert("encryption".to_owned());
    }
    let Ok(info) = document.trailer.get_deref(b"Info", document).and_then(Object::as_dict) else { return };
    let text = |key: &[u8]| info.get(key).ok().and_then(text_of).unwrap_or_default();
    survey.title = text(b"Title");
    survey.claims = text(b"GTS_PDFXVersion");
    let trapped = info.get(b"Trapped").and_then(Object::as_name).unwrap_or_default();
    survey.trapped = String::from_utf8_lossy(trapped).into_owned();
}

/// A text string: UTF-16 with its mark, else bytes.
fn text_of(object: &Object) -> Option<String> {
    let bytes = object.as_str().ok()?;
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(wide) => {
            let units: Vec<u16> = wide.as_chunks::<2>().0.iter().map(|u| u16::from_be_bytes(*u)).collect();
            Some(String::from_utf16_lossy(&units))
        }
        None => Some(String::from_utf8_lossy(bytes).into_owned()),
    }
}

fn catalog(document: &Document, survey: &mut Survey) {
    let Ok(catalog) = document.catalog() else { return };
    survey.layers = catalog.has(b"OCProperties");
    for (key, what) in
        [(&b"AcroForm"[..], "forms"), (b"OpenAction", "actions"), (b"AA", "actions"), (b"Names", "names")]
    {
        if catalog.has(key) {
            survey.active.insert(what.to_owned());
        }
    }
    if survey.claims.is_empty()
        && let Ok(xmp) = catalog.get_deref(b"Metadata", document).and_then(Object::as_stream)
    {
        let text = String::from_utf8_lossy(&xmp.content).into_owned();
        let at = text.find("PDF/X-");
        survey.claims =
            at.map(|at| text[at..].chars().take_while(|c| !matches!(c, '<' | '"')).collect()).unwrap_or_default();
    }
    survey.intent = intent(document, catalog);
}

fn intent(document: &Document, catalog: &Dictionary) -> Option<Intent> {
    let intents = catalog.get_deref(b"OutputIntents", document).ok()?.as_array().ok()?;
    let intent = document.dereference(intents.first()?).ok()?.1.as_dict().ok()?;
    let condition = intent.get(b"OutputConditionIdentifier").ok().and_then(text_of).unwrap_or_default();
    let profile = intent.get_deref(b"DestOutputProfile", document).and_then(Object::as_stream);
    let icc = profile.ok().map(|profile| head_of(profile, 20)).unwrap_or_default();
    Some(Intent { condition, cmyk_profile: icc.get(12..20) == Some(b"prtrCMYK") })
}

/// The first bytes of a stream: a profile is half a megabyte, and its header tells.
fn head_of(stream: &Stream, length: usize) -> Vec<u8> {
    let deflated = stream.filters().is_ok_and(|f| f == [b"FlateDecode"]) && !stream.dict.has(b"DecodeParms");
    if !deflated {
        return stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
    }
    let mut head = Vec::new();
    // What was unpacked before a fault is there all the same, and a stranger's fault is not ours to tell here.
    let _ = ZlibDecoder::new(stream.content.as_slice()).take(length as u64).read_to_end(&mut head);
    head
}

/// What tells by itself, wherever it stands in the file.
fn anything(document: &Document, object: &Object, survey: &mut Survey) {
    let dict = match object {
        Object::Dictionary(dict) => dict,
        Object::Stream(stream) => &stream.dict,
        _ => return,
    };
    let name = |key: &[u8]| dict.get(key).and_then(Object::as_name).unwrap_or_default();
    if dict.has(b"JS") || name(b"S") == b"JavaScript" {
        survey.active.insert("JavaScript".to_owned());
    }
    if name(b"Type") == b"EmbeddedFile" {
        survey.active.insert("attachments".to_owned());
    }
    if name(b"Type") == b"Font" && name(b"Subtype") != b"CIDFontType0" && name(b"Subtype") != b"CIDFontType2" {
        survey.fonts.push(font(document, dict));
        survey.fonts.sort_by(|a, b| a.name.cmp(&b.name));
    }
    if name(b"S") == b"Transparency" {
        survey.transparency.insert("a group".to_owned());
        if let Ok(space) = dict.get_deref(b"CS", document) {
            family(document, space, &mut survey.blend_spaces);
        }
    }
    graphics_state(dict, survey);
    if name(b"Subtype") == b"Image" {
        image(document, dict, survey);
    }
}

fn graphics_state(dict: &Dictionary, survey: &mut Survey) {
    let number = |key: &[u8]| dict.get(key).and_then(Object::as_float).ok();
    if number(b"ca").or(number(b"CA")).is_some_and(|v| v < 1.0) {
        survey.transparency.insert("opacity".to_owned());
    }
    let blend = dict.get(b"BM").and_then(Object::as_name).ok();
    if blend.is_some_and(|b| !matches!(b, b"Normal" | b"Compatible")) {
        survey.transparency.insert("a blend mode".to_owned());
    }
}

fn image(document: &Document, dict: &Dictionary, survey: &mut Survey) {
    if dict.has(b"SMask") {
        survey.soft_masks = true;
        survey.transparency.insert("a soft mask".to_owned());
    }
    if let Ok(bits) = dict.get(b"BitsPerComponent").and_then(Object::as_i64) {
        survey.picture_bits.insert(bits);
    }
    if let Ok(space) = dict.get_deref(b"ColorSpace", document) {
        family(document, space, &mut survey.colour_spaces);
        survey.spot_inks.extend(spot_ink(document, space));
    }
}

fn font(document: &Document, dict: &Dictionary) -> FontSurvey {
    let name =
        String::from_utf8_lossy(dict.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default()).into_owned();
    let descendant = dict
        .get_deref(b"DescendantFonts", document)
        .and_then(Object::as_array)
        .ok()
        .and_then(|d| document.dereference(d.first()?).ok()?.1.as_dict().ok());
    let descriptor = descendant.unwrap_or(dict).get_deref(b"FontDescriptor", document).and_then(Object::as_dict);
    let embedded = descriptor.is_ok_and(|d| [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|k| d.has(k)));
    FontSurvey { name, embedded, readable: dict.has(b"ToUnicode") }
}

/// The family of a colour space, and of what it stands on.
fn family(document: &Document, space: &Object, into: &mut BTreeSet<String>) {
    if let Ok(name) = space.as_name() {
        into.insert(String::from_utf8_lossy(name).into_owned());
        return;
    }
    let Ok(parts) = space.as_array() else { return };
    let part = |i: usize| parts.get(i).and_then(|p| document.dereference(p).ok()).map(|(_, o)| o);
    let name = part(0).and_then(|n| n.as_name().ok()).unwrap_or_default();
    let shown = String::from_utf8_lossy(name).into_owned();
    match name {
        b"Indexed" => {
            let mut base = BTreeSet::new();
            if let Some(of) = part(1) {
                family(document, of, &mut base);
            }
            into.extend(base.into_iter().map(|b| if b == "DeviceRGB" { "Indexed RGB".to_owned() } else { b }));
        }
        b"ICCBased" => {
            let channels = part(1).and_then(|s| s.as_stream().ok()?.dict.get(b"N").ok()?.as_i64().ok());
            into.insert(match channels {
                Some(1) => "ICCBased grey".to_owned(),
                Some(3) => "ICCBased RGB".to_owned(),
                _ => "ICCBased CMYK".to_owned(),
            });
        }
        b"Separation" => {
            let all = part(1).and_then(|n| n.as_name().ok()) == Some(b"All");
            into.insert(if all { "All".to_owned() } else { shown });
        }
        _ => {
            into.insert(shown);
        }
    }
}

fn page(
    document: &Document,
    (id, content): (ObjectId, Option<&[u8]>),
    survey: &mut Survey,
) -> lopdf::Result<PageSurvey> {
    let page = document.get_dictionary(id)?;
    let corners = |key: &[u8]| -> Option<[f64; 4]> {
        let values = inherited(document, page, key)?.as_array().ok()?;
        let numbers: Vec<f64> = values.iter().filter_map(|v| Some(f64::from(v.as_float().ok()?))).collect();
        numbers.try_into().ok()
    };
    survey.annotations += page.get_deref(b"Annots", document).and_then(Object::as_array).map_or(0, Vec::len);
    if page.has(b"AA") {
        survey.active.insert("actions".to_owned());
    }
    let number = |key: &[u8]| inherited(document, page, key).and_then(|v| v.as_float().ok());
    let trim = corners(b"TrimBox");
    let type_outside = match content {
        Some(content) => painted(document, (id, content), trim, survey),
        None => painted(document, (id, &document.get_page_content(id)), trim, survey),
    };
    Ok(PageSurvey {
        media: corners(b"MediaBox").unwrap_or_default(),
        trim,
        type_outside,
        rotated: number(b"Rotate").is_some_and(|r| r != 0.0),
        scaled: number(b"UserUnit").is_some_and(|u| (u - 1.0).abs() > 1e-6),
    })
}

/// A value of a page or of the node above it.
fn inherited<'a>(document: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..32 {
        if let Ok(value) = node.get_deref(key, document) {
            return Some(value);
        }
        node = node.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    }
    None
}

/// Which colour the page's own operators paint in; true where a line of type begins outside `trim`. Lines that are set by
/// other operators than `Tm`, or where the page's coordinates are changed, are not followed.
fn painted(document: &Document, (id, content): (ObjectId, &[u8]), trim: Option<[f64; 4]>, survey: &mut Survey) -> bool {
    let mut fill = "DeviceGray".to_owned();
    let (mut origin, mut outside) = (None::<[f64; 2]>, false);
    let mut operators = Operators::new(content);
    // What stands before a place that cannot be read is there all the same.
    while let Ok(Some(operator)) = operators.advance() {
        let family = match operator {
            b"k" | b"K" => "DeviceCMYK",
            b"rg" | b"RG" => "DeviceRGB",
            b"g" | b"G" => "DeviceGray",
            b"cs" | b"CS" => match operators.name() {
                Some(name) => &String::from_utf8_lossy(name).into_owned(),
                None => continue,
            },
            b"Tj" | b"TJ" | b"'" | b"\"" => {
                survey.grey_type |= fill == "DeviceGray";
                outside |= trim.zip(origin).is_some_and(|([left, bottom, right, top], [x, y])| {
                    !(left..=right).contains(&x) || !(bottom..=top).contains(&y)
                });
                continue;
            }
            b"Tm" => {
                let number = |n: usize| operators.number(n).map(f64::from);
                origin = number(4).zip(number(5)).map(|(x, y)| [x, y]);
                continue;
            }
            _ => continue,
        };
        survey.spot_inks.extend(resource(document, id, family).and_then(|space| spot_ink(document, space)));
        let family = named_space(document, id, family);
        survey.colour_spaces.insert(family.clone());
        if operator.first().is_some_and(u8::is_ascii_lowercase) {
            fill = family;
        }
    }
    outside
}

/// A colour space of the page's resources by its family.
fn named_space(document: &Document, id: ObjectId, name: &str) -> String {
    if name.starts_with("Device") {
        return name.to_owned();
    }
    let mut families = BTreeSet::new();
    if let Some(space) = resource(document, id, name) {
        family(document, space, &mut families);
    }
    families.into_iter().next().unwrap_or_else(|| name.to_owned())
}

/// The colour space of this name in the page's resources.
fn resource<'a>(document: &'a Document, id: ObjectId, name: &str) -> Option<&'a Object> {
    let page = document.get_dictionary(id).ok()?;
    let resources = page.get_deref(b"Resources", document).and_then(Object::as_dict).ok()?;
    let spaces = resources.get_deref(b"ColorSpace", document).and_then(Object::as_dict).ok()?;
    spaces.get_deref(name.as_bytes(), document).ok()
}

/// The plate of its own that a Separation space paints on.
fn spot_ink(document: &Document, space: &Object) -> Option<String> {
    let [family, name, ..] = space.as_array().ok()?.as_slice() else { return None };
    let name = document.dereference(name).ok()?.1.as_name().ok()?;
    let process = matches!(name, b"Cyan" | b"Magenta" | b"Yellow" | b"Black" | b"All" | b"None");
    (family.as_name().ok()? == b"Separation" && !process).then(|| String::from_utf8_lossy(name).into_owned())
}
