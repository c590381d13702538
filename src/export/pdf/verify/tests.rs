//! The check itself must fail on files that are wrong: a sound file is broken in one way at a time.

use std::path::Path;

use lopdf::{Document, Object, Stream, dictionary};

use super::super::{Slug, Surround};
use super::*;
use crate::display::{Glyph, Glyphs, Item, Sheet, Spot, Turn};
use crate::geom::{Length, Point, Size};
use crate::ink::Ink;
use crate::library::Library;

fn sheet(library: &Library) -> Sheet {
    let face = library.find(&["BaoSongSC-Regular".to_owned()]).unwrap();
    let glyph = |n: u32, c: char| Glyph {
        id: library.face(face).glyph(c).unwrap(),
        at: Point::new(Length::MM * i64::from(n), Length::MM * 10),
        text: n * 3..n * 3 + 3,
    };
    let glyphs = vec![glyph(0, '版'), glyph(1, '心')];
    let run = Glyphs {
        face,
        size: Length::BANG * 9,
        stretch: 1000,
        turn: Turn::None,
        ink: Ink::BLACK,
        overprint: true,
        text: "版心".to_owned(),
        glyphs,
    };
    Sheet {
        page: 1,
        size: Size { width: Length::MM * 100, height: Length::MM * 50 },
        items: vec![Item::Glyphs(run)],
        ..Sheet::default()
    }
}

/// What is found after `spoil` and, where given, the operators are replaced.
fn found(level: Level, content: Option<&dyn Fn(String) -> String>, spoil: impl FnOnce(&mut Document)) -> Vec<String> {
    let library = Library::of_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts"));
    let sheet = sheet(&library);
    let settings = PdfSettings { level, ..PdfSettings::new("试", "2026-07-24") };
    let bytes = super::super::write(&[&sheet], &settings, &library).unwrap();
    let mut document = Document::load_mem(&bytes).unwrap();
    if let Some(change) = content {
        let page = document.get_pages()[&1];
        let before = String::from_utf8(document.get_page_content(page)).unwrap();
        let id = document.get_page_contents(page)[0];
        document.set_object(id, Stream::new(dictionary! {}, change(before).into_bytes()));
    }
    spoil(&mut document);
    let mut spoiled = Vec::new();
    document.save_to(&mut spoiled).unwrap();
    let leaf = Leaf::new(&sheet, &settings.surround, level, &library);
    read(&spoiled, &[leaf], &settings).err().unwrap_or_default()
}

fn rewritten(change: impl Fn(String) -> String) -> Vec<String> {
    found(Level::X1a, Some(&change), |_| {})
}

fn has(faults: &[String], what: &str) {
    assert!(faults.iter().any(|f| f.contains(what)), "no “{what}” in {faults:?}");
}

#[test]
fn a_sound_file_has_no_faults_and_a_cut_one_is_no_file() {
    assert_eq!(found(Level::X1a, None, |_| {}), Vec::<String>::new());
    assert_eq!(found(Level::X4, None, |_| {}), Vec::<String>::new());
    let settings = PdfSettings::new("试", "2026-07-24");
    has(&read(b"%PDF-1.4\n", &[], &settings).unwrap_err(), "cannot be read back");
}

/// A file whose page has one thing round it and is held against another: what is found.
fn taken_for(level: Level, written: &Surround, thought: &Surround) -> Vec<String> {
    let library = Library::of_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts"));
    let spot = Spot { name: "PANTONE 186 C".to_owned(), substitute: Ink::RED };
    let sheet = Sheet { spots: vec![spot], ..sheet(&library) };
    let settings = PdfSettings { level, surround: written.clone(), ..PdfSettings::new("试", "2026-07-24") };
    let bytes = super::super::write(&[&sheet], &settings, &library).unwrap();
    read(&bytes, &[Leaf::new(&sheet, thought, level, &library)], &settings).err().unwrap_or_default()
}

#[test]
fn what_stands_round_the_page_is_what_was_asked_for() {
    let bare = Surround::default();
    let marks = Surround { marks: true, ..Surround::default() };
    let slug = Slug { text: "版心 第01版".to_owned(), faces: vec!["BaoHeiSC-Medium".to_owned()] };
    let slug = Surround { slug: Some(slug), ..marks.clone() };
    for level in [Level::X1a, Level::X4] {
        for as_asked in [&bare, &marks, &slug] {
            assert_eq!(taken_for(level, as_asked, as_asked), Vec::<String>::new());
        }
        has(&taken_for(level, &marks, &bare), "outlines");
        has(&taken_for(level, &marks, &bare), "MediaBox");
        has(&taken_for(level, &bare, &marks), "TrimBox");
        has(&taken_for(level, &marks, &slug), "glyphs");
        has(&taken_for(level, &slug, &marks), "black glyphs overprint");
    }
}

