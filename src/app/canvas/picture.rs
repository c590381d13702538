//! The picture of the pages: painted by the raster that also makes proofs, kept in one texture.
//!
//! Nothing is painted twice. Panning shifts the last picture and paints what came into view; an edit paints the areas in
//! which the sheets differ; while a zoom moves the last picture stands in, stretched, and one new picture is painted when
//! it has settled. Beside the pages the picture is transparent: what lies under it is egui's.

use std::sync::Arc;

use egui::{ColorImage, Pos2, Rect, TextureHandle, TextureOptions, pos2, vec2};

use super::changes;
use super::eye::Seen;
use super::ink::{self, Seeing};
use crate::display::Sheet;
use crate::geom;
use crate::library::Library;
use crate::raster::{self, Area, Image, View};
use crate::session::{Composed, Session};

/// The last picture, and what it shows.
#[derive(Default)]
pub struct PagePicture {
    cache: raster::Cache,
    image: Option<Image>,
    texture: Option<TextureHandle>,
    painted: Vec<Painted>,
    seeing: Seeing,
    /// What was painted last, in pixels: a bench and a test read it.
    work: usize,
}

/// A page in the picture.
#[derive(Clone)]
struct Painted {
    page: Arc<Composed>,
    view: View,
}

impl std::fmt::Debug for PagePicture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PagePicture").field("painted", &self.painted.len()).finish_non_exhaustive()
    }
}

/// A page to be shown, and how it is seen.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The page.
    pub page: &'a Arc<Composed>,
    /// Its place on the canvas.
    pub seen: Seen,
}

/// What a change of the view asks of the picture.
#[derive(Debug, PartialEq, Eq)]
enum Task {
    /// It shows what is wanted.
    Nothing,
    /// Shift it, then paint these parts.
    Parts { shift: (i32, i32), parts: Vec<Area> },
    /// Paint all of it.
    Whole,
}

