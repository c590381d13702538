//! The PDF as others see it: read back with lopdf. Set `BANXIN_KEEP` to a folder to look at the files.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails by unwrap fails where it should")]

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use banxin::colour::Packing;
use banxin::display::{Crop, Glyph, Glyphs, Group, Item, Mark, Outline, Picture, Shape, Sheet, Stroke, Turn};
use banxin::export::pdf::{Level, PdfError, PdfSettings, write};
use banxin::geom::{Length, Point, Rect, Size};
use banxin::id::{BlockId, FaceId, Part, PictureId};
use banxin::ink::Ink;
use banxin::library::Library;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, Stream};

const SONG: &str = "BaoSongSC-Regular";
const HEAVY: &str = "BaoHeiSC-Black";
const KAI: &str = "BaoKaiSC-Regular";

fn fonts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts")
}

fn library() -> Library {
    Library::of_folder(&fonts())
}

fn face(library: &Library, name: &str) -> FaceId {
    library.find(&[name.to_owned()]).unwrap()
}

fn mm(x: f64, y: f64) -> Point {
    Point::new(Length::mm(x), Length::mm(y))
}

fn area(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect::new(Length::mm(x), Length::mm(y), Length::mm(width), Length::mm(height))
}

fn settings() -> PdfSettings {
    PdfSettings::new("曹州新报 2026-07-24 第01版", "2026-07-24")
}

/// A line of type, each glyph a cell of `pitch` mm after the last.
fn line(library: &Library, face: FaceId, text: &str, at: Point, size: f64, pitch: f64) -> Glyphs {
    let mut glyphs = Vec::new();
    for (n, (byte, c)) in text.char_indices().enumerate() {
        let start = u32::try_from(byte).unwrap();
        let id = library.face(face).glyph(c).unwrap_or_else(|| panic!("no glyph for {c}"));
        let at = Point::new(at.x + Length::mm(pitch) * i64::try_from(n).unwrap(), at.y);
        glyphs.push(Glyph { id, at, text: start..start + u32::try_from(c.len_utf8()).unwrap() });
    }
    Glyphs {
        face,
        size: Length::mm(size),
        stretch: 1000,
        turn: Turn::None,
        ink: Ink::BLACK,
        overprint: true,
        text: text.to_owned(),
        glyphs,
    }
}

fn sheet(items: Vec<Item>) -> Sheet {
    Sheet { page: 1, size: Size { width: Length::mm(390.0), height: Length::mm(540.0) }, items, ..Sheet::default() }
}

fn tint(rect: Rect, ink: Ink) -> Item {
    Item::Shape(Shape { outline: Outline::Rect(rect), fill: Some(ink), stroke: None, overprint: false })
}

fn stroke(width: f64, ink: Ink, dash: &[f64]) -> Option<Stroke> {
    Some(Stroke { width: Length::mm(width), ink, dash: dash.iter().map(|d| Length::mm(*d)).collect() })
}

fn photo() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(600, 400, |x, y| {
        image::Rgb([(x * 255 / 600) as u8, (y * 255 / 400) as u8, if (x / 40 + y / 40) % 2 == 0 { 0 } else { 220 }])
    });
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, image::ImageFormat::Jpeg).unwrap();
    out.into_inner()
}

const CMYK_JPEG: &[u8] = include_bytes!("pictures/cmyk.jpg");

fn picture(library: &Library, id: &str, bytes: Vec<u8>) -> PictureId {
    let id = PictureId::new(id).unwrap();
    library.insert_picture(&id, "picture.jpg", bytes).unwrap();
    id
}

/// One of everything.
fn everything(library: &Library) -> Sheet {
    let mut items = vec![Item::Mark(Mark {
        block: BlockId::numbered('b', 1),
        story: None,
        part: Part::Headline,
        paragraph: 0,
        line: 0,
        area: area(10.0, 10.0, 180.0, 60.0),
        text: 0..0,
    })];
    items.extend(horizontal_type(library));
    items.extend(turned_and_vertical_type(library));
    items.extend(shapes());
    items.extend(pictures(library));
    sheet(items)
}

