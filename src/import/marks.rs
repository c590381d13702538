//! The marks of a paragraph, put right by their neighbours.
//!
//! One pass per trouble, in the order in which they depend on each other: a quote must be curly before the comma after
//! it can see that it stands in Chinese text.

use super::RepairKind;
use super::chars::{is_chinese, is_han};
use super::report::{Log, shown};

/// The characters of a paragraph, each with its line of the source.
pub(super) type Text = Vec<(char, u32)>;

/// Puts the marks of one paragraph right.
pub(super) fn mend(text: &mut Text, log: &mut Log) {
    full_width_alphanumerics(text, log);
    if !text.iter().any(|&(c, _)| is_han(c)) {
        return;
    }
    interpuncts(text, log);
    ellipses(text, log);
    dashes(text, log);
    super::quotes::straight_quotes(text, log);
    super::brackets::brackets(text, log);
    marks(text, log);
}

/// The character before and after place `at` .. `end`.
pub(super) fn neighbours(text: &Text, at: usize, end: usize) -> (Option<char>, Option<char>) {
    (at.checked_sub(1).map(|i| text[i].0), text.get(end).map(|t| t.0))
}

/// Puts `instead` in the place of one character and notes it, unless nobody wants that.
pub(super) fn replace(text: &mut Text, at: usize, instead: char, kind: RepairKind, log: &mut Log) {
    if log.wants(kind) {
        let new = instead.encode_utf8(&mut [0; 4]).to_owned();
        log.repair(kind, text[at].1, || (excerpt(text, at, at + 1, None), excerpt(text, at, at + 1, Some(&new))));
        text[at].0 = instead;
    }
}

/// Four characters on each side of `at..end`, with `instead` in their place.
pub(super) fn excerpt(text: &Text, at: usize, end: usize, instead: Option<&str>) -> String {
    let mut out = String::new();
    text[at.saturating_sub(4)..at].iter().for_each(|&(c, _)| shown(c, &mut out));
    match instead {
        Some(instead) => out.push_str(instead),
        None => text[at..end].iter().for_each(|&(c, _)| shown(c, &mut out)),
    }
    text[end..text.len().min(end + 4)].iter().for_each(|&(c, _)| shown(c, &mut out));
    out
}

/// What to do with the next characters of a text.
struct Step {
    /// How many they are, at least one.
    taken: usize,
    /// What to put in their place, if anything.
    instead: Option<(String, RepairKind)>,
}

/// Goes once through the text by steps; in one pass, for a paragraph may be a whole file.
fn rewrite(text: &mut Text, log: &mut Log, step: impl Fn(&Text, usize) -> Step) {
    let mut out: Text = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let Step { taken, instead } = step(text, at);
        let end = (at + taken.max(1)).min(text.len());
        match instead.filter(|(_, kind)| log.wants(*kind)) {
            Some((instead, kind)) => {
                let line = text[at].1;
                log.repair(kind, line, || (excerpt(text, at, end, None), excerpt(text, at, end, Some(&instead))));
                out.extend(instead.chars().map(|c| (c, line)));
            }
            None => out.extend_from_slice(&text[at..end]),
        }
        at = end;
    }
    *text = out;
}

/// Full-width digits and letters, and the point or comma between two such digits.
fn full_width_alphanumerics(text: &mut Text, log: &mut Log) {
    let half = |c: char| char::from_u32(u32::from(c).wrapping_sub(0xFEE0)).unwrap_or(c);
    let is_digit = |c: char| matches!(c, '０'..='９');
    let is_wide = |c: char| is_digit(c) || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    let is_inner = |text: &Text, i: usize| {
        let (before, after) = neighbours(text, i, i + 1);
        matches!(text[i].0, '．' | '，') && before.is_some_and(is_digit) && after.is_some_and(is_digit)
    };
    rewrite(text, log, |text, at| {
        let mut end = at;
        while end < text.len() && (is_wide(text[end].0) || (end > at && is_inner(text, end))) {
            end += 1;
        }
        let run: String = text[at..end].iter().map(|&(c, _)| half(c)).collect();
        Step { taken: end - at, instead: (end > at).then_some((run, RepairKind::FullWidthAlphanumerics)) }
    });
}

/// Between Han the interpunct is U+00B7.
fn interpuncts(text: &mut Text, log: &mut Log) {
    for at in 0..text.len() {
        let (before, after) = neighbours(text, at, at + 1);
        if matches!(text[at].0, '\u{2022}' | '\u{2027}' | '\u{30FB}' | '\u{FF65}')
            && before.is_some_and(is_han)
            && after.is_some_and(is_han)
        {
            replace(text, at, '·', RepairKind::Interpuncts, log);
        }
    }
}

