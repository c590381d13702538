//! Half-width brackets become full-width, always both of a pair.

use super::RepairKind;
use super::chars::{is_chinese, is_han};
use super::marks::{Text, excerpt, neighbours};
use super::report::Log;

/// Both of a pair that stands in Chinese text.
pub(super) fn brackets(text: &mut Text, log: &mut Log) {
    if !log.wants(RepairKind::Brackets) {
        return;
    }
    let mut open: Vec<usize> = Vec::new();
    let mut lonely = None;
    let mut han = None;
    for at in 0..text.len() {
        match text[at].0 {
            '(' | '（' => open.push(at),
            ')' | '）' => match open.pop() {
                Some(start) => pair(text, start, at, han > Some(start), log),
                None if text[at].0 == '）' => lonely = Some(at),
                None => {}
            },
            c if is_han(c) => han = Some(at),
            _ => {}
        }
    }
    if let Some(at) = open.first().copied().or(lonely) {
        let line = text[at].1;
        log.warn(line, "本段括号不成对，请核对", "the brackets of this paragraph do not pair, please check");
    }
}

fn pair(text: &mut Text, start: usize, end: usize, han_inside: bool, log: &mut Log) {
    let half = [text[start].0 == '(', text[end].0 == ')'];
    let mixed = half[0] != half[1];
    if half == [false, false] || !(mixed || han_inside || in_chinese(text, start, end)) {
        return;
    }
    // A long pair is shown by its edges; the list must not repeat the copy.
    let shown = |text: &Text| {
        if end - start <= 24 {
            return excerpt(text, start, end + 1, None);
        }
        format!("{} … {}", excerpt(text, start, start + 1, None), excerpt(text, end, end + 1, None))
    };
    let before = shown(text);
    let line = text[start].1;
    (text[start].0, text[end].0) = ('（', '）');
    log.repair(RepairKind::Brackets, line, || (before, shown(text)));
}

/// Without Han inside, what stands outside decides, unless the bracket clings to a Latin word as in f(x).
fn in_chinese(text: &Text, start: usize, end: usize) -> bool {
    let (before, _) = neighbours(text, start, start + 1);
    let (_, after) = neighbours(text, end, end + 1);
    let clings = before.is_some_and(|c| c.is_ascii_graphic());
    !clings && (before.is_some_and(is_chinese) || after.is_some_and(is_chinese))
}
