//! (coming)
use super::PdfSettings;
use crate::display::Sheet;
pub(super) fn faults(_b: &[u8], _s: &[&Sheet], _t: &PdfSettings) -> Vec<String> {
    Vec::new()
}
