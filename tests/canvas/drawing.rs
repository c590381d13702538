//! Drawing, placing, cropping, guides.

use std::sync::Arc;

use banxin::app::desk::Ask;
use banxin::app::tools::Tool;
use banxin::app::tools::place::Dragged;
use banxin::display::Item;
use banxin::edit::Command;
use banxin::finding::Language;
use banxin::geom::{Length, Point};
use banxin::id::{BlockId, PictureId, StoryId};
use banxin::model::{Anchor, BlockKind, Place};
use egui::{Event, Key, Modifiers, Pos2, vec2};

use crate::table::{Table, columns, point};

/// Two places on page 1 with nothing under them: columns 3–5, lines 45–64.
fn free(table: &Table) -> (Pos2, egui::Vec2) {
    let area = table.edition().pages[0].setup.area_of(columns(3, 3, 45, 20));
    let from = table.at(Point::new(area.x, area.y)) + vec2(4.0, 2.0);
    (from, table.at(Point::new(area.right(), area.bottom())) - vec2(4.0, 2.0) - from)
}

fn kind<'t>(table: &'t Table, id: &str) -> &'t BlockKind {
    &table.edition().block(&BlockId::new(id).unwrap()).unwrap().1.kind
}

#[test]
fn a_drawn_frame_is_an_article_with_its_headline_ready_to_be_typed() {
    let mut table = Table::new();
    table.take(Tool::Frame);
    let (from, by) = free(&table);
    table.drag_without_release(from, by, Modifiers::NONE);
    assert_eq!(table.edition().pages[0].blocks.len(), 5, "it is there while it is drawn");
    assert_eq!(table.canvas().status.gesture.as_deref(), Some("3栏 × 20行"));
    table.release(from + by, Modifiers::NONE);
    let made = table.selected();
    assert_eq!((table.place(&made[0]), table.steps_made()), (columns(3, 3, 45, 20), 1));
    table.text("新标题");
    table.key(Key::Escape);
    assert_eq!(table.story(5).headline.text, "新标题");
    table.key_with(Modifiers::COMMAND, Key::Z);
    table.key_with(Modifiers::COMMAND, Key::Z);
    assert!(!table.edition().stories.contains_key(&StoryId::numbered('s', 5)));
}

#[test]
fn esc_while_drawing_leaves_nothing() {
    let mut table = Table::new();
    table.take(Tool::Box);
    let (from, by) = free(&table);
    table.drag_without_release(from, by, Modifiers::NONE);
    table.key(Key::Escape);
    table.release(from + by, Modifiers::NONE);
    assert_eq!((table.edition().pages[0].blocks.len(), table.steps_made()), (4, 0));
    table.key(Key::Escape);
    assert_eq!(table.desk().view.tool, Tool::Select, "the next Esc puts the tool down");
}

#[test]
fn boxes_rules_and_pictures_are_drawn() {
    let mut table = Table::new();
    let (from, by) = free(&table);
    table.take(Tool::Box);
    table.drag(from, by);
    let BlockKind::Rule(rule) = kind(&table, "r1") else { panic!("a box is drawn") };
    assert!(rule.is_box && rule.outset == Length::um(1575), "in the gutters");
    table.take(Tool::Rule);
    table.drag(from, vec2(by.x, 3.0));
    let BlockKind::Rule(rule) = kind(&table, "r2") else { panic!("a rule is drawn") };
    let Place::Free(area) = table.place("r2") else { panic!("a rule stands freely") };
    assert!(!rule.is_box && area.width > area.height * 50);
    table.take(Tool::Picture);
    table.drag(from, by);
    let BlockKind::Picture(picture) = kind(&table, "p1") else { panic!("a picture is drawn") };
    assert_eq!(picture.picture, PictureId::numbered('p', 3), "the first that is not placed");
    assert_eq!((table.desk().view.tool, table.steps_made()), (Tool::Select, 3));
}

