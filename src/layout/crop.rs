//! What part of a picture its frame shows: always filled, never distorted.

use crate::display::Crop;
use crate::geom::Rect;
use crate::model::PictureCrop;

const WHOLE: i128 = 1_000_000;

/// The part shown in `frame`: as much of the picture as fills it, enlarged by the zoom, the focus as near the middle as
/// the picture's edges allow. The whole picture where its size is unknown.
pub(super) fn cover(frame: Rect, pixels: [u32; 2], crop: PictureCrop) -> Crop {
    let [pw, ph] = pixels.map(i128::from);
    let (fw, fh) = (i128::from(frame.width.as_nm()), i128::from(frame.height.as_nm()));
    if pw == 0 || ph == 0 || fw <= 0 || fh <= 0 {
        return Crop::WHOLE;
    }
    let zoom = i128::from(crop.zoom.max(1000));
    // Shown share of one side when the other is shown whole: (frame's aspect) ÷ (picture's aspect), at most all of it.
    let part = |along: i128, across: i128| {
        let share = if along < across { WHOLE * along / across } else { WHOLE };
        (share * 1000 / zoom).clamp(1, WHOLE)
    };
    let wide = part(fw * ph, fh * pw);
    let high = part(fh * pw, fw * ph);
    let (left, right) = about(wide, crop.focus[0]);
    let (top, bottom) = about(high, crop.focus[1]);
    Crop { left, top, right, bottom }
}

fn about(share: i128, focus: u16) -> (u32, u32) {
    let middle = i128::from(focus.min(1000)) * 1000;
    let start = (middle - share / 2).clamp(0, WHOLE - share);
    let held = |v: i128| u32::try_from(v).unwrap_or(0);
    (held(start), held(start + share))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Length;

    fn frame(w: i64, h: i64) -> Rect {
        Rect::new(Length::ZERO, Length::ZERO, Length::MM * w, Length::MM * h)
    }

    #[test]
    fn a_wide_picture_in_a_square_loses_its_sides() {
        let crop = cover(frame(50, 50), [3000, 2000], PictureCrop::default());
        assert_eq!(crop, Crop { left: 166_667, top: 0, right: 833_333, bottom: 1_000_000 });
        let at_left = cover(frame(50, 50), [3000, 2000], PictureCrop { focus: [100, 500], zoom: 1000 });
        assert_eq!((at_left.left, at_left.right), (0, 666_666));
    }

    #[test]
    fn nothing_is_ever_distorted() {
        for (w, h) in [(10, 70), (70, 10), (33, 47), (300, 1)] {
            for pixels in [[4000, 3000], [17, 4001], [1, 1]] {
                for zoom in [0, 1000, 1700, 60_000] {
                    let c = cover(frame(w, h), pixels, PictureCrop { focus: [900, 2000], zoom });
                    assert!(c.left < c.right && c.right <= 1_000_000 && c.top < c.bottom && c.bottom <= 1_000_000);
                    let shown = f64::from(c.right - c.left) * f64::from(pixels[0])
                        / (f64::from(c.bottom - c.top) * f64::from(pixels[1]));
                    let aspect = w as f64 / h as f64;
                    // Millionths of the picture: a sliver of it cannot be cut more exactly than that.
                    let coarse = 2.0 / f64::from((c.right - c.left).min(c.bottom - c.top));
                    assert!((shown / aspect - 1.0).abs() <= coarse, "{w}×{h} {pixels:?} {zoom}: {c:?}");
                }
            }
        }
    }

    #[test]
    fn an_unmeasured_picture_is_shown_whole() {
        assert_eq!(cover(frame(1, 1), [0, 0], PictureCrop::default()), Crop::WHOLE);
    }
}
