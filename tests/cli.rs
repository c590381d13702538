//! The command line as a script meets it: words, exit status, files and JSON.

#![expect(clippy::unwrap_used, reason = "a test that fails by unwrap fails where it should")]

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

struct Ran {
    status: u8,
    out: String,
    err: String,
}

fn run(arguments: &[&str]) -> Ran {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let all = ["banxin"].iter().chain(arguments).map(OsString::from);
    let mut window = |edition: Option<&Path>| Err(format!("window on {edition:?}"));
    let status = banxin::cli::run(all, &mut out, &mut err, &mut window);
    Ran { status, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
}

fn done(arguments: &[&str]) -> String {
    let ran = run(arguments);
    assert_eq!(ran.status, 0, "{arguments:?}: {}", ran.err);
    ran.out
}

/// A failure with exit status 2, nothing on stdout and the reason on stderr.
fn failed(arguments: &[&str]) -> String {
    let ran = run(arguments);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{arguments:?}: {}", ran.err);
    ran.err
}

struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    fn new(options: &[&str]) -> Self {
        let desk = Self { dir: tempfile::tempdir().unwrap() };
        let edition = desk.path("edition");
        done(&[&["new", &edition, "--paper", "曹州新报", "--date", "2026-11-24"], options].concat());
        desk
    }

    fn path(&self, name: &str) -> String {
        self.dir.path().join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        fs::write(self.dir.path().join(name), text).unwrap();
        self.path(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.dir.path().join(name)).unwrap()
    }
}

const COPY: &str = "---\nheadline: 全链条服务\n---\n\n本报讯(记者 某)近日,某县办结了3166件事。\n\n## 小标题\n\n正文…\n";

#[test]
fn help_version_and_wrong_words() {
    let help = done(&["--help"]);
    assert!(["new", "import", "check", "export", "apply", "EDITION"].iter().all(|w| help.contains(w)), "{help}");
    assert_eq!(done(&["--version"]), format!("banxin {}\n", env!("CARGO_PKG_VERSION")));
    for wrong in
        [&["exprot"][..], &["export"], &["check", "x", "--what"], &["new", "x", "--preset", "a4"], &["import", "x"]]
    {
        let said = failed(wrong);
        assert!(said.starts_with("error: ") && said.contains("--help"), "{said}");
    }
}

#[test]
fn without_a_subcommand_the_window_opens() {
    assert_eq!(failed(&[]), "error: window on None\n");
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().to_str().unwrap();
    assert_eq!(failed(&[path]), format!("error: window on Some({path:?})\n"));
}

#[test]
fn the_binary_gives_its_status_to_the_shell() {
    let banxin = |arguments: &[&str]| Command::new(env!("CARGO_BIN_EXE_banxin")).args(arguments).output().unwrap();
    assert_eq!(banxin(&["--version"]).status.code(), Some(0));
    let nothing = banxin(&["check", "/nowhere/at/all"]);
    assert_eq!(nothing.status.code(), Some(2));
    assert!(nothing.stdout.is_empty());
    assert!(String::from_utf8(nothing.stderr).unwrap().contains("`banxin new`"));
}

#[test]
fn a_new_edition_has_its_pages_and_overwrites_nothing() {
    let desk = Desk::new(&["--preset", "tabloid", "--pages", "3"]);
    let page: Value = serde_json::from_str(&desk.read("edition/pages/p03.json")).unwrap();
    assert_eq!(page["setup"]["size"]["width"], "270mm");
    assert!(failed(&["new", &desk.path("edition")]).contains("not empty"));
    assert!(failed(&["new", &desk.path("x"), "--date", "2026-02-30"]).contains("YYYY-MM-DD"));
    assert!(!Path::new(&desk.path("x")).exists());
    done(&["new", &desk.path("晚报")]);
    assert!(desk.read("晚报/edition.json").contains("\"paper\": \"晚报\""));
}

