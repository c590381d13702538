//! 署名, 电头, 摄影者: who and where from, by the words that newsrooms use.

use super::chars::{all_han, is_han, length};

/// Words that say what somebody did. The first of them may stand joined to a name: 记者胡德光.
const JOINING: [&str; 13] = [
    "本报记者",
    "本报通讯员",
    "本报评论员",
    "特约评论员",
    "新华社记者",
    "特约记者",
    "见习记者",
    "实习记者",
    "首席记者",
    "特约通讯员",
    "记者",
    "通讯员",
    "实习生",
];
const ROLES: [&str; 17] = [
    "作者",
    "读者",
    "评论员",
    "摄影",
    "摄影报道",
    "报道",
    "撰文",
    "撰稿",
    "编辑",
    "整理",
    "文",
    "图",
    "摄",
    "供图",
    "文图",
    "图文",
    "本报综合",
];
/// Lines that name a source instead of a person.
const SOURCES: [&str; 8] = ["据新华社", "新华社发", "综合新华社", "据央视", "据人民", "据《", "来源：", "来源:"];
const DECORATION: [char; 12] = ['□', '■', '◎', '●', '○', '▲', '△', '◆', '◇', '★', '☆', '◤'];

/// A word of a byline.
#[derive(PartialEq)]
enum Word {
    Role,
    Name,
    Both,
    Other,
}

fn word(text: &str) -> Word {
    if JOINING.contains(&text) || ROLES.contains(&text) {
        return Word::Role;
    }
    let is_joined = |text: &str| {
        let name = JOINING.iter().find_map(|r| text.strip_prefix(r)).and_then(all_han);
        name.is_some_and(|n| (2..=3).contains(&n))
    };
    if is_joined(text) || text.strip_suffix('摄').is_some_and(|t| is_name(t) || is_joined(t)) {
        return Word::Both;
    }
    if is_name(text) { Word::Name } else { Word::Other }
}

/// 1–4 Han (a name of two may be spaced out), or a foreign name with its ·.
fn is_name(text: &str) -> bool {
    let foreign = text.contains('·') && text.chars().all(|c| is_han(c) || c == '·') && length(text) <= 12;
    foreign || all_han(text).is_some_and(|n| (1..=4).contains(&n))
}

const fn separates(c: char) -> bool {
    c.is_whitespace() || matches!(c, '、' | '，' | ',' | '：' | ':' | '／' | '/' | '|' | '｜')
}

/// Without the decoration before it and the brackets round it.
fn bare(line: &str) -> &str {
    let line = line.trim().trim_start_matches(DECORATION).trim();
    let inner = line.strip_prefix(['(', '（']).and_then(|l| l.strip_suffix([')', '）']));
    inner.unwrap_or(line).trim()
}

/// Whether a line is a byline.
pub(super) fn is_byline(line: &str) -> bool {
    let text = bare(line);
    let n = length(text);
    if n == 0 || n > 60 || text.ends_with(['。', '？', '！', '?', '!', '；', ';']) {
        return false;
    }
    if line.trim().starts_with(['(', '（']) && text.starts_with("作者") {
        return true;
    }
    if SOURCES.iter().any(|s| text.starts_with(s)) {
        return n <= 24 && !text.contains(['。', '，', ',', '“']);
    }
    let mut words = text.split(separates).filter(|t| !t.is_empty()).map(word);
    let first = words.next();
    let rest: Vec<Word> = words.collect();
    let begins = match first {
        Some(Word::Both) => true,
        Some(Word::Role) => !rest.is_empty() || matches!(text, "本报评论员" | "特约评论员" | "本报综合"),
        Some(Word::Name) => line.trim().starts_with(DECORATION) || rest.last() == Some(&Word::Role),
        Some(Word::Other) | None => false,
    };
    begins && n <= 40 && !rest.contains(&Word::Other)
}

/// A name alone, as under the headline of a commentary: two or three Han that begin with a common surname.
pub(super) fn is_bare_name(line: &str) -> bool {
    const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚\
        卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
    let joined: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    all_han(&joined).is_some_and(|n| (2..=3).contains(&n))
        && joined.chars().next().is_some_and(|c| SURNAMES.contains(c))
}

/// Where the credit at the end of a paragraph begins: `通讯员 满常学 摄`, `（张三 摄）`.
pub(super) fn credit_start(text: &str) -> Option<usize> {
    let trimmed = text.trim_end();
    let is_credit = |t: &str| ["摄", "摄影", "摄影报道", "供图"].iter().any(|end| t.ends_with(end));
    if let Some(inner) = trimmed.strip_suffix([')', '）']) {
        let start = inner.rfind(['(', '（'])?;
        let inner = inner[start..].trim_start_matches(['(', '（']).trim();
        return (is_credit(inner) && length(inner) <= 20 && length(inner) >= 3).then_some(start);
    }
    if !is_credit(trimmed) {
        return None;
    }
    let tail = trimmed.rfind(['。', '！', '？', '”', '；', '）', ')', '!', '?']);
    let tail = tail.map_or(0, |at| at + trimmed[at..].chars().next().map_or(0, char::len_utf8));
    let mut start = trimmed.len();
    let (mut named, mut first) = (false, true);
    for (from, piece) in pieces(&trimmed[tail..]).into_iter().rev() {
        let kind = word(piece);
        if kind == Word::Other || (first && kind == Word::Name) {
            break;
        }
        named |= kind != Word::Role;
        first = false;
        start = tail + from;
    }
    named.then_some(start)
}

/// The last pieces of a text between separators, with where they begin; a credit has no more than a dozen.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    let mut end = text.len();
    while end > 0 && found.len() < 12 {
        let start = text[..end].rfind(separates);
        let from = start.map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
        if from < end {
            found.push((from, &text[from..end]));
        }
        end = start.unwrap_or(0);
    }
    found.reverse();
    found
}

