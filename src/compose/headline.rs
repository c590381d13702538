//! Headlines: broken by sense, lines level, as large as the ladder and the measure allow.

use super::classes::Class;
use super::prepare::{Atom, Breakable};
use super::sums::Sums;
use super::words::{Sense, sense_of_breaks};
use super::{Breaking, Direction, Line, Measures, Paragraph, Run, Setting, Type, collect, compose, prepare, shape};
use crate::finding::{Finding, Severity, counted};
use crate::geom::Length;
use crate::library::Library;
use crate::model::{Align, Gap, Kinsoku, MarkStyle};

/// What is asked of a headline.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct HeadlineSpec {
    /// Its words; a space is the writer's separator.
    pub text: String,
    /// Its type; the size is chosen from `sizes`.
    pub face: Type,
    /// Sizes it may take, in any order; at least one.
    pub sizes: Vec<Length>,
    /// Room along the line.
    pub measure: Length,
    /// Most lines, at least 1.
    pub max_lines: u8,
    /// 横题 or 竖题.
    pub direction: Direction,
    /// Break at the space if it breaks at all.
    pub break_at_space: bool,
    /// Across the measure; `Justify` spreads every line to the measure.
    pub align: Align,
    /// Widths of marks.
    pub marks: MarkStyle,
}

/// A headline as it will stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeadlineFit {
    /// The chosen size.
    pub size: Length,
    /// The paragraph the lines were made from: the text with its breaks.
    pub paragraph: Paragraph,
    /// Its lines, each aligned in the measure.
    pub lines: Vec<Line>,
    /// The longest line in per mille of the measure.
    pub fill: u16,
    /// CPY-13 for a break inside a word, CPY-14 for a line that fills less than 80 % or does not fit.
    pub findings: Vec<Finding>,
}

/// Sets a headline: the largest size at which its lines fill 80–100 % of the measure, broken by sense into level lines.
#[must_use]
pub fn headline(spec: &HeadlineSpec, library: &Library) -> HeadlineFit {
    let mut sizes = spec.sizes.clone();
    sizes.sort_unstable();
    sizes.dedup();
    let reference = sizes.last().copied().unwrap_or(spec.face.size);
    let widths = Widths::of(spec, reference, library);
    let mut chosen: Option<Choice> = None;
    for lines in 1..=usize::from(spec.max_lines.max(1)) {
        // One line at the largest size is as good as it gets: the words need not be looked at.
        if chosen.as_ref().is_some_and(|c| c.size == reference && c.fill >= 800) {
            break;
        }
        for &size in &sizes {
            let better = best_partition(&widths, lines, size, reference, spec)
                .filter(|new| chosen.as_ref().is_none_or(|old| (new.value, new.size) > (old.value, old.size)));
            chosen = better.or(chosen);
        }
    }
    let smallest = sizes.first().copied().unwrap_or(reference);
    let choice = chosen.unwrap_or_else(|| overfull(&widths, smallest, reference, spec));
    set(spec, &choice, library)
}

/// One way to set it.
#[derive(Clone, Debug)]
struct Choice {
    size: Length,
    /// First atoms of the second and later lines, as byte offsets.
    breaks: Vec<usize>,
    fill: u16,
    value: i64,
    worst: Sense,
    fits: bool,
}

/// Natural widths of any piece of the headline, at the reference size.
struct Widths {
    atoms: Vec<Atom>,
    bytes: Vec<usize>,
    text: String,
}

impl Widths {
    fn of(spec: &HeadlineSpec, reference: Length, library: &Library) -> Self {
        let paragraph = paragraph(spec, &spec.text, reference, Align::Start);
        let chars = collect::collect(&paragraph);
        let shaped = shape::shape(&paragraph, &chars, library);
        let atoms = prepare::prepare(&paragraph, &chars, &shaped);
        let bytes = shaped.clusters.iter().map(|c| chars[c.first as usize].at as usize).collect();
        Self { atoms, bytes, text: spec.text.clone() }
    }

    /// Places where a line may end, as (atom, sense).
    fn places(&self) -> Vec<Ending> {
        let senses = sense_of_breaks(&self.text);
        let mut places = Vec::new();
        for (i, pair) in self.atoms.windows(2).enumerate() {
            if pair[0].breaking == Breakable::Never {
                continue;
            }
            let at = self.bytes[i + 1];
            let listed = senses.iter().find(|(b, _)| *b == at).map_or(Sense::Broken, |(_, s)| *s);
            let sense = if pair[0].class == Class::Space { Sense::Good } else { listed };
            places.push((i + 1, sense));
        }
        places
    }
}

