//! TXT on the page.

use std::sync::Arc;

use banxin::geom::Length;
use banxin::ink::Ink;
use banxin::model::{BlockKind, CharStyle, HeadPlace, Paragraph, SectionHead, Shadow, Span, SpanKind};

use super::desk::{At, Desk, Fault, columns, fault, try_out, words};

fn caption(d: &mut Desk) {
    d.picture("b", "p1", columns(2, 2, 0, 16));
}

fn reversed(d: &mut Desk, accent: Ink) {
    let head =
        SectionHead { text: "县区新闻".into(), note: String::new(), accent, reversed: true, vertical: false };
    d.put("h", columns(2, 2, 60, 3), BlockKind::SectionHead(head));
}

pub(crate) const FAULTS: &[Fault] = &[
    fault("TXT-02", At::Line("a", 0, 0), |d| d.faces = |f| f.may_be_embedded = !f.name.contains("Song")),
    fault("TXT-14", At::Block("a"), |d| {
        d.change_article("a", |a| {
            a.head.step = Some(3);
            a.head.shadow = Some(Shadow { right: 50, down: 50, ink: Ink::grey(40) });
        });
    }),
    fault("TXT-03", At::Block("a"), |d| d.begins("地名𪚥村")),
    Fault { with: &["TXT-03"], ..fault("TXT-04", At::Line("a", 0, 0), |d| d.begins("人名\u{E123}某")) },
    fault("TXT-06", At::Block("a"), |d| d.faces = |f| f.name = "CourierNewPSMT".into()),
    fault("TXT-08", At::Block("b"), |d| {
        caption(d);
        d.style("caption", |s| s.size = Length::bang(5.5));
    }),
    fault("TXT-09", At::Block("h"), |d| {
        reversed(d, Ink::BLACK);
        d.style("section-head", |s| s.size = Length::bang(9.0));
    }),
    fault("TXT-10", At::Block("h"), |d| reversed(d, Ink::grey(20))),
    fault("TXT-11", At::Block("b"), |d| {
        caption(d);
        d.style("caption", |s| s.ink = Ink::RED);
    }),
    fault("TXT-12", At::Block("b"), |d| {
        caption(d);
        d.style("caption", |s| s.ink = Ink::grey(40));
    }),
    fault("TXT-13", At::Block("a"), |d| {
        d.story("s1", |s| s.kicker = "全市推进".into());
        d.style("kicker", |s| s.stretch = 550);
    }),
    Fault { with: &["TXT-03"], ..fault("TXT-15", At::Line("a", 0, 0), |d| d.begins("全國发展")) },
    fault("TXT-16", At::Line("a", 0, 0), |d| d.begins("改革,发展")),
    fault("TXT-17", At::Line("a", 0, 0), |d| d.begins("他说：“办好实事，")),
    fault("TXT-18", At::Block("a"), |d| d.story("s1", |s| s.headline.text = "办好『实事』".into())),
    fault("TXT-19", At::Block("a"), |d| d.style("body", |s| s.tracking = 30)),
    fault("TXT-20", At::Line("a", 0, 0), |d| {
        let big = CharStyle { size: Some(Length::bang(11.0)), ..CharStyle::default() };
        Arc::make_mut(&mut d.edition.house).char_styles.insert("big".into(), big);
        let span = Span { text: words(0, 8), kind: SpanKind::Style("big".into()) };
        let rest = Span { text: words(1, 100), kind: SpanKind::Plain };
        d.story("s1", |s| s.body[0] = Paragraph { spans: vec![span, rest], ..Paragraph::default() });
    }),
];

#[test]
fn txt() {
    try_out(FAULTS);
}

/// Vertical lines draw “ ” as 『』, so that a story need not be written for the direction its headline is set in.
#[test]
fn quotes_of_a_vertical_headline_are_right_as_written() {
    let mut desk = Desk::new();
    desk.story("s1", |s| s.headline.text = "办好“实事”".into());
    desk.change_article("a", |a| a.head.place = HeadPlace::VerticalLeft);
    let found = desk.inspect();
    assert!(found.iter().all(|i| i.finding.rule != "TXT-18"));
}
