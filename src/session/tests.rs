//! What a session keeps, and what it refuses to print.

use std::fs;
use std::path::Path;

use super::*;
use crate::edit::{Command, Refusal};
use crate::finding::{Finding, Severity};
use crate::id::{BlockId, StoryId};
use crate::model::{Article, Block, BlockKind, HeadSetting, Legs, Paragraph, Place, Preset, Story};
use crate::project;

fn session(folder: &Path) -> Session {
    let wanted =
        NewEdition { preset: Preset::Broadsheet, pages: 2, paper: "曹州新报".into(), date: "2026-11-24".into() };
    project::create(&new_edition(&wanted), folder).unwrap();
    Session::open(folder).unwrap()
}

#[test]
fn pages_are_composed_once_for_each_state_of_what_they_show() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = session(&dir.path().join("e"));
    let first = session.composed().to_vec();
    let same = |session: &mut Session| {
        let now = session.composed();
        now.iter().zip(&first).map(|(a, b)| Arc::ptr_eq(a, b)).collect::<Vec<_>>()
    };
    assert_eq!(same(&mut session), [true, true]);
    session.apply("版名", Command::SetPageSection { page: 1, section: "要闻".into() }).unwrap();
    assert_eq!(same(&mut session), [false, true]);
    let story = || Box::new(Story { body: vec![Paragraph::plain("不在版上。")], ..Story::default() });
    session.apply("稿件", Command::AddStory { id: StoryId::numbered('s', 1), story: story() }).unwrap();
    assert_eq!(same(&mut session), [false, true]);
    session.undo();
    session.undo();
    let back = session.composed().to_vec();
    assert!(*back[0] == *first[0] && Arc::ptr_eq(&back[1], &first[1]));
    session.look_again();
    assert_eq!(same(&mut session), [false, false]);
    session.apply("日期", Command::SetDate { date: "2026-11-25".into() }).unwrap();
    assert_eq!(same(&mut session), [false, false]);
}

/// Whatever is edited, what is kept is what would be composed from nothing.
#[test]
fn a_page_changes_with_the_pages_its_text_runs_through() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = session(&dir.path().join("e"));
    let story = |text: &str| {
        let body = vec![Paragraph::plain(text.repeat(400)), Paragraph::cross_head("小标题"), Paragraph::plain(text)];
        Box::new(Story { body, ..Story::default() })
    };
    let place = |line, lines| Place::Columns { column: 0, columns: 3, line, lines };
    let (one, two) = (BlockId::numbered('a', 1), BlockId::numbered('a', 2));
    let article = |id: &BlockId, place, next| {
        let kind = Article {
            story: StoryId::numbered('s', 1),
            head: HeadSetting::default(),
            legs: Legs::default(),
            pictures: Vec::new(),
            boxed: None,
            next,
        };
        Box::new(Block { id: id.clone(), place, locked: false, kind: BlockKind::Article(kind) })
    };
    let add = |page, block| Command::AddBlock { page, block, at: None };
    let id = StoryId::numbered('s', 1);
    let edits = [
        Command::AddStory { id: id.clone(), story: story("社会工作") },
        add(2, article(&two, place(0, 30), None)),
        add(1, article(&one, place(0, 20), Some(two.clone()))),
        Command::MoveBlock { block: one.clone(), place: place(0, 12), page: None },
        Command::EditText { story: id.clone(), paragraph: 0, from: 0, to: 40, text: String::new() },
        Command::MoveBlock { block: two, place: place(40, 30), page: None },
        Command::SetThread { block: one.clone(), next: None },
        Command::RemoveBlock { block: one },
        Command::SetHeadline {
            story: id,
            headline: crate::model::Headline { text: "新题".into(), ..Default::default() },
        },
    ];
    for edit in edits {
        let name = edit.name();
        session.apply(name, edit).unwrap();
        let kept = session.composed().to_vec();
        let mut new = crate::edition::compose(session.edition(), session.library());
        for (kept, new) in kept.iter().zip(&mut new) {
            pictures::open_pictures(session.edition(), session.library(), new);
            assert!(**kept == *new, "{name}, page {}", new.sheet.page);
        }
    }
}

