//! Where the editor looks: how large, and which part of the table the pages lie on.
//!
//! Three spaces meet here and are never mixed: the *page* in [`Length`]s from its trim corner, the *table* in millimetres
//! from the first page's corner, the *screen* in pixels from the canvas's corner. A page's corner always lies on a whole
//! pixel, so that a picture of it can be shifted without being painted anew.

use crate::display::Sheet;
use crate::geom::{Length, Point, Rect, Size};
use crate::raster::{Paper, View};

/// Least and most zoom, in percent of the printed size.
pub const ZOOM: std::ops::RangeInclusive<f64> = 5.0..=1600.0;
/// Room round a page that is fitted into the canvas, in points of the screen.
const MARGIN: f64 = 28.0;
/// Pixels in a millimetre at 100 %, at one pixel a point: 96 in an inch.
const ACTUAL: f64 = 96.0 / 25.4;

/// How large the pages are and where the table's origin lies on the canvas.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Eye {
    /// Pixels in a millimetre.
    pub px_per_mm: f64,
    /// Pixels from the canvas's top left corner to the table's origin.
    pub origin: (f64, f64),
}

/// What the canvas has room for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Room {
    /// Width and height in pixels.
    pub pixels: (f64, f64),
    /// Pixels in a point of the screen.
    pub density: f64,
}

impl Eye {
    /// Zoom in percent of the printed size.
    #[must_use]
    pub fn percent(self, density: f64) -> f64 {
        self.px_per_mm / ACTUAL / density * 100.0
    }

    /// The scale of a zoom, held to what the canvas can show.
    #[must_use]
    pub fn scale_of(percent: f64, density: f64) -> f64 {
        let percent = if percent.is_finite() { percent } else { 100.0 };
        percent.clamp(*ZOOM.start(), *ZOOM.end()) / 100.0 * ACTUAL * density
    }

    /// So large that `extent` (mm on the table) is wholly seen, in the middle.
    #[must_use]
    pub fn fitting(extent: Extent, room: Room) -> Self {
        let margin = MARGIN * room.density * 2.0;
        let side = |pixels: f64, mm: f64| (pixels - margin).max(1.0) / mm.max(1.0);
        let scale = side(room.pixels.0, extent.width).min(side(room.pixels.1, extent.height));
        let scale = scale.clamp(Self::scale_of(0.0, room.density), Self::scale_of(f64::MAX, room.density));
        Self { px_per_mm: scale, origin: (0.0, 0.0) }.centred(extent.middle(), room)
    }

    /// As wide as the room, from the extent's top.
    #[must_use]
    pub fn fitting_width(extent: Extent, room: Room) -> Self {
        let margin = MARGIN * room.density;
        let scale = (room.pixels.0 - margin * 2.0).max(1.0) / extent.width.max(1.0);
        let scale = scale.clamp(Self::scale_of(0.0, room.density), Self::scale_of(f64::MAX, room.density));
        Self { px_per_mm: scale, origin: (margin - extent.left * scale, margin - extent.top * scale) }
    }

    /// The same scale with a place of the table in the middle of the room.
    #[must_use]
    pub fn centred(self, (x, y): (f64, f64), room: Room) -> Self {
        let origin = (room.pixels.0 / 2.0 - x * self.px_per_mm, room.pixels.1 / 2.0 - y * self.px_per_mm);
        Self { origin, ..self }
    }

    /// The place of the table in the middle of the room.
    #[must_use]
    pub fn middle(self, room: Room) -> (f64, f64) {
        self.table((room.pixels.0 / 2.0, room.pixels.1 / 2.0))
    }

    /// Another scale, the place under `around` (pixels) staying where it is.
    #[must_use]
    pub fn zoomed(self, px_per_mm: f64, around: (f64, f64)) -> Self {
        let factor = px_per_mm / self.px_per_mm;
        let side = |origin: f64, at: f64| at - (at - origin) * factor;
        Self { px_per_mm, origin: (side(self.origin.0, around.0), side(self.origin.1, around.1)) }
    }

    /// Moved by so many pixels.
    #[must_use]
    pub fn panned(self, x: f64, y: f64) -> Self {
        Self { origin: (self.origin.0 + x, self.origin.1 + y), ..self }
    }

    /// Held so that some of the extent stays in the room: a page is never lost.
    #[must_use]
    pub fn held(self, extent: Extent, room: Room) -> Self {
        let keep = 48.0 * room.density;
        let side = |origin: f64, from: f64, length: f64, room: f64| {
            let (start, end) = (from * self.px_per_mm, (from + length) * self.px_per_mm);
            origin.clamp((keep - end).min(room - keep - start), (room - keep - start).max(keep - end))
        };
        let x = side(self.origin.0, extent.left, extent.width, room.pixels.0);
        let y = side(self.origin.1, extent.top, extent.height, room.pixels.1);
        Self { origin: (x, y), ..self }
    }

