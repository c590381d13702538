//! `banxin ink`.

use std::path::PathBuf;

use clap::Args;

use super::{DONE, Streams};
use crate::session::{InkReport, InkRequest, Session};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Folder of the edition
    edition: PathBuf,
    /// Which page
    #[arg(long)]
    page: u16,
    /// Write one picture for each plate
    #[arg(long)]
    plates: bool,
    /// Write the heat map of total ink
    #[arg(long)]
    heat: bool,
    /// Write the soft proof on the press's paper
    #[arg(long)]
    proof: bool,
    /// Pixels per inch of the pictures (36–400)
    #[arg(long, default_value_t = 100)]
    ppi: u16,
    /// Print JSON, as docs/cli.md describes it
    #[arg(long)]
    json: bool,
    /// Folder for the pictures; default: EDITION/out
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, streams: &mut Streams<'_>) -> anyhow::Result<u8> {
    let mut session = Session::open(&arguments.edition)?;
    let Arguments { page, ppi, .. } = *arguments;
    // Without a wish, all of them.
    let all = !(arguments.plates || arguments.heat || arguments.proof);
    let request = InkRequest {
        page,
        ppi,
        plates: arguments.plates || all,
        heat: arguments.heat || all,
        proof: arguments.proof || all,
    };
    let out = arguments.out.clone().unwrap_or_else(|| session.folder().join("out"));
    let report = session.ink(&request, &out)?;
    if arguments.json {
        writeln!(streams.out, "{}", serde_json::to_string_pretty(&report)?)?;
    } else {
        table(&report, streams)?;
    }
    Ok(DONE)
}

fn table(report: &InkReport, streams: &mut Streams<'_>) -> anyhow::Result<()> {
    let tenths = |v: u16| format!("{}.{}", v / 10, v % 10);
    let out = &mut streams.out;
    writeln!(out, "{:<10}{:>8}{:>10}{:>14}", "plate", "mean %", "inked %", "solid cm²")?;
    for plate in &report.plates {
        let area = format!("{}.{}", plate.solid_mm2 / 100, plate.solid_mm2 / 10 % 10);
        writeln!(out, "{:<10}{:>8}{:>10}{area:>14}", plate.ink, tenths(plate.mean), tenths(plate.touched))?;
    }
    let hottest = &report.hottest;
    writeln!(
        out,
        "most ink: {} % in one place, {} % over 15 mm² at {} {}",
        tenths(report.most),
        tenths(hottest.total),
        hottest.x,
        hottest.y
    )?;
    let share = f64::from(report.over_limit) / 10_000.0;
    writeln!(
        out,
        "limit of photographs: {} % ({}); {share:.2} % of the page is over it",
        report.limit, report.profile
    )?;
    report.files.iter().try_for_each(|f| writeln!(out, "{}", f.display()))?;
    Ok(())
}
