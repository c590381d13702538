//! The inspector: numbers in the desk's units, words, switches; each a command.

use banxin::app::desk::Ask;
use banxin::ink::Ink;
use banxin::model::{BlockKind, Figure, HeadPlace, Pattern, Place, StoryKind};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::Night;

fn selected() -> Night {
    let mut night = Night::with_edition();
    night.select("a1");
    night
}

fn place(night: &Night) -> (u16, u16, u16, u16) {
    match night.block("a1").place {
        Place::Columns { column, columns, line, lines } => (column, columns, line, lines),
        other => panic!("{other:?}"),
    }
}

#[test]
fn places_are_typed_in_the_desk_s_units() {
    let mut night = selected();
    night.fill("宽", "3栏");
    assert_eq!(place(&night), (0, 3, 0, 14));
    night.fill("高", "20+5");
    assert_eq!(place(&night), (0, 3, 0, 25));
    night.fill("起栏", "2");
    night.fill("起行", "6行");
    assert_eq!(place(&night), (1, 3, 5, 25));
    night.fill("高", "nonsense");
    assert_eq!(place(&night), (1, 3, 5, 25), "what is no length changes nothing");
    night.fill("宽", "99");
    assert_eq!(place(&night), (0, 6, 5, 25), "a field never sends what would be refused");
    assert_eq!(night.steps(), 5);
}

#[test]
fn arrows_step_and_esc_takes_back() {
    let mut night = selected();
    night.click("高");
    night.press(Modifiers::NONE, Key::ArrowUp);
    night.press(Modifiers::SHIFT, Key::ArrowUp);
    assert_eq!(place(&night).3, 25);
    night.press(Modifiers::COMMAND, Key::A);
    night.harness.event(egui::Event::Text("90".into()));
    night.run();
    night.press(Modifiers::NONE, Key::Escape);
    assert_eq!(place(&night).3, 25);
}

#[test]
fn a_field_scrubbed_by_its_left_end_is_one_step() {
    let mut night = selected();
    let field = night.harness.get_by_label("高").rect();
    let at = field.left_center() + egui::vec2(5.0, 0.0);
    night.harness.hover_at(at);
    night.harness.drag_at(at);
    night.harness.run_steps(2);
    for i in 1..=5 {
        night.harness.hover_at(at + egui::vec2(8.0 * i as f32, 0.0));
        night.harness.run_steps(2);
    }
    night.harness.drop_at(at + egui::vec2(40.0, 0.0));
    night.run();
    assert_eq!(place(&night).3, 24);
    assert_eq!(night.steps(), 1);
}

#[test]
fn the_head_is_set() {
    let mut night = selected();
    night.press_button("左竖题");
    let BlockKind::Article(article) = &night.block("a1").kind else { panic!("an article") };
    assert_eq!(article.head.place, HeadPlace::VerticalLeft);
    night.press(Modifiers::COMMAND | Modifiers::ALT, Key::Num1);
    night.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Period);
    let BlockKind::Article(article) = &night.block("a1").kind else { panic!("an article") };
    assert_eq!(article.head.place, HeadPlace::Top);
    let larger = article.head.step.unwrap();
    night.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Comma);
    let BlockKind::Article(article) = &night.block("a1").kind else { panic!("an article") };
    assert_eq!(article.head.step, Some(larger - 1));
    night.harness.get_by_role_and_label(egui::Role::CheckBox, "引题").click();
    night.run();
    assert!(matches!(&night.block("a1").kind, BlockKind::Article(a) if !a.head.kicker));
}

#[test]
fn a_box_is_put_round_and_taken_away() {
    let mut night = selected();
    night.press(Modifiers::COMMAND, Key::B);
    assert!(matches!(&night.block("a1").kind, BlockKind::Article(a) if a.boxed.is_some()));
    night.press(Modifiers::COMMAND, Key::B);
    assert!(matches!(&night.block("a1").kind, BlockKind::Article(a) if a.boxed.is_none()));
}

#[test]
fn the_story_s_words_are_at_the_hand() {
    let mut night = selected();
    night.harness.get_by_role_and_label(egui::Role::TextInput, "主题").scroll_to_me();
    night.run();
    night.fill("主题", "服务进村入户");
    assert_eq!(night.story("s1").headline.text, "服务进村入户");
    night.harness.get_by_label("体裁 消息").scroll_to_me();
    night.run();
    night.click("体裁 消息");
    night.click("通讯");
    assert_eq!(night.story("s1").kind, StoryKind::Feature);
}

#[test]
fn a_locked_block_is_not_deleted() {
    let mut night = selected();
    night.click("锁定");
    night.press(Modifiers::NONE, Key::Delete);
    assert!(night.block("a1").locked);
    night.click("解锁");
    night.press(Modifiers::NONE, Key::Delete);
    assert!(night.desk().edition().block(&crate::harness::block_id("a1")).is_none());
    assert!(night.harness.state().messages().any(|m| m == "已移除"));
    night.ask(Ask::Act(banxin::app::actions::ActionId::Undo));
    assert!(!night.block("a1").locked);
}

