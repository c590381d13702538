//! What the mouse does, in raw events: several of them may come in one frame, and a far jump is one of them.

use egui::{Event, Modifiers, PointerButton, Pos2};

/// Something the pointer did.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stroke {
    /// A button went down. `clicks` is 1, 2 for the second press of a double click, and so on.
    Press {
        /// Where, on the screen.
        at: Pos2,
        /// Which.
        button: PointerButton,
        /// With which keys held.
        modifiers: Modifiers,
        /// How many presses in a row.
        clicks: u8,
    },
    /// It moved.
    Move {
        /// Where to, on the screen.
        at: Pos2,
        /// With which keys held.
        modifiers: Modifiers,
    },
    /// A button came up.
    Release {
        /// Where, on the screen.
        at: Pos2,
        /// Which.
        button: PointerButton,
        /// With which keys held.
        modifiers: Modifiers,
    },
}

/// Time between two presses of a double click, in seconds.
const DOUBLE: f64 = 0.4;
/// How far apart they may be, in points.
const NEAR: f32 = 5.0;

/// Counts presses.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clicks {
    last: Option<(f64, Pos2, u8)>,
}

impl Clicks {
    fn press(&mut self, time: f64, at: Pos2) -> u8 {
        let again = self.last.filter(|(then, there, _)| time - then <= DOUBLE && there.distance(at) <= NEAR);
        let count = again.map_or(1, |(_, _, count)| count % 3 + 1);
        self.last = Some((time, at, count));
        count
    }
}

/// The pointer's events of this frame, in order.
pub(super) fn strokes(input: &egui::InputState, clicks: &mut Clicks) -> Vec<Stroke> {
    let mut modifiers = input.modifiers;
    let mut strokes = Vec::new();
    for event in &input.events {
        match event {
            Event::ModifiersChanged(held) => modifiers = *held,
            Event::PointerMoved(at) => strokes.push(Stroke::Move { at: *at, modifiers }),
            Event::PointerButton { pos, button, pressed, modifiers: held } => {
                modifiers = *held;
                let (at, button) = (*pos, *button);
                strokes.push(if *pressed {
                    Stroke::Press { at, button, modifiers, clicks: clicks.press(input.time, at) }
                } else {
                    Stroke::Release { at, button, modifiers }
                });
            }
            _ => {}
        }
    }
    strokes
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn presses_count_while_they_are_quick_and_near() {
        let mut clicks = Clicks::default();
        let mut press = |time, x| clicks.press(time, pos2(x, 10.0));
        assert_eq!([press(1.0, 0.0), press(1.2, 2.0), press(1.4, 2.0), press(1.6, 2.0)], [1, 2, 3, 1]);
        assert_eq!([press(1.8, 90.0), press(3.0, 90.0)], [1, 1]);
    }
}
