//! What newspapers draw beside type and photographs: rules of all kinds, 花边, 底纹, effects of heads, codes, 专色.

use serde::{Deserialize, Serialize};

use super::soundness::{Check, ensure};
use crate::finding::Said;
use crate::geom::Length;
use crate::ink::Ink;

/// A line round something, or between things.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Border {
    /// Thickness of the whole: of both lines of a double rule with the gap between them, of the strip of a 花边.
    pub width: Length,
    /// Ink.
    pub ink: Ink,
    /// How it is drawn.
    #[serde(default, skip_serializing_if = "Pattern::is_solid")]
    pub pattern: Pattern,
}

impl Border {
    /// A plain line.
    #[must_use]
    pub const fn solid(width: Length, ink: Ink) -> Self {
        Self { width, ink, pattern: Pattern::Solid }
    }
}

/// How a rule or border is drawn. All of them are outlines made from numbers, none is a picture; the strip is as deep as
/// the border is thick, and its motif is stretched a little so that whole ones fill every side.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    /// 正线, or when thick 反线.
    #[default]
    Solid,
    /// 双线.
    Double,
    /// 三线: the middle one thick.
    Triple,
    /// 文武线: thick outside or above.
    ThickThin,
    /// 武文线: thick inside or below.
    ThinThick,
    /// 虚线.
    Dashed,
    /// 点线.
    Dotted,
    /// 点划线.
    DashDot,
    /// 水线, 曲线.
    Wave,
    /// 双曲线.
    DoubleWave,
    /// 折线.
    Zigzag,
    /// 珠链.
    Beads,
    /// 珠节.
    BeadsAndBars,
    /// 菱花.
    Diamonds,
    /// 棋盘.
    Checks,
    /// 牙子: teeth that point inwards.
    Teeth,
    /// 雉堞.
    Battlements,
    /// 回纹.
    Meander,
    /// 贝纹.
    Scallops,
    /// 绳纹.
    Rope,
    /// 竹节.
    Bamboo,
    /// 叶纹.
    Leaves,
    /// 三叶.
    Trefoils,
    /// 梅花.
    Blossoms,
    /// 星.
    Stars,
    /// 十字.
    Crosses,
    /// 铜钱.
    Coins,
    /// 胶片.
    Film,
}

impl Pattern {
    /// All of them, plain rules first.
    pub const ALL: [Self; 28] = [
        Self::Solid,
        Self::Double,
        Self::Triple,
        Self::ThickThin,
        Self::ThinThick,
        Self::Dashed,
        Self::Dotted,
        Self::DashDot,
        Self::Wave,
        Self::DoubleWave,
        Self::Zigzag,
        Self::Beads,
        Self::BeadsAndBars,
        Self::Diamonds,
        Self::Checks,
        Self::Teeth,
        Self::Battlements,
        Self::Meander,
        Self::Scallops,
        Self::Rope,
        Self::Bamboo,
        Self::Leaves,
        Self::Trefoils,
        Self::Blossoms,
        Self::Stars,
        Self::Crosses,
        Self::Coins,
        Self::Film,
    ];

    /// What the desk calls it.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Solid => "正线",
            Self::Double => "双线",
            Self::Triple => "三线",
            Self::ThickThin => "文武线",
            Self::ThinThick => "武文线",
            Self::Dashed => "虚线",
            Self::Dotted => "点线",
            Self::DashDot => "点划线",
            Self::Wave => "水线",
            Self::DoubleWave => "双曲线",
            Self::Zigzag => "折线",
            Self::Beads => "珠链",
            Self::BeadsAndBars => "珠节",
            Self::Diamonds => "菱花",
            Self::Checks => "棋盘",
            Self::Teeth => "牙子",
            Self::Battlements => "雉堞",
            Self::Meander => "回纹",
            Self::Scallops => "贝纹",
            Self::Rope => "绳纹",
            Self::Bamboo => "竹节",
            Self::Leaves => "叶纹",
            Self::Trefoils => "三叶",
            Self::Blossoms => "梅花",
            Self::Stars => "星",
            Self::Crosses => "十字",
            Self::Coins => "铜钱",
            Self::Film => "胶片",
        }
    }

    /// Thickness of the finest thing it draws or leaves blank, in per mille of its depth.
    #[must_use]
    pub const fn finest(self) -> u16 {
        match self {
            Self::Diamonds => 70,
            Self::Coins => 55,
            Self::Scallops => 90,
            Self::Beads | Self::Teeth | Self::Blossoms => 130,
            Self::Meander => 142,
            Self::Triple | Self::BeadsAndBars => 150,
            Self::Rope | Self::Leaves => 180,
            Self::ThickThin | Self::ThinThick | Self::Film => 200,
            Self::Wave | Self::DoubleWave | Self::Crosses => 220,
            Self::Double | Self::Zigzag | Self::Battlements | Self::Trefoils | Self::Stars => 300,
            Self::Checks | Self::Bamboo => 480,
            Self::Solid | Self::Dashed | Self::Dotted | Self::DashDot => 1000,
        }
    }

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    fn is_solid(&self) -> bool {
        *self == Self::Solid
    }
}