#[test]
fn a_story_dragged_out_of_a_panel_lands_where_it_is_dropped() {
    let mut table = Table::new();
    let (at, _) = free(&table);
    let drag = |table: &mut Table, what: Dragged, at: Pos2| {
        table.event(Event::PointerMoved(at - vec2(40.0, 0.0)));
        table.harness.event(Event::PointerButton {
            pos: at - vec2(40.0, 0.0),
            button: egui::PointerButton::Middle,
            pressed: true,
            modifiers: Modifiers::NONE,
        });
        egui::DragAndDrop::set_payload(&table.harness.ctx, what);
        table.event(Event::PointerMoved(at));
        table.harness.event(Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Middle,
            pressed: false,
            modifiers: Modifiers::NONE,
        });
        table.steps(3);
    };
    drag(&mut table, Dragged::Story(StoryId::numbered('s', 4)), at);
    let BlockKind::Article(article) = kind(&table, "a3") else { panic!("a story becomes an article") };
    assert_eq!(article.story, StoryId::numbered('s', 4));
    let Place::Columns { column, line, .. } = table.place("a3") else { panic!("an article stands on columns") };
    assert!((2..=3).contains(&column) && (43..=46).contains(&line), "{column} {line}");
    let onto = table.middle("a1");
    drag(&mut table, Dragged::Picture(PictureId::numbered('p', 3)), onto);
    let BlockKind::Article(article) = kind(&table, "a1") else { panic!("it is an article") };
    assert_eq!(article.pictures.len(), 1, "a photograph dropped on an article joins it");
    assert_eq!(table.steps_made(), 2);
}

#[test]
fn a_picture_is_moved_in_its_frame_and_enlarged() {
    let mut table = Table::new();
    table.double_click(table.middle("pic"));
    assert_eq!(table.desk().view.tool, Tool::Crop);
    let at = table.middle("pic");
    table.drag(at, vec2(-30.0, 12.0));
    let crop = |table: &Table| match kind(table, "pic") {
        BlockKind::Picture(p) => p.crop,
        _ => panic!("it is a picture"),
    };
    let moved = crop(&table);
    assert!(moved.focus[0] > 520 && moved.focus[1] < 480, "{moved:?}");
    assert_eq!((table.place("pic"), table.steps_made()), (columns(0, 3, 60, 30), 1));
    table.drag(at, vec2(4000.0, 0.0));
    let edge = crop(&table);
    assert!(edge.focus[0] >= 170, "the frame stays filled, and there is no dead way back: {edge:?}");
    table.drag_without_release(at, vec2(-50.0, 0.0), Modifiers::NONE);
    table.key(Key::Escape);
    table.release(at, Modifiers::NONE);
    assert_eq!((crop(&table), table.steps_made()), (edge, 2));
}

#[test]
fn a_picture_inside_an_article_has_its_own_crop() {
    let mut table = Table::new();
    let area = table.area("a2");
    // Anchored at the top right, under the head.
    let inside = table.at(Point::new(area.right() - Length::MM * 20, area.y + Length::MM * 45));
    table.double_click(inside);
    assert_eq!(table.desk().view.tool, Tool::Crop);
    table.drag(inside, vec2(0.0, -9.0));
    let BlockKind::Article(article) = kind(&table, "a2") else { panic!("it is an article") };
    let focus = article.pictures[0].crop.focus;
    assert!(focus != [500, 500], "{focus:?}");
    assert_eq!(table.steps_made(), 1);
}

#[test]
fn guides_are_made_moved_and_thrown_away_and_catch_free_boxes() {
    let mut table = Table::new();
    table.take(Tool::Guide);
    let at = table.at(point(180.0, 400.0));
    table.drag(at, vec2(60.0, 2.0));
    let guides = |table: &Table| table.canvas().hand.guides.get(&2).cloned().unwrap_or_default();
    assert_eq!(guides(&table).len(), 1);
    assert!(guides(&table)[0].upright);
    let x = guides(&table)[0].at;
    let on = table.at(Point::new(x, Length::MM * 300));
    table.drag(on, vec2(-25.0, 0.0));
    let moved = guides(&table)[0].at;
    assert!(guides(&table).len() == 1 && moved < x);
    let on = table.at(Point::new(moved, Length::MM * 300));
    table.drag(on, table.at(point(-60.0, 0.0)) - table.at(Point::new(moved, Length::ZERO)));
    assert!(guides(&table).is_empty(), "dropped beside the page it is gone");
    assert_eq!(table.steps_made(), 0);
}

#[test]
fn files_dropped_on_the_page_are_brought_in() {
    let mut table = Table::new();
    let edition = Arc::clone(table.desk().session().edition());
    table.ask(Ask::BringIn(Vec::new()));
    assert!(Arc::ptr_eq(table.desk().session().edition(), &edition));
}

