//! `banxin check`.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::say::{self, Counts};
use super::{DONE, FOUND_ERRORS, Streams, recover};
use crate::edit::Command;
use crate::finding::{Finding, counted};
use crate::project::write_whole;
use crate::propose::Remedy;
use crate::session::{Inspected, Session, SessionError};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folder of the edition
    edition: PathBuf,
    /// Only this page
    #[arg(long)]
    page: Option<u16>,
    /// Preflight profile: cn-coldset, wan-ifra-220, snap, house, or a file; default: the edition's
    #[arg(long, value_name = "NAME|FILE")]
    profile: Option<String>,
    /// Print JSON, as docs/cli.md describes it
    #[arg(long, conflicts_with = "html")]
    json: bool,
    /// Write the report as one HTML page with the pages' pictures and numbered places
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

/// What `--json` prints.
#[derive(Debug, Serialize)]
struct Report<'a> {
    schema: u32,
    paper: &'a str,
    date: &'a str,
    profile: ProfileSaid<'a>,
    errors: usize,
    warnings: usize,
    infos: usize,
    pages: Vec<PageReport<'a>>,
}

#[derive(Debug, Serialize)]
struct ProfileSaid<'a> {
    name: &'a str,
    hash: String,
    changed: bool,
}

#[derive(Debug, Serialize)]
struct PageReport<'a> {
    page: u16,
    findings: Vec<Said<'a>>,
}

#[derive(Debug, Serialize)]
struct Said<'a> {
    #[serde(flatten)]
    finding: &'a Finding,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixSaid<'a>>,
    /// What would make the article exactly full, least harm first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    copyfit: Vec<RemedySaid>,
}

#[derive(Debug, Serialize)]
struct RemedySaid {
    said: crate::finding::Said,
    harm: u32,
    short: usize,
    command: Command,
}

#[derive(Debug, Serialize)]
struct FixSaid<'a> {
    label: &'a str,
    label_en: &'a str,
    command: &'a Command,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let mut session = Session::open(&arguments.edition)?;
    recover::note(session.folder(), streams)?;
    let edition = session.edition().clone();
    let numbers: Vec<u16> = edition.pages.iter().map(|p| p.number).collect();
    if let Some(page) = arguments.page.filter(|p| !numbers.contains(p)) {
        return Err(SessionError::NoPage { page, pages: numbers }.into());
    }
    let profile = arguments.profile.as_deref().map(|name| session.profile(name)).transpose()?;
    let report = session.report(profile.as_ref())?;
    let pages: Vec<u16> = numbers.into_iter().filter(|n| arguments.page.is_none_or(|p| p == *n)).collect();
    let found = |page: &u16| report.of_page(*page).collect::<Vec<&Inspected>>();
    let counts = Counts::of(pages.iter().flat_map(found).map(|i| &i.finding));
    let Counts { errors, warnings, infos } = counts;
    if arguments.json {
        let pages = pages.iter().map(|page| PageReport {
            page: *page,
            findings: found(page).into_iter().map(|i| said(&session, *page, i)).collect(),
        });
        let profile =
            ProfileSaid { name: &report.profile.name, hash: report.profile.hash(), changed: report.profile_changed };
        let (paper, date) = (edition.paper.as_str(), edition.date.as_str());
        let report = Report { schema: 1, paper, date, profile, errors, warnings, infos, pages: pages.collect() };
        writeln!(streams.out, "{}", serde_json::to_string_pretty(&report)?)?;
    } else {
        if report.profile_changed {
            let name = &report.profile.name;
            writeln!(
                streams.err,
                "the profile {name} has changed since the edition chose it: set-preflight takes it anew"
            )?;
        }
        for page in &pages {
            for inspected in found(page) {
                say::inspected(streams.out, streams.language, *page, inspected)?;
                for remedy in copyfit(&session, *page, &inspected.finding).into_iter().take(SHOWN) {
                    writeln!(streams.out, "    = {}", remedy.said.said(streams.language))?;
                }
            }
        }
        let name = &report.profile.name;
        writeln!(
            streams.out,
            "{}: {}, {}, {} ({name})",
            counted(pages.len(), "page"),
            counted(errors, "error"),
            counted(warnings, "warning"),
            counted(infos, "note")
        )?;
    }
    if let Some(file) = &arguments.html {
        let html = session.report_page(&report, &pages, streams.language)?;
        write_whole(file, html.as_bytes())?;
    }
    Ok(if errors > 0 { FOUND_ERRORS } else { DONE })
}

fn said<'i>(session: &Session, page: u16, inspected: &'i Inspected) -> Said<'i> {
    let fix = inspected.fix.as_ref();
    let fix = fix.map(|f| FixSaid { label: &f.label.zh, label_en: &f.label.en, command: &f.command });
    let remedies = copyfit(session, page, &inspected.finding).into_iter();
    let copyfit =
        remedies.map(|r| RemedySaid { said: r.said, harm: r.harm, short: r.short, command: r.command }).collect();
    Said { finding: &inspected.finding, fix, copyfit }
}

/// Remedies that are printed; JSON has all.
const SHOWN: usize = 3;

/// What would make the article of a finding exactly full, where the finding is that it is not.
fn copyfit(session: &Session, page: u16, finding: &Finding) -> Vec<Remedy> {
    let misfit = matches!(finding.rule, "CPY-01" | "CPY-02");
    let block = finding.place.block.as_ref().filter(|_| misfit);
    block.map(|block| session.remedies(page, block)).unwrap_or_default()
}
