//! A block of running text in its cells: head, legs, pictures and the slots that are left for text.

use super::area::{self, Field};
use super::column_rules;
use super::foreign;
use super::head::{self, Head};
use super::legs::{self, Leg};
use super::pictures::{self, Pictures};
use super::resolve::Desk;
use super::slots::{self, Slot};
use crate::compose::Direction;
use crate::display::Shape;
use crate::geom::{Length, Rect};
use crate::model::{Article, Block, BlockKind, BoxStyle, HeadPlace, Legs, Page, Story, TextFrame};

/// Everything of a text block but its text.
#[derive(Debug, Default)]
pub(super) struct Module {
    pub(super) outer: Rect,
    pub(super) boxed: Option<BoxStyle>,
    pub(super) head: Head,
    pub(super) legs: Vec<Rect>,
    pub(super) pictures: Pictures,
    pub(super) rules: Vec<Shape>,
    pub(super) slots: Vec<Slot>,
    /// Areas of other blocks its text runs around.
    pub(super) around: Vec<Rect>,
    pub(super) balance: bool,
}

/// The module of a block that carries `story`; nothing for other kinds of block.
pub(super) fn of(desk: &mut Desk<'_>, page: &Page, block: &Block, story: &Story, direction: Direction) -> Module {
    match &block.kind {
        BlockKind::Article(article) => of_article(desk, page, block, article, story),
        BlockKind::TextFrame(frame) => of_frame(desk, page, block, frame, direction),
        BlockKind::Picture(_)
        | BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => Module::default(),
    }
}

fn of_article(desk: &mut Desk<'_>, page: &Page, block: &Block, article: &Article, story: &Story) -> Module {
    let field = Field::of(page.setup, block.place, article.boxed.as_ref());
    let setting = &article.head;
    let (head, legs) = match setting.place {
        HeadPlace::Top => {
            let over = pictures::rows_over(desk, page.setup, story, &article.pictures, field.width);
            let over = over.min(field.rows);
            let below = Field { first: field.first + over, rows: field.rows - over, ..field };
            let mut legs = legs::of(&below, block.place, article.legs);
            (head::over(desk, story, setting, &below, &mut legs), legs)
        }
        HeadPlace::VerticalLeft | HeadPlace::VerticalRight => {
            let (head, rest) = head::beside(desk, story, setting, article.legs.gap, &field);
            (head, legs::of(&rest, block.place, article.legs))
        }
    };
    let pictures = pictures::place(desk, page.setup, story, &article.pictures, &legs, field.first);
    let boxed = article.boxed.clone();
    Module { head, boxed, ..horizontal(desk, page, block, &field, &legs, (article.legs, pictures)) }
}

/// Legs with pictures in them, and the rules and slots between.
fn horizontal(
    desk: &Desk<'_>,
    page: &Page,
    block: &Block,
    field: &Field,
    legs: &[Leg],
    (setting, pictures): (Legs, Pictures),
) -> Module {
    let around = foreign::around(page, block);
    let areas = legs.iter().filter(|l| l.first < l.end).map(|l| {
        let height = area::height_of(page.setup, l.end - l.first);
        Rect::new(l.x, page.setup.line_top(l.first), l.width, height)
    });
    Module {
        outer: field.outer,
        legs: areas.collect(),
        rules: column_rules::between(page.setup, legs, &pictures.taken, &around, setting.rule),
        slots: slots::horizontal(field, legs, &pictures.taken, &around, body_size(desk)),
        pictures,
        around,
        balance: setting.balance,
        ..Module::default()
    }
}

fn of_frame(desk: &Desk<'_>, page: &Page, block: &Block, frame: &TextFrame, direction: Direction) -> Module {
    let field = Field::of(page.setup, block.place, frame.boxed.as_ref());
    match direction {
        Direction::Horizontal => {
            let legs = legs::of(&field, block.place, frame.legs);
            let set = (frame.legs, Pictures::default());
            Module { boxed: frame.boxed.clone(), ..horizontal(desk, page, block, &field, &legs, set) }
        }
        Direction::Vertical => vertical(desk, page, block, frame, &field),
    }
}

/// A vertical frame is divided into tiers, one below the other.
fn vertical(desk: &Desk<'_>, page: &Page, block: &Block, frame: &TextFrame, field: &Field) -> Module {
    let (top, height) = field.span_of(field.first, field.rows);
    let count = i64::from(frame.legs.count.max(1));
    let tiers = legs::divide(height, field.cell(), count, i64::from(frame.legs.gap), frame.legs.scheme);
    let around = foreign::around(page, block);
    let slots = slots::vertical(field, &tiers, &around, body_size(desk));
    Module {
        outer: field.outer,
        boxed: frame.boxed.clone(),
        legs: tiers.iter().map(|(y, tall)| Rect::new(field.x, top + *y, field.width, *tall)).collect(),
        slots,
        around,
        balance: frame.legs.balance,
        ..Module::default()
    }
}

fn body_size(desk: &Desk<'_>) -> Length {
    desk.style("body").size
}
