//! `banxin recover`, and what the other commands say about work that was never saved.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::bail;
use clap::Args;

use super::{DONE, Streams};
use crate::finding::counted;
use crate::model::utc;
use crate::project::{self, journal};
use crate::session::{Session, Unsaved};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folder of the edition
    edition: PathBuf,
    /// Only list what would be recovered
    #[arg(long, conflicts_with = "discard")]
    list: bool,
    /// Put it aside instead, as .journal-1 or the next number
    #[arg(long)]
    discard: bool,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let mut session = Session::edit(&arguments.edition)?;
    match session.unsaved() {
        None => writeln!(streams.out, "nothing is unsaved")?,
        Some(Unsaved::PutAside { file, written }) => {
            writeln!(
                streams.out,
                "unsaved work{} goes on from another state of the edition and was put aside",
                when(*written)
            )?;
            writeln!(streams.out, "kept {}", file.display())?;
        }
        Some(Unsaved::Offered(recovery)) => {
            recovery.labels().try_for_each(|label| writeln!(streams.out, "{label}"))?;
            let count = recovery.labels().count();
            writeln!(streams.out, "{}, the last written{}", counted(count, "step"), when(recovery.written()))?;
            if recovery.is_broken() {
                writeln!(streams.out, "a step at the end was not finished and is dropped")?;
            }
            answer(arguments, &mut session, streams)?;
        }
    }
    Ok(DONE)
}

fn answer(arguments: &Arguments, session: &mut Session, streams: &mut Streams<'_>) -> anyhow::Result<()> {
    if arguments.list {
        return Ok(());
    }
    if arguments.discard {
        let file = session.leave_unsaved()?;
        file.iter().try_for_each(|f| writeln!(streams.out, "kept {}", f.display()))?;
        return Ok(());
    }
    session.recover()?;
    let saved = session.save()?;
    saved.written.iter().try_for_each(|f| writeln!(streams.out, "written {f}"))?;
    saved.removed.iter().try_for_each(|f| writeln!(streams.out, "removed {f}"))?;
    Ok(())
}

/// Opens an edition that is going to be changed and saved. Unsaved work in it is for an editor to decide about first.
pub(super) fn edit(folder: &Path) -> anyhow::Result<Session> {
    let mut session = Session::edit(folder)?;
    match session.unsaved() {
        Some(Unsaved::Offered(recovery)) => bail!(
            "the edition holds {} that were never saved{}: `banxin recover` takes them up, `banxin recover \
             --discard` puts them aside: {}",
            counted(recovery.labels().count(), "step"),
            when(recovery.written()),
            folder.display()
        ),
        Some(Unsaved::PutAside { .. }) | None => {
            session.keep_no_journal();
            Ok(session)
        }
    }
}

/// Whoever reads an edition hears that somebody has more of it than is saved.
pub(super) fn note(folder: &Path, streams: &mut Streams<'_>) -> anyhow::Result<()> {
    if !journal::is_there(folder) {
        return Ok(());
    }
    match project::holder_of(folder) {
        Some(holder) => writeln!(streams.err, "note: the edition is open ({holder}); this is what was saved last")?,
        None => writeln!(
            streams.err,
            "note: the edition holds work that was never saved; `banxin recover` takes it up, this is what was saved last"
        )?,
    }
    Ok(())
}

/// Such as ` on 2026-11-24 07:12 UTC`.
fn when(written: Option<SystemTime>) -> String {
    let seconds = written.and_then(|t| t.duration_since(UNIX_EPOCH).ok()).map(|d| d.as_secs());
    seconds.map_or_else(String::new, |s| format!(" on {}", utc(s)))
}
