//! The one table of commands: what menus, help, scripts and `docs/commands.md` say about them.

/// What is said about a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommandInfo {
    /// Its name, as in JSON.
    pub name: &'static str,
    /// Its label in Chinese.
    pub zh: &'static str,
    /// Its label in English.
    pub en: &'static str,
    /// What it does beyond its label: defaults, limits, what happens to other things.
    pub doc: &'static str,
    /// An example in JSON.
    pub example: &'static str,
}

const fn row(
    name: &'static str,
    zh: &'static str,
    en: &'static str,
    doc: &'static str,
    example: &'static str,
) -> CommandInfo {
    CommandInfo { name, zh, en, doc, example }
}

/// Every command, in the order of `docs/commands.md`.
#[rustfmt::skip]
pub const COMMANDS: &[CommandInfo] = &[
    row("set-paper", "报名", "Name the paper", "1–60 characters, without 《》.",
        r#"{"do": "set-paper", "paper": "曹州新报"}"#),
    row("set-date", "出版日期", "Set the date of issue", "A day of the calendar, `YYYY-MM-DD`.",
        r#"{"do": "set-date", "date": "2026-11-24"}"#),
    row("set-issue-number", "总期号", "Set the running number", "Without `number` the paper does not count.",
        r#"{"do": "set-issue-number", "number": 10234}"#),

    row("add-page", "新增版面", "Add a page", "At position `at`, or at the end. Its number must be free.",
        r#"{"do": "add-page", "page": {"number": 2, "section": "县区", "setup": {"size": {"width": "390mm", "height": "540mm"}, "origin": {"x": "20.175mm", "y": "30.084mm"}, "grid": {"cell": "3.15mm", "line": "4.09mm", "columns": 8, "chars": 13, "gap": 1, "lines": 120}}, "blocks": []}}"#),
    row("remove-page", "删除版面", "Remove a page", "With its blocks; stories and pictures stay in the edition. Refused while a block of another page runs on into it.",
        r#"{"do": "remove-page", "page": 2}"#),
    row("renumber-page", "改版次", "Renumber a page", "The new number must be free.",
        r#"{"do": "renumber-page", "page": 2, "to": 4}"#),
    row("move-page", "调整版序", "Reorder a page", "To position `at` among the pages; its number stays.",
        r#"{"do": "move-page", "page": 2, "at": 0}"#),
    row("set-page-setup", "版面设置", "Set paper and grid", "Refused while a block would lie off the new grid.",
        r#"{"do": "set-page-setup", "page": 1, "setup": {"size": {"width": "390mm", "height": "540mm"}, "origin": {"x": "20.175mm", "y": "30.084mm"}, "grid": {"cell": "3.15mm", "line": "4.09mm", "columns": 8, "chars": 13, "gap": 1, "lines": 120}}}"#),
    row("set-page-section", "版名", "Name the page's section", "At most 60 characters.",
        r#"{"do": "set-page-section", "page": 1, "section": "要闻"}"#),
    row("set-page-mono", "黑白版", "Print a page in black only", "Tints and rules keep their lightness, type that was darker than a middle grey becomes solid, photographs go on the black plate. `set-output` has the same for the whole edition.",
        r#"{"do": "set-page-mono", "page": 1, "mono": true}"#),

    row("add-block", "放置", "Place a block", "At position `at` in painting and reading order, or at the end. `kind` is article, text-frame, picture, rule, folio, masthead, section-head or code (a QR code of `text`, with `correction` low, medium, quartile or high). Blocks may overlap: that is a finding, not a refusal.",
        r#"{"do": "add-block", "page": 1, "block": {"id": "a1", "place": {"columns": {"column": 0, "columns": 5, "line": 0, "lines": 60}}, "kind": "article", "story": "s1"}}"#),
    row("remove-block", "移除", "Remove a block", "Its story stays in the edition. What ran on into it then runs on into what it ran on into.",
        r#"{"do": "remove-block", "block": "a1"}"#),
    row("replace-block", "替换", "Replace a block", "The block of the same id, wherever it stands. A line or border may have a `pattern`: solid, double, triple, thick-thin, thin-thick, dashed, dotted, dash-dot, wave, double-wave, zigzag, beads, beads-and-bars, diamonds, checks, teeth, battlements, meander, scallops, rope, bamboo, leaves, trefoils, blossoms, stars, crosses, coins or film; `width` is the depth of the whole.",
        r#"{"do": "replace-block", "block": {"id": "r1", "place": {"cells": {"char": 0, "width": 111, "line": 40, "lines": 1}}, "kind": "rule", "line": {"width": "1.2mm", "ink": {"k": 1000}, "pattern": "thick-thin"}}}"#),
    row("move-block", "移动", "Move a block", "To a place, with `page` to another page, where it comes last in order. A place is `columns`, `cells` or `free`.",
        r#"{"do": "move-block", "block": "a1", "place": {"columns": {"column": 3, "columns": 5, "line": 10, "lines": 60}}}"#),
    row("order-block", "层次", "Reorder a block", "Position in painting order; among articles also the reading order.",
        r#"{"do": "order-block", "block": "a1", "at": 0}"#),
    row("lock-block", "锁定", "Lock or unlock a block", "A locked block is not moved by auto-layout or by dragging; commands still can.",
        r#"{"do": "lock-block", "block": "a1", "locked": true}"#),
    row("set-head", "标题样式", "Set an article's head", "What is left out takes its default. `ink` colours headline, kicker and deck; `ground` is a solid or tint under the head (with `ink` {} it is reversed out), `texture` figures on it; `shadow` and `outline` dress the headline, in per mille of its em.",
        r#"{"do": "set-head", "block": "a1", "head": {"place": "top", "lines": 1, "step": 10, "ink": {}, "ground": {"m": 1000, "y": 1000}, "shadow": {"right": 50, "down": 50, "ink": {"k": 600}}, "outline": {"width": 30, "ink": {"k": 1000}}}}"#),
    row("set-legs", "分栏", "Set the legs", "Of an article or text frame. `count` 0: one leg per base column.",
        r#"{"do": "set-legs", "block": "a1", "legs": {"count": 3, "scheme": "uneven", "gap": 1, "balance": true, "rule": "0mm"}}"#),
    row("set-article-pictures", "配图", "Set an article's pictures", "All of them; an empty list takes them away.",
        r#"{"do": "set-article-pictures", "block": "a1", "pictures": [{"picture": "p1", "anchor": "top-right", "legs": 2, "lines": 18, "caption": 0, "credit": true}]}"#),
    row("set-box", "加框", "Set border and tint", "Of an article or text frame; without `box` it has none. The border may have a `pattern` (see `replace-block`); `texture` repeats a `figure` on the tint: lines, uprights, slants, falling, grid, net, dots, crosses, waves or checks, every `pitch`, `weight` per mille of it inked.",
        r#"{"do": "set-box", "block": "a1", "box": {"border": {"width": "2mm", "ink": {"k": 1000}, "pattern": "meander"}, "tint": {"k": 60}, "texture": {"figure": "dots", "ink": {"k": 200}, "pitch": "1.2mm", "weight": 350}, "padding_halves": 2, "padding_lines": 1}}"#),
    row("set-thread", "转接", "Run on into another block", "Of an article or text frame; without `next` the text ends there.",
        r#"{"do": "set-thread", "block": "a1", "next": "t1"}"#),

    row("add-story", "新增稿件", "Add a story", "Its id must be free.",
        r#"{"do": "add-story", "id": "s9", "story": {"kind": "news", "rank": "third", "headline": {"text": "标题"}, "body": [{"spans": [{"text": "正文。"}]}]}}"#),
    row("replace-story", "替换稿件", "Replace a story", "Its whole copy; what is left out becomes empty.",
        r#"{"do": "replace-story", "id": "s1", "story": {"headline": {"text": "标题"}, "body": []}}"#),
    row("remove-story", "删除稿件", "Remove a story", "Refused while a block shows it.",
        r#"{"do": "remove-story", "id": "s1"}"#),
    row("set-story-kind", "体裁", "Set the kind of writing", "news, feature, comment, picture-story, brief or note.",
        r#"{"do": "set-story-kind", "story": "s1", "kind": "feature"}"#),
    row("set-story-rank", "稿件等级", "Set the rank", "lead, second, third or filler.",
        r#"{"do": "set-story-rank", "story": "s1", "rank": "lead"}"#),
    row("set-story-section", "栏目", "Set the section", "Empty for none.",
        r#"{"do": "set-story-section", "story": "s1", "section": "菏泽社会工作"}"#),
    row("set-kicker", "引题", "Set the kicker", "Empty for none.",
        r#"{"do": "set-kicker", "story": "s1", "text": "引题"}"#),
    row("set-headline", "主题", "Set the headline", "`break_at_space`: a space is the preferred break. `vertical`: 竖题 is proposed.",
        r#"{"do": "set-headline", "story": "s1", "headline": {"text": "全链条服务 一站式办结", "break_at_space": true}}"#),
    row("set-deck", "副题", "Set the deck", "With its ——, if it has one; empty for none.",
        r#"{"do": "set-deck", "story": "s1", "text": "——副题"}"#),
    row("set-byline", "署名", "Set the byline", "`place` is head or tail; without `byline` there is none.",
        r#"{"do": "set-byline", "story": "s1", "byline": {"text": "记者 某", "place": "head"}}"#),
    row("set-captions", "图片说明", "Set the captions", "All of them; blocks name them by position, from 0.",
        r#"{"do": "set-captions", "story": "s1", "captions": [{"text": "图为现场。", "credit": "某 摄"}]}"#),
    row("insert-paragraph", "插入段落", "Insert a paragraph", "Before paragraph `at`, or at the end. `kind` is body or cross-head; a span's `kind` is plain, dateline, credit or {\"style\": name}.",
        r#"{"do": "insert-paragraph", "story": "s1", "at": 1, "paragraph": {"kind": "cross-head", "spans": [{"text": "插题"}]}}"#),
    row("set-paragraph", "替换段落", "Replace a paragraph", "Paragraphs count from 0, cross-heads included.",
        r#"{"do": "set-paragraph", "story": "s1", "at": 0, "paragraph": {"spans": [{"text": "本报讯", "kind": "dateline"}, {"text": "正文。"}]}}"#),
    row("remove-paragraph", "删除段落", "Remove a paragraph", "Paragraphs count from 0, cross-heads included.",
        r#"{"do": "remove-paragraph", "story": "s1", "at": 2}"#),
    row("edit-text", "改文字", "Edit text", "Replaces characters `from` to before `to` (Unicode characters, from 0) of a paragraph. New text takes the setting of the character before it.",
        r#"{"do": "edit-text", "story": "s1", "paragraph": 0, "from": 0, "to": 3, "text": "本报讯"}"#),

    row("add-picture", "新增图片", "Add a picture", "The file must lie in `photos/`; `pixels` is its upright size.",
        r#"{"do": "add-picture", "id": "p9", "picture": {"file": "现场.jpg", "pixels": [3000, 2000], "credit": "某 摄", "licence": "CC0"}}"#),
    row("replace-picture", "替换图片", "Replace a picture", "Wherever it is placed.",
        r#"{"do": "replace-picture", "id": "p1", "picture": {"file": "现场2.jpg", "pixels": [3000, 2000]}}"#),
    row("remove-picture", "删除图片", "Remove a picture", "Refused while a block shows it; the file stays in `photos/`.",
        r#"{"do": "remove-picture", "id": "p1"}"#),
    row("set-picture-intent", "分色方式", "Set how a picture's colours become inks", "perceptual keeps gradation (photographs), relative keeps the colours that can be printed exact (paintings, reproductions), saturation keeps pure colours pure (charts).",
        r#"{"do": "set-picture-intent", "picture": "p1", "intent": "relative"}"#),

    row("set-style", "段落样式", "Set a paragraph style", "What is left out takes its default; without `style` the style is removed.",
        r#"{"do": "set-style", "name": "caption", "style": {"face": "中黑", "size": "8磅", "grid_lines": 1}}"#),
    row("set-char-style", "字符样式", "Set a character style", "Only what differs from the paragraph; without `style` it is removed.",
        r#"{"do": "set-char-style", "name": "bold", "style": {"face": "粗黑"}}"#),
    row("set-faces", "字体", "Set the faces of a role", "PostScript names, best first.",
        r#"{"do": "set-faces", "role": "报宋", "faces": ["FZBSJW--GB1-0", "BaoSongSC-Regular"]}"#),
    row("set-ladder", "字号阶梯", "Set the size ladder", "1–60 sizes, rising. Refused while a head is set to a step that would be gone.",
        r#"{"do": "set-ladder", "ladder": [{"name": "五号", "size": "10.5磅"}, {"name": "二号", "size": "21磅"}]}"#),
    row("set-hao", "字号表", "Set the table of 号", "As this house counts them.",
        r#"{"do": "set-hao", "hao": [["小初", "36磅"], ["五号", "10.5磅"]]}"#),
    row("set-output", "输出设置", "Set how pages leave the house", "`file_name` takes {paper}, {date}, {ymd} (the date in eight digits), {page}, {page:02}, {section}, {colour} (P or M) and {version} (A, B … raised when a changed page is sent again); `profile` is an ICC file in the edition's folder; `ink_limit` the most ink of photographs in per cent (else the profile's); `sharpen` their sharpening in per cent; `picture_packing` packs them in the PDF: `lossless`, or `{\"jpeg\": {\"quality\": 88}}` (80–100, 88 where it is left out) for pages sent to distant presses; `mono` prints every page in black only; `spots` are inks with plates of their own in PDF/X-4: whatever is inked in the `substitute` or a tint of it.",
        r#"{"do": "set-output", "output": {"standard": "x4", "file_name": "{date}-{page:02}", "picture_ppi": 200, "spots": [{"name": "PANTONE 186 C", "substitute": {"m": 1000, "y": 1000}}]}}"#),
    row("set-preflight", "预检方案", "Set the preflight profile", "`name` is cn-coldset, wan-ifra-220, snap, house or a JSON file in the edition's folder; `hash` is what `banxin profile` says of it. Without `profile` the default, cn-coldset.",
        r#"{"do": "set-preflight", "profile": {"name": "wan-ifra-220", "hash": "HASH"}}"#),

    row("batch", "批处理", "Several as one", "All or none, and one entry in the history. Only its end must be sound, so that a story and the block that shows it may go in either order.",
        r#"{"do": "batch", "label": "撤稿", "commands": [{"do": "remove-story", "id": "s1"}, {"do": "remove-block", "block": "a1"}]}"#),
];

/// `docs/commands.md`, made from the table.
#[must_use]
pub fn command_page() -> String {
    let mut page = String::from(
        "# Commands\n\n\
         Made from the table in `src/edit/table.rs`; `UPDATE=1 cargo test --lib edit` writes it anew.\n\n\
         `banxin apply EDITION COMMANDS.json` carries out one command, or a list of them, all or none. A command is a\n\
         JSON object; `do` says which. Lengths are texts such as `\"3.15mm\"`, `\"9磅\"` or `\"12pt\"`. Inks are per mille:\n\
         `{\"k\": 1000}`. Positions count from 0. What the examples leave out takes its default.\n",
    );
    for info in COMMANDS {
        let (name, zh, en, doc, example) = (info.name, info.zh, info.en, info.doc, info.example);
        page.push_str(&format!("\n## `{name}` {zh}\n\n{en}. {doc}\n\n```json\n{example}\n```\n"));
    }
    page
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;
    use crate::edit::Command;

    #[test]
    fn every_example_is_the_command_it_stands_for() {
        for info in COMMANDS {
            let command: Command = serde_json::from_str(info.example).unwrap_or_else(|e| panic!("{}: {e}", info.name));
            assert_eq!(command.name(), info.name);
            let again: Command = serde_json::from_str(&serde_json::to_string(&command).unwrap()).unwrap();
            assert_eq!(again, command);
        }
    }

    /// serde knows every name there is, and says so when asked for one there is not.
    #[test]
    fn no_command_is_without_a_row() {
        let said = serde_json::from_str::<Command>(r#"{"do": "?"}"#).unwrap_err().to_string();
        let known: BTreeSet<&str> = said.split('`').skip(3).step_by(2).collect();
        let listed: BTreeSet<&str> = COMMANDS.iter().map(|c| c.name).collect();
        assert_eq!((known, listed.len()), (listed.clone(), COMMANDS.len()));
    }

    #[test]
    fn the_page_of_commands_is_made_from_the_table() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/commands.md");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, command_page()).unwrap();
        }
        let page = std::fs::read_to_string(&path).unwrap();
        assert!(page == command_page(), "docs/commands.md is not what the table says: UPDATE=1 cargo test --lib edit");
    }
}
