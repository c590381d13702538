//! Dialogs: palette, shortcuts, import, leaving, recovery, settings, page and edition settings.

use std::sync::Arc;

use banxin::app::Window;
use banxin::app::actions::ActionId;
use banxin::app::canvas::ink::Seeing;
use banxin::app::desk::Ask;
use banxin::app::settings::Settings;
use banxin::edit::Command;
use banxin::finding::Language;
use banxin::ink::Ink;
use banxin::model::{OutputSettings, PicturePacking, SpotInk, Standard};
use banxin::session::Session;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::harness::{Night, drive, small};

fn rename(night: &mut Night, paper: &str) {
    night.ask(Ask::edit(Language::Chinese, Command::SetPaper { paper: paper.into() }));
}

#[test]
fn the_palette_finds_by_letters_and_does_it() {
    let mut night = Night::with_edition();
    night.press(Modifiers::COMMAND, Key::K);
    night.harness.event(egui::Event::Text("dark".into()));
    night.run();
    night.press(Modifiers::NONE, Key::Enter);
    assert!(night.harness.state().settings().dark, "an English name is found in the Chinese window");
    night.press(Modifiers::COMMAND, Key::K);
    night.harness.event(egui::Event::Text("总期号".into()));
    night.run();
    night.press(Modifiers::NONE, Key::Enter);
    assert!(night.has("执行命令"), "a command of the edition opens as JSON");
    night.click("执行");
    assert_eq!(night.desk().edition().issue_number, Some(10234));
}

#[test]
fn esc_closes_a_dialog_and_shortcuts_sleep_under_it() {
    let mut night = Night::with_edition();
    night.press(Modifiers::NONE, Key::F1);
    assert!(night.has("快捷键") && night.has("命令面板…"));
    night.press(Modifiers::COMMAND, Key::K);
    assert!(!night.has("想做什么？"));
    night.press(Modifiers::NONE, Key::Escape);
    assert!(!night.has("快捷键"));
}

#[test]
fn copy_comes_in_with_the_repairs_that_are_wanted() {
    let mut night = Night::with_edition();
    let file = night.dir.path().join("copy.txt");
    std::fs::write(&file, "全链条服务\n本报讯(记者 某)近日,某县办结了3166件事。\n").unwrap();
    night.ask(Ask::BringIn(vec![file]));
    assert!(night.has("全链条服务"), "the headline was recognised");
    night.harness.get_by_label_contains("半角逗号改为全角").click();
    night.run();
    night.harness.get_all_by_label("导入").last().unwrap().click();
    night.run();
    let story = night.story("s3");
    let text = story.body[0].text();
    assert!(text.contains("近日,某县") && text.contains('（'), "commas stay, brackets are mended: {text}");
    assert!(night.has("未上版 2"));
    assert_eq!(night.last_step(), "导入 · copy.txt");
}

#[test]
fn leaving_asks_what_becomes_of_changes() {
    let mut night = Night::with_edition();
    rename(&mut night, "乙报");
    night.press(Modifiers::COMMAND, Key::W);
    assert!(night.has("《乙报》有改动还没有保存"));
    night.click("取消");
    assert_eq!(night.desk().edition().paper, "乙报");
    night.press(Modifiers::COMMAND, Key::W);
    night.click("保存");
    assert!(night.harness.state().desk().is_none());
    night.ask(Ask::Open(night.edition_folder()));
    assert_eq!(night.desk().edition().paper, "乙报");
    rename(&mut night, "丙报");
    night.press(Modifiers::COMMAND, Key::Q);
    night.click("不保存");
    assert!(night.harness.state().is_leaving());
    assert_eq!(Session::open(&night.edition_folder()).unwrap().edition().paper, "乙报");
}

#[test]
fn work_that_was_not_saved_is_offered_and_taken_up() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("edition");
    banxin::project::create(&small(), &folder).unwrap();
    let mut session = Session::edit(&folder).unwrap();
    session.apply("改报名", Command::SetPaper { paper: "乙报".into() }).unwrap();
    drop(session);
    let mut window = Window::new(Settings { language: "zh".into(), ..Settings::default() }, None);
    window.open(&folder).unwrap();
    let mut night = Night { harness: drive(window), dir };
    assert!(night.has("上次的工作还没有保存") && night.has("改报名"));
    assert_eq!(night.desk().edition().paper, "甲报");
    night.click("接着做");
    assert_eq!(night.desk().edition().paper, "乙报");
    assert!(night.desk().is_changed());
}

#[test]
fn an_edition_that_is_open_elsewhere_is_shown_and_asked_about() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("edition");
    banxin::project::create(&small(), &folder).unwrap();
    let _other = Session::edit(&folder).unwrap();
    let mut window = Window::new(Settings { language: "zh".into(), ..Settings::default() }, None);
    window.open(&folder).unwrap();
    let mut night = Night { harness: drive(window), dir };
    assert!(night.has("这一期在别处打开着"));
    night.click("取消");
    assert!(night.desk().is_read_only());
}

#[test]
fn the_language_is_switched_while_it_runs() {
    let mut night = Night::with_edition();
    assert!(night.has("稿件"));
    night.ask(Ask::Act(ActionId::SwitchLanguage));
    assert!(night.has("Stories") && night.has("Findings") && !night.has("检查"));
    assert!(night.has_text("over"));
    night.ask(Ask::Act(ActionId::SwitchLanguage));
    assert!(night.has("检查"));
}

