//! What newspapers draw, all of it on one page: `tests/specimen`, an edition that shows every rule, border, texture,
//! effect, code and spot ink there is.

#![expect(clippy::unwrap_used, reason = "a test that fails by unwrap fails where it should")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use banxin::display::{Item, Outline, Sheet};
use banxin::edition::compose;
use banxin::export::pdf::{Level, PdfSettings, write};
use banxin::finding::Severity;
use banxin::id::Part;
use banxin::ink::Ink;
use banxin::layout::Composed;
use banxin::library::Library;
use banxin::model::{BlockKind, Edition, Figure, Pattern};
use lopdf::{Document, Object};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::of_folder(&root().join("fonts")));

fn specimen() -> Edition {
    banxin::project::open(&root().join("tests/specimen")).unwrap().edition
}

static PAGE: LazyLock<Composed> = LazyLock::new(|| compose(&specimen(), &LIBRARY).remove(0));

fn pdf(sheet: &Sheet, level: Level) -> Vec<u8> {
    let settings = PdfSettings { level, ..PdfSettings::new("样张", "2026-07-24") };
    write(&[sheet], &settings, &LIBRARY).unwrap()
}

#[test]
fn the_specimen_shows_every_pattern_and_every_figure() {
    let edition = specimen();
    let kinds: Vec<&BlockKind> = edition.pages[0].blocks.iter().map(|b| &b.kind).collect();
    let borders = kinds.iter().filter_map(|kind| match kind {
        BlockKind::TextFrame(frame) => frame.boxed.as_ref().and_then(|b| b.border),
        BlockKind::Rule(rule) => rule.line,
        _ => None,
    });
    let patterns: Vec<Pattern> = borders.map(|b| b.pattern).collect();
    let textures = kinds.iter().filter_map(|kind| match kind {
        BlockKind::Rule(rule) => rule.texture,
        _ => None,
    });
    let figures: Vec<Figure> = textures.map(|t| t.figure).collect();
    assert!(Pattern::ALL.iter().all(|p| patterns.contains(p)));
    assert!(Figure::ALL.iter().all(|f| figures.contains(f)));
    let heads = kinds.iter().filter_map(|kind| if let BlockKind::Article(a) = kind { Some(&a.head) } else { None });
    let heads: Vec<_> = heads.collect();
    assert!(heads.iter().any(|h| h.ground == Some(Ink::BLACK) && h.ink == Some(Ink::PAPER)), "反白");
    assert!(heads.iter().any(|h| h.shadow.is_some()) && heads.iter().any(|h| h.outline.is_some()));
    assert!(heads.iter().any(|h| h.ink == Some(Ink::RED)), "套红");
    assert!(kinds.iter().any(|k| matches!(k, BlockKind::Code(_))));
}

#[test]
fn it_is_laid_out_without_an_error() {
    let errors: Vec<_> = PAGE.findings.iter().filter(|f| f.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

/// Shadows and outlines are figures: type stands in the page once, and so does its text.
#[test]
fn no_effect_sets_a_character_twice() {
    let mut part = None;
    let mut text = String::new();
    for item in &PAGE.sheet.items {
        match item {
            Item::Mark(mark) => part = Some(mark.part),
            Item::Glyphs(run) if part == Some(Part::Headline) => text.push_str(&run.text),
            _ => {}
        }
    }
    let edition = specimen();
    let wanted: usize = edition.stories.values().map(|s| s.headline.text.chars().count()).sum();
    assert_eq!(text.chars().count(), wanted);
    let rings = |i: &&Item| matches!(i, Item::Shape(s) if matches!(s.outline, Outline::Rings(_)));
    assert!(PAGE.sheet.items.iter().filter(rings).count() > 40);
}

#[test]
fn spot_ink_has_a_plate_in_x4_and_is_printed_from_four_in_x1a() {
    let plates = |level| {
        let document = Document::load_mem(&pdf(&PAGE.sheet, level)).unwrap();
        let spaces = document.objects.values().filter_map(|o| o.as_array().ok());
        let separations = spaces.filter(|s| s.first().and_then(|n| n.as_name().ok()) == Some(b"Separation"));
        let names: Vec<Vec<u8>> = separations.map(|s| s[1].as_name().unwrap().to_vec()).collect();
        let page = document.get_pages()[&1];
        let content = String::from_utf8(document.get_page_content(page)).unwrap();
        (names, content.contains("0 1 1 0 k"), content.contains("/Spot0 cs"))
    };
    assert_eq!(plates(Level::X4), (vec![b"PANTONE 186 C".to_vec()], false, true));
    assert_eq!(plates(Level::X1a), (vec![], true, false));
}

#[test]
fn same_page_same_bytes_and_nothing_a_press_would_have_to_flatten() {
    for level in [Level::X1a, Level::X4] {
        let bytes = pdf(&PAGE.sheet, level);
        assert!(bytes == pdf(&compose(&specimen(), &LIBRARY).remove(0).sheet, level));
        let document = Document::load_mem(&bytes).unwrap();
        for object in document.objects.values() {
            let dict = object.as_dict().ok().or_else(|| object.as_stream().ok().map(|s| &s.dict));
            let Some(dict) = dict else { continue };
            for key in [&b"SMask"[..], b"BM", b"ca", b"CA", b"Shading", b"Pattern"] {
                assert!(!dict.has(key), "{}", String::from_utf8_lossy(key));
            }
            assert_ne!(dict.get(b"S").and_then(Object::as_name).ok(), Some(&b"Transparency"[..]));
        }
    }
}

/// A code is read back from its squares: finder patterns in three corners, bare paper round it, black alone.
#[test]
fn a_code_is_black_on_paper_with_its_quiet_zone() {
    let items = &PAGE.sheet.items;
    let ours = |item: &Item| matches!(item, Item::Mark(m) if m.block.as_str() == "q1");
    let start = items.iter().position(ours).unwrap();
    let shapes = items[start..].iter().filter_map(|i| if let Item::Shape(s) = i { Some(s) } else { None });
    let shapes: Vec<_> = shapes.take(2).collect();
    let (Outline::Rect(field), Outline::Rings(squares)) = (&shapes[0].outline, &shapes[1].outline) else {
        panic!("a field and squares")
    };
    assert_eq!((shapes[0].fill, shapes[1].fill), (Some(Ink::PAPER), Some(Ink::BLACK)));
    let left = squares.iter().flatten().map(|p| p.x).min().unwrap();
    let top = squares.iter().flatten().map(|p| p.y).min().unwrap();
    let height = squares[0][2].y - squares[0][0].y;
    assert_eq!((left - field.x, top - field.y), (height * 4, height * 4));
    // The first row begins with the seven squares of a finder pattern.
    assert_eq!((squares[0][0].x, squares[0][1].x), (left, left + height * 7));
}
