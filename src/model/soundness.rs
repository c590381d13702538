//! What makes an edition sound: everything it points at is there, every block stands on its grid, every thread ends.
//!
//! Types keep most wrong values out; this is the rest, which no single value can know. The project folder checks what it
//! opens and every command what it makes, so that composition and layout never meet an unsound edition.
//!
//! A fault is said in Chinese for the window and in English for scripts; what it prints as is the English.

mod house;

use std::collections::{BTreeMap, BTreeSet};

use super::block::{Article, Block, BlockKind, BoxStyle, HeadSetting, PictureCrop, Place};
use super::date::is_date;
use super::look::ink;
use super::page::{Page, PageSetup};
use super::{Edition, PictureAsset};
use crate::finding::Said;
use crate::geom::{Length, Rect};
use crate::id::{BlockId, PictureId, StoryId};
use crate::ink::Ink;

/// Most pages of an edition.
pub const MOST_PAGES: usize = 512;
/// Most blocks of a page.
pub const MOST_BLOCKS: usize = 2_000;

/// What is wrong with an edition, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The edition's own data.
    #[error("{}", .0.en)]
    Edition(Said),
    /// The house's settings.
    #[error("the house's {}", .0.en)]
    House(Said),
    /// A page.
    #[error("page {page}: {}", what.en)]
    Page {
        /// Its number.
        page: u16,
        /// What is wrong and what to do.
        what: Said,
    },
    /// A block.
    #[error("page {page}, block {block}: {}", what.en)]
    Block {
        /// Page it stands on.
        page: u16,
        /// The block.
        block: BlockId,
        /// What is wrong and what to do.
        what: Said,
    },
    /// A picture.
    #[error("picture {picture}: {}", what.en)]
    Picture {
        /// The picture.
        picture: PictureId,
        /// What is wrong and what to do.
        what: Said,
    },
}

/// Passes a sound edition.
///
/// # Errors
/// The first [`Fault`] found, in the order edition, house, pictures, pages, blocks, threads.
pub fn check(edition: &Edition) -> Result<(), Fault> {
    front(edition).map_err(Fault::Edition)?;
    house::check(&edition.house).map_err(Fault::House)?;
    for (id, asset) in &edition.pictures {
        picture(asset).map_err(|what| Fault::Picture { picture: id.clone(), what })?;
    }
    let mut numbers = BTreeSet::new();
    for page in &edition.pages {
        let fault = |what| Fault::Page { page: page.number, what };
        if !numbers.insert(page.number) {
            let what = Said::new(
                "有两个版用这个版次：给其中一个换版次",
                "there are two pages of this number: give one of them another",
            );
            return Err(fault(what));
        }
        page_itself(page).map_err(fault)?;
    }
    blocks(edition)?;
    threads(edition)
}

/// Sound, or what is wrong and what to do.
pub(super) type Check = Result<(), Said>;

pub(super) fn ensure(fine: bool, what: impl FnOnce() -> Said) -> Check {
    if fine { Ok(()) } else { Err(what()) }
}

fn front(edition: &Edition) -> Check {
    let paper = &edition.paper;
    let plain = !paper.trim().is_empty() && paper.chars().count() <= 60 && !paper.chars().any(char::is_control);
    ensure(plain, || {
        let name = shortened(paper);
        Said::new(
            format!("报名“{name}”不行：写 1–60 个字，不换行"),
            format!("the paper's name “{name}” must have 1–60 characters and no line break"),
        )
    })?;
    ensure(is_date(&edition.date), || {
        let date = shortened(&edition.date);
        Said::new(
            format!("没有“{date}”这一天：日期写成 2026-11-24 这样"),
            format!("the date “{date}” is no day of the calendar: write it as YYYY-MM-DD"),
        )
    })?;
    let pages = edition.pages.len();
    ensure(pages <= MOST_PAGES, || {
        Said::new(
            format!("{pages} 个版超过了 {MOST_PAGES} 个：分成几期"),
            format!("{pages} pages are more than {MOST_PAGES}: split the edition"),
        )
    })
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= 40 { text.to_owned() } else { text.chars().take(40).chain(['…']).collect() }
}

