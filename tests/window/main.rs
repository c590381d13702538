//! The window without a display: every panel and dialog found by what a screen reader says, clicked and typed into. Each
//! settled frame also fails on an input without a name and on a character that no face has.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails by unwrap fails where it should")]

mod dialogs;
mod editing;
mod harness;
mod inspector;
mod panels;
mod proposals;
mod start;
