//! CPY.

use banxin::id::StoryId;
use banxin::model::{BlockKind, HeadSetting, Headline, Kinsoku, Legs, MarkStyle, Paragraph, TextFrame};

use super::desk::{At, Desk, Fault, block_id, columns, fault, try_out, words};

/// `a` without a head, in two legs of so many lines of 13 字.
fn bare(d: &mut Desk, lines: u16, lengths: &[i64]) {
    d.clear();
    d.article("a", "s1", columns(0, 2, 0, lines), lengths);
    d.story("s1", |s| s.headline = Headline::default());
    d.change_article("a", |a| a.head = HeadSetting { air_below: 0, ..HeadSetting::default() });
}

fn first(d: &mut Desk, text: &str) {
    let text = text.to_owned();
    d.story("s1", |s| s.body[0] = Paragraph::plain(text));
}

fn frame(story: Option<&str>, legs: u16) -> BlockKind {
    BlockKind::TextFrame(TextFrame {
        story: story.map(|s| StoryId::new(s).unwrap()),
        vertical: false,
        legs: Legs { count: legs, ..Legs::default() },
        boxed: None,
        next: None,
    })
}

pub(crate) const FAULTS: &[Fault] = &[
    fault("CPY-01", At::Block("a"), |d| d.block("a", |b| b.place = columns(0, 2, 0, 20))),
    fault("CPY-02", At::Block("a"), |_| {}),
    fault("CPY-03", At::Line("a", 0, 1), |d| {
        d.style("body", |s| (s.kinsoku, s.marks) = (Kinsoku::None, MarkStyle::Plain));
        let text = format!("{}，{}。", words(0, 11), words(1, 100));
        first(d, &text);
    }),
    fault("CPY-04", At::Block("a"), |d| d.style("body", |s| s.marks = MarkStyle::Full)),
    fault("CPY-05", At::Line("a", 0, 0), |d| d.begins("办好实事—赢得民心")),
    Fault {
        with: &["LAY-07"],
        // In wider legs a line is opened to carry a character over.
        ..fault("CPY-06", At::Line("a", 0, 1), |d| {
            bare(d, 30, &[5, 200]);
            d.change_article("a", |a| a.legs.count = 4);
        })
    },
    fault("CPY-07", At::Block("a"), |d| bare(d, 20, &[11 + 19 * 13 + 6, 18 * 13])),
    fault("CPY-08", At::Line("a", 0, 1), |d| {
        let text = format!("{}2026万{}", words(0, 8), words(1, 100));
        first(d, &text);
        d.style("body", |s| s.keep_measure_words = false);
    }),
    fault("CPY-09", At::Block("a"), |d| {
        let text = format!("{}pneumonoultramicroscopic{}", words(0, 8), words(1, 100));
        first(d, &text);
    }),
    fault("CPY-10", At::Block("a"), |d| bare(d, 30, &[11, -8, 300])),
    fault("CPY-11", At::Block("a"), |d| d.style("body", |s| s.indent = 1000)),
    fault("CPY-12", At::Block("a"), |d| bare(d, 20, &[11 + 17 * 13, -8, 11 + 17 * 13])),
    fault("CPY-13", At::Block("a"), |d| {
        d.story("s1", |s| s.headline.text = "中华人民共和国".into());
        d.change_article("a", |a| (a.head.lines, a.head.step) = (2, Some(14)));
        d.block("a", |b| b.place = columns(0, 2, 0, 70));
    }),
    fault("CPY-14", At::Block("a"), |d| {
        d.story("s1", |s| s.headline.text = "实事".into());
        d.change_article("a", |a| a.head.step = Some(4));
    }),
    fault("CPY-15", At::Block("a"), |d| {
        d.second_page();
        d.put_on(1, "t", columns(0, 2, 0, 6), frame(None, 2));
        d.change_article("a", |a| a.next = Some(block_id("t")));
        d.story("s1", |s| s.body = vec![Paragraph::plain(words(0, 11 + 13 * 92))]);
    }),
    fault("CPY-16", At::Block("t"), |d| d.put("t", columns(4, 2, 0, 20), frame(None, 2))),
    fault("CPY-17", At::Line("a", 0, 0), |d| d.begins("本报讯近日，")),
];

#[test]
fn cpy() {
    try_out(FAULTS);
}
