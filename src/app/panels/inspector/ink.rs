//! Inks and lines: a swatch of the house by name, or four figures; a rule's pattern and thickness.

use egui::{Color32, Ui};

use super::form::Form;
use crate::app::theme::size;
use crate::app::widgets::{Quantity, colour_choice, field_row};
use crate::app::words::Words;
use crate::edit::Command;
use crate::finding::Language;
use crate::geom::Length;
use crate::ink::Ink;
use crate::model::{Border, Pattern};
use crate::raster::screen;

/// What is chosen for an ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Swatch {
    Nothing,
    Named(Ink),
    /// Four figures of one's own.
    Own,
}

/// The inks a newspaper page is usually made of.
const fn named(words: &Words) -> [(Ink, &'static str); 9] {
    [
        (Ink::BLACK, words.ink_black),
        (Ink::RED, words.ink_red),
        (Ink::percent(100, 60, 0, 0), words.ink_blue),
        (Ink::percent(80, 0, 100, 0), words.ink_green),
        (Ink::grey(70), "K 70 %"),
        (Ink::grey(40), "K 40 %"),
        (Ink::grey(20), "K 20 %"),
        (Ink::grey(10), "K 10 %"),
        (Ink::PAPER, words.ink_paper),
    ]
}

/// An ink as the canvas shows it on the page.
fn on_screen(ink: Ink) -> Color32 {
    let [red, green, blue] = screen::rgb(ink);
    Color32::from_rgb(red, green, blue)
}

impl Form<'_> {
    /// An ink, or none where `none` says what that means.
    pub(super) fn ink(
        &mut self,
        ui: &mut Ui,
        label: &str,
        (current, none): (Option<Ink>, Option<&str>),
        key: impl std::hash::Hash + std::fmt::Debug + Copy,
        make: impl Fn(Option<Ink>) -> Command,
    ) {
        let words = self.desk.words();
        let open = egui::Id::unique(("own ink", format!("{key:?}"), label));
        let known = current.is_some_and(|ink| named(words).iter().any(|(of, _)| *of == ink));
        let own = current.is_some() && (!known || ui.data(|d| d.get_temp::<bool>(open)).unwrap_or(false));
        let mut all: Vec<(Swatch, &str)> = none.map(|text| (Swatch::Nothing, text)).into_iter().collect();
        all.extend(named(words).map(|(ink, name)| (Swatch::Named(ink), name)));
        all.push((Swatch::Own, words.ink_own));
        let shown = match current {
            None => Swatch::Nothing,
            Some(_) if own => Swatch::Own,
            Some(ink) => Swatch::Named(ink),
        };
        let look = |swatch| match swatch {
            Swatch::Nothing => None,
            Swatch::Named(ink) => Some(on_screen(ink)),
            Swatch::Own => current.filter(|_| own).map(on_screen),
        };
        if let Some(new) = field_row(ui, label, |ui| colour_choice(ui, label, shown, &all, look)) {
            ui.data_mut(|d| d.insert_temp(open, new == Swatch::Own));
            match new {
                Swatch::Nothing => self.edit(make(None)),
                Swatch::Named(ink) => self.edit(make(Some(ink))),
                Swatch::Own if current.is_none() => self.edit(make(Some(Ink::BLACK))),
                Swatch::Own => {}
            }
        }
        let Some(ink) = current.filter(|_| own) else { return };
        field_row(ui, "CMYK %", |ui| {
            let width = (ui.available_width() - 3.0 * size::GAP) / 4.0;
            ui.spacing_mut().item_spacing.x = size::GAP;
            let parts = [("C", ink.c), ("M", ink.m), ("Y", ink.y), ("K", ink.k)];
            for (plate, (name, value)) in parts.into_iter().enumerate() {
                let name = format!("{label} {name}");
                self.bare(ui, &name, (Quantity::Percent, i64::from(value)), (key, plate), width, |v| {
                    let v = u16::try_from(v.clamp(0, 1000)).unwrap_or(0);
                    let ink = match plate {
                        0 => Ink { c: v, ..ink },
                        1 => Ink { m: v, ..ink },
                        2 => Ink { y: v, ..ink },
                        _ => Ink { k: v, ..ink },
                    };
                    make(Some(ink))
                });
            }
        });
    }

    /// A line or border: none, or thickness, pattern and ink.
    pub(super) fn line(
        &mut self,
        ui: &mut Ui,
        current: Option<Border>,
        (most, key): (Length, &str),
        id: &crate::id::BlockId,
        make: impl Fn(Option<Border>) -> Command,
    ) {
        let words = self.desk.words();
        let width = current.map_or(0, |b| b.width.as_nm());
        self.number(ui, words.border, (Quantity::Length, width), (id, key), |v| {
            let width = Length::nm(v.clamp(0, most.as_nm()));
            let border = Border { width, ..current.unwrap_or(Border::solid(width, Ink::BLACK)) };
            make(width.is_positive().then_some(border))
        });
        let Some(border) = current else { return };
        let chinese = self.desk.language == Language::Chinese;
        let name = |p: Pattern| if chinese { p.zh().to_owned() } else { format!("{p:?}") };
        let names = Pattern::ALL.map(|p| (p, name(p)));
        let all: Vec<(Pattern, &str)> = names.iter().map(|(p, n)| (*p, n.as_str())).collect();
        self.choice(ui, words.pattern, border.pattern, &all, |pattern| {
            // Its finest line has at least a third of a millimetre.
            let needed = Length::um(300_000 / i64::from(pattern.finest().max(50)));
            make(Some(Border { pattern, width: border.width.max(needed), ..border }))
        });
        self.ink(ui, words.ink, (Some(border.ink), None), (id, key), |ink| {
            make(Some(Border { ink: ink.unwrap_or(Ink::BLACK), ..border }))
        });
    }
}
