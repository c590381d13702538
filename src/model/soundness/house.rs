//! What makes the house's settings sound.

use super::{Check, ensure, is_file_name};
use crate::finding::Said;
use crate::geom::Length;
use crate::model::file_name::{FileNameParts, file_name};
use crate::model::house::{House, OutputSettings, PicturePacking, PreflightChoice};
use crate::model::look::{check_spots, ink};
use crate::model::style::{CharStyle, ParagraphStyle};

pub(super) fn check(house: &House) -> Check {
    sizes(house)?;
    ensure(house.styles.contains_key("body"), || {
        Said::new("少了正文样式 body：每期都要有", "style `body` is missing: every edition needs it")
    })?;
    for (name, style) in &house.styles {
        paragraph_style(style).map_err(|why| within((format!("样式 {name}"), format!("style {name}")), &why))?;
    }
    for (name, style) in &house.char_styles {
        let of = || (format!("字符样式 {name}"), format!("character style {name}"));
        char_style(style).map_err(|why| within(of(), &why))?;
    }
    output(&house.output)?;
    house.preflight.as_ref().map_or(Ok(()), preflight)?;
    let profile = house.output.profile.as_deref();
    ensure(profile.is_none_or(|p| p.split('/').all(is_file_name)), || {
        Said::new(
            "色彩文件要放在本期文件夹里：只写文件名",
            "output profile must be a file inside the edition's folder: write its name alone",
        )
    })?;
    check_spots(&house.output.spots)
}

/// What is wrong, after the name of what it is wrong with.
fn within((zh, en): (String, String), why: &Said) -> Said {
    Said::new(format!("{zh}：{}", why.zh), format!("{en}: {}", why.en))
}

fn sizes(house: &House) -> Check {
    let steps = house.ladder.len();
    ensure((1..=60).contains(&steps), || {
        Said::new(format!("字号阶梯有 {steps} 级：要 1–60 级"), format!("size ladder has {steps} steps: give it 1–60"))
    })?;
    ensure(house.ladder.windows(2).all(|w| w[0].size < w[1].size), || {
        Said::new("字号阶梯要一级比一级大：重排", "size ladder must rise from step to step")
    })?;
    for step in &house.ladder {
        let of = || (format!("字号阶梯的 {}", step.name), format!("ladder step {}", step.name));
        type_size(step.size).map_err(|why| within(of(), &why))?;
    }
    for (name, size) in &house.hao {
        type_size(*size).map_err(|why| within((format!("字号表的 {name}"), format!("号 {name}")), &why))?;
    }
    Ok(())
}

fn type_size(size: Length) -> Check {
    let fits = size >= Length::BANG && size <= Length::BANG * 1000;
    ensure(fits, || {
        Said::new(format!("字大不能是 {size}：1–1000 磅"), format!("a type size of {size} is outside 1–1000 磅"))
    })
}

fn paragraph_style(style: &ParagraphStyle) -> Check {
    type_size(style.size)?;
    ink(style.ink)?;
    let stretch = style.stretch;
    ensure((500..=2000).contains(&stretch), || {
        Said::new(format!("长扁不能是 {stretch} ‰：500–2000"), format!("a width of {stretch} ‰ is outside 500–2000"))
    })?;
    let calm = style.indent <= 20_000 && style.hanging_indent <= 20_000 && (-500..=5000).contains(&style.tracking);
    ensure(calm && style.grid_lines <= 40, || {
        Said::new("缩进、字距或占行大得没有用处：改小", "indent, tracking or lines are beyond any use")
    })?;
    let gap = style.western_gap;
    ensure(gap.least <= gap.natural && gap.natural <= gap.most && gap.most <= 1000, || {
        Said::new(
            "中西文间空要最小 ≤ 正常 ≤ 最大 ≤ 1000 ‰：改过来",
            "the Western gap must be least ≤ natural ≤ most ≤ 1000",
        )
    })
}

fn char_style(style: &CharStyle) -> Check {
    style.size.map_or(Ok(()), type_size)?;
    style.ink.map_or(Ok(()), ink)
}

fn output(output: &OutputSettings) -> Check {
    ensure(output.ink_limit.is_none_or(|limit| (100..=400).contains(&limit)), || {
        let limit = output.ink_limit.unwrap_or_default();
        Said::new(format!("总墨量不能限在 {limit}%：100–400%"), format!("ink limit of {limit} % is outside 100–400"))
    })?;
    let sharpen = output.sharpen;
    ensure(sharpen <= 500, || {
        Said::new(format!("锐化不能到 {sharpen}%：最多 500%"), format!("sharpening by {sharpen} % is over 500"))
    })?;
    let ppi = output.picture_ppi;
    ensure((50..=2400).contains(&ppi), || {
        Said::new(
            format!("图片精度不能是 {ppi} ppi：50–2400，新闻纸用 200"),
            format!("picture resolution of {ppi} ppi is outside 50–2400"),
        )
    })?;
    if let PicturePacking::Jpeg { quality } = output.picture_packing {
        let usual = PicturePacking::QUALITY;
        ensure((80..=100).contains(&quality), || {
            Said::new(
                format!("JPEG 质量不能是 {quality}：80–100，一般用 {usual}，或用无损压缩"),
                format!("JPEG quality of {quality} is outside 80–100: take {usual} or pack without loss"),
            )
        })?;
    }
    let sample = FileNameParts { paper: "x", date: "0", page: 1, section: "x", colour: true, version: 'A' };
    file_name(&output.file_name, sample).map(drop).map_err(|bad| {
        let en = format!("template of file names: {bad}");
        Said::new(format!("文件名模板“{}”不成文件名：{TEMPLATE}", bad.0), en)
    })
}

/// What a template of file names is made of.
const TEMPLATE: &str =
    "用字母、{paper}、{date}、{ymd}、{page}、{page:02}、{section}、{colour} 和 {version}，不带文件夹";

fn preflight(chosen: &PreflightChoice) -> Check {
    let name = &chosen.name;
    ensure(is_file_name(name), || {
        Said::new(
            format!("检查标准“{name}”不行：用内置的，或本期文件夹里的文件"),
            format!("preflight profile “{name}” must be a built-in one or a file in the edition's folder"),
        )
    })?;
    let hash = chosen.hash.len() == 32 && chosen.hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    ensure(hash, || {
        Said::new(
            "检查标准的校验码要 32 位十六进制：重选一次检查标准",
            "preflight profile's hash must have 32 hexadecimal digits",
        )
    })
}
