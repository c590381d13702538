//! IMG: photographs and drawings.

use super::Out;
use super::facts::PictureKnown;
use super::view::{Piece, View};
use crate::display::Picture;
use crate::finding::{Finding, Severity, Where};
use crate::id::Part;
use crate::library::Compression;
use crate::model::BlockKind;

pub(super) fn check(view: &View<'_>, out: &mut Out) {
    for (piece, picture) in view.pictures() {
        let asset = view.edition.pictures.get(&picture.picture);
        let facts = view.facts.pictures.get(&picture.picture);
        let Some(asset) = asset else { continue };
        let [width, height] = facts.map_or(asset.pixels, |f| f.file.pixels);
        let shown = Shown::of(picture, [width, height]);
        resolution(view, piece, picture, facts, &shown, out);
        shape(view, piece, picture, &shown, out);
        if let Some(facts) = facts {
            file(view, piece, picture, facts, asset.pixels, out);
        }
        words(view, piece, picture, out);
        if asset.licence.trim().is_empty() {
            let zh = format!("图 {} 没有注明授权", picture.picture);
            let en = format!("Picture {} has no licence", picture.picture);
            let finding = Finding::new("IMG-13", Severity::Warning, zh, en).remedy(
                "填写授权或来源；AI 生成的须注明",
                "say under which terms it is printed, and whether it is made by AI",
            );
            out.add(finding.at(place(view, piece, picture)));
        }
    }
}

fn place(view: &View<'_>, piece: &Piece<'_>, picture: &Picture) -> Where {
    Where { picture: Some(picture.picture.clone()), ..view.place(piece) }
}

/// How a picture is shown.
struct Shown {
    /// Pixels an inch across and down.
    ppi: [f64; 2],
    /// Share of the picture that is seen, 0–1.
    seen: f64,
}

impl Shown {
    fn of(picture: &Picture, [width, height]: [u32; 2]) -> Self {
        let crop = picture.crop;
        let across = f64::from(crop.right - crop.left) / 1e6;
        let down = f64::from(crop.bottom - crop.top) / 1e6;
        let inches = |mm: f64| (mm / 25.4).max(1e-6);
        let ppi = [
            f64::from(width) * across / inches(picture.frame.width.as_mm()),
            f64::from(height) * down / inches(picture.frame.height.as_mm()),
        ];
        Self { ppi, seen: across * down }
    }

    fn least(&self) -> f64 {
        self.ppi[0].min(self.ppi[1])
    }
}

/// IMG-01, -02, -03, -04.
fn resolution(
    view: &View<'_>,
    piece: &Piece<'_>,
    picture: &Picture,
    facts: Option<&PictureKnown>,
    shown: &Shown,
    out: &mut Out,
) {
    let (limits, id, ppi) = (view.limits, &picture.picture, shown.least());
    let here = || place(view, piece, picture);
    let below = |limit: u16| ppi < f64::from(limit);
    if facts.is_some_and(PictureKnown::is_line_art) {
        if below(limits.line_art_warn) {
            let severity = if below(limits.line_art_stop) { Severity::Error } else { Severity::Warning };
            let zh = format!("线条稿 {id} 只有 {ppi:.0} ppi，要 {}", limits.line_art_warn);
            let en = format!("Line art {id} has {ppi:.0} ppi; {} are needed", limits.line_art_warn);
            let finding = Finding::new("IMG-03", severity, zh, en)
                .remedy("重新扫描，或缩小", "scan it again, or make it smaller");
            out.add(finding.at(here()));
        }
        return;
    }
    let severity = if below(limits.ppi_stop) {
        Some(Severity::Error)
    } else if below(limits.ppi_warn) {
        Some(Severity::Warning)
    } else {
        below(limits.ppi_ideal).then_some(Severity::Info)
    };
    if let Some(severity) = severity {
        let most = picture.frame.width.as_mm() * ppi / f64::from(limits.ppi_warn);
        let zh = format!("图 {id} 只有 {ppi:.0} ppi");
        let en = format!("Picture {id} has only {ppi:.0} ppi");
        let finding = Finding::new("IMG-01", severity, zh, en).remedy(
            format!("换大图，或缩到 {most:.0} mm 宽以内"),
            format!("take a larger one, or show it at most {most:.0} mm wide"),
        );
        out.add(finding.at(here()));
    }
    if ppi > f64::from(limits.ppi_most) {
        let zh = format!("图 {id} 有 {ppi:.0} ppi，印不出这样细");
        let en = format!("Picture {id} has {ppi:.0} ppi, more than the press can show");
        let finding = Finding::new("IMG-02", Severity::Info, zh, en)
            .remedy("不必处理：输出时会缩小", "nothing: export brings it down");
        out.add(finding.at(here()));
    }
    let native = f64::from(limits.screen_ppi);
    let enlarged = native / ppi * 100.0;
    if enlarged > f64::from(limits.enlargement) {
        let zh = format!("图 {id} 放大到 {enlarged:.0} %（以 {native:.0} ppi 计）");
        let en = format!("Picture {id} is enlarged to {enlarged:.0} % of its size at {native:.0} ppi");
        let finding = Finding::new("IMG-04", Severity::Warning, zh, en)
            .remedy("缩小图位，或少裁一些", "make it smaller, or crop it less");
        out.add(finding.at(here()));
    }
}

