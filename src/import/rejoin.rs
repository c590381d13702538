//! Paragraphs cut where a column ended become whole again.

use super::RepairKind;
use super::chars::length;
use super::classify::Class;
use super::lines::Line;
use super::report::Log;

/// A line no longer than this is never the first half: it is a head, a byline, a line of verse.
const SHORTEST_HALF: usize = 12;

/// The paragraphs with their classes: every line of running text that does not end a sentence takes up the next.
pub(super) fn rejoin(lines: Vec<Line>, classes: Vec<Class>, log: &mut Log) -> Vec<(Line, Class)> {
    let mut paragraphs: Vec<(Line, Class)> = Vec::with_capacity(lines.len());
    if !log.wants(RepairKind::CutParagraphs) {
        return lines.into_iter().zip(classes).collect();
    }
    // Of the paragraph being joined only its last line tells whether it goes on, so that a long one costs no more.
    let mut cut = Cut::No;
    for (line, class) in lines.into_iter().zip(classes) {
        let text = line.text();
        let next_cut = cut_at_end(&text);
        let goes_on = cut.goes_on_in(&text) && takes_up(class, &text);
        if let Some((first, first_class)) = paragraphs.last_mut().filter(|_| goes_on) {
            join(first, line, log);
            if class == Class::PictureText && *first_class == Class::Text {
                *first_class = class;
            }
            cut = next_cut;
            continue;
        }
        warn_of_stump(cut, paragraphs.last(), log);
        cut = if class.is_body() && length(&text) > SHORTEST_HALF { next_cut } else { Cut::No };
        paragraphs.push((line, class));
    }
    warn_of_stump(cut, paragraphs.last(), log);
    paragraphs
}

/// How the last line broke off.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// Not: it ends a sentence.
    No,
    /// After the point of a number, or after a half-width full stop: only a figure goes on there.
    AtPoint,
    /// In the middle of a sentence.
    Yes,
}

impl Cut {
    fn goes_on_in(self, next: &str) -> bool {
        match self {
            Self::No => false,
            Self::AtPoint => next.starts_with(|c: char| c.is_ascii_digit()),
            Self::Yes => true,
        }
    }
}

fn warn_of_stump(cut: Cut, last: Option<&(Line, Class)>, log: &mut Log) {
    if let Some((line, _)) = last.filter(|_| cut == Cut::Yes) {
        log.warn(
            line.chars.last().map_or(line.number, |c| c.1),
            "这一段没有以句号结束，后面也没有可接的段落，请核对",
            "this paragraph does not end a sentence and nothing after it continues it, please check",
        );
    }
}

/// Whether a line may be the second half of a paragraph: running text that does not begin like a new item.
fn takes_up(class: Class, text: &str) -> bool {
    matches!(class, Class::Text | Class::PictureText) && !begins_item(text.trim_start())
}

/// `一、`, `（一）`, `1.`, `1、`, `①`, `●`.
pub(super) fn begins_item(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    match first {
        '●' | '■' | '◆' | '▲' | '★' | '※' | '◎' | '①'..='⑳' => true,
        '（' | '(' => chars.clone().next().is_some_and(numeral) && chars.take(4).any(|c| matches!(c, '）' | ')')),
        c if numeral(c) => {
            let mut after = chars.skip_while(|&c| numeral(c));
            match after.next() {
                Some('、' | '．') => true,
                Some('.') => after.next().is_some_and(|c| !c.is_ascii_digit()),
                _ => false,
            }
        }
        _ => false,
    }
}

/// How a line breaks off at its end.
fn cut_at_end(text: &str) -> Cut {
    let text = text.trim_end();
    let mut chars = text.chars().rev();
    let (Some(last), before) = (chars.next(), chars.next()) else { return Cut::No };
    let ends = match last {
        '.' if before.is_some_and(|c| c.is_ascii_digit()) => return Cut::AtPoint,
        '。' | '”' | '！' | '？' | '：' | '；' | '!' | '?' | ':' | ';' | '…' | '"' | '.' => true,
        '’' | '』' | '」' => before.is_some_and(is_stop),
        '）' | ')' => {
            let open = text.rfind(['（', '(']).unwrap_or(0);
            let after_stop = text[..open].chars().next_back().is_some_and(is_stop);
            after_stop || before.is_some_and(is_stop) || super::byline::credit_start(text).is_some()
        }
        _ => super::byline::credit_start(text).is_some(),
    };
    if ends { Cut::No } else { Cut::Yes }
}

const fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '…' | '”' | '!' | '?')
}

fn join(first: &mut Line, second: Line, log: &mut Log) {
    let tail = |chars: &[(char, u32)]| chars[chars.len().saturating_sub(8)..].iter().map(|c| c.0).collect::<String>();
    let head = |chars: &[(char, u32)]| chars[..chars.len().min(8)].iter().map(|c| c.0).collect::<String>();
    log.repair(RepairKind::CutParagraphs, second.number, || {
        let (before, after) = (tail(&first.chars), head(&second.chars));
        (format!("{before}⏎{after}"), format!("{before}{after}"))
    });
    let letter = |c: Option<&(char, u32)>| c.is_some_and(|c| c.0.is_ascii_alphabetic());
    if letter(first.chars.last()) && letter(second.chars.first()) {
        first.chars.push((' ', second.number));
    }
    first.chars.extend(second.chars);
}
