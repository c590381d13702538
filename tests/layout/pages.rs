//! Furniture, threads and places.

use std::sync::Arc;

use banxin::edition;
use banxin::geom::{Length, Rect};
use banxin::id::{BlockId, Part};
use banxin::ink::Ink;
use banxin::model::{
    BlockKind, Border, Edition, Furniture, Legs, Place, RuleBlock, SectionHead, TextFrame, plain_text,
};

use crate::desk::{article, columns, edition as paper, first_page, library, lines, one, part, put, story};

fn id(text: &str) -> BlockId {
    BlockId::new(text).unwrap()
}

fn frame(next: Option<&str>) -> BlockKind {
    let legs = Legs { balance: false, ..Legs::default() };
    BlockKind::TextFrame(TextFrame { story: None, vertical: false, legs, boxed: None, next: next.map(id) })
}

/// A story of `chars` 字 that runs from page 1 through a second frame there to page 2.
fn thread(chars: i64) -> Edition {
    let mut edition = paper();
    let story = story(&mut edition, "s1", &[chars / 2, chars / 2]);
    let mut first = article(&story);
    first.next = Some(id("b"));
    put(&mut edition, 0, "a", columns(0, 2, 0, 10), BlockKind::Article(first));
    put(&mut edition, 0, "b", columns(3, 1, 20, 10), frame(Some("c")));
    put(&mut edition, 1, "c", columns(1, 2, 5, 20), frame(None));
    edition
}

#[test]
fn text_runs_on_over_pages_with_jump_lines_and_nothing_lost() {
    let edition = thread(600);
    let pages = edition::compose(&edition, library());
    let text: String = pages.iter().flat_map(|p| part(p, Part::Body)).map(|l| l.text).collect();
    assert_eq!(text, plain_text(&edition.stories.values().next().unwrap().clone()).replace('\n', ""));
    let jumps: Vec<Vec<String>> =
        pages.iter().map(|p| part(p, Part::JumpLine).into_iter().map(|l| l.text).collect()).collect();
    assert_eq!(jumps, [vec!["（下转2版）".to_owned()], vec!["（上接1版）".to_owned()]]);
    // The first page is full: 20 + 10 lines, one of them the jump line.
    let on_first: usize = pages[0].fits.iter().map(|f| f.body_lines).sum();
    assert_eq!((on_first, part(&pages[0], Part::Body).len()), (30, 29));
    assert!(pages.iter().flat_map(|p| &p.findings).all(|f| f.rule != "CPY-01" && f.rule != "CPY-16"));
    let from = part(&pages[1], Part::JumpLine).remove(0).mark.area;
    assert!(part(&pages[1], Part::Body).iter().all(|l| !l.mark.area.overlaps(from)));
}

#[test]
fn a_story_that_ends_on_its_page_has_no_jump_line() {
    let pages = edition::compose(&thread(300), library());
    assert!(pages.iter().all(|p| part(p, Part::JumpLine).is_empty()));
    assert!(part(&pages[1], Part::Body).is_empty());
}

#[test]
fn what_is_too_long_for_its_thread_is_over_at_its_end() {
    let pages = edition::compose(&thread(1200), library());
    let over: Vec<_> = pages.iter().flat_map(|p| &p.fits).filter(|f| f.overset_lines > 0).collect();
    assert_eq!(over.len(), 1);
    assert_eq!(over[0].block, id("c"));
}

#[test]
fn threads_that_do_not_hold_are_errors_and_the_pages_stand() {
    let told = |change: &dyn Fn(&mut Edition)| {
        let mut edition = thread(600);
        change(&mut edition);
        let pages = edition::compose(&edition, library());
        let sentences = pages.iter().flat_map(|p| &p.findings).filter(|f| f.rule == "CPY-16");
        sentences.map(|f| f.sentence.zh.clone()).collect::<Vec<_>>().join("\n")
    };
    let relink = |edition: &mut Edition, page: usize, block: usize, next: &str| {
        let page = Arc::make_mut(&mut edition.pages[page]);
        Arc::make_mut(&mut page.blocks[block]).kind = frame(Some(next));
    };
    assert!(told(&|e| relink(e, 0, 1, "nowhere")).contains("没有这一块"));
    assert!(told(&|e| relink(e, 1, 0, "b")).contains("又回到自己"));
    assert!(told(&|e| put(e, 1, "d", columns(5, 1, 0, 10), frame(Some("c")))).contains("都转到 c"));
    assert!(
        told(&|e| {
            let other = story(e, "s2", &[30]);
            put(e, 1, "x", columns(5, 1, 0, 10), BlockKind::Article(article(&other)));
            relink(e, 1, 0, "x");
        })
        .contains("另一篇稿件")
    );
}

#[test]
fn a_circle_without_a_beginning_ends() {
    let mut edition = paper();
    put(&mut edition, 0, "a", columns(0, 1, 0, 10), frame(Some("b")));
    put(&mut edition, 0, "b", columns(1, 1, 0, 10), frame(Some("a")));
    put(&mut edition, 0, "c", columns(2, 1, 0, 10), frame(Some("c")));
    let pages = edition::compose(&edition, library());
    assert_eq!(pages[0].findings.iter().filter(|f| f.sentence.zh.contains("又回到自己")).count(), 3);
    assert!(lines(&pages[0]).is_empty());
}

