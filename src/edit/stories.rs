//! Changes to stories and pictures.

use std::collections::btree_map::Entry;
use std::ops::Range;
use std::sync::Arc;

use super::pages::position;
use super::refusal::Refusal;
use crate::id::{PictureId, StoryId};
use crate::ink::Intent;
use crate::model::{Edition, Paragraph, PictureAsset, Span, SpanKind, Story};

pub(super) fn add(edition: &mut Edition, id: StoryId, story: Box<Story>) -> Result<(), Refusal> {
    match edition.stories.entry(id) {
        Entry::Occupied(taken) => Err(Refusal::StoryTaken(taken.key().clone())),
        Entry::Vacant(place) => {
            place.insert(Arc::from(story));
            Ok(())
        }
    }
}

/// Changes one story; all others stay shared.
pub(super) fn with(edition: &mut Edition, id: &StoryId, change: impl FnOnce(&mut Story)) -> Result<(), Refusal> {
    change(story_mut(edition, id)?);
    Ok(())
}

pub(super) fn remove(edition: &mut Edition, id: &StoryId) -> Result<(), Refusal> {
    edition.stories.remove(id).map(|_| ()).ok_or_else(|| Refusal::NoStory(id.clone()))
}

pub(super) fn insert(
    edition: &mut Edition,
    id: &StoryId,
    at: Option<usize>,
    paragraph: Paragraph,
) -> Result<(), Refusal> {
    let story = story_mut(edition, id)?;
    let at = position(at, story.body.len())?;
    story.body.insert(at, paragraph);
    Ok(())
}

pub(super) fn set(edition: &mut Edition, id: &StoryId, at: usize, paragraph: Paragraph) -> Result<(), Refusal> {
    *paragraph_mut(edition, id, at)? = paragraph;
    Ok(())
}

pub(super) fn cut(edition: &mut Edition, id: &StoryId, at: usize) -> Result<(), Refusal> {
    paragraph_mut(edition, id, at)?;
    story_mut(edition, id)?.body.remove(at);
    Ok(())
}

pub(super) fn edit_text(
    edition: &mut Edition,
    id: &StoryId,
    at: usize,
    range: Range<usize>,
    text: &str,
) -> Result<(), Refusal> {
    let paragraph = paragraph_mut(edition, id, at)?;
    let count = paragraph.spans.iter().map(|s| s.text.chars().count()).sum();
    let Range { start: from, end: to } = range;
    if from > to || to > count {
        return Err(Refusal::NoCharacters { from, to, count });
    }
    if paragraph.spans.is_empty() {
        paragraph.spans.push(Span { text: String::new(), kind: SpanKind::Plain });
    }
    let typed_into = span_at(&paragraph.spans, from);
    let mut start = 0;
    for (i, span) in paragraph.spans.iter_mut().enumerate() {
        let length = span.text.chars().count();
        let end = start + length;
        let (cut_from, cut_to) = (from.clamp(start, end) - start, to.clamp(start, end) - start);
        let put = if i == typed_into { text } else { "" };
        let (byte_from, byte_to) = (byte_of(&span.text, cut_from), byte_of(&span.text, cut_to));
        span.text.replace_range(byte_from..byte_to, put);
        start = end;
    }
    // A span that was typed away goes with its setting; the last one stays, so that there is something to type into.
    if paragraph.spans.iter().any(|s| !s.text.is_empty()) {
        paragraph.spans.retain(|s| !s.text.is_empty());
    } else {
        paragraph.spans.truncate(1);
    }
    Ok(())
}

/// The span that character `at` is typed into: the one before the caret, so that typing goes on in its setting; at the
/// beginning of the paragraph the first.
fn span_at(spans: &[Span], at: usize) -> usize {
    let mut end = 0;
    let holds = |span: &Span| {
        end += span.text.chars().count();
        at <= end
    };
    spans.iter().position(holds).unwrap_or(spans.len() - 1)
}

fn byte_of(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte)
}

fn story_mut<'a>(edition: &'a mut Edition, id: &StoryId) -> Result<&'a mut Story, Refusal> {
    edition.stories.get_mut(id).map(Arc::make_mut).ok_or_else(|| Refusal::NoStory(id.clone()))
}

fn paragraph_mut<'a>(edition: &'a mut Edition, id: &StoryId, at: usize) -> Result<&'a mut Paragraph, Refusal> {
    let story = story_mut(edition, id)?;
    let count = story.body.len();
    story.body.get_mut(at).ok_or_else(|| Refusal::NoParagraph { story: id.clone(), at, count })
}

pub(super) fn add_picture(edition: &mut Edition, id: PictureId, picture: PictureAsset) -> Result<(), Refusal> {
    match edition.pictures.entry(id) {
        Entry::Occupied(taken) => Err(Refusal::PictureTaken(taken.key().clone())),
        Entry::Vacant(place) => {
            place.insert(Arc::new(picture));
            Ok(())
        }
    }
}

pub(super) fn replace_picture(edition: &mut Edition, id: &PictureId, picture: PictureAsset) -> Result<(), Refusal> {
    let old = edition.pictures.get_mut(id).ok_or_else(|| Refusal::NoPicture(id.clone()))?;
    *old = Arc::new(picture);
    Ok(())
}

pub(super) fn set_intent(edition: &mut Edition, id: &PictureId, intent: Intent) -> Result<(), Refusal> {
    let picture = edition.pictures.get_mut(id).ok_or_else(|| Refusal::NoPicture(id.clone()))?;
    Arc::make_mut(picture).intent = intent;
    Ok(())
}

pub(super) fn remove_picture(edition: &mut Edition, id: &PictureId) -> Result<(), Refusal> {
    edition.pictures.remove(id).map(|_| ()).ok_or_else(|| Refusal::NoPicture(id.clone()))
}
