//! What a frame of the window costs the processor: the sample page at 1600 × 1000, everything but the graphics card.
//!
//!     cargo bench --bench window
//!
//! A frame is the whole of it: panels, canvas, tools, composition, the page's picture and egui's triangles. Times are the
//! median and the 95th of 100 (`p95`) of a gesture's frames.
//!
//! Measured on two shared cores with other work on them, the crate optimised and with its assertions, in milliseconds:
//!
//! | what | median | p95 | wanted |
//! |---|---|---|---|
//! | pan at 100 % | 2.2 | 6.8 | 4 |
//! | zooming, while it moves | 0.2 | 0.8 | 2 |
//! | settled at 256 % with a photograph in view, once | 100 | | 60 |
//! | a new zoom of 25, 50, 100, 400 %, once | 42, 6, 16, 26 | | 60 |
//! | resizing the lead with live reflow, places seen first and again | 7.9, 6.0 | 14.2, 10.8 | 16 |
//! | a key in the longest paragraph to its new sheet | 0.9 | 8.1 | 2 |
//! | the whole frame of that key | 9.6 | 17.5 | |
//! | idle | no frame is asked for | | |

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

use std::path::Path;
use std::time::Instant;

use banxin::app::desk::{Ask, Desk, Zoom};
use banxin::app::tools::Tool;
use banxin::app::{Window, set_up};
use banxin::edit::Command;
use banxin::finding::Language;
use banxin::geom::{Length, Point};
use banxin::id::StoryId;
use banxin::library::Library;
use banxin::session::Session;
use egui::{
    Event, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, TouchPhase, pos2, vec2,
};

fn main() {
    let folder = std::env::temp_dir().join(format!("banxin-bench-{}", std::process::id()));
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/heze"), &folder);
    let mut bench = Bench::open(&folder);
    bench.opened();
    bench.idle();
    for percent in [50.0, 100.0, 200.0] {
        bench.pan(percent);
    }
    bench.zoom();
    bench.resize();
    bench.typing();
    compose(&folder);
    // The folder is this bench's own and lies among temporary files: what is left of it is not missed.
    let _ = std::fs::remove_dir_all(&folder);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("temporary files can be written");
    for entry in std::fs::read_dir(from).expect("the sample is there").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("temporary files can be written");
        }
    }
}

struct Bench {
    ctx: egui::Context,
    window: Window,
    time: f64,
}

/// What a frame took, in milliseconds.
struct Frame {
    total: f64,
}

impl Bench {
    fn open(folder: &Path) -> Self {
        let ctx = egui::Context::default();
        set_up(&ctx, Library::open(None));
        let desk = Desk::open(folder, Language::Chinese).expect("the sample opens");
        Self { ctx, window: Window::on(desk, Language::Chinese), time: 0.0 }
    }

