//! Moving the eye: requests of the desk, the wheel, the hand; never a change to the edition.

use egui::{Key, PointerButton, Response, Ui};

use super::CanvasState;
use super::eye::{Extent, Eye, Leaf, Room};
use super::glass::Glass;
use crate::app::actions::ActionId;
use crate::app::desk::{Ask, Desk, View, Zoom};
use crate::app::tools::Tool;
use crate::finding::Where;
use crate::geom::{Point, Rect};

/// What the eye keeps from frame to frame.
#[derive(Debug, Default)]
pub(super) struct Navigation {
    /// Where it looks; none before the first frame.
    pub eye: Option<Eye>,
    /// The requests of the desk that were met.
    zoom: Option<Zoom>,
    centre: Option<Point>,
    reveal: Option<Where>,
    /// What an action asks for in the next frame.
    wish: Option<Wish>,
    room: Option<Room>,
    leaves: Vec<Leaf>,
    /// When a moving zoom has settled, in seconds since the window opened.
    settles: Option<f64>,
    /// The page is held by the pointer.
    pub panning: bool,
}

/// What an action asks of the eye.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Wish {
    Times(f64),
    Selection,
}

/// How long a zoom must rest before a new picture is painted, in seconds.
const SETTLE: f64 = 0.12;
/// A step of zoom by key.
const STEP: f64 = 1.25;

/// Brings the eye to where it should look in this frame.
pub(super) fn follow(
    ui: &Ui,
    response: &Response,
    desk: &Desk,
    glass: &Glass,
    leaves: &[Leaf],
    canvas: &mut CanvasState,
) -> Vec<Ask> {
    let room = glass.room();
    let extent = Extent::of(leaves);
    let mut eye = requested(desk, room, leaves, extent, &mut canvas.nav);
    let mut asks = Vec::new();
    if let Some(wish) = canvas.nav.wish.take() {
        let wished = fulfilled(wish, eye, desk, room, leaves);
        if wished != eye {
            eye = wished;
            asks.extend(announced(eye, room, &mut canvas.nav));
        }
    }
    let (moved, zoomed) = by_hand(ui, response, desk, glass, eye, &mut canvas.nav);
    if zoomed {
        let now = ui.input(|i| i.time);
        canvas.nav.settles = Some(now + SETTLE);
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(130));
        asks.extend(announced(moved, room, &mut canvas.nav));
    }
    eye = moved.held(extent, room);
    canvas.nav.eye = Some(eye);
    canvas.nav.room = Some(room);
    canvas.nav.leaves = leaves.to_vec();
    asks
}

/// Whether the zoom is moving.
pub(super) fn is_zooming(ui: &Ui, nav: &mut Navigation) -> bool {
    let now = ui.input(|i| i.time);
    nav.settles = nav.settles.filter(|at| now < *at);
    nav.settles.is_some()
}

/// Where the desk wants the eye, if that has changed, or where it was.
fn requested(desk: &Desk, room: Room, leaves: &[Leaf], extent: Extent, nav: &mut Navigation) -> Eye {
    let view = &desk.view;
    let others = nav.leaves != leaves || nav.room != Some(room);
    let mut eye = nav.eye.unwrap_or_else(|| Eye::fitting(extent, room));
    if let (true, Some(before)) = (nav.room != Some(room), nav.room) {
        // The window grew or shrank: what was in the middle stays there.
        eye = eye.centred(eye.middle(before), room);
    }
    let anew = nav.zoom != Some(view.zoom);
    match view.zoom {
        Zoom::Page if anew || others => eye = Eye::fitting(extent, room),
        Zoom::Width if anew || others => eye = Eye::fitting_width(extent, room),
        Zoom::Percent(percent) if anew => {
            let middle = (room.pixels.0 / 2.0, room.pixels.1 / 2.0);
            eye = eye.zoomed(Eye::scale_of(percent, room.density), middle);
        }
        Zoom::Page | Zoom::Width | Zoom::Percent(_) => {}
    }
    nav.zoom = Some(view.zoom);
    let current = leaves.iter().find(|l| l.index == view.page);
    if let (Some(centre), Some(leaf)) = (view.centre.filter(|c| nav.centre != Some(*c)), current) {
        eye = eye.centred((leaf.at.0 + centre.x.as_mm(), leaf.at.1 + centre.y.as_mm()), room);
    }
    nav.centre = view.centre;
    if nav.reveal != view.reveal {
        if let (Some(place), Some(leaf)) = (&view.reveal, current) {
            eye = revealed(eye, desk, place, leaf, room);
        }
        nav.reveal.clone_from(&view.reveal);
    }
    eye
}

/// A place brought into view, near enough to be read.
fn revealed(eye: Eye, desk: &Desk, place: &Where, leaf: &Leaf, room: Room) -> Eye {
    let block = place.block.as_ref().and_then(|b| desk.edition().block(b));
    let area = place.area.or_else(|| block.map(|(page, block)| page.setup.area_of(block.place)));
    area.map_or(eye, |area| showing(eye, leaf, area, room))
}

fn showing(eye: Eye, leaf: &Leaf, area: Rect, room: Room) -> Eye {
    let extent = Extent::of_rect(leaf, area);
    let whole = Eye::fitting(extent, room);
    // Not nearer than it is read at, and not farther than the eye is now if that shows it.
    let scale = whole.px_per_mm.min(eye.px_per_mm.max(Eye::scale_of(70.0, room.density)));
    Eye { px_per_mm: scale, ..whole }.centred(extent.middle(), room)
}

