//! One sheet becomes one page.

use printpdf::{Op, PdfPage, Rect as PdfRect};

use super::fonts::Fonts;
use super::images::Images;
use super::pen::Pen;
use super::place::{Place, pt};
use super::spots::Spots;
use super::{PdfError, shapes, text};
use crate::display::{Item, Sheet};

/// What painting needs beside the item.
pub(super) struct Canvas<'a, 'l> {
    pub(super) page: u16,
    pub(super) pen: Pen<'a>,
    pub(super) fonts: &'a mut Fonts<'l>,
    pub(super) images: &'a mut Images<'l>,
}

pub(super) fn paint<'l>(
    sheet: &Sheet,
    fonts: &mut Fonts<'l>,
    images: &mut Images<'l>,
    spots: &Spots,
) -> Result<PdfPage, PdfError> {
    let mut canvas = Canvas { page: sheet.page, pen: Pen::new(spots), fonts, images };
    paint_items(&mut canvas, &sheet.items, Place::page(sheet.size.height))?;
    let ops: Vec<Op> = canvas.pen.finish();
    let paper = PdfRect::from_wh(pt(sheet.size.width.as_pt()), pt(sheet.size.height.as_pt()));
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