#[test]
fn settings_are_remembered() {
    let mut night = Night::with_edition();
    night.press(Modifiers::COMMAND, Key::Comma);
    assert!(night.has("偏好设置"));
    night.click("界面 浅色");
    night.click("深色");
    night.click("好");
    assert!(night.harness.state().settings().dark);
    let kept = Settings::load(&night.dir.path().join("config"));
    assert!(kept.dark && kept.recent[0] == night.edition_folder());
}

#[test]
fn page_and_edition_settings_change_the_edition() {
    let mut night = Night::with_edition();
    night.ask(Ask::Act(ActionId::PageSettings));
    night.fill("行数", "80");
    night.click("好");
    assert_eq!(night.desk().edition().pages[0].setup.grid.lines(), 80);
    night.ask(Ask::Act(ActionId::PageSettings));
    night.fill("行数", "4");
    night.harness.get_by_label("好").click();
    night.run();
    assert!(night.has("版面设置"), "a grid that cannot be is not taken");
    night.press(Modifiers::NONE, Key::Escape);
    night.ask(Ask::Act(ActionId::EditionSettings));
    night.fill("总期号", "12");
    night.click("好");
    assert_eq!(night.desk().edition().issue_number, Some(12));
}

#[test]
fn a_refusal_is_said_and_changes_nothing() {
    let mut night = Night::with_edition();
    let command = Command::RemoveStory { id: banxin::id::StoryId::new("s1").unwrap() };
    night.ask(Ask::edit(Language::Chinese, command));
    assert_eq!(night.harness.state().messages().count(), 1);
    assert_eq!(night.steps(), 0);
}

#[test]
fn pages_are_exported_in_the_background_and_the_files_listed() {
    let mut night = Night::with_edition();
    night.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    night.click("格式 PDF/X 付印");
    night.harness.get_all_by_label("文字").last().unwrap().click();
    night.run();
    night.click("版面 全部版面");
    night.harness.get_all_by_label("当前版").last().unwrap().click();
    night.run();
    night.harness.get_all_by_label("输出").last().unwrap().click();
    for _ in 0..200 {
        night.harness.step();
        if night.has("输出了 1 个文件") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(night.has("输出了 1 个文件") && night.has("甲报_2026-11-24_01.txt"));
    assert!(night.edition_folder().join("export/甲报_2026-11-24_01.txt").is_file());
    night.click("好");
    assert!(!night.has("输出了 1 个文件"));
}

#[test]
fn what_the_written_file_tells_stands_beside_it() {
    let mut edition = small();
    edition.pages.truncate(1);
    let house = Arc::make_mut(&mut edition.house);
    // The page has no colour, and the name says it has.
    house.output.file_name = "ABC_{page:03}_P1a".to_owned();
    let mut night = Night::with(|_| {}, Some(&edition));
    night.ask(Ask::Act(ActionId::Export));
    night.click("有错也输出");
    night.harness.get_all_by_label("输出").last().unwrap().click();
    for _ in 0..600 {
        night.harness.step();
        if night.has("输出了 1 个文件") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(night.has("成品文件里查出 1 处") && night.has_text("文件名的彩色黑白标记不实"));
}

#[test]
fn spot_plates_are_seen_one_after_another_where_there_are_any() {
    let mut edition = small();
    let spots = ["PANTONE 186 C", "PANTONE 300 C"].map(str::to_owned);
    let substitutes = [Ink::RED, Ink::percent(100, 40, 0, 0)];
    let house = Arc::make_mut(&mut edition.house);
    house.output.spots =
        spots.iter().zip(substitutes).map(|(name, substitute)| SpotInk { name: name.clone(), substitute }).collect();
    let mut night = Night::with(|_| {}, Some(&edition));
    night.ask(Ask::Act(ActionId::SeeSpot));
    assert!(!night.has("专色版：PANTONE 186 C"), "PDF/X-1a has the four plates alone");
    let output = OutputSettings { standard: Standard::X4, ..night.desk().edition().house.output.clone() };
    night.ask(Ask::edit(Language::Chinese, Command::SetOutput { output }));
    for spot in &spots {
        night.ask(Ask::Act(ActionId::SeeSpot));
        assert!(night.has(&format!("专色版：{spot}")));
    }
    night.ask(Ask::Act(ActionId::SeeSpot));
    let after_the_last = Seeing::of(ActionId::SeeSpot, Seeing::Spot(1), 2);
    assert_eq!(after_the_last, Some(Seeing::Page));
}

#[test]
fn photographs_of_an_edition_are_packed_as_its_settings_say() {
    let mut night = Night::with_edition();
    let packing = |night: &Night| night.desk().edition().house.output.picture_packing;
    night.ask(Ask::Act(ActionId::EditionSettings));
    assert!(night.has("图片压缩 无损") && !night.has("JPEG 质量"));
    night.harness.get_by_role_and_label(egui::Role::ComboBox, "图片压缩 无损").click();
    night.run();
    night.harness.get_by_label("JPEG（异地传版，文件小）").click();
    night.run();
    night.fill("JPEG 质量", "70");
    assert!(night.has_text("JPEG 质量不能是 70"));
    night.fill("JPEG 质量", "92");
    night.click("好");
    assert_eq!(packing(&night), PicturePacking::Jpeg { quality: 92 });
}
