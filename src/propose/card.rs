//! The score card: every measure with its target and a sentence.

use serde::Serialize;

use super::metrics::Metrics;
use super::rules::Limits;
use crate::finding::Said;

/// One measure of a page.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Line {
    /// Its stable name.
    pub measure: &'static str,
    /// Its value.
    pub value: f64,
    /// Whether it is as it should be.
    pub good: bool,
    /// What it means.
    pub said: Said,
}

fn line(measure: &'static str, value: f64, good: bool, zh: String, en: String) -> Line {
    Line { measure, value, good, said: Said { zh, en } }
}

/// A count of what should not be; `none` says in Chinese that it is not.
fn faults(
    measure: &'static str,
    count: u32,
    none: &str,
    zh: impl Fn(u32) -> String,
    en: impl Fn(u32) -> String,
) -> Line {
    let said = if count == 0 { none.to_owned() } else { zh(count) };
    line(measure, f64::from(count), count == 0, said, en(count))
}

/// The card of a page of so many modules and pictures.
pub(super) fn of(m: &Metrics, limits: &Limits, modules: usize, pictures: usize) -> Vec<Line> {
    let mut card = text(m, limits);
    card.extend(heads(m, limits));
    card.extend(art(m, limits, pictures));
    card.extend(form(m, modules));
    card.extend(m.moved_blocks.map(moved));
    card
}

/// What of the page as it was has moved.
pub(super) fn moved(blocks: u32) -> Line {
    line(
        "moved",
        f64::from(blocks),
        blocks <= 2,
        if blocks == 0 { "各稿原处不动".to_owned() } else { format!("{blocks} 篇移动，其余原处不动") },
        format!("{blocks} stories moved, the others stay in their places"),
    )
}

fn text(m: &Metrics, limits: &Limits) -> Vec<Line> {
    vec![
        faults("overset", m.overset_lines, "无溢出", |n| format!("溢出 {n} 行"), |n| format!("{n} lines over")),
        line(
            "short",
            m.short,
            m.short <= f64::from(limits.short),
            format!("全版缺 {} 行（{:.1} ‰）", m.short_lines, m.short),
            format!("{} column-lines empty ({:.1} ‰)", m.short_lines, m.short),
        ),
        line(
            "dead-white",
            m.dead_white,
            m.dead_white <= f64::from(limits.white) / 10.0,
            format!("死白 {:.1} %", m.dead_white),
            format!("dead white {:.1} %", m.dead_white),
        ),
        faults(
            "legs",
            m.odd_legs,
            "栏宽栏深适中",
            |n| format!("{n} 篇栏太窄、太宽、太浅或太深"),
            |n| format!("{n} stories with odd legs"),
        ),
    ]
}

fn heads(m: &Metrics, limits: &Limits) -> Vec<Line> {
    let [least, most] = m.head_fill;
    vec![
        line(
            "lead",
            f64::from(u8::from(m.lead_top_left)),
            m.lead_top_left,
            if m.lead_top_left { "头条在左上" } else { "头条不在左上" }.to_owned(),
            if m.lead_top_left { "lead at the top left" } else { "lead not at the top left" }.to_owned(),
        ),
        line(
            "butting-heads",
            f64::from(m.butting_heads),
            m.butting_heads == 0,
            format!("碰题 {}", m.butting_heads),
            format!("{} butting heads", m.butting_heads),
        ),
        line(
            "hierarchy",
            m.hierarchy,
            m.hierarchy * 1000.0 >= f64::from(limits.hierarchy),
            format!("题号与稿件等级一致度 {:.2}", m.hierarchy),
            format!("size of heads follows rank: {:.2}", m.hierarchy),
        ),
        faults(
            "outsized-heads",
            m.outsized_heads,
            "次要稿的题不大过上面更重要的",
            |n| format!("{n} 处次要稿的题大过上面更重要的"),
            |n| format!("{n} heads larger than a stronger one above"),
        ),
        line(
            "position",
            m.position,
            m.position >= 0.9,
            format!("版位与等级一致度 {:.2}", m.position),
            format!("places follow rank: {:.2}", m.position),
        ),
        line(
            "head-fill",
            least,
            least >= 0.8 && most <= 1.0005,
            format!("标题占栏宽 {:.0}–{:.0} %", least * 100.0, most * 100.0),
            format!("heads fill {:.0}–{:.0} %", least * 100.0, most * 100.0),
        ),
    ]
}

