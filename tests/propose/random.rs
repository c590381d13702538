//! Whatever stories and advertisements a page has: nothing overlaps, stands off the grid or loses text.

use std::collections::BTreeMap;
use std::sync::Arc;

use banxin::geom::Length;
use banxin::id::{BlockId, PictureId, StoryId};
use banxin::ink::{Ink, Intent};
use banxin::model::{
    Block, BlockKind, Border, Edition, Headline, Page, PageSetup, Paragraph, PictureAsset, Place, Preset, Rank,
    RuleBlock, Story, default_house,
};
use banxin::propose::{Request, propose};
use proptest::prelude::*;

use crate::desk::library;
use crate::proposals::holds;

/// Length of the body, of the headline, and whether it has a picture.
type Copy = (usize, usize, bool);

fn story(index: usize, (body, head, _): Copy) -> Story {
    let stock = "县里把群众反映强烈的事情列成清单逐项销号办结一件公开一件让大家看得见摸得着也评得了";
    let words = |from: usize, n: usize| stock.chars().cycle().skip(from).take(n).collect::<String>();
    let mut left = body;
    let mut paragraphs = Vec::new();
    while left > 0 {
        let n = left.min(70 + index * 13);
        paragraphs.push(Paragraph::plain(format!("{}。", words(left, n))));
        left -= n;
    }
    Story {
        rank: if index == 0 { Rank::Lead } else { Rank::Third },
        headline: Headline { text: words(index * 5, head), break_at_space: false, vertical: false },
        body: paragraphs,
        ..Story::default()
    }
}

fn edition(stories: &[Copy], ad: Option<(u16, u16)>) -> (Edition, Request) {
    let setup = PageSetup::preset(Preset::Tabloid);
    let grid = setup.grid;
    let blocks = ad.map(|(columns, lines)| {
        let place = Place::Columns { column: grid.columns() - columns, columns, line: grid.lines() - lines, lines };
        let line = Some(Border::solid(Length::pt(0.5), Ink::BLACK));
        let kind = BlockKind::Rule(RuleBlock { is_box: true, line, tint: None, texture: None, outset: Length::ZERO });
        Arc::new(Block { id: BlockId::numbered('z', 1), place, locked: true, kind })
    });
    let ids: Vec<StoryId> = (1..=stories.len()).map(|n| StoryId::numbered('s', n)).collect();
    let asset = |n: usize| PictureAsset {
        file: format!("{n}.jpg"),
        pixels: [3000, 2000 + 100 * n as u32],
        credit: "李明 摄".to_owned(),
        licence: String::new(),
        intent: Intent::default(),
    };
    let pictures: BTreeMap<_, _> =
        (1..=stories.len()).map(|n| (PictureId::numbered('p', n), Arc::new(asset(n)))).collect();
    let mut request = Request { pages: 40, count: 1, ..Request::new(1) };
    for (i, id) in ids.iter().enumerate() {
        let own = if stories[i].2 { vec![PictureId::numbered('p', i + 1)] } else { Vec::new() };
        request.pictures.insert(id.clone(), own);
    }
    let made = Edition {
        paper: "曹州新报".to_owned(),
        date: "2026-11-24".to_owned(),
        issue_number: None,
        house: Arc::new(default_house(Preset::Tabloid.body_size())),
        pages: vec![Arc::new(Page {
            number: 1,
            section: String::new(),
            mono: false,
            setup,
            blocks: blocks.into_iter().collect(),
        })],
        stories: ids.into_iter().enumerate().map(|(i, id)| (id, Arc::new(story(i, stories[i])))).collect(),
        pictures,
    };
    (made, request)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_page_is_proposed_that_is_not_full(
        stories in prop::collection::vec((150..1100usize, 6..18usize, any::<bool>()), 2..5),
        ad in prop::option::of((2..7u16, 10..40u16)),
    ) {
        let (edition, request) = edition(&stories, ad);
        // Reliefs are tried page by page; here only proposals count.
        let outcome = propose(&edition, &request, library());
        for proposal in &outcome.proposals {
            holds(&edition, 1, proposal);
        }
        prop_assert!(!outcome.proposals.is_empty() || outcome.trouble.is_some());
    }
}

/// Four stories that a tabloid page is sure to hold, so that the property above is not always about nothing.
#[test]
fn four_ordinary_stories_fill_a_tabloid_page() {
    let (edition, request) = edition(&[(1300, 12, true), (900, 13, false), (800, 10, true), (600, 9, false)], None);
    let outcome = propose(&edition, &Request { pages: 120, ..request }, library());
    assert!(!outcome.proposals.is_empty(), "{:?}", outcome.trouble);
    outcome.proposals.iter().for_each(|p| holds(&edition, 1, p));
}
