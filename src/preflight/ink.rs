//! INK: how much of it lies where.

use super::Out;
use super::col::inks;
use super::facts::PictureKnown;
use super::fix;
use super::plates::PagePlates;
use super::view::{Piece, View, What, cm2, shared};
use crate::display::Picture;
use crate::edit::Command;
use crate::finding::{Finding, Severity, Where};
use crate::geom::Rect;
use crate::ink::Ink;
use crate::library::PictureTones;

pub(super) fn check(view: &View<'_>, out: &mut Out) {
    for (piece, picture) in view.pictures() {
        if let Some(known) = view.facts.pictures.get(&picture.picture) {
            photograph(view, piece, picture, known, out);
        }
    }
    let mut over = false;
    for piece in &view.pieces {
        for ink in inks(piece) {
            over |= flat(view, piece, ink, out);
        }
    }
    if !over {
        overprinted(view, out);
    }
    tints(view, out);
    yellow(view, out);
    coverage(view, out);
}

/// INK-01, INK-04, INK-05.
fn photograph(view: &View<'_>, piece: &Piece<'_>, picture: &Picture, known: &PictureKnown, out: &mut Out) {
    let (id, limits) = (&picture.picture, view.limits);
    let mut place = view.place(piece);
    place.picture = Some(id.clone());
    let on_plates = view.plates().and_then(|p| p.within(piece.area, limits.highlight));
    // What is not on plates yet may have as much as separation allows.
    let most = on_plates.map(|p| p.most.div_ceil(10)).or(view.facts.separated_to);
    if let Some(most) = most.filter(|m| *m > limits.photo_ink) {
        let severity = if most > limits.photo_ink_stop { Severity::Error } else { Severity::Warning };
        let zh = format!("图 {id} 总墨量达 {most} %，上限 {} %", limits.photo_ink);
        let en = format!("Picture {id} lays up to {most} % of ink; the limit is {} %", limits.photo_ink);
        let finding = Finding::new("INK-01", severity, zh, en)
            .remedy("把分色的墨量上限降到印厂的限值", "lower the ink limit of separation to the printer's")
            .at(place.clone());
        let mut output = view.edition.house.output.clone();
        output.ink_limit = Some(limits.photo_ink);
        let zh = format!("分色墨量上限改为 {} %", limits.photo_ink);
        let en = format!("Separate to {} % of ink", limits.photo_ink);
        // Where separation keeps the limit, it is something printed over the picture.
        let separated = view.facts.separated_to.is_none_or(|to| to > limits.photo_ink);
        let repair = separated.then(|| fix::fix(&zh, &en, Command::SetOutput { output }));
        out.push(finding, repair);
    }
    let (given, without) = (known.tones.as_ref().map_or(0, PictureTones::most_ink), known.shadows_without_black());
    if given >= 240 && without > 0.1 {
        let zh = format!("图 {id} 暗部总墨量 {given} %，{without:.1} % 的暗部几乎没有黑");
        let en =
            format!("Picture {id} lays {given} % of ink, and {without:.1} % of it are shadows next to without black");
        out.add(
            Finding::new("INK-04", Severity::Warning, zh, en)
                .remedy("加大灰成分替代重新分色", "separate it with more grey component replacement")
                .at(place.clone()),
        );
    }
    let faint = on_plates.map_or(0.0, |p| f64::from(p.faint) / 10_000.0);
    if faint > f64::from(limits.highlight_share) {
        let zh = format!("图 {id} 有 {faint:.0} % 的面积浅于 {} %，印不出", limits.highlight);
        let en = format!("{faint:.0} % of picture {id} is lighter than {} % and will not print", limits.highlight);
        out.add(Finding::new("INK-05", Severity::Info, zh, en).remedy("压暗高光", "darken its highlights").at(place));
    }
}

/// INK-02: colour laid flat, or type; true where it has too much ink.
fn flat(view: &View<'_>, piece: &Piece<'_>, ink: Ink, out: &mut Out) -> bool {
    let most = view.limits.flat_ink * 10;
    if ink.total() <= most {
        return false;
    }
    let zh = format!("{ink} 总墨量 {} %，上限 {} %", ink.total() / 10, view.limits.flat_ink);
    let en = format!("{ink} lays {} % of ink; the limit is {} %", ink.total() / 10, view.limits.flat_ink);
    let finding = Finding::new("INK-02", Severity::Warning, zh, en)
        .remedy("减彩墨，以黑代之", "take out colour and let black carry it")
        .at(view.place(piece));
    out.push(finding, fix::reink(view, piece.mark.map(|m| &m.block), ink, reduced(ink, most)));
    true
}

/// INK-02 where no ink by itself has too much, but what is printed over one another has.
fn overprinted(view: &View<'_>, out: &mut Out) {
    let pictures: Vec<Rect> = view.pictures().map(|(piece, _)| piece.area).collect();
    let Some((most, area)) = view.plates().and_then(|p| p.hottest_beside(&pictures)) else { return };
    if most <= view.limits.flat_ink * 10 {
        return;
    }
    let zh = format!("叠印后总墨量 {} %，上限 {} %", most / 10, view.limits.flat_ink);
    let en = format!("Overprinted inks add up to {} %; the limit is {} %", most / 10, view.limits.flat_ink);
    let mut place = view.page_place();
    // The topmost of what lies there.
    let there = view.pieces.iter().rev().find(|p| cm2(shared(p.area, area)) > 0.0);
    place.block = there.and_then(|p| p.mark).map(|m| m.block.clone());
    place.area = Some(area);
    out.add(
        Finding::new("INK-02", Severity::Warning, zh, en)
            .remedy("减淡下面的底色", "make the tint below lighter")
            .at(place),
    );
}

