//! What was done and not saved comes back: all of it, once, and only onto what it was done to.

use std::fs;

use banxin::edit::Command;
use banxin::model::Edition;
use banxin::project::ProjectError;
use banxin::session::{Session, Unsaved};

use crate::desk::{Desk, section};

fn name(edition: &Edition) -> &str {
    &edition.pages[0].section
}

/// Drops the session as a crash would: without a word.
fn crash(session: Session) {
    drop(session);
}

fn offered(session: &Session) -> Vec<String> {
    match session.unsaved() {
        Some(Unsaved::Offered(recovery)) => recovery.labels().map(str::to_owned).collect(),
        Some(Unsaved::PutAside { .. }) => panic!("it was put aside"),
        None => Vec::new(),
    }
}

#[test]
fn looking_at_an_edition_leaves_no_journal() {
    let desk = Desk::new();
    let mut session = desk.edit();
    assert!(!session.is_changed());
    let gesture = session.begin("拖动");
    session.renew(gesture, section("要闻")).unwrap();
    assert!(session.is_changed());
    session.abort(gesture);
    assert!(!session.is_changed() && !session.undo());
    crash(session);
    assert_eq!(desk.hidden(), Vec::<String>::new());
}

#[test]
fn what_was_done_comes_back_with_its_history() {
    let desk = Desk::new();
    let mut session = desk.edit();
    session.apply("一", section("要闻")).unwrap();
    let typing = session.begin("键入");
    for text in ["县", "县区"] {
        session.extend(typing, section(text)).unwrap();
    }
    session.commit(typing);
    session.apply("三", section("丙")).unwrap();
    session.undo();
    session.undo();
    session.redo();
    let hand = session.begin("没有结束");
    session.extend(hand, section("丢")).unwrap();
    crash(session);

    assert_eq!(name(&desk.on_disk()), "");
    let mut session = desk.edit();
    assert_eq!(offered(&session), ["一", "键入"]);
    assert_eq!(name(session.edition()), "", "nothing is applied silently");
    assert!(session.recover().unwrap() && !session.recover().unwrap());
    assert_eq!(name(session.edition()), "县区");
    assert!(session.is_changed() && session.unsaved().is_none());
    assert!(session.redo());
    assert_eq!(name(session.edition()), "丙");
    assert!(session.undo() && session.undo() && session.undo() && !session.undo());
    assert_eq!(*session.edition().as_ref(), desk.on_disk());
    session.redo();
    crash(session);

    // Recovered, gone on with, and lost again: still all there.
    let mut session = desk.edit();
    assert_eq!(offered(&session), ["一"]);
    session.recover().unwrap();
    session.apply("四", section("丁")).unwrap();
    crash(session);
    let mut session = desk.edit();
    assert_eq!(offered(&session), ["一", "四"]);
    session.recover().unwrap();
    session.save().unwrap();
    assert_eq!(name(&desk.on_disk()), "丁");
    assert_eq!(desk.hidden(), [".lock"]);
    crash(session);
    assert!(desk.edit().unsaved().is_none());
}

#[test]
fn going_back_behind_the_last_save_is_recovered_too() {
    let desk = Desk::new();
    let mut session = desk.edit();
    session.apply("一", section("甲")).unwrap();
    session.apply("二", Command::RemoveStory { id: banxin::id::StoryId::numbered('s', 6) }).unwrap();
    session.apply("三", section("丙")).unwrap();
    session.save().unwrap();
    session.apply("四", section("丁")).unwrap();
    session.jump(1);
    let now = session.edition().as_ref().clone();
    assert!(now.stories.contains_key("s6") && name(&now) == "甲");
    crash(session);
    let mut session = desk.edit();
    assert_eq!(offered(&session), ["四", "一"]);
    session.recover().unwrap();
    assert_eq!(*session.edition().as_ref(), now);
    // On from there: redo what the journal knows and what it does not.
    session.undo();
    assert_eq!(name(session.edition()), "丁");
    session.jump(0);
    assert_eq!(*session.edition().as_ref(), desk.on_disk());
}

#[test]
fn every_walk_through_the_history_is_recovered() {
    let desk = Desk::new();
    let mut random = fastrand::Rng::with_seed(7);
    let mut session = desk.edit();
    for n in 0..240 {
        match random.u8(0..10) {
            0..5 => session.apply(format!("{n}"), section(&format!("第{n}"))).unwrap(),
            5 | 6 => drop(session.undo()),
            7 => drop(session.redo()),
            8 => {
                let count = session.history().entries().0.len();
                session.jump(random.usize(0..count));
            }
            _ => drop(session.save().unwrap()),
        }
        assert!(session.journal_trouble().is_none());
        if random.u8(0..6) == 0 {
            let now = session.edition().as_ref().clone();
            crash(session);
            session = desk.edit();
            let changed = desk.on_disk() != now;
            assert_eq!(session.recover().unwrap(), changed, "step {n}");
            assert_eq!(*session.edition().as_ref(), now, "step {n}");
        }
    }
}

#[test]
fn a_save_that_was_whole_leaves_nothing_to_recover() {
    let desk = Desk::new();
    let mut session = desk.edit();
    session.apply("一", section("甲")).unwrap();
    session.apply("二", section("乙")).unwrap();
    let before = fs::read(desk.journal()).unwrap();
    session.save().unwrap();
    assert!(!desk.journal().exists());
    crash(session);
    // The program died after the save was whole and before the journal was gone: it had announced the save.
    let revision = banxin::project::Revision::of(&desk.on_disk()).unwrap();
    fs::write(desk.journal(), before).unwrap();
    let found = banxin::project::journal::find(&desk.folder()).unwrap().unwrap();
    let saving = banxin::project::journal::Record::Saving(revision.to_string());
    found.resume(usize::MAX).unwrap().append(&saving).unwrap();
    let mut session = desk.edit();
    assert!(session.unsaved().is_none() && !desk.journal().exists());
    session.apply("三", section("丙")).unwrap();
    crash(session);
    assert_eq!(offered(&desk.edit()), ["三"]);
}

