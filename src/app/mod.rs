//! The window: shows sheets, turns gestures into commands.
//!
//! A frame runs in one order: workers are drained, shortcuts read, then panels, canvas, dialogs and messages are shown,
//! each reading the same [`desk::Desk`] and pushing [`desk::Ask`]s; at last the asks are carried out. Nothing that is
//! shown changes the edition itself.

pub mod actions;
mod acts;
pub mod canvas;
mod carry_out;
mod clipboard;
pub mod desk;
mod dialogs;
pub mod files;
mod guides;
mod keys;
mod menus;
mod panels;
mod retype;
pub mod settings;
mod start;
mod subject;
pub mod theme;
mod toasts;
pub mod tools;
mod widgets;
pub mod words;

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use canvas::CanvasState;
use desk::{After, Ask, Desk, OpenAs};
use dialogs::{Dialog, InUse};
use files::FileDialog;
use settings::{Settings, Shortcuts, config_folder};
use words::Told;

use crate::finding::Language;
use crate::library::Library;
use crate::model::day_after_1970;
use crate::project::ProjectError;

/// Why the window cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// No display, or none that can be reached.
    #[error(
        "no window can be opened ({0}): set DISPLAY or WAYLAND_DISPLAY; on Debian install libx11-6 libxcursor1 libxi6 libx11-xcb1 libxkbcommon-x11-0"
    )]
    NoDisplay(String),
    /// No OpenGL.
    #[error("no window can be drawn ({0}): install OpenGL, on Debian libgl1")]
    NoOpenGl(String),
    /// The edition that should be shown.
    #[error(transparent)]
    Edition(#[from] ProjectError),
    /// Anything else.
    #[error("the window cannot be opened: {0}")]
    Other(String),
}

/// Opens the window on an edition, or on the start screen, and comes back when it was closed.
///
/// # Errors
/// [`WindowError`] where the edition cannot be opened or the system shows no window.
pub fn run(edition: Option<&Path>) -> Result<(), WindowError> {
    let folder = config_folder();
    let settings = folder.as_deref().map(Settings::load).unwrap_or_default();
    let mut window = Window::new(settings, folder);
    if let Some(edition) = edition {
        window.open(edition)?;
    }
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("版心 Banxin")
            .with_app_id("banxin")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([900.0, 600.0]),
        system_font_fallback: false,
        ..eframe::NativeOptions::default()
    };
    let start = move |cc: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        set_up(&cc.egui_ctx, Library::open(None));
        Ok(Box::new(Shell(window)))
    };
    eframe::run_native("banxin", options, Box::new(start)).map_err(|e| explain(&e))
}

fn explain(error: &eframe::Error) -> WindowError {
    let text = error.to_string();
    // The system's words stand last; before them are places in the sources of the toolkit.
    let said = text.rsplit(": ").next().unwrap_or(&text).trim_end_matches('.').to_owned();
    match error {
        eframe::Error::WinitEventLoop(_) | eframe::Error::Winit(_) => WindowError::NoDisplay(said),
        eframe::Error::NoGlutinConfigs(..) | eframe::Error::Glutin(_) | eframe::Error::OpenGL(_) => {
            WindowError::NoOpenGl(said)
        }
        eframe::Error::AppCreation(_) => WindowError::Other(text),
    }
}

/// Gives a context the window's faces, look and habits. `library` is where the UI face is looked for.
pub fn set_up(ctx: &egui::Context, library: Library) {
    // Without the UI face egui's own is used: English can still be read, and every page says which face is missing.
    let _ = theme::install_fonts(ctx, library);
    theme::apply(ctx);
    // Ctrl+plus zooms the page here, not the interface.
    ctx.options_mut(|o| o.zoom_with_keyboard = false);
}

/// The window's state, without the window itself: a test drives it frame by frame.
#[derive(Debug)]
pub struct Window {
    desk: Option<Desk>,
    canvas: CanvasState,
    settings: Settings,
    /// The settings as they were last written, and where.
    kept: Settings,
    folder: Option<PathBuf>,
    shortcuts: Shortcuts,
    panels: panels::Panels,
    start: start::Start,
    dialog: Option<Dialog>,
    files: Option<FileDialog>,
    /// What was copied last, for a system that keeps no clipboard.
    copied: String,
    /// Where something was last chosen.
    looked_in: Option<PathBuf>,
    toasts: toasts::Toasts,
    asks: Vec<Ask>,
    /// The window's title, so that it is only set when it changes.
    title: String,
    /// The window had the keyboard in the last frame.
    focused: bool,
    /// True once the editor chose to leave.
    leaving: bool,
}

