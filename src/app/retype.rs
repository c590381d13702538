//! A story's body as one text to type in, and the command that a changed text means.
//!
//! A paragraph is a line; a cross-head's line begins with `## `, as in the story's file. What was not changed keeps its
//! settings: a dateline stays a dateline however the text around it is retyped.

use crate::edit::Command;
use crate::id::StoryId;
use crate::model::{Paragraph, ParagraphKind, Span, SpanKind};

/// What a cross-head's line begins with.
pub(crate) const CROSS_HEAD: &str = "## ";

/// The body as one text.
pub(crate) fn text_of(body: &[Paragraph]) -> String {
    body.iter().map(line_of).collect::<Vec<_>>().join("\n")
}

fn line_of(paragraph: &Paragraph) -> String {
    let mark = if paragraph.kind == ParagraphKind::CrossHead { CROSS_HEAD } else { "" };
    format!("{mark}{}", paragraph.text())
}

/// The command that makes `body` say `text`; none where it does.
pub(crate) fn command(story: &StoryId, body: &[Paragraph], text: &str) -> Option<Command> {
    let lines: Vec<&str> = if text.is_empty() { Vec::new() } else { text.split('\n').collect() };
    let same_start = body.iter().zip(&lines).take_while(|(p, l)| line_of(p) == **l).count();
    let (old, new) = (&body[same_start..], &lines[same_start..]);
    let same_end = old.iter().rev().zip(new.iter().rev()).take_while(|(p, l)| line_of(p) == **l).count();
    let (old, new) = (&old[..old.len() - same_end], &new[..new.len() - same_end]);
    let written = rewritten(old, new);
    let mut commands = Vec::new();
    let common = old.len().min(written.len());
    for (i, paragraph) in written.iter().enumerate() {
        let at = same_start + i;
        if i >= common {
            commands.push(Command::InsertParagraph {
                story: story.clone(),
                at: Some(at),
                paragraph: paragraph.clone(),
            });
        } else if old[i] != *paragraph {
            commands.push(Command::SetParagraph { story: story.clone(), at, paragraph: paragraph.clone() });
        }
    }
    for _ in common..old.len() {
        commands.push(Command::RemoveParagraph { story: story.clone(), at: same_start + common });
    }
    match commands.len() {
        0 => None,
        1 => commands.pop(),
        _ => Some(Command::Batch { label: String::new(), commands }),
    }
}

/// A character and how it is set; a line's end is set as nothing.
type Set = (char, SpanKind);

/// The old paragraphs retyped as the new lines: what stands before and after the change keeps its setting, what is new
/// takes the one it is typed into.
fn rewritten(old: &[Paragraph], new: &[&str]) -> Vec<Paragraph> {
    let before = flat(old);
    let after: Vec<char> = new.join("\n").chars().collect();
    let start = before.iter().zip(&after).take_while(|((a, _), b)| a == *b).count();
    let rest = (before.len() - start).min(after.len() - start);
    let end = (0..rest).take_while(|i| before[before.len() - 1 - i].0 == after[after.len() - 1 - i]).count();
    let typed_into = start.checked_sub(1).and_then(|i| before.get(i)).or(before.get(start));
    let kind = typed_into.filter(|(c, _)| *c != '\n').map_or(SpanKind::Plain, |(_, k)| k.clone());
    let mut set: Vec<Set> = before[..start].to_vec();
    set.extend(after[start..after.len() - end].iter().map(|c| (*c, kind.clone())));
    set.extend_from_slice(&before[before.len() - end..]);
    if new.is_empty() { Vec::new() } else { set.split(|(c, _)| *c == '\n').map(paragraph).collect() }
}

fn flat(paragraphs: &[Paragraph]) -> Vec<Set> {
    let mut set = Vec::new();
    for (i, paragraph) in paragraphs.iter().enumerate() {
        if i > 0 {
            set.push(('\n', SpanKind::Plain));
        }
        if paragraph.kind == ParagraphKind::CrossHead {
            set.extend(CROSS_HEAD.chars().map(|c| (c, SpanKind::Plain)));
        }
        set.extend(paragraph.spans.iter().flat_map(|s| s.text.chars().map(|c| (c, s.kind.clone()))));
    }
    set
}

fn paragraph(line: &[Set]) -> Paragraph {
    let is_cross_head = line.iter().map(|(c, _)| *c).take(CROSS_HEAD.len()).eq(CROSS_HEAD.chars());
    let (kind, line) =
        if is_cross_head { (ParagraphKind::CrossHead, &line[CROSS_HEAD.len()..]) } else { (ParagraphKind::Body, line) };
    let mut spans: Vec<Span> = Vec::new();
    for (char, kind) in line {
        match spans.last_mut().filter(|s| s.kind == *kind) {
            Some(span) => span.text.push(*char),
            None => spans.push(Span { text: char.to_string(), kind: kind.clone() }),
        }
    }
    Paragraph { kind, spans }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;
    use crate::model::{Preset, Story};
    use crate::session::{NewEdition, new_edition};

    fn body() -> Vec<Paragraph> {
        let dateline = Span { text: "本报讯".into(), kind: SpanKind::Dateline };
        let rest = Span { text: "近日办结。".into(), kind: SpanKind::Plain };
        vec![
            Paragraph { kind: ParagraphKind::Body, spans: vec![dateline, rest] },
            Paragraph::cross_head("办得快"),
            Paragraph::plain("第二段。"),
        ]
    }

    /// The body after the text was retyped as `text`, by way of the command.
    fn retyped(text: &str) -> Vec<Paragraph> {
        let id = StoryId::numbered('s', 1);
        let wanted = NewEdition { preset: Preset::Tabloid, pages: 1, paper: "报".into(), date: "2026-11-24".into() };
        let mut edition = new_edition(&wanted);
        let story = Story { body: body(), ..Story::default() };
        edition.stories.insert(id.clone(), story.into());
        let edition = match command(&id, &body(), text) {
            Some(command) => apply(&edition, command).unwrap(),
            None => edition,
        };
        edition.stories[&id].body.clone()
    }

    #[test]
    fn the_text_says_what_the_body_says() {
        assert_eq!(text_of(&body()), "本报讯近日办结。\n## 办得快\n第二段。");
        assert_eq!(command(&StoryId::numbered('s', 1), &body(), &text_of(&body())), None);
    }

    #[test]
    fn what_is_typed_takes_the_setting_it_is_typed_into() {
        let new = retyped("本报电讯近日办结。\n## 办得快\n第二段。");
        assert_eq!(new[0].spans[0].text, "本报电讯");
        assert_eq!(new[0].spans[0].kind, SpanKind::Dateline);
        assert_eq!(new[1..], body()[1..]);
    }

    #[test]
    fn lines_come_and_go() {
        for text in [
            "本报讯近日\n办结。\n## 办得快\n第二段。",
            "本报讯近日办结。第二段。",
            "",
            "## 本报讯近日办结。\n办得快\n第二段。",
            "别的\n\n话",
            "本报讯近日办结。\n## 办得快\n第二段。\n",
        ] {
            assert_eq!(text_of(&retyped(text)), text);
        }
        let split = retyped("本报\n讯近日办结。\n## 办得快\n第二段。");
        assert_eq!(
            (split[0].spans[0].kind.clone(), split[1].spans[0].kind.clone()),
            (SpanKind::Dateline, SpanKind::Dateline)
        );
    }
}
