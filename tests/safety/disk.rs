//! Others change the edition's files: noticed, told, and no edit is lost on either side.

use std::fs;
use std::time::{Duration, SystemTime};

use banxin::project::{Changes, ProjectError};
use banxin::session::Unsaved;

use crate::desk::{Desk, section};

/// Changes a file so that even a clock of whole seconds shows it.
fn write(desk: &Desk, relative: &str, from: &str, to: &str) {
    let path = desk.folder().join(relative);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{relative} has no {from}");
    fs::write(&path, text.replacen(from, to, 1)).unwrap();
    touch(desk, relative);
}

fn touch(desk: &Desk, relative: &str) {
    let file = fs::OpenOptions::new().write(true).open(desk.folder().join(relative)).unwrap();
    file.set_modified(SystemTime::now() + Duration::from_secs(7)).unwrap();
}

#[test]
fn a_changed_file_is_noticed_and_a_touched_one_is_not() {
    let desk = Desk::new();
    let mut session = desk.edit();
    let mut watch = session.watch();
    let watched = std::thread::spawn(move || watch.look()).join().unwrap();
    assert_eq!(watched, Changes::default());
    touch(&desk, "pages/p01.json");
    assert!(session.disk_changes().is_empty());
    write(&desk, "stories/s2.md", "第2篇", "另一篇");
    assert_eq!(session.disk_changes().edition, ["stories/s2.md"]);
    assert_eq!(session.watch().look().edition, ["stories/s2.md"]);
    fs::remove_file(desk.folder().join("pages/p03.json")).unwrap();
    assert_eq!(session.disk_changes().edition, ["pages/p03.json", "stories/s2.md"]);
}

#[test]
fn the_own_save_is_no_change() {
    let desk = Desk::new();
    let mut session = desk.edit();
    for text in ["甲", "乙"] {
        session.apply(text, section(text)).unwrap();
        assert!(session.disk_changes().is_empty());
        session.save().unwrap();
        assert!(session.disk_changes().is_empty() && session.watch().look().is_empty());
    }
}

#[test]
fn what_others_wrote_is_not_overwritten_unasked() {
    let desk = Desk::new();
    let mut session = desk.edit();
    session.apply("一", section("甲")).unwrap();
    write(&desk, "stories/s2.md", "第2篇", "另一篇");
    let Err(ProjectError::ChangedOnDisk { files, .. }) = session.save() else { panic!("a file was changed") };
    assert_eq!(files, ["stories/s2.md"]);
    assert!(desk.on_disk().stories["s2"].headline.text.contains("另一篇"));
    assert!(session.is_changed());

    // Reload: theirs is open, mine comes back by undo and lies beside the edition.
    let aside = session.reload("重读").unwrap().unwrap();
    assert!(aside.ends_with(".journal-1"));
    assert!(!session.is_changed() && session.disk_changes().is_empty());
    assert!(session.edition().stories["s2"].headline.text.contains("另一篇"));
    assert!(session.undo());
    assert_eq!(session.edition().pages[0].section, "甲");
    let mine = session.edition().as_ref().clone();
    drop(session);
    let mut session = desk.edit();
    assert!(session.recover().unwrap());
    assert_eq!(*session.edition().as_ref(), mine);
}

#[test]
fn keeping_mine_replaces_theirs_at_the_next_save() {
    let desk = Desk::new();
    let mut session = desk.edit();
    session.apply("一", section("甲")).unwrap();
    write(&desk, "stories/s2.md", "第2篇", "另一篇");
    session.keep_mine().unwrap();
    assert!(session.disk_changes().is_empty() && session.is_changed());
    let mine = session.edition().as_ref().clone();
    drop(session);
    // A crash right after the decision: mine is still there, on top of theirs.
    let mut session = desk.edit();
    let Some(Unsaved::Offered(recovery)) = session.unsaved() else { panic!("it goes on from theirs") };
    assert_eq!(recovery.edition(), &mine);
    session.recover().unwrap();
    session.apply("二", section("乙")).unwrap();
    session.save().unwrap();
    assert_eq!(desk.on_disk().pages[0].section, "乙");
    assert!(desk.on_disk().stories["s2"].headline.text.contains("第2篇"));
    assert_eq!(desk.hidden(), [".lock"]);
}

#[test]
fn files_that_cannot_be_opened_any_more_can_be_replaced() {
    let desk = Desk::new();
    let mut session = desk.edit();
    session.apply("一", section("甲")).unwrap();
    write(&desk, "edition.json", "{", "{{");
    assert!(matches!(session.save(), Err(ProjectError::ChangedOnDisk { .. })));
    assert!(session.reload("重读").is_err());
    assert_eq!(session.edition().pages[0].section, "甲");
    session.keep_mine().unwrap();
    session.save().unwrap();
    assert_eq!(desk.on_disk(), **session.edition());
}

#[test]
fn a_replaced_photograph_is_painted_anew() {
    let desk = Desk::new();
    let mut session = desk.edit();
    let before = session.composed().to_vec();
    image::RgbImage::new(60, 40).save(desk.folder().join("photos/现场 1.png")).unwrap();
    touch(&desk, "photos/现场 1.png");
    let changes = session.disk_changes();
    assert_eq!((changes.edition.len(), changes.photos), (0, vec!["photos/现场 1.png".to_owned()]));
    session.accept_photos();
    assert!(session.disk_changes().is_empty());
    assert!(session.composed().iter().zip(&before).all(|(now, before)| !std::sync::Arc::ptr_eq(now, before)));
    session.save().unwrap();
}

#[test]
fn two_sessions_that_only_read_cannot_overwrite_each_other() {
    let desk = Desk::new();
    let mut one = banxin::session::Session::open(&desk.folder()).unwrap();
    let mut two = banxin::session::Session::open(&desk.folder()).unwrap();
    one.apply("一", section("甲")).unwrap();
    two.apply("二", section("乙")).unwrap();
    one.save().unwrap();
    assert!(matches!(two.save(), Err(ProjectError::ChangedOnDisk { .. })));
    assert_eq!(desk.on_disk().pages[0].section, "甲");
}
