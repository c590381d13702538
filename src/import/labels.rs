//! Roles that the copy names itself: `【引题】…`, `主题：…`, and lines that separate stories.

use super::chars::length;

/// A role that a label names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Label {
    Kicker,
    Headline,
    Deck,
    Byline,
    CrossHead,
    Body,
    Caption,
    Section,
}

const LABELS: [(&str, Label); 27] = [
    ("引题", Label::Kicker),
    ("肩题", Label::Kicker),
    ("眉题", Label::Kicker),
    ("kicker", Label::Kicker),
    ("主题", Label::Headline),
    ("主标题", Label::Headline),
    ("大标题", Label::Headline),
    ("标题", Label::Headline),
    ("headline", Label::Headline),
    ("title", Label::Headline),
    ("副题", Label::Deck),
    ("副标题", Label::Deck),
    ("子题", Label::Deck),
    ("deck", Label::Deck),
    ("署名", Label::Byline),
    ("作者", Label::Byline),
    ("记者", Label::Byline),
    ("byline", Label::Byline),
    ("插题", Label::CrossHead),
    ("小标题", Label::CrossHead),
    ("分题", Label::CrossHead),
    ("正文", Label::Body),
    ("图片说明", Label::Caption),
    ("图说", Label::Caption),
    ("图注", Label::Caption),
    ("栏目", Label::Section),
    ("section", Label::Section),
];

/// The role with this name.
pub(super) fn named(name: &str) -> Option<Label> {
    LABELS.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|&(_, label)| label)
}

/// The label a line begins with, and where its own text begins. `记者：张三` is copy as it stands and no label.
pub(super) fn label(line: &str) -> Option<(Label, usize)> {
    let begin = line.len() - line.trim_start().len();
    let text = &line[begin..];
    let head: usize = text.chars().take(10).map(char::len_utf8).sum();
    if let Some(inner) = text.strip_prefix('【') {
        let close = inner[..head.saturating_sub('【'.len_utf8()).min(inner.len())].find('】')?;
        let end = begin + '【'.len_utf8() + close + '】'.len_utf8();
        let colon = line[end..].chars().next().filter(|c| matches!(c, '：' | ':')).map_or(0, char::len_utf8);
        return named(inner[..close].trim()).map(|label| (label, end + colon));
    }
    let (colon, mark) = text[..head].char_indices().find(|(_, c)| matches!(c, '：' | ':'))?;
    let end = colon + mark.len_utf8();
    let found = named(text[..colon].trim()).filter(|l| !matches!(l, Label::Byline) || text.is_ascii())?;
    // “主题：……” may open a sentence; a role is short and does not end one.
    let rest = &text[end..];
    let is_role = found == Label::Body || (length(rest) <= 60 && !rest.contains('。'));
    is_role.then_some((found, begin + end))
}

/// Whether a line only separates stories: three or more of - = * _ ＊ — ─ · #, spaces allowed.
pub(super) fn is_separator(line: &str) -> bool {
    let mut marks = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) =
        marks.next().filter(|c| matches!(c, '-' | '=' | '*' | '_' | '＊' | '＝' | '－' | '—' | '─' | '~' | '※' | '☆'))
    else {
        return false;
    };
    let mut n = 1;
    marks.all(|c| {
        n += 1;
        c == first
    }) && n >= 3
}

/// Whether a short line names a part of the page and not a story: 菏泽社会工作, 要闻, 城市观察.
pub(super) fn is_section(line: &str) -> bool {
    const ENDINGS: [&str; 28] = [
        "工作", "新闻", "要闻", "简讯", "快讯", "动态", "副刊", "时评", "评论", "专栏", "专版", "专题", "广角", "之窗",
        "视点", "聚焦", "在线", "风采", "关注", "观察", "论坛", "速递", "综合", "民生", "县区", "文化", "体育", "教育",
    ];
    match super::chars::all_han(line.trim()) {
        Some(n) => (2..=6).contains(&n) || (n <= 8 && ENDINGS.iter().any(|e| line.trim().ends_with(e))),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_sentences() {
        let rest = |t: &'static str| label(t).map(|(l, at)| (l, &t[at..]));
        assert_eq!(rest("【主题】夏粮丰收"), Some((Label::Headline, "夏粮丰收")));
        assert_eq!(rest("引题：市委召开会议"), Some((Label::Kicker, "市委召开会议")));
        assert_eq!(rest("【正文】"), Some((Label::Body, "")));
        for none in [
            "主题：教育活动开展以来，成效明显。各地都说好。",
            "记者：张三",
            "【曹州新报】",
            "巨野公安：强化",
            "",
            "【",
            "【】",
        ] {
            assert_eq!(rest(none), None, "{none}");
        }
        assert!(is_separator("***") && is_separator("＊ ＊ ＊") && is_separator("----------"));
        assert!(!is_separator("——") && !is_separator("--") && !is_separator("***a") && !is_separator(""));
    }
}
