//! Composition by example: `tests/compose/*.txt` holds cases an editor can read. `UPDATE=1 cargo test` rewrites them.
//!
//! A case is a heading line, a line of options, the copy, `---` and what comes out. Options: `measure` in 字, `show` =
//! `lines` (default) or `widths` (every character with its advance in thousandths of the em), and the paragraph settings.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails by unwrap fails where it should")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use banxin::compose::{
    Breaking, Direction, HeadlineSpec, Line, Lines, Measures, Paragraph, Run, Setting, Type, compose, headline, place,
};
use banxin::display::Item;
use banxin::geom::{Length, Point};
use banxin::id::FaceId;
use banxin::ink::Ink;
use banxin::library::{Library, Shaping};
use banxin::model::{Align, Gap, Kinsoku, MarkStyle};
use proptest::prelude::*;

static LIBRARY: LazyLock<Library> =
    LazyLock::new(|| Library::of_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts")));
const EM: Length = Length::um(3150);

fn face(name: &str) -> FaceId {
    LIBRARY.find(&[name.to_owned()]).unwrap()
}

fn song() -> Type {
    let song = face("BaoSongSC-Regular");
    Type { han: song, latin: song, size: EM, ink: Ink::BLACK, tracking: 0, stretch: 1000 }
}

struct Case {
    setting: Setting,
    measures: Measures,
    show: String,
    face: Type,
}

fn options(line: &str) -> Case {
    let mut case =
        Case { setting: Setting::default(), measures: Measures::all(EM * 13), show: "lines".into(), face: song() };
    for pair in line.split_whitespace() {
        let (key, value) = pair.split_once('=').unwrap_or((pair, "yes"));
        let s = &mut case.setting;
        let ems = |v: &str| EM.per_mille((v.parse::<f64>().unwrap() * 1000.0).round() as i64);
        match (key, value) {
            ("measure", v) => {
                let mut all: Vec<Length> = v.split(',').map(ems).collect();
                let rest = all.pop().unwrap();
                case.measures = Measures { first: all, rest };
            }
            ("show", v) => v.clone_into(&mut case.show),
            ("indent", v) => s.indent = v.parse().unwrap(),
            ("hanging-indent", v) => s.hanging_indent = v.parse().unwrap(),
            ("marks", "full") => s.marks = MarkStyle::Full,
            ("marks", "kaiming") => s.marks = MarkStyle::Kaiming,
            ("marks", "half") => s.marks = MarkStyle::Half,
            ("marks", "plain") => s.marks = MarkStyle::Plain,
            ("kinsoku", "none") => s.kinsoku = Kinsoku::None,
            ("kinsoku", "basic") => s.kinsoku = Kinsoku::Basic,
            ("kinsoku", "strict") => s.kinsoku = Kinsoku::Strict,
            ("gap", v) => {
                let n: Vec<u16> = v.split(',').map(|n| n.parse().unwrap()).collect();
                s.western_gap = Gap { natural: n[0], least: n[1], most: n[2] };
            }
            ("align", "start") => s.align = Align::Start,
            ("align", "centre") => s.align = Align::Centre,
            ("align", "end") => s.align = Align::End,
            ("hang", _) => s.hanging_marks = true,
            ("grid", _) => s.cell_grid = true,
            ("measure-words", _) => s.keep_measure_words = true,
            ("trim-indented", _) => s.trim_indented_opening = true,
            ("greedy", _) => s.breaking = Breaking::Greedy,
            ("vertical", _) => s.direction = Direction::Vertical,
            ("tracking", v) => case.face.tracking = v.parse().unwrap(),
            ("stretch", v) => case.face.stretch = v.parse().unwrap(),
            _ => panic!("unknown option {pair}"),
        }
    }
    case
}

fn run(copy: &str, case: &Case) -> String {
    // A tab in the copy begins a run of larger type in another face; `⏎` is a forced break.
    let copy = copy.replace('⏎', "\u{2028}");
    let runs = copy.split('\t').enumerate().map(|(i, text)| {
        let other =
            Type { han: face("BaoHeiSC-Bold"), latin: face("BaoHeiSC-Bold"), size: EM.per_mille(1500), ..case.face };
        Run { text: text.to_owned(), face: if i % 2 == 1 { other } else { case.face } }
    });
    let paragraph = Paragraph { runs: runs.collect(), setting: case.setting };
    let lines = compose(&paragraph, &case.measures, &LIBRARY);
    match case.show.as_str() {
        "lines" => as_lines(&paragraph, &lines),
        "widths" => as_widths(&paragraph, &lines),
        "places" => as_places(&paragraph, &lines),
        other => panic!("unknown show={other}"),
    }
}

fn text_of(p: &Paragraph) -> String {
    p.runs.iter().map(|r| r.text.as_str()).collect()
}

fn milli(length: Length) -> i64 {
    (length.as_nm() as f64 * 1000.0 / EM.as_nm() as f64).round() as i64
}

/// Lines with bars; after them how far they are opened and where the ink ends.
fn as_lines(p: &Paragraph, lines: &Lines) -> String {
    let text = text_of(p);
    let mut out = String::new();
    for line in &lines.lines {
        let shown = text[line.text.start as usize..line.text.end as usize].replace('\u{2028}', "⏎");
        let _ = write!(out, "|{shown}| {}", milli(line.end));
        if line.opened > 0 {
            let _ = write!(out, " +{}", line.opened);
        }
        out.push('\n');
    }
    for finding in &lines.findings {
        let _ = writeln!(out, "{} {}", finding.rule, finding.sentence.zh);
    }
    out
}

/// The distance from each character to the next, in thousandths of the em.
fn as_widths(p: &Paragraph, lines: &Lines) -> String {
    let text = text_of(p);
    let mut out = String::new();
    for line in &lines.lines {
        for (i, g) in line.glyphs.iter().enumerate() {
            let ink = |g: &banxin::compose::PlacedGlyph| g.inline;
            let next = line.glyphs.get(i + 1).map_or(line.end, ink);
            let _ = write!(out, "{}:{} ", &text[g.text.0 as usize..g.text.1 as usize], milli(next - g.inline));
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out
}

/// Where each glyph's origin stands: inline, block; `↻` for a turned one, `%` with its scaling.
fn as_places(p: &Paragraph, lines: &Lines) -> String {
    let text = text_of(p);
    let mut out = String::new();
    for line in &lines.lines {
        for g in &line.glyphs {
            let shown = &text[g.text.0 as usize..g.text.1 as usize];
            let _ = write!(out, "{shown}({}, {})", milli(g.inline + g.shift_inline), milli(g.shift_block));
            if g.turned {
                out.push('↻');
            }
            if g.stretch != 1000 {
                let _ = write!(out, "%{}", g.stretch);
            }
            out.push(' ');
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out
}

fn case_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compose");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    files
}

#[test]
fn cases() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = String::new();
    for file in case_files() {
        let before = std::fs::read_to_string(&file).unwrap();
        let mut after = String::new();
        for case in before.split("\n\n").map(str::trim).filter(|c| !c.is_empty()) {
            let (asked, expected) = case.split_once("\n---").unwrap_or((case, ""));
            let mut rows = asked.lines();
            let heading = rows.next().unwrap();
            let line = rows.next().unwrap_or_else(|| panic!("{heading}: no options"));
            let copy = rows.next().unwrap_or_else(|| panic!("{heading}: no copy"));
            let got = run(copy, &options(line.trim_start_matches('-')));
            if got.trim() != expected.trim() {
                let _ = writeln!(wrong, "{heading}\n{copy}\nexpected:\n{}\ngot:\n{got}", expected.trim());
            }
            let _ = write!(after, "{heading}\n{line}\n{copy}\n---\n{}\n\n", got.trim());
        }
        if update {
            std::fs::write(&file, after.trim_end().to_owned() + "\n").unwrap();
        }
    }
    assert!(update || wrong.is_empty(), "{wrong}");
}

/// Every byte of the text stands in exactly one line, and every painted glyph shows text of its own line.
fn nothing_lost_or_repeated(p: &Paragraph, lines: &Lines) {
    let text = text_of(p);
    let mut at = 0;
    for line in &lines.lines {
        assert_eq!(line.text.start, at, "lines follow each other");
        at = line.text.end;
        let mut seen = line.text.start;
        for g in line.glyphs.iter().filter(|g| g.text.0 != g.text.1) {
            assert_eq!(g.text.0, seen, "glyphs follow each other in {text:?}");
            seen = g.text.1;
        }
        let rest = &text[seen as usize..line.text.end as usize];
        assert!(rest.trim().is_empty(), "{rest:?} of {text:?} is shown by no glyph");
    }
    assert_eq!(at as usize, text.len(), "the last line ends with the text");
}

fn any_setting() -> impl Strategy<Value = Setting> {
    let marks = prop_oneof![
        Just(MarkStyle::Full),
        Just(MarkStyle::LineEndHalf),
        Just(MarkStyle::Kaiming),
        Just(MarkStyle::Half),
        Just(MarkStyle::Plain)
    ];
    let kinsoku = prop_oneof![Just(Kinsoku::None), Just(Kinsoku::Basic), Just(Kinsoku::Gb), Just(Kinsoku::Strict)];
    let align = prop_oneof![Just(Align::Justify), Just(Align::Start), Just(Align::Centre), Just(Align::End)];
    let flags = proptest::array::uniform6(any::<bool>());
    (marks, kinsoku, align, flags, 0..3000u16, 0..2000u16).prop_map(|(marks, kinsoku, align, f, indent, later)| {
        Setting {
            direction: if f[0] { Direction::Vertical } else { Direction::Horizontal },
            align,
            indent,
            hanging_indent: later,
            marks,
            kinsoku,
            hanging_marks: f[1],
            cell_grid: f[2],
            keep_measure_words: f[3],
            trim_indented_opening: f[4],
            breaking: if f[5] { Breaking::Greedy } else { Breaking::TotalFit },
            ..Setting::default()
        }
    })
}

const TROUBLE: &str = "[一-龥]{0,6}|[，。、；：？！“”‘’（）《》『』—…·～]{1,4}|[a-zA-Z0-9.,/%-]{1,12}|[ \u{3000}\u{2028}]|\\PC|[\u{300}\u{200b}\u{ad}℃￥々①]";

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_measure_or_style_makes_composition_fail(
        pieces in proptest::collection::vec(TROUBLE, 0..24),
        setting in any_setting(),
        measures in proptest::collection::vec(0..30_000i64, 0..5),
        rest in 0..30_000i64,
        size in 500..40_000i64,
    ) {
        let size = Length::um(size);
        let runs = pieces.iter().enumerate().map(|(i, text)| Run {
            text: text.clone(),
            face: Type { size: if i % 3 == 2 { size.per_mille(1400) } else { size }, tracking: (i % 5) as i16 * 20, ..song() },
        });
        let paragraph = Paragraph { runs: runs.collect(), setting };
        let measures = Measures {
            first: measures.into_iter().map(Length::um).collect(),
            rest: Length::um(rest),
        };
        let lines = compose(&paragraph, &measures, &LIBRARY);
        nothing_lost_or_repeated(&paragraph, &lines);
        for line in &lines.lines {
            for item in place(&paragraph, line, Point::default(), setting.direction) {
                prop_assert!(matches!(item, Item::Glyphs(g) if g.glyphs.iter().all(|g| g.id != 0)));
            }
        }
    }

    #[test]
    fn justified_lines_end_on_the_measure(copy in "[一-龥，。“”A-Za-z0-9]{20,120}", chars in 9..28i64) {
        let paragraph = Paragraph { runs: vec![Run { text: copy, face: song() }], setting: Setting::default() };
        let measure = EM * chars;
        let lines = compose(&paragraph, &Measures::all(measure), &LIBRARY);
        let forced = lines.findings.iter().any(|f| f.rule == "CPY-03");
        for line in lines.lines.iter().filter(|l| !l.last && !forced) {
            prop_assert_eq!(line.end, measure);
        }
    }
}

#[test]
fn a_headline_breaks_by_sense_and_fills_its_measure() {
    let spec = |text: &str, chars: i64, lines: u8| HeadlineSpec {
        text: text.to_owned(),
        face: Type { han: face("BaoSongSC-Bold"), latin: face("BaoSongSC-Bold"), ..song() },
        sizes: [14.0, 16.0, 18.0, 21.0, 24.0, 28.0, 30.0, 36.0].map(Length::bang).to_vec(),
        measure: EM * chars,
        max_lines: lines,
        direction: Direction::Horizontal,
        break_at_space: text.contains(' '),
        align: Align::Centre,
        marks: MarkStyle::Half,
    };
    let set = |text: &str, chars, lines| {
        let fit = headline(&spec(text, chars, lines), &LIBRARY);
        let shown = fit.paragraph.runs[0].text.replace('\u{2028}', "|");
        format!("{shown} {}磅 {}", fit.size.as_bang(), fit.fill)
    };
    insta_like(&[
        set("今年广东群众性文化活动两大盛事", 27, 2),
        set("强化使命勇担当 深化改革促发展", 69, 1),
        set("强化使命勇担当 深化改革促发展", 27, 2),
        set("巨野公安：强化“小案侦防”为群众安全感“加码”", 41, 2),
        set("3166户村民喝上了黄河水", 27, 2),
        set("巨野县规模以上工业企业达248家", 27, 2),
        set("加强安全教育 确保孩子健康成长", 20, 2),
        set("党", 13, 2),
        set("", 13, 2),
    ]);
}

/// The headline's table, compared as one text so that a change shows whole.
fn insta_like(rows: &[String]) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compose/headlines.expected");
    let got = rows.join("\n") + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &got).unwrap();
    }
    assert_eq!(std::fs::read_to_string(file).unwrap(), got);
}

