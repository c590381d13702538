//! The window's own widgets: rows, icon buttons, sections, forms and fields, all drawn from the tokens.

mod buttons;
mod field;
mod form;
mod row;

pub(crate) use buttons::{icon_button, primary_button, text_button};
pub(crate) use field::{Quantity, Step, quantity_field};
pub(crate) use form::{choice, colour_choice, field_row, hint, label, section, text_field, toggle};
pub(crate) use row::{Row, elided};
