//! Commands from outside: what they change, what they leave shared, what they refuse, and that undo is always right.

#![expect(clippy::unwrap_used, reason = "a test that fails by unwrap fails where it should")]

use std::collections::BTreeMap;
use std::sync::Arc;

use banxin::edit::{COMMANDS, Command, History, Refusal, apply};
use banxin::id::{BlockId, StoryId};
use banxin::model::{
    Article, Block, BlockKind, Edition, HeadSetting, Legs, Page, PageSetup, Paragraph, Place, Preset, Span, SpanKind,
    Story, TextFrame, check, default_house,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn block(id: &str, line: u16, kind: BlockKind) -> Arc<Block> {
    let place = Place::Columns { column: 0, columns: 3, line, lines: 20 };
    Arc::new(Block { id: BlockId::new(id).unwrap(), place, locked: false, kind })
}

/// Two pages: a1 runs on into t1, t1 into t2 on page 2; a2 shows s2; s3 is not placed.
fn edition() -> Edition {
    let article = |story: usize, next: Option<&str>| {
        BlockKind::Article(Article {
            story: StoryId::numbered('s', story),
            head: HeadSetting::default(),
            legs: Legs::default(),
            pictures: Vec::new(),
            boxed: None,
            next: next.map(|n| BlockId::new(n).unwrap()),
        })
    };
    let frame = |next: Option<&str>| {
        let next = next.map(|n| BlockId::new(n).unwrap());
        BlockKind::TextFrame(TextFrame { story: None, vertical: false, legs: Legs::default(), boxed: None, next })
    };
    let setup = PageSetup::preset(Preset::Broadsheet);
    let page = |number, blocks| Arc::new(Page { number, section: String::new(), mono: false, setup, blocks });
    let dateline = Span { text: "本报讯".into(), kind: SpanKind::Dateline };
    let plain = Span { text: "正文文字。".into(), kind: SpanKind::Plain };
    let body = vec![Paragraph { spans: vec![dateline, plain], ..Paragraph::default() }];
    let story = |n| (StoryId::numbered('s', n), Arc::new(Story { body: body.clone(), ..Story::default() }));
    Edition {
        paper: "曹州新报".into(),
        date: "2026-11-24".into(),
        issue_number: None,
        house: Arc::new(default_house(Preset::Broadsheet.body_size())),
        pages: vec![
            page(1, vec![block("a1", 0, article(1, Some("t1"))), block("t1", 30, frame(Some("t2")))]),
            page(2, vec![block("t2", 0, frame(None)), block("a2", 30, article(2, None))]),
        ],
        stories: BTreeMap::from([story(1), story(2), story(3)]),
        pictures: BTreeMap::new(),
    }
}

fn command(value: Value) -> Command {
    serde_json::from_value(value).unwrap()
}

fn done(value: Value) -> Edition {
    apply(&edition(), command(value)).unwrap()
}

fn refused(value: Value) -> Refusal {
    apply(&edition(), command(value)).unwrap_err()
}

#[test]
fn what_a_command_does_not_touch_stays_the_same_pointer() {
    let before = edition();
    let after = apply(&before, command(json!({"do": "set-kicker", "story": "s1", "text": "引题"}))).unwrap();
    assert!(!Arc::ptr_eq(&before.stories["s1"], &after.stories["s1"]));
    assert!(Arc::ptr_eq(&before.stories["s2"], &after.stories["s2"]));
    assert!(before.pages.iter().zip(&after.pages).all(|(a, b)| Arc::ptr_eq(a, b)));
    assert!(Arc::ptr_eq(&before.house, &after.house));

    let place = json!({"columns": {"column": 4, "columns": 3, "line": 0, "lines": 20}});
    let moved = apply(&before, command(json!({"do": "move-block", "block": "a1", "place": place}))).unwrap();
    assert!(!Arc::ptr_eq(&before.pages[0], &moved.pages[0]));
    assert!(Arc::ptr_eq(&before.pages[1], &moved.pages[1]));
    assert!(Arc::ptr_eq(&before.pages[0].blocks[1], &moved.pages[0].blocks[1]));
    assert_eq!(before, edition());
}

#[test]
fn text_is_typed_into_the_setting_of_the_character_before_it() {
    let cases = [
        ((0, 0, "新"), "新本报讯|正文文字。"),
        ((3, 3, "（记者）"), "本报讯（记者）|正文文字。"),
        ((4, 4, "好"), "本报讯|正好文文字。"),
        ((2, 5, "X"), "本报X|文字。"),
        ((0, 3, ""), "正文文字。"),
        ((0, 8, ""), ""),
        ((8, 8, "\u{1f5de}"), "本报讯|正文文字。\u{1f5de}"),
    ];
    for ((from, to, text), shown) in cases {
        let edited = json!({"do": "edit-text", "story": "s1", "paragraph": 0, "from": from, "to": to, "text": text});
        let spans: Vec<String> = done(edited).stories["s1"].body[0].spans.iter().map(|s| s.text.clone()).collect();
        assert_eq!(spans.join("|"), shown, "{from}..{to} {text}");
    }
    let wrong = json!({"do": "edit-text", "story": "s1", "paragraph": 0, "from": 7, "to": 9, "text": ""});
    assert_eq!(refused(wrong), Refusal::NoCharacters { from: 7, to: 9, count: 8 });
}

#[test]
fn a_block_taken_out_of_a_thread_leaves_it_whole() {
    let after = done(json!({"do": "remove-block", "block": "t1"}));
    let BlockKind::Article(article) = &after.pages[0].blocks[0].kind else { panic!("a1 is an article") };
    assert_eq!(article.next, Some(BlockId::new("t2").unwrap()));
    assert!(after.stories.contains_key("s1"));
}

#[test]
fn a_block_moves_to_another_page_and_keeps_what_it_is() {
    let place = json!({"cells": {"char": 0, "width": 20, "line": 60, "lines": 10}});
    let after = done(json!({"do": "move-block", "block": "a1", "place": place, "page": 2}));
    assert_eq!(after.pages[0].blocks.len(), 1);
    let moved = after.pages[1].blocks.last().unwrap();
    assert_eq!((moved.id.as_str(), &moved.kind), ("a1", &edition().pages[0].blocks[0].kind));
}

#[test]
fn a_batch_is_all_or_none_and_only_its_end_must_be_sound() {
    let swap = json!([{"do": "remove-story", "id": "s2"}, {"do": "remove-block", "block": "a2"}]);
    let after = done(json!({"do": "batch", "label": "撤稿", "commands": swap}));
    assert!(!after.stories.contains_key("s2") && after.pages[1].blocks.len() == 1);
    let half = json!([{"do": "set-paper", "paper": "X"}, {"do": "remove-block", "block": "zz"}]);
    let why = refused(json!({"do": "batch", "commands": half})).to_string();
    assert_eq!(why, "command 2 (remove-block): there is no block zz: add it first, or name another");
}

#[test]
fn what_would_be_unsound_is_refused_with_a_remedy() {
    let off = json!({"columns": {"column": 6, "columns": 3, "line": 0, "lines": 20}});
    let cases = [
        (json!({"do": "remove-story", "id": "s1"}), "page 1, block a1: there is no story s1"),
        (json!({"do": "move-block", "block": "a1", "place": off}), "make it smaller"),
        (json!({"do": "set-thread", "block": "t2", "next": "a1"}), "thread comes back"),
        (json!({"do": "set-thread", "block": "a2", "next": "t1"}), "a frame takes one thread"),
        (json!({"do": "remove-page", "page": 2}), "runs on into t2, which does not exist"),
        (json!({"do": "set-date", "date": "2026-02-29"}), "YYYY-MM-DD"),
        (json!({"do": "set-ladder", "ladder": []}), "size ladder has 0 steps"),
        (json!({"do": "set-head", "block": "a1", "head": {"step": 40}}), "choose one of them"),
        (json!({"do": "set-head", "block": "t1", "head": {}}), "is no article"),
        (json!({"do": "renumber-page", "page": 1, "to": 2}), "there is a page 2 already"),
        (json!({"do": "add-story", "id": "s1", "story": {}}), "there is a story s1 already"),
        (json!({"do": "remove-paragraph", "story": "s1", "at": 1}), "has 1 paragraphs"),
        (json!({"do": "set-style", "name": "body"}), "`body` is missing"),
        (json!({"do": "set-style", "name": "nothing"}), "no style nothing"),
        (json!({"do": "set-output", "output": {"file_name": "../{page}"}}), "template of file names"),
    ];
    for (value, says) in cases {
        let said = refused(value.clone()).to_string();
        assert!(said.contains(says), "{value}: {said}");
    }
}

#[test]
fn history_goes_back_forth_and_anywhere() {
    let mut history = History::new("打开", edition());
    for name in ["甲", "乙", "丙"] {
        history.apply(format!("报名 {name}"), Command::SetPaper { paper: name.into() }).unwrap();
    }
    assert!(history.apply("x", Command::SetDate { date: "x".into() }).is_err());
    assert_eq!((history.entries().0.len(), history.current().paper.as_str()), (4, "丙"));
    assert!(history.undo() && history.undo());
    assert_eq!(history.current().paper, "甲");
    assert!(history.redo());
    assert_eq!(history.current().paper, "乙");
    assert!(history.jump(0) && !history.undo() && !history.jump(9));
    history.apply("丁", Command::SetPaper { paper: "丁".into() }).unwrap();
    assert_eq!(history.entries().0.len(), 2);
    assert!(!history.redo());
}

fn paper(name: &str) -> Command {
    Command::SetPaper { paper: name.into() }
}

#[test]
fn a_gesture_is_one_entry_however_many_commands_it_has() {
    let mut history = History::new("打开", edition());
    let typing = history.begin("键入");
    for (at, c) in ["新", "华", "社"].into_iter().enumerate() {
        let typed = json!({"do": "edit-text", "story": "s1", "paragraph": 0, "from": at, "to": at, "text": c});
        history.extend(typing, command(typed)).unwrap();
    }
    assert!(history.extend(typing, command(json!({"do": "remove-story", "id": "s1"}))).is_err());
    assert_eq!(history.entries().0.len(), 1);
    let step = history.commit(typing).unwrap();
    assert_eq!((step.label.as_str(), step.commands.len(), history.entries().0.len()), ("键入", 3, 2));
    assert!(history.current().stories["s1"].body[0].text().starts_with("新华社本报讯"));
    let again = Command::Batch { label: String::new(), commands: step.commands };
    assert!(apply(&edition(), again).unwrap().is_same(history.current()));
    assert!(history.undo() && !history.undo());
    assert_eq!(**history.current(), edition());
}

#[test]
fn a_gesture_taken_back_leaves_even_what_can_be_redone() {
    let mut history = History::new("打开", edition());
    history.apply("甲", paper("甲")).unwrap();
    history.undo();
    let drag = history.begin("移动");
    let to = |line| json!({"do": "move-block", "block": "a1", "place": {"columns": {"column": 0, "columns": 3, "line": line, "lines": 20}}});
    history.renew(drag, command(to(50))).unwrap();
    history.renew(drag, command(to(60))).unwrap();
    assert!(history.abort(drag));
    assert_eq!(**history.current(), edition());
    assert!(history.redo());
    assert_eq!(history.current().paper, "甲");
    // Back where it began: nothing has happened, and what was undone can still be redone.
    history.undo();
    let drag = history.begin("移动");
    history.renew(drag, command(to(50))).unwrap();
    history.renew(drag, command(to(0))).unwrap();
    assert_eq!(history.commit(drag), None);
    assert!(history.redo());
}

#[test]
fn whatever_comes_next_ends_the_gesture_in_hand() {
    let mut history = History::new("打开", edition());
    let typing = history.begin("键入");
    history.extend(typing, paper("乙")).unwrap();
    let next = history.begin("移动");
    assert_eq!(history.extend(typing, paper("丙")), Err(Refusal::GestureOver));
    assert_eq!((history.entries().0.len(), history.gesture()), (2, Some(next)));
    history.extend(next, paper("丁")).unwrap();
    assert!(history.undo());
    assert_eq!((history.current().paper.as_str(), history.entries().0.len()), ("乙", 3));
    let open = history.begin("键入");
    history.extend(open, paper("戊")).unwrap();
    history.apply("己", paper("己")).unwrap();
    let labels: Vec<&str> = history.entries().0.iter().map(|e| e.label.as_str()).collect();
    assert_eq!(labels, ["打开", "键入", "键入", "己"]);
}

#[test]
fn the_oldest_steps_go_when_memory_is_full_and_never_the_last() {
    let mut history = History::within(200_000, "打开", edition());
    let long = |n: usize| {
        let text = format!("{n}{}", "字".repeat(5_000));
        command(json!({"do": "set-paragraph", "story": "s1", "at": 0, "paragraph": {"spans": [{"text": text}]}}))
    };
    for n in 0..100 {
        history.apply(format!("{n}"), long(n)).unwrap();
        assert!(history.bytes() <= 200_000);
    }
    let (entries, at) = history.entries();
    assert!((8..16).contains(&entries.len()) && at == entries.len() - 1, "{}", entries.len());
    assert_eq!(entries.last().unwrap().label, "99");
    let mut small = History::within(0, "打开", edition());
    small.apply("1", long(1)).unwrap();
    small.apply("2", long(2)).unwrap();
    assert!(small.undo() && !small.undo());
    assert_eq!(small.entries().0[0].label, "1");
    let mut many = History::new("打开", edition());
    for n in 0..3_000 {
        many.apply("x", paper(&format!("报{n}"))).unwrap();
    }
    assert_eq!(many.entries().0.len(), 3_001);
}

/// Commands with names that exist and names that do not, numbers in and out of range.
fn any_command() -> impl Strategy<Value = Command> {
    let numbers = prop::sample::select(vec![0u32, 1, 2, 3, 7, 8, 119, 120, 400, 65_535]);
    let ids = prop::sample::select(vec!["a1", "a2", "t1", "t2", "zz", "s1", "s2", "s3", "p1"]);
    (prop::sample::select(COMMANDS.to_vec()), prop::collection::vec(numbers, 16), prop::collection::vec(ids, 6))
        .prop_map(|(info, numbers, ids)| {
            let mut value: Value = serde_json::from_str(info.example).unwrap();
            let (mut n, mut i) = (numbers.iter().cycle(), ids.iter().cycle());
            vary(&mut value, &mut n, &mut i);
            // What the variation made unreadable stays the example.
            serde_json::from_value(value).unwrap_or_else(|_| serde_json::from_str(info.example).unwrap())
        })
}

fn vary<'a>(
    value: &mut Value,
    numbers: &mut impl Iterator<Item = &'a u32>,
    ids: &mut impl Iterator<Item = &'a &'static str>,
) {
    match value {
        Value::Number(n) => *n = numbers.next().copied().unwrap_or(0).into(),
        Value::String(s) if s.len() == 2 && s.is_ascii() => *s = (*ids.next().unwrap_or(&"a1")).to_owned(),
        Value::Array(all) => all.iter_mut().for_each(|v| vary(v, numbers, ids)),
        Value::Object(all) => all.values_mut().for_each(|v| vary(v, numbers, ids)),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_command_panics_every_result_is_sound_and_undo_comes_home(
        commands in prop::collection::vec(any_command(), 1..25),
    ) {
        let mut history = History::new("start", edition());
        let mut steps = 0;
        for command in commands {
            let before = Arc::clone(history.current());
            match history.apply("step", command) {
                Ok(done) => {
                    steps += usize::from(done.is_some());
                    prop_assert_eq!(done.is_none(), before.is_same(history.current()));
                    prop_assert_eq!(check(history.current()), Ok(()));
                }
                Err(refusal) => {
                    prop_assert!(Arc::ptr_eq(&before, history.current()));
                    prop_assert!(!refusal.to_string().is_empty());
                }
            }
        }
        let last = Arc::clone(history.current());
        for _ in 0..steps { prop_assert!(history.undo()); }
        prop_assert!(!history.undo());
        prop_assert_eq!(&**history.current(), &edition());
        while history.redo() {}
        prop_assert!(Arc::ptr_eq(&last, history.current()));
    }
}
