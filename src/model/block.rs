//! What stands on a page.

use serde::{Deserialize, Serialize};

use super::look::{Border, CodeBlock, HeadOutline, Shadow, Texture};
use crate::geom::{Length, Rect};
use crate::id::{BlockId, PictureId, StoryId};
use crate::ink::Ink;

/// A block: something with a place.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Block {
    /// Unique in the edition.
    pub id: BlockId,
    /// Where it stands.
    pub place: Place,
    /// True where neither auto-layout nor a stray drag may move it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub locked: bool,
    /// What it is.
    #[serde(flatten)]
    pub kind: BlockKind,
}

/// A place on the page. Lines, columns and cells are counted from 0.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// Whole base columns.
    Columns {
        /// First base column.
        column: u16,
        /// How many.
        columns: u16,
        /// First line.
        line: u16,
        /// How many lines.
        lines: u16,
    },
    /// Whole cells, where a module does not follow the base columns (inside boxes, beside 破栏).
    Cells {
        /// First 字.
        char: u16,
        /// How many 字.
        width: u16,
        /// First line.
        line: u16,
        /// How many lines.
        lines: u16,
    },
    /// Anywhere on the paper, from its top left trim corner.
    Free(Rect),
}

/// The kinds of block.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum BlockKind {
    /// 稿件: a story with its head, legs, pictures and captions in one module.
    Article(Article),
    /// A frame of running text, threadable.
    TextFrame(TextFrame),
    /// A picture by itself.
    Picture(PictureBlock),
    /// A rule or a box.
    Rule(RuleBlock),
    /// 报眉.
    Folio(Furniture),
    /// 报头.
    Masthead(Furniture),
    /// 栏头.
    SectionHead(SectionHead),
    /// 二维码.
    Code(CodeBlock),
}

impl BlockKind {
    /// The block its text runs on into, for the kinds that hold running text.
    #[must_use]
    pub const fn next(&self) -> Option<&BlockId> {
        match self {
            Self::Article(article) => article.next.as_ref(),
            Self::TextFrame(frame) => frame.next.as_ref(),
            Self::Picture(_)
            | Self::Rule(_)
            | Self::Folio(_)
            | Self::Masthead(_)
            | Self::SectionHead(_)
            | Self::Code(_) => None,
        }
    }
}

/// A story made up in its cells.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Article {
    /// The copy.
    pub story: StoryId,
    /// How the head is set.
    #[serde(default)]
    pub head: HeadSetting,
    /// How the body is divided.
    #[serde(default)]
    pub legs: Legs,
    /// Pictures inside the module.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<ArticlePicture>,
    /// Border, tint and padding round the module.
    #[serde(default, rename = "box", skip_serializing_if = "Option::is_none")]
    pub boxed: Option<BoxStyle>,
    /// Where the text that does not fit runs on: a text frame or article, on this page or another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<BlockId>,
}

/// How an article's head is set.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct HeadSetting {
    /// On top or vertical at a side.
    pub place: HeadPlace,
    /// Which headline style of the house; empty for `headline`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub style: String,
    /// Step of the size ladder, from 0 = smallest; none: the largest of the rank's range that fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<u8>,
    /// Most lines the headline may take, 1–4.
    pub lines: u8,
    /// Across its measure.
    pub align: Align,
    /// Grid lines kept free above the head.
    pub air_above: u8,
    /// Grid lines kept free between head and text.
    pub air_below: u8,
    /// Base columns or legs the head spans from the left (or, vertical, 字 of its strip); 0: the whole width (or what the
    /// type needs).
    pub span: u16,
    /// Grid lines the whole head takes; 0: what it needs, rounded up.
    pub depth: u16,
    /// Show the kicker if the story has one.
    pub kicker: bool,
    /// Show the deck if the story has one.
    pub deck: bool,
    /// Tracking of the headline in per mille of its em.
    #[serde(skip_serializing_if = "is_zero")]
    pub tracking: i16,
    /// 长/扁: width of the headline's characters in per mille, 800–1250.
    pub stretch: u16,
    /// Ink of headline, kicker and deck: red, or on a ground paper white, which is 反白; none: their styles'.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ink: Option<Ink>,
    /// A solid or tint under the whole head.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ink>,
    /// Figures on the ground.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub texture: Option<Texture>,
    /// 阴影 of the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shadow: Option<Shadow>,
    /// 勾边 of the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outline: Option<HeadOutline>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_zero(v: &i16) -> bool {
    *v == 0
}

impl Default for HeadSetting {
    fn default() -> Self {
        Self {
            place: HeadPlace::Top,
            style: String::new(),
            step: None,
            lines: 2,
            align: Align::Centre,
            air_above: 0,
            air_below: 1,
            span: 0,
            depth: 0,
            kicker: true,
            deck: true,
            tracking: 0,
            stretch: 1000,
            ink: None,
            ground: None,
            texture: None,
            shadow: None,
            outline: None,
        }
    }
}

/// Where a head stands to its text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeadPlace {
    /// 横题 over the text.
    #[default]
    Top,
    /// 竖题 left of the text.
    VerticalLeft,
    /// 竖题 right of the text.
    VerticalRight,
}

/// Across the measure.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// 撑满 both edges; the last line of a paragraph natural.
    Justify,
    /// At the start: left, or top.
    #[default]
    Start,
    /// In the middle.
    Centre,
    /// At the end: right, or foot.
    End,
}

/// How a body is divided into legs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Legs {
    /// How many; 0: one per base column of the module.
    pub count: u16,
    /// What happens to 字 that do not divide evenly.
    pub scheme: LegScheme,
    /// 字 between legs.
    pub gap: u16,
    /// Level the legs when the story is short: equal line counts, the shortfall in the last leg only.
    pub balance: bool,
    /// Thickness of a rule between legs; zero for none.
    pub rule: Length,
}

