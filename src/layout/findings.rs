//! What the steps of the layout found, put at its place on the page.

use super::flow::Note;
use super::resolve::Desk;
use super::set::SetLine;
use crate::finding::{Finding, Said, Severity, Where, counted};
use crate::geom::{Length, Rect};
use crate::id::{BlockId, Part, StoryId};
use crate::model::{Block, Page};

/// A block on a page, and the story in it.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) page: u16,
    pub(super) block: &'a BlockId,
    pub(super) story: Option<&'a StoryId>,
}

impl Place<'_> {
    /// The finding here, keeping whatever it knows more exactly.
    pub(super) fn of(&self, mut finding: Finding) -> Finding {
        finding.place.page = Some(self.page);
        finding.place.block = Some(self.block.clone());
        finding.place.story = finding.place.story.or_else(|| self.story.cloned());
        finding
    }

    fn at(&self, finding: Finding, area: Rect) -> Finding {
        let place = Where { area: Some(area), ..Where::default() };
        self.of(finding.at(place))
    }

    /// What composition found in these lines.
    pub(super) fn of_lines(&self, lines: &[SetLine]) -> Vec<Finding> {
        let mut findings = Vec::new();
        for set in lines {
            let here = set.lines.findings.iter().filter(|f| f.place.line.unwrap_or(0) == set.index as u32);
            for finding in here {
                let mut finding = finding.clone();
                finding.place.area = Some(set.area);
                if matches!(set.part, Part::Body | Part::CrossHead) {
                    finding.place.paragraph = Some(set.number);
                } else {
                    finding.place.paragraph = None;
                }
                findings.push(self.of(finding));
            }
        }
        findings
    }

    /// What the flow noticed in frame `frame`.
    pub(super) fn of_notes(&self, notes: &[Note], frame: usize) -> Vec<Finding> {
        notes.iter().filter_map(|note| self.of_note(*note, frame)).collect()
    }

    fn of_note(&self, note: Note, here: usize) -> Option<Finding> {
        let (frame, area, number, finding) = match note {
            Note::Widow { number, frame, area } => {
                let (zh, en) = ("孤行：段末一行单独在栏头", "A paragraph's last line stands alone at a column's top");
                let finding = Finding::new("CPY-07", Severity::Info, zh, en);
                let remedy = (
                    "本段减一行，或上文加一行",
                    "make the paragraph a line shorter, or the text above it a line longer",
                );
                (frame, area, Some(number), finding.remedy(remedy.0, remedy.1))
            }
            Note::HighCrossHead { number, frame, area } => {
                let (zh, en) = ("插题上面只有一行正文", "Only one line of text stands above the cross-head");
                let finding = Finding::new("CPY-10", Severity::Info, zh, en);
                (
                    frame,
                    area,
                    Some(number),
                    finding.remedy("上文加一行，或减一行", "add or cut a line of the text above"),
                )
            }
            Note::Foot { frame, leg, slots, area } => {
                let zh = format!("第 {} 栏栏脚空 {slots} 行：插题须与下文两行同栏", leg + 1);
                let en = format!(
                    "{} short at the foot of leg {}: a cross-head keeps two lines of its text",
                    counted(slots, "line"),
                    leg + 1
                );
                let finding = Finding::new("CPY-12", Severity::Warning, zh, en);
                (frame, area, None, finding.remedy("上文增减几行", "add or cut some lines of the text above"))
            }
        };
        let mut finding = self.at(finding, area);
        finding.place.paragraph = number;
        (frame == here).then_some(finding)
    }
}

/// A head that a foreign block lies on.
pub(super) fn on_head(head: Option<Rect>, around: &[Rect]) -> Option<Finding> {
    let head = head?;
    let on = around.iter().find(|b| b.overlaps(head))?;
    let mut finding = Finding::new("GEO-10", Severity::Error, "题上压有别的内容", "Something else lies on the head")
        .remedy("移开压题的一块", "move the block that lies on the head");
    finding.place.area = Some(*on);
    Some(finding)
}

/// Faces a page needs and the library has not.
pub(super) fn missing_faces(desk: &Desk<'_>, page: &Page) -> Vec<Finding> {
    let missing = desk.missing_roles();
    let of = |role: crate::model::Role| {
        let names = desk.edition.house.faces.get(&role).map(|n| n.join("、")).unwrap_or_default();
        let zh = format!("缺“{}”的字体（{names}）", role.name());
        let en = format!("There is no face for {} ({names})", role.name());
        let place = Where { page: Some(page.number), ..Where::default() };
        Finding::new("TXT-03", Severity::Error, zh, en)
            .remedy(
                "把字体文件放进本报的 fonts/ 或 BANXIN_FONTS",
                "put the font file into the edition's fonts/ or BANXIN_FONTS",
            )
            .at(place)
    };
    missing.into_iter().map(of).collect()
}

/// A text block without a story, or with one that does not exist.
pub(super) fn no_story(page: u16, block: &Block, named: Option<&StoryId>) -> Finding {
    let place = Place { page, block: &block.id, story: named };
    place.of(match named {
        Some(story) => {
            let (zh, en) = (format!("稿件 {story} 不存在"), format!("There is no story {story}"));
            Finding::new("CPY-16", Severity::Error, zh, en)
                .remedy("换稿，或删去这一块", "place another story, or remove the block")
        }
        None => Finding::new("CPY-16", Severity::Warning, "文字框里没有稿件", "The text frame has no story")
            .remedy("指定稿件，或从别的框接过来", "give it a story, or thread another frame into it"),
    })
}

/// A picture the edition does not have.
pub(super) fn no_picture(page: u16, block: &Block, picture: &crate::id::PictureId) -> Finding {
    let place = Place { page, block: &block.id, story: None };
    let (zh, en) = (format!("图 {picture} 不在本期图库中"), format!("Picture {picture} is not in the edition"));
    let finding = Finding::new("DOC-16", Severity::Error, zh, en);
    let mut finding = place.of(finding.remedy("换图，或删去图位", "place another picture, or remove its block"));
    finding.place.picture = Some(picture.clone());
    finding
}

/// GEO-10 where the words of the page's furniture are longer than their block by more than nothing.
pub(super) fn too_long(what: &Said, by: Length, area: Rect) -> Option<Finding> {
    if !by.is_positive() {
        return None;
    }
    let mm = by.as_mm();
    let zh = format!("{}的字长出 {mm:.1} mm", what.zh);
    let en = format!("{}'s words are {mm:.1} mm too long", what.en);
    let mut finding = Finding::new("GEO-10", Severity::Warning, zh, en)
        .remedy("减字，或把这一块放大", "shorten the words, or make the block larger");
    finding.place.area = Some(area);
    Some(finding)
}
