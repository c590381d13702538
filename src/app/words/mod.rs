//! Every word of the window, in Chinese and English. A word that lacks a language does not compile.

mod errors;
mod table;

use crate::finding::Language;

pub use errors::Told;
pub use table::Words;

impl Language {
    /// The one of two texts that is in this language.
    #[must_use]
    pub const fn pick<T: Copy>(self, zh: T, en: T) -> T {
        match self {
            Self::Chinese => zh,
            Self::English => en,
        }
    }

    /// The window's words in this language.
    #[must_use]
    pub const fn words(self) -> &'static Words {
        self.pick(&table::ZH, &table::EN)
    }

    /// The language of a locale such as `zh_CN.UTF-8`; Chinese where it names none (`C`, `POSIX`, nothing).
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        match locale.split(['_', '.', '-', '@']).next().unwrap_or_default() {
            "" | "C" | "POSIX" | "zh" => Self::Chinese,
            _ => Self::English,
        }
    }

    /// The other language.
    #[must_use]
    pub const fn other(self) -> Self {
        self.pick(Self::English, Self::Chinese)
    }
}

/// `text` with its `{}` filled in, in order.
#[must_use]
pub fn fill(text: &str, with: &[&dyn std::fmt::Display]) -> String {
    let mut parts = text.split("{}");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for (i, part) in parts.enumerate() {
        if let Some(value) = with.get(i) {
            filled.push_str(&value.to_string());
        }
        filled.push_str(part);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_filled_in_order() {
        assert_eq!(fill("{} 行 × {} 字", &[&3, &"12"]), "3 行 × 12 字");
        assert_eq!(fill("无", &[&3]), "无");
    }
}
