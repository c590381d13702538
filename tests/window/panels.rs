//! Pages, stories, photos, findings, history, status bar, tools.

use banxin::app::actions::ActionId;
use banxin::app::desk::Ask;
use banxin::app::tools::Tool;
use banxin::edit::Command;
use banxin::finding::Language;
use banxin::import::Repairs;
use banxin::model::BlockKind;
use banxin::session::Copy;
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::{Night, block_id};

#[test]
fn stories_are_placed_and_unplaced() {
    let mut night = Night::with_edition();
    assert!(night.has("未上版 1") && night.has("已上版 1"));
    night.harness.get_by_label("河岸新路通车").click_secondary();
    night.run();
    night.click("排到当前版");
    assert!(night.has("已上版 2") && !night.has("未上版 1"));
    let placed = night.desk().view.selection.first().cloned().unwrap();
    let (page, block) = night.desk().edition().block(&placed).unwrap();
    assert!(matches!(&block.kind, BlockKind::Article(a) if a.story.as_str() == "s2"));
    assert_eq!(page.number, 1);
}

#[test]
fn a_placed_story_is_gone_to_and_any_opens_in_the_editor() {
    let mut night = Night::with_edition();
    night.click("服务送到村里");
    assert_eq!(night.desk().view.selection.first(), Some(&block_id("a1")));
    night.ask(Ask::Select(Default::default()));
    night.harness.get_by_label("河岸新路通车").click_secondary();
    night.run();
    night.click("编辑稿件");
    assert_eq!(night.desk().view.story.as_ref().unwrap().as_str(), "s2");
    assert!(night.has("稿件编辑"));
}

#[test]
fn a_story_in_the_hand_is_placed_by_drawing_its_box() {
    let mut night = Night::with_edition();
    night.click("河岸新路通车");
    assert_eq!(night.desk().view.tool, Tool::Frame);
    let page = night.harness.get_by_label("版面画布").rect();
    let (from, to) = (page.center(), page.center() + egui::vec2(180.0, 160.0));
    night.harness.hover_at(from);
    night.harness.drag_at(from);
    night.harness.run_steps(2);
    night.harness.hover_at(to);
    night.harness.run_steps(2);
    night.harness.drop_at(to);
    night.run();
    let placed = night.desk().view.selection.first().cloned().unwrap();
    let (_, block) = night.desk().edition().block(&placed).unwrap();
    assert!(matches!(&block.kind, BlockKind::Article(a) if a.story.as_str() == "s2"), "{block:?}");
    assert_eq!(night.steps(), 1, "one entry of the history");
    assert_eq!(night.desk().view.tool, Tool::Select);
}

