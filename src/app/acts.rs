//! The actions that change the edition, as the commands they mean.

use super::actions::ActionId;
use super::desk::Desk;
use super::panels::folios_of;
use super::tools::fresh_block;
use crate::edit::Command;
use crate::geom::{Length, Rect};
use crate::id::BlockId;
use crate::ink::Ink;
use crate::model::{
    Block, BlockKind, CodeBlock, Correction, Edition, Furniture, Grid, Page, PageSetup, Place, Preset, SectionHead,
};
use crate::session::folio;

/// The command an action means for what is selected; none where it means nothing, or is not one of these.
pub(super) fn command_for(action: ActionId, desk: &Desk) -> Option<Command> {
    match action {
        ActionId::Delete => delete(desk),
        ActionId::Duplicate => duplicate(desk),
        ActionId::Lock => lock(desk),
        ActionId::AddPage => Some(add_page(desk)),
        ActionId::AddMasthead => furnish(desk, 'm', BlockKind::Masthead(Furniture::default()), 0, 14),
        ActionId::AddFolio => add_folio(desk),
        ActionId::AddSectionHead => {
            let text = desk.words().block_section.to_owned();
            let note = String::new();
            let head = SectionHead { text, note, accent: Ink::RED, reversed: true, vertical: false };
            furnish(desk, 'h', BlockKind::SectionHead(head), 2, 2)
        }
        ActionId::AddCode => {
            let code = CodeBlock { text: "https://".to_owned(), correction: Correction::default() };
            furnish(desk, 'q', BlockKind::Code(code), 1, 8)
        }
        ActionId::RemovePage => desk.page().map(|p| Command::RemovePage { page: p.number }),
        ActionId::BringToFront => order(desk, |_, last| last),
        ActionId::BringForward => order(desk, |at, last| (at + 1).min(last)),
        ActionId::SendBackward => order(desk, |at, _| at.saturating_sub(1)),
        ActionId::SendToBack => order(desk, |_, _| 0),
        _ => None,
    }
}

/// Something of the page's own at its top left, so many columns wide (0: all) and lines high.
fn furnish(desk: &Desk, prefix: char, kind: BlockKind, columns: u16, lines: u16) -> Option<Command> {
    let page = desk.page()?;
    let grid = page.setup.grid;
    let columns = if columns == 0 { grid.columns() } else { columns.min(grid.columns()) };
    let place = Place::Columns { column: 0, columns, line: 0, lines: lines.min(grid.lines()) };
    let block = Block { id: fresh_block(desk.edition(), prefix, &[]), place, locked: false, kind };
    Some(Command::AddBlock { page: page.number, block: Box::new(block), at: None })
}

/// The folio as a new edition has it; where the page has one already it would only lie on top of it.
fn add_folio(desk: &Desk) -> Option<Command> {
    let page = desk.page()?;
    if page.blocks.iter().any(|b| matches!(b.kind, BlockKind::Folio(_))) {
        return None;
    }
    let block = Block { id: fresh_block(desk.edition(), 'f', &[]), ..folio(page.number, page.setup) };
    Some(Command::AddBlock { page: page.number, block: Box::new(block), at: None })
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

/// Copies of the selected blocks, a little lower.
fn duplicate(desk: &Desk) -> Option<Command> {
    let edition = desk.edition();
    let of = selected(desk).filter_map(|b| {
        let (page, _) = edition.block(&b.id)?;
        Some((page.number, lower(b.place, page.setup.grid), b))
    });
    batch(copies(edition, of).0)
}

/// The commands that put copies of blocks onto pages at places, and their ids; a copy does not run on into where the block
/// runs on, and is not locked.
pub(super) fn copies<'b>(
    edition: &Edition,
    of: impl Iterator<Item = (u16, Place, &'b Block)>,
) -> (Vec<Command>, Vec<BlockId>) {
    let (mut commands, mut ids) = (Vec::new(), Vec::new());
    for (page, place, block) in of {
        let id = fresh_block(edition, 'b', &ids);
        let mut copy = Block { id: id.clone(), place, locked: false, ..block.clone() };
        match &mut copy.kind {
            BlockKind::Article(article) => article.next = None,
            BlockKind::TextFrame(frame) => frame.next = None,
            _ => {}
        }
        commands.push(Command::AddBlock { page, block: Box::new(copy), at: None });
        ids.push(id);
    }
    (commands, ids)
}

/// Two lines lower, where there is room.
pub(super) fn lower(place: Place, grid: Grid) -> Place {
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
