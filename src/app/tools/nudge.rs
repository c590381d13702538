//! Arrow keys move what is selected: a column or a line on the grid, half a millimetre beside it. As long as the key is
//! held it is one gesture.

use super::snap::{self, Step};
use super::{Bench, Hand};
use crate::app::desk::{Ask, GestureId, PartOf, new_gesture};
use crate::edit::Command;
use crate::geom::{Length, Rect};
use crate::id::BlockId;
use crate::model::{Block, Grid, Place};

/// A run of nudges.
#[derive(Debug, Default)]
pub(super) struct Nudging {
    run: Option<Run>,
}

#[derive(Debug)]
struct Run {
    id: GestureId,
    /// The blocks as they stood, and their pages' positions among those seen.
    start: Vec<(Block, usize)>,
    steps: (i64, i64),
}

impl Nudging {
    pub(super) fn end(&mut self) -> Vec<Ask> {
        self.run.take().map(|run| Ask::Finish(run.id)).into_iter().collect()
    }
}

/// Steps a key makes at once while Shift is held.
const FAR: i64 = 5;
/// A step beside the grid.
const FREE: Length = Length::um(500);

pub(super) fn nudge(hand: &mut Hand, by: (i64, i64), far: bool, bench: &Bench<'_>) -> Vec<Ask> {
    let run = hand.nudge.run.get_or_insert_with(|| Run { id: new_gesture(), start: chosen(bench), steps: (0, 0) });
    if run.start.is_empty() {
        hand.nudge.run = None;
        return Vec::new();
    }
    let times = if far { FAR } else { 1 };
    run.steps = (run.steps.0 + by.0 * times, run.steps.1 + by.1 * times);
    let commands: Vec<Command> = run
        .start
        .iter()
        .map(|(block, leaf)| Command::MoveBlock {
            block: block.id.clone(),
            place: moved(block, *leaf, run.steps, bench),
            page: None,
        })
        .collect();
    let command = match <[Command; 1]>::try_from(commands) {
        Ok([only]) => only,
        Err(commands) => Command::Batch { label: String::new(), commands },
    };
    vec![Ask::edit_in(bench.desk.language, command, PartOf::Renew(run.id))]
}

fn chosen(bench: &Bench<'_>) -> Vec<(Block, usize)> {
    let selection = &bench.desk.view.selection;
    let known = selection.iter().filter_map(|id: &BlockId| bench.block(id));
    known.filter(|(_, _, b)| !b.locked).map(|(leaf, _, b)| (Block::clone(b), leaf)).collect()
}

fn moved(block: &Block, leaf: usize, (x, y): (i64, i64), bench: &Bench<'_>) -> Place {
    if let Place::Free(r) = block.place {
        return Place::Free(Rect::new(r.x + FREE * x, r.y + FREE * y, r.width, r.height));
    }
    let Some(page) = bench.page(leaf) else { return block.place };
    let grid = page.setup.grid;
    let by = (across(block.place, grid) * x, grid.line() * y);
    let scene = snap::Scene { setup: page.setup, others: &[], guides: &[], tolerance: Length::ZERO };
    snap::moved(&scene, block.place, by, Step::Columns).place
}

/// A step to the side.
fn across(place: Place, grid: Grid) -> Length {
    match place {
        Place::Columns { .. } => grid.cell() * i64::from(grid.chars() + grid.gap()),
        Place::Cells { .. } | Place::Free(_) => grid.cell(),
    }
}
