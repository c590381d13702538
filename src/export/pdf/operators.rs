//! The operators of a page, one after the other, as they stand in its content stream (ISO 32000-1 §7.8.2). Pages are
//! written by other code than this, so that what one gets wrong the other does not read as right.

use std::borrow::Cow;
use std::ops::Range;

/// What stands before an operator. Arrays are their members; of dictionaries nothing is kept.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Operand<'a> {
    Number(f32),
    Name(Cow<'a, [u8]>),
    /// A string: where it lies in [`Operators::text`].
    Text(Range<usize>),
    /// A truth value, nothing, a dictionary.
    Other,
}

/// Where a stream cannot be read on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("no operator can be read at byte {0}")]
pub(super) struct Unreadable(usize);

/// Reads a content stream.
pub(super) struct Operators<'a> {
    bytes: &'a [u8],
    at: usize,
    operands: Vec<Operand<'a>>,
    text: Vec<u8>,
    /// Arrays and dictionaries that are open.
    arrays: usize,
    dictionaries: usize,
}

impl<'a> Operators<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, operands: Vec::new(), text: Vec::new(), arrays: 0, dictionaries: 0 }
    }

    /// The next operator, none at the end. Its operands take the place of those of the one before.
    pub(super) fn advance(&mut self) -> Result<Option<&'a [u8]>, Unreadable> {
        self.operands.clear();
        self.text.clear();
        loop {
            self.skip_blanks();
            let from = self.at;
            let Some(&first) = self.bytes.get(from) else {
                let ended = self.operands.is_empty() && self.arrays + self.dictionaries == 0;
                return if ended { Ok(None) } else { Err(Unreadable(from)) };
            };
            match first {
                b'0'..=b'9' | b'+' | b'-' | b'.' => {
                    let number = number(self.word()).ok_or(Unreadable(from))?;
                    self.push(Operand::Number(number));
                }
                b'/' => {
                    self.at += 1;
                    let name = name(self.word());
                    self.push(Operand::Name(name));
                }
                b'[' => self.open(false),
                b']' => self.close(false)?,
                b'<' if self.bytes.get(from + 1) == Some(&b'<') => self.open(true),
                b'>' if self.bytes.get(from + 1) == Some(&b'>') => self.close(true)?,
                b'<' => self.hexadecimal()?,
                b'(' => self.literal()?,
                b')' | b'>' | b'{' | b'}' => return Err(Unreadable(from)),
                _ => match self.word() {
                    b"true" | b"false" | b"null" => self.push(Operand::Other),
                    _ if self.arrays + self.dictionaries > 0 => return Err(Unreadable(from)),
                    b"ID" => return self.inline_image().map(Some),
                    operator => return Ok(Some(operator)),
                },
            }
        }
    }

    /// The number at this place among the operands.
    pub(super) fn number(&self, at: usize) -> Option<f32> {
        match self.operands.get(at)? {
            Operand::Number(number) => Some(*number),
            Operand::Name(_) | Operand::Text(_) | Operand::Other => None,
        }
    }

    /// All operands, where they are so many numbers.
    pub(super) fn numbers<const N: usize>(&self) -> Option<[f32; N]> {
        let all: Vec<f32> = (0..self.operands.len()).map_while(|at| self.number(at)).collect();
        (all.len() == self.operands.len()).then_some(all)?.try_into().ok()
    }

    /// The first operand, where it is a name.
    pub(super) fn name(&self) -> Option<&[u8]> {
        match self.operands.first()? {
            Operand::Name(name) => Some(name),
            Operand::Number(_) | Operand::Text(_) | Operand::Other => None,
        }
    }

    /// The operands that are strings, in order.
    pub(super) fn strings(&self) -> impl Iterator<Item = &[u8]> {
        self.operands.iter().filter_map(|operand| match operand {
            Operand::Text(range) => self.text.get(range.clone()),
            Operand::Number(_) | Operand::Name(_) | Operand::Other => None,
        })
    }

    fn push(&mut self, operand: Operand<'a>) {
        if self.dictionaries == 0 {
            self.operands.push(operand);
        }
    }

    fn open(&mut self, dictionary: bool) {
        if dictionary {
            self.push(Operand::Other);
            self.dictionaries += 1;
        } else {
            self.arrays += 1;
        }
        self.at += if dictionary { 2 } else { 1 };
    }

    fn close(&mut self, dictionary: bool) -> Result<(), Unreadable> {
        let (open, length) = if dictionary { (&mut self.dictionaries, 2) } else { (&mut self.arrays, 1) };
        *open = open.checked_sub(1).ok_or(Unreadable(self.at))?;
        self.at += length;
        Ok(())
    }

    fn skip_blanks(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte == b'%' {
                let rest = &self.bytes[self.at..];
                self.at += rest.iter().position(|b| matches!(b, b'\r' | b'\n')).unwrap_or(rest.len());
            } else if is_blank(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    /// Up to the next blank or delimiter.
    fn word(&mut self) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|b| is_blank(*b) || is_delimiter(*b)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn hexadecimal(&mut self) -> Result<(), Unreadable> {
        let (start, from) = (self.text.len(), self.at);
        self.at += 1;
        let mut half: Option<u8> = None;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            if byte == b'>' {
                // A missing last digit is 0 (§7.3.4.3).
                self.text.extend(half.map(|high| high << 4));
                self.push(Operand::Text(start..self.text.len()));
                return Ok(());
            }
            match (hex_digit(byte), half) {
                (Some(low), Some(high)) => {
                    self.text.push(high << 4 | low);
                    half = None;
                }
                (Some(high), None) => half = Some(high),
                (None, _) if is_blank(byte) => {}
                (None, _) => break,
            }
        }
        Err(Unreadable(from))
    }

    fn literal(&mut self) -> Result<(), Unreadable> {
        let (start, from) = (self.text.len(), self.at);
        let mut depth = 0;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'\\' => {
                    self.escape();
                    continue;
                }
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            match (depth, byte) {
                (0, _) => {
                    self.push(Operand::Text(start..self.text.len()));
                    return Ok(());
                }
                (1, b'(') if self.at == from + 1 => {}
                _ => self.text.push(byte),
            }
        }
        Err(Unreadable(from))
    }

    /// What follows a backslash (§7.3.4.2, table 3).
    fn escape(&mut self) {
        let Some(&byte) = self.bytes.get(self.at) else { return };
        self.at += 1;
        match byte {
            b'n' => self.text.push(b'\n'),
            b'r' => self.text.push(b'\r'),
            b't' => self.text.push(b'\t'),
            b'b' => self.text.push(8),
            b'f' => self.text.push(12),
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.bytes.get(self.at).copied() else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                // High-order overflow is ignored.
                self.text.push((value & 0xFF) as u8);
            }
            // A line broken in the source goes on.
            b'\r' => self.at += usize::from(self.bytes.get(self.at) == Some(&b'\n')),
            b'\n' => {}
            other => self.text.push(other),
        }
    }

    /// Past the data of an inline image, to its `EI`.
    fn inline_image(&mut self) -> Result<&'a [u8], Unreadable> {
        let from = self.at;
        let rest = self.bytes.get(from..).unwrap_or_default();
        let ends = |w: &[u8]| is_blank(w[0]) && &w[1..3] == b"EI" && w.get(3).is_none_or(|b| is_blank(*b));
        let end = (0..rest.len().saturating_sub(2)).find(|at| ends(&rest[*at..rest.len().min(at + 4)]));
        self.at = from + end.ok_or(Unreadable(from))? + 3;
        Ok(&self.bytes[self.at - 2..self.at])
    }
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

const fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// A number without an exponent, which PDF does not have (§7.3.3).
fn number(word: &[u8]) -> Option<f32> {
    let (sign, digits) = match word {
        [b'-', digits @ ..] => (-1.0, digits),
        [b'+', digits @ ..] => (1.0, digits),
        digits => (1.0, digits),
    };
    let (mut value, mut scale, mut fraction, mut any) = (0.0f64, 1.0f64, false, false);
    for digit in digits {
        match digit {
            b'0'..=b'9' => {
                any = true;
                value = value * 10.0 + f64::from(digit - b'0');
                if fraction {
                    scale *= 10.0;
                }
            }
            b'.' if !fraction => fraction = true,
            _ => return None,
        }
    }
    any.then_some((sign * value / scale) as f32)
}

/// With `#` and two digits for what cannot stand in a name (§7.3.5).
fn name(word: &[u8]) -> Cow<'_, [u8]> {
    if !word.contains(&b'#') {
        return Cow::Borrowed(word);
    }
    let mut name = Vec::with_capacity(word.len());
    let mut rest = word;
    while let Some((first, after)) = rest.split_first() {
        let pair = |at: usize| after.get(at).copied().and_then(hex_digit);
        match (first, pair(0), pair(1)) {
            (b'#', Some(high), Some(low)) => {
                name.push(high << 4 | low);
                rest = &after[2..];
            }
            _ => {
                name.push(*first);
                rest = after;
            }
        }
    }
    Cow::Owned(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every operator with its operands, as they are written in Rust.
    fn read(content: &[u8]) -> Result<Vec<String>, Unreadable> {
        let mut operators = Operators::new(content);
        let mut all = Vec::new();
        while let Some(operator) = operators.advance()? {
            let shown = |operand: &Operand<'_>| match operand {
                Operand::Number(number) => format!("{number} "),
                Operand::Name(name) => format!("/{} ", name.escape_ascii()),
                Operand::Text(range) => format!("({}) ", operators.text[range.clone()].escape_ascii()),
                Operand::Other => "? ".to_owned(),
            };
            let operands: String = operators.operands.iter().map(shown).collect();
            all.push(format!("{operands}{}", operator.escape_ascii()));
        }
        Ok(all)
    }

    #[test]
    fn operands_of_every_kind_are_read() {
        let content =
            b"q 1 0 0 -1 +.5 12.250 cm/Im#31 Do % a note\n[<0041>-120.5<00 4 >](a\\(b(c)\\)\\101\\\r\n\\n)TJ\n\
            /OC <</A [1 2] /B (x)>> BDC true null x";
        assert_eq!(
            read(content).unwrap(),
            ["q", "1 0 0 -1 0.5 12.25 cm", "/Im1 Do", r"(\x00A) -120.5 (\x00@) (a(b(c))A\n) TJ", "/OC ? BDC", "? ? x"]
        );
        assert_eq!(read(b"BI /W 1 ID \x00EI\xFF EI Q").unwrap(), ["BI", "/W 1 EI", "Q"]);
        assert_eq!(read(b"").unwrap(), Vec::<String>::new());
    }

    #[test]
    fn what_is_broken_is_said_with_its_place() {
        for (content, at) in [
            (&b"q 1e5 w"[..], 2),
            (b"q <00", 2),
            (b"q <0g> Tj", 2),
            (b"(a", 0),
            (b"[1 Tj", 3),
            (b"] Tj", 0),
            (b"q 1", 3),
            (b"q )", 2),
            (b"- w", 0),
            (b"ID abc", 2),
        ] {
            assert_eq!(read(content), Err(Unreadable(at)), "{}", content.escape_ascii());
        }
    }

    #[test]
    fn no_bytes_at_all_make_it_panic_or_stop() {
        const SIGNS: &[u8] = b"()<>[]/%#\\ \n0123456789.-+abqTJEID\x00\xFF";
        let mut random = 12345u32;
        for _ in 0..20_000 {
            let length = random % 24;
            let bytes: Vec<u8> = (0..length)
                .map(|_| {
                    random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    SIGNS[(random >> 8) as usize % SIGNS.len()]
                })
                .collect();
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let _ = read(&bytes);
        }
    }
}
