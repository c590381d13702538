//! The inspector: what is selected, in numbers and words.

mod article;
mod dress;
mod form;
mod head;
mod ink;
mod page;
mod pictures;
mod place;
mod story;

use egui::{RichText, Ui};

use crate::app::actions::ActionId;
use crate::app::desk::{Ask, Desk};
use crate::app::theme::{Icon, Tokens, icon_text, size};
use crate::app::widgets::{hint, icon_button};
use crate::app::words::{Words, fill};
use crate::edit::Command;
use crate::model::{Block, BlockKind};

use form::Form;

pub(super) fn show(ui: &mut Ui, desk: &Desk, asks: &mut Vec<Ask>) {
    let words = desk.words();
    ui.spacing_mut().item_spacing.y = 4.0;
    match (desk.selected(), desk.view.selection.len()) {
        (Some((page, block)), _) => {
            let mut form = Form { desk, page, asks };
            heading(ui, &mut form, block);
            place::show(ui, &mut form, block);
            kind(ui, &mut form, block);
        }
        (None, 0) => page::show(ui, desk, asks),
        (None, count) => {
            title(ui, Icon::Combine, &fill(words.n_selected, &[&count]));
            hint(ui, words.many_selected);
        }
    }
}

fn kind(ui: &mut Ui, form: &mut Form<'_>, block: &Block) {
    match &block.kind {
        BlockKind::Article(article) => {
            head::show(ui, form, block, article);
            dress::show(ui, form, block, &article.head);
            article::legs(ui, form, block, article.legs);
            pictures::of_article(ui, form, block, article);
            article::thread(ui, form, block, article.next.as_ref());
            article::boxed(ui, form, block, article.boxed.as_ref());
            story::show(ui, form, &article.story);
        }
        BlockKind::TextFrame(frame) => {
            article::legs(ui, form, block, frame.legs);
            article::thread(ui, form, block, frame.next.as_ref());
            article::boxed(ui, form, block, frame.boxed.as_ref());
            if let Some(story) = &frame.story {
                story::show(ui, form, story);
            }
        }
        BlockKind::Picture(picture) => pictures::of_block(ui, form, block, picture),
        BlockKind::SectionHead(head) => story::section_head(ui, form, block, head),
        BlockKind::Folio(furniture) | BlockKind::Masthead(furniture) => story::furniture(ui, form, block, furniture),
        BlockKind::Rule(rule) => article::rule(ui, form, block, rule),
        BlockKind::Code(code) => story::code(ui, form, block, code),
    }
}

fn heading(ui: &mut Ui, form: &mut Form<'_>, block: &Block) {
    let desk = form.desk;
    let words = desk.words();
    let (icon, name) = kind_of(&block.kind, words);
    ui.horizontal(|ui| {
        title(ui, icon, name);
        ui.label(RichText::new(block.id.as_str()).size(size::SMALL).color(Tokens::of(ui).weak));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let (icon, name) = if block.locked { (Icon::Lock, words.unlock) } else { (Icon::LockOpen, words.lock) };
            if icon_button(ui, icon, name, "", block.locked).clicked() {
                form.edit(Command::LockBlock { block: block.id.clone(), locked: !block.locked });
            }
            let delete = ActionId::Delete.row();
            if icon_button(ui, delete.icon, delete.label(desk.language), "", false).clicked() {
                form.asks.push(Ask::Act(ActionId::Delete));
            }
        });
    });
}

fn title(ui: &mut Ui, icon: Icon, text: &str) {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        ui.set_height(size::ICON_BUTTON);
        ui.label(icon_text(icon).color(tokens.weak));
        ui.label(RichText::new(text).size(14.0).color(tokens.text));
    });
}

/// Icon and name of a kind of block.
pub(in crate::app) const fn kind_of(kind: &BlockKind, words: &Words) -> (Icon, &'static str) {
    match kind {
        BlockKind::Article(_) => (Icon::LayoutTemplate, words.block_article),
        BlockKind::TextFrame(_) => (Icon::Type, words.block_text),
        BlockKind::Picture(_) => (Icon::Image, words.block_picture),
        BlockKind::Rule(_) => (Icon::Minus, words.block_rule),
        BlockKind::Folio(_) => (Icon::PanelTop, words.block_folio),
        BlockKind::Masthead(_) => (Icon::Newspaper, words.block_masthead),
        BlockKind::SectionHead(_) => (Icon::Heading1, words.block_section),
        BlockKind::Code(_) => (Icon::QrCode, words.kind_code),
    }
}
