//! Selecting, moving, resizing, copying, nudging.

use std::sync::Arc;

use banxin::app::canvas::glass;
use banxin::app::desk::Ask;
use banxin::edit::Command;
use banxin::finding::Language;
use banxin::geom::Point;
use banxin::id::BlockId;
use banxin::model::Place;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;

use crate::table::{Table, columns};

#[test]
fn a_click_selects_shift_adds_and_a_click_beside_selects_nothing() {
    let mut table = Table::new();
    table.click(table.middle("a1"));
    assert_eq!(table.selected(), ["a1"]);
    table.click_with(table.middle("pic"), Modifiers::SHIFT);
    assert_eq!(table.selected(), ["a1", "pic"]);
    table.click_with(table.middle("a1"), Modifiers::SHIFT);
    assert_eq!(table.selected(), ["pic"]);
    let empty = table.area("pic");
    table.click(table.at(Point::new(empty.x, empty.bottom())) + vec2(20.0, 40.0));
    assert!(table.selected().is_empty());
    assert_eq!(table.steps_made(), 0, "selecting is no change");
}

#[test]
fn a_box_drawn_round_things_selects_what_it_touches() {
    let mut table = Table::new();
    let (photo, grid) = (table.area("pic"), table.by(1, 1));
    let from = table.at(Point::new(photo.x, photo.y)) + vec2(grid.x * 4.0, grid.y * 10.0);
    let to = table.middle("pic");
    table.drag(from, to - from);
    assert_eq!(table.selected(), ["pic"]);
    let far = table.middle("a1");
    table.drag(from, far - from);
    assert_eq!(table.selected(), ["a1", "a2", "pic"]);
    table.drag_without_release(from, to - from, Modifiers::NONE);
    assert_eq!(table.selected(), ["pic"]);
    table.key(Key::Escape);
    assert_eq!(table.selected(), ["a1", "a2", "pic"], "Esc gives back what was selected");
}

#[test]
fn alt_reaches_what_lies_below() {
    let mut edition = crate::table::edition();
    let page = Arc::make_mut(&mut edition.pages[0]);
    let mut over = banxin::model::Block::clone(&page.blocks[3]);
    over.id = BlockId::new("over").unwrap();
    page.blocks.push(Arc::new(over));
    let mut table = Table::of(&edition);
    let at = table.middle("pic");
    table.click(at);
    assert_eq!(table.selected(), ["over"]);
    table.click_with(at, Modifiers::ALT);
    assert_eq!(table.selected(), ["pic"]);
    table.click_with(at, Modifiers::ALT);
    assert_eq!(table.selected(), ["over"]);
}

