//! Print-ready PDF: PDF/X-1a:2003 or PDF/X-4 (ISO 15930-4, -7), inks only, nothing the press would have to decide.
//!
//! printpdf lays down pages, operators and font dictionaries; `subsetter` cuts the font programs; what makes the file
//! PDF/X is added by [`finish`], and [`verify`] reads the finished bytes again and refuses what breaks our own rules.

mod cff;
mod finish;
mod fonts;
mod images;
mod kept;
mod metadata;
mod operators;
mod page;
mod pen;
mod place;
mod shapes;
mod spots;
mod surround;
mod survey;
mod text;
mod verify;

use std::path::PathBuf;

use crate::colour::{OutputProfile, Packing, Separating};
use crate::display::Sheet;
use crate::geom::Length;
use crate::id::PictureId;
use crate::library::{Library, PictureError};
use metadata::Day;
use surround::Leaf;

pub use kept::Kept;
pub use surround::{Slug, Surround};
pub use survey::{FontSurvey, Intent, PageSurvey, Survey, survey};

/// Which part of ISO 15930 the file keeps.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Level {
    /// PDF/X-1a:2003: PDF 1.4, no transparency; what every press takes.
    #[default]
    X1a,
    /// PDF/X-4: PDF 1.6.
    X4,
}

impl Level {
    const fn pdf_version(self) -> &'static str {
        match self {
            Self::X1a => "1.4",
            Self::X4 => "1.6",
        }
    }
}

/// What the file says beside its pages.
#[derive(Clone, Debug)]
pub struct PdfSettings {
    /// Standard.
    pub level: Level,
    /// Title, such as 曹州新报 2026-07-24 第01版; never empty.
    pub title: String,
    /// Day of the issue, `YYYY-MM-DD`. Every date in the file is this day, so that the same issue gives the same bytes.
    pub date: String,
    /// The program that made the pages.
    pub creator: String,
    /// The press: separates photographs, and is the output intent.
    pub profile: OutputProfile,
    /// The most ink of a photograph in per cent; none: the profile's own limit.
    pub ink_limit: Option<u16>,
    /// How much photographs are sharpened, in per cent.
    pub sharpen: u16,
    /// Resolution photographs are brought down to, in pixels an inch, 36–2400.
    pub picture_ppi: u32,
    /// How photographs are packed.
    pub packing: Packing,
    /// Folder for separated photographs; without one every export separates them anew.
    pub cache: Option<PathBuf>,
    /// What is printed round the page.
    pub surround: Surround,
}

impl PdfSettings {
    /// PDF/X-1a for the bundled newsprint profile, photographs at 200 ppi (a 100 line screen), no cache.
    #[must_use]
    pub fn new(title: &str, date: &str) -> Self {
        Self {
            level: Level::X1a,
            title: title.to_owned(),
            date: date.to_owned(),
            creator: concat!("Banxin ", env!("CARGO_PKG_VERSION")).to_owned(),
            profile: OutputProfile::bundled(),
            ink_limit: None,
            sharpen: 0,
            picture_ppi: 200,
            packing: Packing::Lossless,
            cache: None,
            surround: Surround::default(),
        }
    }

