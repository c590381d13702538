use std::io::{Cursor, Read};

use image::ImageFormat;

use super::*;
use crate::id::PictureId;
use crate::library::{Channels, Library};

fn per_cent(inks: &[u8]) -> Vec<i32> {
    inks.iter().map(|v| (f64::from(*v) / 2.55).round() as i32).collect()
}

fn separate_rgb(rgb: &[u8]) -> Vec<u8> {
    convert::to_inks(rgb, Channels::Rgb, None, &OutputProfile::bundled())
}

/// Values of LittleCMS for the same profile and intent.
#[test]
fn the_grey_ramp_is_the_one_other_engines_give() {
    let expected: [(u8, [i32; 4]); 10] = [
        (0, [55, 41, 38, 93]),
        (24, [49, 34, 30, 91]),
        (48, [41, 27, 25, 77]),
        (72, [34, 21, 19, 65]),
        (96, [28, 18, 17, 53]),
        (128, [22, 14, 14, 37]),
        (160, [17, 12, 12, 22]),
        (192, [11, 9, 9, 9]),
        (224, [7, 5, 6, 0]),
        (255, [0, 0, 0, 0]),
    ];
    for (grey, inks) in expected {
        let ours = per_cent(&separate_rgb(&[grey; 3]));
        let near = ours.iter().zip(inks).all(|(a, b)| (a - b).abs() <= 1);
        assert!(near, "grey {grey}: {ours:?} instead of {inks:?}");
    }
}

#[test]
fn no_colour_exceeds_the_ink_limit() {
    let steps = (0..=255u16).step_by(5).map(|v| v as u8);
    let grid: Vec<u8> = steps
        .clone()
        .flat_map(|r| steps.clone().flat_map(move |g| (0..52u8).flat_map(move |b| [r, g, b * 5])))
        .collect();
    let inks = separate_rgb(&grid);
    let most = inks.chunks_exact(4).map(|p| p.iter().map(|v| u32::from(*v)).sum::<u32>()).max().unwrap();
    assert!((500..=612).contains(&most), "{} %", f64::from(most) / 2.55);
}

#[test]
fn a_grey_picture_prints_on_the_black_plate_alone() {
    let ramp: Vec<u8> = (0..=255).collect();
    let inks = convert::to_inks(&ramp, Channels::Gray, None, &OutputProfile::bundled());
    let black: Vec<u8> = inks
        .chunks_exact(4)
        .map(|p| {
            assert_eq!(p[..3], [0; 3]);
            p[3]
        })
        .collect();
    assert!(black.is_sorted_by(|a, b| a >= b));
    assert_eq!((black[0], black[255]), (255, 0));
    // Dot gain: a middle grey needs less ink than half.
    assert!((70..=115).contains(&black[128]), "{}", black[128]);
}

#[test]
fn a_profile_that_is_none_or_not_a_press_s_is_refused() {
    let press = include_bytes!("../../../assets/icc/newsprint-coldset-tr002-tac240.icc");
    let own = OutputProfile::from_bytes(press.to_vec()).unwrap();
    assert_eq!((own.name(), own.condition()), ("Newsprint coldset TR002 TAC240", "Newsprint coldset TR002 TAC240"));
    let screen = include_bytes!("../../../assets/icc/sRGB.icc");
    let error = OutputProfile::from_bytes(screen.to_vec()).unwrap_err();
    assert_eq!(error, ProfileError::NotAPress("mntr of RGB".to_owned()));
    assert!(matches!(OutputProfile::from_bytes(press[..5000].to_vec()), Err(ProfileError::NotAProfile(_))));
    assert!(matches!(OutputProfile::from_bytes(vec![]), Err(ProfileError::NotAProfile(_))));
    let mut wild = press.to_vec();
    wild[128..140].fill(0xff);
    assert!(matches!(OutputProfile::from_bytes(wild), Err(ProfileError::NotAProfile(_))));
}

#[test]
fn crops_are_whole_pixels_and_never_empty() {
    assert_eq!(resample::window(Crop::WHOLE, [300, 200]), [0, 0, 300, 200]);
    let third = Crop { left: 333_333, top: 0, right: 666_667, bottom: 500_000 };
    assert_eq!(resample::window(third, [300, 200]), [100, 0, 100, 100]);
    let sliver = Crop { left: 999_999, top: 0, right: 1_000_000, bottom: 1 };
    assert_eq!(resample::window(sliver, [3, 2]), [2, 0, 1, 1]);
}

