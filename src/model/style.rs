//! How text is set: paragraph and character styles of the house. Lengths relative to type are in per mille of its em.

use serde::{Deserialize, Serialize};

use super::block::Align;
use super::house::Role;
use crate::geom::Length;
use crate::ink::Ink;

/// A paragraph style.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct ParagraphStyle {
    /// Face of Han and Chinese marks.
    pub face: Role,
    /// Face of Latin and digits; none: the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latin: Option<Role>,
    /// Type size.
    pub size: Length,
    /// Ink.
    pub ink: Ink,
    /// Across the measure.
    pub align: Align,
    /// First-line indent in per mille of the em; 2000 = 2 字.
    pub indent: u16,
    /// 凸排: indent of the second and later lines, in per mille.
    pub hanging_indent: u16,
    /// Widths of marks.
    pub marks: MarkStyle,
    /// 避头尾.
    pub kinsoku: Kinsoku,
    /// Between Han and Latin.
    pub western_gap: Gap,
    /// Let one ， 、 。 hang at the line end (悬挂).
    pub hanging_marks: bool,
    /// 纵横对齐: every character in a cell of the grid.
    pub cell_grid: bool,
    /// 数词不拆: keep a number and its measure word (年 月 日 万 亿 人 …) together.
    pub keep_measure_words: bool,
    /// Trim an opening mark after the first-line indent.
    pub trim_indented_opening: bool,
    /// Space added after every character, in per mille.
    pub tracking: i16,
    /// 长/扁: width of characters in per mille.
    pub stretch: u16,
    /// Grid lines one line of this style takes, where it is not the body: cross-heads 2 or 3, captions 1. 0: what its
    /// size needs.
    pub grid_lines: u8,
}

impl Default for ParagraphStyle {
    fn default() -> Self {
        Self {
            face: Role::NewsSong,
            latin: None,
            size: Length::um(3150),
            ink: Ink::BLACK,
            align: Align::Start,
            indent: 0,
            hanging_indent: 0,
            marks: MarkStyle::LineEndHalf,
            kinsoku: Kinsoku::Gb,
            western_gap: Gap::default(),
            hanging_marks: false,
            cell_grid: false,
            keep_measure_words: false,
            trim_indented_opening: false,
            tracking: 0,
            stretch: 1000,
            grid_lines: 0,
        }
    }
}

/// A character style: what differs from the paragraph's.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CharStyle {
    /// Another face for Han.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub face: Option<Role>,
    /// Another face for Latin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub latin: Option<Role>,
    /// Another size.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<Length>,
    /// Another ink.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ink: Option<Ink>,
}

/// Widths of Chinese marks (CLREQ; GB/T 15834—2011 §5.1.10).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkStyle {
    /// 全角: every mark one em.
    Full,
    /// 行末半角: one em, half at the line end. Mainland newspapers.
    #[default]
    LineEndHalf,
    /// 开明: 。．？！ one em, all others half.
    Kaiming,
    /// 半角: all half.
    Half,
    /// Nothing adjusted.
    Plain,
}

/// 避头尾 levels, each holding the one before.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kinsoku {
    /// Anything may stand anywhere.
    None,
    /// CLREQ's recommended set.
    Basic,
    /// And no / at a line end (GB/T 15834 §5.1.9).
    #[default]
    Gb,
    /// And no —— or …… at a line start.
    Strict,
}

/// The gap between Han and Western text, in per mille of the Han em.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Gap {
    /// As set.
    pub natural: u16,
    /// When the line is squeezed.
    pub least: u16,
    /// When the line is opened.
    pub most: u16,
}

impl Default for Gap {
    fn default() -> Self {
        Self { natural: 250, least: 125, most: 500 }
    }
}
