//! Characters become glyphs: the one place that speaks with the shaper.
//!
//! Whole stretches are shaped at once with script Hani and language zh-Hans: without them —— comes out at 1.69 em and
//! contextual features cannot work.

use cosmic_text::harfrust;

use super::classes::SOFT_HYPHEN;
use super::collect::{Char, Stance};
use super::{Direction, Paragraph, Type};
use crate::geom::Length;
use crate::id::FaceId;
use crate::library::{Library, Shaping};

/// A glyph with its place relative to the pen; lengths in the line's own axes.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShapedGlyph {
    pub face: FaceId,
    pub id: u16,
    pub advance: Length,
    pub shift_inline: Length,
    pub shift_block: Length,
    pub turned: bool,
    pub stretch: u16,
}

/// What cannot be taken apart: usually one character with its glyph.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    /// Its first character in the list of all.
    pub first: u32,
    /// How many characters.
    pub chars: u16,
    /// Its glyphs in the list of all.
    pub glyphs: (u32, u32),
    /// Sum of their advances.
    pub advance: Length,
    /// For a soft hyphen, the hyphen that is drawn where a line ends at it.
    pub hyphen: Option<ShapedGlyph>,
}

/// All glyphs of a paragraph and the clusters they form, in text order.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    pub clusters: Vec<Cluster>,
    pub glyphs: Vec<ShapedGlyph>,
}

/// Where Latin stands on the axis of a vertical line: half its em box (880 up, 120 down) lies on either side.
const TURNED_BASELINE: i64 = -380;
/// Baseline below the top of the em box; the same in every bundled face (OS/2 typographic ascender).
pub(super) const ASCENT: i64 = 880;

/// Shapes `chars` of `paragraph`.
pub(super) fn shape(paragraph: &Paragraph, chars: &[Char], library: &Library) -> Shaped {
    let mut shaper = Shaper {
        paragraph,
        library,
        out: Shaped { clusters: Vec::with_capacity(chars.len()), glyphs: Vec::with_capacity(chars.len()) },
        buffer: Some(harfrust::UnicodeBuffer::new()),
        text: String::new(),
    };
    let mut start = 0;
    while start < chars.len() {
        let first = chars[start];
        let alike = |c: &Char| {
            let same = c.stance == first.stance || c.stance == Stance::AcrossNext;
            same && c.run == first.run && c.stance != Stance::AcrossFirst
        };
        let end = start + 1 + chars[start + 1..].iter().take_while(|c| alike(c)).count();
        shaper.stretch_of(&chars[start..end], start);
        start = end;
    }
    shaper.out
}

struct Shaper<'a> {
    paragraph: &'a Paragraph,
    library: &'a Library,
    out: Shaped,
    buffer: Option<harfrust::UnicodeBuffer>,
    text: String,
}

/// A glyph as the shaper gives it, in font units.
struct Raw {
    id: u16,
    char: usize,
    x_advance: i64,
    y_advance: i64,
    x_offset: i64,
    y_offset: i64,
}