fn photo(width: u32, height: u32) -> (Library, PictureId) {
    let picture = image::RgbImage::from_fn(width, height, |x, y| {
        image::Rgb([(x * 255 / width) as u8, (y * 255 / height) as u8, if (x / 8 + y / 8) % 2 == 0 { 200 } else { 40 }])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let library = Library::of_folder(Path::new("fonts"));
    let id = PictureId::new("photo").unwrap();
    library.insert_picture(&id, "photo.png", bytes.into_inner()).unwrap();
    (library, id)
}

#[test]
fn flat_areas_stay_flat_and_edges_stay_in_range_when_made_smaller() {
    let data: Vec<u8> = (0..90 * 90).map(|i| if i % 90 < 45 { 13 } else { 255 }).collect();
    let pixels = crate::library::Pixels { width: 90, height: 90, channels: Channels::Gray, data, profile: None };
    let small = resample::resample(&pixels, [0, 0, 90, 90], [30, 20]);
    assert_eq!(small.len(), 600);
    for row in small.chunks_exact(30) {
        assert!(row[..10].iter().all(|v| *v == 13) && row[20..].iter().all(|v| *v == 255), "{row:?}");
    }
}

#[test]
fn the_packed_rows_unpack_to_the_inks() {
    let (library, id) = photo(40, 30);
    let file = library.opened_picture(&id).unwrap();
    let crop = Crop { left: 250_000, top: 0, right: 750_000, bottom: 1_000_000 };
    let packed = separate(&file, crop, [500, 500], &OutputProfile::bundled(), None).unwrap();
    assert_eq!((packed.width, packed.height), (20, 30), "never enlarged");
    let mut rows = Vec::new();
    flate2::read::ZlibDecoder::new(&packed.stream[..]).read_to_end(&mut rows).unwrap();
    let pixels = file.decode().unwrap();
    let shown = resample::resample(&pixels, [10, 0, 20, 30], [20, 30]);
    assert_eq!(unfiltered(&rows, 80), separate_rgb(&shown));
}

/// PNG's own undoing of Paeth (PNG §9.2), written independently of the packing.
fn unfiltered(rows: &[u8], stride: usize) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::new();
    for (y, row) in rows.chunks_exact(stride + 1).enumerate() {
        assert_eq!(row[0], 4);
        for x in 0..stride {
            let at =
                |dx: usize, dy: usize| if x < dx || y < dy { 0 } else { i32::from(out[(y - dy) * stride + x - dx]) };
            let (a, b, c) = (at(4, 0), at(0, 1), at(4, 1));
            let p = a + b - c;
            let nearest = [a, b, c].into_iter().min_by_key(|v| (p - v).abs()).unwrap();
            out.push(row[x + 1].wrapping_add(nearest as u8));
        }
    }
    out
}

#[test]
fn a_kept_separation_is_used_and_a_damaged_one_is_replaced() {
    let (library, id) = photo(64, 48);
    let file = library.opened_picture(&id).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let press = OutputProfile::bundled();
    let again = || separate(&file, Crop::WHOLE, [32, 24], &press, Some(folder.path())).unwrap();
    let fresh = separate(&file, Crop::WHOLE, [32, 24], &press, None).unwrap();
    assert_eq!(again(), fresh);
    let kept: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(kept.len(), 1);
    let sound = std::fs::read(&kept[0]).unwrap();
    assert_eq!(again(), fresh);
    for at in [0, 17, 24, 29, 40, sound.len() - 1] {
        let mut damaged = sound.clone();
        damaged[at] ^= 1;
        std::fs::write(&kept[0], damaged).unwrap();
        assert_eq!(again(), fresh, "byte {at}");
        assert_eq!(std::fs::read(&kept[0]).unwrap(), sound, "byte {at}");
    }
    std::fs::write(&kept[0], &sound[..20]).unwrap();
    assert_eq!(again(), fresh);
    let other = separate(&file, Crop::WHOLE, [16, 12], &press, Some(folder.path())).unwrap();
    assert_eq!((other.width, other.height), (16, 12));
}
