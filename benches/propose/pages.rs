//! Pages to make up: the sample's stories and six more, on two papers, with and without advertisements.

use std::collections::BTreeMap;
use std::sync::Arc;

use banxin::id::{BlockId, PictureId, StoryId};
use banxin::model::{
    Block, BlockKind, Border, Edition, Headline, Page, PageSetup, Paragraph, Place, Preset, Rank, RuleBlock,
    SectionHead, Story, StoryKind, default_house,
};
use banxin::propose::{Group, Request};

/// A page to make up.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) edition: Edition,
    pub(crate) request: Request,
}

/// Six stories beside the sample's eight: rank, headline, deck, paragraphs.
const MORE: [(&str, &str); 6] = [
    ("n1", include_str!("stories/bridge.txt")),
    ("n2", include_str!("stories/river.txt")),
    ("n3", include_str!("stories/orchard.txt")),
    ("n4", include_str!("stories/library.txt")),
    ("n5", include_str!("stories/comment.txt")),
    ("n6", include_str!("stories/notice.txt")),
];

/// What an advertisement takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ad {
    None,
    /// 通栏 at the foot.
    Banner,
    /// In the lower right corner, so many columns wide.
    Corner(u16),
}

/// Stories, pictures for the first ones that take some, paper, advertisement.
type Spec = (&'static str, usize, Preset, Ad);

/// Pages with a group under a section head: a specification and the group's stories.
const GROUPED: [(Spec, &str); 3] = [
    (("s1 s2 s3 s4 s5 s6 s7 s8", 3, BIG, Ad::None), "s2 s3 s5"),
    (("s1 n1 n2 n3 s6 s8 n5 s4 s7", 4, BIG, Ad::None), "s4 s7 n3"),
    (("n1 n2 s3 s4 s7 s8", 1, SMALL, Ad::None), "s4 s7"),
];

const BIG: Preset = Preset::Broadsheet;
const SMALL: Preset = Preset::Tabloid;

/// The set: subsets of 4 to 12 stories, 0 to 5 photographs.
const SPECS: [Spec; 34] = [
    ("s1 s2 s3 s4 s5 s6 s7 s8", 3, BIG, Ad::None),
    ("s1 s2 s3 s4 s5 s6 s7 s8", 3, BIG, Ad::Banner),
    ("s1 s2 s3 s4 s5 s6 s7 s8", 3, BIG, Ad::Corner(3)),
    ("s1 s2 s3 s4 s5 s7 s8", 2, BIG, Ad::None),
    ("s1 s2 s3 s4 s5 s7 s8", 2, BIG, Ad::Banner),
    ("s1 s2 s3 s5 s6 s8", 3, BIG, Ad::Corner(4)),
    ("s1 s2 s5 s6 s8", 3, BIG, Ad::Banner),
    ("s1 s3 s4 s8", 2, BIG, Ad::Banner),
    ("s1 s3 s4 s8", 2, BIG, Ad::Corner(3)),
    ("s1 n1 n2 s6 s8", 4, BIG, Ad::Banner),
    ("s1 n1 n2 n3 s6 s8 n5", 4, BIG, Ad::None),
    ("s1 n1 n2 n3 n4 s6 s8 n5", 5, BIG, Ad::None),
    ("s1 n1 n2 n3 n4 n5 n6", 5, BIG, Ad::None),
    ("s1 n1 n2 n3 n4 n5 n6 s6", 3, BIG, Ad::Banner),
    ("s1 s2 s3 s4 s5 s6 s7 s8 n5", 3, BIG, Ad::None),
    ("s1 s2 s3 s4 s5 s6 s7 s8 n4", 3, BIG, Ad::None),
    ("s1 s2 s3 s4 s5 s6 s7 s8 n4 n6", 3, BIG, Ad::None),
    ("s1 s2 s3 s4 s5 s6 s7 s8 n5 n6", 2, BIG, Ad::None),
    ("s1 s2 s3 s4 s5 s6 s7 s8 n1 n2 n3 n6", 3, BIG, Ad::None),
    ("n1 n2 n3 n4 n5 n6 s2 s8", 3, BIG, Ad::Banner),
    ("n1 n2 n3 n4 n5 n6 s2 s8", 5, BIG, Ad::Banner),
    ("n1 n2 s2 s5 s8 s7", 0, SMALL, Ad::None),
    ("n1 n2 s2 s5 s8 s7", 1, SMALL, Ad::None),
    ("n1 n2 s2 s8", 1, SMALL, Ad::None),
    ("n1 n2 n3 n4", 2, SMALL, Ad::None),
    ("n1 n2 n3 n4 n6", 2, SMALL, Ad::None),
    ("n1 n2 n3 n5 n6", 3, SMALL, Ad::None),
    ("n1 n3 n4 n5", 1, SMALL, Ad::Banner),
    ("n1 n2 n5 n6", 1, SMALL, Ad::Banner),
    ("n1 n3 n4 n5 n6 s4", 2, SMALL, Ad::None),
    ("n2 s3 s4 s7 s8", 1, SMALL, Ad::None),
    ("n2 s3 s4 s7 s8 n6", 2, SMALL, Ad::None),
    ("s2 s3 s4 s5", 0, SMALL, Ad::Banner),
    ("s2 s3 s4 s5 s7 s8", 0, SMALL, Ad::Corner(2)),
];

/// All cases.
pub(crate) fn all(sample: &Edition) -> Vec<Case> {
    let mut all: Vec<Case> = SPECS.iter().map(|spec| case(sample, *spec)).collect();
    all.extend(GROUPED.iter().map(|(spec, group)| grouped(case(sample, *spec), group)));
    all
}

/// The same page with a label for some of its stories.
fn grouped(mut case: Case, group: &str) -> Case {
    let page = case.edition.pages[0].clone();
    let head = SectionHead {
        text: "县区新闻".to_owned(),
        note: String::new(),
        accent: banxin::ink::Ink::RED,
        reversed: true,
        vertical: true,
    };
    let place = Place::Cells { char: 1, width: 5, line: 40, lines: 30 };
    let label = BlockId::numbered('k', 1);
    let block = Block { id: label.clone(), place, locked: false, kind: BlockKind::SectionHead(head) };
    let mut page = Page::clone(&page);
    page.blocks.push(Arc::new(block));
    case.edition.pages = vec![Arc::new(page)];
    case.request.groups = vec![Group { label, stories: group.split(' ').map(story_id).collect() }];
    case.name.push_str("，组稿");
    case
}

fn case(sample: &Edition, (names, photos, preset, ad): Spec) -> Case {
    let mut edition = sample.clone();
    edition.house = Arc::new(default_house(preset.body_size()));
    for (id, text) in MORE {
        edition.stories.insert(story_id(id), Arc::new(written(text)));
    }
    let ids: Vec<StoryId> = names.split(' ').map(story_id).collect();
    let pictures = share(&mut edition, &ids, photos);
    // Whoever is first leads the page.
    let lead = edition.stories.get_mut(&ids[0]).map(Arc::make_mut).expect("every story of the set is there");
    lead.rank = Rank::Lead;
    let setup = PageSetup::preset(preset);
    let blocks = advertisement(&edition, setup, &ids, photos, ad).into_iter().map(Arc::new).collect();
    edition.pages = vec![Arc::new(Page { number: 1, section: "综合".to_owned(), mono: false, setup, blocks })];
    let request = Request { stories: ids, pictures, pages: 3000, ..Request::new(1) };
    let paper = if preset == SMALL { "四开" } else { "对开" };
    let with = match ad {
        Ad::None => "",
        Ad::Banner => "，通栏广告",
        Ad::Corner(_) => "，右下广告",
    };
    Case { name: format!("{paper} {} 篇 {photos} 图{with}", names.split(' ').count()), edition, request }
}

fn story_id(name: &str) -> StoryId {
    StoryId::new(name).expect("names of the set are ids")
}

/// First line rank and perhaps kind, second headline, then perhaps a deck, then paragraphs.
fn written(text: &str) -> Story {
    let mut lines = text.lines();
    let (rank, kind) = lines.next().and_then(|l| l.split_once(' ').or(Some((l, "")))).unwrap_or_default();
    let rank = match rank {
        "second" => Rank::Second,
        "filler" => Rank::Filler,
        _ => Rank::Third,
    };
    let kind = match kind {
        "comment" => StoryKind::Comment,
        "feature" => StoryKind::Feature,
        _ => StoryKind::News,
    };
    let head = lines.next().unwrap_or_default().to_owned();
    let break_at_space = head.contains(' ');
    let mut rest = lines.peekable();
    let deck = rest.next_if(|l| l.starts_with("——")).unwrap_or_default().to_owned();
    Story {
        kind,
        rank,
        headline: Headline { text: head, break_at_space, vertical: false },
        deck,
        body: rest.map(Paragraph::plain).collect(),
        ..Story::default()
    }
}

/// Gives the first stories their pictures: two for the first, one for the picture story, one for others. Pictures beyond
/// the sample's three are the same files again.
fn share(edition: &mut Edition, ids: &[StoryId], photos: usize) -> BTreeMap<StoryId, Vec<PictureId>> {
    let own: Vec<_> = edition.pictures.values().cloned().collect();
    let mut all = Vec::new();
    for n in 0..photos {
        let id = PictureId::numbered('q', n + 1);
        edition.pictures.insert(id.clone(), Arc::clone(&own[n % own.len()]));
        all.push(id);
    }
    let mut given: BTreeMap<StoryId, Vec<PictureId>> = ids.iter().map(|id| (id.clone(), Vec::new())).collect();
    let picture_story = ids.iter().find(|id| edition.stories[*id].kind == StoryKind::PictureStory).cloned();
    let turn = [Some(ids[0].clone()), picture_story, Some(ids[0].clone()), ids.get(1).cloned(), ids.get(2).cloned()];
    let mut takers = turn.into_iter().flatten().chain(ids.iter().skip(3).cloned());
    for picture in all {
        if let Some(taker) = takers.next() {
            given.entry(taker).or_default().push(picture);
        }
    }
    given
}

/// What is sold fills the page: an advertisement as high as the stories leave room, in steps of five lines.
fn advertisement(edition: &Edition, setup: PageSetup, ids: &[StoryId], photos: usize, ad: Ad) -> Vec<Block> {
    let grid = setup.grid;
    let chars: usize = ids.iter().flat_map(|id| &edition.stories[id].body).map(|p| p.text().chars().count() + 8).sum();
    let text = chars * 108 / 100 / usize::from(grid.chars());
    let column_lines = text + ids.len() * 18 + photos * 60 * usize::from(grid.columns()) / 8;
    let free = (usize::from(grid.columns()) * usize::from(grid.lines())).saturating_sub(column_lines);
    let (column, columns) = match ad {
        Ad::None => return Vec::new(),
        Ad::Banner => (0, grid.columns()),
        Ad::Corner(columns) => (grid.columns() - columns, columns),
    };
    let lines = (free / usize::from(columns)).clamp(15, usize::from(grid.lines()) * 3 / 5) / 5 * 5;
    let lines = u16::try_from(lines).unwrap_or(20);
    let place = Place::Columns { column, columns, line: grid.lines() - lines, lines };
    let line = Some(Border::solid(banxin::geom::Length::pt(0.5), banxin::ink::Ink::BLACK));
    let outset = banxin::geom::Length::ZERO;
    let frame = BlockKind::Rule(RuleBlock { is_box: true, line, tint: None, texture: None, outset });
    vec![Block { id: BlockId::numbered('z', 1), place, locked: true, kind: frame }]
}
