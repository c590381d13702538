//! Faces of headlines: by kind, and so that neighbours do not look alike.

use super::metrics::Facts;
use super::metrics::alike;
use super::view::View;
use crate::geom::{Length, Rect};
use crate::model::{House, Rank, Story, StoryKind};

/// A headline of news is 黑, of a feature 宋, of a commentary 楷 where the house has a style of it. News may be 宋 beside
/// other news in 黑: never two neighbours alike in face and size.
const HEI: &str = "headline-hei";
const SONG: &str = "headline";
const KAI: &str = "headline-kai";

/// The headline style of every module; empty: the one its story has by itself.
pub(super) fn styles(views: &[View], stories: &[&Story], house: &House, facts: &Facts) -> Vec<String> {
    let has = |name: &str| house.styles.contains_key(name);
    let mut faces: Vec<Option<&'static str>> = vec![None; views.len()];
    for (i, story) in stories.iter().enumerate() {
        faces[i] = match (story.rank, story.kind) {
            (Rank::Lead, _) => Some(""),
            (_, StoryKind::Comment) => Some(if has(KAI) { KAI } else { "" }),
            (_, StoryKind::Feature | StoryKind::PictureStory | StoryKind::Note) => Some(SONG),
            (_, StoryKind::News | StoryKind::Brief) => None,
        };
    }
    if has(HEI) && has(SONG) {
        alternate(views, facts, &mut faces);
    }
    faces.into_iter().map(|f| f.unwrap_or_default().to_owned()).collect()
}

/// News in turn, the largest head first: 黑, or 宋 where more of its neighbours are 黑.
fn alternate(views: &[View], facts: &Facts, faces: &mut [Option<&'static str>]) {
    let size = |i: usize| views[i].head.map_or(Length::ZERO, |h| h.size);
    let mut open: Vec<usize> = (0..views.len()).filter(|i| faces[*i].is_none() && views[*i].head.is_some()).collect();
    open.sort_by_key(|i| (std::cmp::Reverse(size(*i)), *i));
    for i in open {
        let against = |face: &str| -> u32 {
            let near = (0..views.len()).filter(|j| *j != i && faces[*j] == Some(face));
            let near = near.filter(|j| neighbours(views[i].outer, views[*j].outer, facts));
            near.map(|j| if alike(size(i), size(j), facts) { 3 } else { 1 }).sum()
        };
        let (hei, song) = (against(HEI), against(SONG));
        // A head of its own form goes well with 宋.
        let soft = views[i].boxed || views[i].head.is_some_and(|h| h.vertical);
        faces[i] = Some(if song < hei || (song == hei && soft) { SONG } else { HEI });
    }
}

fn neighbours(a: Rect, b: Rect, facts: &Facts) -> bool {
    let near = facts.setup.grid.cell() * 4;
    a.inset(-near).overlaps(b)
}
