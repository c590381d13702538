//! What the window remembers from one night to the next: a JSON file in the config folder, and the editor's own
//! shortcuts in another beside it.

mod shortcuts;

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};

use crate::finding::Language;

pub use shortcuts::Shortcuts;

/// Editions remembered.
const MOST_RECENT: usize = 12;
/// The file in the config folder.
const FILE: &str = "window.json";

/// What the window remembers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// `zh` or `en`; empty: the locale's.
    pub language: String,
    /// The dark theme.
    pub dark: bool,
    /// Size of the interface in percent, 75–200.
    pub scale: u16,
    /// The last opened editions, newest first.
    pub recent: Vec<PathBuf>,
    /// The window's own file dialog instead of the system's.
    pub own_dialogs: bool,
    /// Panels and their sizes in points.
    pub panels: PanelSettings,
}

/// Panels and their sizes in points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "one switch for each thing that folds")]
pub struct PanelSettings {
    /// The left panel is shown.
    pub left: bool,
    /// The right panel is shown.
    pub right: bool,
    /// Width of the left panel.
    pub left_width: f32,
    /// Width of the right panel.
    pub right_width: f32,
    /// Width of the story editor.
    pub story_width: f32,
    /// Height of the pages.
    pub pages_height: f32,
    /// Height of the photos.
    pub photos_height: f32,
    /// Height of findings and history.
    pub findings_height: f32,
    /// Pages are unfolded.
    pub pages: bool,
    /// Stories are unfolded.
    pub stories: bool,
    /// Photos are unfolded.
    pub photos: bool,
}

impl Default for PanelSettings {
    fn default() -> Self {
        Self {
            left: true,
            right: true,
            left_width: 248.0,
            right_width: 284.0,
            story_width: 440.0,
            pages_height: 264.0,
            photos_height: 220.0,
            findings_height: 300.0,
            pages: true,
            stories: true,
            photos: true,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: String::new(),
            dark: false,
            scale: 100,
            recent: Vec::new(),
            own_dialogs: false,
            panels: PanelSettings::default(),
        }
    }
}

impl Settings {
    /// The settings in `folder`; the defaults where there are none or they cannot be read.
    #[must_use]
    pub fn load(folder: &Path) -> Self {
        let text = std::fs::read_to_string(folder.join(FILE)).unwrap_or_default();
        let mut settings: Self = serde_json::from_str(&text).unwrap_or_default();
        settings.scale = settings.scale.clamp(75, 200);
        settings.recent.truncate(MOST_RECENT);
        settings
    }

    /// Writes the settings into `folder`. What cannot be remembered is forgotten: no dialog stops the work for it.
    pub fn save(&self, folder: &Path) {
        let Ok(text) = serde_json::to_string_pretty(self) else { return };
        if std::fs::create_dir_all(folder).is_ok() {
            let _ = crate::project::write_whole(&folder.join(FILE), text.as_bytes());
        }
    }

    /// The language of the window.
    #[must_use]
    pub fn language(&self) -> Language {
        let of_locale =
            || ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|v| std::env::var(v).ok().filter(|v| !v.is_empty()));
        match self.language.as_str() {
            "zh" => Language::Chinese,
            "en" => Language::English,
            _ => Language::of_locale(&of_locale().unwrap_or_default()),
        }
    }

    /// Chooses the language of the window.
    pub fn set_language(&mut self, language: Language) {
        self.language = language.pick("zh", "en").to_owned();
    }

    /// Puts an edition first among those last opened.
    pub fn remember(&mut self, edition: &Path) {
        let path = std::path::absolute(edition).unwrap_or_else(|_| edition.to_owned());
        self.recent.retain(|r| *r != path);
        self.recent.insert(0, path);
        self.recent.truncate(MOST_RECENT);
    }
}

/// The folder of the window's settings, by the system's custom; none where there is no home.
#[must_use]
pub fn config_folder() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|s| s.config_dir().join("banxin"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_and_damage_is_survived() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Settings::load(dir.path()), Settings::default());
        let mut settings = Settings { dark: true, scale: 125, ..Settings::default() };
        settings.set_language(Language::English);
        settings.remember(Path::new("/editions/one"));
        settings.remember(Path::new("/editions/two"));
        settings.remember(Path::new("/editions/one"));
        assert_eq!(settings.recent, [PathBuf::from("/editions/one"), PathBuf::from("/editions/two")]);
        settings.save(dir.path());
        assert_eq!(Settings::load(dir.path()), settings);
        assert_eq!(settings.language(), Language::English);
        std::fs::write(dir.path().join(FILE), "{\"scale\": 9000").unwrap();
        assert_eq!(Settings::load(dir.path()), Settings::default());
        std::fs::write(dir.path().join(FILE), "{\"scale\": 9000, \"unknown\": 1}").unwrap();
        assert_eq!(Settings::load(dir.path()).scale, 200);
    }
}
