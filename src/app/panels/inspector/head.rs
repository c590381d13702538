//! How an article's head is set.

use egui::Ui;

use super::form::Form;
use crate::app::theme::Icon;
use crate::app::tools::article::head_size;
use crate::app::widgets::{Quantity, field_row, icon_button};
use crate::app::words::fill;
use crate::edit::Command;
use crate::finding::Language;
use crate::geom::Length;
use crate::model::{Align, Article, Block, HeadPlace, HeadSetting};

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_>, block: &Block, article: &Article) {
    let words = form.desk.words();
    let head = &article.head;
    let id = &block.id;
    let set = |head: HeadSetting| Command::SetHead { block: id.clone(), head };
    form.group(ui, words.head, |ui, form| {
        places(ui, form, head, &set);
        step(ui, form, block, head, &set);
        let counts = [(Quantity::Number, i64::from(head.lines)), (Quantity::Lines, i64::from(head.depth))];
        form.pair(ui, words.head_lines, [words.head_lines, words.head_depth], counts, (id, "head"), |i, v| {
            let mut head = head.clone();
            if i == 0 {
                head.lines = small(v.clamp(1, 4));
            } else {
                head.depth = u16::try_from(v.clamp(0, 200)).unwrap_or(0);
            }
            set(head)
        });
        let air = [(Quantity::Lines, i64::from(head.air_above)), (Quantity::Lines, i64::from(head.air_below))];
        form.pair(ui, words.air, [words.air_above, words.air_below], air, (id, "air"), |i, v| {
            let mut head = head.clone();
            if i == 0 {
                head.air_above = small(v.clamp(0, 20));
            } else {
                head.air_below = small(v.clamp(0, 20));
            }
            set(head)
        });
        align(ui, form, head, &set);
        form.number(ui, words.head_span, (Quantity::Number, i64::from(head.span)), (id, "span"), |v| {
            set(HeadSetting { span: u16::try_from(v.clamp(0, 200)).unwrap_or(0), ..head.clone() })
        });
        let type_ = [(Quantity::PerMille, i64::from(head.stretch)), (Quantity::PerMille, i64::from(head.tracking))];
        form.pair(ui, words.stretch_tracking, [words.stretch, words.tracking], type_, (id, "type"), |i, v| {
            let mut head = head.clone();
            if i == 0 {
                head.stretch = u16::try_from(v.clamp(800, 1250)).unwrap_or(1000);
            } else {
                head.tracking = i16::try_from(v.clamp(-200, 500)).unwrap_or(0);
            }
            set(head)
        });
        form.toggle(ui, words.show_kicker, head.kicker, |kicker| set(HeadSetting { kicker, ..head.clone() }));
        form.toggle(ui, words.show_deck, head.deck, |deck| set(HeadSetting { deck, ..head.clone() }));
    });
}

fn small(value: i64) -> u8 {
    u8::try_from(value).unwrap_or(0)
}

fn places(ui: &mut Ui, form: &mut Form<'_>, head: &HeadSetting, set: &dyn Fn(HeadSetting) -> Command) {
    let words = form.desk.words();
    field_row(ui, words.head_place, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let places = [
            (HeadPlace::Top, Icon::PanelTop, words.head_top),
            (HeadPlace::VerticalLeft, Icon::PanelLeft, words.head_left),
            (HeadPlace::VerticalRight, Icon::PanelRight, words.head_right),
        ];
        for (place, icon, name) in places {
            if icon_button(ui, icon, name, "", head.place == place).clicked() && head.place != place {
                form.edit(set(HeadSetting { place, ..head.clone() }));
            }
        }
    });
}

fn step(ui: &mut Ui, form: &mut Form<'_>, block: &Block, head: &HeadSetting, set: &dyn Fn(HeadSetting) -> Command) {
    let (words, language) = (form.desk.words(), form.desk.language);
    let ladder = &form.desk.edition().house.ladder;
    let names: Vec<String> = ladder.iter().map(|s| size_said(&s.name, s.size, language)).collect();
    // What the rank comes to in this place is known once the head is set by it.
    let set_at = head_size(form.desk, form.page, &block.id).filter(|_| head.step.is_none());
    let by_rank = set_at.map_or_else(
        || words.by_rank.to_owned(),
        |size| {
            let name = ladder.iter().find(|s| s.size == size).map_or("", |s| s.name.as_str());
            fill(words.by_rank_is, &[&size_said(name, size, language)])
        },
    );
    let mut all: Vec<(Option<u8>, &str)> = vec![(None, &by_rank)];
    all.extend(names.iter().enumerate().map(|(i, n)| (u8::try_from(i).ok(), n.as_str())));
    form.choice(ui, words.head_step, head.step, &all, |step| set(HeadSetting { step, ..head.clone() }));
}

/// A size of type by its name and measure. Names in 号 say nothing to who reads English: the measure alone does.
fn size_said(name: &str, size: Length, language: Language) -> String {
    let measure = match language {
        Language::Chinese => format!("{:.1}", size.as_bang()),
        Language::English => format!("{:.1}", size.as_pt()),
    };
    let measure = format!("{} {}", measure.trim_end_matches(".0"), language.pick("磅", "pt"));
    let readable = language == Language::Chinese || name.is_ascii();
    if readable && !name.is_empty() { format!("{name} {measure}") } else { measure }
}

fn align(ui: &mut Ui, form: &mut Form<'_>, head: &HeadSetting, set: &dyn Fn(HeadSetting) -> Command) {
    let words = form.desk.words();
    let all = [
        (Align::Start, words.align_start),
        (Align::Centre, words.align_centre),
        (Align::End, words.align_end),
        (Align::Justify, words.align_justify),
    ];
    form.choice(ui, words.align, head.align, &all, |align| set(HeadSetting { align, ..head.clone() }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_the_measure_of_the_language() {
        let size = Length::bang(28.0);
        assert_eq!(size_said("一号", size, Language::Chinese), "一号 28 磅");
        assert_eq!(size_said("一号", size, Language::English), "27.8 pt");
        assert_eq!(size_said("Lead", size, Language::English), "Lead 27.8 pt");
        assert_eq!(size_said("", Length::bang(10.5), Language::Chinese), "10.5 磅");
    }
}
