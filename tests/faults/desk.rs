//! A page in order, and a way to break it.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use banxin::colour::Separating;
use banxin::display::{Item, Mark, Sheet};
use banxin::edit;
use banxin::edition;
use banxin::export::pdf::{self, Level, PdfSettings};
use banxin::finding::Severity;
use banxin::geom::{Length, Rect};
use banxin::id::{BlockId, Part, PictureId, StoryId};
use banxin::layout::Composed;
use banxin::library::{Compression, Library, PictureFacts, PictureKind, PictureTones, StoredColour};
use banxin::model::{
    Article, Block, BlockKind, Border, Edition, Furniture, HeadSetting, Headline, Legs, Page, PageSetup, Paragraph,
    ParagraphStyle, PictureAsset, PictureBlock, PictureCrop, Place, Preset, RuleBlock, Story, default_house,
};
use banxin::preflight::{FaceFacts, Facts, Inspected, PagePlates, PictureKnown, Profile, inspect};
use banxin::raster::{Cache, Heat, Inks, Printing, View, render_inks};

/// A rule, how to break it, and where that must be found.
pub(crate) struct Fault {
    pub(crate) rule: &'static str,
    pub(crate) at: At,
    pub(crate) make: fn(&mut Desk),
    /// Errors that cannot but come with it.
    pub(crate) with: &'static [&'static str],
}

