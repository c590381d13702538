//! What is said to an editor, in Chinese and in English.

use serde::Serialize;

/// A sentence in both languages.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Said {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Said {
    /// A sentence.
    #[must_use]
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// Several as one.
    #[must_use]
    pub fn joined(parts: &[Self]) -> Self {
        let zh = parts.iter().map(|s| s.zh.as_str()).collect::<Vec<_>>().join("，");
        let en = parts.iter().map(|s| s.en.as_str()).collect::<Vec<_>>().join(", ");
        Self { zh, en }
    }
}
