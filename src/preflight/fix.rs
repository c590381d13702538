//! Repairs, as commands.

use super::Fix;
use super::view::View;
use crate::display::Mark;
use crate::edit::Command;
use crate::finding::{Finding, Said};
use crate::geom::{Length, Rect};
use crate::id::{BlockId, Part, StoryId};
use crate::ink::Ink;
use crate::model::{
    Block, BlockKind, Border, BoxStyle, CharStyle, Edition, HeadOutline, HeadSetting, Kinsoku, Page, ParagraphStyle,
    Place, RuleBlock, SpanKind, Texture,
};

/// A repair with its name.
pub(super) fn fix(zh: &str, en: &str, command: Command) -> Fix {
    Fix { label: Said::new(zh, en), command }
}

/// The repair of something that composition or layout found.
pub(super) fn of_layout(view: &View<'_>, finding: &Finding) -> Option<Fix> {
    let block = || finding.place.block.as_ref().and_then(|id| view.block(id));
    match finding.rule {
        "GEO-03" | "GEO-06" => block().and_then(|b| into_type_area(view.page, b)),
        "CPY-03" => kinsoku(view.edition),
        _ => None,
    }
}

/// A block moved on to the nearest cells of the type area, made smaller where it is larger than that.
pub(super) fn on_grid(page: &Page, block: &Block) -> Option<Fix> {
    let Place::Free(rect) = block.place else { return None };
    let command = Command::MoveBlock { block: block.id.clone(), place: snapped(page, rect)?, page: None };
    Some(fix("对齐字格、行格", "Snap it to the grid", command))
}

fn into_type_area(page: &Page, block: &Block) -> Option<Fix> {
    let Place::Free(rect) = block.place else { return None };
    let place = if matches!(block.kind, BlockKind::Rule(_) | BlockKind::Folio(_) | BlockKind::Masthead(_)) {
        Place::Free(pushed(page, rect))
    } else {
        snapped(page, rect)?
    };
    let command = Command::MoveBlock { block: block.id.clone(), place, page: None };
    Some(fix("移回版心", "Move it into the type area", command))
}

/// The box moved on to the paper, cut where it is larger.
fn pushed(page: &Page, rect: Rect) -> Rect {
    let area = page.setup.type_area();
    let width = rect.width.min(area.width);
    let x = rect.x.max(area.x).min(area.right() - width);
    let height = rect.height.min(page.setup.size.height);
    let y = rect.y.max(Length::ZERO).min(page.setup.size.height - height);
    Rect::new(x, y, width, height)
}

fn snapped(page: &Page, rect: Rect) -> Option<Place> {
    let (grid, origin) = (page.setup.grid, page.setup.origin);
    let nearest = |length: Length, pitch: Length| (length + pitch / 2).whole(pitch);
    let fit = |first: i64, count: i64, all: u16| {
        let count = count.clamp(1, i64::from(all));
        let first = first.clamp(0, i64::from(all) - count);
        Some((u16::try_from(first).ok()?, u16::try_from(count).ok()?))
    };
    let (cell, line) = (grid.cell(), grid.line());
    let (char, width) = fit(nearest(rect.x - origin.x, cell), nearest(rect.width, cell), grid.width_in_chars())?;
    // The last line of a block is a cell high, not a pitch.
    let deep = nearest(rect.height + line - cell, line);
    let (line, lines) = fit(nearest(rect.y - origin.y, line), deep, grid.lines())?;
    Some(Place::Cells { char, width, line, lines })
}

/// 避头尾 at the level of GB/T 15834 for body text that has none.
fn kinsoku(edition: &Edition) -> Option<Fix> {
    let body = edition.house.styles.get("body").filter(|s| s.kinsoku == Kinsoku::None)?;
    let style = ParagraphStyle { kinsoku: Kinsoku::Gb, ..body.clone() };
    Some(fix("正文避头尾改为国标", "Set body text by the national standard", set_style("body", style)))
}