pub(crate) enum At {
    Page(u16),
    Block(&'static str),
    Picture(&'static str),
    /// Block, paragraph, line.
    Line(&'static str, u32, u32),
}

pub(crate) const fn fault(rule: &'static str, at: At, make: fn(&mut Desk)) -> Fault {
    Fault { rule, at, make, with: &[] }
}

/// A page 3 of a broadsheet with its folio and one article `a` in two columns, and what is known about its pictures.
pub(crate) struct Desk {
    pub(crate) edition: Edition,
    pub(crate) profile: Profile,
    pub(crate) faces: fn(&mut FaceFacts),
    pub(crate) pictures: Vec<(&'static str, PictureKnown)>,
    pub(crate) press: String,
    /// The plates are painted, and rules look at them.
    pub(crate) painted: bool,
    spoils: Vec<fn(&mut Vec<Item>)>,
}

pub(crate) fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let library = Library::of_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts"));
        for id in ["p1", "p2", "p3"] {
            library.insert_picture(&PictureId::new(id).unwrap(), "p.png", photograph()).unwrap();
        }
        library
    })
}

/// Pixels for the pictures of which only facts are told: so that pages with them can be exported.
fn photograph() -> Vec<u8> {
    let shade = |x: u32, y: u32| image::Rgb([(x * 255 / 1000) as u8, (y * 255 / 667) as u8, (x / 8 * 8 % 256) as u8]);
    let mut out = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_fn(1000, 667, shade).write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

pub(crate) fn block_id(id: &str) -> BlockId {
    BlockId::new(id).unwrap()
}

/// `n` characters of Han, another stretch for each seed.
pub(crate) fn words(seed: usize, n: usize) -> String {
    let stock = "市委社会工作部坚持把党的建设摆在首要位置全力推动各项事业高质量发展为群众办好每一件实事";
    stock.chars().cycle().skip(seed * 7).take(n).collect()
}

pub(crate) const fn columns(column: u16, columns: u16, line: u16, lines: u16) -> Place {
    Place::Columns { column, columns, line, lines }
}

pub(crate) fn free(x: f64, y: f64, width: f64, height: f64) -> Place {
    Place::Free(Rect::new(Length::mm(x), Length::mm(y), Length::mm(width), Length::mm(height)))
}

/// A picture as its file would say: grey, without faults.
pub(crate) fn known() -> PictureKnown {
    let file = PictureFacts {
        kind: PictureKind::Jpeg,
        pixels: [1000, 667],
        stored: StoredColour::Gray,
        bits: 8,
        alpha: false,
        turned: false,
        compression: Compression::Jpeg { quality: Some(92) },
        profile: None,
    };
    let tones = PictureTones { lightness: 60, neutral: true, totals: Vec::new(), shadows_without_black: 0 };
    PictureKnown { file, hash: String::new(), tones: Some(tones) }
}

impl Desk {
    pub(crate) fn new() -> Self {
        let asset = |n: usize| {
            let id = PictureId::numbered('p', n);
            let asset: PictureAsset = serde_json::from_value(serde_json::json!({
                "file": format!("{n}.jpg"), "pixels": [1000, 667], "credit": "李明 摄", "licence": "本报"
            }))
            .unwrap();
            (id, Arc::new(asset))
        };
        let edition = Edition {
            paper: "曹州新报".to_owned(),
            date: "2026-05-20".to_owned(),
            issue_number: Some(1024),
            house: Arc::new(default_house(Length::um(3150))),
            pages: vec![page(3)],
            stories: Default::default(),
            pictures: (1..=3).map(asset).collect(),
        };
        let mut desk = Self {
            edition,
            profile: Profile::default_one(),
            faces: |_| {},
            pictures: vec![("p1", known()), ("p2", known()), ("p3", known())],
            press: "Newsprint".to_owned(),
            painted: false,
            spoils: Vec::new(),
        };
        desk.folio(0);
        desk.article("a", "s1", columns(0, 2, 0, 50), &[200, 200, 200]);
        desk
    }

    pub(crate) fn folio(&mut self, page: usize) {
        let editors = ["责编", "校对"].map(|role| (role.to_owned(), "某".to_owned())).to_vec();
        let furniture = Furniture { editors, ..Furniture::default() };
        let id = format!("folio-{page}");
        self.put_on(page, &id, free(20.175, 17.0, 349.65, 9.0), BlockKind::Folio(furniture));
    }

    pub(crate) fn put(&mut self, id: &str, place: Place, kind: BlockKind) {
        self.put_on(0, id, place, kind);
    }

    pub(crate) fn put_on(&mut self, page: usize, id: &str, place: Place, kind: BlockKind) {
        let block = Block { id: block_id(id), place, locked: false, kind };
        Arc::make_mut(&mut self.edition.pages[page]).blocks.push(Arc::new(block));
    }

    /// An article with a headline and paragraphs of so many 字; a negative number is a cross-head.
    pub(crate) fn article(&mut self, id: &str, story: &str, place: Place, lengths: &[i64]) {
        self.article_on(0, id, story, place, lengths);
    }

    pub(crate) fn article_on(&mut self, page: usize, id: &str, story: &str, place: Place, lengths: &[i64]) {
        let body = lengths.iter().enumerate().map(|(i, n)| {
            let text = words(i, n.unsigned_abs() as usize);
            if *n < 0 { Paragraph::cross_head(text) } else { Paragraph::plain(text) }
        });
        let headline = Headline { text: "办好实事见真情".to_owned(), ..Headline::default() };
        let copy = Story { headline, body: body.collect(), ..Story::default() };
        let story = StoryId::new(story).unwrap();
        self.edition.stories.insert(story.clone(), Arc::new(copy));
        let kind = Article {
            story,
            head: HeadSetting { lines: 1, ..HeadSetting::default() },
            legs: Legs::default(),
            pictures: Vec::new(),
            boxed: None,
            next: None,
        };
        self.put_on(page, id, place, BlockKind::Article(kind));
    }

    /// A rule, or a box with a tint.
    pub(crate) fn rule(&mut self, id: &str, place: Place, line: Option<Border>, tint: Option<banxin::ink::Ink>) {
        let kind = RuleBlock { is_box: tint.is_some(), line, tint, ..serde_json::from_str("{}").unwrap() };
        self.put(id, place, BlockKind::Rule(kind));
    }

    /// A picture by itself, with caption and credit.
    pub(crate) fn picture(&mut self, id: &str, picture: &str, place: Place) {
        let kind = PictureBlock {
            picture: PictureId::new(picture).unwrap(),
            crop: PictureCrop::default(),
            border: None,
            caption: "图为现场。".to_owned(),
            credit: true,
            runaround: true,
        };
        self.put(id, place, BlockKind::Picture(kind));
    }

    /// A second page, even, empty but for its folio.
    pub(crate) fn second_page(&mut self) {
        self.edition.pages.push(page(4));
        self.folio(1);
    }

    /// Takes everything but the folio off the page.
    pub(crate) fn clear(&mut self) {
        self.page(|p| p.blocks.truncate(1));
    }

    pub(crate) fn page(&mut self, change: impl FnOnce(&mut Page)) {
        change(Arc::make_mut(&mut self.edition.pages[0]));
    }

    pub(crate) fn block(&mut self, id: &str, change: impl FnOnce(&mut Block)) {
        let page =
            self.edition.pages.iter_mut().map(Arc::make_mut).find(|p| p.blocks.iter().any(|b| b.id.as_str() == id));
        let block = page.unwrap().blocks.iter_mut().find(|b| b.id.as_str() == id).unwrap();
        change(Arc::make_mut(block));
    }

    pub(crate) fn change_article(&mut self, id: &str, change: impl FnOnce(&mut Article)) {
        self.block(id, |b| match &mut b.kind {
            BlockKind::Article(article) => change(article),
            _ => panic!("{} is no article", b.id),
        });
    }

    pub(crate) fn change_picture(&mut self, id: &str, change: impl FnOnce(&mut PictureBlock)) {
        self.block(id, |b| match &mut b.kind {
            BlockKind::Picture(picture) => change(picture),
            _ => panic!("{} is no picture", b.id),
        });
    }

    pub(crate) fn furniture(&mut self, id: &str, change: impl FnOnce(&mut Furniture)) {
        self.block(id, |b| match &mut b.kind {
            BlockKind::Folio(f) | BlockKind::Masthead(f) => change(f),
            _ => panic!("{} is no furniture", b.id),
        });
    }

    pub(crate) fn story(&mut self, id: &str, change: impl FnOnce(&mut Story)) {
        change(Arc::make_mut(self.edition.stories.get_mut(id).unwrap()));
    }

    /// The first paragraph begins with these words.
    pub(crate) fn begins(&mut self, text: &str) {
        let text = text.to_owned() + &words(3, 120);
        self.story("s1", |s| s.body[0] = Paragraph::plain(text));
    }

    pub(crate) fn style(&mut self, name: &str, change: impl FnOnce(&mut ParagraphStyle)) {
        change(Arc::make_mut(&mut self.edition.house).styles.get_mut(name).unwrap());
    }

    pub(crate) fn asset(&mut self, id: &str, change: impl FnOnce(&mut PictureAsset)) {
        change(Arc::make_mut(self.edition.pictures.get_mut(id).unwrap()));
    }

    pub(crate) fn facts_of(&mut self, id: &str, change: impl FnOnce(&mut PictureKnown)) {
        change(&mut self.pictures.iter_mut().find(|(name, _)| *name == id).unwrap().1);
    }

    /// Changes the composed pages: for faults that composition never makes.
    pub(crate) fn spoil(&mut self, spoil: fn(&mut Vec<Item>)) {
        self.spoils.push(spoil);
    }

    fn composed(&self) -> Vec<Arc<Composed>> {
        let mut pages = edition::compose(&self.edition, library());
        for page in &mut pages {
            self.spoils.iter().for_each(|spoil| spoil(&mut page.sheet.items));
        }
        pages.into_iter().map(Arc::new).collect()
    }

    fn facts(&self, pages: &[Arc<Composed>]) -> Facts {
        let limit = self.edition.house.output.ink_limit;
        let mut facts = Facts { press: self.press.clone(), separated_to: limit.or(Some(240)), ..Facts::default() };
        for item in pages.iter().flat_map(|p| &p.sheet.items) {
            if let Item::Glyphs(run) = item {
                let face = library().face(run.face);
                let mut known = FaceFacts {
                    name: face.name().to_owned(),
                    may_be_embedded: face.may_be_embedded(),
                    sans: face.name().contains("Hei"),
                };
                (self.faces)(&mut known);
                facts.faces.insert(run.face, known);
            }
        }
        if self.painted {
            facts.plates = pages.iter().map(|p| (p.sheet.page, Arc::new(plates(&p.sheet, limit)))).collect();
        }
        facts.pictures = self.pictures.iter().map(|(id, k)| (PictureId::new(id).unwrap(), k.clone())).collect();
        facts
    }

    pub(crate) fn inspect(&self) -> Vec<Inspected> {
        let pages = self.composed();
        inspect(&self.edition, &pages, &self.facts(&pages), &self.profile)
    }

    /// The composed pages, spoiled.
    pub(crate) fn sheets(&self) -> Vec<Sheet> {
        self.composed().iter().map(|page| page.sheet.clone()).collect()
    }

    /// Every page as PDF/X of both parts, which the exporter itself checks. Pages with pictures are left to [`super::pdfx`].
    fn exports(&self, rule: &str) {
        let pages = self.composed();
        for page in pages.iter().filter(|p| !p.sheet.items.iter().any(|i| matches!(i, Item::Picture(_)))) {
            for level in [Level::X1a, Level::X4] {
                let settings = PdfSettings { level, ..PdfSettings::new("试", "2026-05-20") };
                pdf::write(&[&page.sheet], &settings, library()).unwrap_or_else(|e| panic!("{rule} repaired: {e}"));
            }
        }
    }
}

/// The plates as an open edition has them painted for its report.
fn plates(sheet: &Sheet, ink_limit: Option<u16>) -> PagePlates {
    let (how, view) = (Separating { ppi: 36, ink_limit, ..Separating::newsprint() }, View::at_ppi(33));
    let (width, height) = view.pixels_of(sheet.size);
    let mut inks = Inks::new(width, height);
    let printing = Printing { how: &how, cache: None };
    render_inks(sheet, view, printing, library(), &mut Cache::default(), &mut inks);
    PagePlates::new(width, view.px_per_mm, inks.data().to_vec(), Heat::of(&inks, view).totals().to_vec())
}

fn page(number: u16) -> Arc<Page> {
    let page = serde_json::json!({
        "number": number, "section": "县区", "setup": PageSetup::preset(Preset::Broadsheet), "blocks": []
    });
    Arc::new(serde_json::from_value(page).unwrap())
}

fn shown(found: &[Inspected]) -> String {
    let line = |i: &Inspected| {
        let f = &i.finding;
        format!("{:?} {} {:?} {}", f.severity, f.rule, f.place, f.sentence.zh)
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Breaks each rule and looks whether it is found where it should be, alone among errors, and repaired where a repair is
/// offered.
pub(crate) fn try_out(faults: &[Fault]) {
    let wrong: Vec<String> = faults.iter().filter_map(|fault| one(fault).err()).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

fn one(fault: &Fault) -> Result<(), String> {
    let mut desk = Desk::new();
    (fault.make)(&mut desk);
    let found = desk.inspect();
    let rule = fault.rule;
    let fail = |what: &str, found: &[Inspected]| Err(format!("{rule} {what}:\n{}", shown(found)));
    let Some(there) = found.iter().find(|i| i.finding.rule == rule && stands(i, &fault.at)) else {
        return fail("is not found, or elsewhere", &found);
    };
    if there.finding.sentence.en.is_empty() || there.finding.remedies.is_empty() {
        return fail("says too little", &found);
    }
    let other = |i: &Inspected| {
        let rule = i.finding.rule;
        i.finding.severity == Severity::Error && rule != fault.rule && !fault.with.contains(&rule)
    };
    if found.iter().any(other) {
        return fail("is not alone", &found);
    }
    let Some(fix) = &there.fix else { return Ok(()) };
    desk.edition = edit::apply(&desk.edition, fix.command.clone()).map_err(|e| format!("{rule}: {e}"))?;
    let after = desk.inspect();
    if after.iter().any(|i| i.finding.rule == rule && stands(i, &fault.at)) {
        return fail("is not repaired", &after);
    }
    if after.iter().any(|i| i.finding.severity == Severity::Error) {
        return fail("repaired leaves errors", &after);
    }
    desk.exports(rule);
    Ok(())
}

pub(crate) fn stands(inspected: &Inspected, at: &At) -> bool {
    let place = &inspected.finding.place;
    match at {
        At::Page(page) => place.page == Some(*page),
        At::Block(id) => place.block.as_ref().is_some_and(|b| b.as_str() == *id) && place.area.is_some(),
        At::Picture(id) => place.picture.as_ref().is_some_and(|p| p.as_str() == *id) && place.area.is_some(),
        At::Line(id, paragraph, line) => {
            let block = place.block.as_ref().is_some_and(|b| b.as_str() == *id);
            block && (place.paragraph, place.line) == (Some(*paragraph), Some(*line)) && place.area.is_some()
        }
    }
}

/// The first item after a mark of this part that `change` accepts.
pub(crate) fn after(items: &mut [Item], part: Part, mut change: impl FnMut(&Mark, &mut Item) -> bool) {
    let mut last: Option<Mark> = None;
    for item in items {
        match item {
            Item::Mark(mark) => last = Some(mark.clone()),
            other => {
                if let Some(mark) = last.as_ref().filter(|m| m.part == part)
                    && change(mark, other)
                {
                    return;
                }
            }
        }
    }
    panic!("nothing of {part:?} to spoil");
}

#[test]
fn the_page_to_be_broken_is_in_order() {
    let found = Desk::new().inspect();
    assert!(found.iter().all(|i| i.finding.severity < Severity::Error), "{}", shown(&found));
}

/// A picture on a sheet.
pub(crate) fn display_picture(
    picture: PictureId,
    frame: Rect,
    crop: banxin::display::Crop,
) -> banxin::display::Picture {
    banxin::display::Picture::new(picture, frame, crop)
}

/// The first run of type of this part, changed.
pub(crate) fn first_run(items: &mut [Item], part: Part, change: impl Fn(&mut banxin::display::Glyphs)) {
    after(items, part, |_, item| match item {
        Item::Glyphs(run) => {
            change(run);
            true
        }
        _ => false,
    });
}
