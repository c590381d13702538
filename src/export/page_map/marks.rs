//! The marks of a sheet with the text that follows each, all in page coordinates.

use crate::display::{Crop, Item, Mark, Place, Sheet};
use crate::geom::Rect;
use crate::id::PictureId;

/// A mark and the text it marks.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Marked {
    /// The mark, its area on the page.
    pub(super) mark: Mark,
    /// The characters of its glyphs, a forced break as a space.
    pub(super) text: String,
}

/// A picture and whose it is.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Placed {
    pub(super) picture: PictureId,
    pub(super) frame: Rect,
    pub(super) crop: Crop,
    pub(super) owner: Option<Mark>,
}

/// Everything marked and every picture, in reading order.
pub(super) fn collect(sheet: &Sheet) -> (Vec<Marked>, Vec<Placed>) {
    let mut found = Found::default();
    found.read(&sheet.items, Place::PAGE, None);
    (found.marks, found.pictures)
}

#[derive(Default)]
struct Found {
    marks: Vec<Marked>,
    pictures: Vec<Placed>,
}

impl Found {
    /// Reads items that belong to mark number `owner` until one of their own comes.
    fn read(&mut self, items: &[Item], place: Place, mut owner: Option<usize>) {
        for item in items {
            match item {
                Item::Mark(mark) => {
                    owner = Some(self.marks.len());
                    let mark = Mark { area: place.rect(mark.area), ..mark.clone() };
                    self.marks.push(Marked { mark, text: String::new() });
                }
                Item::Glyphs(run) => {
                    if let Some(marked) = owner.and_then(|i| self.marks.get_mut(i)) {
                        marked.text.push_str(&run.text.replace('\u{2028}', " "));
                    }
                }
                Item::Group(group) => self.read(&group.items, place.within(group), owner),
                Item::Picture(picture) => self.pictures.push(Placed {
                    picture: picture.picture.clone(),
                    frame: place.rect(picture.frame),
                    crop: picture.crop,
                    owner: owner.map(|i| self.marks[i].mark.clone()),
                }),
                Item::Shape(_) => {}
            }
        }
    }
}