fn horizontal_type(library: &Library) -> Vec<Item> {
    let (song, kai) = (face(library, SONG), face(library, KAI));
    let heavy = face(library, HEAVY);
    let mut items = vec![
        tint(area(10.0, 10.0, 180.0, 60.0), Ink::percent(60, 0, 40, 0)),
        Item::Glyphs(line(library, heavy, "版心：让报纸回到字格", mm(15.0, 35.0), 16.0, 16.0)),
        Item::Glyphs(line(library, song, "县区社工部揭牌·成立•以来・共有…二千⋯余人", mm(15.0, 50.0), 4.0, 4.0)),
        Item::Glyphs(Glyphs {
            stretch: 800, ..line(library, song, "长体字窄两成 AVA", mm(15.0, 60.0), 6.0, 4.8)
        }),
        Item::Glyphs(line(library, kai, "楷体：本报记者摄影报道 2026", mm(15.0, 80.0), 5.0, 5.0)),
    ];
    items.extend((0..30).map(|n| {
        let text = "菏泽市委社会工作部坚持以党建引领基层治理，推动志愿服务走进小区院落。";
        Item::Glyphs(line(library, song, text, mm(15.0, 90.0 + 4.09 * f64::from(n)), 3.15, 3.15))
    }));
    items.push(Item::Glyphs(Glyphs {
        ink: Ink::PAPER, ..line(library, heavy, "反白字", mm(130.0, 60.0), 10.0, 10.0)
    }));
    items
}

fn turned_and_vertical_type(library: &Library) -> Vec<Item> {
    let (song, heavy) = (face(library, SONG), face(library, HEAVY));
    let mut items = Vec::new();
    items.push(Item::Group(Group {
        offset: mm(300.0, 20.0),
        turn: Turn::Clockwise,
        clip: None,
        items: vec![
            Item::Glyphs(line(library, song, "turned Latin 123", mm(0.0, 0.0), 6.0, 4.0)),
            tint(area(0.0, 5.0, 40.0, 2.0), Ink::RED),
        ],
    }));
    let mut upright = line(library, heavy, "竖题排法", mm(0.0, 0.0), 14.0, 0.0);
    for (n, glyph) in upright.glyphs.iter_mut().enumerate() {
        glyph.at = mm(330.0, 40.0 + 14.0 * n as f64);
    }
    items.push(Item::Glyphs(upright));
    let mut year = Glyphs { turn: Turn::Clockwise, ..line(library, song, "1949", mm(0.0, 0.0), 6.0, 0.0) };
    for (n, glyph) in year.glyphs.iter_mut().enumerate() {
        glyph.at = mm(350.0, 40.0 + 3.0 * n as f64);
    }
    items.push(Item::Glyphs(year));
    items
}

fn shapes() -> Vec<Item> {
    let mut items = Vec::new();
    items.push(Item::Group(Group {
        offset: mm(0.0, 0.0),
        turn: Turn::None,
        clip: Some(area(150.0, 100.0, 60.0, 20.0)),
        items: vec![tint(area(140.0, 90.0, 200.0, 25.0), Ink::grey(15))],
    }));
    for (n, outline) in [
        Outline::Line(mm(10.0, 250.0), mm(380.0, 250.0)),
        Outline::Rect(area(10.0, 255.0, 100.0, 20.0)),
        Outline::Polygon(vec![mm(130.0, 275.0), mm(150.0, 255.0), mm(170.0, 275.0)]),
    ]
    .into_iter()
    .enumerate()
    {
        let dash: &[f64] = if n == 1 { &[2.0, 1.0] } else { &[] };
        let fill = (n == 2).then(|| Ink::percent(0, 30, 60, 0));
        items.push(Item::Shape(Shape { outline, fill, stroke: stroke(0.35, Ink::BLACK, dash), overprint: true }));
    }
    items
}

