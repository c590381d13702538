//! The window: shows sheets, turns gestures into commands.
//!
//! A frame runs in one order: workers are drained, shortcuts read, then panels, canvas, dialogs and messages are shown,
//! each reading the same [`desk::Desk`] and pushing [`desk::Ask`]s; at last the asks are carried out. Nothing that is
//! shown changes the edition itself.

pub mod actions;
pub mod canvas;
mod carry_out;
pub mod desk;
mod keys;
mod menus;
mod panels;
pub mod theme;
pub mod tools;
mod widgets;
pub mod words;

use std::path::Path;

use canvas::CanvasState;
use desk::{Ask, Desk};

use crate::finding::Language;
use crate::library::Library;
use crate::project::ProjectError;

/// Why the window cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// No display, or none that can be reached.
    #[error(
        "no window can be opened ({0}): set DISPLAY or WAYLAND_DISPLAY, and install libx11-6 libxcursor1 libxi6 libx11-xcb1 libxkbcommon-x11-0"
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
    let language = Language::default();
    let desk = edition.map(|folder| Desk::open(folder, language)).transpose()?;
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
        Ok(Box::new(Shell(Window::new(desk, language))))
    };
    eframe::run_native("banxin", options, Box::new(start)).map_err(|e| explain(&e))
}

fn explain(error: &eframe::Error) -> WindowError {
    let said = error.to_string();
    match error {
        eframe::Error::WinitEventLoop(_) | eframe::Error::Winit(_) => WindowError::NoDisplay(said),
        eframe::Error::NoGlutinConfigs(..) | eframe::Error::Glutin(_) | eframe::Error::OpenGL(_) => {
            WindowError::NoOpenGl(said)
        }
        eframe::Error::AppCreation(_) => WindowError::Other(said),
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
    language: Language,
    dark: bool,
    panels: panels::Panels,
    asks: Vec<Ask>,
    /// True once the editor chose to leave.
    pub(crate) leaving: bool,
}

impl Window {
    /// The window on an edition, or on the start screen.
    #[must_use]
    pub fn new(desk: Option<Desk>, language: Language) -> Self {
        Self {
            desk,
            canvas: CanvasState::default(),
            language,
            dark: false,
            panels: panels::Panels::default(),
            asks: Vec::new(),
            leaving: false,
        }
    }

    /// The open edition.
    #[must_use]
    pub const fn desk(&self) -> Option<&Desk> {
        self.desk.as_ref()
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

    /// One frame.
    pub fn frame(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        let mut asks = std::mem::take(&mut self.asks);
        ctx.set_theme(if self.dark { egui::Theme::Dark } else { egui::Theme::Light });
        if let Some(desk) = &mut self.desk {
            desk.language = self.language;
            desk.settle();
        }
        keys::read(&ctx, self.desk.as_ref(), &mut asks);
        self.show(ui, &mut asks);
        let any = !asks.is_empty();
        for ask in asks {
            self.carry_out(ask, &ctx);
        }
        if any {
            if let Some(desk) = &mut self.desk {
                desk.settle();
            }
            ctx.request_repaint();
        }
    }

    fn show(&mut self, ui: &mut egui::Ui, asks: &mut Vec<Ask>) {
        menus::bar(ui, self.desk.as_ref(), self.language, asks);
        let Some(desk) = &self.desk else {
            egui::CentralPanel::default().show(ui, |ui| ui.label(self.language.words().no_edition));
            return;
        };
        self.panels.show(ui, desk, &self.canvas.status, asks);
        let canvas = &mut self.canvas;
        egui::CentralPanel::no_frame().show(ui, |ui| asks.extend(canvas::show(ui, desk, canvas)));
    }
}

/// The window as eframe runs it.
struct Shell(Window);

impl eframe::App for Shell {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.0.frame(ui);
        if self.0.leaving {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }
}
