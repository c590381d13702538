//! What import found and changed.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use serde::Serialize;

use super::chars::length;
use super::{Encoding, RepairKind, Repairs};
use crate::model::{Byline, ParagraphKind, Rank, SpanKind, Story, StoryKind};

/// Repairs and warnings listed singly of each kind; beyond these they are only counted, so that a book of a file
/// cannot fill the memory with its commas.
const LISTED: usize = 2000;

/// What import found and changed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Report {
    /// Name of the file, or of the paste.
    pub name: String,
    /// What its bytes were.
    pub encoding: Encoding,
    /// Lines of the source, empty ones included.
    pub lines: u32,
    /// The stories in order, with the roles recognised.
    pub stories: Vec<StoryReport>,
    /// Section labels found: each goes to the `section` of the stories after it.
    pub sections: Vec<Piece>,
    /// Markers read and not printed: separators, role labels, keys of the front matter.
    pub markers: Vec<Piece>,
    /// Picture files that the copy names.
    pub pictures: Vec<PictureReference>,
    /// How often each kind of repair was done.
    pub totals: Vec<Total>,
    /// Every repair in order of lines; of one kind at most 2000 are listed.
    pub repairs: Vec<Repair>,
    /// What an editor should look at.
    pub warnings: Vec<Warning>,
    /// Warnings beyond those listed.
    pub more_warnings: usize,
}

/// One story, as recognised.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct StoryReport {
    /// Line of the source where it begins, from 1.
    pub line: u32,
    /// What kind of writing.
    pub kind: StoryKind,
    /// How strong.
    pub rank: Rank,
    /// 栏目.
    pub section: String,
    /// 引题.
    pub kicker: String,
    /// 主题.
    pub headline: String,
    /// Its space is its preferred break.
    pub break_at_space: bool,
    /// 竖题 proposed.
    pub vertical: bool,
    /// 副题.
    pub deck: String,
    /// 署名.
    pub byline: Option<Byline>,
    /// 插题.
    pub cross_heads: Vec<String>,
    /// 电头.
    pub datelines: Vec<String>,
    /// 图片说明, credits included.
    pub captions: Vec<String>,
    /// 摄影者 at the end of a paragraph of the body.
    pub credits: Vec<String>,
    /// 图片新闻.
    pub picture_story: bool,
    /// Paragraphs of running text.
    pub body_paragraphs: usize,
    /// 字 of running text, marks counted and spaces not.
    pub characters: usize,
}

/// A piece of the source.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Piece {
    /// Line of the source, from 1.
    pub line: u32,
    /// The characters.
    pub text: String,
}

/// A picture file that the copy names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PictureReference {
    /// Line of the source, from 1.
    pub line: u32,
    /// Which story, from 0.
    pub story: usize,
    /// Which of its captions, from 0; none where it has none.
    pub caption: Option<usize>,
    /// The file as written.
    pub file: String,
}

/// How often a kind of repair was done.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Total {
    /// Which kind.
    pub kind: RepairKind,
    /// How often.
    pub count: usize,
}

/// One repair.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Repair {
    /// Which kind.
    pub kind: RepairKind,
    /// Line of the source, from 1.
    pub line: u32,
    /// The place before.
    pub before: String,
    /// The place after.
    pub after: String,
    /// A sentence in Chinese.
    pub chinese: String,
    /// A sentence in English.
    pub english: String,
}

/// Something an editor should look at.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Warning {
    /// Line of the source, from 1.
    pub line: u32,
    /// A sentence in Chinese.
    pub chinese: String,
    /// A sentence in English.
    pub english: String,
}

/// What is written down while importing.
#[derive(Debug)]
pub(super) struct Log {
    wanted: Repairs,
    totals: BTreeMap<RepairKind, usize>,
    repairs: Vec<Repair>,
    warnings: Vec<Warning>,
    more_warnings: usize,
    pub(super) sections: Vec<Piece>,
    pub(super) markers: Vec<Piece>,
    pub(super) pictures: Vec<PictureReference>,
}