#[test]
fn a_spot_ink_of_a_later_page_is_known_there() {
    let library = Library::of_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts"));
    let plain = sheet(&library);
    let mut spotted = plain.clone();
    spotted.spots = vec![Spot { name: "PANTONE 186 C".to_owned(), substitute: Ink::RED }];
    if let Some(Item::Glyphs(run)) = spotted.items.first_mut() {
        (run.ink, run.overprint) = (Ink::RED, false);
    }
    let settings = PdfSettings { level: Level::X4, ..PdfSettings::new("试", "2026-07-24") };
    super::super::write(&[&plain, &spotted], &settings, &library).unwrap();
}

#[test]
fn what_is_painted_otherwise_than_in_inks_is_found() {
    has(&rewritten(|c| c.replace("0 0 0 1 k", "0 0 0 rg")), "operator rg");
    has(&rewritten(|c| c.replace("0 0 0 1 k", "")), "painted in no ink");
    has(&rewritten(|c| format!("0 0 9 9 re\nf\n{c}")), "painted in no ink");
    has(&rewritten(|c| format!("q\n0 0 9 9 re\nS\n{c}")), "never restored");
    has(&rewritten(|c| format!("Q\n{c}")), "never saved");
}

#[test]
fn type_that_lost_its_overprint_its_glyphs_or_its_text_is_found() {
    has(&rewritten(|c| c.replace("/GsOver gs", "/GsKnock gs")), "0 black glyphs overprint, not 2");
    has(&rewritten(|c| c.replace("<0001>", "")), "shows 1 glyphs of 2");
    has(&rewritten(|c| c.replace("<0001>", "<0000>")), "glyph 0 has no text");
    has(&rewritten(|c| c.replace("<0001>", "<0077>")), "glyph 119 has no text");
    has(&rewritten(|c| c.replace("/Fnt0", "/Fnt9")), "in no font");
}

#[test]
fn wrong_boxes_and_unwanted_keys_are_found() {
    let page = |document: &mut Document, key: &str, value: Object| {
        let id = document.get_pages()[&1];
        document.get_dictionary_mut(id).unwrap().set(key, value);
    };
    let short = || Object::Array(vec![0.into(), 0.into(), 100.into(), 50.into()]);
    has(&found(Level::X1a, None, |d| page(d, "TrimBox", short())), "TrimBox is [0.0, 0.0, 100.0, 50.0]");
    has(&found(Level::X1a, None, |d| page(d, "Annots", vec![].into())), "page 1 has Annots");
    has(&found(Level::X4, None, |d| page(d, "Group", dictionary! {}.into())), "page 1 has Group");
    has(&found(Level::X1a, None, |d| d.catalog_mut().unwrap().set("OCProperties", dictionary! {})), "OCProperties");
    has(&found(Level::X1a, None, |d| d.version = "1.6".to_owned()), "its version is 1.6");
}

#[test]
fn lost_identity_metadata_or_profile_is_found() {
    has(
        &found(Level::X1a, None, |d| {
            d.trailer.remove(b"ID");
        }),
        "its ID",
    );
    has(
        &found(Level::X1a, None, |d| {
            d.trailer.remove(b"Info");
        }),
        "no Info",
    );
    has(
        &found(Level::X4, None, |d| {
            d.catalog_mut().unwrap().remove(b"Metadata");
        }),
        "XMP",
    );
    has(
        &found(Level::X1a, None, |d| {
            d.catalog_mut().unwrap().remove(b"OutputIntents");
        }),
        "output intent",
    );
    has(
        &found(Level::X1a, None, |d| {
            let stream = d.objects.values_mut().filter_map(|o| o.as_stream_mut().ok()).find(|s| s.dict.has(b"N"));
            let stream = stream.unwrap();
            let mut icc = stream.decompressed_content().unwrap();
            icc[12..16].copy_from_slice(b"mntr");
            stream.dict.remove(b"Filter");
            stream.set_content(icc);
        }),
        "not a CMYK press's",
    );
}

#[test]
fn a_font_that_is_not_embedded_is_found() {
    let faults = found(Level::X1a, None, |d| {
        for object in d.objects.values_mut() {
            if let Ok(dict) = object.as_dict_mut() {
                dict.remove(b"FontFile3");
            }
        }
    });
    has(&faults, "not embedded");
}