fn art(m: &Metrics, limits: &Limits, pictures: usize) -> Vec<Line> {
    if pictures == 0 {
        return vec![line("art", 0.0, true, "本版无图".to_owned(), "no pictures".to_owned())];
    }
    let mut lines = vec![
        line(
            "art",
            m.art,
            (20.0..=40.0).contains(&m.art) || pictures == 1,
            format!("图片占 {:.0} %", m.art),
            format!("pictures take {:.0} %", m.art),
        ),
        line(
            "largest",
            m.largest,
            m.largest <= 25.0,
            format!("最大的图占 {:.0} %", m.largest),
            format!("the largest picture takes {:.0} %", m.largest),
        ),
        line(
            "crop",
            m.crop,
            m.crop <= f64::from(limits.crop) / 10.0,
            format!("最多裁去 {:.0} %", m.crop),
            format!("at most {:.0} % cropped", m.crop),
        ),
        faults(
            "pictures-touch",
            m.pictures_touch,
            "图不相撞",
            |n| format!("{n} 处两稿的图相撞"),
            |n| format!("{n} pictures of two stories touch"),
        ),
    ];
    if pictures > 1 {
        lines.splice(1..1, several(m));
    }
    lines
}

/// What counts where there is more than one picture.
fn several(m: &Metrics) -> [Line; 2] {
    [
        line(
            "dominance",
            m.dominance,
            m.dominance >= 1.5,
            format!("主图为次图 {:.1} 倍", m.dominance),
            format!("largest picture {:.1} × the next", m.dominance),
        ),
        line(
            "lead-picture",
            f64::from(u8::from(m.lead_picture)),
            m.lead_picture,
            if m.lead_picture {
                "最大的图在最重要的有图稿里"
            } else {
                "最大的图不在最重要的有图稿里"
            }
            .to_owned(),
            if m.lead_picture {
                "largest picture with the strongest story"
            } else {
                "largest picture with a weaker story"
            }
            .to_owned(),
        ),
    ]
}

fn form(m: &Metrics, modules: usize) -> Vec<Line> {
    vec![
        line(
            "through-lines",
            f64::from(m.through_lines),
            m.through_lines <= 1,
            if m.through_lines == 0 { "无通线".to_owned() } else { format!("通线 {} 条", m.through_lines) },
            format!("{} gutters through the middle", m.through_lines),
        ),
        faults(
            "boxes-touch",
            m.boxes_touch,
            "框不相撞",
            |n| format!("{n} 处两框相撞"),
            |n| format!("{n} pairs of boxes touch"),
        ),
        line(
            "edges",
            f64::from(m.edges[0] + m.edges[1]),
            f64::from(m.edges[0] + m.edges[1]) <= 3.0 * modules as f64,
            format!("栏边 {} 条、行边 {} 条", m.edges[0], m.edges[1]),
            format!("{} edges across, {} down", m.edges[0], m.edges[1]),
        ),
        line(
            "balance",
            m.balance,
            m.balance <= 8.0,
            format!("重心偏离 {:.0} %", m.balance),
            format!("centre of ink {:.0} % off", m.balance),
        ),
        line(
            "kinds",
            f64::from(m.kinds),
            m.kinds >= 2 || modules < 4,
            format!("题式 {} 种（横、竖、题图、加框）", m.kinds),
            format!("{} kinds of module", m.kinds),
        ),
    ]
}
