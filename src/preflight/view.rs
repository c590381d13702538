//! A composed page as the rules read it: every piece of ink at its place, with its owner.

use std::collections::BTreeMap;

use super::facts::Facts;
use super::limits::Limits;
use super::plates::PagePlates;
use crate::display::{Glyphs, Item, Mark, Outline, Picture, Place, Shape};
use crate::finding::Where;
use crate::geom::{Length, Point, Rect};
use crate::id::{BlockId, Part};
use crate::layout::Composed;
use crate::model::{Article, Block, BlockKind, Edition, Page};

/// One page and everything a rule may ask.
pub(super) struct View<'a> {
    pub(super) edition: &'a Edition,
    pub(super) page: &'a Page,
    pub(super) composed: &'a Composed,
    pub(super) facts: &'a Facts,
    pub(super) limits: &'a Limits,
    /// In painting order.
    pub(super) pieces: Vec<Piece<'a>>,
    /// Lines of type, in reading order.
    pub(super) lines: Vec<Line<'a>>,
}

/// One piece of ink.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    pub(super) what: What<'a>,
    /// Whose it is.
    pub(super) mark: Option<&'a Mark>,
    /// Where it lies on the page.
    pub(super) area: Rect,
}

#[derive(Clone, Copy)]
pub(super) enum What<'a> {
    Run(&'a Glyphs),
    Shape(&'a Shape),
    Picture(&'a Picture),
}

/// The type that stands under one mark.
pub(super) struct Line<'a> {
    pub(super) mark: &'a Mark,
    pub(super) text: String,
    /// Its runs are `pieces[from..to]` of the view.
    pub(super) pieces: std::ops::Range<usize>,
}

impl<'a> View<'a> {
    pub(super) fn new(
        edition: &'a Edition,
        page: &'a Page,
        composed: &'a Composed,
        facts: &'a Facts,
        limits: &'a Limits,
    ) -> Self {
        let mut pieces = Vec::new();
        walk(&composed.sheet.items, Place::PAGE, None, &mut pieces);
        let lines = lines(&pieces);
        Self { edition, page, composed, facts, limits, pieces, lines }
    }

    /// Its plates, where they were painted.
    pub(super) fn plates(&self) -> Option<&'a PagePlates> {
        self.facts.plates.get(&self.page.number).map(|p| &**p)
    }

    /// Runs of type with their piece.
    pub(super) fn runs(&self) -> impl Iterator<Item = (&Piece<'a>, &'a Glyphs)> {
        self.pieces.iter().filter_map(|p| match p.what {
            What::Run(run) => Some((p, run)),
            What::Shape(_) | What::Picture(_) => None,
        })
    }

    /// Shapes with their piece.
    pub(super) fn shapes(&self) -> impl Iterator<Item = (&Piece<'a>, &'a Shape)> {
        self.pieces.iter().filter_map(|p| match p.what {
            What::Shape(shape) => Some((p, shape)),
            What::Run(_) | What::Picture(_) => None,
        })
    }

    /// Pictures with their piece.
    pub(super) fn pictures(&self) -> impl Iterator<Item = (&Piece<'a>, &'a Picture)> {
        self.pieces.iter().filter_map(|p| match p.what {
            What::Picture(picture) => Some((p, picture)),
            What::Run(_) | What::Shape(_) => None,
        })
    }

    /// The topmost thing that wholly lies under a piece: a filled shape or a picture painted before it.
    pub(super) fn ground(&self, piece: &Piece<'a>) -> Option<&Piece<'a>> {
        let at = self.pieces.iter().position(|p| std::ptr::eq(p, piece)).unwrap_or(0);
        let middle = middle(piece.area);
        let covers = |p: &&Piece<'a>| {
            let inked = match p.what {
                // Rings are borders, figures and outlines: type in the middle of them stands on paper.
                What::Shape(shape) => shape.fill.is_some() && !matches!(shape.outline, Outline::Rings(_)),
                What::Picture(_) => true,
                What::Run(_) => false,
            };
            inked && holds(p.area, middle)
        };
        self.pieces[..at].iter().rev().find(covers)
    }

    /// The place of a piece of ink.
    pub(super) fn place(&self, piece: &Piece<'_>) -> Where {
        Where { area: Some(piece.area), ..self.place_of(piece.mark) }
    }

    /// The place of a line.
    pub(super) fn line_place(&self, line: &Line<'_>) -> Where {
        let mut place = self.place_of(Some(line.mark));
        place.area = Some(line.mark.area);
        place
    }

    fn place_of(&self, mark: Option<&Mark>) -> Where {
        let mut place = Where { page: Some(self.page.number), ..Where::default() };
        let Some(mark) = mark else { return place };
        place.block = Some(mark.block.clone());
        place.story = mark.story.clone();
        if matches!(mark.part, Part::Body | Part::CrossHead) {
            place.paragraph = Some(mark.paragraph);
            place.line = Some(mark.line);
        }
        place
    }

    /// The place of a block.
    pub(super) fn block_place(&self, block: &Block) -> Where {
        Where {
            page: Some(self.page.number),
            block: Some(block.id.clone()),
            area: Some(self.area(block)),
            ..Where::default()
        }
    }

    /// The whole page.
    pub(super) fn page_place(&self) -> Where {
        Where { page: Some(self.page.number), ..Where::default() }
    }

    pub(super) fn area(&self, block: &Block) -> Rect {
        self.page.setup.area_of(block.place)
    }

    pub(super) fn block(&self, id: &BlockId) -> Option<&'a Block> {
        self.page.blocks.iter().find(|b| b.id == *id).map(|b| &**b)
    }

    /// Articles with their block.
    pub(super) fn articles(&self) -> impl Iterator<Item = (&'a Block, &'a Article)> {
        self.page.blocks.iter().filter_map(|b| match &b.kind {
            BlockKind::Article(article) => Some((&**b, article)),
            BlockKind::TextFrame(_)
            | BlockKind::Picture(_)
            | BlockKind::Rule(_)
            | BlockKind::Folio(_)
            | BlockKind::Masthead(_)
            | BlockKind::SectionHead(_)
            | BlockKind::Code(_) => None,
        })
    }

    /// Headlines: block, the box round their lines, the largest type and its face.
    pub(super) fn heads(&self) -> Vec<Head<'a>> {
        let mut heads: BTreeMap<&BlockId, Head<'a>> = BTreeMap::new();
        for (piece, run) in self.runs() {
            let Some(mark) = piece.mark.filter(|m| m.part == Part::Headline) else { continue };
            let head =
                heads.entry(&mark.block).or_insert(Head { block: &mark.block, area: piece.area, run, vertical: false });
            head.area = head.area.union(piece.area);
            head.vertical |= mark.area.height > mark.area.width;
            if run.size > head.run.size {
                head.run = run;
            }
        }
        heads.into_values().collect()
    }
}