impl PagePicture {
    /// Brings the picture up to date, unless the zoom still moves. True where it shows what is wanted.
    pub fn update(
        &mut self,
        ctx: &egui::Context,
        (width, height): (u32, u32),
        wanted: &[Wanted<'_>],
        session: &Session,
        (seeing, zooming): (Seeing, bool),
    ) -> bool {
        self.work = 0;
        let library = session.library();
        let most = ctx.input(|i| i.max_texture_side);
        let held = |side: u32| side.clamp(1, u32::try_from(most).unwrap_or(u32::MAX));
        let (width, height) = (held(width), held(height));
        let fits = self.image.as_ref().is_some_and(|i| (i.width(), i.height()) == (width, height));
        let task = match (fits && seeing == self.seeing).then(|| self.task(wanted)) {
            // Plates are painted whole: they are looked at, not worked on.
            Some(Task::Parts { .. }) if seeing != Seeing::Page => Task::Whole,
            Some(task) => task,
            None => Task::Whole,
        };
        let done = match task {
            Task::Nothing => true,
            Task::Parts { shift, parts } => {
                self.paint_parts(shift, &parts, wanted, library);
                true
            }
            Task::Whole if zooming && self.texture.is_some() && self.is_of(wanted) => false,
            Task::Whole => {
                let inks = match seeing {
                    Seeing::Page => None,
                    Seeing::Plate(_) | Seeing::Spot(_) | Seeing::Heat => {
                        ink::picture(seeing, (width, height), wanted, session, &mut self.cache)
                    }
                };
                self.paint_whole(ctx, (width, height), wanted, library, inks);
                self.seeing = seeing;
                true
            }
        };
        if done && (self.work > 0 || self.painted.len() != wanted.len()) {
            self.painted = wanted.iter().map(|w| Painted { page: Arc::clone(w.page), view: w.seen.view }).collect();
        }
        done
    }

    /// Pixels painted by the last update.
    #[must_use]
    pub const fn work(&self) -> usize {
        self.work
    }

    /// Forgets what was made of photographs and faces, and the picture: after files were replaced.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Draws the picture, stretched as far as the view has moved on since it was painted. `corner` is the canvas's.
    pub fn draw(&self, painter: &egui::Painter, corner: Pos2, density: f32, wanted: &[Wanted<'_>]) {
        let (Some(texture), Some(painted), Some(wanted)) = (&self.texture, self.painted.first(), wanted.first()) else {
            return;
        };
        let factor = wanted.seen.view.px_per_mm / painted.view.px_per_mm;
        let side = |new: i32, old: i32| (f64::from(new) - f64::from(old) * factor) as f32 / density;
        let (new, old) = (wanted.seen.view.origin, painted.view.origin);
        let start = corner + vec2(side(new.0, old.0), side(new.1, old.1));
        let size = texture.size_vec2() * factor as f32 / density;
        let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
        painter.image(texture.id(), Rect::from_min_size(start, size), whole, super::UNTINTED);
    }

    fn is_of(&self, wanted: &[Wanted<'_>]) -> bool {
        let pages = self.painted.iter().map(|p| p.page.sheet.page);
        pages.eq(wanted.iter().map(|w| w.page.sheet.page))
    }

    fn task(&self, wanted: &[Wanted<'_>]) -> Task {
        let (Some(image), true) = (&self.image, self.is_of(wanted)) else { return Task::Whole };
        let mut shift = None;
        for (painted, wanted) in self.painted.iter().zip(wanted) {
            let (old, new) = (painted.view, wanted.seen.view);
            let moved = (new.origin.0 - old.origin.0, new.origin.1 - old.origin.1);
            let alike = old.px_per_mm.to_bits() == new.px_per_mm.to_bits() && old.paper == new.paper;
            if !alike || shift.is_some_and(|s| s != moved) || painted.page.sheet.size != wanted.page.sheet.size {
                return Task::Whole;
            }
            shift = Some(moved);
        }
        let shift = shift.unwrap_or_default();
        let whole = image.area();
        let mut parts = uncovered(whole, shift);
        for (painted, wanted) in self.painted.iter().zip(wanted) {
            let Some(dirty) = dirty(&painted.page, wanted) else { return Task::Whole };
            parts.extend(dirty.into_iter().map(|a| a.and(whole)).filter(|a| !a.is_empty()));
        }
        let sum: usize = parts.iter().map(|a| a.width() * a.height()).sum();
        if sum * 4 > whole.width() * whole.height() * 3 {
            Task::Whole
        } else if parts.is_empty() && shift == (0, 0) {
            Task::Nothing
        } else {
            Task::Parts { shift, parts }
        }
    }

    fn paint_parts(&mut self, shift: (i32, i32), parts: &[Area], wanted: &[Wanted<'_>], library: &Library) {
        let Some(image) = &mut self.image else { return };
        image.shift(shift.0, shift.1);
        for part in parts {
            paint(image, *part, wanted, &mut self.cache, library);
            self.work += part.width() * part.height();
        }
        self.work = self.work.max(1);
        let Some(texture) = &mut self.texture else { return };
        if shift == (0, 0) {
            for part in parts {
                let rows: Vec<u8> = image.rows_of(*part).flatten().copied().collect();
                let picture = ColorImage::from_rgba_premultiplied([part.width(), part.height()], &rows);
                texture.set_partial([part.left as usize, part.top as usize], picture, TextureOptions::LINEAR);
            }
        } else {
            texture.set(picture_of(image), TextureOptions::LINEAR);
        }
    }

    fn paint_whole(
        &mut self,
        ctx: &egui::Context,
        (width, height): (u32, u32),
        wanted: &[Wanted<'_>],
        library: &Library,
        inks: Option<ColorImage>,
    ) {
        let same = self.image.take().filter(|i| (i.width(), i.height()) == (width, height));
        let image = self.image.insert(same.unwrap_or_else(|| Image::new(width, height)));
        let whole = image.area();
        if inks.is_none() {
            paint(image, whole, wanted, &mut self.cache, library);
        }
        self.work = whole.width() * whole.height();
        let picture = inks.unwrap_or_else(|| picture_of(image));
        match &mut self.texture {
            Some(texture) => texture.set(picture, TextureOptions::LINEAR),
            None => self.texture = Some(ctx.load_texture("page", picture, TextureOptions::LINEAR)),
        }
    }
}

fn picture_of(image: &Image) -> ColorImage {
    ColorImage::from_rgba_premultiplied([image.width() as usize, image.height() as usize], image.rgba())
}

fn paint(image: &mut Image, part: Area, wanted: &[Wanted<'_>], cache: &mut raster::Cache, library: &Library) {
    image.clear(part);
    for page in wanted {
        raster::render_part(&page.page.sheet, page.seen.view, library, cache, (image, part));
    }
}

/// What comes into view when an image is shifted: a strip at one side, and one above or below.
fn uncovered(whole: Area, (x, y): (i32, i32)) -> Vec<Area> {
    if x.abs() >= whole.right || y.abs() >= whole.bottom {
        return vec![whole];
    }
    let side = match x {
        1.. => Area { right: x, ..whole },
        _ => Area { left: whole.right + x, ..whole },
    };
    let rest = match x {
        1.. => Area { left: x, ..whole },
        _ => Area { right: whole.right + x, ..whole },
    };
    let end = match y {
        1.. => Area { bottom: y, ..rest },
        _ => Area { top: whole.bottom + y, ..rest },
    };
    [side, end].into_iter().filter(|a| !a.is_empty()).collect()
}

/// The pixels in which a page's sheets differ; none for all of them.
fn dirty(old: &Arc<Composed>, wanted: &Wanted<'_>) -> Option<Vec<Area>> {
    if Arc::ptr_eq(old, wanted.page) {
        return Some(Vec::new());
    }
    let areas = changes::between(&old.sheet, &wanted.page.sheet)?;
    Some(areas.into_iter().map(|a| pixels(wanted.seen, a)).collect())
}

/// The pixels a box of the page touches, and one more each way.
fn pixels(seen: Seen, area: geom::Rect) -> Area {
    let (left, top) = seen.pixel(geom::Point::new(area.x, area.y));
    let (right, bottom) = seen.pixel(geom::Point::new(area.right(), area.bottom()));
    Area {
        left: left.floor() as i32 - 1,
        top: top.floor() as i32 - 1,
        right: right.ceil() as i32 + 1,
        bottom: bottom.ceil() as i32 + 1,
    }
}

/// A small picture of a page that fits into `width` × `height` pixels, for lists of pages.
#[must_use]
pub fn thumbnail(
    sheet: &Sheet,
    (width, height): (u32, u32),
    library: &Library,
    cache: &mut raster::Cache,
) -> ColorImage {
    let view = View::fitting(sheet.size, width, height);
    let (width, height) = view.pixels_of(sheet.size);
    let mut image = Image::new(width, height);
    raster::render(sheet, view, library, cache, &mut image);
    picture_of(&image)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(left: i32, top: i32, right: i32, bottom: i32) -> Area {
        Area { left, top, right, bottom }
    }

    #[test]
    fn a_shift_uncovers_two_strips_that_do_not_overlap() {
        let whole = area(0, 0, 100, 60);
        assert!(uncovered(whole, (0, 0)).is_empty());
        assert_eq!(uncovered(whole, (7, 0)), [area(0, 0, 7, 60)]);
        assert_eq!(uncovered(whole, (-7, 0)), [area(93, 0, 100, 60)]);
        assert_eq!(uncovered(whole, (0, 5)), [area(0, 0, 100, 5)]);
        assert_eq!(uncovered(whole, (3, -5)), [area(0, 0, 3, 60), area(3, 55, 100, 60)]);
        assert_eq!(uncovered(whole, (-3, 5)), [area(97, 0, 100, 60), area(0, 0, 97, 5)]);
        assert_eq!(uncovered(whole, (200, 1)), [whole]);
    }
}
