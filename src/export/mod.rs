//! Sheets become files.

pub mod page_map;
pub mod pdf;
pub mod png;
pub mod text;
