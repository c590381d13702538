//! `banxin check`.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use super::say::{self, Counts};
use super::{DONE, FOUND_ERRORS, Streams, recover};
use crate::finding::Finding;
use crate::session::{Composed, Session, SessionError};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folder of the edition
    edition: PathBuf,
    /// Only this page
    #[arg(long)]
    page: Option<u16>,
    /// Print JSON, as docs/cli.md describes it
    #[arg(long)]
    json: bool,
}

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Report<'a> {
    schema: u32,
    paper: &'a str,
    date: &'a str,
    errors: usize,
    warnings: usize,
    infos: usize,
    pages: Vec<PageReport<'a>>,
}

#[derive(Debug, Serialize)]
struct PageReport<'a> {
    page: u16,
    findings: &'a [Finding],
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let mut session = Session::open(&arguments.edition)?;
    recover::note(session.folder(), streams)?;
    let edition = session.edition().clone();
    if let Some(page) = arguments.page.filter(|p| edition.page(*p).is_none()) {
        return Err(SessionError::NoPage { page, pages: edition.pages.iter().map(|p| p.number).collect() }.into());
    }
    let wanted = |c: &&Arc<Composed>| arguments.page.is_none_or(|p| p == c.sheet.page);
    let composed: Vec<&Arc<Composed>> = session.composed().iter().filter(wanted).collect();
    let counts = Counts::of(composed.iter().flat_map(|c| &c.findings));
    if arguments.json {
        let pages = composed.iter().map(|c| PageReport { page: c.sheet.page, findings: &c.findings }).collect();
        let Counts { errors, warnings, infos } = counts;
        let (paper, date) = (edition.paper.as_str(), edition.date.as_str());
        let report = Report { schema: 1, paper, date, errors, warnings, infos, pages };
        writeln!(streams.out, "{}", serde_json::to_string_pretty(&report)?)?;
    } else {
        for page in &composed {
            page.findings.iter().try_for_each(|f| say::finding(streams.out, streams.language, page.sheet.page, f))?;
        }
        let Counts { errors, warnings, infos } = counts;
        writeln!(streams.out, "{} page(s): {errors} errors, {warnings} warnings, {infos} notes", composed.len())?;
    }
    Ok(if counts.errors > 0 { FOUND_ERRORS } else { DONE })
}
