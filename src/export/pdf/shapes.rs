//! Rules, boxes, borders and tints.

use printpdf::{
    Line, LinePoint, Op, PaintMode, Point as PdfPoint, Polygon, PolygonRing, Rect as PdfRect, WindingOrder,
};

use super::pen::Pen;
use super::place::{Place, pt};
use crate::display::{Outline, Shape, Stroke};
use crate::geom::{Length, Point};
use crate::ink::Ink;

pub(super) fn paint(pen: &mut Pen<'_>, shape: &Shape, place: Place) {
    let line = matches!(shape.outline, Outline::Line(..));
    let fill = shape.fill.filter(|_| !line);
    let stroke = shape.stroke.as_ref().filter(|s| s.width.is_positive()).map(sound);
    let mode = match (fill, &stroke) {
        (None, None) => return,
        (Some(_), None) => PaintMode::Fill,
        (None, Some(_)) => PaintMode::Stroke,
        (Some(_), Some(_)) => PaintMode::FillStroke,
    };
    let paper = |ink: Option<Ink>| ink.is_none_or(|i| i == Ink::PAPER);
    // As with type: overprinting with no ink at all prints nothing, so paper knocks out.
    let invisible = paper(fill) && paper(stroke.as_ref().map(|s| s.ink));
    if let Outline::Rings(all) = &shape.outline {
        pen.overprint(shape.overprint && !invisible);
        return rings(pen, all, place, fill, stroke.as_ref());
    }
    if let Some(op) = outline(&shape.outline, place, mode) {
        pen.overprint(shape.overprint && !invisible);
        if let Some(ink) = fill {
            pen.fill(ink);
        }
        if let Some(stroke) = &stroke {
            pen.stroke(stroke);
            pen.sharp_joins();
        }
        pen.push(op);
    }
}

/// Filled as one; a line is drawn along each by itself, for printpdf closes only the last.
fn rings(pen: &mut Pen<'_>, all: &[Vec<Point>], place: Place, fill: Option<Ink>, stroke: Option<&Stroke>) {
    let rings = all.iter().filter(|ring| ring.len() >= 3);
    let rings = rings.map(|ring| PolygonRing { points: ring.iter().map(|p| corner(place, *p)).collect() });
    let rings: Vec<PolygonRing> = rings.collect();
    if rings.is_empty() {
        return;
    }
    let polygon =
        |rings, mode| Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order: WindingOrder::NonZero } };
    if let Some(ink) = fill {
        pen.fill(ink);
        pen.push(polygon(rings.clone(), PaintMode::Fill));
    }
    if let Some(stroke) = stroke {
        pen.stroke(stroke);
        pen.round_joins();
        for ring in rings {
            pen.push(polygon(vec![ring], PaintMode::Stroke));
        }
    }
}

/// How many times the press is told to paint for a shape: what [`paint`] does, counted.
pub(super) fn strokes(shape: &Shape) -> usize {
    let line = shape.stroke.as_ref().is_some_and(|s| s.width.is_positive());
    let fill = shape.fill.is_some() && !matches!(shape.outline, Outline::Line(..));
    match &shape.outline {
        Outline::Rings(all) => {
            let rings = all.iter().filter(|ring| ring.len() >= 3).count();
            usize::from(fill && rings > 0) + if line { rings } else { 0 }
        }
        Outline::Polygon(points) if points.len() < 3 => 0,
        Outline::Rect(_) | Outline::Line(..) | Outline::Polygon(_) => usize::from(fill || line),
    }
}

/// A dash of nothing, or of less than nothing, is an error in PDF (ISO 32000-1 §8.4.3.6); such a line is solid.
fn sound(stroke: &Stroke) -> Stroke {
    let drawable = stroke.dash.iter().all(|l| *l >= Length::ZERO) && stroke.dash.iter().any(|l| l.is_positive());
    Stroke { dash: if drawable { stroke.dash.clone() } else { Vec::new() }, ..stroke.clone() }
}

fn outline(outline: &Outline, place: Place, mode: PaintMode) -> Option<Op> {
    match outline {
        Outline::Rect(rect) => {
            let [x, y, width, height] = place.box_in_pdf(*rect);
            let (x, y, width, height) = (pt(x), pt(y), pt(width), pt(height));
            Some(Op::DrawRectangle {
                rectangle: PdfRect { x, y, width, height, mode: Some(mode), winding_order: None },
            })
        }
        Outline::Line(from, to) => {
            let points = vec![corner(place, *from), corner(place, *to)];
            Some(Op::DrawLine { line: Line { points, is_closed: false } })
        }
        Outline::Rings(_) => None,
        Outline::Polygon(points) if points.len() < 3 => None,
        Outline::Polygon(points) => {
            let points = points.iter().map(|p| corner(place, *p)).collect();
            let polygon = Polygon { rings: vec![PolygonRing { points }], mode, winding_order: WindingOrder::NonZero };
            Some(Op::DrawPolygon { polygon })
        }
    }
}

fn corner(place: Place, at: Point) -> LinePoint {
    let [x, y] = place.in_pdf(at);
    LinePoint { p: PdfPoint { x: pt(x), y: pt(y) }, bezier: false }
}
