//! The composed pages' plates, coarse, for preflight: painted when a report is first asked for, and anew only where a page
//! or the way photographs are separated is another.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::Composed;
use crate::colour::{self, Packing, Separating};
use crate::display::{Item, Picture};
use crate::library::Library;
use crate::preflight::PagePlates;
use crate::raster::{Cache, Printing, View, measured};

/// Resolution at which five pixels are as wide as the window of 15 mm² in which ink is averaged.
const PPI: u16 = 33;
/// The least to which photographs are brought down.
const PHOTO_PPI: u32 = 36;
/// Pixels of a page that are looked at; a page with more is a sheet no newspaper has.
const MOST_PIXELS: u64 = 4_000_000;

/// What was painted last.
#[derive(Debug, Default)]
pub(super) struct Plates {
    cache: Cache,
    /// Profile, ink limit, spot inks on plates of their own.
    how: Option<(String, u16, bool)>,
    pages: Vec<(Arc<Composed>, Arc<PagePlates>)>,
}

impl Plates {
    /// By page number. `folder` keeps the photographs' separations.
    pub(super) fn of(
        &mut self,
        pages: &[Arc<Composed>],
        (how, own_plates): (&Separating, bool),
        folder: &Path,
        library: &Library,
    ) -> BTreeMap<u16, Arc<PagePlates>> {
        let now = (how.profile.hash().to_owned(), how.limit(), own_plates);
        if self.how.as_ref() != Some(&now) {
            (self.how, self.pages) = (Some(now), Vec::new());
        }
        // Sharpening moves ink about within a millimetre, and the limit holds after it.
        let how = Separating { ppi: PHOTO_PPI, sharpen: 0, packing: Packing::Unpacked, ..how.clone() };
        let printing = Printing { how: &how, cache: Some(folder) };
        let known = std::mem::take(&mut self.pages);
        let same = |page: &Arc<Composed>| {
            known.iter().find(|(of, _)| Arc::ptr_eq(of, page)).map(|(_, plates)| Arc::clone(plates))
        };
        separate(pages.iter().filter(|page| same(page).is_none()), &how, folder, library);
        for page in pages {
            let plates =
                same(page).or_else(|| painted(page, (printing, own_plates), library, &mut self.cache).map(Arc::new));
            self.pages.extend(plates.map(|plates| (Arc::clone(page), plates)));
        }
        self.pages.iter().map(|(of, plates)| (of.sheet.page, Arc::clone(plates))).collect()
    }
}

/// Separates what the pages show, several photographs at a time: the painter, which takes one after the other, finds them
/// in the folder.
fn separate<'p>(pages: impl Iterator<Item = &'p Arc<Composed>>, how: &Separating, folder: &Path, library: &Library) {
    let mut pictures = Vec::new();
    pages.for_each(|page| collect(&page.sheet.items, &mut pictures));
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(picture) = pictures.get(next.fetch_add(1, Ordering::Relaxed)) {
            // What cannot be had has been said by layout, and is painted as a box with a cross.
            let _ = library
                .opened_picture(&picture.picture)
                .map(|file| colour::separate(&file, picture, how, Some(folder)));
        }
    };
    let hands = thread::available_parallelism().map_or(1, NonZeroUsize::get).min(pictures.len());
    thread::scope(|scope| {
        for _ in 1..hands {
            scope.spawn(work);
        }
        work();
    });
}

fn collect<'p>(items: &'p [Item], pictures: &mut Vec<&'p Picture>) {
    for item in items {
        match item {
            Item::Group(group) => collect(&group.items, pictures),
            Item::Picture(picture) => pictures.push(picture),
            Item::Glyphs(_) | Item::Shape(_) | Item::Mark(_) => {}
        }
    }
}

fn painted(page: &Composed, how: (Printing<'_>, bool), library: &Library, cache: &mut Cache) -> Option<PagePlates> {
    let view = View::at_ppi(PPI);
    let (width, height) = view.pixels_of(page.sheet.size);
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return None;
    }
    let measured = measured(&page.sheet, view, (width, height), how, library, cache);
    let plates = PagePlates::new(width, view.px_per_mm, measured.inks.into_data(), measured.totals);
    Some(plates.with_bare_black(measured.bare_black))
}

#[cfg(test)]
mod tests {
    use super::super::{NewEdition, Session, new_edition};
    use super::*;
    use crate::edit::Command;
    use crate::model::{OutputSettings, Preset};

    #[test]
    fn a_page_is_painted_anew_only_when_it_has_changed() {
        let dir = tempfile::tempdir().unwrap();
        let wanted =
            NewEdition { preset: Preset::Tabloid, pages: 2, paper: "甲报".into(), date: "2026-11-24".into() };
        crate::project::create(&new_edition(&wanted), &dir.path().join("e")).unwrap();
        let mut session = Session::open(&dir.path().join("e")).unwrap();
        let first = painted(&mut session);
        assert_eq!(first.len(), 2);
        session.apply("版名", Command::SetPageSection { page: 2, section: "县区".into() }).unwrap();
        let second = painted(&mut session);
        assert!(Arc::ptr_eq(&first[0], &second[0]), "page 1 is the same");
        assert!(!Arc::ptr_eq(&first[1], &second[1]), "page 2 says 县区 now");
        let output = OutputSettings { ink_limit: Some(200), ..session.edition().house.output.clone() };
        session.apply("墨量", Command::SetOutput { output }).unwrap();
        let third = painted(&mut session);
        assert!(!Arc::ptr_eq(&second[0], &third[0]), "photographs would be separated otherwise");
    }

    fn painted(session: &mut Session) -> Vec<Arc<PagePlates>> {
        session.report(None).unwrap();
        session.plates.pages.iter().map(|(_, p)| Arc::clone(p)).collect()
    }
}
