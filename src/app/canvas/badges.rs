//! The badge at an article's lower right corner: 余 n 行 or 溢 n 字, at every moment. It is a button; its menu lists what
//! would make the article full, each one click and undoable.

use std::sync::Arc;

use egui::{Align2, FontId, Popup, Rect, Response, Sense, Ui, vec2};

use super::glass::Glass;
use crate::app::desk::{Ask, PartOf};
use crate::app::theme::{Tokens, size as sizes};
use crate::app::tools::Bench;
use crate::app::words::fill;
use crate::finding::{Finding, Language};
use crate::id::BlockId;
use crate::model::Edition;
use crate::propose::{self, Remedy};
use crate::session::Composed;

/// The remedies of the menu that is open, and of which edition.
#[derive(Debug, Default)]
pub(super) struct Menu {
    known: Option<(Arc<Edition>, BlockId, Vec<Remedy>)>,
}

/// Room that is left for the handle of the corner, in points.
const CORNER: f32 = 10.0;

/// How a block's text fits, as the badge says it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fits {
    Over(usize),
    Short(usize),
    Exactly,
}

/// Shows the badges of all pages that are seen; gives back where they are, so that the tools leave them alone.
pub(super) fn show(ui: &mut Ui, glass: &Glass, bench: &Bench<'_>, menu: &mut Menu, asks: &mut Vec<Ask>) -> Vec<Rect> {
    let mut covered = Vec::new();
    for (leaf, seen) in bench.seen.iter().enumerate() {
        let (Some(page), Some(composed)) = (bench.page(leaf), bench.desk.composed().get(seen.index)) else { continue };
        for fit in &composed.fits {
            let Some(block) = page.blocks.iter().find(|b| b.id == fit.block) else { continue };
            let fits = match (fit.overset_chars, fit.short_lines) {
                (1.., _) => Fits::Over(fit.overset_chars),
                (0, 1..) => Fits::Short(fit.short_lines),
                (0, 0) if bench.desk.view.selection.contains(&block.id) => Fits::Exactly,
                (0, 0) => continue,
            };
            let corner = glass.rect(seen, page.setup.area_of(block.place)).max;
            // A page seen very small has no room for words.
            let wide = glass.rect(seen, page.setup.area_of(block.place)).width();
            if !glass.area.contains(corner) || wide < 40.0 {
                continue;
            }
            let response = badge(ui, glass, bench, &block.id, fits, corner);
            covered.push(response.rect);
            if fits != Fits::Exactly {
                choose(&response, bench, (page.number, &block.id), composed, menu, asks);
            }
        }
    }
    covered
}

fn badge(ui: &Ui, glass: &Glass, bench: &Bench<'_>, block: &BlockId, fits: Fits, corner: egui::Pos2) -> Response {
    let (tokens, words) = (Tokens::of(ui), bench.desk.words());
    let (text, ground) = match fits {
        Fits::Over(n) => (fill(words.chars_over, &[&n]), tokens.error),
        Fits::Short(n) => (fill(words.lines_left, &[&n]), tokens.warning),
        Fits::Exactly => (words.fits_exactly.to_owned(), tokens.good),
    };
    let painter = ui.painter().with_clip_rect(glass.area);
    let galley = painter.layout_no_wrap(text.clone(), FontId::proportional(sizes::SMALL), tokens.raised);
    // Most of it hangs below the edge, so that the last lines of copy can be read.
    let size = galley.size() + vec2(12.0, 4.0);
    let rect = Align2::RIGHT_CENTER.anchor_size(corner + vec2(-CORNER, size.y * 0.15), size);
    let response = ui.interact(rect, ui.scope_id().with(("badge", block.as_str())), Sense::click());
    let ground = if response.hovered() { ground } else { ground.gamma_multiply(0.92) };
    painter.rect_filled(rect, sizes::RADIUS, ground);
    painter.galley(rect.min + vec2(6.0, 2.5), galley, tokens.raised);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{block} {text}")));
    response
}

/// The menu of remedies.
fn choose(
    badge: &Response,
    bench: &Bench<'_>,
    (page, block): (u16, &BlockId),
    composed: &Composed,
    menu: &mut Menu,
    asks: &mut Vec<Ask>,
) {
    let words = bench.desk.words();
    Popup::menu(badge).show(|ui| {
        ui.set_min_width(220.0);
        ui.label(egui::RichText::new(words.remedies).size(sizes::SMALL).color(Tokens::of(ui).weak));
        let remedies = menu.of(bench, page, block);
        for remedy in remedies {
            let said = bench.desk.language.pick(remedy.said.zh.as_str(), remedy.said.en.as_str());
            if ui.button(said).clicked() {
                let (label, command) = (said.to_owned(), remedy.command.clone());
                asks.push(Ask::Edit { label, command, part: PartOf::Whole });
                ui.close();
            }
        }
        if remedies.is_empty() {
            for said in spoken(&composed.findings, block, bench.desk.language) {
                ui.label(said);
            }
            ui.label(egui::RichText::new(words.no_remedy).size(sizes::SMALL).color(Tokens::of(ui).weak));
        }
    });
}

impl Menu {
    /// The remedies for a block of the edition as it stands; tried once, when the menu opens.
    fn of(&mut self, bench: &Bench<'_>, page: u16, block: &BlockId) -> &[Remedy] {
        let edition = bench.desk.session().edition();
        let known = self.known.take().filter(|(of, b, _)| Arc::ptr_eq(of, edition) && b == block);
        let made = known.unwrap_or_else(|| {
            let remedies = propose::remedies(edition, page, block, bench.desk.library());
            (Arc::clone(edition), block.clone(), remedies)
        });
        &self.known.insert(made).2
    }
}

/// What the layout itself says would help, such as how many characters to cut.
fn spoken(findings: &[Finding], block: &BlockId, language: Language) -> Vec<String> {
    let misfit = |f: &&Finding| matches!(f.rule, "CPY-01" | "CPY-02") && f.place.block.as_ref() == Some(block);
    let said = findings.iter().filter(misfit).flat_map(|f| &f.remedies);
    said.map(|s| language.pick(s.zh.as_str(), s.en.as_str()).to_owned()).collect()
}
