//! An edition on the table: the window without a screen, and a hand that presses, drags and types.

use std::path::Path;
use std::sync::Arc;

use banxin::app::canvas::CanvasState;
use banxin::app::desk::{Ask, Desk, Zoom};
use banxin::app::tools::Tool;
use banxin::app::{Window, set_up};
use banxin::finding::Language;
use banxin::geom::{Length, Point, Rect};
use banxin::id::{BlockId, PictureId, StoryId};
use banxin::library::Library;
use banxin::model::{
    Anchor, Article, ArticlePicture, Block, BlockKind, CaptionPlace, Edition, HeadSetting, Headline, Legs, Page,
    PageSetup, Paragraph, PictureAsset, PictureBlock, PictureCrop, Place, Preset, Story, TextFrame, default_house,
};
use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::Harness;

pub(crate) struct Table {
    pub(crate) harness: Harness<'static, Window>,
    pressed: Option<Pos2>,
    _folder: tempfile::TempDir,
}

pub(crate) fn words(seed: usize, n: usize) -> String {
    let stock = "市委社会工作部坚持把党的建设摆在首要位置全力推动各项事业高质量发展为群众办好每一件实事";
    stock.chars().cycle().skip(seed * 7).take(n).collect()
}

pub(crate) fn columns(column: u16, columns: u16, line: u16, lines: u16) -> Place {
    Place::Columns { column, columns, line, lines }
}

fn story(headline: &str, lengths: &[usize]) -> Arc<Story> {
    let body = lengths.iter().enumerate().map(|(i, n)| Paragraph::plain(words(i, *n))).collect();
    let headline = Headline { text: headline.into(), ..Headline::default() };
    Arc::new(Story { headline, body, ..Story::default() })
}

fn article(story: usize) -> BlockKind {
    BlockKind::Article(Article {
        story: StoryId::numbered('s', story),
        head: HeadSetting::default(),
        legs: Legs::default(),
        pictures: Vec::new(),
        boxed: None,
        next: None,
    })
}

fn block(id: &str, place: Place, kind: BlockKind) -> Arc<Block> {
    Arc::new(Block { id: BlockId::new(id).unwrap(), place, locked: false, kind })
}

fn vertical() -> BlockKind {
    let story = Some(StoryId::numbered('s', 3));
    BlockKind::TextFrame(TextFrame { story, vertical: true, legs: Legs::default(), boxed: None, next: None })
}

/// Page 1 with two articles side by side, a vertical frame, a photograph and one in an article; page 2 is empty.
pub(crate) fn edition() -> Edition {
    let setup = PageSetup::preset(Preset::Broadsheet);
    let photo = PictureBlock {
        picture: PictureId::numbered('p', 1),
        crop: PictureCrop { focus: [500, 500], zoom: 2000 },
        border: None,
        caption: String::new(),
        credit: false,
        runaround: true,
    };
    let mut illustrated = article(2);
    if let BlockKind::Article(article) = &mut illustrated {
        article.pictures.push(ArticlePicture {
            picture: PictureId::numbered('p', 2),
            anchor: Anchor::TopRight,
            legs: 2,
            lines: 12,
            crop: PictureCrop::default(),
            caption: None,
            caption_place: CaptionPlace::Below,
            credit: false,
        });
    }
    let blocks = vec![
        block("a1", columns(0, 3, 0, 40), article(1)),
        block("a2", columns(3, 3, 0, 40), illustrated),
        block("v1", columns(6, 2, 0, 30), vertical()),
        block("pic", columns(0, 3, 60, 30), BlockKind::Picture(photo)),
    ];
    let page = |number, blocks| Arc::new(Page { number, section: "要闻".into(), mono: false, setup, blocks });
    let picture = |n: usize| {
        let asset = PictureAsset {
            file: format!("{n}.png"),
            pixels: [300, 200],
            credit: String::new(),
            licence: String::new(),
            intent: banxin::ink::Intent::default(),
        };
        (PictureId::numbered('p', n), Arc::new(asset))
    };
    Edition {
        paper: "曹州新报".into(),
        date: "2026-11-24".into(),
        issue_number: None,
        house: Arc::new(default_house(Length::um(3150))),
        pages: vec![page(2, blocks), page(3, Vec::new())],
        stories: [
            (StoryId::numbered('s', 1), story("牡丹花开迎客来", &[300, 260, 200])),
            (StoryId::numbered('s', 2), story("社区里的新鲜事", &[300, 300])),
            (StoryId::numbered('s', 3), story("", &[200, 90])),
            (StoryId::numbered('s', 4), story("还没有上版", &[120])),
        ]
        .into(),
        pictures: (1..=3).map(picture).collect(),
    }
}