impl Shaper<'_> {
    /// Characters of one stance and run; `base` is the first one's place among all.
    fn stretch_of(&mut self, chars: &[Char], base: usize) {
        let face = self.paragraph.runs[usize::from(chars[0].run)].face;
        let vertical = self.paragraph.setting.direction == Direction::Vertical;
        match chars[0].stance {
            Stance::Han if vertical => self.run(chars, base, face, face.han, Shaping::HanVertical),
            Stance::Han => self.run(chars, base, face, face.han, Shaping::Han),
            Stance::Latin | Stance::Turned => self.run(chars, base, face, face.latin, Shaping::Latin),
            Stance::Cell => {
                for (i, one) in chars.iter().enumerate() {
                    self.cell(*one, base + i, face);
                }
            }
            Stance::AcrossFirst | Stance::AcrossNext => self.across(chars, base, face),
        }
    }

    fn run(&mut self, chars: &[Char], base: usize, face: Type, id: FaceId, shaping: Shaping) {
        let turned = chars[0].stance == Stance::Turned;
        let scale = self.scale_of(id, face.size);
        let stretch = if turned { 1000 } else { face.stretch };
        let wide = |units: i64| scale(units).per_mille(i64::from(stretch));
        for raw in self.raw(chars, id, shaping) {
            let mut glyph = ShapedGlyph {
                face: id,
                id: raw.id,
                advance: wide(raw.x_advance),
                shift_inline: wide(raw.x_offset),
                shift_block: scale(raw.y_offset),
                turned,
                stretch,
            };
            if shaping == Shaping::HanVertical {
                glyph.advance = -scale(raw.y_advance);
                glyph.shift_inline = -scale(raw.y_offset);
                glyph.shift_block = wide(raw.x_offset);
            } else if turned {
                glyph.shift_block += face.size.per_mille(TURNED_BASELINE);
            }
            self.push(base + raw.char, glyph);
            if chars[raw.char].c == SOFT_HYPHEN {
                self.offer_hyphen(glyph, &scale);
            }
        }
        self.close(base + chars.len());
    }

    /// Gives the last cluster, a soft hyphen, the hyphen it may become in the place of `shown`.
    fn offer_hyphen(&mut self, shown: ShapedGlyph, scale: &dyn Fn(i64) -> Length) {
        let face = self.library.face(shown.face);
        // Not U+2010, which Chinese faces draw a cell wide.
        let Some(id) = face.glyph('-') else { return };
        let advance = scale(i64::from(face.advance(id))).per_mille(i64::from(shown.stretch));
        if let Some(last) = self.out.clusters.last_mut() {
            last.hyphen = Some(ShapedGlyph { id, advance, shift_inline: Length::ZERO, ..shown });
        }
    }

    /// One Western character upright in a cell, as its full-width form where the Han face has it.
    fn cell(&mut self, one: Char, at: usize, face: Type) {
        let full = u32::from(one.c).checked_add(0xfee0).filter(|_| one.c.is_ascii_graphic()).and_then(char::from_u32);
        let wide = full.and_then(|c| self.library.face(face.han).glyph(c).map(|_| c));
        let as_han = Char { c: wide.unwrap_or(one.c), at: 0, stance: Stance::Han, ..one };
        self.run(&[as_han], at, face, face.han, Shaping::HanVertical);
    }

    /// 纵中横: a short run across the line in one cell, narrowed to the cell if it must be.
    fn across(&mut self, chars: &[Char], base: usize, face: Type) {
        let scale = self.scale_of(face.latin, face.size);
        let raws = self.raw(chars, face.latin, Shaping::Latin);
        let natural: Length = raws.iter().map(|r| scale(r.x_advance)).sum();
        let stretch = if natural > face.size { face.size.scale(1000, natural.as_nm()).as_nm() } else { 1000 };
        let mut x = -natural.per_mille(stretch) / 2;
        for (i, raw) in raws.iter().enumerate() {
            let glyph = ShapedGlyph {
                face: face.latin,
                id: raw.id,
                advance: if i == 0 { face.size } else { Length::ZERO },
                shift_inline: if i == 0 { face.size.per_mille(ASCENT) } else { face.size.per_mille(ASCENT - 1000) },
                shift_block: x + scale(raw.x_offset).per_mille(stretch),
                turned: false,
                stretch: u16::try_from(stretch).unwrap_or(1000),
            };
            x += scale(raw.x_advance).per_mille(stretch);
            self.push(base, glyph);
        }
        self.close(base + chars.len());
    }

    fn scale_of(&self, face: FaceId, size: Length) -> impl Fn(i64) -> Length + use<> {
        let units = i64::from(self.library.face(face).units_per_em());
        move |n| size.scale(n, units)
    }

    fn raw(&mut self, chars: &[Char], face: FaceId, shaping: Shaping) -> Vec<Raw> {
        let face = self.library.face(face);
        let mut buffer = self.buffer.take().unwrap_or_default();
        self.text.clear();
        let vertical = shaping == Shaping::HanVertical;
        // Clusters are counted in characters, so that nothing depends on bytes of substituted forms.
        for (i, one) in chars.iter().enumerate() {
            buffer.add(if vertical { vertical_form(one.c) } else { one.c }, i as u32);
        }
        let (direction, script) = shaping.direction_and_script();
        buffer.set_direction(direction);
        buffer.set_script(script);
        buffer.set_language(Shaping::language());
        let shaped = face.font().shaper().shape_with_plan(face.plan(shaping), buffer, shaping.features());
        let raws = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).map(|(info, at)| Raw {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            char: info.cluster as usize,
            x_advance: i64::from(at.x_advance),
            y_advance: i64::from(at.y_advance),
            x_offset: i64::from(at.x_offset),
            y_offset: i64::from(at.y_offset),
        });
        let raws = raws.collect();
        self.buffer = Some(shaped.clear());
        raws
    }

    /// Adds a glyph to the cluster that begins with character `first`, or begins that cluster.
    fn push(&mut self, first: usize, glyph: ShapedGlyph) {
        let end = self.out.glyphs.len() as u32 + 1;
        self.out.glyphs.push(glyph);
        match self.out.clusters.last_mut() {
            Some(last) if last.first as usize == first => {
                last.glyphs.1 = end;
                last.advance += glyph.advance;
            }
            last => {
                if let Some(last) = last {
                    last.chars = (first - last.first as usize) as u16;
                }
                let glyphs = (end - 1, end);
                self.out.clusters.push(Cluster {
                    first: first as u32,
                    chars: 1,
                    glyphs,
                    advance: glyph.advance,
                    hyphen: None,
                });
            }
        }
    }

    /// Ends the last cluster before character `end`.
    fn close(&mut self, end: usize) {
        if let Some(last) = self.out.clusters.last_mut() {
            last.chars = (end - last.first as usize) as u16;
        }
    }
}

/// GB/T 15834 §5.2.3: vertical text quotes with 『』 and 「」. Faces differ in what `vert` makes of curly quotes, so the
/// characters themselves are exchanged for shaping; the text stays as it was written.
const fn vertical_form(c: char) -> char {
    match c {
        '“' => '『',
        '”' => '』',
        '‘' => '「',
        '’' => '」',
        _ => c,
    }
}
