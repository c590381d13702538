//! DOC, GEO, COL, TXT on the finished file, and NAM on its name: the last look before it leaves the house.

use super::Inspected;
use super::profile::Profile;
use crate::export::pdf::Survey;
use crate::finding::{Finding, Severity, Where};

/// A written file.
#[derive(Clone, Debug)]
pub struct FileFacts<'a> {
    /// The page it shows.
    pub page: u16,
    /// `x1a` or `x4`, as it was asked for.
    pub standard: &'a str,
    /// Bytes.
    pub bytes: usize,
    /// What a reader finds in it.
    pub survey: &'a Survey,
    /// What the title should hold: paper, date and number of the page.
    pub title: Vec<String>,
    /// The page's trimmed width and height in points.
    pub size_pt: [f64; 2],
    /// Its name and what it was sent as before.
    pub name: NameFacts,
}

/// A file's name.
#[derive(Clone, Debug, Default)]
pub struct NameFacts {
    /// The name without its ending.
    pub stem: String,
    /// The name the template gives.
    pub by_template: String,
    /// Version letter it is sent with now.
    pub version: char,
    /// Version letter it was last sent with, and whether its content is the same.
    pub before: Option<(char, bool)>,
    /// True where the name says colour, false where it says black; none where it says neither.
    pub says_colour: Option<bool>,
    /// The page prints in colour.
    pub is_colour: bool,
}

/// What is wrong with a finished file.
#[must_use]
pub fn inspect_file(file: &FileFacts<'_>, profile: &Profile) -> Vec<Inspected> {
    let mut faults = Faults { page: file.page, found: Vec::new() };
    standard(file, profile, &mut faults);
    document(file, &mut faults);
    pages(file, profile, &mut faults);
    colour(file, profile, &mut faults);
    type_(file, &mut faults);
    name(file, profile, &mut faults);
    let judged = faults.found.into_iter().filter_map(|f| profile.judged(f));
    judged.map(|finding| Inspected { finding, fix: None }).collect()
}

struct Faults {
    page: u16,
    found: Vec<Finding>,
}

impl Faults {
    fn say(&mut self, wrong: bool, rule: &'static str, severity: Severity, zh: String, en: String) {
        if !wrong {
            return;
        }
        let place = Where { page: Some(self.page), ..Where::default() };
        let finding = Finding::new(rule, severity, zh, en).at(place);
        let (zh, en) = remedy(rule);
        let finding = finding.remedy(zh, en);
        self.found.push(finding);
    }

    fn error(&mut self, wrong: bool, rule: &'static str, zh: &str, en: &str) {
        self.say(wrong, rule, Severity::Error, zh.to_owned(), en.to_owned());
    }
}

/// What helps. Most of these this program never writes: then the file was changed by another, or it is our mistake.
fn remedy(rule: &str) -> (&'static str, &'static str) {
    match rule {
        "DOC-12" => ("降低图片分辨率再输出，或与印厂商量", "export with fewer pixels an inch, or ask the printer"),
        "NAM-01" => ("在输出设置里改用印厂的文件名模板", "set the printer's template of names in the output settings"),
        "NAM-02" => ("改用下一个版本字母", "send it with the next version letter"),
        "NAM-03" => (
            "在文件名模板里用 {colour}，由程序填写",
            "put {colour} into the template of names; the program fills it in",
        ),
        "NAM-04" => (
            "检查各字体都在，版号条用中黑、粗黑或报宋排",
            "see that the faces are there: the slug line is set in 中黑, 粗黑 or 报宋",
        ),
        _ => ("重新输出；仍有错请报告", "export it again; report it where it stays"),
    }
}

