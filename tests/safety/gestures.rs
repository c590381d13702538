//! Random gestures at the window, without a screen: presses, drags, typing, input methods, keys. Whatever the hand does, the
//! edition stays sound, undo comes home, redo comes back, and a crash loses nothing that was finished.
//!
//! `BANXIN_GESTURES=10000` sets how many; without it a number that is quick also without optimisation.

use std::path::Path;
use std::sync::Arc;

use banxin::app::Window;
use banxin::app::settings::Settings;
use banxin::library::Library;
use banxin::model::{Edition, check};
use banxin::session::Session;
use egui::{Event, ImeEvent, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, Vec2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::desk::Desk;

/// Gestures of one run, from the same beginning.
const RUN: usize = 250;
const SIZE: Vec2 = vec2(1000.0, 640.0);

fn wanted() -> usize {
    std::env::var("BANXIN_GESTURES").ok().and_then(|n| n.parse().ok()).unwrap_or(40)
}

#[test]
fn random_gestures_do_no_harm() {
    let all = wanted();
    let mut changes = 0;
    for (seed, from) in (0..all).step_by(RUN).enumerate() {
        changes += run(seed as u64, RUN.min(all - from));
    }
    println!("{changes} of {all} gestures changed the edition");
    assert!(changes * 10 > all, "the hand should change something now and then: {changes} times");
}

fn run(seed: u64, gestures: usize) -> usize {
    let desk = Desk::new();
    let mut window = Window::new(Settings { language: "zh".into(), own_dialogs: true, ..Settings::default() }, None);
    window.open(&desk.folder()).unwrap();
    let mut fingers = Fingers { random: fastrand::Rng::with_seed(seed), harness: drive(window), canvas: Vec::new() };
    let start = fingers.edition();
    let mut changes = 0;
    for n in 0..gestures {
        let before = fingers.edition();
        fingers.gesture();
        changes += usize::from(!Arc::ptr_eq(&before, &fingers.edition()));
        assert_eq!(check(&fingers.edition()), Ok(()), "seed {seed}, gesture {n}");
    }
    fingers.rest();
    let session = |f: &Fingers| f.harness.state().desk().unwrap().session().history().entries().1;
    let (last, steps) = (fingers.edition(), session(&fingers));
    for _ in 0..steps {
        fingers.press(Key::Z, Modifiers::COMMAND);
    }
    assert_eq!(session(&fingers), 0, "seed {seed}: every step is undone");
    assert!(start.is_same(&fingers.edition()), "seed {seed}: undone to the beginning");
    for _ in 0..steps {
        fingers.press(Key::Z, Modifiers::COMMAND | Modifiers::SHIFT);
    }
    assert!(last.is_same(&fingers.edition()), "seed {seed}: redone to the end");
    // Dropped as by a crash.
    drop(fingers);
    let mut session = Session::edit(&desk.folder()).unwrap();
    session.recover().unwrap();
    assert!(session.edition().is_same(&last), "seed {seed}: what was done is recovered");
    changes
}

fn drive(window: Window) -> Harness<'static, Window> {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let mut harness = Harness::builder()
        .with_size(SIZE)
        .with_pixels_per_point(1.0)
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(24)
        .with_context_setup(move |ctx| banxin::app::set_up(ctx, Library::of_folder(&fonts)))
        .build_ui_state(|ui, window: &mut Window| window.frame(ui), window);
    harness.run_ok();
    harness
}

struct Fingers {
    random: fastrand::Rng,
    harness: Harness<'static, Window>,
    /// Where blocks were seen, to be aimed at.
    canvas: Vec<egui::Rect>,
}

impl Fingers {
    fn edition(&self) -> Arc<Edition> {
        Arc::clone(self.harness.state().desk().unwrap().session().edition())
    }

    fn event(&mut self, event: Event) {
        self.harness.event(event);
        self.harness.step();
    }

