//! A rule or a box.

use super::paint::Layers;
use crate::geom::{Point, Rect};
use crate::id::BlockId;
use crate::model::RuleBlock;

/// Draws a rule along the longer middle of its area, or a box along its edges, `outset` beyond them.
pub(super) fn set(block: &BlockId, area: Rect, rule: &RuleBlock, layers: &mut Layers) {
    if rule.is_box {
        let area = area.inset(-rule.outset);
        layers.ground(block, area, rule.tint, rule.texture);
        if let Some(line) = rule.line {
            layers.border(block, area, line);
        }
        return;
    }
    let Some(line) = rule.line else { return };
    let (a, b) = if area.width >= area.height {
        let y = area.y + area.height / 2;
        (Point::new(area.x, y), Point::new(area.right(), y))
    } else {
        let x = area.x + area.width / 2;
        (Point::new(x, area.y), Point::new(x, area.bottom()))
    };
    layers.rule(block, a, b, line);
}
