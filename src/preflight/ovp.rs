//! OVP: black, what prints over what, and type on a ground.

use super::Out;
use super::fix;
use super::ink::plates;
use super::view::{Piece, View, What, cm2, shared};
use crate::display::{Glyphs, Outline};
use crate::finding::{Finding, Severity};
use crate::id::Part;
use crate::ink::Ink;

pub(super) fn check(view: &View<'_>, out: &mut Out) {
    for (piece, run) in view.runs() {
        black_type(view, piece, run, out);
        on_its_ground(view, piece, run, out);
    }
    shapes(view, out);
}

const fn rich_black(ink: Ink) -> bool {
    ink.k >= 700 && (ink.c > 0 || ink.m > 0 || ink.y > 0)
}

/// What RGB 0, 0, 0 becomes in a careless conversion: black of all four inks.
const fn black_from_rgb(ink: Ink) -> bool {
    ink.c >= 500 && ink.m >= 500 && ink.y >= 500 && ink.k >= 500
}

/// OVP-01, -02, -04, -05, -07, -08 for type.
fn black_type(view: &View<'_>, piece: &Piece<'_>, run: &Glyphs, out: &mut Out) {
    let limits = view.limits;
    let block = piece.mark.map(|m| &m.block);
    let ink = run.ink;
    let place = || view.place(piece);
    let to_black = || fix::reink(view, block, ink, Ink::BLACK);
    let body = piece.mark.is_some_and(|m| m.part == Part::Body);
    if black_from_rgb(ink) {
        let (zh, en) = (format!("文字为四色黑 {ink}"), format!("Type is four-colour black, {ink}"));
        let finding = Finding::new("OVP-05", Severity::Error, zh, en).remedy("改为 K100", "make it K100").at(place());
        out.push(finding, to_black());
    } else if rich_black(ink) && run.size < limits.rich_black_type {
        let size = run.size.as_bang();
        let (zh, en) = (format!("{size:.1} 磅的字为 {ink}"), format!("Type of {size:.1} 磅 is {ink}"));
        let finding = Finding::new("OVP-04", Severity::Error, zh, en).remedy("改为 K100", "make it K100").at(place());
        out.push(finding, to_black());
    } else if body && ink != Ink::BLACK && ink != Ink::PAPER {
        let (zh, en) = (format!("正文为 {ink}，不是 K100"), format!("Body text is {ink}, not K100"));
        let finding = Finding::new("OVP-01", Severity::Error, zh, en).remedy("改为 K100", "make it K100").at(place());
        out.push(finding, to_black());
    }
    if ink == Ink::BLACK && !run.overprint && run.size < limits.overprint_type {
        let finding = Finding::new("OVP-02", Severity::Error, "小号黑字没有叠印", "Small black type knocks out")
            .remedy("设为叠印", "let it overprint")
            .at(place());
        out.add(finding);
    }
    overprinting(view, piece, ink, run.overprint, out);
}

/// OVP-07 and OVP-08.
fn overprinting(view: &View<'_>, piece: &Piece<'_>, ink: Ink, overprint: bool, out: &mut Out) {
    if !overprint {
        return;
    }
    let (rule, zh, en) = if ink == Ink::PAPER {
        ("OVP-07", "白色设了叠印，会消失".to_owned(), "White overprints and will vanish".to_owned())
    } else if ink.is_black_only() && ink.k == 1000 {
        return;
    } else {
        ("OVP-08", format!("{ink} 设了叠印，会与底色相混"), format!("{ink} overprints and mixes with what lies below"))
    };
    out.add(Finding::new(rule, Severity::Error, zh, en).remedy("取消叠印", "let it knock out").at(view.place(piece)));
}

/// OVP-03, OVP-05, OVP-06, OVP-07, OVP-08 for lines and fills.
fn shapes(view: &View<'_>, out: &mut Out) {
    let limits = view.limits;
    for (piece, shape) in view.shapes() {
        let block = piece.mark.map(|m| &m.block);
        if let Some(stroke) = &shape.stroke {
            if stroke.ink == Ink::BLACK && !shape.overprint && stroke.width < limits.overprint_line {
                let finding =
                    Finding::new("OVP-03", Severity::Warning, "细黑线没有叠印", "A thin black line knocks out")
                        .remedy("设为叠印", "let it overprint")
                        .at(view.place(piece));
                out.add(finding);
            }
            overprinting(view, piece, stroke.ink, shape.overprint, out);
        }
        let Some(fill) = shape.fill else { continue };
        overprinting(view, piece, fill, shape.overprint, out);
        let inks = shape.stroke.as_ref().map(|s| s.ink).into_iter().chain([fill]);
        for ink in inks.filter(|i| black_from_rgb(*i)) {
            let (zh, en) = (format!("色块为四色黑 {ink}"), format!("A fill is four-colour black, {ink}"));
            let finding = Finding::new("OVP-05", Severity::Error, zh, en)
                .remedy("改为 K100", "make it K100")
                .at(view.place(piece));
            out.push(finding, fix::reink(view, block, ink, Ink::BLACK));
        }
        black_solid(view, piece, fill, out);
    }
}

