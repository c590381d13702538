//! What is painted first and what last: tints, rules and boxes, pictures, type.

use super::set::{self, Owner, SetLine};
use crate::display::{Item, Mark, Outline, Picture, Shape, Stroke};
use crate::geom::Rect;
use crate::id::{BlockId, Part};
use crate::ink::Ink;
use crate::model::{Border, BoxStyle};

/// The layers of a page. Within each, the order of the page's blocks; in the last one that is the reading order.
#[derive(Debug, Default)]
pub(super) struct Layers {
    tints: Vec<Item>,
    rules: Vec<Item>,
    pictures: Vec<Item>,
    type_: Vec<Item>,
}

impl Layers {
    /// All items, in painting order.
    pub(super) fn items(self) -> Vec<Item> {
        let mut items = self.tints;
        items.extend(self.rules);
        items.extend(self.pictures);
        items.extend(self.type_);
        items
    }

    /// A tint over an area.
    pub(super) fn tint(&mut self, block: &BlockId, area: Rect, ink: Ink) {
        self.tints.push(furniture(block, area));
        self.tints.push(Item::Shape(Shape {
            outline: Outline::Rect(area),
            fill: Some(ink),
            stroke: None,
            overprint: false,
        }));
    }

    /// A rule or border.
    pub(super) fn rule(&mut self, block: &BlockId, outline: Outline, border: Border) {
        let stroke = Stroke { width: border.width, ink: border.ink, dash: Vec::new() };
        let overprint = border.ink == Ink::BLACK;
        self.shape(block, Shape { outline, fill: None, stroke: Some(stroke), overprint });
    }

    /// A shape among the rules.
    pub(super) fn shape(&mut self, block: &BlockId, shape: Shape) {
        self.rules.push(furniture(block, bounds(&shape.outline)));
        self.rules.push(Item::Shape(shape));
    }

    /// Tint and border of a box, the border centred on its edge.
    pub(super) fn boxed(&mut self, block: &BlockId, area: Rect, style: &BoxStyle) {
        if let Some(tint) = style.tint {
            self.tint(block, area, tint);
        }
        if let Some(border) = style.border {
            self.rule(block, Outline::Rect(area), border);
        }
    }

    /// A picture, and a line round it.
    pub(super) fn picture(&mut self, owner: Owner<'_>, number: u32, picture: &Picture, border: Option<Border>) {
        let mut mark = mark(owner.block, Part::Picture, picture.frame);
        mark.story = owner.story.cloned();
        mark.paragraph = number;
        self.pictures.push(Item::Mark(mark));
        self.pictures.push(Item::Picture(picture.clone()));
        if let Some(Border { width, ink }) = border {
            let stroke = Some(Stroke { width, ink, dash: Vec::new() });
            let overprint = ink == Ink::BLACK;
            let outline = Outline::Rect(picture.frame);
            self.pictures.push(Item::Shape(Shape { outline, fill: None, stroke, overprint }));
        }
    }

    /// A line of type.
    pub(super) fn line(&mut self, line: &SetLine, owner: Owner<'_>) {
        set::paint(line, owner, &mut self.type_);
    }
}

fn furniture(block: &BlockId, area: Rect) -> Item {
    Item::Mark(mark(block, Part::Furniture, area))
}

fn mark(block: &BlockId, part: Part, area: Rect) -> Mark {
    Mark { block: block.clone(), story: None, part, paragraph: 0, line: 0, area, text: 0..0 }
}

fn bounds(outline: &Outline) -> Rect {
    let points = match outline {
        Outline::Rect(rect) => return *rect,
        Outline::Line(a, b) => vec![*a, *b],
        Outline::Polygon(points) => points.clone(),
    };
    let (Some(left), Some(right)) = (points.iter().map(|p| p.x).min(), points.iter().map(|p| p.x).max()) else {
        return Rect::default();
    };
    let (Some(top), Some(foot)) = (points.iter().map(|p| p.y).min(), points.iter().map(|p| p.y).max()) else {
        return Rect::default();
    };
    Rect::new(left, top, right - left, foot - top)
}
