//! How fast pages are proposed, and how good they are beside two simple ways and the sample as its editors made it up.
//!
//!     cargo bench --bench propose [-- --out DIR] [--save DIR] [--table] [--pages N] [--seed S]
//!
//! Without `--table` only the sample's page and subsets of it are timed. With it the benchmark set is made up and a table
//! is printed as docs/propose.md shows it. With `--out` proposals are written as PNG proofs, with `--save` as editions.

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

mod baselines;
mod pages;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use banxin::edit::{self, Command};
use banxin::export::png;
use banxin::layout::{Cache, lay_out};
use banxin::library::Library;
use banxin::model::Edition;
use banxin::project;
use banxin::propose::{Event, Graded, Limits, Outcome, Proposal, Request, Weights, grade, propose_with};

fn main() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/heze");
    let edition = project::open(&sample).expect("the crate's own sample opens").edition;
    let library = Library::open(Some(&sample));
    for (id, asset) in &edition.pictures {
        let _ = library.picture(id, &asset.file);
    }
    let out = option("--out").map(PathBuf::from);
    let pages = option("--pages").and_then(|n| n.parse().ok()).unwrap_or(Request::new(3).pages);
    let seed = option("--seed").and_then(|n| n.parse().ok()).unwrap_or(1);
    // The list of words and the faces are loaded once in a program's life.
    let start = Instant::now();
    let _ = timed(&edition, &Request { pages: 1, ..Request::new(3) }, &library);
    println!("cold start {:.0} ms", milliseconds(start.elapsed()));
    if std::env::args().any(|a| a == "--table") {
        table(&edition, &library, out.as_deref(), (pages, seed));
        return;
    }
    let request = Request { pages, seed, ..Request::new(3) };
    let done = timed(&edition, &request, &library);
    report("8 stories", &done);
    show(&edition, &library, &done.outcome, out.as_deref(), "sample");
    for count in [4, 6, 10, 12] {
        let cases = pages::all(&edition);
        let Some(case) = cases.iter().find(|c| c.request.stories.len() == count) else { continue };
        let request = Request { pages, seed, ..case.request.clone() };
        report(&case.name, &timed(&case.edition, &request, &library));
    }
}

fn option(name: &str) -> Option<String> {
    std::env::args().skip_while(|a| a != name).nth(1)
}

struct Done {
    outcome: Outcome,
    measured: Duration,
    first: Option<Duration>,
    all: Duration,
}

fn timed(edition: &Edition, request: &Request, library: &Library) -> Done {
    let start = Instant::now();
    let (mut first, mut measured) = (None, Duration::ZERO);
    let mut watch = |event: Event<'_>| {
        match event {
            Event::Found(_) => {
                first.get_or_insert_with(|| start.elapsed());
            }
            Event::Measured(..) => measured = start.elapsed(),
            Event::Drawn(..) => {}
        }
        true
    };
    let outcome = propose_with(edition, request, library, &mut Cache::new(), &mut watch);
    Done { outcome, measured, first, all: start.elapsed() }
}

fn report(name: &str, done: &Done) {
    let s = done.outcome.statistics;
    println!(
        "{name}: {} proposals, apart {:.2}; measured {:.0} ms, first {:.0} ms, all {:.0} ms; {} drawn, {} scored ({:.0} a second), {} candidates, {} laid out, {} refused",
        done.outcome.proposals.len(),
        done.outcome.apart,
        milliseconds(done.measured),
        done.first.map_or(f64::NAN, milliseconds),
        milliseconds(done.all),
        s.drawn,
        s.scored,
        s.scored as f64 / (done.all - done.measured).as_secs_f64(),
        s.candidates,
        s.laid_out,
        s.refused,
    );
}

fn show(edition: &Edition, library: &Library, outcome: &Outcome, out: Option<&Path>, name: &str) {
    for (i, proposal) in outcome.proposals.iter().enumerate() {
        let bad: Vec<&str> = proposal.card.iter().filter(|l| !l.good).map(|l| l.said.zh.as_str()).collect();
        println!("  {} {:.1} {}", i + 1, proposal.score, bad.join("，"));
        write(edition, library, &proposal.composed, out, &format!("{name}-{}", i + 1));
    }
    if let Some(trouble) = &outcome.trouble {
        println!("  {} / {}", trouble.said.zh, trouble.said.en);
        trouble.reliefs.iter().for_each(|r| println!("    → {} / {}", r.said.zh, r.said.en));
    }
}

