//! TXT: faces and sizes. Which characters stand there is looked at in `txt_marks`.

use super::Out;
use super::fix;
use super::ink::{plates, yellow_alone};
use super::view::{Piece, View, What};
use crate::display::Glyphs;
use crate::edit::Command;
use crate::finding::{Finding, Severity};
use crate::geom::Length;
use crate::id::Part;
use crate::ink::Ink;
use crate::model::{BlockKind, HeadSetting};

pub(super) fn check(view: &View<'_>, out: &mut Out) {
    for (piece, run) in view.runs() {
        face(view, piece, run, out);
        black_size(view, piece, run, out);
        reversed(view, piece, run, out);
        coloured(view, piece, run, out);
        stretched(view, piece, run, out);
        off_style(view, piece, run, out);
    }
    tracking(view, out);
    effects(view, out);
}

/// TXT-14: outline and shadow on small type fill in.
fn effects(view: &View<'_>, out: &mut Out) {
    const LEAST: Length = Length::nm(24 * 350_000);
    for block in &view.page.blocks {
        let BlockKind::Article(article) = &block.kind else { continue };
        if article.head.shadow.is_none() && article.head.outline.is_none() {
            continue;
        }
        let headline = |p: &Piece<'_>| p.mark.is_some_and(|m| m.block == block.id && m.part == Part::Headline);
        let Some((piece, run)) = view.runs().find(|(p, run)| headline(p) && run.size < LEAST) else { continue };
        let size = run.size.as_bang();
        let zh = format!("{size:.0} 磅的字加了阴影或勾边");
        let en = format!("Type of {size:.0} 磅 has a shadow or an outline");
        let finding = Finding::new("TXT-14", Severity::Warning, zh, en)
            .remedy("去掉阴影、勾边，或用 24 磅以上的字", "take shadow and outline away, or set it in 24 磅 and more")
            .at(view.place(piece));
        let head = HeadSetting { shadow: None, outline: None, ..article.head.clone() };
        let command = Command::SetHead { block: block.id.clone(), head };
        out.push(finding, Some(fix::fix("去掉阴影、勾边", "Take shadow and outline away", command)));
    }
}

fn is_sans(view: &View<'_>, run: &Glyphs) -> bool {
    view.facts.faces.get(&run.face).is_some_and(|f| f.sans)
}

/// The style a part is set in.
pub(super) const fn style_of(part: Part) -> Option<&'static str> {
    match part {
        Part::Kicker => Some("kicker"),
        Part::Deck => Some("deck"),
        Part::Byline => Some("byline"),
        Part::Body => Some("body"),
        Part::CrossHead => Some("cross-head"),
        Part::Caption | Part::Credit => Some("caption"),
        Part::Folio => Some("folio"),
        Part::Masthead => Some("masthead-line"),
        Part::SectionHead => Some("section-note"),
        Part::JumpLine => Some("jump"),
        Part::Headline | Part::Picture | Part::Furniture => None,
    }
}

/// TXT-02 and TXT-06.
fn face(view: &View<'_>, piece: &Piece<'_>, run: &Glyphs, out: &mut Out) {
    let Some(facts) = view.facts.faces.get(&run.face) else { return };
    let name = &facts.name;
    if !facts.may_be_embedded {
        let (zh, en) = (format!("{name} 的许可不准嵌入"), format!("The maker of {name} forbids embedding it"));
        out.add(
            Finding::new("TXT-02", Severity::Error, zh, en)
                .remedy("换字体，或买许可", "take another face, or buy a licence")
                .at(view.place(piece)),
        );
    }
    if name.to_lowercase().contains("courier") {
        let (zh, en) = (format!("用了 {name}，多半是缺字体的替代"), format!("{name} often stands in for a lost face"));
        out.add(
            Finding::new("TXT-06", Severity::Warning, zh, en)
                .remedy("装回原来的字体", "install the face that was meant")
                .at(view.place(piece)),
        );
    }
}

/// TXT-08.
fn black_size(view: &View<'_>, piece: &Piece<'_>, run: &Glyphs, out: &mut Out) {
    let limits = view.limits;
    if run.ink != Ink::BLACK || run.size >= limits.type_warn {
        return;
    }
    let severity = if run.size < limits.type_stop { Severity::Error } else { Severity::Warning };
    let (size, least) = (run.size.as_bang(), limits.type_warn.as_bang());
    let zh = format!("字只有 {size:.1} 磅，至少 {least:.1} 磅");
    let en = format!("Type of {size:.1} 磅 is smaller than {least:.1} 磅");
    let finding = Finding::new("TXT-08", severity, zh, en).remedy("加大字号", "set it larger").at(view.place(piece));
    out.push(finding, enlarge(view, piece, limits.type_warn));
}

