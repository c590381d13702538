//! The report: what preflight says of the composed pages, kept until something changes.

use std::path::Path;
use std::sync::Arc;

use super::{Composed, Session, SessionError, tones};
use crate::colour::Separating;
use crate::display::Item;
use crate::finding::Severity;
use crate::id::{FaceId, PictureId};
use crate::library::Library;
use crate::model::{Edition, PreflightChoice, Role};
use crate::preflight::{self, FaceFacts, Facts, Inspected, PictureKnown, Profile};

/// What preflight says of an edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The profile it was held against.
    pub profile: Profile,
    /// True where the profile has another content than when the edition chose it.
    pub profile_changed: bool,
    /// What was found, page by page.
    pub found: Vec<Inspected>,
}

impl Report {
    /// What was found on a page.
    pub fn of_page(&self, page: u16) -> impl Iterator<Item = &Inspected> {
        self.found.iter().filter(move |i| i.finding.place.page == Some(page))
    }

    /// What keeps a page from the press.
    pub fn stops(&self, page: u16) -> impl Iterator<Item = &Inspected> {
        self.of_page(page).filter(|i| i.finding.severity == Severity::Error)
    }
}

/// The last report, and of what it was.
#[derive(Debug)]
pub(super) struct Kept {
    of: Arc<Edition>,
    pages: Vec<Arc<Composed>>,
    report: Arc<Report>,
}

impl Session {
    /// The report of the edition as it stands, against `profile`; without one, against the edition's own. Made once for
    /// each state of the edition.
    ///
    /// # Errors
    /// [`SessionError::NoPreflight`] or [`SessionError::BadPreflight`] where the edition's own profile cannot be read.
    pub fn report(&mut self, profile: Option<&Profile>) -> Result<Arc<Report>, SessionError> {
        let pages = self.composed().to_vec();
        let edition = Arc::clone(self.edition());
        let (profile, profile_changed) = match profile {
            Some(profile) => (profile.clone(), false),
            None => self.own_profile()?,
        };
        let same = |kept: &&Kept| {
            Arc::ptr_eq(&kept.of, &edition)
                && kept.pages.len() == pages.len()
                && kept.pages.iter().zip(&pages).all(|(a, b)| Arc::ptr_eq(a, b))
                && kept.report.profile == profile
        };
        if let Some(kept) = self.inspection.as_ref().filter(same) {
            return Ok(Arc::clone(&kept.report));
        }
        let facts = self.facts(&edition, &pages);
        let found = preflight::inspect(&edition, &pages, &facts, &profile);
        let report = Arc::new(Report { profile, profile_changed, found });
        self.inspection = Some(Kept { of: edition, pages, report: Arc::clone(&report) });
        Ok(report)
    }

    /// The edition's profile, and whether its content is another than when it was chosen.
    fn own_profile(&self) -> Result<(Profile, bool), SessionError> {
        let Some(chosen) = &self.edition().house.preflight else { return Ok((Profile::default_one(), false)) };
        let profile = self.profile(&chosen.name)?;
        let changed = profile.hash() != chosen.hash;
        Ok((profile, changed))
    }

    /// The profile called `name`: a built-in one, a file in the edition's folder, or any other file.
    ///
    /// # Errors
    /// [`SessionError::NoPreflight`] where there is none of that name, [`SessionError::BadPreflight`] where the file
    /// holds none.
    pub fn profile(&self, name: &str) -> Result<Profile, SessionError> {
        if let Some(profile) = Profile::built_in(name) {
            return Ok(profile);
        }
        let own = self.folder.join(name);
        let path = if own.is_file() { own } else { Path::new(name).to_owned() };
        let text = std::fs::read_to_string(&path)
            .map_err(|source| SessionError::NoPreflight { name: name.to_owned(), source })?;
        Profile::read(&text).map_err(|fault| SessionError::BadPreflight { file: path, fault })
    }

    /// What an edition notes of a profile when it chooses it.
    #[must_use]
    pub fn choice_of(name: &str, profile: &Profile) -> PreflightChoice {
        PreflightChoice { name: name.to_owned(), hash: profile.hash() }
    }

    /// What the rules ask about faces, pictures and press.
    fn facts(&mut self, edition: &Edition, pages: &[Arc<Composed>]) -> Facts {
        // First: painting the plates decodes a photograph and learns its tones by the way.
        let cache = self.separations();
        let how = self.separating().ok();
        let own_plates = !self.spot_plates().is_empty();
        let painted = |how| self.plates.of(pages, (how, own_plates), &cache, &self.library);
        let plates = how.as_ref().map(painted).unwrap_or_default();
        let (mut faces, mut pictures) = (Vec::new(), Vec::new());
        for page in pages {
            used(&page.sheet.items, &mut faces, &mut pictures);
        }
        let faces = faces.into_iter().map(|id| (id, face(edition, &self.library, id)));
        let pictures = pictures.into_iter().filter_map(|id| Some((id.clone(), picture(&self.library, &cache, &id)?)));
        Facts {
            faces: faces.collect(),
            pictures: pictures.collect(),
            plates,
            separated_to: how.as_ref().map(Separating::limit).or(edition.house.output.ink_limit),
            press: how.map(|how| how.profile.name().to_owned()).unwrap_or_default(),
        }
    }
}

fn used(items: &[Item], faces: &mut Vec<FaceId>, pictures: &mut Vec<PictureId>) {
    for item in items {
        match item {
            Item::Group(group) => used(&group.items, faces, pictures),
            Item::Glyphs(run) if !faces.contains(&run.face) => faces.push(run.face),
            Item::Picture(p) if !pictures.contains(&p.picture) => pictures.push(p.picture.clone()),
            Item::Glyphs(_) | Item::Picture(_) | Item::Shape(_) | Item::Mark(_) => {}
        }
    }
}

fn face(edition: &Edition, library: &Library, id: FaceId) -> FaceFacts {
    let face = library.face(id);
    let is_named = |role: &Role| edition.house.faces.get(role).is_some_and(|n| n.iter().any(|n| n == face.name()));
    let sans = [Role::MediumHei, Role::BoldHei, Role::BlackHei].iter().any(is_named);
    FaceFacts { name: face.name().to_owned(), may_be_embedded: face.may_be_embedded() && face.may_be_cut(), sans }
}

/// None where the picture cannot be opened, which layout has said already.
fn picture(library: &Library, cache: &Path, id: &PictureId) -> Option<PictureKnown> {
    let file = library.opened_picture(id)?;
    let hash = file.content_hash().map(ToString::to_string).unwrap_or_default();
    let tones = if hash.is_empty() { None } else { tones::of(&file, &hash, cache) };
    Some(PictureKnown { file: file.facts(), hash, tones })
}
