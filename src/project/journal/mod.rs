//! The journal: what has been done since the last save, gesture by gesture, so that a crash takes none of it.
//!
//! It is the file `.journal` in the edition's folder: whoever opens the edition next finds it, on this machine or on
//! another that shares the folder, and it goes where the edition goes. Nothing else reads it, and it is gone after a save.
//!
//! ```text
//! 8c1f00aa27f4c0de {"journal":1,"base":"91d2…"}                          of which saved edition it goes on
//! 51aa0d3f6e8b7c21 {"gesture":{"label":"移动","commands":[…]}}           a line is a record; before it stands its sum
//! ```
//!
//! A record is written and on the disk before the next gesture begins. What a crash leaves of a last line has a wrong sum
//! or no end, and is dropped.

mod difference;

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::error::{ProjectError, io_error};
use super::files;
use super::revision::{BEGIN, Revision, more};
use crate::edit::Command;

pub use difference::Difference;

const NAME: &str = ".journal";
/// The form of the file, so that a later program knows what it reads.
const FORM: u32 = 1;
/// Longest line and largest journal that are read: a night's gestures take a few megabytes.
const MOST_BYTES: u64 = 256 << 20;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Record {
    /// A gesture was finished.
    Gesture {
        /// Its label.
        label: String,
        /// What it did to the state before.
        commands: Vec<Command>,
    },
    /// The editor went to another state of the journal: 0 is the base, each gesture or state adds one after the current
    /// one and forgets those that came later.
    Go(usize),
    /// The edition became another that no record names: one from before the last save, or read from the disk.
    State {
        /// What the editor did.
        label: String,
        /// How it differs from the state before.
        change: Box<Difference>,
    },
    /// The state of now is about to be saved; if the folder has this revision, it was.
    Saving(String),
}

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    journal: u32,
    base: String,
}

/// An open journal, to be added to.
#[derive(Debug)]
pub struct Journal {
    file: File,
    path: PathBuf,
    /// Where the last whole record ends.
    end: u64,
}

impl Journal {
    /// Begins a journal that goes on from the saved edition of revision `base`, with its first record. One that is there
    /// is replaced: at every moment there is the old one or the new.
    ///
    /// # Errors
    /// [`ProjectError::Io`] where the system refuses.
    pub fn begin(folder: &Path, base: Revision, first: &Record) -> Result<Self, ProjectError> {
        let path = folder.join(NAME);
        let head = line(&Head { journal: FORM, base: base.to_string() }, &path)? + &line(first, &path)?;
        files::write_whole(&path, head.as_bytes())?;
        Self::reopen(path, head.len() as u64)
    }

    fn reopen(path: PathBuf, end: u64) -> Result<Self, ProjectError> {
        let file = OpenOptions::new().write(true).open(&path).map_err(io_error("write", &path))?;
        Ok(Self { file, path, end })
    }

    /// Adds a record and waits until it is on the disk.
    ///
    /// # Errors
    /// [`ProjectError::Io`] where the system refuses; the journal then ends where it ended.
    pub fn append(&mut self, record: &Record) -> Result<(), ProjectError> {
        let line = line(record, &self.path)?;
        let written = self.write(line.as_bytes());
        written.map_err(io_error("write", &self.path))?;
        self.end += line.len() as u64;
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        // Half a record that a full disk left is cut off before the next one.
        if self.file.metadata()?.len() != self.end {
            self.file.set_len(self.end)?;
        }
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(bytes)?;
        self.file.sync_data()
    }
}

/// A journal found in a folder.
#[derive(Debug)]
pub struct Found {
    /// The saved edition it goes on from; none where not even the first line can be read.
    pub base: Option<Revision>,
    /// What happened, up to the first record that cannot be read.
    pub records: Vec<Record>,
    /// The last record was not finished and is dropped: the program died while it was written.
    pub broken: bool,
    /// A record in the middle cannot be read: the file was damaged, and what comes after it is dropped too.
    pub damaged: bool,
    /// When it was last written, by the file system's clock.
    pub written: Option<SystemTime>,
    path: PathBuf,
    /// Where the first line ends, and each record.
    ends: Vec<u64>,
}