fn folio(page: usize) -> Vec<(String, Length)> {
    let mut edition = paper();
    let furniture = Furniture { editors: vec![("责编".to_owned(), "王小明".to_owned())], ..Furniture::default() };
    let area = Rect::new(Length::MM * 20, Length::MM * 10, Length::MM * 350, Length::MM * 12);
    put(&mut edition, page, "f", Place::Free(area), BlockKind::Folio(furniture));
    let composed = &edition::compose(&edition, library())[page];
    assert!(composed.findings.is_empty(), "{:?}", composed.findings);
    let all = part(composed, Part::Folio);
    assert!(all.iter().all(|l| area.contains(l.mark.area)), "{all:?}");
    all.into_iter().map(|l| (l.text, l.mark.area.x)).collect()
}

#[test]
fn the_folio_has_its_number_outside_and_is_read_from_left_to_right() {
    let texts = |page| folio(page).into_iter().map(|(t, _)| t).collect::<Vec<_>>();
    assert_eq!(texts(0), ["2026年5月20日", "星期三", "责编 王小明", "县区", "曹州新报", "1", "版"]);
    assert_eq!(texts(1), ["2", "版", "曹州新报", "县区", "2026年5月20日", "星期三", "责编 王小明"]);
    for page in [0, 1] {
        let xs: Vec<Length> = folio(page).into_iter().map(|(_, x)| x).collect();
        assert!(xs.is_sorted(), "{xs:?}");
    }
}

#[test]
fn masthead_and_section_head_stay_in_their_places() {
    let mut edition = paper();
    let mast = columns(0, 5, 0, 20);
    let furniture =
        Furniture { lines: vec!["国内统一连续出版物号 CN 37-0000".to_owned()], ..Furniture::default() };
    put(&mut edition, 0, "m", mast, BlockKind::Masthead(furniture));
    let head = |reversed, vertical| SectionHead {
        text: "菏泽社会工作".to_owned(),
        note: "巨野县".to_owned(),
        accent: Ink::RED,
        reversed,
        vertical,
    };
    let places = [columns(0, 4, 30, 4), columns(0, 4, 40, 4), columns(5, 1, 30, 30), columns(6, 1, 30, 30)];
    for (i, place) in places.into_iter().enumerate() {
        put(&mut edition, 0, &format!("h{i}"), place, BlockKind::SectionHead(head(i % 2 == 0, i >= 2)));
    }
    let composed = first_page(&edition);
    let setup = edition.pages[0].setup;
    let masthead = part(&composed, Part::Masthead);
    assert_eq!(masthead[0].text, "曹州新报");
    assert!(masthead[1].text.contains("总第1024期") && masthead[2].text.contains("CN 37-0000"));
    assert!(masthead.iter().all(|l| setup.area_of(mast).contains(l.mark.area)), "{masthead:?}");
    for (i, place) in places.into_iter().enumerate() {
        let name = format!("h{i}");
        let own: Vec<_> =
            part(&composed, Part::SectionHead).into_iter().filter(|l| l.mark.block.as_str() == name).collect();
        assert_eq!(own.iter().map(|l| l.text.as_str()).collect::<Vec<_>>(), ["菏泽社会工作", "巨野县"]);
        assert!(own.iter().all(|l| setup.area_of(place).contains(l.mark.area)), "{own:?}");
        assert!(!own[0].mark.area.overlaps(own[1].mark.area));
    }
}

#[test]
fn overlaps_and_strays_are_found() {
    let rules = |change: &dyn Fn(&mut Edition)| {
        let mut edition = one(&[200], columns(0, 2, 0, 20), |_| {});
        change(&mut edition);
        let mut rules: Vec<_> = first_page(&edition).findings.iter().map(|f| f.rule).collect();
        rules.retain(|r| r.starts_with("GEO"));
        rules
    };
    let text = |e: &mut Edition, place| {
        let id = story(e, "s2", &[60]);
        put(e, 0, "other", place, BlockKind::Article(article(&id)));
    };
    assert!(rules(&|e| text(e, columns(2, 2, 0, 20))).is_empty());
    assert_eq!(rules(&|e| text(e, columns(1, 2, 10, 20))), ["GEO-10"]);
    assert!(rules(&|e| text(e, columns(1, 1, 14, 6))).is_empty(), "text runs around what lies inside");
    assert_eq!(rules(&|e| text(e, Place::Cells { char: 100, width: 13, line: 0, lines: 20 })), ["GEO-06"]);
    assert_eq!(
        rules(&|e| text(e, Place::Free(Rect::new(-Length::MM, Length::MM * 50, Length::MM * 9, Length::MM * 60)))),
        ["GEO-03"]
    );
    let line = Some(Border::solid(Length::pt(0.5), Ink::BLACK));
    let round = RuleBlock { is_box: true, line, tint: None, texture: None, outset: Length::MM };
    assert!(rules(&|e| put(e, 0, "box", columns(0, 2, 0, 20), BlockKind::Rule(round.clone()))).is_empty());
}