impl Window {
    /// The window on its start screen. Settings and shortcuts are kept in `folder`; none: nothing is remembered.
    #[must_use]
    pub fn new(settings: Settings, folder: Option<PathBuf>) -> Self {
        let language = settings.language();
        let (shortcuts, faults) =
            folder.as_deref().map_or_else(|| (Shortcuts::of_table(), Vec::new()), |f| Shortcuts::load(f, language));
        let asks = faults.into_iter().map(|f| Ask::Say(desk::Message::error(f))).collect();
        Self {
            desk: None,
            canvas: CanvasState::default(),
            kept: settings.clone(),
            settings,
            folder,
            shortcuts,
            panels: panels::Panels::default(),
            start: start::Start::new(today(), language),
            dialog: None,
            files: None,
            copied: String::new(),
            looked_in: None,
            toasts: toasts::Toasts::default(),
            asks,
            title: String::new(),
            focused: true,
            leaving: false,
        }
    }

    /// The window on an edition, in a language, remembering nothing: for tests and measurements.
    #[must_use]
    pub fn on(desk: Desk, language: Language) -> Self {
        let mut settings = Settings::default();
        settings.set_language(language);
        let mut window = Self::new(settings, None);
        window.take(desk);
        window
    }

    /// Opens an edition. One that somebody else has open is shown, and the editor asked what to do.
    ///
    /// # Errors
    /// [`ProjectError`] where it cannot be opened at all.
    pub fn open(&mut self, folder: &Path) -> Result<(), ProjectError> {
        match Desk::open(folder, self.language()) {
            Ok(desk) => self.take(desk),
            Err(e @ ProjectError::InUse { .. }) => {
                self.take(Desk::open_as(folder, OpenAs::ReadOnly, self.language())?);
                self.dialog = Some(Dialog::InUse(InUse { folder: folder.to_owned(), why: e.told(self.language()) }));
            }
            Err(e) => return Err(e),
        }
        Ok(())
    }

    /// The open edition.
    #[must_use]
    pub const fn desk(&self) -> Option<&Desk> {
        self.desk.as_ref()
    }

    /// What the window remembers.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The messages that are up.
    pub fn messages(&self) -> impl Iterator<Item = &str> {
        self.toasts.texts()
    }

    /// True once the editor chose to leave.
    #[must_use]
    pub const fn is_leaving(&self) -> bool {
        self.leaving
    }

    /// The canvas.
    #[must_use]
    pub const fn canvas(&self) -> &CanvasState {
        &self.canvas
    }

    /// Asks for something from outside the frame, such as a test.
    pub fn ask(&mut self, ask: Ask) {
        self.asks.push(ask);
    }

    fn language(&self) -> Language {
        self.settings.language()
    }

    /// One frame.
    pub fn frame(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        let mut asks = std::mem::take(&mut self.asks);
        self.canvas.popup_open = egui::Popup::is_any_open(&ctx);
        self.begin(&ctx);
        if self.dialog.is_none() && self.files.is_none() {
            keys::read(&ctx, self.desk.as_ref(), &self.shortcuts, &mut asks);
        }
        dropped(&ctx, &mut asks);
        // Under a dialog nothing hears keys: Esc closes the dialog and not the selection behind it.
        let is_under = self.dialog.is_some() || self.files.is_some();
        let unheard = is_under.then(|| ctx.input_mut(|i| std::mem::take(&mut i.events)));
        self.show(ui, &mut asks);
        if let Some(events) = unheard {
            ctx.input_mut(|i| i.events = events);
        }
        self.show_dialogs(&ctx, &mut asks);
        self.toasts.show(&ctx, self.language(), &mut asks);
        let any = !asks.is_empty();
        for ask in asks {
            self.carry_out(ask, &ctx);
        }
        if let (Some(Dialog::Export(dialog)), Some(desk)) = (&mut self.dialog, &mut self.desk) {
            dialog.begin(desk, &ctx);
        }
        if let (Some(Dialog::Propose(dialog)), Some(desk)) = (&mut self.dialog, &self.desk) {
            dialog.begin(desk, &ctx);
        }
        if any {
            if let Some(desk) = &mut self.desk {
                desk.settle();
            }
            ctx.request_repaint();
        }
        self.end(&ctx);
    }

