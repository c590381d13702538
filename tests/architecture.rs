//! Holds the picture of `ARCHITECTURE.md` against the sources: who may import whom, who owns which crate and which
//! door to the outside world, and how long a file may be. The table on that page is the only copy of the rules.

#![expect(clippy::unwrap_used, reason = "a test that fails by unwrap fails where it should")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Longest file, in lines.
const LONGEST_FILE: usize = 650;

/// Parts of `std` that reach outside the process or differ from run to run: owned like a third-party crate.
const DOORS: [&str; 7] = ["std::env", "std::fs", "std::net", "std::os", "std::process", "std::thread", "std::time"];

#[test]
fn sources_keep_to_the_picture() {
    let rules = rules();
    let mut faults = Vec::new();
    for file in rust_files(&root().join("src")) {
        let shown = file.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
        faults.extend(faults_of(&shown, &std::fs::read_to_string(&file).unwrap(), &rules));
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_table_lists_the_modules_there_are() {
    let lib = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let present: BTreeSet<&str> =
        lib.lines().filter_map(|l| l.trim().strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let rules = rules();
    let listed: BTreeSet<&str> = rules.modules.keys().map(String::as_str).filter(|m| *m != "main").collect();
    assert!(
        present.is_subset(&listed),
        "modules of src/lib.rs {present:?} not all in ARCHITECTURE.md's table {listed:?}"
    );
}

#[test]
fn files_are_short_and_exceptions_have_reasons() {
    let mut faults = Vec::new();
    let folders = ["src", "tests", "benches"].map(|f| root().join(f));
    for file in folders.iter().flat_map(|f| rust_files(f)) {
        let source = std::fs::read_to_string(&file).unwrap();
        let lines = source.lines().count();
        if lines > LONGEST_FILE {
            faults.push(format!("{}: {lines} lines; split it at a noun: {LONGEST_FILE} is the most", file.display()));
        }
        faults.extend(
            unreasoned(&source).into_iter().map(|l| format!("{}:{l}: exception without reason", file.display())),
        );
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files = Vec::new();
    for path in entries.map(|e| e.unwrap().path()) {
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

// ---- the rules ---------------------------------------------------------------------------------------------------

/// What the table says.
#[derive(Debug, Default)]
struct Rules {
    modules: BTreeMap<String, Allowed>,
    /// Third-party crates as written in paths.
    crates: BTreeSet<String>,
}

/// What one module may name.
#[derive(Debug, Default, Clone)]
struct Allowed {
    modules: BTreeSet<String>,
    /// Crate or door → folder or file inside the module that owns it; empty for the whole module.
    owned: BTreeMap<String, String>,
}

fn rules() -> Rules {
    let page = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let rules = Rules { modules: table(&page), crates: dependencies(&manifest) };
    assert!(rules.modules.len() > 8 && rules.crates.contains("cosmic_text"), "the table or the manifest was not read");
    rules
}

/// Rows of the form ``| `a` `b` | sentence | `c` ground | `crate` (`file.rs`) |``.
fn table(page: &str) -> BTreeMap<String, Allowed> {
    let mut modules: BTreeMap<String, Allowed> = BTreeMap::new();
    let mut ground: BTreeSet<String> = BTreeSet::new();
    for row in page.lines().filter(|l| l.starts_with("| `")) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
        let [names, _, imports, owned] = cells[..] else { continue };
        let names: Vec<String> = code_words(names).iter().map(|n| n.trim_end_matches('/').to_owned()).collect();
        if ground.is_empty() {
            ground.extend(names.iter().cloned());
        }
        let mut allowed = Allowed::default();
        for import in code_words(imports) {
            if import == "ground" {
                allowed.modules.extend(ground.iter().cloned());
            } else {
                allowed.modules.insert(import);
            }
        }
        allowed.modules.extend(names.iter().cloned());
        allowed.owned = owned_words(owned);
        modules.extend(names.into_iter().map(|n| (n, allowed.clone())));
    }
    modules
}

fn code_words(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn owned_words(cell: &str) -> BTreeMap<String, String> {
    let parts: Vec<&str> = cell.split('`').collect();
    let mut owned = BTreeMap::new();
    let mut last = String::new();
    for (i, word) in parts.iter().enumerate().skip(1).step_by(2) {
        if parts[i - 1].trim_end().ends_with('(') {
            owned.insert(last.clone(), (*word).to_owned());
        } else {
            last = word.replace('-', "_");
            owned.insert(last.clone(), String::new());
        }
    }
    owned
}

fn dependencies(manifest: &str) -> BTreeSet<String> {
    let section = manifest.split("\n[dependencies]\n").nth(1).unwrap_or_default();
    let lines = section.lines().take_while(|l| !l.starts_with('['));
    lines.filter_map(|l| l.split_once('=')).map(|(name, _)| name.trim().replace('-', "_")).collect()
}

// ---- the check ---------------------------------------------------------------------------------------------------

fn faults_of(file: &str, source: &str, rules: &Rules) -> Vec<String> {
    let own = module_path(file);
    let Some(module) = own.first() else { return Vec::new() };
    let Some(allowed) = rules.modules.get(module) else {
        return vec![format!("{file}: module `{module}` is not in the table of ARCHITECTURE.md")];
    };
    let inside = file.trim_start_matches("src/").trim_start_matches(module.as_str()).trim_start_matches('/');
    let found = paths_of(source);
    let mut faults = Vec::new();
    for path in &found.paths {
        let at = |what: String| format!("{file}:{}: {what}", path.line);
        if let Some(target) = target_of(path, &own)
            && !allowed.modules.contains(&target)
        {
            faults.push(at(format!("`{module}` may not import `{target}`")));
        }
        let Some(thing) = outside_of(path, rules).filter(|t| !found.modules.contains(t)) else { continue };
        match allowed.owned.get(&thing) {
            _ if path.in_test => {}
            None => faults.push(at(format!("`{thing}` is not `{module}`'s to name"))),
            Some(place) if !inside.starts_with(place.as_str()) => {
                faults.push(at(format!("`{thing}` may only be named in {module}/{place}")));
            }
            Some(_) => {}
        }
    }
    faults.dedup();
    faults
}

/// `src/a/b.rs` → `[a, b]`; `lib.rs` is the root and has no rules of its own.
fn module_path(file: &str) -> Vec<String> {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    if path == "lib" { Vec::new() } else { path.split('/').map(str::to_owned).collect() }
}

/// The module of the crate a path leads to, if it leads to one.
fn target_of(path: &Found, own: &[String]) -> Option<String> {
    let mut at: Vec<String> = own.iter().chain(&path.inline).cloned().collect();
    let mut rest = path.segments.iter();
    match path.segments[0].as_str() {
        "crate" | "banxin" => at.clear(),
        "self" | "super" => {}
        _ => return None,
    }
    if path.segments[0] != "super" {
        rest.next();
    }
    let mut rest = rest.peekable();
    while rest.next_if(|s| *s == "super").is_some() {
        at.pop();
    }
    at.extend(rest.cloned());
    at.into_iter().next()
}

/// The crate or door of `std` a path names.
fn outside_of(path: &Found, rules: &Rules) -> Option<String> {
    let first = &path.segments[0];
    if rules.crates.contains(first) && (path.segments.len() > 1 || path.in_use) {
        return Some(first.clone());
    }
    let door = format!("{first}::{}", path.segments.get(1)?);
    DOORS.contains(&door.as_str()).then_some(door)
}

fn unreasoned(source: &str) -> Vec<usize> {
    let blank = without_text(source);
    let mut lines = Vec::new();
    for (at, _) in blank.match_indices("#[").chain(blank.match_indices("#![")) {
        let body = blank[at..].trim_start_matches(['#', '!', '[']);
        let exception = ["allow(", "expect("].iter().any(|e| body.starts_with(e));
        if exception && !body[..body.find(']').unwrap_or(body.len())].contains("reason =") {
            lines.push(blank[..at].matches('\n').count() + 1);
        }
    }
    lines
}

// ---- reading Rust, as far as needed ------------------------------------------------------------------------------

/// A path as written, such as `crate::geom::Length`.
#[derive(Debug)]
struct Found {
    segments: Vec<String>,
    line: usize,
    /// Modules of the file it stands in.
    inline: Vec<String>,
    in_test: bool,
    in_use: bool,
}

#[derive(Debug, Default)]
struct Reading {
    paths: Vec<Found>,
    /// Modules the file declares: they hide crates of the same name.
    modules: BTreeSet<String>,
}

type Token = (String, usize);

fn paths_of(source: &str) -> Reading {
    let tokens = tokens(&without_text(source));
    let word = |i: usize| tokens.get(i).map_or("", |t: &Token| t.0.as_str());
    let mut reading = Reading::default();
    let (mut open, mut depth, mut test_next): (Vec<(String, usize, bool)>, usize, bool) = (Vec::new(), 0, false);
    let mut i = 0;
    while i < tokens.len() {
        match word(i) {
            "{" => depth += 1,
            "}" => {
                depth = depth.saturating_sub(1);
                open.retain(|(_, d, _)| *d < depth + 1);
            }
            "use" => {}
            ";" => test_next = false,
            "cfg" if word(i + 1) == "(" && word(i + 2) == "test" => test_next = true,
            "mod" => {
                reading.modules.insert(word(i + 1).to_owned());
                if word(i + 2) == "{" {
                    open.push((word(i + 1).to_owned(), depth + 1, std::mem::take(&mut test_next)));
                }
            }
            w if is_word(w) && begins_path(word(i.wrapping_sub(2)), word(i.wrapping_sub(1))) => {
                let in_use = word(i.wrapping_sub(1)) == "use" || word(i.wrapping_sub(2)) == "use";
                let mut all = Vec::new();
                let end = read_path(&tokens, i, &[], &mut all);
                let inline: Vec<String> = open.iter().map(|(n, _, _)| n.clone()).collect();
                let in_test = open.iter().any(|(_, _, t)| *t);
                reading.paths.extend(all.into_iter().map(|(segments, line)| Found {
                    segments,
                    line,
                    inline: inline.clone(),
                    in_test,
                    in_use,
                }));
                i = end;
                continue;
            }
            _ => {}
        }
        i += 1;
    }
    reading
}

/// Not a field or method, and not the tail of `Vec::<T>::new`.
fn begins_path(before_last: &str, last: &str) -> bool {
    last != "." && (last != "::" || before_last == "use")
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Reads the path tree that begins at `i`; gives back the place after it.
fn read_path(tokens: &[Token], mut i: usize, before: &[String], all: &mut Vec<(Vec<String>, usize)>) -> usize {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.0.as_str());
    let mut segments = before.to_vec();
    let line = tokens.get(i).map_or(0, |t| t.1);
    loop {
        if word(i) == "{" && i > 0 && (word(i - 1) == "::" || !before.is_empty()) {
            i += 1;
            while i < tokens.len() && word(i) != "}" {
                i = if is_word(word(i)) || word(i) == "{" { read_path(tokens, i, &segments, all) } else { i + 1 };
            }
            return i + 1;
        }
        if !is_word(word(i)) {
            break;
        }
        segments.push(word(i).to_owned());
        i += 1;
        if word(i) != "::" {
            break;
        }
        i += 1;
    }
    all.push((segments, line));
    i
}

fn tokens(source: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut line = 1;
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\n' {
            line += 1;
        }
        if c.is_whitespace() {
            continue;
        }
        let mut token = c.to_string();
        if c.is_alphanumeric() || c == '_' {
            while let Some(n) = chars.next_if(|n| n.is_alphanumeric() || *n == '_') {
                token.push(n);
            }
        } else if c == ':' && chars.next_if_eq(&':').is_some() {
            token.push(':');
        }
        tokens.push((token, line));
    }
    tokens
}

/// The source with comments and the insides of literals made blank; lines stay where they are.
fn without_text(source: &str) -> String {
    let all: Vec<char> = source.chars().collect();
    let mut out = String::new();
    let mut i = 0;
    while i < all.len() {
        let end = match (all[i], all.get(i + 1)) {
            ('/', Some('/')) => i + all[i..].iter().position(|c| *c == '\n').unwrap_or(all.len() - i),
            ('/', Some('*')) => end_of_comment(&all, i),
            ('"', _) => end_of_string(&all, i),
            ('r', Some('"' | '#')) if i == 0 || !(all[i - 1].is_alphanumeric() || all[i - 1] == '_') => {
                end_of_raw(&all, i)
            }
            ('\'', Some('\\')) => i + 2 + all[i + 2..].iter().skip(1).position(|c| *c == '\'').unwrap_or(0) + 2,
            ('\'', Some(_)) if all.get(i + 2) == Some(&'\'') => i + 3,
            _ => i,
        };
        if end == i {
            out.push(all[i]);
            i += 1;
            continue;
        }
        out.extend(all[i..end.min(all.len())].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
        i = end;
    }
    out
}

fn end_of_comment(all: &[char], start: usize) -> usize {
    let (mut depth, mut i) = (0, start);
    while i + 1 < all.len() {
        match (all[i], all[i + 1]) {
            ('/', '*') => (depth, i) = (depth + 1, i + 2),
            ('*', '/') => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            return i;
        }
    }
    all.len()
}

fn end_of_string(all: &[char], start: usize) -> usize {
    let mut i = start + 1;
    while i < all.len() && all[i] != '"' {
        i += if all[i] == '\\' { 2 } else { 1 };
    }
    i + 1
}

fn end_of_raw(all: &[char], start: usize) -> usize {
    let hashes = all[start + 1..].iter().take_while(|c| **c == '#').count();
    if all.get(start + 1 + hashes) != Some(&'"') {
        return start;
    }
    let closing: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
    let body = start + 2 + hashes;
    let length = all[body..].windows(closing.len()).position(|w| w == closing).unwrap_or(all.len() - body);
    body + length + closing.len()
}

// ---- the check can fail ------------------------------------------------------------------------------------------

#[cfg(test)]
mod the_checker {
    use super::*;

    const PAGE: &str = "
| `geom` `id` | The ground. | – | `serde` |
| `library/` | Faces. | `ground` | `cosmic-text` `std::fs` |
| `compose/` | Lines. | `ground` `library` | `cosmic-text` (`shape.rs`) |
| `layout/` | Pages. | `ground` `library` `compose` | – |
| `main` | Starts. | `layout` | – |
";

    fn check(file: &str, source: &str) -> Vec<String> {
        let manifest =
            "[package]\nname = \"x\"\n\n[dependencies]\nserde = \"1\"\ncosmic-text = { version = \"1\" }\n\n[lints]\n";
        faults_of(file, source, &Rules { modules: table(PAGE), crates: dependencies(manifest) })
    }

    #[test]
    fn finds_an_import_against_the_picture_however_it_is_written() {
        for bad in [
            "use crate::layout::Composed;",
            "use crate::{geom::Length, layout::{self, Composed}};",
            "use crate::{\n    geom::Length,\n    layout,\n};",
            "fn f() -> crate::layout::Composed { todo() }",
            "use super::layout::Composed;",
            "mod inner { use super::super::layout::Composed; }",
            "use banxin::layout;",
            "use ::banxin::layout;",
            "/* crate::geom */ use crate::layout;",
        ] {
            let faults = check("src/compose/mod.rs", bad);
            assert_eq!(faults.len(), 1, "{bad}: {faults:?}");
            assert!(faults[0].contains("`compose` may not import `layout`"), "{bad}: {faults:?}");
        }
    }

    #[test]
    fn leaves_allowed_imports_comments_and_texts_alone() {
        for good in [
            "use crate::geom::Length; use crate::library::{Face, Library}; use self::lines::Line;",
            "use super::Line;",
            "// use crate::layout;\n/* crate::layout /* nested */ crate::layout */ fn f() {}",
            "const A: &str = \"crate::layout \\\" crate::layout\"; const B: &str = r#\"use crate::layout\"#;",
            "fn f<'a>(x: &'a str) -> char { let c = '\"'; let d = '\\''; c }",
            "use std::collections::BTreeMap;",
        ] {
            assert_eq!(check("src/compose/lines.rs", good), Vec::<String>::new(), "{good}");
        }
    }

    #[test]
    fn finds_crates_and_doors_outside_their_owner() {
        let named = |file: &str, source: &str| check(file, source).len();
        assert_eq!(named("src/layout/mod.rs", "use cosmic_text::Font;"), 1);
        assert_eq!(named("src/compose/lines.rs", "fn f() { cosmic_text::shape(); }"), 1);
        assert_eq!(named("src/compose/shape.rs", "use cosmic_text::Font;"), 0);
        assert_eq!(named("src/layout/mod.rs", "use std::{fs, fmt};"), 1);
        assert_eq!(named("src/library/mod.rs", "use std::fs;"), 0);
        assert_eq!(named("src/layout/mod.rs", "#[cfg(test)]\nmod tests { use std::fs; }"), 0);
        assert_eq!(named("src/layout/mod.rs", "mod serde; use serde::x;"), 0);
    }

    #[test]
    fn finds_a_module_without_a_row_and_an_exception_without_a_reason() {
        assert!(check("src/window/mod.rs", "")[0].contains("not in the table"));
        assert_eq!(check("src/main.rs", "use banxin::geom;").len(), 1);
        assert_eq!(unreasoned("#[allow(dead_code)]\nfn f() {}\n"), [1]);
        assert_eq!(unreasoned("#![expect(\n    dead_code,\n    reason = \"x\"\n)]\n"), [0usize; 0]);
    }
}