fn pictures(library: &Library) -> Vec<Item> {
    let mut items = Vec::new();
    let rgb = picture(library, "photo", photo());
    let cmyk = picture(library, "inks", CMYK_JPEG.to_vec());
    let half = Crop { left: 250_000, top: 0, right: 750_000, bottom: 1_000_000 };
    items.push(Item::Picture(Picture::new(rgb.clone(), area(10.0, 290.0, 150.0, 100.0), Crop::WHOLE)));
    items.push(Item::Picture(Picture::new(cmyk, area(180.0, 290.0, 40.0, 40.0), half)));
    items.push(Item::Group(Group {
        offset: mm(380.0, 290.0),
        turn: Turn::Clockwise,
        clip: None,
        items: vec![Item::Picture(Picture::new(rgb, area(0.0, 0.0, 60.0, 40.0), Crop::WHOLE))],
    }));
    items
}

fn keep(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("BANXIN_KEEP") {
        std::fs::write(Path::new(&folder).join(name), bytes).unwrap();
    }
}

#[test]
fn one_of_everything_is_delivered_in_both_standards() {
    let library = library();
    let sheet = everything(&library);
    for (level, version, name) in [(Level::X1a, "1.4", "x1a.pdf"), (Level::X4, "1.6", "x4.pdf")] {
        let bytes = write(&[&sheet], &PdfSettings { level, ..settings() }, &library).unwrap();
        keep(name, &bytes);
        assert_eq!(Document::load_mem(&bytes).unwrap().version, version);
    }
}

/// Operators and operands of a page.
fn operations(document: &Document, page: u32) -> Vec<(String, Vec<Object>)> {
    let id = document.get_pages()[&page];
    let content = Content::decode(&document.get_page_content(id)).unwrap();
    content.operations.into_iter().map(|o| (o.operator, o.operands)).collect()
}

fn resources<'d>(document: &'d Document, kind: &str) -> &'d Dictionary {
    let id = document.get_pages()[&1];
    let resources = document.get_dictionary(id).unwrap().get_deref(b"Resources", document).unwrap().as_dict().unwrap();
    resources.get_deref(kind.as_bytes(), document).unwrap().as_dict().unwrap()
}

fn images(document: &Document) -> Vec<&Stream> {
    let all = resources(document, "XObject");
    all.iter().map(|(_, o)| document.dereference(o).unwrap().1.as_stream().unwrap()).collect()
}

/// The text of a page as a reader copies it: codes through each font's `ToUnicode`, in the order of painting.
fn copied(document: &Document, page: u32) -> String {
    let maps: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = resources(document, "Font")
        .iter()
        .map(|(name, font)| {
            let font = document.dereference(font).unwrap().1.as_dict().unwrap();
            let map = font.get_deref(b"ToUnicode", document).unwrap().as_stream().unwrap();
            (name.clone(), to_unicode(&String::from_utf8(map.decompressed_content().unwrap()).unwrap()))
        })
        .collect();
    let mut text = String::new();
    let mut font = None;
    for (operator, operands) in operations(document, page) {
        match operator.as_str() {
            "Tf" => font = Some(operands[0].as_name().unwrap().to_vec()),
            "TJ" => {
                for string in operands[0].as_array().unwrap().iter().filter_map(|o| o.as_str().ok()) {
                    let code = u16::from_be_bytes([string[0], string[1]]);
                    text.push_str(&maps[font.as_ref().unwrap()][&code]);
                }
            }
            _ => {}
        }
    }
    text
}

fn to_unicode(map: &str) -> BTreeMap<u16, String> {
    let entries = map.lines().filter(|l| l.starts_with('<') && l.contains("> <") && !l.contains("FFFF"));
    entries
        .map(|line| {
            let mut sides = line.trim_matches(['<', '>']).split("> <");
            let code = u16::from_str_radix(sides.next().unwrap(), 16).unwrap();
            let text = sides.next().unwrap_or_default();
            let units: Vec<u16> = text
                .as_bytes()
                .chunks(4)
                .map(|c| u16::from_str_radix(std::str::from_utf8(c).unwrap(), 16).unwrap())
                .collect();
            (code, String::from_utf16(&units).unwrap())
        })
        .collect()
}

