//! The body: paragraphs with blank lines between, `## ` before a cross-head, `[text]{name}` where the setting differs.

use std::iter::Peekable;
use std::str::Chars;

use super::StoryFault;
use super::escape::{escape, escaped};
use crate::model::{Paragraph, ParagraphKind, Span, SpanKind};

/// Names of spans that are not styles of the house; a style of the same name is written with `=` before it.
const OWN_NAMES: [&str; 3] = ["plain", "dateline", "credit"];

pub(super) fn write(out: &mut String, body: &[Paragraph]) {
    for paragraph in body {
        out.push('\n');
        let line = spans(&paragraph.spans);
        match paragraph.kind {
            ParagraphKind::CrossHead => out.push_str("## "),
            ParagraphKind::Body if line.starts_with('#') => out.push('\\'),
            ParagraphKind::Body => {}
        }
        out.push_str(&line);
        out.push('\n');
    }
}

fn spans(all: &[Span]) -> String {
    let mut line = String::new();
    if all.is_empty() {
        line.push_str("[]{}");
    }
    let mut after_bare = false;
    for span in all {
        // Bare text after bare text would be read as one span.
        let bare = span.kind == SpanKind::Plain && !after_bare && !span.text.is_empty();
        if bare {
            escape(&mut line, &span.text, &['[']);
        } else {
            line.push('[');
            escape(&mut line, &span.text, &['[', ']']);
            line.push_str("]{");
            tag(&mut line, &span.kind);
            line.push('}');
        }
        after_bare = bare;
    }
    guarded(line)
}

fn tag(out: &mut String, kind: &SpanKind) {
    match kind {
        SpanKind::Plain => out.push_str("plain"),
        SpanKind::Dateline => out.push_str("dateline"),
        SpanKind::Credit => out.push_str("credit"),
        SpanKind::Style(name) => {
            if name.is_empty() || name.starts_with('=') || OWN_NAMES.contains(&name.as_str()) {
                out.push('=');
            }
            escape(out, name, &['}']);
        }
    }
}

/// A line whose first and last spaces, if it has any, are held by a backslash: bare ones are an editor's and are cut.
fn guarded(mut line: String) -> String {
    if line.starts_with(char::is_whitespace) {
        line.insert(0, '\\');
    }
    if let Some((at, c)) = line.char_indices().next_back()
        && c.is_whitespace()
        && !ends_in_escape(&line[..at])
    {
        line.insert(at, '\\');
    }
    line
}

fn ends_in_escape(before: &str) -> bool {
    before.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1
}

fn trimmed(line: &str) -> &str {
    let start = line.trim_start();
    let end = start.trim_end();
    if end.len() < start.len() && ends_in_escape(end) {
        let held = start[end.len()..].chars().next().map_or(0, char::len_utf8);
        &start[..end.len() + held]
    } else {
        end
    }
}

/// Reads the paragraphs of numbered lines.
pub(super) fn read<'a>(lines: impl Iterator<Item = (usize, &'a str)>) -> Result<Vec<Paragraph>, StoryFault> {
    let mut body = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (number, line) in lines {
        let line = trimmed(line);
        if let Some(head) = cross_head(line) {
            body.extend(finished(open.take())?);
            body.push(paragraph(ParagraphKind::CrossHead, number, head)?);
        } else if line.is_empty() {
            body.extend(finished(open.take())?);
        } else {
            match &mut open {
                Some((_, text)) => join(text, line),
                None => open = Some((number, line.to_owned())),
            }
        }
    }
    body.extend(finished(open)?);
    Ok(body)
}

fn cross_head(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("##")?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
}

fn finished(open: Option<(usize, String)>) -> Result<Option<Paragraph>, StoryFault> {
    open.map(|(number, text)| paragraph(ParagraphKind::Body, number, &text)).transpose()
}

/// A line broken inside a paragraph: Chinese joins without a space, Latin with one.
fn join(text: &mut String, line: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if latin(text.chars().next_back()) && latin(line.chars().next()) {
        text.push(' ');
    }
    text.push_str(line);
}

fn paragraph(kind: ParagraphKind, line: usize, text: &str) -> Result<Paragraph, StoryFault> {
    let spans = read_spans(text).map_err(|what| StoryFault { line, what })?;
    Ok(Paragraph { kind, spans })
}

fn read_spans(text: &str) -> Result<Vec<Span>, String> {
    let mut spans = Vec::new();
    if text == "[]{}" {
        return Ok(spans);
    }
    let mut bare = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => bare.push(escaped(&mut chars)?),
            '[' if is_marked(chars.clone()) => {
                if !bare.is_empty() {
                    spans.push(Span { text: std::mem::take(&mut bare), kind: SpanKind::Plain });
                }
                spans.push(marked(&mut chars)?);
            }
            c => bare.push(c),
        }
    }
    if !bare.is_empty() {
        spans.push(Span { text: bare, kind: SpanKind::Plain });
    }
    Ok(spans)
}

/// True where what follows an opening bracket is `…]{…}`: any other bracket is a bracket.
fn is_marked(mut chars: Peekable<Chars<'_>>) -> bool {
    skip_to(&mut chars, ']') && chars.next() == Some('{') && skip_to(&mut chars, '}')
}

fn skip_to(chars: &mut Peekable<Chars<'_>>, end: char) -> bool {
    while let Some(c) = chars.next() {
        if c == end {
            return true;
        }
        if c == '\\' {
            chars.next();
        }
    }
    false
}

/// Reads `…]{…}`.
fn marked(chars: &mut Peekable<Chars<'_>>) -> Result<Span, String> {
    let text = up_to(chars, ']')?;
    chars.next();
    let name = up_to(chars, '}')?;
    let kind = match name.as_str() {
        "" => return Err("the braces after a bracket hold the name of a style, as in [text]{bold}".to_owned()),
        "plain" => SpanKind::Plain,
        "dateline" => SpanKind::Dateline,
        "credit" => SpanKind::Credit,
        style => SpanKind::Style(style.strip_prefix('=').unwrap_or(style).to_owned()),
    };
    Ok(Span { text, kind })
}

fn up_to(chars: &mut Peekable<Chars<'_>>, end: char) -> Result<String, String> {
    let mut text = String::new();
    while let Some(c) = chars.next() {
        match c {
            c if c == end => break,
            '\\' => text.push(escaped(chars)?),
            c => text.push(c),
        }
    }
    Ok(text)
}
