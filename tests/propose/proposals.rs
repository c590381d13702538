//! What is proposed is full, on the grid, apart from one another, and loses nothing.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use banxin::edit::{self, Command, History};
use banxin::finding::Severity;
use banxin::geom::Rect;
use banxin::id::BlockId;
use banxin::layout::{Cache, lay_out};
use banxin::model::{BlockKind, Edition, HeadPlace, Page, Paragraph, Place, Rank, check};
use banxin::propose::{Event, Group, Keep, Outcome, Proposal, Request, propose, propose_with};
use banxin::session::Session;

use crate::desk::{block, library, sample, story};

/// Few pages, so that a debug build is quick.
fn request() -> Request {
    Request { pages: 150, count: 2, ..Request::new(3) }
}

fn of_the_sample() -> &'static (Edition, Outcome) {
    static MADE: OnceLock<(Edition, Outcome)> = OnceLock::new();
    MADE.get_or_init(|| {
        let edition = sample();
        let outcome = propose(&edition, &request(), library());
        (edition, outcome)
    })
}

fn made(edition: &Edition, proposal: &Proposal) -> Edition {
    let commands = proposal.commands.clone();
    edit::apply(edition, Command::Batch { label: "propose".into(), commands }).unwrap()
}

fn areas(page: &Page) -> Vec<(String, Rect)> {
    let stands = page.blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Rule(_)) || b.locked);
    stands.map(|b| (b.id.to_string(), page.setup.area_of(b.place))).collect()
}

/// Everything that must hold of any proposal, looked at from outside.
pub(crate) fn holds(edition: &Edition, page: u16, proposal: &Proposal) {
    let after = made(edition, proposal);
    assert_eq!(check(&after), Ok(()));
    assert_eq!(after.stories, edition.stories, "no word is touched");
    let page = after.page(page).unwrap();
    assert_eq!(page, &proposal.page, "the commands make the page that was shown");
    let composed = lay_out(page, &after, library());
    for fit in &composed.fits {
        assert_eq!(fit.overset_lines, 0, "{} is over", fit.block);
    }
    let short: usize = composed.fits.iter().map(|f| f.short_lines).sum();
    let grid = page.setup.grid;
    assert!(short * 100 <= usize::from(grid.columns()) * usize::from(grid.lines()), "{short} lines short");
    let areas = areas(page);
    for (i, (a, area)) in areas.iter().enumerate() {
        assert!(areas[i + 1..].iter().all(|(_, b)| !area.overlaps(*b)), "{a} lies on another block");
    }
    for shown in &page.blocks {
        let BlockKind::Article(article) = &shown.kind else { continue };
        assert!(!matches!(shown.place, Place::Free(_)), "{} is off the grid", shown.id);
        let rank = after.stories[&article.story].rank;
        let whole = article.head.kicker && article.head.deck;
        assert!(whole || rank >= Rank::Third, "kicker and deck of a strong story are shown");
    }
    let m = &proposal.metrics;
    assert!(m.butting_heads == 0 && m.lead_top_left && m.hierarchy >= 0.9, "{m:?}");
    assert!(m.dead_white <= 1.5 && m.crop <= 18.0 && m.head_fill[0] >= 0.7995 && m.head_fill[1] <= 1.0005, "{m:?}");
    let bad = ["CPY-01", "GEO-03", "GEO-06", "GEO-10", "CPY-13", "LAY-04", "CPY-16"];
    let found: Vec<_> = composed.findings.iter().filter(|f| bad.contains(&f.rule)).collect();
    assert!(found.is_empty(), "{found:#?}");
}

/// Which stories the page shows, each with its pictures.
fn shown(page: &Page) -> Vec<(String, Vec<String>)> {
    let articles = page.blocks.iter().filter_map(|b| match &b.kind {
        BlockKind::Article(a) => {
            let mut pictures: Vec<String> = a.pictures.iter().map(|p| p.picture.to_string()).collect();
            pictures.sort();
            Some((a.story.to_string(), pictures))
        }
        _ => None,
    });
    let mut all: Vec<_> = articles.collect();
    all.sort();
    all
}

