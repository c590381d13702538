//! A Sheet becomes pixels: canvas, thumbnails, PNG proofs and golden pictures, all by this one.
//!
//! Everything runs on the CPU and is deterministic. Type is laid from kept bitmaps at quarter pixels, boxes with their
//! exact coverage, other outlines by tiny-skia, pictures scaled once for each size. The page's origin lies on a whole
//! pixel, so that a part of a page has the same pixels wherever it is shown: a canvas may pan, a proof may be made in
//! bands.

mod bare;
mod glyphs;
mod heat;
mod inks;
mod pictures;
mod plate;
mod scaling;
pub mod screen;
mod separated;
mod shapes;

use std::fmt;

pub use heat::{Heat, Hottest, Measured, WINDOW_MM, heat, measured};
pub use inks::{Inks, Plates, Printing, render_inks, render_plates, render_process, render_spot};
pub use plate::{Area, Image};

use crate::display::{Group, Item, Place, Sheet};
use crate::geom::{Length, Point, Rect, Size};
use crate::ink::Ink;
use crate::library::Library;
use inks::Layer;
use plate::{Coat, Plate};
use shapes::PixelBox;

/// Which part of a page is shown, how large and on what paper.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct View {
    /// Pixels in a millimetre of paper.
    pub px_per_mm: f64,
    /// Where the page's top left corner lies in the image, in whole pixels.
    pub origin: (i32, i32),
    /// What the page is printed on.
    pub paper: Paper,
}

/// What a page is printed on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Paper {
    /// White, as a proof.
    #[default]
    White,
    /// The warm grey of newsprint.
    Newsprint,
}

impl Paper {
    /// Its colour in sRGB.
    #[must_use]
    pub const fn rgb(self) -> [u8; 3] {
        match self {
            Self::White => [255, 255, 255],
            Self::Newsprint => [246, 243, 235],
        }
    }
}

impl View {
    /// The page from its top left corner, at `ppi` pixels an inch.
    #[must_use]
    pub fn at_ppi(ppi: u16) -> Self {
        Self { px_per_mm: f64::from(ppi) / 25.4, origin: (0, 0), paper: Paper::White }
    }

    /// The whole page, as large as fits into `width` × `height` pixels.
    #[must_use]
    pub fn fitting(page: Size, width: u32, height: u32) -> Self {
        let side = |pixels: u32, length: Length| f64::from(pixels) / length.as_mm().max(0.001);
        Self { px_per_mm: side(width, page.width).min(side(height, page.height)), ..Self::at_ppi(72) }
    }

    /// Width and height of a whole page in pixels, rounded up; each at least 1.
    #[must_use]
    pub fn pixels_of(self, page: Size) -> (u32, u32) {
        let side = |length: Length| (length.as_mm() * self.px_per_mm - 1e-6).ceil().max(1.0) as u32;
        (side(page.width), side(page.height))
    }
}

/// What was made for an earlier image and can be used again. Belongs to one library: faces are known by their places in
/// it. Holds at most some 50 MB of type and 200 MB of pictures.
#[derive(Default)]
pub struct Cache {
    glyphs: glyphs::GlyphCache,
    pictures: pictures::PictureCache,
    separated: separated::SeparatedCache,
}

impl Cache {
    /// Forgets all pictures: after one was replaced.
    pub fn forget_pictures(&mut self) {
        self.pictures = pictures::PictureCache::default();
        self.separated = separated::SeparatedCache::default();
    }
}

impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cache").finish_non_exhaustive()
    }
}

/// Paints the part of `sheet` that `view` shows over the whole of `image`; transparent where there is no page.
pub fn render(sheet: &Sheet, view: View, library: &Library, cache: &mut Cache, image: &mut Image) {
    let whole = image.area();
    image.clear(whole);
    render_part(sheet, view, library, cache, (image, whole));
}

