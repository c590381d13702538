//! Every page of these tests that can be exported, before and after its repair, and the sample, held against an independent
//! checker of PDF/X: `pdfx_check.py` of `BANXIN_TOOLS`, or else of `../shared/tools`, run by `BANXIN_PYTHON` or `python3`,
//! which needs pikepdf and fontTools. Where one of them is missing this says so and checks nothing.

use std::path::{Path, PathBuf};
use std::process::Command;

use banxin::display::Sheet;
use banxin::edit;
use banxin::export::pdf::{self, Kept, Level, PdfSettings};
use banxin::preflight::Profile;
use banxin::session::{ExportRequest, Session};

use super::desk::{Desk, Fault, library, stands};

/// Checks each file by its level, in one process, and prints what is wrong with which.
const BATCH: &str = "
import sys
sys.path.insert(0, sys.argv[1])
import pdfx_check
wrong = 0
for path in sys.argv[2:]:
    c = pdfx_check.Checker(path, 'x4' if 'x4' in path.rsplit('/', 1)[1] else 'x1a')
    c.check_file(); c.check_ident(); c.check_intent(); c.check_pages(); c.finish()
    for rule, message in c.v:
        print('%s: %s %s' % (path.rsplit('/', 1)[1], rule, message))
    print('%s: %d pages, %d violations' % (path.rsplit('/', 1)[1], len(c.pdf.pages), len(c.v)))
    wrong += len(c.v)
sys.exit(1 if wrong else 0)
";

/// The checker's folder and its interpreter.
fn checker() -> Option<(PathBuf, String)> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tools");
    let tools = std::env::var_os("BANXIN_TOOLS").map_or_else(beside, PathBuf::from);
    if !tools.join("pdfx_check.py").is_file() {
        eprintln!("SKIPPED: there is no pdfx_check.py in {} (set BANXIN_TOOLS): PDF/X is not checked", tools.display());
        return None;
    }
    let python = std::env::var("BANXIN_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let ready = Command::new(&python).args(["-c", "import pikepdf, fontTools"]).output();
    if !ready.is_ok_and(|r| r.status.success()) {
        eprintln!("SKIPPED: {python} has no pikepdf and fontTools (set BANXIN_PYTHON): PDF/X is not checked");
        return None;
    }
    Some((tools, python))
}

/// Pages of a kind, each with the rule it comes from.
type Pages = Vec<(&'static str, Sheet)>;

/// The pages that break each rule, and the same repaired.
fn pages(faults: &[&'static Fault]) -> (Pages, Pages) {
    let (mut broken, mut repaired) = (Pages::new(), Pages::new());
    for fault in faults {
        let mut desk = Desk::new();
        (fault.make)(&mut desk);
        broken.extend(desk.sheets().into_iter().map(|sheet| (fault.rule, sheet)));
        let found = desk.inspect().into_iter().find(|i| i.finding.rule == fault.rule && stands(i, &fault.at));
        if let Some(fix) = found.and_then(|i| i.fix) {
            desk.edition = edit::apply(&desk.edition, fix.command).unwrap();
            repaired.extend(desk.sheets().into_iter().map(|sheet| (fault.rule, sheet)));
        }
    }
    (broken, repaired)
}

/// Those pages in one file; the rules whose pages the exporter refuses, which are many characters no face has, and such.
fn written(pages: &Pages, level: Level, cache: &Path) -> (Vec<u8>, Vec<&'static str>) {
    let settings =
        PdfSettings { level, cache: Some(cache.to_owned()), ..PdfSettings::new("试 2026-05-20", "2026-05-20") };
    let mut kept = Kept::new();
    let mut can = |sheet: &Sheet| pdf::write_with(&[sheet], &settings, library(), &mut kept).is_ok();
    let (good, refused): (Vec<_>, Vec<_>) = pages.iter().partition(|(_, sheet)| can(sheet));
    let sheets: Vec<&Sheet> = good.iter().map(|(_, sheet)| sheet).collect();
    let bytes = pdf::write(&sheets, &settings, library()).unwrap();
    (bytes, refused.into_iter().map(|(rule, _)| *rule).collect())
}

/// The sample as it is delivered, and with everything round it that a profile can ask for.
fn sample(folder: &Path) -> Vec<PathBuf> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/heze");
    let mut session = Session::open(&sample).unwrap();
    let around = r#"{"name": "around", "base": "cn-coldset", "limits": {"marks": true, "slug": true}}"#;
    let mut files = Vec::new();
    for (what, profile) in [("bare", None), ("around", Some(Profile::read(around).unwrap()))] {
        for (name, standard) in [("x1a", banxin::model::Standard::X1a), ("x4", banxin::model::Standard::X4)] {
            let request =
                ExportRequest { standard: Some(standard), profile: profile.clone(), ..ExportRequest::default() };
            let exported = session.export(&request, &folder.join(format!("{what}-{name}")), &mut |_| {}).unwrap();
            let file = folder.join(format!("sample-{what}-{name}.pdf"));
            std::fs::rename(&exported.files[0], &file).unwrap();
            files.push(file);
        }
    }
    files
}

#[test]
fn every_page_is_pdf_x_broken_and_repaired() {
    let Some((tools, python)) = checker() else { return };
    let folder = tempfile::tempdir().unwrap();
    let (broken, repaired) = pages(&super::all());
    let mut files = sample(folder.path());
    for (name, level) in [("x1a", Level::X1a), ("x4", Level::X4)] {
        for (what, pages) in [("broken", &broken), ("repaired", &repaired)] {
            let (bytes, refused) = written(pages, level, &folder.path().join("cache"));
            let refused: std::collections::BTreeSet<_> = refused.into_iter().collect();
            println!("{what} {name}: refused {refused:?} of {} pages", pages.len());
            assert!(what == "broken" || refused.is_empty(), "a repair that cannot be exported: {refused:?}");
            let file = folder.path().join(format!("{what}-{name}.pdf"));
            std::fs::write(&file, bytes).unwrap();
            files.push(file);
        }
    }
    let ran = Command::new(python).args(["-c", BATCH]).arg(tools).args(&files).output().unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    println!("{said}");
    assert!(ran.status.success(), "{said}");
}
