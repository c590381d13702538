//! Screen and print agree: the canvas at 300 pixels an inch against the PDF as poppler and MuPDF paint it.
//!
//! Compared is how much of each pixel is inked, so that it does not matter which grey a reader shows for black. Poppler
//! puts glyphs on whole pixels and MuPDF on parts of them: they paint at four and two times the resolution, and their
//! pixels are averaged.

use std::path::Path;
use std::process::Command;

use banxin::display::{Item, Sheet};
use banxin::export::pdf::{self, PdfSettings};
use banxin::geom::{Length, Rect};
use banxin::library::Library;
use banxin::model::Place;
use banxin::raster::{self, Cache, Image, View};
use banxin::session::Session;

/// Pixels in an inch.
const PPI: f64 = 300.0;
/// Poppler's pixels a pixel of ours, each way.
const POPPLER: usize = 4;
/// MuPDF's; it paints whole pages.
const MUPDF: usize = 2;

/// How much ink lies on each pixel of a part of a page, 0–1.
struct Inked {
    width: usize,
    ink: Vec<f32>,
}

impl Inked {
    /// From greys; the darkest tone there is, is solid ink.
    fn of(width: usize, grey: &[u8]) -> Self {
        let mut tones = grey.to_vec();
        tones.sort_unstable();
        let black = f32::from(tones[tones.len() / 500]);
        let ink = grey.iter().map(|v| ((255.0 - f32::from(*v)) / (255.0 - black).max(1.0)).min(1.0)).collect();
        Self { width, ink }
    }

    fn height(&self) -> usize {
        self.ink.len() / self.width
    }

    fn at(&self, x: usize, y: usize) -> f32 {
        self.ink[y * self.width + x]
    }
}

fn pixels(length: Length) -> f64 {
    length.as_mm() / 25.4 * PPI
}