/// The text of a sheet in reading order.
fn set(items: &[Item]) -> String {
    items
        .iter()
        .map(|item| match item {
            Item::Group(group) => set(&group.items),
            Item::Glyphs(run) => run.text.clone(),
            Item::Shape(_) | Item::Picture(_) | Item::Mark(_) => String::new(),
        })
        .collect()
}

#[test]
fn the_text_is_copied_as_it_was_set_in_reading_order() {
    let library = library();
    let sheet = everything(&library);
    let document = Document::load_mem(&write(&[&sheet], &settings(), &library).unwrap()).unwrap();
    assert_eq!(copied(&document, 1), set(&sheet.items));
}

#[test]
fn glyphs_with_two_texts_keep_both() {
    let library = library();
    let song = face(&library, SONG);
    let id = |c| library.face(song).glyph(c).unwrap();
    assert_eq!(id('·'), id('・'), "the face must have a shared glyph for this test to mean anything");
    let text = "甲·乙•丙・丁…戊⋯己·庚";
    let sheet = sheet(vec![Item::Glyphs(line(&library, song, text, mm(20.0, 20.0), 5.0, 5.0))]);
    let document = Document::load_mem(&write(&[&sheet], &settings(), &library).unwrap()).unwrap();
    assert_eq!(copied(&document, 1), text);
    assert!(resources(&document, "Font").len() > 1, "an alias layer");
}

#[test]
fn one_glyph_for_two_characters_two_glyphs_for_one_and_characters_beyond_the_first_plane() {
    let library = library();
    let song = face(&library, SONG);
    let id = |c| library.face(song).glyph(c).unwrap();
    let text = "——e\u{301}𠮷。";
    let at = |x: f64, glyph, from: usize, to: usize| Glyph { id: glyph, at: mm(x, 20.0), text: from as u32..to as u32 };
    let glyphs = vec![
        at(10.0, id('—'), 0, 6),
        at(20.0, id('e'), 6, 9),
        at(20.0, id('·'), 9, 9),
        at(25.0, id('吉'), 9, 13),
        at(30.0, id('。'), 13, 16),
    ];
    let run = Glyphs { glyphs, text: text.to_owned(), ..line(&library, song, "", mm(0.0, 0.0), 5.0, 5.0) };
    let more =
        Glyphs { glyphs: vec![at(40.0, id('e'), 0, 1), at(41.0, id('·'), 1, 1)], text: "e".to_owned(), ..run.clone() };
    let sheet = sheet(vec![Item::Glyphs(run), Item::Glyphs(more)]);
    let bytes = write(&[&sheet], &settings(), &library).unwrap();
    keep("clusters.pdf", &bytes);
    assert_eq!(copied(&Document::load_mem(&bytes).unwrap(), 1), format!("{text}e\u{200b}"));
}

#[test]
fn glyphs_stand_where_the_sheet_says() {
    let library = library();
    let song = face(&library, SONG);
    let mut uneven = line(&library, song, "版心让报纸", mm(33.333, 20.0), 3.15, 3.15);
    for (glyph, shift) in uneven.glyphs.iter_mut().zip([0.0, 0.17, -0.4, 0.033, 1.9]) {
        glyph.at.x += Length::mm(shift);
    }
    for (stretch, turn) in [(1000, Turn::None), (850, Turn::None), (1000, Turn::Clockwise)] {
        let mut run = Glyphs { stretch, turn, ..uneven.clone() };
        if turn == Turn::Clockwise {
            run.glyphs.iter_mut().for_each(|g| g.at = Point::new(Length::mm(50.0), g.at.x));
        }
        let wanted: Vec<Point> = run.glyphs.iter().map(|g| g.at).collect();
        let bytes = write(&[&sheet(vec![Item::Glyphs(run)])], &settings(), &library).unwrap();
        let ours = places(&Document::load_mem(&bytes).unwrap());
        assert_eq!(ours.len(), wanted.len());
        for (ours, wanted) in ours.iter().zip(wanted) {
            let miss = (ours[0] - wanted.x.as_pt()).abs().max((1530.709 - ours[1] - wanted.y.as_pt()).abs());
            assert!(miss < 0.002, "{ours:?} instead of {wanted:?}");
        }
    }
}