pub(super) fn set_style(name: &str, style: ParagraphStyle) -> Command {
    Command::SetStyle { name: name.to_owned(), style: Some(Box::new(style)) }
}

/// A style of the house, changed.
pub(super) fn restyle(
    edition: &Edition,
    name: &str,
    label: (&str, &str),
    change: impl FnOnce(&mut ParagraphStyle),
) -> Option<Fix> {
    let mut style = edition.house.styles.get(name)?.clone();
    change(&mut style);
    Some(fix(label.0, label.1, set_style(name, style)))
}

/// Every use of an ink in a block, or else in the house's styles, replaced by another.
pub(super) fn reink(view: &View<'_>, block: Option<&BlockId>, from: Ink, to: Ink) -> Option<Fix> {
    let label = (format!("改为 {to}"), format!("Print it in {to}"));
    let block = block.and_then(|id| view.block(id)).and_then(|b| {
        let mut changed = b.clone();
        change_inks(&mut changed.kind, from, to).then_some(changed)
    });
    let command = match block {
        Some(block) => Command::ReplaceBlock { block: Box::new(block) },
        None => restyle_inks(view.edition, from, to)?,
    };
    Some(fix(&label.0, &label.1, command))
}

/// True where there was something to change.
fn change_inks(kind: &mut BlockKind, from: Ink, to: Ink) -> bool {
    let mut changed = false;
    for ink in inks_of(kind) {
        if *ink == from {
            *ink = to;
            changed = true;
        }
    }
    changed
}

fn inks_of(kind: &mut BlockKind) -> Vec<&mut Ink> {
    fn of_border(border: &mut Option<Border>) -> Option<&mut Ink> {
        border.as_mut().map(|b| &mut b.ink)
    }
    fn of_box(boxed: &mut Option<BoxStyle>) -> Vec<&mut Ink> {
        boxed.as_mut().map_or_else(Vec::new, |b| {
            let BoxStyle { border, tint, texture, .. } = b;
            of_border(border).into_iter().chain(tint.as_mut()).chain(of_texture(texture)).collect()
        })
    }
    fn of_texture(texture: &mut Option<Texture>) -> Option<&mut Ink> {
        texture.as_mut().map(|t| &mut t.ink)
    }
    fn of_head(head: &mut HeadSetting) -> Vec<&mut Ink> {
        let own = head.ink.as_mut().into_iter().chain(head.ground.as_mut()).chain(of_texture(&mut head.texture));
        let effects =
            head.shadow.as_mut().map(|s| &mut s.ink).into_iter().chain(head.outline.as_mut().map(|o| &mut o.ink));
        own.chain(effects).collect()
    }
    match kind {
        BlockKind::Article(article) => {
            of_box(&mut article.boxed).into_iter().chain(of_head(&mut article.head)).collect()
        }
        BlockKind::TextFrame(frame) => of_box(&mut frame.boxed),
        BlockKind::Picture(picture) => of_border(&mut picture.border).into_iter().collect(),
        BlockKind::Rule(rule) => {
            let RuleBlock { line, tint, texture, .. } = rule;
            of_border(line).into_iter().chain(tint.as_mut()).chain(of_texture(texture)).collect()
        }
        BlockKind::Folio(furniture) | BlockKind::Masthead(furniture) => furniture.accent.as_mut().into_iter().collect(),
        BlockKind::SectionHead(head) => vec![&mut head.accent],
        BlockKind::Code(_) => Vec::new(),
    }
}

fn restyle_inks(edition: &Edition, from: Ink, to: Ink) -> Option<Command> {
    let paragraphs = edition.house.styles.iter().filter(|(_, s)| s.ink == from);
    let paragraphs = paragraphs.map(|(name, s)| set_style(name, ParagraphStyle { ink: to, ..s.clone() }));
    let chars = edition.house.char_styles.iter().filter(|(_, s)| s.ink == Some(from));
    let chars = chars.map(|(name, s)| Command::SetCharStyle {
        name: name.clone(),
        style: Some(CharStyle { ink: Some(to), ..s.clone() }),
    });
    let commands: Vec<Command> = paragraphs.chain(chars).collect();
    (!commands.is_empty()).then(|| Command::Batch { label: format!("{from} → {to}"), commands })
}

