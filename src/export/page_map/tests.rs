use super::*;
use crate::display::Crop;
use crate::display::{Glyphs, Group, Item, Mark, Picture, Turn};
use crate::geom::Size;
use crate::id::FaceId;
use crate::ink::Ink;

const LINE: i64 = 4_090_000;
const EM: i64 = 3_150_000;
const MEASURE: i64 = 13 * EM;

fn mark(block: &str, story: Option<&str>, part: Part, paragraph: u32, line: u32, area: Rect) -> Item {
    let story = story.map(|s| StoryId::new(s).unwrap());
    Item::Mark(Mark { block: BlockId::new(block).unwrap(), story, part, paragraph, line, area, text: 0..0 })
}

fn text(text: &str) -> Item {
    Item::Glyphs(Glyphs {
        face: FaceId(0),
        size: Length::um(3150),
        stretch: 1000,
        turn: Turn::None,
        ink: Ink::BLACK,
        overprint: true,
        text: text.to_owned(),
        glyphs: Vec::new(),
    })
}

fn area(x: i64, y: i64, width: i64, height: i64) -> Rect {
    Rect::new(Length::nm(x), Length::nm(y), Length::nm(width), Length::nm(height))
}

/// A body line of article `a`, of 13 字, at a leg and a line of the grid.
fn body(leg: i64, line: i64, paragraph: u32, line_of_it: u32, words: &str) -> [Item; 2] {
    let place = area(leg * 14 * EM, line * LINE, MEASURE, EM);
    [mark("a", Some("s1"), Part::Body, paragraph, line_of_it, place), text(words)]
}

/// Two legs; a cross-head in the first, a picture with its caption in the second, before the end of a paragraph.
fn page() -> Sheet {
    let mut items = vec![
        mark("a", Some("s1"), Part::Headline, 0, 0, area(0, 0, MEASURE * 2, LINE * 2)),
        text("社工\u{2028}"),
        mark("a", Some("s1"), Part::Headline, 0, 1, area(0, LINE * 2, MEASURE * 2, LINE * 2)),
        text("来了"),
    ];
    items.extend(body(0, 5, 0, 0, "一段"));
    items.extend([mark("a", Some("s1"), Part::CrossHead, 0, 0, area(0, LINE * 6, MEASURE, LINE * 2)), text("插题")]);
    items.extend(body(0, 8, 1, 0, "二段之"));
    items.extend(body(0, 9, 1, 1, "又"));
    let frame = area(14 * EM, LINE * 5, MEASURE, LINE * 8);
    let picture = Picture::new(PictureId::new("p1").unwrap(), frame, Crop::WHOLE);
    items.extend([mark("a", Some("s1"), Part::Picture, 0, 0, frame), Item::Picture(picture)]);
    let under = area(14 * EM, LINE * 13, MEASURE, LINE);
    items.extend([mark("a", Some("s1"), Part::Caption, 0, 0, under), text("图为社工")]);
    items.extend(body(1, 15, 1, 2, "完"));
    items.extend(body(1, 16, 2, 0, "三段"));
    items.extend([mark("folio", None, Part::Folio, 0, 0, area(0, -LINE * 2, MEASURE, LINE)), text("第3版")]);
    Sheet { page: 3, size: Size { width: Length::MM * 390, height: Length::MM * 545 }, items, ..Sheet::default() }
}

#[test]
fn text_comes_in_reading_order_by_role() {
    let map = of(&page());
    let parts: Vec<String> =
        map.articles[0].parts.iter().map(|p| format!("{:?} {}.{} {}", p.role, p.paragraph, p.line, p.text)).collect();
    let wanted = [
        "Headline 0.0 社工 来了",
        "Body 0.0 一段",
        "CrossHead 0.0 插题",
        "Body 1.0 二段之又完\n三段",
        "Caption 0.0 图为社工",
    ];
    assert_eq!(parts, wanted);
    assert_eq!(map.articles.len(), 1);
    assert_eq!((map.furniture[0].role, map.furniture[0].text.as_str()), (Part::Folio, "第3版"));
}