/// Where each glyph of page 1 stands, followed as a reader follows `Tm` and `TJ`; every glyph here is an em wide.
fn places(document: &Document) -> Vec<[f64; 2]> {
    let mut out = Vec::new();
    let (mut size, mut matrix) = (0.0, [0.0; 6]);
    for (operator, operands) in operations(document, 1) {
        let number = |o: &Object| f64::from(o.as_float().unwrap());
        match operator.as_str() {
            "Tf" => size = number(&operands[1]),
            "Tm" => matrix = std::array::from_fn(|n| number(&operands[n])),
            "TJ" => {
                let mut pen = 0.0;
                for item in operands[0].as_array().unwrap() {
                    match item.as_float() {
                        Ok(back) => pen -= f64::from(back) / 1000.0 * size,
                        Err(_) => {
                            out.push([matrix[4] + pen * matrix[0], matrix[5] + pen * matrix[1]]);
                            pen += size;
                        }
                    }
                }
            }
            _ => {}
        }
    }
    out
}

#[test]
fn the_same_issue_gives_the_same_bytes_and_another_one_another_identity() {
    let (one, two) = (library(), library());
    let id = |bytes: &[u8]| Document::load_mem(bytes).unwrap().trailer.get(b"ID").unwrap().clone();
    let first = write(&[&everything(&one)], &settings(), &one).unwrap();
    assert!(first == write(&[&everything(&two)], &settings(), &two).unwrap());
    let mut moved = everything(&one);
    moved.size.height += Length::MM;
    let others = [
        write(&[&moved], &settings(), &one).unwrap(),
        write(&[&everything(&one)], &PdfSettings { date: "2026-07-25".to_owned(), ..settings() }, &one).unwrap(),
        write(&[&everything(&one)], &PdfSettings { level: Level::X4, ..settings() }, &one).unwrap(),
        write(&[&everything(&one)], &PdfSettings { title: "曹州新报".to_owned(), ..settings() }, &one).unwrap(),
    ];
    for other in &others {
        assert_ne!(id(&first), id(other));
    }
}

#[test]
fn black_type_on_a_tint_overprints_and_white_type_knocks_out() {
    let library = library();
    let song = face(&library, SONG);
    let white = Glyphs { ink: Ink::PAPER, ..line(&library, song, "白", mm(30.0, 20.0), 5.0, 5.0) };
    let sheet = sheet(vec![
        tint(area(10.0, 10.0, 50.0, 20.0), Ink::percent(60, 0, 40, 0)),
        Item::Glyphs(line(&library, song, "黑", mm(20.0, 20.0), 5.0, 5.0)),
        Item::Glyphs(white),
    ]);
    let document = Document::load_mem(&write(&[&sheet], &settings(), &library).unwrap()).unwrap();
    let mut seen = Vec::new();
    let (mut ink, mut over) = (Vec::new(), false);
    for (operator, operands) in operations(&document, 1) {
        match operator.as_str() {
            "k" => ink = operands.iter().map(|o| o.as_float().unwrap()).collect::<Vec<_>>(),
            "gs" => {
                let name = operands[0].as_name().unwrap();
                let state = resources(&document, "ExtGState").get_deref(name, &document).unwrap().as_dict().unwrap();
                let flag = |key: &[u8]| state.get(key).unwrap().as_bool().unwrap();
                assert_eq!(flag(b"OP"), flag(b"op"));
                assert_eq!(state.get(b"OPM").unwrap().as_i64().unwrap(), 1);
                over = flag(b"op");
            }
            "f" | "TJ" => seen.push((ink.clone(), over)),
            _ => {}
        }
    }
    let expected = [(vec![0.6, 0.0, 0.4, 0.0], false), (vec![0.0, 0.0, 0.0, 1.0], true), (vec![0.0; 4], false)];
    assert_eq!(seen, expected);
}

