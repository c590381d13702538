//! Random commands, alone and in gestures: no panic, undo comes home, redo comes back, what is saved is opened again, and
//! nothing stands off a page without being said.
//!
//! `BANXIN_MONKEY=100000` sets how many; without it a number that is quick also without optimisation.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use banxin::display::{Item, Outline, Turn};
use banxin::edit::{Gesture, History};
use banxin::edition::{Cache, Effort, compose_page};
use banxin::geom::{Length, Point, Rect};
use banxin::id::BlockId;
use banxin::library::Library;
use banxin::model::{Edition, check};
use banxin::project;
use banxin::session::Composed;

use crate::desk::{Desk, edition};
use crate::random::{Hand, PHOTOS};

/// Commands of one run, from the same beginning.
const RUN: usize = 1_000;

fn wanted() -> usize {
    std::env::var("BANXIN_MONKEY").ok().and_then(|n| n.parse().ok()).unwrap_or(4_000)
}

fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library::of_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts")))
}

#[test]
fn random_commands_do_no_harm() {
    let runs = wanted().div_ceil(RUN);
    let (mut done, mut refused) = (0, 0);
    for seed in 0..runs as u64 {
        let (carried_out, not) = run(seed);
        (done, refused) = (done + carried_out, refused + not);
    }
    println!("{done} commands carried out, {refused} refused");
    assert!(done > refused * 3 / 2, "the hand should mostly do what can be done");
}

fn run(seed: u64) -> (usize, usize) {
    let desk = Desk::new();
    for photo in PHOTOS {
        std::fs::write(desk.folder().join("photos").join(photo), b"png").unwrap();
    }
    let mut hand = Hand::new(seed);
    let mut history = History::new("打开", edition());
    let start = Arc::clone(history.current());
    let (mut done, mut refused) = (0, 0);
    for n in 1..=RUN {
        let gesture = if hand.random.u8(0..10) == 0 { Some(history.begin("手势")) } else { None };
        let commands = if gesture.is_some() { hand.random.usize(1..6) } else { 1 };
        let before = Arc::clone(history.current());
        for _ in 0..commands {
            if one(&mut hand, &mut history, gesture) { done += 1 } else { refused += 1 }
        }
        end(&mut hand, &mut history, gesture, &before);
        if n % 250 == 0 {
            let edition = history.current();
            assert_eq!(check(edition), Ok(()), "seed {seed}, step {n}");
            saved_and_opened(&desk, edition, &format!("seed {seed}, step {n}"));
            nothing_is_off_a_page_silently(edition, &format!("seed {seed}, step {n}"));
        }
    }
    let last = Arc::clone(history.current());
    let steps = history.entries().1;
    assert_eq!((0..steps).filter(|_| history.undo()).count(), steps);
    assert!(!history.undo() && Arc::ptr_eq(history.current(), &start));
    assert_eq!(**history.current(), edition(), "seed {seed}: the first edition was changed");
    assert_eq!((0..steps).filter(|_| history.redo()).count(), steps);
    assert!(!history.redo() && Arc::ptr_eq(history.current(), &last));
    (done, refused)
}

/// One command; a refused one changes nothing.
fn one(hand: &mut Hand, history: &mut History, gesture: Option<Gesture>) -> bool {
    let before = Arc::clone(history.current());
    let command = hand.command(&before);
    let result = match gesture {
        Some(gesture) if hand.random.bool() => history.extend(gesture, command),
        Some(gesture) => history.renew(gesture, command),
        None => history.apply("命令", command).map(drop),
    };
    match &result {
        Ok(()) => {}
        Err(refusal) => {
            assert!(Arc::ptr_eq(&before, history.current()));
            assert!(!refusal.to_string().is_empty());
        }
    }
    result.is_ok()
}

