//! Blocks on the system's clipboard, as JSON: they go from page to page, and to another window with the same edition.
//! Stories and pictures are named and not copied.

use serde::{Deserialize, Serialize};

use super::acts::{copies, lower};
use super::desk::Desk;
use crate::edit::Command;
use crate::id::BlockId;
use crate::model::Block;

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
/// of them stands there already, they come a little lower.
pub(super) fn pasted(desk: &Desk, text: &str) -> Option<(Command, Vec<BlockId>)> {
    let copied: Copied = serde_json::from_str(text).ok()?;
    let page = desk.page()?;
    let aside = copied.blocks.iter().any(|b| page.blocks.iter().any(|there| there.place == b.place));
    let place = |b: &Block| if aside { lower(b.place, page.setup.grid) } else { b.place };
    let of = copied.blocks.iter().map(|b| (page.number, place(b), b));
    let (commands, ids) = copies(desk.edition(), of);
    (!commands.is_empty()).then(|| (Command::Batch { label: String::new(), commands }, ids))
}