#[test]
fn legs_run_past_a_cross_head_and_end_at_a_picture() {
    let legs = of(&page()).frames_pt;
    let lines = |n: f64| ((n - 1.0) * 4.09 + 3.15) * 72.0 / 25.4;
    let depths: Vec<f64> = legs.iter().map(|f| f[3]).collect();
    assert_eq!(depths.len(), 2);
    for (depth, wanted) in depths.iter().zip([5.0, 2.0]) {
        assert!((depth - lines(wanted)).abs() < 0.003 && *depth >= lines(wanted), "{depths:?}");
    }
    assert!(legs.iter().all(|f| (f[2] - 13.0 * 3.15 * 72.0 / 25.4).abs() < 0.003));
}

#[test]
fn western_words_keep_the_space_that_a_line_end_swallowed() {
    let mut items = Vec::new();
    items.extend(body(0, 0, 0, 0, "社工 social"));
    items.extend(body(0, 1, 0, 1, "work 社工"));
    items.extend(body(0, 2, 0, 2, "12月"));
    let map = of(&Sheet { items, ..page() });
    assert_eq!(map.articles[0].parts[0].text, "社工 social work 社工12月");
}

#[test]
fn a_picture_knows_its_block_and_story() {
    let pictures = of(&page()).pictures;
    assert_eq!(pictures.len(), 1);
    assert_eq!(pictures[0].block.as_ref().map(BlockId::as_str), Some("a"));
    assert_eq!(pictures[0].story.as_ref().map(StoryId::as_str), Some("s1"));
    assert_eq!(pictures[0].crop, [0, 0, 1_000_000, 1_000_000]);
}

#[test]
fn an_article_is_outlined_as_one_module() {
    let article = &of(&page()).articles[0];
    assert_eq!(article.polygon_pt.len(), 1);
    let ring = &article.polygon_pt[0];
    let [x, y, width, height] = article.area_pt;
    assert!(ring.iter().all(|p| (x..=x + width).contains(&p[0]) && (y..=y + height).contains(&p[1])), "{ring:?}");
    // The first leg is the shorter one.
    assert_eq!(ring.len(), 8, "{ring:?}");
}

#[test]
fn articles_come_in_the_order_of_their_text_whatever_was_painted_first() {
    let frame = area(0, LINE * 40, MEASURE, LINE * 8);
    let picture = Picture::new(PictureId::new("p9").unwrap(), frame, Crop::WHOLE);
    let mut items = vec![mark("late", Some("s9"), Part::Picture, 0, 0, frame), Item::Picture(picture)];
    items.extend(page().items);
    items.extend([mark("late", Some("s9"), Part::Body, 0, 0, area(0, LINE * 50, MEASURE, EM)), text("后来的")]);
    let order: Vec<String> = of(&Sheet { items, ..page() }).articles.iter().map(|a| a.block.to_string()).collect();
    assert_eq!(order, ["a", "late"]);
}

#[test]
fn vertical_lines_are_legs_of_their_own() {
    let line = |n: i64| mark("v", Some("s2"), Part::Body, 0, n as u32, area(100_000_000 - n * LINE, 0, LINE, MEASURE));
    let sheet = Sheet { items: vec![line(0), text("直"), line(1), text("排")], ..page() };
    let map = of(&sheet);
    assert!(map.frames_pt.is_empty());
    assert_eq!(map.vertical_frames_pt.len(), 1);
    assert_eq!(map.articles[0].parts[0].text, "直排");
}

#[test]
fn marks_in_a_turned_group_lie_where_they_are_seen() {
    let inner = vec![mark("g", Some("s3"), Part::Headline, 0, 0, area(0, 0, 20_000_000, 5_000_000)), text("题")];
    let offset = Point::new(Length::MM * 100, Length::MM * 50);
    let group = Item::Group(Group { offset, turn: Turn::Clockwise, clip: None, items: inner });
    let map = of(&Sheet { items: vec![group], ..page() });
    let pt = |mm: f64| mm * 72.0 / 25.4;
    for (got, wanted) in map.articles[0].area_pt.iter().zip([95.0, 50.0, 5.0, 20.0].map(pt)) {
        assert!((got - wanted).abs() < 0.003, "{:?}", map.articles[0].area_pt);
    }
}

#[test]
fn the_json_is_the_same_every_time_and_ends_its_last_line() {
    let json = write(&page());
    assert_eq!(json, write(&page()));
    assert!(json.starts_with("{\n  \"schema\": 1,\n  \"page\": 3,\n") && json.ends_with("}\n"), "{json}");
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(read["articles"][0]["parts"][0]["role"], "headline");
}