/// A headline on the page.
#[derive(Clone, Copy)]
pub(super) struct Head<'a> {
    pub(super) block: &'a BlockId,
    pub(super) area: Rect,
    /// Its largest run.
    pub(super) run: &'a Glyphs,
    pub(super) vertical: bool,
}

fn walk<'a>(items: &'a [Item], place: Place, outer: Option<&'a Mark>, pieces: &mut Vec<Piece<'a>>) {
    let mut mark = outer;
    for item in items {
        match item {
            Item::Mark(m) => mark = Some(m),
            Item::Group(group) => walk(&group.items, place.within(group), mark, pieces),
            Item::Glyphs(run) => {
                let area = place.rect(run.area());
                pieces.push(Piece { what: What::Run(run), mark, area });
            }
            Item::Shape(shape) => {
                let area = place.rect(shape.outline.area());
                pieces.push(Piece { what: What::Shape(shape), mark, area });
            }
            Item::Picture(picture) => {
                pieces.push(Piece { what: What::Picture(picture), mark, area: place.rect(picture.frame) });
            }
        }
    }
}

fn lines<'a>(pieces: &[Piece<'a>]) -> Vec<Line<'a>> {
    let mut lines: Vec<Line<'a>> = Vec::new();
    for (i, piece) in pieces.iter().enumerate() {
        let (What::Run(run), Some(mark)) = (piece.what, piece.mark) else { continue };
        match lines.last_mut() {
            Some(line) if std::ptr::eq(line.mark, mark) => {
                line.text.push_str(&run.text);
                line.pieces.end = i + 1;
            }
            _ => lines.push(Line { mark, text: run.text.clone(), pieces: i..i + 1 }),
        }
    }
    lines
}

pub(super) fn middle(area: Rect) -> Point {
    Point::new(area.x + area.width / 2, area.y + area.height / 2)
}

pub(super) fn holds(area: Rect, p: Point) -> bool {
    area.x <= p.x && p.x <= area.right() && area.y <= p.y && p.y <= area.bottom()
}

/// Square centimetres.
pub(super) fn cm2(area: Rect) -> f64 {
    area.width.as_mm() * area.height.as_mm() / 100.0
}

/// The part of `a` that lies in `b`; empty where they do not meet.
pub(super) fn shared(a: Rect, b: Rect) -> Rect {
    let (x, y) = (a.x.max(b.x), a.y.max(b.y));
    let width = (a.right().min(b.right()) - x).max(Length::ZERO);
    let height = (a.bottom().min(b.bottom()) - y).max(Length::ZERO);
    Rect::new(x, y, width, height)
}
