//! The actions that change the edition, as the commands they mean.

use super::actions::ActionId;
use super::desk::Desk;
use super::panels::folios_of;
use crate::edit::Command;
use crate::geom::{Length, Rect};
use crate::id::BlockId;
use crate::model::{Block, BlockKind, Grid, Page, PageSetup, Place, Preset};

/// The command an action means for what is selected; none where it means nothing, or is not one of these.
pub(super) fn command_for(action: ActionId, desk: &Desk) -> Option<Command> {
    match action {
        ActionId::Delete => delete(desk),
        ActionId::Duplicate => duplicate(desk),
        ActionId::Lock => lock(desk),
        ActionId::AddPage => Some(add_page(desk)),
        ActionId::RemovePage => desk.page().map(|p| Command::RemovePage { page: p.number }),
        ActionId::BringToFront => order(desk, |_, last| last),
        ActionId::BringForward => order(desk, |at, last| (at + 1).min(last)),
        ActionId::SendBackward => order(desk, |at, _| at.saturating_sub(1)),
        ActionId::SendToBack => order(desk, |_, _| 0),
        _ => None,
    }
}

fn batch(commands: Vec<Command>) -> Option<Command> {
    match commands.len() {
        0 => None,
        1 => commands.into_iter().next(),
        _ => Some(Command::Batch { label: String::new(), commands }),
    }
}

fn selected(desk: &Desk) -> impl Iterator<Item = &Block> {
    desk.view.selection.iter().filter_map(|id| desk.edition().block(id).map(|(_, b)| &**b))
}

/// Locked blocks stay: who means them unlocks them.
fn delete(desk: &Desk) -> Option<Command> {
    batch(selected(desk).filter(|b| !b.locked).map(|b| Command::RemoveBlock { block: b.id.clone() }).collect())
}

/// Copies of the selected blocks, a little lower; a copy does not run on into where the block runs on.
fn duplicate(desk: &Desk) -> Option<Command> {
    let edition = desk.edition();
    let mut free = (1..).map(|n| BlockId::numbered('b', n)).filter(|id| edition.block(id).is_none());
    let mut commands = Vec::new();
    for block in selected(desk) {
        let (page, _) = edition.block(&block.id)?;
        let mut copy = Block { id: free.next()?, locked: false, ..block.clone() };
        copy.place = lower(block.place, page.setup.grid);
        match &mut copy.kind {
            BlockKind::Article(article) => article.next = None,
            BlockKind::TextFrame(frame) => frame.next = None,
            _ => {}
        }
        commands.push(Command::AddBlock { page: page.number, block: Box::new(copy), at: None });
    }
    batch(commands)
}

/// Two lines lower, where there is room.
fn lower(place: Place, grid: Grid) -> Place {
    let down = |line: u16, lines: u16| if line + lines + 2 <= grid.lines() { line + 2 } else { line.saturating_sub(2) };
    match place {
        Place::Columns { column, columns, line, lines } => {
            Place::Columns { column, columns, line: down(line, lines), lines }
        }
        Place::Cells { char, width, line, lines } => Place::Cells { char, width, line: down(line, lines), lines },
        Place::Free(rect) => Place::Free(Rect { x: rect.x + Length::MM * 5, y: rect.y + Length::MM * 5, ..rect }),
    }
}

fn lock(desk: &Desk) -> Option<Command> {
    let locked = !selected(desk).all(|b| b.locked);
    batch(selected(desk).map(|b| Command::LockBlock { block: b.id.clone(), locked }).collect())
}

/// A page like the current one, with its folio and nothing else on it.
fn add_page(desk: &Desk) -> Command {
    let edition = desk.edition();
    let number = edition.pages.iter().map(|p| p.number).max().unwrap_or(0) + 1;
    let page = match desk.page() {
        Some(like) => Page {
            number,
            section: String::new(),
            setup: like.setup,
            mono: like.mono,
            blocks: folios_of(like, edition),
        },
        None => {
            let setup = PageSetup::preset(Preset::Broadsheet);
            Page { number, section: String::new(), setup, mono: false, blocks: Vec::new() }
        }
    };
    let at = if edition.pages.is_empty() { None } else { Some(desk.view.page + 1) };
    Command::AddPage { page: Box::new(page), at }
}

/// The selected block at another position among the blocks of its page.
fn order(desk: &Desk, to: impl Fn(usize, usize) -> usize) -> Option<Command> {
    let (page, block) = desk.selected()?;
    let at = page.blocks.iter().position(|b| b.id == block.id)?;
    let new = to(at, page.blocks.len() - 1);
    (new != at).then(|| Command::OrderBlock { block: block.id.clone(), at: new })
}
