//! 风车: five rectangles round one another, so that no gutter runs through.
//!
//! ```text
//!  ┌────────┬───┐        ┌───┬────────┐
//!  │   A    │   │        │   │   B    │
//!  ├───┬────┤ B │        │ A ├────┬───┤
//!  │ D │ E  │   │   or   │   │ E  │   │
//!  │   ├────┴───┤        ├───┴────┤ C │
//!  │   │   C    │        │   D    │   │
//!  └───┴────────┘        └────────┴───┘
//! ```

use fastrand::Rng;

use super::ground::Field;
use super::search::{Shares, Stage, shares};

/// Pinwheels that are tried, and that are used.
const TRIED: usize = 400;
const USED: usize = 6;
/// As many where no gutter may run through.
const USED_ALONE: usize = 40;

/// Pinwheels of the field that the stories fill.
pub(super) fn ways(stage: &Stage<'_>, field: Field, alone: bool, rng: &mut Rng) -> Vec<Shares> {
    let items = stage.fill.items;
    if items < 5 || field.columns < 4 || field.lines < 60 {
        return Vec::new();
    }
    let used = if alone { USED_ALONE } else { USED };
    // Sharing out twelve stories takes seconds for every pinwheel.
    let tried = match items {
        ..=8 => TRIED,
        9..=10 => TRIED / 4,
        _ => TRIED / 40,
    };
    let mut found = Vec::new();
    for _ in 0..tried {
        let w1 = rng.u16(2..field.columns);
        let w2 = rng.u16(1..w1);
        let (h1, h2) = (rng.u16(16..field.lines - 24), rng.u16(24..field.lines - 10));
        if h2 < h1 + 9 {
            continue;
        }
        let parts = if rng.bool() { clockwise(field, w1, w2, h1, h2) } else { counter(field, w1, w2, h1, h2) };
        if stage_can(stage, &parts) {
            found.extend(shares(stage, parts));
        }
        if found.len() >= used {
            break;
        }
    }
    found
}

/// A quick look before the shares are counted: every rectangle can be filled by something.
fn stage_can(stage: &Stage<'_>, parts: &[Field]) -> bool {
    let sets = 1u32 << stage.fill.items;
    parts
        .iter()
        .all(|f| (1..sets).any(|set| stage.fill.weight(set as u16, usize::from(f.columns) - 1, f.lines - 1) > 0.0))
}

fn clockwise(f: Field, w1: u16, w2: u16, h1: u16, h2: u16) -> Vec<Field> {
    let at = |column: u16, line: u16, columns: u16, lines: u16| Field {
        line: f.line + line,
        column: f.column + column,
        columns,
        lines,
    };
    vec![
        at(0, 0, w1, h1),
        at(w1, 0, f.columns - w1, h2),
        at(w2, h2, f.columns - w2, f.lines - h2),
        at(0, h1, w2, f.lines - h1),
        at(w2, h1, w1 - w2, h2 - h1),
    ]
}

fn counter(f: Field, w1: u16, w2: u16, h1: u16, h2: u16) -> Vec<Field> {
    let at = |column: u16, line: u16, columns: u16, lines: u16| Field {
        line: f.line + line,
        column: f.column + column,
        columns,
        lines,
    };
    vec![
        at(0, 0, w2, h2),
        at(w2, 0, f.columns - w2, h1),
        at(w1, h1, f.columns - w1, f.lines - h1),
        at(0, h2, w1, f.lines - h2),
        at(w2, h1, w1 - w2, h2 - h1),
    ]
}
