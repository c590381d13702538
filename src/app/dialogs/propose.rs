//! The page made up by the program: six pages to choose from, each with what is good and bad about it. They are looked for
//! on a thread; what is chosen becomes one entry of the history.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{
    Align, Color32, ColorImage, Context, Key, Layout, ProgressBar, Rect, RichText, Role, ScrollArea, Sense, StrokeKind,
    TextureHandle, TextureOptions, Ui, WidgetInfo, vec2,
};

use super::{Goes, With, modal};
use crate::app::actions::ActionId;
use crate::app::desk::{Ask, Desk, Message, PartOf};
use crate::app::panels::chars_of;
use crate::app::theme::{Icon, Tokens, icon_font, size};
use crate::app::widgets::{Row, choice, elided, primary_button, text_button, toggle};
use crate::app::words::fill;
use crate::edit::Command;
use crate::finding::{Language, Severity};
use crate::id::{BlockId, StoryId};
use crate::model::{Block, BlockKind};
use crate::propose::{Keep, Outcome, Proposal, Relief, Request, Trouble};
use crate::raster::Image;
use crate::session::{SearchNews, Searching};

/// Pictures of pages, in pixels across and down: twice what is shown, for dense screens.
const PICTURE: [u32; 2] = [440, 600];
/// How many pages are proposed, and how many of them stand in a row.
const COUNT: usize = 6;
const IN_A_ROW: usize = 3;
/// Widths of what stands beside the pages, in points.
const STORIES: f32 = 216.0;
const CARD: f32 = 224.0;

/// What of the page is made up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    All,
    Fill,
    Refit,
}

/// A story that may come onto the page.
#[derive(Debug)]
struct Candidate {
    id: StoryId,
    title: String,
    chars: usize,
    wanted: bool,
}

impl Candidate {
    /// A tick, the headline and the count; true where the tick was changed.
    fn row(&mut self, ui: &mut Ui, count: &str) -> bool {
        let tokens = Tokens::of(ui);
        let tick = ui.checkbox(&mut self.wanted, "");
        tick.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, self.wanted, &self.title));
        let name = ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(RichText::new(count).size(size::SMALL).color(tokens.weak));
            let width = ui.available_width();
            let title = elided(ui, &self.title, size::TEXT, tokens.text, width);
            let (rect, response) = ui.allocate_exact_size(vec2(width, size::ROW), Sense::click());
            ui.painter().galley(rect.left_center() - vec2(0.0, title.size().y / 2.0), title, tokens.text);
            response.on_hover_text(&self.title).clicked()
        });
        if name.inner {
            self.wanted = !self.wanted;
        }
        name.inner || tick.changed()
    }
}

/// The dialog.
#[derive(Debug)]
pub(in crate::app) struct ProposeDialog {
    page: u16,
    way: Way,
    seed: u64,
    candidates: Vec<Candidate>,
    /// Pictures by themselves that stand on the page unlocked: walls, unless they are taken off.
    loose: Vec<BlockId>,
    cleared: bool,
    /// A search begins after the frame.
    begins: bool,
    searching: Option<Searching>,
    /// The best so far, while it searches.
    better: Option<(Box<Proposal>, Thumb)>,
    outcome: Option<Box<Outcome>>,
    thumbs: Vec<Option<Thumb>>,
    chosen: usize,
    /// What was chosen to make it fit.
    relief: Option<Relief>,
}

struct Thumb(TextureHandle);

impl std::fmt::Debug for Thumb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Thumb").field(&self.0.size()).finish()
    }
}

impl ProposeDialog {
    /// For the current page, with the stories on it and those on none; none without a page.
    pub(in crate::app) fn new(desk: &Desk) -> Option<Self> {
        let page = desk.page()?.number;
        let mut dialog = Self {
            page,
            way: Way::All,
            seed: 1,
            candidates: Vec::new(),
            loose: loose(desk),
            cleared: false,
            begins: true,
            searching: None,
            better: None,
            outcome: None,
            thumbs: Vec::new(),
            chosen: 0,
            relief: None,
        };
        dialog.gather(desk);
        Some(dialog)
    }

