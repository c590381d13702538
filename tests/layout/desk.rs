//! A small paper to lay out, and a reader of its sheets.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use banxin::display::{Item, Mark};
use banxin::geom::{Length, Rect};
use banxin::id::{BlockId, Part, PictureId, StoryId};
use banxin::ink::Intent;
use banxin::layout::{Composed, lay_out};
use banxin::library::Library;
use banxin::model::{
    Anchor, Article, ArticlePicture, Block, BlockKind, CaptionPlace, Edition, HeadSetting, Legs, Page, PageSetup,
    Paragraph, PictureAsset, PictureCrop, Place, Preset, Story, default_house,
};

pub(crate) fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library::of_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts")))
}

/// An edition of one empty broadsheet page, with the pictures `p1` … `p3`.
pub(crate) fn edition() -> Edition {
    let setup = PageSetup::preset(Preset::Broadsheet);
    let page = |number| Arc::new(Page { number, section: "县区".to_owned(), mono: false, setup, blocks: Vec::new() });
    let picture = |n| {
        let asset = PictureAsset {
            file: format!("{n}.jpg"),
            pixels: [3000, 2000],
            credit: "李明 摄".to_owned(),
            licence: String::new(),
            intent: Intent::default(),
        };
        (PictureId::numbered('p', n), Arc::new(asset))
    };
    Edition {
        paper: "曹州新报".to_owned(),
        date: "2026-05-20".to_owned(),
        issue_number: Some(1024),
        house: Arc::new(default_house(Length::um(3150))),
        pages: vec![page(1), page(2)],
        stories: BTreeMap::new(),
        pictures: (1..=3).map(picture).collect(),
    }
}

/// Adds a block to a page.
pub(crate) fn put(edition: &mut Edition, page: usize, id: &str, place: Place, kind: BlockKind) {
    let block = Block { id: BlockId::new(id).unwrap(), place, locked: false, kind };
    Arc::make_mut(&mut edition.pages[page]).blocks.push(Arc::new(block));
}

/// Adds a story without a head, of paragraphs of so many 字; a negative number is a cross-head of that length.
pub(crate) fn story(edition: &mut Edition, id: &str, lengths: &[i64]) -> StoryId {
    let body = lengths.iter().enumerate().map(|(i, n)| {
        let words = words(i, n.unsigned_abs() as usize);
        if *n < 0 { Paragraph::cross_head(words) } else { Paragraph::plain(words) }
    });
    let id = StoryId::new(id).unwrap();
    let story = Story { body: body.collect(), ..Story::default() };
    edition.stories.insert(id.clone(), Arc::new(story));
    id
}

/// `n` characters of Han, a different stretch for every paragraph.
pub(crate) fn words(seed: usize, n: usize) -> String {
    let stock = "市委社会工作部坚持把党的建设摆在首要位置全力推动各项事业高质量发展为群众办好每一件实事";
    stock.chars().cycle().skip(seed * 7).take(n).collect()
}

/// An article without head air, legs as the place has columns.
pub(crate) fn article(story: &StoryId) -> Article {
    Article {
        story: story.clone(),
        head: HeadSetting { air_below: 0, ..HeadSetting::default() },
        legs: Legs::default(),
        pictures: Vec::new(),
        boxed: None,
        next: None,
    }
}

pub(crate) fn picture(anchor: Anchor, legs: u16, lines: u16) -> ArticlePicture {
    ArticlePicture {
        picture: PictureId::numbered('p', 1),
        anchor,
        legs,
        lines,
        crop: PictureCrop::default(),
        caption: None,
        caption_place: CaptionPlace::Below,
        credit: false,
    }
}

pub(crate) const fn columns(column: u16, columns: u16, line: u16, lines: u16) -> Place {
    Place::Columns { column, columns, line, lines }
}

/// An edition with one article alone on its first page.
pub(crate) fn one(lengths: &[i64], place: Place, change: impl FnOnce(&mut Article)) -> Edition {
    let mut edition = edition();
    let story = story(&mut edition, "s1", lengths);
    let mut made = article(&story);
    change(&mut made);
    put(&mut edition, 0, "a", place, BlockKind::Article(made));
    edition
}

/// The first article of the first page, changed.
pub(crate) fn changed(edition: &Edition, change: impl FnOnce(&mut Article)) -> Edition {
    let mut edition = edition.clone();
    let block = Arc::make_mut(&mut Arc::make_mut(&mut edition.pages[0]).blocks[0]);
    let BlockKind::Article(article) = &mut block.kind else { panic!("the first block is an article") };
    change(article);
    edition
}

pub(crate) fn first_page(edition: &Edition) -> Composed {
    lay_out(&edition.pages[0], edition, library())
}

/// A line of a sheet.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) mark: Mark,
    pub(crate) text: String,
    /// Leftmost and rightmost glyph origin, and the baselines.
    pub(crate) ys: Vec<Length>,
}

/// All lines of type of a sheet, in order.
pub(crate) fn lines(composed: &Composed) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for item in &composed.sheet.items {
        match item {
            Item::Mark(mark) => lines.push(Line { mark: mark.clone(), text: String::new(), ys: Vec::new() }),
            Item::Glyphs(run) => {
                let line = lines.last_mut().expect("type stands after a mark");
                line.text.push_str(&run.text);
                line.ys.extend(run.glyphs.iter().map(|g| g.at.y));
            }
            Item::Group(_) | Item::Shape(_) | Item::Picture(_) => {}
        }
    }
    lines.retain(|l| !l.text.is_empty());
    lines
}

/// The lines of one part.
pub(crate) fn part(composed: &Composed, part: Part) -> Vec<Line> {
    lines(composed).into_iter().filter(|l| l.mark.part == part).collect()
}

pub(crate) fn picture_frames(composed: &Composed) -> Vec<Rect> {
    let frame = |item: &Item| match item {
        Item::Picture(p) => Some(p.frame),
        Item::Group(_) | Item::Glyphs(_) | Item::Shape(_) | Item::Mark(_) => None,
    };
    composed.sheet.items.iter().filter_map(frame).collect()
}

/// Which line of the page's grid a body line stands on; panics where it stands on none.
pub(crate) fn row(edition: &Edition, line: &Line) -> i64 {
    let setup = edition.pages[0].setup;
    let offset = line.mark.area.y - setup.origin.y;
    let row = offset.whole(setup.grid.line());
    assert_eq!(setup.line_top(row), line.mark.area.y, "{} stands off the line grid", line.text);
    for y in &line.ys {
        assert_eq!(*y, setup.line_top(row) + Length::um(3150).per_mille(880), "{} is off its baseline", line.text);
    }
    row
}

/// Which base column a line begins in.
pub(crate) fn column(edition: &Edition, line: &Line) -> i64 {
    let setup = edition.pages[0].setup;
    (line.mark.area.x - setup.origin.x).whole(setup.grid.cell() * 14)
}
