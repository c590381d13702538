//! Running text in its slots.

use std::sync::Arc;

use banxin::geom::{Length, Rect};
use banxin::id::{Part, PictureId};
use banxin::layout::{Cache, lay_out_with};
use banxin::model::{
    BlockKind, BoxStyle, Byline, BylinePlace, LegScheme, Legs, Paragraph, PictureBlock, PictureCrop, Place, Span,
    SpanKind, Story, TextFrame,
};

use crate::desk::{article, column, columns, edition, first_page, library, lines, one, part, put, row, story, words};

#[test]
fn legs_of_whole_columns_are_the_page_s_columns_and_their_lines_stand_on_its_grid() {
    let edition = one(&[400], columns(2, 3, 10, 12), |_| {});
    let composed = first_page(&edition);
    let body = part(&composed, Part::Body);
    assert!(body.iter().all(|l| (2..5).contains(&column(&edition, l)) && l.mark.area.width == Length::um(3150) * 13));
    let rows: Vec<i64> = body.iter().map(|l| row(&edition, l)).collect();
    assert!(rows.iter().all(|r| (10..22).contains(r)));
    assert_eq!(composed.frames.len(), 3);
}

#[test]
fn a_story_that_is_short_has_level_legs_and_its_shortfall_in_the_last() {
    // 31 lines in three legs: 11, 11, 9.
    let edition = one(&[13 * 31 - 4], columns(0, 3, 0, 20), |_| {});
    let composed = first_page(&edition);
    let body = part(&composed, Part::Body);
    let in_leg = |leg| body.iter().filter(|l| column(&edition, l) == leg).count();
    assert_eq!([in_leg(0), in_leg(1), in_leg(2)], [11, 11, 9]);
    assert_eq!(composed.fits[0].short_lines, 60 - 31);
    let not_level = one(&[13 * 31 - 4], columns(0, 3, 0, 20), |a| a.legs.balance = false);
    let body = part(&first_page(&not_level), Part::Body);
    let in_leg = |leg| body.iter().filter(|l| column(&edition, l) == leg).count();
    assert_eq!([in_leg(0), in_leg(1), in_leg(2)], [20, 11, 0]);
}

#[test]
fn broken_columns_are_20_字_and_22_22_23() {
    for (count, scheme, of, widths) in [
        (2, LegScheme::WideGaps, 3, vec![20, 20]),
        (3, LegScheme::WideGaps, 5, vec![22, 22, 22]),
        (3, LegScheme::Uneven, 5, vec![22, 22, 23]),
    ] {
        let edition = one(&[900], columns(0, of, 0, 30), |a| {
            a.legs = Legs { count, scheme, balance: false, ..Legs::default() };
        });
        let frames = first_page(&edition).frames;
        let chars: Vec<i64> = frames.iter().map(|f| f.width.whole(Length::um(3150))).collect();
        assert_eq!(chars, widths);
        let whole = edition.pages[0].setup.area_of(columns(0, of, 0, 30));
        assert_eq!(frames.last().map(|f| f.right()), Some(whole.right()));
    }
}

/// Wherever a cross-head falls, it takes two grid lines in one leg and has two lines of text under it there.
#[test]
fn a_cross_head_is_never_left_at_a_foot() {
    for before in 1..=36 {
        let edition = one(&[before * 13, -6, 13 * 9], columns(0, 3, 0, 14), |a| a.legs.balance = before % 2 == 0);
        let all = lines(&first_page(&edition));
        let at = all.iter().position(|l| l.mark.part == Part::CrossHead).expect("the cross-head is set");
        let head = &all[at];
        let leg = column(&edition, head);
        for (i, after) in all[at + 1..at + 3].iter().enumerate() {
            assert_eq!(column(&edition, after), leg, "after {before} lines");
            let above = edition.pages[0].setup.line_top(row(&edition, after) - 2 - i as i64);
            // Centred in two rows: 4.09 + 3.15 mm high, its em box 11 磅.
            let middle = above + (Length::um(4090) + Length::um(3150)) / 2;
            assert_eq!(head.mark.area.y + head.mark.area.height / 2, middle, "after {before} lines");
        }
    }
}

#[test]
fn a_last_line_is_not_left_alone_at_the_top_of_a_level_leg() {
    let mut met = 0;
    for lines in 2..30 {
        let edition = one(&[13 * 5, 13 * lines, 13 * 4, 13 * 3], columns(0, 2, 0, 40), |_| {});
        let composed = first_page(&edition);
        let body = part(&composed, Part::Body);
        for pair in body.windows(2) {
            let new_leg = column(&edition, &pair[0]) != column(&edition, &pair[1]);
            let alone = pair[1].mark.line > 0
                && !body.iter().any(|l| l.mark.paragraph == pair[1].mark.paragraph && l.mark.line > pair[1].mark.line);
            assert!(!(new_leg && alone), "{lines}: {pair:?}");
            met += usize::from(new_leg);
        }
        assert!(composed.findings.iter().all(|f| f.rule != "CPY-07"));
    }
    assert!(met > 20, "legs were filled");
}