    fn press(&mut self, key: Key, modifiers: Modifiers) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.step();
        self.harness.step();
    }

    /// Nothing in hand, no text being written, no dialog open.
    fn rest(&mut self) {
        for _ in 0..3 {
            self.press(Key::Escape, Modifiers::NONE);
        }
        self.harness.run_ok();
    }

    fn modifiers(&mut self) -> Modifiers {
        let some =
            [Modifiers::NONE, Modifiers::NONE, Modifiers::NONE, Modifiers::SHIFT, Modifiers::ALT, Modifiers::COMMAND];
        some[self.random.usize(0..some.len())]
    }

    /// Mostly at a block, its middle or an edge; else anywhere on the canvas.
    fn place(&mut self) -> Pos2 {
        if self.random.u8(0..4) > 0 && !self.canvas.is_empty() {
            let rect = self.canvas[self.random.usize(0..self.canvas.len())];
            let parts = [0.0, 0.5, 1.0, self.random.f32()];
            let (x, y) = (parts[self.random.usize(0..4)], parts[self.random.usize(0..4)]);
            return rect.min + vec2(rect.width() * x, rect.height() * y);
        }
        pos2(300.0 + self.random.f32() * 400.0, 60.0 + self.random.f32() * 540.0)
    }

    fn look(&mut self) {
        let blocks = ["稿件 ", "文字框 ", "图片 ", "报眉"];
        let seen = blocks.iter().flat_map(|b| self.harness.query_all_by_label_contains(b));
        let canvas = egui::Rect::from_min_max(pos2(290.0, 50.0), SIZE.to_pos2());
        self.canvas = seen.map(|node| node.rect()).filter(|r| canvas.contains(r.center())).collect();
    }

    fn gesture(&mut self) {
        self.look();
        match self.random.u8(0..12) {
            0..5 => self.drag(),
            5 | 6 => self.write(),
            7 => self.key(),
            8 => self.wheel(),
            9 => {
                let at = self.place();
                self.click(at);
            }
            10 => {
                let tools = [Key::V, Key::T, Key::F, Key::R, Key::L, Key::B, Key::G, Key::C, Key::A, Key::P];
                let tool = tools[self.random.usize(0..tools.len())];
                self.press(tool, Modifiers::NONE);
                self.drag();
                self.press(Key::V, Modifiers::NONE);
            }
            _ => {
                let undo = if self.random.bool() { Modifiers::COMMAND } else { Modifiers::COMMAND | Modifiers::SHIFT };
                self.press(Key::Z, undo);
            }
        }
    }

    fn button(&mut self, pos: Pos2, pressed: bool, modifiers: Modifiers) {
        self.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers });
    }

    fn click(&mut self, at: Pos2) {
        self.event(Event::PointerMoved(at));
        self.button(at, true, Modifiers::NONE);
        self.button(at, false, Modifiers::NONE);
    }

    /// A drag that may be left by Esc, or interrupted by a key.
    fn drag(&mut self) {
        let (from, to) = (self.place(), self.place());
        let modifiers = self.modifiers();
        self.click(from);
        self.event(Event::PointerMoved(from));
        self.button(from, true, modifiers);
        let steps = self.random.usize(1..6);
        for step in 1..=steps {
            self.event(Event::PointerMoved(from + (to - from) * (step as f32 / steps as f32)));
            match self.random.u8(0..24) {
                0 => self.press(Key::Escape, Modifiers::NONE),
                1 => self.press(Key::Z, Modifiers::COMMAND),
                _ => {}
            }
        }
        self.button(to, false, modifiers);
    }

    fn write(&mut self) {
        let at = self.place();
        self.click(at);
        self.click(at);
        for _ in 0..self.random.usize(1..6) {
            match self.random.u8(0..8) {
                0..3 => self.event(Event::Text("新华社，“电”。".into())),
                3 => {
                    self.event(Event::Ime(ImeEvent::Preedit { text: "pin".into(), active_range_chars: None }));
                    self.event(Event::Ime(ImeEvent::Commit("拼音".into())));
                }
                4 => self.press(Key::Backspace, Modifiers::NONE),
                5 => self.press(Key::Enter, Modifiers::NONE),
                6 => self.press(Key::ArrowLeft, Modifiers::SHIFT),
                _ => self.press(Key::Delete, Modifiers::NONE),
            }
        }
        if self.random.bool() {
            self.press(Key::Escape, Modifiers::NONE);
        }
    }

    fn key(&mut self) {
        let keys = [
            (Key::ArrowLeft, Modifiers::NONE),
            (Key::ArrowDown, Modifiers::SHIFT),
            (Key::Delete, Modifiers::NONE),
            (Key::D, Modifiers::COMMAND),
            (Key::A, Modifiers::COMMAND),
            (Key::Tab, Modifiers::NONE),
            (Key::Escape, Modifiers::NONE),
            (Key::PageDown, Modifiers::NONE),
            (Key::PageUp, Modifiers::NONE),
            (Key::C, Modifiers::COMMAND),
            (Key::X, Modifiers::COMMAND),
            (Key::V, Modifiers::COMMAND),
        ];
        let (key, modifiers) = keys[self.random.usize(0..keys.len())];
        self.press(key, modifiers);
    }

    fn wheel(&mut self) {
        let at = self.place();
        self.event(Event::PointerMoved(at));
        let modifiers = if self.random.bool() { Modifiers::COMMAND } else { Modifiers::NONE };
        let delta = vec2(0.0, if self.random.bool() { 40.0 } else { -40.0 });
        let phase = egui::TouchPhase::Move;
        self.event(Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta,
            modifiers,
            phase,
            source: egui::MouseWheelSource::Wheel,
        });
        if self.random.bool() {
            // Back to where everything is seen.
            self.press(Key::Num0, Modifiers::COMMAND);
        }
    }
}
