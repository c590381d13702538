//! Typing in the page: caret, selection, keys, clipboard, input methods.

use banxin::app::desk::Caret;
use banxin::app::tools::Tool;
use banxin::geom::{Length, Point};
use banxin::id::Part;
use egui::{Event, ImeEvent, Key, Modifiers};

use crate::table::{Table, words};

/// A place on line `line` and cell `cell` of the first leg of a block.
fn in_leg(table: &Table, block: &str, line: i64, cell: i64) -> Point {
    let (area, grid) = (table.area(block), table.edition().pages[0].setup.grid);
    Point::new(area.x + grid.cell() * cell, area.y + grid.line() * line + grid.cell() / 2)
}

fn caret(table: &Table) -> &Caret {
    table.desk().view.caret.as_ref().unwrap()
}

/// With the caret before the fifth character of the third line of a1's body.
fn writing() -> Table {
    let mut table = Table::new();
    table.take(Tool::Text);
    let at = table.at(in_leg(&table, "a1", 12, 5));
    table.click(at);
    table
}

#[test]
fn a_click_puts_the_caret_into_the_copy_and_typing_runs_the_page_anew() {
    let mut table = writing();
    let before = caret(&table).clone();
    assert_eq!((before.part, before.anchor), (Part::Body, before.at));
    let sheet = table.desk().composed()[0].sheet.clone();
    table.text("新");
    assert_eq!(caret(&table).at, (before.at.0, before.at.1 + 1));
    let body = table.story(1).body[before.at.0 as usize].text();
    assert_eq!(body.chars().nth(before.at.1), Some('新'));
    assert_ne!(table.desk().composed()[0].sheet, sheet);
    table.key(Key::Backspace);
    assert_eq!(table.story(1).body[0].text(), words(0, 300));
    assert_eq!(table.desk().composed()[0].sheet, sheet);
}

#[test]
fn a_double_click_on_copy_takes_the_text_tool() {
    let mut table = Table::new();
    let at = table.at(in_leg(&table, "a1", 12, 5));
    table.double_click(at);
    assert_eq!((table.desk().view.tool, table.selected()), (Tool::Text, vec!["a1".to_owned()]));
    assert_eq!(caret(&table).part, Part::Body);
    table.key(Key::Escape);
    assert!(table.desk().view.caret.is_none());
    table.key(Key::Escape);
    assert_eq!(table.desk().view.tool, Tool::Select);
    table.key(Key::Escape);
    assert!(table.selected().is_empty(), "Esc always leads back");
}

#[test]
fn a_run_of_typing_is_one_step_and_a_sentence_ends_it() {
    let mut table = writing();
    for c in ["这", "是", "一", "句", "。"] {
        table.text(c);
    }
    assert_eq!(table.steps_made(), 1);
    table.text("又");
    table.text("来");
    table.key(Key::ArrowLeft);
    assert_eq!(table.steps_made(), 2);
    table.key_with(Modifiers::COMMAND, Key::Z);
    table.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(table.story(1).body[0].text(), words(0, 300));
}

#[test]
fn several_keys_in_one_frame_follow_each_other() {
    let mut table = writing();
    let at = caret(&table).at.1;
    for text in ["甲", "乙", "丙"] {
        table.harness.input_mut().events.push(Event::Text(text.into()));
    }
    table.steps(3);
    let typed: String = table.story(1).body[0].text().chars().skip(at).take(3).collect();
    assert_eq!((typed.as_str(), caret(&table).at.1), ("甲乙丙", at + 3));
}

#[test]
fn enter_divides_a_paragraph_and_backspace_joins_it() {
    let mut table = writing();
    let at = caret(&table).at;
    table.key(Key::Enter);
    assert_eq!((table.story(1).body.len(), caret(&table).at), (4, (1, 0)));
    assert_eq!(table.story(1).body[0].text().chars().count(), at.1);
    table.key(Key::Enter);
    assert_eq!((table.story(1).body.len(), caret(&table).at), (5, (2, 0)), "an empty paragraph has its caret too");
    table.key(Key::Backspace);
    table.key(Key::Backspace);
    assert_eq!((table.story(1).body.len(), caret(&table).at), (3, at));
}