#[test]
fn a_gesture_is_one_step_and_one_taken_back_is_none() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = session(&dir.path().join("e"));
    let name = |text: &str| Command::SetPageSection { page: 1, section: text.into() };
    let drag = session.begin("拖动");
    for text in ["要", "要闻"] {
        session.renew(drag, name(text)).unwrap();
        assert_eq!(session.edition().pages[0].section, text);
    }
    assert!(session.commit(drag) && !session.commit(drag) && !session.abort(drag));
    assert_eq!(session.extend(drag, name("x")), Err(Refusal::GestureOver));
    let away = session.begin("键入");
    session.extend(away, name("县区")).unwrap();
    assert!(session.abort(away));
    assert_eq!((session.history().entries().0.len(), session.edition().pages[0].section.as_str()), (2, "要闻"));
}

#[test]
fn only_errors_stop_the_press_as_the_profile_sees_them() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = session(&dir.path().join("e"));
    // Empty pages are none of this test's business.
    let profile = |rules: &str| {
        let text = format!(r#"{{"name": "t", "base": "house", "rules": {{"DOC-14": "off", {rules}}}}}"#);
        Some(Profile::read(&text).unwrap())
    };
    let export = |session: &mut Session, format, rules| {
        let request = ExportRequest { format, profile: profile(rules), ..ExportRequest::default() };
        session.export(&request, &dir.path().join("out"), &mut |_| {})
    };
    let say = |session: &mut Session, rule, severity| {
        session.composed();
        let finding = Finding::new(rule, severity, "缺字“𠮷”", "“𠮷” is missing")
            .remedy("换一个有此字的字体", "take a face that has it");
        let mut finding = finding;
        finding.place.page = Some(2);
        session.composition.page_mut(1).findings.push(finding);
    };
    let calm = r#""CPY-01": "warn""#;
    say(&mut session, "CPY-01", Severity::Error);
    say(&mut session, "TXT-03", Severity::Warning);
    assert_eq!(export(&mut session, Format::Pdf, calm).unwrap().files.len(), 2);
    assert!(export(&mut session, Format::Pdf, r#""CPY-01": "stop""#).is_err());
    fs::remove_dir_all(dir.path().join("out")).unwrap();
    say(&mut session, "TXT-03", Severity::Error);
    let refused = export(&mut session, Format::Pdf, calm).unwrap_err().to_string();
    assert!(refused.contains("page 2 is not exported") && refused.contains("take a face that has it"), "{refused}");
    assert!(!dir.path().join("out").exists());
    assert_eq!(export(&mut session, Format::Text, calm).unwrap().files.len(), 2);
}

#[test]
fn remedies_wait_until_the_gesture_is_over_or_the_hand_rests() {
    let dir = tempfile::tempdir().unwrap();
    let mut session = session(&dir.path().join("e"));
    let (story, block) = (StoryId::numbered('s', 90), BlockId::numbered('a', 90));
    let copy = Story { body: vec![Paragraph::plain("字".repeat(900))], ..Story::default() };
    let kind = BlockKind::Article(Article {
        story: story.clone(),
        head: HeadSetting::default(),
        legs: Legs::default(),
        pictures: Vec::new(),
        boxed: None,
        next: None,
    });
    let place = |lines| Place::Columns { column: 0, columns: 2, line: 40, lines };
    let put = Block { id: block.clone(), place: place(20), locked: false, kind };
    let commands = vec![
        Command::AddStory { id: story, story: Box::new(copy) },
        Command::AddBlock { page: 1, block: Box::new(put), at: None },
    ];
    session.apply("", Command::Batch { label: String::new(), commands }).unwrap();
    let remedies = |session: &Session| {
        let pages = session.composition.pages();
        let misfit = pages[0].findings.iter().find(|f| f.rule == "CPY-01").unwrap();
        misfit.remedies.len()
    };
    session.composed();
    assert!(remedies(&session) > 0 && !session.owes_remedies());
    let gesture = session.begin("拖动");
    for lines in [21, 22] {
        session.renew(gesture, Command::MoveBlock { block: block.clone(), place: place(lines), page: None }).unwrap();
        session.composed();
        assert!(remedies(&session) == 0 && session.owes_remedies());
    }
    session.try_remedies();
    assert!(remedies(&session) > 0 && !session.owes_remedies());
    session.renew(gesture, Command::MoveBlock { block, place: place(23), page: None }).unwrap();
    session.composed();
    session.commit(gesture);
    session.composed();
    assert!(remedies(&session) > 0);
}