/// True for a name of a file that can only lie in the folder it is looked for in: no separator, drive, `..` or control
/// character, at most 200 bytes.
#[must_use]
pub fn is_file_name(name: &str) -> bool {
    let forbidden = |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    !name.is_empty()
        && name.len() <= 200
        && !name.starts_with('.')
        && !name.ends_with(['.', ' '])
        && !name.chars().any(forbidden)
}

fn picture(asset: &PictureAsset) -> Check {
    ensure(is_file_name(&asset.file), || {
        Said::new(
            format!("“{}”不能作 photos/ 里的文件名：只写文件名，不带文件夹", asset.file),
            format!(
                "“{}” is not the name of a file inside photos/: write the name alone, without a folder",
                asset.file
            ),
        )
    })?;
    let [width, height] = asset.pixels;
    ensure((1..=60_000).contains(&width) && (1..=60_000).contains(&height), || {
        Said::new(
            format!("不会有 {width} × {height} 像素的图：每边 1–60000"),
            format!("{width} × {height} pixels cannot be: each side must have 1–60000"),
        )
    })
}

fn page_itself(page: &Page) -> Check {
    ensure((1..=9999).contains(&page.number), || {
        Said::new("版次只能是 1–9999：换一个版次", "page numbers run from 1 to 9999")
    })?;
    ensure(page.section.chars().count() <= 60 && !page.section.chars().any(char::is_control), || {
        Said::new(
            "版名太长或有换行：最多 60 字，写成一行",
            "the section's name must have at most 60 characters and no line break",
        )
    })?;
    let blocks = page.blocks.len();
    ensure(blocks <= MOST_BLOCKS, || {
        Said::new(
            format!("一版上有 {blocks} 块，最多 {MOST_BLOCKS}：移走一些"),
            format!("{blocks} blocks are more than {MOST_BLOCKS}"),
        )
    })?;
    let size = page.setup.size;
    let sensible = |l: Length| l >= Length::MM * 20 && l <= Length::MM * 3_000;
    ensure(sensible(size.width) && sensible(size.height), || {
        Said::new(
            format!("纸不能是 {} × {}：每边 20–3000 mm", size.width, size.height),
            format!("paper of {} × {} is outside 20–3000 mm", size.width, size.height),
        )
    })?;
    let paper = Rect::new(Length::ZERO, Length::ZERO, size.width, size.height);
    let near = [page.setup.origin.x, page.setup.origin.y].iter().all(|l| l.abs() <= Length::MM * 3_000);
    ensure(near && paper.contains(page.setup.type_area()), || {
        let area = page.setup.grid.size();
        let (width, height) = (area.width, area.height);
        Said::new(
            format!("版心 {width} × {height} 出了纸：挪一挪，或减少栏、字、行"),
            format!("the type area of {width} × {height} does not lie on the paper: move it or take fewer cells"),
        )
    })
}

fn blocks(edition: &Edition) -> Result<(), Fault> {
    let mut seen: BTreeMap<&BlockId, u16> = BTreeMap::new();
    for page in &edition.pages {
        for block in &page.blocks {
            let fault = |what| Fault::Block { page: page.number, block: block.id.clone(), what };
            if let Some(other) = seen.insert(&block.id, page.number) {
                return Err(fault(Said::new(
                    format!("第 {other} 版已有同一编号的块：给其中一块换编号"),
                    format!("page {other} has a block of the same id: give one of them another"),
                )));
            }
            place(block.place, page.setup).map_err(fault)?;
            content(block, edition).map_err(fault)?;
        }
    }
    Ok(())
}

