//! One small edition for each rule of preflight, made to break that rule and no other: it must be found at its place,
//! nothing else may stop the press, and where a repair is offered it must repair.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails by unwrap fails where it should")]
#![expect(clippy::print_stderr, reason = "it says loudly what it skipped")]

mod col;
mod cpy;
mod desk;
mod doc;
mod file;
mod geo;
mod img;
mod ink;
mod lay;
mod leg;
mod lin;
mod ovp;
mod pages;
mod pdfx;
mod txt;

use std::collections::BTreeSet;

use banxin::preflight::{LEFT_OUT, RULES, Stage};
use desk::Fault;

fn all() -> Vec<&'static Fault> {
    let groups = [
        doc::FAULTS,
        geo::FAULTS,
        col::FAULTS,
        col::SPOTS,
        ink::FAULTS,
        ovp::FAULTS,
        img::FAULTS,
        txt::FAULTS,
        lin::FAULTS,
        cpy::FAULTS,
        lay::FAULTS,
        leg::FAULTS,
    ];
    groups.into_iter().flatten().collect()
}

#[test]
fn every_rule_of_a_page_has_an_edition_that_breaks_it() {
    let of_pages: BTreeSet<&str> = RULES.iter().filter(|r| r.stage != Stage::Deliver).map(|r| r.id).collect();
    // Spot inks are a rule of files that is also looked at on the page.
    let tested: BTreeSet<&str> = all().iter().map(|f| f.rule).filter(|r| *r != "COL-03").collect();
    assert_eq!(of_pages, tested);
    let of_files: BTreeSet<&str> = RULES.iter().filter(|r| r.stage == Stage::Deliver).map(|r| r.id).collect();
    let tested: BTreeSet<&str> =
        file::FAULTS.iter().map(|f| f.rule).chain(file::NAMES.iter().map(|f| f.rule)).collect();
    assert_eq!(of_files, tested);
    assert!(RULES.len() >= 100 && RULES.len() + LEFT_OUT.len() == 151, "{} + {}", RULES.len(), LEFT_OUT.len());
}
