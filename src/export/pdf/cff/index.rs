//! CFF's arrays of byte strings and its lists of operators (Adobe Technical Note 5176 §4–5).

/// An INDEX: byte strings by number.
#[derive(Clone, Copy, Default)]
pub(super) struct Index<'a> {
    count: usize,
    offset_size: usize,
    offsets: &'a [u8],
    /// From one byte before the first string, as offsets count.
    data: &'a [u8],
}

impl<'a> Index<'a> {
    /// The INDEX at the beginning of `bytes`, and what comes after it.
    pub(super) fn read(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (count, rest) = bytes.split_at_checked(2)?;
        let count = usize::from(u16::from_be_bytes([count[0], count[1]]));
        if count == 0 {
            return Some((Self::default(), rest));
        }
        let (&offset_size, rest) = rest.split_first()?;
        let offset_size = usize::from(offset_size);
        if !(1..=4).contains(&offset_size) {
            return None;
        }
        let (offsets, _) = rest.split_at_checked((count + 1) * offset_size)?;
        let data = rest.get(offsets.len() - 1..)?;
        let index = Self { count, offset_size, offsets, data };
        let end = index.offset(count)?;
        Some((index, data.get(end..)?))
    }

    pub(super) const fn len(&self) -> usize {
        self.count
    }

    pub(super) fn get(&self, number: usize) -> Option<&'a [u8]> {
        if number >= self.count {
            return None;
        }
        let start = self.offset(number)?;
        if start == 0 {
            return None;
        }
        self.data.get(start..self.offset(number + 1)?)
    }

    fn offset(&self, number: usize) -> Option<usize> {
        let at = number * self.offset_size;
        let bytes = self.offsets.get(at..at + self.offset_size)?;
        Some(bytes.iter().fold(0, |sum, b| sum << 8 | usize::from(*b)))
    }
}

/// Writes an INDEX.
pub(super) fn write<T: AsRef<[u8]>>(strings: &[T], out: &mut Vec<u8>) -> Option<()> {
    out.extend(u16::try_from(strings.len()).ok()?.to_be_bytes());
    if strings.is_empty() {
        return Some(());
    }
    let end = 1 + strings.iter().map(|s| s.as_ref().len()).sum::<usize>();
    let end = u32::try_from(end).ok()?;
    let size = (4 - end.leading_zeros() / 8) as usize;
    out.push(size as u8);
    let mut at = 1u32;
    let mut offset = |at: u32| out.extend(&at.to_be_bytes()[4 - size..]);
    offset(at);
    for string in strings {
        at += string.as_ref().len() as u32;
        offset(at);
    }
    strings.iter().for_each(|s| out.extend_from_slice(s.as_ref()));
    Some(())
}

/// An operator of a DICT: its number (two-byte ones from 1200) and its operands as they are written.
pub(super) struct Entry<'a> {
    pub(super) operator: u16,
    pub(super) operands: &'a [u8],
}

/// The operators of a DICT, in their order.
pub(super) fn entries(mut rest: &[u8]) -> Option<Vec<Entry<'_>>> {
    let mut entries = Vec::new();
    let mut operands = rest;
    let mut taken = 0;
    while let Some((&first, after)) = rest.split_first() {
        let length = match first {
            28 => 3,
            29 => 5,
            30 => 2 + after.iter().position(|b| b & 15 == 15 || b >> 4 == 15)?,
            32..=246 => 1,
            247..=254 => 2,
            _ => 0,
        };
        if length > 0 {
            taken += length;
            rest = rest.get(length..)?;
            continue;
        }
        let (operator, after) = match first {
            12 => (1200 + u16::from(*after.first()?), &after[1..]),
            0..=21 => (u16::from(first), after),
            _ => return None,
        };
        entries.push(Entry { operator, operands: &operands[..taken] });
        (rest, operands, taken) = (after, after, 0);
    }
    Some(entries)
}

/// Whole numbers among the operands.
pub(super) fn numbers(mut operands: &[u8]) -> Option<Vec<i32>> {
    let mut numbers = Vec::new();
    while let Some((&first, after)) = operands.split_first() {
        let wide = |n: usize| after.get(..n).map(|b| b.iter().fold(0i64, |sum, b| sum << 8 | i64::from(*b)));
        let v = i32::from(first);
        let (value, length) = match first {
            28 => (i32::from(wide(2)? as i16), 3),
            29 => (wide(4)? as i32, 5),
            32..=246 => (v - 139, 1),
            247..=250 => ((v - 247) * 256 + i32::from(*after.first()?) + 108, 2),
            251..=254 => (-(v - 251) * 256 - i32::from(*after.first()?) - 108, 2),
            _ => return None,
        };
        numbers.push(value);
        operands = operands.get(length..)?;
    }
    Some(numbers)
}

/// A number in five bytes, so that its length is known before its value.
pub(super) fn five_bytes(value: usize) -> Option<[u8; 5]> {
    let [a, b, c, d] = i32::try_from(value).ok()?.to_be_bytes();
    Some([29, a, b, c, d])
}
