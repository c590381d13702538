//! Plates, heat and proofs: held against Ghostscript's separations of the exported PDF, where it is installed. Set
//! `BANXIN_KEEP` to a folder to look at both, and `BANXIN_WHOLE` to compare the whole page of the sample.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails by unwrap fails where it should")]
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it says what it measured, and loudly what it skipped")]

use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use banxin::colour::{OutputProfile, Separating};
use banxin::display::{Crop, Glyph, Glyphs, Group, Item, Outline, Picture, Shape, Sheet, Spot, Stroke, Turn};
use banxin::export::pdf::{Level, PdfSettings, Slug, Surround, write};
use banxin::geom::{Length, Point, Rect, Size};
use banxin::id::PictureId;
use banxin::ink::Ink;
use banxin::library::Library;
use banxin::raster::{Cache, Heat, Inks, Printing, View, heat, measured, render_inks, render_plates};
use banxin::session::Session;
use tiff::encoder::{TiffEncoder, colortype};

/// Resolution at which plates are compared, and how much finer Ghostscript works before it averages.
const PPI: u16 = 200;
const FINER: u16 = 6;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn area(x: f64, y: f64, width: f64, height: f64) -> Rect {
    Rect::new(Length::mm(x), Length::mm(y), Length::mm(width), Length::mm(height))
}

fn tint(rect: Rect, [c, m, y, k]: [u16; 4], overprint: bool) -> Item {
    let fill = Some(Ink::percent(c, m, y, k));
    Item::Shape(Shape { outline: Outline::Rect(rect), fill, stroke: None, overprint })
}

fn type_line(library: &Library, text: &str, at: [f64; 2], size: f64, ink: Ink, overprint: bool) -> Item {
    let face = library.find(&["BaoHeiSC-Black".to_owned()]).unwrap();
    let mut glyphs = Vec::new();
    for (n, (from, c)) in text.char_indices().enumerate() {
        let id = library.face(face).glyph(c).unwrap();
        let x = Length::mm(at[0]) + Length::mm(size) * i64::try_from(n).unwrap();
        let end = u32::try_from(from + c.len_utf8()).unwrap();
        glyphs.push(Glyph { id, at: Point::new(x, Length::mm(at[1])), text: u32::try_from(from).unwrap()..end });
    }
    let (size, stretch, turn, text) = (Length::mm(size), 1000, Turn::None, text.to_owned());
    Item::Glyphs(Glyphs { face, size, stretch, turn, ink, overprint, text, glyphs })
}

/// A separation for coated paper: shadows of 340 % with little black.
fn coated() -> Vec<u8> {
    let (width, height) = (160, 120);
    let data: Vec<u8> = (0..height)
        .flat_map(|y| {
            (0..width).flat_map(move |x| [255 - x, 240 - x, 230 - x, y * 2].map(|v: i32| v.clamp(0, 255) as u8))
        })
        .collect();
    let mut out = Cursor::new(Vec::new());
    TiffEncoder::new(&mut out).unwrap().write_image::<colortype::CMYK8>(160, 120, &data).unwrap();
    out.into_inner()
}

