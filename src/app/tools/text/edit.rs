//! Changes to copy at a caret, as commands: what is typed, pasted, split and joined.

use crate::app::desk::Caret;
use crate::edit::Command;
use crate::id::{Part, StoryId};
use crate::model::{Byline, Headline, Paragraph, ParagraphKind, Span, Story};

/// A change and where the caret stands after it.
pub type Change = (Command, Caret);

/// The selected stretch of a caret, in order.
#[must_use]
pub fn range(caret: &Caret) -> ((u32, usize), (u32, usize)) {
    (caret.anchor.min(caret.at), caret.anchor.max(caret.at))
}

/// A caret without a selection.
#[must_use]
pub fn bare(caret: &Caret, at: (u32, usize)) -> Caret {
    Caret { anchor: at, at, ..caret.clone() }
}

/// The selected text; paragraphs are divided by line feeds.
#[must_use]
pub fn selected(copy: &Story, caret: &Caret) -> String {
    let (from, to) = range(caret);
    let text = |n: u32| crate::app::canvas::lines::source(copy, caret.part, n).unwrap_or_default();
    let cut =
        |n: u32, from: usize, to: usize| text(n).chars().skip(from).take(to.saturating_sub(from)).collect::<String>();
    if from.0 == to.0 {
        return cut(from.0, from.1, to.1);
    }
    let mut lines = vec![cut(from.0, from.1, usize::MAX)];
    lines.extend((from.0 + 1..to.0).map(|n| cut(n, 0, usize::MAX)));
    lines.push(cut(to.0, 0, to.1));
    lines.join("\n")
}

/// Puts `text` in place of the selection, or at the caret. A line feed begins a paragraph in the body and is a space
/// elsewhere. None where nothing changes or the caret is nowhere.
#[must_use]
pub fn replace(copy: &Story, caret: &Caret, text: &str) -> Option<Change> {
    let (from, to) = range(caret);
    if from == to && text.is_empty() {
        return None;
    }
    let text = text.replace("\r\n", "\n").replace(['\r', '\t'], " ");
    if caret.part == Part::Body {
        return in_body(copy, caret, from, to, &text);
    }
    let text = text.replace('\n', " ");
    let old = crate::app::canvas::lines::source(copy, caret.part, caret.at.0)?;
    let count = old.chars().count();
    let (start, end) = (from.1.min(count), to.1.min(count));
    let mut new: String = old.chars().take(start).collect();
    new.push_str(&text);
    new.extend(old.chars().skip(end));
    let command = set_part(copy, &caret.story, caret.part, caret.at.0, new)?;
    Some((command, bare(caret, (caret.at.0, start + text.chars().count()))))
}

/// The command that gives a part other than the body its text.
fn set_part(copy: &Story, story: &StoryId, part: Part, number: u32, text: String) -> Option<Command> {
    let story = story.clone();
    Some(match part {
        Part::Kicker => Command::SetKicker { story, text },
        Part::Headline => Command::SetHeadline { story, headline: Headline { text, ..copy.headline.clone() } },
        Part::Deck => Command::SetDeck { story, text },
        Part::Byline => {
            let byline = copy.byline.as_ref().map(|b| Byline { text, ..b.clone() });
            Command::SetByline { story, byline }
        }
        Part::Caption => {
            let mut captions = copy.captions.clone();
            captions.get_mut(number as usize)?.text = text;
            Command::SetCaptions { story, captions }
        }
        Part::Body
        | Part::CrossHead
        | Part::Picture
        | Part::Credit
        | Part::Folio
        | Part::Masthead
        | Part::SectionHead
        | Part::JumpLine
        | Part::Furniture => return None,
    })
}