/// Where the dateline at the start of a paragraph ends: `本报讯(记者 …)`, `新华社北京1月2日电（…）`, `本报郓城5月3日讯`.
pub(super) fn dateline_end(text: &str) -> Option<usize> {
    let begin = text.len() - text.trim_start().len();
    let start = begin + agency(&text[begin..])?;
    for (at, c) in text[start..].char_indices().take(28) {
        match c {
            '电' | '讯' => {
                if let Some(end) = after_wire(text, start + at + c.len_utf8()) {
                    return Some(end);
                }
            }
            c if is_han(c) || c.is_ascii_digit() || matches!(c, ' ' | '、' | '/' | '０'..='９') => {}
            _ => return None,
        }
    }
    None
}

/// Bytes of the agency a dateline begins with.
fn agency(text: &str) -> Option<usize> {
    const AGENCIES: [&str; 14] = [
        "本报",
        "本网",
        "本刊",
        "本社",
        "本台",
        "据新华社",
        "新华社",
        "新华网",
        "中新社",
        "中新网",
        "人民网",
        "央视网",
        "据央视",
        "光明网",
    ];
    const PAPERS: [&str; 8] = ["日报", "晚报", "晨报", "时报", "早报", "商报", "都市报", "客户端"];
    let own = AGENCIES.iter().find(|a| text.starts_with(**a)).map(|a| a.len());
    own.or_else(|| {
        let head: usize = text.chars().take(8).map(char::len_utf8).sum();
        let found = PAPERS.iter().filter_map(|p| text[..head].find(p).map(|at| at + p.len())).min()?;
        all_han(&text[..found]).map(|_| found)
    })
}

/// The end of the dateline whose 电 or 讯 ends at `end`: after its bracket, if it has one. 本报电子版 and 本报通讯员 are none.
fn after_wire(text: &str, end: usize) -> Option<usize> {
    let rest = &text[end..];
    let spaces = rest.len() - rest.trim_start().len();
    if rest.trim_start().starts_with(['(', '（']) {
        let window: usize = rest.chars().take(100).map(char::len_utf8).sum();
        let close = rest[..window].find([')', '）'])?;
        return Some(end + close + rest[close..].chars().next().map_or(0, char::len_utf8));
    }
    let goes_on = rest.starts_with(['：', ':', '，', ',']) || rest.starts_with("记者") || rest.starts_with("通讯员");
    (goes_on || (spaces > 0 && spaces < rest.len())).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bylines_and_what_only_begins_like_one() {
        for yes in [
            "记者 胡德光",
            "通讯员 王方方",
            "本报记者 张三 通讯员 李四 王小五",
            "记者胡德光",
            "（作者单位：曹县第一中学）",
            "据新华社",
            "（据新华社北京1月2日电）",
            "文/图 记者 赵一",
            "□ 张三",
            "本报评论员",
            "来源：人民日报",
            "记者：张 三",
            "张三 李四 摄",
            "本报记者 张三 摄影报道",
            "(记者 张三)",
            "作者 阿不都·热合曼",
        ] {
            assert!(is_byline(yes), "{yes}");
        }
        for no in [
            "文化惠民进乡村",
            "编辑部的故事",
            "记者节里话记者",
            "摄影大赛开赛",
            "工厂建在『家门口』",
            "作者见面会",
            "巨野公安",
            "图书馆建成",
            "记者 在现场看到，水位已经回落。",
            "据新华社报道，全国夏粮丰收，“十连增”",
            "",
        ] {
            assert!(!is_byline(no), "{no}");
        }
        assert!(is_bare_name("张三") && is_bare_name("王 芳") && !is_bare_name("编者按"));
    }

    #[test]
    fn credits() {
        let credit = |t: &'static str| credit_start(t).map(|at| &t[at..]);
        assert_eq!(credit("图为游客采摘雪桃。 通讯员 满常学 摄"), Some("通讯员 满常学 摄"));
        assert_eq!(credit("图为游客采摘。张三摄"), Some("张三摄"));
        assert_eq!(credit("志愿者清理河道垃圾 李四/摄"), Some("李四/摄"));
        assert_eq!(credit("清晨的湖面（王五 摄）"), Some("（王五 摄）"));
        assert_eq!(credit("本报记者 赵六 摄影报道"), Some("本报记者 赵六 摄影报道"));
        for none in ["他爱好航拍和拍摄", "图为航拍摄影", "摄", "（摄）", "", "该片由他拍摄。"]
        {
            assert_eq!(credit(none), None, "{none}");
        }
    }

    #[test]
    fn datelines() {
        let dateline = |t: &'static str| dateline_end(t).map(|at| &t[..at]);
        assert_eq!(dateline("本报讯(通讯员 朱晓平 韩天娇)近年来"), Some("本报讯(通讯员 朱晓平 韩天娇)"));
        assert_eq!(dateline("新华社北京1月2日电（记者王一）财政部"), Some("新华社北京1月2日电（记者王一）"));
        assert_eq!(dateline("本报郓城5月3日讯 今天"), Some("本报郓城5月3日讯"));
        assert_eq!(dateline("本报讯 近日"), Some("本报讯"));
        assert_eq!(dateline("菏泽日报讯（记者 甲乙）"), Some("菏泽日报讯（记者 甲乙）"));
        assert_eq!(dateline("本报讯记者张三报道：昨天"), Some("本报讯"));
        for none in
            ["本报电子版上线", "本报通讯员队伍扩大", "新华社报道说，会议", "近日，记者", "本报讯(没有另一半", "本报讯"]
        {
            assert_eq!(dateline(none), None, "{none}");
        }
    }
}
