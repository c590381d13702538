//! One night in the built program: a new edition, copy and a photograph, a page made by mouse, Chinese typed, a crash, and
//! the page goes to the press all the same.
//!
//! Needs the feature `inspection`, and Xvfb with software OpenGL; without these it says so and does nothing.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails by unwrap fails where it should")]
#![expect(clippy::print_stdout, reason = "what is skipped is said")]

mod driver;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use banxin::import::{Repairs, import};
use banxin::model::{BlockKind, Edition};
use banxin::project;
use driver::{Program, Screen, part};
use egui::{Key, Modifiers, Rect};

const SEED: &[u8] = include_bytes!("../import/heze.txt");

#[test]
fn from_copy_to_press_with_a_crash_in_between() {
    let Some(screen) = Screen::open() else {
        println!("SKIPPED: no Xvfb here, the window was not tried");
        return;
    };
    let dir = tempfile::tempdir().unwrap();
    let home = dir.path();
    fs::write(home.join("heze.txt"), SEED).unwrap();
    let photo = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/heze/photos/03-fig-bowl.jpg");
    fs::copy(photo, home.join("fig.jpg")).unwrap();

    let mut program = Program::start(&screen, home, &[]);
    let folder = new_edition(&mut program, home);
    bring_in(&mut program);
    place(&mut program);
    resize_undo_redo(&mut program);
    write(&mut program, "新区", 0.8);
    program.command(Key::S);
    let saved = wait_for(&folder, "新区");
    assert_eq!(counted(&saved), (3, 1), "three stories and a photograph stand on the page");
    program.picture("saved");

    write(&mut program, "未存", 0.65);
    let journal = folder.join(".journal");
    wait_until("the journal", || journal.is_file());
    program.kill();
    assert_eq!(project::open(&folder).unwrap().edition, saved, "what was not saved is not in the files");

    let mut program = Program::start(&screen, home, &[folder.to_str().unwrap()]);
    program.named("上次的工作还没有保存");
    program.picture("recover");
    program.click("接着做");
    program.gone("上次的工作还没有保存");
    program.command(Key::S);
    let recovered = wait_for(&folder, "未存");
    assert!(text(&recovered).contains("新区"));
    assert_eq!(counted(&recovered), (3, 1));
    wait_until("the end of the journal", || !journal.exists());

    export(&mut program);
    program.kill();
    check(&folder);
}

fn new_edition(program: &mut Program, home: &Path) -> PathBuf {
    program.picture("start");
    program.click("新建…");
    program.named("存到哪里");
    program.press("新建");
    program.named("版面画布");
    let folders = || fs::read_dir(home).unwrap().map(|e| e.unwrap().path());
    folders().find(|f| f.join("edition.json").is_file()).expect("the new edition lies where the program was started")
}

fn bring_in(program: &mut Program) {
    program.command(Key::I);
    program.click("heze.txt");
    program.click("fig.jpg");
    program.click("选择");
    program.find("what was recognised", |t| t.label.contains(&headlines()[0]));
    program.picture("import");
    program.press("导入");
    program.find("the stories", |t| t.label.starts_with("未上版"));
}

fn headlines() -> Vec<String> {
    let imported = import(SEED, "heze.txt", &Repairs::default()).unwrap();
    imported.stories.into_iter().map(|s| s.headline.text).collect()
}

/// The type area on the screen: as wide as the folio, from under it to the foot of the page.
fn type_area(program: &mut Program) -> Rect {
    let canvas = program.named("版面画布").rect;
    let folio = program.find("the folio", |t| t.label.starts_with("报眉")).rect;
    // The grid of a broadsheet is 1.4 times as high as it is wide.
    let foot = (folio.bottom() + folio.width() * 1.4).min(canvas.bottom());
    Rect::from_min_max(egui::pos2(folio.left(), folio.bottom()), egui::pos2(folio.right(), foot))
}

fn place(program: &mut Program) {
    let area = type_area(program);
    for (story, (x, y)) in headlines()[3..6].iter().zip([(0.2, 0.15), (0.7, 0.15), (0.2, 0.6)]) {
        let row = program.named(story).rect;
        program.drag(row.center(), part(area, x, y));
        program.find("the article", |t| t.label.starts_with("稿件 a") && t.label.ends_with(story.as_str()));
    }
    let row = program.named("fig.jpg").rect;
    program.drag(row.center(), part(area, 0.75, 0.7));
    program.find("the photograph", |t| t.label.starts_with("图片 p"));
    program.picture("placed");
}

