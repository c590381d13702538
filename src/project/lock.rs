//! The lock: who has the edition open for editing.
//!
//! The file `.lock` in the edition's folder holds who, where and in which process, and is locked by the system as long as
//! that process lives: a dead one's lock is free by itself, also after `kill -9` and when its number was given to another
//! process. The file itself stays, empty where nobody has the edition open, because removing it would let two programs
//! lock two files of the same name. Since when is the time of the file, so that no clock is read.
//!
//! What the system cannot tell is whether a process on another machine still lives. Its lock is respected until somebody
//! takes it over, and then the other machine's program finds out before it saves.

use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::error::{ProjectError, io_error};

const NAME: &str = ".lock";
/// Names of people and machines are shorter.
const MOST_BYTES: u64 = 4096;

/// Who has an edition open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Login name; empty where unknown.
    pub user: String,
    /// Name of the machine; empty where unknown.
    pub host: String,
    /// Number of the process there.
    pub pid: u32,
    /// Since when, by the file system's clock.
    pub since: Option<SystemTime>,
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or = |text: &str, other: &'static str| if text.is_empty() { other.to_owned() } else { text.to_owned() };
        write!(f, "{} on {}", or(&self.user, "somebody"), or(&self.host, "a machine"))?;
        if self.pid > 0 { write!(f, ", process {}", self.pid) } else { Ok(()) }
    }
}

/// What stands in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Words {
    user: String,
    host: String,
    pid: u32,
    /// Tells apart the locks that one process takes one after another.
    lock: u64,
}

/// The right to change and save an edition. It ends with the value, or with the process.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
    words: Words,
}

/// Takes the lock of the edition in `folder`. What a dead process on this machine left is taken over.
///
/// # Errors
/// [`ProjectError::InUse`] with who has it, [`ProjectError::Io`] where the folder cannot be written.
pub fn lock(folder: &Path) -> Result<Lock, ProjectError> {
    let path = folder.join(NAME);
    let file = open(&path)?;
    let words = Words::of_this_process();
    let there = read(&file);
    let is_free = match file.try_lock() {
        Ok(()) => there.as_ref().is_none_or(|there| there.host == words.host),
        Err(TryLockError::WouldBlock) => false,
        // A file system without locks: the process itself is asked for, where that can be done.
        Err(TryLockError::Error(_)) => {
            there.as_ref().is_none_or(|there| there.host == words.host && is_dead(there.pid))
        }
    };
    if !is_free {
        return Err(ProjectError::InUse { holder: holder(there, &file), folder: folder.to_owned() });
    }
    Lock { file, path, words }.begin()
}

/// Takes the lock whoever has it: for an editor who knows that the other program is gone, or does not answer. That program
/// is told when it tries to save.
///
/// # Errors
/// [`ProjectError::Io`] where the folder cannot be written, [`ProjectError::InUse`] where somebody was faster.
pub fn take_over(folder: &Path) -> Result<Lock, ProjectError> {
    let path = folder.join(NAME);
    drop(open(&path)?);
    fs::remove_file(&path).map_err(io_error("replace", &path))?;
    lock(folder)
}

/// Who has the edition in `folder` open, without taking anything.
#[must_use]
pub fn holder_of(folder: &Path) -> Option<Holder> {
    let file = File::open(folder.join(NAME)).ok()?;
    let there = read(&file)?;
    let is_gone = there.host == host() && is_dead(there.pid);
    (!is_gone).then(|| holder(Some(there), &file))
}

impl Lock {
    fn begin(mut self) -> Result<Self, ProjectError> {
        let text = serde_json::to_string(&self.words)
            .map_err(|e| ProjectError::Index { what: e.to_string(), file: self.path.clone() })?;
        let written = self.file.set_len(0).and_then(|()| self.file.seek(SeekFrom::Start(0)));
        let written = written.and_then(|_| self.file.write_all(text.as_bytes()));
        written.map_err(io_error("write", &self.path))?;
        Ok(self)
    }

    /// Passes while nobody has taken the lock over.
    ///
    /// # Errors
    /// [`ProjectError::TakenOver`] with who has.
    pub fn check(&self) -> Result<(), ProjectError> {
        let file = File::open(&self.path).map_err(io_error("read", &self.path))?;
        let there = read(&file);
        if there.as_ref() == Some(&self.words) {
            return Ok(());
        }
        let folder = self.path.parent().unwrap_or(&self.path).to_owned();
        Err(ProjectError::TakenOver { holder: holder(there, &file), folder })
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if self.check().is_ok() {
            // Where this fails the words stay, and the next one on this machine finds that nobody holds the file.
            let _ = self.file.set_len(0);
        }
    }
}

