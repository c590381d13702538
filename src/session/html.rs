//! The report as one HTML page that needs nothing beside itself: the pages' pictures with numbered places, the findings
//! beside them.

use std::fmt::Write;

use super::{Report, Session, SessionError};
use crate::export::png;
use crate::finding::{Language, Said, Severity};
use crate::geom::{Rect, Size};
use crate::preflight::Inspected;

/// Resolution of the pages' pictures: a broadsheet's headlines can be read, and the file stays mailable.
const PPI: u16 = 80;

impl Session {
    /// The report on these pages as one HTML page. The same edition, profile and language give the same bytes.
    ///
    /// # Errors
    /// [`SessionError::Png`] where a page's picture cannot be made.
    pub fn report_page(&mut self, report: &Report, pages: &[u16], language: Language) -> Result<String, SessionError> {
        let edition = std::sync::Arc::clone(self.edition());
        let composed = self.composed().to_vec();
        let title = format!("{} {}", edition.paper, edition.date);
        let mut html = String::new();
        let tongue = match language {
            Language::Chinese => "zh-CN",
            Language::English => "en",
        };
        let _ = write!(html, "<!DOCTYPE html>\n<html lang=\"{tongue}\">\n<meta charset=\"utf-8\">\n");
        let heading = words(language, "预检报告", "Preflight report");
        let _ = write!(html, "<title>{heading} {}</title>\n<style>{STYLE}</style>\n", escaped(&title));
        let of = report.found.iter().filter(|i| i.finding.place.page.is_some_and(|p| pages.contains(&p)));
        let count = |severity| of.clone().filter(|i| i.finding.severity == severity).count();
        let _ =
            writeln!(html, "<header><h1>{}</h1><p>{heading} · {}</p>", escaped(&title), profile_line(report, language));
        let counts = [Severity::Error, Severity::Warning, Severity::Info]
            .map(|s| format!("<b class=\"{}\">{} {}</b>", class(s), count(s), name(s, language)));
        let _ = writeln!(html, "<p class=\"counts\">{}</p></header>", counts.join(" "));
        for page in composed.iter().filter(|c| pages.contains(&c.sheet.page)) {
            let sheet = &page.sheet;
            let picture = png::write(sheet, PPI, self.library())?;
            let found: Vec<&Inspected> = report.of_page(sheet.page).collect();
            let _ = writeln!(
                html,
                "<section><h2>{}</h2>",
                words(language, &format!("第 {} 版", sheet.page), &format!("Page {}", sheet.page))
            );
            let _ = writeln!(
                html,
                "<div class=\"sheet\"><img alt=\"\" src=\"data:image/png;base64,{}\">",
                base64(&picture)
            );
            for (at, inspected) in found.iter().enumerate() {
                // Numbers of places that begin at one point stand beside each other.
                let origin = |i: &&Inspected| i.finding.place.area.map(|a| (a.x, a.y));
                let shift = found[..at].iter().filter(|other| origin(other) == origin(inspected)).count();
                place(&mut html, at + 1, inspected, sheet.size, shift);
            }
            html.push_str("</div>\n<ol>\n");
            for (number, inspected) in (1..).zip(&found) {
                entry(&mut html, number, inspected, language);
            }
            html.push_str("</ol>\n");
            if found.is_empty() {
                let _ = writeln!(html, "<p class=\"clean\">{}</p>", words(language, "没有问题", "Nothing found"));
            }
            html.push_str("</section>\n");
        }
        html.push_str("</html>\n");
        Ok(html)
    }
}

fn words<'a>(language: Language, zh: &'a str, en: &'a str) -> &'a str {
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

fn profile_line(report: &Report, language: Language) -> String {
    let profile = &report.profile;
    let about = words(language, &profile.zh, &profile.en);
    let hash: String = profile.hash().chars().take(8).collect();
    let changed = words(language, "，选定之后已改", ", changed since it was chosen");
    let changed = if report.profile_changed { changed } else { "" };
    escaped(&format!("{} ({about}) {hash}{changed}", profile.name))
}

const fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn name(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => words(language, "停印", "errors"),
        Severity::Warning => words(language, "警告", "warnings"),
        Severity::Info => words(language, "提示", "notes"),
    }
}

