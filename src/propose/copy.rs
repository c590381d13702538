//! A story as the page sees it: how many lines its text takes to any measure, how long its headline is.

use std::collections::BTreeMap;

use crate::compose::Direction;
use crate::geom::Length;
use crate::id::{PictureId, StoryId};
use crate::layout::{Gauge, HeadSize, TextPiece};
use crate::model::{Anchor, ArticlePicture, CaptionPlace, Edition, HeadSetting, Page, PictureCrop, Rank, Story};

/// A picture of a story.
#[derive(Clone, Debug)]
pub(super) struct Art {
    pub picture: PictureId,
    pub pixels: [u32; 2],
    pub caption: Option<u16>,
    pub credit: bool,
    pub crop: PictureCrop,
}

/// A story and what was measured of it.
#[derive(Debug)]
pub(super) struct Copy<'a> {
    pub id: StoryId,
    pub story: &'a Story,
    pub art: Vec<Art>,
    texts: BTreeMap<u16, Text>,
    /// Fewest faults of its text in any leg there may be.
    least_faults: Option<usize>,
    /// Longest line of the headline in one, two, three lines for a size of one millimetre; then the same when vertical.
    longest: [Option<Length>; 6],
    heads: BTreeMap<(u16, Type, bool), Option<HeadSize>>,
    captions: BTreeMap<(usize, Length), u16>,
}

/// What a head consists of: step of the ladder, lines of the headline, kicker and deck shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Type {
    pub step: u8,
    pub lines: u8,
    pub kicker: bool,
    pub deck: bool,
}

impl Type {
    pub(super) fn setting(self) -> HeadSetting {
        let Self { step, lines, kicker, deck } = self;
        HeadSetting { step: Some(step), lines, kicker, deck, ..HeadSetting::default() }
    }
}

/// The running text to one measure.
#[derive(Clone, Debug, Default)]
pub(super) struct Text {
    pub pieces: Vec<TextPiece>,
    /// Rows of all pieces together.
    pub lines: usize,
    pub has_cross_heads: bool,
    /// Places an editor would be warned of.
    pub faults: usize,
}

/// Most pictures of one story that a proposal shows.
pub(super) const MOST_ART: usize = 3;

impl<'a> Copy<'a> {
    /// The story, its pictures with the captions they have on the page, or one after the other.
    pub(super) fn of(edition: &'a Edition, id: &StoryId, pictures: &[PictureId]) -> Option<Self> {
        let story = edition.stories.get(id)?;
        let shown = |picture: &PictureId| {
            let articles = edition.pages.iter().flat_map(|p| &p.blocks).filter_map(|b| match &b.kind {
                crate::model::BlockKind::Article(a) if a.story == *id => Some(a),
                _ => None,
            });
            articles.flat_map(|a| &a.pictures).find(|p| p.picture == *picture).cloned()
        };
        let art = pictures.iter().enumerate().take(MOST_ART).filter_map(|(i, picture)| {
            let asset = edition.pictures.get(picture)?;
            let before = shown(picture);
            let next = u16::try_from(i).ok().filter(|i| usize::from(*i) < story.captions.len());
            Some(Art {
                picture: picture.clone(),
                pixels: asset.pixels,
                caption: before.as_ref().map_or(next, |p| p.caption),
                credit: before.as_ref().is_none_or(|p| p.credit),
                crop: before.map_or_else(PictureCrop::default, |p| PictureCrop { zoom: 1000, ..p.crop }),
            })
        });
        Some(Self {
            id: id.clone(),
            story,
            art: art.collect(),
            texts: BTreeMap::new(),
            least_faults: None,
            longest: [None; 6],
            heads: BTreeMap::new(),
            captions: BTreeMap::new(),
        })
    }

    /// Its rank on the page; a picture story or brief is never more than a filler unless an editor said so.
    pub(super) fn rank(&self) -> Rank {
        self.story.rank
    }

    /// The text in legs of `measure` 字.
    pub(super) fn text(&mut self, gauge: &mut Gauge<'_>, cell: Length, measure: u16) -> &Text {
        let story = self.story;
        self.texts.entry(measure).or_insert_with(|| {
            let pieces = gauge.text(story, cell * i64::from(measure));
            let rows = |piece: &TextPiece| match piece {
                TextPiece::Lines(n) => *n,
                TextPiece::CrossHead { rows, .. } => *rows,
            };
            let lines = pieces.iter().map(rows).sum();
            let has_cross_heads = pieces.iter().any(|p| matches!(p, TextPiece::CrossHead { .. }));
            let faults = gauge.text_faults(story, cell * i64::from(measure));
            Text { pieces, lines, has_cross_heads, faults }
        })
    }