impl Log {
    pub(super) const fn new(wanted: Repairs) -> Self {
        Self {
            wanted,
            totals: BTreeMap::new(),
            repairs: Vec::new(),
            warnings: Vec::new(),
            more_warnings: 0,
            sections: Vec::new(),
            markers: Vec::new(),
            pictures: Vec::new(),
        }
    }

    pub(super) const fn wants(&self, kind: RepairKind) -> bool {
        self.wanted.wants(kind)
    }

    /// Notes a repair; `places` gives the place before and after, and is asked only while the list is short.
    pub(super) fn repair(&mut self, kind: RepairKind, line: u32, places: impl FnOnce() -> (String, String)) {
        let count = self.totals.entry(kind).or_default();
        *count += 1;
        if *count > LISTED {
            return;
        }
        let (before, after) = places();
        let chinese = format!("第 {line} 行：{}：{before} → {after}", kind.chinese());
        let english = format!("line {line}: {}: {before} → {after}", kind.english());
        self.repairs.push(Repair { kind, line, before, after, chinese, english });
    }

    pub(super) fn warn(&mut self, line: u32, chinese: impl Into<String>, english: impl Into<String>) {
        if self.warnings.len() >= LISTED {
            self.more_warnings += 1;
            return;
        }
        self.warnings.push(Warning { line, chinese: chinese.into(), english: english.into() });
    }

    pub(super) fn marker(&mut self, line: u32, text: impl Into<String>) {
        self.markers.push(Piece { line, text: text.into() });
    }

    pub(super) fn into_report(
        mut self,
        name: &str,
        encoding: Encoding,
        lines: u32,
        stories: Vec<StoryReport>,
    ) -> Report {
        self.repairs.sort_by_key(|r| r.line);
        self.warnings.sort_by_key(|w| w.line);
        Report {
            name: name.to_owned(),
            encoding,
            lines,
            stories,
            sections: self.sections,
            markers: self.markers,
            pictures: self.pictures,
            totals: self.totals.into_iter().map(|(kind, count)| Total { kind, count }).collect(),
            repairs: self.repairs,
            warnings: self.warnings,
            more_warnings: self.more_warnings,
        }
    }
}

impl StoryReport {
    /// What a story that begins at `line` turned out to be.
    pub(super) fn of(story: &Story, line: u32) -> Self {
        let of_kind = |kind| story.body.iter().filter(move |p| p.kind == kind);
        let spans = |kind: SpanKind| {
            let all = story.body.iter().flat_map(|p| &p.spans);
            all.filter(|s| s.kind == kind).map(|s| s.text.clone()).collect::<Vec<_>>()
        };
        Self {
            line,
            kind: story.kind,
            rank: story.rank,
            section: story.section.clone(),
            kicker: story.kicker.clone(),
            headline: story.headline.text.clone(),
            break_at_space: story.headline.break_at_space,
            vertical: story.headline.vertical,
            deck: story.deck.clone(),
            byline: story.byline.clone(),
            cross_heads: of_kind(ParagraphKind::CrossHead).map(crate::model::Paragraph::text).collect(),
            datelines: spans(SpanKind::Dateline),
            captions: story.captions.iter().map(|c| format!("{} {}", c.text, c.credit).trim().to_owned()).collect(),
            credits: spans(SpanKind::Credit),
            picture_story: story.kind == StoryKind::PictureStory,
            body_paragraphs: of_kind(ParagraphKind::Body).count(),
            characters: of_kind(ParagraphKind::Body).map(|p| length(&p.text())).sum(),
        }
    }

