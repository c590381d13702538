//! COL: colour where the press prints black, and pictures separated for another press. What the finished file says of
//! its colour spaces is read from the file itself.

use super::facts::PictureKnown;
use super::fix;
use super::view::{Piece, View, What};
use super::{Fix, Out};
use crate::display::Picture;
use crate::edit::Command;
use crate::finding::{Finding, Severity, Where};
use crate::ink::Ink;
use crate::library::StoredColour;
use crate::model::{OutputSettings, Standard};

pub(super) fn check(view: &View<'_>, out: &mut Out) {
    let turned = view.page.mono || view.edition.house.output.mono;
    if view.limits.mono_pages.contains(&view.page.number) && !turned {
        colour_on_mono(view, out);
    }
    spots(view, out);
    for (piece, picture) in view.pictures() {
        let Some(facts) = view.facts.pictures.get(&picture.picture) else { continue };
        separations(view, piece, picture, facts, out);
    }
}

/// COL-03: a spot ink that the edition's PDF/X-1a prints from the four.
fn spots(view: &View<'_>, out: &mut Out) {
    let output = &view.edition.house.output;
    if output.standard == Standard::X4 {
        return own_plates(view, out);
    }
    for spot in &output.spots {
        let used = |p: &&Piece<'_>| inks(p).into_iter().any(|i| spot.substitute.share_in(i).is_some());
        let Some(piece) = view.pieces.iter().find(used) else { continue };
        let (name, inks) = (&spot.name, spot.substitute);
        let zh = format!("专色 {name} 在 PDF/X-1a 里按 {inks} 四色印");
        let en = format!("The spot ink {name} is printed as {inks} in PDF/X-1a");
        let finding = Finding::new("COL-03", Severity::Warning, zh, en)
            .remedy("改用 PDF/X-4，或去掉专色", "make PDF/X-4, or do without the spot ink")
            .at(view.place(piece));
        let output = OutputSettings { standard: Standard::X4, ..output.clone() };
        out.push(finding, Some(fix::fix("改用 PDF/X-4", "Make PDF/X-4", Command::SetOutput { output })));
    }
}

/// COL-03: more spot inks on a page of PDF/X-4 than the press has units for. The last of them are one too many.
fn own_plates(view: &View<'_>, out: &mut Out) {
    let (output, most) = (&view.edition.house.output, view.limits.spot_inks);
    let sheet = &view.composed.sheet;
    let used = sheet.spots.iter().enumerate().filter_map(|(number, spot)| {
        let on = |i: Ink| sheet.spot_of(i).is_some_and(|(plate, _)| plate == number);
        let piece = view.pieces.iter().find(|p| inks(p).into_iter().any(on))?;
        Some((spot, piece))
    });
    for (spot, piece) in used.skip(usize::from(most)) {
        let (name, substitute) = (&spot.name, spot.substitute);
        let (zh, en) = if most == 0 {
            (format!("印厂不收专色，本版有 {name}"), format!("The printer takes no spot ink, and there is {name}"))
        } else {
            (
                format!("专色 {name} 多于印刷机的 {most} 个"),
                format!("The spot ink {name} is more than the press' {most}"),
            )
        };
        let finding = Finding::new("COL-03", Severity::Error, zh, en)
            .remedy("改按四色印", "print it from the four inks")
            .at(view.place(piece));
        let spots = output.spots.iter().filter(|s| s.name != *name).cloned().collect();
        let label = (format!("{name} 改按 {substitute} 四色印"), format!("Print {name} as {substitute}"));
        let output = OutputSettings { spots, ..output.clone() };
        out.push(finding, Some(fix::fix(&label.0, &label.1, Command::SetOutput { output })));
    }
}

/// The inks a piece prints in, pictures aside.
pub(super) fn inks(piece: &Piece<'_>) -> Vec<Ink> {
    match piece.what {
        What::Run(run) => vec![run.ink],
        What::Shape(shape) => shape.fill.into_iter().chain(shape.stroke.as_ref().map(|s| s.ink)).collect(),
        What::Picture(_) => Vec::new(),
    }
}

const fn coloured(ink: Ink) -> bool {
    ink.c > 0 || ink.m > 0 || ink.y > 0
}

