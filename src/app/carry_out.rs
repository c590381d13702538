//! What was asked for in a frame, carried out after it.

use super::Window;
use super::actions::ActionId;
use super::canvas;
use super::desk::{Ask, Desk, Message};
use super::tools::article;
use crate::finding::Where;

impl Window {
    pub(super) fn carry_out(&mut self, ask: Ask, ctx: &egui::Context) {
        if let Ask::Act(action) = ask {
            self.act(action, ctx);
            return;
        }
        if let Ask::Open(folder) = ask {
            match Desk::open(&folder, self.language) {
                Ok(desk) => self.desk = Some(desk),
                Err(e) => self.say(Message::error(e.to_string())),
            }
            return;
        }
        let Some(desk) = &mut self.desk else { return };
        let said = change(desk, ask);
        if let Some(message) = said {
            self.say(message);
        }
    }

    fn act(&mut self, action: ActionId, _ctx: &egui::Context) {
        let Some(desk) = &mut self.desk else { return };
        if canvas::act(action, &mut desk.view, &mut self.canvas) {
            return;
        }
        if let Some(tool) = action.tool() {
            desk.view.tool = tool;
            return;
        }
        if let Some(command) = article::command(action, desk) {
            let edit = Ask::edit(desk.language, command);
            if let Some(message) = change(desk, edit) {
                self.say(message);
            }
            return;
        }
        match action {
            ActionId::Undo => drop(desk.session_mut().undo()),
            ActionId::Redo => drop(desk.session_mut().redo()),
            ActionId::Save => {
                let said = desk.save().err().map(|e| Message::error(e.to_string()));
                said.into_iter().for_each(|m| self.say(m));
            }
            ActionId::TogglePanels => self.panels.hidden = !self.panels.hidden,
            ActionId::Quit => self.leaving = true,
            _ => {}
        }
    }

    pub(super) fn say(&mut self, _message: Message) {}
}

/// Carries out what concerns the open edition alone; gives back what should be said.
fn change(desk: &mut Desk, ask: Ask) -> Option<Message> {
    match ask {
        Ask::Edit { label, command, part } => {
            return desk.edit(label, command, part).err().map(|e| Message::error(e.to_string()));
        }
        Ask::Finish(gesture) => desk.finish(gesture),
        Ask::Cancel(gesture) => desk.cancel(gesture),
        Ask::Rest => desk.session_mut().try_remedies(),
        Ask::Jump(entry) => drop(desk.session_mut().jump(entry)),
        Ask::Select(blocks) => desk.view.selection = blocks,
        Ask::Caret(caret) => desk.view.caret = caret,
        Ask::Turn(page) => turn(desk, page),
        Ask::GoTo(place) => go_to(desk, place),
        Ask::Take(tool) => desk.view.tool = tool,
        Ask::Zoom(zoom) => desk.view.zoom = zoom,
        Ask::Centre(point) => desk.view.centre = Some(point),
        Ask::Show(aids) => desk.view.aids = aids,
        Ask::Write(story) => desk.view.story = story,
        Ask::Say(message) => return Some(message),
        Ask::Act(_) | Ask::Open(_) | Ask::BringIn(_) => {}
    }
    None
}

fn turn(desk: &mut Desk, page: usize) {
    if page < desk.edition().pages.len() && page != desk.view.page {
        desk.view.page = page;
        desk.view.caret = None;
        desk.view.selection.clear();
    }
}

/// To the page of a place, its block selected; the canvas brings it into view.
fn go_to(desk: &mut Desk, place: Where) {
    let number =
        place.page.or_else(|| place.block.as_ref().and_then(|b| desk.edition().block(b)).map(|(p, _)| p.number));
    if let Some(page) = number.and_then(|n| desk.edition().pages.iter().position(|p| p.number == n)) {
        turn(desk, page);
    }
    if let Some(block) = &place.block {
        desk.view.selection = std::iter::once(block.clone()).collect();
    }
    desk.view.reveal = Some(place);
}
