//! The finished file, spoiled one thing at a time, and its name.

use std::sync::OnceLock;

use banxin::display::{Glyph, Glyphs, Item, Sheet, Turn};
use banxin::export::pdf::{self, Level, PdfSettings, survey};
use banxin::finding::Severity;
use banxin::geom::{Length, Point, Size};
use banxin::ink::Ink;
use banxin::preflight::{FileFacts, NameFacts, Profile, inspect_file};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::desk::library;

pub(crate) struct FileFault {
    pub(crate) rule: &'static str,
    level: Level,
    spoil: fn(&mut Document),
    /// What cannot but be found with it.
    with: &'static [&'static str],
}

const fn fault(rule: &'static str, spoil: fn(&mut Document)) -> FileFault {
    FileFault { rule, level: Level::X1a, spoil, with: &[] }
}

fn page(d: &mut Document) -> &mut Dictionary {
    let id = d.get_pages()[&1];
    d.get_dictionary_mut(id).unwrap()
}

fn content(d: &mut Document, change: impl Fn(String) -> String) {
    let id = d.get_pages()[&1];
    let before = String::from_utf8(d.get_page_content(id)).unwrap();
    let stream = d.get_page_contents(id)[0];
    d.set_object(stream, Stream::new(dictionary! {}, change(before).into_bytes()));
}

fn info(d: &mut Document) -> &mut Dictionary {
    let id = d.trailer.get(b"Info").unwrap().as_reference().unwrap();
    d.get_dictionary_mut(id).unwrap()
}

fn space(d: &mut Document, name: &str, value: Object) {
    let id = page(d).get(b"Resources").unwrap().as_reference();
    let spaces = dictionary! { name => value };
    let resources = match id {
        Ok(id) => d.get_dictionary_mut(id).unwrap(),
        Err(_) => page(d).get_mut(b"Resources").unwrap().as_dict_mut().unwrap(),
    };
    resources.set("ColorSpace", spaces);
    let name = name.to_owned();
    content(d, move |c| format!("/{name} cs\n1 sc\n0 0 5 5 re\nf\n{c}"));
}

pub(crate) const FAULTS: &[FileFault] = &[
    fault("DOC-01", |d| {
        info(d).remove(b"GTS_PDFXVersion");
        d.catalog_mut().unwrap().remove(b"Metadata");
    }),
    fault("DOC-02", |d| d.version = "1.7".to_owned()),
    fault("DOC-03", |d| {
        let id = d.get_pages()[&1];
        let copy = d.get_dictionary(id).unwrap().clone();
        let more = d.add_object(copy);
        let parent = d.get_dictionary(id).unwrap().get(b"Parent").unwrap().as_reference().unwrap();
        let pages = d.get_dictionary_mut(parent).unwrap();
        pages.get_mut(b"Kids").unwrap().as_array_mut().unwrap().push(more.into());
        pages.set("Count", 2);
    }),
    fault("DOC-04", |d| drop(d.catalog_mut().unwrap().remove(b"OutputIntents"))),
    fault("DOC-05", |d| {
        d.catalog_mut().unwrap().set("OpenAction", dictionary! { "S" => "JavaScript", "JS" => "1" });
    }),
    fault("DOC-06", |d| page(d).set("Annots", vec![Object::Dictionary(dictionary! { "Subtype" => "Text" })])),
    fault("DOC-07", |d| d.catalog_mut().unwrap().set("OCProperties", dictionary! {})),
    fault("DOC-08", |d| {
        let group = d.add_object(dictionary! { "S" => "Transparency", "CS" => "DeviceCMYK" });
        page(d).set("Group", group);
    }),
    FileFault {
        level: Level::X4,
        ..fault("DOC-09", |d| {
            let group = d.add_object(dictionary! { "S" => "Transparency", "CS" => "DeviceRGB" });
            page(d).set("Group", group);
        })
    },
    fault("DOC-10", |d| drop(info(d).remove(b"Trapped"))),
    fault("DOC-11", |d| info(d).set("Title", Object::string_literal("untitled"))),
    fault("GEO-02", |d| drop(page(d).remove(b"TrimBox"))),
    fault("GEO-04", |d| page(d).set("MediaBox", vec![(-30).into(), (-30).into(), 330.into(), 180.into()])),
    fault("GEO-09", |d| page(d).set("Rotate", 90)),
    fault("COL-01", |d| {
        let icc = Object::Array(vec!["CalCMYK".into(), Object::Dictionary(dictionary! {})]);
        space(d, "Cs1", icc);
    }),
    fault("COL-02", |d| content(d, |c| format!("1 0 0 rg\n0 0 5 5 re\nf\n{c}"))),
    fault("COL-03", |d| {
        let spot = vec!["Separation".into(), "PANTONE".into(), "DeviceCMYK".into(), Object::Null];
        space(d, "Cs1", Object::Array(spot));
    }),
    FileFault {
        level: Level::X4,
        ..fault("COL-03", |d| {
            let spot = |name: &str| vec!["Separation".into(), name.into(), "DeviceCMYK".into(), Object::Null];
            space(d, "Cs1", Object::Array(spot("PANTONE 186 C")));
            let second = Object::Array(spot("PANTONE 300 C"));
            let id = page(d).get(b"Resources").unwrap().as_reference().unwrap();
            let spaces = d.get_dictionary_mut(id).unwrap().get_mut(b"ColorSpace").unwrap().as_dict_mut().unwrap();
            spaces.set("Cs2", second);
            content(d, |c| format!("/Cs2 cs\n1 sc\n0 0 5 5 re\nf\n{c}"));
        })
    },
    FileFault {
        with: &["DOC-08"],
        ..fault("IMG-07", |d| {
            let mask = d.add_object(Stream::new(dictionary! { "Subtype" => "Image" }, vec![0]));
            let image = dictionary! {
                "Subtype" => "Image", "ColorSpace" => "DeviceCMYK", "BitsPerComponent" => 8, "SMask" => mask
            };
            d.add_object(Stream::new(image, vec![0]));
        })
    },
    fault("TXT-01", |d| {
        for object in d.objects.values_mut() {
            if let Ok(dict) = object.as_dict_mut() {
                dict.remove(b"FontFile3");
            }
        }
    }),
    fault("TXT-07", |d| {
        for object in d.objects.values_mut() {
            if let Ok(dict) = object.as_dict_mut() {
                dict.remove(b"ToUnicode");
            }
        }
    }),
    fault("OVP-09", |d| content(d, |c| c.replace("0 0 0 1 k", "0 g"))),
];