/// True where a piece needs more than the black plate.
fn in_colour(view: &View<'_>, piece: &Piece<'_>) -> bool {
    if view.page.mono || view.edition.house.output.mono {
        return false;
    }
    match piece.what {
        What::Picture(p) => {
            let known = view.facts.pictures.get(&p.picture);
            known.is_some_and(PictureKnown::is_coloured)
        }
        What::Run(_) | What::Shape(_) => inks(piece).into_iter().any(coloured),
    }
}

fn mono(page: u16) -> Fix {
    fix::fix("整版改为黑白", "Print the page in black only", Command::SetPageMono { page, mono: true })
}

/// COL-06.
fn colour_on_mono(view: &View<'_>, out: &mut Out) {
    let page = view.page.number;
    for piece in view.pieces.iter().filter(|p| in_colour(view, p)) {
        let ink = inks(piece).into_iter().find(|i| coloured(*i));
        let what = ink
            .map_or_else(|| ("彩色图片".to_owned(), "a colour picture".to_owned()), |i| (i.to_string(), i.to_string()));
        let zh = format!("第 {page} 版只印黑，却有{}", what.0);
        let en = format!("Page {page} prints black alone and has {}", what.1);
        let finding = Finding::new("COL-06", Severity::Error, zh, en)
            .remedy("整版改为黑白", "print the page in black only")
            .at(view.place(piece));
        out.push(finding, Some(mono(page)));
    }
}

fn separations(view: &View<'_>, piece: &Piece<'_>, picture: &Picture, facts: &PictureKnown, out: &mut Out) {
    let id = &picture.picture;
    let mut place = view.place(piece);
    place.picture = Some(id.clone());
    let inks = facts.file.stored == StoredColour::Cmyk;
    let press = &view.facts.press;
    let other = facts.file.profile.as_ref().filter(|p| inks && !press.is_empty() && p.name != *press);
    if let Some(profile) = other {
        let zh = format!("图 {id} 是按“{}”分色的 CMYK", profile.name);
        let en = format!("Picture {id} is CMYK separated for “{}”", profile.name);
        out.add(
            Finding::new("COL-04", Severity::Warning, zh, en)
                .remedy("用 RGB 原图，由本程序分色", "place the RGB original; this program separates it")
                .at(place.clone()),
        );
    }
    let Some(tones) = facts.tones.as_ref().filter(|_| inks) else { return };
    let (most, without) = (tones.most_ink(), facts.shadows_without_black());
    // A thousandth of the pixels: an accident of noise is no separation.
    if most > 260 && without > 0.1 {
        let zh = format!("图 {id} 像铜版纸分色：总墨量 {most} %，{without:.0} % 的暗部没有黑");
        let en = format!(
            "Picture {id} looks separated for coated paper: {most} % of ink, {without:.0} % of it shadows without black"
        );
        out.add(
            Finding::new("COL-05", Severity::Warning, zh, en)
                .remedy("用 RGB 原图重新分色", "separate it anew from the RGB original")
                .at(place.clone()),
        );
    }
    // Black alone is at most 100 %.
    if tones.neutral && most > 110 {
        let zh = format!("图 {id} 是用彩墨叠成的灰图");
        let en = format!("Picture {id} is grey made of coloured inks");
        out.add(
            Finding::new("COL-08", Severity::Warning, zh, en)
                .remedy("转成灰度再置入", "turn it into greyscale before placing it")
                .at(place),
        );
    }
}

/// COL-07: more pages in colour than the press has colour for.
pub(super) fn across(views: &[View<'_>], out: &mut Out) {
    let Some(most) = views.first().map(|v| usize::from(v.limits.colour_pages)).filter(|n| *n > 0) else { return };
    let coloured: Vec<u16> =
        views.iter().filter(|v| v.pieces.iter().any(|p| in_colour(v, p))).map(|v| v.page.number).collect();
    for page in coloured.iter().skip(most) {
        let zh = format!("已有 {} 个彩色版，印刷机只有 {most} 个", coloured.len());
        let en = format!("{} pages are in colour, and the press has colour for {most}", coloured.len());
        let finding = Finding::new("COL-07", Severity::Error, zh, en)
            .remedy("把此版改为黑白", "make this page black and white")
            .at(Where { page: Some(*page), ..Where::default() });
        out.push(finding, Some(mono(*page)));
    }
}
