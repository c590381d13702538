//! Auto-layout: reads stories and a page, answers with commands that would make it up.

mod change;
mod copyfit;
mod crop;
mod say;

pub use copyfit::{Remedy, remedies, remedies_with};
pub use say::Said;
