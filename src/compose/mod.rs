//! Paragraphs become lines: shaping, 避头尾, 标点挤压, justification, horizontal or vertical.
//!
//! Composition works on two axes only: *inline*, along the line, and *block*, across it. What that means on paper is
//! decided by `place`, at the very end.

mod breaks;
mod classes;
mod collect;
mod headline;
mod justify;
mod level;
mod place;
mod prepare;
mod shape;
mod sums;
mod words;

use crate::finding::{Finding, Severity, Where};
use crate::geom::Length;
use crate::id::FaceId;
use crate::ink::Ink;
use crate::library::Library;
use crate::model::{Align, Gap, Kinsoku, MarkStyle};

pub use headline::{HeadlineFit, HeadlineSpec, headline};
pub use level::levelled;
pub use place::place;
pub use words::word_lengths;

/// A paragraph with everything resolved: no style name, default or role is left.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Paragraph {
    /// Its text, each run set alike.
    pub runs: Vec<Run>,
    /// How lines are made of it.
    pub setting: Setting,
}

/// Text set alike.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Run {
    /// The characters; U+2028 forces a line break.
    pub text: String,
    /// Their type.
    pub face: Type,
}

/// Type: faces, size, ink.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Type {
    /// Face of Han and Chinese marks.
    pub han: FaceId,
    /// Face of Latin and digits.
    pub latin: FaceId,
    /// The em.
    pub size: Length,
    /// Ink.
    pub ink: Ink,
    /// Space after every character, in per mille of the em.
    pub tracking: i16,
    /// 长/扁: width of characters in per mille.
    pub stretch: u16,
}

/// How lines are made.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Setting {
    /// Along the inline or, for 竖排, the vertical axis.
    pub direction: Direction,
    /// Across the measure.
    pub align: Align,
    /// First-line indent in per mille of the em of the first run; 0 where the paragraph continues from elsewhere.
    pub indent: u16,
    /// 凸排: indent of later lines.
    pub hanging_indent: u16,
    /// Widths of marks.
    pub marks: MarkStyle,
    /// 避头尾.
    pub kinsoku: Kinsoku,
    /// Between Han and Latin.
    pub western_gap: Gap,
    /// Let one ， 、 。 hang.
    pub hanging_marks: bool,
    /// 纵横对齐.
    pub cell_grid: bool,
    /// 数词不拆.
    pub keep_measure_words: bool,
    /// Trim an opening mark after the indent.
    pub trim_indented_opening: bool,
    /// How breaks are chosen.
    pub breaking: Breaking,
}

/// Horizontal, justified, indented by two 字: body text of a newspaper.
impl Default for Setting {
    fn default() -> Self {
        Self {
            direction: Direction::Horizontal,
            align: Align::Justify,
            indent: 2000,
            hanging_indent: 0,
            marks: MarkStyle::LineEndHalf,
            kinsoku: Kinsoku::Gb,
            western_gap: Gap::default(),
            hanging_marks: false,
            cell_grid: false,
            keep_measure_words: false,
            trim_indented_opening: false,
            breaking: Breaking::TotalFit,
        }
    }
}

/// Which way lines run.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Direction {
    /// 横排: left to right, lines downwards.
    #[default]
    Horizontal,
    /// 直排: downwards, lines from right to left.
    Vertical,
}

/// How breaks are chosen.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Breaking {
    /// The best set of breaks for the whole paragraph.
    #[default]
    TotalFit,
    /// Line by line, push-in first: for comparison.
    Greedy,
}

/// The measure of each line: a few lines of their own, then all the rest alike.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Measures {
    /// Measures of the first lines.
    pub first: Vec<Length>,
    /// Measure of every line after them.
    pub rest: Length,
}

/// A composed paragraph.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Lines {
    /// The lines, in order.
    pub lines: Vec<Line>,
    /// What an editor should know: missing glyphs, loose lines, 孤字.
    pub findings: Vec<Finding>,
}

/// One line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// Bytes of the paragraph's text (all runs joined) it shows, line-end spaces included.
    pub text: std::ops::Range<u32>,
    /// Its glyphs in order; inline places count from the start of the measure, indents included.
    pub glyphs: Vec<PlacedGlyph>,
    /// Where its ink ends on the inline axis: with a hanging mark, beyond the measure.
    pub end: Length,
    /// The measure it was set to.
    pub measure: Length,
    /// Space opened (positive) between every two characters by justification beyond the natural widths, in per mille of
    /// the em; 0 where squeezed only at marks and gaps.
    pub opened: i32,
    /// True for the last line of the paragraph and before a forced break.
    pub last: bool,
}

/// One glyph of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PlacedGlyph {
    /// Its face.
    pub face: FaceId,
    /// Its id there; 0 only together with a finding, and then it is not painted.
    pub id: u16,
    /// The run it comes from.
    pub run: u16,
    /// Pen position on the inline axis, from the start of the measure.
    pub inline: Length,
    /// How far it takes the pen.
    pub advance: Length,
    /// Offset of its origin from the pen, inline.
    pub shift_inline: Length,
    /// Offset of its origin from the baseline (horizontal: up is positive) or centre line (vertical: right is positive).
    pub shift_block: Length,
    /// Turned clockwise: Latin in a vertical line.
    pub turned: bool,
    /// Width scaling in per mille.
    pub stretch: u16,
    /// Bytes of the paragraph's text it shows; empty for the further glyphs of a cluster.
    pub text: (u32, u32),
}

