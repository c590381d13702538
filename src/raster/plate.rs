//! Where ink meets pixels: coverage laid on an image, over what is there or knocking it out.

use super::screen;
use crate::ink::Ink;

/// A part of a raster in whole pixels, of the page or of an image; empty where an end is not beyond its start.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Area {
    /// First column.
    pub left: i32,
    /// First row.
    pub top: i32,
    /// One past the last column.
    pub right: i32,
    /// One past the last row.
    pub bottom: i32,
}

impl Area {
    /// What both have.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// The same pixels, counted from elsewhere.
    #[must_use]
    pub const fn moved(self, x: i32, y: i32) -> Self {
        Self { left: self.left + x, top: self.top + y, right: self.right + x, bottom: self.bottom + y }
    }

    /// True where there is no pixel.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.right <= self.left || self.bottom <= self.top
    }

    /// Pixels in a row.
    #[must_use]
    pub fn width(self) -> usize {
        usize::try_from(self.right - self.left).unwrap_or(0)
    }

    /// Rows.
    #[must_use]
    pub fn height(self) -> usize {
        usize::try_from(self.bottom - self.top).unwrap_or(0)
    }
}

/// An image: rows from the top, four bytes a pixel (red, green, blue, alpha, premultiplied), transparent beside the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Image {
    width: u32,
    height: u32,
    rgba: Vec<u8>,
}

impl Image {
    /// Longest side of an image.
    pub const MOST_PIXELS_A_SIDE: u32 = 32_768;

    /// A transparent image, its sides held to 1–32,768 pixels.
    #[must_use]
    pub fn new(width: u32, height: u32) -> Self {
        let [width, height] = [width, height].map(|side| side.clamp(1, Self::MOST_PIXELS_A_SIDE));
        Self { width, height, rgba: vec![0; width as usize * height as usize * 4] }
    }

    /// An image of pixels that are there; transparent where they are not as many as the sides say.
    #[must_use]
    pub(super) fn of_rgba(width: u32, height: u32, rgba: Vec<u8>) -> Self {
        let empty = Self::new(width, height);
        if rgba.len() == empty.rgba.len() { Self { rgba, ..empty } } else { empty }
    }

    /// Pixels in a row.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Rows.
    #[must_use]
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// All pixels.
    #[must_use]
    pub fn rgba(&self) -> &[u8] {
        &self.rgba
    }

    /// The whole of it.
    #[must_use]
    pub fn area(&self) -> Area {
        let side = |length: u32| i32::try_from(length).unwrap_or(i32::MAX);
        Area { left: 0, top: 0, right: side(self.width), bottom: side(self.height) }
    }

    /// The rows of a part, as far as it lies inside.
    pub fn rows_of(&self, part: Area) -> impl Iterator<Item = &[u8]> {
        let part = part.and(self.area());
        let (left, width) = (part.left.max(0) as usize * 4, part.width() * 4);
        let stride = self.width as usize * 4;
        let rows = if part.is_empty() { 0..0 } else { part.top as usize..part.bottom as usize };
        rows.map(move |y| &self.rgba[y * stride + left..y * stride + left + width])
    }

    /// Makes a part transparent.
    pub fn clear(&mut self, part: Area) {
        let part = part.and(self.area());
        let stride = self.width as usize * 4;
        if part.is_empty() {
            return;
        }
        let (left, width) = (part.left as usize * 4, part.width() * 4);
        for y in part.top as usize..part.bottom as usize {
            self.rgba[y * stride + left..y * stride + left + width].fill(0);
        }
    }

    /// Moves what it shows by `x` to the right and `y` down. What comes in at the edges is left as it was.
    pub fn shift(&mut self, x: i32, y: i32) {
        let (width, height) = (self.width as usize, self.height as usize);
        let (dx, dy) = (x.unsigned_abs() as usize, y.unsigned_abs() as usize);
        if dx >= width || dy >= height || (dx, dy) == (0, 0) {
            return;
        }
        let (from, to) = if x < 0 { (dx, 0) } else { (0, dx) };
        let length = (width - dx) * 4;
        let mut copy = |from_row: usize, to_row: usize| {
            let start = (from_row * width + from) * 4;
            self.rgba.copy_within(start..start + length, (to_row * width + to) * 4);
        };
        if y <= 0 {
            (dy..height).for_each(|row| copy(row, row - dy));
        } else {
            (0..height - dy).rev().for_each(|row| copy(row, row + dy));
        }
    }
}

/// How an ink colours what lies below it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Coat {
    /// What it lets through.
    pub(super) filter: [u8; 3],
    /// What it lays on the four plates.
    pub(super) inks: [u8; 4],
    /// Lets the ink below show through, instead of knocking it out.
    pub(super) overprint: bool,
}

impl Coat {
    pub(super) fn of(ink: Ink, overprint: bool) -> Self {
        let inks = [ink.c, ink.m, ink.y, ink.k].map(|v| ((u32::from(v.min(1000)) * 255 + 500) / 1000) as u8);
        // Paper overprinting would print nothing at all: it is always knocked out, as in the PDF.
        Self { filter: screen::rgb(ink), inks, overprint: overprint && ink != Ink::PAPER }
    }
}

