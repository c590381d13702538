//! Language, theme, size of the interface, file dialogs.

use egui::{Context, Slider};

use super::{Goes, With, modal};
use crate::app::settings::Settings;
use crate::app::theme::size;
use crate::app::widgets::{choice, field_row, primary_button, toggle};
use crate::finding::Language;

pub(super) fn show(ctx: &Context, with: With<'_>, settings: &mut Settings) -> Goes {
    let words = with.language.words();
    let mut over = false;
    let closed = modal(ctx, "settings", words.settings, 420.0, |ui| {
        field_row(ui, words.language, |ui| {
            let all = [(Language::Chinese, "中文"), (Language::English, "English")];
            if let Some(language) = choice(ui, words.language, with.language, &all) {
                settings.set_language(language);
            }
        });
        field_row(ui, words.theme, |ui| {
            let all = [(false, words.light), (true, words.dark)];
            if let Some(dark) = choice(ui, words.theme, settings.dark, &all) {
                settings.dark = dark;
            }
        });
        field_row(ui, words.ui_scale, |ui| {
            // Taken up when it is let go: changed while it is held, the slider would move away under the pointer.
            let held = egui::Id::unique("settings-scale");
            let mut scale = ui.data(|d| d.get_temp(held)).unwrap_or(settings.scale);
            ui.spacing_mut().slider_width = 180.0;
            let slider = ui.add(Slider::new(&mut scale, 75..=200).step_by(5.0).suffix(" %"));
            slider.widget_info(|| egui::WidgetInfo::slider(true, f64::from(scale), words.ui_scale));
            if slider.dragged() {
                ui.data_mut(|d| d.insert_temp(held, scale));
            } else {
                ui.data_mut(|d| d.remove_temp::<u16>(held));
                settings.scale = scale;
            }
        });
        field_row(ui, "", |ui| {
            if let Some(own) = toggle(ui, words.own_dialogs, settings.own_dialogs) {
                settings.own_dialogs = own;
            }
        });
        ui.add_space(size::MARGIN);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            over = primary_button(ui, words.done, true).clicked();
        });
    });
    Goes::over_if(over || closed)
}