/// Opens the file, making it; never through a link, which could point at anything.
fn open(path: &Path) -> Result<File, ProjectError> {
    match fs::symlink_metadata(path) {
        Ok(data) if !data.is_file() => return Err(ProjectError::NotAFile(path.to_owned())),
        Err(e) if e.kind() != ErrorKind::NotFound => return Err(io_error("read", path)(e)),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options.open(path).map_err(io_error("write", path))
}

/// What stands in the file; none where it is empty or says nothing that can be read.
fn read(file: &File) -> Option<Words> {
    let mut text = String::new();
    file.take(MOST_BYTES).read_to_string(&mut text).ok()?;
    serde_json::from_str(&text).ok()
}

fn holder(words: Option<Words>, file: &File) -> Holder {
    let since = file.metadata().and_then(|d| d.modified()).ok();
    let (user, host, pid) = words.map_or_else(Default::default, |w| (w.user, w.host, w.pid));
    Holder { user, host, pid, since }
}

impl Words {
    fn of_this_process() -> Self {
        static LOCKS: AtomicU64 = AtomicU64::new(1);
        let user = ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok());
        let lock = LOCKS.fetch_add(1, Ordering::Relaxed);
        Self { user: user.unwrap_or_default(), host: host(), pid: std::process::id(), lock }
    }
}

fn host() -> String {
    let said = ["/proc/sys/kernel/hostname", "/etc/hostname"].into_iter().find_map(|f| fs::read_to_string(f).ok());
    let named = said.or_else(|| ["HOSTNAME", "COMPUTERNAME"].into_iter().find_map(|name| std::env::var(name).ok()));
    named.unwrap_or_default().trim().to_owned()
}

/// True where it is known that no process of this number lives on this machine.
fn is_dead(pid: u32) -> bool {
    Path::new("/proc/self").exists() && !Path::new(&format!("/proc/{pid}")).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_has_it_and_the_next_is_told_who() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(holder_of(dir.path()), None);
        let first = lock(dir.path()).unwrap();
        let Err(ProjectError::InUse { holder, .. }) = lock(dir.path()) else { panic!("the lock is held") };
        assert_eq!((holder.pid, holder.host), (std::process::id(), host()));
        assert!(holder.since.is_some() && holder_of(dir.path()).is_some());
        drop(first);
        assert_eq!(fs::read(dir.path().join(NAME)).unwrap(), b"");
        assert_eq!(holder_of(dir.path()), None);
        drop(lock(dir.path()).unwrap());
    }

    fn left(dir: &Path, host: &str, pid: u32) {
        let words = Words { user: "李明".into(), host: host.into(), pid, lock: 1 };
        fs::write(dir.join(NAME), serde_json::to_string(&words).unwrap()).unwrap();
    }

    #[test]
    fn a_dead_process_holds_nothing_and_another_machine_is_respected() {
        let dir = tempfile::tempdir().unwrap();
        // Beyond the highest number a process can have.
        left(dir.path(), &host(), 4_194_305);
        assert_eq!(holder_of(dir.path()), None);
        drop(lock(dir.path()).unwrap());
        left(dir.path(), "排版二号机", 77);
        let Err(error) = lock(dir.path()) else { panic!("another machine has it") };
        let said = error.to_string();
        assert!(said.contains("李明 on 排版二号机, process 77"), "{said}");
        assert_eq!(holder_of(dir.path()).unwrap().user, "李明");
        let taken = take_over(dir.path()).unwrap();
        taken.check().unwrap();
        fs::write(dir.path().join(NAME), "not words").unwrap();
        drop(taken);
        drop(lock(dir.path()).unwrap());
    }

    #[test]
    fn who_lost_the_lock_is_told_before_saving() {
        let dir = tempfile::tempdir().unwrap();
        let first = lock(dir.path()).unwrap();
        first.check().unwrap();
        let second = take_over(dir.path()).unwrap();
        assert!(matches!(first.check(), Err(ProjectError::TakenOver { .. })));
        drop(first);
        second.check().unwrap();
        assert!(lock(dir.path()).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let other = dir.path().join("other");
        fs::write(&other, "precious").unwrap();
        std::os::unix::fs::symlink(&other, dir.path().join(NAME)).unwrap();
        assert!(matches!(lock(dir.path()), Err(ProjectError::NotAFile(_))));
        assert!(matches!(take_over(dir.path()), Err(ProjectError::NotAFile(_))));
        assert_eq!(fs::read_to_string(other).unwrap(), "precious");
    }
}
