//! Blocks on the system's clipboard, as JSON: they go from page to page, and to another window with the same edition.
//! Stories and pictures are named and not copied.

use serde::{Deserialize, Serialize};

use super::acts::lower;
use super::desk::Desk;
use super::tools::fresh_block;
use crate::edit::Command;
use crate::id::BlockId;
use crate::model::{Block, BlockKind};

/// What is on the clipboard.
#[derive(Debug, Serialize, Deserialize)]
struct Copied {
    banxin: u32,
    blocks: Vec<Block>,
}

/// The selected blocks of the current page, in painting order.
pub(super) fn copied(desk: &Desk) -> String {
    let chosen = desk.page().map(|p| p.blocks.iter().filter(|b| desk.view.selection.contains(&b.id)));
    let blocks = chosen.into_iter().flatten().map(|b| Block::clone(b)).collect();
    serde_json::to_string(&Copied { banxin: 1, blocks }).unwrap_or_default()
}

/// The command that puts them onto the current page, and their new ids; none where the text is nothing of ours. Where one
/// of them stands there already, they come a little lower; none runs on into where it ran on.
pub(super) fn pasted(desk: &Desk, text: &str) -> Option<(Command, Vec<BlockId>)> {
    let copied: Copied = serde_json::from_str(text).ok()?;
    let page = desk.page()?;
    let stands = |b: &Block| page.blocks.iter().any(|there| there.place == b.place);
    let aside = copied.blocks.iter().any(stands);
    let (mut commands, mut ids) = (Vec::new(), Vec::new());
    for block in copied.blocks {
        let id = fresh_block(desk.edition(), 'b', &ids);
        let place = if aside { lower(block.place, page.setup.grid) } else { block.place };
        let mut new = Block { id: id.clone(), place, locked: false, ..block };
        match &mut new.kind {
            BlockKind::Article(article) => article.next = None,
            BlockKind::TextFrame(frame) => frame.next = None,
            _ => {}
        }
        commands.push(Command::AddBlock { page: page.number, block: Box::new(new), at: None });
        ids.push(id);
    }
    (!commands.is_empty()).then(|| (Command::Batch { label: String::new(), commands }, ids))
}