    /// The stories there are for this way of making up.
    fn gather(&mut self, desk: &Desk) {
        let left_out: BTreeSet<StoryId> = self.candidates.iter().filter(|c| !c.wanted).map(|c| c.id.clone()).collect();
        let edition = desk.edition();
        let candidate = |id: StoryId| {
            let story = &edition.stories[&id];
            let written = story.headline.text.replace('\n', " ");
            let title = if written.trim().is_empty() { desk.words().no_headline.to_owned() } else { written };
            Candidate { title, chars: chars_of(story), wanted: !left_out.contains(&id), id }
        };
        self.candidates = self.request(false).chosen(edition).into_iter().map(candidate).collect();
    }

    fn request(&self, only_wanted: bool) -> Request {
        let mut request = Request { seed: self.seed, count: COUNT, ..Request::new(self.page) };
        match self.way {
            Way::All => {}
            Way::Fill => request.keep = Keep::Placed,
            Way::Refit => request.move_little(),
        }
        if only_wanted {
            if self.way != Way::Refit {
                request.stories = self.wanted().cloned().collect();
            }
            // One that is not wanted leaves the page; named nowhere it would stay where it stands.
            request.without = self.candidates.iter().filter(|c| !c.wanted).map(|c| c.id.clone()).collect();
        }
        request
    }

    fn wanted(&self) -> impl Iterator<Item = &StoryId> {
        self.candidates.iter().filter(|c| c.wanted).map(|c| &c.id)
    }

    /// Begins the search that was asked for in the frame.
    pub(in crate::app) fn begin(&mut self, desk: &Desk, ctx: &Context) {
        if !std::mem::take(&mut self.begins) {
            return;
        }
        (self.searching, self.better, self.outcome) = (None, None, None);
        self.thumbs.clear();
        self.chosen = 0;
        if self.wanted().next().is_some() {
            let ctx = ctx.clone();
            let off = if self.cleared { &self.loose[..] } else { &[] };
            let search = desk.session().search_without(self.request(true), off).ok();
            self.searching = search.map(|s| s.start(PICTURE, move || ctx.request_repaint()));
        }
    }

    /// Takes in what the search has found.
    fn hear(&mut self, ctx: &Context) {
        let Some(searching) = &self.searching else { return };
        for news in searching.news() {
            match news {
                SearchNews::Better(proposal, image) => self.better = Some((proposal, thumb(ctx, &image))),
                SearchNews::Done(outcome) => {
                    self.thumbs = outcome.proposals.iter().map(|_| None).collect();
                    self.outcome = Some(outcome);
                }
                SearchNews::Picture(at, image) => {
                    if let Some(place) = self.thumbs.get_mut(at) {
                        *place = Some(thumb(ctx, &image));
                    }
                }
            }
        }
    }

    fn proposals(&self) -> &[Proposal] {
        self.outcome.as_ref().map_or(&[], |o| &o.proposals)
    }

