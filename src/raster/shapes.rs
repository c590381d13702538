//! Rules, boxes, tints and polygons. Upright boxes are laid with their exact coverage; everything else is a path.

use tiny_skia::{FillRule, LineJoin, Mask, Path, PathBuilder, StrokeDash, Transform};

use super::Brush;
use super::plate::{Area, Coat};
use crate::display::{Outline, Shape, Stroke};
use crate::geom::{Length, Point};

/// An upright box in pixels of the page.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct PixelBox {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl PixelBox {
    fn between((x0, y0): (f64, f64), (x1, y1): (f64, f64)) -> Self {
        Self { left: x0.min(x1), top: y0.min(y1), right: x0.max(x1), bottom: y0.max(y1) }
    }

    fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// The pixels it touches.
    pub(super) fn pixels(self) -> Area {
        Area {
            left: self.left.floor() as i32,
            top: self.top.floor() as i32,
            right: self.right.ceil() as i32,
            bottom: self.bottom.ceil() as i32,
        }
    }

    /// How much of a column of pixels it covers, 0–1.
    pub(super) fn covers_x(self, x: i32) -> f64 {
        covered(self.left, self.right, x)
    }

    /// How much of a row of pixels it covers, 0–1.
    pub(super) fn covers_y(self, y: i32) -> f64 {
        covered(self.top, self.bottom, y)
    }
}

fn covered(from: f64, to: f64, pixel: i32) -> f64 {
    (to.min(f64::from(pixel) + 1.0) - from.max(f64::from(pixel))).clamp(0.0, 1.0)
}

/// Paints a shape: its fill, then its line.
pub(super) fn paint(shape: &Shape, brush: &mut Brush<'_, '_>) {
    if let Some(ink) = shape.fill {
        let coat = brush.coat(ink, shape.overprint);
        match &shape.outline {
            Outline::Rect(_) | Outline::Line(..) => {
                if let Some(pixels) = upright(&shape.outline, brush) {
                    lay_box(pixels, None, brush, coat);
                }
            }
            Outline::Polygon(_) | Outline::Rings(_) => {
                if let Some(path) = path_of(&shape.outline, brush) {
                    fill_path(&path, brush, coat);
                }
            }
        }
    }
    if let Some(stroke) = &shape.stroke {
        draw(&shape.outline, stroke, shape.overprint, brush);
    }
}

fn draw(outline: &Outline, stroke: &Stroke, overprint: bool, brush: &mut Brush<'_, '_>) {
    let coat = brush.coat(stroke.ink, overprint);
    let width = brush.pixels(stroke.width);
    if !width.is_finite() || width <= 0.0 {
        return;
    }
    match (outline, upright(outline, brush)) {
        (Outline::Rect(_), Some(pixels)) if stroke.dash.is_empty() => {
            let inner = pixels.grown(-width / 2.0);
            let hollow = inner.left < inner.right && inner.top < inner.bottom;
            lay_box(pixels.grown(width / 2.0), hollow.then_some(inner), brush, coat);
        }
        (Outline::Line(..), Some(mut line)) if stroke.dash.is_empty() => {
            // Ends are cut square: a rule is widened across itself only.
            if line.bottom - line.top <= line.right - line.left {
                (line.top, line.bottom) = (line.top - width / 2.0, line.bottom + width / 2.0);
            } else {
                (line.left, line.right) = (line.left - width / 2.0, line.right + width / 2.0);
            }
            lay_box(line, None, brush, coat);
        }
        (Outline::Rect(_) | Outline::Line(..) | Outline::Polygon(_) | Outline::Rings(_), _) => {
            if let Some(path) = path_of(outline, brush).and_then(|path| {
                let join = if matches!(outline, Outline::Rings(_)) { LineJoin::Round } else { LineJoin::Miter };
                stroked(&path, (width, join), &stroke.dash, brush)
            }) {
                fill_path(&path, brush, coat);
            }
        }
    }
}

/// The box of an outline that is one: a rectangle, or a rule that lies along an axis.
fn upright(outline: &Outline, brush: &Brush<'_, '_>) -> Option<PixelBox> {
    match outline {
        Outline::Rect(r) => Some(brush.pixel_box(*r)),
        Outline::Line(a, b) if a.x == b.x || a.y == b.y => Some(PixelBox::between(brush.point(*a), brush.point(*b))),
        Outline::Line(..) | Outline::Polygon(_) | Outline::Rings(_) => None,
    }
}

/// Lays a box, without its `hollow`, pixel by pixel as far as it covers each.
pub(super) fn lay_box(whole: PixelBox, hollow: Option<PixelBox>, brush: &mut Brush<'_, '_>, coat: Coat) {
    let shown = brush.clip.and(whole.pixels());
    if shown.is_empty() {
        return;
    }
    let nothing = PixelBox { left: 0.0, top: 0.0, right: 0.0, bottom: 0.0 };
    let inner = hollow.unwrap_or(nothing);
    let across: Vec<(f64, f64)> = (shown.left..shown.right).map(|x| (whole.covers_x(x), inner.covers_x(x))).collect();
    let mut last = (f64::NAN, f64::NAN);
    let mut row = Vec::new();
    for y in shown.top..shown.bottom {
        let down = (whole.covers_y(y), inner.covers_y(y));
        if down != last {
            last = down;
            row = across.iter().map(|&(ox, ix)| (255.0 * (ox * down.0 - ix * down.1)).round() as u8).collect();
        }
        brush.plate.lay_row(shown.left, y, &row, coat);
    }
}