/// The box round a place, in per cent of the page, with its number.
fn place(html: &mut String, number: usize, inspected: &Inspected, page: Size, shift: usize) {
    let Some(area) = inspected.finding.place.area else { return };
    let Rect { x, y, width, height } = area;
    let across = |l: crate::geom::Length| l.as_mm() / page.width.as_mm().max(1.0) * 100.0;
    let down = |l: crate::geom::Length| l.as_mm() / page.height.as_mm().max(1.0) * 100.0;
    let class = class(inspected.finding.severity);
    let _ = writeln!(
        html,
        "<a class=\"place {class}\" href=\"#f{0}-{number}\" style=\"left:{1:.3}%;top:{2:.3}%;width:{3:.3}%;height:{4:.3}%\"><i style=\"margin-left:{5}px\">{number}</i></a>",
        page_of(inspected),
        across(x),
        down(y),
        across(width),
        down(height),
        shift * 26
    );
}

fn page_of(inspected: &Inspected) -> u16 {
    inspected.finding.place.page.unwrap_or(0)
}

fn entry(html: &mut String, number: usize, inspected: &Inspected, language: Language) {
    let finding = &inspected.finding;
    let class = class(finding.severity);
    let _ = write!(
        html,
        "<li id=\"f{}-{number}\" class=\"{class}\"><i>{number}</i><code>{}</code> <b>{}</b>",
        page_of(inspected),
        finding.rule,
        escaped(finding.sentence.said(language))
    );
    if let Some(block) = &finding.place.block {
        let _ = write!(html, " <span>{block}</span>");
    }
    let said = |said: &Said| escaped(said.said(language));
    for remedy in &finding.remedies {
        let _ = write!(html, "<br>→ {}", said(remedy));
    }
    if let Some(fix) = &inspected.fix {
        let _ = write!(html, "<br><em>{} {}</em>", words(language, "可自动修：", "Repair:"), said(&fix.label));
    }
    html.push_str("</li>\n");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// RFC 4648 §4.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0_u32, |w, b| w << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            let digit = if i <= chunk.len() { DIGITS[(word >> (18 - 6 * i) & 63) as usize] } else { b'=' };
            out.push(char::from(digit));
        }
    }
    out
}

const STYLE: &str = "\
body{margin:0;background:#f3f1ec;color:#1c1b19;font:15px/1.55 'Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif}\
header{padding:20px 28px 12px;background:#fff;border-bottom:1px solid #ddd8cf}h1{font-size:22px;margin:0}header p{margin:4px 0;color:#6b665d}\
.counts b{display:inline-block;padding:1px 10px;border-radius:3px;color:#fff;font-weight:600;margin-right:6px}\
.counts .error,li.error>i,.place.error>i{background:#b3261e}.counts .warning,li.warning>i,.place.warning>i{background:#b26a00}\
.counts .info,li.info>i,.place.info>i{background:#2f6f9f}\
section{display:grid;grid-template-columns:minmax(0,3fr) minmax(300px,2fr);gap:8px 28px;padding:20px 28px}h2{grid-column:1/3;margin:0;font-size:18px}\
.sheet{position:relative;align-self:start;box-shadow:0 1px 6px #0003;background:#fff}.sheet img{display:block;width:100%}\
.place{position:absolute;min-width:6px;min-height:6px;border:2px solid;box-sizing:border-box}.place.error{border-color:#b3261e;background:#b3261e1f}\
.place.warning{border-color:#b26a00;background:#b26a001f}.place.info{border-color:#2f6f9f99}\
i{font-style:normal;font-size:12px;color:#fff;padding:0 6px;border-radius:2px;line-height:18px;display:inline-block}.place i{position:absolute;left:-2px;top:-18px}\
ol{list-style:none;margin:0;padding:0}li{background:#fff;padding:8px 12px;margin:0 0 8px;border-left:3px solid #2f6f9f}li.error{border-color:#b3261e}li.warning{border-color:#b26a00}\
li:target,.place:hover{outline:3px solid #1c1b1944}code{color:#6b665d;margin-left:6px}li span{color:#6b665d;font-size:13px}em{font-style:normal;color:#3b6e2f}.clean{color:#3b6e2f}\
@media(max-width:900px){section{display:block}}@media print{body{background:#fff}section{break-before:page}}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_digits() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
