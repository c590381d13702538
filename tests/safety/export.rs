//! Exports in the background: progress, breaking off, and nothing half done.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use banxin::session::{ExportJob, ExportRequest, Format, Progress, SessionError};

use crate::desk::{Desk, section};

fn is_sendable<T: Send + 'static>(value: T) -> T {
    value
}

fn job(desk: &Desk, format: Format) -> ExportJob {
    let request = ExportRequest { format, ..ExportRequest::default() };
    is_sendable(desk.edit().export_job(&request, &desk.folder().join("out")).unwrap())
}

#[test]
fn an_export_runs_by_itself_and_tells_how_far_it_is() {
    let desk = Desk::new();
    let told = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&told);
    let running = job(&desk, Format::Text).start(move || {
        count.fetch_add(1, Ordering::Relaxed);
    });
    let files = running.wait().unwrap().files;
    assert_eq!(files.len(), 3);
    assert!(files.iter().all(|f| f.is_file()));
    assert_eq!(told.load(Ordering::Relaxed), 5, "three pages, the writing and the end");
}

#[test]
fn broken_off_before_any_page_it_writes_nothing() {
    let desk = Desk::new();
    for last in 0..4 {
        let mut seen = Vec::new();
        let broken = job(&desk, Format::Text).run(&mut |now| {
            seen.push(now);
            if seen.len() > last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(matches!(broken, Err(SessionError::BrokenOff)));
        assert!(!desk.folder().join("out").exists());
        let expected = [1, 2, 3].map(|n| Progress::Page { page: n, at: usize::from(n), of: 3 });
        assert!(seen.iter().zip(expected.iter().chain([&Progress::Writing])).all(|(a, b)| a == b), "{seen:?}");
    }
    let mut running = job(&desk, Format::Text).start(|| ());
    running.break_off();
    let result = loop {
        if let Some(result) = running.take_result() {
            break result;
        }
        std::thread::yield_now();
    };
    // It may have been through already; then all is there.
    assert_eq!(result.is_ok(), desk.folder().join("out").exists());
}

#[test]
fn it_exports_what_was_there_when_it_was_begun() {
    let desk = Desk::new();
    let mut session = desk.edit();
    session.apply("一", section("甲")).unwrap();
    let out = desk.folder().join("out");
    let request = ExportRequest { format: Format::Text, pages: vec![1], ..ExportRequest::default() };
    let job = session.export_job(&request, &out).unwrap();
    session.apply("二", section("乙")).unwrap();
    let files = job.run(&mut |_| ControlFlow::Continue(())).unwrap().files;
    let text = std::fs::read_to_string(&files[0]).unwrap();
    assert!(files.len() == 1 && text.contains('甲') && !text.contains('乙'));
    let none = session
        .export_job(&ExportRequest { pages: vec![1, 9], ..request }, &out)
        .unwrap()
        .run(&mut |_| ControlFlow::Continue(()));
    assert!(matches!(none, Err(SessionError::NoPage { page: 9, .. })));
}

#[test]
fn opening_what_is_not_there_says_so() {
    let said = banxin::session::open_file(std::path::Path::new("/nowhere/第01版.pdf")).unwrap_err().to_string();
    assert!(said.contains("file manager") && said.ends_with("第01版.pdf"), "{said}");
}
