//! The canvas and its tools, driven as by a hand: presses, drags, keys and input methods, without a screen.

#![expect(clippy::unwrap_used, reason = "a test that fails by unwrap fails where it should")]
#![expect(clippy::print_stdout, reason = "a test that is skipped says so, and one that measures says what")]

mod drawing;
mod looking;
mod print;
mod selecting;
mod table;
mod writing;
