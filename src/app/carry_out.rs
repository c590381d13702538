//! What was asked for in a frame, carried out after it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use egui::Context;

use super::actions::ActionId;
use super::acts;
use super::canvas;
use super::desk::{After, Ask, Desk, Message, View, Zoom};
use super::dialogs::{
    CommandDialog, Dialog, EditionDialog, ExportDialog, ImportDialog, InUse, PageDialog, Palette, ProposeDialog,
};
use super::files::{Chosen, FileDialog, Want};
use super::subject::elided;
use super::tools::place::Dragged;
use super::tools::{Tool, article};
use super::words::{Told, fill};
use super::{Window, clipboard, guides, start};
use crate::edit::Command;
use crate::finding::{Severity, Where};
use crate::id::StoryId;
use crate::import::Repairs;
use crate::project::{self, ProjectError};
use crate::session::{Copy, Unsaved, new_edition, open_file};

impl Window {
    pub(super) fn carry_out(&mut self, ask: Ask, ctx: &Context) {
        match ask {
            Ask::Act(action) => self.act(action, ctx),
            Ask::Open(folder) => self.leave(After::Open(folder), ctx),
            Ask::OpenAs(folder, way) => self.opened(Desk::open_as(&folder, way, self.language()), &folder, ctx),
            Ask::Say(message) => self.toasts.say(message, ctx),
            Ask::Choose(want) => self.choose(want, ctx),
            Ask::BringIn(paths) => self.bring_in(&paths, ctx),
            Ask::Load(what) => self.load(what),
            Ask::Paste(text) => self.paste(&text, ctx),
            Ask::Write(story) => self.write(story),
            Ask::WriteCommand(example) => self.dialog = Some(Dialog::Command(CommandDialog::new(&example))),
            Ask::Leave { after, save } => self.left(after, save, ctx),
            Ask::OpenFile(path) => {
                let said = open_file(&path).err().map(|e| Message::error(e.told(self.language())));
                self.say(said, ctx);
            }
            ask => {
                let said = self.desk.as_mut().and_then(|desk| change(desk, ask));
                self.say(said, ctx);
            }
        }
    }

    /// Opens or closes the story editor. The first of two clicks has put the story into the hand: it is laid down again.
    fn write(&mut self, story: Option<StoryId>) {
        let Some(desk) = &mut self.desk else { return };
        if self.canvas.hand.loaded.take().is_some() {
            desk.view.tool = Tool::Select;
        }
        desk.view.story = story;
    }

    /// Blocks from the clipboard come onto the current page and are selected; a text that is none of ours is left alone.
    fn paste(&mut self, text: &str, ctx: &Context) {
        let Some(desk) = &mut self.desk else { return };
        let Some((command, blocks)) = clipboard::pasted(desk, text) else { return };
        let label = ActionId::Paste.row().label(desk.language).to_owned();
        let said = change(desk, Ask::Edit { label, command, part: super::desk::PartOf::Whole });
        if said.is_none() {
            desk.view.selection = blocks.into_iter().collect();
        }
        self.say(said, ctx);
    }

    /// Puts something into the hand, with the tool that places it.
    fn load(&mut self, what: Dragged) {
        let Some(desk) = &mut self.desk else { return };
        desk.view.tool = match what {
            Dragged::Story(_) | Dragged::RunOn(_) => Tool::Frame,
            Dragged::Picture(_) => Tool::Picture,
        };
        desk.view.caret = None;
        self.canvas.hand.loaded = Some(what);
    }

    fn say(&mut self, message: Option<Message>, ctx: &Context) {
        if let Some(message) = message {
            self.toasts.say(message, ctx);
        }
    }

