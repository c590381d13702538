//! Drawing: a box drawn on the page becomes an article, a picture, a rule or a frame, and is there while it is drawn.

use std::collections::BTreeSet;

use super::place::{self, Dragged};
use super::snap::{self, Snapped};
use super::{Bench, Gesture, Hand, Shown, Spot, Stroke, Tool, fresh_block, select, step};
use crate::app::desk::{Ask, Caret, GestureId, Message, PartOf, new_gesture};
use crate::edit::Command;
use crate::geom::{Length, Rect};
use crate::id::{BlockId, Part, StoryId};
use crate::ink::Ink;
use crate::model::{Block, BlockKind, Border, Headline, Paragraph, Place, RuleBlock, Story};

/// A box or line that is being drawn.
#[derive(Debug)]
pub struct Drawing {
    id: GestureId,
    from: Spot,
    what: What,
    block: BlockId,
    last: Option<Place>,
}

/// What becomes of the box.
#[derive(Clone, Debug)]
enum What {
    /// A story or photograph that was at hand.
    Given(Dragged),
    /// An article with a story of its own.
    New(StoryId),
    Rule,
    Box,
}

pub(super) fn stroke(hand: &mut Hand, stroke: Stroke, bench: &Bench<'_>) -> Vec<Ask> {
    match (&mut hand.gesture, stroke) {
        (Gesture::Idle, Stroke::Press(spot, ..)) => match what(hand.loaded.as_ref(), bench) {
            Ok(what) => {
                let prefix = match &what {
                    What::Given(Dragged::Picture(_)) => 'p',
                    What::Given(Dragged::Story(_)) | What::New(_) => 'a',
                    What::Given(Dragged::RunOn(_)) => 't',
                    What::Rule | What::Box => 'r',
                };
                let block = fresh_block(bench.edition(), prefix, &[]);
                hand.gesture = Gesture::Drawing(Drawing { id: new_gesture(), from: spot, what, block, last: None });
                select::turn(spot, bench).into_iter().collect()
            }
            Err(message) => vec![Ask::Say(Message::info(message))],
        },
        (Gesture::Drawing(drawing), Stroke::Move(spot, _) | Stroke::Release(spot, _))
            if drawing.last.is_some() || bench.dragged(drawing.from, spot) =>
        {
            let (Stroke::Press(_, modifiers, _) | Stroke::Move(_, modifiers) | Stroke::Release(_, modifiers)) = stroke;
            let (mut asks, shown) = draw(drawing, spot, step(modifiers), bench);
            hand.shown = shown;
            if let Stroke::Release(..) = stroke {
                asks.extend(end(hand, bench));
            }
            asks
        }
        (Gesture::Drawing(drawing), Stroke::Release(spot, _)) => {
            let asks = clicked(drawing, spot, bench);
            let mut all = asks;
            all.extend(end(hand, bench));
            all
        }
        _ => Vec::new(),
    }
}

