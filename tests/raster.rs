//! Sheets as pixels: small pictures an eye can judge (`tests/golden/raster/`, rewritten by `UPDATE=1`), and what must
//! hold for any of them.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails by unwrap fails where it should")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use banxin::display::{Crop, Glyph, Glyphs, Group, Item, Outline, Picture, Shape, Sheet, Stroke, Turn};
use banxin::export;
use banxin::geom::{Length, Point, Rect, Size};
use banxin::id::{FaceId, PictureId};
use banxin::ink::Ink;
use banxin::library::Library;
use banxin::raster::{self, Area, Cache, Image, Paper, View, screen};

const SONG: &str = "BaoSongSC-Regular";
const BLACK: &str = "BaoSongSC-Black";
const HEI: &str = "BaoHeiSC-Bold";
const KAI: &str = "BaoKaiSC-Regular";

fn library() -> Library {
    Library::of_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts"))
}

fn face(library: &Library, name: &str) -> FaceId {
    library.find(&[name.to_owned()]).unwrap()
}

fn mm(v: f64) -> Length {
    Length::mm(v)
}

fn at(x: f64, y: f64) -> Point {
    Point::new(mm(x), mm(y))
}

fn rect(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect::new(mm(x), mm(y), mm(width), mm(height))
}

fn sheet(width: f64, height: f64, items: Vec<Item>) -> Sheet {
    Sheet { page: 1, size: Size { width: mm(width), height: mm(height) }, items, ..Sheet::default() }
}

/// A line of type, every character an em apart.
struct Line<'a> {
    face: &'a str,
    size: f64,
    stretch: u16,
    turn: Turn,
    ink: Ink,
    overprint: bool,
}

impl Default for Line<'_> {
    fn default() -> Self {
        Self { face: SONG, size: 4.0, stretch: 1000, turn: Turn::None, ink: Ink::BLACK, overprint: true }
    }
}

impl Line<'_> {
    fn set(&self, library: &Library, text: &str, x: f64, y: f64) -> Item {
        let id = face(library, self.face);
        let mut glyphs = Vec::new();
        for (i, (start, c)) in text.char_indices().enumerate() {
            let step = self.size * i as f64 * f64::from(self.stretch) / 1000.0;
            let (dx, dy) = if self.turn == Turn::None { (step, 0.0) } else { (0.0, step) };
            let text = start as u32..(start + c.len_utf8()) as u32;
            glyphs.push(Glyph { id: library.face(id).glyph(c).unwrap(), at: at(x + dx, y + dy), text });
        }
        Item::Glyphs(Glyphs {
            face: id,
            size: mm(self.size),
            stretch: self.stretch,
            turn: self.turn,
            ink: self.ink,
            overprint: self.overprint,
            text: text.to_owned(),
            glyphs,
        })
    }
}

fn filled(outline: Outline, ink: Ink) -> Item {
    Item::Shape(Shape { outline, fill: Some(ink), stroke: None, overprint: false })
}

fn drawn(outline: Outline, width: f64, ink: Ink, dash: &[f64]) -> Item {
    let stroke = Stroke { width: mm(width), ink, dash: dash.iter().map(|d| mm(*d)).collect() };
    Item::Shape(Shape { outline, fill: None, stroke: Some(stroke), overprint: false })
}

fn painted(sheet: &Sheet, view: View, library: &Library) -> Image {
    let (width, height) = view.pixels_of(sheet.size);
    let mut image = Image::new(width, height);
    raster::render(sheet, view, library, &mut Cache::default(), &mut image);
    image
}

fn view(px_per_mm: f64) -> View {
    View { px_per_mm, ..View::at_ppi(72) }
}

fn pixel(image: &Image, x: u32, y: u32) -> [u8; 4] {
    let start = (y * image.width() + x) as usize * 4;
    image.rgba()[start..start + 4].try_into().unwrap()
}

/// How dark the image is on the whole, in pixels of full black.
fn darkness(image: &Image) -> f64 {
    image.rgba().chunks_exact(4).map(|p| f64::from(255 - p[1]) / 255.0).sum()
}

fn golden_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/raster")
}

const GOLDENS: [&str; 4] = ["type", "turned", "shapes", "pictures"];

