//! How fast paragraphs become lines: 字 a second of one core, and what one keystroke in the longest paragraph costs.
//!
//!     cargo bench --bench compose [-- FILE]
//!
//! FILE is UTF-8 copy, one paragraph a line; without it, the page of real copy that the tests import.

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use banxin::compose::{Breaking, Measures, Paragraph, Run, Setting, Type, compose};
use banxin::geom::Length;
use banxin::ink::Ink;
use banxin::library::Library;

/// A column of the traditional broadsheet: 13 字 of 9 磅.
const MEASURE: Length = Length::nm(13 * 3_150_000);
/// How often each thing is timed; the median counts.
const ROUNDS: usize = 41;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let given = std::env::args().skip(1).find(|a| !a.starts_with("--")).map(PathBuf::from);
    let file = given.unwrap_or_else(|| folder.join("tests/import/heze.txt"));
    let Ok(copy) = std::fs::read_to_string(&file) else {
        println!("no copy at {}: name a UTF-8 text file after --", file.display());
        return;
    };
    let library = Library::of_folder(&folder.join("fonts"));
    let paragraphs = paragraphs(&copy, &library);
    let characters: usize = paragraphs.iter().map(length).sum();
    println!("{} paragraphs, {characters} characters, measure 13 字", paragraphs.len());
    for breaking in [Breaking::TotalFit, Breaking::Greedy] {
        let set: Vec<Paragraph> = paragraphs.iter().map(|p| broken_by(p, breaking)).collect();
        report(&set, characters, breaking, &library);
    }
    keystroke(&paragraphs, &library);
}

fn report(paragraphs: &[Paragraph], characters: usize, breaking: Breaking, library: &Library) {
    let measures = Measures::all(MEASURE);
    let mut lines = 0;
    let time = median(|_| {
        lines = paragraphs.iter().map(|p| compose(p, &measures, library).lines.len()).sum();
    });
    let millions = characters as f64 / time.as_secs_f64() / 1e6;
    println!("{breaking:?}: {lines} lines in {:.2} ms, {millions:.2} million 字/s", milliseconds(time));
}

/// Types one character more each time into the middle of the longest paragraph.
fn keystroke(paragraphs: &[Paragraph], library: &Library) {
    let Some(longest) = paragraphs.iter().max_by_key(|p| length(p)) else { return };
    let measures = Measures::all(MEASURE);
    let characters = length(longest);
    let time = median(|round| {
        let mut typed = longest.clone();
        let text = &mut typed.runs[0].text;
        let middle = text.char_indices().nth(characters / 2 + round).map_or(0, |(at, _)| at);
        text.insert(middle, '新');
        std::hint::black_box(compose(&typed, &measures, library));
    });
    println!("one key in the longest paragraph ({characters} characters): {:.3} ms", milliseconds(time));
}

fn paragraphs(copy: &str, library: &Library) -> Vec<Paragraph> {
    let face = |name: &str| library.find(&[name.to_owned()]).expect("the crate's own fonts/ has its faces");
    let song = face("BaoSongSC-Regular");
    let body = Type { han: song, latin: song, size: Length::um(3150), ink: Ink::BLACK, tracking: 0, stretch: 1000 };
    let set = |text: &str| Paragraph { runs: vec![Run { text: text.to_owned(), face: body }], setting: setting() };
    copy.lines().map(str::trim).filter(|l| !l.is_empty()).map(|l| set(&full_width(l))).collect()
}

/// Commas and stops as an editor would have them, so that marks are squeezed as on a page.
fn full_width(line: &str) -> String {
    line.chars()
        .map(|c| match c {
            ',' => '，',
            ';' => '；',
            ':' => '：',
            '(' => '（',
            ')' => '）',
            other => other,
        })
        .collect()
}

fn setting() -> Setting {
    Setting { keep_measure_words: true, trim_indented_opening: true, ..Setting::default() }
}

fn broken_by(paragraph: &Paragraph, breaking: Breaking) -> Paragraph {
    Paragraph { setting: Setting { breaking, ..paragraph.setting }, ..paragraph.clone() }
}

fn length(paragraph: &Paragraph) -> usize {
    paragraph.runs.iter().map(|r| r.text.chars().count()).sum()
}

fn median(mut work: impl FnMut(usize)) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|round| {
            let start = Instant::now();
            work(round);
            start.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
