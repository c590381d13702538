//! The page as a map for other programs: articles with their text and outlines, pictures, text legs. `docs/page-map.md`
//! describes the format; whatever changes the meaning of a field gives it a new schema number.

mod legs;
mod marks;
mod outline;

use serde::Serialize;

use crate::display::Sheet;
use crate::geom::{Length, Point, Rect};
use crate::id::{BlockId, Part, PictureId, StoryId};
use marks::{Marked, Placed};

/// The version of the format that is written.
pub const SCHEMA: u32 = 1;

/// A page as other programs see it. Lengths are DTP points from the page's top left corner, x to the right, y down.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PageMap {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Page number, from 1.
    pub page: u16,
    /// Width and height of the trimmed page.
    pub size_pt: [f64; 2],
    /// Stories where they stand, one entry a block, in reading order.
    pub articles: Vec<ArticleEntry>,
    /// Blocks without a story: folio, masthead, section heads.
    pub furniture: Vec<FurnitureEntry>,
    /// Every picture.
    pub pictures: Vec<PictureEntry>,
    /// Every leg of horizontal body text: x, y, width, height.
    pub frames_pt: Vec<[f64; 4]>,
    /// Every leg of vertical body text.
    pub vertical_frames_pt: Vec<[f64; 4]>,
}

/// A story, or the part of it that stands in one block.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ArticleEntry {
    /// The block.
    pub block: BlockId,
    /// The story.
    pub story: StoryId,
    /// Its text in reading order, by role.
    pub parts: Vec<PartEntry>,
    /// The smallest box around it: x, y, width, height.
    pub area_pt: [f64; 4],
    /// Its outline: rings of points, clockwise around what is inside, counter-clockwise around holes.
    pub polygon_pt: Vec<Vec<[f64; 2]>>,
}

/// Text of one role that is read in one go.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PartEntry {
    /// What it is.
    pub role: Part,
    /// Paragraph of the part with which it begins, from 0.
    pub paragraph: u32,
    /// Line of that paragraph with which it begins; above 0 where the paragraph began elsewhere.
    pub line: u32,
    /// The characters; a line feed between paragraphs.
    pub text: String,
}

/// A block without a story.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct FurnitureEntry {
    /// The block.
    pub block: BlockId,
    /// What it is.
    pub role: Part,
    /// Its characters; a line feed between paragraphs.
    pub text: String,
    /// The box around it.
    pub area_pt: [f64; 4],
}

/// A picture where it stands.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PictureEntry {
    /// Which.
    pub picture: PictureId,
    /// The block it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block: Option<BlockId>,
    /// The story it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<StoryId>,
    /// Its frame: x, y, width, height.
    pub frame_pt: [f64; 4],
    /// What is shown of it: left, top, right, bottom in millionths of its width and height.
    pub crop: [u32; 4],
}

/// The map of a page, from its marks and nothing else.
#[must_use]
pub fn of(sheet: &Sheet) -> PageMap {
    let (marks, pictures) = marks::collect(sheet);
    let (frames, vertical) = legs::body_legs(&marks);
    let mut map = PageMap {
        schema: SCHEMA,
        page: sheet.page,
        size_pt: [pt(sheet.size.width), pt(sheet.size.height)],
        articles: Vec::new(),
        furniture: Vec::new(),
        pictures: pictures.into_iter().map(picture).collect(),
        frames_pt: frames.into_iter().map(frame).collect(),
        vertical_frames_pt: vertical.into_iter().map(frame).collect(),
    };
    for block in blocks(&marks) {
        match block.iter().find_map(|m| m.mark.story.clone()) {
            Some(story) => map.articles.push(article(story, &block)),
            None => map.furniture.extend(furniture(&block)),
        }
    }
    map
}

/// The map as JSON, one field a line, with a line feed at the end.
#[must_use]
pub fn write(sheet: &Sheet) -> String {
    let mut json = serde_json::to_string_pretty(&of(sheet)).expect("a page map has only text keys and finite numbers");
    json.push('\n');
    json
}

