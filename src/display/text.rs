//! A sheet as text: the golden format, and what `export --to text` prints for people.

use std::fmt::Write;

use super::{Crop, Glyphs, Group, Item, Outline, Shape, Sheet, Turn};
use crate::geom::{Point, Rect};
use crate::id::FaceId;

/// The sheet as text, one item a line, places in millimetres. `face_name` gives a face its PostScript name, so that the
/// text does not depend on the order in which faces were loaded.
#[must_use]
pub fn to_text(sheet: &Sheet, face_name: &dyn Fn(FaceId) -> String) -> String {
    let mut out = format!("page {} {} × {}\n", sheet.page, sheet.size.width, sheet.size.height);
    for spot in &sheet.spots {
        let _ = writeln!(out, "spot {} {}", spot.name, spot.substitute);
    }
    items(&mut out, &sheet.items, 0, face_name);
    out
}

fn items(out: &mut String, all: &[Item], depth: usize, face_name: &dyn Fn(FaceId) -> String) {
    for item in all {
        out.extend(std::iter::repeat_n("  ", depth));
        match item {
            Item::Group(group) => {
                head_of_group(out, group);
                items(out, &group.items, depth + 1, face_name);
            }
            Item::Glyphs(run) => glyphs(out, run, &face_name(run.face)),
            Item::Shape(s) => shape(out, s),
            Item::Picture(p) => {
                let _ = write!(out, "picture {} {}", p.picture, rect(p.frame));
                if p.crop != Crop::WHOLE {
                    let c = p.crop;
                    let _ = write!(out, " crop {} {} {} {}", c.left, c.top, c.right, c.bottom);
                }
                out.push('\n');
            }
            Item::Mark(m) => {
                let _ = write!(out, "mark {} {:?}", m.block, m.part);
                if let Some(story) = &m.story {
                    let _ = write!(out, " {story}");
                }
                let _ = writeln!(out, " ¶{} l{} {}", m.paragraph, m.line, rect(m.area));
            }
        }
    }
}

fn head_of_group(out: &mut String, group: &Group) {
    let _ = write!(out, "group at {}", point(group.offset));
    if group.turn == Turn::Clockwise {
        out.push_str(" turned");
    }
    if let Some(clip) = group.clip {
        let _ = write!(out, " clip {}", rect(clip));
    }
    out.push('\n');
}

fn glyphs(out: &mut String, run: &Glyphs, face: &str) {
    let _ = write!(out, "glyphs {face} {} {}", run.size, run.ink);
    if run.stretch != 1000 {
        let _ = write!(out, " stretch {}", run.stretch);
    }
    if run.turn == Turn::Clockwise {
        out.push_str(" turned");
    }
    if run.overprint {
        out.push_str(" overprint");
    }
    let _ = writeln!(out, " “{}”", run.text);
    let mut last_y = None;
    for g in &run.glyphs {
        if last_y != Some(g.at.y) {
            let _ = write!(out, "{}    y {}:", if last_y.is_some() { "\n" } else { "" }, g.at.y);
            last_y = Some(g.at.y);
        }
        let _ = write!(out, " {}@{}", g.id, g.at.x);
    }
    out.push('\n');
}

fn shape(out: &mut String, s: &Shape) {
    match &s.outline {
        Outline::Rect(r) => {
            let _ = write!(out, "shape rect {}", rect(*r));
        }
        Outline::Line(a, b) => {
            let _ = write!(out, "shape line {} → {}", point(*a), point(*b));
        }
        Outline::Polygon(points) => {
            out.push_str("shape polygon");
            for p in points {
                let _ = write!(out, " {}", point(*p));
            }
        }
        Outline::Rings(rings) => {
            let points: usize = rings.iter().map(Vec::len).sum();
            let _ = write!(out, "shape {} rings of {points} points, sum {:08x}", rings.len(), sum(rings));
        }
    }
    if let Some(fill) = s.fill {
        let _ = write!(out, " fill {fill}");
    }
    if let Some(stroke) = &s.stroke {
        let _ = write!(out, " stroke {} {}", stroke.width, stroke.ink);
        if !stroke.dash.is_empty() {
            let _ = write!(out, " dash {:?}", stroke.dash);
        }
    }
    out.push_str(if s.overprint { " overprint\n" } else { "\n" });
}

/// Tells one ornament from another where all their points would fill pages (FNV-1a).
fn sum(rings: &[Vec<Point>]) -> u32 {
    let numbers = rings.iter().flat_map(|ring| {
        let ends = std::iter::once(ring.len() as i64);
        ends.chain(ring.iter().flat_map(|p| [p.x.as_nm(), p.y.as_nm()]))
    });
    let bytes = numbers.flat_map(i64::to_le_bytes);
    bytes.fold(0x811c_9dc5, |hash: u32, b| (hash ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

fn point(p: Point) -> String {
    format!("({}, {})", p.x, p.y)
}

fn rect(r: Rect) -> String {
    format!("[{} {} {} {}]", r.x, r.y, r.width, r.height)
}
