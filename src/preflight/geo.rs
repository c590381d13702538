//! GEO: the page, its margins, and where blocks stand.

use super::Out;
use super::fix;
use super::view::{View, shared};
use crate::finding::{Finding, Severity};
use crate::geom::{Length, Rect};
use crate::model::{Block, BlockKind, Place};

pub(super) fn check(view: &View<'_>, out: &mut Out) {
    size(view, out);
    margins(view, out);
    off_grid(view, out);
    gaps(view, out);
    empty(view, out);
    one_picture(view, out);
}

/// GEO-01.
fn size(view: &View<'_>, out: &mut Out) {
    let size = view.page.setup.size;
    let near = |a: Length, b: Length| (a - b).abs() <= view.limits.size_tolerance;
    let known = &view.limits.page_sizes;
    if known.is_empty() || known.iter().any(|s| near(s.width, size.width) && near(s.height, size.height)) {
        return;
    }
    let list: Vec<String> = known.iter().map(|s| format!("{} × {}", s.width, s.height)).collect();
    let list = list.join(", ");
    let zh = format!("版面 {} × {}，印厂只印 {list}", size.width, size.height);
    let en = format!("The page is {} × {}, and the press prints {list}", size.width, size.height);
    out.add(
        Finding::new("GEO-01", Severity::Error, zh, en)
            .remedy("改版面尺寸，或在预检方案里加上此尺寸", "change the page, or add its size to the profile")
            .at(view.page_place()),
    );
}

/// GEO-05.
fn margins(view: &View<'_>, out: &mut Out) {
    let (size, area) = (view.page.setup.size, view.page.setup.type_area());
    let least = [area.x, area.y, size.width - area.right(), size.height - area.bottom()].into_iter().min();
    let Some(least) = least.filter(|l| *l < view.limits.least_margin) else { return };
    let wanted = view.limits.least_margin;
    let zh = format!("版心距纸边仅 {least}，至少要 {wanted}");
    let en = format!("The type area stands {least} from the edge of the paper; the press needs {wanted}");
    let mut place = view.page_place();
    place.area = Some(area);
    out.add(
        Finding::new("GEO-05", Severity::Error, zh, en)
            .remedy("移动版心，或减少栏数、行数", "move the type area, or take fewer columns or lines")
            .at(place),
    );
}

/// GEO-07: what holds text or a picture and stands free of the grid.
fn off_grid(view: &View<'_>, out: &mut Out) {
    let (grid, origin, tolerance) = (view.page.setup.grid, view.page.setup.origin, view.limits.grid_tolerance);
    let off = |at: Length, pitch: Length| {
        let rest = at - pitch * at.whole(pitch);
        rest.min(pitch - rest)
    };
    for block in &view.page.blocks {
        let text = matches!(block.kind, BlockKind::Article(_) | BlockKind::TextFrame(_) | BlockKind::Picture(_));
        let Place::Free(rect) = block.place else { continue };
        let inside = view.page.setup.type_area().inset(-view.limits.grid_tolerance).contains(rect);
        let by = off(rect.x - origin.x, grid.cell()).max(off(rect.y - origin.y, grid.line()));
        if !text || !inside || by <= tolerance {
            continue;
        }
        let zh = format!("{} 偏离字格、行格 {:.2} mm", block.id, by.as_mm());
        let en = format!("{} stands {:.2} mm off the grid", block.id, by.as_mm());
        let finding = Finding::new("GEO-07", Severity::Warning, zh, en)
            .remedy("对齐字格、行格", "snap it to columns and lines")
            .at(view.block_place(block));
        out.push(finding, fix::on_grid(view.page, block));
    }
}