/// IMG-05 and IMG-14.
fn shape(view: &View<'_>, piece: &Piece<'_>, picture: &Picture, shown: &Shown, out: &mut Out) {
    let id = &picture.picture;
    let stretched = (shown.ppi[0] / shown.ppi[1].max(1e-9) - 1.0).abs() * 1000.0;
    if stretched > f64::from(view.limits.distortion) {
        let zh = format!("图 {id} 变形 {:.1} %", stretched / 10.0);
        let en = format!("Picture {id} is stretched by {:.1} %", stretched / 10.0);
        let finding = Finding::new("IMG-05", Severity::Warning, zh, en)
            .remedy("更新图片尺寸，或重新裁切", "measure the picture again, or crop it anew");
        out.add(finding.at(place(view, piece, picture)));
    }
    let lost = (1.0 - shown.seen) * 100.0;
    if lost > f64::from(view.limits.crop_loss) {
        let zh = format!("图 {id} 裁去 {lost:.0} %");
        let en = format!("{lost:.0} % of picture {id} are cut off");
        let finding =
            Finding::new("IMG-14", Severity::Info, zh, en).remedy("改图位的比例", "give it a place of its own shape");
        out.add(finding.at(place(view, piece, picture)));
    }
}

/// IMG-06, IMG-08 and DOC-16: the file itself.
fn file(view: &View<'_>, piece: &Piece<'_>, picture: &Picture, facts: &PictureKnown, placed: [u32; 2], out: &mut Out) {
    let (limits, id) = (view.limits, &picture.picture);
    let here = || place(view, piece, picture);
    if facts.file.pixels != placed {
        let [w, h] = facts.file.pixels;
        let zh = format!("图 {id} 的文件已换：现为 {w} × {h}，置入时 {} × {}", placed[0], placed[1]);
        let en = format!("The file of picture {id} was changed: {w} × {h}, placed as {} × {}", placed[0], placed[1]);
        let finding = Finding::new("DOC-16", Severity::Error, zh, en)
            .remedy("核对后更新图片", "look at it, then take the new one");
        let mut asset = view.edition.pictures.get(id).map(|a| (**a).clone());
        if let Some(asset) = &mut asset {
            asset.pixels = facts.file.pixels;
        }
        let repair = asset.map(|picture| {
            super::fix::fix(
                "更新图片",
                "Take the new file",
                crate::edit::Command::ReplacePicture { id: id.clone(), picture },
            )
        });
        out.push(finding.at(here()), repair);
    }
    let quality = match facts.file.compression {
        Compression::Jpeg { quality } => quality,
        Compression::None | Compression::Lossless | Compression::WebP => None,
    };
    if let Some(quality) = quality.filter(|q| u16::from(*q) < limits.jpeg_quality) {
        let zh = format!("图 {id} 的 JPEG 质量只有 {quality}");
        let en = format!("Picture {id} is a JPEG of quality {quality}");
        let finding = Finding::new("IMG-06", Severity::Info, zh, en).remedy("要原图", "ask for the original");
        out.add(finding.at(here()));
    }
    let lightness = facts.tones.as_ref().map(|t| t.lightness);
    if let Some(lightness) = lightness.filter(|l| u16::from(*l) < limits.dark_picture) {
        let zh = format!("图 {id} 太暗（平均明度 {lightness}），新闻纸上会糊");
        let en = format!("Picture {id} is dark (mean lightness {lightness}) and will plug on newsprint");
        let finding =
            Finding::new("IMG-08", Severity::Warning, zh, en).remedy("提亮中间调", "lighten its middle tones");
        out.add(finding.at(here()));
    }
}

