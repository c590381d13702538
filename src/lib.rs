//! Banxin 版心: newspaper layout on the character grid.
//!
//! Data flows one way, edits flow one way back; see `ARCHITECTURE.md`.

pub mod app;
pub mod cli;
pub mod colour;
pub mod compose;
pub mod display;
pub mod edit;
pub mod edition;
pub mod export;
pub mod finding;
pub mod geom;
pub mod id;
pub mod import;
pub mod ink;
pub mod layout;
pub mod library;
pub mod model;
pub mod preflight;
pub mod project;
pub mod propose;
pub mod raster;
pub mod session;
