//! A house's own: faces, sizes, styles and output. Saved with the edition.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::block::Align;
use super::look::SpotInk;
use super::style::{CharStyle, MarkStyle, ParagraphStyle};
use crate::geom::Length;
use crate::ink::Ink;

/// What a face is for. A role names a list of faces; the first one that is found is used.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Role {
    /// 报宋: body.
    #[serde(rename = "报宋")]
    NewsSong,
    /// 小标宋: headlines.
    #[serde(rename = "小标宋")]
    TitleSong,
    /// 大标宋: lead headline, name of the paper.
    #[serde(rename = "大标宋")]
    DisplaySong,
    /// 中黑: captions, cross-heads, folio.
    #[serde(rename = "中黑")]
    MediumHei,
    /// 粗黑: second headlines.
    #[serde(rename = "粗黑")]
    BoldHei,
    /// 特粗黑: hard news.
    #[serde(rename = "特粗黑")]
    BlackHei,
    /// 楷: kicker, byline, note.
    #[serde(rename = "楷")]
    Kai,
    /// 仿宋: notices.
    #[serde(rename = "仿宋")]
    Fangsong,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::NewsSong,
        Self::TitleSong,
        Self::DisplaySong,
        Self::MediumHei,
        Self::BoldHei,
        Self::BlackHei,
        Self::Kai,
        Self::Fangsong,
    ];

    /// The trade's name of it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NewsSong => "报宋",
            Self::TitleSong => "小标宋",
            Self::DisplaySong => "大标宋",
            Self::MediumHei => "中黑",
            Self::BoldHei => "粗黑",
            Self::BlackHei => "特粗黑",
            Self::Kai => "楷",
            Self::Fangsong => "仿宋",
        }
    }
}

/// A house's settings.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct House {
    /// PostScript names of the faces for each role, best first.
    pub faces: BTreeMap<Role, Vec<String>>,
    /// Headline sizes, from small to large.
    pub ladder: Vec<LadderStep>,
    /// 号 to 磅, as this house counts them (小初 is 30 in one house and 36 in another).
    pub hao: Vec<(String, Length)>,
    /// Paragraph styles by name: `body`, `kicker`, `headline`, `headline-hei`, `headline-lead`, `deck`, `byline`,
    /// `cross-head`, `caption`, `folio`, `folio-name`, `section-head`, `masthead`.
    pub styles: BTreeMap<String, ParagraphStyle>,
    /// Character styles by name: `dateline`, `credit`, and the house's own.
    pub char_styles: BTreeMap<String, CharStyle>,
    /// How pages leave the house.
    pub output: OutputSettings,
    /// The preflight profile its pages are held against; none: the program's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preflight: Option<PreflightChoice>,
}

/// Which preflight profile was chosen, and what it held then.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PreflightChoice {
    /// A built-in profile, or a JSON file in the edition's folder.
    pub name: String,
    /// Hash of its content, 32 hexadecimal digits, so that another content under the same name is noticed.
    pub hash: String,
}

/// A step of the size ladder.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct LadderStep {
    /// Its name, such as 小初.
    pub name: String,
    /// Its size.
    pub size: Length,
}

/// How pages leave the house.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct OutputSettings {
    /// Standard of the PDF.
    pub standard: Standard,
    /// A printer's ICC output profile (CMYK) inside the edition's folder; none: newsprint, coldset, built in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// File name without `.pdf`: `{paper}`, `{date}`, `{page}` or `{page:02}`, `{section}`.
    pub file_name: String,
    /// Resolution to which pictures are reduced, in pixels per inch.
    pub picture_ppi: u16,
    /// How pictures are packed in the PDF.
    #[serde(skip_serializing_if = "PicturePacking::is_lossless")]
    pub picture_packing: PicturePacking,
    /// 专色: at most four.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spots: Vec<SpotInk>,
    /// The most ink of a photograph, all four together, in per cent, 100–400; none: what the profile was made for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ink_limit: Option<u16>,
    /// How much photographs are sharpened against the spread of ink in newsprint, in per cent, 0–500; 0 for none.
    #[serde(skip_serializing_if = "is_zero")]
    pub sharpen: u16,
    /// Every page is printed in black only.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub mono: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
const fn is_zero(v: &u16) -> bool {
    *v == 0
}

impl Default for OutputSettings {
    fn default() -> Self {
        Self {
            standard: Standard::X1a,
            profile: None,
            file_name: "{paper}_{date}_{page:02}".to_owned(),
            picture_ppi: 200,
            picture_packing: PicturePacking::Lossless,
            spots: Vec::new(),
            ink_limit: None,
            sharpen: 0,
            mono: false,
        }
    }
}

/// How pictures are packed in the PDF.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PicturePacking {
    /// As they were separated, bit for bit.
    #[default]
    Lossless,
    /// Photographs as JPEG, for pages that go to distant presses (异地传版); line art stays lossless.
    Jpeg {
        /// 80–100.
        #[serde(default = "PicturePacking::usual_quality")]
        quality: u8,
    },
}

impl PicturePacking {
    /// The quality at which photographs take about 40 % of their lossless size, and no ink of any pixel is off by more than
    /// a tenth of a solid.
    pub const QUALITY: u8 = 88;

    const fn usual_quality() -> u8 {
        Self::QUALITY
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    const fn is_lossless(&self) -> bool {
        matches!(self, Self::Lossless)
    }
}

/// Which PDF/X.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standard {
    /// PDF/X-1a:2003 (ISO 15930-4).
    #[default]
    X1a,
    /// PDF/X-4 (ISO 15930-7:2010).
    X4,
}

