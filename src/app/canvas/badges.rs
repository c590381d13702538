//! The badge under an article's lower right corner: 余 n 行 or 溢 n 字, at every moment. It is a button; its menu lists
//! what would make the article full, each one click and undoable.

use std::sync::Arc;

use egui::{Align2, FontId, Popup, Pos2, Rect, Response, Sense, Ui, Vec2, vec2};

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

/// Room that is left for the handles of a selected block's foot and corner, in points.
const HANDLES: Vec2 = vec2(10.0, 5.0);
/// From a selected block's foot to its badge's, in points.
pub(super) const HEIGHT: f32 = 24.0;
/// Lines nearer to each other than this, in points, are not read but looked at: badges are small there.
const SMALL_LINE: f32 = 8.0;
/// How much is seen of a badge that lies over what the hand is at.
const FAINT: f32 = 0.4;

/// How a block's text fits, as the badge says it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fits {
    Over(usize),
    Short(usize),
    Exactly,
}

/// Shows the badges of all pages that are seen; gives back where they are, so that the tools leave them alone.
///
/// While something is dragged or typed (`busy`) they let the page shine through, and so does always one that hangs over
/// the selected block.
pub(super) fn show(
    ui: &mut Ui,
    (glass, busy): (&Glass, bool),
    bench: &Bench<'_>,
    menu: &mut Menu,
    asks: &mut Vec<Ask>,
) -> Vec<Rect> {
    let mut covered = Vec::new();
    let selected = bench.desk.selected().and_then(|(_, b)| bench.block(&b.id));
    let selected = selected.map(|(leaf, page, b)| glass.rect(&bench.seen[leaf], page.setup.area_of(b.place)));
    for (leaf, seen) in bench.seen.iter().enumerate() {
        let (Some(page), Some(composed)) = (bench.page(leaf), bench.desk.composed().get(seen.index)) else { continue };
        for fit in &composed.fits {
            let Some(block) = page.blocks.iter().find(|b| b.id == fit.block) else { continue };
            let chosen = bench.desk.view.selection.contains(&block.id);
            let fits = match (fit.overset_chars, fit.short_lines) {
                (1.., _) => Fits::Over(fit.overset_chars),
                (0, 1..) => Fits::Short(fit.short_lines),
                (0, 0) if chosen => Fits::Exactly,
                (0, 0) => continue,
            };
            let area = glass.rect(seen, page.setup.area_of(block.place));
            let line = page.setup.grid.line().as_mm() * seen.view.px_per_mm / f64::from(glass.density);
            let at = Hung { under: area.max, handles: chosen, small: (line as f32) < SMALL_LINE, glass };
            // A page seen very small has no room for words.
            if !glass.area.contains(area.max) || area.width() < 40.0 {
                continue;
            }
            let over = selected.filter(|_| !chosen);
            let response = badge(ui, bench, (&block.id, fits), at, |r| busy || over.is_some_and(|o| o.intersects(r)));
            covered.push(response.rect);
            if fits != Fits::Exactly {
                choose(&response, bench, (page.number, &block.id), composed, menu, asks);
            }
        }
    }
    covered
}

/// Where a badge hangs.
#[derive(Clone, Copy)]
struct Hung<'a> {
    /// The lower right corner of its block.
    under: Pos2,
    /// The block has its handles out.
    handles: bool,
    /// The page is seen small.
    small: bool,
    glass: &'a Glass,
}

impl Hung<'_> {
    /// Under the foot of the block, so that its last lines can be read; in the block where the canvas ends at its foot.
    fn place(self, size: Vec2) -> Rect {
        let off = if self.handles { HANDLES } else { vec2(0.0, 1.0) };
        let under = Align2::RIGHT_TOP.anchor_size(self.under + vec2(-off.x, off.y), size);
        if under.max.y <= self.glass.area.max.y {
            under
        } else {
            Align2::RIGHT_BOTTOM.anchor_size(self.under - off, size)
        }
    }
}

fn badge(
    ui: &Ui,
    bench: &Bench<'_>,
    (block, fits): (&BlockId, Fits),
    at: Hung<'_>,
    lies_over: impl Fn(Rect) -> bool,
) -> Response {
    let (tokens, words) = (Tokens::of(ui), bench.desk.words());
    let (text, ground) = match fits {
        Fits::Over(n) => (fill(words.chars_over, &[&n]), tokens.error),
        Fits::Short(n) => (fill(words.lines_left, &[&n]), tokens.warning),
        Fits::Exactly => (words.fits_exactly.to_owned(), tokens.good),
    };
    let painter = ui.painter().with_clip_rect(at.glass.area);
    let (points, margin) = if at.small { (sizes::SMALL - 2.0, vec2(4.0, 0.5)) } else { (sizes::SMALL, vec2(6.0, 2.0)) };
    let galley = painter.layout_no_wrap(text.clone(), FontId::proportional(points), tokens.raised);
    let rect = at.place(galley.size() + margin * 2.0);
    let response = ui.interact(rect, ui.scope_id().with(("badge", block.as_str())), Sense::click());
    let strength = match (response.hovered(), lies_over(rect)) {
        (true, _) => 1.0,
        (false, true) => FAINT,
        (false, false) => 0.92,
    };
    painter.rect_filled(rect, sizes::RADIUS, ground.gamma_multiply(strength));
    let ink = tokens.raised.gamma_multiply(strength.max(0.7));
    painter.galley_with_override_text_color(rect.min + margin, galley, ink);
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

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn a_badge_hangs_under_its_block() {
        let glass = Glass { area: Rect::from_min_max(pos2(0.0, 0.0), pos2(800.0, 600.0)), density: 1.0 };
        let hung = |y: f32, handles| Hung { under: pos2(400.0, y), handles, small: false, glass: &glass };
        let size = vec2(50.0, HEIGHT - HANDLES.y);
        let under = hung(300.0, true).place(size);
        assert_eq!((under.min.y, under.max.y, under.max.x), (305.0, 300.0 + HEIGHT, 390.0));
        assert_eq!(hung(300.0, false).place(size).max.x, 400.0);
        assert!(hung(590.0, true).place(size).max.y < 590.0, "never out of sight");
    }
}
