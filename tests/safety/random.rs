//! A hand that does anything: commands that fit, commands that nearly fit, and the examples of the table with other
//! numbers and names. The same seed does the same.

use banxin::edit::{COMMANDS, Command};
use banxin::geom::{Length, Rect};
use banxin::id::{BlockId, PictureId, StoryId};
use banxin::ink::Ink;
use banxin::model::{
    Align, Anchor, Article, ArticlePicture, Block, BlockKind, BoxStyle, Byline, BylinePlace, Caption, CaptionPlace,
    Edition, Furniture, HeadPlace, HeadSetting, Headline, LegScheme, Legs, PageSetup, Paragraph, PictureAsset,
    PictureCrop, Place, Preset, Rank, Story, StoryKind, TextFrame,
};
use serde_json::{Value, json};

pub(crate) struct Hand {
    pub(crate) random: fastrand::Rng,
}

/// Files that lie in the test editions' `photos/`; the table's examples name the last two.
pub(crate) const PHOTOS: [&str; 4] = ["现场 1.png", "现场 2.png", "现场.jpg", "现场2.jpg"];

const PIECES: [&str; 24] = [
    "市委社会工作部",
    "坚持",
    "，",
    "。”",
    "“",
    "——",
    "69.32%",
    "GDP ",
    " ",
    "《",
    "……",
    "2026年",
    "\u{3000}",
    "\n",
    "## ",
    "[x]{y}",
    "\\",
    "---",
    "\u{1f5de}",
    "e\u{301}",
    "\u{2028}",
    "\t",
    "𠮷",
    "key: value",
];

/// From the form it has on the disk, so that whatever it may hold later is left to its default.
fn made<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

impl Hand {
    pub(crate) fn new(seed: u64) -> Self {
        Self { random: fastrand::Rng::with_seed(seed) }
    }

    fn one_in(&mut self, n: u32) -> bool {
        self.random.u32(0..n) == 0
    }

