//! Key presses become actions, by the table of actions.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::actions::ActionId;
use super::desk::{Ask, Desk};
use super::settings::Shortcuts;

/// The shortcut written as `Ctrl+Shift+Z`, `Ctrl+=` or `Ctrl+Equals`; none where it is empty or no key has that name.
#[must_use]
pub(super) fn parse(text: &str) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    let text = text.trim();
    // The key may be the plus sign itself.
    let (before, key) = match text.strip_suffix("++") {
        Some(before) => (before, "+"),
        None => text.rsplit_once('+').unwrap_or(("", text)),
    };
    let key = Key::from_name(key.trim())?;
    for part in before.split('+').map(str::trim).filter(|p| !p.is_empty()) {
        modifiers = match part.to_ascii_lowercase().as_str() {
            "ctrl" | "cmd" => modifiers | Modifiers::COMMAND,
            "shift" => modifiers | Modifiers::SHIFT,
            "alt" => modifiers | Modifiers::ALT,
            _ => return None,
        };
    }
    Some(KeyboardShortcut::new(modifiers, key))
}

/// A shortcut as people write it: punctuation as it stands on the key and not by its name.
#[must_use]
pub(super) fn written(ctx: &egui::Context, shortcut: &KeyboardShortcut) -> String {
    let said = ctx.format_shortcut(shortcut);
    let key = shortcut.logical_key;
    match (said.strip_suffix(key.name()), sign(key)) {
        (Some(modifiers), Some(sign)) => format!("{modifiers}{sign}"),
        _ => said,
    }
}

/// What stands on a key of punctuation.
const fn sign(key: Key) -> Option<&'static str> {
    Some(match key {
        Key::Backslash => "\\",
        Key::Backtick => "`",
        Key::CloseBracket => "]",
        Key::CloseCurlyBracket => "}",
        Key::Colon => ":",
        Key::Comma => ",",
        Key::Equals => "=",
        Key::Exclamationmark => "!",
        Key::Minus => "-",
        Key::OpenBracket => "[",
        Key::OpenCurlyBracket => "{",
        Key::Period => ".",
        Key::Pipe => "|",
        Key::Plus => "+",
        Key::Questionmark => "?",
        Key::Quote => "'",
        Key::Semicolon => ";",
        Key::Slash => "/",
        _ => return None,
    })
}

/// Takes the pressed shortcuts out of the input and asks for their actions.
pub(super) fn read(ctx: &egui::Context, desk: Option<&Desk>, shortcuts: &Shortcuts, asks: &mut Vec<Ask>) {
    let typing = ctx.text_edit_focused() || desk.is_some_and(|d| d.view.caret.is_some());
    let focused = ctx.memory(|m| m.focused().is_some());
    for (action, keys) in shortcuts.all() {
        let plain = !keys.modifiers.command && !keys.modifiers.alt;
        let tab = keys.logical_key == Key::Tab;
        // A field takes letters, its own clipboard, and selects all of itself; undo stays the edition's.
        let own = matches!(action, ActionId::SelectAll | ActionId::Cut | ActionId::Copy | ActionId::Paste);
        let field_s = (plain && !is_function(keys.logical_key)) || own;
        if !action.row().when.holds(desk) || (typing && field_s) || (tab && focused) {
            continue;
        }
        if ctx.input_mut(|i| i.consume_shortcut(keys)) {
            if tab {
                ctx.memory_mut(|m| m.move_focus(egui::FocusDirection::None));
            }
            asks.push(Ask::Act(*action));
        }
    }
    if !typing {
        clipboard(ctx, desk, asks);
    }
    // As other programs on this desk have it, beside the table's own.
    if ActionId::Redo.row().when.holds(desk) && ctx.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Y)) {
        asks.push(Ask::Act(ActionId::Redo));
    }
    // With all keys taken by the page, F6 is the way into the panels.
    if !focused && ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::F6)) {
        ctx.memory_mut(|m| m.move_focus(egui::FocusDirection::Next));
    }
}

/// What the system makes of the clipboard's keys, where no text has them.
fn clipboard(ctx: &egui::Context, desk: Option<&Desk>, asks: &mut Vec<Ask>) {
    let events: Vec<egui::Event> = ctx.input(|i| i.events.clone());
    for event in events {
        match event {
            egui::Event::Copy if ActionId::Copy.row().when.holds(desk) => asks.push(Ask::Act(ActionId::Copy)),
            egui::Event::Cut if ActionId::Cut.row().when.holds(desk) => asks.push(Ask::Act(ActionId::Cut)),
            egui::Event::Paste(text) => asks.push(Ask::Paste(text)),
            _ => {}
        }
    }
}

fn is_function(key: Key) -> bool {
    key.name().strip_prefix('F').is_some_and(|n| n.parse::<u8>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::actions::ACTIONS;
    use std::collections::BTreeMap;

    #[test]
    fn every_shortcut_of_the_table_is_a_key_and_is_given_once() {
        let mut seen = BTreeMap::new();
        for action in ACTIONS.iter().filter(|a| !a.keys.is_empty()) {
            assert!(parse(action.keys).is_some(), "{} is no shortcut", action.keys);
            assert_eq!(seen.insert(action.keys, action.name), None, "{} twice", action.keys);
        }
    }

    #[test]
    fn nonsense_is_no_shortcut() {
        for bad in ["", "Ctrl+", "Ctrl+Shift", "Hyper+Z", "Ctrl+Nothing"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn punctuation_is_written_as_it_stands_on_the_key_and_read_either_way() {
        let ctx = egui::Context::default();
        for (text, named) in [
            ("Ctrl+=", "Ctrl+Equals"),
            ("Ctrl+-", "Ctrl+Minus"),
            ("Ctrl+Shift+[", "Ctrl+Shift+OpenBracket"),
            ("Ctrl+,", "Ctrl+Comma"),
            ("Ctrl+/", "Ctrl+Slash"),
            ("Ctrl++", "Ctrl+Plus"),
            ("Ctrl+Alt+'", "Ctrl+Alt+Quote"),
            ("PageUp", "PageUp"),
        ] {
            assert_eq!(parse(text), parse(named), "{text}");
            if !cfg!(target_os = "macos") {
                assert_eq!(written(&ctx, &parse(named).unwrap()), text);
            }
        }
    }
}
