//! A finished file, opened with whatever the system opens such files with.

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use super::error::SessionError;

/// Opens a file or a folder with the system's own program for it, and does not wait for that.
///
/// # Errors
/// [`SessionError::NoViewer`] where there is no such program.
pub fn open_file(file: &Path) -> Result<(), SessionError> {
    let failed = |source| SessionError::NoViewer { file: file.to_owned(), source };
    // Asked before, because the opener would say so to nobody.
    let file = std::fs::canonicalize(file).map_err(failed)?;
    let mut command = opener();
    command.arg(&file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(failed)?;
    // Somebody has to ask for its end, or it stays in the system's table.
    thread::spawn(move || child.wait());
    Ok(())
}

fn opener() -> Command {
    if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(target_os = "windows") {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    }
}
