//! Keys and input methods at the caret.

use egui::{Event, ImeEvent, Key, Modifiers};

use super::travel::{self, Step};
use super::{Run, edit, lines, story};
use crate::app::desk::{Ask, Caret, Desk, PartOf, label_of, new_gesture};
use crate::app::tools::{Bench, Hand};
use crate::edit::{Command, apply};
use crate::model::{Edition, Story};

/// What came of the keys of a frame.
#[derive(Debug, Default)]
pub struct Typed {
    /// What is asked for.
    pub asks: Vec<Ask>,
    /// Text for the clipboard.
    pub copied: Option<String>,
}

/// The copy as it stands while the keys of one frame are worked off: asks are carried out only after the frame.
struct Page<'b, 'a> {
    bench: &'b Bench<'a>,
    edition: Option<Edition>,
    caret: Caret,
    typed: Typed,
}

impl Page<'_, '_> {
    fn copy(&self) -> Option<&Story> {
        let edition = self.edition.as_ref().unwrap_or_else(|| self.bench.edition());
        edition.stories.get(&self.caret.story).map(|s| &**s)
    }
}

impl Hand {
    /// Works off the keys of a frame at the caret.
    pub fn keys(&mut self, events: &[Event], bench: &Bench<'_>) -> Typed {
        let Some(caret) = bench.desk.view.caret.clone().filter(|c| story(bench, c).is_some()) else {
            return Typed::default();
        };
        let mut page = Page { bench, edition: None, caret, typed: Typed::default() };
        for event in events {
            match event {
                Event::Text(text) if self.text.preedit.is_empty() => self.insert(&mut page, text),
                Event::Paste(text) => self.insert(&mut page, text),
                Event::Copy => page.typed.copied = selection(&page),
                Event::Cut => {
                    page.typed.copied = selection(&page);
                    self.change(&mut page, Run::Delete, |copy, caret| edit::replace(copy, caret, ""));
                }
                Event::Ime(ime) => self.input_method(&mut page, ime),
                Event::Key { key, pressed: true, modifiers, .. } if self.text.preedit.is_empty() => {
                    self.key(&mut page, *key, *modifiers);
                }
                _ => {}
            }
        }
        page.typed
    }

    fn input_method(&mut self, page: &mut Page<'_, '_>, event: &ImeEvent) {
        match event {
            ImeEvent::Preedit { text, .. } => self.text.preedit.clone_from(text),
            ImeEvent::Commit(text) => {
                self.text.preedit.clear();
                self.insert(page, text);
            }
            _ => {}
        }
    }

    fn insert(&mut self, page: &mut Page<'_, '_>, text: &str) {
        if text.is_empty() {
            return;
        }
        self.change(page, Run::Insert, |copy, caret| edit::replace(copy, caret, text));
        // A sentence is a piece of work: it is an entry of its own, and safe.
        if text.ends_with(['。', '！', '？', '\n']) {
            let ended = self.text.end();
            page.typed.asks.extend(ended);
        }
    }

    fn key(&mut self, page: &mut Page<'_, '_>, key: Key, modifiers: Modifiers) {
        let plain = !modifiers.command && !modifiers.alt;
        match key {
            Key::Enter if plain => self.insert(page, "\n"),
            Key::Backspace => self.change(page, Run::Delete, edit::delete_back),
            Key::Delete => self.change(page, Run::Delete, edit::delete_forward),
            Key::A if modifiers.command => self.all(page),
            _ => {
                let vertical = is_vertical(page, self.text.at_line_end);
                if let Some(step) = step_of(key, modifiers, vertical) {
                    self.travel(page, step, modifiers.shift);
                }
            }
        }
    }

