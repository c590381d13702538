//! Blocks that lie on each other, outside the type area or off the page.

use crate::finding::{Finding, Severity, Where};
use crate::geom::{Length, Rect};
use crate::model::{Block, BlockKind, Page};

/// Less than this is rounding, not overlap.
const TOLERANCE: Length = Length::um(100);

/// What is wrong with the places of a page's blocks.
pub(super) fn check(page: &Page) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (i, block) in page.blocks.iter().enumerate() {
        findings.extend(outside(page, block));
        findings.extend(page.blocks[i + 1..].iter().filter_map(|later| overlap(page, block, later)));
    }
    findings
}

fn outside(page: &Page, block: &Block) -> Option<Finding> {
    let area = page.setup.area_of(block.place);
    let paper = Rect::new(Length::ZERO, Length::ZERO, page.setup.size.width, page.setup.size.height);
    let slack = -TOLERANCE;
    if !paper.inset(slack).contains(area) {
        let (zh, en) = (format!("{} 伸出版面之外", block.id), format!("{} reaches off the page", block.id));
        let finding =
            Finding::new("GEO-03", Severity::Error, zh, en).remedy("移回版面内", "move it back on to the page");
        return Some(at(page, block, area, finding));
    }
    let furniture = matches!(block.kind, BlockKind::Folio(_) | BlockKind::Masthead(_) | BlockKind::Rule(_));
    if furniture || page.setup.type_area().inset(slack).contains(area) {
        return None;
    }
    let (zh, en) = (format!("{} 伸出版心之外", block.id), format!("{} reaches out of the type area", block.id));
    let finding = Finding::new("GEO-06", Severity::Warning, zh, en).remedy("移回版心内", "move it into the type area");
    Some(at(page, block, area, finding))
}

fn overlap(page: &Page, block: &Block, later: &Block) -> Option<Finding> {
    let (a, b) = (page.setup.area_of(block.place), page.setup.area_of(later.place));
    let shrunk = |r: Rect| r.inset(TOLERANCE / 2);
    if !shrunk(a).overlaps(shrunk(b)) || runs_around(block, later, a, b) {
        return None;
    }
    let width = a.right().min(b.right()) - a.x.max(b.x);
    let height = a.bottom().min(b.bottom()) - a.y.max(b.y);
    let (a_mm, b_mm) = (width.as_mm(), height.as_mm());
    let zh = format!("{} 与 {} 重叠 {a_mm:.1} × {b_mm:.1} mm", block.id, later.id);
    let en = format!("{} and {} overlap by {a_mm:.1} × {b_mm:.1} mm", block.id, later.id);
    let area = Rect::new(a.x.max(b.x), a.y.max(b.y), width, height);
    let finding = Finding::new("GEO-10", Severity::Warning, zh, en)
        .remedy("移开或缩小其中一块", "move one of them, or make it smaller");
    Some(at(page, later, area, finding))
}

/// Whether the two are meant to lie on each other: text runs around a picture, or around what lies wholly inside its
/// module; rules and boxes are drawn round things.
fn runs_around(block: &Block, later: &Block, a: Rect, b: Rect) -> bool {
    let text = |block: &Block| matches!(block.kind, BlockKind::Article(_) | BlockKind::TextFrame(_));
    let picture = |block: &Block| matches!(&block.kind, BlockKind::Picture(p) if p.runaround);
    let rule = |block: &Block| matches!(block.kind, BlockKind::Rule(_));
    // A picture that text does not run around covers it, wherever it lies.
    let covers = matches!(&later.kind, BlockKind::Picture(p) if !p.runaround);
    let inset = text(block) && a.contains(b) && a != b && !covers;
    rule(block) || rule(later) || (text(block) && picture(later)) || (picture(block) && text(later)) || inset
}

fn at(page: &Page, block: &Block, area: Rect, finding: Finding) -> Finding {
    let place = Where { page: Some(page.number), block: Some(block.id.clone()), area: Some(area), ..Where::default() };
    finding.at(place)
}