#[test]
fn import_reports_places_and_saves() {
    let desk = Desk::new(&[]);
    let edition = desk.path("edition");
    let copy = desk.write("稿.md", COPY);
    let report: Value = serde_json::from_str(&done(&["import", &edition, &copy, "--page", "1", "--json"])).unwrap();
    assert_eq!(report["schema"], 1);
    assert_eq!(report["files"][0]["stories"][0], serde_json::json!({"id": "s1", "block": "a1"}));
    assert_eq!(report["files"][0]["report"]["stories"][0]["headline"], "全链条服务");
    let story = desk.read("edition/stories/s1.md");
    assert!(story.contains("[本报讯（记者 某）]{dateline}近日，") && story.contains("\n## 小标题\n"), "{story}");
    assert!(desk.read("edition/pages/p01.json").contains("\"story\": \"s1\""));

    let plain = done(&["import", &edition, &copy, "--without", "commas"]);
    assert!(plain.contains("s2  全链条服务") && !plain.contains("× commas"), "{plain}");
    assert!(desk.read("edition/stories/s2.md").contains("近日,"));
}

#[test]
fn a_refused_import_changes_nothing() {
    let desk = Desk::new(&[]);
    let edition = desk.path("edition");
    let before = desk.read("edition/edition.json");
    let good = desk.write("good.txt", COPY);
    for (bad, says) in [
        (desk.write("empty.txt", ""), "empty"),
        (desk.write("doc.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "not plain text"),
        (desk.write("cut.jpg", b"\xff\xd8\xff\xe0"), "picture"),
        (desk.path("none.txt"), "check the path and its permissions: "),
    ] {
        let said = failed(&["import", &edition, &good, &bad]);
        assert!(said.contains(says) && said.lines().count() == 1 && said.matches("os error").count() < 2, "{said}");
    }
    assert!(failed(&["import", &edition, &good, "--page", "4"]).contains("there is no page 4: the edition has 1"));
    assert!(failed(&["import", &edition, &good, "--without", "x"]).contains("choose from"));
    assert_eq!(desk.read("edition/edition.json"), before);
    assert!(fs::read_dir(desk.path("edition/photos")).unwrap().next().is_none());
}

#[test]
fn pictures_are_copied_measured_and_never_overwritten() {
    let desk = Desk::new(&[]);
    let edition = desk.path("edition");
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(30, 20).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let picture = desk.write("现场.png", png.get_ref());
    assert_eq!(done(&["import", &edition, &picture]), "p1  现场.png  30 × 20\n");
    assert_eq!(&fs::read(desk.path("edition/photos/现场.png")).unwrap(), png.get_ref());
    png.get_mut().extend(b"other");
    desk.write("现场.png", png.get_ref());
    assert!(failed(&["import", &edition, &picture]).contains("rename the new one"));
    fs::remove_file(desk.path("edition/photos/现场.png")).unwrap();
    assert!(failed(&["check", &edition]).contains("put the file there"));
}

#[test]
fn commands_are_carried_out_all_or_none() {
    let desk = Desk::new(&[]);
    let edition = desk.path("edition");
    let one = desk.write("one.json", r#"{"do": "set-page-section", "page": 1, "section": "要闻"}"#);
    let said = done(&["apply", &edition, &one]);
    assert_eq!(said, "1 command carried out\nwritten pages/p01.json\n");
    let two = r#"[{"do": "set-paper", "paper": "X"}, {"do": "remove-block", "block": "none"}]"#;
    let said = failed(&["apply", &edition, &desk.write("two.json", two)]);
    assert!(said.contains("command 2 (remove-block): there is no block none"), "{said}");
    assert!(!desk.read("edition/edition.json").contains("\"paper\": \"X\""));
    for (bad, says) in [("{", "line 1"), (r#"{"do": "fly"}"#, "unknown variant `fly`"), ("[] x", "trailing")] {
        let said = failed(&["apply", &edition, &desk.write("bad.json", bad)]);
        assert!(said.contains(says) && said.contains("docs/commands.md"), "{said}");
    }
}

#[test]
fn check_says_what_it_found_in_its_status() {
    let desk = Desk::new(&["--pages", "2"]);
    let edition = desk.path("edition");
    let found = |arguments: &[&str]| {
        let ran = run(arguments);
        assert_eq!(ran.status, 1, "{}", ran.err);
        ran.out
    };
    let report: Value = serde_json::from_str(&found(&["check", &edition, "--json"])).unwrap();
    assert_eq!((&report["schema"], &report["paper"]), (&1.into(), &"曹州新报".into()));
    assert_eq!(report["profile"]["name"], "cn-coldset");
    assert_eq!(report["pages"].as_array().unwrap().len(), 2);
    let report: Value = serde_json::from_str(&found(&["check", &edition, "--page", "2", "--json"])).unwrap();
    assert_eq!((&report["pages"][0]["page"], &report["errors"]), (&2.into(), &1.into()));
    let empty = &report["pages"][0]["findings"][0];
    assert_eq!((&empty["rule"], &empty["severity"]), (&"DOC-14".into(), &"error".into()));
    assert_eq!((&empty["sentence"], &empty["sentence_en"]), (&"版上没有内容".into(), &"The page is empty".into()));
    let said = found(&["check", &edition, "--page", "2", "--lang", "en"]);
    assert!(said.contains("error DOC-14 page 2: The page is empty\n    → place a story"), "{said}");
    // A house that judges for itself has warnings.
    assert_eq!(run(&["check", &edition, "--page", "2", "--profile", "house"]).status, 0);
    assert!(failed(&["check", &edition, "--profile", "none"]).contains("cn-coldset, wan-ifra-220"));
    assert!(failed(&["check", &edition, "--page", "3"]).contains("the edition has 1, 2"));
}

#[test]
fn an_error_keeps_a_page_from_the_press_unless_forced() {
    let desk = Desk::new(&["--pages", "2"]);
    let edition = desk.path("edition");
    let said = run(&["export", &edition, "--page", "2"]);
    assert_eq!((said.status, said.out.as_str()), (2, ""));
    assert!(said.err.contains("page 2 is not exported, a finding stops it: DOC-14"), "{}", said.err);
    assert!(!Path::new(&desk.path("edition/out")).exists());
    let forced = run(&["export", &edition, "--page", "2", "--force", "--lang", "en"]);
    assert_eq!(forced.status, 0, "{}", forced.err);
    assert!(forced.err.contains("forced: error DOC-14 page 2"), "{}", forced.err);
    done(&["export", &edition, "--page", "2", "--profile", "house"]);
}

#[test]
fn a_profile_of_one_s_own_is_chosen_by_name_and_hash() {
    let desk = Desk::new(&[]);
    let edition = desk.path("edition");
    assert!(done(&["profile", "snap"]).contains("\"base\": \"cn-coldset\""));
    assert!(failed(&["profile", "x"]).contains("choose cn-coldset"));
    desk.write(
        "edition/ours.json",
        r#"{"name": "ours", "base": "house", "rules": {"DOC-14": "off", "LEG-09": "off"}}"#,
    );
    let said = run(&["check", &edition, "--profile", "ours.json"]);
    assert!(said.out.ends_with("0 errors, 2 warnings, 0 notes (ours)\n"), "{}", said.out);
    let hash = done(&["profile", "house", "--hash"]);
    let choose = format!(r#"{{"do": "set-preflight", "profile": {{"name": "ours.json", "hash": "{}"}}}}"#, hash.trim());
    done(&["apply", &edition, &desk.write("c.json", choose)]);
    let said = run(&["check", &edition]);
    assert!(said.err.contains("has changed since the edition chose it"), "{}", said.err);
    let json: Value = serde_json::from_str(&done(&["check", &edition, "--json"])).unwrap();
    assert_eq!((&json["profile"]["name"], &json["profile"]["changed"]), (&"ours".into(), &true.into()));
}

#[test]
fn the_report_is_one_page_with_pictures_and_places() {
    let desk = Desk::new(&[]);
    let edition = desk.path("edition");
    let copy = desk.write("稿.md", COPY);
    done(&["import", &edition, &copy, "--page", "1"]);
    let page = desk.path("report.html");
    run(&["check", &edition, "--html", &page]);
    let html = desk.read("report.html");
    assert!(html.starts_with("<!DOCTYPE html>") && html.contains("data:image/png;base64,iVBOR"));
    assert!(html.contains("class=\"place error\"") && html.contains("<code>LEG-01</code>"), "{html}");
    let first = html.clone();
    run(&["check", &edition, "--html", &page]);
    assert_eq!(desk.read("report.html"), first);
}

#[test]
fn the_job_beside_the_files_says_what_was_sent_and_a_change_raises_the_version() {
    let desk = Desk::new(&["--pages", "2"]);
    let edition = desk.path("edition");
    let template = r#"{"do": "set-output", "output": {"file_name": "ABC_{ymd}_{page:03}_{colour}{version}"}}"#;
    done(&["apply", &edition, &desk.write("t.json", template)]);
    let export = |more: &[&str]| done(&[&["export", &edition, "--force"], more].concat());
    let job = || -> Value { serde_json::from_str(&desk.read("edition/out/job.json")).unwrap() };
    let listed = export(&[]);
    assert!(listed.contains("ABC_20261124_001_MA.pdf") && listed.contains("ABC_20261124_002_MA.pdf"), "{listed}");
    let first = desk.read("edition/out/job.json");
    let pages = job()["pages"].as_array().unwrap().clone();
    assert_eq!((&pages[1]["version"], &pages[1]["plates"]), (&"A".into(), &"K".into()));
    assert!(pages[1]["forced"].as_array().unwrap().contains(&"DOC-14".into()));
    let file = fs::read(desk.path("edition/out/ABC_20261124_002_MA.pdf")).unwrap();
    assert_eq!(pages[1]["bytes"], file.len());
    export(&[]);
    assert_eq!(desk.read("edition/out/job.json"), first, "the same export gives the same bytes");
    let change = r#"{"do": "set-page-section", "page": 2, "section": "县区"}"#;
    done(&["apply", &edition, &desk.write("c.json", change)]);
    assert!(export(&["--page", "2"]).contains("ABC_20261124_002_MB.pdf"));
    assert_eq!((&job()["pages"][0]["version"], &job()["pages"][1]["version"]), (&"A".into(), &"B".into()));
    let change = r#"{"do": "set-page-section", "page": 2, "section": "要闻"}"#;
    done(&["apply", &edition, &desk.write("c.json", change)]);
    let strict = r#"{"name": "s", "base": "house", "limits": {"file_name": "{page}"}, "rules": {"DOC-14": "off"}}"#;
    desk.write("edition/strict.json", strict);
    let said = run(&["export", &edition, "--page", "2", "--profile", "strict.json"]);
    assert!(said.status == 2 && said.err.contains("NAM-01"), "{}", said.err);
    let said = run(&["export", &edition, "--page", "2", "--profile", "house", "--version-letter", "B"]);
    assert!(said.status == 2 && said.err.contains("NAM-02"), "{}", said.err);
}

/// What the profile wants round the page is printed there, and read back by somebody else's reader.
#[test]
fn the_profile_asks_for_marks_and_the_slug_line_says_the_version() {
    let desk = Desk::new(&[]);
    let edition = desk.path("edition");
    let profile = r#"{"name": "m", "base": "house", "limits": {"marks": true, "slug": true}}"#;
    desk.write("edition/m.json", profile);
    let export = |more: &[&str]| {
        let listed = done(&[&["export", &edition, "--force", "--profile", "m.json"], more].concat());
        let document = lopdf::Document::load(listed.trim_end()).unwrap();
        let page = document.get_dictionary(document.get_pages()[&1]).unwrap();
        let side = |name: &[u8]| -> Vec<f32> {
            page.get(name).unwrap().as_array().unwrap().iter().map(|v| v.as_float().unwrap()).collect()
        };
        assert_eq!(side(b"TrimBox"), side(b"BleedBox"));
        (side(b"MediaBox"), side(b"TrimBox"), document.extract_text(&[1]).unwrap())
    };
    for level in ["x1a", "x4"] {
        let (paper, trim, said) = export(&["--standard", level, "--out", &desk.path(level)]);
        let margin = 12.0 / 25.4 * 72.0;
        for (side, far) in [(0, 2), (1, 3)] {
            assert!((trim[side] - margin).abs() < 0.01 && (paper[far] - trim[far] - margin).abs() < 0.01, "{trim:?}");
        }
        let standard = if level == "x4" { "PDF/X-4" } else { "PDF/X-1a:2003" };
        for word in ["曹州新报", "2026-11-24", "第01版", "版本 A", standard, "黑 K"] {
            assert!(said.contains(word), "no {word} in {said}");
        }
        assert!(!said.contains("青 C"), "an empty page has the black plate alone: {said}");
    }
    let out = desk.path("out");
    let first = export(&["--out", &out]);
    let job = desk.read("out/job.json");
    assert_eq!(export(&["--out", &out]), first, "the same content keeps its version");
    assert_eq!(desk.read("out/job.json"), job);
    let change = r#"{"do": "set-page-section", "page": 1, "section": "县区"}"#;
    done(&["apply", &edition, &desk.write("c.json", change)]);
    assert!(export(&["--out", &out]).2.contains("版本 B"));
    let job: Value = serde_json::from_str(&desk.read("out/job.json")).unwrap();
    assert_eq!(job["pages"][0]["version"], "B");
    let bare = done(&["export", &edition, "--force", "--profile", "house", "--out", &desk.path("bare")]);
    let document = lopdf::Document::load(bare.trim_end()).unwrap();
    let page = document.get_dictionary(document.get_pages()[&1]).unwrap();
    assert_eq!(page.get(b"MediaBox").unwrap(), page.get(b"TrimBox").unwrap());
}

/// What only the written file tells, nobody hears before it is written: it is said then, though it stops nothing.
#[test]
fn what_is_found_in_a_written_file_is_said_and_noted() {
    let desk = Desk::new(&[]);
    let edition = desk.path("edition");
    let template = r#"{"do": "set-output", "output": {"file_name": "ABC_{page:03}_P1a"}}"#;
    done(&["apply", &edition, &desk.write("t.json", template)]);
    let said = run(&["export", &edition, "--force"]);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(
        said.err.contains("warning NAM-03 page 1: 文件名的彩色黑白标记不实\n    → 在文件名模板里用"),
        "{}",
        said.err
    );
    let job: Value = serde_json::from_str(&desk.read("edition/out/job.json")).unwrap();
    assert_eq!(job["pages"][0]["noted"], serde_json::json!(["NAM-03"]));
    assert!(!job["pages"][0]["forced"].as_array().unwrap().contains(&"NAM-03".into()));
}

#[test]
fn exports_are_named_by_the_template_and_the_same_every_time() {
    let desk = Desk::new(&["--pages", "2"]);
    let edition = desk.path("edition");
    let listed = done(&["export", &edition, "--force"]);
    let names: Vec<&str> = listed.lines().map(|l| Path::new(l).file_name().unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["曹州新报_2026-11-24_01.pdf", "曹州新报_2026-11-24_02.pdf"]);
    assert!(listed.lines().all(|l| l.contains("/edition/out/")));
    let first: Vec<Vec<u8>> = listed.lines().map(|l| fs::read(l).unwrap()).collect();
    let out = desk.path("out");
    let again = done(&["export", &edition, "--force", "--out", &out]);
    assert_eq!(again.lines().map(|l| fs::read(l).unwrap()).collect::<Vec<_>>(), first);
    for (to, begins) in [("png", &b"\x89PNG"[..]), ("text", b"page 2"), ("json", b"{")] {
        let listed = done(&["export", &edition, "--to", to, "--page", "2", "--ppi", "20", "--out", &out]);
        assert!(fs::read(listed.trim_end()).unwrap().starts_with(begins), "{to}");
    }
    let x4 = done(&["export", &edition, "--force", "--standard", "x4", "--page", "1", "--out", &out]);
    assert!(fs::read(x4.trim_end()).unwrap().starts_with(b"%PDF-1.6"));
    assert!(failed(&["export", &edition, "--to", "png", "--ppi", "5", "--out", &out]).contains("18 to 600"));
}

#[test]
fn pages_that_would_share_a_name_are_refused() {
    let desk = Desk::new(&["--pages", "2"]);
    let edition = desk.path("edition");
    let template = r#"{"do": "set-output", "output": {"file_name": "{date}"}}"#;
    done(&["apply", &edition, &desk.write("t.json", template)]);
    assert!(failed_after_progress(&["export", &edition, "--force"]).contains("put {page:02} into the template"));
    assert!(!Path::new(&desk.path("edition/out")).exists());
    done(&["export", &edition, "--force", "--page", "1"]);
}

fn failed_after_progress(arguments: &[&str]) -> String {
    failed(arguments).lines().last().unwrap().to_owned()
}