#[test]
fn a_picture_inside_an_article_is_resized_by_its_sides_and_carried_with_ctrl() {
    let mut table = Table::new();
    let area = table.area("a2");
    let inside = table.at(Point::new(area.right() - Length::MM * 20, area.y + Length::MM * 45));
    table.double_click(inside);
    let picture = |table: &Table| match kind(table, "a2") {
        BlockKind::Article(article) => article.pictures[0].clone(),
        _ => panic!("it is an article"),
    };
    let frame = |table: &Table| {
        let sheet = &table.desk().composed_page().unwrap().sheet;
        let mut items = sheet.items.iter().peekable();
        loop {
            let item = items.next().expect("the picture is on the page");
            if let (Item::Mark(mark), Some(Item::Picture(picture))) = (item, items.peek())
                && mark.block.as_str() == "a2"
            {
                return picture.frame;
            }
        }
    };
    let before = picture(&table);
    let start = frame(&table);
    let foot = table.at(Point::new(start.x + start.width / 2, start.bottom()));
    let six_lines =
        table.at(Point::new(start.x, start.y + Length::um(4090) * 6)) - table.at(Point::new(start.x, start.y));
    table.drag(foot, six_lines);
    assert_eq!((picture(&table).lines, picture(&table).legs), (before.lines + 6, before.legs));
    assert_eq!(frame(&table).y, start.y, "it grows at its foot");
    let taller = frame(&table);
    let left = table.at(Point::new(taller.x, taller.y + taller.height / 2));
    let a_leg =
        table.at(Point::new(taller.x, taller.y)) - table.at(Point::new(taller.x + Length::um(3150) * 14, taller.y));
    table.drag(left, a_leg);
    assert_eq!(picture(&table).legs, before.legs + 1);
    let carried = frame(&table);
    let middle = table.at(Point::new(carried.x + carried.width / 2, carried.y + carried.height / 2));
    table.drag_with(middle, vec2(-4000.0, 0.0), Modifiers::COMMAND);
    assert_eq!(picture(&table).anchor, Anchor::TopLeft, "at the edge of the body it is anchored there");
    assert_eq!(table.steps_made(), 3);
    table.drag_without_release(
        table.at(Point::new(frame(&table).x + Length::MM * 20, frame(&table).y + Length::MM * 20)),
        vec2(60.0, 60.0),
        Modifiers::COMMAND,
    );
    table.key(Key::Escape);
    assert_eq!(picture(&table).anchor, Anchor::TopLeft);
}

#[test]
fn a_text_that_is_too_long_runs_on_into_a_drawn_frame() {
    let mut table = Table::new();
    let over = |table: &Table| table.desk().composed()[0].fits.iter().map(|f| f.overset_chars).sum::<usize>();
    let block = BlockId::new("a1").unwrap();
    let Place::Columns { column, columns: wide, line, .. } = table.place("a1") else { panic!("it stands on columns") };
    table.ask(Ask::edit(
        Language::Chinese,
        Command::MoveBlock { block: block.clone(), place: columns(column, wide, line, 12), page: None },
    ));
    let before = over(&table);
    assert!(before > 0);
    table.ask(Ask::Select([block.clone()].into()));
    table.key_with(Modifiers::COMMAND, Key::J);
    assert_eq!(table.desk().view.tool, Tool::Frame);
    let (from, by) = free(&table);
    table.drag(from, by);
    let BlockKind::Article(article) = kind(&table, block.as_str()) else { panic!("it is an article") };
    let next = article.next.clone().expect("it runs on");
    assert!(matches!(kind(&table, next.as_str()), BlockKind::TextFrame(f) if f.story.is_none()));
    assert!(over(&table) < before, "{} of {before} 字 are still over", over(&table));
    assert_eq!(table.steps_made(), 2);
}

#[test]
fn a_picture_by_itself_is_resized_with_the_crop_tool_too() {
    let mut table = Table::new();
    table.double_click(table.middle("pic"));
    assert_eq!(table.desk().view.tool, Tool::Crop);
    let area = table.area("pic");
    let corner = table.at(Point::new(area.right(), area.bottom()));
    table.drag(corner, table.by(1, 4));
    assert_eq!(table.place("pic"), columns(0, 4, 60, 34));
    assert_eq!((table.desk().view.tool, table.steps_made()), (Tool::Crop, 1));
}
