//! A composed page: everything that will be inked, at its final place, in print inks, knowing whose it is.
//!
//! Five kinds of item and no more. A painter needs nothing beside the sheet and the library's faces and pictures: no
//! style, default, unit or file name is left to resolve. Items are painted in order, later over earlier; the same order
//! is the reading order.

mod area;
mod mono;
mod place;
mod text;

use std::ops::Range;

use crate::geom::{Length, Point, Rect, Size};
use crate::id::{BlockId, FaceId, Part, PictureId, StoryId};
use crate::ink::{Ink, Intent};

pub use place::Place;
pub use text::to_text;

/// One composed page, in page coordinates from the top left trim corner.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sheet {
    /// Page number, from 1.
    pub page: u16,
    /// Trimmed size.
    pub size: Size,
    /// What is painted, in painting and reading order.
    pub items: Vec<Item>,
    /// 专色: inks with a plate of their own, where the output can have one.
    pub spots: Vec<Spot>,
}

/// 专色: whatever is inked in its substitute, or in a tint of that, goes on its plate instead of the process plates.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spot {
    /// Name of the plate, as the printing house knows the ink: PANTONE 186 C.
    pub name: String,
    /// How it is printed where there is no such plate; not black alone.
    pub substitute: Ink,
}

impl Sheet {
    /// The plate of its own that `ink` goes on and how much of it, in per mille; none for a process ink.
    #[must_use]
    pub fn spot_of(&self, ink: Ink) -> Option<(usize, u16)> {
        self.spots.iter().enumerate().find_map(|(n, spot)| spot.substitute.share_in(ink).map(|tint| (n, tint)))
    }
}

/// One thing on a sheet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Item {
    /// Items that move, turn or are clipped together.
    Group(Group),
    /// Type.
    Glyphs(Glyphs),
    /// A rule, box, border or tint.
    Shape(Shape),
    /// A placed, cropped picture.
    Picture(Picture),
    /// Whose ink follows, up to the next mark of the same group.
    Mark(Mark),
}

/// Items in coordinates of their own: turned about their origin, then moved by `offset`, then clipped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// Where the group's origin lies in the coordinates around it.
    pub offset: Point,
    /// Turned about its origin.
    pub turn: Turn,
    /// Nothing outside this box is painted; in the coordinates around the group.
    pub clip: Option<Rect>,
    /// The items, in the group's own coordinates.
    pub items: Vec<Item>,
}

/// A quarter turn or none: all a newspaper page needs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Turn {
    /// Upright.
    #[default]
    None,
    /// 90° clockwise: Latin in a vertical line, whose head points right.
    Clockwise,
}

/// Type of one face, size and ink; every glyph at its own place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Glyphs {
    /// The face.
    pub face: FaceId,
    /// Type size (the em).
    pub size: Length,
    /// Width scaling in per mille of the face's own (长/扁), along the glyph's own baseline; 1000 = 正身.
    pub stretch: u16,
    /// How every glyph is turned about its origin.
    pub turn: Turn,
    /// The ink.
    pub ink: Ink,
    /// True where the ink prints over what lies below instead of knocking it out.
    pub overprint: bool,
    /// The characters these glyphs show, in order.
    pub text: String,
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
}

/// One glyph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Glyph {
    /// Glyph id in the face; never 0.
    pub id: u16,
    /// The glyph's horizontal origin on its baseline (as in the font's own coordinates), also in vertical lines.
    pub at: Point,
    /// Bytes of `Glyphs::text` it shows; empty for the further glyphs of a cluster.
    pub text: Range<u32>,
}

/// An outline, filled, drawn or both.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shape {
    /// Its form.
    pub outline: Outline,
    /// Tint inside.
    pub fill: Option<Ink>,
    /// Line along it.
    pub stroke: Option<Stroke>,
    /// True where it prints over what lies below instead of knocking it out.
    pub overprint: bool,
}

/// The form of a shape.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Outline {
    /// An upright box.
    Rect(Rect),
    /// A straight rule.
    Line(Point, Point),
    /// A closed polygon of at least three points.
    Polygon(Vec<Point>),
    /// Closed polygons painted as one, inside by the nonzero winding rule: a ring that runs the other way is a hole. A
    /// line along them is joined round.
    Rings(Vec<Vec<Point>>),
}

/// A line's look. The line lies centred on the outline; ends are cut square.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stroke {
    /// Thickness.
    pub width: Length,
    /// Ink.
    pub ink: Ink,
    /// Lengths of dash, gap, dash …; empty for a solid line.
    pub dash: Vec<Length>,
}

/// A picture in its frame.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// Which picture of the library.
    pub picture: PictureId,
    /// Where on the page.
    pub frame: Rect,
    /// What part of it is shown.
    pub crop: Crop,
    /// How its colours become inks.
    pub intent: Intent,
    /// On the black plate alone.
    pub black: bool,
}

impl Picture {
    /// A picture in its frame, separated as photographs are, in all inks.
    #[must_use]
    pub fn new(picture: PictureId, frame: Rect, crop: Crop) -> Self {
        Self { picture, frame, crop, intent: Intent::default(), black: false }
    }

    /// Pixels an inch across and down of a picture of `pixels`, upright, where it stands; 0 where the frame is empty.
    #[must_use]
    pub fn ppi(&self, pixels: [u32; 2]) -> [f64; 2] {
        let Crop { left, top, right, bottom } = self.crop;
        let along = |pixels: u32, from: u32, to: u32, side: Length| {
            let shown = f64::from(pixels) * f64::from(to.saturating_sub(from)) / 1e6;
            if side.is_positive() { shown / side.as_mm() * 25.4 } else { 0.0 }
        };
        [along(pixels[0], left, right, self.frame.width), along(pixels[1], top, bottom, self.frame.height)]
    }
}

/// The part of a picture that is shown, in millionths of its width and height from its top left.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Crop {
    /// Left edge, 0–1,000,000.
    pub left: u32,
    /// Top edge.
    pub top: u32,
    /// Right edge, greater than `left`.
    pub right: u32,
    /// Bottom edge, greater than `top`.
    pub bottom: u32,
}

impl Crop {
    /// The whole picture.
    pub const WHOLE: Self = Self { left: 0, top: 0, right: 1_000_000, bottom: 1_000_000 };
}

/// Whose ink follows. Draws nothing; gives hit-testing, hot zones, the place of a finding and the reading order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// The block that owns it.
    pub block: BlockId,
    /// The story it comes from.
    pub story: Option<StoryId>,
    /// Which part.
    pub part: Part,
    /// Paragraph of that part, from 0 (captions: which caption).
    pub paragraph: u32,
    /// Line of the paragraph, from 0.
    pub line: u32,
    /// The area it occupies: a text line's box from its start to its measure, a picture's frame.
    pub area: Rect,
    /// Bytes of its composed paragraph's text that a line shows, a space at its end included; empty for what is not text. With the
    /// text of the glyphs that follow it leads from a place on paper to a place in the copy.
    pub text: Range<u32>,
}
