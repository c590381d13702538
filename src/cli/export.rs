//! `banxin export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::say::{self, Counts};
use super::{DONE, Streams, recover};
use crate::finding::Severity;
use crate::model;
use crate::session::{ExportRequest, Format, Inspected, Profile, Progress, Session};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folder of the edition
    edition: PathBuf,
    /// Kind of file
    #[arg(long, value_enum, default_value_t = To::Pdf)]
    to: To,
    /// PDF/X-1a:2003 or PDF/X-4; default: the edition's
    #[arg(long, value_enum)]
    standard: Option<Standard>,
    /// Only this page
    #[arg(long)]
    page: Option<u16>,
    /// Pixels per inch: of a PNG (18–600, default 150), of photographs in a PDF (default: the edition's)
    #[arg(long)]
    ppi: Option<u16>,
    /// Preflight profile a PDF is held against: cn-coldset, wan-ifra-220, snap, house, or a file; default: the edition's
    #[arg(long, value_name = "NAME|FILE")]
    profile: Option<String>,
    /// Write a PDF although an error stands; the log says which
    #[arg(long)]
    force: bool,
    /// Version letter of the PDFs; default: A, and the next one whenever a changed page is sent again
    #[arg(long, value_name = "LETTER", value_parser = letter)]
    version_letter: Option<char>,
    /// Folder for the files; default: EDITION/out
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum To {
    Pdf,
    Png,
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Standard {
    X1a,
    X4,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let mut session = Session::open(&arguments.edition)?;
    recover::note(session.folder(), streams)?;
    let format = match arguments.to {
        To::Pdf => Format::Pdf,
        To::Png => Format::Png,
        To::Text => Format::Text,
        To::Json => Format::Json,
    };
    let standard = arguments.standard.map(|s| match s {
        Standard::X1a => model::Standard::X1a,
        Standard::X4 => model::Standard::X4,
    });
    let out = arguments.out.clone().unwrap_or_else(|| session.folder().join("out"));
    let profile = arguments.profile.as_deref().map(|name| session.profile(name)).transpose()?;
    findings(&mut session, arguments, profile.as_ref(), streams)?;
    let pages = arguments.page.into_iter().collect();
    let (ppi, force, version) = (arguments.ppi, arguments.force, arguments.version_letter);
    let request = ExportRequest { format, standard, pages, ppi, profile, force, version };
    let mut trouble = Ok(());
    let mut progress = |now| {
        let Progress::Page { page, at, of } = now else { return };
        let said = writeln!(streams.err, "page {page} ({at} of {of})");
        trouble = std::mem::replace(&mut trouble, Ok(())).and(said);
    };
    let exported = session.export(&request, &out, &mut progress)?;
    trouble?;
    for inspected in &exported.found {
        of_file(inspected, streams)?;
    }
    exported.files.iter().try_for_each(|f| writeln!(streams.out, "{}", f.display()))?;
    Ok(DONE)
}

fn letter(text: &str) -> Result<char, String> {
    match text.as_bytes() {
        [letter @ b'A'..=b'Z'] => Ok(char::from(*letter)),
        _ => Err("write one letter A to Z".to_owned()),
    }
}

/// What was found in a written file, notes included: no other command says it.
fn of_file(inspected: &Inspected, streams: &mut Streams<'_>) -> anyhow::Result<()> {
    let finding = &inspected.finding;
    if finding.severity == Severity::Error {
        write!(streams.err, "forced: ")?;
    }
    say::finding(streams.err, streams.language, finding.place.page.unwrap_or_default(), finding)?;
    Ok(())
}

/// Whoever exports hears what an editor should have seen.
fn findings(
    session: &mut Session,
    arguments: &Arguments,
    profile: Option<&Profile>,
    streams: &mut Streams<'_>,
) -> anyhow::Result<()> {
    let report = session.report(profile)?;
    let wanted = |i: &&Inspected| arguments.page.is_none_or(|p| i.finding.place.page == Some(p));
    let all: Vec<&Inspected> = report.found.iter().filter(wanted).collect();
    for inspected in all.iter().filter(|i| i.finding.severity > Severity::Info) {
        let page = inspected.finding.place.page.unwrap_or_default();
        if arguments.force && inspected.finding.severity == Severity::Error {
            write!(streams.err, "forced: ")?;
        }
        say::finding(streams.err, streams.language, page, &inspected.finding)?;
    }
    let Counts { errors, warnings, infos: _ } = Counts::of(all.iter().map(|i| &i.finding));
    if errors + warnings > 0 {
        writeln!(streams.err, "{errors} errors, {warnings} warnings; `banxin check` lists them")?;
    }
    Ok(())
}