fn in_body(copy: &Story, caret: &Caret, from: (u32, usize), to: (u32, usize), text: &str) -> Option<Change> {
    let story = caret.story.clone();
    let (first, last) = (copy.body.get(from.0 as usize)?, copy.body.get(to.0 as usize)?);
    let count = |p: &Paragraph| p.spans.iter().map(|s| s.text.chars().count()).sum::<usize>();
    let (start, end) = (from.1.min(count(first)), to.1.min(count(last)));
    let lines: Vec<&str> = text.split('\n').collect();
    if from.0 == to.0 && lines.len() == 1 {
        let at = start + text.chars().count();
        let command =
            Command::EditText { story, paragraph: from.0 as usize, from: start, to: end, text: text.to_owned() };
        return Some((command, bare(caret, (from.0, at))));
    }
    let mut paragraphs = joined(first, last, start, end, &lines);
    let number = from.0 + u32::try_from(lines.len() - 1).unwrap_or(0);
    let tail = lines.last().map_or(0, |l| l.chars().count());
    let at = if lines.len() == 1 { start + tail } else { tail };
    let mut commands =
        vec![Command::SetParagraph { story: story.clone(), at: from.0 as usize, paragraph: paragraphs.remove(0) }];
    let next = from.0 as usize + 1;
    commands.extend((from.0..to.0).map(|_| Command::RemoveParagraph { story: story.clone(), at: next }));
    for (i, paragraph) in paragraphs.into_iter().enumerate() {
        commands.push(Command::InsertParagraph { story: story.clone(), at: Some(next + i), paragraph });
    }
    Some((Command::Batch { label: String::new(), commands }, bare(caret, (number, at))))
}

/// What stands before the selection with the first line, further lines, the last line with what stands after it.
fn joined(first: &Paragraph, last: &Paragraph, start: usize, end: usize, lines: &[&str]) -> Vec<Paragraph> {
    let before = cut(first, 0, start);
    let after = cut(last, end, usize::MAX);
    let kind_before = before.last().map(|s| s.kind.clone()).unwrap_or_default();
    let count = lines.len();
    let span = |text: &str| Span { text: text.to_owned(), kind: crate::model::SpanKind::Plain };
    let mut all = Vec::with_capacity(count);
    for (i, line) in lines.iter().enumerate() {
        let mut spans = if i == 0 { before.clone() } else { Vec::new() };
        match spans.last_mut() {
            Some(open) if i == 0 && open.kind == kind_before => open.text.push_str(line),
            _ => spans.push(span(line)),
        }
        if i + 1 == count {
            for more in &after {
                match spans.last_mut() {
                    Some(open) if open.kind == more.kind => open.text.push_str(&more.text),
                    _ => spans.push(more.clone()),
                }
            }
        }
        spans.retain(|s| !s.text.is_empty());
        if spans.is_empty() {
            spans.push(span(""));
        }
        // A new paragraph after a cross-head is text; one split in two stays what it was.
        let ends_head = first.kind == ParagraphKind::CrossHead && i > 0 && after.iter().all(|s| s.text.is_empty());
        let kind = if ends_head { ParagraphKind::Body } else { first.kind };
        all.push(Paragraph { kind, spans });
    }
    all
}

/// The spans of the characters `from` to before `to`.
fn cut(paragraph: &Paragraph, from: usize, to: usize) -> Vec<Span> {
    let mut start = 0;
    let mut kept = Vec::new();
    for span in &paragraph.spans {
        let length = span.text.chars().count();
        let (a, b) = (from.clamp(start, start + length) - start, to.clamp(start, start + length) - start);
        if a < b {
            let text = span.text.chars().skip(a).take(b - a).collect();
            kept.push(Span { text, kind: span.kind.clone() });
        }
        start += length;
    }
    kept
}

/// Takes away the selection, or the character before the caret, or joins the paragraph to the one before.
#[must_use]
pub fn delete_back(copy: &Story, caret: &Caret) -> Option<Change> {
    let mut caret = caret.clone();
    if caret.anchor == caret.at {
        caret.anchor = before(copy, &caret)?;
    }
    replace(copy, &caret, "")
}

