//! The command line: the same session for scripts and the night desk. `docs/cli.md` is its contract.

mod apply;
mod check;
mod export;
mod import;
mod ink;
mod lang;
mod new;
mod profile;
mod propose;
mod recover;
mod say;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{Parser, Subcommand};

use crate::finding::Language;
use lang::Lang;

/// Exit status: done; for `check` nothing worse than a warning.
const DONE: u8 = 0;
/// Exit status of `check` where there are errors.
const FOUND_ERRORS: u8 = 1;
/// Exit status of everything that could not be done.
const FAILED: u8 = 2;

/// Banxin 版心: newspaper layout on the character grid.
#[derive(Debug, Parser)]
#[command(name = "banxin", version, args_conflicts_with_subcommands = true, after_help = AFTER)]
struct Arguments {
    /// Edition to open in the window; without it the window begins with its start screen
    edition: Option<PathBuf>,
    /// Language of findings: zh or en; default: the locale's, Chinese where it names none
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,
    #[command(subcommand)]
    what: Option<What>,
}

const AFTER: &str = "Exit status: 0 done, 1 `check` found errors, 2 it could not be done (the reason is on stderr).";

#[derive(Debug, Subcommand)]
enum What {
    /// Make a new edition of empty pages in DIR
    New(new::Arguments),
    /// Bring copy (txt, md) and pictures (jpg, png, tiff, webp) into an edition, and report what was recognised and repaired
    Import(import::Arguments),
    /// List what is wrong with an edition's pages
    Check(check::Arguments),
    /// Write pages as PDF/X, PNG proof, text or page map
    Export(export::Arguments),
    /// Show a page's ink: plates, heat map of total ink, soft proof, and a table
    Ink(ink::Arguments),
    /// Carry out commands from a JSON file: all of them or none
    Apply(apply::Arguments),
    /// Propose how to make up a page from its stories and pictures, exactly full
    Propose(propose::Arguments),
    /// Print a built-in preflight profile, to begin one's own with
    Profile(profile::Arguments),
    /// Take up work that a crash kept from being saved
    Recover(recover::Arguments),
}

/// Where results and messages go, and in which language.
struct Streams<'a> {
    /// Results.
    out: &'a mut dyn Write,
    /// Progress and errors.
    err: &'a mut dyn Write,
    /// Language of findings.
    language: Language,
}

/// Opens the window on an edition, or on the start screen; gives back when it was closed, or why it cannot be opened.
pub type OpenWindow<'a> = &'a mut dyn FnMut(Option<&Path>) -> Result<(), String>;

/// Runs the command line and gives back the exit status. Without a subcommand `window` is opened.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    out: &mut dyn Write,
    err: &mut dyn Write,
    window: OpenWindow<'_>,
) -> u8 {
    let mut streams = Streams { out, err, language: Language::default() };
    let status = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => {
            streams.language = lang::chosen(arguments.lang);
            match arguments.what {
                Some(what) => carry_out(what, &mut streams),
                None => show(arguments.edition.as_deref(), window),
            }
        }
        Err(e) => Ok(explain(&e, &mut streams)),
    };
    let status = status.unwrap_or_else(|e| {
        if is_closed_pipe(&e) {
            // `banxin check … | head` has read enough.
            return DONE;
        }
        let _ = writeln!(streams.err, "error: {e}");
        FAILED
    });
    match streams.out.flush() {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            let _ = writeln!(streams.err, "error: the result cannot be written ({e}): check where it is sent");
            FAILED
        }
        _ => status,
    }
}

fn carry_out(what: What, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    match what {
        What::New(arguments) => new::run(&arguments, streams),
        What::Import(arguments) => import::run(&arguments, streams),
        What::Check(arguments) => check::run(&arguments, streams),
        What::Export(arguments) => export::run(&arguments, streams),
        What::Ink(arguments) => ink::run(&arguments, streams),
        What::Apply(arguments) => apply::run(&arguments, streams),
        What::Propose(arguments) => propose::run(&arguments, streams),
        What::Profile(arguments) => profile::run(&arguments, streams),
        What::Recover(arguments) => recover::run(&arguments, streams),
    }
}

fn show(edition: Option<&Path>, window: OpenWindow<'_>) -> anyhow::Result<u8> {
    if let Some(missing) = edition.filter(|e| !e.is_dir()) {
        anyhow::bail!(
            "no such edition, and no command of that name: check the folder or see `banxin --help`: {}",
            missing.display()
        );
    }
    window(edition).map_err(anyhow::Error::msg)?;
    Ok(DONE)
}

/// Help and version are results, wrong words are errors.
fn explain(e: &clap::Error, streams: &mut Streams<'_>) -> u8 {
    let asked = matches!(
        e.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    let text = e.render();
    let (stream, status) = if asked { (&mut *streams.out, DONE) } else { (&mut *streams.err, FAILED) };
    let _ = write!(stream, "{text}");
    status
}

fn is_closed_pipe(e: &anyhow::Error) -> bool {
    e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}
