//! An edition on the disk to work on.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use banxin::edit::Command;
use banxin::id::{BlockId, PictureId, StoryId};
use banxin::ink::Intent;
use banxin::model::{
    Article, Block, BlockKind, Edition, HeadSetting, Headline, Legs, Paragraph, PictureAsset, Place, Preset, Story,
    TextFrame,
};
use banxin::project;
use banxin::session::{NewEdition, Session, new_edition};

/// A folder with an edition of three pages: stories, two pictures, a thread from page 1 to page 2.
pub(crate) struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let desk = Self { dir: tempfile::tempdir().unwrap() };
        let photos = desk.folder().join("photos");
        fs::create_dir_all(&photos).unwrap();
        for picture in edition().pictures.values() {
            image::RgbImage::new(30, 20).save(photos.join(&picture.file)).unwrap();
        }
        project::save(&edition(), &desk.folder()).unwrap();
        desk
    }

    pub(crate) fn folder(&self) -> PathBuf {
        let folder = self.dir.path().join("edition");
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    pub(crate) fn edit(&self) -> Session {
        Session::edit(&self.folder()).unwrap()
    }

    pub(crate) fn on_disk(&self) -> Edition {
        project::open(&self.folder()).unwrap().edition
    }

    pub(crate) fn journal(&self) -> PathBuf {
        self.folder().join(".journal")
    }

    /// Names of files in the folder itself that begin with a dot and are not empty.
    pub(crate) fn hidden(&self) -> Vec<String> {
        hidden(&self.folder())
    }
}

fn hidden(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|e| e.unwrap());
    let kept = entries.filter(|e| e.metadata().unwrap().len() > 0);
    let mut names: Vec<String> = kept.map(|e| e.file_name().into_string().unwrap()).collect();
    names.retain(|n| n.starts_with('.'));
    names.sort();
    names
}

pub(crate) fn edition() -> Edition {
    let wanted =
        NewEdition { preset: Preset::Broadsheet, pages: 3, paper: "曹州新报".into(), date: "2026-11-24".into() };
    let mut edition = new_edition(&wanted);
    for n in 1..=6 {
        edition.stories.insert(StoryId::numbered('s', n), Arc::new(story(n)));
    }
    for n in 1..=2 {
        let asset = PictureAsset {
            file: format!("现场 {n}.png"),
            pixels: [30, 20],
            credit: "李明 摄".into(),
            licence: "CC0".into(),
            intent: Intent::default(),
        };
        edition.pictures.insert(PictureId::numbered('p', n), Arc::new(asset));
    }
    let place = |line, lines| Place::Columns { column: 0, columns: 4, line, lines };
    put(&mut edition, 0, "a1", place(10, 30), article(1, Some("t1")));
    put(&mut edition, 0, "a2", place(50, 40), article(2, None));
    let frame = TextFrame { story: None, vertical: false, legs: Legs::default(), boxed: None, next: None };
    put(&mut edition, 1, "t1", place(10, 30), BlockKind::TextFrame(frame));
    put(&mut edition, 1, "a3", Place::Columns { column: 4, columns: 4, line: 10, lines: 60 }, article(3, None));
    edition
}

fn story(n: usize) -> Story {
    let text = "市委社会工作部坚持把党的建设摆在首要位置，全力推动各项事业高质量发展。“为群众办好每一件实事！”";
    Story {
        headline: Headline { text: format!("全链条服务 第{n}篇"), break_at_space: true, vertical: false },
        kicker: "引题".into(),
        body: vec![
            Paragraph::plain(text.repeat(3 + n)),
            Paragraph::cross_head("小标题"),
            Paragraph::plain(text.repeat(n)),
        ],
        ..Story::default()
    }
}

fn article(story: usize, next: Option<&str>) -> BlockKind {
    BlockKind::Article(Article {
        story: StoryId::numbered('s', story),
        head: HeadSetting::default(),
        legs: Legs::default(),
        pictures: Vec::new(),
        boxed: None,
        next: next.map(|n| BlockId::new(n).unwrap()),
    })
}

fn put(edition: &mut Edition, page: usize, id: &str, place: Place, kind: BlockKind) {
    let block = Block { id: BlockId::new(id).unwrap(), place, locked: false, kind };
    Arc::make_mut(&mut edition.pages[page]).blocks.push(Arc::new(block));
}

/// 版名 of page 1: a small change that can be seen at once.
pub(crate) fn section(text: &str) -> Command {
    Command::SetPageSection { page: 1, section: text.into() }
}
