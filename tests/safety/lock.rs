//! One editor at a time, and everybody else is told who.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use banxin::project::{ProjectError, holder_of};
use banxin::session::Session;

use crate::desk::{Desk, section};

struct Ran {
    status: u8,
    out: String,
    err: String,
}

fn banxin(arguments: &[&str]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut window = |_: Option<&Path>| Err("no window".to_owned());
    let all = ["banxin"].iter().chain(arguments).map(OsString::from);
    let status = banxin::cli::run(all, &mut out, &mut err, &mut window);
    Ran { status, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

fn commands(desk: &Desk) -> (String, String) {
    let file = desk.folder().join("../commands.json");
    fs::write(&file, r#"{"do": "set-page-section", "page": 1, "section": "命令行"}"#).unwrap();
    (desk.folder().to_str().unwrap().to_owned(), file.to_str().unwrap().to_owned())
}

#[test]
fn the_second_editor_is_told_who_has_the_edition() {
    let desk = Desk::new();
    let first = desk.edit();
    let Err(ProjectError::InUse { holder, .. }) = Session::edit(&desk.folder()) else { panic!("it is open") };
    assert_eq!(holder.pid, std::process::id());
    let (edition, file) = commands(&desk);
    for arguments in [&["apply", &edition, &file][..], &["import", &edition, &file], &["recover", &edition]] {
        let ran = banxin(arguments);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        let process = format!("process {}", std::process::id());
        let told = ran.err.contains("is open elsewhere") && ran.err.contains(&process) && ran.err.contains("since 2");
        assert!(told && ran.err.contains("close it there"), "{}", ran.err);
    }
    // Reading is free.
    assert_eq!(banxin(&["check", &edition]).err, "");
    drop(first);
    assert_eq!(banxin(&["apply", &edition, &file]).status, 0);
    assert_eq!(desk.on_disk().pages[0].section, "命令行");
    assert_eq!(holder_of(&desk.folder()), None);
}

#[test]
fn an_edition_taken_over_is_not_saved_by_who_lost_it() {
    let desk = Desk::new();
    let mut first = desk.edit();
    first.apply("一", section("甲")).unwrap();
    let mut second = Session::take_over(&desk.folder()).unwrap();
    let Err(ProjectError::TakenOver { .. }) = first.save() else { panic!("it was taken over") };
    assert!(first.is_changed());
    assert!(second.recover().unwrap(), "what the first did is not lost");
    second.save().unwrap();
    drop(first);
    assert_eq!(desk.on_disk().pages[0].section, "甲");
    assert!(Session::edit(&desk.folder()).is_err(), "the second still has it");
}

#[test]
fn scripts_leave_unsaved_work_to_an_editor() {
    let desk = Desk::new();
    let mut session = desk.edit();
    session.apply("移动", section("甲")).unwrap();
    drop(session);
    let (edition, file) = commands(&desk);
    let ran = banxin(&["apply", &edition, &file]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("1 step that were never saved on 2") && ran.err.contains("banxin recover"), "{}", ran.err);
    let note = banxin(&["check", &edition]).err;
    assert!(note.contains("work that was never saved"), "{note}");
    let listed = banxin(&["recover", &edition, "--list"]);
    assert!(listed.out.starts_with("移动\n1 step, the last written on 2"), "{}", listed.out);
    let ran = banxin(&["recover", &edition]);
    assert!(ran.out.ends_with("written pages/p01.json\n"), "{}", ran.out);
    assert_eq!(desk.on_disk().pages[0].section, "甲");
    assert_eq!(banxin(&["recover", &edition]).out, "nothing is unsaved\n");
    assert_eq!(banxin(&["apply", &edition, &file]).status, 0);

    let mut session = desk.edit();
    session.apply("移动", section("乙")).unwrap();
    drop(session);
    let ran = banxin(&["recover", &edition, "--discard"]);
    assert!(ran.out.trim_end().ends_with(".journal-1"), "{}", ran.out);
    assert_eq!(desk.on_disk().pages[0].section, "命令行");
}

#[test]
fn a_folder_without_an_edition_gets_no_lock() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(Session::edit(dir.path()), Err(ProjectError::NoEdition(_))));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}
