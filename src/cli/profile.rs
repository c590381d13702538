//! `banxin profile`.

use clap::Args;

use super::{DONE, Streams};
use crate::session::{BUILT_IN_NAMES, Profile};
use anyhow::bail;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// cn-coldset, wan-ifra-220, snap or house
    name: String,
    /// Only its hash, for set-preflight
    #[arg(long)]
    hash: bool,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let name = arguments.name.as_str();
    let (Some(text), Some(profile)) = (Profile::text_of(name), Profile::built_in(name)) else {
        bail!("there is no built-in profile “{name}”: choose {}", BUILT_IN_NAMES.join(", "));
    };
    if arguments.hash {
        writeln!(streams.out, "{}", profile.hash())?;
    } else {
        write!(streams.out, "{text}")?;
    }
    Ok(DONE)
}
