//! Which keys do what: the table of actions, and over it the editor's own file `shortcuts.json`, action name → keys:
//! `{"export": "Ctrl+P", "preview": ""}`. An empty text takes the shortcut away.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use egui::KeyboardShortcut;

use crate::app::actions::{ACTIONS, ActionId};
use crate::app::keys::{parse, written};
use crate::finding::Language;

/// The file in the config folder.
const FILE: &str = "shortcuts.json";

/// Which keys do what.
#[derive(Debug, Clone)]
pub struct Shortcuts {
    keys: BTreeMap<ActionId, KeyboardShortcut>,
    /// The same, those with more modifiers first.
    ordered: Vec<(ActionId, KeyboardShortcut)>,
    /// Where the editor's own are written.
    file: Option<PathBuf>,
}

impl Shortcuts {
    /// The shortcuts of the table.
    #[must_use]
    pub fn of_table() -> Self {
        Self::with(&BTreeMap::new(), None)
    }

    /// The shortcuts of the table with those in `folder` over them, and what is wrong with the file.
    #[must_use]
    pub fn load(folder: &Path, language: Language) -> (Self, Vec<String>) {
        let file = folder.join(FILE);
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        if text.trim().is_empty() {
            return (Self::with(&BTreeMap::new(), Some(file)), Vec::new());
        }
        match serde_json::from_str::<BTreeMap<String, String>>(&text) {
            Ok(own) => {
                let faults = faults(&own, language);
                (Self::with(&own, Some(file)), faults)
            }
            Err(e) => {
                let fault = language
                    .pick("快捷键文件读不懂，暂用默认", "the file of shortcuts cannot be read, the defaults are used");
                (Self::with(&BTreeMap::new(), Some(file)), vec![format!("{fault} ({e})")])
            }
        }
    }

    fn with(own: &BTreeMap<String, String>, file: Option<PathBuf>) -> Self {
        let chosen = |name: &str, table: &'static str| own.get(name).map_or_else(|| table.to_owned(), Clone::clone);
        let keys: BTreeMap<ActionId, KeyboardShortcut> =
            ACTIONS.iter().filter_map(|a| parse(&chosen(a.name, a.keys)).map(|k| (a.id, k))).collect();
        let mut ordered: Vec<_> = keys.iter().map(|(a, k)| (*a, *k)).collect();
        // egui lets Ctrl+Z answer to Ctrl+Shift+Z: the ones with more modifiers come first.
        let weight = |k: &KeyboardShortcut| {
            u8::from(k.modifiers.command) + u8::from(k.modifiers.shift) + u8::from(k.modifiers.alt)
        };
        ordered.sort_by_key(|(_, k)| std::cmp::Reverse(weight(k)));
        Self { keys, ordered, file }
    }

    /// All of them, those with more modifiers first.
    #[must_use]
    pub fn all(&self) -> &[(ActionId, KeyboardShortcut)] {
        &self.ordered
    }

    /// The shortcut of an action as people write it; empty for none.
    #[must_use]
    pub fn written(&self, ctx: &egui::Context, action: ActionId) -> String {
        self.keys.get(&action).map(|k| written(ctx, k)).unwrap_or_default()
    }

    /// Where the editor's own shortcuts are written.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Writes the file with every action and its keys, unless there is one; so that there is something to change.
    ///
    /// # Errors
    /// The system's reason.
    pub fn write_file(&self) -> std::io::Result<()> {
        let Some(file) = self.file.as_deref().filter(|f| !f.exists()) else { return Ok(()) };
        let all: BTreeMap<&str, &str> = ACTIONS.iter().map(|a| (a.name, a.keys)).collect();
        let text = serde_json::to_string_pretty(&all).map_err(std::io::Error::other)?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(file, text)
    }
}

fn faults(own: &BTreeMap<String, String>, language: Language) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, keys) in own {
        if !ACTIONS.iter().any(|a| a.name == name) {
            faults.push(format!("shortcuts.json: {} “{name}”", language.pick("没有这个动作", "no such action")));
        } else if !keys.is_empty() && parse(keys).is_none() {
            faults.push(format!("shortcuts.json: {} “{keys}”", language.pick("没有这个键", "no such key")));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_editor_s_file_goes_over_the_table() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(FILE), r#"{"export": "Ctrl+P", "preview": "", "nonsense": "X"}"#).unwrap();
        let (shortcuts, faults) = Shortcuts::load(dir.path(), Language::English);
        let ctx = egui::Context::default();
        assert_eq!(shortcuts.written(&ctx, ActionId::Export), "Ctrl+P");
        assert_eq!(shortcuts.written(&ctx, ActionId::Preview), "");
        assert_eq!(shortcuts.written(&ctx, ActionId::Save), "Ctrl+S");
        assert_eq!(faults, ["shortcuts.json: no such action “nonsense”"]);
    }

    #[test]
    fn the_file_can_be_made_to_begin_with() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("banxin");
        let (shortcuts, _) = Shortcuts::load(&folder, Language::Chinese);
        shortcuts.write_file().unwrap();
        let (again, faults) = Shortcuts::load(&folder, Language::Chinese);
        assert_eq!((again.all().len(), faults.len()), (shortcuts.all().len(), 0));
    }
}
