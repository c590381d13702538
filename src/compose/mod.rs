//! Paragraphs become lines: shaping, 避头尾, 标点挤压, justification, horizontal or vertical.
//!
//! Composition works on two axes only: *inline*, along the line, and *block*, across it. What that means on paper is
//! decided by `place`, at the very end.

use crate::finding::Finding;
use crate::geom::Length;
use crate::id::FaceId;
use crate::ink::Ink;
use crate::model::{Align, Gap, Kinsoku, MarkStyle};

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