/// 底纹, 网纹: a ground of small figures, drawn as outlines.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Texture {
    /// What is repeated.
    pub figure: Figure,
    /// Ink of the figures; between them the ground shows.
    pub ink: Ink,
    /// From one to the next, 0.5–20 mm.
    #[serde(default = "Texture::usual_pitch")]
    pub pitch: Length,
    /// How much of the pitch is inked, in per mille: thickness of a line, diameter of a dot.
    #[serde(default = "Texture::usual_weight")]
    pub weight: u16,
}

impl Texture {
    const fn usual_pitch() -> Length {
        Length::um(1400)
    }

    const fn usual_weight() -> u16 {
        250
    }
}

/// What a [`Texture`] repeats.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figure {
    /// 横线.
    Lines,
    /// 竖线.
    Uprights,
    /// 斜线, rising to the right.
    Slants,
    /// 斜线, falling to the right.
    Falling,
    /// 网格, upright.
    Grid,
    /// 斜网.
    Net,
    /// 网点, in staggered rows.
    Dots,
    /// 十字, in staggered rows.
    Crosses,
    /// 水波.
    Waves,
    /// 方格.
    Checks,
}

impl Figure {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Lines,
        Self::Uprights,
        Self::Slants,
        Self::Falling,
        Self::Grid,
        Self::Net,
        Self::Dots,
        Self::Crosses,
        Self::Waves,
        Self::Checks,
    ];

    /// What the desk calls it.
    #[must_use]
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Lines => "横线",
            Self::Uprights => "竖线",
            Self::Slants => "斜线",
            Self::Falling => "反斜线",
            Self::Grid => "网格",
            Self::Net => "斜网",
            Self::Dots => "网点",
            Self::Crosses => "十字",
            Self::Waves => "水波",
            Self::Checks => "方格",
        }
    }
}

/// 阴影: the type once more, shifted, in another ink.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Shadow {
    /// To the right, in per mille of the em, −300 to 300.
    #[serde(default = "Shadow::usual")]
    pub right: i16,
    /// Down, in per mille of the em, −300 to 300.
    #[serde(default = "Shadow::usual")]
    pub down: i16,
    /// Its ink: a tint, without transparency.
    pub ink: Ink,
}

impl Shadow {
    const fn usual() -> i16 {
        50
    }
}

/// 勾边, or with type in paper white 空心字: a line round the characters, outside them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct HeadOutline {
    /// Thickness in per mille of the em, 1–200.
    pub width: u16,
    /// Ink.
    pub ink: Ink,
}

/// 二维码: drawn from squares in black ink alone, on paper white, with its quiet zone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CodeBlock {
    /// What it says, 1–1000 bytes: usually an address.
    pub text: String,
    /// How much of it may be lost.
    #[serde(default)]
    pub correction: Correction,
}

/// What share of a code may be unreadable.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Correction {
    /// 7 %.
    Low,
    /// 15 %.
    #[default]
    Medium,
    /// 25 %.
    Quartile,
    /// 30 %.
    High,
}

/// 专色: everything inked in the substitute, or in a tint of it, goes on this plate when a PDF/X-4 is made, and is
/// printed as it stands in a PDF/X-1a.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SpotInk {
    /// The plate's name, as the printing house knows the ink: PANTONE 186 C.
    pub name: String,
    /// What stands for it in process inks; not black alone.
    pub substitute: Ink,
}