/// A reader of PDF: its name, and how it paints a part of the first page.
type Reader = (&'static str, fn(&Path, Rect) -> Inked);

/// The part in whole pixels of the page: left, top, width, height.
fn window(part: Rect) -> [usize; 4] {
    [part.x, part.y, part.width, part.height].map(|v| pixels(v).round() as usize)
}

fn on_screen(sheet: &Sheet, library: &Library, part: Rect) -> Inked {
    let [left, top, width, height] = window(part);
    let mut image = Image::new(width as u32, height as u32);
    let view = View { origin: (-(left as i32), -(top as i32)), ..View::at_ppi(300) };
    raster::render(sheet, view, library, &mut Cache::default(), &mut image);
    let grey: Vec<u8> = image
        .rgba()
        .as_chunks::<4>()
        .0
        .iter()
        .map(|[r, g, b, _]| ((u32::from(*r) * 299 + u32::from(*g) * 587 + u32::from(*b) * 114) / 1000) as u8)
        .collect();
    Inked::of(width, &grey)
}

/// A PGM's width and greys.
fn parse(file: &[u8]) -> (usize, Vec<u8>) {
    let mut fields = Vec::new();
    let mut at = 2;
    while fields.len() < 3 {
        while file[at].is_ascii_whitespace() {
            at += 1;
        }
        let end = at + file[at..].iter().position(u8::is_ascii_whitespace).unwrap();
        fields.push(std::str::from_utf8(&file[at..end]).unwrap().parse::<usize>().unwrap());
        at = end;
    }
    (fields[0], file[at + 1..].to_vec())
}

fn by_poppler(pdf: &Path, part: Rect) -> Inked {
    let [left, top, width, height] = window(part).map(|v| v * POPPLER);
    let stem = pdf.with_extension("poppler");
    let mut run = Command::new("pdftoppm");
    run.args(["-gray", "-singlefile", "-r"]).arg((PPI * POPPLER as f64).to_string());
    for (flag, value) in [("-x", left), ("-y", top), ("-W", width), ("-H", height)] {
        run.arg(flag).arg(value.to_string());
    }
    assert!(run.arg(pdf).arg(&stem).status().unwrap().success());
    let (wide, fine) = parse(&std::fs::read(stem.with_extension("poppler.pgm")).unwrap());
    averaged(POPPLER, &fine, wide, [0, 0, width / POPPLER, height / POPPLER])
}

/// A part of a finer picture, `times` × `times` of its pixels to one.
fn averaged(times: usize, fine: &[u8], wide: usize, [left, top, width, height]: [usize; 4]) -> Inked {
    let block = |x: usize, y: usize| {
        let rows = (0..times).map(|dy| &fine[((top + y) * times + dy) * wide + (left + x) * times..][..times]);
        let sum: usize = rows.flatten().map(|v| usize::from(*v)).sum();
        (sum / (times * times)) as u8
    };
    let grey: Vec<u8> = (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| block(x, y)).collect();
    Inked::of(width, &grey)
}

fn by_mupdf(pdf: &Path, part: Rect) -> Inked {
    let out = pdf.with_extension("mupdf.pgm");
    let ppi = (PPI * MUPDF as f64).to_string();
    let run = Command::new("mutool").args(["draw", "-q", "-c", "gray", "-r", &ppi, "-o"]).arg(&out).arg(pdf).output();
    assert!(run.unwrap().status.success());
    let (wide, page) = parse(&std::fs::read(out).unwrap());
    averaged(MUPDF, &page, wide, window(part))
}

/// Mean difference of two pictures.
fn difference(a: &Inked, b: &Inked) -> f32 {
    let sum: f32 = a.ink.iter().zip(&b.ink).map(|(a, b)| (a - b).abs()).sum();
    sum / a.ink.len() as f32
}

/// How far what stands in a box of `a` is shifted in `b`, in pixels: the shift that explains their difference best.
fn shift(a: &Inked, b: &Inked, [left, top, width, height]: [usize; 4]) -> Option<(f32, f32)> {
    let (mut xx, mut xy, mut yy, mut x, mut y) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for row in top.max(1)..(top + height).min(a.height() - 1) {
        for column in left.max(1)..(left + width).min(a.width - 1) {
            let gx = (a.at(column + 1, row) - a.at(column - 1, row)) / 2.0;
            let gy = (a.at(column, row + 1) - a.at(column, row - 1)) / 2.0;
            let by = b.at(column, row) - a.at(column, row);
            (xx, xy, yy) = (xx + gx * gx, xy + gx * gy, yy + gy * gy);
            (x, y) = (x + gx * by, y + gy * by);
        }
    }
    let det = xx * yy - xy * xy;
    (det > 1.0).then(|| (-(x * yy - y * xy) / det, -(y * xx - x * xy) / det))
}

/// The glyphs that stand wholly in a part of a page, as boxes of its pixels.
fn glyphs(sheet: &Sheet, part: Rect) -> Vec<[usize; 4]> {
    let [left, top, width, height] = window(part);
    let runs = sheet.items.iter().filter_map(|i| match i {
        Item::Glyphs(run) if run.turn == banxin::display::Turn::None => Some(run),
        _ => None,
    });
    runs.flat_map(|run| run.glyphs.iter().map(move |g| (g.at, run.size)))
        .filter_map(|(at, size)| {
            let x = pixels(at.x) as usize;
            let y = pixels(at.y - size.per_mille(880)) as usize;
            let side = pixels(size) as usize;
            let inside = x > left && y > top && x + side < left + width && y + side < top + height;
            inside.then(|| [x - left, y - top, side, side])
        })
        .collect()
}

fn has(tool: &str) -> bool {
    Command::new(tool).arg("-v").output().is_ok()
}

fn agree(folder: &Path, out: &Path, parts: &[Rect]) {
    let mut session = Session::open(folder).unwrap();
    let sheet = session.composed()[0].sheet.clone();
    // Whether the page may go to press is another matter.
    let (paper, date) = (session.edition().paper.clone(), session.edition().date.clone());
    let settings = PdfSettings::new(&paper, &date);
    let pdf = out.join("page.pdf");
    std::fs::write(&pdf, pdf::write(&[&sheet], &settings, session.library()).unwrap()).unwrap();
    let mut readers: Vec<Reader> = Vec::new();
    if has("pdftoppm") {
        readers.push(("poppler", by_poppler));
    }
    if has("mutool") {
        readers.push(("MuPDF", by_mupdf));
    }
    for part in parts {
        let ours = on_screen(&sheet, session.library(), *part);
        for (reader, paint) in &readers {
            let theirs = paint(&pdf, *part);
            let off = difference(&ours, &theirs);
            assert!(off < 0.02, "{reader}: {part:?} differs by {:.2} % on the mean", off * 100.0);
            let boxes = glyphs(&sheet, *part);
            assert!(boxes.len() > 20, "{}", boxes.len());
            let shifts: Vec<(f32, f32)> = boxes.iter().filter_map(|b| shift(&ours, &theirs, *b)).collect();
            let worst = shifts.iter().map(|(x, y)| x.hypot(*y)).fold(0.0, f32::max);
            let points = f64::from(worst) / PPI * 72.0;
            assert!(shifts.len() * 10 > boxes.len() * 8, "{} of {}", shifts.len(), boxes.len());
            assert!(points < 0.2, "{reader}: a glyph is {points:.2} pt off");
            println!("{reader}: {:.2} % on the mean, {} glyphs, worst {points:.3} pt", off * 100.0, shifts.len());
        }
    }
}

fn area(session: &Session, place: Place) -> Rect {
    session.edition().pages[0].setup.area_of(place)
}

fn skipped() -> bool {
    let none = !has("pdftoppm") && !has("mutool");
    if none {
        println!("SKIPPED: neither pdftoppm nor mutool is installed");
    }
    none
}

#[test]
fn the_sample_page_looks_on_screen_as_in_print() {
    if skipped() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/heze");
    let session = Session::open(&sample).unwrap();
    // A headline with body text under it, and three columns of body text: parts without photographs.
    let parts = [(0, 6, 0, 9), (2, 4, 50, 14)]
        .map(|(column, columns, line, lines)| area(&session, Place::Columns { column, columns, line, lines }));
    agree(&sample, folder.path(), &parts);
}

#[test]
fn a_vertical_page_looks_on_screen_as_in_print() {
    if skipped() {
        return;
    }
    // Without the photographs: they have too few pixels for the press, which is another matter.
    let mut edition = crate::table::edition();
    let page = std::sync::Arc::make_mut(&mut edition.pages[0]);
    page.blocks.retain(|b| b.id.as_str() == "v1");
    edition.pictures.clear();
    let (_folder, path) = crate::table::kept(&edition);
    let session = Session::open(&path).unwrap();
    let vertical = area(&session, Place::Columns { column: 6, columns: 2, line: 0, lines: 30 });
    drop(session);
    let out = tempfile::tempdir().unwrap();
    agree(&path, out.path(), &[vertical]);
}