#[test]
fn the_samples_page_is_proposed_full_in_several_ways() {
    let (edition, outcome) = of_the_sample();
    assert!(outcome.trouble.is_none(), "{:?}", outcome.trouble);
    assert!(outcome.proposals.len() >= 2, "{:?}", outcome.statistics);
    assert!(outcome.apart >= 0.1);
    for proposal in &outcome.proposals {
        holds(edition, 3, proposal);
        assert_eq!(shown(&proposal.page), shown(&edition.pages[0]), "every story once, with its own pictures");
    }
    let places: BTreeSet<String> = outcome.proposals.iter().map(|p| format!("{:?}", areas(&p.page))).collect();
    assert_eq!(places.len(), outcome.proposals.len(), "no two alike");
}

#[test]
fn undo_gives_back_the_identical_edition() {
    let (edition, outcome) = of_the_sample();
    let before = Arc::new(edition.clone());
    let mut history = History::new("open", Edition::clone(&before));
    for proposal in &outcome.proposals {
        let first = Arc::clone(history.current());
        let batch = Command::Batch { label: "propose".into(), commands: proposal.commands.clone() };
        history.apply("propose", batch).unwrap();
        assert_ne!(**history.current(), *before);
        assert!(history.undo());
        assert!(Arc::ptr_eq(history.current(), &first) && **history.current() == *before);
    }
}

#[test]
fn the_same_seed_proposes_the_same_and_a_search_can_be_stopped() {
    let edition = sample();
    let short = Request { pages: 60, count: 1, ..request() };
    let once = propose(&edition, &short, library());
    let again = propose(&edition, &short, library());
    let commands = |o: &Outcome| o.proposals.iter().map(|p| p.commands.clone()).collect::<Vec<_>>();
    assert_eq!(commands(&once), commands(&again));
    let mut heard = 0;
    let mut watch = |event: Event<'_>| {
        heard += 1;
        !matches!(event, Event::Drawn(n, _) if n > 0)
    };
    let stopped = propose_with(&edition, &request(), library(), &mut Cache::new(), &mut watch);
    assert!(stopped.stopped && stopped.statistics.drawn < request().pages && heard > 0);
}

#[test]
fn locked_blocks_and_advertisements_stay_and_a_story_can_be_left_out() {
    let mut edition = sample();
    let lock = Command::LockBlock { block: block("huanghe"), locked: true };
    edition = edit::apply(&edition, lock).unwrap();
    let outcome = propose(&edition, &Request { pages: 60, count: 1, ..request() }, library());
    let old = edition.block(&block("huanghe")).unwrap().1;
    for proposal in &outcome.proposals {
        holds(&edition, 3, proposal);
        assert!(proposal.page.blocks.contains(old), "a locked block stays as it is");
    }
    assert!(!outcome.proposals.is_empty() || outcome.trouble.is_some());
}

#[test]
fn a_hole_is_filled_with_one_story() {
    let edition = sample();
    // 加强安全教育 is taken off; its place is the hole.
    let place = edition.block(&block("anquan")).unwrap().1.place;
    let without = edit::apply(&edition, Command::RemoveBlock { block: block("anquan") }).unwrap();
    let hole = Request {
        stories: vec![story("s4")],
        area: Some(place),
        keep: Keep::Placed,
        pages: 60,
        count: 3,
        ..Request::new(3)
    };
    let outcome = propose(&without, &hole, library());
    assert!(!outcome.proposals.is_empty(), "{:?}", outcome.trouble);
    for proposal in &outcome.proposals {
        let after = made(&without, proposal);
        let page = after.page(3).unwrap();
        let fits = lay_out(page, &after, library()).fits;
        let own = fits.iter().find(|f| f.story == story("s4")).unwrap();
        assert_eq!(own.overset_lines, 0);
        let old: BTreeSet<_> = without.pages[0].blocks.iter().map(|b| format!("{b:?}")).collect();
        let new: BTreeSet<_> = page.blocks.iter().map(|b| format!("{b:?}")).collect();
        assert!(old.is_subset(&new), "nothing else moves");
    }
}