    /// The place of the table at a pixel.
    #[must_use]
    pub fn table(self, pixel: (f64, f64)) -> (f64, f64) {
        ((pixel.0 - self.origin.0) / self.px_per_mm, (pixel.1 - self.origin.1) / self.px_per_mm)
    }

    /// A page that lies at `at` (mm) on the table, as it is seen.
    #[must_use]
    pub fn leaf(self, leaf: &Leaf, paper: Paper) -> Seen {
        let side = |origin: f64, at: f64| (origin + at * self.px_per_mm).round() as i32;
        let origin = (side(self.origin.0, leaf.at.0), side(self.origin.1, leaf.at.1));
        Seen { index: leaf.index, size: leaf.size, view: View { px_per_mm: self.px_per_mm, origin, paper } }
    }
}

/// A page on the table.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Leaf {
    /// Its position among the edition's pages.
    pub index: usize,
    /// Its trimmed size.
    pub size: Size,
    /// Where its corner lies on the table, in millimetres.
    pub at: (f64, f64),
}

/// A part of the table in millimetres.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Extent {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Extent {
    /// What the leaves cover together; a broadsheet where there is none.
    #[must_use]
    pub fn of(leaves: &[Leaf]) -> Self {
        let right = |l: &Leaf| l.at.0 + l.size.width.as_mm();
        let foot = |l: &Leaf| l.at.1 + l.size.height.as_mm();
        let width = leaves.iter().map(right).fold(0.0, f64::max);
        let height = leaves.iter().map(foot).fold(0.0, f64::max);
        if leaves.is_empty() {
            return Self { left: 0.0, top: 0.0, width: 390.0, height: 540.0 };
        }
        Self { left: 0.0, top: 0.0, width, height }
    }

    /// A part of a page.
    #[must_use]
    pub fn of_rect(leaf: &Leaf, rect: Rect) -> Self {
        let (left, top) = (leaf.at.0 + rect.x.as_mm(), leaf.at.1 + rect.y.as_mm());
        Self { left, top, width: rect.width.as_mm(), height: rect.height.as_mm() }
    }

    /// Its middle.
    #[must_use]
    pub fn middle(self) -> (f64, f64) {
        (self.left + self.width / 2.0, self.top + self.height / 2.0)
    }
}

/// The pages on the table: the current one, or the two that face each other. Page 1 stands alone on the right; after it
/// even pages lie left of odd ones.
#[must_use]
pub fn table(pages: &[(u16, Size)], current: usize, spread: bool) -> Vec<Leaf> {
    let Some(&(number, size)) = pages.get(current) else { return Vec::new() };
    let alone = Leaf { index: current, size, at: (0.0, 0.0) };
    let facing = if number % 2 == 0 { number.checked_add(1) } else { number.checked_sub(1) };
    let other = pages.iter().position(|(n, _)| Some(*n) == facing).filter(|_| spread);
    let Some(other) = other else { return vec![alone] };
    let mut both = [(number, current), (pages[other].0, other)];
    both.sort_unstable();
    let first = pages[both[0].1].1;
    let left = Leaf { index: both[0].1, size: first, at: (0.0, 0.0) };
    vec![left, Leaf { index: both[1].1, size: pages[both[1].1].1, at: (first.width.as_mm(), 0.0) }]
}

/// A page as it is seen: between its paper and the canvas's pixels.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Seen {
    /// Its position among the edition's pages.
    pub index: usize,
    /// Its trimmed size.
    pub size: Size,
    /// The view its picture is painted with.
    pub view: View,
}

impl Seen {
    /// The pixel at a place of the page.
    #[must_use]
    pub fn pixel(&self, p: Point) -> (f64, f64) {
        let side = |origin: i32, length: Length| f64::from(origin) + length.as_mm() * self.view.px_per_mm;
        (side(self.view.origin.0, p.x), side(self.view.origin.1, p.y))
    }

    /// The place of the page at a pixel; also beside the page.
    #[must_use]
    pub fn place(&self, pixel: (f64, f64)) -> Point {
        let side = |origin: i32, at: f64| Length::mm((at - f64::from(origin)) / self.view.px_per_mm);
        Point::new(side(self.view.origin.0, pixel.0), side(self.view.origin.1, pixel.1))
    }

