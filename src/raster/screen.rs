//! Print inks on a screen.

use crate::ink::Ink;

/// What a solid of cyan, magenta, yellow and black lets through of red, green and blue, as sRGB bytes: rounded from the
/// solids of good offset inks on white.
const SOLIDS: [[u8; 3]; 4] = [[0, 155, 223], [222, 0, 122], [255, 230, 0], [30, 28, 27]];

/// The sRGB colour of an ink on white paper.
///
/// Each ink is a filter in front of the paper and filters multiply: `Π (1 − coverage × (1 − solid))`. Coverage is taken
/// straight in sRGB's own curved values, which darkens a middle tint about as much as the dot gain of newsprint does
/// (50 % prints like 76 %, and 0.5 in sRGB is 21 % of the light). A picture for people, not colour management.
#[must_use]
pub fn rgb(ink: Ink) -> [u8; 3] {
    rgb_of_bytes([ink.c, ink.m, ink.y, ink.k].map(|v| ((u32::from(v.min(1000)) * 255 + 500) / 1000) as u8))
}

/// The same for coverages as bytes, 255 = solid: the pixels of a CMYK picture.
#[must_use]
pub fn rgb_of_bytes(cmyk: [u8; 4]) -> [u8; 3] {
    [0, 1, 2].map(|channel| {
        let through = |light: u32, (coverage, solid): (u8, [u8; 3])| {
            let filter = 255 * 255 - u32::from(coverage) * (255 - u32::from(solid[channel]));
            (light * filter + 32_512) / (255 * 255)
        };
        cmyk.into_iter().zip(SOLIDS).fold(255, through) as u8
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_is_white_and_solids_are_themselves() {
        assert_eq!(rgb(Ink::PAPER), [255; 3]);
        assert_eq!(rgb(Ink::BLACK), [30, 28, 27]);
        assert_eq!(rgb(Ink::percent(100, 0, 0, 0)), [0, 155, 223]);
        assert_eq!(rgb(Ink::RED), [222, 0, 0]);
    }

    #[test]
    fn more_ink_is_never_lighter() {
        let greys: Vec<u8> = (0..=100).map(|k| rgb(Ink::grey(k))[0]).collect();
        assert!(greys.is_sorted_by(|a, b| a > b), "{greys:?}");
    }
}