/// Takes away the selection, or the character after the caret, or joins the next paragraph to this one.
#[must_use]
pub fn delete_forward(copy: &Story, caret: &Caret) -> Option<Change> {
    let mut caret = caret.clone();
    if caret.anchor == caret.at {
        caret.anchor = after(copy, &caret)?;
    }
    replace(copy, &caret, "")
}

/// How many characters a paragraph of the caret's part has.
#[must_use]
pub fn length(copy: &Story, part: Part, paragraph: u32) -> usize {
    crate::app::canvas::lines::source(copy, part, paragraph).map_or(0, |t| t.chars().count())
}

/// The place before the caret; none at the beginning of the part.
#[must_use]
pub fn before(copy: &Story, caret: &Caret) -> Option<(u32, usize)> {
    let (paragraph, at) = caret.at;
    if at > 0 {
        return Some((paragraph, at - 1));
    }
    let previous = paragraph.checked_sub(1).filter(|_| caret.part == Part::Body)?;
    Some((previous, length(copy, caret.part, previous)))
}

/// The place after the caret; none at the end of the part.
#[must_use]
pub fn after(copy: &Story, caret: &Caret) -> Option<(u32, usize)> {
    let (paragraph, at) = caret.at;
    if at < length(copy, caret.part, paragraph) {
        return Some((paragraph, at + 1));
    }
    let more = caret.part == Part::Body && (paragraph as usize) + 1 < copy.body.len();
    more.then_some((paragraph + 1, 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SpanKind;

    /// Copy with a bar `|` at the caret, or two round the selection; lines are paragraphs, `# ` begins a cross-head.
    fn copy(text: &str) -> (Story, Caret) {
        let mut body = Vec::new();
        let mut bars = Vec::new();
        for (n, line) in text.split('/').enumerate() {
            let (kind, line) =
                line.strip_prefix("# ").map_or((ParagraphKind::Body, line), |l| (ParagraphKind::CrossHead, l));
            let mut plain = String::new();
            for c in line.chars() {
                if c == '|' {
                    bars.push((n as u32, plain.chars().count()));
                } else {
                    plain.push(c);
                }
            }
            body.push(Paragraph { kind, spans: vec![Span { text: plain, kind: SpanKind::Plain }] });
        }
        let caret =
            Caret { story: StoryId::numbered('s', 1), part: Part::Body, anchor: bars[0], at: bars[bars.len() - 1] };
        (Story { body, ..Story::default() }, caret)
    }

    fn shown(story: &Story, caret: &Caret) -> String {
        let lines = story.body.iter().enumerate().map(|(n, p)| {
            let mut line = if p.kind == ParagraphKind::CrossHead { "# ".to_owned() } else { String::new() };
            let text = p.text();
            for (i, c) in text.chars().enumerate() {
                if caret.at == (n as u32, i) {
                    line.push('|');
                }
                line.push(c);
            }
            if caret.at == (n as u32, text.chars().count()) {
                line.push('|');
            }
            line
        });
        lines.collect::<Vec<_>>().join("/")
    }

    fn edition(story: &Story) -> crate::model::Edition {
        crate::model::Edition {
            paper: "曹州新报".into(),
            date: "2026-11-24".into(),
            issue_number: None,
            house: std::sync::Arc::new(crate::model::default_house(crate::geom::Length::um(3150))),
            pages: Vec::new(),
            stories: [(StoryId::numbered('s', 1), std::sync::Arc::new(story.clone()))].into(),
            pictures: [].into(),
        }
    }

    fn after(story: &Story, change: Option<Change>) -> String {
        let (command, caret) = change.expect("something changes");
        let next = crate::edit::apply(&edition(story), command).expect("the command holds");
        shown(&next.stories[&caret.story], &caret)
    }

    fn typed(text: &str, key: &str) -> String {
        let (story, caret) = copy(text);
        after(&story, replace(&story, &caret, key))
    }

    #[test]
    fn typing_stands_where_the_caret_is() {
        assert_eq!(typed("曹州|新报", "的"), "曹州的|新报");
        assert_eq!(typed("曹|州新|报", ""), "曹|报");
        assert_eq!(typed("曹|州新|报", "城"), "曹城|报");
        assert_eq!(typed("甲|乙/丙/丁|戊", "X"), "甲X|戊");
        assert_eq!(typed("|", "字"), "字|");
    }

    #[test]
    fn a_line_feed_begins_a_paragraph() {
        assert_eq!(typed("甲乙|丙", "\n"), "甲乙/|丙");
        assert_eq!(typed("甲乙|", "\n"), "甲乙/|");
        assert_eq!(typed("甲|乙/丙", "一\r\n二\n三"), "甲一/二/三|乙/丙");
        assert_eq!(typed("# 插题|/丙", "\n"), "# 插题/|/丙");
        assert_eq!(typed("# 插|题", "\n"), "# 插/# |题");
        assert_eq!(typed("甲|乙/丙|丁", "\n"), "甲/|丁");
    }

    #[test]
    fn deleting_joins_paragraphs_at_their_ends() {
        let back = |text: &str| {
            let (story, caret) = copy(text);
            delete_back(&story, &caret).map(|c| after(&story, Some(c)))
        };
        let forward = |text: &str| {
            let (story, caret) = copy(text);
            delete_forward(&story, &caret).map(|c| after(&story, Some(c)))
        };
        assert_eq!(back("甲乙|丙").as_deref(), Some("甲|丙"));
        assert_eq!(back("甲/|乙").as_deref(), Some("甲|乙"));
        assert_eq!(back("|甲"), None);
        assert_eq!(back("甲|乙/丙|丁").as_deref(), Some("甲|丁"));
        assert_eq!(forward("甲|乙").as_deref(), Some("甲|"));
        assert_eq!(forward("甲|/乙/丙").as_deref(), Some("甲|乙/丙"));
        assert_eq!(forward("甲|"), None);
    }

    #[test]
    fn settings_survive_a_split_and_a_join() {
        let mut story = copy("|").0;
        let span = |text: &str, kind| Span { text: text.into(), kind };
        story.body = vec![Paragraph {
            kind: ParagraphKind::Body,
            spans: vec![span("本报讯", SpanKind::Dateline), span("昨日消息", SpanKind::Plain)],
        }];
        let caret = Caret { story: StoryId::numbered('s', 1), part: Part::Body, anchor: (0, 2), at: (0, 2) };
        let (command, caret) = replace(&story, &caret, "\n").expect("it splits");
        let split = crate::edit::apply(&edition(&story), command).expect("it holds");
        let body = &split.stories[&caret.story].body;
        assert_eq!(body[0].spans, [span("本报", SpanKind::Dateline)]);
        assert_eq!(body[1].spans, [span("讯", SpanKind::Dateline), span("昨日消息", SpanKind::Plain)]);
        let (command, _) = delete_back(&split.stories[&caret.story], &caret).expect("it joins");
        let whole = crate::edit::apply(&split, command).expect("it holds");
        assert_eq!(whole.stories[&caret.story].body, story.body);
    }

    #[test]
    fn heads_take_text_and_no_paragraphs() {
        let mut story = Story { kicker: "旧".into(), ..Story::default() };
        let caret = Caret { story: StoryId::numbered('s', 1), part: Part::Kicker, anchor: (0, 1), at: (0, 1) };
        let (command, caret) = replace(&story, &caret, "新\n闻").expect("it is typed");
        story.kicker = "旧新 闻".into();
        assert_eq!(command, Command::SetKicker { story: caret.story.clone(), text: story.kicker.clone() });
        assert_eq!(caret.at, (0, 4));
        assert_eq!(selected(&story, &Caret { anchor: (0, 1), ..caret }), "新 闻");
    }
}
