//! Files become stories and pictures of the edition: all of them or none, as one entry of the history.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::error::SessionError;
use super::{Session, place};
use crate::edit::Command;
use crate::id::{BlockId, PictureId, StoryId};
use crate::import::{self, Repairs, Report};
use crate::ink::Intent;
use crate::library::kind_of;
use crate::model::{PictureAsset, Story, is_file_name};
use crate::project::write_whole;

/// A file to bring in.
#[derive(Debug, Clone)]
pub struct Copy {
    /// Its name, without folders.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What was brought in.
#[derive(Debug, Clone, Serialize)]
pub struct BroughtIn {
    /// Files of copy.
    pub files: Vec<ImportedFile>,
    /// Pictures.
    pub pictures: Vec<PictureBroughtIn>,
}

/// One file of copy.
#[derive(Debug, Clone, Serialize)]
pub struct ImportedFile {
    /// The new stories, in the order of the report's.
    pub stories: Vec<StoryBroughtIn>,
    /// What import found and changed.
    pub report: Report,
}

/// One new story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoryBroughtIn {
    /// Its id.
    pub id: StoryId,
    /// The article that shows it, where it was placed.
    pub block: Option<BlockId>,
}

/// One new picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PictureBroughtIn {
    /// Its id.
    pub id: PictureId,
    /// Its file in `photos/`.
    pub file: String,
    /// Width and height in pixels, upright.
    pub pixels: [u32; 2],
}

impl Session {
    /// Brings files in: JPEG, PNG, TIFF and WebP as pictures, copied into `photos/`; everything else as copy. With `page` each new
    /// story gets an article in the largest free area of that page, one below the other; those for which there is no
    /// room stay unplaced. The history calls it `label`. The edition is not saved yet.
    ///
    /// # Errors
    /// [`SessionError`] where a file cannot be read or there is no such page; nothing has changed then.
    pub fn bring_in(
        &mut self,
        label: impl Into<String>,
        files: Vec<Copy>,
        page: Option<u16>,
        repairs: &Repairs,
    ) -> Result<BroughtIn, SessionError> {
        let pages = || self.edition().pages.iter().map(|p| p.number).collect();
        if let Some(page) = page.filter(|p| self.edition().page(*p).is_none()) {
            return Err(SessionError::NoPage { page, pages: pages() });
        }
        let (pictures, copy): (Vec<Copy>, Vec<Copy>) = files.into_iter().partition(|f| kind_of(&f.bytes).is_some());
        let mut stories = Vec::new();
        let mut files = Vec::new();
        for file in copy {
            let imported = import::import(&file.bytes, &file.name, repairs)?;
            let new: Vec<(StoryId, Arc<Story>)> = self.with_ids(imported.stories, stories.len());
            let listed = new.iter().map(|(id, _)| StoryBroughtIn { id: id.clone(), block: None }).collect();
            files.push(ImportedFile { stories: listed, report: imported.report });
            stories.extend(new);
        }
        let (mut commands, measured) = self.measured(&pictures)?;
        let add = |(id, story): &(StoryId, Arc<Story>)| Command::AddStory {
            id: id.clone(),
            story: Box::new((**story).clone()),
        };
        commands.extend(stories.iter().map(add));
        let shown = page.map(|page| self.articles(page, &stories, &mut commands)).unwrap_or_default();
        for story in files.iter_mut().flat_map(|f| &mut f.stories) {
            story.block = shown.get(&story.id).cloned();
        }
        pictures.iter().try_for_each(|p| keep(&self.folder.join("photos"), p))?;
        let label = label.into();
        self.apply(label.clone(), Command::Batch { label, commands })?;
        Ok(BroughtIn { files, pictures: measured })
    }

    /// The command that puts an article for a story into the largest free area of a page; none where there is no room.
    #[must_use]
    pub fn article_for(&self, page: u16, story: &StoryId) -> Option<Command> {
        let copy = self.edition().stories.get(story)?;
        let mut commands = Vec::new();
        self.articles(page, &[(story.clone(), Arc::clone(copy))], &mut commands);
        commands.pop()
    }

    /// Gives stories the next free ids; `given` have been given out before.
    fn with_ids(&self, stories: Vec<Story>, given: usize) -> Vec<(StoryId, Arc<Story>)> {
        let taken = &self.edition().stories;
        let free = (1..).map(|n| StoryId::numbered('s', n)).filter(|id| !taken.contains_key(id)).skip(given);
        free.zip(stories.into_iter().map(Arc::new)).collect()
    }

    fn measured(&self, files: &[Copy]) -> Result<(Vec<Command>, Vec<PictureBroughtIn>), SessionError> {
        let taken = &self.edition().pictures;
        let free = (1..).map(|n| PictureId::numbered('p', n)).filter(|id| !taken.contains_key(id));
        let mut commands = Vec::new();
        let mut pictures = Vec::new();
        for (id, Copy { name, bytes }) in free.zip(files) {
            if !is_file_name(name) {
                return Err(SessionError::PictureName(name.clone()));
            }
            let pixels = self.library.insert_picture(&id, name, bytes.clone())?.pixels();
            let picture = PictureAsset {
                file: name.clone(),
                pixels,
                credit: String::new(),
                licence: String::new(),
                intent: Intent::default(),
            };
            commands.push(Command::AddPicture { id: id.clone(), picture });
            pictures.push(PictureBroughtIn { id, file: name.clone(), pixels });
        }
        Ok((commands, pictures))
    }

    fn articles(
        &self,
        page: u16,
        stories: &[(StoryId, Arc<Story>)],
        commands: &mut Vec<Command>,
    ) -> BTreeMap<StoryId, BlockId> {
        let edition = self.edition();
        let Some(on) = edition.page(page) else { return BTreeMap::new() };
        let taken: BTreeSet<&BlockId> = edition.pages.iter().flat_map(|p| &p.blocks).map(|b| &b.id).collect();
        let mut free = (1..).map(|n| BlockId::numbered('a', n)).filter(|id| !taken.contains(id));
        let mut shown = BTreeMap::new();
        for (story, block) in place::stack(on, stories, &mut free) {
            shown.insert(story, block.id.clone());
            commands.push(Command::AddBlock { page, block: Box::new(block), at: None });
        }
        shown
    }
}

/// Puts a picture into `photos/`; one that lies there already stays.
fn keep(photos: &Path, file: &Copy) -> Result<(), SessionError> {
    let path = photos.join(&file.name);
    match std::fs::read(&path) {
        Ok(there) if there == file.bytes => Ok(()),
        Ok(_) => Err(SessionError::PictureTaken(file.name.clone())),
        Err(_) => {
            std::fs::create_dir_all(photos).map_err(|source| SessionError::Read { file: photos.to_owned(), source })?;
            Ok(write_whole(&path, &file.bytes)?)
        }
    }
}
