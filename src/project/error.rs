//! Why a project folder cannot be opened or saved. Every message says what is wrong, what to do, and the file at last.

use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::lock::Holder;
use crate::model::{Fault, utc};

/// Why a project folder cannot be opened or saved.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// There is no edition in the folder.
    #[error("there is no edition here: make one with `banxin new`, or name the folder that holds edition.json: {}", .0.display())]
    NoEdition(PathBuf),
    /// A new edition would overwrite something.
    #[error("the folder is not empty: name a new one for the edition: {}", .0.display())]
    NotEmpty(PathBuf),
    /// A file the edition names is not there.
    #[error("{what} is missing: {remedy}: {}", file.display())]
    Missing {
        /// What the file should hold.
        what: String,
        /// What to do.
        remedy: &'static str,
        /// The file.
        file: PathBuf,
    },
    /// The system refuses.
    #[error("cannot {verb} ({source}): {}: {}", remedy_for(source), file.display())]
    Io {
        /// What was tried.
        verb: &'static str,
        /// The file.
        file: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// Made by a newer program.
    #[error("the edition is of schema {found}, this program knows up to {known}: open it with a newer Banxin: {}", file.display())]
    NewerSchema {
        /// Schema of the file.
        found: u32,
        /// Newest schema known.
        known: u32,
        /// The file.
        file: PathBuf,
    },
    /// Broken JSON, or JSON that does not describe what it should.
    #[error("line {line}, column {column}: {what}; mend it there, or take the file from a backup: {}", file.display())]
    Json {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong.
        what: String,
        /// The file.
        file: PathBuf,
    },
    /// A story's file that cannot be read.
    #[error("line {line}: {what}: {}", file.display())]
    Story {
        /// Line, from 1.
        line: usize,
        /// What is wrong and what to do.
        what: String,
        /// The file.
        file: PathBuf,
    },
    /// Bytes that are no text.
    #[error("the file is not UTF-8 text: save it as UTF-8, or take it from a backup: {}", .0.display())]
    NotText(PathBuf),
    /// More than any edition needs.
    #[error("the file is larger than {most} MB: it is not what an edition holds, take it out: {}", file.display())]
    TooLarge {
        /// The limit in MB.
        most: u64,
        /// The file.
        file: PathBuf,
    },
    /// A path that leads out of the folder.
    #[error("the path leads out of the edition's folder: put the file itself inside, not a link: {}", .0.display())]
    Outside(PathBuf),
    /// Something of this name that is no file.
    #[error("this is not a file: move it away: {}", .0.display())]
    NotAFile(PathBuf),
    /// The index names something wrong.
    #[error("{what}: {}", file.display())]
    Index {
        /// What is wrong and what to do.
        what: String,
        /// The file.
        file: PathBuf,
    },
    /// Somebody has the edition open.
    #[error("the edition is open elsewhere ({holder}{}): close it there, or take it over if that program is gone: {}", since(holder), folder.display())]
    InUse {
        /// Who.
        holder: Holder,
        /// The edition's folder.
        folder: PathBuf,
    },
    /// Somebody took the edition over while it was open here.
    #[error("the edition was taken over ({holder}{}) and is not saved: save it under another name, or agree on whose work counts: {}", since(holder), folder.display())]
    TakenOver {
        /// Who.
        holder: Holder,
        /// The edition's folder.
        folder: PathBuf,
    },
    /// The files are not those that were read.
    #[error("files of the edition were changed by another program ({}) and are not overwritten: reload them, or decide to keep what is open here: {}", files.join(", "), folder.display())]
    ChangedOnDisk {
        /// Which, inside the folder.
        files: Vec<String>,
        /// The edition's folder.
        folder: PathBuf,
    },
    /// The files change while they are read.
    #[error("the edition's files are being changed by another program: wait until it is done, then open it again: {}", .0.display())]
    Changing(PathBuf),
    /// The values do not fit together.
    #[error("{fault}: {}", file.display())]
    Unsound {
        /// What does not fit, and what to do.
        fault: Fault,
        /// The file.
        file: PathBuf,
    },
}

fn remedy_for(source: &io::Error) -> &'static str {
    match source.kind() {
        io::ErrorKind::PermissionDenied => "ask for the right to read and write it",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room on the disk",
        io::ErrorKind::ReadOnlyFilesystem => "copy the edition to a place that can be written",
        io::ErrorKind::NotFound => "check the path",
        _ => "check the disk and try again",
    }
}

/// Such as `, since 2026-11-24 07:12 UTC`.
fn since(holder: &Holder) -> String {
    let seconds = holder.since.and_then(|t| t.duration_since(UNIX_EPOCH).ok()).map(|d| d.as_secs());
    seconds.map_or_else(String::new, |seconds| format!(", since {}", utc(seconds)))
}

/// An [`ProjectError::Io`] in the making.
pub(super) fn io_error(verb: &'static str, file: &Path) -> impl FnOnce(io::Error) -> ProjectError {
    let file = file.to_owned();
    move |source| ProjectError::Io { verb, file, source }
}
