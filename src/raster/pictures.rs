//! Pictures in pixels: decoded once, scaled once for each size at which they are shown.

use std::sync::Arc;

use super::plate::Area;
use super::shapes::{self, PixelBox};
use super::{Brush, scaling};
use crate::display::{Crop, Outline, Picture, Shape, Stroke, Turn};
use crate::geom::{Length, Point};
use crate::ink::Ink;
use crate::library::{Library, PictureFile};
use scaling::{Axis, Levels};

/// Bytes of decoded pictures that are kept.
const MOST_DECODED: usize = 160 << 20;
/// Bytes of scaled pictures that are kept.
const MOST_SCALED: usize = 40 << 20;
/// Pixels up to which a scaled picture is kept whole; of a larger one only what shows is made, each time.
const MOST_PIXELS_OF_A_TILE: usize = 4 << 20;

/// Pictures that were painted before, as long as the library has the same file.
#[derive(Default)]
pub(super) struct PictureCache {
    decoded: Vec<Decoded>,
    tiles: Vec<Arc<Tile>>,
}

struct Decoded {
    file: Arc<PictureFile>,
    /// None: the file is damaged or gone.
    levels: Option<Arc<Levels>>,
}

/// A picture at one size and place.
#[derive(Clone, PartialEq)]
pub(super) struct Setting {
    pub(super) frame: PixelBox,
    pub(super) crop: Crop,
    pub(super) turns: u8,
    /// Printed in black only.
    pub(super) black: bool,
}

impl Setting {
    pub(super) fn of(picture: &Picture, brush: &Brush<'_, '_>) -> Self {
        Self {
            frame: brush.pixel_box(picture.frame),
            crop: picture.crop,
            turns: brush.place.turns_with(Turn::None),
            black: picture.black,
        }
    }
}

/// A scaled picture, or the part of it that lies in `area`.
struct Tile {
    file: Arc<PictureFile>,
    setting: Setting,
    area: Area,
    rgb: Vec<[u8; 3]>,
}

/// Paints a picture; where it cannot be had, a grey box with a cross.
pub(super) fn paint(picture: &Picture, brush: &mut Brush<'_, '_>, cache: &mut PictureCache, library: &Library) {
    let setting = Setting::of(picture, brush);
    let shown = brush.clip.and(setting.frame.pixels());
    if shown.is_empty() {
        return;
    }
    let tile = library.opened_picture(&picture.picture).and_then(|file| cache.tile(&file, setting, shown));
    match tile {
        Some(tile) => lay(&tile, shown, brush),
        None => cross(picture, brush),
    }
}

fn lay(tile: &Tile, shown: Area, brush: &mut Brush<'_, '_>) {
    let frame = tile.setting.frame;
    let across: Vec<f64> = (shown.left..shown.right).map(|x| 255.0 * frame.covers_x(x)).collect();
    for y in shown.top..shown.bottom {
        let down = frame.covers_y(y);
        let coverage: Vec<u8> = across.iter().map(|x| (x * down).round() as u8).collect();
        let start = (y - tile.area.top) as usize * tile.area.width() + (shown.left - tile.area.left) as usize;
        brush.plate.lay_colours(shown.left, y, &tile.rgb[start..start + shown.width()], &coverage);
    }
}

/// What stands for a picture that is missing.
pub(super) fn cross(picture: &Picture, brush: &mut Brush<'_, '_>) {
    let frame = picture.frame;
    let line = || Some(Stroke { width: Length::um(200), ink: Ink::grey(50), dash: Vec::new() });
    let part = |outline, fill| Shape { outline, fill, stroke: line(), overprint: false };
    let corner = Point::new;
    let (left, top, right, bottom) = (frame.x, frame.y, frame.right(), frame.bottom());
    shapes::paint(&part(Outline::Rect(frame), Some(Ink::grey(15))), brush);
    shapes::paint(&part(Outline::Line(corner(left, top), corner(right, bottom)), None), brush);
    shapes::paint(&part(Outline::Line(corner(left, bottom), corner(right, top)), None), brush);
}

impl PictureCache {
    fn tile(&mut self, file: &Arc<PictureFile>, setting: Setting, shown: Area) -> Option<Arc<Tile>> {
        let known = |tile: &&Arc<Tile>| Arc::ptr_eq(&tile.file, file) && tile.setting == setting;
        if let Some(tile) = self.tiles.iter().find(known) {
            return Some(Arc::clone(tile));
        }
        let levels = self.levels(file)?;
        let whole = setting.frame.pixels();
        let keep = whole.width().saturating_mul(whole.height()) <= MOST_PIXELS_OF_A_TILE;
        let area = if keep { whole } else { shown };
        let rgb = scaled(&levels, &setting, area);
        let tile = Arc::new(Tile { file: Arc::clone(file), setting, area, rgb });
        if keep {
            let bytes: usize = self.tiles.iter().map(|t| t.rgb.len() * 3).sum();
            if bytes > MOST_SCALED {
                self.tiles.clear();
            }
            self.tiles.push(Arc::clone(&tile));
        }
        Some(tile)
    }

    fn levels(&mut self, file: &Arc<PictureFile>) -> Option<Arc<Levels>> {
        if let Some(known) = self.decoded.iter().find(|d| Arc::ptr_eq(&d.file, file)) {
            return known.levels.clone();
        }
        let levels = file.decode().ok().and_then(Levels::new).map(Arc::new);
        let bytes: usize = self.decoded.iter().filter_map(|d| d.levels.as_ref()).map(|l| l.bytes()).sum();
        if bytes + levels.as_ref().map_or(0, |l| l.bytes()) > MOST_DECODED {
            self.decoded.clear();
        }
        self.decoded.push(Decoded { file: Arc::clone(file), levels: levels.clone() });
        levels
    }
}

/// The part of a picture that lies in `area`, turned as it is set.
fn scaled(levels: &Levels, setting: &Setting, area: Area) -> Vec<[u8; 3]> {
    let mut rgb = turned(setting, area, |crop, width, height| scaling::scale(levels, crop, width, height));
    if setting.black {
        for pixel in &mut rgb {
            let [r, g, b] = pixel.map(u32::from);
            *pixel = [u8::try_from((r * 299 + g * 587 + b * 114 + 500) / 1000).unwrap_or(255); 3];
        }
    }
    rgb
}

/// What `scale` makes for `area` of a picture that may lie turned on the raster.
pub(super) fn turned<T: Copy>(setting: &Setting, area: Area, scale: impl FnOnce(Crop, Axis, Axis) -> Vec<T>) -> Vec<T> {
    let Setting { frame, crop, turns, .. } = setting;
    let across = Axis { from: frame.left, to: frame.right, first: area.left, count: area.width(), backwards: false };
    let down = Axis { from: frame.top, to: frame.bottom, first: area.top, count: area.height(), backwards: false };
    let back = |axis: Axis| Axis { backwards: true, ..axis };
    // Which of the raster's axes the picture's own width and height follow.
    let (width, height) = match turns {
        0 => (across, down),
        1 => (down, back(across)),
        2 => (back(across), back(down)),
        _ => (back(down), across),
    };
    let upright = scale(*crop, width, height);
    if turns.is_multiple_of(2) {
        return upright;
    }
    let columns = 0..area.width();
    let rows = 0..area.height();
    rows.flat_map(|y| columns.clone().map(move |x| (x, y))).map(|(x, y)| upright[x * area.height() + y]).collect()
}
