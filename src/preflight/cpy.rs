//! CPY: what composition does not look at itself: forms of marks and numbers, jumps, datelines.

use super::Out;
use super::fix;
use super::txt_marks::{self, Text};
use super::view::{Line, View};
use crate::finding::{Finding, Severity, Where};
use crate::id::Part;
use crate::model::{Kinsoku, MarkStyle, Story};

pub(super) fn check(view: &View<'_>, out: &mut Out) {
    let body: Vec<&Line<'_>> = view.lines.iter().filter(|l| l.mark.part == Part::Body).collect();
    if let Some(first) = body.first() {
        styles(view, first, out);
    }
    for pair in body.windows(2) {
        if same_paragraph(pair[0], pair[1]) {
            broken(view, pair[0], pair[1], out);
        }
    }
    for text in txt_marks::texts(view) {
        dashes(view, &text, out);
    }
    for (id, story) in txt_marks::stories(view) {
        dateline(view, id, story, out);
    }
}

fn same_paragraph(a: &Line<'_>, b: &Line<'_>) -> bool {
    let (a, b) = (a.mark, b.mark);
    a.story == b.story && a.paragraph == b.paragraph && a.line + 1 == b.line
}

/// CPY-04 and CPY-11: what the body's style asks for.
fn styles(view: &View<'_>, first: &Line<'_>, out: &mut Out) {
    let body = view.edition.house.style("body");
    if matches!(body.marks, MarkStyle::Full | MarkStyle::Plain) {
        let (zh, en) = ("行末标点占一个字", "Marks at the line end take a whole em");
        let finding = Finding::new("CPY-04", Severity::Warning, zh, en)
            .remedy("正文标点改为行末半角", "let the body's marks take half an em at the line end")
            .at(view.line_place(first));
        let label = ("改为行末半角", "Half an em at the line end");
        out.push(finding, fix::restyle(view.edition, "body", label, |s| s.marks = MarkStyle::LineEndHalf));
    }
    let indent = view.limits.indent;
    if body.indent != indent {
        let zh = format!("段首空 {} 字，应为 {} 字", f32::from(body.indent) / 1000.0, f32::from(indent) / 1000.0);
        let en = format!(
            "Paragraphs begin {} 字 in; {} are usual",
            f32::from(body.indent) / 1000.0,
            f32::from(indent) / 1000.0
        );
        let finding = Finding::new("CPY-11", Severity::Warning, zh, en)
            .remedy("改正文样式的段首缩进", "change the indent of the body's style")
            .at(view.line_place(first));
        let label = ("改段首缩进", "Set its indent");
        out.push(finding, fix::restyle(view.edition, "body", label, |s| s.indent = indent));
    }
}

/// Marks that no line begins with, in every level of 避头尾.
const NEVER_FIRST: &str = "，。、；：？！”’）》〉」』】…—·";

/// CPY-03, CPY-05 and CPY-08 at the break between two lines.
fn broken(view: &View<'_>, before: &Line<'_>, after: &Line<'_>, out: &mut Out) {
    let (Some(last), Some(first)) = (before.text.chars().last(), after.text.chars().next()) else { return };
    let place = view.line_place(after);
    if last == first && matches!(first, '—' | '…') {
        let zh = format!("“{first}{first}”拆在两行");
        let en = format!("“{first}{first}” is split over two lines");
        out.add(
            Finding::new("CPY-05", Severity::Error, zh, en)
                .remedy("在这一段里增删一两个字", "add or cut a character or two in this paragraph")
                .at(place),
        );
    } else if NEVER_FIRST.contains(first) && !matches!(first, '…' | '—') {
        let finding =
            Finding::new("CPY-03", Severity::Error, format!("“{first}”在行首"), format!("“{first}” begins a line"))
                .remedy("正文用避头尾，或改字", "set body text with its prohibitions, or change the words")
                .at(place);
        let free = view.edition.house.style("body").kinsoku == Kinsoku::None;
        out.push(finding.clone(), free.then(|| fix::of_layout(view, &finding)).flatten());
    } else if last.is_ascii_digit() && (first.is_ascii_digit() || matches!(first, '%' | '‰' | '℃' | '°' | '万' | '亿'))
    {
        let number: String = before.text.chars().rev().take_while(char::is_ascii_digit).collect();
        let number: String = number.chars().rev().collect();
        let zh = format!("“{number}”与“{first}”拆在两行");
        let en = format!("“{number}” and “{first}” are split over two lines");
        let finding = Finding::new("CPY-08", Severity::Warning, zh, en)
            .remedy("数词不拆，或增删一两个字", "keep numbers and measure words together, or change a character or two")
            .at(place);
        let label = ("正文数词不拆", "Keep numbers and measure words together");
        let keeps = view.edition.house.style("body").keep_measure_words;
        let repair =
            (!keeps).then(|| fix::restyle(view.edition, "body", label, |s| s.keep_measure_words = true)).flatten();
        out.push(finding, repair);
    }
}