/// Two short stories for a whole page: the others are left out on purpose.
fn too_little() -> Request {
    let without = ["s1", "s2", "s3", "s5", "s6", "s8"].map(story).into();
    Request { stories: vec![story("s4"), story("s7")], without, pages: 60, count: 1, ..Request::new(3) }
}

/// At the right edge of the page an upright headline stands at the right of its text; copy that quotes with 『』 is never
/// set level.
#[test]
fn an_upright_head_stands_at_the_outer_edge() {
    let edition = edit::apply(&sample(), Command::RemoveBlock { block: block("gongchang") }).unwrap();
    let place = |lines| Place::Columns { column: 6, columns: 2, line: 38 - lines, lines };
    let mut places = Vec::new();
    for lines in 28..=38 {
        let outcome = propose(&edition, &Request::hole(3, story("s8"), place(lines)), library());
        for proposal in &outcome.proposals {
            let shown = proposal.page.blocks.iter().find_map(|b| match &b.kind {
                BlockKind::Article(a) if a.story == story("s8") => Some(a.head.place),
                _ => None,
            });
            places.push(shown.unwrap());
        }
    }
    assert!(places.contains(&HeadPlace::VerticalRight), "{places:?}");
    assert!(!places.contains(&HeadPlace::Top), "{places:?}");
}

/// In holes of many heights a story of the third rank loses its deck where that fills the hole better; one of the second
/// never does, and no word of either is touched.
#[test]
fn only_weaker_stories_may_lose_their_deck() {
    for (rank, may) in [(Rank::Third, true), (Rank::Second, false)] {
        let mut edition = sample();
        for command in [
            Command::RemoveBlock { block: block("anquan") },
            Command::RemoveBlock { block: block("huanghe") },
            Command::SetStoryRank { story: story("s4"), rank },
            Command::SetDeck { story: story("s4"), text: "——新华小学把安全课搬上操场".into() },
        ] {
            edition = edit::apply(&edition, command).unwrap();
        }
        let mut decks = [0, 0];
        for lines in 12..30 {
            let hole = Place::Columns { column: 6, columns: 2, line: 120 - lines, lines };
            let outcome = propose(&edition, &Request { pages: 20, ..Request::hole(3, story("s4"), hole) }, library());
            for proposal in &outcome.proposals {
                let own = proposal.page.blocks.iter().find_map(|b| match &b.kind {
                    BlockKind::Article(a) if a.story == story("s4") => Some(a),
                    _ => None,
                });
                decks[usize::from(own.unwrap().head.deck)] += 1;
                assert_eq!(made(&edition, proposal).stories, edition.stories);
            }
        }
        assert!(decks[1] > 0, "{rank:?} never has its deck");
        assert_eq!(decks[0] > 0, may, "{rank:?}: {decks:?}");
    }
}

#[test]
fn what_cannot_be_done_is_said_in_numbers() {
    let edition = sample();
    let outcome = propose(&edition, &too_little(), library());
    let trouble = outcome.trouble.expect("two short stories do not fill a page");
    assert!(trouble.said.zh.contains("少") && trouble.said.zh.contains('字'), "{}", trouble.said.zh);
    let nothing = propose(&edition, &Request::new(9), library());
    assert!(nothing.proposals.is_empty() && nothing.trouble.is_some());
}

