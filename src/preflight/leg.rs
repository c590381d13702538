//! LEG: what the law and the regulations on the form of newspapers ask (报纸期刊质量管理规定).

use super::fix;
use super::view::View;
use super::{Fix, Out};
use crate::edit::Command;
use crate::finding::{Finding, Severity, Where};
use crate::geom::{Length, Rect};
use crate::id::{BlockId, Part};
use crate::layout::printed_date;
use crate::model::{Block, BlockKind, Furniture, Page, Place};

pub(super) fn check(view: &View<'_>, out: &mut Out) {
    if view.page.number == 1 {
        masthead(view, out);
    }
    number(view, out);
    ads(view, out);
    extra(view, out);
    dates(view, out);
    credits(view, out);
}

/// An advertisement: a block whose id begins with `ad`, or one that shows a story of the section 广告.
pub(super) fn is_ad(view: &View<'_>, block: &BlockId) -> bool {
    let by_name =
        block.as_str().strip_prefix("ad").is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_lowercase()));
    let story = view.block(block).and_then(|b| match &b.kind {
        BlockKind::Article(article) => Some(&article.story),
        BlockKind::TextFrame(frame) => frame.story.as_ref(),
        BlockKind::Picture(_)
        | BlockKind::Rule(_)
        | BlockKind::Folio(_)
        | BlockKind::Masthead(_)
        | BlockKind::SectionHead(_)
        | BlockKind::Code(_) => None,
    });
    by_name || story.and_then(|s| view.edition.stories.get(s)).is_some_and(|s| s.section.contains("广告"))
}

fn furniture<'a>(view: &View<'a>) -> impl Iterator<Item = (&'a Block, &'a Furniture)> {
    view.page.blocks.iter().filter_map(|b| match &b.kind {
        BlockKind::Folio(f) | BlockKind::Masthead(f) => Some((&**b, f)),
        _ => None,
    })
}

/// What a block prints, all of it.
fn printed(view: &View<'_>, block: &BlockId) -> String {
    let lines = view.lines.iter().filter(|l| l.mark.block == *block).map(|l| l.text.as_str());
    lines.collect::<Vec<_>>().join("\n")
}

/// LEG-01, LEG-02, LEG-03.
fn masthead(view: &View<'_>, out: &mut Out) {
    let block = view.page.blocks.iter().find(|b| matches!(b.kind, BlockKind::Masthead(_)));
    let text = block.map(|b| printed(view, &b.id)).unwrap_or_default();
    let (Some(block), true) = (block, text.contains(&view.edition.paper)) else {
        let place = block.map_or_else(|| view.page_place(), |b| view.block_place(b));
        let zh = format!("头版报头没有报名“{}”", view.edition.paper);
        let en = format!("Page 1 has no masthead with the name “{}”", view.edition.paper);
        let finding =
            Finding::new("LEG-01", Severity::Error, zh, en).remedy("放上报头", "put a masthead on the page").at(place);
        out.add(finding);
        return;
    };
    largest(view, block, out);
    let needed: [(&str, &str, bool); 4] = [
        ("出报日期", "date", text.contains(&printed_date(&view.edition.date).0)),
        ("总期号", "issue number", text.contains("总第") || text.contains('第') && text.contains('期')),
        ("版数", "number of pages", has_page_count(&text)),
        ("CN 号", "CN number", has_cn(&text)),
    ];
    for (zh, en, _) in needed.into_iter().filter(|(.., there)| !there) {
        let finding =
            Finding::new("LEG-03", Severity::Error, format!("报头没有{zh}"), format!("The masthead has no {en}"))
                .remedy("写进报头的文字行", "write it into the masthead's lines")
                .at(view.block_place(block));
        out.add(finding);
    }
}

/// LEG-02.
fn largest(view: &View<'_>, masthead: &Block, out: &mut Out) {
    let of = |own: bool| {
        let runs = view.runs().filter(move |(p, _)| p.mark.is_some_and(|m| (m.block == masthead.id) == own));
        runs.max_by_key(|(_, run)| run.size)
    };
    let (Some((_, name)), Some((piece, other))) = (of(true), of(false)) else { return };
    if name.size > other.size {
        return;
    }
    let zh = format!("报名 {:.0} 磅，不大于版上 {:.0} 磅的字", name.size.as_bang(), other.size.as_bang());
    let en = format!(
        "The paper's name has {:.0} 磅 and is not larger than type of {:.0} 磅",
        name.size.as_bang(),
        other.size.as_bang()
    );
    out.add(
        Finding::new("LEG-02", Severity::Error, zh, en)
            .remedy("加高报头，或缩小那个标题", "make the masthead higher, or that head smaller")
            .at(view.place(piece)),
    );
}

