//! Sheets become files.

pub mod page_map;
pub mod png;
pub mod text;
