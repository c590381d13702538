//! Messages in passing, at the foot of the canvas: they go by themselves, errors later than the rest.

use egui::{Align2, Area, Context, Frame, Id, Order, RichText, Stroke, vec2};

use super::desk::{Ask, Message};
use super::theme::{Icon, Tokens, icon_text};
use super::widgets::icon_button;
use crate::finding::{Language, Severity};

/// Most messages shown at once; older ones go.
const MOST: usize = 4;

/// The messages that are up, each with the time at which it goes.
#[derive(Debug, Default)]
pub(super) struct Toasts {
    up: Vec<(Message, f64)>,
}

impl Toasts {
    /// Puts a message up. One that is up already stays as long again.
    pub(super) fn say(&mut self, message: Message, ctx: &Context) {
        let stays = if message.severity == Severity::Error { 12.0 } else { 5.0 };
        let until = ctx.input(|i| i.time) + stays;
        self.up.retain(|(m, _)| *m != message);
        self.up.push((message, until));
        if self.up.len() > MOST {
            self.up.remove(0);
        }
    }

    /// What is up, for tests.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.up.iter().map(|(m, _)| m.text.as_str())
    }

    /// Shows the messages.
    pub(super) fn show(&mut self, ctx: &Context, language: Language, asks: &mut Vec<Ask>) {
        let now = ctx.input(|i| i.time);
        self.up.retain(|(_, until)| *until > now);
        let Some(next) = self.up.iter().map(|(_, until)| *until).reduce(f64::min) else { return };
        ctx.request_repaint_after(std::time::Duration::from_secs_f64((next - now).max(0.05)));
        let area = Area::new(Id::unique("toasts")).order(Order::Foreground);
        let mut gone = None;
        area.anchor(Align2::CENTER_BOTTOM, vec2(0.0, -48.0)).show(ctx, |ui| {
            for (i, (message, _)) in self.up.iter().enumerate() {
                if toast(ui, message, language, asks) {
                    gone = Some(i);
                }
            }
        });
        if let Some(i) = gone {
            self.up.remove(i);
        }
    }
}

/// One message; true when it was closed.
fn toast(ui: &mut egui::Ui, message: &Message, language: Language, asks: &mut Vec<Ask>) -> bool {
    let tokens = Tokens::of(ui);
    let (icon, tint) = match message.severity {
        Severity::Error => (Icon::CircleAlert, tokens.error),
        Severity::Warning => (Icon::TriangleAlert, tokens.warning),
        Severity::Info => (Icon::Info, tokens.accent),
    };
    let mut closed = false;
    let frame = Frame::popup(ui.style()).stroke(Stroke::new(1.0, tokens.separator));
    frame.inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_max_width(460.0);
        ui.horizontal(|ui| {
            ui.label(icon_text(icon).color(tint));
            ui.add(egui::Label::new(RichText::new(&message.text).color(tokens.text)).wrap());
            if let Some(action) = message.offer
                && ui.button(action.row().label(language)).clicked()
            {
                asks.push(Ask::Act(action));
                closed = true;
            }
            closed |= icon_button(ui, Icon::X, language.words().close, "", false).clicked();
        });
    });
    closed
}