/// 今日8版, 共 8 版, 8版.
fn has_page_count(text: &str) -> bool {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    chars.windows(2).any(|w| (w[0].is_ascii_digit() || "一二三四五六七八九十".contains(w[0])) && w[1] == '版')
}

/// CN 37-0000.
fn has_cn(text: &str) -> bool {
    let solid: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    solid.windows(9).any(|w| {
        let dash = matches!(w[4], '-' | '–' | '—' | '－');
        w[0] == 'C' && w[1] == 'N' && dash && [2, 3, 5, 6, 7, 8].iter().all(|i| w[*i].is_ascii_digit())
    })
}

/// LEG-05: 版序.
fn number(view: &View<'_>, out: &mut Out) {
    let page = view.page.number;
    let blocks: Vec<&Block> = furniture(view).map(|(b, _)| b).collect();
    let said = blocks.iter().any(|b| {
        matches!(b.kind, BlockKind::Masthead(_)) && page == 1 || {
            let text: String = printed(view, &b.id).chars().filter(|c| !c.is_whitespace()).collect();
            text.contains(&format!("{page}版")) || text.contains(&page.to_string())
        }
    });
    if said {
        return;
    }
    let (zh, en) = (format!("第 {page} 版没有报眉版次"), format!("Page {page} does not show its number"));
    let finding = Finding::new("LEG-05", Severity::Error, zh, en)
        .remedy("放上报眉", "put a folio on the page")
        .at(view.page_place());
    out.push(finding, folio(view.page));
}

/// A folio over the type area, where a new page has it.
fn folio(page: &Page) -> Option<Fix> {
    if page.blocks.iter().any(|b| matches!(b.kind, BlockKind::Folio(_))) {
        return None;
    }
    let area = page.setup.type_area();
    let height = Length::MM * 9;
    let y = (area.y - Length::MM * 4 - height).max(Length::ZERO);
    let id = BlockId::new(&format!("folio-{}", page.number)).ok()?;
    let place = Place::Free(Rect::new(area.x, y, area.width, height));
    let block = Block { id, place, locked: true, kind: BlockKind::Folio(Furniture::default()) };
    let command = Command::AddBlock { page: page.number, block: Box::new(block), at: Some(0) };
    Some(fix::fix("放上报眉", "Put a folio on the page", command))
}

/// LEG-06.
fn ads(view: &View<'_>, out: &mut Out) {
    for block in view.page.blocks.iter().filter(|b| is_ad(view, &b.id)) {
        let matter = matches!(block.kind, BlockKind::Article(_) | BlockKind::TextFrame(_) | BlockKind::Picture(_));
        let near = view.area(block).inset(-view.page.setup.grid.line());
        let says = view.lines.iter().any(|l| l.text.contains("广告") && near.overlaps(l.mark.area));
        if !matter || says {
            continue;
        }
        let (zh, en) = (format!("广告 {} 没有标明“广告”", block.id), format!("The ad {} does not say 广告", block.id));
        out.add(
            Finding::new("LEG-06", Severity::Error, zh, en)
                .remedy("在广告上标“广告”二字", "write 广告 on it")
                .at(view.block_place(block)),
        );
    }
}

/// LEG-07.
fn extra(view: &View<'_>, out: &mut Out) {
    let is_extra = view.page.section.contains("号外") || view.edition.paper.contains("号外");
    let added = view.page.section.contains("增期") || view.page.section.contains("增刊");
    if !is_extra && !added {
        return;
    }
    let text: String = furniture(view).map(|(b, _)| printed(view, &b.id)).collect();
    let missing = if is_extra && !text.contains("免费赠阅") {
        ("号外没有标明“免费赠阅”", "The extra does not say that it is free (免费赠阅)")
    } else if is_extra && !text.contains("号外") {
        ("没有标明“号外”", "The page does not say 号外")
    } else if added && !text.contains('增') {
        ("没有标明“增期”", "The page does not say 增期")
    } else {
        return;
    };
    out.add(
        Finding::new("LEG-07", Severity::Error, missing.0, missing.1)
            .remedy("写进报头或报眉", "write it into masthead or folio")
            .at(view.page_place()),
    );
}

