//! The built program in a window of its own, driven by what a screen reader would be told. No sleeps: each step waits for
//! what it needs.

use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use egui::accesskit::{Node, Role};
use egui::{Event, ImeEvent, Key, Modifiers, PointerButton, Pos2, Rect, Vec2, pos2};
use egui_inspection::protocol::read_handshake;
use egui_inspection::{Request, Response, read_message, write_message};

/// How long anything may take: a debug build on a busy machine paints slowly.
const PATIENCE: Duration = Duration::from_secs(90);

/// A screen that nobody sees.
pub(crate) struct Screen {
    server: Child,
    name: String,
}

impl Screen {
    /// None where there is no Xvfb.
    pub(crate) fn open() -> Option<Self> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut number = String::new();
        BufReader::new(server.stdout.take()?).read_line(&mut number).ok()?;
        Some(Self { server, name: format!(":{}", number.trim()) })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// The running program.
pub(crate) struct Program {
    child: Child,
    stream: TcpStream,
    /// Where the pointer is.
    at: Pos2,
}

/// Something in the window.
#[derive(Debug, Clone)]
pub(crate) struct Thing {
    pub(crate) label: String,
    pub(crate) rect: Rect,
    pub(crate) is_button: bool,
}

impl Program {
    /// Starts the program in `folder`, which is also its home.
    pub(crate) fn start(screen: &Screen, folder: &Path, arguments: &[&str]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let address = format!("127.0.0.1:{port}");
        let child = Command::new(env!("CARGO_BIN_EXE_banxin"))
            .args(arguments)
            .current_dir(folder)
            .env_remove("WAYLAND_DISPLAY")
            .env("DISPLAY", &screen.name)
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("EGUI_INSPECTION", &address)
            .env("BANXIN_OWN_DIALOGS", "1")
            .env("HOME", folder)
            .env("XDG_CONFIG_HOME", folder.join("config"))
            .env("LC_ALL", "zh_CN.UTF-8")
            .spawn()
            .unwrap();
        let begun = Instant::now();
        let stream = loop {
            match TcpStream::connect(&address) {
                Ok(stream) => break stream,
                Err(e) => assert!(begun.elapsed() < PATIENCE, "the window did not open: {e}"),
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        read_handshake(&stream).unwrap();
        Self { child, stream, at: Pos2::ZERO }
    }

    fn ask(&mut self, request: &Request) -> Response {
        write_message(&self.stream, request).unwrap();
        read_message(&self.stream).unwrap()
    }

    /// Everything that is shown and named.
    pub(crate) fn things(&mut self) -> Vec<Thing> {
        let Response::Tree { accesskit: Some(tree), pixels_per_point, .. } = self.ask(&Request::GetTree) else {
            return Vec::new();
        };
        assert!((pixels_per_point - 1.0).abs() < 0.01, "the screen has one pixel a point");
        tree.nodes.iter().filter_map(|(_, node)| thing(node)).collect()
    }

    /// Waits until something fits, and gives the first that does.
    pub(crate) fn find(&mut self, what: &str, fits: impl Fn(&Thing) -> bool) -> Thing {
        let begun = Instant::now();
        loop {
            let things = self.things();
            if let Some(thing) = things.iter().find(|t| fits(t)) {
                return thing.clone();
            }
            if begun.elapsed() > PATIENCE {
                let labels: Vec<&str> = things.iter().map(|t| t.label.as_str()).collect();
                panic!("{what} is not there; there are {labels:?}");
            }
            self.settle();
        }
    }

    /// Waits for what is called so.
    pub(crate) fn named(&mut self, label: &str) -> Thing {
        self.find(label, |t| t.label == label)
    }

    /// Waits until nothing is called so.
    pub(crate) fn gone(&mut self, label: &str) {
        let begun = Instant::now();
        while self.things().iter().any(|t| t.label == label) {
            assert!(begun.elapsed() < PATIENCE, "{label} is still there");
            self.settle();
        }
    }

    /// Waits until the window rests.
    pub(crate) fn settle(&mut self) {
        self.ask(&Request::Settle { max_steps: 4 });
    }

    /// Does these, all in one frame.
    pub(crate) fn events(&mut self, events: Vec<Event>) {
        let done = self.ask(&Request::ApplyEvents { events });
        assert!(matches!(done, Response::Done), "{done:?}");
    }

    pub(crate) fn hover(&mut self, at: Pos2) {
        self.at = at;
        self.events(vec![Event::PointerMoved(at)]);
    }

    fn button(&self, pressed: bool) -> Event {
        Event::PointerButton { pos: self.at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
    }

    /// Down and up in one frame: a slow frame in between would make a long press of it.
    pub(crate) fn click_at(&mut self, at: Pos2) {
        self.hover(at);
        self.events(vec![self.button(true), self.button(false)]);
        self.settle();
    }

    pub(crate) fn click(&mut self, label: &str) {
        let thing = self.named(label);
        self.click_at(thing.rect.center());
    }

    /// Clicks the button that is called so, where a heading is too.
    pub(crate) fn press(&mut self, label: &str) {
        let button = self.find(label, |t| t.label == label && t.is_button);
        self.click_at(button.rect.center());
    }

    pub(crate) fn double_click_at(&mut self, at: Pos2) {
        self.hover(at);
        self.events([true, false, true, false].map(|pressed| self.button(pressed)).to_vec());
        self.settle();
    }

    /// Drags in steps, as a hand does.
    pub(crate) fn drag(&mut self, from: Pos2, to: Pos2) {
        self.hover(from);
        self.events(vec![self.button(true)]);
        let steps = 8;
        for step in 1..=steps {
            self.hover(from + (to - from) * (step as f32 / steps as f32));
        }
        self.hover(to);
        self.events(vec![self.button(false)]);
        self.settle();
    }

    pub(crate) fn key(&mut self, modifiers: Modifiers, key: Key) {
        let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
        self.events(vec![event(true)]);
        self.events(vec![event(false)]);
        self.settle();
    }

    pub(crate) fn command(&mut self, key: Key) {
        self.key(Modifiers::COMMAND, key);
    }

    /// As an input method does: composing first, then the word.
    pub(crate) fn type_by_input_method(&mut self, composing: &str, word: &str) {
        self.events(vec![Event::Ime(ImeEvent::Preedit { text: composing.to_owned(), active_range_chars: None })]);
        self.events(vec![Event::Ime(ImeEvent::Commit(word.to_owned()))]);
        self.settle();
    }

    /// Kills the program as nothing else can: it hears nothing of it.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Writes down what is seen, where `BANXIN_LIVE_PICTURES` names a folder: for people who want to look.
    pub(crate) fn picture(&mut self, name: &str) {
        let Some(folder) = std::env::var_os("BANXIN_LIVE_PICTURES") else { return };
        if let Response::Screenshot(png) = self.ask(&Request::GetScreenshot { pixels_per_point: None }) {
            std::fs::write(Path::new(&folder).join(format!("{name}.png")), png.bytes).unwrap();
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn thing(node: &Node) -> Option<Thing> {
    let label = node.label().or(node.value())?.to_owned();
    let bounds = node.bounds()?;
    let (min, max) = (pos2(bounds.x0 as f32, bounds.y0 as f32), pos2(bounds.x1 as f32, bounds.y1 as f32));
    Some(Thing { label, rect: Rect::from_min_max(min, max), is_button: node.role() == Role::Button })
}

/// A point of a rectangle, by parts of its width and height.
pub(crate) fn part(rect: Rect, x: f32, y: f32) -> Pos2 {
    rect.min + Vec2::new(rect.width() * x, rect.height() * y)
}
