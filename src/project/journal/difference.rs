//! How one edition differs from another, as values that can be written down.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::id::{PictureId, StoryId};
use crate::model::{Edition, House, Page, PictureAsset, Story};

/// What makes a new edition of an old one: only what is not the same in both.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Difference {
    paper: String,
    date: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    issue_number: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    house: Option<Arc<House>>,
    /// Numbers of all pages, in order.
    order: Vec<u16>,
    pages: Vec<Arc<Page>>,
    /// Stories that are new or other; null where one is gone.
    stories: Vec<(StoryId, Option<Arc<Story>>)>,
    /// The same of pictures.
    pictures: Vec<(PictureId, Option<Arc<PictureAsset>>)>,
}

impl Difference {
    /// What makes `new` of `old`.
    #[must_use]
    pub fn between(old: &Edition, new: &Edition) -> Self {
        let house = (!Arc::ptr_eq(&old.house, &new.house)).then(|| Arc::clone(&new.house));
        let changed = new.pages.iter().filter(|p| old.page(p.number).is_none_or(|o| !Arc::ptr_eq(o, p)));
        Self {
            paper: new.paper.clone(),
            date: new.date.clone(),
            issue_number: new.issue_number,
            house,
            order: new.pages.iter().map(|p| p.number).collect(),
            pages: changed.map(Arc::clone).collect(),
            stories: changes(&old.stories, &new.stories),
            pictures: changes(&old.pictures, &new.pictures),
        }
    }

    /// The new edition. None where the difference was taken from another `old`: it names a page that is not there.
    #[must_use]
    pub fn applied_to(&self, old: &Edition) -> Option<Edition> {
        let page = |n: &u16| self.pages.iter().find(|p| p.number == *n).or_else(|| old.page(*n)).map(Arc::clone);
        let mut new = Edition {
            paper: self.paper.clone(),
            date: self.date.clone(),
            issue_number: self.issue_number,
            house: Arc::clone(self.house.as_ref().unwrap_or(&old.house)),
            pages: self.order.iter().map(page).collect::<Option<_>>()?,
            stories: old.stories.clone(),
            pictures: old.pictures.clone(),
        };
        put(&mut new.stories, &self.stories);
        put(&mut new.pictures, &self.pictures);
        Some(new)
    }
}

type Map<K, V> = std::collections::BTreeMap<K, Arc<V>>;

fn changes<K: Ord + Clone, V>(old: &Map<K, V>, new: &Map<K, V>) -> Vec<(K, Option<Arc<V>>)> {
    let gone = old.keys().filter(|k| !new.contains_key(*k)).map(|k| (k.clone(), None));
    let other = new.iter().filter(|(k, v)| old.get(*k).is_none_or(|o| !Arc::ptr_eq(o, v)));
    gone.chain(other.map(|(k, v)| (k.clone(), Some(Arc::clone(v))))).collect()
}

fn put<K: Ord + Clone, V>(map: &mut Map<K, V>, changes: &[(K, Option<Arc<V>>)]) {
    for (key, value) in changes {
        match value {
            Some(value) => drop(map.insert(key.clone(), Arc::clone(value))),
            None => drop(map.remove(key)),
        }
    }
}