impl Found {
    /// Goes on with the journal after its first `count` records; what stands behind them is given up.
    ///
    /// # Errors
    /// [`ProjectError::Io`] where the system refuses.
    pub fn resume(&self, count: usize) -> Result<Journal, ProjectError> {
        let end = self.ends.get(count).or(self.ends.last()).copied().unwrap_or(0);
        Journal::reopen(self.path.clone(), end)
    }
}

/// The journal of the edition in `folder`, if there is one.
///
/// # Errors
/// [`ProjectError`] where it cannot be read at all.
pub fn find(folder: &Path) -> Result<Option<Found>, ProjectError> {
    let path = folder.join(NAME);
    let data = match fs::symlink_metadata(&path) {
        Ok(data) if !data.is_file() => return Err(ProjectError::NotAFile(path)),
        Ok(data) => data,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(io_error("read", &path)(e)),
    };
    let file = File::open(&path).map_err(io_error("read", &path))?;
    let mut lines = Lines { reader: BufReader::new(file.take(MOST_BYTES)), ends: vec![0], damaged: false };
    let head: Option<Head> = lines.next_value().map_err(io_error("read", &path))?;
    let base = head.filter(|h| h.journal == FORM).and_then(|h| h.base.parse().ok());
    let mut records = Vec::new();
    while base.is_some() {
        let Some(record) = lines.next_value().map_err(io_error("read", &path))? else { break };
        records.push(record);
    }
    let Lines { mut ends, damaged, .. } = lines;
    let broken = ends.last() != Some(&data.len());
    ends.remove(0);
    Ok(Some(Found { base, records, broken, damaged, written: data.modified().ok(), path, ends }))
}

/// True where the folder has a journal: work that was never saved.
#[must_use]
pub fn is_there(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(NAME)).is_ok()
}

/// Removes the journal: what it holds was saved, or is not wanted.
///
/// # Errors
/// [`ProjectError::Io`] where the system refuses.
pub fn remove(folder: &Path) -> Result<(), ProjectError> {
    let path = folder.join(NAME);
    match fs::remove_file(&path) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(io_error("remove", &path)(e)),
        _ => {
            files::sync_folder(Some(folder));
            Ok(())
        }
    }
}

/// Puts the journal aside under a name of its own, `.journal-1` and so on, and gives that name back. None where there is
/// no journal.
///
/// # Errors
/// [`ProjectError::Io`] where the system refuses.
pub fn set_aside(folder: &Path) -> Result<Option<PathBuf>, ProjectError> {
    if !is_there(folder) {
        return Ok(None);
    }
    let aside = aside(folder);
    files::rename(&folder.join(NAME), &aside)?;
    Ok(Some(aside))
}

/// Keeps a copy of the journal aside, and goes on with it.
///
/// # Errors
/// [`ProjectError::Io`] where the system refuses.
pub fn copy_aside(folder: &Path) -> Result<PathBuf, ProjectError> {
    let aside = aside(folder);
    fs::copy(folder.join(NAME), &aside).map_err(io_error("write", &aside))?;
    Ok(aside)
}

fn aside(folder: &Path) -> PathBuf {
    let names = (1..).map(|n: u32| folder.join(format!("{NAME}-{n}")));
    names.into_iter().find(|p| fs::symlink_metadata(p).is_err()).expect("there are more numbers than files")
}

/// A record's line: the sum of its text, the text, the end.
fn line(value: &impl Serialize, path: &Path) -> Result<String, ProjectError> {
    let text =
        serde_json::to_string(value).map_err(|e| ProjectError::Index { what: e.to_string(), file: path.to_owned() })?;
    Ok(format!("{:016x} {text}\n", more(BEGIN, text.as_bytes())))
}

struct Lines<R> {
    reader: R,
    /// Where the readable lines end, after a first 0.
    ends: Vec<u64>,
    /// A line has an end and says nothing.
    damaged: bool,
}

impl<R: BufRead> Lines<R> {
    /// The next line's value; none at the end and from the first line on that is not whole.
    fn next_value<T: for<'de> Deserialize<'de>>(&mut self) -> std::io::Result<Option<T>> {
        let mut bytes = Vec::new();
        self.reader.read_until(b'\n', &mut bytes)?;
        let value = whole(&bytes);
        self.damaged |= value.is_none() && bytes.ends_with(b"\n");
        if value.is_some() {
            self.ends.push(self.ends.last().copied().unwrap_or(0) + bytes.len() as u64);
        }
        Ok(value)
    }
}

