//! The PDF as others see it: read back with lopdf. Set `BANXIN_KEEP` to a folder to look at the files.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use banxin::display::{Crop, Glyph, Glyphs, Group, Item, Mark, Outline, Picture, Shape, Sheet, Stroke, Turn};
use banxin::export::pdf::{Level, PdfError, PdfSettings, write};
use banxin::geom::{Length, Point, Rect, Size};
use banxin::id::{BlockId, FaceId, Part, PictureId};
use banxin::ink::Ink;
use banxin::library::Library;
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, Stream};

const SONG: &str = "BaoSongSC-Regular";
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
    Sheet { page: 1, size: Size { width: Length::mm(390.0), height: Length::mm(540.0) }, items }
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
    let (song, kai) = (face(library, SONG), face(library, KAI));
    let heavy = face(library, "BaoHeiSC-Black");
    let mut items = vec![
        tint(area(10.0, 10.0, 180.0, 60.0), Ink::percent(60, 0, 40, 0)),
        Item::Mark(Mark {
            block: BlockId::numbered('b', 1),
            story: None,
            part: Part::Headline,
            paragraph: 0,
            line: 0,
            area: area(10.0, 10.0, 180.0, 60.0),
        }),
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
    items
        .push(Item::Glyphs(Glyphs { turn: Turn::Clockwise, ..line(library, song, "1949", mm(350.0, 40.0), 6.0, 0.0) }));
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
    let rgb = picture(library, "photo", photo());
    let cmyk = picture(library, "inks", CMYK_JPEG.to_vec());
    let half = Crop { left: 250_000, top: 0, right: 750_000, bottom: 1_000_000 };
    items.push(Item::Picture(Picture {
        picture: rgb.clone(),
        frame: area(10.0, 290.0, 150.0, 100.0),
        crop: Crop::WHOLE,
    }));
    items.push(Item::Picture(Picture { picture: cmyk, frame: area(180.0, 290.0, 40.0, 40.0), crop: half }));
    items.push(Item::Group(Group {
        offset: mm(380.0, 290.0),
        turn: Turn::Clockwise,
        clip: None,
        items: vec![Item::Picture(Picture { picture: rgb, frame: area(0.0, 0.0, 60.0, 40.0), crop: Crop::WHOLE })],
    }));
    sheet(items)
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
