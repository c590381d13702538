//! `banxin new`.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::bail;
use clap::{Args, ValueEnum};

use super::{DONE, Streams};
use crate::model::{Preset, is_date};
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
    let (year, month, day) = civil(seconds / 86_400);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The day of the Gregorian calendar so many days after 1970-01-01.
///
/// Years are counted from 1 March, so that the leap day comes last; 719 468 days lie between 1 March of year 0 and 1970.
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970() {
        for (days, date) in [
            (0, (1970, 1, 1)),
            (59, (1970, 3, 1)),
            (11_016, (2000, 2, 29)),
            (20_781, (2026, 11, 24)),
            (47_540, (2100, 2, 28)),
            (47_541, (2100, 3, 1)),
        ] {
            assert_eq!(civil(days), date);
        }
        assert!(is_date(&today()));
    }
}
