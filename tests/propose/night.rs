//! The command line at the desk: an article is made to fit, a page is proposed and made up, what cannot be done is relieved.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::desk::folder;

fn run(arguments: &[&str]) -> (u8, String, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let all = ["banxin"].iter().chain(arguments).map(OsString::from);
    let status = banxin::cli::run(all, &mut out, &mut err, &mut |_: Option<&Path>| Err(String::new()));
    (status, String::from_utf8(out).unwrap(), String::from_utf8(err).unwrap())
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&run(arguments).1).unwrap()
}

/// A copy of the sample that may be spoilt.
fn copy() -> (tempfile::TempDir, String) {
    let dir = tempfile::tempdir().unwrap();
    let to = dir.path().join("edition");
    for part in ["", "pages", "stories", "photos"] {
        fs::create_dir_all(to.join(part)).unwrap();
        for file in fs::read_dir(folder("samples/heze").join(part)).unwrap() {
            let file = file.unwrap();
            if file.file_type().unwrap().is_file() {
                fs::copy(file.path(), to.join(part).join(file.file_name())).unwrap();
            }
        }
    }
    let path = to.to_str().unwrap().to_owned();
    (dir, path)
}

fn apply(dir: &Path, edition: &str, commands: &Value) {
    let file = dir.join("commands.json");
    fs::write(&file, commands.to_string()).unwrap();
    let (status, out, err) = run(&["apply", edition, file.to_str().unwrap()]);
    assert_eq!(status, 0, "{out}{err}");
}

/// The finding of an article that does not fit.
fn misfit(edition: &str, block: &str) -> Option<Value> {
    let report = json(&["check", edition, "--json"]);
    let found = report["pages"][0]["findings"].as_array().unwrap().clone();
    let rules = ["CPY-01", "CPY-02"];
    found.into_iter().find(|f| f["where"]["block"] == block && rules.contains(&f["rule"].as_str().unwrap()))
}

#[test]
fn check_names_what_makes_an_article_full_and_apply_carries_it_out() {
    let (dir, edition) = copy();
    let place = serde_json::json!({"columns": {"column": 6, "columns": 2, "line": 99, "lines": 19}});
    apply(dir.path(), &edition, &serde_json::json!([{"do": "move-block", "block": "anquan", "place": place}]));
    let finding = misfit(&edition, "anquan").expect("two lines less are two lines over");
    let first = &finding["copyfit"][0];
    assert_eq!(first["short"], 0, "{finding:#}");
    apply(dir.path(), &edition, &serde_json::json!([first["command"]]));
    assert_eq!(misfit(&edition, "anquan"), None, "{}", first["said"]["zh"]);
    let text = run(&["check", &edition]).1;
    assert!(!text.contains("block anquan story s4: 溢出"), "{text}");
}

#[test]
fn a_story_is_fitted_into_a_hole() {
    let (dir, edition) = copy();
    apply(dir.path(), &edition, &serde_json::json!([{"do": "remove-block", "block": "anquan"}]));
    let hole = ["propose", &edition, "--page", "3", "--stories", "s4", "--into", "6,2,99,21"];
    let (status, _, err) = run(&[hole.as_slice(), &["--apply", "1"]].concat());
    assert_eq!(status, 0, "{err}");
    let report = json(&["check", &edition, "--json"]);
    assert_eq!(report["errors"], 0);
    let (status, _, err) = run(&["propose", &edition, "--page", "3", "--stories", "s4", "--into", "6,2"]);
    assert!(status != 0 && err.contains("6,2,99,21"), "{err}");
}

#[test]
fn a_page_that_cannot_be_made_up_is_relieved() {
    let (_dir, edition) = copy();
    // Two short stories are too little for a whole page, and two more are free.
    let ask = [
        "propose",
        &edition,
        "--page",
        "3",
        "--pages",
        "60",
        "--count",
        "1",
        "--stories",
        "s4,s7",
        "--without",
        "s1,s2,s3,s5,s6,s8",
    ];
    let report = json(&[ask.as_slice(), &["--json"]].concat());
    assert!(report["proposals"].as_array().unwrap().is_empty());
    let reliefs = report["trouble"]["reliefs"].as_array().unwrap();
    let harm: Vec<u64> = reliefs.iter().map(|r| r["harm"].as_u64().unwrap()).collect();
    assert!(harm.is_sorted());
    assert!(reliefs.iter().all(|r| !r["commands"].as_array().unwrap().is_empty()));
    let (status, _, err) = run(&[ask.as_slice(), &["--relief", "99"]].concat());
    assert!(status != 0 && err.contains("there is no relief 99"), "{err}");
    if !reliefs.is_empty() {
        let (status, _, err) = run(&[ask.as_slice(), &["--relief", "1"]].concat());
        assert_eq!(status, 0, "{err}");
        assert_eq!(json(&["check", &edition, "--json"])["errors"], 0);
    }
}
