//! Saving, all or nothing.
//!
//! An edition is many files, and a crash between two of them must not leave a page that names a story which was never
//! written. So a save writes every changed file into `.saving/` first and then, as its last word, a list of them. From
//! that moment the save has happened: whoever opens the folder next moves the files to their places. Without the list
//! the save has not happened, and `.saving/` is thrown away.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::error::{ProjectError, io_error};
use super::files;
use super::index::{INDEX, Index, is_own, page_file, story_file};
use super::open::{file_of, photo, root_of};
use super::story;
use crate::model::{Edition, check};

const STAGE: &str = ".saving";
const LIST: &str = ".saving/list.json";

/// What a save did to the folder, as paths inside it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Saved {
    /// Files written; those that were the same already are not.
    pub written: Vec<String>,
    /// Files removed: pages and stories the edition no longer has.
    pub removed: Vec<String>,
}

/// Saves the edition into an existing folder: changed files only, and all of them or none.
///
/// # Errors
/// [`ProjectError`] where the edition is unsound, a picture's file is missing, or the system refuses; the folder then
/// still holds what it held before.
pub fn save(edition: &Edition, folder: &Path) -> Result<Saved, ProjectError> {
    let root = root_of(folder)?;
    recover(&root)?;
    check(edition).map_err(|fault| ProjectError::Unsound { file: file_of(&fault, &root), fault })?;
    for (id, asset) in &edition.pictures {
        photo(&root, id, &asset.file)?;
    }
    let wanted = wanted(edition)?;
    let removed = no_longer(&root, &wanted)?;
    let mut changed = Vec::new();
    for (relative, text) in wanted {
        if !is_same(&root, &relative, &text)? {
            changed.push((relative, text));
        }
    }
    let saved = Saved { written: changed.iter().map(|(r, _)| r.clone()).collect(), removed };
    if saved != Saved::default() {
        stage(&root, &changed, &saved)?;
        recover(&root)?;
    }
    Ok(saved)
}

/// Every file of the edition with its text; the index comes last.
pub(super) fn wanted(edition: &Edition) -> Result<Vec<(String, String)>, ProjectError> {
    let mut all = Vec::new();
    for page in &edition.pages {
        let relative = page_file(page.number);
        let text = pretty(&**page, &relative)?;
        all.push((relative, text));
    }
    all.extend(edition.stories.iter().map(|(id, s)| (story_file(id), story::write(s))));
    all.push((INDEX.to_owned(), pretty(&Index::of(edition), INDEX)?));
    Ok(all)
}

fn pretty(value: &impl Serialize, relative: &str) -> Result<String, ProjectError> {
    let text = serde_json::to_string_pretty(value);
    text.map(|t| t + "\n").map_err(|e| ProjectError::Index { what: e.to_string(), file: relative.into() })
}

fn is_same(root: &Path, relative: &str, text: &str) -> Result<bool, ProjectError> {
    match files::read(root, relative) {
        Ok(old) => Ok(old.as_deref() == Some(text)),
        // Something unreadable of our own name is replaced; what leads elsewhere is not ours.
        Err(ProjectError::NotText(_) | ProjectError::TooLarge { .. }) => Ok(false),
        Err(e) => Err(e),
    }
}

/// Files the index on the disk lists and the edition no longer has. A stranger's files are left alone.
fn no_longer(root: &Path, wanted: &[(String, String)]) -> Result<Vec<String>, ProjectError> {
    let Some(text) = files::read(root, INDEX)? else { return Ok(Vec::new()) };
    let Ok(index) = serde_json::from_str::<Index>(&text) else { return Ok(Vec::new()) };
    let keep: BTreeSet<&str> = wanted.iter().map(|(r, _)| r.as_str()).collect();
    let listed = index.pages.iter().map(|n| page_file(*n)).chain(index.stories.iter().map(story_file));
    Ok(listed.filter(|r| !keep.contains(r.as_str()) && root.join(r).is_file()).collect())
}

fn stage(root: &Path, changed: &[(String, String)], saved: &Saved) -> Result<(), ProjectError> {
    for folder in ["pages", "stories", ".saving/pages", ".saving/stories"] {
        files::make_folder(&root.join(folder))?;
    }
    for (relative, text) in changed {
        files::write_new(&root.join(STAGE).join(relative), text.as_bytes())?;
    }
    for folder in [".saving/pages", ".saving/stories", STAGE] {
        files::sync_folder(Some(&root.join(folder)));
    }
    let list = pretty(saved, LIST)?;
    files::write_whole(&root.join(LIST), list.as_bytes())
}

/// Brings a save that has happened to its end, and throws away one that has not.
pub(super) fn recover(root: &Path) -> Result<(), ProjectError> {
    let stage = root.join(STAGE);
    match fs::symlink_metadata(&stage) {
        Err(_) => return Ok(()),
        Ok(data) if !data.is_dir() => return Err(ProjectError::NotAFile(stage)),
        Ok(_) => {}
    }
    if let Some(text) = files::read(root, LIST)? {
        finish(root, &text)?;
    }
    fs::remove_dir_all(&stage).map_err(io_error("clear", &stage))
}

fn finish(root: &Path, list: &str) -> Result<(), ProjectError> {
    let bad = |what: &str| ProjectError::Index {
        what: format!("{what}: remove the folder .saving to go back to the last whole save"),
        file: root.join(LIST),
    };
    let saved: Saved = serde_json::from_str(list).map_err(|_| bad("the list of a save cannot be read"))?;
    if !saved.written.iter().chain(&saved.removed).all(|r| is_own(r)) {
        return Err(bad("the list of a save names files that are not an edition's"));
    }
    for folder in ["pages", "stories", ".saving/pages", ".saving/stories"] {
        let path = root.join(folder);
        if fs::canonicalize(&path).is_ok_and(|real| !real.starts_with(root)) {
            return Err(ProjectError::Outside(path));
        }
    }
    for relative in &saved.written {
        let from = root.join(STAGE).join(relative);
        // Not there: an earlier try has moved it already.
        if fs::symlink_metadata(&from).is_ok_and(|d| d.is_file()) {
            files::rename(&from, &root.join(relative))?;
        }
    }
    for relative in saved.removed.iter().filter(|r| *r != INDEX) {
        let path = root.join(relative);
        match fs::remove_file(&path) {
            Err(e) if e.kind() != ErrorKind::NotFound => return Err(io_error("remove", &path)(e)),
            _ => {}
        }
    }
    Ok(())
}