/// The style of a piece set as large as `least`, where that style is what makes it small.
fn enlarge(view: &View<'_>, piece: &Piece<'_>, least: Length) -> Option<super::Fix> {
    let name = style_of(piece.mark?.part)?;
    let style = view.edition.house.styles.get(name).filter(|s| s.size < least)?;
    let label = (format!("{name} 改为 {:.1} 磅", least.as_bang()), format!("Set {name} in {:.1} 磅", least.as_bang()));
    debug_assert!(style.size < least);
    fix::restyle(view.edition, name, (&label.0, &label.1), |s| s.size = least)
}

/// TXT-09 and TXT-10.
fn reversed(view: &View<'_>, piece: &Piece<'_>, run: &Glyphs, out: &mut Out) {
    if run.ink != Ink::PAPER {
        return;
    }
    let limits = view.limits;
    let ground = view.ground(piece);
    let fill = ground.and_then(|g| match g.what {
        What::Shape(shape) => shape.fill,
        What::Run(_) | What::Picture(_) => None,
    });
    let four = fill.is_some_and(|f| plates(f).iter().all(|(_, v)| *v > 0));
    let least = match (is_sans(view, run), four) {
        (true, false) => limits.reversed_sans,
        (true, true) => limits.reversed_sans_four,
        (false, _) => limits.reversed_song,
    };
    if run.size < least {
        let (size, least) = (run.size.as_bang(), least.as_bang());
        let zh = format!("反白字只有 {size:.1} 磅，至少 {least:.1} 磅");
        let en = format!("Reversed type of {size:.1} 磅 is smaller than {least:.1} 磅");
        out.add(
            Finding::new("TXT-09", Severity::Warning, zh, en)
                .remedy("加大，或换黑体", "set it larger, or in 黑体")
                .at(view.place(piece)),
        );
    }
    let on_picture = ground.is_some_and(|g| matches!(g.what, What::Picture(_)));
    let total = fill.map_or(0, Ink::total);
    if on_picture || total >= limits.reversed_ground * 10 || fill.is_some_and(yellow_alone) {
        return;
    }
    let zh = format!("反白字的底只有 {} %，至少 {} %", total / 10, limits.reversed_ground);
    let en = format!("White type stands on {} % of ink; {} % are needed", total / 10, limits.reversed_ground);
    let finding = Finding::new("TXT-10", Severity::Warning, zh, en)
        .remedy("加深底色，或改为黑字", "take a deeper ground, or black type")
        .at(view.place(piece));
    out.add(finding);
}

/// TXT-11 and TXT-12.
fn coloured(view: &View<'_>, piece: &Piece<'_>, run: &Glyphs, out: &mut Out) {
    let limits = view.limits;
    let used: Vec<(char, u16)> = plates(run.ink).into_iter().filter(|(_, v)| *v > 0).collect();
    if used.len() > 1 {
        let least = if is_sans(view, run) { limits.inks_sans } else { limits.inks_song };
        if run.size < least {
            let zh = format!("{} 的字只有 {:.1} 磅，至少 {:.1} 磅", run.ink, run.size.as_bang(), least.as_bang());
            let en = format!(
                "Type of {} has {:.1} 磅; of several inks it needs {:.1}",
                run.ink,
                run.size.as_bang(),
                least.as_bang()
            );
            let finding = Finding::new("TXT-11", Severity::Warning, zh, en)
                .remedy("改为单色，或加大", "print it in one ink, or larger")
                .at(view.place(piece));
            let one = strongest(run.ink);
            out.push(finding, fix::reink(view, piece.mark.map(|m| &m.block), run.ink, one));
        }
        return;
    }
    let Some((_, v)) = used.first().filter(|(_, v)| *v < 1000) else { return };
    if run.size < limits.tinted_type || *v < limits.tinted_type_ink * 10 {
        let zh = format!("浅色字 {}，{:.1} 磅", run.ink, run.size.as_bang());
        let en = format!("Tinted type, {}, {:.1} 磅", run.ink, run.size.as_bang());
        let zh_remedy = format!("不小于 {:.1} 磅，不浅于 {} %", limits.tinted_type.as_bang(), limits.tinted_type_ink);
        let en_remedy = format!("at least {:.1} 磅 and {} %", limits.tinted_type.as_bang(), limits.tinted_type_ink);
        let finding =
            Finding::new("TXT-12", Severity::Warning, zh, en).remedy(zh_remedy, en_remedy).at(view.place(piece));
        let solid = strongest(run.ink);
        out.push(finding, fix::reink(view, piece.mark.map(|m| &m.block), run.ink, solid));
    }
}

