//! A new edition.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::geom::{Length, Rect};
use crate::id::BlockId;
use crate::model::{Block, BlockKind, Edition, Furniture, Page, PageSetup, Place, Preset, default_house};

/// What a new edition begins with.
#[derive(Debug, Clone)]
pub struct NewEdition {
    /// Paper and grid of its pages.
    pub preset: Preset,
    /// How many pages.
    pub pages: u16,
    /// Name of the paper.
    pub paper: String,
    /// Date of issue, `YYYY-MM-DD`.
    pub date: String,
}

/// An edition of empty pages, each with its folio.
#[must_use]
pub fn new_edition(wanted: &NewEdition) -> Edition {
    let setup = PageSetup::preset(wanted.preset);
    let page = |number| {
        let blocks = vec![Arc::new(folio(number, setup))];
        Arc::new(Page { number, section: String::new(), mono: false, setup, blocks })
    };
    Edition {
        paper: wanted.paper.clone(),
        date: wanted.date.clone(),
        issue_number: None,
        house: Arc::new(default_house(wanted.preset.body_size())),
        pages: (1..=wanted.pages).map(page).collect(),
        stories: BTreeMap::new(),
        pictures: BTreeMap::new(),
    }
}

/// 报眉: as wide as the type area, its rule 4 mm above it.
///
/// # Panics
/// Never: letters, a hyphen and digits are an id.
#[must_use]
pub fn folio(number: u16, setup: PageSetup) -> Block {
    let area = setup.type_area();
    let (height, air) = (Length::MM * 9, Length::MM * 4);
    let place = Place::Free(Rect::new(area.x, area.y - air - height, area.width, height));
    let id = BlockId::new(&format!("folio-{number}")).expect("letters, a hyphen and digits are an id");
    Block { id, place, locked: true, kind: BlockKind::Folio(Furniture::default()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::check;

    #[test]
    fn every_preset_gives_a_sound_edition_with_its_folio_on_the_paper() {
        for preset in [Preset::Broadsheet, Preset::BroadsheetLarge, Preset::Tabloid] {
            let wanted = NewEdition { preset, pages: 3, paper: "曹州新报".into(), date: "2026-11-24".into() };
            let edition = new_edition(&wanted);
            assert_eq!(check(&edition), Ok(()));
            let page = &edition.pages[2];
            let folio = page.setup.area_of(page.blocks[0].place);
            assert!(folio.y >= Length::MM * 5 && folio.bottom() < page.setup.type_area().y, "{preset:?}: {folio:?}");
        }
    }
}
