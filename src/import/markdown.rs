//! `.md` copy: front matter, `#` headlines, `##` cross-heads, `![caption](file)`.

use super::byline::{credit_start, is_byline};
use super::draft::Draft;
use super::labels::{Label, is_separator, named};
use super::lines::Line;
use super::marks::{Text, mend};
use super::report::{Log, PictureReference, Piece};
use crate::model::{BylinePlace, Rank, StoryKind};

/// Most lines of a front matter.
const FRONT: usize = 64;

/// The lines of the front matter between its two `---`, if the file begins with one.
fn front_matter(lines: &[Line]) -> Option<usize> {
    let text = |n: usize| lines.get(n).map(Line::text);
    if text(0)?.trim() != "---" {
        return None;
    }
    let end = (1..lines.len().min(FRONT)).find(|&n| text(n).is_some_and(|t| t.trim() == "---"))?;
    let known = |t: &str| key(t).is_some_and(|(k, _)| is_known(k));
    let mut inner = (1..end).filter_map(text);
    let keyed = inner.clone().all(|t| key(&t).is_some());
    (keyed && inner.any(|t| known(&t))).then_some(end)
}

/// Whether a file is Markdown by its content: it begins with a front matter.
pub(super) fn has_front_matter(lines: &[Line]) -> bool {
    front_matter(lines).is_some()
}

/// Key and start of the value of a line of front matter.
fn key(line: &str) -> Option<(&str, usize)> {
    let (at, colon) = line.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let key = line[..at].trim();
    let plain = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    plain.then_some((key, at + colon.len_utf8()))
}

fn is_known(key: &str) -> bool {
    named(key).is_some() || ["kind", "rank", "vertical", "tail-byline"].iter().any(|k| k.eq_ignore_ascii_case(key))
}

/// The stories of a Markdown file: one, or one for every `#` headline or separator line.
pub(super) fn stories(lines: &[Line], log: &mut Log) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut body = lines;
    if let Some(end) = front_matter(lines) {
        log.marker(lines[0].number, "---");
        let mut draft = Draft::new(lines[0].number, "");
        lines[1..end].iter().for_each(|line| value(line, &mut draft, log));
        log.marker(lines[end].number, "---");
        drafts.push(draft);
        body = &lines[end + 1..];
    }
    let mut fresh = drafts.is_empty();
    for block in blocks(body) {
        place(block, &mut drafts, &mut fresh, log);
    }
    for draft in &mut drafts {
        tail_byline(draft);
    }
    drafts
}

fn mended(chars: &[(char, u32)], log: &mut Log) -> String {
    let mut text: Text = chars.to_vec();
    mend(&mut text, log);
    text.iter().map(|t| t.0).collect()
}

/// A line of front matter goes where its key says.
fn value(line: &Line, draft: &mut Draft, log: &mut Log) {
    let text = line.text();
    let Some((key, from)) = key(&text) else {
        log.marker(line.number, text);
        return;
    };
    let raw: Vec<(char, u32)> = line.chars.iter().copied().skip(text[..from].chars().count()).collect();
    let edges: String = raw.iter().map(|c| c.0).collect();
    let inner = unquoted(edges.trim());
    let skip = edges.find(inner).map_or(0, |at| edges[..at].chars().count());
    let chars = &raw[skip..skip + inner.chars().count()];
    let low = key.to_ascii_lowercase();
    let tail = low == "tail-byline";
    let label = named(&low).or_else(|| tail.then_some(Label::Byline)).filter(|l| *l != Label::Body);
    let Some(label) = label else {
        log.marker(line.number, &text);
        return setting(&low, inner, line.number, draft, log);
    };
    let around: String = raw[..skip].iter().chain(&raw[skip + chars.len()..]).map(|c| c.0).collect();
    log.marker(line.number, format!("{}{}", &text[..from], around.trim()));
    if inner.is_empty() {
        return;
    }
    let value = mended(chars, log);
    match label {
        Label::Kicker => draft.kicker(&value),
        Label::Headline => draft.head(&value),
        Label::Deck => draft.deck(&value),
        Label::Byline => draft.sign(&value, if tail { BylinePlace::Tail } else { BylinePlace::Head }),
        Label::CrossHead => draft.cross_head(&value),
        Label::Body | Label::Caption => draft.caption(&value),
        Label::Section => {
            draft.story.section.clone_from(&value);
            log.sections.push(Piece { line: line.number, text: value });
        }
    }
}

