//! The story editor: typing, input methods, undo.

use banxin::app::desk::Ask;
use banxin::id::StoryId;
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::kittest::Queryable;

use crate::harness::Night;

/// The story editor on s2, the caret at the end of its text.
fn writing() -> Night {
    let mut night = Night::with_edition();
    night.ask(Ask::Write(Some(StoryId::new("s2").unwrap())));
    night.harness.get_by_label("正文").focus();
    night.run();
    night.press(Modifiers::COMMAND, Key::End);
    night
}

fn text(night: &Night) -> Vec<String> {
    night.story("s2").body.iter().map(banxin::model::Paragraph::text).collect()
}

fn preedit(text: &str) -> Event {
    Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None })
}

#[test]
fn a_run_of_typing_is_one_step() {
    let mut night = writing();
    for part in ["欢", "迎"] {
        night.harness.event(Event::Text(part.to_owned()));
        night.run();
    }
    night.press(Modifiers::NONE, Key::Enter);
    night.harness.event(Event::Text("乘车".to_owned()));
    night.run();
    assert_eq!(text(&night), ["新路今天通车。", "全长三公里。欢迎", "乘车"]);
    night.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&night), ["新路今天通车。", "全长三公里。"]);
    assert_eq!(night.steps(), 1);
    night.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(text(&night)[2], "乘车");
}

#[test]
fn what_an_input_method_composes_stays_out_of_the_edition() {
    let mut night = writing();
    night.harness.event(preedit("ni"));
    night.run();
    night.harness.event(preedit("ni hao"));
    night.run();
    assert_eq!(text(&night)[1], "全长三公里。");
    assert_eq!(night.steps(), 0);
    night.harness.event(Event::Ime(ImeEvent::Commit("你好".into())));
    night.run();
    assert_eq!(text(&night)[1], "全长三公里。你好");
}

#[test]
fn a_line_becomes_a_cross_head() {
    let mut night = writing();
    night.harness.event(Event::Text("\n## 一路风景".to_owned()));
    night.run();
    let body = &night.story("s2").body;
    assert_eq!(body[2].kind, banxin::model::ParagraphKind::CrossHead);
    assert_eq!(body[2].text(), "一路风景");
}

#[test]
fn the_parts_of_the_head_are_beside_the_text() {
    let mut night = writing();
    night.fill("引题", "民生工程");
    assert_eq!(night.story("s2").kicker, "民生工程");
    night.click("关闭稿件编辑");
    assert!(night.desk().view.story.is_none());
}