    /// How photographs are separated.
    #[must_use]
    pub fn separating(&self) -> Separating {
        let (ink_limit, sharpen, ppi, packing) = (self.ink_limit, self.sharpen, self.picture_ppi, self.packing);
        Separating { profile: self.profile.clone(), ink_limit, sharpen, ppi, packing }
    }
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// Nothing to print.
    #[error("there is no page to export: choose a page of the edition")]
    NoPages,
    /// PDF/X asks for a title.
    #[error("the PDF has no title: give the paper a name")]
    NoTitle,
    /// Not a day.
    #[error("“{0}” is not a date: write the day of the issue as YYYY-MM-DD")]
    BadDate(String),
    /// A resolution no plate has.
    #[error("photographs cannot be exported at {0} ppi: choose 36–2400, 200 for newsprint")]
    BadResolution(u32),
    /// Beyond what PDF can say (ISO 32000-1 annex C: 14,400 units).
    #[error("page {0} is empty or longer than 5 m: correct the page size")]
    BadPageSize(u16),
    /// Newer than the standard.
    #[error(
        "the press profile is ICC version {0}, and PDF/X-1a takes version 2: ask for a v2 profile or export PDF/X-4"
    )]
    ProfileTooNew(u8),
    /// The maker forbids it.
    #[error("the maker of {0} forbids embedding it (OS/2 fsType): set its type in another face, or buy a licence")]
    RestrictedFace(String),
    /// The maker forbids it.
    #[error(
        "the maker of {0} forbids embedding a part of it (OS/2 fsType): set its type in another face, or buy a licence"
    )]
    UncutFace(String),
    /// A character no glyph of the face shows.
    #[error("page {page}: {face} has no glyph for “{text}”: set it in a face that has one")]
    MissingGlyph {
        /// Page number.
        page: u16,
        /// The face.
        face: String,
        /// The text.
        text: String,
    },
    /// The subsetter refuses.
    #[error("the font program of {0} cannot be cut down ({1}): install the font again")]
    BadFont(String, String),
    /// Not opened when the page was laid out.
    #[error("page {page}: picture {picture} is not in the library: check the edition's photos/")]
    MissingPicture {
        /// Page number.
        page: u16,
        /// The picture.
        picture: PictureId,
    },
    /// A photograph's file.
    #[error("page {page}: {error}")]
    Picture {
        /// Page number.
        page: u16,
        /// What is wrong with it.
        error: PictureError,
    },
    /// The file cannot be put together.
    #[error("the PDF cannot be written ({0}): this is a mistake of the program, please report it")]
    Writer(String),
    /// The finished file breaks our own rules and is withheld.
    #[error("the PDF breaks its own rules and was not delivered; please report this: {}", .0.join("; "))]
    SelfCheck(Vec<String>),
}

/// The sheets as one PDF, in the given order. Same sheets, settings and library: same bytes.
///
/// # Errors
/// [`PdfError`]: a setting that cannot be, a face or photograph that cannot be printed, or a file that fails its own
/// check. There are no half files.
pub fn write(sheets: &[&Sheet], settings: &PdfSettings, library: &Library) -> Result<Vec<u8>, PdfError> {
    write_with(sheets, settings, library, &mut Kept::new()).map(|written| written.bytes)
}

/// A finished file, and what a stranger finds in it.
#[derive(Clone, Debug)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it says to a reader. The bytes are read again once, for this and for our own check.
    pub survey: Survey,
}

/// The same with what was made for the file before, and with what a reader finds in it.
///
/// # Errors
/// As [`write`].
pub fn write_with(
    sheets: &[&Sheet],
    settings: &PdfSettings,
    library: &Library,
    kept: &mut Kept,
) -> Result<Written, PdfError> {
    let day = check(sheets, settings)?;
    kept.begin();
    let mut fonts = fonts::Fonts::new(library);
    let mut images = images::Images::new(settings, library);
    let mut spots = spots::Spots::default();
    let mut document = printpdf::PdfDocument::new("");
    let leaves: Vec<Leaf<'_>> =
        sheets.iter().map(|sheet| Leaf::new(sheet, &settings.surround, settings.level, library)).collect();
    for leaf in &leaves {
        spots.begin(leaf.sheet, settings.level);
        document.pages.push(page::paint(leaf, &mut fonts, &mut images, &spots)?);
    }
    let fonts = fonts.embed(&mut document.resources, kept)?;
    let images = images.embed(&mut document.resources);
    pen::embed_states(&mut document.resources);
    let bytes = finish::finish(&document, finish::Streams { fonts, images, spots }, &leaves, settings, day)?;
    let reread = verify::read(&bytes, &leaves, settings).map_err(PdfError::SelfCheck)?;
    let survey = survey::of(&reread.document, &reread.contents);
    Ok(Written { bytes, survey })
}

fn check(sheets: &[&Sheet], settings: &PdfSettings) -> Result<Day, PdfError> {
    if sheets.is_empty() {
        return Err(PdfError::NoPages);
    }
    if settings.title.trim().is_empty() {
        return Err(PdfError::NoTitle);
    }
    if !(36..=2400).contains(&settings.picture_ppi) {
        return Err(PdfError::BadResolution(settings.picture_ppi));
    }
    if settings.level == Level::X1a && settings.profile.version() > 2 {
        return Err(PdfError::ProfileTooNew(settings.profile.version()));
    }
    for sheet in sheets {
        let fits = |side: Length| side.is_positive() && (side + surround::MARGIN * 2).as_pt() <= 14_400.0;
        if !fits(sheet.size.width) || !fits(sheet.size.height) {
            return Err(PdfError::BadPageSize(sheet.page));
        }
    }
    Day::parse(&settings.date).ok_or_else(|| PdfError::BadDate(settings.date.clone()))
}
