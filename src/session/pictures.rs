//! The placed pictures are opened before anything paints: painters know them by id alone.

use crate::display::Item;
use crate::finding::{Finding, Severity, Where};
use crate::id::PictureId;
use crate::layout::Composed;
use crate::library::Library;
use crate::model::Edition;

/// Opens what the page shows; a picture that cannot be had becomes a finding of that page (DOC-16).
pub(super) fn open_pictures(edition: &Edition, library: &Library, page: &mut Composed) {
    let mut shown = Vec::new();
    collect(&page.sheet.items, &mut shown);
    for id in shown {
        let Some(asset) = edition.pictures.get(&id) else { continue };
        if let Err(error) = library.picture(&id, &asset.file) {
            let place = Where { page: Some(page.sheet.page), picture: Some(id), ..Where::default() };
            let finding =
                Finding::new("DOC-16", Severity::Error, format!("图 {} 打不开", asset.file), error.to_string());
            let finding = finding.remedy(
                "把图片放回本期的 photos/，或从版上删去",
                "put the picture back into the edition's photos/, or take it off the page",
            );
            page.findings.push(finding.at(place));
        }
    }
}

fn collect(items: &[Item], shown: &mut Vec<PictureId>) {
    for item in items {
        match item {
            Item::Picture(picture) if !shown.contains(&picture.picture) => shown.push(picture.picture.clone()),
            Item::Group(group) => collect(&group.items, shown),
            Item::Picture(_) | Item::Glyphs(_) | Item::Shape(_) | Item::Mark(_) => {}
        }
    }
}