    fn act(&mut self, action: ActionId, ctx: &Context) {
        if !action.row().when.holds(self.desk.as_ref()) {
            return;
        }
        if self.act_on_window(action, ctx) {
            return;
        }
        let Some(desk) = &mut self.desk else { return };
        let acted = canvas::act(action, desk, &mut self.canvas);
        if action == ActionId::SeeSpot {
            // Which of them it is, the plate itself does not say.
            let spot = self.canvas.spot_shown().and_then(|n| desk.session().spot_plates().get(n));
            let message = spot.map(|s| Message::info(fill(desk.words().spot_plate, &[&s.name])));
            return self.say(message, ctx);
        }
        if acted || look(action, desk, self.canvas.status.zoom_percent) {
            return;
        }
        if let Some(tool) = action.tool() {
            desk.view.tool = tool;
            desk.view.caret = None;
            return;
        }
        if self.act_on_selection(action, ctx) {
            return;
        }
        let Some(desk) = &mut self.desk else { return };
        if let Some(command) = article::command(action, desk).or_else(|| acts::command_for(action, desk)) {
            let label = action.row().label(desk.language).trim_end_matches('…').to_owned();
            let added = match &command {
                Command::AddBlock { block, .. } => Some(block.id.clone()),
                _ => None,
            };
            let said = change(desk, Ask::Edit { label, command, part: super::desk::PartOf::Whole });
            if let Some(block) = added.filter(|_| said.is_none()) {
                desk.view.selection = std::iter::once(block).collect();
            }
            if said.is_none() && action == ActionId::AddPage {
                let next = if desk.edition().pages.len() > 1 { desk.view.page + 1 } else { 0 };
                turn(desk, next);
            }
            let done = matches!(action, ActionId::Delete | ActionId::RemovePage).then(|| Message {
                severity: Severity::Info,
                text: desk.words().taken_off.to_owned(),
                offer: Some(ActionId::Undo),
            });
            self.say(said.or(done), ctx);
        }
    }

    /// What is done with the selection and is more than one command; false for the other actions.
    fn act_on_selection(&mut self, action: ActionId, ctx: &Context) -> bool {
        let Some(desk) = &mut self.desk else { return false };
        match action {
            ActionId::Copy | ActionId::Cut => {
                self.copied = clipboard::copied(desk);
                ctx.copy_text(self.copied.clone());
                if action == ActionId::Cut {
                    self.act(ActionId::Delete, ctx);
                }
            }
            ActionId::Paste => {
                let text = self.copied.clone();
                self.paste(&text, ctx);
            }
            ActionId::RunOn => {
                let block = desk.selected().map(|(_, b)| b.id.clone());
                block.into_iter().for_each(|block| self.load(Dragged::RunOn(block)));
            }
            ActionId::FitArticle => {
                let said = fit(desk);
                self.say(said, ctx);
            }
            _ => return false,
        }
        true
    }

    /// The actions of the window itself; false for the others.
    fn act_on_window(&mut self, action: ActionId, ctx: &Context) -> bool {
        let panels = &mut self.settings.panels;
        match action {
            ActionId::NewEdition | ActionId::CloseEdition => self.leave(After::Start, ctx),
            ActionId::OpenEdition => self.choose(Want::Edition, ctx),
            ActionId::ImportFiles => self.choose(Want::Files, ctx),
            ActionId::Save => drop(self.save(ctx)),
            ActionId::Quit => self.leave(After::Quit, ctx),
            ActionId::TogglePanels => self.panels.hidden = !self.panels.hidden,
            ActionId::LeftPanel => (panels.left, self.panels.hidden) = (!panels.left, false),
            ActionId::RightPanel => (panels.right, self.panels.hidden) = (!panels.right, false),
            ActionId::ThemeDark => self.settings.dark = !self.settings.dark,
            ActionId::SwitchLanguage => self.settings.set_language(self.language().other()),
            ActionId::UiLarger => self.settings.scale = (self.settings.scale + 10).min(200),
            ActionId::UiSmaller => self.settings.scale = self.settings.scale.saturating_sub(10).max(75),
            ActionId::Settings => self.dialog = Some(Dialog::Settings),
            ActionId::Palette => self.dialog = Some(Dialog::Palette(Palette::default())),
            ActionId::Shortcuts => self.dialog = Some(Dialog::Shortcuts(String::new())),
            ActionId::About => self.dialog = Some(Dialog::About),
            ActionId::Export => self.dialog = self.desk.as_ref().map(|d| Dialog::Export(ExportDialog::new(d))),
            ActionId::Propose => {
                let dialog = self.desk.as_ref().and_then(ProposeDialog::new);
                self.dialog = dialog.map(|d| Dialog::Propose(Box::new(d)));
            }
            ActionId::PageSettings => {
                self.dialog = self.desk.as_ref().and_then(PageDialog::new).map(Dialog::Page);
            }
            ActionId::EditionSettings => {
                self.dialog = self.desk.as_ref().map(|d| Dialog::Edition(EditionDialog::new(d)));
            }
            _ => return false,
        }
        true
    }

