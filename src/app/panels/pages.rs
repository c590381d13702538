//! The pages: small pictures, the plan of the edition; dragged into another order.

use std::sync::Arc;

use egui::{Align2, FontFamily, FontId, Response, ScrollArea, Sense, StrokeKind, Ui, WidgetInfo, vec2};

use super::thumbs::Thumbs;
use crate::app::actions::ActionId;
use crate::app::desk::{Ask, Desk, DraggedPage, PartOf};
use crate::app::theme::{Icon, Tokens, size};
use crate::app::widgets::{elided, hint, icon_button, section};
use crate::app::words::fill;
use crate::edit::Command;
use crate::id::BlockId;
use crate::model::{Block, BlockKind, Edition, Page};

/// Width of a page's picture.
const WIDTH: f32 = 92.0;

pub(super) fn show(ui: &mut Ui, desk: &Desk, thumbs: &mut Thumbs, open: &mut bool, asks: &mut Vec<Ask>) {
    let words = desk.words();
    thumbs.frame(ui.ctx());
    section(ui, words.pages, open, |ui| {
        let add = ActionId::AddPage.row();
        if icon_button(ui, Icon::Plus, add.label(desk.language), "", false).clicked() {
            asks.push(Ask::Act(add.id));
        }
    });
    if !*open {
        return;
    }
    if desk.edition().pages.is_empty() {
        hint(ui, words.pages_empty);
        return;
    }
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(10.0, 6.0);
            for (index, page) in desk.edition().pages.iter().enumerate() {
                cell(ui, desk, thumbs, (index, page), asks);
            }
        });
    });
}

fn cell(ui: &mut Ui, desk: &Desk, thumbs: &mut Thumbs, (index, page): (usize, &Arc<Page>), asks: &mut Vec<Ask>) {
    let tokens = Tokens::of(ui);
    let paper = page.setup.size;
    let ratio = (paper.height.as_mm() / paper.width.as_mm().max(1.0)) as f32;
    let height = (WIDTH * ratio).min(WIDTH * 2.0);
    let (rect, response) = ui.allocate_exact_size(vec2(WIDTH, height + 20.0), Sense::click_and_drag());
    let current = index == desk.view.page;
    let name = format!("{} {}", fill(desk.words().page_n, &[&format!("{:02}", page.number)]), page.section);
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, current, name.trim_end()));
    let sheet = egui::Rect::from_min_size(rect.min, vec2(WIDTH, height)).shrink(2.0);
    ui.painter().rect_filled(sheet, 0.0, egui::Color32::WHITE);
    if let Some(texture) = thumbs.page(ui.ctx(), desk, index) {
        let whole = egui::Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
        ui.painter().image(texture.id(), sheet, whole, egui::Color32::WHITE);
    }
    let edge = match (current, response.hovered() || response.has_focus()) {
        (true, _) => egui::Stroke::new(2.0, tokens.accent),
        (_, true) => egui::Stroke::new(1.0, tokens.weak),
        _ => egui::Stroke::new(1.0, tokens.edge),
    };
    ui.painter().rect_stroke(sheet, 0.0, edge, StrokeKind::Outside);
    label(ui, page, rect, tokens, current);
    if is_stopped(desk, page) {
        ui.painter().circle_filled(sheet.right_top() + vec2(-7.0, 7.0), 4.0, tokens.error);
    }
    // The page that was turned to comes into view; after that the list stays where the editor scrolls it.
    let shown = egui::Id::unique("page-in-view");
    if current && ui.data(|d| d.get_temp::<usize>(shown)) != Some(index) {
        ui.data_mut(|d| d.insert_temp(shown, index));
        response.scroll_to_me(None);
    }
    act(ui, desk, &response, index, asks);
}

