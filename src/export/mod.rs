//! Sheets become files.

pub mod colour;
pub mod page_map;
pub mod pdf;
pub mod png;
pub mod text;
