//! What is printed round the page where the printing house asks for it: 裁切线, 套准线, a control strip, and the 版号条 that
//! says which page this is and on which plate one looks. Made as items in the page's own coordinates, outside the trim, so
//! that they are painted and checked like everything else.

use super::Level;
use crate::display::{Glyph, Glyphs, Item, Outline, Shape, Sheet, Stroke, Turn};
use crate::geom::{Length, Point, Rect};
use crate::id::FaceId;
use crate::ink::Ink;
use crate::library::Library;

/// What a printing house wants round the page; by default nothing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Surround {
    /// Crop and register marks, and a control strip.
    pub marks: bool,
    /// The slug line.
    pub slug: Option<Slug>,
    /// The page prints on the black plate alone, and so does what stands round it.
    pub black_only: bool,
}

/// 版号条: a line of type under the page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Slug {
    /// What it says; the plates' names follow, each on its own plate.
    pub text: String,
    /// PostScript names of the faces it may be set in, best first.
    pub faces: Vec<String>,
}

/// A sheet on the paper it is written on.
pub(super) struct Leaf<'s> {
    pub(super) sheet: &'s Sheet,
    /// Paper on every side of the trimmed page.
    pub(super) margin: Length,
    /// What stands there.
    pub(super) items: Vec<Item>,
}

/// Paper round a page that has something round it.
pub(super) const MARGIN: Length = Length::um(12_000);
/// From the trim to a crop mark: nothing of it is left when the knife is a little off.
const CROP_FROM: Length = Length::um(3_000);
const CROP_TO: Length = Length::um(8_000);
/// From the trim to the middle of a register mark.
const REGISTER_AT: Length = Length::um(7_000);
/// Half of a register mark's cross, and the radius of its ring.
const CROSS: Length = Length::um(3_500);
const RING: Length = Length::um(2_000);
const HAIRLINE: Length = Length::um(88);
/// Patches of the control strip.
const PATCH: Length = Length::um(4_000);
/// From the page's left edge to the strip and the slug line.
const INDENT: Length = Length::um(5_000);
const SLUG_SIZE: Length = Length::um(2_800);

impl<'s> Leaf<'s> {
    pub(super) fn new(sheet: &'s Sheet, surround: &Surround, level: Level, library: &Library) -> Self {
        let mut leaf = Leaf { sheet, margin: Length::ZERO, items: Vec::new() };
        if !surround.marks && surround.slug.is_none() {
            return leaf;
        }
        leaf.margin = MARGIN;
        let plates = plates(sheet, surround.black_only, level);
        if surround.marks {
            leaf.crop_marks(&plates);
            leaf.register_marks(&plates);
            leaf.strip(&plates);
        }
        if let Some(slug) = &surround.slug {
            leaf.slug(slug, &plates, library);
        }
        leaf
    }

    /// Left, bottom, right and top of the trimmed page on its paper, and of the paper, in points as written.
    pub(super) fn boxes(&self) -> [[f32; 4]; 2] {
        use super::place::thousandths;
        let [margin, size] = [self.margin, self.sheet.size.width];
        let (height, twice) = (self.sheet.size.height, self.margin * 2);
        let pt = |length: Length| thousandths(length.as_pt());
        let trim = [pt(margin), pt(margin), pt(margin + size), pt(margin + height)];
        [trim, [0.0, 0.0, pt(size + twice), pt(height + twice)]]
    }

    /// A line on every plate: the process inks together, then each spot ink over them.
    fn line_on(&mut self, plates: &[Film], outline: &Outline) {
        for ink in everywhere(plates) {
            let stroke = Stroke { width: HAIRLINE, ink, dash: Vec::new() };
            let shape = Shape { outline: outline.clone(), fill: None, stroke: Some(stroke), overprint: true };
            self.items.push(Item::Shape(shape));
        }
    }

    fn crop_marks(&mut self, plates: &[Film]) {
        let (right, foot) = (self.sheet.size.width, self.sheet.size.height);
        let across = [(-CROP_TO, -CROP_FROM), (right + CROP_FROM, right + CROP_TO)];
        let down = [(-CROP_TO, -CROP_FROM), (foot + CROP_FROM, foot + CROP_TO)];
        for y in [Length::ZERO, foot] {
            for (from, to) in across {
                self.line_on(plates, &Outline::Line(Point::new(from, y), Point::new(to, y)));
            }
        }
        for x in [Length::ZERO, right] {
            for (from, to) in down {
                self.line_on(plates, &Outline::Line(Point::new(x, from), Point::new(x, to)));
            }
        }
    }

    fn register_marks(&mut self, plates: &[Film]) {
        let (width, height) = (self.sheet.size.width, self.sheet.size.height);
        let (middle, centre) = (width / 2, height / 2);
        let beyond = |side: Length| [-REGISTER_AT, side + REGISTER_AT];
        let sides = beyond(width).map(|x| Point::new(x, centre));
        let ends = beyond(height).map(|y| Point::new(middle, y));
        for at in sides.into_iter().chain(ends) {
            let (x, y) = (at.x, at.y);
            self.line_on(plates, &Outline::Line(Point::new(x - CROSS, y), Point::new(x + CROSS, y)));
            self.line_on(plates, &Outline::Line(Point::new(x, y - CROSS), Point::new(x, y + CROSS)));
            self.line_on(plates, &Outline::Polygon(ring(at)));
        }
    }

