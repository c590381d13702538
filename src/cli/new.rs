//! `banxin new`.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::{DONE, Streams};
use crate::model::{Preset, day_after_1970, is_date};
use crate::project;
use crate::session::{NewEdition, new_edition};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folder to make; if it exists it must be empty
    dir: PathBuf,
    /// Paper and grid: 对开 8 × 13 字, 对开 with large type 6 × 15 字, 四开 6 × 11 字
    #[arg(long, value_enum, default_value_t = Paper::Broadsheet)]
    preset: Paper,
    /// Number of pages
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=512))]
    pages: u16,
    /// Name of the paper, without 《》; default: the folder's name
    #[arg(long, value_name = "NAME")]
    paper: Option<String>,
    /// Date of issue; default: today (UTC)
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Paper {
    Broadsheet,
    BroadsheetLarge,
    Tabloid,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let preset = match arguments.preset {
        Paper::Broadsheet => Preset::Broadsheet,
        Paper::BroadsheetLarge => Preset::BroadsheetLarge,
        Paper::Tabloid => Preset::Tabloid,
    };
    let date = arguments.date.clone().unwrap_or_else(today);
    if !is_date(&date) {
        bail!("“{date}” is no day of the calendar: write --date YYYY-MM-DD");
    }
    let folder_name = || arguments.dir.file_name().map(|n| n.to_string_lossy().into_owned());
    let paper = arguments.paper.clone().or_else(folder_name).unwrap_or_else(|| "版心".to_owned());
    let edition = new_edition(&NewEdition { preset, pages: arguments.pages, paper, date });
    project::create(&edition, &arguments.dir)?;
    writeln!(streams.out, "{}", arguments.dir.display())?;
    Ok(DONE)
}

/// The one place where a clock is read: what it says is written into the edition and then stays.
fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |d| d.as_secs());
    day_after_1970(seconds / 86_400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_is_a_day() {
        assert!(is_date(&today()));
    }
}