/// OVP-06: a large black of more than black and cyan's support, or one that carries reversed type and has any support.
fn black_solid(view: &View<'_>, piece: &Piece<'_>, fill: Ink, out: &mut Out) {
    let large = cm2(piece.area) > f64::from(view.limits.black_solid_cm2);
    if !large || fill.k < 900 || fill == Ink::BLACK || black_from_rgb(fill) {
        return;
    }
    let reversed = view.runs().any(|(p, run)| run.ink == Ink::PAPER && piece.area.contains(p.area));
    let cyan_alone = fill.k == 1000 && fill.m == 0 && fill.y == 0 && fill.c <= 400;
    if cyan_alone && !reversed {
        return;
    }
    let zh = format!("{:.0} cm² 的黑实地为 {fill}", cm2(piece.area));
    let en = format!("A black solid of {:.0} cm² is {fill}", cm2(piece.area));
    let finding = Finding::new("OVP-06", Severity::Warning, zh, en)
        .remedy("改为 K100；无反白时可加 C40", "make it K100; with C40 where nothing is reversed out of it")
        .at(view.place(piece));
    out.push(finding, fix::reink(view, piece.mark.map(|m| &m.block), fill, Ink::BLACK));
}

/// OVP-10, OVP-11, OVP-12: type over a photograph or a tint.
fn on_its_ground(view: &View<'_>, piece: &Piece<'_>, run: &Glyphs, out: &mut Out) {
    let Some(ground) = view.ground(piece) else { return };
    match ground.what {
        What::Picture(picture) => {
            let lightness = view
                .facts
                .pictures
                .get(&picture.picture)
                .and_then(|f| f.tones.as_ref())
                .map(|t| f32::from(t.lightness));
            let knocked_out = run.ink == Ink::BLACK && !run.overprint && run.size > view.limits.trap_type;
            if knocked_out && !is_spread(view, piece) {
                let (zh, en) =
                    ("图上大黑字镂空，须陷印", "Large black type knocks out of the picture and needs a trap");
                let finding = Finding::new("OVP-10", Severity::Info, zh, en)
                    .remedy("字外加一圈黑边，压在图上", "spread it: a black line round the type, over the picture")
                    .at(view.place(piece));
                out.push(finding, piece.mark.and_then(|mark| fix::spread(view, mark, run.size)));
            }
            let Some(ratio) = lightness.map(|l| contrast(lightness_of(run.ink), l)) else { return };
            if ratio * 10.0 < f32::from(view.limits.contrast_tenths) {
                let zh = format!("图上的字对比只有 {ratio:.1} : 1");
                let en = format!("Type on the picture has a contrast of only {ratio:.1} : 1");
                out.add(
                    Finding::new("OVP-11", Severity::Warning, zh, en)
                        .remedy("字下铺底，或换反差大的颜色", "put a tint under it, or take an ink that stands out")
                        .at(view.place(piece)),
                );
            }
        }
        What::Shape(shape) => {
            let Some(fill) = shape.fill else { return };
            let both = plates(run.ink).into_iter().zip(plates(fill));
            let common = both.clone().any(|((_, a), (_, b))| a > 0 && b > 0);
            let coloured = run.ink != Ink::PAPER && !run.ink.is_black_only() && fill != Ink::PAPER;
            if coloured && !common && !run.overprint {
                let zh = format!("{} 的字在 {fill} 底上没有共同墨色，套不准会露白", run.ink);
                let en =
                    format!("Type in {} shares no ink with its ground of {fill}: misregister shows paper", run.ink);
                out.add(
                    Finding::new("OVP-12", Severity::Warning, zh, en)
                        .remedy(
                            "字里加一点底色，或改为黑字",
                            "give the type some of the ground's ink, or make it black",
                        )
                        .at(view.place(piece)),
                );
            }
        }
        What::Run(_) => {}
    }
}

/// True where a black line that overprints runs round the type, as wide as a spread outside it. Half of the line lies under
/// the type.
fn is_spread(view: &View<'_>, piece: &Piece<'_>) -> bool {
    let least = view.limits.trap_width * 2;
    let block = |p: &Piece<'_>| p.mark.map(|m| m.block.clone());
    view.shapes().any(|(around, shape)| {
        let line = shape.stroke.as_ref().is_some_and(|s| s.ink == Ink::BLACK && s.width >= least);
        let rings = matches!(shape.outline, Outline::Rings(_));
        let near = cm2(shared(around.area, piece.area)) > cm2(around.area) / 2.0;
        shape.overprint && line && rings && near && block(around) == block(piece)
    })
}

/// About how light an ink looks on newsprint, CIE L*: paper is 82, black 30, the colours between.
fn lightness_of(ink: Ink) -> f32 {
    let (c, m, y, k) = (f32::from(ink.c), f32::from(ink.m), f32::from(ink.y), f32::from(ink.k));
    let dark = 25.0 * c / 1000.0 + 28.0 * m / 1000.0 + 5.0 * y / 1000.0 + 52.0 * k / 1000.0;
    (82.0 - dark).max(30.0)
}

/// Contrast ratio of two lightnesses as WCAG reckons it from luminance.
fn contrast(a: f32, b: f32) -> f32 {
    let luminance = |l: f32| if l > 8.0 { ((l + 16.0) / 116.0).powi(3) } else { l / 903.3 };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}
