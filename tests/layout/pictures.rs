//! Pictures inside an article.

use std::sync::Arc;

use banxin::geom::Length;
use banxin::id::{Part, PictureId};
use banxin::model::{Anchor, ArticlePicture, Caption, CaptionPlace, Edition};

use crate::desk::{column, columns, first_page, lines, one, part, picture, picture_frames, row};

/// An article of three columns by 20 rows with more text than it holds.
fn with(pictures: Vec<ArticlePicture>) -> Edition {
    let mut edition = one(&[1200], columns(0, 3, 0, 20), |a| a.pictures = pictures);
    let story = edition.stories.values_mut().next().unwrap();
    Arc::make_mut(story).captions = vec![Caption {
        text: "志愿服务队伍持续壮大，图为志愿者在社区".to_owned(),
        credit: "王强 摄".to_owned(),
    }];
    edition
}

/// Rows of body text in each column.
fn rows(edition: &Edition) -> [Vec<i64>; 3] {
    let body = part(&first_page(edition), Part::Body);
    [0, 1, 2].map(|c| body.iter().filter(|l| column(edition, l) == c).map(|l| row(edition, l)).collect())
}

fn range(from: i64, to: i64) -> Vec<i64> {
    (from..to).collect()
}

#[test]
fn a_corner_picture_takes_its_rows_and_one_more() {
    let edition = with(vec![picture(Anchor::TopLeft, 2, 8)]);
    assert_eq!(rows(&edition), [range(9, 20), range(9, 20), range(0, 20)]);
    let edition = with(vec![picture(Anchor::BottomRight, 2, 8)]);
    assert_eq!(rows(&edition), [range(0, 20), range(0, 11), range(0, 11)]);
}

#[test]
fn a_picture_in_the_middle_has_text_above_and_below() {
    let edition = with(vec![picture(Anchor::Centre, 1, 6)]);
    let middle: Vec<i64> = (0..6).chain(14..20).collect();
    assert_eq!(rows(&edition), [range(0, 20), middle, range(0, 20)]);
    let edition = with(vec![picture(Anchor::At { leg: 1, line: 3 }, 2, 6)]);
    let around: Vec<i64> = (0..2).chain(10..20).collect();
    assert_eq!(rows(&edition), [range(0, 20), around.clone(), around]);
}

#[test]
fn edges_are_those_of_columns_and_cells() {
    let edition = with(vec![picture(Anchor::TopRight, 2, 8)]);
    let setup = edition.pages[0].setup;
    assert_eq!(picture_frames(&first_page(&edition)), [setup.area_of(columns(1, 2, 0, 8))]);
}

#[test]
fn a_caption_follows_in_rows_of_its_own_as_wide_as_the_picture() {
    let shown = ArticlePicture { caption: Some(0), credit: true, ..picture(Anchor::TopLeft, 1, 8) };
    let edition = with(vec![shown]);
    let composed = first_page(&edition);
    let caption = part(&composed, Part::Caption);
    let text: String = caption.iter().map(|l| l.text.as_str()).collect();
    assert!(text.starts_with("志愿服务") && text.contains("王强") && text.contains("李明"), "{text}");
    let width = Length::um(3150) * 13;
    assert!(caption.iter().all(|l| l.mark.area.width == width && l.mark.area.height == Length::bang(8.0)));
    let setup = edition.pages[0].setup;
    for (i, line) in caption.iter().enumerate() {
        // 8 磅 on the baseline that 9 磅 has.
        let baseline = setup.line_top(8 + i as i64) + Length::um(3150).per_mille(880);
        assert!(line.ys.iter().all(|y| *y == baseline), "{line:?}");
    }
    let first_text = rows(&edition)[0][0];
    assert_eq!(first_text, 8 + caption.len() as i64 + 1);
}

#[test]
fn a_caption_beside_stands_at_the_picture_s_foot() {
    let shown =
        ArticlePicture { caption: Some(0), caption_place: CaptionPlace::Beside, ..picture(Anchor::TopLeft, 1, 8) };
    let edition = with(vec![shown]);
    let composed = first_page(&edition);
    let caption = part(&composed, Part::Caption);
    let n = caption.len() as i64;
    assert!(n >= 2 && caption.iter().all(|l| column(&edition, l) == 1));
    let second: Vec<i64> = (0..8 - n - 1).chain(9..20).collect();
    assert_eq!(rows(&edition)[1], second);
    assert_eq!(rows(&edition)[0], range(9, 20));
}

#[test]
fn pictures_at_one_corner_stand_under_each_other() {
    let second = ArticlePicture { picture: PictureId::numbered('p', 2), ..picture(Anchor::TopLeft, 1, 5) };
    let edition = with(vec![picture(Anchor::TopLeft, 2, 6), second]);
    let composed = first_page(&edition);
    let frames = picture_frames(&composed);
    assert_eq!(frames[1].y, edition.pages[0].setup.line_top(7));
    assert!(composed.findings.iter().all(|f| f.rule != "GEO-10"));
    assert_eq!(rows(&edition)[0], range(13, 20));
}

#[test]
fn what_does_not_fit_is_said() {
    let at = Anchor::At { leg: 0, line: 2 };
    for (pictures, expected) in [
        (vec![picture(Anchor::TopLeft, 1, 40)], "要 40 行，只有 20 行"),
        (vec![picture(at, 2, 6), picture(at, 1, 6)], "压在同稿另一张图上"),
        (vec![picture(Anchor::TopLeft, 3, 18), picture(Anchor::TopLeft, 1, 6)], "放不下"),
    ] {
        let composed = first_page(&with(pictures));
        let said = composed.findings.iter().any(|f| f.rule == "GEO-10" && f.sentence.zh.contains(expected));
        assert!(said, "{expected}: {:?}", composed.findings);
    }
}

#[test]
fn an_unknown_picture_is_an_error_and_the_page_stands() {
    let lost = ArticlePicture { picture: PictureId::new("lost").unwrap(), ..picture(Anchor::TopLeft, 1, 6) };
    let composed = first_page(&with(vec![lost]));
    assert!(composed.findings.iter().any(|f| f.place.picture.as_ref().is_some_and(|p| p.as_str() == "lost")));
    assert!(!lines(&composed).is_empty());
}