/// What the tool draws.
fn what(loaded: Option<&Dragged>, bench: &Bench<'_>) -> Result<What, &'static str> {
    let edition = bench.edition();
    match bench.desk.view.tool {
        Tool::Rule => Ok(What::Rule),
        Tool::Box => Ok(What::Box),
        Tool::Picture => {
            if let Some(Dragged::Picture(id)) = loaded {
                return Ok(What::Given(Dragged::Picture(id.clone())));
            }
            let placed = bench.desk.placed_pictures();
            let free = edition.pictures.keys().find(|id| !placed.contains(id));
            free.map(|id| What::Given(Dragged::Picture(id.clone()))).ok_or(bench.desk.words().no_picture_to_place)
        }
        _ => {
            if let Some(given @ (Dragged::Story(_) | Dragged::RunOn(_))) = loaded {
                return Ok(What::Given(given.clone()));
            }
            let mut n = 1;
            while edition.stories.contains_key(&StoryId::numbered('s', n)) {
                n += 1;
            }
            Ok(What::New(StoryId::numbered('s', n)))
        }
    }
}

fn draw(drawing: &mut Drawing, spot: Spot, step: snap::Step, bench: &Bench<'_>) -> (Vec<Ask>, Option<Shown>) {
    let leaf = drawing.from.leaf;
    let to = bench.on(leaf, spot.pixel);
    let own = BTreeSet::from([drawing.block.clone()]);
    let snapped = bench.with_scene(leaf, &own, |scene| match drawing.what {
        What::Rule => snap::drawn_freely(scene, drawing.from.at, to, step),
        What::Given(_) | What::New(_) | What::Box => snap::drawn(scene, drawing.from.at, to, step),
    });
    let Some(mut snapped) = snapped else { return (Vec::new(), None) };
    if let (What::Rule, Place::Free(rect)) = (&drawing.what, snapped.place) {
        snapped.place = Place::Free(thin(rect));
    }
    let shown = bench.page(leaf).map(|page| Shown {
        leaf,
        area: page.setup.area_of(snapped.place),
        snapped: Snapped::clone(&snapped),
    });
    if drawing.last == Some(snapped.place) {
        return (Vec::new(), shown);
    }
    drawing.last = Some(snapped.place);
    (put(drawing, snapped.place, bench), shown)
}

/// A rule has a place of this height, which it runs along the middle of.
const RULE: Length = Length::um(1000);

fn thin(rect: Rect) -> Rect {
    if rect.width >= rect.height {
        Rect::new(rect.x, rect.y - RULE / 2, rect.width.max(RULE * 2), RULE)
    } else {
        Rect::new(rect.x - RULE / 2, rect.y, RULE, rect.height.max(RULE * 2))
    }
}

fn put(drawing: &Drawing, place: Place, bench: &Bench<'_>) -> Vec<Ask> {
    let Some(page) = bench.page(drawing.from.leaf) else { return Vec::new() };
    let id = drawing.block.clone();
    let (mut commands, mut after) = (Vec::new(), Vec::new());
    let block = match &drawing.what {
        What::Given(Dragged::Story(story)) => {
            let Some(copy) = bench.edition().stories.get(story) else { return Vec::new() };
            place::article(id, place, story.clone(), copy)
        }
        What::Given(Dragged::Picture(picture)) => place::picture(id, place, picture.clone()),
        What::Given(Dragged::RunOn(from)) => {
            let mut frame = place::frame(id.clone(), place, None);
            // It comes between the block and what that ran on into.
            if let BlockKind::TextFrame(frame) = &mut frame.kind {
                frame.next = bench.edition().block(from).and_then(|(_, b)| b.kind.next().cloned());
            }
            after.push(Command::SetThread { block: from.clone(), next: Some(id) });
            frame
        }
        What::New(story) => {
            let copy = new_story(bench);
            let block = place::article(id, place, story.clone(), &copy);
            commands.push(Command::AddStory { id: story.clone(), story: Box::new(copy) });
            block
        }
        What::Rule => rule(id, place, false, Length::ZERO),
        // In the gutters, half a 字 off what it goes round.
        What::Box => rule(id, place, true, page.setup.grid.cell() / 2),
    };
    let add = Command::AddBlock { page: page.number, block: Box::new(block), at: None };
    let label = if after.is_empty() { bench.desk.words().new_article } else { bench.desk.words().run_on };
    commands.push(add);
    commands.append(&mut after);
    let command = match commands.len() {
        1 => commands.swap_remove(0),
        _ => Command::Batch { label: label.to_owned(), commands },
    };
    vec![Ask::edit_in(bench.desk.language, command, PartOf::Renew(drawing.id))]
}

fn new_story(bench: &Bench<'_>) -> Story {
    let words = bench.desk.words();
    let headline = Headline { text: words.new_headline.to_owned(), ..Headline::default() };
    Story { headline, body: vec![Paragraph::plain(words.new_body)], ..Story::default() }
}

fn rule(id: BlockId, place: Place, is_box: bool, outset: Length) -> Block {
    let line = Some(Border::solid(Length::pt(0.5), Ink::BLACK));
    Block {
        id,
        place,
        locked: false,
        kind: BlockKind::Rule(RuleBlock { is_box, line, tint: None, texture: None, outset }),
    }
}

/// A click without a drag: what was given takes a place of its own size; nothing else can be guessed.
fn clicked(drawing: &mut Drawing, spot: Spot, bench: &Bench<'_>) -> Vec<Ask> {
    let What::Given(given) = &drawing.what else { return Vec::new() };
    let Some(place) = place::dropped_place(bench, spot, given) else { return Vec::new() };
    drawing.last = Some(place);
    put(drawing, place, bench)
}

fn end(hand: &mut Hand, bench: &Bench<'_>) -> Vec<Ask> {
    hand.shown = None;
    let Gesture::Drawing(drawing) = std::mem::take(&mut hand.gesture) else { return Vec::new() };
    if drawing.last.is_none() {
        return Vec::new();
    }
    hand.loaded = None;
    let mut asks = vec![Ask::Finish(drawing.id), Ask::Select(BTreeSet::from([drawing.block])), Ask::Take(Tool::Select)];
    if let What::New(story) = drawing.what {
        // The new headline is selected: typing replaces it.
        let end = bench.desk.words().new_headline.chars().count();
        asks.push(Ask::Take(Tool::Text));
        asks.push(Ask::Caret(Some(Caret { story, part: Part::Headline, anchor: (0, 0), at: (0, end) })));
    }
    asks
}

impl Drawing {
    pub(super) const fn id(&self) -> GestureId {
        self.id
    }
}