/// Compares with the reference, byte by byte; processors may differ by 2 of 255.
fn assert_golden(name: &str, image: &Image) {
    assert!(GOLDENS.contains(&name));
    let file = golden_folder().join(format!("{name}.png"));
    if std::env::var_os("UPDATE").is_some() {
        let picture = image::RgbaImage::from_raw(image.width(), image.height(), image.rgba().to_vec()).unwrap();
        picture.save(&file).unwrap();
    }
    let wanted = image::open(&file).expect("a reference: UPDATE=1 cargo test writes it").into_rgba8();
    assert_eq!((wanted.width(), wanted.height()), (image.width(), image.height()), "{name}: size");
    let off = wanted.as_raw().iter().zip(image.rgba()).map(|(a, b)| a.abs_diff(*b)).max().unwrap_or(0);
    if off > 2 {
        let got = image::RgbaImage::from_raw(image.width(), image.height(), image.rgba().to_vec()).unwrap();
        let shown = std::env::temp_dir().join(format!("banxin-{name}.png"));
        got.save(&shown).unwrap();
        panic!("{name}.png differs by up to {off}: compare with {}", shown.display());
    }
}

fn page_of_type(library: &Library) -> Sheet {
    let red = Line { face: BLACK, size: 9.0, ink: Ink::RED, ..Line::default() };
    let wide = Line { face: HEI, size: 4.0, stretch: 1250, ..Line::default() };
    let narrow = Line { face: HEI, size: 4.0, stretch: 800, ..Line::default() };
    sheet(
        52.0,
        36.0,
        vec![
            red.set(library, "曹州新报", 2.0, 10.0),
            Line::default().set(library, "牡丹区，社会工作部。", 2.0, 16.0),
            Line { face: KAI, size: 3.15, ..Line::default() }.set(library, "“楷体”是TrueType轮廓", 2.0, 21.0),
            wide.set(library, "扁字Aa", 2.0, 27.0),
            narrow.set(library, "长字Aa", 25.0, 27.0),
            Line { size: 1.6, ..Line::default() }.set(library, "很小的字也要读得清楚，标点。《书》", 2.0, 32.0),
        ],
    )
}

#[test]
fn type_of_both_kinds_of_outline() {
    let library = library();
    assert_golden("type", &painted(&page_of_type(&library), view(6.0), &library));
}

#[test]
fn type_turned_and_in_turned_groups() {
    let library = library();
    let latin = Line { turn: Turn::Clockwise, face: HEI, size: 5.0, ..Line::default() };
    let line = Line { face: BLACK, size: 5.0, ..Line::default() };
    let group =
        |x: f64, y: f64, clip, items| Item::Group(Group { offset: at(x, y), turn: Turn::Clockwise, clip, items });
    let tint = || filled(Outline::Rect(rect(0.0, 0.0, 18.0, 7.0)), Ink::percent(0, 0, 60, 0));
    let clipped = Some(rect(22.0, 4.0, 8.0, 11.0));
    let once = group(30.0, 2.0, clipped, vec![tint(), line.set(&library, "转一次", 1.0, 5.5)]);
    let inner = group(0.0, 0.0, None, vec![tint(), line.set(&library, "转两次", 1.0, 5.5)]);
    let twice = group(52.0, 12.0, None, vec![inner]);
    let items = vec![latin.set(&library, "Rg12", 4.0, 2.0), once, twice];
    assert_golden("turned", &painted(&sheet(56.0, 24.0, items), view(5.0), &library));
}

#[test]
fn rules_boxes_dashes_and_overprints() {
    let library = library();
    let star = [(10.0, 2.0), (12.0, 8.0), (18.0, 8.0), (13.0, 11.5), (15.0, 18.0), (10.0, 14.0), (5.0, 18.0)];
    let polygon = Outline::Polygon(star.map(|(x, y)| at(x, y)).to_vec());
    let yellow = filled(Outline::Rect(rect(20.0, 2.0, 10.0, 10.0)), Ink::percent(0, 0, 100, 0));
    let over = |overprint, y| {
        let outline = Outline::Rect(rect(18.0, y, 8.0, 3.0));
        Item::Shape(Shape { outline, fill: Some(Ink::percent(0, 100, 0, 0)), stroke: None, overprint })
    };
    let items = vec![
        filled(polygon.clone(), Ink::RED),
        drawn(polygon, 0.4, Ink::BLACK, &[]),
        yellow,
        over(true, 3.0),
        over(false, 8.0),
        drawn(Outline::Rect(rect(33.0, 2.0, 14.0, 10.0)), 1.0, Ink::grey(40), &[]),
        drawn(Outline::Rect(rect(35.0, 4.0, 10.0, 6.0)), 0.3, Ink::BLACK, &[1.0, 0.5]),
        drawn(Outline::Line(at(20.0, 15.0), at(47.0, 15.0)), 0.18, Ink::BLACK, &[]),
        drawn(Outline::Line(at(20.0, 17.0), at(47.0, 17.0)), 0.5, Ink::percent(90, 60, 0, 0), &[2.0, 1.0, 0.5]),
        drawn(Outline::Line(at(20.0, 21.0), at(47.0, 19.0)), 0.5, Ink::BLACK, &[]),
    ];
    assert_golden("shapes", &painted(&sheet(50.0, 23.0, items), view(5.0), &library));
}

