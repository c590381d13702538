//! What a press prints: its profile's tables ready for use, its darkest, its ink limit, its black plate's tones.

use std::sync::OnceLock;

use moxcms::ColorProfile;

use super::black::REFERENCE_BLACK;
use super::tables::{D50, FromLab, Lab, ToLab, Xyz};
use crate::ink::Intent;

/// The tables of an output profile.
pub(super) struct Press {
    /// What inks look like on its paper.
    pub(super) print: ToLab,
    /// How to print a colour, by intent.
    inks: [FromLab; 3],
    /// Perceptual tables are written for the reference medium of version 4.
    version4: bool,
    /// Of the bare paper, in XYZ with a perfect white of 1.
    pub(super) paper: Xyz,
    black: OnceLock<[f64; 256]>,
}

impl Press {
    /// None for a profile without tables both ways between Lab and four inks.
    pub(super) fn of(profile: &ColorProfile) -> Option<Self> {
        let inks = |intent| FromLab::of(profile, intent);
        let paper = profile.media_white_point.map_or(D50, |w| [w.x, w.y, w.z]);
        let plausible = paper.iter().all(|v| (0.2..=1.1).contains(v));
        Some(Self {
            print: ToLab::of(profile, Intent::Relative).filter(ToLab::is_table)?,
            inks: [inks(Intent::Perceptual)?, inks(Intent::Relative)?, inks(Intent::Saturation)?],
            version4: profile.version() >= moxcms::ProfileVersion::V4_0,
            paper: if plausible { paper } else { D50 },
            black: OnceLock::new(),
        })
    }

    pub(super) const fn inks(&self, intent: Intent) -> &FromLab {
        &self.inks[match intent {
            Intent::Perceptual => 0,
            Intent::Relative => 1,
            Intent::Saturation => 2,
        }]
    }

    /// Lightness that the darkest of a picture is brought to before its inks are looked up: for relative colorimetric the
    /// black of the press's own perceptual separation, printed. Perceptual and saturation tables have the way down to it
    /// in them; compensating as well would count it twice.
    pub(super) fn darkest(&self, intent: Intent) -> f64 {
        match intent {
            Intent::Relative => self.print.lab(self.inks(Intent::Perceptual).device([0.0; 3]))[0],
            Intent::Perceptual | Intent::Saturation if self.version4 => REFERENCE_BLACK,
            Intent::Perceptual | Intent::Saturation => 0.0,
        }
    }

    /// The darkest of what its inks were made for: where a separation for this press is looked at as a picture.
    pub(super) fn darkest_print(&self) -> f64 {
        self.print.lab(self.inks(Intent::Relative).device([0.0; 3]))[0]
    }

    /// The limit its tables were made for, in per cent: what they lay down at most, up to the next ten. Presses agree on
    /// tens; the tables stay a little below, or a rounding above.
    pub(super) fn ink_limit(&self) -> u16 {
        const SLACK: f64 = 2.0;
        let most = self.inks.iter().map(FromLab::most_ink).fold(0.0, f64::max);
        (((most * 100.0 - SLACK) / 10.0).ceil() * 10.0).clamp(100.0, 400.0) as u16
    }

    /// L* of the black plate alone, 0–255, never rising with more ink; bare paper is 100.
    fn black(&self) -> &[f64; 256] {
        self.black.get_or_init(|| {
            let mut lightness = [0.0; 256];
            let mut last: f64 = 100.0;
            for (k, l) in lightness.iter_mut().enumerate() {
                last = last.min(self.print.lab([0.0, 0.0, 0.0, k as f64 / 255.0])[0]);
                *l = last;
            }
            lightness
        })
    }

    /// Black alone, 0–1, for a colour of a picture: between bare paper and solid black the lightness of the print
    /// follows that of the picture. One plate stays free of colour casts and of misregister, and the page may have no
    /// other.
    pub(super) fn black_of(&self, lab: Lab) -> f64 {
        let print = self.black();
        let (paper, solid) = (print[0], print[255]);
        let wanted = solid + (paper - solid) * (lab[0] / 100.0).clamp(0.0, 1.0);
        self.black_as_light_as(wanted)
    }

    /// Black alone that prints as light as `wanted`, as near as it can.
    pub(super) fn black_as_light_as(&self, wanted: f64) -> f64 {
        let print = self.black();
        let upper = print.partition_point(|l| *l > wanted);
        if upper == 0 {
            return 0.0;
        }
        if upper == print.len() {
            return 1.0;
        }
        let (a, b) = (print[upper - 1], print[upper]);
        let part = if a > b { (a - wanted) / (a - b) } else { 0.0 };
        ((upper - 1) as f64 + part) / 255.0
    }
}