#[test]
fn a_journal_of_another_state_is_put_aside_and_never_applied() {
    let desk = Desk::new();
    let mut session = desk.edit();
    session.apply("一", section("甲")).unwrap();
    crash(session);
    // A colleague's program, which knows no journals, changes the edition.
    let path = desk.folder().join("pages/p02.json");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("\"lines\": 30", "\"lines\": 31", 1)).unwrap();
    let mut session = desk.edit();
    let Some(Unsaved::PutAside { file, written }) = session.unsaved() else { panic!("it is for another state") };
    assert!(file.ends_with(".journal-1") && written.is_some() && file.exists());
    assert!(!session.recover().unwrap());
    assert_eq!(name(session.edition()), "");
    drop(session);
    // How a file is indented is no other state.
    let desk = Desk::new();
    let mut session = desk.edit();
    session.apply("一", section("甲")).unwrap();
    crash(session);
    let path = desk.folder().join("pages/p02.json");
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("  ", "\t")).unwrap();
    assert_eq!(offered(&desk.edit()), ["一"]);
}

#[test]
fn who_edits_without_an_answer_keeps_both() {
    let desk = Desk::new();
    let mut session = desk.edit();
    session.apply("旧", section("旧")).unwrap();
    crash(session);
    let mut session = desk.edit();
    session.apply("新", section("新")).unwrap();
    assert!(matches!(session.unsaved(), Some(Unsaved::PutAside { .. })));
    crash(session);
    assert_eq!(desk.hidden(), [".journal", ".journal-1"]);
    let mut session = desk.edit();
    assert_eq!(offered(&session), ["新"]);
    assert!(session.leave_unsaved().unwrap().unwrap().ends_with(".journal-2"));
    crash(session);
    assert!(desk.edit().unsaved().is_none());
    // Saving at once, without an edit, keeps it as well.
    fs::rename(desk.folder().join(".journal-1"), desk.journal()).unwrap();
    let mut session = desk.edit();
    session.save().unwrap();
    assert_eq!(desk.hidden(), [".journal-1", ".journal-2", ".lock"]);
}

#[test]
fn a_broken_end_is_dropped_and_damage_is_kept_aside() {
    let desk = Desk::new();
    let mut session = desk.edit();
    for text in ["甲", "乙", "丙"] {
        session.apply(text, section(text)).unwrap();
    }
    crash(session);
    let whole = fs::read(desk.journal()).unwrap();
    fs::write(desk.journal(), &whole[..whole.len() - 9]).unwrap();
    let mut session = desk.edit();
    let Some(Unsaved::Offered(recovery)) = session.unsaved() else { panic!("two steps are whole") };
    assert!(recovery.is_broken() && recovery.labels().eq(["甲", "乙"]) && name(recovery.edition()) == "乙");
    session.recover().unwrap();
    session.apply("丁", section("丁")).unwrap();
    crash(session);
    assert_eq!(desk.hidden(), [".journal"]);
    assert_eq!(offered(&desk.edit()), ["甲", "乙", "丁"]);

    let second = whole.iter().enumerate().filter(|(_, b)| **b == b'\n').nth(1).unwrap().0 + 30;
    let mut damaged = whole;
    damaged[second] ^= 1;
    fs::write(desk.journal(), damaged).unwrap();
    let mut session = desk.edit();
    assert_eq!(offered(&session), ["甲"]);
    session.recover().unwrap();
    assert_eq!(
        (name(session.edition()), desk.hidden()),
        ("甲", vec![".journal".into(), ".journal-1".into(), ".lock".into()])
    );
}

#[test]
fn what_is_not_wanted_is_gone() {
    let desk = Desk::new();
    let mut session = desk.edit();
    session.apply("一", section("甲")).unwrap();
    session.discard().unwrap();
    assert_eq!(desk.hidden(), Vec::<String>::new());
    assert!(desk.edit().unsaved().is_none());
    // Back at what is saved there is nothing to recover either.
    let mut session = desk.edit();
    session.apply("一", section("甲")).unwrap();
    session.undo();
    crash(session);
    assert!(desk.journal().exists());
    assert!(desk.edit().unsaved().is_none());
    assert!(!desk.journal().exists());
}

#[cfg(unix)]
#[test]
fn a_journal_that_cannot_be_written_is_told_and_caught_up_with() {
    let desk = Desk::new();
    let mut session = desk.edit();
    session.apply("一", section("甲")).unwrap();
    assert!(session.journal_trouble().is_none());
    let blocked = Desk::new();
    let mut other = blocked.edit();
    // Where the new journal would be written there is something that cannot be replaced.
    fs::create_dir_all(blocked.folder().join("..journal.new/x")).unwrap();
    other.apply("一", section("甲")).unwrap();
    other.apply("二", section("乙")).unwrap();
    other.undo();
    assert!(matches!(other.journal_trouble(), Some(ProjectError::Io { .. })));
    assert_eq!(name(other.edition()), "甲", "the editor goes on");
    fs::remove_dir_all(blocked.folder().join("..journal.new")).unwrap();
    other.apply("三", section("丙")).unwrap();
    assert!(other.journal_trouble().is_none());
    other.undo();
    other.redo();
    crash(other);
    let mut other = blocked.edit();
    assert_eq!(offered(&other), ["三"]);
    other.recover().unwrap();
    assert_eq!(name(other.edition()), "丙");
}