/// What helps was tried, is ranked by harm, and does help: carried out, it leaves a page without a line over.
#[test]
fn every_relief_is_true_and_carries_what_it_takes() {
    let mut edition = sample();
    // An advertisement for which there is no room.
    for id in ["huanghe", "anquan"] {
        edition = edit::apply(&edition, Command::LockBlock { block: block(id), locked: true }).unwrap();
    }
    let stock = "县里把群众反映强烈的事情列成清单逐项销号办结一件公开一件".repeat(9);
    let mut outcome = Outcome::default();
    for at in 0..16 {
        let paragraph = Paragraph::plain(stock.clone());
        edition =
            edit::apply(&edition, Command::InsertParagraph { story: story("s1"), at: Some(at), paragraph }).unwrap();
        outcome = propose(&edition, &Request { pages: 60, count: 1, ..request() }, library());
        if outcome.proposals.is_empty() {
            break;
        }
    }
    let trouble = outcome.trouble.expect("the page is too full");
    assert!(!trouble.reliefs.is_empty(), "{}", trouble.said.zh);
    assert!(trouble.reliefs.is_sorted_by_key(|r| r.harm));
    for relief in &trouble.reliefs {
        let commands = relief.commands.clone();
        let after = edit::apply(&edition, Command::Batch { label: relief.said.zh.clone(), commands }).unwrap();
        assert_eq!(check(&after), Ok(()));
        let over: usize = lay_out(after.page(3).unwrap(), &after, library()).fits.iter().map(|f| f.overset_lines).sum();
        assert_eq!(over, 0, "{}", relief.said.zh);
    }
}

/// The section head stays, and the stories of its box stay together in one box beside it.
#[test]
fn a_group_stays_in_one_box_under_its_label() {
    let (edition, outcome) = of_the_sample();
    let group = ["s2", "s3", "s5"].map(story);
    for proposal in &outcome.proposals {
        let page = &proposal.page;
        let of =
            |id: &str| page.blocks.iter().find(|b| b.id == block(id)).map(|b| page.setup.area_of(b.place)).unwrap();
        let (frame, label) = (of("box-county"), of("label"));
        assert!(frame.contains(label));
        for shown in &page.blocks {
            let BlockKind::Article(article) = &shown.kind else { continue };
            let area = page.setup.area_of(shown.place);
            let inside = group.contains(&article.story);
            assert_eq!(frame.contains(area), inside, "{} and the box", shown.id);
            assert!(inside || !frame.overlaps(area), "{} lies on the box", shown.id);
            assert!(!label.overlaps(area), "{} lies on the label", shown.id);
        }
        let BlockKind::SectionHead(head) = &page.blocks.iter().find(|b| b.id == block("label")).unwrap().kind else {
            panic!("the label is no section head any more")
        };
        assert_eq!((head.text.as_str(), head.note.as_str()), ("菏泽社会工作", "巨野"));
    }
    assert!(edition.block(&block("label")).is_some());
}

/// What an editor asked for stands in a group, whatever the page had.
#[test]
fn another_group_can_be_asked_for() {
    let edition = sample();
    let groups = vec![Group { label: block("label"), stories: vec![story("s4"), story("s7")] }];
    let outcome = propose(&edition, &Request { groups, ..request() }, library());
    let proposal = outcome.proposals.first().expect("two short stories go into a box");
    holds(&edition, 3, proposal);
    let page = &proposal.page;
    let area = |id: &str| page.blocks.iter().find(|b| b.id == block(id)).map(|b| page.setup.area_of(b.place)).unwrap();
    for (id, inside) in [("anquan", true), ("huanghe", true), ("gongan", false), ("zhengxie", false)] {
        assert_eq!(area("box-county").contains(area(id)), inside, "{id}");
    }
}

/// A proposal carried out raises no warning that the page as its editors made it does not raise.
#[test]
fn what_is_proposed_passes_preflight_as_the_sample_does() {
    let mut session = Session::open(&crate::desk::folder("samples/heze")).unwrap();
    let warned = |session: &mut Session| -> BTreeSet<String> {
        let report = session.report(None).unwrap();
        let found = report.found.iter().map(|i| &i.finding).filter(|f| f.severity > Severity::Info);
        found.map(|f| format!("{} {}", f.rule, f.sentence.zh)).collect()
    };
    let before = warned(&mut session);
    for proposal in &of_the_sample().1.proposals {
        session.accept("propose", proposal).unwrap();
        let after = warned(&mut session);
        assert!(after.is_subset(&before), "{:#?}", after.difference(&before).collect::<Vec<_>>());
        session.undo();
    }
}

