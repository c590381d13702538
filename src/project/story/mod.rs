//! A story as a readable file: what it is in lines of `key: value`, then its body as plain Markdown.
//!
//! ```text
//! ---
//! kind: news
//! rank: second
//! headline: 全链条 服务
//! headline-break: space
//! byline: 记者 胡德光
//! caption: 图为活动现场。
//! credit: 通讯员 满常学 摄
//! ---
//!
//! [本报讯（记者 某）]{dateline}近日，……
//!
//! ## 小标题
//!
//! 正文里的\[方括号\]前有反斜线。
//! ```
//!
//! Every possible story reads back as it was, whatever characters it holds; what an editor types by hand may be looser
//! (indents, lines broken inside a paragraph, brackets without a backslash).

mod body;
mod escape;
mod front;

use crate::model::Story;

/// A story's file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct StoryFault {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub what: String,
}

const FENCE: &str = "---";

/// The story as text.
pub(super) fn write(story: &Story) -> String {
    let mut out = format!("{FENCE}\n");
    front::write(&mut out, story);
    out.push_str(FENCE);
    out.push('\n');
    body::write(&mut out, &story.body);
    out
}

/// The story that `text` describes.
pub(super) fn read(text: &str) -> Result<Story, StoryFault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut lines = (1..).zip(text.split('\n'));
    let opened = lines.next().is_some_and(|(_, l)| l.trim_end() == FENCE);
    if !opened {
        let what = format!("a story begins with a line {FENCE}, then `key: value` lines, then {FENCE} again");
        return Err(StoryFault { line: 1, what });
    }
    let mut reader = front::Reader::default();
    for (line, content) in lines.by_ref() {
        if content.trim_end() == FENCE {
            let mut story = reader.story();
            story.body = body::read(lines)?;
            return Ok(story);
        }
        reader.line(content).map_err(|what| StoryFault { line, what })?;
    }
    Err(StoryFault { line: 1, what: format!("the `key: value` lines never end: put a line {FENCE} after them") })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{
        Byline, BylinePlace, Caption, Headline, Paragraph, ParagraphKind, Rank, Span, SpanKind, StoryKind,
    };

    /// Texts rich in what could confuse the reader.
    fn text() -> impl Strategy<Value = String> {
        let awkward = prop::sample::select(vec![
            " ",
            "\u{3000}",
            "\n",
            "\r\n",
            "\t",
            "\\",
            "[",
            "]",
            "{",
            "}",
            "#",
            "## ",
            "---",
            "\"",
            ":",
            "plain",
            "=",
            "\u{2028}",
            "\u{85}",
            "\u{feff}",
            "\0",
            "菏泽",
            "（记者）",
            "a",
            "n",
            "u{41}",
            "\u{1f5de}",
            "][",
            "]{",
        ]);
        prop_oneof![
            3 => prop::collection::vec(awkward, 0..6).prop_map(|p| p.concat()),
            1 => any::<String>(),
        ]
    }

    fn span() -> impl Strategy<Value = Span> {
        let kind = prop_oneof![
            3 => Just(SpanKind::Plain),
            1 => Just(SpanKind::Dateline),
            1 => Just(SpanKind::Credit),
            1 => text().prop_map(SpanKind::Style),
            1 => prop::sample::select(vec!["plain", "dateline", "credit", "", "=", "bold"])
                .prop_map(|n| SpanKind::Style(n.to_owned())),
        ];
        (text(), kind).prop_map(|(text, kind)| Span { text, kind })
    }

    prop_compose! {
        fn paragraph()(cross in any::<bool>(), spans in prop::collection::vec(span(), 0..5)) -> Paragraph {
            Paragraph { kind: if cross { ParagraphKind::CrossHead } else { ParagraphKind::Body }, spans }
        }
    }

    prop_compose! {
        fn story()(
            kind in prop::sample::select(vec![StoryKind::News, StoryKind::PictureStory, StoryKind::Note]),
            rank in prop::sample::select(vec![Rank::Lead, Rank::Third, Rank::Filler]),
            (section, kicker, headline, deck) in (text(), text(), text(), text()),
            (break_at_space, vertical) in any::<(bool, bool)>(),
            byline in prop::option::of((text(), any::<bool>())),
            body in prop::collection::vec(paragraph(), 0..5),
            captions in prop::collection::vec((text(), text()), 0..3),
        ) -> Story {
            let place = |head| if head { BylinePlace::Head } else { BylinePlace::Tail };
            Story {
                kind, rank, section, kicker, deck, body,
                headline: Headline { text: headline, break_at_space, vertical },
                byline: byline.map(|(text, head)| Byline { text, place: place(head) }),
                captions: captions.into_iter().map(|(text, credit)| Caption { text, credit }).collect(),
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn every_story_reads_back_as_it_was(story in story()) {
            let text = write(&story);
            prop_assert_eq!(read(&text).map_err(|e| format!("{e:?}\n{text}")), Ok(story));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in text(), tail in any::<String>()) {
            let _ = read(&text);
            let _ = read(&format!("---\nkind: {tail}\n---\n{text}\n{tail}"));
        }
    }

    #[test]
    fn a_story_as_an_editor_writes_it() {
        let text = "---\r\nkind: feature\r\nrank: lead\r\nheadline: \"  全链条 \"\r\nheadline-break: space\r\n\
            tail-byline: 记者 胡德光\r\ncaption: 图为“现场”。\r\ncredit: 某 摄\r\ncaption: 二\r\n---\r\n\
            \u{3000}\u{3000}[本报讯（记者 某）]{dateline}第一行，\r\n接着[注]写 GB\r\n18030。  \r\n## 插题\r\n[粗]{bold}体\r\n";
        let story = read(text).unwrap();
        assert_eq!((story.kind, story.rank), (StoryKind::Feature, Rank::Lead));
        assert_eq!(story.headline.text, "  全链条 ");
        assert!(story.headline.break_at_space && !story.headline.vertical);
        assert_eq!(story.byline.as_ref().map(|b| b.place), Some(BylinePlace::Tail));
        let captions: Vec<_> = story.captions.iter().map(|c| (c.text.as_str(), c.credit.as_str())).collect();
        assert_eq!(captions, [("图为“现场”。", "某 摄"), ("二", "")]);
        let texts: Vec<_> = story.body.iter().map(|p| (p.kind, p.text())).collect();
        assert_eq!(texts[0], (ParagraphKind::Body, "本报讯（记者 某）第一行，接着[注]写 GB 18030。".to_owned()));
        assert_eq!(texts[1], (ParagraphKind::CrossHead, "插题".to_owned()));
        assert_eq!(story.body[2].spans[0].kind, SpanKind::Style("bold".to_owned()));
    }

    #[test]
    fn what_cannot_be_read_is_named_by_line() {
        for (text, line, says) in [
            ("", 1, "begins with a line ---"),
            ("---\nkind: news\n", 1, "never end"),
            ("---\nkind: poem\n---\n", 2, "picture-story"),
            ("---\nrank: lead\nrank: lead\n---\n", 3, "twice"),
            ("---\ncolour: red\n---\n", 2, "kicker"),
            ("---\ncredit: x\n---\n", 2, "before any caption"),
            ("---\nheadline: \"abc\n---\n", 2, "closing"),
            ("---\nnews\n---\n", 2, "key: value"),
            ("---\n---\n一\n\n二\\q\n", 5, "\\\\"),
            ("---\n---\n二\\u{d800}\n", 3, "\\u{"),
            ("---\n---\n一[x]{}\n", 3, "name"),
        ] {
            let fault = read(text).unwrap_err();
            assert!(fault.line == line && fault.what.contains(says), "{text}: {fault:?}");
        }
    }
}