/// The strongest plate of an ink, solid; black where there is any.
pub(super) fn strongest(ink: Ink) -> Ink {
    let used: Vec<(char, u16)> = plates(ink).into_iter().filter(|(_, v)| *v > 0).collect();
    let black = used.iter().find(|(plate, _)| *plate == 'K');
    let of_yellow = |plate: char| if plate == 'Y' { 0 } else { 1 };
    let (plate, _) =
        black.or_else(|| used.iter().max_by_key(|(p, v)| (of_yellow(*p), *v))).copied().unwrap_or(('K', 0));
    match plate {
        'C' => Ink::percent(100, 0, 0, 0),
        'M' => Ink::percent(0, 100, 0, 0),
        'Y' => Ink::percent(0, 0, 100, 0),
        _ => Ink::BLACK,
    }
}

/// TXT-13.
fn stretched(view: &View<'_>, piece: &Piece<'_>, run: &Glyphs, out: &mut Out) {
    let Some(mark) = piece.mark.filter(|m| matches!(m.part, Part::Kicker | Part::Headline | Part::Deck)) else {
        return;
    };
    let (limits, width) = (view.limits, run.stretch);
    if (limits.stretch_least..=limits.stretch_most).contains(&width) {
        return;
    }
    let stops = !(limits.stretch_stop_least..=limits.stretch_stop_most).contains(&width);
    let severity = if stops { Severity::Error } else { Severity::Warning };
    let (zh, en) = (format!("题字宽 {} %", width / 10), format!("The head's characters are {} % wide", width / 10));
    let finding = Finding::new("TXT-13", severity, zh, en).remedy("用正身", "set them unscaled").at(view.place(piece));
    out.push(finding, unscaled(view, mark));
}

fn unscaled(view: &View<'_>, mark: &crate::display::Mark) -> Option<super::Fix> {
    let label = ("改为正身", "Set it unscaled");
    if mark.part != Part::Headline {
        return fix::restyle(view.edition, style_of(mark.part)?, label, |s| s.stretch = 1000);
    }
    let (_, article) = view.articles().find(|(b, _)| b.id == mark.block)?;
    let mut head = article.head.clone();
    if head.stretch != 1000 {
        head.stretch = 1000;
        let command = Command::SetHead { block: mark.block.clone(), head };
        return Some(fix::fix(label.0, label.1, command));
    }
    let name = if head.style.is_empty() { "headline" } else { &head.style };
    fix::restyle(view.edition, name, label, |s| s.stretch = 1000)
}

/// TXT-20: body type of another size than the body's.
fn off_style(view: &View<'_>, piece: &Piece<'_>, run: &Glyphs, out: &mut Out) {
    let Some(mark) = piece.mark.filter(|m| m.part == Part::Body) else { return };
    let body = view.edition.house.style("body").size;
    if run.size == body {
        return;
    }
    let zh = format!("正文里有 {:.1} 磅的字，正文为 {:.1} 磅", run.size.as_bang(), body.as_bang());
    let en = format!("Type of {:.1} 磅 stands in body text of {:.1} 磅", run.size.as_bang(), body.as_bang());
    let finding = Finding::new("TXT-20", Severity::Warning, zh, en)
        .remedy("恢复正文样式", "give it the body's style back")
        .at(view.place(piece));
    let repair = mark.story.as_ref().and_then(|s| fix::plain_spans(view, s, mark.paragraph as usize));
    out.push(finding, repair);
}

/// TXT-19.
fn tracking(view: &View<'_>, out: &mut Out) {
    let tracking = view.edition.house.style("body").tracking;
    let Some(line) = view.lines.iter().find(|l| l.mark.part == Part::Body) else { return };
    if tracking.unsigned_abs() <= view.limits.body_tracking {
        return;
    }
    let zh = format!("正文字距 {:.1} %", f32::from(tracking) / 10.0);
    let en = format!("Body text is tracked by {:.1} %", f32::from(tracking) / 10.0);
    let finding = Finding::new("TXT-19", Severity::Warning, zh, en)
        .remedy("字距还原为 0，改文字", "set tracking to 0 and change the words")
        .at(view.line_place(line));
    out.push(
        finding,
        fix::restyle(view.edition, "body", ("字距还原为 0", "Set its tracking to 0"), |s| s.tracking = 0),
    );
}