#[test]
fn pages_are_turned_added_and_removed() {
    let mut night = Night::with_edition();
    night.press_button("第02版");
    assert_eq!(night.desk().view.page, 1);
    night.harness.get_all_by_label("新增版面").next().unwrap().click();
    night.run();
    assert_eq!(night.desk().edition().pages.iter().map(|p| p.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(night.desk().view.page, 2, "the new page is before the eye");
    let folio = &night.desk().edition().pages[2].blocks[0];
    assert!(matches!(folio.kind, BlockKind::Folio(_)), "it has the folio of its neighbour");
    night.harness.get_by_role_and_label(Role::Button, "第03版").click_secondary();
    night.run();
    night.click("删除本版");
    assert_eq!(night.desk().edition().pages.len(), 2);
    assert_eq!(night.steps(), 2);
}

#[test]
fn pages_are_dragged_into_another_order_and_their_numbers_follow() {
    let mut night = Night::with_edition();
    let rect = |night: &Night, name| night.harness.get_by_role_and_label(Role::Button, name).rect();
    let (first, second) = (rect(&night, "第01版"), rect(&night, "第02版"));
    night.harness.hover_at(first.center());
    night.harness.drag_at(first.center());
    night.harness.run_steps(2);
    for i in 1..=4 {
        night.harness.hover_at(first.center() + (second.right_center() - first.center()) * (i as f32 / 4.0) * 0.96);
        night.harness.run_steps(1);
    }
    night.harness.drop_at(second.right_center() - egui::vec2(6.0, 0.0));
    night.run();
    let pages = &night.desk().edition().pages;
    assert_eq!(pages.iter().map(|p| p.number).collect::<Vec<_>>(), [1, 2]);
    assert!(pages[1].blocks.iter().any(|b| b.id == block_id("a1")), "the first page is the second now");
    assert_eq!(night.steps(), 1);
}

#[test]
fn photos_come_in_at_once_and_have_their_rows() {
    let mut night = Night::with_edition();
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures/cmyk.jpg");
    night.ask(Ask::BringIn(vec![file]));
    assert!(night.has("cmyk.jpg"));
    assert_eq!(night.harness.state().messages().collect::<Vec<_>>(), ["导入了 0 篇稿件、1 张图片"]);
    night.harness.get_by_label("cmyk.jpg").click_secondary();
    night.run();
    night.click("移除图片");
    assert!(night.desk().edition().pictures.is_empty());
}

#[test]
fn findings_lead_to_their_place() {
    let mut night = Night::with_edition();
    night.press_button("第02版");
    let said = night.desk().composed()[0].findings[0].sentence.said(Language::Chinese).to_owned();
    night.click(&said);
    assert_eq!(night.desk().view.page, 0);
    assert_eq!(night.desk().view.selection.first(), Some(&block_id("a1")));
    night.ask(Ask::Turn(1));
    night.click("当前版");
    assert!(!night.has(&said), "it is not of the second page");
}

#[test]
fn the_history_says_what_was_done_to_what_in_the_window_s_language() {
    let mut night = Night::with_edition();
    night.select("a1");
    night.press(Modifiers::COMMAND, Key::B);
    assert_eq!(night.last_step(), "加框 · 服务送到村里");
    night.ask(Ask::Act(ActionId::SwitchLanguage));
    night.press(Modifiers::COMMAND, Key::B);
    assert_eq!(night.last_step(), "Box · 服务送到村里");
    let files = ["one.txt", "two.txt"].map(|name| Copy { name: name.into(), bytes: "标题\n正文。".into() });
    night.ask(Ask::Import { files: files.to_vec(), page: None, repairs: Repairs::all() });
    assert_eq!(night.last_step(), "Import");
    night.click("History");
    assert!(night.has("Box · 服务送到村里") && night.has("Import"));
}

#[test]
fn the_history_goes_back_and_forth() {
    let mut night = Night::with_edition();
    for paper in ["乙报", "丙报"] {
        night.ask(Ask::edit(Language::Chinese, Command::SetPaper { paper: paper.into() }));
    }
    night.click("历史");
    night.press_button("打开");
    assert_eq!(night.desk().edition().paper, "甲报");
    night.harness.get_all_by_role_and_label(Role::Button, "报名").last().unwrap().click();
    night.run();
    assert_eq!(night.desk().edition().paper, "丙报");
    night.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(night.desk().edition().paper, "乙报");
    night.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(night.desk().edition().paper, "丙报");
}

#[test]
fn the_status_bar_tells_what_is_over_and_saved() {
    let mut night = Night::with_edition();
    let over = night.desk().composed()[0].fits[0].overset_chars;
    assert!(over > 0 && night.has(&format!("溢 {over} 字")));
    assert!(night.has("已保存"));
    night.ask(Ask::edit(Language::Chinese, Command::SetPaper { paper: "乙报".into() }));
    assert!(night.has("未保存"));
    night.press(Modifiers::COMMAND, Key::S);
    assert!(night.has("已保存"));
    let saved = std::fs::read_to_string(night.edition_folder().join("edition.json")).unwrap();
    assert!(saved.contains("乙报"));
}

#[test]
fn tools_are_taken_by_their_keys_and_buttons() {
    let mut night = Night::with_edition();
    night.press(Modifiers::NONE, Key::T);
    assert_eq!(night.desk().view.tool, Tool::Text);
    night.click("抓手");
    assert_eq!(night.desk().view.tool, Tool::Hand);
}

#[test]
fn tab_hides_the_panels_and_f6_leads_into_them() {
    let mut night = Night::with_edition();
    night.press(Modifiers::NONE, Key::Tab);
    assert!(!night.has("稿件") && night.has("已保存"));
    night.press(Modifiers::NONE, Key::Tab);
    assert!(night.has("未上版 1"));
    night.press(Modifiers::NONE, Key::F6);
    let focused = night.harness.root().children_recursive().any(|n| n.is_focused());
    assert!(focused, "something has the keyboard");
    night.press(Modifiers::NONE, Key::Tab);
    assert!(night.has("未上版 1"), "with the keyboard in a panel Tab goes on to the next field");
}

#[test]
fn what_a_page_has_of_its_own_is_put_on_it_from_the_menu() {
    let mut night = Night::with_edition();
    let kinds = |night: &Night| {
        let page = night.desk().page().unwrap().clone();
        let masthead = page.blocks.iter().any(|b| matches!(b.kind, BlockKind::Masthead(_)));
        let code = page.blocks.iter().any(|b| matches!(b.kind, BlockKind::Code(_)));
        let section = page.blocks.iter().any(|b| matches!(b.kind, BlockKind::SectionHead(_)));
        (masthead, code, section)
    };
    for action in [ActionId::AddMasthead, ActionId::AddCode, ActionId::AddSectionHead] {
        night.ask(Ask::Act(action));
        assert_eq!(night.desk().view.selection.len(), 1, "it is at the hand");
    }
    assert_eq!(kinds(&night), (true, true, true));
    let found = night.desk().report().unwrap().found.iter().any(|i| i.finding.rule == "LEG-01");
    assert!(!found, "the front page has the paper's name");
}

#[test]
fn esc_closes_a_list_and_leaves_the_selection() {
    let mut night = Night::with_edition();
    night.select("a1");
    let sizes = night.harness.query_all_by_role(Role::ComboBox);
    let says_rank =
        |n: &egui_kittest::Node<'_>| n.accesskit_node().label().is_some_and(|l| l.starts_with("字号 按轻重"));
    sizes.into_iter().find(says_rank).unwrap().click();
    night.run();
    assert!(night.has("特大 60 磅"), "the list is open");
    night.press(Modifiers::NONE, Key::Escape);
    assert_eq!(night.desk().view.selection.first(), Some(&block_id("a1")));
    night.press(Modifiers::NONE, Key::Escape);
    assert!(night.desk().view.selection.is_empty());
}

#[test]
fn a_block_is_cut_and_pasted_onto_another_page() {
    let mut night = Night::with_edition();
    night.select("a1");
    let place = night.block("a1").place;
    night.press(Modifiers::COMMAND, Key::X);
    assert!(night.has("未上版 2"), "its story is still there");
    night.ask(Ask::Turn(1));
    night.press(Modifiers::COMMAND, Key::V);
    let pasted = night.desk().view.selection.first().cloned().unwrap();
    let (page, block) = night.desk().edition().block(&pasted).unwrap();
    assert_eq!((page.number, block.place), (2, place));
    let before = page.blocks.len();
    night.press(Modifiers::COMMAND, Key::V);
    assert_eq!(night.desk().edition().pages[1].blocks.len(), before + 1, "once more, beside the first");
    night.ask(Ask::Paste("什么也不是".into()));
    assert_eq!(night.steps(), 3);
}
