//! What pointer and keys do on the canvas: fed to the tool at the hand, stroke by stroke.

use std::collections::BTreeSet;
use std::path::PathBuf;

use egui::{CursorIcon, Event, EventFilter, Key, Modifiers, PointerButton, Pos2, Rect, Response, Ui};

use super::glass::Glass;
use super::overlay::{self, Pen};
use super::pointer::{self, Clicks};
use super::{CanvasState, hit};
use crate::app::actions::ActionId;
use crate::app::desk::Ask;
use crate::app::tools::place::{self, Dragged};
use crate::app::tools::snap::{Sides, label};
use crate::app::tools::{Bench, Gesture, Hand, Spot, Stroke, Tool, crop, guide, handle, inset};
use crate::id::{BlockId, PictureId};

/// What the canvas keeps of the pointer and the keys.
#[derive(Debug, Default)]
pub(super) struct Fingers {
    clicks: Clicks,
    /// The press was the canvas's: what follows is too, wherever the pointer goes.
    held: bool,
    /// What lies over the page and takes its own clicks.
    pub covered: Vec<Rect>,
    /// Text had the keys in the last frame.
    had_caret: bool,
    /// Files dropped on a place: the photographs known before; new ones are placed there.
    dropped: Option<((f64, f64), BTreeSet<PictureId>)>,
    /// The block under the pointer.
    pub hovered: Option<BlockId>,
    /// When pointer or keys did something last, in seconds since the window opened.
    pub(super) stirred: f64,
    /// A menu or list was open when the frame began.
    pub popup_open: bool,
    /// All of the text is to be selected.
    pub select_all: bool,
}

/// Feeds everything of this frame to the tools.
pub(super) fn feed(
    ui: &Ui,
    response: &Response,
    glass: &Glass,
    bench: &Bench<'_>,
    parts: (&mut Hand, &mut Fingers),
    panning: bool,
) -> Vec<Ask> {
    let (hand, fingers) = parts;
    let mut asks = strokes(ui, response, glass, bench, (hand, fingers), panning);
    asks.extend(keys(ui, response, glass, bench, (hand, fingers)));
    asks.extend(wheel(ui, response, glass, bench));
    asks.extend(files(ui, response, glass, bench, fingers));
    let at = ui.input(|i| i.pointer.hover_pos()).filter(|at| free(response, fingers, *at));
    fingers.hovered = at.and_then(|at| bench.spot(glass.pixel(at))).and_then(|spot| {
        let page = bench.page(spot.leaf)?;
        hit::blocks(page, spot.at, bench.length(4.0)).first().map(|b| b.id.clone())
    });
    if let Some(at) = at {
        cursor(ui, glass, bench, hand, panning, at);
    }
    asks
}

/// Whether a position is the page's: no panel, menu, badge or bar lies over it.
fn free(response: &Response, fingers: &Fingers, at: Pos2) -> bool {
    response.contains_pointer() && response.rect.contains(at) && !fingers.covered.iter().any(|r| r.contains(at))
}

fn strokes(
    ui: &Ui,
    response: &Response,
    glass: &Glass,
    bench: &Bench<'_>,
    (hand, fingers): (&mut Hand, &mut Fingers),
    panning: bool,
) -> Vec<Ask> {
    let mut asks = Vec::new();
    for stroke in ui.input(|i| pointer::strokes(i, &mut fingers.clicks)) {
        let spot = |at: Pos2| bench.spot(glass.pixel(at));
        let fed = match stroke {
            pointer::Stroke::Press { at, button: PointerButton::Primary, modifiers, clicks } => {
                if panning || !free(response, fingers, at) {
                    continue;
                }
                fingers.held = true;
                let_go(ui, response);
                spot(at).map(|s| Stroke::Press(s, modifiers, clicks))
            }
            pointer::Stroke::Press { at, button: PointerButton::Secondary, modifiers, .. } => {
                // A menu is of what lies under the pointer: that is selected first.
                if free(response, fingers, at) && !hand.is_busy() && bench.desk.view.tool == Tool::Select {
                    asks.extend(spot(at).map(|s| under(bench, s, modifiers)).unwrap_or_default());
                }
                None
            }
            pointer::Stroke::Move { at, modifiers } if fingers.held || hand.is_busy() => {
                spot(at).map(|s| Stroke::Move(s, modifiers))
            }
            pointer::Stroke::Release { at, button: PointerButton::Primary, modifiers } => {
                let was_held = std::mem::take(&mut fingers.held) || hand.is_busy();
                spot(at).filter(|_| was_held).map(|s| Stroke::Release(s, modifiers))
            }
            _ => None,
        };
        asks.extend(fed.map(|stroke| hand.stroke(stroke, bench)).unwrap_or_default());
    }
    asks
}

/// A press on the page takes the keys away from whatever had them.
fn let_go(ui: &Ui, response: &Response) {
    ui.memory_mut(|m| {
        if let Some(other) = m.focused().filter(|id| *id != response.id) {
            m.surrender_focus(other);
        }
    });
}

