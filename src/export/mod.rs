//! Sheets become files.

pub mod colour;
pub mod pdf;