impl Table {
    pub(crate) fn new() -> Self {
        Self::of(&edition())
    }

    pub(crate) fn of(edition: &Edition) -> Self {
        let (folder, path) = kept(edition);
        let desk = Desk::open(&path, Language::Chinese).unwrap();
        let fonts = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
        let mut harness = Harness::builder()
            .with_size([1600.0, 1000.0])
            .with_pixels_per_point(1.0)
            .with_step_dt(1.0 / 60.0)
            .with_context_setup(move |ctx| set_up(ctx, Library::of_folder(&fonts)))
            .build_ui_state(|ui, window: &mut Window| window.frame(ui), Window::on(desk, Language::Chinese));
        harness.run_steps(3);
        Self { harness, pressed: None, _folder: folder }
    }

    pub(crate) fn desk(&self) -> &Desk {
        self.harness.state().desk().unwrap()
    }

    pub(crate) fn canvas(&self) -> &CanvasState {
        self.harness.state().canvas()
    }

    pub(crate) fn edition(&self) -> &Edition {
        self.desk().edition()
    }

    pub(crate) fn ask(&mut self, ask: Ask) {
        self.harness.state_mut().ask(ask);
        self.steps(3);
    }

    pub(crate) fn take(&mut self, tool: Tool) {
        self.ask(Ask::Take(tool));
    }

    pub(crate) fn zoom(&mut self, percent: f64, middle: Point) {
        self.ask(Ask::Zoom(Zoom::Percent(percent)));
        self.ask(Ask::Centre(middle));
    }

    pub(crate) fn steps(&mut self, n: usize) {
        self.harness.run_steps(n);
    }

    pub(crate) fn place(&self, block: &str) -> Place {
        self.edition().block(&BlockId::new(block).unwrap()).unwrap().1.place
    }

    pub(crate) fn area(&self, block: &str) -> Rect {
        let (page, block) = self.edition().block(&BlockId::new(block).unwrap()).unwrap();
        page.setup.area_of(block.place)
    }

    pub(crate) fn selected(&self) -> Vec<String> {
        self.desk().view.selection.iter().map(ToString::to_string).collect()
    }

    /// Entries of the history after the first.
    pub(crate) fn steps_made(&self) -> usize {
        self.desk().session().history().entries().0.len() - 1
    }

    /// A place of the current page on the screen.
    pub(crate) fn at(&self, p: Point) -> Pos2 {
        self.canvas().screen_of(p).unwrap()
    }

    /// The middle of a block.
    pub(crate) fn middle(&self, block: &str) -> Pos2 {
        let area = self.area(block);
        self.at(Point::new(area.x + area.width / 2, area.y + area.height / 2))
    }

    /// So many columns and lines of page 1's grid as points of the screen.
    pub(crate) fn by(&self, columns: i64, lines: i64) -> egui::Vec2 {
        let setup = self.edition().pages[0].setup;
        let grid = setup.grid;
        let x = grid.cell() * i64::from(grid.chars() + grid.gap()) * columns;
        let y = grid.line() * lines;
        self.at(Point::new(x, y)) - self.at(Point::default())
    }

