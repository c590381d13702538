//! Cuts the CFF program of a Chinese face down to the glyphs of a page (Adobe Technical Notes 5176 and 5177).
//!
//! `subsetter` cuts every kind of face, and takes each outline apart into instructions and back: 12 ms for the type of a
//! page, a third of the whole export. Faces that are addressed by CID, as all Chinese ones are, are cut here, by copying
//! bytes: a tenth of that. Whatever is not plain answers with nothing, and `subsetter` does it.

mod charstring;
mod index;

use charstring::Subroutines;
use index::{Entry, Index, entries, five_bytes, numbers};

const FONT_MATRIX: u16 = 1207;
const CHARSTRING_TYPE: u16 = 1206;
const ROS: u16 = 1230;
const FD_ARRAY: u16 = 1236;
const FD_SELECT: u16 = 1237;
const CHARSET: u16 = 15;
const CHAR_STRINGS: u16 = 17;
const PRIVATE: u16 = 18;
const SUBROUTINES: u16 = 19;
const NOTICE: u16 = 1;
const COPYRIGHT: u16 = 1200;
const FONT_BBOX: u16 = 5;
/// Strings that every reader knows and no font carries.
const STANDARD_STRINGS: usize = 391;

/// An OpenType file with only the program of `glyphs`, which get the ids, and CIDs, 0, 1, 2 …; nothing where `data` is
/// not a face this module cuts. `glyphs` begins with 0.
pub(super) fn cut(data: &[u8], face: u32, glyphs: &[u16]) -> Option<Vec<u8>> {
    let font = Font::read(table(data, face)?)?;
    wrapped(&font.cut(glyphs)?)
}

/// The `CFF ` table of a face.
fn table(data: &[u8], face: u32) -> Option<&[u8]> {
    let word = |at: usize| data.get(at..at + 4).map(|b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]) as usize);
    let start = if data.starts_with(b"ttcf") { word(12 + 4 * face as usize)? } else { 0 };
    if data.get(start..start + 4)? != b"OTTO" {
        return None;
    }
    let count = word(start + 4)? >> 16;
    let record = (0..count).map(|n| start + 12 + n * 16).find(|at| data.get(*at..*at + 4) == Some(b"CFF "))?;
    let from = word(record + 8)?;
    data.get(from..from.checked_add(word(record + 12)?)?)
}

struct Font<'a> {
    name: &'a [u8],
    top: Vec<Entry<'a>>,
    strings: Index<'a>,
    global: Index<'a>,
    char_strings: Index<'a>,
    /// Which part of the font each glyph belongs to.
    select: &'a [u8],
    parts: Vec<Part<'a>>,
}

/// One FD: a private DICT and its subroutines.
struct Part<'a> {
    matrix: Option<&'a [u8]>,
    private: Vec<Entry<'a>>,
    local: Index<'a>,
}

fn operands<'a>(entries: &[Entry<'a>], operator: u16) -> Option<&'a [u8]> {
    entries.iter().find(|e| e.operator == operator).map(|e| e.operands)
}

