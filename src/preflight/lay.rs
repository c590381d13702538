//! LAY: how the page is made up.

use std::collections::{BTreeMap, BTreeSet};

use super::geo::gap;
use super::img::is_picture;
use super::leg;
use super::view::{Head, Line, View, cm2};
use super::{Fix, Out};
use crate::finding::{Finding, Severity, Where};
use crate::geom::{Length, Rect};
use crate::id::{BlockId, Part};
use crate::model::{Block, BlockKind};

pub(super) fn check(view: &View<'_>, out: &mut Out) {
    heads(view, out);
    through(view, out);
    foreign(view, out);
    legs(view, out);
    measures(view, out);
    captions_without_picture(view, out);
    pictures(view, out);
    ads(view, out);
}

fn at_head(view: &View<'_>, head: &Head<'_>) -> Where {
    let mut place = view.block(head.block).map_or_else(|| view.page_place(), |b| view.block_place(b));
    place.area = Some(head.area);
    place
}

/// LAY-01, LAY-08, LAY-13, LAY-14.
fn heads(view: &View<'_>, out: &mut Out) {
    let heads = view.heads();
    for (i, a) in heads.iter().enumerate() {
        for b in &heads[i + 1..] {
            bump(view, a, b, out);
            grows(view, a, b, out);
            grows(view, b, a, out);
        }
    }
    let vertical = heads.iter().filter(|h| h.vertical).count();
    if vertical > usize::from(view.limits.vertical_heads) {
        let (zh, en) = (format!("有 {vertical} 个竖题"), format!("There are {vertical} vertical heads"));
        out.add(
            Finding::new("LAY-13", Severity::Info, zh, en)
                .remedy("改几个为横题", "set some of them horizontally")
                .at(view.page_place()),
        );
    }
    let faces: BTreeSet<_> = heads.iter().map(|h| h.run.face).collect();
    if faces.len() > usize::from(view.limits.head_faces) {
        let (zh, en) =
            (format!("标题用了 {} 种字体", faces.len()), format!("The heads are set in {} faces", faces.len()));
        out.add(
            Finding::new("LAY-14", Severity::Info, zh, en).remedy("减少字体", "take fewer faces").at(view.page_place()),
        );
    }
}

/// LAY-01: two horizontal heads side by side, as high and about as large.
fn bump(view: &View<'_>, a: &Head<'_>, b: &Head<'_>, out: &mut Out) {
    let grid = view.page.setup.grid;
    let (Some(one), Some(two)) = (view.block(a.block), view.block(b.block)) else { return };
    let near = gap(view.area(one), view.area(two)).is_some_and(|(gap, between)| {
        let side = between.height > between.width || gap == Length::ZERO;
        side && gap <= grid.cell() * 2
    });
    let side_by_side = a.area.right() <= b.area.x || b.area.right() <= a.area.x;
    let level = (a.area.y - b.area.y).abs() < grid.line() * i64::from(view.limits.bump_lines);
    let (small, large) = (a.run.size.min(b.run.size), a.run.size.max(b.run.size));
    let alike = large <= small.per_mille(1150);
    if a.vertical || b.vertical || !near || !side_by_side || !level || !alike {
        return;
    }
    let zh = format!("{} 与 {} 碰题", a.block, b.block);
    let en = format!("The heads of {} and {} bump", a.block, b.block);
    out.add(
        Finding::new("LAY-01", Severity::Warning, zh, en)
            .remedy("错开，或一横一竖、一大一小", "move one down, set it vertically, or in another size")
            .at(at_head(view, b)),
    );
}

/// LAY-08: a weaker story lower on the page with the larger head.
fn grows(view: &View<'_>, above: &Head<'_>, below: &Head<'_>, out: &mut Out) {
    let rank = |head: &Head<'_>| {
        let story = view.articles().find(|(b, _)| b.id == *head.block).map(|(_, a)| &a.story);
        story.and_then(|s| view.edition.stories.get(s)).map(|s| s.rank)
    };
    let (Some(strong), Some(weak)) = (rank(above), rank(below)) else { return };
    if above.area.bottom() > below.area.y || strong >= weak || below.run.size <= above.run.size {
        return;
    }
    let zh = format!("{} 的题比上面更重要的 {} 大", below.block, above.block);
    let en = format!(
        "The head of {} is larger than that of {}, which stands higher and ranks higher",
        below.block, above.block
    );
    out.add(
        Finding::new("LAY-08", Severity::Warning, zh, en)
            .remedy("缩小下面的题", "set the lower head smaller")
            .at(at_head(view, below)),
    );
}