/// An image while it is painted, addressed by pixels of the page. Pixel (0, 0) of the page lies at `origin` of the image
/// and the origin is whole, so that every part of a page is painted with the same pixels wherever it is shown.
pub(super) struct Plate<'a> {
    /// Rows of pixels of four bytes: red, green, blue and alpha, or four inks.
    data: &'a mut [u8],
    size: [u32; 2],
    origin: (i32, i32),
    /// None: the bytes are inks.
    paper: Option<[u8; 3]>,
}

impl<'a> Plate<'a> {
    pub(super) fn new(image: &'a mut Image, origin: (i32, i32), paper: [u8; 3]) -> Self {
        Self { size: [image.width, image.height], data: &mut image.rgba, origin, paper: Some(paper) }
    }

    pub(super) fn of_inks(data: &'a mut [u8], size: [u32; 2], origin: (i32, i32)) -> Self {
        Self { data, size, origin, paper: None }
    }

    /// The part of the page that the image shows.
    pub(super) fn area(&self) -> Area {
        let (x, y) = self.origin;
        let [right, bottom] = self.size.map(|length| i32::try_from(length).unwrap_or(i32::MAX));
        Area { left: 0, top: 0, right, bottom }.moved(-x, -y)
    }

    /// Lays a row of coverages with its first at (`x`, `y`). All of it must lie within [`Plate::area`].
    pub(super) fn lay_row(&mut self, x: i32, y: i32, coverage: &[u8], coat: Coat) {
        let Some(paper) = self.paper else { return self.lay_plates(x, y, coverage, coat) };
        let solid = solid(coat, paper);
        let pixels = self.row(x, y, coverage.len()).as_chunks_mut::<4>().0.iter_mut();
        for (pixel, &amount) in pixels.zip(coverage) {
            match (amount, pixel[3]) {
                (0, _) => {}
                (255, _) if !coat.overprint => *pixel = [solid[0], solid[1], solid[2], 255],
                (_, 255) if coat.overprint => filter(pixel, coat.filter, amount),
                _ => blend(pixel, coat, solid, amount),
            }
        }
    }

    /// Covers an area wholly, knocking out what lies below.
    pub(super) fn flood(&mut self, area: Area, coat: Coat) {
        let pixel = match self.paper {
            Some(paper) => {
                let [r, g, b] = solid(coat, paper);
                [r, g, b, 255]
            }
            None => coat.inks,
        };
        let area = area.and(self.area());
        for y in area.top..area.bottom {
            self.row(area.left, y, area.width()).as_chunks_mut::<4>().0.fill(pixel);
        }
    }

    /// An overprint replaces the plates it has ink on and leaves the others; everything else replaces all four.
    fn lay_plates(&mut self, x: i32, y: i32, coverage: &[u8], coat: Coat) {
        let prints = coat.inks.map(|ink| !coat.overprint || ink > 0);
        let pixels = self.row(x, y, coverage.len()).as_chunks_mut::<4>().0.iter_mut();
        let covered = pixels.zip(coverage).filter(|(_, amount)| **amount > 0);
        // Most type is black over what lies below: one plate of the four.
        if let ([false, false, false, true], black) = (prints, coat.inks[3]) {
            return covered.for_each(|(pixel, amount)| pixel[3] = between(pixel[3], black, *amount));
        }
        for (pixel, &amount) in covered {
            for ((value, ink), _) in pixel.iter_mut().zip(coat.inks).zip(prints).filter(|(_, prints)| *prints) {
                *value = between(*value, ink, amount);
            }
        }
    }

    /// Lays a row of inks of a photograph, as far as each is covered: a photograph knocks out what lies below.
    pub(super) fn lay_inks(&mut self, x: i32, y: i32, inks: &[[u8; 4]], coverage: &[u8]) {
        let pixels = self.row(x, y, coverage.len().min(inks.len())).as_chunks_mut::<4>().0.iter_mut();
        for ((pixel, inks), &amount) in pixels.zip(inks).zip(coverage) {
            if amount == 255 {
                *pixel = *inks;
                continue;
            }
            for (value, ink) in pixel.iter_mut().zip(inks) {
                *value = between(*value, *ink, amount);
            }
        }
    }

    /// Lays a row of opaque colours, as far as each is covered.
    pub(super) fn lay_colours(&mut self, x: i32, y: i32, rgb: &[[u8; 3]], coverage: &[u8]) {
        let paper = self.paper.unwrap_or([255; 3]);
        let pixels = self.row(x, y, coverage.len().min(rgb.len())).as_chunks_mut::<4>().0.iter_mut();
        for ((pixel, colour), &amount) in pixels.zip(rgb).zip(coverage) {
            let [r, g, b] = [0, 1, 2].map(|c| times(colour[c], paper[c]));
            if amount == 255 {
                *pixel = [r, g, b, 255];
                continue;
            }
            for (value, colour) in pixel.iter_mut().zip([r, g, b]) {
                *value = between(*value, colour, amount);
            }
            pixel[3] = between(pixel[3], 255, amount);
        }
    }

