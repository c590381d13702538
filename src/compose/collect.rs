//! A paragraph's characters with what has to be known about each before shaping: class, run, and how it stands.

use super::classes::{Class, classify};
use super::{Direction, Paragraph};

/// One character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Char {
    /// The character.
    pub c: char,
    /// Byte offset in the paragraph's text.
    pub at: u32,
    /// Run it belongs to.
    pub run: u16,
    /// Its class.
    pub class: Class,
    /// How it stands.
    pub stance: Stance,
}

/// How a character stands in its line, and which face sets it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stance {
    /// Chinese: by the Han face, in either direction.
    Han,
    /// Western in a horizontal line: by the Latin face.
    Latin,
    /// Western in a vertical line, turned clockwise as a run.
    Turned,
    /// One Western character upright in a cell of its own: its full-width form.
    Cell,
    /// 纵中横: the first character of a short run that stands across in one cell.
    AcrossFirst,
    /// The further characters of it.
    AcrossNext,
}

/// All characters of the paragraph.
pub(super) fn collect(paragraph: &Paragraph) -> Vec<Char> {
    let count = paragraph.runs.iter().map(|r| r.text.len()).sum::<usize>() / 3 + 8;
    let mut plain = Vec::with_capacity(count);
    let mut all = Vec::with_capacity(count);
    let mut start = 0;
    for (run, text) in (0u16..).zip(paragraph.runs.iter().map(|r| &r.text)) {
        for (at, c) in text.char_indices() {
            plain.push(c);
            all.push(Char { c, at: (start + at) as u32, run, class: Class::Han, stance: Stance::Han });
        }
        start += text.len();
    }
    for (one, class) in all.iter_mut().zip(classify(&plain)) {
        one.class = class;
        if by_latin_face(class, one.c) {
            one.stance = Stance::Latin;
        }
    }
    spaces_follow(&mut all);
    if paragraph.setting.direction == Direction::Vertical {
        stand_vertical(&mut all);
    }
    all
}

/// The Latin face sets Western text and the ASCII signs around numbers.
fn by_latin_face(class: Class, c: char) -> bool {
    match class {
        Class::Western => true,
        Class::Prefix | Class::Postfix | Class::Solidus => c.is_ascii() || matches!(c, '£' | '¥' | '°'),
        _ => false,
    }
}

/// A space between Western words belongs to them; any other is Chinese.
fn spaces_follow(all: &mut [Char]) {
    for i in 1..all.len() {
        let inside = all[i].class == Class::Space
            && all[i - 1].stance == Stance::Latin
            && all.get(i + 1).is_some_and(|n| n.stance == Stance::Latin);
        if inside {
            all[i].stance = Stance::Latin;
        }
    }
}

/// CLREQ §3.3.3 and GB/T 15834 §5.2: in vertical lines one digit or letter stands upright, two stand across in one cell,
/// longer runs are turned.
fn stand_vertical(all: &mut [Char]) {
    let mut start = 0;
    while start < all.len() {
        if all[start].stance != Stance::Latin || all[start].class == Class::Space {
            if all[start].stance == Stance::Latin {
                all[start].stance = Stance::Turned;
            }
            start += 1;
            continue;
        }
        let more = |c: &Char| c.stance == Stance::Latin && c.class != Class::Space && c.run == all[start].run;
        let end = start + all[start..].iter().take_while(|c| more(c)).count();
        stand(&mut all[start..end]);
        start = end;
    }
}

/// How one Western run stands.
fn stand(run: &mut [Char]) {
    let text: String = run.iter().map(|c| c.c).collect();
    let acronym = text.len() <= 4 && text.bytes().all(|b| b.is_ascii_uppercase());
    let decimal = text.len() == 3 && text.as_bytes()[1] == b'.' && text.starts_with(|c: char| c.is_ascii_digit());
    let short = run.len() == 2 && text.is_ascii();
    for (i, one) in run.iter_mut().enumerate() {
        let across = if i == 0 { Stance::AcrossFirst } else { Stance::AcrossNext };
        one.stance = match () {
            () if text.len() == 1 || acronym => Stance::Cell,
            () if short || decimal => across,
            () => Stance::Turned,
        };
        if one.stance != Stance::Turned {
            // In its cell it behaves like an ideograph: no gap beside it, a break on either side.
            one.class = Class::Han;
        }
    }
}
