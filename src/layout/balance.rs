//! 齐栏: the legs of a short story end on one line, the shortfall in the last leg only (CLREQ, last page of an article).

use super::copy::Piece;
use super::flow::{self, Flowed};
use super::resolve::Desk;
use super::slots::Slot;
use crate::model::PageSetup;

/// Runs the text through the slots; where it does not fill them and its last frame is `level`led, the last row of that
/// frame rises as far as the text allows.
pub(super) fn flow(
    desk: &mut Desk<'_>,
    setup: PageSetup,
    pieces: &[Piece],
    slots: &[Slot],
    level: &dyn Fn(usize) -> bool,
) -> Flowed {
    let whole = flow::flow(desk, setup, pieces, slots.to_vec(), false);
    let Some(frame) = whole.placed.last().map(|p| p.frame) else { return whole };
    let spare = slots.len() - whole.passed;
    if whole.over_lines > 0 || spare == 0 || !level(frame) {
        return whole;
    }
    let rows: Vec<i64> = slots.iter().filter(|s| s.frame == frame).map(|s| s.row).collect();
    let (Some(top), Some(foot)) = (rows.iter().min().copied(), rows.iter().max().copied()) else { return whole };
    let kept = |last: i64| slots.iter().filter(move |s| s.frame < frame || (s.frame == frame && s.row <= last));
    let needed: usize = whole.placed.iter().map(|p| p.slots).sum();
    let first = (top..=foot).find(|row| kept(*row).count() >= needed).unwrap_or(foot);
    for last in first..=foot {
        let levelled = flow::flow(desk, setup, pieces, kept(last).copied().collect(), true);
        if levelled.over_lines == 0 {
            return levelled;
        }
    }
    whole
}
