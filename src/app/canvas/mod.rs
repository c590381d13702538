//! The page on the screen: painted from its sheet, with the aids and handles on top.
//!
//! A frame: the eye moves, the tools hear of pointer and keys, the picture is brought up to date, and what is not the page
//! is drawn over it. All of it reads the desk and answers with asks.

mod aids;
mod badges;
pub mod changes;
mod context;
pub mod eye;
pub mod glass;
pub mod hit;
pub mod ink;
mod input;
pub mod lines;
mod module_bar;
mod navigate;
mod overlay;
pub mod picture;
mod pointer;
mod rulers;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use egui::{Color32, Rect, Response, Sense, Ui};

use super::actions::ActionId;
use super::desk::{Ask, Desk};
use super::theme::Tokens;
use super::tools::{Bench, Gesture, Hand};
use crate::model::Edition;
use crate::raster::Paper;
use crate::session::Composed;
use eye::{Leaf, Seen};
use glass::Glass;
use lines::TextLine;
use picture::{PagePicture, Wanted};

/// The picture as it is, and paper.
const UNTINTED: Color32 = Color32::WHITE;

/// What the canvas keeps from frame to frame.
#[derive(Debug, Default)]
pub struct CanvasState {
    /// What the status bar shows of it.
    pub status: CanvasStatus,
    /// The tools.
    pub hand: Hand,
    nav: navigate::Navigation,
    fingers: input::Fingers,
    picture: PagePicture,
    menu: badges::Menu,
    /// A menu or list was open when the frame began: its Esc is not the hand's.
    pub popup_open: bool,
    /// The page, or its inks.
    pub seeing: ink::Seeing,
    /// The canvas and the current page as they were last shown.
    last_seen: Option<(Glass, Seen)>,
    lines: RefCell<ReadLines>,
}

/// The lines of copy of pages, as they were read.
type ReadLines = Vec<(Arc<Composed>, Rc<Vec<TextLine>>)>;

/// What the status bar shows of the canvas; written by the canvas each frame.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CanvasStatus {
    /// Zoom in percent of the printed size; 0 before the first frame.
    pub zoom_percent: f64,
    /// The pointer on the page, from its top left trim corner.
    pub pointer: Option<crate::geom::Point>,
    /// What the running gesture says, such as `5栏 × 32行`.
    pub gesture: Option<String>,
    /// What is shown in the place of the printed colours.
    pub seeing: Option<ActionId>,
}

impl CanvasState {
    /// Pixels painted anew in the last frame.
    #[must_use]
    pub const fn painted(&self) -> usize {
        self.picture.work()
    }

    /// Forgets its picture: files were replaced.
    pub fn forget_pictures(&mut self) {
        self.picture.forget();
    }

    /// Where a place of the current page was on the screen in the last frame; none before the first.
    #[must_use]
    pub fn screen_of(&self, p: crate::geom::Point) -> Option<egui::Pos2> {
        self.last_seen.as_ref().map(|(glass, seen)| glass.at(seen, p))
    }
}

