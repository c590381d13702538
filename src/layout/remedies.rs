//! What would make a story fit, in numbers. Every remedy was tried: the page was laid out with it before it is named.

use std::sync::Arc;

use super::copy::{self, Piece};
use super::fit::{self, Fit};
use super::resolve::Desk;
use super::thread::{self, Solved, Thread};
use crate::finding::{Finding, Said, Severity, counted};
use crate::geom::Length;
use crate::model::{Article, Block, BlockKind, HeadPlace};

/// CPY-01 or CPY-02 for frame `index` of a thread, if its text does not fit. Without `pieces` no remedy is tried.
pub(super) fn finding(
    desk: &mut Desk<'_>,
    thread: &Thread<'_>,
    pieces: Option<&[Piece]>,
    solved: &Solved,
    index: usize,
    fit: &Fit,
) -> Option<Finding> {
    let em = desk.style("body").size;
    let trial = pieces.map(|pieces| Trial { thread, pieces, index, em });
    if fit.overset_lines > 0 {
        let (lines, chars) = (fit.overset_lines, fit.overset_chars);
        let zh = format!("溢出 {lines} 行（{chars} 字）");
        let en = format!("{} of text find no room ({chars} characters)", counted(lines, "line"));
        let mut finding = Finding::new("CPY-01", Severity::Error, zh, en);
        finding.remedies = trial.map(|t| t.for_overset(desk, solved, fit)).unwrap_or_default();
        return Some(finding);
    }
    if fit.short_lines == 0 {
        return None;
    }
    let legs = solved.modules[index].legs.len();
    let severity = if fit.short_lines < legs { Severity::Info } else { Severity::Warning };
    let (lines, chars) = (fit.short_lines, fit.short_chars);
    let zh = format!("缺 {lines} 行（约 {chars} 字）");
    let en = format!("{} short (about {chars} characters)", counted(lines, "line"));
    let mut finding = Finding::new("CPY-02", severity, zh, en);
    finding.remedies = trial.map(|t| t.for_short(desk, solved, fit)).unwrap_or_default();
    Some(finding)
}

/// Fewest rows a picture may be cut to by a remedy.
const LEAST_PICTURE: u16 = 6;
/// Most rows a picture may grow by a remedy.
const MOST_GROWTH: u16 = 40;

struct Trial<'t> {
    thread: &'t Thread<'t>,
    pieces: &'t [Piece],
    index: usize,
    em: Length,
}

/// What a trial came to: lines too many, or lines left empty.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Outcome {
    over: usize,
    short: usize,
}

