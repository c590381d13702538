//! 阴影 and 勾边 of headlines, as outlines under the type: no transparency, nothing a press would have to flatten, and no
//! character twice in the text of the page.

use super::set::SetLine;
use crate::compose;
use crate::display::{Glyphs, Item, Outline, Shape, Stroke, Turn};
use crate::geom::{Length, Point};
use crate::ink::Ink;
use crate::library::Library;
use crate::model::{HeadOutline, HeadSetting, Shadow};

/// What lies under a line of a headline, from below.
pub(super) fn under(line: &SetLine, setting: &HeadSetting, library: &Library) -> Vec<Item> {
    if setting.shadow.is_none() && setting.outline.is_none() {
        return Vec::new();
    }
    let items = compose::place(&line.paragraph, line.line(), line.at, line.paragraph.setting.direction);
    let runs: Vec<Glyphs> =
        items.into_iter().filter_map(|i| if let Item::Glyphs(run) = i { Some(run) } else { None }).collect();
    let mut shapes = Vec::new();
    for run in &runs {
        let rings = outlines(run, library);
        shapes.extend(setting.shadow.map(|shadow| shadow_of(run, &rings, shadow, setting.outline)));
    }
    for run in &runs {
        shapes.extend(setting.outline.map(|outline| outline_of(run, outlines(run, library), outline)));
    }
    shapes.into_iter().map(Item::Shape).collect()
}

/// The shadow falls from the whole character, its outline included.
fn shadow_of(run: &Glyphs, rings: &[Vec<Point>], shadow: Shadow, outline: Option<HeadOutline>) -> Shape {
    let (dx, dy) = (run.size.per_mille(i64::from(shadow.right)), run.size.per_mille(i64::from(shadow.down)));
    let moved = rings.iter().map(|ring| ring.iter().map(|p| Point::new(p.x + dx, p.y + dy)).collect());
    let stroke = outline.map(|outline| stroke_of(run, outline, shadow.ink));
    shape(moved.collect(), Some(shadow.ink), stroke)
}

/// Half of the line lies under the type, so that it is drawn twice as thick.
fn outline_of(run: &Glyphs, rings: Vec<Vec<Point>>, outline: HeadOutline) -> Shape {
    // Solid black lies over what is below, as black type does: round black type it is its spread.
    let overprint = outline.ink == Ink::BLACK;
    Shape { overprint, ..shape(rings, None, Some(stroke_of(run, outline, outline.ink))) }
}

fn stroke_of(run: &Glyphs, outline: HeadOutline, ink: Ink) -> Stroke {
    Stroke { width: run.size.per_mille(i64::from(outline.width)) * 2, ink, dash: Vec::new() }
}

fn shape(rings: Vec<Vec<Point>>, fill: Option<Ink>, stroke: Option<Stroke>) -> Shape {
    Shape { outline: Outline::Rings(rings), fill, stroke, overprint: false }
}

/// The outlines of a run of glyphs at their places.
fn outlines(run: &Glyphs, library: &Library) -> Vec<Vec<Point>> {
    let face = library.face(run.face);
    let em = f64::from(face.units_per_em());
    let scale = run.size.as_nm() as f64 / em;
    let wide = scale * f64::from(run.stretch) / 1000.0;
    let mut rings = Vec::new();
    for glyph in &run.glyphs {
        let place = |[x, y]: [f64; 2]| {
            let (along, up) = (Length::nm((x * wide).round() as i64), Length::nm((y * scale).round() as i64));
            match run.turn {
                Turn::None => Point::new(glyph.at.x + along, glyph.at.y - up),
                Turn::Clockwise => Point::new(glyph.at.x + up, glyph.at.y + along),
            }
        };
        rings.extend(face.contours(glyph.id).into_iter().map(|ring| ring.into_iter().map(place).collect()));
    }
    rings
}