#[test]
fn without_a_selection_the_page_is_shown() {
    let mut night = Night::with_edition();
    night.fill("版名", "要闻");
    assert_eq!(night.desk().edition().pages[0].section, "要闻");
    assert!(night.has("6 栏 × 11 字，86 行"));
}

#[test]
fn what_cannot_be_is_refused_in_the_editor_s_language() {
    let mut night = Night::with_edition();
    night.fill("日期", "2026-13-40");
    assert_eq!(night.desk().edition().date, "2026-11-24");
    let said = "没有“2026-13-40”这一天：日期写成 2026-11-24 这样";
    assert!(night.harness.state().messages().any(|m| m == said));
    night.ask(Ask::Act(banxin::app::actions::ActionId::SwitchLanguage));
    night.fill("Date", "2026-13-40");
    let said = "the date “2026-13-40” is no day of the calendar: write it as YYYY-MM-DD";
    assert!(night.harness.state().messages().any(|m| m == said));
}

/// Opens a list and takes one of it. What lies below the fold is scrolled into sight by the click itself.
fn choose(night: &mut Night, list: &str, entry: &str) {
    night.harness.get_by_role_and_label(egui::Role::ComboBox, list).scroll_to_me();
    night.run();
    night.harness.get_by_role_and_label(egui::Role::ComboBox, list).click();
    night.run();
    night.harness.get_all_by_label(entry).last().unwrap().click();
    night.run();
}

#[test]
fn the_head_is_dressed_in_inks_of_the_house_and_in_own_ones() {
    let mut night = selected();
    let head = |night: &Night| match &night.block("a1").kind {
        BlockKind::Article(article) => article.head.clone(),
        other => panic!("{other:?}"),
    };
    choose(&mut night, "字色 按样式", "大红");
    assert_eq!(head(&night).ink, Some(Ink::RED));
    choose(&mut night, "衬底 无", "K 20 %");
    assert_eq!(head(&night).ground, Some(Ink::grey(20)));
    choose(&mut night, "衬底 K 20 %", "自定…");
    assert_eq!(head(&night).ground, Some(Ink::grey(20)), "the same ink, in figures");
    night.fill("衬底 Y", "35");
    assert_eq!(head(&night).ground, Some(Ink { y: 350, ..Ink::grey(20) }));
    choose(&mut night, "网纹 无", "网点");
    assert_eq!(head(&night).texture.map(|t| t.figure), Some(Figure::Dots));
    choose(&mut night, "勾边 无", "黑");
    assert!(head(&night).outline.is_some());
    choose(&mut night, "勾边 黑", "无");
    assert!(head(&night).outline.is_none() && head(&night).texture.is_some());
    assert_eq!(night.steps(), 6);
}

#[test]
fn inks_are_seen_before_their_names() {
    let mut night = selected();
    let red = egui::Color32::from_rgb(222, 0, 0);
    let patches = |night: &Night| {
        let shapes = &night.harness.output().shapes;
        shapes
            .iter()
            .filter(|s| matches!(&s.shape, egui::Shape::Rect(r) if r.fill == red && r.rect.width() < 20.0))
            .count()
    };
    assert_eq!(patches(&night), 0);
    choose(&mut night, "字色 按样式", "大红");
    assert_eq!(patches(&night), 1, "in the closed list");
    night.harness.get_by_role_and_label(egui::Role::ComboBox, "字色 大红").click();
    night.run();
    assert_eq!(patches(&night), 2, "and in the open one");
}

#[test]
fn a_head_set_by_its_rank_says_how_large_that_is() {
    let mut night = selected();
    assert!(night.has_text("按轻重 · ") && night.has_text(" 磅"), "by name and measure");
    night.ask(Ask::Act(banxin::app::actions::ActionId::SwitchLanguage));
    assert!(night.has_text("By rank · ") && night.has_text(" pt"));
    let labels = night.harness.query_all_by_label_contains("By rank · ");
    let chinese = |c: char| c >= '\u{4E00}';
    assert!(labels.into_iter().all(|n| !n.accesskit_node().label().unwrap().contains(chinese)));
    night.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Period);
    assert!(!night.has_text("By rank · "), "a size of its own says itself");
}

#[test]
fn a_border_has_a_pattern_and_an_ink() {
    let mut night = selected();
    night.press(Modifiers::COMMAND, Key::B);
    let border = |night: &Night| match &night.block("a1").kind {
        BlockKind::Article(article) => article.boxed.clone().unwrap().border.unwrap(),
        other => panic!("{other:?}"),
    };
    choose(&mut night, "线型 正线", "文武线");
    assert_eq!(border(&night).pattern, Pattern::ThickThin);
    choose(&mut night, "颜色 黑", "大红");
    assert_eq!(border(&night).ink, Ink::RED);
}
