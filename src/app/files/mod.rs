//! Choosing files and folders: the system's dialog on a thread of its own, and the window's own one where the system's
//! does not come. Never a hang.
//!
//! Where there is no portal the system's dialog answers “nothing” at once; where the portal hangs it answers after half
//! a minute. A dialog that has come takes the keyboard from the window; so one that did not within a second is given up.

mod browser;

use std::path::PathBuf;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use browser::Browser;

use super::words::Words;
use crate::finding::Language;

/// An answer faster than this came from no dialog.
const AT_ONCE: Duration = Duration::from_millis(250);
/// A dialog that has not taken the keyboard by then does not come.
const PATIENCE: Duration = Duration::from_secs(1);

/// What is to be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Want {
    /// The folder of an edition, to open it.
    Edition,
    /// A new folder of this name, for a new edition.
    NewEdition(String),
    /// A new folder of this name, for a copy of the sample.
    Sample(String),
    /// Copy and pictures.
    Files,
    /// The folder exported files go to.
    ExportFolder(PathBuf),
}

impl Want {
    const fn title(&self, words: &Words) -> &'static str {
        match self {
            Self::Edition => words.choose_edition,
            Self::NewEdition(_) | Self::Sample(_) => words.choose_new_folder,
            Self::Files => words.choose_files,
            Self::ExportFolder(_) => words.choose_export_folder,
        }
    }

    /// The name proposed for a new folder.
    fn name(&self) -> Option<&str> {
        match self {
            Self::NewEdition(name) | Self::Sample(name) => Some(name),
            Self::Edition | Self::Files | Self::ExportFolder(_) => None,
        }
    }
}

/// Endings of what can be brought in.
pub(crate) const ENDINGS: [&str; 8] = ["txt", "md", "jpg", "jpeg", "png", "tif", "tiff", "webp"];

/// A dialog that is up.
#[derive(Debug)]
pub struct FileDialog {
    want: Want,
    pick: Pick,
}

#[derive(Debug)]
enum Pick {
    /// The system's, since when.
    System(mpsc::Receiver<Option<Vec<PathBuf>>>, Instant),
    /// The window's own.
    Own(Browser),
}

/// How a dialog ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// What was to be chosen.
    pub want: Want,
    /// What was; nothing where the editor thought better of it.
    pub paths: Vec<PathBuf>,
}

impl FileDialog {
    /// Opens a dialog. `own` asks for the window's own one; `at` is where it begins.
    #[must_use]
    pub fn open(want: Want, own: bool, at: Option<PathBuf>, language: Language, ctx: &egui::Context) -> Self {
        let own = own || std::env::var_os("BANXIN_OWN_DIALOGS").is_some();
        let pick = if own { Pick::Own(Browser::new(&want, at)) } else { system(&want, at, language, ctx) };
        Self { want, pick }
    }

    /// Shows the dialog; gives the answer when there is one.
    pub fn show(&mut self, ctx: &egui::Context, language: Language) -> Option<Chosen> {
        let answer = match &mut self.pick {
            Pick::Own(browser) => browser.show(ctx, &self.want, language.words()),
            Pick::System(answers, since) => {
                let waited = since.elapsed();
                let focused = ctx.input(|i| i.focused);
                match answers.try_recv() {
                    Ok(Some(paths)) => Some(paths),
                    Ok(None) if waited > AT_ONCE => Some(Vec::new()),
                    Err(mpsc::TryRecvError::Empty) if waited < PATIENCE || !focused => {
                        ctx.request_repaint_after(Duration::from_millis(100));
                        return None;
                    }
                    Ok(None) | Err(_) => {
                        self.pick = Pick::Own(Browser::new(&self.want, None));
                        return None;
                    }
                }
            }
        };
        answer.map(|paths| Chosen { want: self.want.clone(), paths })
    }
}

/// Starts the system's dialog on a thread: it blocks until the editor answers.
fn system(want: &Want, at: Option<PathBuf>, language: Language, ctx: &egui::Context) -> Pick {
    let (send, receive) = mpsc::channel();
    let (want, ctx) = (want.clone(), ctx.clone());
    let words = language.words();
    std::thread::spawn(move || {
        let mut dialog = rfd::FileDialog::new().set_title(want.title(words));
        if let Some(at) = at {
            dialog = dialog.set_directory(at);
        }
        let answer = match &want {
            Want::Edition | Want::ExportFolder(_) => dialog.pick_folder().map(|p| vec![p]),
            Want::NewEdition(name) | Want::Sample(name) => dialog.set_file_name(name).save_file().map(|p| vec![p]),
            Want::Files => dialog.add_filter(words.copy_and_pictures, &ENDINGS).pick_files(),
        };
        // Nobody listens any more where the window's own dialog took over.
        let _ = send.send(answer);
        ctx.request_repaint();
    });
    Pick::System(receive, Instant::now())
}