/// DOC-01, DOC-02, DOC-04, DOC-08, DOC-09.
fn standard(file: &FileFacts<'_>, profile: &Profile, faults: &mut Faults) {
    let (survey, x1a) = (file.survey, file.standard == "x1a");
    let taken = profile.limits.standards.iter().any(|s| s == file.standard);
    let list = profile.limits.standards.join(", ");
    let (zh, en) = (format!("印厂只收 {list}"), format!("The printer takes {list} and nothing else"));
    faults.say(!taken, "DOC-01", Severity::Error, zh, en);
    let claims = if x1a { survey.claims.starts_with("PDF/X-1a") } else { survey.claims.starts_with("PDF/X-4") };
    faults.error(!claims, "DOC-01", "文件没有声明所选的 PDF/X", "The file does not claim the chosen part of PDF/X");
    let versions: &[&str] = if x1a { &["1.3", "1.4"] } else { &["1.6"] };
    let (zh, en) = (format!("PDF 版本 {}", survey.version), format!("The PDF version is {}", survey.version));
    faults.say(!versions.contains(&survey.version.as_str()), "DOC-02", Severity::Error, zh, en);
    let intent = survey.intent.as_ref();
    let named = intent.is_some_and(|i| !i.condition.is_empty() && i.cmyk_profile);
    faults.error(!named, "DOC-04", "没有带 CMYK 特性文件的输出意图", "There is no output intent with a CMYK profile");
    let see_through = x1a && !survey.transparency.is_empty();
    let what = listed(&survey.transparency);
    let (zh, en) = (format!("X-1a 里有透明：{what}"), format!("There is transparency in X-1a: {what}"));
    faults.say(see_through, "DOC-08", Severity::Error, zh, en);
    let blend = survey.blend_spaces.iter().any(|s| s != "DeviceCMYK");
    faults.error(!x1a && blend, "DOC-09", "透明不在 CMYK 中混合", "Transparency does not blend in CMYK");
}

/// DOC-05, DOC-06, DOC-07, DOC-10, DOC-11, DOC-12.
fn document(file: &FileFacts<'_>, faults: &mut Faults) {
    let survey = file.survey;
    let active = listed(&survey.active);
    let (zh, en) = (format!("文件里有 {active}"), format!("The file holds {active}"));
    faults.say(!survey.active.is_empty(), "DOC-05", Severity::Error, zh, en);
    faults.error(survey.annotations > 0, "DOC-06", "版上有批注", "There are annotations on the page");
    faults.error(survey.layers, "DOC-07", "文件有图层", "The file has layers");
    let trapped = matches!(survey.trapped.as_str(), "True" | "False");
    faults.error(!trapped, "DOC-10", "没有说明是否陷印", "The file does not say whether it is trapped");
    let missing: Vec<&str> = file.title.iter().map(String::as_str).filter(|t| !survey.title.contains(t)).collect();
    let list = missing.join(" ");
    let (zh, en) = (format!("文件标题缺 {list}"), format!("The title lacks {list}"));
    faults.say(!missing.is_empty(), "DOC-11", Severity::Warning, zh, en);
}

/// DOC-03, DOC-12, GEO-02, GEO-04, GEO-09.
fn pages(file: &FileFacts<'_>, profile: &Profile, faults: &mut Faults) {
    let survey = file.survey;
    let count = survey.pages.len();
    let (zh, en) = (format!("一个文件有 {count} 页"), format!("The file has {count} pages"));
    faults.say(count != 1, "DOC-03", Severity::Error, zh, en);
    let megabytes = file.bytes / 1_000_000;
    let most = profile.limits.file_megabytes;
    let (zh, en) =
        (format!("文件 {megabytes} MB，上限 {most} MB"), format!("The file has {megabytes} MB; the limit is {most}"));
    faults.say(megabytes > most as usize, "DOC-12", Severity::Warning, zh, en);
    let near = |a: f64, b: f64| (a - b).abs() < 0.3;
    for page in &survey.pages {
        let [width, height] = file.size_pt;
        let trim = page.trim.is_some_and(|[x, y, r, t]| near(r - x, width) && near(t - y, height));
        let inside = page.trim.zip(Some(page.media)).is_some_and(|(t, m)| {
            m[0] <= t[0] + 0.01 && m[1] <= t[1] + 0.01 && t[2] <= m[2] + 0.01 && t[3] <= m[3] + 0.01
        });
        faults.error(!trim || !inside, "GEO-02", "没有正确的 TrimBox", "There is no right TrimBox");
        let [x, y, r, t] = page.media;
        let bare = near(r - x, width) && near(t - y, height);
        let asked = profile.limits.marks || profile.limits.slug;
        faults.error(
            !bare && !asked,
            "GEO-04",
            "页外有白边或标记",
            "There is a margin or there are marks round the page",
        );
        faults.error(page.rotated || page.scaled, "GEO-09", "页面有旋转或 UserUnit", "The page is rotated or scaled");
    }
}

