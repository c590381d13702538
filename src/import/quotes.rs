//! Straight quotes become curly.

use super::RepairKind;
use super::marks::{Text, neighbours, replace};
use super::report::Log;

/// `"…"` and `'…'` by turns of opening and closing within the paragraph; curly quotes that are there already count.
pub(super) fn straight_quotes(text: &mut Text, log: &mut Log) {
    if !log.wants(RepairKind::StraightQuotes) {
        return;
    }
    turn(text, '"', ['“', '”'], log);
    turn(text, '\'', ['‘', '’'], log);
}

fn turn(text: &mut Text, straight: char, [opening, closing]: [char; 2], log: &mut Log) {
    let mut open = false;
    let mut turned = None;
    for at in 0..text.len() {
        let (c, line) = text[at];
        if c == opening || c == closing {
            open = c == opening;
        } else if c == straight && !is_apostrophe_or_unit(text, at, open) {
            let instead = if open { closing } else { opening };
            replace(text, at, instead, RepairKind::StraightQuotes, log);
            open = !open;
            turned = Some(line);
        }
    }
    if let Some(line) = turned.filter(|_| open) {
        log.warn(
            line,
            format!("本段引号不成对：有“{opening}”而无“{closing}”，请核对"),
            format!("the quotes of this paragraph do not pair: {opening} is never closed, please check"),
        );
    }
}

/// The ' of it's, and the ' and " of 5'30" and 55": after a digit while no quote is open.
fn is_apostrophe_or_unit(text: &Text, at: usize, open: bool) -> bool {
    let (before, after) = neighbours(text, at, at + 1);
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    (text[at].0 == '\'' && letter(before) && letter(after)) || (!open && digit(before))
}
