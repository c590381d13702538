//! Auto-layout: what it proposes is full, on the grid, and loses nothing.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails by unwrap fails where it should")]

mod copyfit;
mod desk;
mod night;
mod proposals;
mod random;
