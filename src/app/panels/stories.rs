//! The stories: what is not placed yet first, then what is; dragged onto the page.

use egui::{Response, ScrollArea, Ui};

use crate::app::actions::ActionId;
use crate::app::desk::{Ask, Desk};
use crate::app::theme::{Icon, Tokens, size};
use crate::app::tools::place::Dragged;
use crate::app::widgets::{Row, hint, icon_button, section};
use crate::app::words::{Words, fill};
use crate::edit::Command;
use crate::finding::Where;
use crate::id::StoryId;
use crate::model::{Rank, Story, StoryKind};

pub(super) fn show(ui: &mut Ui, desk: &Desk, open: &mut bool, asks: &mut Vec<Ask>) {
    let words = desk.words();
    section(ui, words.stories, open, |ui| {
        if icon_button(ui, Icon::FileDown, ActionId::ImportFiles.row().label(desk.language), "", false).clicked() {
            asks.push(Ask::Act(ActionId::ImportFiles));
        }
        if icon_button(ui, Icon::Plus, words.new_story, "", false).clicked() {
            asks.extend(new_story(desk));
        }
    });
    if !*open {
        return;
    }
    let stories = &desk.edition().stories;
    if stories.is_empty() {
        hint(ui, words.stories_empty);
        return;
    }
    let placed = desk.placed_stories();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for is_placed in [false, true] {
            let group: Vec<_> = stories.iter().filter(|(id, _)| placed.contains(id) == is_placed).collect();
            if group.is_empty() {
                continue;
            }
            let name = if is_placed { words.placed } else { words.unplaced };
            ui.add_space(4.0);
            let tokens = Tokens::of(ui);
            ui.label(egui::RichText::new(format!("{name} {}", group.len())).size(size::SMALL).color(tokens.weak));
            for (id, story) in group {
                row(ui, desk, id, story, is_placed, asks);
            }
        }
    });
}

fn row(ui: &mut Ui, desk: &Desk, id: &StoryId, story: &Story, placed: bool, asks: &mut Vec<Ask>) {
    let (words, tokens) = (desk.words(), Tokens::of(ui));
    let selected = desk.view.story.as_ref() == Some(id)
        || desk.selected().and_then(|(_, b)| desk.story_of(b)).is_some_and(|(shown, _)| shown == id);
    // A headline of nothing but spaces has no name to be called by either.
    let written = story.headline.text.as_str();
    let title = if written.trim().is_empty() { words.no_headline } else { written };
    let note = format!("{} · {}", kind_name(words, story.kind), rank_name(words, story.rank));
    let value = fill(words.n_characters, &[&grouped(chars_of(story))]);
    let row = Row {
        icon: Some(if placed { Icon::Check } else { Icon::FileText }),
        tint: placed.then_some(tokens.good),
        title,
        note: &note,
        value: &value,
        selected,
        drags: true,
        ..Row::default()
    };
    let response = row.show(ui);
    response.dnd_set_drag_payload(Dragged::Story(id.clone()));
    if response.double_clicked() {
        asks.push(Ask::Write(Some(id.clone())));
    } else if response.clicked() && !placed {
        asks.push(Ask::Load(Dragged::Story(id.clone())));
    } else if response.clicked() {
        asks.extend(place_of(desk, id).map(Ask::GoTo));
    }
    menu(&response, desk, id, placed, asks);
}

fn menu(response: &Response, desk: &Desk, id: &StoryId, placed: bool, asks: &mut Vec<Ask>) {
    let words = desk.words();
    response.context_menu(|ui| {
        if ui.button(words.edit_story).clicked() {
            asks.push(Ask::Write(Some(id.clone())));
        }
        ui.add_enabled_ui(!placed, |ui| {
            if ui.button(words.place_here).clicked() {
                asks.push(Ask::Place(id.clone()));
            }
            ui.separator();
            if ui.button(words.remove_story).clicked() {
                asks.push(Ask::edit(desk.language, Command::RemoveStory { id: id.clone() }));
            }
        });
    });
}

fn new_story(desk: &Desk) -> [Ask; 2] {
    let taken = &desk.edition().stories;
    let free = (1..).map(|n| StoryId::numbered('s', n)).find(|id| !taken.contains_key(id));
    let id = free.expect("there are more numbers than stories");
    let command = Command::AddStory { id: id.clone(), story: Box::default() };
    [Ask::edit(desk.language, command), Ask::Write(Some(id))]
}

/// Where a story stands: its first block.
fn place_of(desk: &Desk, id: &StoryId) -> Option<Where> {
    desk.edition().pages.iter().find_map(|page| {
        let block = page.blocks.iter().find(|b| desk.story_of(b).is_some_and(|(s, _)| s == id))?;
        Some(Where { page: Some(page.number), block: Some(block.id.clone()), ..Where::default() })
    })
}

/// 字 of a story's running text, marks counted and spaces not.
pub(in crate::app) fn chars_of(story: &Story) -> usize {
    story.body.iter().flat_map(|p| &p.spans).flat_map(|s| s.text.chars()).filter(|c| !c.is_whitespace()).count()
}

/// A number with its thousands apart.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A kind of writing in words.
pub(in crate::app) const fn kind_name(words: &Words, kind: StoryKind) -> &'static str {
    match kind {
        StoryKind::News => words.kind_news,
        StoryKind::Feature => words.kind_feature,
        StoryKind::Comment => words.kind_comment,
        StoryKind::PictureStory => words.kind_picture_story,
        StoryKind::Brief => words.kind_brief,
        StoryKind::Note => words.kind_note,
    }
}

/// A rank in words.
pub(in crate::app) const fn rank_name(words: &Words, rank: Rank) -> &'static str {
    match rank {
        Rank::Lead => words.rank_lead,
        Rank::Second => words.rank_second,
        Rank::Third => words.rank_third,
        Rank::Filler => words.rank_filler,
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!([0, 12, 999, 1000, 1_234_567].map(grouped), ["0", "12", "999", "1,000", "1,234,567"]);
    }
}