/// IMG-09 and IMG-10: what is said under it.
fn words(view: &View<'_>, piece: &Piece<'_>, picture: &Picture, out: &mut Out) {
    let Some(mark) = piece.mark else { return };
    let id = &picture.picture;
    // An advertisement speaks for itself.
    if super::leg::is_ad(view, &mark.block) {
        return;
    }
    let own = |part: Part| view.lines.iter().filter(move |l| l.mark.block == mark.block && l.mark.part == part);
    let caption: Vec<_> = own(Part::Caption).collect();
    let credit =
        own(Part::Credit).next().is_some() || caption.iter().any(|l| l.text.contains('摄') || l.text.contains("供图"));
    let story_says = mark.story.as_ref().and_then(|s| view.edition.stories.get(s)).is_some_and(|s| {
        // A picture story tells in its text what is seen and who took it: 图为…… 某 摄.
        s.kind == crate::model::StoryKind::PictureStory
    });
    let captioned = !caption.is_empty() || story_says;
    let credited = credit || story_says;
    if !captioned || !credited {
        let (zh, en) = match (captioned, credited) {
            (false, false) => {
                (format!("图 {id} 没有说明和署名"), format!("Picture {id} has neither caption nor credit"))
            }
            (false, true) => (format!("图 {id} 没有说明"), format!("Picture {id} has no caption")),
            _ => (format!("图 {id} 没有署名"), format!("Picture {id} has no credit")),
        };
        let finding = Finding::new("IMG-09", Severity::Warning, zh, en).remedy("补写说明、署名", "write them");
        out.add(finding.at(place(view, piece, picture)));
    }
    caption_place(view, piece, picture, out);
}

/// IMG-10: of a block with one picture, whose caption can be no other's.
fn caption_place(view: &View<'_>, piece: &Piece<'_>, picture: &Picture, out: &mut Out) {
    let Some(mark) = piece.mark else { return };
    let alone = view.pictures().filter(|(p, _)| p.mark.is_some_and(|m| m.block == mark.block)).count() == 1;
    let lines: Vec<_> = view
        .lines
        .iter()
        .filter(|l| l.mark.block == mark.block && matches!(l.mark.part, Part::Caption | Part::Credit))
        .collect();
    let Some(first) = lines.first().filter(|_| alone) else { return };
    let below = first.mark.area.y >= piece.area.bottom() - crate::geom::Length::MM;
    let wide = below && lines.iter().any(|l| l.mark.area.width > piece.area.width + crate::geom::Length::MM);
    let apart = super::geo::gap(piece.area, first.mark.area).map(|(gap, _)| gap);
    let far = apart.is_none_or(|gap| gap > view.limits.caption_distance);
    if !wide && !far {
        return;
    }
    let id = &picture.picture;
    let (zh, en) = if wide {
        (format!("图 {id} 的说明比图宽"), format!("The caption of picture {id} is wider than it"))
    } else {
        (format!("图 {id} 的说明离图太远"), format!("The caption of picture {id} stands away from it"))
    };
    let mut here = place(view, piece, picture);
    here.area = Some(first.mark.area);
    out.add(
        Finding::new("IMG-10", Severity::Warning, zh, en)
            .remedy("说明放在图下，与图同宽", "set it under the picture, as wide as it")
            .at(here),
    );
}

/// IMG-11: one file twice in the issue.
pub(super) fn across(views: &[View<'_>], out: &mut Out) {
    let mut seen: Vec<(String, u16)> = Vec::new();
    for view in views {
        for (piece, picture) in view.pictures() {
            let hash = view.facts.pictures.get(&picture.picture).map(|f| f.hash.clone()).unwrap_or_default();
            let key = if hash.is_empty() { picture.picture.to_string() } else { hash };
            if let Some((_, page)) = seen.iter().find(|(k, _)| *k == key) {
                let zh = format!("图 {} 在第 {page} 版已登过", picture.picture);
                let en = format!("Picture {} already stands on page {page}", picture.picture);
                let finding = Finding::new("IMG-11", Severity::Warning, zh, en).remedy("换一张", "take another");
                out.add(finding.at(place(view, piece, picture)));
            }
            seen.push((key, view.page.number));
        }
    }
}

/// Blocks that show pictures without an article round them.
pub(super) const fn is_picture(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::Picture(_))
}