/// The same ink with its colours cut alike until it keeps the limit, in whole per cent.
fn reduced(ink: Ink, most: u16) -> Ink {
    let colour = u32::from(ink.c) + u32::from(ink.m) + u32::from(ink.y);
    let room = u32::from(most.saturating_sub(ink.k));
    let cut = |v: u16| u16::try_from(u32::from(v) * room / colour.max(1) / 10 * 10).unwrap_or(v);
    Ink { c: cut(ink.c), m: cut(ink.m), y: cut(ink.y), k: ink.k.min(most) }
}

/// INK-06 and INK-07: fills.
fn tints(view: &View<'_>, out: &mut Out) {
    let limits = view.limits;
    for (piece, shape) in view.shapes() {
        let Some(fill) = shape.fill else { continue };
        let block = piece.mark.map(|m| &m.block);
        for (plate, v) in plates(fill) {
            let deep = v > limits.most_tint * 10 && v < 1000;
            let faint = v > 0 && v < limits.least_tint * 10;
            if !deep && !faint {
                continue;
            }
            let (zh, en) = if deep {
                (format!("{plate}{} 平网会糊成实地", v / 10), format!("A tint of {plate}{} fills in", v / 10))
            } else {
                (format!("{plate}{} 平网印不出", v / 10), format!("A tint of {plate}{} vanishes", v / 10))
            };
            let to = if deep { 1000 } else { limits.least_tint * 10 };
            let finding = Finding::new("INK-06", Severity::Warning, zh, en)
                .remedy(format!("改为 {} %", to / 10), format!("make it {} %", to / 10))
                .at(view.place(piece));
            out.push(finding, fix::reink(view, block, fill, with_plate(fill, plate, to)));
        }
        let used = plates(fill).into_iter().filter(|(_, v)| *v > 0).count();
        let large = cm2(piece.area) > f64::from(limits.large_tint_cm2);
        if large && used > usize::from(limits.large_tint_inks) {
            let zh = format!("{:.0} cm² 的底纹用了 {used} 色 {fill}", cm2(piece.area));
            let en = format!("A tint of {:.0} cm² is made of {used} inks, {fill}", cm2(piece.area));
            out.add(
                Finding::new("INK-07", Severity::Warning, zh, en)
                    .remedy("改用一两色", "make it of one or two inks")
                    .at(view.place(piece)),
            );
        }
    }
}

/// The plates of an ink, by name.
pub(super) const fn plates(ink: Ink) -> [(char, u16); 4] {
    [('C', ink.c), ('M', ink.m), ('Y', ink.y), ('K', ink.k)]
}

fn with_plate(ink: Ink, plate: char, to: u16) -> Ink {
    let mut ink = ink;
    match plate {
        'C' => ink.c = to,
        'M' => ink.m = to,
        'Y' => ink.y = to,
        _ => ink.k = to,
    }
    ink
}

pub(super) const fn yellow_alone(ink: Ink) -> bool {
    ink.y > 0 && ink.c == 0 && ink.m == 0 && ink.k == 0
}

/// INK-08: type in yellow, or paper-white type on yellow.
fn yellow(view: &View<'_>, out: &mut Out) {
    for (piece, run) in view.runs() {
        let on = || {
            view.ground(piece).and_then(|g| match g.what {
                What::Shape(shape) => shape.fill,
                What::Run(_) | What::Picture(_) => None,
            })
        };
        let reversed = run.ink == Ink::PAPER && on().is_some_and(yellow_alone);
        if !yellow_alone(run.ink) && !reversed {
            continue;
        }
        let zh = if reversed { "黄底反白，看不清" } else { "单黄的字看不清" };
        let en = if reversed { "White type on yellow cannot be read" } else { "Type in yellow alone cannot be read" };
        out.add(
            Finding::new("INK-08", Severity::Warning, zh, en)
                .remedy("加红或换深色", "add magenta, or take a darker ink")
                .at(view.place(piece)),
        );
    }
}

/// INK-09: the average of each plate over the page.
fn coverage(view: &View<'_>, out: &mut Out) {
    let Some(means) = view.plates().map(PagePlates::mean) else { return };
    for ((plate, _), mean) in plates(Ink::PAPER).into_iter().zip(means) {
        let percent = f64::from(mean) / 10.0;
        if percent <= f64::from(view.limits.page_coverage) {
            continue;
        }
        let zh = format!("{plate} 版平均覆盖 {percent:.0} %，容易蹭脏");
        let en = format!("Plate {plate} covers {percent:.0} % of the page: sheets may set off");
        out.add(
            Finding::new("INK-09", Severity::Info, zh, en)
                .remedy("减少大块实地", "take smaller solids")
                .at(view.page_place()),
        );
    }
}

/// INK-10: 透印. Pages 2n − 1 and 2n lie back to back; what is left on the one is right on the other.
pub(super) fn across(views: &[View<'_>], out: &mut Out) {
    for front in views.iter().filter(|v| !v.page.number.is_multiple_of(2)) {
        let Some(back) = views.iter().find(|v| v.page.number == front.page.number + 1) else { continue };
        let Some((behind, area)) = front.plates().zip(back.plates()).and_then(|(a, b)| a.solid_on_both(b)) else {
            continue;
        };
        if behind <= f64::from(front.limits.show_through_cm2) {
            continue;
        }
        let zh = format!("与第 {} 版的实地背靠背 {behind:.0} cm²，会透印", back.page.number);
        let en = format!("{behind:.0} cm² of solid lie on the back of one on page {}", back.page.number);
        let place = Where { page: Some(front.page.number), area: Some(area), ..Where::default() };
        out.add(
            Finding::new("INK-10", Severity::Info, zh, en)
                .remedy("移开或减淡其中一块", "move one of them, or make it lighter")
                .at(place),
        );
    }
}
