//! The eye: zoom, pan, pages, and a picture that is only painted where it has to be.

use banxin::app::actions::ActionId;
use banxin::app::desk::{Aids, Ask};
use banxin::app::tools::Tool;
use banxin::geom::Point;
use egui::{Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, TouchPhase, vec2};

use crate::table::{Table, point};

fn turn(table: &mut Table, delta: egui::Vec2, modifiers: Modifiers) {
    let (unit, phase, source) = (MouseWheelUnit::Point, TouchPhase::Move, MouseWheelSource::Wheel);
    table.harness.event(Event::MouseWheel { unit, delta, phase, modifiers, source });
}

fn wheel(table: &mut Table, delta: egui::Vec2, modifiers: Modifiers) {
    table.hold(modifiers);
    turn(table, delta, modifiers);
    table.steps(20);
    table.hold(Modifiers::NONE);
}

#[test]
fn the_page_is_fitted_at_first_and_actions_zoom() {
    let mut table = Table::new();
    let fitted = table.canvas().status.zoom_percent;
    assert!((30.0..70.0).contains(&fitted), "{fitted}");
    for (action, percent) in [(ActionId::ActualSize, 100.0), (ActionId::DoubleSize, 200.0), (ActionId::FitPage, fitted)]
    {
        table.ask(Ask::Act(action));
        assert!((table.canvas().status.zoom_percent - percent).abs() < 0.01, "{action:?}");
    }
    table.ask(Ask::Act(ActionId::ActualSize));
    table.ask(Ask::Act(ActionId::ZoomIn));
    assert!((table.canvas().status.zoom_percent - 150.0).abs() < 0.01);
    table.key_with(Modifiers::COMMAND, Key::Num0);
    assert!((table.canvas().status.zoom_percent - fitted).abs() < 0.01);
}

#[test]
fn ctrl_and_wheel_zoom_at_the_pointer() {
    let mut table = Table::new();
    let place = point(120.0, 200.0);
    let at = table.at(place);
    table.event(Event::PointerMoved(at));
    let before = table.canvas().status.zoom_percent;
    wheel(&mut table, vec2(0.0, 120.0), Modifiers::COMMAND);
    let after = table.canvas().status.zoom_percent;
    assert!(after > before * 1.3, "{before} {after}");
    assert!(table.at(place).distance(at) < 1.5, "{:?} {at:?}", table.at(place));
    for _ in 0..40 {
        wheel(&mut table, vec2(0.0, 400.0), Modifiers::COMMAND);
    }
    assert!((table.canvas().status.zoom_percent - 1600.0).abs() < 0.01);
    for _ in 0..80 {
        wheel(&mut table, vec2(0.0, -400.0), Modifiers::COMMAND);
    }
    assert!((table.canvas().status.zoom_percent - 5.0).abs() < 0.01);
}

#[test]
fn the_wheel_scrolls_and_the_hand_and_space_pan() {
    let mut table = Table::new();
    table.zoom(100.0, point(195.0, 270.0));
    let place = point(195.0, 270.0);
    let start = table.at(place);
    table.event(Event::PointerMoved(start));
    wheel(&mut table, vec2(0.0, -50.0), Modifiers::NONE);
    let scrolled = table.at(place) - start;
    assert!((scrolled - vec2(0.0, -50.0)).length() < 2.0, "{scrolled:?}");
    let before = table.at(place);
    table.take(Tool::Hand);
    table.drag(before, vec2(70.0, 30.0));
    assert!((table.at(place) - before - vec2(70.0, 30.0)).length() < 2.0);
    table.take(Tool::Select);
    let before = table.at(place);
    table.harness.key_down(Key::Space);
    table.steps(1);
    table.drag(before, vec2(-40.0, 10.0));
    table.harness.key_up(Key::Space);
    table.steps(1);
    assert!((table.at(place) - before - vec2(-40.0, 10.0)).length() < 2.0);
    assert!(table.selected().is_empty() && table.steps_made() == 0, "space-drag is no press");
}

#[test]
fn panning_paints_strips_an_edit_paints_what_changed_and_idling_nothing() {
    let mut table = Table::new();
    table.zoom(100.0, point(195.0, 150.0));
    table.pause();
    assert_eq!(table.canvas().painted(), 0, "nothing changes, nothing is painted");
    let at = table.at(point(195.0, 150.0));
    table.event(Event::PointerMoved(at));
    let whole = 1000 * 1600;
    turn(&mut table, vec2(0.0, -30.0), Modifiers::NONE);
    let mut most = 0;
    for _ in 0..30 {
        table.steps(1);
        most = most.max(table.canvas().painted());
    }
    assert!(most > 0 && most < whole / 20, "{most}");
    table.take(Tool::Text);
    let area = table.area("a1");
    table.click(table.at(Point::new(area.x + area.width - area.width / 8, area.y + area.height / 2)));
    table.event(Event::Text("字".into()));
    let mut painted = 0;
    for _ in 0..3 {
        table.steps(1);
        painted = painted.max(table.canvas().painted());
    }
    assert!(painted > 0 && painted < whole / 2, "{painted}");
}

#[test]
fn nothing_moves_and_no_frame_is_asked_for() {
    let mut table = Table::new();
    table.click(table.middle("a1"));
    table.steps(90);
    let delay = table.harness.output().viewport_output.values().map(|v| v.repaint_delay).min();
    assert!(delay.is_some_and(|d| d.as_secs() > 3600), "{delay:?}");
    table.take(Tool::Text);
    table.click(table.middle("a1"));
    table.text("字");
    table.steps(90);
    let delay = table.harness.output().viewport_output.values().map(|v| v.repaint_delay).min();
    assert!(delay.is_some_and(|d| d.as_secs() > 3600), "also with the caret in text: {delay:?}");
}

#[test]
fn a_spread_shows_two_pages_and_a_press_turns_to_the_other() {
    let mut table = Table::new();
    table.ask(Ask::Show(Aids { spread: true, ..Aids::default() }));
    let beyond = table.at(point(390.0 + 200.0, 270.0));
    table.click(beyond);
    assert_eq!(table.desk().view.page, 1);
    let own = table.at(point(200.0, 270.0));
    assert!(own.distance(beyond) < 1.5, "the same place, now counted from its own page");
    table.click(table.at(point(-200.0, 100.0)));
    assert_eq!(table.desk().view.page, 0);
}

#[test]
fn a_block_is_dragged_to_the_other_page_of_a_spread() {
    let mut table = Table::new();
    table.ask(Ask::Show(Aids { spread: true, ..Aids::default() }));
    let from = table.middle("pic");
    let by = table.at(point(390.0, 0.0)) - table.at(Point::default());
    table.drag(from, by);
    let id = banxin::id::BlockId::new("pic").unwrap();
    let (page, block) = table.edition().block(&id).unwrap();
    assert_eq!((page.number, block.place), (3, crate::table::columns(0, 3, 60, 30)));
    assert_eq!(table.steps_made(), 1);
}

#[test]
fn preview_hides_every_aid() {
    let mut table = Table::new();
    table.click(table.middle("a1"));
    table.ask(Ask::Act(ActionId::Preview));
    assert!(table.desk().view.aids.preview);
    use egui_kittest::kittest::Queryable;
    let badges = table.harness.query_all_by_role(egui::Role::Button).filter(|n| {
        use egui_kittest::kittest::NodeT;
        n.accesskit_node().label().is_some_and(|l| l.contains("余 "))
    });
    assert_eq!(badges.count(), 0, "no badge");
}
