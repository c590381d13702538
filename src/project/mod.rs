//! The project folder: open, save, recover.
//!
//! ```text
//! edition.json         schema, paper, date, house; which pages, stories and pictures there are
//! pages/p01.json       one page with its blocks
//! stories/<id>.md      one story, readable
//! photos/              the pictures, as they came
//! fonts/               faces of the edition's own, if any
//! .journal             what was done since the last save, if anything: see [`journal`]
//! .lock                who has the edition open, if anybody: see [`lock`]
//! ```
//!
//! A save is all or nothing: see [`save`]. Opening checks everything an edition could have wrong, so that whoever gets a
//! [`Project`] may rely on it.

mod error;
mod files;
mod index;
pub mod journal;
mod lock;
mod open;
mod revision;
mod save;
mod story;
mod watch;

use std::path::{Path, PathBuf};

use crate::model::Edition;

pub use error::ProjectError;
pub use files::{Waiting, write_whole};
pub use lock::{Holder, Lock, holder_of, lock, take_over};
pub use open::open;
pub use revision::Revision;
pub use save::{Saved, save};
pub use watch::{Changes, Stamps, open_stamped};

/// The schema this program writes, and the newest it reads.
pub const SCHEMA: u32 = 1;

/// An opened edition and the folder it lives in.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder, with all links resolved.
    pub folder: PathBuf,
    /// The edition.
    pub edition: Edition,
}

/// Makes the folder of a new edition; what is there must be an empty folder or nothing.
///
/// # Errors
/// [`ProjectError::NotEmpty`] where something is there already, and whatever [`save`] may say.
pub fn create(edition: &Edition, folder: &Path) -> Result<(), ProjectError> {
    if folder.exists() {
        let mut entries = std::fs::read_dir(folder).map_err(error::io_error("read the folder", folder))?;
        if entries.next().is_some() {
            return Err(ProjectError::NotEmpty(folder.to_owned()));
        }
    }
    files::make_folder(&folder.join("photos"))?;
    save(edition, folder).map(|_| ())
}