/// Composes a paragraph: its lines, each set to its measure, and what an editor should know about them.
///
/// No text, measure or setting makes it fail, lose or repeat a character: where nothing fits, lines are broken where they
/// should not be, and a finding says so. An empty paragraph has no lines.
#[must_use]
pub fn compose(paragraph: &Paragraph, measures: &Measures, library: &Library) -> Lines {
    let chars = collect::collect(paragraph);
    let shaped = shape::shape(paragraph, &chars, library);
    let atoms = prepare::prepare(paragraph, &chars, &shaped);
    let sums = sums::Sums::of(&atoms);
    let em = atoms.first().map_or(Length::ZERO, |a| a.em);
    let setting = &paragraph.setting;
    let task = breaks::Task {
        sums: &sums,
        setting,
        measures,
        indent: em.per_mille(i64::from(setting.indent)),
        hanging_indent: em.per_mille(i64::from(setting.hanging_indent)),
        bytes: byte_ends(&chars, &shaped, paragraph),
    };
    let mut out = Lines { lines: Vec::new(), findings: missing_glyphs(&chars, &shaped) };
    let mut start = 0;
    for (number, brk) in breaks::breaks(&task).into_iter().enumerate() {
        let line = justify::justify(&task, &shaped, start, brk, number);
        out.findings.extend(line_finding(&line, number, brk.forced));
        out.lines.push(line);
        start = brk.end;
    }
    if out.lines.len() > 1 {
        let last = out.lines.len() - 1;
        let from = atoms.len() - atoms_of(&out.lines[last], &task);
        if breaks::core_chars(&atoms[from..]) <= 1 {
            out.findings.push(orphan(last));
        }
    }
    out
}

fn atoms_of(line: &Line, task: &breaks::Task<'_>) -> usize {
    task.bytes.len() - 1 - task.bytes.partition_point(|&b| b < line.text.start)
}

/// First byte of every cluster, and the end of the text.
fn byte_ends(chars: &[collect::Char], shaped: &shape::Shaped, paragraph: &Paragraph) -> Vec<u32> {
    let total: usize = paragraph.runs.iter().map(|r| r.text.len()).sum();
    let starts = shaped.clusters.iter().map(|c| chars[c.first as usize].at);
    starts.chain(std::iter::once(total as u32)).collect()
}

/// TXT-03: characters that their face has not. They are left out of the page, never drawn as an empty box.
fn missing_glyphs(chars: &[collect::Char], shaped: &shape::Shaped) -> Vec<Finding> {
    let invisible = |class| matches!(class, classes::Class::LineBreak | classes::Class::Space);
    let mut missing: Vec<(char, FaceId)> = Vec::new();
    for cluster in &shaped.clusters {
        let first = chars[cluster.first as usize];
        let glyphs = &shaped.glyphs[cluster.glyphs.0 as usize..cluster.glyphs.1 as usize];
        let lacks = glyphs.iter().find(|g| g.id == 0).map(|g| (first.c, g.face));
        missing.extend(lacks.filter(|one| !invisible(first.class) && !missing.contains(one)));
    }
    missing
        .into_iter()
        .map(|(c, _)| {
            let zh = format!("“{c}” (U+{:04X}) 在所用字体里没有", u32::from(c));
            let en = format!("“{c}” (U+{:04X}) is not in the face", u32::from(c));
            Finding::new("TXT-03", Severity::Error, zh, en).remedy(
                "换一种有这个字的字体，或把补字字体放进本期的 fonts/",
                "take a face that has it, or put one into the edition's fonts/",
            )
        })
        .collect()
}

/// CPY-09 and CPY-03: a line too loose, or broken where it must not be.
fn line_finding(line: &Line, number: usize, forced: bool) -> Option<Finding> {
    let place = Where { line: u32::try_from(number).ok(), ..Where::default() };
    if forced {
        let (zh, en) =
            ("这一行太窄，只好在不该断的地方断开", "The measure is too narrow: the line breaks where it must not");
        let finding = Finding::new("CPY-03", Severity::Warning, zh, en);
        return Some(finding.remedy("加宽这一栏或改字", "widen the column or change the words").at(place));
    }
    let severity = match line.opened {
        ..=100 => return None,
        101..=250 => Severity::Info,
        _ => Severity::Warning,
    };
    let opened = f64::from(line.opened) / 1000.0;
    let (zh, en) = (format!("字间拉开 {opened:.2} 字"), format!("Characters stand {opened:.2} em apart"));
    Some(edit_words(Finding::new("CPY-09", severity, zh, en)).at(place))
}

/// CPY-06: 孤字.
fn orphan(line: usize) -> Finding {
    let place = Where { line: u32::try_from(line).ok(), ..Where::default() };
    let (zh, en) = ("末行只有一个字", "The last line is a single character");
    edit_words(Finding::new("CPY-06", Severity::Warning, zh, en)).at(place)
}

fn edit_words(finding: Finding) -> Finding {
    finding.remedy("在这一段里增删一两个字", "add or cut a character or two in this paragraph")
}
