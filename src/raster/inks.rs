//! The four plates of a page: what each ink lays down, as the press's PDF has it.
//!
//! The same painting as on a screen, with inks for colours: an ink that overprints replaces its own plates and leaves the
//! others, everything else knocks out all four (ISO 32000-1 §11.7.4.5, overprint mode 1). Photographs are those of the
//! PDF, separated by [`crate::colour`].

use std::path::Path;

use super::plate::{Area, Coat, Plate};
use super::{Brush, Cache, View};
use crate::colour::Separating;
use crate::display::{Place, Sheet};
use crate::ink::Ink;
use crate::library::Library;

/// How photographs become ink on plates, and where their separations are kept.
#[derive(Clone, Copy, Debug)]
pub struct Printing<'a> {
    /// The press.
    pub how: &'a Separating,
    /// Folder of separated photographs; without one each is separated anew.
    pub cache: Option<&'a Path>,
}

/// Inks: rows from the top, four bytes a pixel (cyan, magenta, yellow, black), 0 none to 255 solid; bare beside the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inks {
    width: u32,
    height: u32,
    data: Vec<u8>,
}

impl Inks {
    /// Names of the plates, in the order of a pixel's bytes.
    pub const NAMES: [&'static str; 4] = ["cyan", "magenta", "yellow", "black"];

    /// No ink, the sides held to 1–32,768 pixels.
    #[must_use]
    pub fn new(width: u32, height: u32) -> Self {
        let [width, height] = [width, height].map(|side| side.clamp(1, super::Image::MOST_PIXELS_A_SIDE));
        Self { width, height, data: vec![0; width as usize * height as usize * 4] }
    }

    /// Pixels in a row.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// Rows.
    #[must_use]
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// All pixels.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// All pixels, and the image let go.
    #[must_use]
    pub fn into_data(self) -> Vec<u8> {
        self.data
    }

    /// All pixels, one by one.
    #[must_use]
    pub fn pixels(&self) -> &[[u8; 4]] {
        self.data.as_chunks::<4>().0
    }

    /// One plate, 0–3, a byte a pixel.
    #[must_use]
    pub fn plate(&self, ink: usize) -> Vec<u8> {
        self.pixels().iter().filter_map(|p| p.get(ink)).copied().collect()
    }

    #[cfg(test)]
    pub(super) fn fill_for_tests(&mut self, left: usize, top: usize, side: usize, inks: [u8; 4]) {
        let width = self.width as usize;
        for y in top..top + side {
            self.data.as_chunks_mut::<4>().0[y * width + left..][..side].fill(inks);
        }
    }

    /// A part of it, as far as it lies inside.
    #[must_use]
    pub fn part(&self, part: Area) -> Self {
        let side = |v: u32| i32::try_from(v).unwrap_or(i32::MAX);
        let part = part.and(Area { left: 0, top: 0, right: side(self.width), bottom: side(self.height) });
        if part.is_empty() {
            return Self::new(1, 1);
        }
        let (stride, from, length) = (self.width as usize * 4, part.left as usize * 4, part.width() * 4);
        let rows = (part.top as usize..part.bottom as usize).flat_map(|y| &self.data[y * stride + from..][..length]);
        Self { width: part.width() as u32, height: part.height() as u32, data: rows.copied().collect() }
    }
}

/// The plates of an output that has plates of their own for spot inks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plates {
    /// Cyan, magenta, yellow and black, without what goes on the others.
    pub process: Inks,
    /// In the order of the sheet's spot inks: name, and a byte a pixel.
    pub spots: Vec<(String, Vec<u8>)>,
}

/// Which plates are painted.
#[derive(Clone, Copy)]
pub(super) enum Layer<'s> {
    /// The four, spot inks printed by their substitutes.
    Substitutes,
    /// The four, without what is on the sheet's spot plates.
    Process(&'s Sheet),
    /// One spot plate, as the first ink.
    Spot(&'s Sheet, usize),
}

impl Layer<'_> {
    /// What an ink lays on the plates that are painted: none on those it has nothing to do with, which it knocks out or,
    /// overprinting, leaves.
    pub(super) fn coat(self, ink: Ink, overprint: bool) -> Coat {
        let plain = Coat::of(ink, overprint);
        let inks = match self {
            Self::Substitutes => return plain,
            Self::Process(sheet) if sheet.spot_of(ink).is_none() => return plain,
            Self::Process(_) => [0; 4],
            Self::Spot(sheet, number) => {
                let share = sheet.spot_of(ink).filter(|(spot, _)| *spot == number).map_or(0, |(_, share)| share);
                [((u32::from(share) * 255 + 500) / 1000) as u8, 0, 0, 0]
            }
        };
        Coat { inks, ..plain }
    }
}

/// Paints the four plates of the part of `sheet` that `view` shows over the whole of `inks`, spot inks printed by their
/// substitutes as in PDF/X-1a; `view.paper` means nothing here.
pub fn render_inks(
    sheet: &Sheet,
    view: View,
    printing: Printing<'_>,
    library: &Library,
    cache: &mut Cache,
    inks: &mut Inks,
) {
    paint(sheet, view, (printing, Layer::Substitutes), library, cache, inks);
}

/// The four plates as [`render_inks`] paints them, but as PDF/X-4 has them: without what is on plates of its own.
pub fn render_process(
    sheet: &Sheet,
    view: View,
    printing: Printing<'_>,
    library: &Library,
    cache: &mut Cache,
    inks: &mut Inks,
) {
    paint(sheet, view, (printing, Layer::Process(sheet)), library, cache, inks);
}

/// The plate of the sheet's spot ink of this number, as the first of `inks`; bare where the sheet has no such ink.
pub fn render_spot(
    sheet: &Sheet,
    view: View,
    (printing, number): (Printing<'_>, usize),
    library: &Library,
    cache: &mut Cache,
    inks: &mut Inks,
) {
    paint(sheet, view, (printing, Layer::Spot(sheet, number)), library, cache, inks);
}

/// All plates of the part of `sheet` that `view` shows in `width` × `height` pixels, as PDF/X-4 has them.
#[must_use]
pub fn render_plates(
    sheet: &Sheet,
    view: View,
    (width, height): (u32, u32),
    printing: Printing<'_>,
    library: &Library,
    cache: &mut Cache,
) -> Plates {
    let mut inks = Inks::new(width, height);
    let mut spots = Vec::new();
    for (number, spot) in sheet.spots.iter().enumerate() {
        render_spot(sheet, view, (printing, number), library, cache, &mut inks);
        spots.push((spot.name.clone(), inks.plate(0)));
    }
    render_process(sheet, view, printing, library, cache, &mut inks);
    Plates { process: inks, spots }
}

fn paint(
    sheet: &Sheet,
    view: View,
    (printing, layer): (Printing<'_>, Layer<'_>),
    library: &Library,
    cache: &mut Cache,
    inks: &mut Inks,
) {
    inks.data.fill(0);
    if !view.px_per_mm.is_finite() || view.px_per_mm <= 0.0 {
        return;
    }
    let size = [inks.width, inks.height];
    let mut plate = Plate::of_inks(&mut inks.data, size, view.origin);
    let clip = plate.area();
    let px_per_nm = view.px_per_mm / 1e6;
    let mut brush = Brush { plate: &mut plate, clip, place: Place::PAGE, px_per_nm, printing: Some(printing), layer };
    brush.clip_to_paper(sheet.size);
    super::items(&sheet.items, &mut brush, cache, library);
}
