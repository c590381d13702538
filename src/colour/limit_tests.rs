//! Ink limits, black alone, and separations that come from elsewhere.

use super::tests::{convert, wish};
use super::*;
use crate::ink::Intent;

fn most(inks: &[u8]) -> u32 {
    inks.as_chunks::<4>().0.iter().map(|p| p.iter().map(|v| u32::from(*v)).sum()).max().unwrap()
}

/// Every fifth level of three channels, `step` of the fourth.
fn all(channels: usize, step: usize) -> Vec<u8> {
    let levels: Vec<u8> = (0..=255u8).step_by(step).collect();
    let mut out: Vec<Vec<u8>> = vec![Vec::new()];
    for _ in 0..channels {
        out = out.iter().flat_map(|head| levels.iter().map(move |v| [&head[..], &[*v]].concat())).collect();
    }
    out.concat()
}

#[test]
fn a_lower_limit_is_kept_and_the_lightness_stays() {
    let press = OutputProfile::bundled();
    let colours = all(3, 17);
    let as_lab = |inks: &[u8]| press.tables().print.lab([0, 1, 2, 3].map(|i| f64::from(inks[i]) / 255.0));
    let wide = convert(&colours, Channels::Rgb, None, wish(Intent::Perceptual));
    for limit in [220, 200, 180] {
        let held = convert(&colours, Channels::Rgb, None, Wish { limit, ..wish(Intent::Perceptual) });
        assert!(most(&held) * 100 <= u32::from(limit) * 255, "{limit}: {} %", f64::from(most(&held)) / 2.55);
        assert!(most(&held) * 100 >= u32::from(limit - 4) * 255, "{limit} is made use of: {}", most(&held));
        let off = wide.as_chunks::<4>().0.iter().zip(held.as_chunks::<4>().0).map(|(a, b)| {
            let (a, b) = (as_lab(a), as_lab(b));
            (a[0] - b[0]).abs()
        });
        let off: Vec<f64> = off.collect();
        let mean = off.iter().sum::<f64>() / off.len() as f64;
        assert!(mean < 1.0, "{limit}: L* off by {mean} in the mean");
    }
}

#[test]
fn inks_within_the_limit_are_left_alone_and_the_rest_is_held() {
    let inks = all(4, 15);
    let ours = convert(&inks, Channels::Cmyk, None, wish(Intent::Perceptual));
    assert!(most(&ours) <= 612, "{} %", f64::from(most(&ours)) / 2.55);
    // A cell of the grid (16 levels a side) that touches the limit is bent as a whole.
    let far_below = |p: &[u8; 4]| p.iter().map(|v| u32::from(*v)).sum::<u32>() + 4 * 16 < 612;
    let pairs = inks.as_chunks::<4>().0.iter().zip(ours.as_chunks::<4>().0);
    let (mut kept, mut bent) = (0, 0);
    for (before, after) in pairs {
        if far_below(before) {
            assert_eq!(before, after);
            kept += 1;
        } else {
            bent += u32::from(before != after);
        }
    }
    assert!(kept > 10_000 && bent > 10_000, "{kept} kept, {bent} bent");
}

#[test]
fn a_rich_shadow_becomes_a_black_one_of_the_same_look() {
    let press = OutputProfile::bundled();
    let lab = |inks: &[u8]| press.tables().print.lab([0, 1, 2, 3].map(|i| f64::from(inks[i]) / 255.0));
    for shadow in [[242, 217, 217, 230], [255, 230, 204, 128], [230, 204, 204, 51]] {
        let held = convert(&shadow, Channels::Cmyk, None, wish(Intent::Perceptual));
        let (a, b) = (lab(&shadow), lab(&held));
        let off = (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt();
        assert!(held[3] > shadow[3] || shadow[3] > 220, "{held:?}");
        assert!(off < 8.0, "{shadow:?} → {held:?}: {a:?} {b:?}");
    }
}

#[test]
fn black_alone_stays_on_its_plate() {
    let ramp: Vec<u8> = (0..=255u8).flat_map(|k| [0, 0, 0, k]).collect();
    assert_eq!(convert(&ramp, Channels::Cmyk, None, wish(Intent::Perceptual)), ramp);
    let to_black = Wish { black: true, ..wish(Intent::Perceptual) };
    for (channels, colours) in [(Channels::Rgb, all(3, 51)), (Channels::Cmyk, all(4, 85)), (Channels::Gray, all(1, 1))]
    {
        let inks = convert(&colours, channels, None, to_black);
        assert!(inks.as_chunks::<4>().0.iter().all(|p| p[..3] == [0; 3]), "{channels:?}");
    }
    let greys: Vec<u8> = (0..=255).flat_map(|g| [g; 3]).collect();
    let of_rgb = convert(&greys, Channels::Rgb, None, to_black);
    let of_gray = convert(&all(1, 1), Channels::Gray, None, to_black);
    let off = of_rgb.iter().zip(&of_gray).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
    assert!(off <= 2, "a grey is the same grey whatever it is stored in: {off}");
}

#[test]
fn sharpening_lifts_edges_and_leaves_flats() {
    let mut row: Vec<u8> = [[100; 10], [160; 10]].concat();
    sharpen::sharpen(&mut row, Channels::Gray, 20, 100);
    assert_eq!((row[5], row[14]), (100, 160));
    assert!(row[9] < 95 && row[10] > 165, "{row:?}");
    let mut inks: Vec<u8> = [[[0, 0, 0, 155]; 10], [[0, 0, 0, 95]; 10]].concat().concat();
    sharpen::sharpen(&mut inks, Channels::Cmyk, 20, 100);
    assert!(inks[9 * 4 + 3] > 160 && inks[10 * 4 + 3] < 90, "{inks:?}");
    let mut none = vec![7, 200, 90];
    sharpen::sharpen(&mut none, Channels::Rgb, 1, 0);
    assert_eq!(none, [7, 200, 90]);
}
