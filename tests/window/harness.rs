//! A window on a small edition.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use banxin::app::Window;
use banxin::app::desk::{Ask, Desk};
use banxin::app::settings::Settings;
use banxin::id::{BlockId, StoryId};
use banxin::library::Library;
use banxin::model::{Article, Block, BlockKind, Edition, HeadSetting, Headline, Legs, Paragraph, Place, Preset, Story};
use banxin::session::{NewEdition, new_edition};
use egui::{Key, Modifiers, Role, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

/// A window that is driven by a test, and its folders.
pub(crate) struct Night {
    pub(crate) harness: Harness<'static, Window>,
    pub(crate) dir: tempfile::TempDir,
}

impl Night {
    /// On the start screen.
    pub(crate) fn at_start() -> Self {
        Self::with(|_| {}, None)
    }

    /// With the small edition open.
    pub(crate) fn with_edition() -> Self {
        Self::with(|_| {}, Some(&small()))
    }

    pub(crate) fn with(change: impl FnOnce(&mut Settings), edition: Option<&Edition>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut settings = Settings { language: "zh".into(), own_dialogs: true, ..Settings::default() };
        // File dialogs begin beside the edition last opened.
        settings.recent = vec![dir.path().join("gone")];
        change(&mut settings);
        let mut window = Window::new(settings, Some(dir.path().join("config")));
        if let Some(edition) = edition {
            let folder = dir.path().join("edition");
            banxin::project::create(edition, &folder).unwrap();
            window.open(&folder).unwrap();
        }
        Self { harness: drive(window), dir }
    }

    pub(crate) fn edition_folder(&self) -> PathBuf {
        self.dir.path().join("edition")
    }

    pub(crate) fn desk(&self) -> &Desk {
        self.harness.state().desk().unwrap()
    }

    pub(crate) fn ask(&mut self, ask: Ask) {
        self.harness.state_mut().ask(ask);
        self.run();
    }

    /// Until nothing moves. A field with the keyboard never rests, so that this gives up after some frames.
    pub(crate) fn run(&mut self) {
        self.harness.run_ok();
    }

    pub(crate) fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.run();
    }

    /// Clicks the button of this name; several: the first.
    pub(crate) fn press_button(&mut self, label: &str) {
        self.harness.get_all_by_role_and_label(Role::Button, label).next().unwrap().click();
        self.run();
    }

    pub(crate) fn has(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    /// A field shows this.
    pub(crate) fn has_value(&self, value: &str) -> bool {
        self.harness.query_all_by_value(value).next().is_some()
    }

    pub(crate) fn has_text(&self, part: &str) -> bool {
        self.harness.query_all_by_label_contains(part).next().is_some()
    }

    pub(crate) fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.run();
    }

    /// Types a new text into the field of this name, and leaves it by Enter.
    pub(crate) fn fill(&mut self, label: &str, text: &str) {
        self.harness.get_by_role_and_label(Role::TextInput, label).click();
        self.run();
        self.press(Modifiers::COMMAND, Key::A);
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.run();
        self.press(Modifiers::NONE, Key::Enter);
    }

    pub(crate) fn select(&mut self, block: &str) {
        self.ask(Ask::Select(std::iter::once(block_id(block)).collect()));
    }

    pub(crate) fn block(&self, id: &str) -> Arc<Block> {
        Arc::clone(self.desk().edition().block(&block_id(id)).unwrap().1)
    }

    pub(crate) fn story(&self, id: &str) -> Arc<Story> {
        Arc::clone(&self.desk().edition().stories[&StoryId::new(id).unwrap()])
    }

    /// How many steps the history has beside its first.
    pub(crate) fn steps(&self) -> usize {
        self.desk().session().history().entries().0.len() - 1
    }

    /// What the history calls the last step.
    pub(crate) fn last_step(&self) -> &str {
        let (entries, at) = self.desk().session().history().entries();
        &entries[at].label
    }
}

pub(crate) fn drive(window: Window) -> Harness<'static, Window> {
    let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1440.0, 900.0))
        .with_pixels_per_point(1.0)
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(24)
        .with_context_setup(move |ctx| banxin::app::set_up(ctx, Library::of_folder(&fonts)))
        .build_ui_state(|ui, window: &mut Window| window.frame(ui), window);
    harness.run_ok();
    harness
}

pub(crate) fn block_id(id: &str) -> BlockId {
    BlockId::new(id).unwrap()
}

fn story(headline: &str, body: &[&str]) -> Arc<Story> {
    let headline = Headline { text: headline.to_owned(), ..Headline::default() };
    let body = body.iter().map(|t| Paragraph::plain(*t)).collect();
    Arc::new(Story { headline, body, ..Story::default() })
}

/// Two tabloid pages; one of two stories stands on the first, too long for its place.
pub(crate) fn small() -> Edition {
    let wanted = NewEdition { preset: Preset::Tabloid, pages: 2, paper: "甲报".into(), date: "2026-11-24".into() };
    let mut edition = new_edition(&wanted);
    let long = "近日，某县社会工作部把服务送到村里，群众办事少跑腿。".repeat(16);
    edition.stories.insert(StoryId::new("s1").unwrap(), story("服务送到村里", &[&long]));
    edition.stories.insert(StoryId::new("s2").unwrap(), story("河岸新路通车", &["新路今天通车。", "全长三公里。"]));
    let article = Article {
        story: StoryId::new("s1").unwrap(),
        head: HeadSetting::default(),
        legs: Legs::default(),
        pictures: Vec::new(),
        boxed: None,
        next: None,
    };
    let place = Place::Columns { column: 0, columns: 2, line: 0, lines: 14 };
    let block = Block { id: block_id("a1"), place, locked: false, kind: BlockKind::Article(article) };
    Arc::make_mut(&mut edition.pages[0]).blocks.push(Arc::new(block));
    edition
}

/// A copy of the sample, without what a program left beside it.
pub(crate) fn sample(to: &Path) {
    fn copy(from: &Path, to: &Path) {
        std::fs::create_dir(to).unwrap();
        for entry in std::fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let target = to.join(entry.file_name());
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if entry.path().is_dir() {
                copy(&entry.path(), &target);
            } else {
                std::fs::copy(entry.path(), &target).unwrap();
            }
        }
    }
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/heze"), to);
}