/// LEG-08: dates and weekdays an editor wrote into masthead or folio.
fn dates(view: &View<'_>, out: &mut Out) {
    let (date, weekday) = printed_date(&view.edition.date);
    for (block, furniture) in furniture(view) {
        let words = furniture.lines.iter().chain([&furniture.contact]);
        for text in words {
            let other = dates_in(text).into_iter().find(|d| *d != date);
            let day = text.split("星期").nth(1).and_then(|rest| rest.chars().next()).map(|c| format!("星期{c}"));
            let day = day.filter(|d| "一二三四五六日天".contains(d.chars().last().unwrap_or(' ')) && *d != weekday);
            let Some(wrong) = other.or(day) else { continue };
            let zh = format!("写着 {wrong}，出报日为 {date} {weekday}");
            let en = format!("It says {wrong}; the day of the issue is {date} {weekday}");
            out.add(
                Finding::new("LEG-08", Severity::Error, zh, en)
                    .remedy("改日期，或改出报日", "correct it, or the day of the issue")
                    .at(view.block_place(block)),
            );
        }
    }
}

/// Dates written 2026年5月20日.
fn dates_in(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let mut found = Vec::new();
    for at in (0..chars.len()).filter(|i| chars[*i] == '日') {
        let tail: String =
            chars[..=at].iter().rev().take_while(|c| c.is_ascii_digit() || "年月日".contains(**c)).collect();
        let date: String = tail.chars().rev().collect();
        let numbers: Vec<&str> = date.split(['年', '月', '日']).collect();
        if let [year, month, day, ""] = numbers[..]
            && year.len() == 4
            && !month.is_empty()
            && !day.is_empty()
        {
            found.push(date);
        }
    }
    found
}

/// LEG-09.
fn credits(view: &View<'_>, out: &mut Out) {
    let wanted = &view.limits.credits;
    if wanted.is_empty() {
        return;
    }
    let named: Vec<&(String, String)> =
        furniture(view).flat_map(|(_, f)| &f.editors).filter(|(_, name)| !name.trim().is_empty()).collect();
    let missing: Vec<&str> = wanted
        .iter()
        .filter(|w| !named.iter().any(|(role, _)| w.split('|').any(|r| role.contains(r))))
        .filter_map(|w| w.split('|').next())
        .collect();
    if missing.is_empty() {
        return;
    }
    let list = missing.join("、");
    let place = furniture(view).next().map_or_else(|| view.page_place(), |(b, _)| view.block_place(b));
    out.add(
        Finding::new(
            "LEG-09",
            Severity::Warning,
            format!("没有署{list}"),
            format!("The page does not name its {list}"),
        )
        .remedy("写进报眉", "write it into the folio")
        .at(place),
    );
}

/// LEG-04 and the order of pages (LEG-05).
pub(super) fn across(views: &[View<'_>], out: &mut Out) {
    for pair in views.windows(2) {
        let (before, page) = (pair[0].page.number, pair[1].page.number);
        if page > before {
            continue;
        }
        let (zh, en) =
            (format!("第 {page} 版排在第 {before} 版之后"), format!("Page {page} comes after page {before}"));
        out.add(
            Finding::new("LEG-05", Severity::Error, zh, en)
                .remedy("调整版序", "put the pages in order")
                .at(Where { page: Some(page), ..Where::default() }),
        );
    }
    let Some(first) = views.iter().find(|v| v.page.number == 1) else { return };
    let text: String = views
        .iter()
        .flat_map(|v| &v.lines)
        .filter(|l| matches!(l.mark.part, Part::Masthead | Part::Folio | Part::Body | Part::Furniture))
        .map(|l| l.text.as_str())
        .collect();
    let wanted = &first.limits.imprint;
    let missing: Vec<&str> = wanted
        .iter()
        .filter(|w| !w.split('|').any(|word| text.contains(word)))
        .filter_map(|w| w.split('|').next())
        .collect();
    if missing.is_empty() {
        return;
    }
    let list = missing.join("、");
    out.add(
        Finding::new("LEG-04", Severity::Warning, format!("版权项目缺 {list}"), format!("The imprint lacks {list}"))
            .remedy("写进报头的文字行", "write it into the masthead's lines")
            .at(first.page_place()),
    );
}
