//! Opening: every file is read within bounds, every value checked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::error::{ProjectError, io_error};
use super::index::{INDEX, Index, Schema, page_file, story_file};
use super::{Project, SCHEMA, files, save, story};
use crate::id::{PictureId, StoryId};
use crate::model::{Edition, Fault, MOST_PAGES, Page, PictureAsset, Story, check, is_file_name};

/// Most stories, and most pictures, of an edition.
const MOST_ENTRIES: usize = 20_000;

/// Opens the edition in `folder`. A save that a crash cut short is brought to its end first.
///
/// # Errors
/// [`ProjectError`], naming the file and the remedy: a newer schema, broken JSON, a missing page, story or picture, an
/// id that stands twice or points nowhere, a thread in a circle, a block off its grid, a path or link that leads out of
/// the folder, a file too large, unreadable or not UTF-8.
pub fn open(folder: &Path) -> Result<Project, ProjectError> {
    let root = std::fs::canonicalize(folder).map_err(|_| ProjectError::NoEdition(folder.to_owned()))?;
    save::recover(&root)?;
    let index_file = root.join(INDEX);
    let text = files::read(&root, INDEX)?.ok_or_else(|| ProjectError::NoEdition(root.clone()))?;
    let Schema { schema } = json(&text, &index_file)?;
    if schema > SCHEMA {
        return Err(ProjectError::NewerSchema { found: schema, known: SCHEMA, file: index_file });
    }
    let index: Index = json(&text, &index_file)?;
    sizes(&index).map_err(|what| ProjectError::Index { what, file: index_file })?;
    let edition = Edition {
        pages: pages(&root, &index)?,
        stories: stories(&root, &index)?,
        pictures: pictures(&root, index.pictures)?,
        paper: index.paper,
        date: index.date,
        issue_number: index.issue_number,
        house: index.house,
    };
    check(&edition).map_err(|fault| ProjectError::Unsound { file: file_of(&fault, &root), fault })?;
    Ok(Project { folder: root, edition })
}

/// Reads JSON, telling where it breaks.
fn json<T: DeserializeOwned>(text: &str, file: &Path) -> Result<T, ProjectError> {
    serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(text)).map_err(|e| {
        let whole = e.to_string();
        let what = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(what, _)| what).to_owned();
        ProjectError::Json { line: e.line(), column: e.column(), what, file: file.to_owned() }
    })
}

fn sizes(index: &Index) -> Result<(), String> {
    let counts = [("pages", index.pages.len(), MOST_PAGES), ("stories", index.stories.len(), MOST_ENTRIES)];
    for (what, count, most) in counts.into_iter().chain([("pictures", index.pictures.len(), MOST_ENTRIES)]) {
        if count > most {
            return Err(format!("{count} {what} are more than {most}: split the edition"));
        }
    }
    Ok(())
}

fn index_fault(root: &Path, what: String) -> ProjectError {
    ProjectError::Index { what, file: root.join(INDEX) }
}

fn pages(root: &Path, index: &Index) -> Result<Vec<Arc<Page>>, ProjectError> {
    let mut pages: Vec<Arc<Page>> = Vec::new();
    for &number in &index.pages {
        if pages.iter().any(|p| p.number == number) {
            return Err(index_fault(root, format!("page {number} is listed twice: list it once")));
        }
        let relative = page_file(number);
        let text = files::read(root, &relative)?.ok_or_else(|| ProjectError::Missing {
            what: format!("page {number}"),
            remedy: "take it from a backup, or take its number out of `pages` in edition.json",
            file: root.join(&relative),
        })?;
        let page: Page = json(&text, &root.join(&relative))?;
        if page.number != number {
            let what =
                format!("the file holds page {}, not page {number}: rename the file or change `number`", page.number);
            return Err(ProjectError::Index { what, file: root.join(&relative) });
        }
        pages.push(Arc::new(page));
    }
    Ok(pages)
}

fn stories(root: &Path, index: &Index) -> Result<BTreeMap<StoryId, Arc<Story>>, ProjectError> {
    let mut stories = BTreeMap::new();
    for id in &index.stories {
        let relative = story_file(id);
        let file = || root.join(&relative);
        let text = files::read(root, &relative)?.ok_or_else(|| ProjectError::Missing {
            what: format!("story {id}"),
            remedy: "take it from a backup, or take its id out of `stories` in edition.json",
            file: file(),
        })?;
        let story = story::read(&text).map_err(|f| ProjectError::Story { line: f.line, what: f.what, file: file() })?;
        if stories.insert(id.clone(), Arc::new(story)).is_some() {
            return Err(index_fault(root, format!("story {id} is listed twice: list it once")));
        }
    }
    Ok(stories)
}

fn pictures(
    root: &Path,
    listed: Vec<super::index::Listed>,
) -> Result<BTreeMap<PictureId, Arc<PictureAsset>>, ProjectError> {
    let mut pictures = BTreeMap::new();
    for picture in listed {
        photo(root, &picture.id, &picture.asset.file)?;
        if pictures.insert(picture.id.clone(), Arc::new(picture.asset)).is_some() {
            return Err(index_fault(root, format!("picture {} is listed twice: list it once", picture.id)));
        }
    }
    Ok(pictures)
}

/// Passes a picture's file that is there.
pub(super) fn photo(root: &Path, id: &PictureId, file: &str) -> Result<(), ProjectError> {
    if !is_file_name(file) {
        let what = format!("picture {id}: “{file}” is not the name of a file inside photos/: write the name alone");
        return Err(index_fault(root, what));
    }
    let relative = format!("photos/{file}");
    let found = files::inside(root, &relative)?;
    found.map(|_| ()).ok_or_else(|| ProjectError::Missing {
        what: format!("picture {id}"),
        remedy: "put the file there, or remove the picture from the edition",
        file: root.join(relative),
    })
}

/// The file in which a fault stands.
pub(super) fn file_of(fault: &Fault, root: &Path) -> PathBuf {
    match fault {
        Fault::Page { page, .. } | Fault::Block { page, .. } => root.join(page_file(*page)),
        Fault::Edition(_) | Fault::House(_) | Fault::Picture { .. } => root.join(INDEX),
    }
}

/// Resolves the folder of an edition that is to be saved.
pub(super) fn root_of(folder: &Path) -> Result<PathBuf, ProjectError> {
    std::fs::canonicalize(folder).map_err(io_error("find the folder", folder))
}
