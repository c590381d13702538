//! A stand-in for the composer. (Goes away with the real one.)

use crate::compose::{Direction, Line, Lines, Measures, Paragraph, PlacedGlyph, Type};
use crate::display::{Glyph, Glyphs, Item, Turn};
use crate::finding::Finding;
use crate::geom::{Length, Point};
use crate::library::Library;
use crate::model::Align;

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct HeadlineSpec {
    pub(crate) text: String,
    pub(crate) face: Type,
    pub(crate) sizes: Vec<Length>,
    pub(crate) measure: Length,
    pub(crate) max_lines: u8,
    pub(crate) direction: Direction,
    pub(crate) break_at_space: bool,
    pub(crate) align: Align,
}
#[derive(Clone, Debug)]
pub(crate) struct HeadlineFit {
    pub(crate) size: Length,
    pub(crate) paragraph: Paragraph,
    pub(crate) lines: Vec<Line>,
    pub(crate) fill: u16,
    pub(crate) findings: Vec<Finding>,
}

pub(crate) fn compose(p: &Paragraph, m: &Measures, library: &Library) -> Lines {
    let mut lines = Vec::new();
    let mut glyphs = Vec::new();
    let em = p.runs.first().map_or(Length::MM, |r| r.face.size);
    let measure = |n: usize| m.first.get(n).copied().unwrap_or(m.rest);
    let mut pen = em.per_mille(i64::from(p.setting.indent));
    let (mut byte, mut start) = (0u32, 0u32);
    let flush = |glyphs: &mut Vec<PlacedGlyph>, pen: Length, a: u32, b: u32, last: bool, lines: &mut Vec<Line>| {
        let mm = measure(lines.len());
        let shift = match p.setting.align {
            Align::End => mm - pen,
            Align::Centre => (mm - pen) / 2,
            Align::Start | Align::Justify => Length::ZERO,
        };
        for g in glyphs.iter_mut() {
            g.inline += shift;
        }
        lines.push(Line { text: a..b, glyphs: std::mem::take(glyphs), end: pen + shift, measure: mm, opened: 0, last });
    };
    for (run, r) in p.runs.iter().enumerate() {
        for c in r.text.chars() {
            let w = if c.is_ascii() { r.face.size.scale(1, 2) } else { r.face.size };
            let w = w.per_mille(i64::from(r.face.stretch));
            if pen + w > measure(lines.len()) && !glyphs.is_empty() {
                flush(&mut glyphs, pen, start, byte, false, &mut lines);
                pen = Length::ZERO;
                start = byte;
            }
            let end = byte + c.len_utf8() as u32;
            let face = if c.is_ascii() { r.face.latin } else { r.face.han };
            glyphs.push(PlacedGlyph {
                face,
                id: library.face(face).glyph(c).unwrap_or(0),
                run: run as u16,
                inline: pen,
                advance: w,
                shift_inline: Length::ZERO,
                shift_block: Length::ZERO,
                turned: false,
                stretch: r.face.stretch,
                text: (byte, end),
            });
            pen += w;
            byte = end;
        }
    }
    if !glyphs.is_empty() {
        flush(&mut glyphs, pen, start, byte, true, &mut lines);
    }
    Lines { lines, findings: Vec::new() }
}

pub(crate) fn place(p: &Paragraph, line: &Line, at: Point, direction: Direction) -> Vec<Item> {
    let text: String = p.runs.iter().map(|r| r.text.as_str()).collect();
    let mut out: Vec<Item> = Vec::new();
    for g in &line.glyphs {
        let run = &p.runs[usize::from(g.run)];
        let s = &text[g.text.0 as usize..g.text.1 as usize];
        let size = run.face.size;
        let at = match direction {
            Direction::Horizontal => Point::new(at.x + g.inline, at.y),
            Direction::Vertical => Point::new(at.x - size / 2, at.y + g.inline + size.per_mille(880)),
        };
        let new = Glyph { id: g.id, at, text: 0..0 };
        if let Some(Item::Glyphs(last)) = out.last_mut()
            && last.face == g.face
            && last.size == size
        {
            let a = last.text.len() as u32;
            last.text.push_str(s);
            last.glyphs.push(Glyph { text: a..a + s.len() as u32, ..new });
            continue;
        }
        out.push(Item::Glyphs(Glyphs {
            face: g.face,
            size,
            stretch: g.stretch,
            turn: Turn::None,
            ink: run.face.ink,
            overprint: false,
            text: s.to_owned(),
            glyphs: vec![Glyph { text: 0..s.len() as u32, ..new }],
        }));
    }
    out
}

pub(crate) fn headline(s: &HeadlineSpec, library: &Library) -> HeadlineFit {
    let mut sizes = s.sizes.clone();
    sizes.sort();
    let mut best = None;
    for size in sizes {
        let paragraph = Paragraph {
            runs: vec![crate::compose::Run { text: s.text.clone(), face: Type { size, ..s.face } }],
            setting: crate::compose::Setting {
                direction: s.direction,
                align: s.align,
                indent: 0,
                hanging_indent: 0,
                marks: crate::model::MarkStyle::default(),
                kinsoku: crate::model::Kinsoku::default(),
                western_gap: crate::model::Gap::default(),
                hanging_marks: false,
                cell_grid: false,
                keep_measure_words: false,
                trim_indented_opening: false,
                breaking: crate::compose::Breaking::TotalFit,
            },
        };
        let lines = compose(&paragraph, &Measures { first: vec![], rest: s.measure }, library).lines;
        if best.is_none() || lines.len() <= usize::from(s.max_lines) {
            best = Some(HeadlineFit { size, paragraph, lines, fill: 900, findings: vec![] });
        }
    }
    best.expect("sizes are given")
}
