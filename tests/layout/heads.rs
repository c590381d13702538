//! Heads over and beside the text.

use std::sync::Arc;

use banxin::geom::{Length, Rect};
use banxin::id::Part;
use banxin::model::{Align, Edition, HeadPlace, HeadSetting, Headline, MarkStyle, Rank};

use crate::desk::{Line, column, columns, first_page, one, part, row};

fn headed(setting: HeadSetting, rank: Rank) -> Edition {
    let mut edition = one(&[900], columns(0, 5, 0, 40), |a| a.head = setting);
    let story = Arc::make_mut(edition.stories.values_mut().next().unwrap());
    story.rank = rank;
    story.kicker = "干着最难办的事".to_owned();
    story.headline =
        Headline {
            text: "强化使命勇担当 深化改革促发展".to_owned(), break_at_space: true, vertical: false
        };
    story.deck = "——市委社会工作部推动高质量发展综述".to_owned();
    edition
}

fn bounds(lines: &[Line]) -> Rect {
    let (x, y) =
        (lines.iter().map(|l| l.mark.area.x).min().unwrap(), lines.iter().map(|l| l.mark.area.y).min().unwrap());
    let right = lines.iter().map(|l| l.mark.area.right()).max().unwrap();
    let bottom = lines.iter().map(|l| l.mark.area.bottom()).max().unwrap();
    Rect::new(x, y, right - x, bottom - y)
}

#[test]
fn the_parts_stand_one_below_the_other_over_the_text() {
    let edition = headed(HeadSetting { lines: 1, ..HeadSetting::default() }, Rank::Lead);
    let composed = first_page(&edition);
    let parts = [Part::Kicker, Part::Headline, Part::Deck].map(|p| bounds(&part(&composed, p)));
    assert!(parts[0].bottom() < parts[1].y && parts[1].bottom() < parts[2].y, "{parts:?}");
    // 15 characters, one a space, in 69 字 of 9 磅: 42 磅 is the largest that fits in one line.
    assert_eq!(parts[1].height, Length::bang(42.0));
    let small = parts[0].height;
    assert!(small <= parts[1].height.per_mille(550) && small >= Length::bang(18.0), "{small}");
    let body = part(&composed, Part::Body);
    let first = body.iter().map(|l| row(&edition, l)).min().unwrap();
    let air = edition.pages[0].setup.line_top(first) - parts[2].bottom();
    assert!(air >= Length::um(4090) && air < Length::um(4090) * 3, "{air}");
}

#[test]
fn a_headline_has_the_marks_of_its_style_and_a_new_house_sets_them_half() {
    let mut edition =
        headed(HeadSetting { lines: 1, style: "headline".into(), ..HeadSetting::default() }, Rank::Second);
    let story = Arc::make_mut(edition.stories.values_mut().next().unwrap());
    story.headline.text = "“强化”使命、“勇担当”：深化改革促进步".to_owned();
    let size = |edition: &Edition| bounds(&part(&first_page(edition), Part::Headline)).height;
    // 14 characters and six marks in 69 字 of 9 磅: 17 ems, or 18½ where marks are whole but for those that touch.
    assert_eq!(size(&edition), Length::bang(36.0));
    Arc::make_mut(&mut edition.house).styles.get_mut("headline").unwrap().marks = MarkStyle::LineEndHalf;
    assert_eq!(size(&edition), Length::bang(33.0));
}

#[test]
fn a_depth_is_kept_and_its_contents_stand_in_its_middle() {
    for depth in [12, 14, 20] {
        let edition = headed(HeadSetting { depth, lines: 1, air_below: 1, ..HeadSetting::default() }, Rank::Second);
        let composed = first_page(&edition);
        let body = part(&composed, Part::Body);
        assert_eq!(body.iter().map(|l| row(&edition, l)).min(), Some(i64::from(depth)));
        let all: Vec<Line> =
            [Part::Kicker, Part::Headline, Part::Deck].into_iter().flat_map(|p| part(&composed, p)).collect();
        let head = bounds(&all);
        let room = edition.pages[0].setup.area_of(columns(0, 5, 0, depth - 1));
        let above = head.y - room.y;
        let below = room.bottom() - head.bottom();
        assert!((above - below).abs() <= Length::nm(2), "{above} above, {below} below");
    }
    let shallow = headed(HeadSetting { depth: 3, ..HeadSetting::default() }, Rank::Lead);
    assert!(first_page(&shallow).findings.iter().any(|f| f.rule == "LAY-04"));
}

#[test]
fn a_head_over_some_legs_leaves_the_others_at_the_top() {
    let edition = headed(HeadSetting { span: 3, ..HeadSetting::default() }, Rank::Second);
    let composed = first_page(&edition);
    let headline = bounds(&part(&composed, Part::Headline));
    assert_eq!(headline.width, Length::um(3150) * 41);
    let body = part(&composed, Part::Body);
    let top = |c| body.iter().filter(|l| column(&edition, l) == c).map(|l| row(&edition, l)).min();
    assert_eq!((top(3), top(4)), (Some(0), Some(0)));
    assert!(top(0) > Some(4) && top(0) == top(2));
}

#[test]
fn sizes_keep_to_the_rank_or_to_the_step() {
    for (rank, low, high) in
        [(Rank::Lead, 42, 72), (Rank::Second, 24, 36), (Rank::Third, 18, 28), (Rank::Filler, 14, 21)]
    {
        let edition = headed(HeadSetting::default(), rank);
        let size = part(&first_page(&edition), Part::Headline)[0].mark.area.height;
        assert!(size >= Length::BANG * low && size <= Length::BANG * high, "{rank:?}: {size}");
    }
    let step = headed(HeadSetting { step: Some(4), ..HeadSetting::default() }, Rank::Lead);
    assert_eq!(part(&first_page(&step), Part::Headline)[0].mark.area.height, Length::bang(18.0));
}

#[test]
fn a_vertical_head_stands_in_whole_字_beside_its_text() {
    for (place, right) in [(HeadPlace::VerticalLeft, false), (HeadPlace::VerticalRight, true)] {
        let setting = HeadSetting { place, align: Align::Centre, air_below: 0, ..HeadSetting::default() };
        let edition = headed(setting, Rank::Second);
        let composed = first_page(&edition);
        let [kicker, headline, deck] = [Part::Kicker, Part::Headline, Part::Deck].map(|p| bounds(&part(&composed, p)));
        assert!(deck.right() < headline.x && headline.right() < kicker.x, "from right to left");
        let body = bounds(&part(&composed, Part::Body));
        let area = edition.pages[0].setup.area_of(columns(0, 5, 0, 40));
        assert!([kicker, headline, deck, body].iter().all(|r| area.contains(*r)));
        let cell = Length::um(3150);
        if right {
            assert!(body.right() + cell <= deck.x && body.x == area.x);
        } else {
            assert!(kicker.right() + cell <= body.x && body.right() == area.right());
        }
        let strip = area.width - body.width - cell;
        assert_eq!(strip, cell * strip.whole(cell), "whole 字");
    }
}

#[test]
fn a_story_without_a_head_begins_at_the_top() {
    let edition = one(&[100], columns(0, 2, 3, 10), |a| a.head = HeadSetting::default());
    let body = part(&first_page(&edition), Part::Body);
    assert_eq!(row(&edition, &body[0]), 3);
}
