//! Copy laid out by the real layout, and its carets.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::*;
use crate::id::BlockId;
use crate::layout::lay_out;
use crate::library::Library;
use crate::model::{
    Article, Block, BlockKind, Edition, HeadPlace, HeadSetting, Headline, Legs, Page, PageSetup, Paragraph, Place,
    Preset, TextFrame, default_house,
};

fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library::of_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts")))
}

fn composed(story: Story, kind: BlockKind) -> Vec<TextLine> {
    let setup = PageSetup::preset(Preset::Broadsheet);
    let place = Place::Columns { column: 0, columns: 2, line: 0, lines: 40 };
    let block = Arc::new(Block { id: BlockId::numbered('a', 1), place, locked: false, kind });
    let page = Arc::new(Page { number: 1, section: String::new(), mono: false, setup, blocks: vec![block] });
    let edition = Edition {
        paper: "曹州新报".into(),
        date: "2026-11-24".into(),
        issue_number: None,
        house: Arc::new(default_house(Length::um(3150))),
        pages: vec![Arc::clone(&page)],
        stories: [(StoryId::numbered('s', 1), Arc::new(story))].into(),
        pictures: [].into(),
    };
    let composed = lay_out(&page, &edition, library());
    of(&composed.sheet, &|id| edition.stories.get(id).map(|s| &**s))
}

fn article(head: HeadSetting) -> BlockKind {
    let story = StoryId::numbered('s', 1);
    BlockKind::Article(Article { story, head, legs: Legs::default(), pictures: Vec::new(), boxed: None, next: None })
}

const COPY: &str = "本报讯（记者 张三）11月24日，“曹州牡丹”在2026年博览会上获3项金奖。《新报》记者从Heze市社会工作部获悉，全市共有128个社区参加了这次活动，参与人数超过3.5万人次。";

fn story() -> Story {
    Story {
        kicker: "社会工作".into(),
        headline: Headline {
            text: "百园联动聚民心 千家万户乐融融".into(), break_at_space: true, vertical: false
        },
        deck: "——来自基层的报道".into(),
        body: vec![Paragraph::plain(COPY), Paragraph::cross_head("“牡丹”花开"), Paragraph::plain(COPY)],
        ..Story::default()
    }
}

fn covers(lines: &[TextLine], part: Part, paragraph: u32, count: usize) {
    let own: Vec<&TextLine> = lines.iter().filter(|l| l.part == part && l.paragraph == paragraph).collect();
    assert!(!own.is_empty(), "{part:?} {paragraph}");
    let mut next = 0;
    for line in &own {
        assert_eq!(line.chars.start, next, "{part:?} {paragraph}: every character has its line");
        next = line.chars.end;
        assert_eq!(line.stops.len(), line.chars.len() + 1);
        assert!(line.stops.windows(2).all(|w| w[0] <= w[1]), "{part:?}: carets run forward {:?}", line.stops);
    }
    assert_eq!(next, count, "{part:?} {paragraph}");
}

#[test]
fn every_character_of_every_part_has_a_place() {
    let lines = composed(story(), article(HeadSetting::default()));
    let story = story();
    for (part, paragraph) in
        [(Part::Kicker, 0), (Part::Headline, 0), (Part::Deck, 0), (Part::Body, 0), (Part::Body, 1), (Part::Body, 2)]
    {
        covers(&lines, part, paragraph, source(&story, part, paragraph).unwrap().chars().count());
    }
}

#[test]
fn a_place_and_its_caret_lead_to_each_other() {
    for (head, vertical) in [(HeadPlace::Top, false), (HeadPlace::VerticalLeft, true)] {
        let head = HeadSetting { place: head, ..HeadSetting::default() };
        let lines = composed(story(), article(head));
        assert!(lines.iter().any(|l| l.part == Part::Headline && l.vertical == vertical));
        for line in &lines {
            for at in line.chars.clone() {
                let (here, after) = (line.caret(at), line.caret(at + 1));
                let same = (here.x, here.y) == (after.x, after.y);
                assert!(same || line.nearest_to(Point::new(here.x, here.y)) == at || at > line.chars.start);
                let back = line.nearest_to(Point::new(here.x, here.y));
                assert_eq!(line.caret(back), here, "{:?} {at}", line.part);
            }
        }
    }
}

#[test]
fn carets_of_a_grid_line_stand_a_cell_apart() {
    let copy = Story { body: vec![Paragraph::plain("字".repeat(40))], ..Story::default() };
    let lines = composed(copy, article(HeadSetting::default()));
    let first = &lines[0];
    let cell = Length::um(3150);
    assert_eq!(first.chars, 0..11, "13 字 less the indent");
    assert_eq!(first.along(0), cell * 2);
    assert_eq!(first.along(11), cell * 13);
    assert_eq!(first.over(1, 3).map(|r| (r.x - first.area.x, r.width)), Some((cell * 3, cell * 2)));
    assert_eq!(first.over(11, 20), None);
    assert_eq!(lines[1].chars, 11..24);
    assert_eq!((lines[1].nearest(cell * 4 + cell / 3), lines[1].nearest(cell * 90)), (15, 24));
}

#[test]
fn a_squeezed_bracket_has_its_caret_at_its_ink() {
    let copy = Story { body: vec![Paragraph::plain("他说，《新报》（周刊）。")], ..Story::default() };
    let lines = composed(copy, article(HeadSetting::default()));
    let em = Length::um(3150);
    let along: Vec<i64> = (0..=12).map(|i| (lines[0].along(i).as_nm() * 2 / em.as_nm()) - 4).collect();
    // In halves of an em: a comma before a bracket takes one, so do 》 before （ and ） before 。
    assert_eq!(along, [0, 2, 4, 5, 7, 9, 11, 12, 14, 16, 18, 19, 20]);
}

#[test]
fn vertical_text_has_carets_down_its_lines() {
    let frame = TextFrame {
        story: Some(StoryId::numbered('s', 1)),
        vertical: true,
        legs: Legs::default(),
        boxed: None,
        next: None,
    };
    let lines = composed(story(), BlockKind::TextFrame(frame));
    covers(&lines, Part::Body, 0, COPY.chars().count());
    assert!(lines.iter().all(|l| l.vertical));
    assert!(lines[0].area.x > lines[1].area.x, "from right to left");
    let caret = lines[0].caret(3);
    assert!(caret.height == Length::ZERO && caret.width > Length::ZERO && caret.y > lines[0].caret(2).y);
}
