//! Sheets become files.

pub mod colour;
pub mod pdf;
pub mod page_map;
pub mod png;
pub mod text;