/// The most level way to break into `lines` lines that fits at `size`.
fn best_partition(w: &Widths, lines: usize, size: Length, reference: Length, spec: &HeadlineSpec) -> Option<Choice> {
    let sums = Sums::of(&w.atoms);
    let n = w.atoms.len();
    if n == 0 {
        return (lines == 1).then(|| Choice {
            size,
            breaks: Vec::new(),
            fill: 0,
            value: 0,
            worst: Sense::Good,
            fits: true,
        });
    }
    let width =
        |from: usize, to: usize| Length::nm(sums.weigh(from, to, true).width).scale(size.as_nm(), reference.as_nm());
    if lines == 1 {
        return judge(&[width(0, n)], &[], size, spec, w);
    }
    let space = (lines == 2 && spec.break_at_space)
        .then(|| w.atoms.iter().position(|a| a.class == Class::Space))
        .flatten()
        .map(|at| vec![(at + 1, Sense::Good)]);
    let places = space.unwrap_or_else(|| w.places());
    let mut best: Option<Choice> = None;
    let mut chosen = Vec::new();
    try_all(&places, lines - 1, 0, &mut chosen, &mut |breaks| {
        let mut from = 0;
        let mut each = Vec::with_capacity(lines);
        for at in breaks.iter().map(|b| b.0).chain(std::iter::once(n)) {
            each.push(width(from, at));
            from = at;
        }
        let judged = judge(&each, breaks, size, spec, w);
        if judged.as_ref().is_some_and(|j| best.as_ref().is_none_or(|b| j.value > b.value)) {
            best = judged;
        }
    });
    best
}

/// A place where a line may end, and how good it is.
type Ending = (usize, Sense);

/// Calls `with` for every choice of `left` places in order; headlines have few words and few lines.
fn try_all(places: &[Ending], left: usize, from: usize, chosen: &mut Vec<Ending>, with: &mut dyn FnMut(&[Ending])) {
    if left == 0 {
        with(chosen);
        return;
    }
    // Forty places and four lines are 10,000 ways; longer texts are no headlines and are broken early.
    for (i, place) in places.iter().enumerate().skip(from).take(40) {
        chosen.push(*place);
        try_all(places, left - 1, i + 1, chosen, with);
        chosen.pop();
    }
}

/// What a way is worth: its size, less for lines that fill too little, are uneven or break the sense.
fn judge(each: &[Length], breaks: &[Ending], size: Length, spec: &HeadlineSpec, w: &Widths) -> Option<Choice> {
    let longest = each.iter().copied().max()?;
    let shortest = each.iter().copied().min()?;
    if longest > spec.measure || !spec.measure.is_positive() {
        return None;
    }
    let fill = longest.scale(1000, spec.measure.as_nm()).as_nm();
    let level = shortest.scale(1000, longest.as_nm().max(1)).as_nm();
    let worst = breaks.iter().map(|b| b.1).min().unwrap_or(Sense::Good);
    let mut value = size.as_nm();
    let mut times = |per_mille: i64| value = value * per_mille / 1000;
    if fill < 800 {
        times(fill * 1000 / 800);
    }
    // Lines at two thirds of the longest still look meant; at a third they look left over.
    times(if each.len() > 1 { (level * 3 / 2 + 100).min(1000) } else { 1000 });
    times(match worst {
        Sense::Good => 1000,
        Sense::Fair => 960,
        Sense::Poor => 800,
        Sense::Broken => 300,
    });
    for _ in 1..each.len() {
        times(900);
    }
    let breaks = breaks.iter().map(|b| w.bytes[b.0]).collect();
    Some(Choice { size, breaks, fill: u16::try_from(fill).unwrap_or(1000), value, worst, fits: true })
}

