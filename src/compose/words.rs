//! Where words end: headlines break by sense, and Chinese does not show where that is.
//!
//! jieba cuts a text along the path of words whose frequencies weigh most. Only words that stand in the text can lie on
//! a path, and of all others it needs no more than the sum of their frequencies. So it is never given the whole list, which
//! takes 25 ms, but the words of the text at hand, found by bisection, and one word that no text has for all the rest.

use std::sync::{LazyLock, Mutex, PoisonError};

use jieba_rs::Jieba;

/// A word and its frequency a line, in the order of their bytes.
const LIST: &str = include_str!("../../assets/words/zh.txt");
/// Sum of the list's frequencies.
const TOTAL: usize = 59_202_479;
/// Characters of its longest word.
const LONGEST: usize = 6;
/// Stands for the words that are not in use. A character for private use is no Han, and jieba joins only Han.
const REST: &str = "\u{e000}";

static WORDS: LazyLock<Mutex<Words>> = LazyLock::new(|| {
    let mut jieba = Jieba::empty();
    jieba.add_word(REST, Some(TOTAL), None);
    Mutex::new(Words { jieba, rest: TOTAL })
});

/// The words of all texts so far.
struct Words {
    jieba: Jieba,
    /// Frequency of all others.
    rest: usize,
}

impl Words {
    /// Adds the list's words that stand in `text`.
    fn learn(&mut self, text: &str) {
        for (start, _) in text.char_indices() {
            let rest = &text[start..];
            let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
            for word in ends.map(|end| &rest[..end]) {
                let Some(line) = first_line_with(word) else { break };
                let frequency = line.strip_prefix(word).and_then(|l| l.strip_prefix(' ')).and_then(|f| f.parse().ok());
                if let Some(frequency) = frequency
                    && !self.jieba.has_word(word)
                {
                    self.jieba.add_word(word, Some(frequency), None);
                    self.rest = self.rest.saturating_sub(frequency);
                }
            }
        }
        self.jieba.add_word(REST, Some(self.rest), None);
    }
}

/// The first line of the list that begins with `prefix`.
fn first_line_with(prefix: &str) -> Option<&'static str> {
    let (mut low, mut high) = (0, LIST.len());
    while low < high {
        // The line that `middle` lies in; all before `low` are less than `prefix`.
        let middle = low + (high - low) / 2;
        let start = LIST.as_bytes()[..middle].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        let line = line_at(start);
        if line.as_bytes() < prefix.as_bytes() {
            low = start + line.len() + 1;
        } else {
            high = start;
        }
    }
    Some(line_at(low)).filter(|line| line.starts_with(prefix))
}

fn line_at(start: usize) -> &'static str {
    let rest = LIST.get(start..).unwrap_or_default();
    rest.split_once('\n').map_or(rest, |(line, _)| line)
}

/// How good a break is for the sense.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Sense {
    /// Inside a word, or before 的.
    Broken,
    /// Between words, but one of them belongs to the other side, 为|群众, or both to one quotation, “小|案侦防”.
    Poor,
    /// Between words.
    Fair,
    /// After a mark, or where the writer left a space.
    Good,
}

/// Words that lean on what stands before: no line begins with one.
const LEAN_BACK: &str = "的了着过地得们等之者性化家次个名户亿万元年月日第吗呢吧啊上下里中内外";
/// Words that lean on what follows: a line that ends with one leaves the reader hanging.
const LEAN_ON: &str = "以为在把被对向从与和及或跟同将让使给比自于由不是有达最更再又也都就才还很第";

