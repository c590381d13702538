//! What a head wears: face, colours, ground, figures, shadow, outline.

use egui::Ui;

use super::form::Form;
use crate::app::widgets::Quantity;
use crate::edit::Command;
use crate::finding::Language;
use crate::geom::Length;
use crate::ink::Ink;
use crate::model::{Block, Figure, HeadOutline, HeadSetting, Shadow, Texture};

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>, block: &Block, head: &HeadSetting) {
    let words = form.desk.words();
    let id = &block.id;
    let set = |head: HeadSetting| Command::SetHead { block: id.clone(), head };
    form.group(ui, words.dress, |ui, form| {
        style(ui, form, head, &set);
        form.ink(ui, words.head_ink, (head.ink, Some(words.by_style)), (id, "head-ink"), |ink| {
            set(HeadSetting { ink, ..head.clone() })
        });
        form.ink(ui, words.ground, (head.ground, Some(words.nothing)), (id, "ground"), |ground| {
            set(HeadSetting { ground, ..head.clone() })
        });
        texture(ui, form, block, head, &set);
        let shadow = head.shadow.map(|s| s.ink);
        form.ink(ui, words.shadow, (shadow, Some(words.nothing)), (id, "shadow"), |ink| {
            let usual = Shadow { right: 50, down: 50, ink: Ink::grey(40) };
            set(HeadSetting { shadow: ink.map(|ink| Shadow { ink, ..head.shadow.unwrap_or(usual) }), ..head.clone() })
        });
        let outline = head.outline.map(|o| o.ink);
        form.ink(ui, words.outline, (outline, Some(words.nothing)), (id, "outline"), |ink| {
            let usual = HeadOutline { width: 30, ink: Ink::BLACK };
            let outline = ink.map(|ink| HeadOutline { ink, ..head.outline.unwrap_or(usual) });
            set(HeadSetting { outline, ..head.clone() })
        });
        if let Some(outline) = head.outline {
            let width = (Quantity::PerMille, i64::from(outline.width));
            form.number(ui, words.outline_width, width, (id, "outline-width"), |v| {
                let width = u16::try_from(v.clamp(1, 200)).unwrap_or(30);
                set(HeadSetting { outline: Some(HeadOutline { width, ..outline }), ..head.clone() })
            });
        }
    });
}

/// The headline styles of the house: those whose names begin with `headline`.
fn style(ui: &mut Ui, form: &mut Form<'_>, head: &HeadSetting, set: &dyn Fn(HeadSetting) -> Command) {
    let words = form.desk.words();
    let names: Vec<&str> = form.desk.edition().house.styles.keys().map(String::as_str).collect();
    let names: Vec<&str> = names.into_iter().filter(|n| n.starts_with("headline") && *n != "headline").collect();
    if names.is_empty() {
        return;
    }
    let mut all = vec![(0, words.by_rank)];
    all.extend(names.iter().enumerate().map(|(i, n)| (i + 1, *n)));
    let current = names.iter().position(|n| **n == head.style).map_or(0, |i| i + 1);
    form.choice(ui, words.style, current, &all, |i| {
        let style = i.checked_sub(1).and_then(|i| names.get(i)).map_or_else(String::new, |n| (*n).to_owned());
        set(HeadSetting { style, ..head.clone() })
    });
}

fn texture(ui: &mut Ui, form: &mut Form<'_>, block: &Block, head: &HeadSetting, set: &dyn Fn(HeadSetting) -> Command) {
    let words = form.desk.words();
    let language = form.desk.language;
    let names: Vec<String> = Figure::ALL
        .iter()
        .map(|f| if language == Language::Chinese { f.zh().to_owned() } else { format!("{f:?}") })
        .collect();
    let mut all = vec![(None, words.nothing)];
    all.extend(Figure::ALL.iter().zip(&names).map(|(f, n)| (Some(*f), n.as_str())));
    form.choice(ui, words.texture, head.texture.map(|t| t.figure), &all, |figure| {
        let usual = |figure| Texture { figure, ink: Ink::grey(20), pitch: Length::um(1400), weight: 300 };
        let texture = figure.map(|figure| Texture { figure, ..head.texture.unwrap_or(usual(figure)) });
        set(HeadSetting { texture, ..head.clone() })
    });
    if let Some(texture) = head.texture {
        form.ink(ui, words.texture_ink, (Some(texture.ink), None), (&block.id, "texture"), |ink| {
            let texture = Texture { ink: ink.unwrap_or(texture.ink), ..texture };
            set(HeadSetting { texture: Some(texture), ..head.clone() })
        });
    }
}