#[test]
fn a_drag_moves_by_whole_columns_and_lines_with_the_text_running_anew() {
    let mut table = Table::new();
    let before = table.desk().composed()[0].clone();
    let from = table.middle("a1");
    let by = table.by(1, 45) + vec2(3.0, -2.0);
    table.drag_without_release(from, by, Modifiers::NONE);
    assert_eq!(table.place("a1"), columns(1, 3, 45, 40), "the page follows while the button is down");
    assert_ne!(table.desk().composed()[0].sheet, before.sheet);
    assert_eq!(table.canvas().status.gesture.as_deref(), Some("3栏 × 40行"));
    assert_eq!(table.steps_made(), 0);
    table.release(from + by, Modifiers::NONE);
    assert_eq!((table.place("a1"), table.steps_made()), (columns(1, 3, 45, 40), 1));
    table.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(table.place("a1"), columns(0, 3, 0, 40));
    assert_eq!(table.desk().composed()[0].sheet, before.sheet);
    table.key_with(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(table.place("a1"), columns(1, 3, 45, 40));
}

#[test]
fn one_far_jump_of_the_pointer_is_a_whole_drag() {
    let mut table = Table::new();
    let (from, by) = (table.middle("pic"), table.by(2, 5));
    table.press(from, Modifiers::NONE);
    table.event(egui::Event::PointerMoved(from + by));
    table.release(from + by, Modifiers::NONE);
    assert_eq!(table.place("pic"), columns(2, 3, 65, 30));
}

#[test]
fn esc_during_a_drag_puts_everything_back() {
    let mut table = Table::new();
    let start = Arc::clone(table.desk().session().edition());
    table.drag_without_release(table.middle("a1"), table.by(2, 30), Modifiers::NONE);
    assert_ne!(table.place("a1"), columns(0, 3, 0, 40));
    table.key(Key::Escape);
    assert!(Arc::ptr_eq(table.desk().session().edition(), &start));
    table.event(egui::Event::PointerMoved(table.middle("v1")));
    table.release(table.middle("v1"), Modifiers::NONE);
    assert!(Arc::ptr_eq(table.desk().session().edition(), &start), "the rest of the drag does nothing");
}

#[test]
fn handles_resize_and_the_badge_follows() {
    let mut table = Table::new();
    table.click(table.middle("a1"));
    let area = table.area("a1");
    let foot = table.at(Point::new(area.x + area.width / 2, area.bottom()));
    let over = table.over("a1");
    table.drag(foot, table.by(0, -20));
    assert_eq!(table.place("a1"), columns(0, 3, 0, 20));
    assert!(table.over("a1") > over + 100, "{} {over}", table.over("a1"));
    let badge = format!("a1 溢 {} 字", table.over("a1"));
    assert!(table.harness.query_by_label(&badge).is_some(), "{badge}");
    let area = table.area("a1");
    let corner = table.at(Point::new(area.right(), area.bottom()));
    table.drag(corner, table.by(-1, 5));
    assert_eq!((table.place("a1"), table.steps_made()), (columns(0, 2, 0, 25), 2));
}

#[test]
fn ctrl_gives_finer_steps_and_shift_keeps_the_axis() {
    let mut table = Table::new();
    let cell = table.by(1, 0).x / 14.0;
    table.drag_with(table.middle("pic"), vec2(cell * 3.0 + 1.0, 0.0), Modifiers::COMMAND);
    assert_eq!(table.place("pic"), Place::Cells { char: 3, width: 41, line: 60, lines: 30 });
    table.drag_with(table.middle("a1"), table.by(0, 50) + vec2(table.by(1, 0).x, 0.0), Modifiers::SHIFT);
    assert_eq!(table.place("a1"), columns(0, 3, 50, 40));
}

#[test]
fn alt_drag_leaves_the_block_and_moves_a_copy() {
    let mut table = Table::new();
    table.drag_with(table.middle("pic"), table.by(3, 4), Modifiers::ALT);
    assert_eq!(table.place("pic"), columns(0, 3, 60, 30));
    let copy = table.selected();
    assert_eq!((copy.len(), table.steps_made()), (1, 1));
    assert_eq!(table.place(&copy[0]), columns(3, 3, 64, 30));
    assert_eq!(table.edition().pages[0].blocks.len(), 5);
    table.key_with(Modifiers::COMMAND, Key::Z);
    assert_eq!(table.edition().pages[0].blocks.len(), 4);
}

#[test]
fn several_blocks_move_together_as_one_step() {
    let mut table = Table::new();
    table.click(table.middle("a1"));
    table.click_with(table.middle("a2"), Modifiers::SHIFT);
    table.drag(table.middle("a2"), table.by(1, 40));
    assert_eq!((table.place("a1"), table.place("a2")), (columns(1, 3, 40, 40), columns(4, 3, 40, 40)));
    assert_eq!(table.steps_made(), 1);
}

#[test]
fn arrow_keys_nudge_and_a_held_key_is_one_step() {
    let mut table = Table::new();
    table.click(table.middle("pic"));
    for _ in 0..3 {
        table.harness.key_down(Key::ArrowDown);
        table.steps(2);
    }
    table.harness.key_up(Key::ArrowDown);
    table.steps(2);
    assert_eq!((table.place("pic"), table.steps_made()), (columns(0, 3, 63, 30), 1));
    table.key_with(Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(table.place("pic"), columns(5, 3, 63, 30), "five columns are as far as it goes");
}

#[test]
fn a_locked_block_stays_and_has_no_handles() {
    let mut edition = crate::table::edition();
    let page = Arc::make_mut(&mut edition.pages[0]);
    Arc::make_mut(&mut page.blocks[3]).locked = true;
    let mut table = Table::of(&edition);
    table.drag(table.middle("pic"), table.by(3, 3));
    assert_eq!((table.selected(), table.steps_made()), (vec!["pic".to_owned()], 0));
    let area = table.area("pic");
    table.drag(table.at(Point::new(area.right(), area.bottom())), table.by(1, 1));
    assert_eq!(table.place("pic"), columns(0, 3, 60, 30));
}

#[test]
fn blocks_have_names_for_screen_readers() {
    let table = Table::new();
    let node = table.harness.get_by_label("稿件 a1 牡丹花开迎客来");
    let (wanted, area) = (table.area("a1"), node.rect());
    assert!(area.min.distance(table.at(Point::new(wanted.x, wanted.y))) < 2.0);
    assert!(area.min.y > glass::RULER);
}

#[test]
fn an_article_is_made_to_fit_from_its_bar_and_can_be_undone() {
    let mut table = Table::new();
    let a2 = BlockId::new("a2").unwrap();
    let best = |table: &Table| table.desk().session().remedies(2, &a2).into_iter().find(|r| r.short == 0);
    // A line or so short, as articles are at the end of a night.
    let near = (20..40).find(|lines| {
        let place = columns(3, 3, 10, *lines);
        table.ask(Ask::edit(Language::Chinese, Command::MoveBlock { block: a2.clone(), place, page: None }));
        best(&table).is_some()
    });
    assert!(near.is_some());
    let (steps, wanted) = (table.steps_made(), best(&table).unwrap());
    table.click(table.middle("a2"));
    table.harness.get_by_role_and_label(egui::Role::Button, "排满这篇").click();
    table.steps(4);
    let before = Arc::clone(&table.desk().session().history().entries().0[steps].edition);
    let made = banxin::edit::apply(&before, wanted.command).unwrap();
    assert!(*table.edition() == made && table.steps_made() == steps + 1, "what does least harm");
    assert!(!table.desk().is_misfit(&a2));
    assert!(table.harness.state().messages().any(|m| m == wanted.said.zh), "it says by what");
    table.key_with(Modifiers::COMMAND, Key::Z);
    assert!(*table.edition() == *before);
}

#[test]
fn the_bar_and_the_badge_leave_the_article_s_own_text_alone() {
    let mut table = Table::new();
    table.click(table.middle("a1"));
    let area = table.area("a1");
    let (top, foot) = (table.at(Point::new(area.x, area.y)).y, table.at(Point::new(area.right(), area.bottom())).y);
    let bar = table.harness.get_by_role_and_label(egui::Role::Button, "排满这篇").rect();
    assert!(bar.max.y < top || bar.min.y > foot, "{bar:?} {top}–{foot}");
    let badge = table.harness.get_by_label_contains("a1 余 ").rect();
    assert!(badge.min.y > foot, "{badge:?} {foot}");
}