#[test]
fn a_full_article_says_where_a_last_line_stands_alone() {
    // The first leg has 10 lines; the second paragraph's last one is the eleventh.
    let edition = one(&[13 * 4 - 2, 13 * 7 - 2, 13 * 9 - 2], columns(0, 2, 0, 10), |_| {});
    let composed = first_page(&edition);
    let found: Vec<_> = composed.findings.iter().filter(|f| f.rule == "CPY-07").collect();
    assert_eq!(found.len(), 1, "{:?}", composed.findings);
    assert_eq!(found[0].place.paragraph, Some(1));
    assert!(found[0].place.area.is_some_and(|a| a.y == edition.pages[0].setup.line_top(0)));
}

fn with_byline(last: i64) -> Story {
    let byline = Some(Byline { text: "记者胡德光".to_owned(), place: BylinePlace::Tail });
    Story { body: vec![Paragraph::plain(words(0, last as usize))], byline, ..Story::default() }
}

#[test]
fn a_tail_byline_shares_the_last_line_where_two_字_stay_free() {
    // A line holds 13 字, the byline 5: with 6 of text two stay free, with 7 only one.
    for (text, shares) in [(11 + 6, true), (11 + 7, false)] {
        let mut edition = edition();
        let id = story(&mut edition, "s1", &[]);
        edition.stories.insert(id.clone(), Arc::new(with_byline(text)));
        put(&mut edition, 0, "a", columns(0, 1, 0, 6), BlockKind::Article(article(&id)));
        let composed = first_page(&edition);
        let byline = part(&composed, Part::Byline).remove(0);
        let last = part(&composed, Part::Body).pop().unwrap();
        assert_eq!(row(&edition, &byline) == row(&edition, &last), shares);
        assert_eq!(composed.fits[0].body_lines, if shares { 2 } else { 3 });
        assert_eq!(composed.fits[0].short_lines, if shares { 4 } else { 3 });
    }
}

#[test]
fn datelines_and_named_styles_take_their_faces() {
    let mut edition = edition();
    let id = story(&mut edition, "s1", &[]);
    let span = |text: &str, kind| Span { text: text.to_owned(), kind };
    let spans = vec![
        span("本报讯（记者李明）", SpanKind::Dateline),
        span("昨日，", SpanKind::Plain),
        span("全市", SpanKind::Style("kai".to_owned())),
        span("开工。", SpanKind::Style("unknown".to_owned())),
    ];
    let body = vec![Paragraph { spans, ..Paragraph::default() }];
    edition.stories.insert(id.clone(), Arc::new(Story { body, ..Story::default() }));
    put(&mut edition, 0, "a", columns(0, 3, 0, 4), BlockKind::Article(article(&id)));
    let text = banxin::display::to_text(&first_page(&edition).sheet, &|f| library().face(f).name().to_owned());
    for expected in
        ["BaoHeiSC-Medium 3.15mm K100 overprint “本报讯（记者李", "BaoKaiSC-Regular 3.15mm K100 overprint “全市”"]
    {
        assert!(text.contains(expected), "{expected} in\n{text}");
    }
}

#[test]
fn text_keeps_clear_of_a_picture_laid_on_it() {
    let mut edition = one(&[13 * 40], columns(0, 2, 0, 24), |a| a.legs.balance = false);
    let picture = PictureBlock {
        picture: PictureId::numbered('p', 1),
        crop: PictureCrop::default(),
        border: None,
        caption: String::new(),
        credit: false,
        runaround: true,
    };
    // 7 字 into the second leg from its right, 5 rows high.
    let place = Place::Cells { char: 20, width: 7, line: 8, lines: 5 };
    put(&mut edition, 0, "p", place, BlockKind::Picture(picture.clone()));
    let composed = first_page(&edition);
    let area = edition.pages[0].setup.area_of(place);
    let clear = Rect::new(area.x - Length::um(3150), area.y, area.width, area.height);
    let body = part(&composed, Part::Body);
    assert!(body.iter().all(|l| !l.mark.area.overlaps(clear)));
    let narrow: Vec<i64> =
        body.iter().filter(|l| l.mark.area.width < Length::um(3150) * 13).map(|l| row(&edition, l)).collect();
    assert_eq!(narrow, [7, 8, 9, 10, 11, 12, 13], "one row free above and below");
    assert!(composed.findings.iter().all(|f| f.rule != "GEO-10"), "{:?}", composed.findings);
    let mut without = edition.clone();
    let page = Arc::make_mut(&mut without.pages[0]);
    Arc::make_mut(&mut page.blocks[1]).kind = BlockKind::Picture(PictureBlock { runaround: false, ..picture });
    let composed = first_page(&without);
    assert!(part(&composed, Part::Body).iter().all(|l| l.mark.area.width == Length::um(3150) * 13));
    assert!(composed.findings.iter().any(|f| f.rule == "GEO-10"));
}

