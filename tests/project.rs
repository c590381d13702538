//! The project folder from outside: what is saved is opened again, a crash leaves the old or the new, and whatever is
//! wrong with a file is said with its name and a remedy.

#![expect(clippy::unwrap_used, reason = "a test that fails by unwrap fails where it should")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use banxin::geom::{Length, Rect};
use banxin::id::{BlockId, PictureId, StoryId};
use banxin::ink::{Ink, Intent};
use banxin::model::{
    Anchor, Article, ArticlePicture, Block, BlockKind, BoxStyle, Byline, BylinePlace, Caption, CaptionPlace, Edition,
    Furniture, HeadSetting, Headline, Legs, Page, PageSetup, Paragraph, PictureAsset, PictureCrop, Place, Preset, Rank,
    SectionHead, Span, SpanKind, Story, TextFrame, default_house,
};
use banxin::project::{self, ProjectError};
use proptest::prelude::*;

fn story(headline: &str) -> Story {
    let dateline = Span { text: "本报讯（记者 某）".into(), kind: SpanKind::Dateline };
    let text = Span { text: "近日，[某县]“一站式”服务……".into(), kind: SpanKind::Plain };
    Story {
        rank: Rank::Lead,
        headline: Headline { text: headline.into(), break_at_space: true, vertical: false },
        byline: Some(Byline { text: "记者 某".into(), place: BylinePlace::Tail }),
        body: vec![
            Paragraph { spans: vec![dateline, text], ..Paragraph::default() },
            Paragraph::cross_head("小标题"),
            Paragraph::plain("  # 正文\n"),
        ],
        captions: vec![Caption { text: "图为现场。".into(), credit: "某 摄".into() }],
        ..Story::default()
    }
}

fn block(id: &str, line: u16, kind: BlockKind) -> Arc<Block> {
    let place = Place::Columns { column: 0, columns: 4, line, lines: 20 };
    Arc::new(Block { id: BlockId::new(id).unwrap(), place, locked: false, kind })
}

fn edition() -> Edition {
    let picture = ArticlePicture {
        picture: PictureId::numbered('p', 1),
        anchor: Anchor::At { leg: 1, line: 2 },
        legs: 2,
        lines: 12,
        crop: PictureCrop::default(),
        caption: Some(0),
        caption_place: CaptionPlace::Beside,
        credit: true,
    };
    let article = Article {
        story: StoryId::numbered('s', 1),
        head: HeadSetting::default(),
        legs: Legs::default(),
        pictures: vec![picture],
        boxed: Some(BoxStyle { tint: Some(Ink::grey(10)), ..BoxStyle::default() }),
        next: Some(BlockId::new("tail").unwrap()),
    };
    let frame = TextFrame { story: None, vertical: true, legs: Legs::default(), boxed: None, next: None };
    let head = SectionHead {
        text: "菏泽社会工作".into(),
        note: String::new(),
        accent: Ink::RED,
        reversed: true,
        vertical: false,
    };
    let mut folio = (*block("folio", 0, BlockKind::Folio(Furniture::default()))).clone();
    folio.place = Place::Free(Rect::new(Length::MM * 20, Length::MM * 12, Length::MM * 350, Length::MM * 9));
    let setup = PageSetup::preset(Preset::Broadsheet);
    let page = |number, blocks| Arc::new(Page { number, section: "要闻".into(), mono: false, setup, blocks });
    let asset = PictureAsset {
        file: "现场 1.jpg".into(),
        pixels: [3000, 2000],
        credit: "某".into(),
        licence: "CC0".into(),
        intent: Intent::Relative,
    };
    Edition {
        paper: "曹州新报".into(),
        date: "2026-11-24".into(),
        issue_number: Some(123),
        house: Arc::new(default_house(Preset::Broadsheet.body_size())),
        pages: vec![
            page(1, vec![Arc::new(folio), block("lead", 0, BlockKind::Article(article))]),
            page(
                2,
                vec![block("tail", 30, BlockKind::TextFrame(frame)), block("sec", 60, BlockKind::SectionHead(head))],
            ),
        ],
        stories: BTreeMap::from([
            (StoryId::numbered('s', 1), Arc::new(story("全链条 服务"))),
            (StoryId::numbered('s', 2), Arc::new(Story::default())),
        ]),
        pictures: BTreeMap::from([(PictureId::numbered('p', 1), Arc::new(asset))]),
    }
}

