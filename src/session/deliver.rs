//! What leaves the house: each finished file looked at once more, its version letter, and `job.json` beside the PDFs, which
//! says what was sent and how. No clock: the same job gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Report, SessionError};
use crate::display::{Item, Sheet};
use crate::export::pdf::{Level, Slug, Surround, Written};
use crate::finding::{Said, Severity};
use crate::ink::Ink;
use crate::library::{Library, StoredColour};
use crate::model::{Edition, FileNameParts, Page, Role, file_name};
use crate::preflight::{FileFacts, Inspected, NameFacts, inspect_file};

/// Its name beside the PDFs.
pub(super) const JOB_FILE: &str = "job.json";

/// The job, as written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Job {
    schema: u32,
    paper: String,
    date: String,
    /// Name and hash of the preflight profile.
    profile: [String; 2],
    pages: Vec<Delivered>,
}

/// One page of the job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Delivered {
    page: u16,
    section: String,
    pub(super) file: String,
    bytes: usize,
    /// SHA-256 of the file, 64 hexadecimal digits.
    sha256: String,
    /// Raised whenever a page is sent again with another content.
    version: char,
    standard: String,
    /// `CMYK` or `K`.
    plates: String,
    /// Rules that stood as errors when the page was written all the same.
    forced: Vec<String>,
    /// Rules of the written file that were warnings or notes.
    #[serde(default)]
    noted: Vec<String>,
}

/// What was delivered into `out` before, by page; nothing where there is no job that can be read.
pub(super) fn before(out: &Path) -> BTreeMap<u16, Delivered> {
    let job = std::fs::read(out.join(JOB_FILE)).ok().and_then(|b| serde_json::from_slice::<Job>(&b).ok());
    job.map(|j| j.pages.into_iter().map(|p| (p.page, p)).collect()).unwrap_or_default()
}

/// A finished file's entry, and what was found in it.
pub(super) type Looked = (Delivered, Vec<Inspected>);

/// A page on its way out.
pub(super) struct Delivery<'a> {
    pub(super) edition: &'a Edition,
    pub(super) page: &'a Page,
    pub(super) sheet: &'a Sheet,
    pub(super) library: &'a Library,
    pub(super) report: &'a Report,
    pub(super) level: Level,
    /// The version asked for; none: the next one where the content is another.
    pub(super) version: Option<char>,
    pub(super) before: Option<&'a Delivered>,
}

impl Delivered {
    /// The letter it was sent with.
    pub(super) const fn version(&self) -> char {
        self.version
    }
}

/// A finished file and its hash, which is taken once: it is what costs most after the writing.
pub(super) struct Sealed {
    pub(super) written: Written,
    sha256: String,
}

impl Sealed {
    pub(super) fn new(written: Written) -> Self {
        let sha256 = Sha256::digest(&written.bytes).iter().map(|b| format!("{b:02x}")).collect();
        Self { written, sha256 }
    }
}

impl Delivery<'_> {
    /// The version letter of this content: the one asked for, or the next one where it is another than was sent.
    pub(super) fn version_of(&self, file: &Sealed) -> char {
        let by_content = || match self.before {
            None => 'A',
            Some(before) if before.sha256 == file.sha256 => before.version,
            Some(before) => next(before.version),
        };
        self.version.unwrap_or_else(by_content)
    }

    /// What the profile wants printed round the page.
    pub(super) fn surround(&self, version: char) -> Surround {
        let limits = &self.report.profile.limits;
        let slug = || {
            let Edition { paper, date, house, .. } = self.edition;
            let Page { number, section, .. } = self.page;
            let standard = match self.level {
                Level::X1a => "PDF/X-1a:2003",
                Level::X4 => "PDF/X-4",
            };
            let text = format!("{paper}  {date}  第{number:02}版 {section}  版本 {version}  {standard}");
            let roles = [Role::MediumHei, Role::BoldHei, Role::NewsSong];
            Slug { text, faces: roles.iter().filter_map(|role| house.faces.get(role)).flatten().cloned().collect() }
        };
        Surround { marks: limits.marks, slug: limits.slug.then(slug), black_only: !self.is_coloured() }
    }

    /// The file's entry in the job after the last look at it, and what was found then.
    ///
    /// # Errors
    /// [`SessionError::Stopped`] where an error stands and nobody forces it, [`SessionError::Template`].
    pub(super) fn of(&self, file: &Sealed, version: char, force: bool) -> Result<Looked, SessionError> {
        let Sealed { written, sha256 } = file;
        let coloured = self.is_coloured();
        let same = self.before.map(|b| (b.version, b.sha256 == *sha256));
        let parts = FileNameParts { colour: coloured, version, ..parts(self.edition, self.page) };
        let stem = file_name(&self.edition.house.output.file_name, parts)?;
        let limits = &self.report.profile.limits;
        let by_template = match limits.file_name.as_str() {
            "" => stem.clone(),
            template => file_name(template, parts)?,
        };
        let says_colour = said_colour(&stem);
        let name =
            NameFacts { stem: stem.clone(), by_template, version, before: same, says_colour, is_colour: coloured };
        let found = self.look_at(written, name);
        let (stops, others): (Vec<&Inspected>, Vec<&Inspected>) =
            found.iter().partition(|i| i.finding.severity == Severity::Error);
        if let Some(first) = stops.first().filter(|_| !force) {
            let Said { zh, en } = &first.finding.sentence;
            let first = Said::new(format!("{} {zh}", first.finding.rule), format!("{} {en}", first.finding.rule));
            return Err(SessionError::Stopped { page: self.page.number, count: stops.len(), first });
        }
        let forced = rules(self.report.stops(self.page.number).chain(stops));
        let noted = rules(others);
        let entry = Delivered {
            page: self.page.number,
            section: self.page.section.clone(),
            file: format!("{stem}.pdf"),
            bytes: written.bytes.len(),
            sha256: sha256.clone(),
            version,
            standard: self.standard().to_owned(),
            plates: if coloured { "CMYK" } else { "K" }.to_owned(),
            forced,
            noted,
        };
        Ok((entry, found))
    }

    const fn standard(&self) -> &'static str {
        match self.level {
            Level::X1a => "x1a",
            Level::X4 => "x4",
        }
    }

    fn look_at(&self, written: &Written, name: NameFacts) -> Vec<Inspected> {
        let size = self.sheet.size;
        let file = FileFacts {
            page: self.page.number,
            standard: self.standard(),
            bytes: written.bytes.len(),
            survey: &written.survey,
            title: vec![self.edition.paper.clone(), self.edition.date.clone(), format!("{:02}", self.page.number)],
            size_pt: [size.width.as_pt(), size.height.as_pt()],
            name,
        };
        inspect_file(&file, &self.report.profile)
    }

    /// True where the page needs more than the black plate.
    fn is_coloured(&self) -> bool {
        let mono = self.page.mono || self.edition.house.output.mono;
        !mono && coloured(&self.sheet.items, self.library)
    }
}

