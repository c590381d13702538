//! How long preflight takes on the sample after composition: the first time, when its photographs are decoded to see how dark
//! they are, and after every edit.
//!
//!     cargo bench --bench preflight

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

use std::path::Path;
use std::time::Instant;

use banxin::edit::Command;
use banxin::session::Session;

fn main() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/heze");
    let mut session = Session::open(&sample).expect("the sample is an edition");
    let start = Instant::now();
    session.composed();
    println!("composed: {:.1} ms", milliseconds(start));
    let start = Instant::now();
    let found = session.report(None).expect("the sample's profile is built in").found.len();
    println!("first report, {found} findings: {:.1} ms", milliseconds(start));
    let mut times: Vec<f64> = (0..21)
        .map(|n| {
            let command = Command::SetPageSection { page: 3, section: format!("县区{n}") };
            session.apply("版名", command).expect("page 3 is there");
            session.composed();
            let start = Instant::now();
            session.report(None).expect("the sample's profile is built in");
            milliseconds(start)
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("after an edit: {:.1} ms (median of {})", times[times.len() / 2], times.len());
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1e3
}