/// Every line of a block that is thinner than `least` made so wide.
pub(super) fn widen(view: &View<'_>, block: Option<&BlockId>, width: Length, least: Length) -> Option<Fix> {
    let mut block = block.and_then(|id| view.block(id))?.clone();
    let mut changed = false;
    for w in widths_of(&mut block.kind) {
        if *w == width {
            *w = least;
            changed = true;
        }
    }
    let pt = format!("{:.2}", least.as_pt());
    let pt = pt.trim_end_matches('0').trim_end_matches('.');
    changed.then(|| {
        let command = Command::ReplaceBlock { block: Box::new(block) };
        fix(&format!("线宽改为 {pt} 点"), &format!("Make it {pt} pt wide"), command)
    })
}

fn widths_of(kind: &mut BlockKind) -> Vec<&mut Length> {
    fn of_box(boxed: &mut Option<BoxStyle>) -> Option<&mut Length> {
        boxed.as_mut().and_then(|b| b.border.as_mut()).map(|b| &mut b.width)
    }
    match kind {
        BlockKind::Article(article) => of_box(&mut article.boxed).into_iter().chain([&mut article.legs.rule]).collect(),
        BlockKind::TextFrame(frame) => of_box(&mut frame.boxed).into_iter().chain([&mut frame.legs.rule]).collect(),
        BlockKind::Picture(picture) => picture.border.as_mut().map(|b| &mut b.width).into_iter().collect(),
        BlockKind::Rule(rule) => rule.line.as_mut().map(|b| &mut b.width).into_iter().collect(),
        BlockKind::Folio(_) | BlockKind::Masthead(_) | BlockKind::SectionHead(_) | BlockKind::Code(_) => Vec::new(),
    }
}

/// Characters of a story's paragraph replaced.
pub(super) fn edit_text(
    label: (&str, &str),
    story: &StoryId,
    paragraph: usize,
    range: std::ops::Range<usize>,
    text: &str,
) -> Fix {
    let (from, to) = (range.start, range.end);
    let command = Command::EditText { story: story.clone(), paragraph, from, to, text: text.to_owned() };
    fix(label.0, label.1, command)
}

/// A headline spread by a black line of the profile's width round its type; none where it has a line already.
pub(super) fn spread(view: &View<'_>, mark: &Mark, size: Length) -> Option<Fix> {
    let mut block = view.block(&mark.block)?.clone();
    let BlockKind::Article(article) = &mut block.kind else { return None };
    if mark.part != Part::Headline || article.head.outline.is_some() || !size.is_positive() {
        return None;
    }
    let wide = view.limits.trap_width.as_nm() * 1000;
    let width = u16::try_from((wide + size.as_nm() - 1) / size.as_nm()).ok()?.clamp(1, 200);
    article.head.outline = Some(HeadOutline { width, ink: Ink::BLACK });
    let command = Command::ReplaceBlock { block: Box::new(block) };
    Some(fix("标题加一圈黑边陷印", "Spread the headline", command))
}

/// A style a paragraph's spans name, if all of one name.
pub(super) fn plain_spans(view: &View<'_>, story: &StoryId, paragraph: usize) -> Option<Fix> {
    let mut of = view.edition.stories.get(story)?.body.get(paragraph)?.clone();
    for span in &mut of.spans {
        if matches!(span.kind, SpanKind::Style(_)) {
            span.kind = SpanKind::Plain;
        }
    }
    let command = Command::SetParagraph { story: story.clone(), at: paragraph, paragraph: of };
    Some(fix("恢复正文样式", "Give it the body's style back", command))
}