    pub(super) fn save(&mut self, ctx: &Context) -> bool {
        let Some(desk) = &mut self.desk else { return true };
        match desk.session_mut().save() {
            Ok(_) => {
                guides::write(desk.session().folder(), &self.canvas.hand.guides);
                true
            }
            Err(ProjectError::ChangedOnDisk { files, .. }) => {
                self.dialog = Some(Dialog::Changed(files));
                false
            }
            Err(e) => {
                self.toasts.say(Message::error(e.told(self.language())), ctx);
                false
            }
        }
    }

    /// Leaves the edition: at once where nothing is unsaved, else after the editor said what becomes of it.
    pub(super) fn leave(&mut self, after: After, ctx: &Context) {
        if self.desk.as_ref().is_some_and(Desk::is_changed) {
            self.dialog = Some(Dialog::Leave(after));
        } else {
            self.left(after, false, ctx);
        }
    }

    fn left(&mut self, after: After, save: bool, ctx: &Context) {
        if save && !self.save(ctx) {
            return;
        }
        if let After::Open(folder) = &after {
            // Opened before the other is let go: where it cannot be opened the editor keeps what there was.
            if self.desk.as_ref().is_some_and(|d| d.session().folder() == folder) {
                return;
            }
            let desk = Desk::open(folder, self.language());
            self.opened(desk, folder, ctx);
            return;
        }
        self.let_go(ctx);
        self.leaving = after == After::Quit;
    }

    fn let_go(&mut self, ctx: &Context) {
        let Some(desk) = self.desk.take() else { return };
        if !desk.is_read_only() {
            guides::write(desk.session().folder(), &self.canvas.hand.guides);
        }
        let language = desk.language;
        self.say(desk.discard().err().map(|e| Message::error(e.told(language))), ctx);
        self.panels.forget();
        self.canvas = canvas::CanvasState::default();
    }

    fn opened(&mut self, desk: Result<Desk, ProjectError>, folder: &Path, ctx: &Context) {
        match desk {
            Ok(desk) => {
                self.let_go(ctx);
                self.take(desk);
            }
            Err(e @ ProjectError::InUse { .. }) => {
                self.dialog = Some(Dialog::InUse(InUse { folder: folder.to_owned(), why: e.told(self.language()) }));
            }
            Err(e) => self.toasts.say(Message::error(e.told(self.language())), ctx),
        }
    }

    /// Puts an edition on the desk, and says what an earlier session left there.
    pub(super) fn take(&mut self, desk: Desk) {
        self.settings.remember(desk.session().folder());
        self.canvas.hand.guides = guides::read(desk.session().folder());
        let words = desk.words();
        match desk.session().unsaved() {
            Some(Unsaved::Offered(_)) => self.dialog = Some(Dialog::Recover),
            Some(Unsaved::PutAside { file, .. }) => {
                let said = fill(words.was_put_aside, &[&file.display()]);
                self.asks.push(Ask::Say(Message { severity: Severity::Warning, text: said, offer: None }));
            }
            None => {}
        }
        if desk.is_read_only() {
            self.asks.push(Ask::Say(Message::info(words.is_read_only)));
        }
        self.desk = Some(desk);
    }

    /// Copy is shown and asked about first; pictures alone come in at once.
    fn bring_in(&mut self, paths: &[PathBuf], ctx: &Context) {
        let dialog = ImportDialog::new(paths);
        match dialog.pictures_alone() {
            Some(files) => self.carry_out(Ask::Import { files, page: None, repairs: Repairs::all() }, ctx),
            None => self.dialog = Some(Dialog::Import(Box::new(dialog))),
        }
    }

    fn choose(&mut self, want: Want, ctx: &Context) {
        let beside = self.settings.recent.first().and_then(|r| r.parent().map(Path::to_owned));
        let at = if matches!(want, Want::ExportFolder(_)) { None } else { self.looked_in.clone().or(beside) };
        self.files = Some(FileDialog::open(want, self.settings.own_dialogs, at, self.language(), ctx));
    }