/// Shows the current page in all the room there is.
pub fn show(ui: &mut Ui, desk: &Desk, canvas: &mut CanvasState) -> Vec<Ask> {
    let tokens = Tokens::of(ui);
    let outer = ui.available_rect_before_wrap();
    let painter = ui.painter().clone();
    painter.rect_filled(outer, 0.0, tokens.pasteboard);
    let aids = desk.view.aids;
    let glass = Glass::of(outer, aids.rulers && !aids.preview, ui.ctx().pixels_per_point());
    let pages: Vec<_> = desk.edition().pages.iter().map(|p| (p.number, p.setup.size)).collect();
    let leaves = eye::table(&pages, desk.view.page, aids.spread);
    if leaves.is_empty() {
        return Vec::new();
    }
    name_blocks(ui, desk, &glass, canvas);
    let response = ui.interact(glass.area, ui.scope_id().with("page-canvas"), Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::GenericContainer, true, desk.words().page_canvas));
    let mut asks = navigate::follow(ui, &response, desk, &glass, &leaves, canvas);
    let seen = seen(&leaves, canvas);
    let CanvasState { status, hand, nav, fingers, picture, menu, lines, last_seen, seeing, popup_open } = canvas;
    fingers.popup_open = *popup_open;
    let guides = hand.guides.clone();
    let read = |leaf: usize| read_lines(desk, &seen, lines, leaf);
    let bench = Bench { desk, seen: &seen, density: f64::from(glass.density), guides: &guides, lines: &read };
    asks.extend(input::feed(ui, &response, &glass, &bench, (hand, fingers), nav.panning));
    *last_seen = seen.iter().find(|s| s.index == desk.view.page).map(|s| (glass, *s));
    paint(ui, &glass, &bench, (picture, nav, *seeing), hand);
    let inner = painter.with_clip_rect(glass.area);
    let pen = overlay::Pen { painter: &inner, glass: &glass, tokens };
    fingers.covered.clear();
    if !aids.preview {
        overlay::show(pen, hand, &bench, fingers.hovered.as_ref());
        if !hand.is_busy() && desk.view.caret.is_none() {
            fingers.covered.extend(module_bar::show(ui, &glass, &bench, &mut asks));
        }
        let busy = hand.is_busy() || desk.view.caret.is_some();
        fingers.covered.extend(badges::show(ui, (&glass, busy), &bench, menu, &mut asks));
        if let Some(pointer) = response.hover_pos().filter(|_| !hand.is_busy()) {
            overlay::loaded(pen, hand, &bench, pointer);
        }
    }
    asks.extend(input::dragged(&response, pen, &bench));
    context::show(&response, desk, &mut asks);
    rule(ui, outer, &glass, &bench, hand);
    tell(ui, &response, &glass, &bench, hand, status);
    status.seeing = seeing.action();
    asks.extend(rested(ui, desk, &mut fingers.stirred));
    asks
}

/// How long the hand rests before remedies are tried for the copy that is being written, in seconds.
const REST: f64 = 0.5;

/// After a pause in typing the findings get their remedies.
fn rested(ui: &Ui, desk: &Desk, stirred: &mut f64) -> Option<Ask> {
    let (now, stirs) = ui.input(|i| (i.time, !i.events.is_empty() || i.pointer.any_down()));
    if stirs {
        *stirred = now;
    }
    if !desk.session().owes_remedies() {
        return None;
    }
    if now - *stirred >= REST {
        return Some(Ask::Rest);
    }
    ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(REST));
    None
}

fn seen(leaves: &[Leaf], canvas: &CanvasState) -> Vec<Seen> {
    let eye = canvas.nav.eye.unwrap_or(eye::Eye { px_per_mm: 1.0, origin: (0.0, 0.0) });
    leaves.iter().map(|leaf| eye.leaf(leaf, Paper::White)).collect()
}

/// The blocks by name, for screen readers and tests; under the canvas, so that they take no clicks.
fn name_blocks(ui: &Ui, desk: &Desk, glass: &Glass, canvas: &CanvasState) {
    let Some((_, seen)) = canvas.last_seen.as_ref().filter(|(_, s)| s.index == desk.view.page) else { return };
    let (Some(page), none) = (desk.page(), std::collections::BTreeMap::new()) else { return };
    let bench = Bench {
        desk,
        seen: std::slice::from_ref(seen),
        density: f64::from(glass.density),
        guides: &none,
        lines: &|_| Rc::default(),
    };
    for block in &page.blocks {
        let area = glass.rect(seen, page.setup.area_of(block.place)).intersect(glass.area);
        if !area.is_positive() {
            continue;
        }
        let selected = desk.view.selection.contains(&block.id);
        let node = ui.interact(area, ui.scope_id().with(("block", block.id.as_str())), Sense::empty());
        node.widget_info(|| {
            egui::WidgetInfo::selected(egui::Role::GenericContainer, true, selected, overlay::name(&bench, block))
        });
    }
}

/// The lines of copy of a page, read from its sheet once.
fn read_lines(desk: &Desk, seen: &[Seen], known: &RefCell<ReadLines>, leaf: usize) -> Rc<Vec<TextLine>> {
    let Some(page) = seen.get(leaf).and_then(|s| desk.composed().get(s.index)) else { return Rc::default() };
    let mut known = known.borrow_mut();
    if let Some((_, lines)) = known.iter().find(|(of, _)| Arc::ptr_eq(of, page)) {
        return Rc::clone(lines);
    }
    let edition: &Edition = desk.edition();
    let read = Rc::new(lines::of(&page.sheet, &|id| edition.stories.get(id).map(|s| &**s)));
    // The pages of a spread, and one more while the eye turns.
    if known.len() >= 3 {
        known.remove(0);
    }
    known.push((Arc::clone(page), Rc::clone(&read)));
    read
}

