//! Measuring without making a page: what a text takes to a measure, what a head takes, and how one block would fit.
//!
//! Everything here is what the layout itself would do, by the same functions and the same cache, so that a plan made of
//! these numbers holds when the page is laid out.

use super::cache::Cache;
use super::copy::{self, Kind};
use super::fit::{self, Fit};
use super::flow;
use super::head;
use super::head_parts;
use super::pictures;
use super::resolve::Desk;
use super::set::{SetLine, Stack, size_of};
use super::slots::{self, Slot};
use super::thread::{self, Threads};
use crate::compose::Direction;
use crate::finding::Severity;
use crate::geom::{Length, Rect};
use crate::id::{BlockId, Part};
use crate::library::Library;
use crate::model::{ArticlePicture, Edition, HeadSetting, Page, PageSetup, Story};

/// Measures text, heads and blocks of an edition on pages of one setup.
pub struct Gauge<'a> {
    desk: Desk<'a>,
    setup: PageSetup,
}

/// What a paragraph of running text takes of legs that are all equally wide.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TextPiece {
    /// So many lines, each in any row.
    Lines(usize),
    /// A cross-head: rows that stay together in one leg, with so many lines of text after them.
    CrossHead {
        /// Its own rows.
        rows: usize,
        /// Rows of text that must follow in the same leg.
        kept: usize,
    },
}

/// What a head takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HeadSize {
    /// Across its direction, all its parts and the air between them.
    pub extent: Length,
    /// Size of the headline's type.
    pub size: Length,
    /// Lines of the headline.
    pub lines: usize,
    /// Length of the longest line of the headline.
    pub longest: Length,
    /// Length of all lines of the headline together.
    pub ink: Length,
    /// It breaks inside a word or a quotation, or does not fit.
    pub poor: bool,
    /// Kicker or deck need more than one line.
    pub crowded: bool,
}

/// How one block would fit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trial {
    /// Its fit; overset of the whole thread at its last block.
    pub fit: Fit,
    /// Lines of the whole thread that found no place.
    pub over_lines: usize,
    /// How many legs it has.
    pub legs: usize,
    /// Its headline.
    pub headline: Option<Headline>,
    /// Area of the whole head with its air.
    pub head: Option<Rect>,
    /// Narrowest leg of its text.
    pub measure: Length,
    /// Fewest and most lines that stand one under the other in a leg without interruption.
    pub depth: (usize, usize),
    /// The head stands in its depth and every picture in its place.
    pub sound: bool,
    /// Frames of its pictures, in the article's order.
    pub pictures: Vec<Rect>,
}

/// A headline as it stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Headline {
    /// Size of its type.
    pub size: Length,
    /// 竖题.
    pub vertical: bool,
    /// Its longest line, and all lines together.
    pub longest: Length,
    /// All lines together.
    pub ink: Length,
    /// Room along its lines.
    pub measure: Length,
}

impl<'a> Gauge<'a> {
    /// A gauge for pages of this setup.
    #[must_use]
    pub fn new(setup: PageSetup, edition: &'a Edition, library: &'a Library, cache: &'a mut Cache) -> Self {
        Self { desk: Desk::new(edition, library, cache), setup }
    }

    /// The running text of a story to one measure, in order. A tail byline that finds room on the last line of text
    /// takes none.
    pub fn text(&mut self, story: &Story, measure: Length) -> Vec<TextPiece> {
        let pieces = copy::of(&mut self.desk, story, Direction::Horizontal);
        let mut end = None;
        let mut out = Vec::with_capacity(pieces.len());
        for (i, piece) in pieces.iter().enumerate() {
            let lines = self.desk.compose_to(&piece.paragraph, measure);
            let count = lines.lines.len();
            match piece.kind {
                Kind::Body => out.push(TextPiece::Lines(count)),
                Kind::TailByline => {
                    let shares = end.is_some_and(|end| flow::shares(end, &piece.paragraph, &lines));
                    out.push(TextPiece::Lines(if shares { 0 } else { count }));
                }
                Kind::CrossHead { rows } => {
                    let rows = flow::cross_head_rows(self.setup, size_of(&piece.paragraph), count, rows);
                    let kept = if flow::text_after(&pieces, i) { flow::KEPT } else { 0 };
                    out.push(TextPiece::CrossHead { rows, kept });
                }
            }
            end = lines.lines.last().map(|l| l.end).filter(|_| piece.kind == Kind::Body);
        }
        out
    }

    /// Places in a story's text, set to one measure, that an editor would be warned of: loose lines, marks where they
    /// should not stand, numbers parted from their unit.
    pub fn text_faults(&mut self, story: &Story, measure: Length) -> usize {
        let pieces = copy::of(&mut self.desk, story, Direction::Horizontal);
        let mut faults = 0;
        for piece in pieces.iter().filter(|p| p.kind == Kind::Body) {
            let lines = self.desk.compose_to(&piece.paragraph, measure);
            faults += lines.findings.iter().filter(|f| f.severity > Severity::Info).count();
            let text = copy::text_of(&piece.paragraph);
            let parts = |at: u32| {
                let (before, after) = text.split_at_checked(at as usize)?;
                Some((before.chars().next_back()?, after.chars().next()?))
            };
            let split = |(last, first): (char, char)| {
                last.is_ascii_digit() && (first.is_ascii_digit() || "%‰℃°万亿".contains(first))
            };
            faults += lines.lines.iter().filter_map(|l| parts(l.text.end)).filter(|pair| split(*pair)).count();
        }
        faults
    }

