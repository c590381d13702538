//! What a session keeps, and what it refuses to print.

use std::fs;
use std::path::Path;

use super::*;
use crate::finding::{Finding, Severity};
use crate::model::Preset;

fn session(folder: &Path) -> Session {
    let wanted =
        NewEdition { preset: Preset::Broadsheet, pages: 2, paper: "曹州新报".into(), date: "2026-11-24".into() };
    project::create(&new_edition(&wanted), folder).unwrap();
    Session::open(folder).unwrap()
}

#[test]
fn pages_are_composed_once_for_each_state_of_the_edition() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = session(&dir.path().join("e"));
    let first = session.composed().as_ptr();
    assert_eq!(session.composed().as_ptr(), first);
    session.apply("版名", Command::SetPageSection { page: 1, section: "要闻".into() }).unwrap();
    session.composed();
    let (of, pages) = session.composed.as_ref().unwrap();
    assert!(Arc::ptr_eq(of, session.edition()) && pages.len() == 2);
}

#[test]
fn only_the_rules_of_the_table_stop_the_press_and_only_as_errors() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = session(&dir.path().join("e"));
    let export = |session: &mut Session, format| {
        let request = ExportRequest { format, ..ExportRequest::default() };
        session.export(&request, &dir.path().join("out"), &mut |_| {})
    };
    let say = |session: &mut Session, rule, severity| {
        session.composed();
        let finding = Finding::new(rule, severity, "缺字“𠮷”", "“𠮷” is missing")
            .remedy("换一个有此字的字体", "take a face that has it");
        session.composed.as_mut().unwrap().1[1].findings.push(finding);
    };
    say(&mut session, "CPY-01", Severity::Error);
    say(&mut session, "TXT-03", Severity::Warning);
    assert_eq!(export(&mut session, Format::Pdf).unwrap().len(), 2);
    fs::remove_dir_all(dir.path().join("out")).unwrap();
    say(&mut session, "TXT-03", Severity::Error);
    let refused = export(&mut session, Format::Pdf).unwrap_err().to_string();
    assert!(refused.contains("page 2 is not exported") && refused.contains("take a face that has it"), "{refused}");
    assert!(!dir.path().join("out").exists());
    assert_eq!(export(&mut session, Format::Text).unwrap().len(), 2);
}
