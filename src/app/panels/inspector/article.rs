//! Legs and box of a block of text, and a rule's line.

use std::collections::BTreeSet;

use egui::Ui;

use super::form::Form;
use crate::app::widgets::Quantity;
use crate::app::words::fill;
use crate::edit::Command;
use crate::geom::Length;
use crate::id::BlockId;
use crate::ink::Ink;
use crate::model::{Block, BlockKind, BoxStyle, LegScheme, Legs, RuleBlock};

pub(super) fn legs(ui: &mut Ui, form: &mut Form<'_>, block: &Block, legs: Legs) {
    let words = form.desk.words();
    let id = &block.id;
    let set = |legs: Legs| Command::SetLegs { block: id.clone(), legs };
    form.group(ui, words.legs, |ui, form| {
        let counts = [(Quantity::Number, i64::from(legs.count)), (Quantity::Chars, i64::from(legs.gap))];
        form.pair(ui, words.leg_count, [words.leg_count, words.leg_gap], counts, (id, "legs"), |i, v| {
            let v = u16::try_from(v.clamp(0, 24)).unwrap_or(0);
            set(if i == 0 { Legs { count: v, ..legs } } else { Legs { gap: v, ..legs } })
        });
        let schemes = [(LegScheme::WideGaps, words.wide_gaps), (LegScheme::Uneven, words.uneven)];
        form.choice(ui, words.remainder, legs.scheme, &schemes, |scheme| set(Legs { scheme, ..legs }));
        form.number(ui, words.leg_rule, (Quantity::Length, legs.rule.as_nm()), (id, "leg-rule"), |v| {
            set(Legs { rule: Length::nm(v.clamp(0, 5_000_000)), ..legs })
        });
        form.toggle(ui, words.balance, legs.balance, |balance| set(Legs { balance, ..legs }));
    });
}

/// Where the text runs on: an empty frame that nothing runs on into yet, or nowhere.
pub(super) fn thread(ui: &mut Ui, form: &mut Form<'_>, block: &Block, next: Option<&BlockId>) {
    let edition = form.desk.edition();
    let all = || edition.pages.iter().flat_map(|p| p.blocks.iter().map(move |b| (p.number, b)));
    let taken: BTreeSet<&BlockId> = all().filter_map(|(_, b)| b.kind.next()).collect();
    let free = |b: &Block| matches!(&b.kind, BlockKind::TextFrame(f) if f.story.is_none()) && !taken.contains(&b.id);
    let wanted = |b: &Block| b.id != block.id && (free(b) || Some(&b.id) == next);
    let frames: Vec<(BlockId, String)> = all()
        .filter(|(_, b)| wanted(b))
        .map(|(page, b)| {
            (b.id.clone(), format!("{}  {}", fill(form.desk.words().page_n, &[&format!("{page:02}")]), b.id))
        })
        .collect();
    if frames.is_empty() {
        return;
    }
    let words = form.desk.words();
    let mut choices = vec![(0, words.ends_here)];
    choices.extend(frames.iter().enumerate().map(|(i, (_, name))| (i + 1, name.as_str())));
    let current = frames.iter().position(|(id, _)| Some(id) == next).map_or(0, |i| i + 1);
    form.choice(ui, words.runs_on_into, current, &choices, |i| {
        let next = i.checked_sub(1).and_then(|i| frames.get(i)).map(|(id, _)| id.clone());
        Command::SetThread { block: block.id.clone(), next }
    });
}

pub(super) fn boxed(ui: &mut Ui, form: &mut Form<'_>, block: &Block, style: Option<&BoxStyle>) {
    let words = form.desk.words();
    let id = &block.id;
    let set = |boxed: Option<BoxStyle>| Command::SetBox { block: id.clone(), boxed };
    form.group(ui, words.boxed, |ui, form| {
        form.toggle(ui, words.with_box, style.is_some(), |on| set(on.then(BoxStyle::default)));
        let Some(style) = style else { return };
        form.line(ui, style.border, (Length::MM * 10, "border"), id, |border| {
            set(Some(BoxStyle { border, ..style.clone() }))
        });
        form.ink(ui, words.tint, (style.tint, Some(words.nothing)), (id, "tint"), |tint| {
            set(Some(BoxStyle { tint: tint.filter(|t| *t != Ink::PAPER), ..style.clone() }))
        });
        let padding =
            [(Quantity::Number, i64::from(style.padding_halves)), (Quantity::Lines, i64::from(style.padding_lines))];
        form.pair(ui, words.padding, [words.padding_halves, words.padding_lines], padding, (id, "padding"), |i, v| {
            let v = u8::try_from(v.clamp(0, 12)).unwrap_or(0);
            let mut style = style.clone();
            if i == 0 {
                style.padding_halves = v;
            } else {
                style.padding_lines = v;
            }
            set(Some(style))
        });
    });
}

pub(super) fn rule(ui: &mut Ui, form: &mut Form<'_>, block: &Block, rule: &RuleBlock) {
    let words = form.desk.words();
    let set = |rule: RuleBlock| Command::ReplaceBlock {
        block: Box::new(Block { kind: BlockKind::Rule(rule), ..block.clone() }),
    };
    form.group(ui, words.block_rule, |ui, form| {
        form.toggle(ui, words.as_box, rule.is_box, |is_box| set(RuleBlock { is_box, ..rule.clone() }));
        form.line(ui, rule.line, (Length::MM * 20, "line"), &block.id, |line| set(RuleBlock { line, ..rule.clone() }));
        if rule.is_box {
            form.ink(ui, words.tint, (rule.tint, Some(words.nothing)), (&block.id, "tint"), |tint| {
                set(RuleBlock { tint: tint.filter(|t| *t != Ink::PAPER), ..rule.clone() })
            });
        }
    });
}
