//! A story in the making.

use super::byline::{credit_start, dateline_end};
use super::chars::{is_chinese, length};
use super::report::Log;
use crate::model::{Byline, BylinePlace, Caption, Paragraph, ParagraphKind, Rank, Span, SpanKind, Story, StoryKind};

/// A story in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// What there is of it.
    pub(super) story: Story,
    /// Line of the source where it begins, from 1.
    pub(super) line: u32,
    /// Its kind and rank, where the copy states them.
    pub(super) stated: (Option<StoryKind>, Option<Rank>),
    /// Its body tells what a picture shows.
    pub(super) tells_a_picture: bool,
}

impl Draft {
    pub(super) fn new(line: u32, section: &str) -> Self {
        Self { story: Story { section: section.to_owned(), ..Story::default() }, line, ..Self::default() }
    }

    /// Adds a line to the headline; a second one goes on after a space, the preferred break.
    pub(super) fn head(&mut self, text: &str) {
        append(&mut self.story.headline.text, text);
    }

    pub(super) fn kicker(&mut self, text: &str) {
        append(&mut self.story.kicker, text);
    }

    pub(super) fn deck(&mut self, text: &str) {
        append(&mut self.story.deck, text);
    }

    /// Adds to the byline; the first words say where it stands.
    pub(super) fn sign(&mut self, text: &str, place: BylinePlace) {
        let byline = self.story.byline.get_or_insert(Byline { text: String::new(), place });
        append(&mut byline.text, text);
    }

    pub(super) fn cross_head(&mut self, text: &str) {
        self.story.body.push(Paragraph::cross_head(text));
    }

    pub(super) fn body(&mut self, text: &str) {
        self.story.body.push(Paragraph { kind: ParagraphKind::Body, spans: spans(text) });
    }

    pub(super) fn caption(&mut self, text: &str) {
        let at = credit_start(text).filter(|&at| at > 0).unwrap_or(text.len());
        let (text, credit) = text.split_at(at);
        self.story.captions.push(Caption { text: text.trim_end().to_owned(), credit: credit.trim().to_owned() });
    }

    pub(super) fn has_body(&self) -> bool {
        !self.story.body.is_empty()
    }

    pub(super) fn has_dateline(&self) -> bool {
        self.story.body.iter().any(|p| p.spans.iter().any(|s| s.kind == SpanKind::Dateline))
    }

    /// 字 of the running text.
    fn length(&self) -> usize {
        let text = self.story.body.iter().filter(|p| p.kind == ParagraphKind::Body);
        text.flat_map(|p| &p.spans).map(|s| length(&s.text)).sum()
    }
}

fn append(whole: &mut String, part: &str) {
    if !whole.is_empty() {
        whole.push(' ');
    }
    whole.push_str(part);
}

/// Dateline, text and credit of a paragraph.
fn spans(text: &str) -> Vec<Span> {
    let dateline = dateline_end(text).unwrap_or(0);
    let credit = credit_start(text).filter(|&at| at >= dateline).unwrap_or(text.len());
    let parts = [
        (&text[..dateline], SpanKind::Dateline),
        (&text[dateline..credit], SpanKind::Plain),
        (&text[credit..], SpanKind::Credit),
    ];
    let filled = parts.into_iter().filter(|(text, _)| !text.is_empty());
    filled.map(|(text, kind)| Span { text: text.to_owned(), kind }).collect()
}

/// Gives every draft its kind, rank and the setting of its headline.
pub(super) fn finish(drafts: &mut [Draft], log: &mut Log) {
    let lengths: Vec<usize> = drafts.iter().map(Draft::length).collect();
    let longest = lengths.iter().copied().max().unwrap_or(0);
    let several = drafts.len() > 1;
    for (n, (draft, &length)) in drafts.iter_mut().zip(&lengths).enumerate() {
        let leads = n == 0 && several && (length == longest || !draft.story.deck.is_empty());
        let rank = if leads { Rank::Lead } else { rank(length) };
        let kind = kind(draft, length);
        let story = &mut draft.story;
        (story.kind, story.rank) = (draft.stated.0.unwrap_or(kind), draft.stated.1.unwrap_or(rank));
        let headline = &mut story.headline;
        headline.break_at_space |= separates_halves(&headline.text);
        headline.vertical |= headline.text.contains(['『', '』', '「', '」']);
        if headline.text.is_empty() {
            log.warn(draft.line, "这一篇没有标题，请补题", "this story has no headline: write one");
        }
        if story.body.is_empty() && story.captions.is_empty() {
            log.warn(draft.line, "这一篇只有标题，没有正文", "this story has only a head and no text");
        }
    }
}

const fn rank(length: usize) -> Rank {
    match length {
        1200.. => Rank::Second,
        200.. => Rank::Third,
        _ => Rank::Filler,
    }
}

fn kind(draft: &Draft, length: usize) -> StoryKind {
    const FEATURES: [&str; 11] =
        ["综述", "纪实", "侧记", "通讯", "特写", "访谈", "观察", "调查", "纪事", "素描", "巡礼"];
    const OPINIONS: [&str; 9] = ["评论", "时评", "社评", "言论", "快评", "短评", "杂谈", "漫谈", "大家谈"];
    let story = &draft.story;
    let says = |text: &str, words: &[&str]| words.iter().any(|w| text.contains(w));
    let opinion = [&story.section, &story.kicker].into_iter().any(|t| says(t, &OPINIONS))
        || story.byline.as_ref().is_some_and(|b| b.text.contains("评论员"));
    let picture = draft.tells_a_picture && length <= 400;
    let body = |kind| story.body.iter().filter(move |p| p.kind == kind).count();
    if picture || (!draft.has_body() && !story.captions.is_empty()) {
        StoryKind::PictureStory
    } else if ["编者按", "编前", "编后", "开栏的话"].iter().any(|b| story.headline.text.starts_with(b)) {
        StoryKind::Note
    } else if opinion {
        StoryKind::Comment
    } else if body(ParagraphKind::CrossHead) > 0 || says(&story.deck, &FEATURES) {
        StoryKind::Feature
    } else if says(&story.section, &["简讯", "快讯", "短讯"]) || (body(ParagraphKind::Body) == 1 && length < 120)
    {
        StoryKind::Brief
    } else {
        StoryKind::News
    }
}

/// Whether a space stands between Chinese on both sides: the writer's own break.
fn separates_halves(headline: &str) -> bool {
    let chars: Vec<char> = headline.trim().chars().collect();
    chars.windows(3).any(|w| w[1].is_whitespace() && is_chinese(w[0]) && is_chinese(w[2]))
}