/// A picture of a ramp to the right in red and down in green, a blue corner at its top left.
fn test_picture(width: u32, height: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        let blue = if x < width / 4 && y < height / 4 { 255 } else { 0 };
        image::Rgb([(x * 255 / width) as u8, (y * 255 / height) as u8, blue])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn picture(id: &str, frame: Rect, crop: Crop) -> Item {
    Item::Picture(Picture::new(PictureId::new(id).unwrap(), frame, crop))
}

#[test]
fn pictures_cropped_turned_small_large_and_missing() {
    let library = library();
    library.insert_picture(&PictureId::new("p1").unwrap(), "ramp.png", test_picture(400, 300)).unwrap();
    let part = Crop { left: 100_000, top: 0, right: 400_000, bottom: 300_000 };
    let turned = picture("p1", rect(0.0, 0.0, 12.0, 9.0), Crop::WHOLE);
    let group = Item::Group(Group { offset: at(40.0, 2.0), turn: Turn::Clockwise, clip: None, items: vec![turned] });
    let items = vec![
        picture("p1", rect(2.1, 2.05, 12.0, 9.0), Crop::WHOLE),
        picture("p1", rect(16.0, 2.0, 12.0, 12.0), part),
        group,
        picture("gone", rect(42.0, 2.0, 6.0, 12.0), Crop::WHOLE),
    ];
    let page = sheet(50.0, 16.0, items);
    let image = painted(&page, view(4.0), &library);
    assert_golden("pictures", &image);
    // Turned clockwise, the top left corner comes to the top right.
    assert!(pixel(&image, 4 * 39, 4 * 3)[2] > 200 && pixel(&image, 4 * 32, 4 * 3)[2] < 50);
}

#[test]
fn a_picture_that_was_replaced_is_shown_as_it_is_now() {
    let library = library();
    let id = PictureId::new("p1").unwrap();
    let page = sheet(10.0, 10.0, vec![picture("p1", rect(0.0, 0.0, 10.0, 10.0), Crop::WHOLE)]);
    let (mut cache, mut image) = (Cache::default(), Image::new(20, 20));
    let mut corner = |library: &Library| {
        raster::render(&page, view(2.0), library, &mut cache, &mut image);
        pixel(&image, 1, 1)
    };
    let missing = corner(&library);
    library.insert_picture(&id, "ramp.png", test_picture(100, 100)).unwrap();
    let ramp = corner(&library);
    let white = image::GrayImage::from_pixel(50, 50, image::Luma([255]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    white.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    library.insert_picture(&id, "white.png", bytes.into_inner()).unwrap();
    assert_eq!(corner(&library), [255; 4]);
    assert!(ramp[2] > 200 && missing[2] < 240, "a grey box, then the blue corner: {missing:?} {ramp:?}");
}

#[test]
fn every_reference_is_used() {
    let files: BTreeSet<String> = std::fs::read_dir(golden_folder())
        .unwrap()
        .map(|f| f.unwrap().file_name().to_string_lossy().replace(".png", ""))
        .collect();
    assert_eq!(files, GOLDENS.map(str::to_owned).into());
}

#[test]
fn a_part_of_a_page_has_the_pixels_of_the_whole() {
    let library = library();
    library.insert_picture(&PictureId::new("p1").unwrap(), "ramp.png", test_picture(300, 300)).unwrap();
    let mut page = page_of_type(&library);
    page.items.push(picture("p1", rect(30.3, 2.2, 15.0, 10.0), Crop::WHOLE));
    page.items.push(drawn(Outline::Rect(rect(1.1, 1.2, 40.0, 30.0)), 0.35, Ink::RED, &[]));
    let whole = painted(&page, view(5.3), &library);
    let mut cache = Cache::default();
    for (left, top) in [(0, 0), (37, 21), (131, 77), (200, 150)] {
        let mut part = Image::new(90, 60);
        let origin = (-i32::try_from(left).unwrap(), -i32::try_from(top).unwrap());
        raster::render(&page, View { origin, ..view(5.3) }, &library, &mut cache, &mut part);
        for (x, y) in (0..60).flat_map(|y| (0..90).map(move |x| (x, y))) {
            if left + x < whole.width() && top + y < whole.height() {
                assert_eq!(pixel(&part, x, y), pixel(&whole, left + x, top + y), "{left}+{x}, {top}+{y}");
            } else {
                assert_eq!(pixel(&part, x, y)[3], 0, "transparent beside the page");
            }
        }
    }
}

#[test]
fn parts_painted_one_by_one_are_the_whole() {
    let library = library();
    library.insert_picture(&PictureId::new("p1").unwrap(), "ramp.png", test_picture(300, 300)).unwrap();
    let mut page = page_of_type(&library);
    page.items.push(picture("p1", rect(30.3, 2.2, 15.0, 10.0), Crop::WHOLE));
    page.items.push(drawn(Outline::Line(at(1.1, 1.2), at(40.0, 30.0)), 0.35, Ink::RED, &[1.0, 0.5]));
    let shown = View { origin: (-13, 9), ..view(5.3) };
    let mut whole = Image::new(251, 193);
    raster::render(&page, shown, &library, &mut Cache::default(), &mut whole);
    let mut parts = whole.clone();
    let mut cache = Cache::default();
    for (left, top, right, bottom) in [(0, 0, 97, 31), (97, 0, 251, 31), (0, 31, 251, 110), (0, 110, 251, 193)] {
        let part = Area { left, top, right, bottom };
        parts.clear(part);
        raster::render_part(&page, shown, &library, &mut cache, (&mut parts, part));
    }
    assert!(parts == whole);
    let beside = Area { left: 300, top: -20, right: 400, bottom: 500 };
    raster::render_part(&page, shown, &library, &mut cache, (&mut parts, beside));
    assert!(parts == whole, "a part beside the image paints nothing");
}

#[test]
fn a_used_cache_changes_nothing() {
    let library = library();
    let page = page_of_type(&library);
    let mut cache = Cache::default();
    let mut image = Image::new(200, 150);
    for scale in [2.0, 3.7, 2.0] {
        raster::render(&page, view(scale), &library, &mut cache, &mut image);
        let mut fresh = Image::new(200, 150);
        raster::render(&page, view(scale), &library, &mut Cache::default(), &mut fresh);
        assert!(image == fresh);
    }
}

/// Where the ink of an image has its middle, in pixels.
fn middle(image: &Image) -> (f64, f64) {
    let (mut sum, mut mx, mut my) = (0.0, 0.0, 0.0);
    for (i, p) in image.rgba().chunks_exact(4).enumerate() {
        let ink = f64::from(255 - p[1]);
        let (x, y) = (i as u32 % image.width(), i as u32 / image.width());
        (sum, mx, my) = (sum + ink, mx + ink * f64::from(x), my + ink * f64::from(y));
    }
    (mx / sum, my / sum)
}

#[test]
fn glyphs_stand_where_they_are_set_to_a_fifth_of_a_pixel_both_ways() {
    let library = library();
    let page = |dx: f64, dy: f64| {
        sheet(20.0, 20.0, vec![Line { size: 10.0, ..Line::default() }.set(&library, "报", 4.0 + dx, 13.0 + dy)])
    };
    let (x0, y0) = middle(&painted(&page(0.0, 0.0), view(2.0), &library));
    for step in 1..12 {
        let (dx, dy) = (f64::from(step) * 0.13, f64::from(step) * -0.21);
        let (x, y) = middle(&painted(&page(dx, dy), view(2.0), &library));
        assert!((x - x0 - 2.0 * dx).abs() < 0.2, "x {dx} mm gives {} px", x - x0);
        assert!((y - y0 - 2.0 * dy).abs() < 0.2, "y {dy} mm gives {} px", y - y0);
    }
}

#[test]
fn kept_bitmaps_and_filled_outlines_show_the_same_glyph() {
    let library = library();
    for name in [BLACK, KAI] {
        let line = Line { face: name, size: 10.0, ..Line::default() };
        let page = sheet(12.0, 12.0, vec![line.set(&library, "国", 1.0, 9.5)]);
        // 500 pixels an em is kept, 520 is not.
        let share = |scale: f64| {
            let image = painted(&page, view(scale), &library);
            darkness(&image) / f64::from(image.width()) / f64::from(image.height())
        };
        let (kept, filled) = (share(50.0), share(52.0));
        assert!((kept - filled).abs() < 0.002 && kept > 0.1, "{name}: {kept} {filled}");
    }
}

#[test]
fn a_rule_thinner_than_a_pixel_keeps_its_weight() {
    let library = library();
    for y in [5.0, 5.13, 5.5, 5.77] {
        let rule = Outline::Line(at(0.0, y), at(10.0, y));
        let image = painted(&sheet(10.0, 10.0, vec![drawn(rule, 0.1, Ink::BLACK, &[])]), view(3.0), &library);
        // 10 mm × 0.1 mm at 3 px/mm are 9 square pixels.
        let black = 1.0 - f64::from(screen::rgb(Ink::BLACK)[1]) / 255.0;
        assert!((darkness(&image) / black - 9.0).abs() < 0.2, "{}", darkness(&image));
    }
}

#[test]
fn paper_is_white_or_newsprint_and_beside_it_is_nothing() {
    let library = library();
    let page = sheet(10.0, 10.0, Vec::new());
    let mut image = Image::new(30, 30);
    let view = View { px_per_mm: 2.0, origin: (5, 5), paper: Paper::Newsprint };
    raster::render(&page, view, &library, &mut Cache::default(), &mut image);
    assert_eq!(pixel(&image, 4, 10), [0; 4]);
    assert_eq!(pixel(&image, 5, 5)[..3], Paper::Newsprint.rgb());
    assert_eq!(pixel(&image, 25, 10), [0; 4]);
}

#[test]
fn nonsense_paints_nothing_and_does_not_panic() {
    let library = library();
    let far = Length::nm(i64::MAX / 8);
    let huge = Rect::new(-far, -far, far * 2, far * 2);
    let empty = Rect::default();
    let items = vec![
        filled(Outline::Rect(huge), Ink { c: u16::MAX, m: 0, y: 0, k: 2000 }),
        filled(Outline::Polygon(Vec::new()), Ink::BLACK),
        drawn(Outline::Polygon(vec![Point::new(far, far), at(0.0, 0.0), Point::new(-far, far)]), 1.0, Ink::BLACK, &[]),
        drawn(Outline::Rect(empty), -1.0, Ink::BLACK, &[0.0, -1.0]),
        drawn(Outline::Line(at(0.0, 0.0), at(400.0, 1.0)), 0.3, Ink::BLACK, &[0.000_001, 0.000_001]),
        picture("gone", huge, Crop { left: 5, top: 5, right: 0, bottom: 0 }),
        picture("gone", empty, Crop::WHOLE),
        Item::Glyphs(Glyphs {
            face: face(&library, SONG),
            size: mm(5.0),
            stretch: 0,
            turn: Turn::None,
            ink: Ink::BLACK,
            overprint: false,
            text: String::new(),
            glyphs: vec![
                Glyph { id: u16::MAX, at: at(1.0, 5.0), text: 9..9 },
                Glyph { id: 50, at: at(1.0, 5.0), text: 0..0 },
            ],
        }),
    ];
    let page = sheet(400.0, 560.0, items);
    for scale in [f64::NAN, -1.0, 0.0, 1e-9, 0.5, 1e4, 1e300] {
        let mut image = Image::new(40, 40);
        let view = View { px_per_mm: scale, origin: (-3, -7), paper: Paper::White };
        raster::render(&page, view, &library, &mut Cache::default(), &mut image);
    }
}

#[test]
fn a_proof_declares_its_size_and_is_the_same_every_time() {
    let library = library();
    // Deeper than one band of 256 rows.
    let mut page = page_of_type(&library);
    page.size.height = mm(60.0);
    let first = export::png::write(&page, 254, &library).unwrap();
    assert!(first == export::png::write(&page, 254, &library).unwrap());
    let reader = png::Decoder::new(std::io::Cursor::new(&first)).read_info().unwrap();
    let dims = reader.info().pixel_dims.unwrap();
    assert_eq!((reader.info().width, reader.info().height, dims.xppu), (520, 600, 10_000));
    let proof = image::load_from_memory(&first).unwrap().into_rgba8();
    let whole = painted(&page, view(10.0), &library);
    assert!(proof.as_raw() == whole.rgba(), "bands make the same picture as the whole");
}

#[test]
fn a_proof_that_cannot_be_says_what_to_do() {
    let library = library();
    for ppi in [0, 17, 601] {
        let refusal = export::png::write(&sheet(10.0, 10.0, Vec::new()), ppi, &library).unwrap_err().to_string();
        assert!(refusal.contains("18 to 600"), "{refusal}");
    }
    let wall = export::png::write(&sheet(900.0, 900.0, Vec::new()), 600, &library).unwrap_err().to_string();
    assert!(wall.contains("fewer ppi"), "{wall}");
}

#[test]
fn a_page_as_text_names_its_faces() {
    let library = library();
    let text = export::text::write(&page_of_type(&library), &library);
    assert!(text.starts_with("page 1 52mm × 36mm\n"), "{text}");
    assert!(text.contains("glyphs BaoKaiSC-Regular 3.15mm K100 overprint ““楷体”是TrueType轮廓”"), "{text}");
}