/// A folder with the edition saved in it.
fn saved() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("photos")).unwrap();
    fs::write(dir.path().join("photos/现场 1.jpg"), b"jpeg").unwrap();
    project::save(&edition(), dir.path()).unwrap();
    dir
}

fn edit(dir: &Path, file: &str, from: &str, to: &str) {
    let path = dir.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has no {from}:\n{text}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn what_is_saved_is_opened_again() {
    let dir = saved();
    assert_eq!(project::open(dir.path()).unwrap().edition, edition());
    let text = fs::read_to_string(dir.path().join("stories/s1.md")).unwrap();
    assert!(text.contains("headline: 全链条 服务\n") && text.contains("\n## 小标题\n"), "{text}");
    assert!(!dir.path().join(".saving").exists());
}

#[test]
fn only_what_changed_is_written_and_only_our_own_is_removed() {
    let dir = saved();
    assert_eq!(project::save(&edition(), dir.path()).unwrap(), project::Saved::default());
    fs::write(dir.path().join("stories/notes.md"), "an editor's own").unwrap();
    let mut next = edition();
    next.stories.insert(StoryId::numbered('s', 1), Arc::new(story("新题")));
    next.stories.remove("s2");
    let done = project::save(&next, dir.path()).unwrap();
    assert_eq!(done.written, ["stories/s1.md", "edition.json"]);
    assert_eq!(done.removed, ["stories/s2.md"]);
    assert!(!dir.path().join("stories/s2.md").exists() && dir.path().join("stories/notes.md").exists());
    assert_eq!(project::open(dir.path()).unwrap().edition, next);
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    let (one, two) = (saved(), saved());
    for file in ["edition.json", "pages/p01.json", "pages/p02.json", "stories/s1.md"] {
        assert_eq!(fs::read(one.path().join(file)).unwrap(), fs::read(two.path().join(file)).unwrap(), "{file}");
    }
}

/// A save is staged, listed, moved. Stop it at every point by laying the folder out as it is there.
#[test]
fn a_crash_leaves_the_old_edition_or_the_new_one() {
    let mut next = edition();
    next.stories.insert(StoryId::numbered('s', 3), Arc::new(story("新稿")));
    next.stories.remove("s2");
    let (old, new) = (saved(), saved());
    let done = project::save(&next, new.path()).unwrap();
    let list = serde_json::to_string(&done).unwrap();
    let staged = |moved: usize, listed: bool| {
        let dir = saved();
        for folder in ["pages", "stories"] {
            fs::create_dir_all(dir.path().join(".saving").join(folder)).unwrap();
        }
        for (i, file) in done.written.iter().enumerate() {
            let place = if i < moved { dir.path().join(file) } else { dir.path().join(".saving").join(file) };
            fs::copy(new.path().join(file), place).unwrap();
        }
        if listed {
            fs::write(dir.path().join(".saving/list.json"), &list).unwrap();
        }
        dir
    };
    assert_eq!(project::open(staged(0, false).path()).unwrap().edition, project::open(old.path()).unwrap().edition);
    for moved in 0..=done.written.len() {
        let dir = staged(moved, true);
        assert_eq!(project::open(dir.path()).unwrap().edition, next, "after {moved} moves");
        assert!(!dir.path().join(".saving").exists() && !dir.path().join("stories/s2.md").exists());
    }
}

#[test]
fn a_hostile_list_of_a_save_touches_nothing() {
    let dir = saved();
    for list in [r#"{"written":[],"removed":["photos/现场 1.jpg"]}"#, r#"{"written":["../x"],"removed":[]}"#, "{"] {
        fs::create_dir_all(dir.path().join(".saving")).unwrap();
        fs::write(dir.path().join(".saving/list.json"), list).unwrap();
        let said = project::open(dir.path()).unwrap_err().to_string();
        assert!(said.contains("remove the folder .saving"), "{said}");
        assert!(dir.path().join("photos/现场 1.jpg").exists());
    }
}

/// (file, what is put for what, the file named, words of the message)
type Harm = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const HARMS: &[Harm] = &[
    ("edition.json", "\"schema\": 1", "\"schema\": 2", "edition.json", &["schema 2", "newer Banxin"]),
    ("edition.json", "\"pages\": [", "\"pages\": [,", "edition.json", &["line 6", "column"]),
    ("edition.json", "2026-11-24", "2026-02-30", "edition.json", &["YYYY-MM-DD"]),
    ("edition.json", "\"paper\"", "\"papper\"", "edition.json", &["unknown field `papper`"]),
    ("edition.json", "\"s2\"", "\"s9\"", "s9.md", &["story s9 is missing", "backup"]),
    ("edition.json", "\"s2\"", "\"s1\"", "edition.json", &["listed twice"]),
    ("edition.json", "\"s2\"", "\"../s2\"", "edition.json", &["cannot be an id"]),
    ("edition.json", "现场 1.jpg", "现场 2.jpg", "现场 2.jpg", &["picture p1 is missing", "put the file there"]),
    ("edition.json", "现场 1.jpg", "../edition.json", "edition.json", &["not the name of a file inside photos/"]),
    ("edition.json", "现场 1.jpg", "/etc/hostname", "edition.json", &["not the name of a file inside photos/"]),
    ("edition.json", "现场 1.jpg", "C:\\\\x.jpg", "edition.json", &["not the name of a file inside photos/"]),
    ("edition.json", "3000", "99999999", "edition.json", &["pixels cannot be"]),
    ("edition.json", "    1,\n", "    7,\n", "p07.json", &["page 7 is missing"]),
    ("pages/p01.json", "\"number\": 1", "\"number\": 3", "p01.json", &["holds page 3"]),
    ("pages/p01.json", "\"columns\": 4", "\"columns\": 65535", "p01.json", &["block lead", "make it smaller"]),
    ("pages/p01.json", "\"columns\": 4", "\"columns\": 70000", "p01.json", &["line"]),
    ("pages/p01.json", "\"story\": \"s1\"", "\"story\": \"s7\"", "p01.json", &["no story s7"]),
    ("pages/p01.json", "\"picture\": \"p1\"", "\"picture\": \"p7\"", "p01.json", &["no picture p7"]),
    ("pages/p01.json", "\"next\": \"tail\"", "\"next\": \"gone\"", "p01.json", &["runs on into gone"]),
    ("pages/p01.json", "\"next\": \"tail\"", "\"next\": \"lead\"", "p01.json", &["comes back to it"]),
    ("pages/p01.json", "\"next\": \"tail\"", "\"next\": \"sec\"", "p01.json", &["holds no text"]),
    ("pages/p01.json", "\"cell\": \"3.15mm\"", "\"cell\": \"99mm\"", "p01.json", &["1–50 mm"]),
    ("pages/p01.json", "\"width\": \"390mm\"", "\"width\": \"9000mm\"", "p01.json", &["outside 20–3000 mm"]),
    ("pages/p02.json", "\"id\": \"sec\"", "\"id\": \"lead\"", "p02.json", &["same id"]),
    ("stories/s1.md", "rank: lead", "rank: great", "s1.md", &["line 3", "lead"]),
    ("stories/s1.md", "\\[", "\\q", "s1.md", &["line 11", "backslash"]),
];

#[test]
fn every_harm_is_named_with_its_file_and_a_remedy() {
    for (file, from, to, named, words) in HARMS {
        let dir = saved();
        edit(dir.path(), file, from, to);
        let said = project::open(dir.path()).unwrap_err().to_string();
        let fine = said.ends_with(named) && words.iter().all(|w| said.contains(w));
        assert!(fine, "{file}, {from} → {to}:\n  {said}");
    }
}

#[test]
fn a_thread_in_a_circle_over_two_pages_is_refused() {
    let dir = saved();
    edit(dir.path(), "pages/p02.json", "\"kind\": \"text-frame\"", "\"kind\": \"text-frame\", \"next\": \"lead\"");
    let said = project::open(dir.path()).unwrap_err().to_string();
    assert!(said.contains("its thread comes back to it"), "{said}");
}

#[test]
fn what_is_no_edition_is_said_to_be_none() {
    let dir = tempfile::tempdir().unwrap();
    for folder in [dir.path().to_owned(), dir.path().join("nowhere")] {
        assert!(matches!(project::open(&folder), Err(ProjectError::NoEdition(_))));
    }
    fs::create_dir(dir.path().join("edition.json")).unwrap();
    assert!(matches!(project::open(dir.path()), Err(ProjectError::NotAFile(_))));
    let dir = saved();
    fs::write(dir.path().join("stories/s1.md"), b"---\nheadline: \xb2\xdc\xd6\xdd\n---\n").unwrap();
    assert!(matches!(project::open(dir.path()), Err(ProjectError::NotText(_))));
    fs::write(dir.path().join("stories/s1.md"), vec![b' '; 17 << 20]).unwrap();
    assert!(matches!(project::open(dir.path()), Err(ProjectError::TooLarge { most: 16, .. })));
}

#[test]
fn an_unsound_edition_is_not_saved() {
    let dir = saved();
    let mut bad = edition();
    bad.stories.remove("s1");
    assert!(matches!(project::save(&bad, dir.path()), Err(ProjectError::Unsound { .. })));
    fs::remove_file(dir.path().join("photos/现场 1.jpg")).unwrap();
    assert!(matches!(project::save(&edition(), dir.path()), Err(ProjectError::Missing { .. })));
    assert!(matches!(project::create(&edition(), dir.path()), Err(ProjectError::NotEmpty(_))));
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_of_the_folder_are_refused() {
    use std::os::unix::fs::symlink;
    let secret = tempfile::tempdir().unwrap();
    fs::write(secret.path().join("secret"), "x").unwrap();
    for (file, is_folder) in
        [("photos/现场 1.jpg", false), ("stories/s1.md", false), ("pages", true), ("edition.json", false)]
    {
        let dir = saved();
        let path = dir.path().join(file);
        let target = if is_folder {
            fs::rename(&path, secret.path().join("moved")).unwrap();
            secret.path().join("moved")
        } else {
            fs::remove_file(&path).unwrap();
            secret.path().join("secret")
        };
        symlink(target, &path).unwrap();
        assert!(matches!(project::open(dir.path()), Err(ProjectError::Outside(_))), "{file}");
        assert!(project::save(&edition(), dir.path()).is_err(), "{file}");
    }
    assert_eq!(fs::read_to_string(secret.path().join("secret")).unwrap(), "x");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Bytes overwritten, cut out or put in anywhere: the folder opens, or says why not.
    #[test]
    fn no_damage_makes_opening_panic(
        file in prop::sample::select(vec!["edition.json", "pages/p01.json", "pages/p02.json", "stories/s1.md"]),
        at in 0.0..1.0f64,
        cut in 0usize..40,
        put in prop_oneof![
            prop::sample::select(vec!["0", "-1", "65535", "4294967296", "1e400", "null", "[]", "{}", "\"", "\\", "/", "]{"])
                .prop_map(|s| s.as_bytes().to_vec()),
            prop::collection::vec(any::<u8>(), 0..8),
        ],
    ) {
        let dir = saved();
        let path = dir.path().join(file);
        let mut bytes = fs::read(&path).unwrap();
        let from = (bytes.len() as f64 * at) as usize;
        let to = (from + cut).min(bytes.len());
        bytes.splice(from..to, put);
        fs::write(&path, bytes).unwrap();
        match project::open(dir.path()) {
            Ok(project) => { project::save(&project.edition, dir.path()).unwrap(); }
            Err(e) => prop_assert!(!e.to_string().is_empty()),
        }
    }
}