fn place(place: Place, setup: PageSetup) -> Check {
    let within = |first: u16, count: u16, all: u16, (zh, en): (&str, &str)| {
        let end = u32::from(first) + u32::from(count);
        ensure(count >= 1 && end <= u32::from(all), || {
            Said::new(
                format!("占到第 {}–{end} {zh}，网格只有 {all} {zh}：移回来，或改小", u32::from(first) + 1),
                format!("{en} {first} to {end} lie outside the grid's {all}: move the block or make it smaller"),
            )
        })
    };
    let grid = setup.grid;
    let (columns_said, chars_said, lines_said) = (("栏", "columns"), ("字", "字"), ("行", "lines"));
    match place {
        Place::Columns { column, columns, line, lines } => {
            within(column, columns, grid.columns(), columns_said)?;
            within(line, lines, grid.lines(), lines_said)
        }
        Place::Cells { char, width, line, lines } => {
            within(char, width, grid.width_in_chars(), chars_said)?;
            within(line, lines, grid.lines(), lines_said)
        }
        Place::Free(r) => {
            let near = [r.x, r.y, r.width, r.height].iter().all(|l| l.abs() <= Length::MM * 3_000);
            let on_paper = near && touches_paper(r, setup);
            ensure(on_paper && r.width >= Length::ZERO && r.height >= Length::ZERO, || {
                Said::new(
                    "位置出了纸，或没有大小：放回版上",
                    "the place lies off the paper or has no size: give it one on the page",
                )
            })
        }
    }
}

/// A rule may have no thickness, so that touching is enough.
fn touches_paper(rect: Rect, setup: PageSetup) -> bool {
    let (zero, size) = (Length::ZERO, setup.size);
    rect.x <= size.width && rect.y <= size.height && rect.right() >= zero && rect.bottom() >= zero
}

fn content(block: &Block, edition: &Edition) -> Check {
    match &block.kind {
        BlockKind::Article(article) => article_itself(article, edition),
        BlockKind::TextFrame(frame) => {
            frame.story.as_ref().map_or(Ok(()), |s| story_is_there(s, edition))?;
            legs_gap(frame.legs.gap, frame.legs.rule)?;
            boxed(frame.boxed.as_ref())
        }
        BlockKind::Picture(p) => {
            picture_is_there(&p.picture, edition)?;
            crop(p.crop)?;
            p.border.map_or(Ok(()), |b| line(b.width, b.ink))
        }
        BlockKind::Rule(rule) => {
            rule.line.map_or(Ok(()), |b| line(b.width, b.ink))?;
            rule.tint.map_or(Ok(()), ink)?;
            rule.texture.map_or(Ok(()), |t| t.check())?;
            ensure(rule.outset.abs() <= Length::MM * 100, || {
                Said::new(
                    format!("不能外扩 {}：最多 100 mm", rule.outset),
                    format!("an outset of {} is over 100 mm", rule.outset),
                )
            })
        }
        BlockKind::Folio(f) | BlockKind::Masthead(f) => f.accent.map_or(Ok(()), ink),
        BlockKind::SectionHead(head) => ink(head.accent),
        BlockKind::Code(code) => code.check(),
    }
}

fn article_itself(article: &Article, edition: &Edition) -> Check {
    story_is_there(&article.story, edition)?;
    let head = &article.head;
    head_itself(head, edition)?;
    legs_gap(article.legs.gap, article.legs.rule)?;
    for p in &article.pictures {
        picture_is_there(&p.picture, edition)?;
        crop(p.crop)?;
        ensure(p.legs >= 1 && p.lines >= 1, || {
            Said::new(
                format!("配图 {} 至少占一栏、一行", p.picture),
                format!("picture {} needs at least one leg and one line", p.picture),
            )
        })?;
    }
    boxed(article.boxed.as_ref())
}

fn head_itself(head: &HeadSetting, edition: &Edition) -> Check {
    let HeadSetting { lines, stretch, tracking, .. } = *head;
    ensure((1..=4).contains(&lines), || {
        Said::new(format!("标题不能排 {lines} 行：1–4 行"), format!("a head of {lines} lines is outside 1–4"))
    })?;
    ensure((800..=1250).contains(&stretch), || {
        Said::new(
            format!("标题字不能长扁到 {}：80–125%", percent(stretch)),
            format!("headline characters {stretch} ‰ wide are outside 800–1250"),
        )
    })?;
    ensure((-500..=2000).contains(&tracking), || {
        Said::new(
            format!("标题字距不能是 {}：−50–200%", percent(tracking)),
            format!("tracking of {tracking} ‰ is outside −500–2000"),
        )
    })?;
    let steps = edition.house.ladder.len();
    ensure(head.step.is_none_or(|s| usize::from(s) < steps), || {
        Said::new(
            format!("字号阶梯只有 {steps} 级：标题字号从里面选"),
            format!("the size ladder has {steps} steps, counted from 0: choose one of them for the head"),
        )
    })?;
    ensure(head.style.is_empty() || edition.house.styles.contains_key(&head.style), || {
        let style = shortened(&head.style);
        Said::new(
            format!("没有样式“{style}”：从本报样式里选"),
            format!("there is no style “{style}”: choose one of the house's"),
        )
    })?;
    look_of(head)
}