fn screen_photo() -> Vec<u8> {
    let picture = image::RgbImage::from_fn(200, 140, |x, y| {
        image::Rgb([(x * 255 / 200) as u8, (y * 255 / 140) as u8, if (x / 9 + y / 9) % 2 == 0 { 10 } else { 220 }])
    });
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

fn placed(library: &Library, id: &str, bytes: Vec<u8>, frame: Rect, crop: Crop) -> Item {
    let id = PictureId::new(id).unwrap();
    library.insert_picture(&id, "p.tif", bytes).unwrap();
    Item::Picture(Picture::new(id, frame, crop))
}

/// A page made to hurt: tints of four inks over each other, black and colours overprinting, white that claims to, photographs
/// over any limit, turned, cropped and clipped.
fn hurting(library: &Library) -> Sheet {
    let half = Crop { left: 250_000, top: 100_000, right: 750_000, bottom: 900_000 };
    let dashed = Stroke {
        width: Length::mm(1.2),
        ink: Ink::percent(0, 70, 30, 0),
        dash: vec![Length::mm(3.0), Length::mm(1.0)],
    };
    let corners = [(62.0, 5.0), (88.0, 9.0), (70.0, 25.0)].map(|(x, y)| Point::new(Length::mm(x), Length::mm(y)));
    let shape = |outline, fill, stroke, overprint| Item::Shape(Shape { outline, fill, stroke, overprint });
    let items = vec![
        tint(area(5.0, 5.0, 50.0, 30.0), [70, 60, 60, 80], false),
        tint(area(20.0, 10.0, 25.0, 15.0), [0, 0, 100, 0], false),
        tint(area(30.0, 15.0, 25.0, 20.0), [40, 0, 0, 0], true),
        type_line(library, "黑压彩色", [8.0, 18.0], 9.0, Ink::BLACK, true),
        type_line(library, "反白也压", [8.0, 32.0], 8.0, Ink::PAPER, true),
        type_line(library, "红字镂空", [58.0, 45.0], 9.0, Ink::RED, false),
        shape(Outline::Polygon(corners.to_vec()), Some(Ink::percent(100, 0, 50, 10)), None, false),
        shape(Outline::Rect(area(60.0, 12.0, 20.0, 10.0)), Some(Ink::grey(40)), Some(dashed), true),
        placed(library, "coated", coated(), area(5.0, 50.0, 40.0, 30.0), Crop::WHOLE),
        placed(library, "screen", screen_photo(), area(50.0, 50.0, 30.0, 24.0), half),
        type_line(library, "压图", [10.0, 70.0], 12.0, Ink::BLACK, true),
        Item::Group(Group {
            offset: Point::new(Length::mm(98.0), Length::mm(50.0)),
            turn: Turn::Clockwise,
            clip: Some(area(84.0, 50.0, 14.0, 25.0)),
            items: vec![
                placed(library, "turned", screen_photo(), area(0.0, 0.0, 28.0, 20.0), Crop::WHOLE),
                type_line(library, "转身", [2.0, 10.0], 8.0, Ink::BLACK, true),
            ],
        }),
    ];
    Sheet { page: 1, size: Size { width: Length::mm(100.0), height: Length::mm(85.0) }, items, ..Sheet::default() }
}

/// The four plates of a part of a page (left, top, width, height in pixels) by Ghostscript; none where it is not installed.
fn ghostscript(pdf: &[u8], page_height: Length, part: [u32; 4]) -> Option<[Vec<u8>; 4]> {
    let plates = ghostscript_plates(pdf, page_height, part, &["Cyan", "Magenta", "Yellow", "Black"])?;
    Some(plates.try_into().unwrap())
}

/// The same for any plates.
fn ghostscript_plates(
    pdf: &[u8],
    page_height: Length,
    [left, top, width, height]: [u32; 4],
    names: &[&str],
) -> Option<Vec<Vec<u8>>> {
    if Command::new("gs").arg("--version").output().is_err() {
        eprintln!("SKIPPED: Ghostscript (gs) is not installed, plates are not compared");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("page.pdf"), pdf).unwrap();
    let points = |pixels: f64| pixels * 72.0 / f64::from(PPI);
    // The part's lower left corner comes to the origin.
    let (x, y) = (points(f64::from(left)), page_height.as_pt() - points(f64::from(top) + f64::from(height)));
    let shift =
        format!("<</PageOffset [{:.4} {:.4}] /Install {{{:.4} {:.4} translate}}>> setpagedevice", 0.0, 0.0, -x, -y);
    let size = format!("-g{}x{}", width * u32::from(FINER), height * u32::from(FINER));
    let output = Command::new("gs")
        .args(["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-dFIXEDMEDIA", "-o", "part.tif"])
        .args([&format!("-r{}", PPI * FINER), &format!("-dDownScaleFactor={FINER}"), &size])
        .args(["-c", &shift, "-f", "page.pdf"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let plate = |ink: &&str| {
        let file = folder.path().join(format!("part({ink}).tif"));
        let plate = image::open(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display())).into_luma8();
        assert_eq!(plate.dimensions(), (width, height), "{ink}");
        plate.into_raw().into_iter().map(|v| 255 - v).collect()
    };
    Some(names.iter().map(plate).collect())
}

/// Our plates of the same part.
fn ours(sheet: &Sheet, library: &Library, printing: Printing<'_>, [left, top, width, height]: [u32; 4]) -> Inks {
    let mut inks = Inks::new(width, height);
    let origin = (-i32::try_from(left).unwrap(), -i32::try_from(top).unwrap());
    let view = View { origin, ..View::at_ppi(PPI) };
    render_inks(sheet, view, printing, library, &mut Cache::default(), &mut inks);
    inks
}

fn compare(name: &str, theirs: &[Vec<u8>; 4], inks: &Inks) {
    for (n, theirs) in theirs.iter().enumerate() {
        let ours = inks.plate(n);
        let (mut off, mut bias) = (0u64, 0i64);
        for (a, b) in theirs.iter().zip(&ours) {
            off += u64::from(a.abs_diff(*b));
            bias += i64::from(*a) - i64::from(*b);
        }
        let per_cent = |v: f64| v / 2.55 / ours.len() as f64;
        let (off, bias) = (per_cent(off as f64), per_cent(bias as f64));
        if let Some(folder) = std::env::var_os("BANXIN_KEEP") {
            let save = |what: &str, data: &[u8]| {
                let file = Path::new(&folder).join(format!("{name}-{}-{what}.png", Inks::NAMES[n]));
                image::save_buffer(file, data, inks.width(), inks.height(), image::ColorType::L8).unwrap();
            };
            save("theirs", theirs);
            save("ours", &ours);
        }
        println!("{name}, {}: {off:.3} % off, {bias:.3} % more in Ghostscript's", Inks::NAMES[n]);
        assert!(off < 0.7 && bias.abs() < 0.1, "{name}, {}: {off:.3} % off, bias {bias:.3} %", Inks::NAMES[n]);
    }
}

#[test]
fn a_page_made_to_hurt_has_the_plates_of_another_rip() {
    let library = Library::of_folder(&root().join("fonts"));
    let sheet = hurting(&library);
    let folder = tempfile::tempdir().unwrap();
    let settings = PdfSettings {
        cache: Some(folder.path().to_owned()),
        ..PdfSettings::new("版心 2026-11-24 第01版", "2026-11-24")
    };
    let pdf = write(&[&sheet], &settings, &library).unwrap();
    if let Some(folder) = std::env::var_os("BANXIN_KEEP") {
        std::fs::write(Path::new(&folder).join("hurting.pdf"), &pdf).unwrap();
    }
    let (width, height) = View::at_ppi(PPI).pixels_of(sheet.size);
    let whole = [0, 0, width, height];
    let how = settings.separating();
    let inks = ours(&sheet, &library, Printing { how: &how, cache: Some(folder.path()) }, whole);
    // The photographs: within the limit, and in Ghostscript's eyes too. A pixel at the edge is shared with the paper.
    let within = |at: &dyn Fn(usize) -> u32, name: &str| {
        let px = |mm: f64| (mm * f64::from(PPI) / 25.4).round() as usize;
        for y in px(50.5)..px(73.5) {
            let row = (px(5.5)..px(9.5)).chain(px(50.5)..px(79.5));
            for x in row {
                let total = at(y * width as usize + x);
                assert!(total <= 612, "{name}: {} %", f64::from(total) / 2.55);
            }
        }
    };
    within(&|i| inks.data()[i * 4..i * 4 + 4].iter().map(|v| u32::from(*v)).sum(), "ours");
    let Some(theirs) = ghostscript(&pdf, sheet.size.height, whole) else { return };
    within(&|i| theirs.iter().map(|plate| u32::from(plate[i])).sum(), "Ghostscript's");
    compare("the page made to hurt", &theirs, &inks);
}

#[test]
fn the_sample_has_the_plates_of_another_rip() {
    let mut session = Session::open(&root().join("samples/heze")).unwrap();
    let sheet = session.composed()[0].sheet.clone();
    let how = session.separating().unwrap();
    // Photographs, a reversed head, a vertical head and body type.
    let mut part = [30, 2200, 900, 900];
    if std::env::var_os("BANXIN_WHOLE").is_some() {
        let (width, height) = View::at_ppi(PPI).pixels_of(sheet.size);
        part = [0, 0, width, height];
    }
    let folder = tempfile::tempdir().unwrap();
    let settings = PdfSettings {
        cache: Some(folder.path().to_owned()),
        ..PdfSettings::new("版心 2026-11-24 第03版", "2026-11-24")
    };
    let library = session.library();
    let pdf = write(&[&sheet], &settings, library).unwrap();
    if let Some(theirs) = ghostscript(&pdf, sheet.size.height, part) {
        let printing = Printing { how: &how, cache: Some(folder.path()) };
        compare("the sample", &theirs, &ours(&sheet, library, printing, part));
    }
}

#[test]
fn a_spot_ink_has_the_plate_of_another_rip() {
    let library = Library::of_folder(&root().join("fonts"));
    let mut sheet = hurting(&library);
    let substitute = Ink::percent(0, 90, 70, 0);
    sheet.spots = vec![Spot { name: "PANTONE 186 C".to_owned(), substitute }];
    let tinted = |rect, ink, overprint| {
        Item::Shape(Shape { outline: Outline::Rect(rect), fill: Some(ink), stroke: None, overprint })
    };
    sheet.items.extend([
        tinted(area(2.0, 2.0, 60.0, 60.0), substitute.tint(500), true),
        tinted(area(40.0, 2.0, 40.0, 20.0), substitute, false),
        tint(area(45.0, 5.0, 12.0, 12.0), [0, 0, 0, 60], true),
        tint(area(62.0, 5.0, 12.0, 12.0), [30, 0, 0, 60], false),
        type_line(&library, "专色", [5.0, 50.0], 14.0, substitute, false),
    ]);
    let id = PictureId::new("screen").unwrap();
    sheet.items.push(Item::Picture(Picture::new(id, area(20.0, 30.0, 12.0, 12.0), Crop::WHOLE)));
    let settings = PdfSettings { level: Level::X4, ..PdfSettings::new("版心 2026-11-24 第01版", "2026-11-24") };
    let pdf = write(&[&sheet], &settings, &library).unwrap();
    let (width, height) = View::at_ppi(PPI).pixels_of(sheet.size);
    let names = ["Cyan", "Magenta", "Yellow", "Black", "PANTONE 186 C"];
    let Some(theirs) = ghostscript_plates(&pdf, sheet.size.height, [0, 0, width, height], &names) else { return };
    let how = settings.separating();
    let printing = Printing { how: &how, cache: None };
    let plates = render_plates(&sheet, View::at_ppi(PPI), (width, height), printing, &library, &mut Cache::default());
    let four = [0, 1, 2, 3].map(|n: usize| theirs[n].clone());
    compare("the page with a spot ink", &four, &plates.process);
    let shown = ours(&sheet, &library, printing, [0, 0, width, height]);
    let apart = Heat::of_plates(&shown, &plates, View::at_ppi(PPI));
    let (together, at) = (Heat::of(&shown, View::at_ppi(PPI)), (63 * width + 599) as usize);
    assert_eq!([&together, &apart].map(|h| h.totals()[at]), [1604, 1000], "one solid ink, not its substitute's two");
    let (name, spot) = &plates.spots[0];
    let off: u64 = spot.iter().zip(&theirs[4]).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    let off = off as f64 / 2.55 / spot.len() as f64;
    println!("the page with a spot ink, {name}: {off:.3} % off");
    assert!(off < 0.6 && spot.contains(&255), "{name}: {off:.3} % off");
}

/// Register marks lie on every plate, and each plate is named on itself alone.
#[test]
fn what_stands_round_the_page_is_on_every_plate() {
    let library = Library::of_folder(&root().join("fonts"));
    let spot = Spot { name: "PANTONE 186 C".to_owned(), substitute: Ink::percent(0, 90, 70, 0) };
    let size = Size { width: Length::mm(200.0), height: Length::mm(60.0) };
    let sheet = Sheet { page: 1, size, items: Vec::new(), spots: vec![spot] };
    let slug = Slug { text: "版心 第01版".to_owned(), faces: vec!["BaoHeiSC-Medium".to_owned()] };
    let surround = Surround { marks: true, slug: Some(slug), black_only: false };
    let settings =
        PdfSettings { level: Level::X4, surround, ..PdfSettings::new("版心 2026-11-24 第01版", "2026-11-24") };
    let pdf = write(&[&sheet], &settings, &library).unwrap();
    let px = |mm: f64| (mm / 25.4 * f64::from(PPI)).round() as u32;
    let names = ["Cyan", "Magenta", "Yellow", "Black", "PANTONE 186 C"];
    let (wide, high) = (px(224.0), px(84.0));
    let Some(plates) = ghostscript_plates(&pdf, Length::mm(84.0), [0, 0, wide, high], &names) else { return };
    let inked = |plate: &[u8], [x, y, width, height]: [f64; 4]| -> u64 {
        let rows = (px(y)..px(y + height)).map(|row| (row * wide + px(x)) as usize);
        rows.flat_map(|from| &plate[from..from + px(width) as usize]).map(|v| u64::from(*v)).sum()
    };
    let marks = [[108.0, 1.0, 8.0, 8.0], [108.0, 75.0, 8.0, 8.0], [1.0, 38.0, 8.0, 8.0], [3.0, 11.0, 7.0, 2.0]];
    let all: Vec<[u64; 4]> = plates.iter().map(|plate| marks.map(|mark| inked(plate, mark))).collect();
    assert!(all[0].iter().all(|ink| *ink > 5_000), "{all:?}");
    assert!(all.iter().all(|plate| *plate == all[0]), "{all:?}");
    for (plate, name) in plates.iter().zip(names) {
        let (page, line) = (inked(plate, [12.0, 12.0, 200.0, 60.0]), inked(plate, [14.0, 77.0, 90.0, 5.0]));
        assert!(page == 0 && line > 0, "{name}: {page} on the page, {line} in the slug line");
    }
    // Where one plate has its name, no other has anything: dots of two plates never share a pixel.
    let shared = (px(77.0)..px(82.0)).flat_map(|y| (px(14.0)..px(104.0)).map(move |x| (y * wide + x) as usize));
    let most = shared.map(|at| plates.iter().filter(|plate| plate[at] > 0).count()).max();
    assert_eq!(most, Some(1));
}

#[test]
fn overprints_keep_what_is_below_and_white_never_does() {
    let library = Library::of_folder(&root().join("fonts"));
    let page = area(0.0, 0.0, 10.0, 10.0);
    let pixel = |items: Vec<Item>| {
        let sheet = Sheet { page: 1, size: Size { width: page.width, height: page.height }, items, ..Sheet::default() };
        let how = Separating::newsprint();
        let inks = ours(&sheet, &library, Printing { how: &how, cache: None }, [30, 30, 1, 1]);
        inks.data().to_vec()
    };
    let ground = || tint(page, [60, 40, 0, 20], false);
    let [c, m, k] = [153, 102, 51];
    assert_eq!(pixel(vec![ground()]), [c, m, 0, k]);
    assert_eq!(pixel(vec![ground(), tint(page, [0, 0, 0, 100], true)]), [c, m, 0, 255]);
    assert_eq!(pixel(vec![ground(), tint(page, [0, 0, 0, 100], false)]), [0, 0, 0, 255]);
    assert_eq!(
        pixel(vec![ground(), tint(page, [10, 0, 90, 0], true)]),
        [26, m, 230, k],
        "also where there is less of an ink"
    );
    assert_eq!(pixel(vec![ground(), tint(page, [0, 0, 0, 0], true)]), [0, 0, 0, 0]);
}

#[test]
fn a_part_has_the_plates_and_the_heat_of_the_whole() {
    let library = Library::of_folder(&root().join("fonts"));
    let sheet = hurting(&library);
    let how = Separating::newsprint();
    let (width, height) = View::at_ppi(PPI).pixels_of(sheet.size);
    let mut cache = Cache::default();
    let printing = Printing { how: &how, cache: None };
    let mut whole = Inks::new(width, height);
    render_inks(&sheet, View::at_ppi(PPI), printing, &library, &mut cache, &mut whole);
    let (left, top, w, h) = (300, 330, 260, 140);
    let view = View { origin: (-left, -top), ..View::at_ppi(PPI) };
    let mut part = Inks::new(w, h);
    render_inks(&sheet, view, printing, &library, &mut cache, &mut part);
    let (right, bottom) = (left + w as i32, top + h as i32);
    assert_eq!(whole.part(banxin::raster::Area { left, top, right, bottom }), part);
    let of_part = heat(&sheet, view, (w, h), (printing, false), &library, &mut cache);
    let of_whole = Heat::of(&whole, View::at_ppi(PPI));
    let rows =
        (top..bottom).flat_map(|y| &of_whole.totals()[(y as u32 * width) as usize + left as usize..][..w as usize]);
    assert!(rows.eq(of_part.totals()));
    let hottest = of_whole.hottest();
    assert!(hottest.total > 2400, "the four tints: {hottest:?}");
    assert_eq!(of_whole.image(240).rgba().len(), of_whole.totals().len() * 4);
}

/// What preflight measures of a page is what is painted of it, though most of its type is left out.
#[test]
fn a_page_is_measured_as_it_is_painted() {
    let mut session = Session::open(&root().join("samples/heze")).unwrap();
    let sheet = session.composed()[0].sheet.clone();
    let library = session.library();
    let how = Separating { ppi: 36, ..Separating::newsprint() };
    let (printing, view) = (Printing { how: &how, cache: None }, View::at_ppi(33));
    let (width, height) = view.pixels_of(sheet.size);
    let mut cache = Cache::default();
    let mut painted = Inks::new(width, height);
    render_inks(&sheet, view, printing, library, &mut cache, &mut painted);
    let measured = measured(&sheet, view, (width, height), (printing, false), library, &mut cache);
    for ink in 0..3 {
        assert_eq!(painted.plate(ink), measured.inks.plate(ink), "{}", Inks::NAMES[ink]);
    }
    let black = |inks: &Inks| inks.plate(3).iter().map(|v| f64::from(*v) / 255.0).sum::<f64>();
    let (all, without) = (black(&painted), black(&measured.inks));
    assert!(without < all * 0.8, "type was left out: {without} of {all}");
    let off = (without + measured.bare_black - all).abs() / f64::from(width * height);
    assert!(off < 0.01, "the mean of black is {off} off");
    let heat = Heat::of(&painted, view);
    assert_eq!(heat.totals().iter().max(), measured.totals.iter().max());
    // Where there is more than one ink could lay, it is the same.
    let hot = heat.totals().iter().zip(&measured.totals).filter(|(total, _)| **total > 1000);
    assert!(hot.clone().count() > 1000 && hot.clone().all(|(a, b)| a.abs_diff(*b) < 100));
    // Once a page is measured, the same cache paints all of another.
    let mut again = Inks::new(width, height);
    render_inks(&sheet, view, printing, library, &mut cache, &mut again);
    assert_eq!(again, painted);
}

#[test]
fn black_type_on_a_tint_is_measured() {
    let library = Library::of_folder(&root().join("fonts"));
    let ground = tint(area(10.0, 10.0, 30.0, 30.0), [90, 80, 0, 0], false);
    let line = |y| type_line(&library, "■■■■■■", [12.0, y], 3.0, Ink::BLACK, true);
    let sheet = |items| Sheet {
        page: 1,
        size: Size { width: Length::mm(60.0), height: Length::mm(60.0) },
        items,
        spots: vec![],
    };
    let how = Separating::newsprint();
    let (printing, view) = (Printing { how: &how, cache: None }, View::at_ppi(33));
    let most = |items| {
        let sheet = sheet(items);
        let size = view.pixels_of(sheet.size);
        let measured = measured(&sheet, view, size, (printing, false), &library, &mut Cache::default());
        (measured.totals.into_iter().max().unwrap(), measured.bare_black > 0.0)
    };
    assert_eq!(most(vec![ground.clone()]), (1702, false));
    let (over, left_out) = most(vec![ground.clone(), line(20.0), line(23.0)]);
    assert!(over > 2000 && !left_out, "{over}");
    assert_eq!(most(vec![ground.clone(), line(50.0)]), (1702, true));
    // What is painted later may lie on the type as well.
    let (over, left_out) = most(vec![line(20.0), tint(area(10.0, 10.0, 30.0, 30.0), [90, 80, 0, 0], true)]);
    assert!(over > 2000 && !left_out, "{over}");
}

#[test]
fn a_page_in_black_has_one_plate() {
    let library = Library::of_folder(&root().join("fonts"));
    let sheet = hurting(&library).in_black();
    let (width, height) = View::at_ppi(72).pixels_of(sheet.size);
    let mut inks = Inks::new(width, height);
    let how = Separating { profile: OutputProfile::bundled(), ..Separating::newsprint() };
    let printing = Printing { how: &how, cache: None };
    render_inks(&sheet, View::at_ppi(72), printing, &library, &mut Cache::default(), &mut inks);
    assert!(inks.data().as_chunks::<4>().0.iter().all(|p| p[..3] == [0; 3]));
    assert!(inks.plate(3).iter().filter(|v| **v > 0).count() > 10_000);
    let pdf = write(&[&sheet], &PdfSettings::new("黑白 2026-11-24", "2026-11-24"), &library).unwrap();
    assert!(pdf.len() > 10_000);
}
