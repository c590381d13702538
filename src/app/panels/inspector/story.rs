//! The words of what is selected: a story's parts, a section head, the folio.

use egui::Ui;

use super::form::Form;
use crate::app::desk::Ask;
use crate::app::panels::{kind_name, rank_name};
use crate::app::widgets::text_button;
use crate::edit::Command;
use crate::id::StoryId;
use crate::model::{
    Block, BlockKind, Byline, BylinePlace, CodeBlock, Correction, Furniture, Headline, Rank, SectionHead, StoryKind,
};

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>, id: &StoryId) {
    let words = form.desk.words();
    let Some(story) = form.desk.edition().stories.get(id) else { return };
    form.group(ui, words.story, |ui, form| {
        let kinds = [
            StoryKind::News,
            StoryKind::Feature,
            StoryKind::Comment,
            StoryKind::PictureStory,
            StoryKind::Brief,
            StoryKind::Note,
        ]
        .map(|k| (k, kind_name(words, k)));
        form.choice(ui, words.kind, story.kind, &kinds, |kind| Command::SetStoryKind { story: id.clone(), kind });
        let ranks = [Rank::Lead, Rank::Second, Rank::Third, Rank::Filler].map(|r| (r, rank_name(words, r)));
        form.choice(ui, words.rank, story.rank, &ranks, |rank| Command::SetStoryRank { story: id.clone(), rank });
        form.text(ui, words.kicker, &story.kicker, (id, "kicker"), |text| Command::SetKicker {
            story: id.clone(),
            text,
        });
        form.text(ui, words.headline, &story.headline.text, (id, "headline"), |text| Command::SetHeadline {
            story: id.clone(),
            headline: Headline { text, ..story.headline.clone() },
        });
        form.text(ui, words.deck, &story.deck, (id, "deck"), |text| Command::SetDeck { story: id.clone(), text });
        byline(ui, form, id, story.byline.as_ref());
        ui.add_space(4.0);
        if text_button(ui, words.edit_story).clicked() {
            form.asks.push(Ask::Write(Some(id.clone())));
        }
    });
}

fn byline(ui: &mut Ui, form: &mut Form<'_>, id: &StoryId, byline: Option<&Byline>) {
    let words = form.desk.words();
    let text = byline.map_or("", |b| b.text.as_str());
    let place = byline.map_or(BylinePlace::Head, |b| b.place);
    let set = |text: String, place| {
        let byline = (!text.trim().is_empty()).then_some(Byline { text, place });
        Command::SetByline { story: id.clone(), byline }
    };
    form.text(ui, words.byline, text, (id, "byline"), |text| set(text, place));
    if byline.is_some() {
        let places = [(BylinePlace::Head, words.byline_head), (BylinePlace::Tail, words.byline_tail)];
        form.choice(ui, words.byline_place, place, &places, |place| set(text.to_owned(), place));
    }
}

pub(super) fn section_head(ui: &mut Ui, form: &mut Form<'_>, block: &Block, head: &SectionHead) {
    let words = form.desk.words();
    let set = |head: SectionHead| Command::ReplaceBlock {
        block: Box::new(Block { kind: BlockKind::SectionHead(head), ..block.clone() }),
    };
    form.group(ui, words.block_section, |ui, form| {
        form.text(ui, words.text, &head.text, (&block.id, "text"), |text| set(SectionHead { text, ..head.clone() }));
        form.text(ui, words.note, &head.note, (&block.id, "note"), |note| set(SectionHead { note, ..head.clone() }));
        form.toggle(ui, words.reversed, head.reversed, |reversed| set(SectionHead { reversed, ..head.clone() }));
        form.toggle(ui, words.vertical, head.vertical, |vertical| set(SectionHead { vertical, ..head.clone() }));
    });
}

pub(super) fn furniture(ui: &mut Ui, form: &mut Form<'_>, block: &Block, furniture: &Furniture) {
    let words = form.desk.words();
    let is_folio = matches!(block.kind, BlockKind::Folio(_));
    let set = |new: Furniture| {
        let kind = if is_folio { BlockKind::Folio(new) } else { BlockKind::Masthead(new) };
        Command::ReplaceBlock { block: Box::new(Block { kind, ..block.clone() }) }
    };
    let name = if is_folio { words.block_folio } else { words.block_masthead };
    form.group(ui, name, |ui, form| {
        for (index, (role, person)) in furniture.editors.iter().enumerate() {
            form.text(ui, role, person, (&block.id, "editor", index), |name| {
                let mut furniture = furniture.clone();
                furniture.editors[index].1 = name;
                set(furniture)
            });
        }
        if furniture.editors.is_empty() {
            form.text(ui, words.editor, "", (&block.id, "first-editor"), |name| {
                set(Furniture { editors: vec![("责编".to_owned(), name)], ..furniture.clone() })
            });
        }
        form.text(ui, words.contact, &furniture.contact, (&block.id, "contact"), |contact| {
            set(Furniture { contact, ..furniture.clone() })
        });
    });
}

pub(super) fn code(ui: &mut Ui, form: &mut Form<'_>, block: &Block, code: &CodeBlock) {
    let words = form.desk.words();
    form.group(ui, words.kind_code, |ui, form| {
        form.text(ui, words.text, &code.text, (&block.id, "code"), |text| Command::ReplaceBlock {
            block: Box::new(Block { kind: BlockKind::Code(CodeBlock { text, ..code.clone() }), ..block.clone() }),
        });
        let all = [
            (Correction::Low, "7 %"),
            (Correction::Medium, "15 %"),
            (Correction::Quartile, "25 %"),
            (Correction::High, "30 %"),
        ];
        form.choice(ui, words.correction, code.correction, &all, |correction| Command::ReplaceBlock {
            block: Box::new(Block { kind: BlockKind::Code(CodeBlock { correction, ..code.clone() }), ..block.clone() }),
        });
    });
}
