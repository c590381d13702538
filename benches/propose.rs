//! How fast pages are proposed, on the sample's stories.
//!
//!     cargo bench --bench propose [-- --out DIR]
//!
//! With `--out` the proposals are written as PNG proofs.

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use banxin::export::png;
use banxin::layout::Cache;
use banxin::library::Library;
use banxin::model::Edition;
use banxin::project;
use banxin::propose::{Event, Outcome, Request, propose_with};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sample = folder.join("samples/heze");
    let edition = project::open(&sample).expect("the crate's own sample opens").edition;
    let library = Library::open(Some(&sample));
    let out = std::env::args().skip_while(|a| a != "--out").nth(1).map(PathBuf::from);
    // The list of words and the faces are loaded once in a program's life.
    let warm = Request { pages: 1, ..Request::new(3) };
    let start = Instant::now();
    let _ = timed(&edition, &warm, &library);
    println!("cold start {:.0} ms", milliseconds(start.elapsed()));
    let pages = std::env::args().skip_while(|a| a != "--pages").nth(1).and_then(|a| a.parse().ok()).unwrap_or(3000);
    let request = Request { pages, ..Request::new(3) };
    let (outcome, first, all) = timed(&edition, &request, &library);
    report("8 stories", &outcome, first, all);
    for (i, proposal) in outcome.proposals.iter().enumerate() {
        println!("  {} {:.1}", i + 1, proposal.score);
        for line in &proposal.card {
            println!("      {} {}", if line.good { "·" } else { "!" }, line.said.zh);
        }
        if let Some(out) = &out {
            for asset in &edition.pictures {
                let _ = library.picture(asset.0, &asset.1.file);
            }
            let file = png::write(&proposal.composed.sheet, 60, &library).expect("60 ppi are within range");
            let _ = std::fs::create_dir_all(out);
            let _ = std::fs::write(out.join(format!("{}.png", i + 1)), file);
        }
    }
    if let Some(trouble) = &outcome.trouble {
        println!("{} / {}", trouble.said.zh, trouble.said.en);
        trouble.reliefs.iter().for_each(|r| println!("   {} {}", r.said.zh, r.said.en));
    }
}

fn timed(edition: &Edition, request: &Request, library: &Library) -> (Outcome, Option<Duration>, Duration) {
    let start = Instant::now();
    let mut first = None;
    let mut measured = None;
    let mut ready = None;
    let mut watch = |event: Event<'_>| {
        match event {
            Event::Found(_) => {
                first.get_or_insert_with(|| start.elapsed());
            }
            Event::Measured(..) => measured = Some(start.elapsed()),
            Event::Drawn(0, _) => ready = Some(start.elapsed()),
            Event::Drawn(..) => {
                ready.get_or_insert_with(|| start.elapsed());
            }
        }
        true
    };
    let outcome = propose_with(edition, request, library, &mut Cache::new(), &mut watch);
    let ms = |d: Option<Duration>| d.map_or(0.0, milliseconds);
    println!("measured {:.0} ms, first batch {:.0} ms", ms(measured), ms(ready));
    (outcome, first, start.elapsed())
}

fn report(name: &str, outcome: &Outcome, first: Option<Duration>, all: Duration) {
    let s = outcome.statistics;
    println!(
        "{name}: {} proposals, apart {:.2}; first {:.0} ms, all {:.0} ms; {} drawn, {} scored ({:.0} a second), {} candidates, {} laid out, {} refused",
        outcome.proposals.len(),
        outcome.apart,
        first.map_or(f64::NAN, milliseconds),
        milliseconds(all),
        s.drawn,
        s.scored,
        s.scored as f64 / all.as_secs_f64(),
        s.candidates,
        s.laid_out,
        s.refused,
    );
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
