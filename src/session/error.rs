//! Why something cannot be done with an open edition.

use std::io;
use std::path::PathBuf;

use crate::colour::ProfileError;
use crate::edit::Refusal;
use crate::export::pdf::PdfError;
use crate::export::png::PngError;
use crate::finding::Said;
use crate::import::ImportError;
use crate::library::PictureError;
use crate::model::BadTemplate;
use crate::preflight::{BUILT_IN_NAMES, BadProfile};
use crate::project::ProjectError;

/// Why something cannot be done with an open edition. Every message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The project folder.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// A command.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A file that should be brought in.
    #[error("cannot read ({source}): check the path and its permissions: {}", file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// Copy that cannot be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// A picture that cannot be read.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// A name that cannot lie in `photos/`.
    #[error("“{0}” cannot be the name of a picture in photos/: rename the file")]
    PictureName(String),
    /// `photos/` has another file of this name.
    #[error("photos/ has another picture called “{0}”: rename the new one")]
    PictureTaken(String),
    /// No page of this number.
    #[error("there is no page {page}: the edition has {}", pages.iter().map(u16::to_string).collect::<Vec<_>>().join(", "))]
    NoPage {
        /// What was asked for.
        page: u16,
        /// What there is.
        pages: Vec<u16>,
    },
    /// An edition without pages.
    #[error("the edition has no pages: add one with `banxin apply` and add-page")]
    NoPages,
    /// The press would print something wrong or nothing.
    #[error("page {page} is not exported, {} it: {}", if *count == 1 { "a finding stops".to_owned() } else { format!("{count} findings stop") }, first.en)]
    Stopped {
        /// The page.
        page: u16,
        /// How many findings stop it.
        count: usize,
        /// The first of them with its remedy.
        first: Said,
    },
    /// No preflight profile of this name.
    #[error(
        "there is no preflight profile “{name}” ({source}): name {}, or a file", BUILT_IN_NAMES.join(", ")
    )]
    NoPreflight {
        /// What was asked for.
        name: String,
        /// The system's reason.
        source: io::Error,
    },
    /// A file that is no preflight profile.
    #[error("{fault}: {}", file.display())]
    BadPreflight {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        fault: BadProfile,
    },
    /// Somebody broke an export off.
    #[error("the export was broken off: nothing was written")]
    BrokenOff,
    /// What ran in the background has failed in a way that nobody foresaw.
    #[error(
        "the export stopped by a fault in the program: nothing or not all was written; save, and try a page at a time"
    )]
    Fault,
    /// No program to open a file with.
    #[error("the file cannot be opened from here ({source}): open it from the file manager: {}", file.display())]
    NoViewer {
        /// The file.
        file: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// Two pages would have the same file.
    #[error("two pages would both be written as {0}: put {{page:02}} into the template of file names (set-output)")]
    SameName(String),
    /// A resolution that plates are not painted at.
    #[error(
        "plates of {width} × {height} pixels ({ppi} ppi) are not painted: ask for 36 to 400 ppi, fewer for a larger page"
    )]
    InkPpi {
        /// What was asked for.
        ppi: u16,
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// The template of file names.
    #[error(transparent)]
    Template(#[from] BadTemplate),
    /// The printer's profile.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// PDF.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// PNG.
    #[error(transparent)]
    Png(#[from] PngError),
}
