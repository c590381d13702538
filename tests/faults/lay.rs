//! LAY.

use banxin::id::PictureId;
use banxin::model::{Caption, HeadPlace, Rank};

use super::desk::{At, Desk, Fault, columns, fault, try_out};

fn step(d: &mut Desk, id: &str, step: u8) {
    d.change_article(id, |a| a.head.step = Some(step));
}

pub(crate) const FAULTS: &[Fault] = &[
    fault("LAY-01", At::Block("b"), |d| {
        d.article("b", "s2", columns(2, 2, 0, 50), &[200, 200, 200]);
        step(d, "a", 6);
        step(d, "b", 6);
    }),
    fault("LAY-02", At::Page(3), |d| {
        d.block("a", |b| b.place = columns(0, 8, 0, 55));
        d.article("b", "s2", columns(0, 8, 56, 60), &[200, 200, 200]);
    }),
    fault("LAY-03", At::Block("b"), |d| {
        d.block("a", |b| b.place = columns(0, 4, 0, 80));
        d.story("s1", |s| s.body = vec![banxin::model::Paragraph::plain(super::desk::words(0, 2600))]);
        d.article("b", "s2", columns(1, 1, 30, 16), &[60]);
        d.story("s2", |s| s.headline.text = "实事".into());
        step(d, "b", 4);
    }),
    fault("LAY-04", At::Block("a"), |d| d.change_article("a", |a| (a.head.step, a.head.depth) = (Some(12), 2))),
    fault("LAY-05", At::Block("b"), |d| {
        d.block("a", |b| b.place = columns(0, 4, 0, 60));
        d.story("s1", |s| s.body = vec![banxin::model::Paragraph::plain(super::desk::words(0, 1500))]);
        d.article("b", "s2", columns(3, 1, 44, 16), &[60]);
        d.story("s2", |s| s.headline.text = "实事".into());
        step(d, "b", 4);
    }),
    fault("LAY-06", At::Block("a"), |d| {
        d.block("a", |b| b.place = columns(0, 4, 0, 11));
        step(d, "a", 10);
        d.story("s1", |s| s.body = vec![banxin::model::Paragraph::plain(super::desk::words(0, 140))]);
    }),
    fault("LAY-07", At::Block("a"), |d| d.change_article("a", |a| a.legs.count = 4)),
    fault("LAY-08", At::Block("b"), |d| {
        d.story("s1", |s| s.rank = Rank::Lead);
        step(d, "a", 5);
        d.article("b", "s2", columns(0, 2, 52, 50), &[200, 200, 200]);
        step(d, "b", 9);
    }),
    fault("LAY-09", At::Block("a"), |d| {
        let caption = Caption { text: "图为群众在办事大厅".into(), credit: String::new() };
        d.story("s1", |s| s.captions = vec![caption]);
    }),
    fault("LAY-10", At::Picture("p2"), |d| {
        d.picture("b", "p1", columns(2, 2, 0, 16));
        d.picture("c", "p2", columns(5, 2, 0, 16));
    }),
    fault("LAY-11", At::Page(3), |_| {}),
    fault("LAY-12", At::Block("ad1"), |d| {
        d.picture("ad1", "p1", columns(0, 2, 50, 16));
        d.change_picture("ad1", |p| p.caption = "广告".into());
        assert_eq!(PictureId::numbered('p', 1).as_str(), "p1");
    }),
    fault("LAY-13", At::Page(3), |d| {
        for (i, id) in ["b", "c", "e"].into_iter().enumerate() {
            let column = 2 + 2 * u16::try_from(i).unwrap();
            d.article(id, &format!("s{}", i + 2), columns(column, 2, 0, 50), &[200, 200]);
        }
        for id in ["a", "b", "c", "e"] {
            d.change_article(id, |a| a.head.place = HeadPlace::VerticalLeft);
        }
    }),
    fault("LAY-14", At::Page(3), |d| {
        let styles = ["headline", "headline-lead", "deck", "caption"];
        for (i, style) in styles.into_iter().enumerate() {
            let (id, column) = (format!("b{i}"), 2 * (u16::try_from(i).unwrap() % 3) + 2);
            let line = if i == 3 { 60 } else { 0 };
            d.article(&id, &format!("s{}", i + 2), columns(column % 8, 2, line, 50), &[200, 200]);
            d.change_article(&id, |a| a.head.style = style.into());
        }
    }),
];

#[test]
fn lay() {
    try_out(FAULTS);
}