    fn write(&self, n: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            StoryKind::News => "消息",
            StoryKind::Feature => "通讯",
            StoryKind::Comment => "评论",
            StoryKind::PictureStory => "图片新闻",
            StoryKind::Brief => "简讯",
            StoryKind::Note => "编者按",
        };
        let rank = match self.rank {
            Rank::Lead => "头条",
            Rank::Second => "二条",
            Rank::Third => "一般",
            Rank::Filler => "补白",
        };
        let (line, paragraphs, characters) = (self.line, self.body_paragraphs, self.characters);
        writeln!(f, "\n{n}. {kind}・{rank}　第 {line} 行起，正文 {paragraphs} 段 {characters} 字")?;
        let broken = if self.break_at_space { "（空格处断行）" } else { "" };
        let vertical = if self.vertical { "（建议竖题）" } else { "" };
        let byline = self.byline.as_ref().map_or(String::new(), |b| match b.place {
            crate::model::BylinePlace::Head => format!("{}（题下）", b.text),
            crate::model::BylinePlace::Tail => format!("{}（文末）", b.text),
        });
        let mut row = |role: &str, text: &str| if text.is_empty() { Ok(()) } else { writeln!(f, "   {role}　{text}") };
        row("栏目", &self.section)?;
        row("引题", &self.kicker)?;
        row("主题", &format!("{}{broken}{vertical}", self.headline))?;
        row("副题", &self.deck)?;
        row("署名", &byline)?;
        self.datelines.iter().try_for_each(|t| row("电头", t))?;
        self.cross_heads.iter().try_for_each(|t| row("插题", t))?;
        self.captions.iter().try_for_each(|t| row("图说", t))?;
        self.credits.iter().try_for_each(|t| row("摄影", t))
    }
}

impl Report {
    /// How often a kind of repair was done.
    #[must_use]
    pub fn count(&self, kind: RepairKind) -> usize {
        self.totals.iter().find(|t| t.kind == kind).map_or(0, |t| t.count)
    }
}

/// The report as an editor reads it.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let characters: usize = self.stories.iter().map(|s| s.characters).sum();
        let paragraphs: usize = self.stories.iter().map(|s| s.body_paragraphs).sum();
        let (name, encoding, lines) = (&self.name, self.encoding.name(), self.lines);
        writeln!(
            f,
            "{name}　{encoding}，{lines} 行 → {} 篇，正文 {paragraphs} 段 {characters} 字",
            self.stories.len()
        )?;
        self.stories.iter().enumerate().try_for_each(|(n, s)| s.write(n + 1, f))?;
        let pieces = |what: &str, pieces: &[Piece], f: &mut fmt::Formatter<'_>| match pieces {
            [] => Ok(()),
            some => {
                writeln!(f, "\n{what}")?;
                some.iter().try_for_each(|p| writeln!(f, "   第 {} 行　{}", p.line, p.text))
            }
        };
        pieces("栏头", &self.sections, f)?;
        pieces("标记（不付印）", &self.markers, f)?;
        if !self.pictures.is_empty() {
            writeln!(f, "\n图片文件")?;
        }
        for p in &self.pictures {
            writeln!(f, "   第 {} 行　{}（第 {} 篇）", p.line, p.file, p.story + 1)?;
        }
        if !self.warnings.is_empty() {
            writeln!(f, "\n请看")?;
        }
        self.warnings.iter().try_for_each(|w| writeln!(f, "   第 {} 行　{}", w.line, w.chinese))?;
        if self.more_warnings > 0 {
            writeln!(f, "   另有 {} 处", self.more_warnings)?;
        }
        self.totals.iter().try_for_each(|total| self.write_repairs(total, f))
    }
}

impl Report {
    fn write_repairs(&self, total: &Total, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\n{}（{}）　{} 处", total.kind.chinese(), total.kind, total.count)?;
        let mut listed = 0;
        for r in self.repairs.iter().filter(|r| r.kind == total.kind) {
            writeln!(f, "   第 {} 行　{} → {}", r.line, r.before, r.after)?;
            listed += 1;
        }
        if listed < total.count {
            writeln!(f, "   另有 {} 处", total.count - listed)?;
        }
        Ok(())
    }
}

/// A character as it can be shown: unprintable ones by their code.
pub(super) fn shown(c: char, out: &mut String) {
    let plain =
        !c.is_control() && !super::lines::is_invisible(c) && (!c.is_whitespace() || c == ' ' || c == '\u{3000}');
    if plain {
        out.push(c);
    } else {
        let code = u32::from(c);
        // Writing to a String cannot fail.
        let _ = write!(out, "‹U+{code:04X}›");
    }
}