fn polygon(points: &[Point], brush: &Brush<'_, '_>) -> Option<Path> {
    closed(points.iter().map(|p| brush.point(*p)).collect(), brush)
}

fn closed(places: Vec<(f64, f64)>, brush: &Brush<'_, '_>) -> Option<Path> {
    let mut path = path_through(&near(places, brush.clip))?;
    path.close();
    path.finish()
}

/// Rings as one path.
fn rings(all: &[Vec<Point>], brush: &Brush<'_, '_>) -> Option<Path> {
    let mut path = PathBuilder::new();
    for ring in all {
        let places = near(ring.iter().map(|p| brush.point(*p)).collect(), brush.clip);
        let Some((first, rest)) = places.split_first() else { continue };
        path.move_to(first.0 as f32, first.1 as f32);
        rest.iter().for_each(|(x, y)| path.line_to(*x as f32, *y as f32));
        path.close();
    }
    path.finish()
}

fn path_of(outline: &Outline, brush: &Brush<'_, '_>) -> Option<Path> {
    match outline {
        Outline::Rect(r) => {
            // From the lower left corner on the page to the right, as PDF draws it: dashes begin there.
            let PixelBox { left, top, right, bottom } = brush.pixel_box(*r);
            closed(vec![(left, bottom), (right, bottom), (right, top), (left, top)], brush)
        }
        Outline::Line(a, b) => path_through(&near(vec![brush.point(*a), brush.point(*b)], brush.clip))?.finish(),
        Outline::Polygon(points) => polygon(points, brush),
        Outline::Rings(all) => rings(all, brush),
    }
}

fn path_through(places: &[(f64, f64)]) -> Option<PathBuilder> {
    let mut path = PathBuilder::new();
    let (first, rest) = places.split_first()?;
    path.move_to(first.0 as f32, first.1 as f32);
    for (x, y) in rest {
        path.line_to(*x as f32, *y as f32);
    }
    Some(path)
}

/// How far beyond what shows a path may reach, in pixels: fixed-point edges overflow further out.
const FAR: i32 = 20_000;

/// A closed outline; where it reaches too far, only its part near to what shows, closed along the limit.
fn near(mut places: Vec<(f64, f64)>, clip: Area) -> Vec<(f64, f64)> {
    let [left, top] = [clip.left, clip.top].map(|v| f64::from(v - FAR));
    let [right, bottom] = [clip.right, clip.bottom].map(|v| f64::from(v + FAR));
    for (limit, side) in [(left, 1.0), (-right, -1.0)] {
        places = cut(&places, |p| p.0 * side - limit);
    }
    for (limit, side) in [(top, 1.0), (-bottom, -1.0)] {
        places = cut(&places, |p| p.1 * side - limit);
    }
    places
}

/// The part of a closed outline where `inside` is not negative (Sutherland and Hodgman's).
fn cut(places: &[(f64, f64)], inside: impl Fn((f64, f64)) -> f64) -> Vec<(f64, f64)> {
    if places.iter().all(|p| inside(*p) >= 0.0) {
        return places.to_vec();
    }
    let mut kept = Vec::with_capacity(places.len() + 1);
    for (i, &here) in places.iter().enumerate() {
        let before = places[(i + places.len() - 1) % places.len()];
        let (from, to) = (inside(before), inside(here));
        if (from < 0.0) != (to < 0.0) {
            let share = from / (from - to);
            kept.push((before.0 + share * (here.0 - before.0), before.1 + share * (here.1 - before.1)));
        }
        if to >= 0.0 {
            kept.push(here);
        }
    }
    kept
}

/// The area of a line along `path`. Dashes too fine to be seen apart give a solid line.
fn stroked(path: &Path, (width, line_join): (f64, LineJoin), dash: &[Length], brush: &Brush<'_, '_>) -> Option<Path> {
    let mut lengths: Vec<f32> = dash.iter().map(|d| brush.pixels(*d).max(0.0) as f32).collect();
    if lengths.len() % 2 == 1 {
        lengths.extend_from_within(..);
    }
    let visible = lengths.iter().sum::<f32>() >= FINEST_DASHES;
    let dashed = StrokeDash::new(lengths, 0.0).filter(|_| visible).and_then(|dash| path.dash(&dash, 1.0));
    let stroke = tiny_skia::Stroke { width: width as f32, line_join, ..tiny_skia::Stroke::default() };
    dashed.as_ref().unwrap_or(path).stroke(&stroke, 1.0)
}

/// Length in pixels of a whole round of dashes below which they are not drawn one by one.
const FINEST_DASHES: f32 = 0.25;

/// Fills a path given in pixels of the page, where it shows.
pub(super) fn fill_path(path: &Path, brush: &mut Brush<'_, '_>, coat: Coat) {
    let b = path.bounds();
    let bounds =
        PixelBox::between((f64::from(b.left()), f64::from(b.top())), (f64::from(b.right()), f64::from(b.bottom())));
    let shown = brush.clip.and(bounds.pixels());
    let limit = f64::from(FAR) * 4.0;
    let too_far = bounds.right - bounds.left > limit || bounds.bottom - bounds.top > limit;
    if shown.is_empty() || too_far {
        return;
    }
    let Some(mut mask) = Mask::new(shown.width() as u32, shown.height() as u32) else { return };
    let moved = Transform::from_translate(-(shown.left as f32), -(shown.top as f32));
    mask.fill_path(path, FillRule::Winding, true, moved);
    for (y, row) in (shown.top..).zip(mask.data().chunks_exact(shown.width())) {
        brush.plate.lay_row(shown.left, y, row, coat);
    }
}