    fn row(&mut self, x: i32, y: i32, length: usize) -> &mut [u8] {
        let at = |v: i32, origin: i32| usize::try_from(v + origin).unwrap_or(usize::MAX);
        let start = at(y, self.origin.1)
            .saturating_mul(self.size[0] as usize)
            .saturating_add(at(x, self.origin.0))
            .saturating_mul(4);
        self.data.get_mut(start..start.saturating_add(length * 4)).unwrap_or_default()
    }
}

fn solid(coat: Coat, paper: [u8; 3]) -> [u8; 3] {
    [0, 1, 2].map(|c| times(coat.filter[c], paper[c]))
}

/// An overprint on an opaque pixel.
fn filter(pixel: &mut [u8; 4], filter: [u8; 3], amount: u8) {
    for (value, filter) in pixel.iter_mut().zip(filter) {
        *value = times(*value, 255 - times(amount, 255 - filter));
    }
}

/// An ink on a pixel that may be transparent: there, it lies on paper.
fn blend(pixel: &mut [u8; 4], coat: Coat, solid: [u8; 3], amount: u8) {
    let bare = 255 - pixel[3];
    for ((value, filter), solid) in pixel.iter_mut().zip(coat.filter).zip(solid) {
        let over = times(filter, *value).saturating_add(times(solid, bare));
        *value = between(*value, if coat.overprint { over } else { solid }, amount);
    }
    pixel[3] = between(pixel[3], 255, amount);
}

/// Product of two fractions of 255, rounded.
fn times(a: u8, b: u8) -> u8 {
    ((u32::from(a) * u32::from(b) + 127) / 255) as u8
}

/// From `a` to `b` by `amount` of 255, rounded.
fn between(a: u8, b: u8, amount: u8) -> u8 {
    ((u32::from(a) * u32::from(255 - amount) + u32::from(b) * u32::from(amount) + 127) / 255) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painted(overprint: bool) -> Vec<u8> {
        let mut image = Image::new(2, 1);
        let mut plate = Plate::new(&mut image, (0, 0), [255; 3]);
        plate.lay_row(0, 0, &[255], Coat { filter: [255, 230, 0], inks: [0, 0, 255, 0], overprint: false });
        plate.lay_row(0, 0, &[255, 255], Coat { filter: [222, 0, 122], inks: [0, 255, 0, 0], overprint });
        image.rgba().to_vec()
    }

    #[test]
    fn an_overprint_shows_what_is_below_and_a_knock_out_does_not() {
        assert_eq!(painted(true), [222, 0, 0, 255, 222, 0, 122, 255]);
        assert_eq!(painted(false), [222, 0, 122, 255, 222, 0, 122, 255]);
    }

    #[test]
    fn a_shifted_image_keeps_what_it_still_shows() {
        let numbered = || {
            let mut image = Image::new(3, 3);
            image.rgba.chunks_exact_mut(4).zip(1u8..).for_each(|(pixel, n)| pixel.fill(n));
            image
        };
        let shifted = |x, y| {
            let mut image = numbered();
            image.shift(x, y);
            image.rgba().chunks_exact(4).map(|p| p[0]).collect::<Vec<u8>>()
        };
        assert_eq!(shifted(0, 0), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(shifted(1, 0), [1, 1, 2, 4, 4, 5, 7, 7, 8]);
        assert_eq!(shifted(-1, 0), [2, 3, 3, 5, 6, 6, 8, 9, 9]);
        assert_eq!(shifted(0, 2), [1, 2, 3, 4, 5, 6, 1, 2, 3]);
        assert_eq!(shifted(0, -2), [7, 8, 9, 4, 5, 6, 7, 8, 9]);
        assert_eq!(shifted(-2, 1), [1, 2, 3, 3, 5, 6, 6, 8, 9]);
        assert_eq!(shifted(3, 0), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        let mut cleared = numbered();
        cleared.clear(Area { left: 1, top: -5, right: 9, bottom: 2 });
        assert_eq!(cleared.rgba().chunks_exact(4).map(|p| p[0]).collect::<Vec<u8>>(), [1, 0, 0, 4, 0, 0, 7, 8, 9]);
        let rows: Vec<u8> = cleared.rows_of(Area { left: 0, top: 1, right: 2, bottom: 9 }).flatten().copied().collect();
        assert_eq!(rows, [4, 4, 4, 4, 0, 0, 0, 0, 7, 7, 7, 7, 8, 8, 8, 8]);
    }

    #[test]
    fn half_coverage_beside_the_page_is_half_transparent() {
        let mut image = Image::new(1, 1);
        Plate::new(&mut image, (0, 0), [255; 3]).lay_row(
            0,
            0,
            &[128],
            Coat { filter: [0; 3], inks: [0, 0, 0, 255], overprint: false },
        );
        assert_eq!(image.rgba(), [0, 0, 0, 128]);
    }
}