    /// Solids and half tones of every plate, beside the register mark over the page.
    fn strip(&mut self, plates: &[Film]) {
        let most = self.sheet.size.width / 2 - CROSS * 2;
        let mut x = INDENT;
        for tint in [1000, 500] {
            for film in plates {
                if x + PATCH > most {
                    return;
                }
                let patch = Rect::new(x, -CROP_FROM - PATCH, PATCH, PATCH);
                let fill = Some(film.ink.tint(tint));
                let shape = Shape { outline: Outline::Rect(patch), fill, stroke: None, overprint: false };
                self.items.push(Item::Shape(shape));
                x += PATCH;
            }
        }
    }

    /// What the page is in black, then each plate's name on its own plate.
    fn slug(&mut self, slug: &Slug, plates: &[Film], library: &Library) {
        let mut parts = vec![(format!("{}\u{20}\u{20}", slug.text), Ink::BLACK)];
        parts.extend(plates.iter().map(|film| (format!("{}\u{20}\u{20}", film.name), film.ink)));
        let whole: String = parts.iter().map(|(text, _)| text.as_str()).collect();
        let Some(face) = face(&slug.faces, &whole, library) else { return };
        // It ends before the register mark under the page; the line of a small page is smaller.
        let room = self.sheet.size.width / 2 - CROSS * 2 - INDENT;
        let long: i64 = parts.iter().map(|(text, _)| set(text, face, library).1).sum();
        let wide = SLUG_SIZE.scale(long, 1_000_000);
        let size =
            if wide > room && room.is_positive() { SLUG_SIZE.scale(room.as_nm(), wide.as_nm()) } else { SLUG_SIZE };
        let y = self.sheet.size.height + CROP_TO;
        let mut pen = 0;
        for (text, ink) in parts {
            let (glyphs, end) = set(&text, face, library);
            let glyphs = glyphs.into_iter().map(|(id, at, text)| {
                let x = INDENT + size.scale(pen + at, 1_000_000);
                Glyph { id, at: Point::new(x, y), text }
            });
            let glyphs: Vec<Glyph> = glyphs.collect();
            pen += end;
            let run = Glyphs { face, size, stretch: 1000, turn: Turn::None, ink, overprint: true, text, glyphs };
            self.items.push(Item::Glyphs(run));
        }
    }
}

/// A plate of the page.
struct Film {
    name: String,
    ink: Ink,
}

fn plates(sheet: &Sheet, black_only: bool, level: Level) -> Vec<Film> {
    let film = |name: &str, ink| Film { name: name.to_owned(), ink };
    let black = film("黑\u{20}K", Ink::BLACK);
    if black_only {
        return vec![black];
    }
    let cyan = film("青\u{20}C", Ink::percent(100, 0, 0, 0));
    let magenta = film("品红\u{20}M", Ink::percent(0, 100, 0, 0));
    let mut all = vec![cyan, magenta, film("黄\u{20}Y", Ink::percent(0, 0, 100, 0)), black];
    if level == Level::X4 {
        all.extend(sheet.spots.iter().map(|spot| film(&spot.name, spot.substitute)));
    }
    all
}

/// The inks that together lie on all plates: the process plates in one, for a mark is one mark.
fn everywhere(plates: &[Film]) -> Vec<Ink> {
    let (process, spots) = plates.split_at(plates.len().min(if plates.len() > 1 { 4 } else { 1 }));
    let all = process.iter().fold(Ink::PAPER, |sum, film| {
        let Ink { c, m, y, k } = film.ink;
        Ink { c: sum.c.max(c), m: sum.m.max(m), y: sum.y.max(y), k: sum.k.max(k) }
    });
    std::iter::once(all).chain(spots.iter().map(|film| film.ink)).collect()
}

/// A circle, as near as a hairline shows.
fn ring(at: Point) -> Vec<Point> {
    const CORNERS: u32 = 36;
    (0..CORNERS)
        .map(|n| {
            let (sin, cos) = (f64::from(n) * std::f64::consts::TAU / f64::from(CORNERS)).sin_cos();
            let out = |part: f64| Length::um((RING.as_mm() * part * 1000.0).round() as i64);
            Point::new(at.x + out(cos), at.y + out(sin))
        })
        .collect()
}

/// The first face that has every character, or else the first there is.
fn face(names: &[String], text: &str, library: &Library) -> Option<FaceId> {
    let known = || names.iter().filter_map(|name| library.find(std::slice::from_ref(name)).ok());
    let usable = |id: &FaceId| library.face(*id).may_be_embedded() && library.face(*id).may_be_cut();
    let whole = |id: &FaceId| text.chars().all(|c| library.face(*id).glyph(c).is_some());
    known().filter(usable).find(whole).or_else(|| known().find(usable))
}

/// Glyph, place on the line in millionths of the em and bytes of each character, and the end of the line. A character that
/// the face lacks is left out.
fn set(text: &str, face: FaceId, library: &Library) -> (Vec<(u16, i64, std::ops::Range<u32>)>, i64) {
    let face = library.face(face);
    let mut pen = 0;
    let mut glyphs = Vec::new();
    for (from, c) in text.char_indices() {
        let (Some(id), Ok(start)) = (face.glyph(c), u32::try_from(from)) else { continue };
        glyphs.push((id, pen, start..start + c.len_utf8() as u32));
        pen += i64::from(face.advance(id)) * 1_000_000 / i64::from(face.units_per_em().max(1));
    }
    (glyphs, pen)
}
