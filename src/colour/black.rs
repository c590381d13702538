//! Black-point compensation: the darkest of a picture becomes the darkest of the print, so that shadows keep their steps.

use super::tables::{D50, Lab, lab_of_xyz, xyz_of_lab};

/// L* of the black that version 4 profiles refer perceptual colours to (ICC.1:2010 §6.3.4.3).
pub(super) const REFERENCE_BLACK: f64 = 3.1373;

/// A scaling of XYZ between two blacks that leaves white alone; both blacks are taken as neutral.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Compensation {
    scale: f64,
}

impl Compensation {
    /// From a black of lightness `from` to one of `to`.
    pub(super) fn between(from: f64, to: f64) -> Self {
        let luminance = |l: f64| xyz_of_lab([l.clamp(0.0, 50.0), 0.0, 0.0])[1];
        Self { scale: (1.0 - luminance(to)) / (1.0 - luminance(from)) }
    }

    pub(super) fn apply(self, lab: Lab) -> Lab {
        if (self.scale - 1.0).abs() < 1e-9 {
            return lab;
        }
        let xyz = xyz_of_lab(lab);
        lab_of_xyz([0, 1, 2].map(|i| (D50[i] - (D50[i] - xyz[i]) * self.scale).max(0.0)))
    }
}