    /// A head to a measure along its direction; none for a story without one.
    pub fn head(
        &mut self,
        story: &Story,
        setting: &HeadSetting,
        measure: Length,
        direction: Direction,
    ) -> Option<HeadSize> {
        let parts = head_parts::compose(&mut self.desk, story, setting, measure, direction);
        if parts.is_empty() {
            return None;
        }
        let headline = parts.iter().find(|p| p.part == Part::Headline);
        let ink = |part: &Stack| part.lines.lines.iter().map(line_length).collect::<Vec<_>>();
        let lengths = headline.map(ink).unwrap_or_default();
        let findings = headline.map(|h| h.lines.findings.as_slice()).unwrap_or_default();
        let small = parts.iter().filter(|p| p.part != Part::Headline);
        Some(HeadSize {
            extent: head::extent(&parts),
            size: headline.map_or(Length::ZERO, |h| size_of(&h.paragraph)),
            lines: lengths.len(),
            longest: lengths.iter().copied().max().unwrap_or_default(),
            ink: lengths.iter().copied().sum(),
            poor: findings.iter().any(|f| f.severity > Severity::Info) || headline.is_some_and(splits_quote),
            crowded: small.map(|p| p.lines.lines.len()).any(|lines| lines > 1),
        })
    }

    /// Whole rows of the grid that are `height` high.
    #[must_use]
    pub fn rows_for(&self, height: Length) -> i64 {
        super::area::rows_for(self.setup, height)
    }

    /// Height of `rows` rows of the grid.
    #[must_use]
    pub fn height_of(&self, rows: i64) -> Length {
        super::area::height_of(self.setup, rows)
    }

    /// Rows the caption of a picture takes under a frame `width` wide.
    pub fn caption_rows(&mut self, story: &Story, picture: &ArticlePicture, width: Length) -> i64 {
        pictures::caption_of(&mut self.desk, self.setup, story, picture, width).map_or(0, |c| c.rows())
    }

    /// How a block of running text fits on `page`, which stands in for the edition's page of that number. None for a
    /// block without text.
    pub fn block(&mut self, page: &Page, block: &BlockId) -> Option<Trial> {
        let threads = Threads::of(self.desk.edition, page);
        let thread = threads.thread(threads.root(block)?)?;
        let index = thread.frames.iter().position(|f| f.block.id == *block)?;
        let pieces = thread::pieces(&mut self.desk, &thread);
        let solved = thread::solve(&mut self.desk, &thread, &pieces);
        let module = &solved.modules[index];
        let fit = fit::of(&thread, &solved, index, self.desk.style("body").size);
        Some(Trial {
            fit,
            over_lines: solved.flowed.over_lines,
            legs: module.legs.len(),
            headline: headline_of(&module.head.lines),
            head: module.head.area,
            measure: module.slots.iter().map(|s| s.measure).min().unwrap_or_default(),
            depth: depth_of(&module.slots),
            sound: module.head.findings.is_empty() && module.pictures.findings.is_empty(),
            pictures: module.pictures.pictures.iter().map(|p| p.frame).collect(),
        })
    }
}

/// Whether a line ends between two quotation marks: “小|案侦防”.
fn splits_quote(part: &Stack) -> bool {
    let text = copy::text_of(&part.paragraph);
    let lines = part.lines.lines.iter();
    let shown = lines.map(|l| text.get(l.text.start as usize..l.text.end as usize).unwrap_or_default());
    let open = |line: &str| {
        let count = |marks: [char; 3]| line.chars().filter(|c| marks.contains(c)).count();
        count(['“', '『', '「']) != count(['”', '』', '」'])
    };
    shown.into_iter().any(open)
}

fn headline_of(lines: &[SetLine]) -> Option<Headline> {
    let lines: Vec<&SetLine> = lines.iter().filter(|l| l.part == Part::Headline).collect();
    let first = lines.first()?;
    let vertical = first.paragraph.setting.direction == Direction::Vertical;
    let lengths = lines.iter().map(|l| line_length(l.line()));
    Some(Headline {
        size: size_of(&first.paragraph),
        vertical,
        longest: lengths.clone().max().unwrap_or_default(),
        ink: lengths.sum(),
        measure: if vertical { first.area.height } else { first.area.width },
    })
}

fn depth_of(all: &[Slot]) -> (usize, usize) {
    let runs = slots::runs(all);
    let starts = (0..all.len()).filter(|i| *i == 0 || runs[i - 1] == 1);
    let depths: Vec<usize> = starts.map(|i| runs[i]).collect();
    (depths.iter().min().copied().unwrap_or(0), depths.iter().max().copied().unwrap_or(0))
}

/// From the first glyph to the end of the last.
fn line_length(line: &crate::compose::Line) -> Length {
    match (line.glyphs.first(), line.glyphs.last()) {
        (Some(first), Some(last)) => last.inline + last.advance - first.inline,
        _ => Length::ZERO,
    }
}