    /// What has to be so before anything is shown.
    fn begin(&mut self, ctx: &egui::Context) {
        ctx.set_theme(if self.settings.dark { egui::Theme::Dark } else { egui::Theme::Light });
        let zoom = f32::from(self.settings.scale) / 100.0;
        if (ctx.zoom_factor() - zoom).abs() > 0.001 {
            ctx.set_zoom_factor(zoom);
        }
        let language = self.language();
        if let Some(desk) = &mut self.desk {
            desk.language = language;
            desk.settle();
        }
        self.look_at_disk(ctx);
        let closing = ctx.input(|i| i.viewport().close_requested());
        if closing && !self.leaving {
            self.leave(After::Quit, ctx);
            if !self.leaving {
                ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            }
        }
    }

    /// Whoever comes back to the window may have changed files elsewhere: that is when they are looked at.
    fn look_at_disk(&mut self, ctx: &egui::Context) {
        let focused = ctx.input(|i| i.focused);
        let came_back = focused && !self.focused;
        self.focused = focused;
        let (true, None, Some(desk)) = (came_back, &self.dialog, &mut self.desk) else { return };
        let changes = desk.session_mut().disk_changes();
        if !changes.photos.is_empty() {
            desk.session_mut().accept_photos();
        }
        if !changes.edition.is_empty() {
            self.dialog = Some(Dialog::Changed(changes.edition));
        }
    }

    fn show(&mut self, ui: &mut egui::Ui, asks: &mut Vec<Ask>) {
        let language = self.language();
        let with =
            menus::With { desk: self.desk.as_ref(), settings: &self.settings, shortcuts: &self.shortcuts, language };
        menus::bar(ui, with, asks);
        let Some(desk) = &self.desk else {
            let (start, settings) = (&mut self.start, &self.settings);
            let shown = egui::CentralPanel::default().show(ui, |ui| start.show(ui, settings, language, asks));
            asks.extend(shown.inner.map(Ask::Choose));
            return;
        };
        let with = panels::With { desk, canvas: &self.canvas.status, shortcuts: &self.shortcuts };
        self.panels.show(ui, with, &mut self.settings.panels, asks);
        let canvas = &mut self.canvas;
        egui::CentralPanel::no_frame().show(ui, |ui| asks.extend(canvas::show(ui, desk, canvas)));
    }

    fn show_dialogs(&mut self, ctx: &egui::Context, asks: &mut Vec<Ask>) {
        let language = self.language();
        if let Some(dialog) = &mut self.dialog {
            let with = dialogs::With { desk: self.desk.as_ref(), shortcuts: &self.shortcuts, language };
            if dialog.show(ctx, with, &mut self.settings, asks) == dialogs::Goes::Over {
                self.dialog = None;
                ctx.request_repaint();
            }
        }
        let chosen = self.files.as_mut().and_then(|files| files.show(ctx, language));
        if let Some(chosen) = chosen {
            self.files = None;
            self.chosen(chosen, ctx);
            ctx.request_repaint();
        }
    }

    /// Writes down what is to be remembered, once the hand rests, and sets the window's title.
    fn end(&mut self, ctx: &egui::Context) {
        let resting = !ctx.input(|i| i.pointer.any_down());
        if resting && self.settings != self.kept {
            self.kept = self.settings.clone();
            if let Some(folder) = &self.folder {
                self.settings.save(folder);
            }
        }
        let name = self.desk.as_ref().map(|d| {
            let dot = if d.is_changed() { "● " } else { "" };
            format!("{dot}{} {} — ", d.edition().paper, d.edition().date)
        });
        let title = format!("{}版心 Banxin", name.unwrap_or_default());
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// An edition dropped on the window is opened; the canvas takes files.
fn dropped(ctx: &egui::Context, asks: &mut Vec<Ask>) {
    let paths: Vec<PathBuf> = ctx.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_owned()).collect());
    match paths.first() {
        Some(first) if first.is_dir() => asks.push(Ask::Open(first.clone())),
        Some(_) | None => {}
    }
}

/// The date proposed for a new edition.
fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    day_after_1970(seconds / 86_400)
}

/// The window as eframe runs it.
struct Shell(Window);

impl eframe::App for Shell {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.0.frame(ui);
        if self.0.is_leaving() {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }
}