fn article(program: &mut Program) -> Rect {
    program.find("the first article", |t| t.label.starts_with("稿件 a1")).rect
}

fn resize_undo_redo(program: &mut Program) {
    let before = article(program);
    // A click selects, and the handles come.
    program.click_at(part(before, 0.5, 0.8));
    let corner = before.right_bottom();
    program.drag(corner, corner - egui::vec2(before.width() * 0.3, before.height() * 0.2));
    let smaller = article(program);
    assert!(smaller.width() < before.width() - 5.0 && smaller.height() < before.height() - 5.0, "{before} {smaller}");
    program.command(Key::Z);
    assert_eq!(article(program), before);
    program.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(article(program), smaller);
    program.picture("resized");
}

/// Types a word into the text of the first article, so far down its height, by an input method.
fn write(program: &mut Program, word: &str, down: f32) {
    let area = article(program);
    // The double click takes a word; what is typed goes behind it.
    program.double_click_at(part(area, 0.3, down));
    program.key(Modifiers::NONE, Key::ArrowRight);
    program.type_by_input_method("pinyin", word);
    program.key(Modifiers::NONE, Key::Escape);
    program.key(Modifiers::NONE, Key::Escape);
}

fn export(program: &mut Program) {
    program.key(Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    program.find("the resolution", |t| t.label.starts_with("分辨率"));
    // A page made in a minute is none to be printed: errors are exported all the same, as the editor says.
    if let Some(force) = program.things().into_iter().find(|t| t.label == "有错也输出") {
        program.click_at(force.rect.center());
    }
    program.picture("export");
    program.press("输出");
    program.find("the exported files", |t| t.label.contains("个文件") && t.label.contains('4'));
    program.picture("exported");
}

fn text(edition: &Edition) -> String {
    edition.stories.values().flat_map(|s| &s.body).map(banxin::model::Paragraph::text).collect()
}

/// Articles with copy, and photographs, that stand on pages.
fn counted(edition: &Edition) -> (usize, usize) {
    let kinds = || edition.pages.iter().flat_map(|p| &p.blocks).map(|b| &b.kind);
    let articles = kinds().filter(|k| matches!(k, BlockKind::Article(_))).count();
    let in_articles = kinds().map(|k| if let BlockKind::Article(a) = k { a.pictures.len() } else { 0 });
    let alone = kinds().filter(|k| matches!(k, BlockKind::Picture(_))).count();
    (articles, alone + in_articles.sum::<usize>())
}

/// The edition on the disk, once it has this word in it.
fn wait_for(folder: &Path, word: &str) -> Edition {
    let mut found = None;
    wait_until(word, || {
        found = project::open(folder).ok().map(|p| p.edition).filter(|e| text(e).contains(word));
        found.is_some()
    });
    found.unwrap()
}

fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = std::time::Instant::now();
    while !holds() {
        assert!(begun.elapsed().as_secs() < 60, "{what} did not come");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

/// The exported files have passed the program's own check, or they would not be there; another checker looks at them where
/// there is one.
fn check(folder: &Path) {
    let files = fs::read_dir(folder.join("export")).unwrap().map(|e| e.unwrap().path());
    let pdfs: Vec<PathBuf> = files.filter(|f| f.extension().is_some_and(|e| e == "pdf")).collect();
    assert_eq!(pdfs.len(), 4);
    let Some(tools) = std::env::var_os("BANXIN_TOOLS") else {
        println!("SKIPPED: BANXIN_TOOLS names no folder of independent checkers");
        return;
    };
    let python = std::env::var_os("BANXIN_PYTHON").unwrap_or_else(|| "python3".into());
    for pdf in pdfs {
        let checker = Path::new(&tools).join("pdfx_check.py");
        let ran = Command::new(&python).arg(checker).arg(&pdf).args(["--level", "x1a"]).output().unwrap();
        assert!(ran.status.success(), "{}: {}", pdf.display(), String::from_utf8_lossy(&ran.stdout));
    }
}
