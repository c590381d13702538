//! The ink of a page, seen before it is printed: plates, heat map, soft proof, and how much of each ink it takes.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Session;
use super::error::SessionError;
use super::export::CACHE;
use crate::colour::{OutputProfile, Packing, Proof, Separating, White};
use crate::export::png;
use crate::export::png::Samples;
use crate::geom::Length;
use crate::model::{SpotInk, Standard};
use crate::project::write_whole;
use crate::raster::{Cache, Heat, Inks, Printing, View, render_inks, render_plates};

/// Most pixels of a page's plates: a broadsheet page at 400 ppi, 208 MB of ink.
const MOST_PIXELS: u64 = 54_000_000;

/// Which pictures of the ink are wanted, and how fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InkRequest {
    /// Page number.
    pub page: u16,
    /// Pixels an inch, 36–400.
    pub ppi: u16,
    /// One picture for each plate, black where there is ink.
    pub plates: bool,
    /// The heat map of total ink.
    pub heat: bool,
    /// The soft proof on the press's paper.
    pub proof: bool,
}

/// How much ink a page takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InkReport {
    /// Page number.
    pub page: u16,
    /// The press profile's name.
    pub profile: String,
    /// The most total ink that photographs are held to, in per cent.
    pub limit: u16,
    /// Cyan, magenta, yellow, black; then the spot inks, where the edition leaves as PDF/X-4.
    pub plates: Vec<PlateInk>,
    /// The most total ink of any pixel, in per mille.
    pub most: u16,
    /// The hottest place of 15 mm².
    pub hottest: HotPlace,
    /// How much of the page is over the limit, averaged over 15 mm², in millionths.
    pub over_limit: u32,
    /// What was written.
    pub files: Vec<PathBuf>,
}

/// One plate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlateInk {
    /// `cyan`, `magenta`, `yellow`, `black`, or a spot ink's name.
    pub ink: String,
    /// Mean coverage of the page in per mille.
    pub mean: u16,
    /// How much of the page it touches at all, in per mille.
    pub touched: u16,
    /// What a solid of as much ink would cover, in square millimetres.
    pub solid_mm2: u32,
}

/// A place of 15 mm².
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HotPlace {
    /// Its middle from the page's left edge.
    pub x: Length,
    /// And from its top.
    pub y: Length,
    /// Mean total ink in per mille.
    pub total: u16,
}

impl Session {
    /// How this edition's photographs are separated: its press profile, ink limit, sharpening and resolution. Lossless,
    /// however the PDF packs them: plates are looked at as they were separated.
    ///
    /// # Errors
    /// [`SessionError::Profile`] where the printer's profile cannot be used.
    pub fn separating(&self) -> Result<Separating, SessionError> {
        let output = &self.edition().house.output;
        let profile = match &output.profile {
            Some(profile) => OutputProfile::open(&self.folder.join(profile))?,
            None => OutputProfile::bundled(),
        };
        let (ink_limit, sharpen, ppi) = (output.ink_limit, output.sharpen, u32::from(output.picture_ppi));
        Ok(Separating { profile, ink_limit, sharpen, ppi, packing: Packing::Lossless })
    }

    /// The spot inks that have plates of their own as the edition leaves: all of them in PDF/X-4, else none.
    #[must_use]
    pub fn spot_plates(&self) -> &[SpotInk] {
        let output = &self.edition().house.output;
        match output.standard {
            Standard::X4 if !output.mono => &output.spots,
            Standard::X4 | Standard::X1a => &[],
        }
    }

    /// The folder in which separated photographs are kept.
    #[must_use]
    pub fn separations(&self) -> PathBuf {
        self.folder.join(CACHE)
    }