/// The part of the articles' area that stands where the same story's stood before.
fn stayed(before: &Page, after: &Page) -> f64 {
    let areas = |page: &Page| {
        let all = page.blocks.iter().filter_map(|b| match &b.kind {
            BlockKind::Article(a) => Some((a.story.clone(), page.setup.area_of(b.place))),
            _ => None,
        });
        all.collect::<Vec<_>>()
    };
    let (old, new) = (areas(before), areas(after));
    let mm2 = |r: &Rect| r.width.as_mm().max(0.0) * r.height.as_mm().max(0.0);
    let same = new.iter().filter_map(|(id, r)| old.iter().find(|(other, _)| other == id).map(|(_, o)| (r, o)));
    let common = same.map(|(r, o)| {
        let across = r.right().min(o.right()) - r.x.max(o.x);
        let down = r.bottom().min(o.bottom()) - r.y.max(o.y);
        across.as_mm().max(0.0) * down.as_mm().max(0.0)
    });
    common.sum::<f64>() / new.iter().map(|(_, r)| mm2(r)).sum::<f64>()
}

/// The page as its editors made it, with a paragraph more in one story: that story, or it and its neighbours, are set
/// anew, and everything else stands where it stood.
#[test]
fn a_paragraph_more_moves_one_story_and_its_neighbours() {
    let edition = sample();
    for id in ["s3", "s4", "s7"] {
        let paragraph = Paragraph::plain("办案民警说，今后还将定期回访，听取群众的意见，把好做法固定下来。");
        let more = Command::InsertParagraph { story: story(id), at: None, paragraph };
        let late = edit::apply(&edition, more).unwrap();
        let mut refit = Request { pages: 200, count: 1, ..request() };
        refit.weights.moved = 100.0;
        let outcome = propose(&late, &refit, library());
        let proposal = outcome.proposals.first().unwrap_or_else(|| panic!("{id}: {:?}", outcome.trouble));
        let after = made(&late, proposal);
        let over: usize = lay_out(&after.pages[0], &after, library()).fits.iter().map(|f| f.overset_lines).sum();
        assert_eq!(over, 0, "{id}");
        let moved = proposal.metrics.moved_blocks.unwrap();
        println!("{id}: {moved} moved");
        assert!(moved <= 4, "{id}: {moved} stories moved");
        let same =
            |b: &Arc<banxin::model::Block>| edition.pages[0].blocks.iter().any(|o| o.id == b.id && o.place == b.place);
        let stand = after.pages[0].blocks.iter().filter(|b| same(b)).count();
        assert!(stand >= edition.pages[0].blocks.len() - 6, "{id}: only {stand} blocks stand");
    }
}

#[test]
fn a_page_that_fits_is_left_alone() {
    let mut refit = request();
    refit.weights.moved = 100.0;
    let outcome = propose(&sample(), &refit, library());
    assert!(outcome.proposals.is_empty());
    assert!(outcome.trouble.unwrap().said.zh.contains("不用改版"));
}

#[test]
fn a_late_change_is_fitted_in_with_little_moved() {
    let (edition, outcome) = of_the_sample();
    let page = made(edition, &outcome.proposals[0]);
    // The last paragraph of 加强安全教育 goes, an hour before print.
    let at = page.stories[&story("s4")].body.len() - 1;
    let late = edit::apply(&page, Command::RemoveParagraph { story: story("s4"), at }).unwrap();
    let mut refit = Request { pages: 200, count: 1, ..request() };
    refit.weights.moved = 100.0;
    let again = propose(&late, &refit, library());
    let proposal = again.proposals.first().expect("a page with a little less on it can be fitted");
    holds(&late, 3, proposal);
    let stays = stayed(&late.pages[0], &proposal.page);
    assert!(stays >= 0.6, "only {stays:.2} of the page stays");
    let place = |page: &Page, id: &BlockId| page.blocks.iter().find(|b| b.id == *id).map(|b| b.place);
    let articles = proposal.page.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Article(_)));
    let (kept, all) = articles
        .fold((0, 0), |(kept, all), b| (kept + u32::from(place(&late.pages[0], &b.id) == Some(b.place)), all + 1));
    assert!(kept >= 5, "only {kept} of {all} articles stand where they stood");
    assert_eq!(proposal.metrics.moved_blocks, Some(all - kept));
}