    pub(crate) fn press(&mut self, at: Pos2, modifiers: Modifiers) {
        self.event(Event::PointerMoved(at));
        self.event(Event::PointerButton { pos: at, button: PointerButton::Primary, pressed: true, modifiers });
    }

    pub(crate) fn release(&mut self, at: Pos2, modifiers: Modifiers) {
        self.event(Event::PointerButton { pos: at, button: PointerButton::Primary, pressed: false, modifiers });
        self.steps(2);
    }

    pub(crate) fn event(&mut self, event: Event) {
        self.harness.event(event);
        self.steps(1);
    }

    /// So long that what follows is another gesture.
    pub(crate) fn pause(&mut self) {
        self.steps(26);
    }

    /// A press that is no double click.
    fn press_anew(&mut self, at: Pos2, modifiers: Modifiers) {
        if self.pressed.is_some_and(|last| last.distance(at) < 8.0) {
            self.pause();
        }
        self.pressed = Some(at);
        self.press(at, modifiers);
    }

    pub(crate) fn click(&mut self, at: Pos2) {
        self.click_with(at, Modifiers::NONE);
    }

    pub(crate) fn click_with(&mut self, at: Pos2, modifiers: Modifiers) {
        self.hold(modifiers);
        self.press_anew(at, modifiers);
        self.release(at, modifiers);
        self.hold(Modifiers::NONE);
    }

    pub(crate) fn double_click(&mut self, at: Pos2) {
        self.click(at);
        self.press(at, Modifiers::NONE);
        self.release(at, Modifiers::NONE);
    }

    pub(crate) fn drag(&mut self, from: Pos2, by: egui::Vec2) {
        self.drag_with(from, by, Modifiers::NONE);
    }

    pub(crate) fn drag_with(&mut self, from: Pos2, by: egui::Vec2, modifiers: Modifiers) {
        self.drag_without_release(from, by, modifiers);
        self.release(from + by, modifiers);
        self.hold(Modifiers::NONE);
    }

    /// Holds these keys from now on.
    pub(crate) fn hold(&mut self, modifiers: Modifiers) {
        self.event(Event::ModifiersChanged(modifiers));
    }

    /// In five steps, one a frame.
    pub(crate) fn drag_without_release(&mut self, from: Pos2, by: egui::Vec2, modifiers: Modifiers) {
        self.hold(modifiers);
        self.press_anew(from, modifiers);
        for step in 1..=5u8 {
            let to = from + by * (f32::from(step) / 5.0);
            self.event(Event::PointerMoved(to));
        }
        self.steps(1);
    }

    pub(crate) fn key(&mut self, key: Key) {
        self.key_with(Modifiers::NONE, key);
    }

    pub(crate) fn key_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.steps(3);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.event(Event::Text(text.into()));
        self.steps(1);
    }

    pub(crate) fn story(&self, n: usize) -> &Story {
        &self.edition().stories[&StoryId::numbered('s', n)]
    }

    /// The number of characters a block is over, as its badge says.
    pub(crate) fn over(&self, block: &str) -> usize {
        let fits = &self.desk().composed()[0].fits;
        fits.iter().find(|f| f.block.as_str() == block).unwrap().overset_chars
    }
}

pub(crate) fn point(x: f64, y: f64) -> Point {
    Point::new(Length::mm(x), Length::mm(y))
}

/// An edition on the disk, with its photographs.
pub(crate) fn kept(edition: &Edition) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("edition");
    let bare = Edition { pages: Vec::new(), pictures: [].into(), ..edition.clone() };
    banxin::project::create(&bare, &path).unwrap();
    for asset in edition.pictures.values() {
        let [width, height] = asset.pixels;
        let photo = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 90]));
        photo.save(path.join("photos").join(&asset.file)).unwrap();
    }
    banxin::project::save(edition, &path).unwrap();
    (folder, path)
}