/// Blocks that carry the page's matter.
fn modules<'a>(view: &View<'a>) -> Vec<(&'a Block, Rect)> {
    let matter = |b: &&Block| !matches!(b.kind, BlockKind::Folio(_) | BlockKind::Masthead(_));
    view.page.blocks.iter().map(|b| &**b).filter(matter).map(|b| (b, view.area(b))).collect()
}

/// LAY-02: a straight way through the middle half of the page, from edge to edge, with matter on both sides.
fn through(view: &View<'_>, out: &mut Out) {
    let area = view.page.setup.type_area();
    let modules = modules(view);
    let slack = Length::um(100);
    let across = modules.iter().map(|(_, r)| r.bottom()).find(|y| {
        let middle = area.y + area.height / 4..=area.bottom() - area.height / 4;
        let splits = !modules.iter().any(|(_, r)| r.y + slack < *y && r.bottom() - slack > *y);
        let both = modules.iter().any(|(_, r)| r.y + slack >= *y) && modules.len() > 1;
        middle.contains(y) && splits && both
    });
    let down = modules.iter().map(|(_, r)| r.right()).find(|x| {
        let middle = area.x + area.width / 4..=area.right() - area.width / 4;
        let splits = !modules.iter().any(|(_, r)| r.x + slack < *x && r.right() - slack > *x);
        let both = modules.iter().any(|(_, r)| r.x + slack >= *x);
        middle.contains(x) && splits && both
    });
    let (zh, en, line) = match (across, down) {
        (Some(y), _) => {
            ("一条横线把版面断成两半", "A line across splits the page in two", Rect::new(area.x, y, area.width, slack))
        }
        (None, Some(x)) => {
            ("一条竖线把版面断成两半", "A line down splits the page in two", Rect::new(x, area.y, slack, area.height))
        }
        (None, None) => return,
    };
    let mut place = view.page_place();
    place.area = Some(line);
    out.add(
        Finding::new("LAY-02", Severity::Warning, zh, en)
            .remedy("让一块跨过这条线", "let a module reach over it")
            .at(place),
    );
}

/// LAY-03 and LAY-05: other matter inside a module.
fn foreign(view: &View<'_>, out: &mut Out) {
    let blocks = &view.page.blocks;
    for (i, block) in blocks.iter().enumerate().filter(|(_, b)| matches!(b.kind, BlockKind::Article(_))) {
        let area = view.area(block);
        let inside = |b: &&std::sync::Arc<Block>| {
            let matter = matches!(b.kind, BlockKind::Article(_) | BlockKind::TextFrame(_)) || is_picture(&b.kind);
            matter && area.overlaps(view.area(b).inset(Length::um(200)))
        };
        for other in blocks[i + 1..].iter().filter(inside) {
            let hole = view.area(other);
            let body = view.lines.iter().filter(|l| l.mark.block == block.id && l.mark.part == Part::Body);
            let under = |l: &Line<'_>| {
                let middle = l.mark.area.x + l.mark.area.width / 2;
                hole.x <= middle && middle <= hole.right()
            };
            let (mut above, mut below) = (false, false);
            for line in body.filter(|l| under(l)) {
                above |= line.mark.area.y < hole.y;
                below |= line.mark.area.y > hole.bottom();
            }
            let place = view.block_place(other);
            if above && below && !is_picture(&other.kind) {
                let zh = format!("{} 断了 {} 的栏", other.id, block.id);
                let en = format!("{} breaks the legs of {}", other.id, block.id);
                let finding = Finding::new("LAY-03", Severity::Error, zh, en)
                    .remedy("移到稿件之外或一角", "move it out of the article, or into its corner");
                out.add(finding.at(place));
            } else {
                let zh = format!("{} 不是矩形，{} 在其中", block.id, other.id);
                let en = format!("{} is no rectangle: {} lies in it", block.id, other.id);
                let finding = Finding::new("LAY-05", Severity::Info, zh, en)
                    .remedy("各占一块矩形", "give each a rectangle of its own");
                out.add(finding.at(place));
            }
        }
    }
}