#[test]
fn glyphs_become_items_of_one_face_and_ink() {
    let paragraph =
        Paragraph { runs: vec![Run { text: "在2024年".into(), face: song() }], setting: Setting::default() };
    let lines = compose(&paragraph, &Measures::all(EM * 13), &LIBRARY);
    let line: &Line = &lines.lines[0];
    let at = Point::new(Length::MM * 20, Length::MM * 30);
    let items = place(&paragraph, line, at, Direction::Horizontal);
    let [Item::Glyphs(run)] = items.as_slice() else { panic!("one face, one run: {items:?}") };
    assert_eq!(run.text, "在2024年");
    assert!(run.overprint, "solid black text overprints");
    assert_eq!(run.glyphs[0].at, Point::new(at.x + EM * 2, at.y));
}

#[test]
fn every_face_gives_marks_the_halves_of_the_class_table() {
    for name in ["BaoSongSC-Regular", "BaoHeiSC-Medium", "BaoKaiSC-Regular"] {
        let face = LIBRARY.face(face(name));
        for (c, blank_first) in [('，', false), ('。', false), ('”', false), ('》', false), ('“', true), ('（', true)]
        {
            let mut buffer = cosmic_text::harfrust::UnicodeBuffer::new();
            buffer.push_str(&c.to_string());
            let (direction, script) = Shaping::Han.direction_and_script();
            buffer.set_direction(direction);
            buffer.set_script(script);
            let halt = cosmic_text::harfrust::Feature::new(cosmic_text::harfrust::Tag::new(b"halt"), 1, ..);
            let shaped = face.font().shaper().shape(buffer, &[halt]);
            let at = shaped.glyph_positions()[0];
            assert_eq!(at.x_advance * 2, i32::from(face.units_per_em()), "{name} {c}");
            assert_eq!(at.x_offset < 0, blank_first, "{name} {c}");
        }
    }
}
