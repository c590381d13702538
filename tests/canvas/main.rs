//! The canvas and its tools, driven as by a hand: presses, drags, keys and input methods, without a screen.

#![expect(clippy::unwrap_used, reason = "a test that fails by unwrap fails where it should")]

mod drawing;
mod looking;
mod print;
mod selecting;
mod table;
mod writing;
