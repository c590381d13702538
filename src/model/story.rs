//! The copy: what was written, in parts, independent of any page.

use serde::{Deserialize, Serialize};

/// One story.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Story {
    /// What kind of writing.
    pub kind: StoryKind,
    /// How strong on the page.
    pub rank: Rank,
    /// 栏目 it belongs to, such as 菏泽社会工作.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// 引题.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kicker: String,
    /// 主题.
    pub headline: Headline,
    /// 副题, with its —— if it has one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub deck: String,
    /// 署名.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<Byline>,
    /// The body, cross-heads included.
    pub body: Vec<Paragraph>,
    /// Captions of its pictures.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub captions: Vec<Caption>,
}

/// What kind of writing.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StoryKind {
    /// 消息.
    #[default]
    News,
    /// 通讯, 综述.
    Feature,
    /// 评论.
    Comment,
    /// 图片新闻.
    PictureStory,
    /// 简讯.
    Brief,
    /// 编者按.
    Note,
}

/// How strong a story stands on its page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rank {
    /// 头条.
    Lead,
    /// 二条.
    Second,
    /// An ordinary story.
    #[default]
    Third,
    /// 补白.
    Filler,
}

/// 主题.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Headline {
    /// Its words; a space is the writer's separator and, where `break_at_space`, the preferred break.
    pub text: String,
    /// The space is where the line should break if it must.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub break_at_space: bool,
    /// 竖题 proposed: the copy has 『』 or an editor said so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub vertical: bool,
}

/// 署名.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Byline {
    /// As printed, such as `记者 胡德光`.
    pub text: String,
    /// Under the headline or after the text.
    pub place: BylinePlace,
}

/// Where a byline stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BylinePlace {
    /// Under the headline.
    Head,
    /// After the text, at the right.
    Tail,
}

/// 图片说明.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Caption {
    /// What it says.
    pub text: String,
    /// Who took it, as printed: `通讯员 满常学 摄`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub credit: String,
}

/// A paragraph of the body.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Paragraph {
    /// Running text or cross-head.
    #[serde(default)]
    pub kind: ParagraphKind,
    /// Its text in spans.
    pub spans: Vec<Span>,
}

/// What a paragraph of the body is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParagraphKind {
    /// 正文.
    #[default]
    Body,
    /// 插题.
    CrossHead,
}

/// A piece of text set alike.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Span {
    /// The characters.
    pub text: String,
    /// How it differs from its paragraph.
    #[serde(default)]
    pub kind: SpanKind,
}

/// How a span differs from its paragraph.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SpanKind {
    /// Not at all.
    #[default]
    Plain,
    /// 电头.
    Dateline,
    /// 摄影者.
    Credit,
    /// A character style of the house, by name.
    Style(String),
}

impl Paragraph {
    /// A body paragraph of plain text.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { kind: ParagraphKind::Body, spans: vec![Span { text: text.into(), kind: SpanKind::Plain }] }
    }

    /// A cross-head.
    #[must_use]
    pub fn cross_head(text: impl Into<String>) -> Self {
        Self { kind: ParagraphKind::CrossHead, spans: vec![Span { text: text.into(), kind: SpanKind::Plain }] }
    }

    /// Its characters without their settings.
    #[must_use]
    pub fn text(&self) -> String {
        self.spans.iter().map(|s| s.text.as_str()).collect()
    }
}

/// All of a story's text in reading order, a line a paragraph: kicker, headline, deck, head byline, body, tail byline,
/// captions.
#[must_use]
pub fn plain_text(story: &Story) -> String {
    let mut lines: Vec<String> = Vec::new();
    let byline = |place| story.byline.iter().filter(move |b| b.place == place).map(|b| b.text.clone());
    lines.extend([&story.kicker, &story.headline.text, &story.deck].into_iter().filter(|t| !t.is_empty()).cloned());
    lines.extend(byline(BylinePlace::Head));
    lines.extend(story.body.iter().map(Paragraph::text));
    lines.extend(byline(BylinePlace::Tail));
    lines.extend(story.captions.iter().map(|c| format!("{}{}", c.text, c.credit)));
    lines.join("\n")
}
