//! What a frame cuts off a picture.

use crate::geom::Rect;

/// Most of a picture that a proposal or a remedy cuts off, in per mille.
pub(super) const MOST: u32 = 180;

/// How much of the picture a frame cuts off at the smallest enlargement that fills it, in per mille.
pub(super) fn loss(frame: Rect, [width, height]: [u32; 2]) -> u32 {
    let along = i128::from(frame.width.as_nm()) * i128::from(height);
    let across = i128::from(frame.height.as_nm()) * i128::from(width);
    let (small, large) = (along.min(across), along.max(across));
    if small <= 0 {
        return 1000;
    }
    u32::try_from(1000 - small * 1000 / large).unwrap_or(1000)
}