/// Paints what [`render`] would into one part of an image, over what is there: after [`Image::clear`] the part has the
/// pixels that a whole render gives it, and no other pixel is touched.
pub fn render_part(sheet: &Sheet, view: View, library: &Library, cache: &mut Cache, (image, part): (&mut Image, Area)) {
    if !view.px_per_mm.is_finite() || view.px_per_mm <= 0.0 {
        return;
    }
    let mut plate = Plate::new(image, view.origin, view.paper.rgb());
    let clip = plate.area().and(part.moved(-view.origin.0, -view.origin.1));
    if clip.is_empty() {
        return;
    }
    let px_per_nm = view.px_per_mm / 1e6;
    let mut brush =
        Brush { plate: &mut plate, clip, place: Place::PAGE, px_per_nm, printing: None, layer: Layer::Substitutes };
    brush.paper(sheet.size);
    items(&sheet.items, &mut brush, cache, library);
}

fn items(all: &[Item], brush: &mut Brush<'_, '_>, cache: &mut Cache, library: &Library) {
    for item in all {
        match item {
            Item::Group(group) => {
                if let Some(mut inner) = brush.within(group) {
                    items(&group.items, &mut inner, cache, library);
                }
            }
            Item::Glyphs(run) => glyphs::paint(run, brush, &mut cache.glyphs, library),
            Item::Shape(shape) => shapes::paint(shape, brush),
            Item::Picture(picture) => match brush.printing {
                Some(printing) => separated::paint(picture, printing, brush, &mut cache.separated, library),
                None => pictures::paint(picture, brush, &mut cache.pictures, library),
            },
            Item::Mark(_) => {}
        }
    }
}

/// A plate, the coordinates that items are in, and the part that may be painted.
struct Brush<'b, 'i> {
    plate: &'b mut Plate<'i>,
    clip: Area,
    place: Place,
    px_per_nm: f64,
    /// Plates are painted, not a screen.
    printing: Option<Printing<'i>>,
    /// Which of the plates.
    layer: Layer<'i>,
}

impl<'i> Brush<'_, 'i> {
    /// The brush for the items of a group; none where the group shows nothing. Clips are rounded to whole pixels.
    fn within<'s>(&'s mut self, group: &Group) -> Option<Brush<'s, 'i>> {
        let mut clip = self.clip;
        if let Some(rect) = group.clip {
            let b = self.pixel_box(rect);
            let [left, top, right, bottom] = [b.left, b.top, b.right, b.bottom].map(|v| v.round() as i32);
            clip = clip.and(Area { left, top, right, bottom });
        }
        let place = self.place.within(group);
        let Self { px_per_nm, printing, layer, .. } = *self;
        (!clip.is_empty()).then_some(Brush { plate: self.plate, clip, place, px_per_nm, printing, layer })
    }

    /// How an ink lies on what is painted.
    fn coat(&self, ink: Ink, overprint: bool) -> Coat {
        self.layer.coat(ink, overprint)
    }

    /// Nothing is printed beside the paper.
    fn clip_to_paper(&mut self, size: Size) {
        self.clip = self.clip.and(self.paper_area(size));
    }

    /// The paper itself, up to the last pixel it touches.
    fn paper(&mut self, size: Size) {
        let area = self.paper_area(size).and(self.clip);
        self.plate.flood(area, Coat::of(Ink::PAPER, false));
    }

    fn paper_area(&self, size: Size) -> Area {
        let sheet = self.pixel_box(Rect::new(Length::ZERO, Length::ZERO, size.width, size.height));
        let [right, bottom] = [sheet.right, sheet.bottom].map(|v| (v - 1e-6).ceil() as i32);
        Area { left: 0, top: 0, right, bottom }
    }

    fn pixels(&self, length: Length) -> f64 {
        length.as_nm() as f64 * self.px_per_nm
    }

    /// A place in pixels of the page.
    fn point(&self, p: Point) -> (f64, f64) {
        let p = self.place.point(p);
        (self.pixels(p.x), self.pixels(p.y))
    }

    fn pixel_box(&self, rect: Rect) -> PixelBox {
        let r = self.place.rect(rect);
        PixelBox {
            left: self.pixels(r.x),
            top: self.pixels(r.y),
            right: self.pixels(r.right()),
            bottom: self.pixels(r.bottom()),
        }
    }
}