/// Body lines of each block, by the leg they stand in.
fn by_leg<'v, 'a>(view: &'v View<'a>) -> BTreeMap<&'v BlockId, BTreeMap<Length, Vec<&'v Line<'a>>>> {
    let mut legs: BTreeMap<&BlockId, BTreeMap<Length, Vec<&Line<'_>>>> = BTreeMap::new();
    let running =
        |l: &&Line<'_>| matches!(l.mark.part, Part::Body | Part::CrossHead) && l.mark.area.width > l.mark.area.height;
    for line in view.lines.iter().filter(running) {
        legs.entry(&line.mark.block).or_default().entry(line.mark.area.x).or_default().push(line);
    }
    legs
}

/// LAY-06: every leg but the last, which may be short.
fn legs(view: &View<'_>, out: &mut Out) {
    let (least, most) = (usize::from(view.limits.leg_least), usize::from(view.limits.leg_most));
    for legs in by_leg(view).into_values() {
        let depths: Vec<(usize, &Line<'_>)> = legs.values().filter_map(|l| Some((l.len(), *l.first()?))).collect();
        let Some((last, rest)) = depths.split_last() else { continue };
        let long = depths.iter().find(|(n, _)| *n > most);
        let short = rest.iter().find(|(n, _)| *n < least).or_else(|| (rest.is_empty() && last.0 < 2).then_some(last));
        let Some((n, line)) = long.or(short) else { continue };
        let (zh, en) = (
            format!("一栏有 {n} 行，宜 {least}–{most} 行"),
            format!("A leg has {n} lines; {least} to {most} read well"),
        );
        out.add(
            Finding::new("LAY-06", Severity::Warning, zh, en)
                .remedy("改栏数或稿件的形状", "change the number of legs, or the article's shape")
                .at(view.line_place(line)),
        );
    }
}

/// LAY-07: the measure most lines of a block have.
fn measures(view: &View<'_>, out: &mut Out) {
    let (limits, cell) = (view.limits, view.page.setup.grid.cell());
    for legs in by_leg(view).into_values() {
        let mut counts: BTreeMap<i64, (usize, &Line<'_>)> = BTreeMap::new();
        for line in legs.values().flatten() {
            let chars = (line.mark.area.width + cell / 2).whole(cell);
            counts.entry(chars).or_insert((0, line)).0 += 1;
        }
        let Some((chars, (_, line))) = counts.into_iter().max_by_key(|(_, (n, _))| *n) else { continue };
        let within = i64::from(limits.measure_least)..=i64::from(limits.measure_most);
        if within.contains(&chars) {
            continue;
        }
        let severity = if chars < i64::from(limits.measure_stop) { Severity::Error } else { Severity::Warning };
        let (low, high) = (limits.measure_least, limits.measure_most);
        let zh = format!("一行 {chars} 字，宜 {low}–{high} 字");
        let en = format!("Lines hold {chars} 字; {low} to {high} read well");
        let finding = Finding::new("LAY-07", severity, zh, en)
            .remedy("改栏数", "change the number of legs")
            .at(view.line_place(line));
        out.push(finding, legs_for(view, &line.mark.block));
    }
}

/// As many legs as the block has base columns.
fn legs_for(view: &View<'_>, block: &BlockId) -> Option<Fix> {
    let legs = match &view.block(block)?.kind {
        BlockKind::Article(article) => article.legs,
        BlockKind::TextFrame(frame) => frame.legs,
        BlockKind::Picture(_)
        | BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => return None,
    };
    (legs.count != 0).then(|| {
        let command =
            crate::edit::Command::SetLegs { block: block.clone(), legs: crate::model::Legs { count: 0, ..legs } };
        super::fix::fix("用基本栏", "One leg a base column", command)
    })
}

/// LAY-09: a caption was written and its picture stands not with the story.
fn captions_without_picture(view: &View<'_>, out: &mut Out) {
    for (block, article) in view.articles() {
        let Some(story) = view.edition.stories.get(&article.story) else { continue };
        let blocks = view.edition.pages.iter().flat_map(|p| &p.blocks);
        let shown: BTreeSet<u16> = blocks
            .filter_map(|b| match &b.kind {
                BlockKind::Article(a) if a.story == article.story => Some(a.pictures.iter().filter_map(|p| p.caption)),
                _ => None,
            })
            .flatten()
            .collect();
        let missing = (0..).zip(&story.captions).find(|(n, _)| !shown.contains(n));
        let Some((_, caption)) = missing else { continue };
        let text: String = caption.text.chars().take(12).collect();
        let zh = format!("说明“{text}”没有图与它同在稿中");
        let en = format!("The caption “{text}” has no picture with its story");
        let mut place = view.block_place(block);
        place.story = Some(article.story.clone());
        out.add(
            Finding::new("LAY-09", Severity::Error, zh, en)
                .remedy("把图排进稿件，或删去说明", "put the picture into the article, or delete the caption")
                .at(place),
        );
    }
}

/// LAY-10 and LAY-11.
fn pictures(view: &View<'_>, out: &mut Out) {
    let mut areas: Vec<(f64, Where)> = view
        .pictures()
        .map(|(p, picture)| (cm2(p.area), Where { picture: Some(picture.picture.clone()), ..view.place(p) }))
        .collect();
    let total: f64 = areas.iter().map(|(a, _)| a).sum();
    areas.sort_by(|a, b| b.0.total_cmp(&a.0));
    if let [(large, _), (next, place), ..] = areas.as_slice()
        && large * 100.0 < next * f64::from(view.limits.picture_ratio)
    {
        let (zh, en) = ("最大的两张图差不多大", "The two largest pictures are of about one size");
        let finding = Finding::new("LAY-10", Severity::Info, zh, en).remedy("突出一张主图", "let one of them dominate");
        out.add(finding.at(place.clone()));
    }
    let share = total.abs() / cm2(view.page.setup.type_area()).max(1.0) * 100.0;
    let written = view.lines.iter().any(|l| l.mark.story.is_some());
    if written && share < f64::from(view.limits.art_share) {
        let (zh, en) = (format!("图片只占版面 {share:.0} %"), format!("Pictures take only {share:.0} % of the page"));
        let finding =
            Finding::new("LAY-11", Severity::Info, zh, en).remedy("加图或放大图", "add a picture, or make one larger");
        out.add(finding.at(view.page_place()));
    }
}

/// LAY-12.
fn ads(view: &View<'_>, out: &mut Out) {
    let least = view.page.setup.grid.cell().per_mille(i64::from(view.limits.module_gap)) - Length::um(100);
    let is_matter =
        |b: &Block| matches!(b.kind, BlockKind::Article(_) | BlockKind::TextFrame(_)) || is_picture(&b.kind);
    let blocks = || view.page.blocks.iter().map(|b| &**b).filter(|b| is_matter(b));
    for ad in blocks().filter(|b| leg::is_ad(view, &b.id)) {
        for news in blocks().filter(|b| !leg::is_ad(view, &b.id)) {
            let Some((distance, between)) = gap(view.area(ad), view.area(news)) else { continue };
            let ruled = view.page.blocks.iter().any(|b| {
                matches!(b.kind, BlockKind::Rule(_))
                    && view.area(b).inset(-Length::MM).overlaps(between.inset(-Length::MM))
            });
            if distance >= least || ruled {
                continue;
            }
            let zh = format!("广告 {} 紧贴新闻 {}", ad.id, news.id);
            let en = format!("The ad {} touches the news of {}", ad.id, news.id);
            out.add(
                Finding::new("LAY-12", Severity::Error, zh, en)
                    .remedy("隔开一字，或加线", "leave a 字 between, or put a rule there")
                    .at(view.block_place(ad)),
            );
        }
    }
}
