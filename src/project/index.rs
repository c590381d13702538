//! `edition.json`: what the edition is and which files belong to it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::id::{PictureId, StoryId};
use crate::model::{Edition, House, PictureAsset};

/// The file's name.
pub(super) const INDEX: &str = "edition.json";

/// What stands in it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Index {
    pub schema: u32,
    pub paper: String,
    pub date: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue_number: Option<u32>,
    /// Numbers of the pages, in order.
    pub pages: Vec<u16>,
    pub stories: Vec<StoryId>,
    pub pictures: Vec<Listed>,
    pub house: Arc<House>,
}

/// A picture and its id. A list, because a map would hide that an id stands twice.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Listed {
    pub id: PictureId,
    #[serde(flatten)]
    pub asset: PictureAsset,
}

/// The one thing that is read first, of whatever schema.
#[derive(Debug, Deserialize)]
pub(super) struct Schema {
    pub schema: u32,
}

impl Index {
    pub(super) fn of(edition: &Edition) -> Self {
        let listed =
            |(id, asset): (&PictureId, &Arc<PictureAsset>)| Listed { id: id.clone(), asset: (**asset).clone() };
        Self {
            schema: super::SCHEMA,
            paper: edition.paper.clone(),
            date: edition.date.clone(),
            issue_number: edition.issue_number,
            pages: edition.pages.iter().map(|p| p.number).collect(),
            stories: edition.stories.keys().cloned().collect(),
            pictures: edition.pictures.iter().map(listed).collect(),
            house: Arc::clone(&edition.house),
        }
    }
}

/// The file of a page.
pub(super) fn page_file(number: u16) -> String {
    format!("pages/p{number:02}.json")
}

/// The file of a story. An id is lower case ASCII without dot or separator, so that it is a file name everywhere.
pub(super) fn story_file(id: &StoryId) -> String {
    format!("stories/{id}.md")
}

/// True for the names above and nothing else: what a save may write and remove.
pub(super) fn is_own(relative: &str) -> bool {
    let page = |r: &str| {
        let digits = r.strip_prefix("pages/p")?.strip_suffix(".json")?;
        digits.parse().ok().map(|n: u16| page_file(n) == r)
    };
    let story = |r: &str| StoryId::new(r.strip_prefix("stories/")?.strip_suffix(".md")?).ok();
    relative == INDEX || page(relative) == Some(true) || story(relative).is_some()
}
