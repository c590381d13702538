//! The small bar beside the selected article: where its head stands, its size, its legs, its box, and what fits it.

use std::sync::Arc;

use egui::{Rect, Ui, UiBuilder, Vec2, pos2, vec2};

use super::badges;
use super::glass::Glass;
use crate::app::actions::ActionId;
use crate::app::desk::Ask;
use crate::app::theme::{Icon, Tokens, icon_text, size};
use crate::app::tools::{Bench, article};
use crate::app::words::fill;
use crate::edit::Command;
use crate::model::{Article, Block, BlockKind, HeadPlace, Page};

/// Side of a button, in points.
const BUTTON: f32 = 26.0;
/// Between the bar and the block.
const GAP: f32 = 8.0;

/// Shows the bar; gives back where it is.
pub(super) fn show(ui: &mut Ui, glass: &Glass, bench: &Bench<'_>, asks: &mut Vec<Ask>) -> Option<Rect> {
    let (_, block) = bench.desk.selected()?;
    let (leaf, page, block) = bench.block(&block.id)?;
    article::legs_of(block).filter(|_| !block.locked)?;
    let own = match &block.kind {
        BlockKind::Article(article) => Some(article),
        _ => None,
    };
    let buttons = if own.is_some() { 10.5 } else { 4.5 };
    let wanted = vec2(BUTTON * buttons + 14.0, BUTTON + 6.0);
    let head_left = own.is_some_and(|a| a.head.place == HeadPlace::VerticalLeft);
    let area = glass.rect(&bench.seen[leaf], page.setup.area_of(block.place));
    let rect = place(area, wanted, glass.area, head_left)?;
    let tokens = Tokens::of(ui);
    let painter = ui.painter().with_clip_rect(glass.area);
    painter.rect_filled(rect.translate(vec2(0.0, 1.0)).expand(1.0), size::RADIUS + 1, tokens.shadow);
    painter.rect_filled(rect, size::RADIUS, tokens.raised);
    let inner = rect.shrink2(vec2(5.0, 3.0));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut inside = ui.new_child(UiBuilder::new().id_salt("module-bar").max_rect(inner).layout(layout));
    inside.set_clip_rect(rect.intersect(glass.area));
    inside.spacing_mut().item_spacing.x = 0.0;
    inside.spacing_mut().button_padding = vec2(0.0, 0.0);
    let mut bar = Bar { ui: inside, bench, asks };
    if let Some(own) = own {
        bar.head(page, block, own);
    }
    bar.legs(page, block);
    if own.is_some() {
        let fit = ActionId::FitArticle.row();
        let name = fit.label(bench.desk.language);
        bar.press(fit.icon, name, false, fit.when.holds(Some(bench.desk)).then_some(Ask::Act(fit.id)));
    }
    Some(rect)
}

/// The bar while its buttons are laid in a row.
struct Bar<'a, 'b> {
    ui: Ui,
    bench: &'a Bench<'b>,
    asks: &'a mut Vec<Ask>,
}

impl Bar<'_, '_> {
    fn press(&mut self, icon: Icon, name: &str, on: bool, ask: Option<Ask>) {
        let enabled = ask.is_some() || on;
        let button = egui::Button::selectable(on, icon_text(icon)).min_size(vec2(BUTTON, BUTTON));
        let response = self.ui.add_enabled(enabled, button).on_hover_text(name);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, enabled, on, name));
        if response.clicked() {
            self.asks.extend(ask);
        }
    }

    fn edit(&mut self, icon: Icon, name: &str, on: bool, command: Option<Command>) {
        let ask = command.map(|c| self.bench.edit(c));
        self.press(icon, name, on, ask);
    }

    fn head(&mut self, page: &Arc<Page>, block: &Block, own: &Article) {
        let (desk, words) = (self.bench.desk, self.bench.desk.words());
        for (place, icon, name) in [
            (HeadPlace::Top, Icon::PanelTop, words.head_top),
            (HeadPlace::VerticalLeft, Icon::PanelLeft, words.head_left),
            (HeadPlace::VerticalRight, Icon::PanelRight, words.head_right),
        ] {
            self.edit(icon, name, own.head.place == place, article::head_place(block, place));
        }
        for (by, icon, name) in [(-1, Icon::AArrowDown, words.head_smaller), (1, Icon::AArrowUp, words.head_larger)] {
            self.edit(icon, name, false, article::head_step(desk, page, block, by));
        }
    }

    fn legs(&mut self, page: &Page, block: &Block) {
        let words = self.bench.desk.words();
        self.edit(Icon::Minus, words.legs_fewer, false, article::more_legs(page, block, -1));
        let count = fill(words.n_legs, &[&article::leg_count(page, block).unwrap_or(1)]);
        self.ui.add_sized(vec2(BUTTON * 1.5, BUTTON), egui::Label::new(count).selectable(false));
        self.edit(Icon::Plus, words.legs_more, false, article::more_legs(page, block, 1));
        self.edit(Icon::SquareDashed, words.box_on_off, article::is_boxed(block), article::toggle_box(block));
    }
}

/// Above the block; where there is no room, beneath it and its badge; where the block reaches over the whole canvas, over
/// its text at the canvas's foot. Its own headline is never under the bar. None where the block is out of sight.
fn place(block: Rect, size: Vec2, room: Rect, head_left: bool) -> Option<Rect> {
    let seen = block.intersect(room);
    if !seen.is_positive() || room.width() < size.x || seen.height() < 8.0 {
        return None;
    }
    let above = block.min.y - size.y - GAP;
    let beneath = block.max.y + badges::HEIGHT + GAP;
    let (y, inside) = if above >= room.min.y {
        (above, false)
    } else if beneath + size.y <= room.max.y {
        (beneath, false)
    } else {
        (room.max.y - size.y - GAP, true)
    };
    // A head that stands at the left leaves the right to the bar.
    let wanted = if inside && head_left { seen.max.x - size.x } else { seen.min.x };
    let x = wanted.clamp(room.min.x, (room.max.x - size.x).max(room.min.x));
    Some(Rect::from_min_size(pos2(x, y), size))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Rect = Rect { min: pos2(0.0, 20.0), max: pos2(800.0, 620.0) };
    const SIZE: Vec2 = vec2(280.0, 32.0);

    fn of(top: f32, foot: f32) -> Option<Rect> {
        place(Rect::from_min_max(pos2(100.0, top), pos2(500.0, foot)), SIZE, ROOM, false)
    }

    #[test]
    fn the_bar_keeps_off_its_own_block_where_there_is_room() {
        assert_eq!(of(200.0, 400.0).unwrap().max.y, 192.0, "above");
        let beneath = of(30.0, 400.0).unwrap();
        assert!(beneath.min.y > 400.0 + badges::HEIGHT, "beneath, and beneath the badge");
        assert!(of(-300.0, 400.0).unwrap().min.y > 400.0, "also where the head is out of sight");
        let inside = of(30.0, 900.0).unwrap();
        assert_eq!(inside.max.y, 612.0, "far from the head");
        assert_eq!(of(700.0, 900.0), None);
    }

    #[test]
    fn a_head_at_the_left_is_not_covered() {
        let tall = Rect::from_min_max(pos2(100.0, -50.0), pos2(500.0, 900.0));
        assert_eq!(place(tall, SIZE, ROOM, true).unwrap().max.x, 500.0);
        assert_eq!(place(tall, SIZE, ROOM, false).unwrap().min.x, 100.0);
    }
}