    pub(super) fn show(&mut self, ctx: &Context, with: With<'_>, asks: &mut Vec<Ask>) -> Goes {
        let words = with.language.words();
        let Some(desk) = with.desk else { return Goes::Over };
        self.hear(ctx);
        let mut take = self.keys(ctx);
        let mut over = false;
        let room = ctx.content_rect().size() - vec2(120.0, 170.0);
        let closed = modal(ctx, "propose", words.propose, room.x.min(1240.0), |ui| {
            let height = room.y.clamp(240.0, 860.0);
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
            let (left, rest) = rect.split_left_right_at_x(rect.left() + STORIES);
            // A low or narrow window shows the pages alone; the card is the first thing that has to go.
            let card = if rect.width() < 900.0 { 0.0 } else { CARD };
            let (pages, right) = rest.split_left_right_at_x(rest.right() - card);
            part(ui, "stories", left, |ui| self.stories(ui, desk));
            part(ui, "pages", pages.shrink2(vec2(size::MARGIN, 0.0)), |ui| take |= self.pages(ui, desk));
            if card > 0.0 {
                part(ui, "card", right, |ui| self.card(ui, desk));
            }
            ui.add_space(size::MARGIN);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                take |= primary_button(ui, words.propose_this, !self.proposals().is_empty()).clicked();
                over = text_button(ui, words.cancel).clicked();
                if text_button(ui, words.propose_again).clicked() {
                    self.seed += 1;
                    self.begins = true;
                }
            });
        });
        if take && let Some((commands, said)) = self.taken(with.language) {
            let command = Command::Batch { label: words.propose.to_owned(), commands };
            asks.push(Ask::Edit { label: words.propose.to_owned(), command, part: PartOf::Whole });
            let offer = Some(ActionId::Undo);
            asks.push(Ask::Say(Message { severity: Severity::Info, text: said, offer }));
            return Goes::Over;
        }
        Goes::over_if(over || closed)
    }

    /// The commands after those that clear the page for them.
    fn with_cleared(&self, commands: &[Command]) -> Vec<Command> {
        let off = self.loose.iter().filter(|_| self.cleared);
        off.map(|block| Command::RemoveBlock { block: block.clone() }).chain(commands.iter().cloned()).collect()
    }

    /// What was taken: its commands, and what to say of it.
    fn taken(&self, language: Language) -> Option<(Vec<Command>, String)> {
        let page = format!("{:02}", self.page);
        if let Some(relief) = &self.relief {
            let said = fill(language.words().propose_relieved, &[&page, &relief.said.said(language)]);
            return Some((self.with_cleared(&relief.commands), said));
        }
        let proposal = self.proposals().get(self.chosen)?;
        let said = fill(language.words().propose_done, &[&page, &(self.chosen + 1)]);
        Some((self.with_cleared(&proposal.commands), said))
    }

    /// Figures and arrows choose; true for Enter.
    fn keys(&mut self, ctx: &Context) -> bool {
        let count = self.proposals().len();
        if count == 0 || ctx.memory(|m| m.focused().is_some()) {
            return false;
        }
        let figures = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6];
        ctx.input(|i| {
            if let Some(at) = figures.iter().position(|k| i.key_pressed(*k)).filter(|at| *at < count) {
                self.chosen = at;
            }
            let last = count - 1;
            let step = |key: Key, by: usize| if i.key_pressed(key) { by } else { 0 };
            let on = step(Key::ArrowRight, 1) + step(Key::ArrowDown, IN_A_ROW);
            let back = step(Key::ArrowLeft, 1) + step(Key::ArrowUp, IN_A_ROW);
            self.chosen = (self.chosen + on).min(last).saturating_sub(back);
            i.key_pressed(Key::Enter)
        })
    }

    fn stories(&mut self, ui: &mut Ui, desk: &Desk) {
        let words = desk.words();
        weak(ui, words.propose_way);
        let ways = [(Way::All, words.propose_all), (Way::Fill, words.propose_fill), (Way::Refit, words.propose_refit)];
        if let Some(way) = choice(ui, words.propose_way, self.way, &ways) {
            self.way = way;
            self.gather(desk);
            self.begins = true;
        }
        if !self.loose.is_empty() {
            let name = fill(words.propose_clear, &[&self.loose.len()]);
            if let Some(cleared) = toggle(ui, &name, self.cleared) {
                self.cleared = cleared;
                self.begins = true;
            }
        }
        ui.add_space(size::MARGIN);
        weak(ui, words.propose_stories);
        let mut changed = false;
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            for candidate in &mut self.candidates {
                let count = fill(words.n_characters, &[&candidate.chars]);
                changed |= ui.horizontal(|ui| candidate.row(ui, &count)).inner;
            }
        });
        self.begins |= changed;
    }

    /// The pages; true where one was clicked twice.
    fn pages(&mut self, ui: &mut Ui, desk: &Desk) -> bool {
        let words = desk.words();
        if self.searching.is_none() {
            weak(ui, words.propose_stopped);
            return false;
        }
        if let Some(outcome) = self.outcome.as_ref().filter(|o| o.proposals.is_empty()) {
            let relief = troubled(ui, desk, outcome.trouble.as_ref());
            self.relief = relief.cloned();
            return relief.is_some();
        }
        let room = ui.available_size();
        let gap = size::MARGIN;
        let cell = vec2((room.x - gap * (IN_A_ROW as f32 - 1.0)) / IN_A_ROW as f32, (room.y - gap) / 2.0);
        let origin = ui.min_rect().min;
        let mut twice = false;
        if self.outcome.is_none() {
            self.underway(ui, desk, Rect::from_min_size(origin, cell));
            return false;
        }
        for at in 0..self.proposals().len() {
            let (row, column) = (at / IN_A_ROW, at % IN_A_ROW);
            let min = origin + vec2(column as f32 * (cell.x + gap), row as f32 * (cell.y + gap));
            let score = fill(words.propose_score, &[&format!("{:.1}", self.proposals()[at].score)]);
            let name = fill(words.propose_n, &[&(at + 1)]);
            let chosen = at == self.chosen;
            let thumb = self.thumbs.get(at).and_then(Option::as_ref);
            let response = page(ui, Rect::from_min_size(min, cell), thumb, (&name, &score), chosen);
            if response.clicked() {
                self.chosen = at;
            }
            twice |= response.double_clicked();
        }
        twice
    }

    fn underway(&self, ui: &mut Ui, desk: &Desk, cell: Rect) {
        let words = desk.words();
        if let Some((proposal, thumb)) = &self.better {
            let score = fill(words.propose_score, &[&format!("{:.1}", proposal.score)]);
            page(ui, cell, Some(thumb), (words.propose_best, &score), false);
            ui.add_space(cell.height() + size::MARGIN);
        }
        let (done, of) = self.searching.as_ref().map_or((0, 0), Searching::drawn);
        let text =
            if of == 0 { words.propose_measuring.to_owned() } else { fill(words.propose_searching, &[&done, &of]) };
        weak(ui, &text);
        ui.add(ProgressBar::new(done as f32 / of.max(1) as f32).desired_height(6.0));
    }

    /// What is good and bad about the chosen page.
    fn card(&self, ui: &mut Ui, desk: &Desk) {
        let Some(proposal) = self.proposals().get(self.chosen) else { return };
        let (words, tokens) = (desk.words(), Tokens::of(ui));
        ui.label(RichText::new(fill(words.propose_n, &[&(self.chosen + 1)])).size(size::TITLE));
        let bad = proposal.card.iter().filter(|l| !l.good).count();
        let score = fill(words.propose_score, &[&format!("{:.1}", proposal.score)]);
        let said = if bad == 0 { format!("{score} · {}", words.propose_fine) } else { score };
        weak(ui, &said);
        ui.add_space(size::SPACE);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            // What an editor should look at stands first.
            let lines = proposal.card.iter().filter(|l| !l.good).chain(proposal.card.iter().filter(|l| l.good));
            for line in lines {
                let (icon, tint) =
                    if line.good { (Icon::Check, tokens.good) } else { (Icon::TriangleAlert, tokens.warning) };
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    ui.label(RichText::new(char::from(icon)).font(icon_font(14.0)).color(tint));
                    ui.label(line.said.said(desk.language));
                });
            }
        });
    }
}