#[test]
fn a_cmyk_jpeg_goes_in_byte_for_byte_and_once() {
    let library = library();
    let id = picture(&library, "inks", CMYK_JPEG.to_vec());
    let half = Crop { left: 500_000, ..Crop::WHOLE };
    let placed = |x, crop| Item::Picture(Picture::new(id.clone(), area(x, 10.0, 40.0, 20.0), crop));
    let pages = [sheet(vec![placed(10.0, Crop::WHOLE)]), sheet(vec![placed(60.0, half)])];
    let bytes = write(&[&pages[0], &pages[1]], &settings(), &library).unwrap();
    let document = Document::load_mem(&bytes).unwrap();
    let images = images(&document);
    assert_eq!(images.len(), 1);
    assert_eq!(images[0].content, CMYK_JPEG);
    let decode: Vec<i64> =
        images[0].dict.get(b"Decode").unwrap().as_array().unwrap().iter().map(|o| o.as_i64().unwrap()).collect();
    assert_eq!(decode, [1, 0, 1, 0, 1, 0, 1, 0]);
    // The right half fills the frame: the whole is twice as wide and begins a frame's width to the left.
    let cm = operations(&document, 2).into_iter().find(|(o, _)| o == "cm").unwrap().1;
    let matrix: Vec<f64> = cm.iter().map(|o| f64::from(o.as_float().unwrap()).round()).collect();
    let pt = |mm: f64| Length::mm(mm).as_pt().round();
    assert_eq!(matrix, [pt(80.0), 0.0, 0.0, pt(20.0), pt(20.0), pt(510.0)]);
}

/// A photograph with the grain of a camera, and a chart of the same size.
fn grainy_and_flat(library: &Library) -> Sheet {
    let mut random = 1u32;
    let grainy = image::RgbImage::from_fn(600, 400, |x, y| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let grain = (random >> 27) as u8;
        image::Rgb([(x * 200 / 600) as u8 + grain, (y * 200 / 400) as u8 + grain, 40 + grain])
    });
    let flat = image::RgbImage::from_fn(600, 400, |x, y| {
        if (x / 90 + y / 70) % 2 == 0 { image::Rgb([255; 3]) } else { image::Rgb([20, 60, 140]) }
    });
    let place = |name: &str, png: &image::RgbImage, y: f64| {
        let mut out = Cursor::new(Vec::new());
        png.write_to(&mut out, image::ImageFormat::Png).unwrap();
        let id = picture(library, name, out.into_inner());
        Item::Picture(Picture::new(id, area(10.0, y, 76.2, 50.8), Crop::WHOLE))
    };
    sheet(vec![place("grainy", &grainy, 10.0), place("flat", &flat, 80.0)])
}

#[test]
fn photographs_are_packed_as_jpeg_where_the_house_wants_it() {
    let library = library();
    let sheet = grainy_and_flat(&library);
    let folder = tempfile::tempdir().unwrap();
    let with = |packing| PdfSettings { packing, cache: Some(folder.path().to_owned()), ..settings() };
    let lossless = write(&[&sheet], &with(Packing::Lossless), &library).unwrap();
    let packed = write(&[&sheet], &with(Packing::Jpeg(88)), &library).unwrap();
    assert!(packed.len() * 3 < lossless.len() * 2, "{} of {}", packed.len(), lossless.len());
    let document = Document::load_mem(&packed).unwrap();
    let images = images(&document);
    let filter = |n: usize| images[n].dict.get(b"Filter").unwrap().as_name().unwrap();
    assert_eq!([filter(0), filter(1)], [&b"DCTDecode"[..], b"FlateDecode"], "a chart is smaller without loss");
    assert_eq!(images[0].dict.get(b"ColorSpace").unwrap().as_name().unwrap(), b"DeviceCMYK");
    assert!(images[0].dict.has(b"Decode"), "255 is no ink");
    // What was kept: the file's own bytes, and no decoding of the photographs, which are gone.
    let kept: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(kept.len(), 4);
    assert!(kept.iter().any(|path| std::fs::read(path).unwrap().ends_with(&images[0].content)));
    assert_eq!(write(&[&sheet], &with(Packing::Jpeg(88)), &library).unwrap(), packed);
    let anew = PdfSettings { cache: None, ..with(Packing::Jpeg(88)) };
    assert_eq!(write(&[&sheet], &anew, &library).unwrap(), packed);
}