fn offset(entries: &[Entry<'_>], operator: u16) -> Option<usize> {
    let [value] = numbers(operands(entries, operator)?)?[..] else { return None };
    usize::try_from(value).ok()
}

impl<'a> Font<'a> {
    fn read(cff: &'a [u8]) -> Option<Self> {
        if cff.first() != Some(&1) {
            return None;
        }
        let (names, rest) = Index::read(cff.get(usize::from(*cff.get(2)?)..)?)?;
        let (tops, rest) = Index::read(rest)?;
        let (strings, rest) = Index::read(rest)?;
        let (global, _) = Index::read(rest)?;
        let top = entries(tops.get(0)?)?;
        let addressed_by_cid = operands(&top, ROS).is_some();
        let plain = operands(&top, CHARSTRING_TYPE).is_none_or(|t| numbers(t).is_some_and(|n| n == [2]));
        if !addressed_by_cid || !plain || names.len() != 1 {
            return None;
        }
        let (char_strings, _) = Index::read(cff.get(offset(&top, CHAR_STRINGS)?..)?)?;
        let (dicts, _) = Index::read(cff.get(offset(&top, FD_ARRAY)?..)?)?;
        let parts = (0..dicts.len()).map(|n| Part::read(cff, dicts.get(n)?)).collect::<Option<Vec<_>>>()?;
        let select = cff.get(offset(&top, FD_SELECT)?..)?;
        Some(Self { name: names.get(0)?, top, strings, global, char_strings, select, parts })
    }

    /// The part of a glyph (§19).
    fn part_of(&self, glyph: u16) -> Option<usize> {
        let word = |at: usize| self.select.get(at..at + 2).map(|b| u16::from_be_bytes([b[0], b[1]]));
        match self.select.first()? {
            0 => self.select.get(1 + usize::from(glyph)).map(|p| usize::from(*p)),
            3 => {
                let count = usize::from(word(1)?);
                let ranges = self.select.get(3..3 + count * 3)?.as_chunks::<3>().0;
                let after = ranges.partition_point(|r| u16::from_be_bytes([r[0], r[1]]) <= glyph);
                ranges.get(after.checked_sub(1)?).map(|r| usize::from(r[2]))
            }
            _ => None,
        }
    }

    fn cut(&self, glyphs: &[u16]) -> Option<Vec<u8>> {
        let parts = glyphs.iter().map(|g| self.part_of(*g)).collect::<Option<Vec<_>>>()?;
        let mut used = parts.clone();
        used.sort_unstable();
        used.dedup();
        let subroutines: Vec<_> =
            self.parts.iter().map(|p| Subroutines { global: self.global, local: p.local }).collect();
        let outlines = glyphs.iter().zip(&parts).map(|(glyph, part)| {
            charstring::written_out(self.char_strings.get(usize::from(*glyph))?, subroutines.get(*part)?)
        });
        let outlines = outlines.collect::<Option<Vec<_>>>()?;

        let mut out = vec![1, 0, 4, 4];
        index::write(&[self.name], &mut out)?;
        let (mut top, strings) = self.top_dict(glyphs.len())?;
        // Its length does not depend on the offsets in it.
        let top_at = out.len();
        let top_length = {
            let mut sized = Vec::new();
            index::write(&[top.bytes([0; 4])?], &mut sized)?;
            sized.len()
        };
        out.resize(top_at + top_length, 0);
        index::write(&strings, &mut out)?;
        // No subroutines are left.
        index::write::<&[u8]>(&[], &mut out)?;
        let charset = out.len();
        out.push(2);
        out.extend(1u16.to_be_bytes());
        out.extend(u16::try_from(glyphs.len().checked_sub(2)?).ok()?.to_be_bytes());
        let select = out.len();
        write_select(&parts, &used, &mut out)?;
        let dicts = used.iter().map(|p| self.parts.get(*p)?.write(&mut out)).collect::<Option<Vec<_>>>()?;
        let array = out.len();
        index::write(&dicts, &mut out)?;
        let char_strings = out.len();
        index::write(&outlines, &mut out)?;
        let mut written = Vec::new();
        index::write(&[top.bytes([charset, select, char_strings, array])?], &mut written)?;
        out[top_at..top_at + top_length].copy_from_slice(&written);
        Some(out)
    }

    /// What the DICT says beside offsets, and the strings it names.
    fn top_dict(&self, glyphs: usize) -> Option<(TopDict, Vec<Vec<u8>>)> {
        let mut strings = vec![b"Adobe".to_vec(), b"Identity".to_vec()];
        let mut fixed = Vec::new();
        let number = |n: usize| five_bytes(STANDARD_STRINGS + n);
        // It comes first, so that readers know what follows (§18).
        fixed.extend([number(0)?, number(1)?, five_bytes(0)?].concat());
        fixed.extend([12, 30]);
        for entry in &self.top {
            match entry.operator {
                NOTICE | COPYRIGHT => {
                    let [sid] = numbers(entry.operands)?[..] else { return None };
                    let own = usize::try_from(sid).ok()?.checked_sub(STANDARD_STRINGS)?;
                    strings.push(self.strings.get(own)?.to_vec());
                    fixed.extend(number(strings.len() - 1)?);
                    push_operator(entry.operator, &mut fixed);
                }
                FONT_BBOX | FONT_MATRIX => {
                    fixed.extend(entry.operands);
                    push_operator(entry.operator, &mut fixed);
                }
                _ => {}
            }
        }
        fixed.extend(five_bytes(glyphs)?);
        fixed.extend([12, 34]);
        Some((TopDict(fixed), strings))
    }
}

struct TopDict(Vec<u8>);

impl TopDict {
    /// With the places of charset, FDSelect, `CharStrings` and `FDArray`.
    fn bytes(&mut self, offsets: [usize; 4]) -> Option<Vec<u8>> {
        let mut all = self.0.clone();
        for (offset, operator) in offsets.into_iter().zip([CHARSET, FD_SELECT, CHAR_STRINGS, FD_ARRAY]) {
            all.extend(five_bytes(offset)?);
            push_operator(operator, &mut all);
        }
        Some(all)
    }
}

impl<'a> Part<'a> {
    fn read(cff: &'a [u8], dict: &'a [u8]) -> Option<Self> {
        let dict = entries(dict)?;
        let [size, at] = numbers(operands(&dict, PRIVATE)?)?[..] else { return None };
        let (size, at) = (usize::try_from(size).ok()?, usize::try_from(at).ok()?);
        let private = entries(cff.get(at..at.checked_add(size)?)?)?;
        let local = match operands(&private, SUBROUTINES) {
            // Counted from the private DICT.
            Some(_) => Index::read(cff.get(at.checked_add(offset(&private, SUBROUTINES)?)?..)?)?.0,
            None => Index::default(),
        };
        Some(Self { matrix: operands(&dict, FONT_MATRIX), private, local })
    }

    /// Writes the private DICT without subroutines, and answers with the DICT that points at it.
    fn write(&self, out: &mut Vec<u8>) -> Option<Vec<u8>> {
        let at = out.len();
        for entry in self.private.iter().filter(|e| e.operator != SUBROUTINES) {
            out.extend(entry.operands);
            push_operator(entry.operator, out);
        }
        let mut dict = Vec::new();
        if let Some(matrix) = self.matrix {
            dict.extend(matrix);
            push_operator(FONT_MATRIX, &mut dict);
        }
        dict.extend([five_bytes(out.len() - at)?, five_bytes(at)?].concat());
        push_operator(PRIVATE, &mut dict);
        Some(dict)
    }
}

fn push_operator(operator: u16, out: &mut Vec<u8>) {
    match operator {
        1200.. => out.extend([12, (operator - 1200) as u8]),
        _ => out.push(operator as u8),
    }
}

/// Ranges of glyphs of one part (§19, format 3).
fn write_select(parts: &[usize], used: &[usize], out: &mut Vec<u8>) -> Option<()> {
    let number = |part: &usize| used.binary_search(part).ok().and_then(|n| u8::try_from(n).ok());
    let starts = (0..parts.len()).filter(|n| *n == 0 || parts[*n] != parts[*n - 1]);
    let starts: Vec<usize> = starts.collect();
    out.push(3);
    out.extend(u16::try_from(starts.len()).ok()?.to_be_bytes());
    for start in starts {
        out.extend(u16::try_from(start).ok()?.to_be_bytes());
        out.push(number(&parts[start])?);
    }
    out.extend(u16::try_from(parts.len()).ok()?.to_be_bytes());
    Some(())
}

/// The program as the only table of an OpenType file, which is how printpdf takes it.
fn wrapped(program: &[u8]) -> Option<Vec<u8>> {
    const HEAD: usize = 12 + 16;
    let mut file = b"OTTO\0\x01\0\x10\0\0\0\0CFF ".to_vec();
    let sum = |chunk: &[u8]| chunk.iter().zip([24, 16, 8, 0]).map(|(b, shift)| u32::from(*b) << shift).sum::<u32>();
    let checksum = program.chunks(4).fold(0u32, |all, chunk| all.wrapping_add(sum(chunk)));
    for word in [checksum, HEAD as u32, u32::try_from(program.len()).ok()?] {
        file.extend(word.to_be_bytes());
    }
    file.extend_from_slice(program);
    Some(file)
}

#[cfg(test)]
mod tests;