/// Per mille as the window shows it.
fn percent(per_mille: impl Into<f64>) -> String {
    format!("{}%", per_mille.into() / 10.0)
}

fn look_of(head: &HeadSetting) -> Check {
    head.ink.map_or(Ok(()), ink)?;
    head.ground.map_or(Ok(()), ink)?;
    head.texture.map_or(Ok(()), |t| t.check())?;
    head.shadow.map_or(Ok(()), |s| s.check())?;
    head.outline.map_or(Ok(()), |o| o.check())
}

fn story_is_there(id: &StoryId, edition: &Edition) -> Check {
    ensure(edition.stories.contains_key(id), || {
        Said::new(
            format!("没有稿件 {id}：先新增，或换一篇"),
            format!("there is no story {id}: add it, or place another"),
        )
    })
}

fn picture_is_there(id: &PictureId, edition: &Edition) -> Check {
    ensure(edition.pictures.contains_key(id), || {
        Said::new(
            format!("没有图片 {id}：先导入，或换一张"),
            format!("there is no picture {id}: add it, or place another"),
        )
    })
}

fn legs_gap(gap: u16, rule: Length) -> Check {
    ensure(gap <= 20, || {
        Said::new(format!("栏距不能是 {gap} 字：最多 20 字"), format!("a gap of {gap} 字 between legs is over 20"))
    })?;
    thickness(rule)
}

fn thickness(width: Length) -> Check {
    let fits = width >= Length::ZERO && width <= Length::MM * 50;
    ensure(fits, || {
        Said::new(format!("线粗不能是 {width}：0–50 mm"), format!("a line {width} thick is outside 0–50 mm"))
    })
}

fn line(width: Length, of: Ink) -> Check {
    thickness(width)?;
    ink(of)
}

fn boxed(style: Option<&BoxStyle>) -> Check {
    let Some(style) = style else { return Ok(()) };
    style.border.map_or(Ok(()), |b| line(b.width, b.ink))?;
    style.tint.map_or(Ok(()), ink)?;
    style.texture.map_or(Ok(()), |t| t.check())
}

fn crop(crop: PictureCrop) -> Check {
    let fits = crop.focus.iter().all(|f| *f <= 1000) && (1000..=20_000).contains(&crop.zoom);
    ensure(fits, || {
        Said::new(
            "裁图越界：焦点 0–100%，缩放 100–2000%",
            "a crop's focus lies within 0–1000 ‰ and its zoom within 1000–20000 ‰",
        )
    })
}

fn threads(edition: &Edition) -> Result<(), Fault> {
    let all = || edition.pages.iter().flat_map(|p| p.blocks.iter().map(|b| (p.number, &**b)));
    let by_id: BTreeMap<&BlockId, &Block> = all().map(|(_, b)| (&b.id, b)).collect();
    let mut entered: BTreeMap<&BlockId, &BlockId> = BTreeMap::new();
    for (page, block) in all() {
        let Some(next) = block.kind.next() else { continue };
        let fault = |what| Err(Fault::Block { page, block: block.id.clone(), what });
        match by_id.get(next).map(|b| &b.kind) {
            None => {
                return fault(Said::new(
                    format!("接到的 {next} 不存在：另接一块，或不接"),
                    format!("it runs on into {next}, which does not exist: name another block or none"),
                ));
            }
            Some(BlockKind::Article(_) | BlockKind::TextFrame(_)) => {}
            Some(_) => {
                return fault(Said::new(
                    format!("接到的 {next} 不能放文字：接到稿件或文字框"),
                    format!("it runs on into {next}, which holds no text: name an article or a frame"),
                ));
            }
        }
        if let Some(other) = entered.insert(next, &block.id) {
            return fault(Said::new(
                format!("{other} 已接到 {next}：一块只能接一处来文"),
                format!("{other} already runs on into {next}: a frame takes one thread"),
            ));
        }
    }
    no_circle(all().collect(), &by_id, &entered)
}

