//! Where words end: headlines break by sense, and Chinese does not show where that is.

use std::sync::LazyLock;

use jieba_rs::Jieba;

/// The list is loaded at the first headline that has to break, not before: that takes some 25 ms.
static WORDS: LazyLock<Jieba> = LazyLock::new(|| {
    let mut list = include_str!("../../assets/words/zh.txt").as_bytes();
    // The list is part of the program; should it be damaged, every character is a word and headlines still break.
    Jieba::with_dict(&mut list).unwrap_or_else(|_| Jieba::empty())
});

/// How good a break is for the sense.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Sense {
    /// Inside a word, or before 的.
    Broken,
    /// Between words, but one of them belongs to the other side: 为|群众.
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
    let words = WORDS.cut(text, false);
    for (word, next) in words.iter().zip(words.iter().skip(1)) {
        let at = word.byte_start + word.word.len();
        found.push((at, sense_between(word.word, next.word)));
    }
    found
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
    fn words_stay_whole_and_small_words_lean() {
        assert_eq!(marked("今年广东群众性文化活动两大盛事"), "今年|广东|群众性|文化|活动|两|大|盛事");
        assert_eq!(marked("党的领导"), "党的|领导");
        assert_eq!(marked("企业达248家"), "企业|达·248家");
        assert!(marked("强化“小案侦防”为群众").contains("”‖为·群众"));
    }
}
