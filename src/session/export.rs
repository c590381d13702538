//! Composed pages become files.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::deliver::{self, Delivered, Delivery, Looked, Sealed};
use super::error::SessionError;
use super::{Composed, Report, Session};
use crate::colour::{OutputProfile, Packing};
use crate::export::pdf::{self, Kept, Level, PdfSettings};
use crate::export::{page_map, png, text};
use crate::finding::{Finding, Said};
use crate::library::Library;
use crate::model::{Edition, Page, PicturePacking, Standard, file_name};
use crate::preflight::{Inspected, Profile};
use crate::project::{Waiting, write_whole};

/// Folder inside the edition's where separated photographs are kept from export to export; it may be deleted any time.
pub(super) const CACHE: &str = ".cache";

/// What is made of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// PDF/X for the press.
    #[default]
    Pdf,
    /// A proof in pixels.
    Png,
    /// The display list, for people.
    Text,
    /// The page map, for programs.
    Json,
}

impl Format {
    const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Text => "txt",
            Self::Json => "json",
        }
    }
}

/// What to export.
#[derive(Debug, Clone, Default)]
pub struct ExportRequest {
    /// Kind of file.
    pub format: Format,
    /// Standard of a PDF; none: the house's.
    pub standard: Option<Standard>,
    /// Numbers of the pages; none: all.
    pub pages: Vec<u16>,
    /// Resolution of a PNG, or of the photographs in a PDF; none: 150 and the house's.
    pub ppi: Option<u16>,
    /// Preflight profile of a PDF; none: the edition's.
    pub profile: Option<Profile>,
    /// Write a PDF although an error stands.
    pub force: bool,
    /// Version letter of a PDF; none: A, and the next one whenever a changed page is sent again.
    pub version: Option<char>,
}

/// How far an export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// A page is being made.
    Page {
        /// Its number.
        page: u16,
        /// Its place among the pages exported, from 1.
        at: usize,
        /// How many are exported.
        of: usize,
    },
    /// All pages are made; the files are put in their places. This is not broken off.
    Writing,
}

/// What came of an export.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Exported {
    /// The files, page by page.
    pub files: Vec<PathBuf>,
    /// What was found in the written PDFs and in their names, which no report of the edition knows; with `force`, also
    /// what would have kept them back.
    pub found: Vec<Inspected>,
}

/// An export with everything it needs, to be run where it is in nobody's way: the edition may change meanwhile.
#[derive(Debug, Clone)]
pub struct ExportJob {
    edition: Arc<Edition>,
    composed: Vec<Arc<Composed>>,
    library: Arc<Library>,
    folder: PathBuf,
    request: ExportRequest,
    out: PathBuf,
    /// What preflight says, where a press is meant.
    report: Option<Arc<Report>>,
}

