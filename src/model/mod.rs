//! What the editors made: an edition of pages, blocks, stories, styles and grids, as plain serialisable values.
//!
//! An [`Edition`] is an immutable tree of `Arc`s: whoever changes something clones the way down to it and shares the
//! rest, so that two editions with the same pointer have the same content.

mod block;
mod date;
mod file_name;
mod grid;
mod house;
mod look;
mod page;
mod soundness;
mod story;
mod style;
mod units;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::id::{PictureId, StoryId};
use crate::ink::Intent;

pub use block::{
    Align, Anchor, Article, ArticlePicture, Block, BlockKind, BoxStyle, CaptionPlace, Furniture, HeadPlace,
    HeadSetting, LegScheme, Legs, PictureBlock, PictureCrop, Place, RuleBlock, SectionHead, TextFrame,
};
pub use date::{day_after_1970, is_date, utc};
pub use file_name::{BadTemplate, FileNameParts, file_name};
pub use grid::{Grid, GridError, Preset};
pub use house::{House, LadderStep, OutputSettings, PicturePacking, PreflightChoice, Role, Standard, default_house};
pub use look::{Border, CodeBlock, Correction, Figure, HeadOutline, Pattern, Shadow, SpotInk, Texture};
pub use page::{Page, PageSetup};
pub use soundness::{Fault, MOST_BLOCKS, MOST_PAGES, check, is_file_name};
pub use story::{
    Byline, BylinePlace, Caption, Headline, Paragraph, ParagraphKind, Rank, Span, SpanKind, Story, StoryKind,
    plain_text,
};
pub use style::{CharStyle, Gap, Kinsoku, MarkStyle, ParagraphStyle};
pub use units::{Unit, UnitContext, UnitError, parse_length};

/// One issue of a paper, or a part of it made together.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Edition {
    /// Name of the paper, without 《》.
    pub paper: String,
    /// Date of issue, `YYYY-MM-DD`.
    pub date: String,
    /// 总第…期, where the paper counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issue_number: Option<u32>,
    /// Styles, faces, sizes and output of the house.
    pub house: Arc<House>,
    /// The pages, in order.
    pub pages: Vec<Arc<Page>>,
    /// All copy, placed or not.
    pub stories: BTreeMap<StoryId, Arc<Story>>,
    /// All pictures, placed or not.
    pub pictures: BTreeMap<PictureId, Arc<PictureAsset>>,
}

/// A picture of the edition: a file in its `photos/` and what is known about it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PictureAsset {
    /// File name inside `photos/`.
    pub file: String,
    /// Size in pixels, width × height, as it stands upright.
    pub pixels: [u32; 2],
    /// Who made it; printed where the block asks for a credit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub credit: String,
    /// Under which terms it may be printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub licence: String,
    /// How its colours become inks.
    #[serde(default, skip_serializing_if = "Intent::is_default")]
    pub intent: Intent,
}

impl Edition {
    /// The page with this number.
    #[must_use]
    pub fn page(&self, number: u16) -> Option<&Arc<Page>> {
        self.pages.iter().find(|p| p.number == number)
    }

    /// Equal, found out by pointers first: what two editions share is not compared.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        fn same<T: PartialEq>(a: &Arc<T>, b: &Arc<T>) -> bool {
            Arc::ptr_eq(a, b) || a == b
        }
        let pages =
            || self.pages.len() == other.pages.len() && self.pages.iter().zip(&other.pages).all(|(a, b)| same(a, b));
        let stories = || {
            let pairs = || self.stories.iter().zip(&other.stories);
            self.stories.len() == other.stories.len() && pairs().all(|(a, b)| a.0 == b.0 && same(a.1, b.1))
        };
        let pictures = || {
            let pairs = || self.pictures.iter().zip(&other.pictures);
            self.pictures.len() == other.pictures.len() && pairs().all(|(a, b)| a.0 == b.0 && same(a.1, b.1))
        };
        let front = self.paper == other.paper && self.date == other.date && self.issue_number == other.issue_number;
        front && same(&self.house, &other.house) && pages() && stories() && pictures()
    }

    /// The block with this id and the page it stands on.
    #[must_use]
    pub fn block(&self, id: &crate::id::BlockId) -> Option<(&Arc<Page>, &Arc<Block>)> {
        self.pages.iter().find_map(|p| p.blocks.iter().find(|b| b.id == *id).map(|b| (p, b)))
    }
}
