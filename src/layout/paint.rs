//! What is painted first and what last: tints, rules and boxes, pictures, type.

use super::ornament;
use super::set::{self, Owner, SetLine};
use crate::display::{Item, Mark, Outline, Picture, Shape};
use crate::geom::{Point, Rect};
use crate::id::{BlockId, Part};
use crate::ink::Ink;
use crate::model::{Border, BoxStyle, Texture};

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

    /// Figures over an area, on its tint.
    pub(super) fn texture(&mut self, block: &BlockId, area: Rect, texture: &Texture) {
        if let Some(shape) = ornament::texture(area, texture) {
            self.tints.push(furniture(block, area));
            self.tints.push(Item::Shape(shape));
        }
    }

    /// A tint, figures on it, or both.
    pub(super) fn ground(&mut self, block: &BlockId, area: Rect, tint: Option<Ink>, texture: Option<Texture>) {
        if let Some(ink) = tint {
            self.tint(block, area, ink);
        }
        if let Some(texture) = &texture {
            self.texture(block, area, texture);
        }
    }

    /// A rule between two points on one axis.
    pub(super) fn rule(&mut self, block: &BlockId, a: Point, b: Point, border: Border) {
        self.shape(block, ornament::along(a, b, border));
    }

    /// A border, centred on the edge of an area.
    pub(super) fn border(&mut self, block: &BlockId, area: Rect, border: Border) {
        self.shape(block, ornament::around(area, border));
    }

    /// A shape among the rules.
    pub(super) fn shape(&mut self, block: &BlockId, shape: Shape) {
        self.rules.push(furniture(block, shape.outline.area()));
        self.rules.push(Item::Shape(shape));
    }

    /// Tint and border of a box, the border centred on its edge.
    pub(super) fn boxed(&mut self, block: &BlockId, area: Rect, style: &BoxStyle) {
        self.ground(block, area, style.tint, style.texture);
        if let Some(border) = style.border {
            self.border(block, area, border);
        }
    }

    /// A picture, and a line round it.
    pub(super) fn picture(&mut self, owner: Owner<'_>, number: u32, picture: &Picture, border: Option<Border>) {
        let mut mark = mark(owner.block, Part::Picture, picture.frame);
        mark.story = owner.story.cloned();
        mark.paragraph = number;
        self.pictures.push(Item::Mark(mark));
        self.pictures.push(Item::Picture(picture.clone()));
        self.pictures.extend(border.map(|border| Item::Shape(ornament::around(picture.frame, border))));
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