fn end(hand: &mut Hand, history: &mut History, gesture: Option<Gesture>, before: &Arc<Edition>) {
    let Some(gesture) = gesture else { return };
    if hand.random.u8(0..4) == 0 {
        assert!(history.abort(gesture));
        assert!(Arc::ptr_eq(before, history.current()));
    } else {
        let now = Arc::clone(history.current());
        assert_eq!(history.commit(gesture).is_some(), !before.is_same(&now));
        assert!(history.current().is_same(&now));
    }
}

fn saved_and_opened(desk: &Desk, edition: &Edition, at: &str) {
    project::save(edition, &desk.folder()).unwrap_or_else(|e| panic!("{at}: {e}"));
    let opened = project::open(&desk.folder()).unwrap_or_else(|e| panic!("{at}: {e}")).edition;
    assert!(opened == *edition, "{at}: saved and opened it is another edition");
    assert_eq!(project::save(&opened, &desk.folder()).unwrap(), project::Saved::default(), "{at}");
}

// ---- nothing off the page silently ------------------------------------------------------------------------------

fn nothing_is_off_a_page_silently(edition: &Edition, at: &str) {
    let mut cache = Cache::new();
    for page in &edition.pages {
        // Remedies say nothing about where things stand, and the hand makes much that would need many.
        let composed = compose_page(page, edition, library(), &mut cache, Effort::Quick);
        let mut search = Search { page: &composed, block: None, found: Vec::new() };
        search.items(&composed.sheet.items, &|p| p, None);
        for (block, point) in search.found {
            let said = composed.findings.iter().any(|f| f.place.block.is_none() || f.place.block == block);
            let shown = block.as_ref().and_then(|id| edition.block(id)).map(|(_, block)| block);
            assert!(said, "{at}: page {}, ink at {point:?} is off the page unsaid: {shown:#?}", composed.sheet.page);
        }
    }
}

struct Search<'a> {
    page: &'a Composed,
    block: Option<BlockId>,
    found: Vec<(Option<BlockId>, Point)>,
}

impl Search<'_> {
    fn items(&mut self, items: &[Item], place: &dyn Fn(Point) -> Point, clip: Option<Rect>) {
        for item in items {
            match item {
                Item::Mark(mark) => self.block = Some(mark.block.clone()),
                Item::Glyphs(run) => run.glyphs.iter().for_each(|g| self.point(place(g.at), clip)),
                Item::Picture(picture) => self.corners(picture.frame, place, clip),
                Item::Shape(shape) => match &shape.outline {
                    Outline::Rect(rect) => self.corners(*rect, place, clip),
                    Outline::Line(a, b) => [*a, *b].into_iter().for_each(|p| self.point(place(p), clip)),
                    Outline::Polygon(points) => points.iter().for_each(|p| self.point(place(*p), clip)),
                    Outline::Rings(rings) => rings.iter().flatten().for_each(|p| self.point(place(*p), clip)),
                },
                Item::Group(group) => {
                    let inner = |p: Point| {
                        let turned = match group.turn {
                            Turn::None => p,
                            Turn::Clockwise => Point::new(-p.y, p.x),
                        };
                        place(Point::new(turned.x + group.offset.x, turned.y + group.offset.y))
                    };
                    self.items(&group.items, &inner, group.clip.or(clip));
                }
            }
        }
    }

    fn corners(&mut self, rect: Rect, place: &dyn Fn(Point) -> Point, clip: Option<Rect>) {
        let corners = [Point::new(rect.x, rect.y), Point::new(rect.right(), rect.bottom())];
        corners.into_iter().for_each(|p| self.point(place(p), clip));
    }

    fn point(&mut self, at: Point, clip: Option<Rect>) {
        let size = self.page.sheet.size;
        let slack = Length::MM;
        let on_page = at.x >= -slack && at.y >= -slack && at.x <= size.width + slack && at.y <= size.height + slack;
        if !on_page && clip.is_none() {
            self.found.push((self.block.clone(), at));
        }
    }
}
