//! Every word of the window, in Chinese and English. A word that lacks a language does not compile.

mod table;

use serde::{Deserialize, Serialize};

pub use table::Words;

/// A language of the window.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// The one of two texts that is in this language.
    #[must_use]
    pub const fn pick<T: Copy>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }

    /// The words in this language.
    #[must_use]
    pub const fn words(self) -> &'static Words {
        self.pick(&table::ZH, &table::EN)
    }

    /// The other language.
    #[must_use]
    pub const fn other(self) -> Self {
        self.pick(Self::En, Self::Zh)
    }

    /// The language of a locale such as `zh_CN.UTF-8`: Chinese, or English for every other one.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        if locale.is_empty() || locale.to_ascii_lowercase().starts_with("zh") { Self::Zh } else { Self::En }
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

    #[test]
    fn locales_choose_the_language() {
        assert_eq!(Language::of_locale("zh_CN.UTF-8"), Language::Zh);
        assert_eq!(Language::of_locale("de_DE.UTF-8"), Language::En);
    }
}