/// GEO-11: two modules side by side or one above the other with less than one 字 between and no rule.
fn gaps(view: &View<'_>, out: &mut Out) {
    let least = view.page.setup.grid.cell().per_mille(i64::from(view.limits.module_gap));
    // Rounding, and the fraction of a line that a cell is lower than its pitch.
    let slack = Length::um(100);
    let modules: Vec<&Block> = view.page.blocks.iter().map(|b| &**b).filter(|b| is_module(b)).collect();
    for (i, a) in modules.iter().enumerate() {
        for b in &modules[i + 1..] {
            let (one, two) = (view.area(a), view.area(b));
            let Some((gap, between)) = gap(one, two) else { continue };
            if gap + slack >= least || boxed(a) || boxed(b) || ruled(view, between) {
                continue;
            }
            let zh = format!("{} 与 {} 只隔 {:.1} mm，又无线", a.id, b.id, gap.as_mm());
            let en = format!("{} and {} stand {:.1} mm apart without a rule", a.id, b.id, gap.as_mm());
            let mut place = view.block_place(b);
            place.area = Some(between.inset(-slack));
            out.add(
                Finding::new("GEO-11", Severity::Warning, zh, en)
                    .remedy("隔开一字或一行，或加线", "leave a 字 or a line between, or put a rule there")
                    .at(place),
            );
        }
    }
}

fn is_module(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Article(_) | BlockKind::TextFrame(_) | BlockKind::Picture(_))
}

fn boxed(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Article(article) => article.boxed.is_some(),
        BlockKind::TextFrame(frame) => frame.boxed.is_some(),
        BlockKind::Picture(_)
        | BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => false,
    }
}

/// The distance between two boxes that face one another, and what lies between; none where they overlap or do not face.
pub(super) fn gap(a: Rect, b: Rect) -> Option<(Length, Rect)> {
    let across = (b.x - a.right()).max(a.x - b.right());
    let down = (b.y - a.bottom()).max(a.y - b.bottom());
    if across >= Length::ZERO && down < Length::ZERO {
        let (y, x) = (a.y.max(b.y), a.right().min(b.right()));
        return Some((across, Rect::new(x, y, across, a.bottom().min(b.bottom()) - y)));
    }
    if down >= Length::ZERO && across < Length::ZERO {
        let (x, y) = (a.x.max(b.x), a.bottom().min(b.bottom()));
        return Some((down, Rect::new(x, y, a.right().min(b.right()) - x, down)));
    }
    None
}

/// True where a rule, a box' edge or a section head lies between.
fn ruled(view: &View<'_>, between: Rect) -> bool {
    let near = between.inset(-Length::MM);
    view.page.blocks.iter().any(|b| {
        let drawn = matches!(b.kind, BlockKind::Rule(_) | BlockKind::SectionHead(_));
        drawn && view.area(b).inset(-Length::um(200)).overlaps(near)
    })
}

/// DOC-14.
fn empty(view: &View<'_>, out: &mut Out) {
    let furniture = |b: &Block| matches!(b.kind, BlockKind::Folio(_) | BlockKind::Masthead(_));
    let inked = view.pieces.iter().any(|p| p.mark.and_then(|m| view.block(&m.block)).is_some_and(|b| !furniture(b)));
    if inked {
        return;
    }
    out.add(
        Finding::new("DOC-14", Severity::Error, "版上没有内容", "The page is empty")
            .remedy("排上稿件，或删去此版", "place a story, or remove the page")
            .at(view.page_place()),
    );
}

/// DOC-13: one picture over the whole type area, and next to no type.
fn one_picture(view: &View<'_>, out: &mut Out) {
    let area = view.page.setup.type_area();
    let whole = |r: Rect| {
        let s = shared(r, area);
        s.width >= area.width.per_mille(950) && s.height >= area.height.per_mille(950)
    };
    let Some((piece, picture)) = view.pictures().find(|(p, _)| whole(p.area)) else { return };
    if view.lines.iter().any(|l| l.mark.story.is_some()) {
        return;
    }
    let mut place = view.place(piece);
    place.picture = Some(picture.picture.clone());
    out.add(
        Finding::new("DOC-13", Severity::Warning, "整版只是一张图", "The whole page is one picture")
            .remedy("文字用字体排，勿用图", "set its text as type, not as a picture")
            .at(place),
    );
}