fn whole<T: for<'de> Deserialize<'de>>(line: &[u8]) -> Option<T> {
    let line = line.strip_suffix(b"\n")?;
    let (sum, text) = line.split_at_checked(17)?;
    let sum = std::str::from_utf8(sum).ok()?.strip_suffix(' ')?;
    let fits = u64::from_str_radix(sum, 16).ok()? == more(BEGIN, text);
    fits.then(|| serde_json::from_slice(text).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revision() -> Revision {
        "91d2".parse().expect("hexadecimal")
    }

    fn gesture(n: usize) -> Record {
        let commands = vec![Command::SetPaper { paper: format!("报{n}\n") }];
        Record::Gesture { label: format!("第{n}步"), commands }
    }

    fn written(count: usize) -> (tempfile::TempDir, Journal) {
        let dir = tempfile::tempdir().unwrap();
        let mut journal = Journal::begin(dir.path(), revision(), &gesture(0)).unwrap();
        (1..count).for_each(|n| journal.append(&gesture(n)).unwrap());
        (dir, journal)
    }

    #[test]
    fn what_is_written_is_found() {
        let (dir, _) = written(3);
        let found = find(dir.path()).unwrap().unwrap();
        assert_eq!((found.base, found.broken, found.written.is_some()), (Some(revision()), false, true));
        assert_eq!(found.records, [gesture(0), gesture(1), gesture(2)]);
        let mut again = found.resume(usize::MAX).unwrap();
        again.append(&Record::Go(1)).unwrap();
        let found = find(dir.path()).unwrap().unwrap();
        assert_eq!((found.records.len(), found.records.last()), (4, Some(&Record::Go(1))));
        remove(dir.path()).unwrap();
        remove(dir.path()).unwrap();
        assert!(find(dir.path()).unwrap().is_none());
    }

    /// Cut after every byte, and every byte changed: whole records stay, nothing is made up.
    #[test]
    fn a_broken_end_takes_only_what_is_broken() {
        let (dir, _) = written(3);
        let path = dir.path().join(NAME);
        let whole = fs::read(&path).unwrap();
        let ends: Vec<usize> = whole.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(i, _)| i + 1).collect();
        for cut in 0..whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            let found = find(dir.path()).unwrap().unwrap();
            let left = ends.iter().filter(|e| **e <= cut).count();
            assert_eq!((found.base.is_some(), found.records.len()), (left > 0, left.saturating_sub(1)), "cut at {cut}");
            assert_eq!((found.broken, found.damaged), (!ends.contains(&cut) && cut > 0, false), "cut at {cut}");
            let mut damaged = whole.clone();
            damaged[cut] ^= 0x15;
            fs::write(&path, &damaged).unwrap();
            let found = find(dir.path()).unwrap().unwrap();
            let before = ends.iter().filter(|e| **e <= cut).count();
            assert!(found.broken && found.records.len() == before.saturating_sub(1), "byte {cut}");
        }
    }

    #[test]
    fn what_a_crash_left_is_cut_off_before_the_next_record() {
        let (dir, _) = written(2);
        let path = dir.path().join(NAME);
        let mut bytes = fs::read(&path).unwrap();
        bytes.extend(b"0123456789abcdef {\"gesture\":{\"lab");
        fs::write(&path, &bytes).unwrap();
        let found = find(dir.path()).unwrap().unwrap();
        assert!(found.broken);
        found.resume(usize::MAX).unwrap().append(&gesture(7)).unwrap();
        let found = find(dir.path()).unwrap().unwrap();
        assert!(!found.broken);
        assert_eq!(found.records, [gesture(0), gesture(1), gesture(7)]);
    }

    #[test]
    fn journals_put_aside_do_not_replace_one_another() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(set_aside(dir.path()).unwrap(), None);
        for n in 1..4 {
            Journal::begin(dir.path(), revision(), &gesture(n)).unwrap();
            copy_aside(dir.path()).unwrap();
            fs::remove_file(dir.path().join(format!(".journal-{n}"))).unwrap();
            assert_eq!(set_aside(dir.path()).unwrap(), Some(dir.path().join(format!(".journal-{n}"))));
        }
    }
}