    fn frame(&mut self, events: Vec<Event>) -> Frame {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1600.0, 1000.0))),
            time: Some(self.time),
            max_texture_side: Some(8192),
            events,
            ..RawInput::default()
        };
        let start = Instant::now();
        let window = &mut self.window;
        let mut output = self.ctx.run_ui(input, |ui| window.frame(ui));
        let triangles = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        std::hint::black_box(triangles);
        let total = start.elapsed().as_secs_f64() * 1000.0;
        // There is no graphics card to take them.
        output.textures_delta.clear();
        Frame { total }
    }

    fn rest(&mut self, frames: usize) {
        for _ in 0..frames {
            self.frame(Vec::new());
        }
    }

    fn ask(&mut self, ask: Ask) {
        self.window.ask(ask);
        self.rest(4);
    }

    fn at(&self, p: Point) -> Pos2 {
        self.window.canvas().screen_of(p).unwrap_or(pos2(700.0, 500.0))
    }

    fn opened(&mut self) {
        let first = self.frame(Vec::new());
        let second = self.frame(Vec::new());
        println!("first frame {:.0} ms, second {:.1} ms", first.total, second.total);
        self.rest(30);
    }

    fn idle(&mut self) {
        self.rest(60);
        let start = self.window.canvas().painted();
        println!(
            "idle: {start} pixels painted, a frame that is drawn all the same {}",
            self.times(30, |_, _| Vec::new())
        );
    }

    /// A gesture's frames.
    fn times(&mut self, frames: usize, mut events: impl FnMut(&Self, usize) -> Vec<Event>) -> String {
        let mut all = Vec::with_capacity(frames);
        for i in 0..frames {
            let events = events(self, i);
            all.push(self.frame(events).total);
        }
        said(all)
    }

    fn pan(&mut self, percent: f64) {
        self.ask(Ask::Zoom(Zoom::Percent(percent)));
        self.ask(Ask::Centre(Point::new(Length::MM * 195, Length::MM * 200)));
        self.rest(20);
        self.frame(vec![Event::PointerMoved(pos2(700.0, 500.0))]);
        let middle = PointerButton::Middle;
        let press = |pressed| Event::PointerButton {
            pos: pos2(700.0, 500.0),
            button: middle,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.frame(vec![press(true)]);
        // Down and to the right and back, some eight points a frame.
        let path = |i: usize| {
            let t = i as f32 / 12.0;
            pos2(700.0 + t.sin() * 90.0, 500.0 + t.cos() * 90.0 - 90.0)
        };
        let said = self.times(120, |_, i| vec![Event::PointerMoved(path(i))]);
        self.frame(vec![press(false)]);
        println!("pan at {percent} %: {said}");
    }

    fn zoom(&mut self) {
        self.ask(Ask::Zoom(Zoom::Page));
        self.rest(20);
        self.frame(vec![Event::PointerMoved(pos2(700.0, 400.0))]);
        let modifiers = Modifiers::COMMAND;
        self.frame(vec![Event::ModifiersChanged(modifiers)]);
        let (unit, phase, source) = (MouseWheelUnit::Point, TouchPhase::Move, MouseWheelSource::Wheel);
        let wheel = Event::MouseWheel { unit, delta: vec2(0.0, 6.0), phase, modifiers, source };
        let said = self.times(60, |_, _| vec![wheel.clone()]);
        println!("zooming: {said}");
        self.frame(vec![Event::ModifiersChanged(Modifiers::NONE)]);
        let settled = (0..60).map(|_| self.frame(Vec::new()).total).fold(0.0, f64::max);
        println!("settled at {:.0} %: {settled:.1} ms once", self.window.canvas().status.zoom_percent);
        for percent in [25.0, 50.0, 100.0, 400.0] {
            self.window.ask(Ask::Zoom(Zoom::Percent(percent)));
            self.frame(Vec::new());
            let once = self.frame(Vec::new()).total;
            println!("a new zoom of {percent} %: {once:.1} ms once");
        }
    }

    /// The lead's lower edge is dragged up and down over thirty lines.
    fn resize(&mut self) {
        self.ask(Ask::Zoom(Zoom::Page));
        let edition = self.window.desk().map(|d| d.session().edition().clone()).expect("it is open");
        let page = &edition.pages[0];
        let area = |b: &banxin::model::Block| page.setup.area_of(b.place);
        let lead = page
            .blocks
            .iter()
            .filter(|b| matches!(b.kind, banxin::model::BlockKind::Article(_)))
            .max_by_key(|b| area(b).width.as_nm() / 1000 * (area(b).height.as_nm() / 1000))
            .expect("the sample has articles");
        let area = area(lead);
        self.ask(Ask::Select([lead.id.clone()].into()));
        self.rest(20);
        let foot = self.at(Point::new(area.x + area.width / 2, area.bottom()));
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        self.frame(vec![Event::PointerMoved(foot), button(foot, true)]);
        let line = (page.setup.grid.line().as_mm() / 540.0 * 900.0) as f32;
        for round in ["first", "again"] {
            let said = self.times(60, |_, i| {
                let lines = if i < 30 { i } else { 60 - i } as f32;
                vec![Event::PointerMoved(foot - vec2(0.0, lines * line))]
            });
            println!("resizing the lead with live reflow, {round}: {said}");
        }
        self.frame(vec![Event::Key {
            key: egui::Key::Escape,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        }]);
        self.frame(vec![button(foot, false)]);
    }

    /// Keys in the middle of the longest paragraph.
    fn typing(&mut self) {
        self.ask(Ask::Zoom(Zoom::Percent(100.0)));
        let (story, paragraph, length) = longest(self.window.desk().expect("it is open").edition());
        let at = (paragraph as u32, length / 2);
        let part = banxin::id::Part::Body;
        self.ask(Ask::Take(Tool::Text));
        self.ask(Ask::Caret(Some(banxin::app::desk::Caret { story, part, anchor: at, at })));
        self.rest(20);
        let said = self.times(60, |_, _| vec![Event::Text("字".to_owned())]);
        println!("typing in the longest paragraph ({length} 字), a key a frame: {said}");
    }
}

fn longest(edition: &banxin::model::Edition) -> (StoryId, usize, usize) {
    let all = edition.stories.iter().flat_map(|(id, story)| {
        story.body.iter().enumerate().map(move |(i, p)| (id.clone(), i, p.text().chars().count()))
    });
    all.max_by_key(|(_, _, n)| *n).expect("the sample has copy")
}

/// A key to its new sheet, without a window: the command and the composition.
fn compose(folder: &Path) {
    let mut session = Session::open(folder).expect("the sample opens");
    session.composed();
    let (story, paragraph, length) = longest(session.edition());
    let gesture = session.begin("typing");
    let mut times = Vec::new();
    for i in 0..60 {
        let at = length / 2 + i;
        let command = Command::EditText { story: story.clone(), paragraph, from: at, to: at, text: "字".to_owned() };
        let start = Instant::now();
        session.extend(gesture, command).expect("the place is in the paragraph");
        session.composed();
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    println!("a key to its new sheet: {}", said(times));
    session.abort(gesture);
    let start = Instant::now();
    session.try_remedies();
    println!("remedies afterwards: {:.0} ms", start.elapsed().as_secs_f64() * 1000.0);
}

fn said(mut times: Vec<f64>) -> String {
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    format!("{:.2} ms, p95 {:.2}, worst {:.2}", at(50), at(95), times.last().copied().unwrap_or_default())
}
