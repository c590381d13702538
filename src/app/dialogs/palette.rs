//! The command palette: every action of the window and every command of the edition, by any letters of their names.

use egui::{Context, Id, Key, Modifiers, RichText, ScrollArea, TextEdit};

use super::{Goes, With, modal};
use crate::app::actions::{ACTIONS, ActionId};
use crate::app::desk::Ask;
use crate::app::theme::{Icon, Tokens, size};
use crate::app::widgets::{Row, label};
use crate::edit::COMMANDS;

/// The palette.
#[derive(Debug, Default)]
pub(in crate::app) struct Palette {
    search: String,
    at: usize,
}

/// Something the palette finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    Action(ActionId),
    /// A row of the table of commands: opens it as JSON to be filled in.
    Command(usize),
    /// A page of the edition.
    Page(usize),
}

/// An entry as it is shown.
struct Shown {
    entry: Entry,
    icon: Icon,
    title: String,
    value: String,
    score: i32,
}

impl Palette {
    pub(super) fn show(&mut self, ctx: &Context, with: With<'_>, asks: &mut Vec<Ask>) -> Goes {
        let words = with.language.words();
        let mut chosen = None;
        let (up, down, enter) = ctx.input_mut(|i| {
            let mut pressed = |key| i.consume_key(Modifiers::NONE, key);
            (pressed(Key::ArrowUp), pressed(Key::ArrowDown), pressed(Key::Enter))
        });
        let closed = modal(ctx, "palette", "", 560.0, |ui| {
            let id = Id::unique("palette-search");
            let field = TextEdit::singleline(&mut self.search).id(id).hint_text(words.palette_hint);
            let response = ui.add(field.desired_width(f32::INFINITY).margin(egui::Margin::symmetric(8, 8)));
            label(&response, words.palette_hint, &self.search);
            if response.changed() {
                self.at = 0;
            }
            if !response.has_focus() {
                response.request_focus();
            }
            let found = find(ui.ctx(), with, &self.search);
            self.at = (self.at + usize::from(down)).saturating_sub(usize::from(up)).min(found.len().saturating_sub(1));
            ui.add_space(size::GAP);
            if found.is_empty() {
                ui.label(RichText::new(words.nothing_found).color(Tokens::of(ui).weak));
            }
            let moved = up || down;
            ScrollArea::vertical().max_height(420.0).auto_shrink([false, true]).show(ui, |ui| {
                chosen = list(ui, &found, self.at, moved).or(found.get(self.at).filter(|_| enter).map(|s| s.entry));
            });
        });
        match chosen {
            Some(Entry::Action(action)) => asks.push(Ask::Act(action)),
            Some(Entry::Command(row)) => asks.push(Ask::WriteCommand(COMMANDS[row].example.to_owned())),
            Some(Entry::Page(page)) => asks.push(Ask::Turn(page)),
            None => {}
        }
        Goes::over_if(closed || chosen.is_some())
    }
}

/// The entries, with the one at `at` lit; gives the one that was clicked.
fn list(ui: &mut egui::Ui, found: &[Shown], at: usize, moved: bool) -> Option<Entry> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut clicked = None;
    for (i, Shown { entry, icon, title, value, .. }) in found.iter().enumerate() {
        let response = Row { icon: Some(*icon), title, value, selected: i == at, ..Row::default() }.show(ui);
        if i == at && moved {
            response.scroll_to_me(None);
        }
        if response.clicked() {
            clicked = Some(*entry);
        }
    }
    clicked
}

/// What the letters find, best first; everything in the table's order for no letters.
fn find(ctx: &Context, with: With<'_>, search: &str) -> Vec<Shown> {
    let language = with.language;
    let wanted: Vec<char> = search.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let mut found = Vec::new();
    for action in ACTIONS.iter().filter(|a| a.when.holds(with.desk) && a.id != ActionId::Palette) {
        let texts = [action.label(language), action.label(language.other()), action.name];
        if let Some(score) = best(&texts, &wanted) {
            let value = with.shortcuts.written(ctx, action.id);
            let title = action.label(language).to_owned();
            found.push(Shown { entry: Entry::Action(action.id), icon: action.icon, title, value, score });
        }
    }
    let Some(desk) = with.desk else { return found };
    for (i, page) in desk.edition().pages.iter().enumerate() {
        let title = format!(
            "{} {}",
            crate::app::words::fill(desk.words().page_n, &[&format!("{:02}", page.number)]),
            page.section
        );
        if let Some(score) = best(&[&title], &wanted).filter(|_| !wanted.is_empty()) {
            found.push(Shown { entry: Entry::Page(i), icon: Icon::FileText, title, value: String::new(), score });
        }
    }
    for (i, row) in COMMANDS.iter().enumerate().filter(|_| !wanted.is_empty()) {
        // Behind the actions: who types a word mostly wants the thing itself.
        if let Some(score) = best(&[row.zh, row.en, row.name], &wanted) {
            let title = format!("{}…", language.pick(row.zh, row.en));
            let value = row.name.to_owned();
            found.push(Shown { entry: Entry::Command(i), icon: Icon::Command, title, value, score: score - 3 });
        }
    }
    found.sort_by_key(|s| std::cmp::Reverse(s.score));
    found
}

fn best(texts: &[&str], wanted: &[char]) -> Option<i32> {
    texts.iter().filter_map(|t| score(t, wanted)).max()
}

/// How well letters in their order fit a text: letters side by side and at the beginning count more.
fn score(text: &str, wanted: &[char]) -> Option<i32> {
    let text: Vec<char> = text.to_lowercase().chars().collect();
    let (mut at, mut total, mut last) = (0, 0, None);
    for letter in wanted {
        let found = at + text[at..].iter().position(|c| c == letter)?;
        total += match last {
            Some(before) if before + 1 == found => 4,
            None if found == 0 => 4,
            _ => 1,
        };
        last = Some(found);
        at = found + 1;
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Language;

    #[test]
    fn letters_find_names_in_their_order() {
        let of = |text: &str, letters: &str| score(text, &letters.chars().collect::<Vec<_>>());
        assert!(of("Export…", "exp") > of("Edit as fixed page", "exp"));
        assert!(of("保存", "存").is_some() && of("保存", "存保").is_none());
        assert_eq!(of("Save", "x"), None);
        assert_eq!(Language::Chinese.other(), Language::English);
    }
}
