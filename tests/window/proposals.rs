//! The page made up by the program: searched on a thread, looked at, chosen, taken back.

use banxin::app::Window;
use banxin::app::actions::ActionId;
use banxin::app::desk::Ask;
use banxin::app::settings::Settings;
use banxin::app::tools::place;
use banxin::edit::Command;
use banxin::finding::Language;
use banxin::id::{BlockId, StoryId};
use banxin::model::{Paragraph, Place};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::harness::{Night, drive, sample};

/// The sample at the hand.
fn night() -> Night {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("edition");
    sample(&folder);
    let mut window = Window::new(Settings { language: "zh".into(), ..Settings::default() }, None);
    window.open(&folder).unwrap();
    Night { harness: drive(window), dir }
}

/// Frames until `label` is there; a search takes as long as it takes, but not for ever.
fn wait(night: &mut Night, label: &str) {
    for _ in 0..6000 {
        night.run();
        if night.has(label) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("“{label}” did not come");
}

#[test]
fn a_proposal_is_chosen_and_taken_back() {
    let mut night = night();
    let before = night.desk().edition().clone();
    let steps = night.steps();
    night.ask(Ask::Act(ActionId::Propose));
    wait(&mut night, "方案 6");
    assert!(night.has_text("头条在左上"), "the card of the first is shown");
    night.press(Modifiers::NONE, Key::Num2);
    night.press(Modifiers::NONE, Key::ArrowRight);
    night.press(Modifiers::NONE, Key::Enter);
    assert!(!night.has("方案 6"), "the dialog is over");
    assert!(night.has_text("按方案 3 排好了"));
    assert_eq!(night.steps(), steps + 1, "one entry of the history");
    let after = night.desk().edition().clone();
    assert_ne!(after.pages, before.pages);
    assert_eq!(after.stories, before.stories, "the words are untouched");
    night.ask(Ask::Act(ActionId::Undo));
    assert_eq!(*night.desk().edition(), before);
}

#[test]
fn a_story_is_left_out_and_others_are_asked_for() {
    let mut night = night();
    night.ask(Ask::Act(ActionId::Propose));
    wait(&mut night, "方案 1");
    let bowl = "“甜蜜经济”助农增收";
    let box_of = |night: &Night| night.harness.query_all_by_label(bowl).count();
    assert!(box_of(&night) > 0, "every story that may come onto the page is listed");
    night.harness.get_all_by_role_and_label(egui::Role::CheckBox, bowl).next().unwrap().click();
    wait(&mut night, "方案 1");
    night.click("上版");
    let page = &night.desk().edition().pages[0];
    let shown: Vec<_> = page.blocks.iter().filter_map(|b| night.desk().story_of(b)).map(|(id, _)| id.clone()).collect();
    let left_out = night.desk().edition().stories.iter().find(|(_, s)| s.headline.text.contains("甜蜜经济")).unwrap().0;
    assert!(!shown.contains(left_out), "{shown:?}");
    assert!(shown.len() >= 6);
}

#[test]
fn what_makes_a_full_page_fit_is_one_click() {
    let mut night = night();
    for block in ["huanghe", "anquan"] {
        let block = BlockId::new(block).unwrap();
        night.ask(Ask::edit(Language::Chinese, Command::LockBlock { block, locked: true }));
    }
    let stock = "县里把群众反映强烈的事情列成清单逐项销号办结一件公开一件".repeat(9);
    for at in 0..8 {
        let (story, paragraph) = (StoryId::new("s1").unwrap(), Paragraph::plain(stock.clone()));
        night.ask(Ask::edit(Language::Chinese, Command::InsertParagraph { story, at: Some(at), paragraph }));
    }
    let steps = night.steps();
    night.ask(Ask::Act(ActionId::Propose));
    wait(&mut night, "排不满，可以这样：");
    let relief = night.harness.get_all_by_label_contains("的图 p4").next().expect("a picture less would do");
    relief.click();
    night.run();
    assert!(night.has_text("第03版排好了：删去"));
    assert_eq!(night.steps(), steps + 1);
    let over: usize = night.desk().composed()[0].fits.iter().map(|f| f.overset_chars).sum();
    assert_eq!(over, 0, "the page fits");
}

#[test]
fn a_loose_picture_is_taken_off_when_that_is_wanted() {
    let mut night = night();
    let before = night.desk().edition().clone();
    let picture = before.pictures.keys().next().unwrap().clone();
    let place = Place::Columns { column: 3, columns: 2, line: 50, lines: 20 };
    let block = place::picture(BlockId::new("loose").unwrap(), place, picture);
    night.ask(Ask::edit(Language::Chinese, Command::AddBlock { page: 3, block: Box::new(block), at: None }));
    night.ask(Ask::Act(ActionId::Propose));
    night.click("移走单独的图 1 张");
    wait(&mut night, "方案 6");
    night.press(Modifiers::NONE, Key::Enter);
    let page = &night.desk().edition().pages[0];
    assert!(page.blocks.iter().all(|b| b.id.as_str() != "loose"));
    night.ask(Ask::Act(ActionId::Undo));
    night.ask(Ask::Act(ActionId::Undo));
    assert_eq!(*night.desk().edition(), before);
}
