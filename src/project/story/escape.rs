//! Backslashes: how characters with a meaning of their own, and those that cannot be seen, are written.

use std::iter::Peekable;
use std::str::Chars;

/// Writes `text` so that [`unescape`] gives it back, with a backslash before each of `marks`.
pub(super) fn escape(out: &mut String, text: &str, marks: &[char]) {
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\\' => out.push_str("\\\\"),
            c if marks.contains(&c) => out.extend(['\\', c]),
            c if is_hidden(c) => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
}

/// Control characters and every space but the two that copy is written with.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control() || (c.is_whitespace() && c != ' ' && c != '\u{3000}') || c == '\u{feff}'
}

/// The character that follows a backslash which has just been read.
pub(super) fn escaped(chars: &mut Peekable<Chars<'_>>) -> Result<char, String> {
    match chars.next() {
        None => Err("a backslash at the end means nothing: write \\\\ for a backslash".to_owned()),
        Some('n') => Ok('\n'),
        Some('t') => Ok('\t'),
        Some('u') => by_number(chars),
        Some(c) if c.is_ascii_alphanumeric() => Err(format!("\\{c} means nothing: write \\\\ for a backslash")),
        Some(c) => Ok(c),
    }
}

fn by_number(chars: &mut Peekable<Chars<'_>>) -> Result<char, String> {
    let bad = || "a character by number is written \\u{…} with its number in base 16".to_owned();
    chars.next_if_eq(&'{').ok_or_else(bad)?;
    let digits: String = std::iter::from_fn(|| chars.next_if(char::is_ascii_hexdigit)).take(7).collect();
    chars.next_if_eq(&'}').ok_or_else(bad)?;
    u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32).ok_or_else(bad)
}
