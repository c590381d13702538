//! Photographs on plates: separated as for the PDF, then scaled.

use std::sync::Arc;

use super::inks::{Layer, Printing};
use super::plate::{Area, Coat};
use super::scaling::{self, Levels};
use super::{Brush, pictures, shapes};
use crate::colour;
use crate::display::{Crop, Picture};
use crate::ink::Ink;
use crate::library::{Channels, Library, PictureFile, Pixels};

/// Bytes of separated pictures that are kept.
const MOST_BYTES: usize = 160 << 20;

/// Separations that were painted before.
#[derive(Default)]
pub(super) struct SeparatedCache {
    kept: Vec<Kept>,
}

struct Kept {
    file: Arc<PictureFile>,
    picture: Picture,
    /// Everything that decides about the separation beside the picture.
    how: (String, u16, u16, u32),
    levels: Option<Arc<Levels>>,
}

/// Paints a picture's inks; where it cannot be had, what stands for a missing one.
pub(super) fn paint(
    picture: &Picture,
    printing: Printing<'_>,
    brush: &mut Brush<'_, '_>,
    cache: &mut SeparatedCache,
    library: &Library,
) {
    let setting = pictures::Setting::of(picture, brush);
    let shown = brush.clip.and(setting.frame.pixels());
    if shown.is_empty() {
        return;
    }
    if matches!(brush.layer, Layer::Spot(..)) {
        // A photograph has no spot ink, and knocks out what lies below.
        return shapes::lay_box(setting.frame, None, brush, Coat::of(Ink::PAPER, false));
    }
    let file = library.opened_picture(&picture.picture);
    let Some(levels) = file.and_then(|file| cache.levels(&file, picture, printing)) else {
        return pictures::cross(picture, brush);
    };
    // The separation is of the shown part alone.
    let setting = pictures::Setting { crop: Crop::WHOLE, ..setting };
    let inks =
        pictures::turned(&setting, shown, |crop, width, height| scaling::scale_inks(&levels, crop, width, height));
    lay(&inks, &setting, shown, brush);
}

fn lay(inks: &[[u8; 4]], setting: &pictures::Setting, shown: Area, brush: &mut Brush<'_, '_>) {
    let across: Vec<f64> = (shown.left..shown.right).map(|x| 255.0 * setting.frame.covers_x(x)).collect();
    for (y, row) in (shown.top..shown.bottom).zip(inks.chunks_exact(shown.width().max(1))) {
        let down = setting.frame.covers_y(y);
        let coverage: Vec<u8> = across.iter().map(|x| (x * down).round() as u8).collect();
        brush.plate.lay_inks(shown.left, y, row, &coverage);
    }
}

impl SeparatedCache {
    fn levels(&mut self, file: &Arc<PictureFile>, picture: &Picture, printing: Printing<'_>) -> Option<Arc<Levels>> {
        let how = printing.how;
        let how = (how.profile.hash().to_owned(), how.limit(), how.sharpen, how.ppi);
        let known = |k: &&Kept| Arc::ptr_eq(&k.file, file) && k.picture == *picture && k.how == how;
        if let Some(known) = self.kept.iter().find(known) {
            return known.levels.clone();
        }
        let inks = colour::inks(file, picture, printing.how, printing.cache).ok();
        let pixels =
            inks.map(|(width, height, data)| Pixels { width, height, channels: Channels::Cmyk, data, profile: None });
        let levels = pixels.and_then(Levels::new).map(Arc::new);
        let bytes: usize = self.kept.iter().filter_map(|k| k.levels.as_ref()).map(|l| l.bytes()).sum();
        if bytes + levels.as_ref().map_or(0, |l| l.bytes()) > MOST_BYTES {
            self.kept.clear();
        }
        self.kept.push(Kept { file: Arc::clone(file), picture: picture.clone(), how, levels: levels.clone() });
        levels
    }
}