#[test]
fn dragging_and_shift_select_and_typing_replaces() {
    let mut table = writing();
    let from = table.at(in_leg(&table, "a1", 12, 3));
    let to = table.at(in_leg(&table, "a1", 14, 7));
    table.drag(from, to - from);
    let (a, b) = (caret(&table).anchor, caret(&table).at);
    assert!(b.1 > a.1 + 20, "{a:?} {b:?}");
    table.key_with(Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(caret(&table).at.1, b.1 + 1);
    table.text("换");
    let text = table.story(1).body[0].text();
    assert_eq!(text.chars().count(), 300 - (b.1 + 1 - a.1) + 1);
    assert_eq!(caret(&table).at, (0, a.1 + 1));
}

#[test]
fn arrows_home_and_end_follow_the_lines_of_the_page() {
    let mut table = writing();
    let start = caret(&table).at.1;
    table.key(Key::ArrowDown);
    assert_eq!(caret(&table).at.1, start + 13, "a line of a column has 13 字");
    table.key(Key::ArrowUp);
    assert_eq!(caret(&table).at.1, start);
    table.key(Key::Home);
    let home = caret(&table).at.1;
    table.key(Key::End);
    assert_eq!(caret(&table).at.1, home + 13);
    table.key(Key::ArrowRight);
    assert_eq!(caret(&table).at.1, home + 14);
    table.key_with(Modifiers::COMMAND, Key::Home);
    assert_eq!(caret(&table).at, (0, 0));
    table.key(Key::ArrowLeft);
    assert_eq!((caret(&table).part, caret(&table).at), (Part::Headline, (0, 7)));
}

#[test]
fn in_vertical_lines_the_arrows_turn_with_the_text() {
    let mut table = Table::new();
    table.take(Tool::Text);
    let area = table.area("v1");
    let at = Point::new(area.right() - Length::mm(1.5), area.y + Length::MM * 20);
    table.click(table.at(at));
    let start = caret(&table).at.1;
    assert!(start > 2, "{start}");
    table.key(Key::ArrowDown);
    assert_eq!(caret(&table).at.1, start + 1);
    table.key(Key::ArrowLeft);
    let next = caret(&table).at.1;
    assert!(next > start + 10, "left is the next line: {next}");
    table.key(Key::ArrowRight);
    assert_eq!(caret(&table).at.1, start + 1);
}

#[test]
fn an_input_method_composes_beside_the_copy_and_commits_into_it() {
    let mut table = writing();
    let (before, at) = (table.story(1).body[0].text(), caret(&table).at.1);
    let compose = |text: &str| Event::Ime(ImeEvent::Preedit { text: text.into(), active_range_chars: None });
    table.event(compose("cao"));
    table.event(compose("caozhou"));
    assert_eq!(table.story(1).body[0].text(), before, "what is composed is not in the copy");
    assert_eq!(table.canvas().hand.text.preedit, "caozhou");
    let ime = table.harness.output().platform_output.ime;
    assert!(ime.is_some(), "the input method is told where the caret is");
    table.key(Key::Backspace);
    assert_eq!(table.story(1).body[0].text(), before, "keys belong to the input method");
    table.event(compose(""));
    table.event(Event::Ime(ImeEvent::Commit("曹州".into())));
    table.steps(2);
    let typed: String = table.story(1).body[0].text().chars().skip(at).take(2).collect();
    assert_eq!((typed.as_str(), caret(&table).at.1, table.canvas().hand.text.preedit.as_str()), ("曹州", at + 2, ""));
}

#[test]
fn the_clipboard_takes_and_gives_paragraphs() {
    let mut table = writing();
    let at = caret(&table).at;
    table.event(Event::Paste("一段\n二段".into()));
    table.steps(2);
    assert_eq!((table.story(1).body.len(), caret(&table).at), (4, (1, 2)));
    for _ in 0..3 {
        table.key_with(Modifiers::SHIFT, Key::ArrowLeft);
    }
    table.event(Event::Cut);
    let copied = table.harness.output().platform_output.commands.iter().find_map(|c| match c {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("\n二段"));
    table.steps(2);
    assert_eq!((table.story(1).body.len(), caret(&table).at), (3, (at.0, at.1 + 2)));
}

#[test]
fn ctrl_a_selects_the_part_and_the_blocks_stay_as_they_are() {
    let mut table = writing();
    table.key_with(Modifiers::COMMAND, Key::A);
    assert_eq!((caret(&table).anchor, caret(&table).at), ((0, 0), (2, 200)));
    assert_eq!(table.selected(), ["a1"]);
    table.key(Key::Delete);
    assert_eq!(table.story(1).body.len(), 1);
    assert_eq!(table.story(1).body[0].text(), "");
    table.text("从头写起");
    assert_eq!(table.story(1).body[0].text(), "从头写起");
}

#[test]
fn letters_are_letters_while_the_caret_is_in_text() {
    let mut table = writing();
    let at = caret(&table).at.1;
    table.harness.key_down(Key::V);
    table.text("v");
    table.harness.key_up(Key::V);
    table.steps(2);
    assert_eq!(table.desk().view.tool, Tool::Text);
    assert_eq!(table.story(1).body[0].text().chars().nth(at), Some('v'));
}

#[test]
fn headlines_are_written_in_place() {
    let mut table = Table::new();
    table.take(Tool::Text);
    let area = table.area("a1");
    table.click(table.at(Point::new(area.x + area.width / 2, area.y + Length::MM * 6)));
    assert_eq!(caret(&table).part, Part::Headline);
    table.key(Key::End);
    table.text("了");
    assert_eq!(table.story(1).headline.text, "牡丹花开迎客来了");
    table.key(Key::Enter);
    assert_eq!(table.story(1).headline.text, "牡丹花开迎客来了 ", "a headline has no paragraphs");
}
