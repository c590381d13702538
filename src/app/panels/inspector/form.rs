//! What the inspector's fields have in common: they read the desk and push asks.

use std::sync::Arc;

use egui::{Id, Ui};

use crate::app::desk::{Ask, Desk, GestureId, PartOf, new_gesture};
use crate::app::theme::size;
use crate::app::widgets::{Quantity, Step, choice, field_row, quantity_field, section, text_field, toggle};
use crate::edit::Command;
use crate::model::Page;

/// What fields are shown with.
pub(super) struct Form<'a> {
    pub(super) desk: &'a Desk,
    /// The page of what is selected: its grid is what units mean.
    pub(super) page: &'a Arc<Page>,
    pub(super) asks: &'a mut Vec<Ask>,
}

impl<'a> Form<'a> {
    /// Asks for a change under its own name.
    pub(super) fn edit(&mut self, command: Command) {
        self.asks.push(Ask::edit(self.desk.language, command));
    }

    /// A group of fields that folds; it stays as it was left.
    pub(super) fn group(&mut self, ui: &mut Ui, name: &str, fields: impl FnOnce(&mut Ui, &mut Self)) {
        let id = Id::unique(("inspector", name));
        let mut open = ui.data(|d| d.get_temp::<bool>(id)).unwrap_or(true);
        ui.separator();
        section(ui, name, &mut open, |_| {});
        ui.data_mut(|d| d.insert_temp(id, open));
        if open {
            fields(ui, self);
            ui.add_space(4.0);
        }
    }

    /// A number; `make` turns the new one into a command.
    pub(super) fn number(
        &mut self,
        ui: &mut Ui,
        label: &str,
        of: (Quantity, i64),
        key: impl std::hash::Hash + std::fmt::Debug,
        make: impl Fn(i64) -> Command,
    ) {
        field_row(ui, label, |ui| {
            let width = ui.available_width();
            self.bare(ui, label, of, key, width, make);
        });
    }

    /// Two numbers in one row.
    pub(super) fn pair(
        &mut self,
        ui: &mut Ui,
        label: &str,
        names: [&str; 2],
        of: [(Quantity, i64); 2],
        key: impl std::hash::Hash + std::fmt::Debug + Copy,
        make: impl Fn(usize, i64) -> Command,
    ) {
        field_row(ui, label, |ui| {
            let width = (ui.available_width() - size::SPACE) / 2.0;
            for (i, (name, of)) in names.into_iter().zip(of).enumerate() {
                self.bare(ui, name, of, (key, i), width, |v| make(i, v));
            }
        });
    }

    /// A number by itself, `width` points wide.
    pub(super) fn bare(
        &mut self,
        ui: &mut Ui,
        name: &str,
        of: (Quantity, i64),
        key: impl std::hash::Hash + std::fmt::Debug,
        width: f32,
        make: impl Fn(i64) -> Command,
    ) {
        let id = Id::unique(("inspector", format!("{key:?}"), name));
        let desk = self.desk;
        let units = (self.page.setup.grid, &*desk.edition().house, desk.language);
        let step =
            ui.allocate_ui(egui::vec2(width, size::ROW), |ui| quantity_field(ui, (name, id), of, units, width)).inner;
        let gesture = id.with("gesture");
        match step {
            None => {}
            Some(Step::Set(value)) => self.edit(make(value)),
            Some(Step::Scrub(value)) => {
                let known = ui.data(|d| d.get_temp::<Running>(gesture));
                let Running(id) = known.unwrap_or_else(|| Running(new_gesture()));
                ui.data_mut(|d| d.insert_temp(gesture, Running(id)));
                self.asks.push(Ask::edit_in(desk.language, make(value), PartOf::Renew(id)));
            }
            Some(Step::Done) => {
                let known = ui.data(|d| d.get_temp::<Running>(gesture));
                ui.data_mut(|d| d.remove::<Running>(gesture));
                if let Some(Running(id)) = known {
                    self.asks.push(Ask::Finish(id));
                }
            }
        }
    }

    /// One of several.
    pub(super) fn choice<T: Copy + PartialEq>(
        &mut self,
        ui: &mut Ui,
        label: &str,
        current: T,
        all: &[(T, &str)],
        make: impl FnOnce(T) -> Command,
    ) {
        if let Some(new) = field_row(ui, label, |ui| choice(ui, label, current, all)) {
            self.edit(make(new));
        }
    }

    /// A line of text.
    pub(super) fn text(
        &mut self,
        ui: &mut Ui,
        label: &str,
        current: &str,
        key: impl std::hash::Hash + std::fmt::Debug,
        make: impl FnOnce(String) -> Command,
    ) {
        let id = Id::unique(("inspector", format!("{key:?}"), label));
        if let Some(new) = field_row(ui, label, |ui| text_field(ui, label, id, current)) {
            self.edit(make(new));
        }
    }

    /// A switch in the right column.
    pub(super) fn toggle(&mut self, ui: &mut Ui, label: &str, on: bool, make: impl FnOnce(bool) -> Command) {
        if let Some(new) = field_row(ui, "", |ui| toggle(ui, label, on)) {
            self.edit(make(new));
        }
    }
}

/// The gesture of a field that is being scrubbed.
#[derive(Clone, Copy)]
struct Running(GestureId);
