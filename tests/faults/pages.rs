//! What is made from the tables, and the sample.

use std::path::Path;

use banxin::finding::Severity;
use banxin::preflight::{BUILT_IN_NAMES, rules_page};
use banxin::session::Session;

#[test]
fn the_page_of_rules_is_made_from_the_tables() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/preflight.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, rules_page()).unwrap();
    }
    let page = std::fs::read_to_string(&path).unwrap();
    assert!(page == rules_page(), "docs/preflight.md is not what the tables say: UPDATE=1 cargo test --test faults");
}

#[test]
fn the_sample_has_nothing_to_correct() {
    let mut session = Session::open(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/heze")).unwrap();
    let report = session.report(None).unwrap();
    let grave: Vec<String> = report
        .found
        .iter()
        .filter(|i| i.finding.severity > Severity::Info)
        .map(|i| format!("{} {:?} {}", i.finding.rule, i.finding.place.block, i.finding.sentence.zh))
        .collect();
    assert_eq!(grave, [""; 0]);
    let again = session.report(None).unwrap();
    assert!(std::sync::Arc::ptr_eq(&report, &again), "a report is made once for each state of the edition");
    for name in BUILT_IN_NAMES {
        let profile = session.profile(name).unwrap();
        let stops = session.report(Some(&profile)).unwrap();
        assert!(stops.stops(3).next().is_none(), "{name}");
    }
}
