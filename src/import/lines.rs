//! Text becomes cleaned lines, each character knowing where it came from.

use super::RepairKind;
use super::report::{Log, shown};

/// A line of the source that has something in it; after rejoining, a paragraph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Line {
    /// Its characters, each with its line of the source from 1.
    pub(super) chars: Vec<(char, u32)>,
    /// Line of the source where it begins, from 1.
    pub(super) number: u32,
    /// Empty lines before it.
    pub(super) blanks: u32,
}

impl Line {
    pub(super) fn text(&self) -> String {
        self.chars.iter().map(|&(c, _)| c).collect()
    }
}

/// The lines of a text that have something in them, without the characters no page can print; and how many lines there
/// were in all.
pub(super) fn lines(text: &str, log: &mut Log) -> (Vec<Line>, u32) {
    let mut lines = Vec::new();
    let mut blanks = 0;
    let mut number = 0;
    let mut rest = text;
    while !rest.is_empty() {
        number += 1;
        let end = rest.find(ends_line).unwrap_or(rest.len());
        let chars = trim(clean(&rest[..end], number, log), number, log);
        if chars.iter().all(|(c, _)| c.is_whitespace()) {
            blanks += 1;
        } else {
            lines.push(Line { chars, number, blanks });
            blanks = 0;
        }
        rest = after_line_end(&rest[end..]);
    }
    (lines, number)
}

const fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn after_line_end(rest: &str) -> &str {
    rest.strip_prefix("\r\n").unwrap_or_else(|| {
        let mut chars = rest.chars();
        chars.next();
        chars.as_str()
    })
}

/// Characters that show nothing and only come along when copying: zero-width spaces and joiners, marks of direction,
/// soft hyphens, stray byte order marks, places of lost objects. Variation selectors are not among them: they choose
/// a form of the 字 before them.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFC}')
}

/// Spaces that are wanted nowhere in copy. U+3000 in the middle of a line is one: what it pads the setting decides.
const fn is_odd_space(c: char) -> bool {
    matches!(c, '\t' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

fn clean(raw: &str, number: u32, log: &mut Log) -> Vec<(char, u32)> {
    let begins = raw.len() - raw.trim_start().len();
    let ends = raw.trim_end().len();
    let mut chars = Vec::with_capacity(raw.len() / 2);
    for (at, c) in raw.char_indices() {
        let inside = at >= begins && at < ends;
        let (kind, instead) = match c {
            c if is_odd_space(c) && inside => (RepairKind::OddSpaces, Some(' ')),
            c if is_invisible(c) => (RepairKind::InvisibleCharacters, None),
            c if c.is_control() && c != '\t' => (RepairKind::ControlCharacters, None),
            '\u{FFFD}' => {
                log.warn(
                    number,
                    "有字符在上游已丢失（�），请对照原稿补上",
                    "a character was lost before import (�): restore it from the original",
                );
                chars.push((c, number));
                continue;
            }
            _ => {
                chars.push((c, number));
                continue;
            }
        };
        if !log.wants(kind) {
            chars.push((c, number));
            continue;
        }
        log.repair(kind, number, || around(raw, at, c, instead));
        chars.extend(instead.map(|c| (c, number)));
    }
    chars
}

/// The neighbourhood of the character at byte `at`, before and after.
fn around(raw: &str, at: usize, c: char, instead: Option<char>) -> (String, String) {
    let mut before = String::new();
    let mut head: Vec<char> = raw[..at].chars().rev().take(4).collect();
    head.reverse();
    for c in head {
        shown(c, &mut before);
    }
    let mut after = before.clone();
    shown(c, &mut before);
    if let Some(c) = instead {
        shown(c, &mut after);
    }
    for c in raw[at + c.len_utf8()..].chars().take(4) {
        shown(c, &mut before);
        shown(c, &mut after);
    }
    (before, after)
}

fn trim(mut chars: Vec<(char, u32)>, number: u32, log: &mut Log) -> Vec<(char, u32)> {
    let filled = |(c, _): &(char, u32)| !c.is_whitespace();
    let (Some(first), Some(last)) = (chars.iter().position(filled), chars.iter().rposition(filled)) else {
        return Vec::new();
    };
    if !log.wants(RepairKind::Indents) || (first == 0 && last + 1 == chars.len()) {
        return chars;
    }
    let edges = |part: &[(char, u32)]| {
        let mut out = String::new();
        let skip = part.len().saturating_sub(12);
        part.iter().take(6).for_each(|&(c, _)| shown(c, &mut out));
        if skip > 0 {
            out.push('…');
        }
        part.iter().skip(6.max(part.len().saturating_sub(6))).for_each(|&(c, _)| shown(c, &mut out));
        format!("[{out}]")
    };
    log.repair(RepairKind::Indents, number, || (edges(&chars), edges(&chars[first..=last])));
    chars.truncate(last + 1);
    chars.drain(..first);
    chars
}