impl Session {
    /// Writes one file a page into `out`, named by the house's template, and gives back their paths. Every page is made
    /// before the first takes its place. `progress` hears of each page before its turn.
    ///
    /// # Errors
    /// [`SessionError`] where there is no such page, a finding keeps a page from the press (PDF only), a file cannot be
    /// made or the system refuses.
    pub fn export(
        &mut self,
        request: &ExportRequest,
        out: &Path,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Exported, SessionError> {
        self.export_job(request, out)?.run(&mut |now| {
            progress(now);
            ControlFlow::Continue(())
        })
    }

    /// The same as a job that can be run elsewhere and broken off: the edition as it stands now.
    ///
    /// # Errors
    /// [`SessionError`] where the edition's preflight profile cannot be read (PDF only).
    pub fn export_job(&mut self, request: &ExportRequest, out: &Path) -> Result<ExportJob, SessionError> {
        let report = match request.format {
            Format::Pdf => Some(self.report(request.profile.as_ref())?),
            Format::Png | Format::Text | Format::Json => None,
        };
        Ok(ExportJob {
            edition: Arc::clone(self.edition()),
            composed: self.composed().to_vec(),
            library: Arc::clone(&self.library),
            folder: self.folder.clone(),
            request: request.clone(),
            out: out.to_owned(),
            report,
        })
    }
}

impl ExportJob {
    /// Makes every page, then puts the files in their places and gives back their paths and what was found in them.
    /// `progress` is asked before each page whether to go on; broken off, nothing is written.
    ///
    /// # Errors
    /// As [`Session::export`], and [`SessionError::BrokenOff`].
    pub fn run(&self, progress: &mut dyn FnMut(Progress) -> ControlFlow<()>) -> Result<Exported, SessionError> {
        let pages = wanted(&self.edition, &self.composed, &self.request.pages)?;
        if let Some(report) = self.report.as_ref().filter(|_| !self.request.force) {
            pages.iter().try_for_each(|(page, _)| stopped(report, page.number))?;
        }
        let settings = self.settings()?;
        let mut names = BTreeSet::new();
        for (page, _) in &pages {
            // A name that two pages share is found before the first is made.
            let name = name(&self.edition, page, self.request.format)?;
            if !names.insert(name.to_lowercase()) {
                return Err(SessionError::SameName(name));
            }
        }
        let is_new = !self.out.exists();
        let failed = |source| SessionError::Read { file: self.out.clone(), source };
        std::fs::create_dir_all(&self.out).map_err(failed)?;
        let exported = self.make(&pages, &settings, progress);
        if exported.is_err() && is_new {
            // It is empty, or it stays.
            let _ = std::fs::remove_dir(&self.out);
        }
        exported
    }