fn fulfilled(wish: Wish, eye: Eye, desk: &Desk, room: Room, leaves: &[Leaf]) -> Eye {
    match wish {
        Wish::Times(factor) => {
            let percent = stepped(eye.percent(room.density), factor);
            eye.zoomed(Eye::scale_of(percent, room.density), (room.pixels.0 / 2.0, room.pixels.1 / 2.0))
        }
        Wish::Selection => {
            let areas = desk.view.selection.iter().filter_map(|id| {
                let (page, block) = desk.edition().block(id)?;
                let index = desk.edition().pages.iter().position(|p| p.number == page.number)?;
                let leaf = leaves.iter().find(|l| l.index == index)?;
                Some(Extent::of_rect(leaf, page.setup.area_of(block.place)))
            });
            areas.reduce(around).map_or(eye, |extent| Eye::fitting(extent, room))
        }
    }
}

fn around(a: Extent, b: Extent) -> Extent {
    let (left, top) = (a.left.min(b.left), a.top.min(b.top));
    let right = (a.left + a.width).max(b.left + b.width);
    let foot = (a.top + a.height).max(b.top + b.height);
    Extent { left, top, width: right - left, height: foot - top }
}

/// The next round zoom.
fn stepped(percent: f64, factor: f64) -> f64 {
    const ROUND: [f64; 13] = [5.0, 8.0, 12.5, 25.0, 33.3, 50.0, 75.0, 100.0, 150.0, 200.0, 400.0, 800.0, 1600.0];
    if factor > 1.0 {
        ROUND.into_iter().find(|p| *p > percent * 1.02).unwrap_or(1600.0)
    } else {
        ROUND.into_iter().rev().find(|p| *p < percent / 1.02).unwrap_or(5.0)
    }
}

/// Tells the desk how large the page is seen; that is no request to the eye itself.
fn announced(eye: Eye, room: Room, nav: &mut Navigation) -> Option<Ask> {
    let zoom = Zoom::Percent(eye.percent(room.density));
    if nav.zoom == Some(zoom) {
        return None;
    }
    nav.zoom = Some(zoom);
    Some(Ask::Zoom(zoom))
}

/// The wheel, a pinch, and the page held by the pointer. True where the zoom moved.
fn by_hand(ui: &Ui, response: &Response, desk: &Desk, glass: &Glass, eye: Eye, nav: &mut Navigation) -> (Eye, bool) {
    let mut eye = eye;
    let typing = desk.view.caret.is_some() || ui.ctx().text_edit_focused();
    let hold = ui.input(|i| {
        let by_middle = i.pointer.button_down(PointerButton::Middle);
        let by_space = !typing && i.key_down(Key::Space);
        let by_tool = desk.view.tool == Tool::Hand;
        by_middle || ((by_space || by_tool) && i.pointer.primary_down())
    });
    let begins = hold && response.contains_pointer() && ui.input(|i| i.pointer.any_pressed());
    nav.panning = hold && (nav.panning || begins);
    if nav.panning {
        let by = ui.input(|i| i.pointer.delta()) * glass.density;
        eye = eye.panned(f64::from(by.x), f64::from(by.y));
    }
    let Some(at) = ui.input(|i| i.pointer.hover_pos()).filter(|_| response.contains_pointer()) else {
        return (eye, false);
    };
    let (zoom, scroll) = ui.input(|i| (f64::from(i.zoom_delta()), i.smooth_scroll_delta()));
    if (zoom - 1.0).abs() > 1e-6 {
        let percent = eye.percent(f64::from(glass.density)) * zoom;
        return (eye.zoomed(Eye::scale_of(percent, f64::from(glass.density)), glass.pixel(at)), true);
    }
    let scroll = scroll * glass.density;
    if desk.view.tool != Tool::Crop {
        eye = eye.panned(f64::from(scroll.x), f64::from(scroll.y));
    }
    (eye, false)
}

/// Carries out the actions that move the eye; false for others.
pub(super) fn act(action: ActionId, view: &mut View, canvas: &mut CanvasState) -> bool {
    let nav = &mut canvas.nav;
    let mut zoom = |zoom| {
        view.zoom = zoom;
        nav.zoom = None;
    };
    match action {
        ActionId::FitPage => zoom(Zoom::Page),
        ActionId::FitWidth => zoom(Zoom::Width),
        ActionId::ActualSize => zoom(Zoom::Percent(100.0)),
        ActionId::DoubleSize => zoom(Zoom::Percent(200.0)),
        ActionId::ZoomIn => nav.wish = Some(Wish::Times(STEP)),
        ActionId::ZoomOut => nav.wish = Some(Wish::Times(1.0 / STEP)),
        ActionId::FitSelection => nav.wish = Some(Wish::Selection),
        ActionId::Preview => view.aids.preview = !view.aids.preview,
        ActionId::Spread => view.aids.spread = !view.aids.spread,
        ActionId::ShowGrid => view.aids.grid = !view.aids.grid,
        ActionId::ShowBaselines => view.aids.baselines = !view.aids.baselines,
        ActionId::ShowGuides => view.aids.guides = !view.aids.guides,
        ActionId::ShowRulers => view.aids.rulers = !view.aids.rulers,
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zoom_steps_are_round() {
        assert!((stepped(100.0, STEP) - 150.0).abs() < 1e-9);
        assert!((stepped(97.0, STEP) - 100.0).abs() < 1e-9);
        assert!((stepped(99.0, STEP) - 150.0).abs() < 1e-9, "hardly a step is no step");
        assert!((stepped(100.0, 1.0 / STEP) - 75.0).abs() < 1e-9);
        assert!((stepped(1600.0, STEP) - 1600.0).abs() < 1e-9);
        assert!((stepped(5.0, 1.0 / STEP) - 5.0).abs() < 1e-9);
    }
}
