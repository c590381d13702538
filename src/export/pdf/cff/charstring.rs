//! One glyph's outline with its subroutines written out (Adobe Technical Note 5177).
//!
//! Bytes are copied as they are; they are followed only as far as it takes to tell numbers from operators, and the masks
//! of hints, which have no length of their own, from either.

use super::index::Index;

/// Deepest nesting of subroutines; the note asks for 10.
const DEEPEST: u8 = 16;
/// Most numbers before an operator, by the note.
const MOST_NUMBERS: usize = 48;

/// The subroutines of a face: those of all its glyphs, and those of the glyph's own part of the font.
pub(super) struct Subroutines<'a> {
    pub(super) global: Index<'a>,
    pub(super) local: Index<'a>,
}

/// The program of `glyph` without calls; nothing for one that is cut off, too deep, or does what no font of today does
/// (sums, accents composed of other glyphs).
pub(super) fn written_out(glyph: &[u8], subroutines: &Subroutines<'_>) -> Option<Vec<u8>> {
    let mut writer = Writer { subroutines, out: Vec::with_capacity(glyph.len() * 2), numbers: Vec::new(), hints: 0 };
    writer.follow(glyph, 0)?;
    Some(writer.out)
}

struct Writer<'a> {
    subroutines: &'a Subroutines<'a>,
    out: Vec<u8>,
    /// Numbers since the last operator: where each stands in `out`, and its value.
    numbers: Vec<(usize, i32)>,
    hints: usize,
}

/// How a program ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// The glyph is complete.
    Glyph,
    /// Only the subroutine is.
    Subroutine,
}

impl Writer<'_> {
    fn follow(&mut self, program: &[u8], depth: u8) -> Option<End> {
        if depth > DEEPEST {
            return None;
        }
        let mut rest = program;
        while let Some((&first, after)) = rest.split_first() {
            let length = match first {
                28 => 3,
                32..=246 => 1,
                247..=254 => 2,
                255 => 5,
                _ => 0,
            };
            if length > 0 {
                self.number(rest.get(..length)?)?;
                rest = &rest[length..];
                continue;
            }
            rest = after;
            match first {
                10 | 29 => {
                    if self.call(first == 29, depth)? == End::Glyph {
                        return Some(End::Glyph);
                    }
                }
                11 => return Some(End::Subroutine),
                14 => return self.end(),
                19 | 20 => rest = self.mask(first, rest)?,
                12 => {
                    let (&second, after) = rest.split_first()?;
                    self.flex(second)?;
                    rest = after;
                }
                1 | 3 | 18 | 23 => {
                    self.hints += self.numbers.len() / 2;
                    self.operator(&[first]);
                }
                4..=8 | 21 | 22 | 24..=27 | 30 | 31 => self.operator(&[first]),
                _ => return None,
            }
        }
        Some(End::Subroutine)
    }

    fn number(&mut self, bytes: &[u8]) -> Option<()> {
        let value = match *bytes {
            [v] => i32::from(v) - 139,
            [v @ 247..=250, w] => (i32::from(v) - 247) * 256 + i32::from(w) + 108,
            [v, w] => -(i32::from(v) - 251) * 256 - i32::from(w) - 108,
            [_, v, w] => i32::from(i16::from_be_bytes([v, w])),
            // 16.16; never the number of a subroutine.
            _ => i32::MAX,
        };
        self.numbers.push((self.out.len(), value));
        self.out.extend_from_slice(bytes);
        (self.numbers.len() <= MOST_NUMBERS).then_some(())
    }

    fn operator(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
        self.numbers.clear();
    }

    fn call(&mut self, global: bool, depth: u8) -> Option<End> {
        let (at, number) = self.numbers.pop()?;
        self.out.truncate(at);
        let index = if global { self.subroutines.global } else { self.subroutines.local };
        // Numbers are shifted so that the most used ones are short (§4.7 of Technical Note 5176).
        let bias = match index.len() {
            ..1240 => 107,
            1240..33900 => 1131,
            33900.. => 32768,
        };
        let program = index.get(usize::try_from(number.checked_add(bias)?).ok()?)?;
        self.follow(program, depth + 1)
    }

    fn end(&mut self) -> Option<End> {
        // With four numbers more than a width, `endchar` composes an accented letter.
        if self.numbers.len() >= 4 {
            return None;
        }
        self.operator(&[14]);
        Some(End::Glyph)
    }

    fn mask<'b>(&mut self, operator: u8, rest: &'b [u8]) -> Option<&'b [u8]> {
        // Vertical hints need no operator of their own before a mask.
        self.hints += self.numbers.len() / 2;
        self.operator(&[operator]);
        let (mask, after) = rest.split_at_checked(self.hints.div_ceil(8))?;
        self.out.extend_from_slice(mask);
        Some(after)
    }

    fn flex(&mut self, second: u8) -> Option<()> {
        if !(34..=37).contains(&second) {
            return None;
        }
        self.operator(&[12, second]);
        Some(())
    }
}
