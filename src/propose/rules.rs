//! What a house wants of a page: hard limits, and named weights that an editor can change.

use serde::{Deserialize, Serialize};

use crate::model::Rank;

/// Limits no proposal oversteps.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Narrowest and widest leg, in 字.
    pub measure: (u16, u16),
    /// Least and most rows of text in a leg between head, pictures and foot. A story in one leg may be shorter.
    pub depth: (u16, u16),
    /// Most of a picture that is cut off, in per mille.
    pub crop: u16,
    /// Least pixels to the inch of a picture that has enough of them.
    pub ppi: u16,
    /// Least fill of a headline's longest line, in per mille of its measure.
    pub head_fill: u16,
    /// Most column-lines of the page that stay empty, in per mille.
    pub short: u16,
    /// Most of the type area that is dead white, in per mille.
    pub white: u16,
    /// Least correlation of rank and size of head, in per mille.
    pub hierarchy: u16,
    /// No gutter may run through the middle half of the page (禁通线).
    pub no_through_lines: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            measure: (11, 27),
            depth: (5, 55),
            crop: 180,
            ppi: 170,
            head_fill: 800,
            short: 10,
            white: 15,
            hierarchy: 900,
            no_through_lines: false,
        }
    }
}

/// How much each fault of a page counts: points off a hundred for each unit of the fault.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Weights {
    /// Per mille of column-lines left empty.
    pub short: f64,
    /// Per cent of the type area that is dead white.
    pub white: f64,
    /// Pair of heads side by side at one level and alike (碰题).
    pub butting: f64,
    /// Gutter through the middle half (通线).
    pub through: f64,
    /// Leg too narrow, too wide, too shallow or too deep.
    pub legs: f64,
    /// Tenth under full agreement of rank and size of head.
    pub hierarchy: f64,
    /// Tenth of position value under the best.
    pub position: f64,
    /// Head that fills less than 0.8 of its measure.
    pub head_fill: f64,
    /// Hundredth of the worst crop.
    pub crop: f64,
    /// No dominant picture, at full lack.
    pub dominant: f64,
    /// Tenth of the type area that pictures are over or under their share.
    pub art: f64,
    /// Picture that touches another story's picture.
    pub pictures_touch: f64,
    /// Head larger than that of a stronger story above it.
    pub outsized: f64,
    /// Vertical head beyond one of three, or beyond the third.
    pub vertical: f64,
    /// Pair of vertical heads one under the other at one side.
    pub stacked: f64,
    /// Hundredth of the type area that the largest picture is over 20.
    pub largest: f64,
    /// The largest picture standing with a weaker story than another that has one.
    pub lead_picture: f64,
    /// Pair of boxes side by side or one on the other.
    pub boxes_touch: f64,
    /// Distinct edge beyond two for each module.
    pub edges: f64,
    /// Tenth that the centre of ink lies off the middle.
    pub balance: f64,
    /// Kinds of head that are missing on a page of one kind: all horizontal, nothing boxed.
    pub variety: f64,
    /// Taste of the single modules: proportion, size of head, air, number of boxes.
    pub modules: f64,
    /// Whole page moved, when an existing page is fitted anew.
    pub moved: f64,
}

impl Weights {
    /// For a part of a page: what only a whole one has does not count.
    pub(super) fn of_a_part(&self) -> Self {
        let whole = Self { balance: 0.0, position: 0.0, dominant: 0.0, art: 0.0, lead_picture: 0.0, ..self.clone() };
        Self { variety: 0.0, through: 0.0, ..whole }
    }
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            short: 0.6,
            white: 4.0,
            butting: 12.0,
            through: 3.0,
            legs: 2.0,
            hierarchy: 8.0,
            position: 4.0,
            head_fill: 6.0,
            crop: 0.15,
            dominant: 6.0,
            art: 4.0,
            pictures_touch: 4.0,
            boxes_touch: 8.0,
            outsized: 8.0,
            vertical: 2.0,
            stacked: 2.0,
            largest: 0.6,
            lead_picture: 4.0,
            edges: 0.3,
            balance: 3.0,
            variety: 3.0,
            modules: 0.6,
            moved: 0.0,
        }
    }
}

/// The size a headline of a rank should have, in 磅: least, ideal least, ideal most, most.
pub(super) const fn head_sizes(rank: Rank) -> [i64; 4] {
    match rank {
        Rank::Lead => [36, 48, 66, 72],
        Rank::Second => [24, 28, 36, 42],
        Rank::Third => [18, 21, 30, 36],
        Rank::Filler => [14, 16, 21, 24],
    }
}

/// What a rank counts in position and size.
pub(super) const fn importance(rank: Rank) -> f64 {
    match rank {
        Rank::Lead => 8.0,
        Rank::Second => 5.0,
        Rank::Third => 3.0,
        Rank::Filler => 1.0,
    }
}
