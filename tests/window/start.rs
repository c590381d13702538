//! The start screen, and the window's own file dialog.

use banxin::app::desk::Ask;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::harness::{Night, small};

#[test]
fn a_new_edition_is_made_where_the_editor_says() {
    let mut night = Night::at_start();
    night.fill("报名", "乙报");
    night.fill("日期", "2026-12-01");
    night.click("新建…");
    assert!(night.has("存到哪里") && night.has_value("乙报-2026-12-01"), "the folder's name is proposed");
    night.click("新建");
    let edition = night.desk().edition();
    assert_eq!((edition.paper.as_str(), edition.date.as_str(), edition.pages.len()), ("乙报", "2026-12-01", 4));
    assert!(night.dir.path().join("乙报-2026-12-01/edition.json").is_file());
    assert_eq!(night.harness.state().settings().recent[0], night.dir.path().join("乙报-2026-12-01"));
}

#[test]
fn a_date_that_is_none_is_not_taken() {
    let mut night = Night::at_start();
    night.fill("日期", "2026-02-30");
    assert!(night.has("日期写成 2026-11-24 这样"));
    night.click("新建…");
    assert!(!night.has("存到哪里"));
}

#[test]
fn the_sample_is_copied_and_opened() {
    let mut night = Night::at_start();
    night.click("打开样例《曹州新报》…");
    night.click("新建");
    assert_eq!(night.desk().edition().paper, "曹州新报");
    assert_eq!(night.desk().session().folder(), night.dir.path().join("曹州新报样例"));
    assert!(night.dir.path().join("曹州新报样例/photos").is_dir());
}

#[test]
fn an_edition_is_opened_by_the_own_dialog_and_esc_leaves_it() {
    let mut night = Night::at_start();
    banxin::project::create(&small(), &night.dir.path().join("丙")).unwrap();
    night.press(Modifiers::COMMAND, Key::O);
    assert!(night.has("打开一期"));
    night.press(Modifiers::NONE, Key::Escape);
    assert!(!night.has("打开一期") && night.harness.state().desk().is_none());
    night.press(Modifiers::COMMAND, Key::O);
    night.click("丙");
    night.harness.get_all_by_label("打开").last().unwrap().click();
    night.run();
    assert_eq!(night.desk().edition().paper, "甲报");
}

#[test]
fn what_cannot_be_opened_is_said() {
    let mut night = Night::at_start();
    let nowhere = night.dir.path().join("nowhere");
    night.ask(Ask::Open(nowhere));
    assert!(night.harness.state().desk().is_none());
    assert!(night.harness.state().messages().next().unwrap().contains("nowhere"));
}
