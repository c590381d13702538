//! Whether the edition's files on the disk are still those that were read: another program or a person may change them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::error::ProjectError;
use super::index::{INDEX, page_file, story_file};
use super::revision::{BEGIN, more};
use super::{Project, open};
use crate::model::Edition;

/// How often a folder is read anew because it changed while it was read.
const MOST_TRIES: usize = 5;

/// The files of an edition as they were when they were last read or saved. Cheap to [`look`](Self::look) at, so that a
/// thread may do it every second; a copy of it does as well as the original.
#[derive(Debug, Clone)]
pub struct Stamps {
    root: PathBuf,
    /// Pages, stories and the index; photographs.
    files: BTreeMap<String, Stamp>,
}

/// What is known of a file; none where it is not there.
type Stamp = Option<Known>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Known {
    modified: Option<SystemTime>,
    length: u64,
    /// Of its bytes; photographs are large, and are known by time and length alone.
    sum: Option<u64>,
}

/// What has changed on the disk, as paths inside the folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Pages, stories, the index: what is open is no longer what is saved.
    pub edition: Vec<String>,
    /// Photographs: the pages have to be painted anew.
    pub photos: Vec<String>,
}

impl Changes {
    /// Nothing has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edition.is_empty() && self.photos.is_empty()
    }
}

/// Opens an edition and stamps exactly what was read.
///
/// # Errors
/// As [`open`], and [`ProjectError::Changing`] where the files do not come to rest.
pub fn open_stamped(folder: &Path) -> Result<(Project, Stamps), ProjectError> {
    let mut project = open(folder)?;
    for _ in 0..MOST_TRIES {
        let stamps = Stamps::of(&project.folder, &project.edition);
        let again = open(folder)?;
        if again.edition.is_same(&project.edition) {
            return Ok((project, stamps));
        }
        project = again;
    }
    Err(ProjectError::Changing(folder.to_owned()))
}

impl Stamps {
    /// The files of `edition` as they lie in the folder now.
    #[must_use]
    pub fn of(root: &Path, edition: &Edition) -> Self {
        let pages = edition.pages.iter().map(|p| page_file(p.number));
        let texts = pages.chain(edition.stories.keys().map(story_file)).chain([INDEX.to_owned()]);
        let photos = edition.pictures.values().map(|p| format!("photos/{}", p.file));
        let files = texts.chain(photos).map(|relative| {
            let stamp = stamp(root, &relative);
            (relative, stamp)
        });
        Self { root: root.to_owned(), files: files.collect() }
    }

    /// What has changed since. A file that was only touched has not.
    pub fn look(&mut self) -> Changes {
        let mut changes = Changes::default();
        for (relative, known) in &mut self.files {
            if stat(&self.root, relative) == known.map(|k| (k.modified, k.length)) {
                continue;
            }
            let now = stamp(&self.root, relative);
            let is_photo = is_photo(relative);
            if !is_photo && now.and_then(|n| n.sum) == known.and_then(|k| k.sum) && now.is_some() == known.is_some() {
                *known = now;
                continue;
            }
            let list = if is_photo { &mut changes.photos } else { &mut changes.edition };
            list.push(relative.clone());
        }
        changes
    }

    /// Takes the photographs as they are now.
    pub fn accept_photos(&mut self) {
        for (relative, known) in self.files.iter_mut().filter(|(relative, _)| is_photo(relative)) {
            *known = stamp(&self.root, relative);
        }
    }
}

fn is_photo(relative: &str) -> bool {
    relative.starts_with("photos/")
}

fn stat(root: &Path, relative: &str) -> Option<(Option<SystemTime>, u64)> {
    let data = fs::metadata(root.join(relative)).ok()?;
    Some((data.modified().ok(), data.len()))
}

/// The stamp is taken before the bytes are read: what changes in between is then noticed the next time.
fn stamp(root: &Path, relative: &str) -> Stamp {
    let (modified, length) = stat(root, relative)?;
    let sum = if is_photo(relative) { None } else { fs::read(root.join(relative)).ok().map(|b| more(BEGIN, &b)) };
    Some(Known { modified, length, sum })
}