    fn choice<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        if of.is_empty() { None } else { Some(&of[self.random.usize(0..of.len())]) }
    }

    pub(crate) fn text(&mut self, most: usize) -> String {
        let count = self.random.usize(0..=most);
        (0..count).map(|_| PIECES[self.random.usize(0..PIECES.len())]).collect()
    }

    /// Any command, mostly one that will be carried out.
    pub(crate) fn command(&mut self, edition: &Edition) -> Command {
        // An empty edition would refuse nearly everything.
        let blocks: usize = edition.pages.iter().map(|p| p.blocks.len()).sum();
        if edition.pages.len() < 2 && self.random.bool() {
            return self.new_page();
        }
        if blocks < 8 && self.random.bool() {
            return self.new_block(edition);
        }
        match self.random.u8(0..20) {
            0..6 => self.on_block(edition),
            6..11 => self.on_story(edition),
            11..14 => self.on_page(edition),
            14 => self.on_picture(edition),
            15 => self.on_house(),
            16 => {
                let count = self.random.usize(1..4);
                let commands = (0..count).map(|_| self.command(edition)).collect();
                Command::Batch { label: self.text(2), commands }
            }
            _ => self.example(),
        }
    }

    fn block_id(&mut self, edition: &Edition) -> BlockId {
        let ids: Vec<&BlockId> = edition.pages.iter().flat_map(|p| &p.blocks).map(|b| &b.id).collect();
        let found = self.choice(&ids).map(|id| (*id).clone());
        found.unwrap_or_else(|| BlockId::numbered('a', 1))
    }

    fn story_id(&mut self, edition: &Edition) -> StoryId {
        let ids: Vec<&StoryId> = edition.stories.keys().collect();
        let found = self.choice(&ids).map(|id| (*id).clone());
        found.unwrap_or_else(|| StoryId::numbered('s', 1))
    }

    fn picture_id(&mut self, edition: &Edition) -> PictureId {
        let ids: Vec<&PictureId> = edition.pictures.keys().collect();
        let found = self.choice(&ids).map(|id| (*id).clone());
        found.unwrap_or_else(|| PictureId::numbered('p', 1))
    }

    fn page_number(&mut self, edition: &Edition) -> u16 {
        let numbers: Vec<u16> = edition.pages.iter().map(|p| p.number).collect();
        if self.one_in(20) { 99 } else { self.choice(&numbers).copied().unwrap_or(1) }
    }

    fn place(&mut self, setup: PageSetup) -> Place {
        let grid = setup.grid;
        let lines = self.random.u16(1..=grid.lines());
        let line = self.random.u16(0..=grid.lines() - lines);
        match self.random.u8(0..10) {
            0 => {
                let mm = |n: i32| Length::MM * i64::from(n);
                let (x, y) = (self.random.i32(-60..420), self.random.i32(-60..580));
                Place::Free(Rect::new(mm(x), mm(y), mm(self.random.i32(0..300)), mm(self.random.i32(0..300))))
            }
            1 | 2 => {
                let width = self.random.u16(1..=grid.width_in_chars());
                let char = self.random.u16(0..=grid.width_in_chars() - width);
                Place::Cells { char, width, line, lines }
            }
            3 => Place::Columns { column: self.random.u16(0..9), columns: self.random.u16(0..9), line, lines },
            _ => {
                let columns = self.random.u16(1..=grid.columns());
                let column = self.random.u16(0..=grid.columns() - columns);
                Place::Columns { column, columns, line, lines }
            }
        }
    }

    fn on_block(&mut self, edition: &Edition) -> Command {
        let block = self.block_id(edition);
        let setup = edition.block(&block).map_or_else(|| PageSetup::preset(Preset::Broadsheet), |(p, _)| p.setup);
        match self.random.u8(0..14) {
            0..4 => {
                let page = if self.one_in(6) { Some(self.page_number(edition)) } else { None };
                Command::MoveBlock { block, place: self.place(setup), page }
            }
            4 if self.random.bool() => Command::RemoveBlock { block },
            5 => Command::OrderBlock { block, at: self.random.usize(0..6) },
            6 => Command::LockBlock { block, locked: self.random.bool() },
            7 => Command::SetHead { block, head: self.head() },
            8 => Command::SetLegs { block, legs: self.legs() },
            9 => {
                let count = self.random.usize(0..3);
                let pictures = (0..count).map(|_| self.article_picture(edition)).collect();
                Command::SetArticlePictures { block, pictures }
            }
            10 => Command::SetBox { block, boxed: self.boxed() },
            11 => {
                let next = if self.one_in(3) { None } else { Some(self.block_id(edition)) };
                Command::SetThread { block, next }
            }
            12 => {
                let kind = self.kind(edition);
                Command::ReplaceBlock {
                    block: Box::new(Block { id: block, place: self.place(setup), locked: false, kind }),
                }
            }
            _ => self.new_block(edition),
        }
    }

    fn new_block(&mut self, edition: &Edition) -> Command {
        let page = self.page_number(edition);
        let setup = edition.page(page).map_or_else(|| PageSetup::preset(Preset::Broadsheet), |p| p.setup);
        let id = BlockId::numbered('b', self.random.usize(0..60));
        let block = Block { id, place: self.place(setup), locked: self.one_in(5), kind: self.kind(edition) };
        Command::AddBlock { page, block: Box::new(block), at: None }
    }

    fn new_page(&mut self) -> Command {
        let presets = [Preset::Broadsheet, Preset::BroadsheetLarge, Preset::Tabloid];
        let setup = PageSetup::preset(presets[self.random.usize(0..3)]);
        let (number, section) = (self.random.u16(1..12), self.text(1));
        let page = json!({"number": number, "section": section, "setup": setup, "blocks": []});
        Command::AddPage { page: made(page), at: None }
    }

    fn kind(&mut self, edition: &Edition) -> BlockKind {
        match self.random.u8(0..9) {
            0..4 => BlockKind::Article(Article {
                story: self.story_id(edition),
                head: self.head(),
                legs: self.legs(),
                pictures: if self.one_in(3) { vec![self.article_picture(edition)] } else { Vec::new() },
                boxed: self.boxed(),
                next: None,
            }),
            4 | 5 => BlockKind::TextFrame(TextFrame {
                story: if self.random.bool() { Some(self.story_id(edition)) } else { None },
                vertical: self.random.bool(),
                legs: self.legs(),
                boxed: self.boxed(),
                next: None,
            }),
            6 => self.picture_block(edition),
            7 => {
                let (text, note) = (self.text(4), self.text(2));
                let (reversed, vertical) = (self.random.bool(), self.random.bool());
                let accent = Ink::RED;
                let head =
                    json!({"text": text, "note": note, "accent": accent, "reversed": reversed, "vertical": vertical});
                BlockKind::SectionHead(made(head))
            }
            _ => BlockKind::Masthead(Furniture { contact: self.text(3), ..Furniture::default() }),
        }
    }

    fn picture_block(&mut self, edition: &Edition) -> BlockKind {
        let picture = self.picture_id(edition);
        BlockKind::Picture(made(json!({"picture": picture, "runaround": self.random.bool()})))
    }

    fn head(&mut self) -> HeadSetting {
        let places = [HeadPlace::Top, HeadPlace::VerticalLeft, HeadPlace::VerticalRight];
        let aligns = [Align::Start, Align::Centre, Align::End, Align::Justify];
        HeadSetting {
            place: places[self.random.usize(0..3)],
            align: aligns[self.random.usize(0..4)],
            step: if self.random.bool() { Some(self.random.u8(0..14)) } else { None },
            lines: self.random.u8(1..5),
            air_above: self.random.u8(0..3),
            air_below: self.random.u8(0..3),
            span: self.random.u16(0..5),
            depth: self.random.u16(0..12),
            ..HeadSetting::default()
        }
    }

    fn legs(&mut self) -> Legs {
        Legs {
            count: self.random.u16(0..7),
            scheme: if self.random.bool() { LegScheme::Uneven } else { LegScheme::WideGaps },
            gap: self.random.u16(0..5),
            balance: self.random.bool(),
            rule: Length::um(100) * i64::from(self.random.u8(0..2)),
        }
    }

    fn boxed(&mut self) -> Option<BoxStyle> {
        let border = made(json!({"width": "0.5pt", "ink": Ink::BLACK}));
        let style = BoxStyle {
            border: if self.random.bool() { Some(border) } else { None },
            tint: if self.random.bool() { Some(Ink::grey(10)) } else { None },
            padding_halves: self.random.u8(0..5),
            padding_lines: self.random.u8(0..4),
            texture: None,
        };
        if self.random.bool() { Some(style) } else { None }
    }

    fn article_picture(&mut self, edition: &Edition) -> ArticlePicture {
        let at = Anchor::At { leg: self.random.u16(0..6), line: self.random.u16(0..40) };
        let anchors = [Anchor::TopLeft, Anchor::TopRight, Anchor::Centre, Anchor::BottomLeft, Anchor::BottomCentre, at];
        ArticlePicture {
            picture: self.picture_id(edition),
            anchor: anchors[self.random.usize(0..anchors.len())],
            legs: self.random.u16(1..5),
            lines: self.random.u16(1..40),
            crop: PictureCrop::default(),
            caption: if self.random.bool() { Some(self.random.u16(0..3)) } else { None },
            caption_place: if self.random.bool() { CaptionPlace::Below } else { CaptionPlace::Beside },
            credit: self.random.bool(),
        }
    }

    fn on_story(&mut self, edition: &Edition) -> Command {
        let story = self.story_id(edition);
        let count = edition.stories.get(&story).map_or(0, |s| s.body.len());
        let at = self.random.usize(0..=count);
        match self.random.u8(0..16) {
            0..5 => {
                let chars = |s: &Story| s.body.get(at).map_or(0, |p| p.text().chars().count());
                let length = edition.stories.get(&story).map_or(0, |s| chars(s));
                let from = self.random.usize(0..=length);
                let to = (from + self.random.usize(0..8)).min(length + usize::from(self.one_in(20)));
                Command::EditText { story, paragraph: at, from, to, text: self.text(5) }
            }
            5 => Command::InsertParagraph { story, at: Some(at), paragraph: self.paragraph() },
            6 => Command::RemoveParagraph { story, at },
            7 => Command::SetParagraph { story, at, paragraph: self.paragraph() },
            8 => Command::SetKicker { story, text: self.text(4) },
            9 => Command::SetDeck { story, text: self.text(6) },
            10 => Command::SetHeadline {
                story,
                headline: Headline {
                    text: self.text(6),
                    break_at_space: self.random.bool(),
                    vertical: self.random.bool(),
                },
            },
            11 => {
                let byline = Byline { text: self.text(3), place: BylinePlace::Tail };
                Command::SetByline { story, byline: if self.random.bool() { Some(byline) } else { None } }
            }
            12 => {
                let count = self.random.usize(0..4);
                let captions = (0..count).map(|_| Caption { text: self.text(6), credit: self.text(1) }).collect();
                Command::SetCaptions { story, captions }
            }
            13 => {
                Command::SetStoryRank { story, rank: [Rank::Lead, Rank::Third, Rank::Filler][self.random.usize(0..3)] }
            }
            14 => Command::RemoveStory { id: story },
            _ => {
                let id = StoryId::numbered('n', self.random.usize(0..40));
                Command::AddStory { id, story: Box::new(self.story()) }
            }
        }
    }

    fn paragraph(&mut self) -> Paragraph {
        let text = self.text(40);
        if self.one_in(5) { Paragraph::cross_head(text) } else { Paragraph::plain(text) }
    }

    fn story(&mut self) -> Story {
        let count = self.random.usize(0..6);
        Story {
            kind: [StoryKind::News, StoryKind::Feature, StoryKind::Brief][self.random.usize(0..3)],
            headline: Headline { text: self.text(5), ..Headline::default() },
            body: (0..count).map(|_| self.paragraph()).collect(),
            ..Story::default()
        }
    }

    fn on_page(&mut self, edition: &Edition) -> Command {
        let page = self.page_number(edition);
        match self.random.u8(0..8) {
            0 if edition.pages.len() < 8 => self.new_page(),
            1 if edition.pages.len() > 2 => Command::RemovePage { page },
            2 => Command::RenumberPage { page, to: self.random.u16(0..14) },
            3 => Command::MovePage { page, at: self.random.usize(0..5) },
            4 => Command::SetPaper { paper: self.text(3) },
            5 => Command::SetDate { date: format!("2026-{:02}-{:02}", self.random.u8(0..14), self.random.u8(0..33)) },
            6 => Command::SetIssueNumber { number: if self.random.bool() { Some(self.random.u32(..)) } else { None } },
            _ => Command::SetPageSection { page, section: self.text(2) },
        }
    }

    fn on_picture(&mut self, edition: &Edition) -> Command {
        let file = PHOTOS[self.random.usize(0..PHOTOS.len())];
        let pixels = [self.random.u32(0..4000), self.random.u32(1..4000)];
        let picture: PictureAsset = made(json!({"file": file, "pixels": pixels, "credit": self.text(2)}));
        match self.random.u8(0..3) {
            0 => Command::AddPicture { id: PictureId::numbered('q', self.random.usize(0..9)), picture },
            1 => Command::ReplacePicture { id: self.picture_id(edition), picture },
            _ => Command::RemovePicture { id: self.picture_id(edition) },
        }
    }

    fn on_house(&mut self) -> Command {
        let value = match self.random.u8(0..4) {
            0 => json!({"do": "set-output", "output": {"picture_ppi": self.random.u16(..)}}),
            1 => {
                json!({"do": "set-style", "name": "caption", "style": {"size": format!("{}磅", self.random.u8(0..20))}})
            }
            2 => json!({"do": "set-char-style", "name": "bold", "style": {"face": "粗黑"}}),
            _ => json!({"do": "set-style", "name": "没有"}),
        };
        serde_json::from_value(value).unwrap_or(Command::SetIssueNumber { number: None })
    }

    /// An example of the table with other numbers and names.
    fn example(&mut self) -> Command {
        let info = &COMMANDS[self.random.usize(0..COMMANDS.len())];
        let mut value: Value = serde_json::from_str(info.example).unwrap();
        self.vary(&mut value);
        serde_json::from_value(value).unwrap_or_else(|_| serde_json::from_str(info.example).unwrap())
    }

    fn vary(&mut self, value: &mut Value) {
        const NUMBERS: [u32; 10] = [0, 1, 2, 3, 7, 8, 119, 120, 400, 65_535];
        const IDS: [&str; 8] = ["a1", "a2", "t1", "s1", "s2", "s3", "p1", "zz"];
        match value {
            Value::Number(n) if !self.one_in(3) => *n = NUMBERS[self.random.usize(0..NUMBERS.len())].into(),
            Value::String(s) if s.len() == 2 && s.is_ascii() => *s = IDS[self.random.usize(0..IDS.len())].to_owned(),
            Value::Array(all) => all.iter_mut().for_each(|v| self.vary(v)),
            Value::Object(all) => all.values_mut().for_each(|v| self.vary(v)),
            Value::Number(_) | Value::Null | Value::Bool(_) | Value::String(_) => {}
        }
    }
}