fn coloured(items: &[Item], library: &Library) -> bool {
    let many = |ink: Ink| ink.c > 0 || ink.m > 0 || ink.y > 0;
    items.iter().any(|item| match item {
        Item::Group(group) => coloured(&group.items, library),
        Item::Glyphs(run) => many(run.ink),
        Item::Shape(shape) => shape.fill.is_some_and(many) || shape.stroke.as_ref().is_some_and(|s| many(s.ink)),
        Item::Picture(p) => {
            library.opened_picture(&p.picture).is_none_or(|file| file.facts().stored != StoredColour::Gray)
        }
        Item::Mark(_) => false,
    })
}

/// What a template may say of a page; colour and version are filled in where they are known.
pub(super) fn parts<'a>(edition: &'a Edition, page: &'a Page) -> FileNameParts<'a> {
    let (paper, date) = (edition.paper.as_str(), edition.date.as_str());
    FileNameParts { paper, date, page: page.number, section: &page.section, colour: true, version: 'A' }
}

/// Their ids, each once.
fn rules<'a>(found: impl IntoIterator<Item = &'a Inspected>) -> Vec<String> {
    let ids: BTreeSet<&str> = found.into_iter().map(|i| i.finding.rule).collect();
    ids.into_iter().map(str::to_owned).collect()
}

/// The letter after; Z stays Z.
fn next(version: char) -> char {
    match version {
        'A'..='Y' => char::from(version as u8 + 1),
        _ => 'Z',
    }
}

/// What a name says of colour: `P` or `M` as the first letter of its last part, as in `ABC_20130116_A001_P1a`.
fn said_colour(stem: &str) -> Option<bool> {
    let last = stem.rsplit(['_', '-']).next().filter(|l| l.chars().count() <= 4)?;
    let mut chars = last.chars();
    let first = chars.next()?;
    let rest = chars.all(|c| c.is_ascii_alphanumeric());
    match first {
        'P' if rest => Some(true),
        'M' if rest => Some(false),
        _ => None,
    }
}

/// `job.json` with these pages in it, and those sent before that were not sent again.
pub(super) fn job(
    edition: &Edition,
    report: &Report,
    before: BTreeMap<u16, Delivered>,
    pages: Vec<Delivered>,
) -> Vec<u8> {
    let mut all = before;
    all.retain(|number, _| edition.page(*number).is_some());
    all.extend(pages.into_iter().map(|p| (p.page, p)));
    let job = Job {
        schema: 1,
        paper: edition.paper.clone(),
        date: edition.date.clone(),
        profile: [report.profile.name.clone(), report.profile.hash()],
        pages: all.into_values().collect(),
    };
    let mut text = serde_json::to_vec_pretty(&job).unwrap_or_default();
    text.push(b'\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_colour_in_their_last_part() {
        assert_eq!(said_colour("ABC_20130116_A001_P1a"), Some(true));
        assert_eq!(said_colour("ABC_20130116_A001_M1a"), Some(false));
        for neither in ["曹州新报_2026-11-24_01", "Plan", "A_Planung", ""] {
            assert_eq!(said_colour(neither).filter(|_| neither != "Plan"), None, "{neither}");
        }
        assert_eq!((next('A'), next('Z')), ('B', 'Z'));
    }
}