pub(super) fn ink(ink: Ink) -> Check {
    let fits = [ink.c, ink.m, ink.y, ink.k].iter().all(|v| *v <= 1000);
    ensure(fits, || Said::new("一种墨最多 100%：改小", "an ink over 1000 ‰ cannot be printed"))
}

impl Texture {
    pub(super) fn check(&self) -> Check {
        ink(self.ink)?;
        let fits = self.pitch >= Length::um(500) && self.pitch <= Length::MM * 20;
        let Self { pitch, weight, .. } = *self;
        ensure(fits, || {
            Said::new(
                format!("网纹间距不能是 {pitch}：0.5–20 mm"),
                format!("a texture repeated every {pitch} is outside 0.5–20 mm"),
            )
        })?;
        ensure((20..=900).contains(&weight), || {
            Said::new(
                format!("网纹浓淡不能是 {weight} ‰：20–900"),
                format!("a texture {weight} ‰ inked is outside 20–900"),
            )
        })
    }
}

impl Shadow {
    pub(super) fn check(&self) -> Check {
        ink(self.ink)?;
        let near = self.right.abs() <= 300 && self.down.abs() <= 300;
        ensure(near, || Said::new("阴影偏得太远：最多字大的 30%", "a shadow is shifted by at most 300 ‰ of the em"))
    }
}

impl HeadOutline {
    pub(super) fn check(&self) -> Check {
        ink(self.ink)?;
        let width = self.width;
        ensure((1..=200).contains(&width), || {
            Said::new(format!("勾边不能是字大的 {width} ‰：1–200"), format!("an outline of {width} ‰ is outside 1–200"))
        })
    }
}

impl CodeBlock {
    pub(super) fn check(&self) -> Check {
        let length = self.text.len();
        ensure((1..=1000).contains(&length), || {
            Said::new(
                format!("二维码装不了 {length} 字节：写 1–1000 字节，一般是网址"),
                format!("a code of {length} bytes cannot be: write 1–1000, usually an address"),
            )
        })
    }
}

/// Names that mean a plate every press has, or all of them.
const TAKEN: [&str; 6] = ["cyan", "magenta", "yellow", "black", "all", "none"];

pub(super) fn check_spots(spots: &[SpotInk]) -> Check {
    let count = spots.len();
    ensure(count <= 4, || {
        Said::new(
            format!("{count} 种专色，印机上没有地方：最多 4 种"),
            format!("{count} spot inks are more than 4: a press has no place for them"),
        )
    })?;
    for (n, spot) in spots.iter().enumerate() {
        spot_itself(spot)?;
        let alike = |other: &SpotInk| {
            other.name == spot.name
                || other.substitute.share_in(spot.substitute).is_some()
                || spot.substitute.share_in(other.substitute).is_some()
        };
        ensure(!spots[..n].iter().any(alike), || {
            let name = &spot.name;
            Said::new(
                format!("两种专色分不开：给“{name}”换一个代用色"),
                format!("two spot inks are alike: give “{name}” another substitute"),
            )
        })?;
    }
    Ok(())
}

fn spot_itself(spot: &SpotInk) -> Check {
    let name = &spot.name;
    let plain = (1..=60).contains(&name.len()) && name.trim() == name && !name.chars().any(char::is_control);
    ensure(plain && !TAKEN.contains(&name.to_lowercase().as_str()), || {
        Said::new(
            format!("专色名“{name}”不行：写印厂用的名字，1–60 字节，不能是四色墨的名字"),
            format!(
                "spot ink “{name}” needs the name the printing house knows it by, 1–60 bytes, and not a process ink's"
            ),
        )
    })?;
    ink(spot.substitute)?;
    let of_its_own = !spot.substitute.is_black_only() && spot.substitute != Ink::PAPER;
    ensure(of_its_own, || {
        Said::new(
            format!("专色“{name}”要有代用色：不能是纸白，也不能只用黑"),
            format!("spot ink “{name}” needs a substitute other than paper and black alone"),
        )
    })
}