    /// Paints the plates of a page, writes the wanted pictures into `out` and measures the ink.
    ///
    /// # Errors
    /// [`SessionError`] where there is no such page, the resolution is not offered, the profile cannot be used or the
    /// system refuses.
    pub fn ink(&mut self, request: &InkRequest, out: &Path) -> Result<InkReport, SessionError> {
        let how = self.separating()?;
        let cache = self.separations();
        let composed = self.composed().to_vec();
        let Some(page) = composed.iter().find(|c| c.sheet.page == request.page) else {
            return Err(SessionError::NoPage {
                page: request.page,
                pages: composed.iter().map(|c| c.sheet.page).collect(),
            });
        };
        let sheet = &page.sheet;
        let view = View::at_ppi(request.ppi);
        let (width, height) = view.pixels_of(sheet.size);
        if !(36..=400).contains(&request.ppi) || u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(SessionError::InkPpi { ppi: request.ppi, width, height });
        }
        let mut inks = Inks::new(width, height);
        let printing = Printing { how: &how, cache: Some(&cache) };
        render_inks(sheet, view, printing, &self.library, &mut Cache::default(), &mut inks);
        let (heat, plates) = if self.spot_plates().is_empty() {
            (Heat::of(&inks, view), films(&inks))
        } else {
            let all = render_plates(sheet, view, (width, height), printing, &self.library, &mut Cache::default());
            let heat = Heat::of_plates(&inks, &all, view);
            (heat, films(&all.process).into_iter().chain(all.spots).collect())
        };
        let files = pictures((&inks, &plates), &heat, request, &how, out)?;
        Ok(InkReport { files, ..report((&inks, &plates), &heat, view, &how, request.page) })
    }
}

/// A plate: its ink's name and a byte a pixel.
type Film = (String, Vec<u8>);

fn films(inks: &Inks) -> Vec<Film> {
    Inks::NAMES.iter().enumerate().map(|(n, name)| ((*name).to_owned(), inks.plate(n))).collect()
}

fn report((inks, plates): (&Inks, &[Film]), heat: &Heat, view: View, how: &Separating, page: u16) -> InkReport {
    let pixels = inks.pixels();
    let count = (pixels.len() as u64).max(1);
    let small = |v: u64| u16::try_from(v).unwrap_or(u16::MAX);
    let pixel_mm2 = 1.0 / (view.px_per_mm * view.px_per_mm);
    let plate = |(name, film): &Film| {
        let sum: u64 = film.iter().map(|v| u64::from(*v)).sum();
        let touched = film.iter().filter(|v| **v > 0).count() as u64;
        PlateInk {
            ink: name.clone(),
            mean: small((sum * 1000 / count + 127) / 255),
            touched: small((touched * 1000 + count / 2) / count),
            solid_mm2: (sum as f64 / 255.0 * pixel_mm2).round() as u32,
        }
    };
    let total = |at: usize| plates.iter().filter_map(|(_, film)| film.get(at)).map(|v| u64::from(*v)).sum();
    let most = (0..pixels.len()).map(total).max().unwrap_or(0);
    let hottest = heat.hottest();
    let place = |v: u32| Length::um(((f64::from(v) + 0.5) / view.px_per_mm * 1000.0).round() as i64);
    InkReport {
        page,
        profile: how.profile.name().to_owned(),
        limit: how.limit(),
        plates: plates.iter().map(plate).collect(),
        most: small((most * 1000 + 127) / 255),
        hottest: HotPlace { x: place(hottest.x), y: place(hottest.y), total: hottest.total },
        over_limit: heat.share_over(how.limit()),
        files: Vec::new(),
    }
}

fn pictures(
    (inks, plates): (&Inks, &[Film]),
    heat: &Heat,
    request: &InkRequest,
    how: &Separating,
    out: &Path,
) -> Result<Vec<PathBuf>, SessionError> {
    let InkRequest { page, ppi, .. } = *request;
    let size = (inks.width(), inks.height());
    let mut wanted: Vec<(String, Vec<u8>)> = Vec::new();
    let mut add = |what: &str, samples: Samples<'_>| -> Result<(), SessionError> {
        wanted.push((format!("p{page:02}-{what}.png"), png::pixels(page, size, samples, ppi)?));
        Ok(())
    };
    if request.plates {
        for (number, (name, film)) in plates.iter().enumerate() {
            let dark: Vec<u8> = film.iter().map(|v| 255 - v).collect();
            // The name of a spot ink may be no file's.
            let spot = || format!("spot-{}", number + 1 - Inks::NAMES.len());
            let file = if number < Inks::NAMES.len() { name.clone() } else { spot() };
            add(&file, Samples::Gray(&dark))?;
        }
    }
    if request.heat {
        add("heat", Samples::Rgba(heat.image(how.limit()).rgba()))?;
    }
    if request.proof {
        add("proof", Samples::Rgba(&Proof::of(&how.profile, White::Paper).rgba(inks.data())))?;
    }
    if !wanted.is_empty() {
        std::fs::create_dir_all(out).map_err(|source| SessionError::Read { file: out.to_owned(), source })?;
    }
    let mut files = Vec::new();
    for (name, bytes) in wanted {
        let path = out.join(name);
        write_whole(&path, &bytes)?;
        files.push(path);
    }
    Ok(files)
}
