//! Legs and box of a block of text, and a rule's line.

use egui::Ui;

use super::form::Form;
use crate::app::widgets::Quantity;
use crate::edit::Command;
use crate::geom::Length;
use crate::ink::Ink;
use crate::model::{Block, BlockKind, Border, BoxStyle, LegScheme, Legs, RuleBlock};

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

pub(super) fn boxed(ui: &mut Ui, form: &mut Form<'_>, block: &Block, style: Option<&BoxStyle>) {
    let words = form.desk.words();
    let id = &block.id;
    let set = |boxed: Option<BoxStyle>| Command::SetBox { block: id.clone(), boxed };
    form.group(ui, words.boxed, |ui, form| {
        form.toggle(ui, words.with_box, style.is_some(), |on| set(on.then(BoxStyle::default)));
        let Some(style) = style else { return };
        let border = style.border.map_or(0, |b| b.width.as_nm());
        form.number(ui, words.border, (Quantity::Length, border), (id, "border"), |v| {
            let width = Length::nm(v.clamp(0, 5_000_000));
            let border = Border { width, ..style.border.unwrap_or(Border::solid(width, Ink::BLACK)) };
            set(Some(BoxStyle { border: width.is_positive().then_some(border), ..style.clone() }))
        });
        let tint = style.tint.map_or(0, |t| i64::from(t.k));
        form.number(ui, words.tint, (Quantity::PerMille, tint), (id, "tint"), |v| {
            let k = u16::try_from(v.clamp(0, 1000)).unwrap_or(0);
            let ink = Ink { k, ..style.tint.unwrap_or(Ink::PAPER) };
            set(Some(BoxStyle { tint: (ink != Ink::PAPER).then_some(ink), ..style.clone() }))
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
        let width = rule.line.map_or(0, |l| l.width.as_nm());
        form.number(ui, words.border, (Quantity::Length, width), (&block.id, "line"), |v| {
            let width = Length::nm(v.clamp(0, 20_000_000));
            let line = Border { width, ..rule.line.unwrap_or(Border::solid(width, Ink::BLACK)) };
            set(RuleBlock { line: width.is_positive().then_some(line), ..rule.clone() })
        });
        if rule.is_box {
            let tint = rule.tint.map_or(0, |t| i64::from(t.k));
            form.number(ui, words.tint, (Quantity::PerMille, tint), (&block.id, "tint"), |v| {
                let ink = Ink { k: u16::try_from(v.clamp(0, 1000)).unwrap_or(0), ..rule.tint.unwrap_or(Ink::PAPER) };
                set(RuleBlock { tint: (ink != Ink::PAPER).then_some(ink), ..rule.clone() })
            });
        }
    });
}