impl Default for Legs {
    fn default() -> Self {
        Self { count: 0, scheme: LegScheme::WideGaps, gap: 1, balance: true, rule: Length::ZERO }
    }
}

/// 破栏: (字 − gaps) ÷ legs leaves a remainder.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LegScheme {
    /// All legs equal, the gaps take the remainder: 五破三 22/22/22 with gaps of 1½ 字.
    #[default]
    WideGaps,
    /// The last legs are a 字 wider: 22/22/23.
    Uneven,
}

/// A picture inside an article.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ArticlePicture {
    /// Which picture.
    pub picture: PictureId,
    /// At which place of the body area.
    pub anchor: Anchor,
    /// How many legs it spans.
    pub legs: u16,
    /// Grid lines of the picture itself; the caption comes beneath.
    pub lines: u16,
    /// What part of it is shown.
    #[serde(default)]
    pub crop: PictureCrop,
    /// Which caption of the story, from 0; none for no caption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<u16>,
    /// Caption under it or beside it.
    #[serde(default)]
    pub caption_place: CaptionPlace,
    /// Print the picture's credit.
    #[serde(default)]
    pub credit: bool,
}

/// Where in the body area a picture stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// 题图: over the head, as wide as the module. Beside a vertical head it stands as `TopLeft` does.
    AboveHead,
    /// Top, first legs.
    TopLeft,
    /// Top, middle legs.
    TopCentre,
    /// Top, last legs.
    TopRight,
    /// In the middle of the area: text runs on above and below.
    Centre,
    /// Foot, first legs.
    BottomLeft,
    /// Foot, middle legs.
    BottomCentre,
    /// Foot, last legs.
    BottomRight,
    /// From leg `leg` and line `line` of the body area.
    At {
        /// First leg, from 0.
        leg: u16,
        /// First line of the body area, from 0.
        line: u16,
    },
}

/// Where a caption stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaptionPlace {
    /// Under the picture, its exact width.
    #[default]
    Below,
    /// In the leg right of the picture, at its foot.
    Beside,
}

/// How a picture fills its frame: always whole, never distorted; what does not fit is cut.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct PictureCrop {
    /// The point that should stay in view, in per mille of width and height.
    pub focus: [u16; 2],
    /// Enlargement beyond the smallest that fills the frame, in per mille; at least 1000.
    pub zoom: u16,
}

impl Default for PictureCrop {
    fn default() -> Self {
        Self { focus: [500, 500], zoom: 1000 }
    }
}

/// A border, a tint or both, and the room inside.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct BoxStyle {
    /// The line round it.
    pub border: Option<Border>,
    /// Ink under it.
    pub tint: Option<Ink>,
    /// Figures on the tint.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub texture: Option<Texture>,
    /// Room between border and text left and right, in half 字.
    pub padding_halves: u8,
    /// Room above and below, in grid lines.
    pub padding_lines: u8,
}

impl Default for BoxStyle {
    fn default() -> Self {
        Self {
            border: Some(Border::solid(Length::pt(0.5), Ink::BLACK)),
            tint: None,
            texture: None,
            padding_halves: 2,
            padding_lines: 1,
        }
    }
}

/// A frame of running text.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct TextFrame {
    /// The copy, for the first frame of a thread; none for the frames it runs on into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub story: Option<StoryId>,
    /// Set in columns from right to left.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub vertical: bool,
    /// How it is divided.
    #[serde(default)]
    pub legs: Legs,
    /// Border and tint.
    #[serde(default, rename = "box", skip_serializing_if = "Option::is_none")]
    pub boxed: Option<BoxStyle>,
    /// The next frame of the thread.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<BlockId>,
}

/// A picture by itself.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct PictureBlock {
    /// Which picture.
    pub picture: PictureId,
    /// What part of it is shown.
    #[serde(default)]
    pub crop: PictureCrop,
    /// A line round it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub border: Option<Border>,
    /// Text of its own under it, inside the block; its lines are taken from the block's foot.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
    /// Print the picture's credit.
    #[serde(default)]
    pub credit: bool,
    /// Running text keeps clear of it.
    #[serde(default = "yes")]
    pub runaround: bool,
}

const fn yes() -> bool {
    true
}

/// A straight rule along the longer middle of its place, or a box along its edges.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RuleBlock {
    /// A box instead of a rule.
    #[serde(default, rename = "box")]
    pub is_box: bool,
    /// The line; none for a tint alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<Border>,
    /// Ink inside a box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tint: Option<Ink>,
    /// Figures inside a box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub texture: Option<Texture>,
    /// How far a box's edges lie outside its place, so that it runs in the gutters; may be negative.
    #[serde(default)]
    pub outset: Length,
}

/// 报眉 and 报头: what they say comes from the edition and the page, and from these.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Furniture {
    /// 责编, 视觉, 校对 and the like: role and name.
    pub editors: Vec<(String, String)>,
    /// Telephone, mail, web address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// CN number, publisher, price …: lines of a masthead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
    /// The paper's name in an ink of its own; black if none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accent: Option<Ink>,
}

/// 栏头: the label of a group.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SectionHead {
    /// What it says.
    pub text: String,
    /// A second, smaller text after it, such as the county.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The accent ink of rule and label.
    #[serde(default)]
    pub accent: Ink,
    /// Reversed out of a solid label instead of drawn beside a rule.
    #[serde(default)]
    pub reversed: bool,
    /// Top to bottom.
    #[serde(default)]
    pub vertical: bool,
}