fn under(bench: &Bench<'_>, spot: Spot, _modifiers: Modifiers) -> Vec<Ask> {
    let Some(page) = bench.page(spot.leaf) else { return Vec::new() };
    let blocks = hit::blocks(page, spot.at, bench.length(4.0));
    let selection = &bench.desk.view.selection;
    if blocks.iter().any(|b| selection.contains(&b.id)) {
        return Vec::new();
    }
    blocks.first().map(|b| Ask::Select(BTreeSet::from([b.id.clone()]))).into_iter().collect()
}

fn keys(
    ui: &Ui,
    response: &Response,
    glass: &Glass,
    bench: &Bench<'_>,
    (hand, fingers): (&mut Hand, &mut Fingers),
) -> Vec<Ask> {
    let typing = bench.desk.view.caret.is_some();
    let mut asks = Vec::new();
    if typing && (!fingers.had_caret || fingers.held) {
        response.request_focus();
    }
    if !typing && fingers.had_caret {
        asks.extend(hand.text.end());
        ui.memory_mut(|m| m.surrender_focus(response.id));
    }
    fingers.had_caret = typing;
    let focused = ui.memory(|m| m.focused());
    let ours = focused.is_none_or(|id| id == response.id);
    if !ours || fingers.popup_open || egui::Popup::is_any_open(ui.ctx()) {
        return asks;
    }
    let escape = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
    if escape && hand.text.preedit.is_empty() {
        fingers.held = false;
        asks.extend(hand.escape(bench));
        return asks;
    }
    if typing {
        asks.extend(write(ui, response, glass, bench, hand, std::mem::take(&mut fingers.select_all)));
    } else {
        asks.extend(nudge(ui, bench, hand));
    }
    asks
}

/// Keys at the caret.
fn write(ui: &Ui, response: &Response, glass: &Glass, bench: &Bench<'_>, hand: &mut Hand, all: bool) -> Vec<Ask> {
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|m| {
        if m.has_focus(response.id) {
            m.set_focus_lock_filter(response.id, filter);
        }
    });
    let mut events = ui.input(|i| i.filtered_events(&filter));
    if all {
        let modifiers = Modifiers::COMMAND;
        events.push(Event::Key { key: Key::A, physical_key: None, pressed: true, repeat: false, modifiers });
    }
    let typed = hand.keys(&events, bench);
    if let Some(copied) = typed.copied {
        ui.ctx().copy_text(copied);
    }
    if let Some(caret) = overlay::caret_on_screen(glass, hand, bench) {
        let caret = caret.intersect(glass.area.expand(200.0));
        // Some input methods cover the line they are told: they are told the one after it.
        let below =
            if hand.text.preedit.is_empty() { caret.translate(egui::vec2(0.0, caret.height() + 2.0)) } else { caret };
        ui.ctx().output_mut(|o| {
            o.ime = Some(egui::output::IMEOutput {
                purpose: egui::IMEPurpose::default(),
                rect: caret,
                cursor_rect: below,
                should_interrupt_composition: false,
            });
        });
    }
    typed.asks
}

/// Arrow keys beside the text.
fn nudge(ui: &Ui, bench: &Bench<'_>, hand: &mut Hand) -> Vec<Ask> {
    let mut asks = Vec::new();
    let events: Vec<Event> = ui.input(|i| i.events.clone());
    for event in events {
        let Event::Key { key, pressed, modifiers, .. } = event else { continue };
        let by = match key {
            Key::ArrowLeft => (-1, 0),
            Key::ArrowRight => (1, 0),
            Key::ArrowUp => (0, -1),
            Key::ArrowDown => (0, 1),
            _ => continue,
        };
        if modifiers.command || modifiers.alt {
            continue;
        }
        asks.extend(if pressed { hand.nudge(by, modifiers.shift, bench) } else { hand.nudged() });
    }
    asks
}

/// With the crop tool the wheel makes the picture larger in its frame.
fn wheel(ui: &Ui, response: &Response, glass: &Glass, bench: &Bench<'_>) -> Vec<Ask> {
    if bench.desk.view.tool != Tool::Crop || !response.contains_pointer() {
        return Vec::new();
    }
    let (scroll, at) = ui.input(|i| (i.smooth_scroll_delta().y, i.pointer.hover_pos()));
    let Some(spot) = at.filter(|_| scroll.abs() > 0.01).and_then(|at| bench.spot(glass.pixel(at))) else {
        return Vec::new();
    };
    crop::enlarge(bench, spot, (f64::from(scroll) / 1200.0).exp())
}