impl Trial<'_> {
    fn for_overset(&self, desk: &mut Desk<'_>, solved: &Solved, fit: &Fit) -> Vec<Said> {
        let mut remedies = Vec::new();
        for picture in 0..self.article().map_or(0, |a| a.pictures.len()) {
            remedies.extend(self.lower(desk, picture, fit.overset_lines));
        }
        remedies.extend(self.shallower(desk, solved));
        remedies.extend(self.less_air(desk));
        remedies.extend(self.cut(desk, fit.overset_chars));
        remedies
    }

    fn for_short(&self, desk: &mut Desk<'_>, solved: &Solved, fit: &Fit) -> Vec<Said> {
        let mut remedies = Vec::new();
        for picture in 0..self.article().map_or(0, |a| a.pictures.len()) {
            remedies.extend(self.higher(desk, picture, fit.short_lines));
        }
        remedies.extend(self.add(desk, solved));
        remedies
    }

    fn article(&self) -> Option<&Article> {
        match &self.thread.frames[self.index].block.kind {
            BlockKind::Article(article) => Some(article),
            BlockKind::TextFrame(_)
            | BlockKind::Picture(_)
            | BlockKind::Rule(_)
            | BlockKind::Folio(_)
            | BlockKind::Masthead(_)
            | BlockKind::SectionHead(_)
            | BlockKind::Code(_) => None,
        }
    }

    /// Lays the thread out with a changed article.
    fn with(&self, desk: &mut Desk<'_>, change: impl FnOnce(&mut Article)) -> Option<Solved> {
        let mut article = self.article()?.clone();
        change(&mut article);
        let mut thread = self.thread.clone();
        let block = &mut thread.frames[self.index].block;
        *block = Arc::new(Block { kind: BlockKind::Article(article), ..Block::clone(block) });
        let solved = thread::solve(desk, &thread, self.pieces);
        let module = &solved.modules[self.index];
        let sound = module.head.findings.is_empty() && module.pictures.findings.is_empty();
        sound.then_some(solved)
    }

    fn outcome(&self, solved: &Solved) -> Outcome {
        let fit = fit::of(self.thread, solved, self.index, self.em);
        Outcome { over: solved.flowed.over_lines, short: fit.short_lines }
    }

    /// What the picture is called in a remedy: by its id where there are several.
    fn name(&self, picture: usize) -> Said {
        match self.article().map(|a| a.pictures.as_slice()) {
            Some(pictures) if pictures.len() > 1 => {
                let id = &pictures[picture].picture;
                Said::new(format!("图 {id} "), format!("picture {id}"))
            }
            _ => Said::new("图", "the picture"),
        }
    }

    fn lower(&self, desk: &mut Desk<'_>, picture: usize, over: usize) -> Option<Said> {
        let shown = self.article()?.pictures[picture].clone();
        let (legs, lines) = (usize::from(shown.legs.max(1)), shown.lines);
        let least = u16::try_from(over.div_ceil(legs)).ok()?;
        let most = lines.checked_sub(LEAST_PICTURE)?;
        (least..=most.min(least.saturating_add(3))).find_map(|by| {
            let solved = self.with(desk, |a| a.pictures[picture].lines = lines - by)?;
            (self.outcome(&solved).over == 0).then(|| {
                let Said { zh, en } = self.name(picture);
                Said::new(
                    format!("{zh}减高 {by} 行即可排完"),
                    format!("make {en} {} lower and all fits", counted(by, "line")),
                )
            })
        })
    }

    /// A picture that fills the legs exactly when raised; or else the one that leaves least.
    fn higher(&self, desk: &mut Desk<'_>, picture: usize, short: usize) -> Option<Said> {
        let shown = self.article()?.pictures[picture].clone();
        let legs = usize::from(shown.legs.max(1));
        let about = u16::try_from(short / legs).ok()?.min(MOST_GROWTH);
        let mut best: Option<(usize, u16)> = None;
        for by in about.saturating_sub(1).max(1)..=about + 1 {
            let Some(solved) = self.with(desk, |a| a.pictures[picture].lines = shown.lines.saturating_add(by)) else {
                continue;
            };
            let outcome = self.outcome(&solved);
            if outcome.over == 0 && best.is_none_or(|(left, _)| outcome.short < left) {
                best = Some((outcome.short, by));
            }
        }
        let Said { zh, en } = self.name(picture);
        match best? {
            (0, by) => Some(Said::new(
                format!("{zh}加高 {by} 行即满"),
                format!("make {en} {} higher and all is filled", counted(by, "line")),
            )),
            (left, by) if left < short => Some(Said::new(
                format!("{zh}加高 {by} 行，还缺 {left} 行"),
                format!("make {en} {} higher; it is then short by {}", counted(by, "line"), counted(left, "line")),
            )),
            _ => None,
        }
    }

    /// A head whose depth was asked for may have rows to give.
    fn shallower(&self, desk: &mut Desk<'_>, solved: &Solved) -> Option<Said> {
        let head = self.article()?.head.clone();
        let rows = u16::try_from(solved.modules[self.index].head.rows).ok()?;
        if head.place != HeadPlace::Top || head.depth == 0 {
            return None;
        }
        (1..rows.min(12)).find_map(|by| {
            let solved = self.with(desk, |a| a.head.depth = rows - by)?;
            let fits = self.outcome(&solved).over == 0;
            fits.then(|| {
                Said::new(
                    format!("题区减 {by} 行即可排完"),
                    format!("make the head {} lower and all fits", counted(by, "line")),
                )
            })
        })
    }

    fn less_air(&self, desk: &mut Desk<'_>) -> Option<Said> {
        let head = self.article()?.head.clone();
        if head.place != HeadPlace::Top || head.depth != 0 {
            return None;
        }
        let above = head.air_above > 0;
        if !above && head.air_below < 2 {
            return None;
        }
        let solved = self.with(desk, |a| {
            if above {
                a.head.air_above -= 1;
            } else {
                a.head.air_below -= 1;
            }
        })?;
        let (zh, en) = if above { ("题上", "above") } else { ("题下", "below") };
        let fits = self.outcome(&solved).over == 0;
        fits.then(|| {
            Said::new(format!("{zh}空减 1 行即可排完"), format!("take one line of air {en} the head and all fits"))
        })
    }

    /// Characters to cut. The overset ones come first; a few more where the shorter last paragraph breaks otherwise.
    fn cut(&self, desk: &mut Desk<'_>, over: usize) -> Option<Said> {
        let modest = (0..12).find_map(|more| {
            let count = over + more * 3;
            let solved = thread::solve(desk, self.thread, &copy::shortened(self.pieces, count));
            (solved.flowed.over_lines == 0).then_some(count)
        })?;
        Some(Said::new(format!("删 {modest} 字"), format!("cut {modest} characters")))
    }

    /// Characters to add: so many that the last line is about half full.
    fn add(&self, desk: &mut Desk<'_>, solved: &Solved) -> Option<Said> {
        let module = &solved.modules[self.index];
        let line = fit::chars_per_line(module, self.em);
        let short = self.outcome(solved).short;
        // The last line of text has room left too, unless the byline stands on it; half a line either way.
        let about = (short * line).saturating_sub(line / 2).max(1);
        (0..=3).flat_map(|step| [about + step * line / 2, about.saturating_sub(step * line / 2)]).find_map(|count| {
            let solved = thread::solve(desk, self.thread, &copy::lengthened(self.pieces, count));
            let full = self.outcome(&solved) == Outcome { over: 0, short: 0 };
            (count > 0 && full).then(|| Said::new(format!("加 {count} 字"), format!("add {count} characters")))
        })
    }
}