impl House {
    /// The paragraph style called `name`, or the plainest one.
    #[must_use]
    pub fn style(&self, name: &str) -> ParagraphStyle {
        self.styles.get(name).or_else(|| self.styles.get("body")).cloned().unwrap_or_default()
    }
}

/// The house a new edition begins with: the bundled faces, body of `body` (one cell), sizes after 小五.
#[must_use]
pub fn default_house(body: Length) -> House {
    House {
        faces: default_faces(),
        ladder: default_ladder(),
        hao: default_hao(),
        styles: default_styles(body),
        char_styles: BTreeMap::from([
            ("dateline".into(), CharStyle { face: Some(Role::MediumHei), ..CharStyle::default() }),
            ("credit".into(), CharStyle { face: Some(Role::Kai), ..CharStyle::default() }),
            ("bold".into(), CharStyle { face: Some(Role::BoldHei), ..CharStyle::default() }),
            ("kai".into(), CharStyle { face: Some(Role::Kai), ..CharStyle::default() }),
            ("fangsong".into(), CharStyle { face: Some(Role::Fangsong), ..CharStyle::default() }),
        ]),
        output: OutputSettings::default(),
        preflight: None,
    }
}

/// A house's own faces first, then the bundled ones, so that the newspaper's licence wins where it is installed.
fn default_faces() -> BTreeMap<Role, Vec<String>> {
    let list = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
    BTreeMap::from([
        (Role::NewsSong, list(&["BaoSongSC-Regular"])),
        (Role::TitleSong, list(&["BaoSongSC-Bold"])),
        (Role::DisplaySong, list(&["BaoSongSC-Black"])),
        (Role::MediumHei, list(&["BaoHeiSC-Medium"])),
        (Role::BoldHei, list(&["BaoHeiSC-Bold"])),
        (Role::BlackHei, list(&["BaoHeiSC-Black"])),
        (Role::Kai, list(&["BaoKaiSC-Regular"])),
        (Role::Fangsong, list(&["BaoFangsongSC-Regular"])),
    ])
}

fn default_ladder() -> Vec<LadderStep> {
    [
        ("五号", 10.5),
        ("小四", 12.0),
        ("四号", 14.0),
        ("三号", 16.0),
        ("小二", 18.0),
        ("二号", 21.0),
        ("小一", 24.0),
        ("一号", 28.0),
        ("小初", 30.0),
        ("小初大", 33.0),
        ("初号", 36.0),
        ("初号大", 42.0),
        ("特号", 48.0),
        ("特号大", 54.0),
        ("特大", 60.0),
        ("超大", 66.0),
        ("特超", 72.0),
    ]
    .map(|(name, bang)| LadderStep { name: name.to_owned(), size: Length::bang(bang) })
    .to_vec()
}

fn default_hao() -> Vec<(String, Length)> {
    [
        ("初号", 36.0),
        ("小初", 30.0),
        ("一号", 28.0),
        ("小一", 24.0),
        ("二号", 21.0),
        ("小二", 18.0),
        ("三号", 16.0),
        ("四号", 14.0),
        ("小四", 12.0),
        ("五号", 10.5),
        ("小五", 9.0),
        ("六号", 8.0),
        ("七号", 5.25),
    ]
    .map(|(name, bang)| (name.to_owned(), Length::bang(bang)))
    .to_vec()
}

fn default_styles(body: Length) -> BTreeMap<String, ParagraphStyle> {
    let base = ParagraphStyle::default();
    let set = |face, bang: f64, align| ParagraphStyle { face, size: Length::bang(bang), align, ..base.clone() };
    // At display sizes the blank half of a mark is a hole in the line, above all beside 『 of a vertical head and where a
    // space follows ”.
    let display = |face, bang, align| ParagraphStyle { marks: MarkStyle::Half, ..set(face, bang, align) };
    let styles = [
        ("body", ParagraphStyle { size: body, align: Align::Justify, indent: 2000, ..base.clone() }),
        ("kicker", display(Role::Kai, 18.0, Align::Centre)),
        ("headline", display(Role::TitleSong, 28.0, Align::Centre)),
        ("headline-hei", display(Role::BoldHei, 28.0, Align::Centre)),
        ("headline-kai", display(Role::Kai, 28.0, Align::Centre)),
        ("headline-lead", display(Role::DisplaySong, 48.0, Align::Centre)),
        ("deck", display(Role::Kai, 16.0, Align::Centre)),
        ("byline", ParagraphStyle { size: body, ..set(Role::Kai, 9.0, Align::End) }),
        ("cross-head", ParagraphStyle { grid_lines: 2, ..display(Role::MediumHei, 11.0, Align::Centre) }),
        ("caption", ParagraphStyle { grid_lines: 1, ..set(Role::MediumHei, 8.0, Align::Start) }),
        ("jump", ParagraphStyle { size: body, ..set(Role::Kai, 9.0, Align::End) }),
        ("folio", set(Role::MediumHei, 8.5, Align::Start)),
        ("folio-name", set(Role::DisplaySong, 14.0, Align::Start)),
        ("folio-number", set(Role::BlackHei, 21.0, Align::Start)),
        ("section-head", set(Role::BoldHei, 18.0, Align::Start)),
        ("section-note", set(Role::MediumHei, 10.5, Align::Start)),
        ("masthead", ParagraphStyle { ink: Ink::RED, ..set(Role::DisplaySong, 96.0, Align::Centre) }),
        ("masthead-line", set(Role::MediumHei, 9.0, Align::Centre)),
    ];
    styles.into_iter().map(|(name, style)| (name.to_owned(), style)).collect()
}
