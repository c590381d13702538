//! What can be said about a place: a rule, how grave it is, where, a sentence and a remedy, in Chinese and in English.

use serde::Serialize;

use crate::geom::Rect;
use crate::id::{BlockId, PictureId, StoryId};

/// How grave a finding is by itself. Which findings stop the press is a table (profile × rule), not this.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// An editor should look.
    Warning,
    /// Must not be printed.
    Error,
}

/// Where on which page, as exactly as it is known.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Where {
    /// Page number, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u16>,
    /// The block.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block: Option<BlockId>,
    /// The story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<StoryId>,
    /// The picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub picture: Option<PictureId>,
    /// Paragraph of the story's body, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Line within the paragraph, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The area on the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<Rect>,
}

/// A language findings are said in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Language {
    /// 简体中文.
    #[default]
    Chinese,
    /// English.
    English,
}

/// A number of things in English: `1 line`, `2 lines`.
#[must_use]
pub fn counted(count: impl std::fmt::Display, thing: &str) -> String {
    let count = count.to_string();
    if count == "1" { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

/// The same sentence in both languages.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize)]
pub struct Said {
    /// 简体中文.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Said {
    /// One sentence in Chinese and in English.
    #[must_use]
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// Several as one, with commas between.
    #[must_use]
    pub fn joined(parts: &[Self]) -> Self {
        let of = |pick: fn(&Self) -> &str, comma| parts.iter().map(pick).collect::<Vec<_>>().join(comma);
        Self { zh: of(|s| &s.zh, "，"), en: of(|s| &s.en, ", ") }
    }

    /// The sentence in one of its languages.
    #[must_use]
    pub fn said(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// One thing to say about one place. Written as JSON, `sentence` and `remedies` are Chinese, `sentence_en` and
/// `remedies_en` the same in English.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(into = "Written")]
pub struct Finding {
    /// The rule's stable id, such as `CPY-01`.
    pub rule: &'static str,
    /// How grave.
    pub severity: Severity,
    /// Where.
    pub place: Where,
    /// One sentence: what is wrong, in numbers.
    pub sentence: Said,
    /// What to do about it; several, best first.
    pub remedies: Vec<Said>,
}

/// A finding as JSON.
#[derive(Serialize)]
struct Written {
    rule: &'static str,
    severity: Severity,
    #[serde(rename = "where")]
    place: Where,
    sentence: String,
    sentence_en: String,
    remedies: Vec<String>,
    remedies_en: Vec<String>,
}

impl From<Finding> for Written {
    fn from(finding: Finding) -> Self {
        let Finding { rule, severity, place, sentence, remedies } = finding;
        let (remedies, remedies_en) = remedies.into_iter().map(|r| (r.zh, r.en)).unzip();
        Self { rule, severity, place, sentence: sentence.zh, sentence_en: sentence.en, remedies, remedies_en }
    }
}

impl Finding {
    /// A finding without a place or remedy yet, said in Chinese and in English.
    #[must_use]
    pub fn new(rule: &'static str, severity: Severity, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { rule, severity, place: Where::default(), sentence: Said::new(zh, en), remedies: Vec::new() }
    }

    /// The same with a remedy more, in Chinese and in English.
    #[must_use]
    pub fn remedy(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.remedies.push(Said::new(zh, en));
        self
    }

    /// The same at a place.
    #[must_use]
    pub fn at(mut self, place: Where) -> Self {
        self.place = place;
        self
    }
}
