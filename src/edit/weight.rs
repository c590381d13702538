//! What a step of the history costs in memory: what the new edition does not share with the old one.

use std::collections::BTreeSet;
use std::mem::size_of;
use std::sync::Arc;

use crate::model::{Block, BlockKind, Edition, House, Page, Paragraph, PictureAsset, Story};

/// An allocation's own cost: counters of an `Arc`, rounding, the allocator's book.
const ALLOCATION: usize = 48;
/// A house has some fifty styles of a few hundred bytes; it is changed seldom.
const HOUSE: usize = size_of::<House>() + (32 << 10);

/// Bytes that `new` adds to `old`, estimated from below by a few per cent.
pub(super) fn of_step(old: &Edition, new: &Edition) -> usize {
    let entry = size_of::<Edition>() + 2 * ALLOCATION + new.paper.len() + new.date.len();
    // The maps are cloned whole; keys are shared, and a node is on average three quarters full.
    let maps = (new.stories.len() + new.pictures.len()) * 4 * size_of::<usize>();
    let house = if Arc::ptr_eq(&old.house, &new.house) { 0 } else { HOUSE };
    let stories = new.stories.iter().filter(|(id, s)| old.stories.get(*id).is_none_or(|o| !Arc::ptr_eq(o, s)));
    let pictures = new.pictures.iter().filter(|(id, p)| old.pictures.get(*id).is_none_or(|o| !Arc::ptr_eq(o, p)));
    entry
        + maps
        + house
        + pages(old, new)
        + stories.map(|(_, s)| story(s)).sum::<usize>()
        + pictures.map(|(_, p)| picture(p)).sum::<usize>()
}

fn pages(old: &Edition, new: &Edition) -> usize {
    let shared: BTreeSet<*const Page> = old.pages.iter().map(Arc::as_ptr).collect();
    let changed: Vec<&Arc<Page>> = new.pages.iter().filter(|p| !shared.contains(&Arc::as_ptr(p))).collect();
    let pointers = new.pages.len() * size_of::<usize>();
    if changed.is_empty() {
        return pointers;
    }
    let blocks: BTreeSet<*const Block> = old.pages.iter().flat_map(|p| &p.blocks).map(Arc::as_ptr).collect();
    let page = |p: &&Arc<Page>| {
        let own = p.blocks.iter().filter(|b| !blocks.contains(&Arc::as_ptr(b)));
        let list = size_of::<Page>() + ALLOCATION + p.section.len() + p.blocks.len() * size_of::<usize>();
        list + own.map(|b| block(b)).sum::<usize>()
    };
    pointers + changed.iter().map(page).sum::<usize>()
}

fn block(block: &Block) -> usize {
    let more = match &block.kind {
        BlockKind::Article(a) => a.pictures.len() * size_of::<crate::model::ArticlePicture>(),
        BlockKind::Folio(f) | BlockKind::Masthead(f) => {
            f.contact.len() + f.editors.iter().map(|(role, name)| role.len() + name.len() + ALLOCATION).sum::<usize>()
        }
        BlockKind::SectionHead(s) => s.text.len() + s.note.len(),
        BlockKind::Code(c) => c.text.len(),
        BlockKind::TextFrame(_) | BlockKind::Picture(_) | BlockKind::Rule(_) => 0,
    };
    size_of::<Block>() + ALLOCATION + more
}

fn story(story: &Story) -> usize {
    let paragraph = |p: &Paragraph| {
        let spans = p.spans.iter().map(|s| size_of_val(s) + s.text.capacity() + ALLOCATION);
        size_of::<Paragraph>() + spans.sum::<usize>()
    };
    let parts = [&story.section, &story.kicker, &story.headline.text, &story.deck];
    let captions = story.captions.iter().map(|c| size_of_val(c) + c.text.len() + c.credit.len() + ALLOCATION);
    size_of::<Story>()
        + ALLOCATION
        + story.body.iter().map(paragraph).sum::<usize>()
        + parts.iter().map(|t| t.len()).sum::<usize>()
        + captions.sum::<usize>()
}

fn picture(asset: &PictureAsset) -> usize {
    size_of::<PictureAsset>() + ALLOCATION + asset.file.len() + asset.credit.len() + asset.licence.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Preset, default_house};

    fn edition(chars: usize) -> Edition {
        let story = Story { body: vec![Paragraph::plain("字".repeat(chars))], ..Story::default() };
        Edition {
            paper: "报".to_owned(),
            date: "2026-11-24".to_owned(),
            issue_number: None,
            house: Arc::new(default_house(Preset::Broadsheet.body_size())),
            pages: Vec::new(),
            stories: std::iter::once((crate::id::StoryId::numbered('s', 1), Arc::new(story))).collect(),
            pictures: std::collections::BTreeMap::new(),
        }
    }

    #[test]
    fn a_step_costs_what_it_changed() {
        let old = edition(1000);
        let little = Edition { paper: "日报".to_owned(), ..old.clone() };
        assert!(of_step(&old, &little) < 1_000);
        let more = Edition { stories: edition(1001).stories, ..old.clone() };
        assert!((3_000..5_000).contains(&of_step(&old, &more)), "{}", of_step(&old, &more));
    }
}
