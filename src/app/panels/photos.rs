//! The photographs, with small pictures; dragged onto the page.

use egui::{Color32, Rect, ScrollArea, Ui, Vec2, pos2};

use super::thumbs::Thumbs;
use crate::app::actions::ActionId;
use crate::app::desk::{Ask, Desk};
use crate::app::theme::{Icon, Tokens};
use crate::app::tools::place::Dragged;
use crate::app::widgets::{Row, hint, icon_button, section};
use crate::edit::Command;
use crate::id::PictureId;
use crate::model::PictureAsset;

/// Height of a row.
const ROW: f32 = 52.0;
/// Width of a picture.
const WIDTH: f32 = 62.0;

pub(super) fn show(ui: &mut Ui, desk: &Desk, thumbs: &mut Thumbs, open: &mut bool, asks: &mut Vec<Ask>) {
    let words = desk.words();
    section(ui, words.photos, open, |ui| {
        if icon_button(ui, Icon::Plus, words.bring_photos, "", false).clicked() {
            asks.push(Ask::Act(ActionId::ImportFiles));
        }
    });
    if !*open {
        return;
    }
    if desk.edition().pictures.is_empty() {
        hint(ui, words.photos_empty);
        return;
    }
    let placed = desk.placed_pictures();
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (id, asset) in &desk.edition().pictures {
            row(ui, desk, thumbs, (id, asset), placed.contains(id), asks);
        }
    });
}

fn row(
    ui: &mut Ui,
    desk: &Desk,
    thumbs: &mut Thumbs,
    (id, asset): (&PictureId, &PictureAsset),
    placed: bool,
    asks: &mut Vec<Ask>,
) {
    let (words, tokens) = (desk.words(), Tokens::of(ui));
    let [width, height] = asset.pixels;
    let note = format!("{width} × {height}  {}", asset.credit);
    let row = Row {
        title: &asset.file,
        note: note.trim_end(),
        value: if placed { words.placed } else { "" },
        value_tint: Some(tokens.good),
        lead: WIDTH + 8.0,
        height: ROW,
        drags: true,
        ..Row::default()
    };
    let response = row.show(ui);
    let frame = Rect::from_min_size(response.rect.min + egui::vec2(6.0, 4.0), Vec2::new(WIDTH, ROW - 8.0));
    if ui.is_rect_visible(frame) {
        match thumbs.photo(ui.ctx(), desk, id, &asset.file) {
            Some(texture) => {
                let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
                let shown = fitted(texture.size_vec2(), frame);
                ui.painter().image(texture.id(), shown, whole, Color32::WHITE);
            }
            None => {
                ui.painter().rect_filled(frame, 2.0, tokens.hover);
            }
        }
    }
    response.dnd_set_drag_payload(Dragged::Picture(id.clone()));
    if response.clicked() {
        asks.push(Ask::Load(Dragged::Picture(id.clone())));
    }
    response.context_menu(|ui| {
        ui.add_enabled_ui(!placed, |ui| {
            if ui.button(words.remove_picture).clicked() {
                asks.push(Ask::edit(desk.language, Command::RemovePicture { id: id.clone() }));
            }
        });
    });
}

/// A picture of this size whole in the middle of a frame.
fn fitted(picture: Vec2, frame: Rect) -> Rect {
    let scale = (frame.width() / picture.x.max(1.0)).min(frame.height() / picture.y.max(1.0));
    Rect::from_center_size(frame.center(), picture * scale)
}
