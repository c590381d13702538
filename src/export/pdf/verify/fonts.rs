//! Every font is embedded, and every code of it says something.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::{Faults, expect, note};

/// The codes a font resource can name: those of its `ToUnicode`, ascending.
pub(super) struct FontCodes(Vec<u16>);

impl FontCodes {
    pub(super) fn has(&self, code: u16) -> bool {
        self.0.binary_search(&code).is_ok()
    }
}

pub(super) fn read(document: &Document, fonts: &Dictionary, faults: &mut Faults) -> BTreeMap<Vec<u8>, FontCodes> {
    let mut all = BTreeMap::new();
    for (name, font) in fonts {
        let font = document.dereference(font).and_then(|(_, f)| f.as_dict());
        match font.and_then(|font| one(document, font, faults)) {
            Ok(codes) => {
                all.insert(name.clone(), codes);
            }
            Err(error) => note(faults, format!("font {} is incomplete ({error})", String::from_utf8_lossy(name))),
        }
    }
    all
}

fn one(document: &Document, font: &Dictionary, faults: &mut Faults) -> lopdf::Result<FontCodes> {
    let name = String::from_utf8_lossy(font.get(b"BaseFont")?.as_name()?).into_owned();
    let by_glyph = font.get(b"Subtype")?.as_name()? == b"Type0" && font.get(b"Encoding")?.as_name()? == b"Identity-H";
    expect(faults, by_glyph, || format!("{name} is not addressed by glyph"));
    let descendants = font.get_deref(b"DescendantFonts", document)?.as_array()?;
    let Some(descendant) = descendants.first() else {
        note(faults, format!("{name} has no descendant"));
        return Ok(FontCodes(Vec::new()));
    };
    let descendant = document.dereference(descendant)?.1.as_dict()?;
    let descriptor = descendant.get_deref(b"FontDescriptor", document)?.as_dict()?;
    let program = |key: &[u8]| descriptor.get_deref(key, document).and_then(Object::as_stream);
    let true_type = program(b"FontFile2").is_ok_and(|s| !s.content.is_empty());
    // FontFile3 with a whole OpenType font needs PDF 1.6; bare CFF does not (ISO 32000-1 table 126).
    let bare =
        |s: &lopdf::Stream| s.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|t| t == b"CIDFontType0C");
    let cff = program(b"FontFile3").is_ok_and(|s| !s.content.is_empty() && bare(s));
    expect(faults, true_type != cff, || format!("{name} is not embedded as TrueType or bare CFF"));
    let tagged =
        name.len() > 7 && name.as_bytes()[..6].iter().all(u8::is_ascii_uppercase) && name.as_bytes()[6] == b'+';
    expect(faults, tagged, || format!("{name} has no subset tag"));
    let map = font.get_deref(b"ToUnicode", document)?.as_stream()?.decompressed_content()?;
    Ok(FontCodes(codes_of(&map)))
}

/// The left sides of `<0001> <4E00>` lines.
fn codes_of(map: &[u8]) -> Vec<u16> {
    let text = String::from_utf8_lossy(map);
    let sections = text.split("beginbfchar").skip(1).filter_map(|s| s.split("endbfchar").next());
    let mut codes: Vec<u16> = sections
        .flat_map(str::lines)
        .filter_map(|line| u16::from_str_radix(line.strip_prefix('<')?.split('>').next()?, 16).ok())
        .collect();
    codes.sort_unstable();
    codes
}