/// Pictures by themselves on the current page that may go.
fn loose(desk: &Desk) -> Vec<BlockId> {
    let blocks = desk.page().map(|p| p.blocks.as_slice()).unwrap_or_default();
    let goes = |b: &&Arc<Block>| !b.locked && matches!(b.kind, BlockKind::Picture(_));
    blocks.iter().filter(goes).map(|b| b.id.clone()).collect()
}

/// A part of the dialog in its own rectangle.
fn part(ui: &mut Ui, name: &str, rect: Rect, content: impl FnOnce(&mut Ui)) {
    let layout = Layout::top_down(Align::Min);
    let mut ui = ui.new_child(egui::UiBuilder::new().id_salt(name).max_rect(rect).layout(layout));
    ui.set_clip_rect(rect.expand(4.0));
    content(&mut ui);
}

fn weak(ui: &mut Ui, text: &str) {
    let colour = Tokens::of(ui).weak;
    ui.label(RichText::new(text).size(size::SMALL).color(colour));
}

/// A page with its name and score under it.
fn page(ui: &Ui, cell: Rect, thumb: Option<&Thumb>, (name, score): (&str, &str), chosen: bool) -> egui::Response {
    let tokens = Tokens::of(ui);
    let response = ui.interact(cell, ui.scope_id().with(("proposal", name)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, name));
    let ground = match (chosen, response.hovered()) {
        (true, _) => tokens.accent_ground,
        (_, true) => tokens.hover,
        _ => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(cell, size::RADIUS_LARGE, ground);
    if chosen || response.has_focus() {
        ui.painter().rect_stroke(cell, size::RADIUS_LARGE, (1.5, tokens.accent), StrokeKind::Inside);
    }
    let foot = 22.0;
    let room = Rect::from_min_max(cell.min, cell.max - vec2(0.0, foot)).shrink(8.0);
    let sides = thumb.map_or(vec2(390.0, 540.0), |t| t.0.size_vec2());
    let scale = (room.width() / sides.x).min(room.height() / sides.y);
    let shown = Rect::from_center_size(room.center(), sides * scale);
    match thumb {
        Some(Thumb(texture)) => {
            let whole = Rect::from_min_max(egui::pos2(0.0, 0.0), egui::pos2(1.0, 1.0));
            ui.painter().image(texture.id(), shown, whole, Color32::WHITE);
        }
        None => {
            ui.painter().rect_filled(shown, 0.0, tokens.field);
        }
    }
    ui.painter().rect_stroke(shown, 0.0, (1.0, tokens.edge), StrokeKind::Outside);
    let middle = cell.bottom() - foot / 2.0 - 3.0;
    let at = |x: f32, galley: &egui::Galley| egui::pos2(x, middle - galley.size().y / 2.0);
    let name = elided(ui, name, size::SMALL, tokens.text, (cell.width() - 72.0).max(0.0));
    ui.painter().galley(at(cell.left() + 10.0, &name), name, tokens.text);
    let score = elided(ui, score, size::SMALL, tokens.weak, cell.width() / 2.0);
    ui.painter().galley(at(cell.right() - 10.0 - score.size().x, &score), score, tokens.weak);
    response
}

/// Why there is no page, and what would help: each relief makes up the page that was found with it. Gives the one pressed.
fn troubled<'t>(ui: &mut Ui, desk: &Desk, trouble: Option<&'t Trouble>) -> Option<&'t Relief> {
    let trouble = trouble?;
    ui.label(RichText::new(trouble.said.said(desk.language)).color(Tokens::of(ui).warning));
    if trouble.reliefs.is_empty() {
        return None;
    }
    ui.add_space(size::SPACE);
    weak(ui, desk.words().propose_none);
    let mut pressed = None;
    for relief in &trouble.reliefs {
        let score = fill(desk.words().propose_score, &[&format!("{:.1}", relief.score)]);
        let row = Row {
            icon: Some(Icon::WandSparkles),
            title: relief.said.said(desk.language),
            value: &score,
            ..Row::default()
        };
        if row.show(ui).clicked() {
            pressed = Some(relief);
        }
    }
    pressed
}

fn thumb(ctx: &Context, image: &Image) -> Thumb {
    let sides = [image.width() as usize, image.height() as usize];
    let image = ColorImage::from_rgba_premultiplied(sides, image.rgba());
    Thumb(ctx.load_texture("proposal", image, TextureOptions::LINEAR))
}
