//! Files of the folder: read within bounds and never outside it, written so that a crash leaves the old or the new.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::error::{ProjectError, io_error};

/// Largest text file of an edition: a hundred pages of copy take half a megabyte.
const MOST_MB: u64 = 16;

/// The text of `relative` in `root`, whose path must be canonical. `None` where there is no such file.
pub(super) fn read(root: &Path, relative: &str) -> Result<Option<String>, ProjectError> {
    let Some(path) = inside(root, relative)? else { return Ok(None) };
    let file = File::open(&path).map_err(io_error("read", &path))?;
    let most = MOST_MB << 20;
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(io_error("read", &path))?;
    if bytes.len() as u64 > most {
        return Err(ProjectError::TooLarge { most: MOST_MB, file: path });
    }
    String::from_utf8(bytes).map(Some).map_err(|_| ProjectError::NotText(path))
}

/// Where `relative` lies in `root`, if it is a file there. A link may point to another place in the folder, never out.
pub(super) fn inside(root: &Path, relative: &str) -> Result<Option<PathBuf>, ProjectError> {
    let path = root.join(relative);
    let real = match fs::canonicalize(&path) {
        Ok(real) => real,
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
        Err(e) => return Err(io_error("read", &path)(e)),
    };
    if !real.starts_with(root) {
        return Err(ProjectError::Outside(path));
    }
    let data = fs::metadata(&real).map_err(io_error("read", &path))?;
    if data.is_file() { Ok(Some(path)) } else { Err(ProjectError::NotAFile(path)) }
}

/// Writes a file as a whole: under another name first, on the disk, then renamed. Whoever reads `path` meanwhile, also
/// after a crash, finds the old bytes or the new ones.
///
/// # Errors
/// [`ProjectError::Io`] where the system refuses; the old file is then still there.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), ProjectError> {
    Waiting::write(path, bytes)?.take_its_place()
}

/// A file that is on the disk and waits beside its place, for several that are to appear together or not at all. Dropped,
/// it is removed.
#[derive(Debug)]
pub struct Waiting {
    beside: PathBuf,
    path: PathBuf,
}

impl Waiting {
    /// Writes what is to stand at `path`.
    ///
    /// # Errors
    /// [`ProjectError::Io`] where the system refuses.
    pub fn write(path: &Path, bytes: &[u8]) -> Result<Self, ProjectError> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let waiting = Self { beside: path.with_file_name(format!(".{name}.new")), path: path.to_owned() };
        write_new(&waiting.beside, bytes)?;
        Ok(waiting)
    }

    /// Where it is to stand.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts it in its place.
    ///
    /// # Errors
    /// [`ProjectError::Io`] where the system refuses; the old file is then still there.
    pub fn take_its_place(self) -> Result<(), ProjectError> {
        rename(&self.beside, &self.path)
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        // Gone already where it took its place. A leftover is overwritten by the next one.
        let _ = fs::remove_file(&self.beside);
    }
}

/// Writes a file that must not be there yet (a leftover of a crash is removed) and waits for the disk.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), ProjectError> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != ErrorKind::NotFound => return Err(io_error("replace", path)(e)),
        _ => {}
    }
    let mut file = File::create_new(path).map_err(io_error("write", path))?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(io_error("write", path))
}

pub(super) fn rename(from: &Path, to: &Path) -> Result<(), ProjectError> {
    fs::rename(from, to).map_err(io_error("write", to))?;
    sync_folder(to.parent());
    Ok(())
}

/// Makes renames in a folder last. Where a system has no such thing it keeps its own promises.
pub(super) fn sync_folder(folder: Option<&Path>) {
    if let Some(folder) = folder.and_then(|f| File::open(f).ok()) {
        let _ = folder.sync_all();
    }
}

pub(super) fn make_folder(path: &Path) -> Result<(), ProjectError> {
    fs::create_dir_all(path).map_err(io_error("make the folder", path))
}
