//! One sheet becomes one page.

use printpdf::{Op, PdfPage, Pt, Rect as PdfRect};

use super::fonts::Fonts;
use super::images::Images;
use super::pen::Pen;
use super::place::Place;
use super::spots::Spots;
use super::surround::Leaf;
use super::{PdfError, shapes, text};
use crate::display::Item;

/// What painting needs beside the item.
pub(super) struct Canvas<'a, 'l> {
    pub(super) page: u16,
    pub(super) pen: Pen<'a>,
    pub(super) fonts: &'a mut Fonts<'l>,
    pub(super) images: &'a mut Images<'l>,
}

pub(super) fn paint<'l>(
    leaf: &Leaf<'_>,
    fonts: &mut Fonts<'l>,
    images: &mut Images<'l>,
    spots: &Spots,
) -> Result<PdfPage, PdfError> {
    let sheet = leaf.sheet;
    let mut canvas = Canvas { page: sheet.page, pen: Pen::new(spots), fonts, images };
    let place = Place::page(sheet.size.height).on_paper_with(leaf.margin);
    paint_items(&mut canvas, &sheet.items, place)?;
    paint_items(&mut canvas, &leaf.items, place)?;
    let ops: Vec<Op> = canvas.pen.finish();
    let [_, [.., width, height]] = leaf.boxes();
    let paper = PdfRect::from_wh(Pt(width), Pt(height));
    // printpdf writes these wrongly (x y width height); they are written anew when the file is finished.
    Ok(PdfPage { media_box: paper.clone(), trim_box: paper.clone(), crop_box: paper, ops })
}

fn paint_items(canvas: &mut Canvas<'_, '_>, items: &[Item], place: Place) -> Result<(), PdfError> {
    for item in items {
        match item {
            Item::Group(group) => {
                if let Some(clip) = group.clip {
                    canvas.pen.save_and_clip(place.box_in_pdf(clip));
                }
                paint_items(canvas, &group.items, place.inside(group))?;
                if group.clip.is_some() {
                    canvas.pen.restore();
                }
            }
            Item::Glyphs(glyphs) => text::paint(canvas, glyphs, place)?,
            Item::Shape(shape) => shapes::paint(&mut canvas.pen, shape, place),
            Item::Picture(picture) => {
                let placed = canvas.images.place(picture, canvas.page, place)?;
                placed.paint(&mut canvas.pen);
            }
            Item::Mark(_) => {}
        }
    }
    Ok(())
}