fn unquoted(value: &str) -> &str {
    let inner = |q| value.strip_prefix(q).and_then(|v: &str| v.strip_suffix(q)).filter(|v| !v.contains(q));
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

/// Keys whose value is a setting and not copy.
fn setting(key: &str, value: &str, line: u32, draft: &mut Draft, log: &mut Log) {
    let known = match key {
        "kind" => {
            draft.stated.0 = kind(value);
            draft.stated.0.is_some()
        }
        "rank" => {
            draft.stated.1 = rank(value);
            draft.stated.1.is_some()
        }
        "vertical" => {
            draft.story.headline.vertical = matches!(value, "true" | "yes" | "是");
            matches!(value, "true" | "yes" | "是" | "false" | "no" | "否")
        }
        _ => false,
    };
    if !known {
        log.warn(
            line,
            format!("文件头中的“{key}: {value}”不认识，未采用"),
            format!("“{key}: {value}” in the front matter is not known and was left aside"),
        );
    }
}

fn kind(value: &str) -> Option<StoryKind> {
    Some(match value {
        "news" | "消息" => StoryKind::News,
        "feature" | "通讯" => StoryKind::Feature,
        "comment" | "评论" => StoryKind::Comment,
        "picture-story" | "图片新闻" => StoryKind::PictureStory,
        "brief" | "简讯" => StoryKind::Brief,
        "note" | "编者按" => StoryKind::Note,
        _ => return None,
    })
}

fn rank(value: &str) -> Option<Rank> {
    Some(match value {
        "lead" | "头条" => Rank::Lead,
        "second" | "二条" => Rank::Second,
        "third" | "一般" => Rank::Third,
        "filler" | "补白" => Rank::Filler,
        _ => return None,
    })
}

/// Lines that are one block: a paragraph until the next empty line, or one line of any other kind.
fn blocks(lines: &[Line]) -> Vec<&[Line]> {
    let alone = |l: &Line| {
        let text = l.text();
        let text = text.trim();
        text.starts_with('#') || image(text).is_some() || is_separator(text)
    };
    lines.chunk_by(|a, b| b.blanks == 0 && !alone(a) && !alone(b)).collect()
}

/// Caption and file of a line that is only a picture.
fn image(text: &str) -> Option<(&str, &str)> {
    let (caption, file) = text.strip_prefix("![")?.strip_suffix(')')?.split_once("](")?;
    (!caption.contains("![") && !file.contains(['(', ')'])).then_some((caption, file))
}

/// Puts a block into the story it belongs to. `fresh`: a separator or the top of the file stands before it.
fn place(block: &[Line], drafts: &mut Vec<Draft>, fresh: &mut bool, log: &mut Log) {
    let first = &block[0];
    let text = first.text();
    let text = text.trim();
    if is_separator(text) {
        log.marker(first.number, text);
        *fresh = true;
        return;
    }
    let level = text.bytes().take_while(|&b| b == b'#').count();
    let headline = level == 1 && !text[1..].trim().is_empty();
    let taken = drafts.last().is_none_or(|d| !d.story.headline.text.is_empty() || d.has_body());
    if *fresh || drafts.is_empty() || (headline && taken) {
        let section = drafts.last().map(|d| d.story.section.clone()).unwrap_or_default();
        drafts.push(Draft::new(first.number, &section));
        *fresh = false;
    }
    let story = drafts.len() - 1;
    let draft = &mut drafts[story];
    if let Some((caption, file)) = image(text) {
        picture(first, caption, file, story, draft, log);
    } else if (1..=6).contains(&level) && !text[level..].trim().is_empty() {
        let skip = first.chars.iter().take_while(|c| c.0 == '#' || c.0.is_whitespace()).count();
        log.marker(first.number, "#".repeat(level));
        let text = mended(&first.chars[skip..], log);
        let text = text.trim_end();
        if headline { draft.head(text) } else { draft.cross_head(text) }
    } else {
        paragraph(block, draft, log);
    }
}

fn picture(line: &Line, caption: &str, file: &str, story: usize, draft: &mut Draft, log: &mut Log) {
    log.marker(line.number, format!("![]({file})"));
    let number = (!caption.trim().is_empty()).then_some(draft.story.captions.len());
    if number.is_some() {
        let chars: Vec<(char, u32)> = caption.trim().chars().map(|c| (c, line.number)).collect();
        draft.caption(&mended(&chars, log));
    }
    log.pictures.push(PictureReference { line: line.number, story, caption: number, file: file.to_owned() });
}

/// A paragraph; before any text of the story it may be the deck or the byline.
fn paragraph(block: &[Line], draft: &mut Draft, log: &mut Log) {
    let mut chars: Vec<(char, u32)> = Vec::new();
    for line in block {
        let letter = |c: Option<&(char, u32)>| c.is_some_and(|c| c.0.is_ascii_alphanumeric());
        if letter(chars.last()) && letter(line.chars.first()) {
            chars.push((' ', line.number));
        }
        chars.extend(&line.chars);
    }
    let text = mended(&chars, log);
    if text.contains("**") || text.contains("](") {
        log.warn(
            block[0].number,
            "段内的 Markdown 标记（**、[]()）按原样保留，请处理",
            "Markdown marks inside this paragraph (** or []()) are kept as they stand, please clear them",
        );
    }
    let top = !draft.has_body() && !draft.story.headline.text.is_empty();
    if top && draft.story.deck.is_empty() && super::classify::is_deck(&text) {
        draft.deck(&text);
    } else if top && draft.story.byline.is_none() && is_byline(&text) {
        draft.sign(&text, BylinePlace::Head);
    } else {
        draft.tells_a_picture |= credit_start(&text).is_some() || text.contains("图为");
        draft.body(&text);
    }
}

/// A byline as the last paragraph stands at the tail.
fn tail_byline(draft: &mut Draft) {
    let last = draft.story.body.last().map(crate::model::Paragraph::text);
    if let Some(text) = last.filter(|t| draft.story.body.len() > 1 && is_byline(t))
        && draft.story.byline.is_none()
    {
        draft.story.body.pop();
        draft.sign(&text, BylinePlace::Tail);
    }
}