/// Every block is entered at most once, so that whatever cannot be reached from the beginning of a thread lies on a
/// circle.
fn no_circle(
    all: Vec<(u16, &Block)>,
    by_id: &BTreeMap<&BlockId, &Block>,
    entered: &BTreeMap<&BlockId, &BlockId>,
) -> Result<(), Fault> {
    let mut reached: BTreeSet<&BlockId> = BTreeSet::new();
    for (_, first) in all.iter().filter(|(_, b)| !entered.contains_key(&b.id)) {
        let mut at = Some(first);
        while let Some(block) = at {
            reached.insert(&block.id);
            at = block.kind.next().and_then(|id| by_id.get(id));
        }
    }
    let Some((page, block)) = all.into_iter().find(|(_, b)| !reached.contains(&b.id)) else { return Ok(()) };
    let what = Said::new(
        "转接绕回了自己：让其中一块不接",
        "its thread comes back to it: let one of the blocks run on into nothing",
    );
    Err(Fault::Block { page, block: block.id.clone(), what })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::ink::Intent;
    use crate::model::{House, Preset, Story, TextFrame, default_house};

    fn frame(id: &str, line: u16, next: Option<&str>) -> Arc<Block> {
        let kind = BlockKind::TextFrame(TextFrame {
            story: None,
            vertical: false,
            legs: crate::model::Legs::default(),
            boxed: None,
            next: next.map(|n| BlockId::new(n).unwrap()),
        });
        let place = Place::Columns { column: 0, columns: 2, line, lines: 5 };
        Arc::new(Block { id: BlockId::new(id).unwrap(), place, locked: false, kind })
    }

    fn edition(blocks: Vec<Arc<Block>>) -> Edition {
        let setup = PageSetup::preset(Preset::Broadsheet);
        Edition {
            paper: "曹州新报".to_owned(),
            date: "2026-11-24".to_owned(),
            issue_number: None,
            house: Arc::new(default_house(Preset::Broadsheet.body_size())),
            pages: vec![Arc::new(Page { number: 1, section: String::new(), mono: false, setup, blocks })],
            stories: BTreeMap::from([(StoryId::numbered('s', 1), Arc::new(Story::default()))]),
            pictures: BTreeMap::new(),
        }
    }

    /// What a fault prints as; its Chinese is there too.
    fn fault(edition: &Edition) -> String {
        let fault = check(edition).unwrap_err();
        let (Fault::Edition(what)
        | Fault::House(what)
        | Fault::Page { what, .. }
        | Fault::Block { what, .. }
        | Fault::Picture { what, .. }) = &fault;
        assert!(what.zh.chars().any(|c| c >= '\u{4E00}') && what.zh != what.en, "{}", what.zh);
        assert!(fault.to_string().ends_with(&what.en), "{fault}");
        fault.to_string()
    }

    #[test]
    fn the_front_page_s_facts_are_facts() {
        let mut wrong = edition(Vec::new());
        wrong.date = "2026-13-40".to_owned();
        assert!(fault(&wrong).contains("is no day of the calendar"));
        wrong.paper = "报\n".to_owned();
        assert!(fault(&wrong).contains("1–60 characters"));
    }

    #[test]
    fn what_a_new_edition_begins_with_is_sound() {
        for preset in [Preset::Broadsheet, Preset::BroadsheetLarge, Preset::Tabloid] {
            let mut new = edition(Vec::new());
            new.house = Arc::new(default_house(preset.body_size()));
            Arc::make_mut(&mut new.pages[0]).setup = PageSetup::preset(preset);
            assert_eq!(check(&new), Ok(()));
        }
    }

    #[test]
    fn threads_end_and_meet_nowhere() {
        let open = [frame("a", 0, Some("b")), frame("b", 10, Some("c")), frame("c", 20, None)];
        assert_eq!(check(&edition(open.to_vec())), Ok(()));
        for (blocks, says) in [
            (vec![frame("a", 0, Some("a"))], "block a: its thread comes back"),
            (vec![frame("z", 0, None), frame("a", 0, Some("b")), frame("b", 10, Some("a"))], "block a: its thread"),
            (vec![frame("a", 0, Some("x"))], "runs on into x, which does not exist"),
            (vec![frame("a", 0, Some("c")), frame("b", 0, Some("c")), frame("c", 0, None)], "a already runs on into c"),
            (vec![frame("a", 0, None), frame("a", 0, None)], "block of the same id"),
        ] {
            let said = fault(&edition(blocks));
            assert!(said.contains(says), "{said}");
        }
    }

    #[test]
    fn blocks_stand_on_their_grid() {
        let at = |place| {
            let mut block = (*frame("a", 0, None)).clone();
            block.place = place;
            check(&edition(vec![Arc::new(block)])).is_ok()
        };
        assert!(at(Place::Columns { column: 0, columns: 8, line: 0, lines: 120 }));
        assert!(!at(Place::Columns { column: 1, columns: 8, line: 0, lines: 120 }));
        assert!(!at(Place::Columns { column: 65_535, columns: 65_535, line: 65_535, lines: 65_535 }));
        assert!(!at(Place::Cells { char: 0, width: 0, line: 0, lines: 3 }));
        assert!(at(Place::Cells { char: 110, width: 1, line: 119, lines: 1 }));
        let mm = Length::MM;
        assert!(at(Place::Free(Rect::new(mm * 10, mm * 10, mm * 100, Length::ZERO))));
        assert!(!at(Place::Free(Rect::new(mm * 400, mm * 10, mm * 100, mm))));
        assert!(!at(Place::Free(Rect::new(mm * 10, mm * 10, mm * -1, mm))));
    }

    #[test]
    fn names_of_files_cannot_leave_their_folder() {
        for good in ["a.jpg", "图片 1.JPG", "a..b"] {
            assert!(is_file_name(good), "{good}");
        }
        for bad in ["", ".", "..", "../a", "/a", "a/b", "a\\b", "C:a", ".hidden", "a\n", "a.", "a ", "nul\0"] {
            assert!(!is_file_name(bad), "{bad}");
        }
        let mut hostile = edition(Vec::new());
        let asset = PictureAsset {
            file: "../x.jpg".into(),
            pixels: [1, 1],
            credit: String::new(),
            licence: String::new(),
            intent: Intent::default(),
        };
        hostile.pictures.insert(PictureId::numbered('p', 1), Arc::new(asset));
        assert!(fault(&hostile).contains("not the name of a file inside photos/"));
    }

    #[test]
    fn the_house_is_within_reason() {
        let with = |change: &dyn Fn(&mut House)| {
            let mut edition = edition(Vec::new());
            change(Arc::make_mut(&mut edition.house));
            fault(&edition)
        };
        assert!(with(&|h| h.ladder.reverse()).contains("must rise"));
        assert!(with(&|h| h.ladder.clear()).contains("has 0 steps"));
        assert!(with(&|h| h.styles.clear()).contains("`body` is missing"));
        for quality in [0, 79, 101] {
            let said = with(&|h| h.output.picture_packing = crate::model::PicturePacking::Jpeg { quality });
            assert!(said.contains("outside 80–100: take 88 or pack without loss"), "{said}");
        }
        assert!(with(&|h| h.output.profile = Some("../p.icc".into())).contains("inside the edition's folder"));
        let choice =
            |name: &str, hash: &str| Some(super::super::PreflightChoice { name: name.into(), hash: hash.into() });
        assert!(with(&|h| h.preflight = choice("../p.json", &"0".repeat(32))).contains("in the edition's folder"));
        assert!(with(&|h| h.preflight = choice("snap", "x")).contains("32 hexadecimal digits"));
        assert!(with(&|h| h.styles.entry("body".into()).or_default().ink.k = 1001).contains("over 1000"));
    }
}