/// The marks of each block, blocks in reading order: by their first text, as pictures and boxes are painted before it.
fn blocks(marks: &[Marked]) -> Vec<Vec<&Marked>> {
    let mut blocks: Vec<(usize, Vec<&Marked>)> = Vec::new();
    for (i, mark) in marks.iter().enumerate() {
        let known = blocks.iter_mut().find(|(_, b)| b[0].mark.block == mark.mark.block);
        match known {
            Some((first, block)) => {
                if block.iter().all(|m| m.text.is_empty()) && !mark.text.is_empty() {
                    *first = i;
                }
                block.push(mark);
            }
            None => blocks.push((i, vec![mark])),
        }
    }
    blocks.sort_by_key(|(first, _)| *first);
    blocks.into_iter().map(|(_, block)| block).collect()
}

fn article(story: StoryId, marks: &[&Marked]) -> ArticleEntry {
    let rings = outline::around(&legs::joined(marks));
    let points = |ring: Vec<Point>| ring.into_iter().map(|p| [pt(p.x), pt(p.y)]).collect();
    ArticleEntry {
        block: marks[0].mark.block.clone(),
        story,
        parts: parts(marks),
        area_pt: around(marks),
        polygon_pt: rings.into_iter().map(points).collect(),
    }
}

/// Text by role. Body and cross-heads follow each other as they are read; a caption between two legs does not cut the
/// body in two.
fn parts(marks: &[&Marked]) -> Vec<PartEntry> {
    let mut parts: Vec<PartEntry> = Vec::new();
    let mut last_paragraphs: Vec<u32> = Vec::new();
    for Marked { mark, text, .. } in marks {
        if text.is_empty() {
            continue;
        }
        let flows = |part: Part| matches!(part, Part::Body | Part::CrossHead);
        let before = parts.iter().rposition(|p| if flows(mark.part) { flows(p.role) } else { p.role == mark.part });
        match before.filter(|&i| parts[i].role == mark.part) {
            Some(i) => {
                if last_paragraphs[i] != mark.paragraph {
                    parts[i].text.push('\n');
                } else if breaks_words(&parts[i].text, text) {
                    parts[i].text.push(' ');
                }
                parts[i].text.push_str(text);
                last_paragraphs[i] = mark.paragraph;
            }
            None => {
                let (paragraph, line) = (mark.paragraph, mark.line);
                parts.push(PartEntry { role: mark.part, paragraph, line, text: text.clone() });
                last_paragraphs.push(mark.paragraph);
            }
        }
    }
    parts
}

/// True where two Western words meet at the end of a line. Composition never breaks inside one, so that a space stood
/// there; it has no glyph at the end of a line.
fn breaks_words(before: &str, after: &str) -> bool {
    let western = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    western(before.chars().next_back()) && western(after.chars().next())
}

fn furniture(marks: &[&Marked]) -> Option<FurnitureEntry> {
    let first = marks.iter().find(|m| m.mark.part != Part::Picture)?;
    let texts: Vec<String> = parts(marks).into_iter().map(|p| p.text).collect();
    Some(FurnitureEntry {
        block: first.mark.block.clone(),
        role: first.mark.part,
        text: texts.join("\n"),
        area_pt: around(marks),
    })
}

fn picture(placed: Placed) -> PictureEntry {
    let crop = placed.crop;
    PictureEntry {
        picture: placed.picture,
        block: placed.owner.as_ref().map(|m| m.block.clone()),
        story: placed.owner.and_then(|m| m.story),
        frame_pt: frame(placed.frame),
        crop: [crop.left, crop.top, crop.right, crop.bottom],
    }
}

fn around(marks: &[&Marked]) -> [f64; 4] {
    let edge = |of: fn(Rect) -> Length| marks.iter().map(move |m| of(m.mark.area));
    let left = edge(|r| r.x).min().unwrap_or_default();
    let top = edge(|r| r.y).min().unwrap_or_default();
    let right = edge(Rect::right).max().unwrap_or_default();
    let bottom = edge(Rect::bottom).max().unwrap_or_default();
    frame(Rect::new(left, top, right - left, bottom - top))
}

/// Thousandths of a point, rounded outwards, so that a frame holds all that lies in it.
fn frame(r: Rect) -> [f64; 4] {
    let [left, top] = [r.x, r.y].map(|l| (l.as_pt() * 1000.0 - 1e-6).floor());
    let [right, bottom] = [r.right(), r.bottom()].map(|l| (l.as_pt() * 1000.0 + 1e-6).ceil());
    [left / 1000.0, top / 1000.0, (right - left) / 1000.0, (bottom - top) / 1000.0]
}

fn pt(length: Length) -> f64 {
    (length.as_pt() * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests;
