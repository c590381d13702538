//! `banxin import`.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;
use serde::Serialize;

use super::{DONE, Streams, recover};
use crate::import::{self, Repairs};
use crate::session::{BroughtIn, Copy, ImportedFile, SessionError};

/// Largest picture: a camera's 100 megapixel JPEG has some 60 MB.
const MOST_PICTURE: u64 = 256 << 20;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folder of the edition
    edition: PathBuf,
    /// Files of copy (txt, md; UTF-8 or GB18030) and pictures (jpg, png, tiff, webp)
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Place the new stories on this page, below one another in its largest free area
    #[arg(long)]
    page: Option<u16>,
    /// Repairs to leave out, separated by commas, such as commas,ellipses
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    without: Vec<String>,
    /// Print JSON, as docs/cli.md describes it
    #[arg(long)]
    json: bool,
}

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Report<'a> {
    schema: u32,
    #[serde(flatten)]
    brought_in: &'a BroughtIn,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let repairs = Repairs::from_names(arguments.without.iter().map(String::as_str))?;
    let mut session = recover::edit(&arguments.edition)?;
    let files = arguments.files.iter().map(|f| read(f)).collect::<anyhow::Result<Vec<Copy>>>()?;
    let brought_in = session.bring_in("import", files, arguments.page, &repairs)?;
    session.save()?;
    if arguments.json {
        let report = Report { schema: 1, brought_in: &brought_in };
        writeln!(streams.out, "{}", serde_json::to_string_pretty(&report)?)?;
    } else {
        tell(&brought_in, arguments.page, streams)?;
    }
    Ok(DONE)
}

fn read(path: &Path) -> anyhow::Result<Copy> {
    let failed = |source| SessionError::Read { file: path.to_owned(), source };
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(failed)?;
    file.take(MOST_PICTURE + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MOST_PICTURE {
        bail!("the file is larger than {} MB: bring in a smaller one: {}", MOST_PICTURE >> 20, path.display());
    }
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Copy { name, bytes })
}

fn tell(brought_in: &BroughtIn, page: Option<u16>, streams: &mut Streams<'_>) -> anyhow::Result<()> {
    for file in &brought_in.files {
        tell_file(file, page, streams)?;
    }
    for picture in &brought_in.pictures {
        let [width, height] = picture.pixels;
        writeln!(streams.out, "{}  {}  {width} × {height}", picture.id, picture.file)?;
    }
    Ok(())
}

fn tell_file(file: &ImportedFile, page: Option<u16>, streams: &mut Streams<'_>) -> anyhow::Result<()> {
    let out = &mut *streams.out;
    let report = &file.report;
    writeln!(out, "{}: {} lines, {} stories", report.name, report.lines, report.stories.len())?;
    for (entry, story) in file.stories.iter().zip(&report.stories) {
        let place = match (&entry.block, page) {
            (Some(block), Some(page)) => format!("  → page {page}, {block}"),
            (None, Some(page)) => format!("  → no room on page {page}, not placed"),
            _ => String::new(),
        };
        let vertical = if story.vertical { "（竖题）" } else { "" };
        writeln!(out, "{}  {}{vertical}{place}", entry.id, story.headline)?;
        let roles = [
            ("引题", story.kicker.clone()),
            ("副题", story.deck.clone()),
            ("署名", story.byline.as_ref().map(|b| b.text.clone()).unwrap_or_default()),
            ("栏目", story.section.clone()),
            ("插题", story.cross_heads.join(" / ")),
            ("图片说明", story.captions.join(" / ")),
        ];
        for (role, text) in roles.iter().filter(|(_, text)| !text.is_empty()) {
            writeln!(out, "      {role} {text}")?;
        }
        writeln!(out, "      正文 {} 段 {} 字", story.body_paragraphs, story.characters)?;
    }
    for total in &report.totals {
        writeln!(out, "  {} × {}", total.count, total.kind)?;
    }
    for warning in &report.warnings {
        writeln!(streams.err, "{} line {}: {}", report.name, warning.line, warning.english)?;
    }
    Ok(())
}

/// Copy is bounded more tightly by the importer itself.
const _: () = assert!((import::LARGEST as u64) < MOST_PICTURE);