#[test]
fn line_art_keeps_its_edges() {
    let library = library();
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, 400, 400);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    // As noisy as a screened scan, which deflate packs badly.
    let mut random = 1u32;
    let bits: Vec<u8> = std::iter::repeat_with(|| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 24) as u8
    })
    .take(50 * 400)
    .collect();
    encoder.write_header().unwrap().write_image_data(&bits).unwrap();
    let id = picture(&library, "lines", png);
    let sheet = sheet(vec![Item::Picture(Picture::new(id, area(10.0, 10.0, 30.0, 30.0), Crop::WHOLE))]);
    let with = |packing| PdfSettings { packing, ..settings() };
    let lossless = write(&[&sheet], &with(Packing::Lossless), &library).unwrap();
    assert_eq!(write(&[&sheet], &with(Packing::Jpeg(80)), &library).unwrap(), lossless);
}

#[test]
fn photographs_are_brought_down_to_the_plate_and_never_enlarged() {
    let library = library();
    let id = picture(&library, "photo", photo());
    let placed = |width: f64, crop| Item::Picture(Picture::new(id.clone(), area(10.0, 10.0, width, width / 1.5), crop));
    let sheet = sheet(vec![placed(25.4, Crop::WHOLE), placed(254.0, Crop::WHOLE), placed(25.4, Crop::WHOLE)]);
    let document = Document::load_mem(&write(&[&sheet], &settings(), &library).unwrap()).unwrap();
    let side = |s: &Stream, key: &[u8]| s.dict.get(key).unwrap().as_i64().unwrap();
    let sizes: Vec<_> = images(&document).into_iter().map(|s| (side(s, b"Width"), side(s, b"Height"))).collect();
    assert_eq!(sizes, [(200, 133), (600, 400)]);
}

#[test]
fn pages_share_their_fonts_and_have_their_own_boxes() {
    let library = library();
    let song = face(&library, SONG);
    let text = |t| Item::Glyphs(line(&library, song, t, mm(20.0, 20.0), 5.0, 5.0));
    let pages = [
        sheet(vec![text("第一版")]),
        Sheet {
            page: 2,
            size: Size { width: Length::mm(100.0), height: Length::mm(200.0) },
            items: vec![text("第二版")],
            ..Sheet::default()
        },
    ];
    let document = Document::load_mem(&write(&[&pages[0], &pages[1]], &settings(), &library).unwrap()).unwrap();
    assert_eq!((copied(&document, 1).as_str(), copied(&document, 2).as_str()), ("第一版", "第二版"));
    assert_eq!(resources(&document, "Font").len(), 1);
    let page = document.get_dictionary(document.get_pages()[&2]).unwrap();
    for name in ["MediaBox", "BleedBox", "TrimBox"] {
        let corners: Vec<f32> =
            page.get(name.as_bytes()).unwrap().as_array().unwrap().iter().map(|o| o.as_float().unwrap()).collect();
        assert_eq!(corners, [0.0, 0.0, 283.465, 566.929], "{name}");
    }
}

