//! The small bar beside the selected article: where its head stands, its size, its legs, its box.

use egui::{Rect, Ui, UiBuilder, pos2, vec2};

use super::glass::Glass;
use crate::app::desk::Ask;
use crate::app::theme::{Icon, Tokens, icon_text, size};
use crate::app::tools::{Bench, article};
use crate::app::words::fill;
use crate::edit::Command;
use crate::model::{BlockKind, HeadPlace};

/// Side of a button, in points.
const BUTTON: f32 = 26.0;

/// Shows the bar; gives back where it is.
pub(super) fn show(ui: &mut Ui, glass: &Glass, bench: &Bench<'_>, asks: &mut Vec<Ask>) -> Option<Rect> {
    let (_, block) = bench.desk.selected()?;
    let (leaf, page, block) = bench.block(&block.id)?;
    article::legs_of(block).filter(|_| !block.locked)?;
    let is_article = matches!(block.kind, BlockKind::Article(_));
    let buttons = if is_article { 9.5 } else { 4.5 };
    let wanted = vec2(BUTTON * buttons + 14.0, BUTTON + 6.0);
    let rect = place(glass.rect(&bench.seen[leaf], page.setup.area_of(block.place)), wanted, glass.area)?;
    let tokens = Tokens::of(ui);
    let painter = ui.painter().with_clip_rect(glass.area);
    painter.rect_filled(rect.translate(vec2(0.0, 1.0)).expand(1.0), size::RADIUS + 1, tokens.shadow);
    painter.rect_filled(rect, size::RADIUS, tokens.raised);
    let inner = rect.shrink2(vec2(5.0, 3.0));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut bar = ui.new_child(UiBuilder::new().id_salt("module-bar").max_rect(inner).layout(layout));
    bar.set_clip_rect(rect.intersect(glass.area));
    bar.spacing_mut().item_spacing.x = 0.0;
    bar.spacing_mut().button_padding = vec2(0.0, 0.0);
    let words = bench.desk.words();
    let mut press = |ui: &mut Ui, icon: Icon, name: &str, on: bool, command: Option<Command>| {
        let enabled = command.is_some() || on;
        let button = egui::Button::selectable(on, icon_text(icon)).min_size(vec2(BUTTON, BUTTON));
        let response = ui.add_enabled(enabled, button).on_hover_text(name);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, enabled, on, name));
        if response.clicked() {
            asks.extend(command.map(|c| bench.edit(c)));
        }
    };
    if let BlockKind::Article(own) = &block.kind {
        let at = own.head.place;
        let head = |place| article::head_place(block, place);
        press(&mut bar, Icon::PanelTop, words.head_top, at == HeadPlace::Top, head(HeadPlace::Top));
        press(&mut bar, Icon::PanelLeft, words.head_left, at == HeadPlace::VerticalLeft, head(HeadPlace::VerticalLeft));
        let right = head(HeadPlace::VerticalRight);
        press(&mut bar, Icon::PanelRight, words.head_right, at == HeadPlace::VerticalRight, right);
        let step = |by| article::head_step(bench.desk, page, block, by);
        press(&mut bar, Icon::AArrowDown, words.head_smaller, false, step(-1));
        press(&mut bar, Icon::AArrowUp, words.head_larger, false, step(1));
    }
    press(&mut bar, Icon::Minus, words.legs_fewer, false, article::more_legs(page, block, -1));
    let count = article::leg_count(page, block).unwrap_or(1);
    bar.add_sized(vec2(BUTTON * 1.5, BUTTON), egui::Label::new(fill(words.n_legs, &[&count])).selectable(false));
    press(&mut bar, Icon::Plus, words.legs_more, false, article::more_legs(page, block, 1));
    press(&mut bar, Icon::SquareDashed, words.box_on_off, article::is_boxed(block), article::toggle_box(block));
    Some(rect)
}

/// Above the block, or inside its upper edge where there is no room; none where the block is out of sight.
fn place(block: Rect, size: egui::Vec2, room: Rect) -> Option<Rect> {
    let seen = block.intersect(room);
    if !seen.is_positive() || room.width() < size.x || seen.height() < 8.0 {
        return None;
    }
    let x = seen.min.x.clamp(room.min.x, (room.max.x - size.x).max(room.min.x));
    let above = block.min.y - size.y - 8.0;
    let y = if above >= room.min.y { above } else { seen.min.y + 6.0 };
    Some(Rect::from_min_size(pos2(x, y), size))
}
