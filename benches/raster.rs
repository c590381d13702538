//! How long a page takes to become pixels: a canvas of 1600 × 1000 at several zooms, a thumbnail, a proof.
//!
//!     cargo bench --bench raster
//!
//! The page is a broadsheet full of body type, 111 lines of 8 × 13 字, with rules between the columns; then the same with
//! two photographs of six million pixels over part of it.

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

use std::path::Path;
use std::time::Instant;

use banxin::display::{Crop, Glyph, Glyphs, Item, Outline, Picture, Shape, Sheet, Stroke, Turn};
use banxin::export;
use banxin::geom::{Length, Point, Rect, Size};
use banxin::id::PictureId;
use banxin::ink::Ink;
use banxin::library::Library;
use banxin::raster::{self, Cache, Image, View};

fn main() {
    let library = Library::of_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts"));
    let sheet = page(&library);
    for percent in [10.0, 25.0, 50.0, 100.0, 200.0, 400.0, 800.0] {
        // 100 % shows a point as 4/3 pixels.
        let view = View { px_per_mm: 96.0 / 25.4 * percent / 100.0, origin: (-60, -60), ..View::at_ppi(96) };
        canvas(&format!("{percent} %"), &sheet, view, (1600, 1000), &library);
    }
    canvas("thumbnail", &sheet, View::fitting(sheet.size, 300, 420), (300, 420), &library);
    let illustrated = with_photographs(sheet.clone(), &library);
    for percent in [25.0, 100.0, 400.0] {
        let view = View { px_per_mm: 96.0 / 25.4 * percent / 100.0, origin: (-60, -60), ..View::at_ppi(96) };
        canvas(&format!("{percent} % with two photographs"), &illustrated, view, (1600, 1000), &library);
    }
    for ppi in [100, 200, 300] {
        let start = Instant::now();
        let bytes = export::png::write(&sheet, ppi, &library).map_or(0, |file| file.len());
        println!("PNG at {ppi} ppi: {:.0} ms, {} KB", milliseconds(start), bytes / 1024);
    }
}

fn canvas(name: &str, sheet: &Sheet, view: View, (width, height): (u32, u32), library: &Library) {
    let mut cache = Cache::default();
    let mut image = Image::new(width, height);
    let mut times: Vec<f64> = (0..9)
        .map(|_| {
            let start = Instant::now();
            raster::render(sheet, view, library, &mut cache, &mut image);
            milliseconds(start)
        })
        .collect();
    let cold = times.remove(0);
    times.sort_by(f64::total_cmp);
    println!("{name}: {cold:.1} ms with nothing kept, then {:.1} ms", times[times.len() / 2]);
}

fn page(library: &Library) -> Sheet {
    let face = library.find(&["BaoSongSC-Regular".to_owned()]).expect("the crate's own fonts/ has its faces");
    let (em, pitch, left, top) = (Length::um(3150), Length::um(4090), Length::MM * 20, Length::MM * 30);
    // Han in the order of their code points: 2,000 different ones, as on a real page, and then again.
    let han: Vec<(char, u16)> = ('\u{4e00}'..'\u{9fa5}')
        .step_by(9)
        .filter_map(|c| library.face(face).glyph(c).map(|glyph| (c, glyph)))
        .take(2000)
        .collect();
    let mut items = Vec::new();
    let mut next = han.iter().cycle();
    for (column, line) in (0..8).flat_map(|column| (0..111).map(move |line| (column, line))) {
        let mut text = String::new();
        let mut glyphs = Vec::new();
        for (i, (c, id)) in (0..13).zip(&mut next) {
            let from = text.len() as u32;
            text.push(*c);
            let at = Point::new(left + em * (column * 14 + i), top + pitch * line);
            glyphs.push(Glyph { id: *id, at, text: from..text.len() as u32 });
        }
        let (ink, turn) = (Ink::BLACK, Turn::None);
        items.push(Item::Glyphs(Glyphs { face, size: em, stretch: 1000, turn, ink, overprint: true, text, glyphs }));
    }
    for column in 1..8 {
        let x = left + em * (column * 14) - em / 2;
        let stroke = Some(Stroke { width: Length::um(90), ink: Ink::grey(40), dash: Vec::new() });
        let outline = Outline::Line(Point::new(x, top), Point::new(x, top + pitch * 110));
        items.push(Item::Shape(Shape { outline, fill: None, stroke, overprint: false }));
    }
    Sheet { page: 1, size: Size { width: Length::MM * 390, height: Length::MM * 545 }, items, ..Sheet::default() }
}

/// Photographs of waves, so that no two pixels side by side are alike, as PNG.
fn with_photographs(mut sheet: Sheet, library: &Library) -> Sheet {
    let wave = |v: u32| (f64::from(v) * 0.11).sin().mul_add(120.0, 128.0) as u8;
    let photograph = image::RgbImage::from_fn(3000, 2000, |x, y| image::Rgb([wave(x), wave(y), wave(x + 2 * y)]));
    let mut file = std::io::Cursor::new(Vec::new());
    photograph.write_to(&mut file, image::ImageFormat::Png).expect("a vector takes every byte");
    for (i, x) in [(1, 20), (2, 200)] {
        let picture = PictureId::numbered('p', i);
        library.insert_picture(&picture, "waves.png", file.get_ref().clone()).expect("it was written just above");
        let frame = Rect::new(Length::MM * x, Length::MM * 30, Length::MM * 160, Length::MM * 107);
        sheet.items.push(Item::Picture(Picture::new(picture, frame, Crop::WHOLE)));
    }
    sheet
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}
