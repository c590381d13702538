//! Inks as they will look in print, on a screen.

use std::sync::Arc;

use super::link::Link;
use super::press::Press;
use super::tables::{D50, xyz_of_lab};
use super::{OutputProfile, profile::Proofs};

/// What a proof takes for white.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum White {
    /// The bare paper of the press, as grey and as yellow as its profile measured it.
    #[default]
    Paper,
    /// The screen's: colours keep their places to each other, bare paper is white.
    Screen,
}

/// A soft proof of one press: cheap to clone, made once for each profile.
#[derive(Clone)]
pub struct Proof(Arc<Link>);

impl std::fmt::Debug for Proof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Proof")
    }
}

impl Proof {
    /// For the press's inks on its paper.
    #[must_use]
    pub fn of(press: &OutputProfile, white: White) -> Self {
        let Proofs { paper, screen } = press.proofs();
        let kept = match white {
            White::Paper => paper,
            White::Screen => screen,
        };
        Self(Arc::clone(kept.get_or_init(|| Arc::new(link(press.tables(), white)))))
    }

    /// sRGB and an opaque alpha for every four bytes of ink, 0 none, 255 solid.
    #[must_use]
    pub fn rgba(&self, inks: &[u8]) -> Vec<u8> {
        self.0.apply(inks)
    }
}

fn link(press: &Press, white: White) -> Link {
    let white = match white {
        White::Paper => press.paper,
        White::Screen => D50,
    };
    Link::build(4, |inks| {
        let xyz = xyz_of_lab(press.print.lab(inks));
        let [r, g, b] = srgb([0, 1, 2].map(|i| xyz[i] * white[i] / D50[i]));
        [r, g, b, 1.0]
    })
}

/// IEC 61966-2-1, from D50 by Bradford's adaptation; what a screen cannot show is cut.
fn srgb([x, y, z]: [f64; 3]) -> [f64; 3] {
    const ROWS: [[f64; 3]; 3] =
        [[3.133_856, -1.616_867, -0.490_615], [-0.978_768, 1.916_142, 0.033_454], [0.071_945, -0.228_991, 1.405_243]];
    ROWS.map(|[a, b, c]| {
        let v = (a * x + b * y + c * z).clamp(0.0, 1.0);
        if v <= 0.003_130_8 { 12.92 * v } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_is_newsprint_and_more_ink_is_darker() {
        let press = OutputProfile::bundled();
        let inks = [[0; 4], [0, 0, 0, 128], [0, 0, 0, 255], [255, 0, 0, 0], [0, 255, 255, 0]].concat();
        let paper = Proof::of(&press, White::Paper).rgba(&inks);
        let [bare, tint, black, cyan, red] = [0, 1, 2, 3, 4].map(|n| [0, 1, 2].map(|i| paper[n * 4 + i]));
        assert!(
            bare.iter().all(|v| (170..240).contains(v)) && bare[2] < bare[0],
            "newsprint is a yellowish grey: {bare:?}"
        );
        assert!(bare[1] > tint[1] && tint[1] > black[1] && black[1] < 110, "{bare:?} {tint:?} {black:?}");
        assert!(cyan[2] > cyan[0] + 40 && red[0] > red[2] + 40, "{cyan:?} {red:?}");
        let screen = Proof::of(&press, White::Screen).rgba(&inks);
        assert!(screen[..3].iter().all(|v| *v >= 253) && screen[3] == 255, "{:?}", &screen[..4]);
    }
}
