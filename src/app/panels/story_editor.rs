//! The roomy story editor beside the page: the same text, a second view. Every change is a command at once; a run of
//! typing is one gesture. What an input method has not committed yet stays in the field and does not reach the model.

use egui::text::{LayoutJob, TextFormat};
use egui::{Event, FontFamily, FontId, Id, ImeEvent, RichText, ScrollArea, TextEdit, Ui};

use super::stories::{chars_of, grouped};
use crate::app::desk::{Ask, Desk, GestureId, PartOf, new_gesture};
use crate::app::retype;
use crate::app::theme::{Icon, Tokens, size};
use crate::app::widgets::{hint, icon_button, label, text_field};
use crate::app::words::fill;
use crate::edit::Command;
use crate::id::StoryId;
use crate::model::{Byline, BylinePlace, Headline, Story};

/// The story editor.
#[derive(Debug, Default)]
pub(super) struct StoryEditor {
    /// The story in the field.
    story: Option<StoryId>,
    /// The field's text.
    typed: String,
    /// An input method is composing.
    composing: bool,
    /// The run of typing in hand.
    run: Option<GestureId>,
}

impl StoryEditor {
    pub(super) fn show(&mut self, ui: &mut Ui, desk: &Desk, asks: &mut Vec<Ask>) {
        let Some((id, story)) = desk.view.story.as_ref().and_then(|id| desk.edition().stories.get_key_value(id)) else {
            return;
        };
        egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 6)).show(ui, |ui| {
            bar(ui, desk, id, story, asks);
            parts(ui, desk, id, story, asks);
            ui.add_space(size::GAP);
            self.body(ui, desk, id, story, asks);
        });
    }

    fn body(&mut self, ui: &mut Ui, desk: &Desk, id: &StoryId, story: &Story, asks: &mut Vec<Ask>) {
        let text = retype::text_of(&story.body);
        if self.story.as_ref() != Some(id) {
            (self.story, self.composing) = (Some(id.clone()), false);
            self.end(asks);
            self.typed.clone_from(&text);
        }
        if !self.composing && self.typed != text {
            // Changed elsewhere: on the page, by undo, by a remedy.
            self.typed.clone_from(&text);
        }
        let field = Id::unique("story-editor-body");
        let focused = ui.memory(|m| m.has_focus(field));
        if focused {
            self.composing = ui.input(|i| composing(&i.events, self.composing));
        }
        let words = desk.words();
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let height = (ui.available_height() - 30.0).max(80.0);
            let response = ui.add(
                TextEdit::multiline(&mut self.typed)
                    .id(field)
                    .desired_width(f32::INFINITY)
                    .min_size(egui::vec2(0.0, height))
                    .margin(egui::Margin::symmetric(12, 10))
                    .hint_text(words.body_hint)
                    .layouter(&mut layout),
            );
            label(&response, words.body, &self.typed);
            if response.lost_focus() {
                self.composing = false;
                self.end(asks);
            }
            if response.changed() && !self.composing {
                self.send(desk, id, story, asks);
            }
        });
        hint(ui, words.body_help);
    }

    fn send(&mut self, desk: &Desk, id: &StoryId, story: &Story, asks: &mut Vec<Ask>) {
        let Some(command) = retype::command(id, &story.body, &self.typed) else { return };
        let run = *self.run.get_or_insert_with(new_gesture);
        let label = desk.words().typing.to_owned();
        asks.push(Ask::Edit { label, command, part: PartOf::Extend(run) });
    }

    fn end(&mut self, asks: &mut Vec<Ask>) {
        asks.extend(self.run.take().map(Ask::Finish));
    }
}

/// The editor's title, the story's length and fit, and the way out.
fn bar(ui: &mut Ui, desk: &Desk, id: &StoryId, story: &Story, asks: &mut Vec<Ask>) {
    let words = desk.words();
    ui.horizontal(|ui| {
        ui.label(RichText::new(words.story_editor).size(14.0));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, Icon::X, words.close_editor, "", false).clicked() {
                asks.push(Ask::Write(None));
            }
            let count = fill(words.n_characters, &[&grouped(chars_of(story))]);
            ui.label(RichText::new(count).size(size::SMALL).color(Tokens::of(ui).weak));
            fit(ui, desk, id);
        });
    });
}

/// Whether an input method is composing after these events.
fn composing(events: &[Event], before: bool) -> bool {
    let mut now = before;
    for event in events {
        if let Event::Ime(ime) = event {
            now = match ime {
                ImeEvent::Preedit { text, .. } => !text.is_empty(),
                _ => false,
            };
        }
    }
    now
}

/// Over or short, where the story is placed.
fn fit(ui: &mut Ui, desk: &Desk, id: &StoryId) {
    let (words, tokens) = (desk.words(), Tokens::of(ui));
    let fits = desk.composed().iter().flat_map(|c| &c.fits).filter(|f| f.story == *id);
    let (over, short) = fits.fold((0, 0), |(o, s), f| (o + f.overset_chars, s + f.short_lines));
    let (text, colour) = match (over, short) {
        (0, 0) => return,
        (0, lines) => (fill(words.short_lines, &[&lines]), tokens.warning),
        (chars, _) => (fill(words.over_chars, &[&chars]), tokens.error),
    };
    ui.label(RichText::new(text).size(size::SMALL).color(colour));
}

fn parts(ui: &mut Ui, desk: &Desk, id: &StoryId, story: &Story, asks: &mut Vec<Ask>) {
    let words = desk.words();
    let line = |ui: &mut Ui, name: &str, key: &str, text: &str, points: f32| {
        ui.label(RichText::new(name).size(size::SMALL).color(Tokens::of(ui).weak));
        ui.scope(|ui| {
            ui.style_mut().override_font_id = Some(FontId::new(points, FontFamily::Proportional));
            text_field(ui, name, Id::unique(("story-editor", id, key)), text)
        })
        .inner
    };
    if let Some(text) = line(ui, words.kicker, "kicker", &story.kicker, 14.0) {
        asks.push(Ask::edit(desk.language, Command::SetKicker { story: id.clone(), text }));
    }
    if let Some(text) = line(ui, words.headline, "headline", &story.headline.text, 18.0) {
        let headline = Headline { text, ..story.headline.clone() };
        asks.push(Ask::edit(desk.language, Command::SetHeadline { story: id.clone(), headline }));
    }
    if let Some(text) = line(ui, words.deck, "deck", &story.deck, 14.0) {
        asks.push(Ask::edit(desk.language, Command::SetDeck { story: id.clone(), text }));
    }
    let byline = story.byline.as_ref();
    if let Some(text) = line(ui, words.byline, "byline", byline.map_or("", |b| b.text.as_str()), 13.0) {
        let place = byline.map_or(BylinePlace::Head, |b| b.place);
        let byline = (!text.trim().is_empty()).then_some(Byline { text, place });
        asks.push(Ask::edit(desk.language, Command::SetByline { story: id.clone(), byline }));
    }
}

/// The field's look: roomy lines, cross-heads in the accent.
fn layout(ui: &Ui, text: &dyn egui::TextBuffer, width: f32) -> std::sync::Arc<egui::Galley> {
    let tokens = Tokens::of(ui);
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    for line in text.as_str().split_inclusive('\n') {
        let colour = if line.starts_with(retype::CROSS_HEAD) { tokens.accent } else { tokens.text };
        let mut format = TextFormat::simple(FontId::new(15.0, FontFamily::Proportional), colour);
        format.line_height = Some(26.0);
        job.append(line, 0.0, format);
    }
    ui.painter().layout_job(job)
}
