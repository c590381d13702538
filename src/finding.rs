//! What can be said about a place: a rule, how grave it is, where, a sentence and a remedy.

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

/// One thing to say about one place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Finding {
    /// The rule's stable id, such as `CPY-01`.
    pub rule: &'static str,
    /// How grave.
    pub severity: Severity,
    /// Where.
    #[serde(rename = "where")]
    pub place: Where,
    /// One sentence: what is wrong, in numbers.
    pub sentence: String,
    /// What to do about it; several, best first.
    pub remedies: Vec<String>,
}

impl Finding {
    /// A finding without a place or remedy yet.
    #[must_use]
    pub fn new(rule: &'static str, severity: Severity, sentence: impl Into<String>) -> Self {
        Self { rule, severity, place: Where::default(), sentence: sentence.into(), remedies: Vec::new() }
    }

    /// The same with a remedy more.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedies.push(remedy.into());
        self
    }

    /// The same at a place.
    #[must_use]
    pub fn at(mut self, place: Where) -> Self {
        self.place = place;
        self
    }
}
