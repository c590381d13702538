//! What characters are, as far as import must know.

/// 汉字, with 〇 and 々.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{323AF}' | '\u{F900}'..='\u{FAFF}' | '〇' | '々')
}

/// A mark of Chinese text.
pub(super) const fn is_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301B}' | '\u{FF01}'..='\u{FF0F}'
        | '\u{FF1A}'..='\u{FF20}' | '\u{FF3B}'..='\u{FF40}' | '\u{FF5B}'..='\u{FF65}'
        | '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

/// Chinese: Han or a mark.
pub(super) const fn is_chinese(c: char) -> bool {
    is_han(c) || is_mark(c)
}

/// 字: every character but spaces, marks included.
pub(super) fn length(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Whether all is Han, and how much: `Some(0)` for nothing.
pub(super) fn all_han(text: &str) -> Option<usize> {
    text.chars().all(is_han).then(|| text.chars().count())
}