/// Files from the file manager: brought in, and photographs placed where they were dropped.
fn files(ui: &Ui, response: &Response, glass: &Glass, bench: &Bench<'_>, fingers: &mut Fingers) -> Vec<Ask> {
    let mut asks = Vec::new();
    if let Some((pixel, known)) = fingers.dropped.take() {
        let new = bench.edition().pictures.keys().find(|id| !known.contains(*id));
        match (new, bench.spot(pixel)) {
            (Some(id), Some(spot)) => asks.extend(place::dropped(bench, spot, &Dragged::Picture(id.clone()))),
            _ => fingers.dropped = Some((pixel, known)),
        }
    }
    let paths: Vec<PathBuf> = ui.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_owned()).collect());
    if paths.is_empty() {
        return asks;
    }
    let at = ui.input(|i| i.pointer.latest_pos()).filter(|at| response.rect.contains(*at));
    if let Some(at) = at {
        fingers.dropped = Some((glass.pixel(at), bench.edition().pictures.keys().cloned().collect()));
    }
    asks.push(Ask::BringIn(paths));
    asks
}

/// Something dragged out of a panel: where it would land, and that it has landed.
pub(super) fn dragged(response: &Response, pen: Pen<'_>, bench: &Bench<'_>) -> Vec<Ask> {
    let Some(at) = response.ctx.input(|i| i.pointer.latest_pos()) else { return Vec::new() };
    let Some(spot) = bench.spot(pen.glass.pixel(at)) else { return Vec::new() };
    if let Some(what) = response.dnd_release_payload::<Dragged>() {
        return place::dropped(bench, spot, &what);
    }
    let Some(what) = response.dnd_hover_payload::<Dragged>() else { return Vec::new() };
    let into = matches!(*what, Dragged::Picture(_)).then(|| place::article_under(bench, spot)).flatten();
    if let Some((leaf, page, block)) = into.and_then(|id| bench.block(&id)) {
        overlay::landing(pen, bench, leaf, page.setup.area_of(block.place), label(block.place));
    } else if let (Some(place), Some(page)) = (place::dropped_place(bench, spot, &what), bench.page(spot.leaf)) {
        overlay::landing(pen, bench, spot.leaf, page.setup.area_of(place), label(place));
    }
    Vec::new()
}

/// A cursor that tells what a click will do.
fn cursor(ui: &Ui, glass: &Glass, bench: &Bench<'_>, hand: &Hand, panning: bool, at: Pos2) {
    let Some(spot) = bench.spot(glass.pixel(at)) else { return };
    let space = bench.desk.view.caret.is_none() && ui.input(|i| i.key_down(Key::Space));
    let icon = match (&hand.gesture, bench.desk.view.tool) {
        _ if panning => CursorIcon::Grabbing,
        (Gesture::Idle, _) if space => CursorIcon::Grab,
        (Gesture::Moving(_), _) => CursorIcon::Grabbing,
        (Gesture::Guide(dragging), _) => match dragging.guide() {
            Some((_, guide)) if guide.upright => CursorIcon::ResizeHorizontal,
            _ => CursorIcon::ResizeVertical,
        },
        (_, Tool::Hand) => CursorIcon::Grab,
        (_, Tool::Text) => text_cursor(bench, spot),
        (_, Tool::Frame | Tool::Picture | Tool::Rule | Tool::Box) => CursorIcon::Crosshair,
        (Gesture::Framing(_), _) => CursorIcon::Grabbing,
        (_, Tool::Guide) if guide::under(bench, spot).is_none() => CursorIcon::Crosshair,
        (_, Tool::Guide) => CursorIcon::Move,
        (_, Tool::Crop) => crop_cursor(bench, hand, spot),
        (_, Tool::Select) => handle(bench, spot).map_or(CursorIcon::Default, |(_, _, sides)| resize(sides)),
    };
    ui.ctx().set_cursor_icon(icon);
}

fn crop_cursor(bench: &Bench<'_>, hand: &Hand, spot: Spot) -> CursorIcon {
    match inset::side(bench, hand, spot).map(|(_, s)| s).or_else(|| crop::own_handle(bench, spot).map(|(_, _, s)| s)) {
        Some(sides) => resize(sides),
        None if crop::under(bench, spot).is_some() => CursorIcon::Move,
        None => CursorIcon::Default,
    }
}

fn text_cursor(bench: &Bench<'_>, spot: Spot) -> CursorIcon {
    let lines = (bench.lines)(spot.leaf);
    let near = lines.iter().min_by_key(|l| l.distance(spot.at));
    if near.is_some_and(|l| l.vertical) { CursorIcon::VerticalText } else { CursorIcon::Text }
}

const fn resize(sides: Sides) -> CursorIcon {
    match (sides.left || sides.right, sides.top || sides.bottom) {
        (true, false) => CursorIcon::ResizeHorizontal,
        (false, _) => CursorIcon::ResizeVertical,
        (true, true) if (sides.left && sides.top) || (sides.right && sides.bottom) => CursorIcon::ResizeNwSe,
        (true, true) => CursorIcon::ResizeNeSw,
    }
}

/// Actions that mean something else while the caret is in text; false for those that do not.
pub(super) fn act(action: ActionId, typing: bool, canvas: &mut CanvasState) -> bool {
    let all = action == ActionId::SelectAll && typing;
    canvas.fingers.select_all |= all;
    all
}
