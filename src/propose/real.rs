//! A real page as an eye sees it: the same views as of a planned one, from what the layout made.

use super::crop;
use super::metrics::{self, Facts, Frames, Metrics};
use super::rules::Limits;
use super::view::{HeadView, View};
use crate::geom::{Length, Rect};
use crate::id::BlockId;
use crate::layout::{Gauge, Trial};
use crate::model::{Article, Block, BlockKind, Edition, Page, Place};

/// The views of a page's articles, in the order of its blocks, each with its block.
fn views<'p>(gauge: &mut Gauge<'_>, page: &'p Page, edition: &Edition) -> Vec<(&'p BlockId, View)> {
    let mut views = Vec::new();
    for block in &page.blocks {
        let BlockKind::Article(article) = &block.kind else { continue };
        if let Some(trial) = gauge.block(page, &block.id) {
            views.push((&block.id, view(page, edition, block, article, &trial)));
        }
    }
    views
}

fn view(page: &Page, edition: &Edition, block: &Block, article: &Article, trial: &Trial) -> View {
    let cell = page.setup.grid.cell();
    let losses = article.pictures.iter().zip(&trial.pictures).map(|(p, frame)| {
        let pixels = edition.pictures.get(&p.picture).map(|a| a.pixels);
        pixels.map_or(0, |pixels| crop::loss(*frame, pixels))
    });
    let head = trial.headline.zip(trial.head).map(|(h, area)| HeadView {
        area,
        vertical: h.vertical,
        size: h.size,
        ink: h.ink.as_mm() * h.size.as_mm(),
        fill: u16::try_from(h.longest.scale(1000, h.measure.as_nm().max(1)).as_nm()).unwrap_or(u16::MAX),
    });
    let small = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    View {
        rank: edition.stories.get(&article.story).map_or_else(Default::default, |s| s.rank),
        outer: page.setup.area_of(block.place),
        boxed: article.boxed.is_some(),
        house: None,
        head,
        pictures: trial.pictures.clone(),
        over: u32::try_from(trial.over_lines).unwrap_or(u32::MAX),
        short: u32::try_from(trial.fit.short_lines).unwrap_or(u32::MAX),
        capacity: u32::try_from(trial.fit.capacity_lines).unwrap_or(u32::MAX),
        measure: small(usize::try_from(trial.measure.whole(cell)).unwrap_or(0)),
        depth: (small(trial.depth.0), small(trial.depth.1)),
        loss: u16::try_from(losses.max().unwrap_or(0)).unwrap_or(1000),
        on_grid: !matches!(block.place, Place::Free(_)) && trial.sound,
        taste: 0.0,
    }
}

/// What a real page is judged against.
pub(super) fn facts(page: &Page, edition: &Edition, limits: &Limits) -> Facts {
    let ladder = edition.house.ladder.iter().map(|s| s.size).collect();
    let stands = |b: &&std::sync::Arc<Block>| {
        !matches!(b.kind, BlockKind::Article(_) | BlockKind::Folio(_) | BlockKind::Rule(_))
    };
    let walls = page.blocks.iter().filter(stands).map(|b| page.setup.area_of(b.place)).collect();
    Facts { setup: page.setup, walls, ladder, limits: limits.clone() }
}

/// The measures of a page as it is laid out, of all its articles or of those that are `judged`: whoever fills a hole
/// answers for what is in it, and for heads that butt against it.
pub(super) fn grade(
    gauge: &mut Gauge<'_>,
    page: &Page,
    edition: &Edition,
    limits: &Limits,
    judged: Option<&dyn Fn(&BlockId) -> bool>,
) -> Metrics {
    let mut all = views(gauge, page, edition);
    let facts = facts(page, edition, limits);
    let frames = Frames { boxes: boxes(page, &all), labels: Vec::new() };
    for (_, view) in &mut all {
        view.house = frames.boxes.iter().position(|frame| frame.contains(view.outer));
    }
    let of = |own: bool| -> Vec<View> {
        let wanted = all.iter().filter(|(id, _)| judged.is_none_or(|j| j(id)) == own);
        wanted.map(|(_, view)| view.clone()).collect()
    };
    let everything: Vec<View> = all.iter().map(|(_, view)| view.clone()).collect();
    let mut metrics = metrics::of(&of(true), &frames, &facts);
    // Faults between what is judged and what is not count, those that were there before do not.
    let (all_of, before) = (metrics::of(&everything, &frames, &facts), metrics::of(&of(false), &frames, &facts));
    metrics.butting_heads = all_of.butting_heads.saturating_sub(before.butting_heads);
    metrics.outsized_heads = all_of.outsized_heads.saturating_sub(before.outsized_heads);
    let area = page.setup.type_area();
    let whole = area.width.as_mm() * area.height.as_mm();
    metrics.dead_white += bare(page) * 100.0 / whole.max(1.0);
    metrics
}

/// Boxes drawn round articles.
fn boxes(page: &Page, articles: &[(&BlockId, View)]) -> Vec<Rect> {
    let drawn = page.blocks.iter().filter(|b| matches!(&b.kind, BlockKind::Rule(r) if r.is_box));
    let areas = drawn.map(|b| page.setup.area_of(b.place));
    areas.filter(|area| articles.iter().any(|(_, view)| area.contains(view.outer))).collect()
}

/// The part of the type area, in mm², that is in no block and not within a gutter of one.
fn bare(page: &Page) -> f64 {
    let grid = page.setup.grid;
    let (cell, line) = (grid.cell(), grid.line());
    let near = |r: Rect| {
        let (x, y) = (cell + Length::um(200), line + Length::um(200));
        Rect::new(r.x - x, r.y - y, r.width + x * 2, r.height + y * 2)
    };
    let stands = page.blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Folio(_)));
    let covered: Vec<Rect> = stands.map(|b| near(page.setup.area_of(b.place))).collect();
    let mut bare = 0usize;
    for row in 0..grid.lines() {
        for char in 0..grid.width_in_chars() {
            let at = page.setup.area_of(Place::Cells { char, width: 1, line: row, lines: 1 });
            bare += usize::from(!covered.iter().any(|c| c.contains(at)));
        }
    }
    bare as f64 * cell.as_mm() * line.as_mm()
}