/// What exporting says of a face with this OS/2 fsType.
fn refusal_of(fs_type: u16) -> PdfError {
    let folder = tempfile::tempdir().unwrap();
    let mut bytes = std::fs::read(fonts().join("BaoSongSC-Regular.otf")).unwrap();
    let tables = usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
    let record = (0..tables).map(|n| 12 + n * 16).find(|at| &bytes[*at..at + 4] == b"OS/2").unwrap();
    let offset = u32::from_be_bytes(bytes[record + 8..record + 12].try_into().unwrap()) as usize;
    bytes[offset + 8..offset + 10].copy_from_slice(&fs_type.to_be_bytes());
    std::fs::write(folder.path().join("Restricted.otf"), bytes).unwrap();
    let library = Library::of_folder(folder.path());
    let song = face(&library, SONG);
    let sheet = sheet(vec![Item::Glyphs(line(&library, song, "版", mm(20.0, 20.0), 5.0, 5.0))]);
    write(&[&sheet], &settings(), &library).unwrap_err()
}

#[test]
fn a_face_whose_maker_forbids_embedding_or_cutting_is_refused_by_name() {
    let error = refusal_of(2);
    assert!(matches!(&error, PdfError::RestrictedFace(name) if name == SONG), "{error}");
    let error = refusal_of(0x0108);
    assert!(matches!(&error, PdfError::UncutFace(name) if name == SONG), "{error}");
}

#[test]
fn what_cannot_be_printed_is_an_error_and_no_file() {
    let library = library();
    let song = face(&library, SONG);
    let with = |item| sheet(vec![item]);
    let failed = |sheet: &Sheet, settings: &PdfSettings| write(&[sheet], settings, &library).unwrap_err();
    let frame = area(10.0, 10.0, 40.0, 40.0);
    let none = Item::Picture(Picture::new(PictureId::new("none").unwrap(), frame, Crop::WHOLE));
    let error = failed(&with(none), &settings());
    assert!(matches!(&error, PdfError::MissingPicture { page: 1, picture } if picture.as_str() == "none"), "{error}");
    let whole = photo();
    let cut = picture(&library, "cut", whole[..whole.len() - 100].to_vec());
    let error = failed(&with(Item::Picture(Picture::new(cut, frame, Crop::WHOLE))), &settings());
    assert!(matches!(error, PdfError::Picture { page: 1, .. }), "{error}");
    let mut blank = line(&library, song, "版", mm(20.0, 20.0), 5.0, 5.0);
    blank.glyphs[0].id = 0;
    let error = failed(&with(Item::Glyphs(blank)), &settings());
    assert!(matches!(&error, PdfError::MissingGlyph { text, .. } if text == "版"), "{error}");
    let empty = sheet(vec![]);
    assert!(matches!(
        failed(&empty, &PdfSettings { date: "24.7.2026".to_owned(), ..settings() }),
        PdfError::BadDate(_)
    ));
    assert!(matches!(failed(&empty, &PdfSettings { title: " ".to_owned(), ..settings() }), PdfError::NoTitle));
    assert!(matches!(failed(&empty, &PdfSettings { picture_ppi: 0, ..settings() }), PdfError::BadResolution(0)));
    assert!(matches!(failed(&Sheet { page: 7, ..Sheet::default() }, &settings()), PdfError::BadPageSize(7)));
    assert!(matches!(write(&[], &settings(), &library), Err(PdfError::NoPages)));
    assert!(write(&[&empty], &settings(), &library).is_ok(), "an empty page is a page");
}

#[test]
fn a_warm_cache_changes_no_byte() {
    let library = library();
    let folder = tempfile::tempdir().unwrap();
    let sheet = everything(&library);
    let cached = PdfSettings { cache: Some(folder.path().join("inks")), ..settings() };
    let fresh = write(&[&sheet], &settings(), &library).unwrap();
    assert!(write(&[&sheet], &cached, &library).unwrap() == fresh);
    // Two separations, and that the picture in inks may go in as it is.
    assert_eq!(std::fs::read_dir(folder.path().join("inks")).unwrap().count(), 3);
    assert!(write(&[&sheet], &cached, &library).unwrap() == fresh);
}