    /// How long a distance of pixels is on the paper.
    #[must_use]
    pub fn length(&self, pixels: f64) -> Length {
        Length::mm(pixels / self.view.px_per_mm)
    }

    /// True where the pixel lies on the page.
    #[must_use]
    pub fn has(&self, pixel: (f64, f64)) -> bool {
        let p = self.place(pixel);
        (Length::ZERO..self.size.width).contains(&p.x) && (Length::ZERO..self.size.height).contains(&p.y)
    }

    /// Whether it is a view of this sheet.
    #[must_use]
    pub fn is_of(&self, sheet: &Sheet) -> bool {
        sheet.size == self.size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Room = Room { pixels: (1600.0, 1000.0), density: 1.0 };

    fn broadsheet() -> Size {
        Size { width: Length::MM * 390, height: Length::MM * 540 }
    }

    fn leaf() -> Leaf {
        Leaf { index: 0, size: broadsheet(), at: (0.0, 0.0) }
    }

    #[test]
    fn what_lies_under_the_pointer_stays_there() {
        let eye = Eye { px_per_mm: 2.0, origin: (10.0, -37.5) };
        for percent in [5.0, 33.0, 100.0, 1600.0] {
            let zoomed = eye.zoomed(Eye::scale_of(percent, 1.0), (700.0, 300.0));
            let (before, after) = (eye.table((700.0, 300.0)), zoomed.table((700.0, 300.0)));
            assert!((before.0 - after.0).abs() < 1e-9 && (before.1 - after.1).abs() < 1e-9);
            assert!((zoomed.percent(1.0) - percent).abs() < 1e-9);
        }
        assert!((Eye::scale_of(1e9, 2.0) - 16.0 * 2.0 * 96.0 / 25.4).abs() < 1e-9, "held to 1600 %");
        assert!((Eye::scale_of(f64::NAN, 1.0) - 96.0 / 25.4).abs() < 1e-9);
    }

    #[test]
    fn a_fitted_page_is_seen_whole_and_centred() {
        let eye = Eye::fitting(Extent::of(&[leaf()]), ROOM);
        let seen = eye.leaf(&leaf(), Paper::White);
        let (left, top) = seen.pixel(Point::default());
        let (right, foot) = seen.pixel(Point::new(Length::MM * 390, Length::MM * 540));
        assert!((top - 28.0).abs() <= 1.0 && (foot - 972.0).abs() <= 1.0, "{top} {foot}");
        assert!((left - (1600.0 - right)).abs() <= 2.0);
        let wide = Eye::fitting_width(Extent::of(&[leaf()]), ROOM);
        assert!((wide.px_per_mm * 390.0 - 1544.0).abs() < 1e-6);
    }

    #[test]
    fn places_and_pixels_lead_to_each_other() {
        let seen = Eye { px_per_mm: 3.7, origin: (11.3, 4.9) }.leaf(&leaf(), Paper::White);
        assert_eq!(seen.view.origin, (11, 5));
        let p = Point::new(Length::mm(123.4), Length::mm(5.6));
        let back = seen.place(seen.pixel(p));
        assert!((back.x - p.x).abs() <= Length::nm(1) && (back.y - p.y).abs() <= Length::nm(1));
        assert!(seen.has(seen.pixel(p)) && !seen.has((10.0, 100.0)));
    }

    #[test]
    fn facing_pages_lie_side_by_side() {
        let pages = [1, 2, 3, 4].map(|n| (n, broadsheet()));
        let shown = |current, spread| table(&pages, current, spread).iter().map(|l| l.index).collect::<Vec<_>>();
        assert_eq!(shown(0, true), [0]);
        assert_eq!(shown(1, true), [1, 2]);
        assert_eq!(shown(2, true), [1, 2]);
        assert_eq!(shown(3, true), [3]);
        assert_eq!(shown(2, false), [2]);
        assert!(shown(9, true).is_empty());
        assert_eq!(table(&pages, 2, true)[1].at, (390.0, 0.0));
    }

    #[test]
    fn a_page_is_never_lost() {
        let extent = Extent::of(&[leaf()]);
        for far in [(1e6, 1e6), (-1e6, -1e6), (1e6, -1e6)] {
            let eye = Eye { px_per_mm: 1.0, origin: far }.held(extent, ROOM);
            let seen = eye.leaf(&leaf(), Paper::White);
            let ((l, t), (r, b)) =
                (seen.pixel(Point::default()), seen.pixel(Point::new(Length::MM * 390, Length::MM * 540)));
            assert!(l <= 1552.0 && r >= 48.0 && t <= 952.0 && b >= 48.0);
        }
    }
}