fn label(ui: &Ui, page: &Page, rect: egui::Rect, tokens: &Tokens, current: bool) {
    let colour = if current { tokens.text } else { tokens.weak };
    let font = FontId::new(size::SMALL, FontFamily::Proportional);
    let at = rect.left_bottom() + vec2(2.0, -9.0);
    let number = ui.painter().text(at, Align2::LEFT_CENTER, format!("{:02}", page.number), font, colour);
    let room = rect.right() - number.right() - 6.0;
    let section = elided(ui, &page.section, size::SMALL, tokens.weak, room);
    let top = number.center().y - section.size().y / 2.0;
    ui.painter().galley(egui::pos2(number.right() + 6.0, top), section, tokens.weak);
}

/// Whether something keeps the page from the press.
fn is_stopped(desk: &Desk, page: &Page) -> bool {
    desk.report().is_some_and(|r| r.stops(page.number).next().is_some())
}

fn act(ui: &Ui, desk: &Desk, response: &Response, index: usize, asks: &mut Vec<Ask>) {
    if response.clicked() {
        asks.push(Ask::Turn(index));
    }
    response.dnd_set_drag_payload(DraggedPage(index));
    let pointer = ui.input(|i| i.pointer.hover_pos());
    if let (Some(dragged), Some(pointer)) = (response.dnd_hover_payload::<DraggedPage>(), pointer)
        && let DraggedPage(from) = *dragged
        && from != index
    {
        let after = pointer.x > response.rect.center().x;
        let x = if after { response.rect.right() + 5.0 } else { response.rect.left() - 5.0 };
        let tokens = Tokens::of(ui);
        ui.painter().vline(x, response.rect.y_range().shrink(6.0), (2.0, tokens.accent));
        if response.dnd_release_payload::<DraggedPage>().is_some() {
            let to = if after { index + 1 } else { index };
            asks.extend(reorder(desk, from, if from < to { to - 1 } else { to }));
        }
    }
    response.context_menu(|ui| {
        for action in [ActionId::AddPage, ActionId::RemovePage, ActionId::PageSettings] {
            if crate::app::menus::item(ui, action.row(), Some(desk), desk.language, "") {
                asks.push(Ask::Turn(index));
                asks.push(Ask::Act(action));
            }
        }
    });
}

/// The page at `from` moved to position `to`; the numbers stay in their order, as the plan of an edition has them.
fn reorder(desk: &Desk, from: usize, to: usize) -> Option<Ask> {
    let pages = &desk.edition().pages;
    let page = pages.get(from).filter(|_| from != to && to < pages.len())?;
    let numbers: Vec<u16> = pages.iter().map(|p| p.number).collect();
    let mut moved = numbers.clone();
    let number = moved.remove(from);
    moved.insert(to, number);
    let mut commands = vec![Command::MovePage { page: page.number, at: to }];
    let changed: Vec<(u16, u16)> = moved.iter().zip(&numbers).filter(|(a, b)| a != b).map(|(a, b)| (*a, *b)).collect();
    // Through numbers that no page has: a number must be free when it is given.
    let free = numbers.iter().max().copied().unwrap_or(0);
    for (i, (old, _)) in changed.iter().enumerate() {
        let aside = free.saturating_add(1).saturating_add(u16::try_from(i).unwrap_or(u16::MAX));
        commands.push(Command::RenumberPage { page: *old, to: aside });
    }
    for (i, (_, new)) in changed.iter().enumerate() {
        let aside = free.saturating_add(1).saturating_add(u16::try_from(i).unwrap_or(u16::MAX));
        commands.push(Command::RenumberPage { page: aside, to: *new });
    }
    let label = desk.words().reordered.to_owned();
    Some(Ask::Edit { label: label.clone(), command: Command::Batch { label, commands }, part: PartOf::Whole })
}

/// The folios of a page, with ids of their own, for a page that is made after it.
pub(in crate::app) fn folios_of(page: &Page, edition: &Edition) -> Vec<Arc<Block>> {
    let folios = page.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Folio(_)));
    let free = (1..).map(|n| BlockId::numbered('f', n)).filter(|id| edition.block(id).is_none());
    folios.zip(free).map(|(block, id)| Arc::new(Block { id, ..Block::clone(block) })).collect()
}