    /// The text in legs of `measure` 字, where it is set there as well as it can be in any leg within `measures`.
    pub(super) fn well_set(
        &mut self,
        gauge: &mut Gauge<'_>,
        cell: Length,
        (measure, measures): (u16, (u16, u16)),
    ) -> Option<Text> {
        let least = match self.least_faults {
            Some(least) => least,
            None => {
                let all = (measures.0..=measures.1).map(|m| self.text(gauge, cell, m).faults);
                let least = all.min().unwrap_or(0);
                *self.least_faults.insert(least)
            }
        };
        let text = self.text(gauge, cell, measure);
        (text.faults <= least).then(|| text.clone())
    }

    /// How long the longest line of the headline is in `lines` lines, for a headline of one millimetre.
    pub(super) fn longest(
        &mut self,
        gauge: &mut Gauge<'_>,
        lines: u8,
        ladder_step: u8,
        vertical: bool,
    ) -> Option<Length> {
        let slot = usize::from(lines.clamp(1, 3)) - 1 + if vertical { 3 } else { 0 };
        if self.longest[slot].is_none() {
            self.longest[slot] = Some(measure_longest(gauge, self.story, lines, ladder_step, vertical));
        }
        self.longest[slot].filter(|l| l.is_positive())
    }

    /// The head to a measure; kept.
    pub(super) fn head(
        &mut self,
        gauge: &mut Gauge<'_>,
        (measure, length): (u16, Length),
        set: Type,
        direction: Direction,
    ) -> Option<HeadSize> {
        let story = self.story;
        let key = (measure, set, direction == Direction::Vertical);
        let made = || gauge.head(story, &set.setting(), length, direction);
        *self.heads.entry(key).or_insert_with(made)
    }

    /// Rows of the caption under picture `index` in a frame `width` wide.
    pub(super) fn caption_rows(&mut self, gauge: &mut Gauge<'_>, index: usize, width: Length) -> u16 {
        let Some(picture) = self.art.get(index).map(|art| article_picture(art, Anchor::TopLeft, 1, 1)) else {
            return 0;
        };
        let story = self.story;
        *self
            .captions
            .entry((index, width))
            .or_insert_with(|| u16::try_from(gauge.caption_rows(story, &picture, width)).unwrap_or(0))
    }
}

/// A picture of the model.
pub(super) fn article_picture(art: &Art, anchor: Anchor, legs: u16, lines: u16) -> ArticlePicture {
    ArticlePicture {
        picture: art.picture.clone(),
        anchor,
        legs,
        lines,
        crop: art.crop,
        caption: art.caption,
        caption_place: CaptionPlace::Below,
        credit: art.credit,
    }
}

/// Sets the headline so narrow that it breaks into as many lines as asked, and no narrower.
fn measure_longest(gauge: &mut Gauge<'_>, story: &Story, lines: u8, step: u8, vertical: bool) -> Length {
    let direction = if vertical { Direction::Vertical } else { Direction::Horizontal };
    let setting = HeadSetting { step: Some(step), lines, kicker: false, deck: false, ..HeadSetting::default() };
    let one = HeadSetting { lines: 1, ..setting.clone() };
    let Some(whole) = gauge.head(story, &one, Length::MM * 3_000, direction) else { return Length::ZERO };
    let scaled = |length: Length| length.scale(1_000_000, whole.size.as_nm().max(1));
    if lines == 1 {
        return scaled(whole.longest);
    }
    // The most level way first; a headline of two unequal halves needs more room.
    for share in [530, 580, 640, 700, 760, 820, 900] {
        let measure = whole.longest.per_mille(if lines == 2 { share } else { share * 7 / 10 });
        let fit = gauge.head(story, &setting, measure, direction);
        if let Some(fit) = fit.filter(|f| !f.poor && f.lines == usize::from(lines)) {
            return scaled(fit.longest);
        }
    }
    Length::ZERO
}

/// The height of the ladder's step.
pub(super) fn size_of_step(edition: &Edition, step: u8) -> Length {
    edition.house.ladder.get(usize::from(step)).map_or(Length::ZERO, |s| s.size)
}

/// The story of an article.
pub(super) fn story_of(block: &crate::model::Block) -> Option<StoryId> {
    match &block.kind {
        crate::model::BlockKind::Article(article) => Some(article.story.clone()),
        _ => None,
    }
}

/// Blocks of a page by which story they show.
pub(super) fn article_of<'p>(page: &'p Page, story: &StoryId) -> Option<&'p crate::model::Block> {
    let shows = |b: &crate::model::Block| matches!(&b.kind, crate::model::BlockKind::Article(a) if a.story == *story);
    page.blocks.iter().map(|b| &**b).find(|b| shows(b))
}
