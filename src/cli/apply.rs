//! `banxin apply`.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::Args;
use serde::Deserialize;

use super::{DONE, Streams, recover};
use crate::edit::Command;
use crate::finding::counted;
use crate::session::SessionError;

/// Largest file of commands.
const MOST: u64 = 64 << 20;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folder of the edition
    edition: PathBuf,
    /// JSON file of one command or a list of them, as docs/commands.md describes them; - for standard input
    #[arg(value_name = "COMMANDS.json")]
    commands: PathBuf,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let text = read(&arguments.commands)?;
    let commands = commands(&text)
        .map_err(|e| anyhow!("{e}; docs/commands.md shows every command: {}", arguments.commands.display()))?;
    let count = commands.len();
    let mut session = recover::edit(&arguments.edition)?;
    session.apply("apply", Command::Batch { label: "apply".to_owned(), commands })?;
    let saved = session.save()?;
    writeln!(streams.out, "{} carried out", counted(count, "command"))?;
    saved.written.iter().try_for_each(|f| writeln!(streams.out, "written {f}"))?;
    saved.removed.iter().try_for_each(|f| writeln!(streams.out, "removed {f}"))?;
    Ok(DONE)
}

fn read(path: &Path) -> anyhow::Result<String> {
    let failed = |source| SessionError::Read { file: path.to_owned(), source };
    let mut text = String::new();
    let stream: Box<dyn Read> = if path == Path::new("-") {
        Box::new(std::io::stdin())
    } else {
        Box::new(fs::File::open(path).map_err(failed)?)
    };
    stream.take(MOST + 1).read_to_string(&mut text).map_err(failed)?;
    if text.len() as u64 > MOST {
        bail!("more than {} MB of commands: split them: {}", MOST >> 20, path.display());
    }
    Ok(text)
}

/// One command or a list. The first character decides, so that errors speak of what was meant and say where.
fn commands(text: &str) -> serde_json::Result<Vec<Command>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().starts_with('[') {
        return serde_json::from_str(text);
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let command = Command::deserialize(&mut reader)?;
    reader.end()?;
    Ok(vec![command])
}
