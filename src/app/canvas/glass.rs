//! The canvas's piece of the screen: between egui's points and the pixels of the pages' picture.

use egui::{Pos2, Rect, pos2, vec2};

use super::eye::{Room, Seen};
use crate::geom::{self, Length, Point};

/// Thickness of the rulers, in points.
pub const RULER: f32 = 20.0;

/// Where the pages are seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Glass {
    /// What the pages are seen through.
    pub area: Rect,
    /// Pixels in a point.
    pub density: f32,
}

impl Glass {
    /// The part of `outer` that the rulers leave, from a whole pixel on: pictures are laid pixel on pixel.
    #[must_use]
    pub fn of(outer: Rect, rulers: bool, density: f32) -> Self {
        let strip = if rulers { RULER } else { 0.0 };
        let whole = |v: f32| (v * density).round() / density;
        let min = pos2(whole(outer.min.x + strip), whole(outer.min.y + strip));
        Self { area: Rect::from_min_max(min, outer.max.max(min + vec2(1.0, 1.0))), density }
    }

    /// Its size in pixels.
    #[must_use]
    pub fn room(&self) -> Room {
        let (width, height) = self.pixels();
        Room { pixels: (f64::from(width), f64::from(height)), density: f64::from(self.density) }
    }

    /// Its size in whole pixels.
    #[must_use]
    pub fn pixels(&self) -> (u32, u32) {
        let side = |v: f32| (v * self.density).round().max(1.0) as u32;
        (side(self.area.width()), side(self.area.height()))
    }

    /// The pixel under a position of the screen.
    #[must_use]
    pub fn pixel(&self, at: Pos2) -> (f64, f64) {
        let p = (at - self.area.min) * self.density;
        (f64::from(p.x), f64::from(p.y))
    }

    /// The position of a pixel on the screen.
    #[must_use]
    pub fn screen(&self, (x, y): (f64, f64)) -> Pos2 {
        self.area.min + vec2(x as f32, y as f32) / self.density
    }

    /// A place of a page on the screen.
    #[must_use]
    pub fn at(&self, seen: &Seen, p: Point) -> Pos2 {
        self.screen(seen.pixel(p))
    }

    /// A box of a page on the screen.
    #[must_use]
    pub fn rect(&self, seen: &Seen, r: geom::Rect) -> Rect {
        Rect::from_min_max(self.at(seen, Point::new(r.x, r.y)), self.at(seen, Point::new(r.right(), r.bottom())))
    }

    /// A page on the screen.
    #[must_use]
    pub fn page(&self, seen: &Seen) -> Rect {
        self.rect(seen, geom::Rect::new(Length::ZERO, Length::ZERO, seen.size.width, seen.size.height))
    }
}