    fn make(
        &self,
        pages: &[(&Page, &Composed)],
        settings: &PdfSettings,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Exported, SessionError> {
        let mut ask = |now| if progress(now).is_break() { Err(SessionError::BrokenOff) } else { Ok(()) };
        let earlier = if self.report.is_some() { deliver::before(&self.out) } else { BTreeMap::new() };
        let (mut files, mut delivered, mut found) = (Vec::new(), Vec::new(), Vec::new());
        let mut kept = Kept::new();
        for (i, (page, composed)) in pages.iter().enumerate() {
            ask(Progress::Page { page: page.number, at: i + 1, of: pages.len() })?;
            let (bytes, entry) = self.file(page, composed, settings, &mut kept, earlier.get(&page.number))?;
            let name = match entry {
                Some((entry, of_file)) => {
                    let file = entry.file.clone();
                    delivered.push(entry);
                    found.extend(of_file);
                    file
                }
                None => name(&self.edition, page, self.request.format)?,
            };
            // On the disk at once: an edition of sixteen pages would otherwise be held in memory whole.
            files.push(Waiting::write(&self.out.join(name), &bytes)?);
        }
        ask(Progress::Writing)?;
        let paths = files.iter().map(|file| file.path().to_owned()).collect();
        files.into_iter().try_for_each(Waiting::take_its_place)?;
        if let Some(report) = &self.report {
            let job = deliver::job(&self.edition, report, earlier, delivered);
            write_whole(&self.out.join(deliver::JOB_FILE), &job)?;
        }
        Ok(Exported { files: paths, found })
    }

    /// A page's file; that of a PDF with its entry in the job, after a last look at it.
    fn file(
        &self,
        page: &Page,
        composed: &Composed,
        settings: &PdfSettings,
        kept: &mut Kept,
        before: Option<&Delivered>,
    ) -> Result<(Vec<u8>, Option<Looked>), SessionError> {
        let Self { edition, request, library, .. } = self;
        let sheet = &composed.sheet;
        let proof = match request.format {
            Format::Pdf => {
                let settings = PdfSettings { title: title(edition, page), ..settings.clone() };
                let Some(report) = &self.report else {
                    let written = pdf::write_with(&[sheet], &settings, library, kept)?;
                    return Ok((written.bytes, None));
                };
                let (level, version) = (settings.level, request.version);
                let delivery = Delivery { edition, page, sheet, library, report, level, version, before };
                let (file, version) = self.pdf(&delivery, &settings, kept)?;
                let entry = delivery.of(&file, version, request.force)?;
                return Ok((file.written.bytes, Some(entry)));
            }
            Format::Png => png::write(sheet, request.ppi.unwrap_or(150), library)?,
            Format::Text => text::write(sheet, library).into_bytes(),
            Format::Json => page_map::write(sheet).into_bytes(),
        };
        Ok((proof, None))
    }

    /// The file and its version letter. A slug line says the letter, and the letter says whether the file is another: it
    /// is written with the last letter sent and, where that comes out otherwise than then, once more with the next.
    fn pdf(
        &self,
        delivery: &Delivery<'_>,
        settings: &PdfSettings,
        kept: &mut Kept,
    ) -> Result<(Sealed, char), SessionError> {
        let mut write = |version: char| {
            let settings = PdfSettings { surround: delivery.surround(version), ..settings.clone() };
            pdf::write_with(&[delivery.sheet], &settings, &self.library, kept).map(Sealed::new)
        };
        let first = delivery.version.or(delivery.before.map(Delivered::version)).unwrap_or('A');
        let written = write(first)?;
        let version = delivery.version_of(&written);
        let again = version != first && delivery.surround(version).slug.is_some();
        Ok((if again { write(version)? } else { written }, version))
    }

    fn settings(&self) -> Result<PdfSettings, SessionError> {
        let Self { edition, request, .. } = self;
        let output = &edition.house.output;
        let mut settings = PdfSettings::new(&edition.paper, &edition.date);
        settings.level = match request.standard.unwrap_or(output.standard) {
            Standard::X1a => Level::X1a,
            Standard::X4 => Level::X4,
        };
        settings.cache = Some(self.folder.join(CACHE));
        settings.picture_ppi = u32::from(request.ppi.unwrap_or(output.picture_ppi));
        settings.packing = match output.picture_packing {
            PicturePacking::Lossless => Packing::Lossless,
            PicturePacking::Jpeg { quality } => Packing::Jpeg(quality),
        };
        settings.ink_limit = output.ink_limit;
        settings.sharpen = output.sharpen;
        if let Some(profile) = &output.profile {
            settings.profile = OutputProfile::open(&self.folder.join(profile))?;
        }
        Ok(settings)
    }
}

/// Refuses a page where an error stands.
fn stopped(report: &Report, page: u16) -> Result<(), SessionError> {
    let stops: Vec<&Finding> = report.stops(page).map(|i| &i.finding).collect();
    let Some(first) = stops.first() else { return Ok(()) };
    let with = |sentence: &str, remedies: Vec<&str>| format!("{} {sentence}: {}", first.rule, remedies.join("; "));
    let first = Said::new(
        with(&first.sentence.zh, first.remedies.iter().map(|r| r.zh.as_str()).collect()),
        with(&first.sentence.en, first.remedies.iter().map(|r| r.en.as_str()).collect()),
    );
    Err(SessionError::Stopped { page, count: stops.len(), first })
}

fn wanted<'a>(
    edition: &'a Edition,
    composed: &'a [Arc<Composed>],
    pages: &[u16],
) -> Result<Vec<(&'a Page, &'a Composed)>, SessionError> {
    if let Some(page) = pages.iter().copied().find(|n| edition.page(*n).is_none()) {
        return Err(SessionError::NoPage { page, pages: edition.pages.iter().map(|p| p.number).collect() });
    }
    let all = edition.pages.iter().map(|p| &**p).zip(composed.iter().map(|c| &**c));
    let chosen: Vec<_> = all.filter(|(p, _)| pages.is_empty() || pages.contains(&p.number)).collect();
    if chosen.is_empty() { Err(SessionError::NoPages) } else { Ok(chosen) }
}

fn name(edition: &Edition, page: &Page, format: Format) -> Result<String, SessionError> {
    let stem = file_name(&edition.house.output.file_name, deliver::parts(edition, page))?;
    Ok(format!("{stem}.{}", format.ending()))
}

/// Such as 曹州新报 2026-11-24 第01版 要闻.
fn title(edition: &Edition, page: &Page) -> String {
    let title = format!("{} {} 第{:02}版 {}", edition.paper, edition.date, page.number, page.section);
    title.trim_end().to_owned()
}