    /// What was chosen in a file dialog.
    pub(super) fn chosen(&mut self, chosen: Chosen, ctx: &Context) {
        let Some(path) = chosen.paths.first().cloned() else { return };
        self.looked_in = path.parent().map(Path::to_owned);
        match chosen.want {
            Want::Edition => self.leave(After::Open(path), ctx),
            Want::Files => self.carry_out(Ask::BringIn(chosen.paths), ctx),
            Want::ExportFolder(_) => {
                if let Some(Dialog::Export(dialog)) = &mut self.dialog {
                    dialog.set_folder(path);
                }
            }
            Want::NewEdition(_) => {
                let made =
                    project::create(&new_edition(&self.start.wanted), &path).map_err(|e| e.told(self.language()));
                self.made(made.map(drop), path, ctx);
            }
            Want::Sample(_) => {
                let sample = start::sample_folder().ok_or_else(|| self.language().words().sample_missing.to_owned());
                let made = sample.and_then(|sample| copy_folder(&sample, &path).map_err(|e| e.to_string()));
                self.made(made, path, ctx);
            }
        }
    }

    fn made(&mut self, made: Result<(), String>, folder: PathBuf, ctx: &Context) {
        match made {
            Ok(()) => self.left(After::Open(folder), false, ctx),
            Err(e) => self.toasts.say(Message::error(e), ctx),
        }
    }
}

/// Copies a folder with everything in it; the new one must not exist.
fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        // A lock, a journal or a cache is somebody's own.
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_dir() {
            copy_folder(&path, &target)?;
        } else {
            std::fs::copy(&path, &target)?;
        }
    }
    Ok(())
}

/// The actions that change what is looked at, where the canvas does not do it better.
fn look(action: ActionId, desk: &mut Desk, percent: f64) -> bool {
    let view: &mut View = &mut desk.view;
    match action {
        ActionId::ZoomIn => view.zoom = Zoom::Percent((percent * 1.25).clamp(5.0, 1600.0)),
        ActionId::ZoomOut => view.zoom = Zoom::Percent((percent / 1.25).clamp(5.0, 1600.0)),
        ActionId::FitPage => view.zoom = Zoom::Page,
        ActionId::FitWidth => view.zoom = Zoom::Width,
        ActionId::ActualSize => view.zoom = Zoom::Percent(100.0),
        ActionId::DoubleSize => view.zoom = Zoom::Percent(200.0),
        ActionId::FitSelection => {
            view.reveal = view.selection.first().map(|b| Where { block: Some(b.clone()), ..Where::default() });
        }
        ActionId::Preview => view.aids.preview = !view.aids.preview,
        ActionId::Spread => view.aids.spread = !view.aids.spread,
        ActionId::ShowGrid => view.aids.grid = !view.aids.grid,
        ActionId::ShowBaselines => view.aids.baselines = !view.aids.baselines,
        ActionId::ShowGuides => view.aids.guides = !view.aids.guides,
        ActionId::ShowRulers => view.aids.rulers = !view.aids.rulers,
        ActionId::PreviousPage => turn(desk, desk.view.page.saturating_sub(1)),
        ActionId::NextPage => turn(desk, desk.view.page + 1),
        ActionId::Undo => {
            desk.session_mut().undo();
            collapse(desk);
        }
        ActionId::Redo => {
            desk.session_mut().redo();
            collapse(desk);
        }
        ActionId::Deselect => desk.view.selection.clear(),
        ActionId::SelectAll => {
            let blocks = desk.page().map(|p| p.blocks.iter().filter(|b| !b.locked).map(|b| b.id.clone()).collect());
            desk.view.selection = blocks.unwrap_or_default();
        }
        ActionId::EditStory => {
            let story = desk.selected().and_then(|(_, b)| desk.story_of(b)).map(|(id, _)| id.clone());
            desk.view.story = story;
        }
        _ => return false,
    }
    true
}

/// What was selected in the text may be another text now: a key must not take its place.
fn collapse(desk: &mut Desk) {
    if let Some(caret) = &mut desk.view.caret {
        let least = caret.anchor.min(caret.at);
        (caret.anchor, caret.at) = (least, least);
    }
}

