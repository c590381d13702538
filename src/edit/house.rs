//! Changes to the house's settings.

use std::sync::Arc;

use super::refusal::Refusal;
use crate::model::{CharStyle, Edition, House, ParagraphStyle};

/// Changes the house; pages and stories stay shared.
pub(super) fn with(edition: &mut Edition, change: impl FnOnce(&mut House)) {
    change(Arc::make_mut(&mut edition.house));
}

pub(super) fn style(edition: &mut Edition, name: &str, style: Option<Box<ParagraphStyle>>) -> Result<(), Refusal> {
    let styles = &mut Arc::make_mut(&mut edition.house).styles;
    let Some(style) = style else {
        return styles.remove(name).map(|_| ()).ok_or_else(|| Refusal::NoStyle(name.to_owned()));
    };
    styles.insert(name.to_owned(), *style);
    Ok(())
}

pub(super) fn char_style(edition: &mut Edition, name: &str, style: Option<CharStyle>) -> Result<(), Refusal> {
    let styles = &mut Arc::make_mut(&mut edition.house).char_styles;
    let Some(style) = style else {
        return styles.remove(name).map(|_| ()).ok_or_else(|| Refusal::NoStyle(name.to_owned()));
    };
    styles.insert(name.to_owned(), style);
    Ok(())
}