fn write(edition: &Edition, library: &Library, composed: &banxin::layout::Composed, out: Option<&Path>, name: &str) {
    let Some(out) = out else { return };
    for (id, asset) in &edition.pictures {
        let _ = library.picture(id, &asset.file);
    }
    let file = png::write(&composed.sheet, 56, library).expect("56 ppi are within range");
    let _ = std::fs::create_dir_all(out);
    let _ = std::fs::write(out.join(format!("{name}.png")), file);
}

/// The edition with a proposal carried out, where `--save` asks for it.
fn save(edition: &Edition, proposal: &Proposal, name: &str) {
    let Some(folder) = option("--save") else { return };
    let commands = proposal.commands.clone();
    let made = edit::apply(edition, Command::Batch { label: name.to_owned(), commands }).expect("a proposal applies");
    let folder = Path::new(&folder).join(name);
    let photos = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/heze/photos");
    let _ = std::fs::create_dir_all(folder.join("photos"));
    for asset in edition.pictures.values() {
        let _ = std::fs::copy(photos.join(&asset.file), folder.join("photos").join(&asset.file));
    }
    project::save(&made, &folder).expect("the folder has its photographs and nothing else");
}

/// The benchmark set, a row a page: the best proposal, area bisection, greedy packing.
fn table(sample: &Edition, library: &Library, out: Option<&Path>, (pages, seed): (usize, u64)) {
    let (limits, weights) = (Limits::default(), Weights::default());
    println!(
        "| page | way | score | limits | over | short ‰ | white % | butting | hierarchy | position | fill | crop % | art % | through | first / all ms |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    let page = &sample.pages[0];
    row("sample", "by hand", &grade(sample, page, library, &limits, &weights), "");
    let (mut good, mut failed) = (0, 0);
    for (i, case) in pages::all(sample).iter().enumerate() {
        let request = Request { pages, seed, ..case.request.clone() };
        let done = timed(&case.edition, &request, library);
        let name = format!("{} {}", i + 1, case.name);
        let first = done.first.map_or("–".to_owned(), |d| format!("{:.0}", milliseconds(d)));
        let time = format!("{first} / {:.0}", milliseconds(done.all));
        match done.outcome.proposals.first() {
            Some(best) => {
                good += 1;
                let count = done.outcome.proposals.len();
                let graded = grade(&case.edition, &best.page, library, &limits, &weights);
                row(&name, &format!("proposed ({count}, {:.2} apart)", done.outcome.apart), &graded, &time);
                write(&case.edition, library, &best.composed, out, &format!("case-{}", i + 1));
                for (k, proposal) in done.outcome.proposals.iter().enumerate() {
                    save(&case.edition, proposal, &format!("case-{}-{}", i + 1, k + 1));
                }
            }
            None => {
                failed += 1;
                let trouble = done.outcome.trouble.as_ref();
                let said = trouble.map_or_else(String::new, |t| t.said.zh.clone());
                let reliefs = trouble.iter().flat_map(|t| &t.reliefs).map(|r| r.said.zh.clone());
                let reliefs = reliefs.collect::<Vec<_>>().join("；");
                println!("| {name} | **none**: {said} → {reliefs} | | | | | | | | | | | | | {time} |");
            }
        }
        for (way, page) in [
            ("bisected", baselines::bisected(&case.edition, &case.request)),
            ("packed", baselines::packed(&case.edition, &case.request)),
        ] {
            row("", way, &grade(&case.edition, &page, library, &limits, &weights), "");
            if i % 8 == 0 {
                let composed = lay_out(&page, &case.edition, library);
                write(&case.edition, library, &composed, out, &format!("case-{}-{way}", i + 1));
            }
        }
    }
    println!("\n{good} made up, {failed} not");
}

fn row(name: &str, way: &str, graded: &Graded, time: &str) {
    let m = &graded.metrics;
    println!(
        "| {name} | {way} | {:.1} | {} | {} | {:.1} | {:.1} | {} | {:.2} | {:.2} | {:.2}–{:.2} | {:.0} | {:.0} | {} | {time} |",
        graded.score,
        if graded.holds { "kept" } else { "missed" },
        m.overset_lines,
        m.short,
        m.dead_white,
        m.butting_heads,
        m.hierarchy,
        m.position,
        m.head_fill[0],
        m.head_fill[1],
        m.crop,
        m.art,
        m.through_lines,
    );
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
