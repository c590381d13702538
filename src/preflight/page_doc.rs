//! `docs/preflight.md`, made from the tables.

use std::fmt::Write;

use super::profile::{BUILT_IN_NAMES, Profile};
use super::rules::{LEFT_OUT, RULES, Rule, Stage};

/// `docs/preflight.md`, made from the tables of rules and profiles.
#[must_use]
pub fn rules_page() -> String {
    let mut page = String::from(INTRODUCTION);
    let profiles: Vec<Profile> = BUILT_IN_NAMES.iter().filter_map(|n| Profile::built_in(n)).collect();
    for profile in &profiles {
        let _ = writeln!(page, "- `{}` {}: {}", profile.name, profile.zh, profile.en);
    }
    page.push_str(PROFILE_FILE);
    let mut group = "";
    for rule in RULES {
        let of = rule.id.split('-').next().unwrap_or_default();
        if of != group {
            group = of;
            let (zh, en) = group_name(of);
            let columns = BUILT_IN_NAMES.map(|n| format!(" {n} |")).concat();
            let _ = write!(page, "\n## {of} {zh}, {en}\n\n| rule | asks | looked at | source |{columns} test |\n");
            let _ = writeln!(page, "|---|---|---|---|{}---|", "---|".repeat(BUILT_IN_NAMES.len()));
        }
        row(&mut page, rule, &profiles);
    }
    page.push_str("\n## Left out\n\n| rule | asks | why not |\n|---|---|---|\n");
    for rule in LEFT_OUT {
        let _ = writeln!(page, "| {} | {} | {} |", rule.id, rule.what, rule.why);
    }
    page
}

const INTRODUCTION: &str = "# Preflight

Made from the tables in `src/preflight/rules.rs` and `assets/profiles/`; `UPDATE=1 cargo test --test faults` writes it anew.

`banxin check` looks at an edition as a print shop, a proof reader and a regulator would, and says what it finds with the
place and a remedy. A *profile* holds every threshold and says of each rule whether it stops the press (`stop`), is a warning
(`warn`), a note (`info`), or is not looked at (`off`). A rule with grades, such as a line that is thin and one that will
break, keeps them: what the profile says is for the worst case, and a lesser one is as much less grave. `banxin export` writes
no PDF of a page where an error stands, unless `--force` is given.

An advertisement is a block whose id begins with `ad` (`ad1`, `ad-bank`), or one that shows a story of the section 广告.

## Profiles

";

const PROFILE_FILE: &str = "
`banxin profile NAME` prints one. A house's own is a JSON file, beside the edition's `edition.json` or anywhere:

```json
{\"name\": \"our-press\", \"base\": \"cn-coldset\", \"limits\": {\"photo_ink\": 220, \"least_margin\": \"12mm\"}, \"rules\": {\"CPY-06\": \"stop\"}}
```

What it leaves out is as in its `base`. Lengths are texts such as `\"0.5pt\"`, `\"7磅\"`, `\"10mm\"`; ink is in per cent. The
edition keeps the name of its profile and a hash of its content (`set-preflight`); where another content has come under the
same name, `check` says so.

## Round the page

A page leaves at its trimmed size with nothing round it. Where a profile says so, the paper is 12 mm larger on every side, in
PDF/X-1a and in PDF/X-4: with `\"marks\": true` 裁切线 from 3 to 8 mm off the corners, 套准线 in the middle of each side on
every plate (spot inks' too), and a strip of solids and half tones of each plate; with `\"slug\": true` the 版号条 under the page:
paper, date, page, section, version letter and standard in black, then the name of each plate on that plate alone. TrimBox and
BleedBox stay the page. A page in black alone has the black plate's alone.

## Plates

Rules of ink look at the page's own plates, painted at 33 pixels an inch with everything overprinted and knocked out, and at ink
averaged over 15 mm²: INK-01 in a photograph with what is printed over it, INK-02 also where inks that each keep the limit lie
over one another, INK-05 where a photograph has ink and no dot that would be printed, INK-09, and INK-10 on both sides of the
sheet. A page is painted anew only when it has changed.
";

fn row(page: &mut String, rule: &Rule, profiles: &[Profile]) {
    let stage = match rule.stage {
        Stage::Compose => "setting type",
        Stage::Page => "page",
        Stage::Deliver => "file",
    };
    let actions: String = profiles.iter().map(|p| format!(" {} |", p.action(rule.id).name())).collect();
    let group = rule.id.split('-').next().unwrap_or_default().to_lowercase();
    let Rule { id, zh, en, source, .. } = rule;
    let _ = writeln!(page, "| {id} | {zh}。{en} | {stage} | {source} |{actions} `{}` |", test_of(&group, rule.stage));
}

fn test_of(group: &str, stage: Stage) -> String {
    match stage {
        Stage::Deliver => "tests/faults/file.rs".to_owned(),
        Stage::Compose | Stage::Page => format!("tests/faults/{group}.rs"),
    }
}

fn group_name(group: &str) -> (&'static str, &'static str) {
    match group {
        "DOC" => ("文件", "document and file"),
        "GEO" => ("版面", "geometry"),
        "COL" => ("颜色", "colour"),
        "INK" => ("墨量", "ink"),
        "OVP" => ("黑与叠印", "black and overprint"),
        "IMG" => ("图片", "pictures"),
        "TXT" => ("文字", "type"),
        "LIN" => ("线与框", "lines and frames"),
        "CPY" => ("排文", "copyfit and composition"),
        "LAY" => ("版式", "layout"),
        "LEG" => ("出版形式", "publishing form and law"),
        _ => ("命名", "naming"),
    }
}