#[test]
fn a_vertical_frame_runs_from_right_to_left_in_tiers() {
    let mut edition = edition();
    let id = story(&mut edition, "s1", &[100]);
    let legs = Legs { count: 2, balance: false, ..Legs::default() };
    let frame = TextFrame { story: Some(id), vertical: true, legs, boxed: None, next: None };
    let place = columns(0, 1, 0, 20);
    put(&mut edition, 0, "f", place, BlockKind::TextFrame(frame));
    let composed = first_page(&edition);
    let body = part(&composed, Part::Body);
    let area = edition.pages[0].setup.area_of(place);
    let xs: Vec<Length> = body.iter().map(|l| l.mark.area.x).collect();
    assert_eq!(body[0].mark.area.right(), area.right());
    let columns = xs.windows(2).filter(|w| w[1] < w[0]).count() + 1;
    assert!(columns >= 8 && xs.windows(2).all(|w| w[1] == w[0] - Length::um(4090) || w[1] > w[0]), "{xs:?}");
    assert!(body.iter().all(|l| area.contains(l.mark.area)));
    // 20 lines are 25 字: two tiers of 12 with a gap of one 字.
    assert!(body.iter().all(|l| l.mark.area.height == Length::um(3150) * 12));
}

#[test]
fn a_box_has_tint_border_and_room_inside() {
    let edition = one(&[300], columns(0, 3, 4, 20), |a| a.boxed = Some(BoxStyle::default()));
    let composed = first_page(&edition);
    let area = edition.pages[0].setup.area_of(columns(0, 3, 4, 20));
    let cell = Length::um(3150);
    let inside =
        Rect::new(area.x + cell, area.y + Length::um(4090), area.width - cell * 2, area.height - Length::um(8180));
    assert!(part(&composed, Part::Body).iter().all(|l| inside.contains(l.mark.area)));
    // 41 − 2 字 padding − 2 gaps: three legs of 12 字, the remainder in the gaps.
    assert!(composed.frames.iter().all(|f| f.width == cell * 12));
    let text = banxin::display::to_text(&composed.sheet, &|f| library().face(f).name().to_owned());
    assert!(text.contains("stroke 0.176389mm K100 overprint"), "{text}");
}

#[test]
fn a_changed_paragraph_alone_is_composed_again() {
    let mut edition = one(&[90, 70, 160, 80, -5, 120, 60], columns(0, 3, 0, 20), |_| {});
    let mut cache = Cache::new();
    let _ = lay_out_with(&edition.pages[0], &edition, library(), &mut cache);
    let before = cache.composed();
    let again = lay_out_with(&edition.pages[0], &edition, library(), &mut cache);
    assert_eq!(cache.composed(), before, "nothing changed");
    let story = Arc::make_mut(edition.stories.values_mut().next().unwrap());
    story.body[2].spans[0].text.insert(30, '新');
    let changed = lay_out_with(&edition.pages[0], &edition, library(), &mut cache);
    assert_ne!(again, changed);
    // The paragraph itself, and the lengthened or cut last paragraphs of remedies.
    assert!(cache.composed() - before <= 4, "{} composed", cache.composed() - before);
    assert_eq!(changed, first_page(&edition), "with and without a cache");
}

#[test]
fn a_house_without_a_face_says_so_and_keeps_its_shape() {
    let mut edition = one(&[100], columns(0, 2, 0, 20), |_| {});
    let house = Arc::make_mut(&mut edition.house);
    house.faces.insert(banxin::model::Role::NewsSong, vec!["NoSuchFace".to_owned()]);
    let composed = first_page(&edition);
    assert!(composed.findings.iter().any(|f| f.rule == "TXT-03" && f.sentence.zh.contains("报宋")));
    assert!(!part(&composed, Part::Body).is_empty());
    let house = Arc::make_mut(&mut edition.house);
    house.faces.clear();
    let composed = first_page(&edition);
    assert!(lines(&composed).is_empty());
    assert!(composed.findings.iter().any(|f| f.rule == "TXT-03"));
}