/// Carries out what concerns the open edition alone; gives back what should be said.
fn change(desk: &mut Desk, ask: Ask) -> Option<Message> {
    let language = desk.language;
    let failed = |e: &dyn Told| Some(Message::error(e.told(language)));
    match ask {
        Ask::Edit { label, command, part } => return desk.edit(label, command, part).err().and_then(|e| failed(&e)),
        Ask::Finish(gesture) => desk.finish(gesture),
        Ask::Cancel(gesture) => desk.cancel(gesture),
        Ask::Rest => desk.rest(),
        Ask::Jump(entry) => drop(desk.session_mut().jump(entry)),
        Ask::Select(blocks) => desk.view.selection = blocks,
        Ask::Caret(caret) => desk.view.caret = caret,
        Ask::Turn(page) => turn(desk, page),
        Ask::GoTo(place) => go_to(desk, place),
        Ask::Take(tool) => desk.view.tool = tool,
        Ask::Zoom(zoom) => desk.view.zoom = zoom,
        Ask::Centre(point) => desk.view.centre = Some(point),
        Ask::Show(aids) => desk.view.aids = aids,
        Ask::Place(story) => return place(desk, &story),
        Ask::Import { files, page, repairs } => {
            let label = import_label(desk, &files);
            return match desk.session_mut().bring_in(label, files, page, &repairs) {
                Ok(done) => {
                    let stories: usize = done.files.iter().map(|f| f.stories.len()).sum();
                    Some(Message::info(fill(desk.words().brought_in, &[&stories, &done.pictures.len()])))
                }
                Err(e) => failed(&e),
            };
        }
        Ask::Recover(take_up) => {
            let session = desk.session_mut();
            let done = if take_up { session.recover().map(drop) } else { session.leave_unsaved().map(drop) };
            return done.err().and_then(|e| failed(&e));
        }
        Ask::Reload(anew) => {
            let label = desk.words().reload;
            let session = desk.session_mut();
            let done = if anew { session.reload(label).map(drop) } else { session.keep_mine() };
            return done.err().and_then(|e| failed(&e));
        }
        Ask::Act(_)
        | Ask::Open(_)
        | Ask::OpenAs(..)
        | Ask::BringIn(_)
        | Ask::Say(_)
        | Ask::Choose(_)
        | Ask::Load(_)
        | Ask::Paste(_)
        | Ask::Write(_)
        | Ask::OpenFile(_)
        | Ask::WriteCommand(_)
        | Ask::Leave { .. } => {}
    }
    None
}

/// Makes the selected article exactly full where it stands, by what does least harm, and says by what. What would leave
/// it a little short is the editor's to choose, from the list at its badge.
fn fit(desk: &mut Desk) -> Option<Message> {
    let (page, block) = desk.selected()?;
    let remedies = desk.session().remedies(page.number, &block.id);
    let (words, count) = (desk.words(), remedies.len());
    let Some(remedy) = remedies.into_iter().find(|r| r.short == 0) else {
        let text = if count == 0 { words.no_remedy.to_owned() } else { fill(words.level_only, &[&count]) };
        return Some(Message { severity: Severity::Warning, text, offer: None });
    };
    let label = remedy.said.said(desk.language).to_owned();
    let done = Message { severity: Severity::Info, text: label.clone(), offer: Some(ActionId::Undo) };
    let edit = Ask::Edit { label, command: remedy.command, part: super::desk::PartOf::Whole };
    change(desk, edit).or(Some(done))
}

/// What the history calls an import: with the file's name where it is one.
fn import_label(desk: &Desk, files: &[Copy]) -> String {
    let word = desk.words().import;
    match files {
        [only] => format!("{word} · {}", elided(&only.name)),
        _ => word.to_owned(),
    }
}

/// Puts a story into the largest free area of the current page.
fn place(desk: &mut Desk, story: &StoryId) -> Option<Message> {
    let page = desk.page()?.number;
    let Some(command) = desk.session().article_for(page, story) else {
        return Some(Message::error(desk.words().no_room));
    };
    let block = match &command {
        Command::AddBlock { block, .. } => Some(block.id.clone()),
        _ => None,
    };
    let said = change(desk, Ask::edit(desk.language, command));
    desk.view.selection = block.into_iter().collect::<BTreeSet<_>>();
    said
}

fn turn(desk: &mut Desk, page: usize) {
    if page < desk.edition().pages.len() && page != desk.view.page {
        desk.view.page = page;
        desk.view.caret = None;
        desk.view.centre = None;
        desk.view.selection.clear();
    }
}

/// To the page of a place, its block selected; the canvas brings it into view.
fn go_to(desk: &mut Desk, place: Where) {
    let of_block = place.block.as_ref().and_then(|b| desk.edition().block(b)).map(|(p, _)| p.number);
    if let Some(page) = place.page.or(of_block).and_then(|n| desk.edition().pages.iter().position(|p| p.number == n)) {
        turn(desk, page);
    }
    if let Some(block) = &place.block {
        desk.view.selection = std::iter::once(block.clone()).collect();
    }
    desk.view.reveal = Some(place);
}
