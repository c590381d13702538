//! Every change an editor can make, as a [`Command`], and the history of them.
//!
//! A command is a plain value: a window, a script and the command line send the same ones. [`apply`] answers with a new
//! edition that shares everything the command did not touch, or with a refusal; the old edition is never changed.

mod blocks;
mod command;
mod history;
mod house;
mod pages;
mod refusal;
mod stories;
mod table;
mod weight;

use crate::model::{Edition, check};

pub use command::Command;
pub use history::{Entry, Gesture, History, Step};
pub use refusal::Refusal;
pub use table::{COMMANDS, CommandInfo, command_page};

/// The edition after `command`.
///
/// # Errors
/// [`Refusal`] where the command names something that is not there or would leave the edition unsound: a block off its
/// grid, a thread in a circle, a story removed while a block shows it.
pub fn apply(edition: &Edition, command: Command) -> Result<Edition, Refusal> {
    let mut next = edition.clone();
    change(&mut next, command)?;
    check(&next).map_err(Refusal::Unsound)?;
    Ok(next)
}

/// Changes `edition`, which may be unsound between the commands of a batch.
fn change(edition: &mut Edition, command: Command) -> Result<(), Refusal> {
    match command {
        Command::SetPaper { paper } => edition.paper = paper,
        Command::SetDate { date } => edition.date = date,
        Command::SetIssueNumber { number } => edition.issue_number = number,

        Command::AddPage { page, at } => return pages::add(edition, page, at),
        Command::RemovePage { page } => return pages::remove(edition, page),
        Command::RenumberPage { page, to } => return pages::renumber(edition, page, to),
        Command::MovePage { page, at } => return pages::reorder(edition, page, at),
        Command::SetPageSetup { page, setup } => return pages::with(edition, page, |p| p.setup = setup),
        Command::SetPageSection { page, section } => return pages::with(edition, page, |p| p.section = section),
        Command::SetPageMono { page, mono } => return pages::with(edition, page, |p| p.mono = mono),

        Command::AddBlock { page, block, at } => return blocks::add(edition, page, block, at),
        Command::RemoveBlock { block } => return blocks::remove(edition, &block),
        Command::ReplaceBlock { block } => return blocks::replace(edition, block),
        Command::MoveBlock { block, place, page } => return blocks::relocate(edition, &block, place, page),
        Command::OrderBlock { block, at } => return blocks::order(edition, &block, at),
        Command::LockBlock { block, locked } => return blocks::with(edition, &block, |b| b.locked = locked),
        Command::SetHead { block, head } => return blocks::article(edition, &block, |a| a.head = head),
        Command::SetArticlePictures { block, pictures } => {
            return blocks::article(edition, &block, |a| a.pictures = pictures);
        }
        Command::SetLegs { block, legs } => return blocks::legs(edition, &block, legs),
        Command::SetBox { block, boxed } => return blocks::boxed(edition, &block, boxed),
        Command::SetThread { block, next } => return blocks::thread(edition, &block, next),

        Command::AddStory { id, story } => return stories::add(edition, id, story),
        Command::ReplaceStory { id, story } => return stories::with(edition, &id, |s| *s = *story),
        Command::RemoveStory { id } => return stories::remove(edition, &id),
        Command::SetStoryKind { story, kind } => return stories::with(edition, &story, |s| s.kind = kind),
        Command::SetStoryRank { story, rank } => return stories::with(edition, &story, |s| s.rank = rank),
        Command::SetStorySection { story, section } => return stories::with(edition, &story, |s| s.section = section),
        Command::SetKicker { story, text } => return stories::with(edition, &story, |s| s.kicker = text),
        Command::SetHeadline { story, headline } => return stories::with(edition, &story, |s| s.headline = headline),
        Command::SetDeck { story, text } => return stories::with(edition, &story, |s| s.deck = text),
        Command::SetByline { story, byline } => return stories::with(edition, &story, |s| s.byline = byline),
        Command::SetCaptions { story, captions } => return stories::with(edition, &story, |s| s.captions = captions),
        Command::InsertParagraph { story, at, paragraph } => return stories::insert(edition, &story, at, paragraph),
        Command::SetParagraph { story, at, paragraph } => return stories::set(edition, &story, at, paragraph),
        Command::RemoveParagraph { story, at } => return stories::cut(edition, &story, at),
        Command::EditText { story, paragraph, from, to, text } => {
            return stories::edit_text(edition, &story, paragraph, from..to, &text);
        }

        Command::AddPicture { id, picture } => return stories::add_picture(edition, id, picture),
        Command::ReplacePicture { id, picture } => return stories::replace_picture(edition, &id, picture),
        Command::RemovePicture { id } => return stories::remove_picture(edition, &id),
        Command::SetPictureIntent { picture, intent } => return stories::set_intent(edition, &picture, intent),

        Command::SetStyle { name, style } => return house::style(edition, &name, style),
        Command::SetCharStyle { name, style } => return house::char_style(edition, &name, style),
        Command::SetFaces { role, faces } => house::with(edition, |h| drop(h.faces.insert(role, faces))),
        Command::SetLadder { ladder } => house::with(edition, |h| h.ladder = ladder),
        Command::SetHao { hao } => house::with(edition, |h| h.hao = hao),
        Command::SetOutput { output } => house::with(edition, |h| h.output = output),
        Command::SetPreflight { profile } => house::with(edition, |h| h.preflight = profile),

        Command::Batch { label: _, commands } => return batch(edition, commands),
    }
    Ok(())
}

fn batch(edition: &mut Edition, commands: Vec<Command>) -> Result<(), Refusal> {
    for (i, command) in commands.into_iter().enumerate() {
        let name = command.name();
        change(edition, command).map_err(|why| Refusal::InBatch { number: i + 1, name, why: Box::new(why) })?;
    }
    Ok(())
}