/// Length of the run of characters like `text[at]` that begins there.
fn run(text: &Text, at: usize, same: impl Fn(char) -> bool) -> usize {
    text[at..].iter().take_while(|t| same(t.0)).count()
}

/// Three full stops of either width, or a … without its twin.
fn ellipses(text: &mut Text, log: &mut Log) {
    rewrite(text, log, |text, at| {
        let c = text[at].0;
        if !matches!(c, '.' | '。' | '…') {
            return Step { taken: 1, instead: None };
        }
        let n = run(text, at, |other| other == c);
        let (before, after) = neighbours(text, at, at + n);
        let in_latin = [before, after].iter().all(|c| c.is_some_and(|c| c.is_ascii_graphic()));
        let (broken, instead) = match c {
            '…' => (n % 2 == 1, "…".repeat(n + 1)),
            _ => (n >= 3 && !in_latin, "……".to_owned()),
        };
        Step { taken: n, instead: broken.then_some((instead, RepairKind::Ellipses)) }
    });
}

/// Two or three hyphens, or a dash without its twin, beside Han; drawn lines that stand for dashes.
fn dashes(text: &mut Text, log: &mut Log) {
    let is_dash = |c: char| matches!(c, '—' | '\u{2015}' | '\u{2500}');
    let edge = |c: Option<char>| c.is_none_or(|c| is_chinese(c) || c == ' ');
    rewrite(text, log, |text, at| {
        let n = if is_dash(text[at].0) { run(text, at, is_dash) } else { run(text, at, |c| c == '-') };
        let (before, after) = neighbours(text, at, at + n);
        let fits = match text[at].0 {
            '-' => (2..=3).contains(&n),
            _ => n == 1 || (n == 2 && text[at..at + 2].iter().any(|t| t.0 != '—')),
        };
        let beside = edge(before) && edge(after) && (before.is_some_and(is_chinese) || after.is_some_and(is_chinese));
        let broken = n > 0 && fits && beside;
        Step { taken: n, instead: broken.then_some(("——".to_owned(), RepairKind::Dashes)) }
    });
}

/// The full-width mark for a half-width one, and the kind of that repair.
const fn wide(c: char) -> Option<(&'static str, RepairKind)> {
    Some(match c {
        ',' => ("，", RepairKind::Commas),
        ';' => ("；", RepairKind::Semicolons),
        ':' => ("：", RepairKind::Colons),
        '?' => ("？", RepairKind::QuestionMarks),
        '!' => ("！", RepairKind::ExclamationMarks),
        '.' => ("。", RepairKind::FullStops),
        _ => return None,
    })
}

fn marks(text: &mut Text, log: &mut Log) {
    let mut out: Text = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        let (c, line) = text[at];
        let repair = wide(c).filter(|&(_, kind)| log.wants(kind) && in_chinese(text, &out, at));
        let Some((instead, kind)) = repair else {
            out.push((c, line));
            at += 1;
            continue;
        };
        log.repair(kind, line, || (excerpt(text, at, at + 1, None), excerpt(text, at, at + 1, Some(instead))));
        out.extend(instead.chars().map(|c| (c, line)));
        at += 1;
        let spaces = run(text, at, |c| c == ' ');
        let inside = at + spaces < text.len();
        if spaces > 0 && inside && log.wants(RepairKind::SpacesBesideMarks) {
            log.repair(RepairKind::SpacesBesideMarks, line, || {
                let before = excerpt(text, at - 1, at + spaces, None);
                (before, excerpt(text, at - 1, at + spaces, Some(instead)))
            });
            at += spaces;
        }
    }
    *text = out;
}

/// Whether the mark at `at` stands in Chinese text and not in a number, an address or a Latin sentence. `done` is what
/// has become of the text before it.
fn in_chinese(text: &Text, done: &Text, at: usize) -> bool {
    let before = done.last().map(|t| t.0);
    let after = text.get(at + 1).map(|t| t.0);
    let beyond = text[at + 1..].iter().map(|t| t.0).find(|&c| c != ' ');
    if text[at].0 == '.' {
        let sentence = before.is_some_and(|c| is_han(c) || matches!(c, '）' | '》' | '”' | '』' | '%' | '‰' | '℃'));
        return sentence && beyond.is_none_or(is_chinese);
    }
    if before.is_some_and(is_chinese) || beyond.is_some_and(is_chinese) {
        return true;
    }
    // A mark after 5% or 30° before the next figure, or after a Latin word at the very end, is the sentence's.
    let after_unit =
        before.is_some_and(|c| matches!(c, '%' | '‰' | '°' | '℃' | ')')) && after.is_some_and(|c| c.is_ascii_digit());
    after_unit || (beyond.is_none() && before.is_some())
}
