//! Over and short: the numbers are true, because doing what they say makes the story fit.

use std::sync::Arc;

use banxin::finding::Finding;
use banxin::id::Part;
use banxin::model::{Anchor, Edition, HeadSetting};

use crate::desk::{changed, columns, first_page, one, part, picture, words};

fn finding(edition: &Edition, rule: &str) -> Option<Finding> {
    first_page(edition).findings.into_iter().find(|f| f.rule == rule)
}

/// The number in the remedy that begins and ends so.
fn remedy(finding: &Finding, begin: &str, end: &str) -> Option<usize> {
    finding.remedies.iter().find_map(|r| r.zh.strip_prefix(begin)?.strip_suffix(end)?.trim().parse().ok())
}

fn full(edition: &Edition) -> bool {
    let fit = &first_page(edition).fits[0];
    (fit.overset_lines, fit.short_lines) == (0, 0)
}

fn article(text: i64) -> Edition {
    one(&[text], columns(0, 4, 0, 24), |a| a.pictures = vec![picture(Anchor::TopLeft, 2, 10)])
}

#[test]
fn too_much_text_is_counted_in_lines_and_字() {
    // 4 × 24 − 2 × 11 = 74 lines, of which the first holds 11 字; 4 lines too many, the last of 3 字.
    let edition = article(11 + 73 * 13 + 3 * 13 + 3);
    let found = finding(&edition, "CPY-01").expect("overset");
    assert!(found.sentence.zh.contains("溢出 4 行（42 字）"), "{found:?}");
    let fit = &first_page(&edition).fits[0];
    assert_eq!((fit.overset_lines, fit.overset_chars, fit.capacity_lines, fit.body_lines), (4, 42, 74, 74));
    assert_eq!(remedy(&found, "图减高 ", " 行即可排完"), Some(2));
    assert_eq!(remedy(&found, "删 ", " 字"), Some(42));
}

#[test]
fn lowering_the_picture_as_told_makes_it_fit_and_less_does_not() {
    for over in [1, 2, 3, 4, 7] {
        let edition = article(11 + 73 * 13 + over * 13);
        let found = finding(&edition, "CPY-01").expect("overset");
        let by = remedy(&found, "图减高 ", " 行即可排完");
        let Some(by) = by else {
            assert!(over > 8, "{found:?}");
            continue;
        };
        let lower = |by: usize| changed(&edition, |a| a.pictures[0].lines -= by as u16);
        assert!(finding(&lower(by), "CPY-01").is_none(), "{over} lines over, {by} lower");
        assert!(by == 1 || finding(&lower(by - 1), "CPY-01").is_some(), "{over} lines over, {by} lower");
    }
}

#[test]
fn cutting_as_told_makes_it_fit() {
    for over in [1, 12, 13, 40, 200] {
        let edition = article(11 + 73 * 13 + over);
        let found = finding(&edition, "CPY-01").expect("overset");
        let cut = remedy(&found, "删 ", " 字").expect("a cut");
        let mut shorter = edition.clone();
        let story = Arc::make_mut(shorter.stories.values_mut().next().unwrap());
        let text = &mut story.body[0].spans[0].text;
        *text = text.chars().take(text.chars().count() - cut).collect();
        assert!(finding(&shorter, "CPY-01").is_none(), "{over} over, {cut} cut");
        assert!(cut as i64 <= over + 6, "{over} over, {cut} cut");
    }
}

#[test]
fn raising_the_picture_as_told_fills_the_legs() {
    for short in [2, 4, 6, 10] {
        let edition = article(11 + (73 - short) * 13);
        let found = finding(&edition, "CPY-02").expect("short");
        assert!(found.sentence.zh.contains(&format!("缺 {short} 行")), "{found:?}");
        let by = remedy(&found, "图加高 ", " 行即满").expect("even numbers fill two legs");
        assert_eq!(by as i64 * 2, short);
        assert!(full(&changed(&edition, |a| a.pictures[0].lines += by as u16)));
    }
    let odd = article(11 + (73 - 5) * 13);
    let found = finding(&odd, "CPY-02").expect("short");
    assert!(found.remedies.iter().any(|r| r.zh == "图加高 2 行，还缺 1 行"), "{found:?}");
}

#[test]
fn adding_as_told_fills_the_legs() {
    for short in [1, 3, 8] {
        let edition = article(11 + (73 - short) * 13);
        let found = finding(&edition, "CPY-02").expect("short");
        let add = remedy(&found, "加 ", " 字").expect("an addition");
        let mut longer = edition.clone();
        let story = Arc::make_mut(longer.stories.values_mut().next().unwrap());
        story.body[0].spans[0].text.push_str(&words(3, add));
        assert!(full(&longer), "{short} short, {add} added: {:?}", first_page(&longer).fits);
    }
}

#[test]
fn a_deep_head_and_its_air_are_offered() {
    let head = |depth, air_below| HeadSetting { depth, air_below, ..HeadSetting::default() };
    let with = |setting: HeadSetting| {
        let mut edition = one(&[2 * 13 * 14 - 5], columns(0, 2, 0, 20), |a| a.head = setting);
        Arc::make_mut(edition.stories.values_mut().next().unwrap()).headline.text = "全市开工".to_owned();
        edition
    };
    let deep = with(head(8, 1));
    let found = finding(&deep, "CPY-01").expect("overset");
    let by = remedy(&found, "题区减 ", " 行即可排完").expect("the head has rows to give");
    assert!(finding(&changed(&deep, |a| a.head.depth -= by as u16), "CPY-01").is_none());
    let needs = part(&first_page(&deep), Part::Headline)[0].mark.area.height;
    assert!(needs.is_positive());
    let roomy = with(head(0, 4));
    if let Some(found) = finding(&roomy, "CPY-01") {
        assert_eq!(found.remedies.iter().any(|r| r.zh.starts_with("题下空减 1 行")), {
            finding(&changed(&roomy, |a| a.head.air_below -= 1), "CPY-01").is_none()
        });
    }
}

#[test]
fn a_story_that_fits_says_nothing() {
    let edition = article(11 + 73 * 13 - 4);
    assert!(full(&edition));
    let composed = first_page(&edition);
    assert!(composed.findings.iter().all(|f| !f.rule.starts_with("CPY-0")), "{:?}", composed.findings);
}
