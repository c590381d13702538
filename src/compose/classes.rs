//! Character classes of Chinese composition (CLREQ §3, GB/T 15834—2011 §5.1), and what each class may do.
//!
//! UAX #14 is not used for Chinese: it glues a curly quotation mark to both neighbours and lets a line begin with ·.

use crate::model::Kinsoku;

/// What a character is to the composer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Class {
    /// “ ‘ （ 《 …
    Opening,
    /// ” ’ ） 》 …
    Closing,
    /// ， 、
    Comma,
    /// ； ：
    Semicolon,
    /// 。 ．
    Stop,
    /// ！ ？
    Exclamation,
    /// ·
    Interpunct,
    /// – — ～, one cell or half of one
    Connector,
    /// / ／
    Solidus,
    /// ——, half of the pair or the whole ligature
    Dash,
    /// ……, likewise
    Ellipsis,
    /// ￥ $ № before a number
    Prefix,
    /// % ℃ after a number
    Postfix,
    /// 々 ー: sounds and repeats that hang on the character before
    Iteration,
    /// Ideographs and everything that behaves like one
    Han,
    /// Letters, digits and the marks inside their runs
    Western,
    /// U+0020 and its like
    Space,
    /// U+3000
    IdeographicSpace,
    /// U+2028, the forced line break
    LineBreak,
}

impl Class {
    /// 避头: may not begin a line.
    pub(super) fn bad_start(self, level: Kinsoku) -> bool {
        match self {
            Self::Closing
            | Self::Comma
            | Self::Semicolon
            | Self::Stop
            | Self::Exclamation
            | Self::Interpunct
            | Self::Connector
            | Self::Solidus
            | Self::Postfix
            | Self::Iteration => level >= Kinsoku::Basic,
            Self::Dash | Self::Ellipsis => level >= Kinsoku::Strict,
            Self::Opening
            | Self::Prefix
            | Self::Han
            | Self::Western
            | Self::Space
            | Self::IdeographicSpace
            | Self::LineBreak => false,
        }
    }

    /// 避尾: may not end a line.
    pub(super) fn bad_end(self, level: Kinsoku) -> bool {
        match self {
            Self::Opening | Self::Prefix => level >= Kinsoku::Basic,
            Self::Solidus => level >= Kinsoku::Gb,
            _ => false,
        }
    }

    /// A mark whose ink stands at the start of its cell: blank after it.
    pub(super) const fn blank_after(self) -> bool {
        matches!(self, Self::Closing | Self::Comma | Self::Semicolon | Self::Stop | Self::Exclamation)
    }

    /// Marks next to which no Chinese–Western gap is set.
    pub(super) const fn is_mark(self) -> bool {
        self.blank_after() || matches!(self, Self::Opening)
    }

    /// Set by the Latin face.
    pub(super) const fn is_western(self) -> bool {
        matches!(self, Self::Western)
    }
}

/// The class of `c` by itself; [`classify`] looks at its neighbours too.
fn class_of(c: char) -> Class {
    match c {
        '“' | '‘' | '（' | '《' | '〈' | '「' | '『' | '【' | '〖' | '〔' | '［' | '｛' | '〘' | '〚' | '〝' => {
            Class::Opening
        }
        '”' | '’' | '）' | '》' | '〉' | '」' | '』' | '】' | '〗' | '〕' | '］' | '｝' | '〙' | '〛' | '〞' | '〟' => {
            Class::Closing
        }
        '，' | '、' => Class::Comma,
        '；' | '：' => Class::Semicolon,
        '。' | '．' | '｡' => Class::Stop,
        '！' | '？' | '‼' | '⁇' | '⁈' | '⁉' => Class::Exclamation,
        '·' | '・' | '‧' | '•' => Class::Interpunct,
        '–' | '—' | '～' | '〜' | '゠' => Class::Connector,
        '／' => Class::Solidus,
        '⸺' => Class::Dash,
        '…' | '⋯' => Class::Ellipsis,
        '￥' | '＄' | '￡' | '№' | '＃' | '$' | '£' | '¥' | '€' => Class::Prefix,
        '％' | '%' | '‰' | '℃' | '℉' | '°' | '′' | '″' | '￠' | '﹪' => Class::Postfix,
        '々' | '〻' | 'ー' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' | 'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ'
        | 'ょ' | 'ゎ' | 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' => {
            Class::Iteration
        }
        ' ' | '\t' | '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' => Class::Space,
        '\u{3000}' => Class::IdeographicSpace,
        '\u{2028}' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2029}' => Class::LineBreak,
        _ if is_western(c) => Class::Western,
        _ => Class::Han,
    }
}

/// Letters, digits and marks of Latin, Greek and Cyrillic; the soft hyphen; combining marks on them.
fn is_western(c: char) -> bool {
    matches!(c, '!'..='~' | '\u{a1}'..='\u{24f}' | '\u{300}'..='\u{36f}' | '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}'
        | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2012}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
        && !matches!(c, '±' | '×' | '÷' | '§' | '©' | '®' | '¶')
}

/// Classes of all characters, with what depends on the neighbours: —— and …… pairs, apostrophes and dashes inside
/// Latin, the solidus between Han.
pub(super) fn classify(chars: &[char]) -> Vec<Class> {
    let mut classes: Vec<Class> = chars.iter().map(|&c| class_of(c)).collect();
    for i in 0..chars.len() {
        let before = i.checked_sub(1).map(|b| chars[b]);
        let after = chars.get(i + 1).copied();
        let alphanumeric = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && is_western(c));
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        classes[i] = match chars[i] {
            '’' | '‘' if alphanumeric(before) && alphanumeric(after) => Class::Western,
            '–' if digit(before) && digit(after) => Class::Western,
            '/' if !alphanumeric(before) && !alphanumeric(after) => Class::Solidus,
            '—' if before == Some('—') || after == Some('—') => Class::Dash,
            _ => continue,
        };
    }
    classes
}

/// A place where a word may be divided; it shows only there.
pub(super) const SOFT_HYPHEN: char = '\u{ad}';

/// Characters that are no Western text although they are set upright and narrow: no gap beside them (CLREQ §3.2.2).
pub(super) const fn takes_gap(class: Class, c: char) -> bool {
    match class {
        Class::Western => c != SOFT_HYPHEN,
        Class::Postfix => c == '%',
        Class::Prefix => c == '$',
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(text: &str) -> Vec<Class> {
        classify(&text.chars().collect::<Vec<_>>())
    }

    #[test]
    fn neighbours_decide() {
        use Class::{Closing, Connector, Dash, Han, Solidus, Western};
        assert_eq!(classes("a’s"), [Western, Western, Western]);
        assert_eq!(classes("国’s"), [Han, Closing, Western]);
        assert_eq!(classes("国——家"), [Han, Dash, Dash, Han]);
        assert_eq!(classes("国—家"), [Han, Connector, Han]);
        assert_eq!(classes("国/家"), [Han, Solidus, Han]);
        assert_eq!(classes("1/2"), [Western, Western, Western]);
        assert_eq!(classes("3–5"), [Western, Western, Western]);
    }

    #[test]
    fn levels_add_to_each_other() {
        assert!(!Class::Comma.bad_start(Kinsoku::None));
        assert!(Class::Comma.bad_start(Kinsoku::Basic));
        assert!(!Class::Solidus.bad_end(Kinsoku::Basic));
        assert!(Class::Solidus.bad_end(Kinsoku::Gb));
        assert!(!Class::Dash.bad_start(Kinsoku::Gb));
        assert!(Class::Dash.bad_start(Kinsoku::Strict));
    }
}