/// COL-01, COL-02, COL-03, IMG-07, OVP-09.
fn colour(file: &FileFacts<'_>, profile: &Profile, faults: &mut Faults) {
    let (survey, x1a) = (file.survey, file.standard == "x1a");
    let is = |names: &[&str]| -> Vec<&str> {
        survey.colour_spaces.iter().map(String::as_str).filter(|s| names.contains(s)).collect()
    };
    let light = is(&["DeviceRGB", "CalRGB", "CalGray", "Lab", "Indexed RGB"]);
    let (zh, en) = (format!("有 {} 色", light.join("、")), format!("There is colour in {}", light.join(", ")));
    faults.say(!light.is_empty(), "COL-02", Severity::Error, zh, en);
    let spots = is(&["Separation", "DeviceN"]);
    faults.error(x1a && !spots.is_empty(), "COL-03", "有专色", "There is spot colour");
    let most = profile.limits.spot_inks;
    let (names, several) = (listed(&survey.spot_inks), is(&["DeviceN"]));
    let (zh, en) = (
        format!("专色 {names} 多于印刷机的 {most} 个"),
        format!("There are more spot inks than the press' {most}: {names}"),
    );
    faults.say(!x1a && survey.spot_inks.len() > usize::from(most), "COL-03", Severity::Error, zh, en);
    faults.error(!x1a && most == 0 && !several.is_empty(), "COL-03", "有 DeviceN 色", "There is colour in DeviceN");
    faults.error(survey.colour_spaces.contains("All"), "COL-03", "有“全部”色", "There is the colour “All”");
    let known = [
        "DeviceCMYK",
        "DeviceGray",
        "DeviceRGB",
        "CalRGB",
        "CalGray",
        "Lab",
        "Indexed RGB",
        "Separation",
        "DeviceN",
        "All",
    ];
    let other: Vec<&str> = survey.colour_spaces.iter().map(String::as_str).filter(|s| !known.contains(s)).collect();
    let (zh, en) = (format!("有 {} 色", other.join("、")), format!("There is colour in {}", other.join(", ")));
    faults.say(x1a && !other.is_empty(), "COL-01", Severity::Error, zh, en);
    let deep = survey.picture_bits.iter().any(|b| *b > 8);
    faults.error(
        x1a && (deep || survey.soft_masks),
        "IMG-07",
        "图片有 16 位或透明",
        "A picture has 16 bits or a soft mask",
    );
    let (zh, en) = ("黑字用了 DeviceGray", "Black type is DeviceGray");
    faults.say(survey.grey_type, "OVP-09", Severity::Warning, zh.to_owned(), en.to_owned());
}

/// TXT-01 and TXT-07.
fn type_(file: &FileFacts<'_>, faults: &mut Faults) {
    for font in &file.survey.fonts {
        let (zh, en) = (format!("{} 没有嵌入", font.name), format!("{} is not embedded", font.name));
        faults.say(!font.embedded, "TXT-01", Severity::Error, zh, en);
        let (zh, en) =
            (format!("{} 的文字不能复制", font.name), format!("The text of {} cannot be read back", font.name));
        faults.say(!font.readable, "TXT-07", Severity::Warning, zh, en);
    }
}

/// NAM-01 to NAM-04.
fn name(file: &FileFacts<'_>, profile: &Profile, faults: &mut Faults) {
    let name = &file.name;
    let (zh, en) = (
        format!("文件名“{}”不合模板，应为“{}”", name.stem, name.by_template),
        format!("The name “{}” should be “{}”", name.stem, name.by_template),
    );
    faults.say(name.stem != name.by_template, "NAM-01", Severity::Error, zh, en);
    if let Some((before, same)) = name.before {
        let late = !same && name.version <= before;
        let (zh, en) = (
            format!("版面已改，版本仍为 {}（上次 {before}）", name.version),
            format!("The page has changed and is still version {} (last {before})", name.version),
        );
        faults.say(late, "NAM-02", Severity::Error, zh, en);
    }
    let lies = name.says_colour.is_some_and(|says| says != name.is_colour);
    let (zh, en) = ("文件名的彩色黑白标记不实", "The name does not tell colour or black as it is");
    faults.say(lies, "NAM-03", Severity::Warning, zh.to_owned(), en.to_owned());
    let bare = !file.survey.pages.iter().any(|p| p.type_outside);
    let (zh, en) = ("印厂要版号条，文件里没有", "The printer wants a slug line, and there is none");
    faults.say(profile.limits.slug && bare, "NAM-04", Severity::Info, zh.to_owned(), en.to_owned());
}

fn listed(all: &std::collections::BTreeSet<String>) -> String {
    all.iter().map(String::as_str).collect::<Vec<_>>().join(", ")
}
