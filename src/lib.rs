//! Banxin 版心: newspaper layout on the character grid.
//!
//! Data flows one way, edits flow one way back; see `ARCHITECTURE.md`.

pub mod compose;
pub mod display;
pub mod edition;
pub mod finding;
pub mod geom;
pub mod id;
pub mod ink;
pub mod layout;
pub mod library;
pub mod model;