/// It fits nowhere: the smallest size, as many lines as that takes.
fn overfull(w: &Widths, size: Length, reference: Length, spec: &HeadlineSpec) -> Choice {
    let sums = Sums::of(&w.atoms);
    let mut breaks = Vec::new();
    let mut from = 0;
    let mut may = None;
    for at in 1..=w.atoms.len() {
        let width = Length::nm(sums.weigh(from, at, true).width).scale(size.as_nm(), reference.as_nm());
        if width > spec.measure && at - 1 > from {
            let end = may.filter(|m| *m > from).unwrap_or(at - 1);
            breaks.push(w.bytes[end]);
            from = end;
        }
        if at < w.atoms.len() && w.atoms[at - 1].breaking != Breakable::Never {
            may = Some(at);
        }
    }
    Choice { size, breaks, fill: 1000, value: 0, worst: Sense::Good, fits: false }
}

fn paragraph(spec: &HeadlineSpec, text: &str, size: Length, align: Align) -> Paragraph {
    let face = Type { size, ..spec.face };
    let setting = Setting {
        direction: spec.direction,
        align,
        indent: 0,
        hanging_indent: 0,
        marks: spec.marks,
        kinsoku: Kinsoku::Gb,
        // Large type closes up: an eighth is enough between Han and figures.
        western_gap: Gap { natural: 125, least: 60, most: 250 },
        hanging_marks: false,
        cell_grid: false,
        keep_measure_words: true,
        trim_indented_opening: true,
        breaking: Breaking::TotalFit,
    };
    Paragraph { runs: vec![Run { text: text.to_owned(), face }], setting }
}

fn set(spec: &HeadlineSpec, choice: &Choice, library: &Library) -> HeadlineFit {
    let mut text = String::with_capacity(spec.text.len() + 8);
    let mut from = 0;
    for &at in &choice.breaks {
        // The writer's space has done its work where the line breaks at it.
        text.push_str(spec.text[from..at].trim_end());
        text.push('\u{2028}');
        from = at;
    }
    text.push_str(&spec.text[from..]);
    let align = if spec.align == Align::Justify { Align::Centre } else { spec.align };
    let mut paragraph = paragraph(spec, &text, choice.size, align);
    if spec.align == Align::Justify {
        spread_evenly(&mut paragraph, spec.measure, library);
    }
    let composed = compose(&paragraph, &Measures::all(spec.measure), library);
    let mut findings = composed.findings;
    if choice.worst == Sense::Broken {
        let zh = format!("标题《{}》只能在词的中间折行", spec.text);
        let en = format!("The headline “{}” can only break inside a word", spec.text);
        findings.push(Finding::new("CPY-13", Severity::Warning, zh, en).remedy(
            "在标题里加空格标明断句，或改字号、行数",
            "put a space into the headline where it should break, or change its size or lines",
        ));
    }
    if !choice.fits {
        let zh = format!("标题《{}》用最小字号也放不进 {} 行", spec.text, spec.max_lines);
        let en = format!(
            "The headline “{}” does not fit {} even at its least size",
            spec.text,
            counted(spec.max_lines, "line")
        );
        findings.push(
            Finding::new("CPY-14", Severity::Warning, zh, en)
                .remedy("加宽标题、增加行数或缩短标题", "widen the head, give it more lines, or shorten it"),
        );
    } else if choice.fill < 800 {
        let zh = format!("标题《{}》只占栏宽的 {} %", spec.text, choice.fill / 10);
        let en = format!("The headline “{}” fills only {} % of its measure", spec.text, choice.fill / 10);
        findings.push(
            Finding::new("CPY-14", Severity::Info, zh, en)
                .remedy("加大字号或收窄标题", "set it larger, or narrow the head"),
        );
    }
    HeadlineFit { size: choice.size, paragraph, lines: composed.lines, fill: choice.fill, findings }
}

/// 撑满: tracking for all lines alike, so that the longest reaches the measure; never more than half an em.
fn spread_evenly(paragraph: &mut Paragraph, measure: Length, library: &Library) {
    let lines = compose(paragraph, &Measures::all(measure), library).lines;
    let Some(longest) = lines.iter().max_by_key(|l| l.glyphs.last().map(|g| g.inline + g.advance)) else { return };
    let (Some(first), Some(last)) = (longest.glyphs.first(), longest.glyphs.last()) else { return };
    let width = last.inline + last.advance - first.inline;
    let gaps = longest.glyphs.len() as i64 - 1;
    let size = paragraph.runs[0].face.size.as_nm().max(1);
    if gaps > 0 && measure > width {
        let each = (measure - width).as_nm() * 1000 / size / gaps;
        paragraph.runs[0].face.tracking += i16::try_from(each.min(500)).unwrap_or(0);
    }
}