/// For every byte offset of `text` at which a line could end, how good that would be; offsets not listed are `Broken`.
pub(super) fn sense_of_breaks(text: &str) -> Vec<(usize, Sense)> {
    let mut found = Vec::new();
    let mut known = WORDS.lock().unwrap_or_else(PoisonError::into_inner);
    known.learn(text);
    let words = known.jieba.cut(text, false);
    let mut open = 0usize;
    for (word, next) in words.iter().zip(words.iter().skip(1)) {
        let at = word.byte_start + word.word.len();
        open = word.word.chars().fold(open, |open, c| match c {
            '“' | '‘' | '『' | '「' | '《' | '〈' | '（' => open + 1,
            '”' | '’' | '』' | '」' | '》' | '〉' | '）' => open.saturating_sub(1),
            _ => open,
        });
        let sense = sense_between(word.word, next.word);
        // What is quoted belongs together: “小|案侦防” reads as two things.
        found.push((at, if open > 0 && sense == Sense::Fair { Sense::Poor } else { sense }));
    }
    found
}

/// The words of a text by their lengths in characters, as the breaks of headlines know them.
#[must_use]
pub fn word_lengths(text: &str) -> Vec<usize> {
    let mut known = WORDS.lock().unwrap_or_else(PoisonError::into_inner);
    known.learn(text);
    known.jieba.cut(text, false).iter().map(|w| w.word.chars().count()).collect()
}

fn sense_between(word: &str, next: &str) -> Sense {
    let only = |w: &str| {
        let mut chars = w.chars();
        chars.next().filter(|_| chars.next().is_none())
    };
    let is_word = |w: &str| w.chars().any(char::is_alphanumeric);
    match (only(word), only(next)) {
        (_, Some(c)) if LEAN_BACK.contains(c) => Sense::Broken,
        (Some(c), _) if LEAN_ON.contains(c) => Sense::Poor,
        // A number and its measure word, a word and its mark.
        (_, Some(c)) if c.is_alphanumeric() && word.ends_with(|d: char| d.is_ascii_digit()) => Sense::Broken,
        _ if !is_word(word) => Sense::Good,
        _ => Sense::Fair,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> String {
        let breaks = sense_of_breaks(text);
        let mut out = String::new();
        for (at, c) in text.char_indices() {
            let sense = breaks.iter().find(|(b, _)| *b == at).map_or(Sense::Broken, |(_, s)| *s);
            out.push_str(match sense {
                Sense::Broken => "",
                Sense::Poor => "·",
                Sense::Fair => "|",
                Sense::Good => "‖",
            });
            out.push(c);
        }
        out
    }

    #[test]
    fn the_list_is_sorted_and_its_sum_is_known() {
        let words: Vec<_> = LIST.lines().map(|l| l.split_once(' ').unwrap()).collect();
        assert!(words.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(words.iter().map(|w| w.1.parse::<usize>().unwrap()).sum::<usize>(), TOTAL);
        assert_eq!(words.iter().map(|w| w.0.chars().count()).max(), Some(LONGEST));
    }

    #[test]
    fn words_are_the_same_as_with_the_whole_list() {
        let whole = Jieba::with_dict(&mut LIST.as_bytes()).unwrap();
        let copy = include_str!("../../tests/import/heze.txt");
        let mut known = WORDS.lock().unwrap();
        for text in copy.lines().chain(["", "a", "𠮷野家", "今年3月", "\u{e000}的"]) {
            known.learn(text);
            let ends = |jieba: &Jieba| jieba.cut(text, false).iter().map(|t| t.byte_start).collect::<Vec<_>>();
            assert_eq!(ends(&known.jieba), ends(&whole), "{text}");
        }
    }

    #[test]
    fn words_stay_whole_and_small_words_lean() {
        assert_eq!(marked("今年广东群众性文化活动两大盛事"), "今年|广东|群众性|文化|活动|两|大|盛事");
        assert_eq!(marked("党的领导"), "党的|领导");
        assert_eq!(marked("企业达248家"), "企业|达·248家");
        assert!(marked("强化“小案侦防”为群众").contains("”‖为·群众"));
        let quoted = marked("强化“小案侦防”工作");
        assert!(quoted.split(['“', '”']).nth(1).is_some_and(|inside| inside.contains('·') && !inside.contains('|')));
        assert!(marked("“两新”组织").ends_with("”‖组织"));
    }
}