fn sheet() -> &'static Sheet {
    static SHEET: OnceLock<Sheet> = OnceLock::new();
    SHEET.get_or_init(|| {
        let face = library().find(&["BaoSongSC-Regular".to_owned()]).unwrap();
        let glyph = |n: u32, c: char| Glyph {
            id: library().face(face).glyph(c).unwrap(),
            at: Point::new(Length::MM * i64::from(n), Length::MM * 10),
            text: n * 3..n * 3 + 3,
        };
        let run = Glyphs {
            face,
            size: Length::BANG * 9,
            stretch: 1000,
            turn: Turn::None,
            ink: Ink::BLACK,
            overprint: true,
            text: "版心".to_owned(),
            glyphs: vec![glyph(0, '版'), glyph(1, '心')],
        };
        let size = Size { width: Length::pt(300.0), height: Length::pt(150.0) };
        Sheet { page: 3, size, items: vec![Item::Glyphs(run)], ..Sheet::default() }
    })
}

fn bytes(level: Level, spoil: fn(&mut Document)) -> Vec<u8> {
    let settings = PdfSettings { level, ..PdfSettings::new("曹州新报 2026-05-20 第03版", "2026-05-20") };
    let bytes = pdf::write(&[sheet()], &settings, library()).unwrap();
    let mut document = Document::load_mem(&bytes).unwrap();
    spoil(&mut document);
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    out
}

fn found(level: Level, bytes: &[u8], profile: &Profile, name: NameFacts) -> Vec<(&'static str, Severity)> {
    let survey = survey(bytes).unwrap();
    let standard = if level == Level::X4 { "x4" } else { "x1a" };
    let title = ["曹州新报", "2026-05-20", "03"].map(str::to_owned).to_vec();
    let size_pt = [300.0, 150.0];
    let file = FileFacts { page: 3, standard, bytes: bytes.len(), survey: &survey, title, size_pt, name };
    inspect_file(&file, profile).into_iter().map(|i| (i.finding.rule, i.finding.severity)).collect()
}

#[test]
fn a_sound_file_is_found_sound() {
    for level in [Level::X1a, Level::X4] {
        let bytes = bytes(level, |_| {});
        assert_eq!(found(level, &bytes, &Profile::default_one(), NameFacts::default()), []);
    }
}

#[test]
fn every_fault_of_a_file_is_found_alone() {
    for fault in FAULTS {
        let bytes = bytes(fault.level, fault.spoil);
        let found = found(fault.level, &bytes, &Profile::default_one(), NameFacts::default());
        let rules: Vec<&str> = found.iter().map(|(rule, _)| *rule).collect();
        assert!(rules.contains(&fault.rule), "{} is not in {rules:?}", fault.rule);
        let alone = rules.iter().all(|r| *r == fault.rule || fault.with.contains(r));
        assert!(alone, "{} is not alone: {rules:?}", fault.rule);
    }
}

pub(crate) struct NameFault {
    pub(crate) rule: &'static str,
    name: fn() -> NameFacts,
    slug: bool,
}

pub(crate) const NAMES: &[NameFault] = &[
    NameFault { rule: "DOC-12", name: NameFacts::default, slug: false },
    NameFault {
        rule: "NAM-01",
        name: || NameFacts { stem: "page3".into(), by_template: "曹州新报_03".into(), ..NameFacts::default() },
        slug: false,
    },
    NameFault {
        rule: "NAM-02",
        name: || NameFacts { version: 'A', before: Some(('A', false)), ..NameFacts::default() },
        slug: false,
    },
    NameFault { rule: "NAM-03", name: || NameFacts { says_colour: Some(true), ..NameFacts::default() }, slug: false },
    NameFault { rule: "NAM-04", name: NameFacts::default, slug: true },
];

#[test]
fn every_fault_of_a_name_is_found_alone() {
    let sound = bytes(Level::X1a, |_| {});
    for fault in NAMES {
        let mut profile = Profile::default_one();
        profile.limits.slug = fault.slug;
        let weighs = if fault.rule == "DOC-12" { 151_000_000 } else { sound.len() };
        let found = found_of(&sound, weighs, &profile, (fault.name)());
        assert_eq!(found, [fault.rule], "{}", fault.rule);
    }
}

fn found_of(bytes: &[u8], weighs: usize, profile: &Profile, name: NameFacts) -> Vec<&'static str> {
    let survey = survey(bytes).unwrap();
    let title = vec!["曹州新报".to_owned()];
    let file =
        FileFacts { page: 3, standard: "x1a", bytes: weighs, survey: &survey, title, size_pt: [300.0, 150.0], name };
    inspect_file(&file, profile).into_iter().map(|i| i.finding.rule).collect()
}
