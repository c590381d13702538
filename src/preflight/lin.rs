//! LIN: lines and frames.

use super::Out;
use super::fix;
use super::ink::plates;
use super::txt::strongest;
use super::view::{Piece, View, shared};
use crate::display::{Outline, Stroke};
use crate::finding::{Finding, Severity};
use crate::geom::Length;
use crate::ink::Ink;
use crate::model::{Block, BlockKind, Border, BoxStyle, Pattern};

pub(super) fn check(view: &View<'_>, out: &mut Out) {
    for (piece, shape) in view.shapes() {
        if let Some(stroke) = &shape.stroke {
            width(view, piece, stroke, out);
        }
    }
    invisible(view, out);
    crossing(view, out);
    for block in &view.page.blocks {
        inset(view, block, out);
        fine(view, block, out);
    }
}

/// The line round a block, or the line that it is.
fn border_of(block: &Block) -> Option<Border> {
    match &block.kind {
        BlockKind::Rule(rule) => rule.line,
        BlockKind::Picture(picture) => picture.border,
        BlockKind::Article(article) => article.boxed.as_ref().and_then(|b| b.border),
        BlockKind::TextFrame(frame) => frame.boxed.as_ref().and_then(|b| b.border),
        BlockKind::Folio(_) | BlockKind::Masthead(_) | BlockKind::SectionHead(_) | BlockKind::Code(_) => None,
    }
}

/// LIN-06: a 花边 so narrow that its smallest parts break or fill in.
fn fine(view: &View<'_>, block: &Block, out: &mut Out) {
    let Some(border) = border_of(block).filter(|b| b.pattern != Pattern::Solid) else { return };
    let (finest, least) = (i64::from(border.pattern.finest()), view.limits.line_stop);
    let detail = border.width.per_mille(finest);
    if detail >= least || !border.width.is_positive() {
        return;
    }
    let (name, pt, wanted) = (border.pattern.zh(), detail.as_pt(), least.scale(1000, finest));
    let zh = format!("{name}的细处只有 {pt:.2} 点，会断会糊");
    let en = format!("The finest part of the border is {pt:.2} pt and would break or fill in");
    let mm = wanted.as_mm();
    let finding = Finding::new("LIN-06", Severity::Warning, zh, en)
        .remedy(format!("加宽到 {mm:.1} mm，或换花边"), format!("make it {mm:.1} mm deep, or take another"))
        .at(view.block_place(block));
    out.push(finding, fix::widen(view, Some(&block.id), border.width, wanted + Length::nm(1)));
}