/// CPY-05: a dash of one em, an ellipsis of one em or of stops.
fn dashes(view: &View<'_>, text: &Text<'_>, out: &mut Out) {
    let chars: Vec<char> = text.text.chars().collect();
    let run_of = |at: usize, c: char| chars[at..].iter().take_while(|x| **x == c).count();
    let mut at = 0;
    while at < chars.len() {
        let (c, length) = (chars[at], run_of(at, chars[at]));
        let han = at.checked_sub(1).is_none_or(|i| !chars[i].is_ascii_alphanumeric());
        let fault = match c {
            '—' if !length.is_multiple_of(2) && han => Some(("破折号不是两字", "A dash is not two em long", "——")),
            '…' if !length.is_multiple_of(2) => Some(("省略号不是两字", "An ellipsis is not two em long", "……")),
            '。' if length >= 2 => Some(("用句号代省略号", "Full stops stand for an ellipsis", "……")),
            '.' if length >= 3 && han => Some(("用点代省略号", "Points stand for an ellipsis", "……")),
            '-' if length >= 2 && han => Some(("用连字符代破折号", "Hyphens stand for a dash", "——")),
            _ => None,
        };
        if let Some((zh, en, right)) = fault {
            let finding = Finding::new("CPY-05", Severity::Error, zh, en)
                .remedy(format!("改为{right}"), format!("write {right}"))
                .at(txt_marks::place(view, text, at));
            let repair = (text.part == Part::Body).then(|| {
                let label = (format!("改为{right}"), format!("Write {right}"));
                fix::edit_text((&label.0, &label.1), text.story, text.number as usize, at..at + length, right)
            });
            out.push(finding, repair);
        }
        at += length;
    }
}

/// CPY-17: 本报讯 names who writes, in brackets; and it is who the byline says.
fn dateline(view: &View<'_>, id: &crate::id::StoryId, story: &Story, out: &mut Out) {
    let Some(text) = story.body.first().map(crate::model::Paragraph::text) else { return };
    let Some(rest) = text.strip_prefix("本报讯") else { return };
    let whole = Text { story: id, part: Part::Body, number: 0, text: text.clone(), vertical: false };
    let names = rest.strip_prefix(['（', '(']).and_then(|r| r.split_once(['）', ')'])).map(|(names, _)| names);
    let well = names.is_some_and(|n| ["记者", "通讯员", "见习", "特约", "实习"].iter().any(|r| n.contains(r)));
    let mut say = |zh: String, en: String| {
        out.add(
            Finding::new("CPY-17", Severity::Warning, zh, en)
                .remedy("写作“本报讯（记者 某某）”", "write 本报讯（记者 某某）")
                .at(txt_marks::place(view, &whole, 0)),
        );
    };
    let Some(names) = names.filter(|_| well) else {
        return say("电头没有“（记者/通讯员 某某）”".to_owned(), "The dateline does not say who writes".to_owned());
    };
    let byline = story.byline.as_ref().map(|b| b.text.as_str()).unwrap_or_default();
    let words = |t: &str| -> Vec<String> {
        let parts = t.split(|c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',')).filter(|w| !w.is_empty());
        parts.filter(|w| !["记者", "通讯员", "文", "图", "摄"].contains(w)).map(str::to_owned).collect()
    };
    let (named, signed) = (words(names), words(byline));
    if !signed.is_empty() && !named.iter().any(|n| signed.contains(n)) {
        say(
            format!("电头为“{names}”，署名为“{byline}”"),
            format!("The dateline names “{names}”, the byline “{byline}”"),
        );
    }
}

/// CPY-15: enough text on both sides of a jump.
pub(super) fn across(views: &[View<'_>], out: &mut Out) {
    for view in views {
        for block in &view.page.blocks {
            let Some(next) = block.kind.next() else { continue };
            let Some((page, _)) = view.edition.block(next).filter(|(p, _)| p.number != view.page.number) else {
                continue;
            };
            // Where all of it fits there is no jump.
            let jumps = view.lines.iter().any(|l| l.mark.block == block.id && l.mark.part == Part::JumpLine);
            if !jumps {
                continue;
            }
            let there = views.iter().find(|v| v.page.number == page.number);
            let lines = |v: &View<'_>, id: &crate::id::BlockId| {
                v.composed.fits.iter().find(|f| f.block == *id).map_or(0, |f| f.body_lines)
            };
            let (before, after) = (lines(view, &block.id), there.map_or(0, |v| lines(v, next)));
            let least = usize::from(view.limits.jump_lines);
            // The jump line itself is no text.
            if before > least && after > least {
                continue;
            }
            let (before, after) = (before.saturating_sub(1), after.saturating_sub(1));
            let zh = format!("转版前有 {before} 行、转后有 {after} 行，各应不少于 {least} 行");
            let en = format!("{before} lines stand before the jump and {after} after it; {least} are the least");
            let place = Where { page: Some(view.page.number), ..view.block_place(block) };
            out.add(
                Finding::new("CPY-15", Severity::Error, zh, en)
                    .remedy("多留几行，或不转版", "keep more lines on each side, or do not jump")
                    .at(place),
            );
        }
    }
}