    fn change(&mut self, page: &mut Page<'_, '_>, run: Run, change: impl Fn(&Story, &Caret) -> Option<edit::Change>) {
        let Some((command, caret)) = page.copy().and_then(|copy| change(copy, &page.caret)) else { return };
        let edition = page.edition.as_ref().unwrap_or_else(|| page.bench.edition());
        let Ok(next) = apply(edition, command.clone()) else { return };
        if self.text.run.is_some_and(|(_, kind)| kind != run) {
            let ended = self.text.end();
            page.typed.asks.extend(ended);
        }
        let (id, _) = *self.text.run.get_or_insert_with(|| (new_gesture(), run));
        let label = label(page.bench.desk, run, &command);
        page.typed.asks.push(Ask::Edit { label, command, part: PartOf::Extend(id) });
        page.typed.asks.push(Ask::Caret(Some(caret.clone())));
        (page.edition, page.caret) = (Some(next), caret);
        (self.text.goal, self.text.at_line_end) = (None, false);
    }

    /// Everything of the part the caret stands in.
    fn all(&mut self, page: &mut Page<'_, '_>) {
        self.travel(page, Step::PartStart, false);
        self.travel(page, Step::PartEnd, true);
    }

    fn travel(&mut self, page: &mut Page<'_, '_>, step: Step, selecting: bool) {
        let (mut asks, goal, at_line_end) = (Vec::new(), self.text.goal, self.text.at_line_end);
        asks.extend(self.text.end());
        let Some(copy) = page.copy() else { return };
        let (from, to) = edit::range(&page.caret);
        // Without Shift a selection falls together at its end on that side.
        let collapse = match step {
            Step::Back if !selecting && from != to => Some(from),
            Step::Forward if !selecting && from != to => Some(to),
            _ => None,
        };
        let lines = lines(page.bench, &page.caret);
        let arrived = match collapse {
            Some(at) => travel::Arrived { place: (page.caret.part, at), at_line_end: false, goal: None },
            None => match travel::go(copy, &page.caret, &lines, step, (at_line_end, goal)) {
                Some(arrived) => arrived,
                None => return page.typed.asks.extend(asks),
            },
        };
        let (part, at) = arrived.place;
        // A selection does not leave its part.
        if selecting && part != page.caret.part {
            return page.typed.asks.extend(asks);
        }
        let anchor = if selecting { page.caret.anchor } else { at };
        page.caret = Caret { story: page.caret.story.clone(), part, anchor, at };
        (self.text.goal, self.text.at_line_end) = (arrived.goal, arrived.at_line_end);
        asks.push(Ask::Caret(Some(page.caret.clone())));
        page.typed.asks.extend(asks);
    }
}

fn label(desk: &Desk, run: Run, command: &Command) -> String {
    match run {
        Run::Insert => desk.words().typing.to_owned(),
        Run::Delete => match command {
            Command::EditText { .. } | Command::Batch { .. } => desk.words().deleting.to_owned(),
            other => label_of(desk.language, other),
        },
    }
}

fn selection(page: &Page<'_, '_>) -> Option<String> {
    page.copy().map(|copy| edit::selected(copy, &page.caret)).filter(|t| !t.is_empty())
}

fn is_vertical(page: &Page<'_, '_>, at_line_end: bool) -> bool {
    let lines = lines(page.bench, &page.caret);
    super::line_of(&lines, page.caret.part, page.caret.at, at_line_end).is_some_and(|i| lines[i].1.vertical)
}

/// The arrow keys follow the text: in vertical lines down is forward and left is the next line.
fn step_of(key: Key, modifiers: Modifiers, vertical: bool) -> Option<Step> {
    let far = modifiers.command || modifiers.alt;
    let (back, ahead) = if far { (Step::WordBack, Step::WordForward) } else { (Step::Back, Step::Forward) };
    let (before, after) = (Step::LineBefore, Step::LineAfter);
    Some(match (key, vertical) {
        (Key::ArrowLeft, false) | (Key::ArrowUp, true) => back,
        (Key::ArrowRight, false) | (Key::ArrowDown, true) => ahead,
        (Key::ArrowUp, false) | (Key::ArrowRight, true) => before,
        (Key::ArrowDown, false) | (Key::ArrowLeft, true) => after,
        (Key::Home, _) if modifiers.command => Step::PartStart,
        (Key::End, _) if modifiers.command => Step::PartEnd,
        (Key::Home, _) => Step::LineStart,
        (Key::End, _) => Step::LineEnd,
        _ => return None,
    })
}
