//! The page as the press sees it: one plate at a time, or how wet the paper gets.

use egui::{Color32, ColorImage};

use super::picture::Wanted;
use crate::app::actions::ActionId;
use crate::display::Sheet;
use crate::raster::{self, Inks, Printing, View};
use crate::session::Session;

/// What of the pages is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Seeing {
    /// The page as a reader sees it.
    #[default]
    Page,
    /// One ink: 0 cyan, 1 magenta, 2 yellow, 3 black.
    Plate(usize),
    /// One spot ink, in the order of the edition's.
    Spot(usize),
    /// The total ink, against the limit of the edition's press.
    Heat,
}

impl Seeing {
    /// The action that shows it; none for the page itself.
    #[must_use]
    pub const fn action(self) -> Option<ActionId> {
        Some(match self {
            Self::Page => return None,
            Self::Plate(0) => ActionId::SeeCyan,
            Self::Plate(1) => ActionId::SeeMagenta,
            Self::Plate(2) => ActionId::SeeYellow,
            Self::Plate(_) => ActionId::SeeBlack,
            Self::Spot(_) => ActionId::SeeSpot,
            Self::Heat => ActionId::SeeHeat,
        })
    }

    /// What an action shows where the edition has so many spot plates; none for other actions. The same action again shows
    /// the next spot plate, or the page.
    #[must_use]
    pub fn of(action: ActionId, now: Self, spots: usize) -> Option<Self> {
        let wanted = match action {
            ActionId::SeePage => Self::Page,
            ActionId::SeeCyan => Self::Plate(0),
            ActionId::SeeMagenta => Self::Plate(1),
            ActionId::SeeYellow => Self::Plate(2),
            ActionId::SeeBlack => Self::Plate(3),
            ActionId::SeeHeat => Self::Heat,
            ActionId::SeeSpot => {
                let next = if let Self::Spot(shown) = now { shown + 1 } else { 0 };
                if next < spots { Self::Spot(next) } else { Self::Page }
            }
            _ => return None,
        };
        Some(if wanted == now { Self::Page } else { wanted })
    }
}

/// The picture of the pages' inks; none where the press's profile cannot be used, which the export says as well.
#[must_use]
pub fn picture(
    seeing: Seeing,
    (width, height): (u32, u32),
    wanted: &[Wanted<'_>],
    session: &Session,
    cache: &mut raster::Cache,
) -> Option<ColorImage> {
    let how = session.separating().ok()?;
    let kept = session.separations();
    let printing = Printing { how: &how, cache: Some(&kept) };
    let size = [width as usize, height as usize];
    let mut pixels = vec![Color32::TRANSPARENT; size[0] * size[1]];
    for page in wanted {
        let (sheet, view, library) = (&page.page.sheet, page.seen.view, session.library());
        let tones: Vec<Color32> = match seeing {
            Seeing::Page => return None,
            Seeing::Plate(_) | Seeing::Spot(_) => {
                let mut inks = Inks::new(width, height);
                let film = film(seeing, sheet, view, printing, (session, cache), &mut inks);
                inks.plate(film).into_iter().map(|v| Color32::from_gray(255 - v)).collect()
            }
            Seeing::Heat => {
                let own_plates = !session.spot_plates().is_empty();
                let heat = raster::heat(sheet, view, (width, height), (printing, own_plates), library, cache);
                let image = heat.image(how.limit());
                image.rgba().as_chunks::<4>().0.iter().map(|[r, g, b, _]| Color32::from_rgb(*r, *g, *b)).collect()
            }
        };
        lay(&mut pixels, &tones, size, view, view.pixels_of(sheet.size));
    }
    Some(ColorImage::new(size, pixels))
}

/// Paints the plate that is wanted, and says which of `inks` it is.
fn film(
    seeing: Seeing,
    sheet: &Sheet,
    view: View,
    printing: Printing<'_>,
    (session, cache): (&Session, &mut raster::Cache),
    inks: &mut Inks,
) -> usize {
    let library = session.library();
    match seeing {
        Seeing::Spot(number) => {
            raster::render_spot(sheet, view, (printing, number), library, cache, inks);
            0
        }
        Seeing::Plate(ink) if !session.spot_plates().is_empty() => {
            raster::render_process(sheet, view, printing, library, cache, inks);
            ink
        }
        Seeing::Plate(ink) => {
            raster::render_inks(sheet, view, printing, library, cache, inks);
            ink
        }
        Seeing::Page | Seeing::Heat => 0,
    }
}

/// Lays a page's tones on the picture; beside the page it stays transparent.
fn lay(pixels: &mut [Color32], tones: &[Color32], [width, height]: [usize; 2], view: View, (wide, high): (u32, u32)) {
    let side = |from: i32, length: u32, most: usize| {
        let end = i64::from(from) + i64::from(length);
        let held = |v: i64| usize::try_from(v.max(0)).unwrap_or(0).min(most);
        held(i64::from(from))..held(end)
    };
    let columns = side(view.origin.0, wide, width);
    for y in side(view.origin.1, high, height) {
        let row = y * width;
        pixels[row + columns.start..row + columns.end].copy_from_slice(&tones[row + columns.start..row + columns.end]);
    }
}