/// A fault of a line: rule, sentence, the width it should have.
type Thin = (&'static str, Severity, (&'static str, &'static str), Length);

/// What is wrong with a line of this width and ink.
fn thin(view: &View<'_>, stroke: &Stroke) -> Option<Thin> {
    let (limits, width, ink) = (view.limits, stroke.width, stroke.ink);
    let used = plates(ink).into_iter().filter(|(_, v)| *v > 0).count();
    if width < Length::um(10) {
        return Some(("LIN-01", Severity::Error, ("线没有宽度", "The line has no width"), limits.line_warn));
    }
    if ink == Ink::PAPER {
        let thin = width < limits.white_line;
        return thin.then_some((
            "LIN-03",
            Severity::Warning,
            ("白线太细", "The white line is too thin"),
            limits.white_line,
        ));
    }
    if used > 1 {
        if width < limits.inks_line {
            let said = ("多色线太细", "The line of several inks is too thin");
            return Some(("LIN-05", Severity::Warning, said, limits.inks_line));
        }
        let said = ("这样细的线应为单色", "So thin a line should be of one ink");
        return (width <= limits.one_ink_line).then_some(("LIN-05", Severity::Info, said, width));
    }
    let tint = plates(ink).into_iter().any(|(_, v)| v > 0 && v < 1000);
    if tint {
        let thin = width < limits.tint_line;
        return thin.then_some((
            "LIN-04",
            Severity::Warning,
            ("网线太细", "The tinted line is too thin"),
            limits.tint_line,
        ));
    }
    if width < limits.line_stop {
        return Some(("LIN-02", Severity::Error, ("线太细", "The line is too thin"), limits.line_warn));
    }
    (width < limits.line_warn).then_some((
        "LIN-02",
        Severity::Warning,
        ("线偏细", "The line is thin"),
        limits.line_warn,
    ))
}

fn width(view: &View<'_>, piece: &Piece<'_>, stroke: &Stroke, out: &mut Out) {
    let Some((rule, severity, (zh, en), least)) = thin(view, stroke) else { return };
    let pt = stroke.width.as_pt();
    let zh = format!("{zh}：{pt:.2} 点，{}", stroke.ink);
    let en = format!("{en}: {pt:.2} pt in {}", stroke.ink);
    let finding = Finding::new(rule, severity, zh, en).at(view.place(piece));
    let block = piece.mark.map(|m| &m.block);
    if rule == "LIN-05" {
        let finding = finding.remedy("改为单色，或加宽", "print it in one ink, or make it wider");
        out.push(finding, fix::reink(view, block, stroke.ink, strongest(stroke.ink)));
    } else {
        let least_pt = least.as_pt();
        let finding = finding.remedy(format!("加宽到 {least_pt:.2} 点"), format!("make it {least_pt:.2} pt"));
        out.push(finding, fix::widen(view, block, stroke.width, least));
    }
}

/// LIN-01: a line asked for with no width at all is not on the sheet, or is as thin as the device can draw.
fn invisible(view: &View<'_>, out: &mut Out) {
    for block in &view.page.blocks {
        let Some(line) = border_of(block).filter(|l| l.width == Length::ZERO) else { continue };
        let drawn = view.shapes().any(|(p, s)| {
            p.mark.is_some_and(|m| m.block == block.id) && s.stroke.as_ref().is_some_and(|s| s.width == Length::ZERO)
        });
        if drawn {
            continue;
        }
        let zh = format!("线没有宽度：{}", block.id);
        let finding = Finding::new("LIN-01", Severity::Error, zh, format!("The line of {} has no width", block.id))
            .remedy("给线一个宽度", "give it a width")
            .at(view.block_place(block));
        out.push(finding, fix::widen(view, Some(&block.id), line.width, view.limits.line_warn));
    }
}

/// LIN-07: a straight rule through type or a picture of another block, or of its own legs.
fn crossing(view: &View<'_>, out: &mut Out) {
    for (piece, shape) in view.shapes() {
        let Outline::Line(..) = shape.outline else { continue };
        if shape.stroke.is_none() {
            continue;
        }
        // Half a millimetre of overlap is the rule's own thickness and the em box' air.
        let line = piece.area.inset(-Length::um(1));
        let crossed = view.pieces.iter().find(|p| {
            let own_frame = p.mark.zip(piece.mark).is_some_and(|(a, b)| a.block == b.block && a.part == b.part);
            let solid = !matches!(p.what, super::view::What::Shape(_));
            let s = shared(line, p.area.inset(Length::um(500)));
            solid && !own_frame && s.width.is_positive() && s.height.is_positive()
        });
        let Some(crossed) = crossed else { continue };
        let what = crossed.mark.map(|m| m.block.to_string()).unwrap_or_default();
        let zh = format!("线穿过 {what} 的文字或图片");
        let en = format!("A rule crosses type or a picture of {what}");
        let finding = Finding::new("LIN-07", Severity::Error, zh, en)
            .remedy("移开或截短这条线", "move the rule, or make it shorter")
            .at(view.place(piece));
        out.add(finding);
    }
}

/// LIN-08.
fn inset(view: &View<'_>, block: &Block, out: &mut Out) {
    let boxed = match &block.kind {
        BlockKind::Article(article) => article.boxed.as_ref(),
        BlockKind::TextFrame(frame) => frame.boxed.as_ref(),
        BlockKind::Picture(_)
        | BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => None,
    };
    let Some(boxed) = boxed.filter(|b| b.border.is_some()) else { return };
    let least = view.limits.frame_inset;
    if u16::from(boxed.padding_halves) * 500 >= least {
        return;
    }
    let zh =
        format!("框线离文字 {} 字，至少要 {} 字", f32::from(boxed.padding_halves) / 2.0, f32::from(least) / 1000.0);
    let en = format!(
        "The frame stands {} 字 from its text; {} are needed",
        f32::from(boxed.padding_halves) / 2.0,
        f32::from(least) / 1000.0
    );
    let finding = Finding::new("LIN-08", Severity::Warning, zh, en)
        .remedy("框内加空", "give the frame more air inside")
        .at(view.block_place(block));
    let halves = u8::try_from(least.div_ceil(500)).unwrap_or(u8::MAX);
    let command = crate::edit::Command::SetBox {
        block: block.id.clone(),
        boxed: Some(BoxStyle { padding_halves: halves, ..boxed.clone() }),
    };
    out.push(finding, Some(fix::fix("框内加空", "Add air inside the frame", command)));
}