fn paint(
    ui: &Ui,
    glass: &Glass,
    bench: &Bench<'_>,
    (picture, nav, seeing): (&mut PagePicture, &mut navigate::Navigation, ink::Seeing),
    hand: &Hand,
) {
    let (desk, tokens, aids) = (bench.desk, Tokens::of(ui), bench.desk.view.aids);
    let painter = ui.painter().with_clip_rect(glass.area);
    let wanted: Vec<Wanted<'_>> = bench
        .seen
        .iter()
        .filter_map(|seen| Some(Wanted { page: desk.composed().get(seen.index)?, seen: *seen }))
        .collect();
    for seen in bench.seen {
        aids::paper(&painter, glass, seen, tokens);
    }
    let zooming = navigate::is_zooming(ui, nav);
    picture.update(ui.ctx(), glass.pixels(), &wanted, desk.session(), (seeing, zooming));
    picture.draw(&painter, glass.area.min, glass.density, &wanted);
    if aids.preview {
        return;
    }
    for (leaf, seen) in bench.seen.iter().enumerate() {
        let Some(page) = bench.page(leaf) else { continue };
        aids::grid(&painter, glass, seen, page.setup, tokens, (aids.grid, aids.baselines));
        if aids.guides {
            let (held, lifted) = match &hand.gesture {
                Gesture::Guide(dragging) => (dragging.guide().filter(|g| g.0 == leaf).map(|g| g.1), dragging.lifted()),
                _ => (None, None),
            };
            let all = bench.guides.get(&page.number).map_or(&[][..], Vec::as_slice);
            let shown: Vec<_> = all.iter().copied().filter(|g| Some(*g) != lifted).collect();
            aids::guides(&painter, glass, seen, &shown, held, tokens);
        }
    }
}

fn rule(ui: &Ui, outer: Rect, glass: &Glass, bench: &Bench<'_>, hand: &mut Hand) {
    let aids = bench.desk.view.aids;
    if !aids.rulers || aids.preview {
        return;
    }
    let leaf = bench.seen.iter().position(|s| s.index == bench.desk.view.page).unwrap_or(0);
    let (Some(seen), Some(page)) = (bench.seen.get(leaf), bench.page(leaf)) else { return };
    let pointer = ui.input(|i| i.pointer.hover_pos());
    if let Some(pulled) = rulers::show(ui, outer, glass, seen, page.setup, pointer) {
        hand.pull_guide(pulled == rulers::Pulled::Upright);
    }
}

/// What the status bar says.
fn tell(ui: &Ui, response: &Response, glass: &Glass, bench: &Bench<'_>, hand: &Hand, status: &mut CanvasStatus) {
    let seen = bench.seen.iter().find(|s| s.index == bench.desk.view.page);
    status.zoom_percent = seen.map_or(0.0, |s| {
        let eye = eye::Eye { px_per_mm: s.view.px_per_mm, origin: (0.0, 0.0) };
        eye.percent(f64::from(glass.density))
    });
    let at = ui.input(|i| i.pointer.hover_pos()).filter(|_| response.contains_pointer()).map(|at| glass.pixel(at));
    status.pointer = at.and_then(|pixel| seen.filter(|s| s.has(pixel)).map(|s| s.place(pixel)));
    status.gesture = hand.shown.as_ref().map(|s| overlay::said(s.snapped.label, bench.desk.words()));
}

impl CanvasState {
    /// Which of the edition's spot plates is shown.
    #[must_use]
    pub const fn spot_shown(&self) -> Option<usize> {
        if let ink::Seeing::Spot(number) = self.seeing { Some(number) } else { None }
    }
}

/// Carries out the actions that move the eye and not the edition; false for those that are not the canvas's.
pub fn act(action: ActionId, desk: &mut Desk, canvas: &mut CanvasState) -> bool {
    if let Some(seeing) = ink::Seeing::of(action, canvas.seeing, desk.session().spot_plates().len()) {
        canvas.seeing = seeing;
        return true;
    }
    let view = &mut desk.view;
    input::act(action, view.caret.is_some(), canvas) || navigate::act(action, view, canvas)
}
