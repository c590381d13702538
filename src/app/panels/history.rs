//! The history: every gesture, newest at the foot; a click goes back or forth to it.

use egui::{ScrollArea, Ui};

use crate::app::desk::{Ask, Desk};
use crate::app::theme::{Icon, Tokens};
use crate::app::widgets::Row;

pub(super) fn show(ui: &mut Ui, desk: &Desk, asks: &mut Vec<Ask>) {
    let tokens = Tokens::of(ui);
    let (entries, at) = desk.session().history().entries();
    let row_height = crate::app::theme::size::ROW;
    ui.spacing_mut().item_spacing.y = 0.0;
    let scroll = ScrollArea::vertical().auto_shrink(false).stick_to_bottom(true);
    scroll.show_rows(ui, row_height, entries.len(), |ui, shown| {
        for index in shown {
            let undone = index > at;
            let label = if index == 0 { desk.words().opened } else { entries[index].label.as_str() };
            let row = Row {
                icon: Some(if undone { Icon::Redo2 } else { Icon::Check }),
                tint: Some(if undone { tokens.edge } else { tokens.weak }),
                title: label,
                selected: index == at,
                ..Row::default()
            };
            // A long line is cut short in the panel.
            if row.show(ui).on_hover_text(label).clicked() && index != at {
                asks.push(Ask::Jump(index));
            }
        }
    });
}
