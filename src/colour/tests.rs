use std::io::{Cursor, Read};

use image::ImageFormat;

use super::*;
use crate::display::Crop;
use crate::geom::{Length, Rect};
use crate::id::PictureId;
use crate::ink::Intent;
use crate::library::Library;

const PRESS: &[u8] = include_bytes!("../../assets/icc/newsprint-coldset-tr002-tac240.icc");

pub(super) fn wish(intent: Intent) -> Wish {
    Wish { intent, black: false, limit: 240 }
}

pub(super) fn convert(data: &[u8], channels: Channels, own: Option<&[u8]>, wish: Wish) -> Vec<u8> {
    convert::to_inks(data, channels, own, wish, &OutputProfile::bundled())
}

fn separate_rgb(rgb: &[u8]) -> Vec<u8> {
    convert(rgb, Channels::Rgb, None, wish(Intent::Perceptual))
}

/// sRGB, and what LittleCMS 2.16 makes of it through the same profile: perceptual; relative colorimetric with black-point
/// compensation; saturation.
const OTHER_ENGINE: [([u8; 3], [[u8; 4]; 3]); 14] = [
    ([0, 0, 0], [[139, 104, 96, 237], [133, 93, 97, 229], [139, 104, 96, 237]]),
    ([24, 24, 24], [[126, 86, 78, 232], [124, 86, 89, 216], [127, 85, 79, 232]]),
    ([64, 64, 64], [[90, 57, 51, 177], [92, 57, 56, 181], [92, 56, 52, 177]]),
    ([128, 128, 128], [[55, 35, 35, 94], [56, 36, 36, 97], [56, 35, 35, 94]]),
    ([200, 200, 200], [[28, 23, 23, 12], [26, 21, 22, 23], [28, 23, 23, 12]]),
    ([255, 255, 255], [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]),
    ([255, 0, 0], [[0, 223, 234, 1], [0, 241, 239, 3], [0, 255, 238, 0]]),
    ([0, 255, 0], [[105, 0, 250, 0], [103, 0, 196, 0], [177, 0, 255, 0]]),
    ([0, 0, 255], [[241, 110, 0, 31], [248, 192, 0, 0], [250, 154, 0, 3]]),
    ([200, 30, 40], [[0, 229, 204, 27], [0, 235, 190, 44], [0, 250, 216, 10]]),
    ([30, 90, 160], [[208, 76, 0, 65], [229, 129, 0, 34], [227, 112, 0, 34]]),
    ([250, 220, 60], [[2, 13, 238, 1], [3, 14, 228, 6], [2, 12, 241, 1]]),
    ([120, 80, 50], [[20, 100, 192, 145], [33, 89, 152, 150], [5, 107, 217, 145]]),
    ([230, 190, 170], [[4, 50, 73, 10], [7, 47, 63, 15], [3, 55, 79, 6]]),
];

#[test]
fn colours_are_those_another_engine_gives() {
    for (n, intent) in [Intent::Perceptual, Intent::Relative, Intent::Saturation].into_iter().enumerate() {
        for (rgb, inks) in OTHER_ENGINE {
            let ours = convert(&rgb, Channels::Rgb, None, wish(intent));
            let off = ours.iter().zip(inks[n]).map(|(a, b)| a.abs_diff(b)).max().unwrap();
            assert!(off <= 1, "{intent:?} {rgb:?}: {ours:?} instead of {:?}", inks[n]);
        }
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
    let inks = convert(&ramp, Channels::Gray, None, wish(Intent::Perceptual));
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
    let press = PRESS;
    let own = OutputProfile::from_bytes(press.to_vec()).unwrap();
    assert_eq!((own.name(), own.condition()), ("Newsprint coldset TR002 TAC240", "Newsprint coldset TR002 TAC240"));
    let screen = include_bytes!("../../assets/icc/sRGB.icc");
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
    let pixels = Pixels { width: 90, height: 90, channels: Channels::Gray, data, profile: None };
    let small = resample::resample(&pixels, [0, 0, 90, 90], [30, 20]);
    assert_eq!(small.len(), 600);
    for row in small.chunks_exact(30) {
        assert!(row[..10].iter().all(|v| *v == 13) && row[20..].iter().all(|v| *v == 255), "{row:?}");
    }
}

/// Where it has room for so many pixels at 100 ppi.
fn placed(id: &PictureId, crop: Crop, pixels: [i64; 2]) -> Picture {
    let [width, height] = pixels.map(|n| Length::um(254 * n));
    Picture::new(id.clone(), Rect::new(Length::ZERO, Length::ZERO, width, height), crop)
}

fn at_100_ppi() -> Separating {
    Separating { ppi: 100, ..Separating::newsprint() }
}

fn anew(file: &PictureFile, picture: &Picture, how: &Separating, cache: Option<&Path>) -> Separation {
    match separate(file, picture, how, cache).unwrap() {
        Separated::Anew(separation) => separation,
        Separated::AsItIs => panic!("goes through as it is"),
    }
}

#[test]
fn the_packed_rows_unpack_to_the_inks() {
    let (library, id) = photo(40, 30);
    let file = library.opened_picture(&id).unwrap();
    let crop = Crop { left: 250_000, top: 0, right: 750_000, bottom: 1_000_000 };
    let picture = placed(&id, crop, [500, 500]);
    let packed = anew(&file, &picture, &at_100_ppi(), None);
    assert_eq!((packed.width, packed.height), (20, 30), "never enlarged");
    let mut rows = Vec::new();
    flate2::read::ZlibDecoder::new(&packed.stream[..]).read_to_end(&mut rows).unwrap();
    let pixels = file.decode().unwrap();
    let shown = resample::resample(&pixels, [10, 0, 20, 30], [20, 30]);
    assert_eq!(unfiltered(&rows, 80), separate_rgb(&shown));
    assert_eq!(packed.clone().unpack().unwrap(), separate_rgb(&shown));
    assert_eq!(inks(&file, &picture, &at_100_ppi(), None).unwrap(), (20, 30, separate_rgb(&shown)));
    let broken = Separation { height: 29, ..packed.clone() };
    assert_eq!(broken.unpack(), None);
    // What is not packed at all is the same, and comes back from the folder as it went in.
    let plain = Separating { packing: Packing::Unpacked, ..at_100_ppi() };
    let folder = tempfile::tempdir().unwrap();
    let cached = || inks(&file, &picture, &plain, Some(folder.path())).unwrap();
    assert_eq!([cached(), cached()], [(20, 30, separate_rgb(&shown)), (20, 30, separate_rgb(&shown))]);
    let short = Separation { height: 31, ..anew(&file, &picture, &plain, Some(folder.path())) };
    assert_eq!(short.unpack(), None);
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
    let picture = placed(&id, Crop::WHOLE, [32, 24]);
    let again = || anew(&file, &picture, &at_100_ppi(), Some(folder.path()));
    let fresh = anew(&file, &picture, &at_100_ppi(), None);
    assert_eq!(again(), fresh);
    let kept: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().path()).collect();
    assert_eq!(kept.len(), 1);
    let sound = std::fs::read(&kept[0]).unwrap();
    assert_eq!(again(), fresh);
    for at in [0, 17, 24, 29, 40, 55, 60, sound.len() - 1] {
        let mut damaged = sound.clone();
        damaged[at] ^= 1;
        std::fs::write(&kept[0], damaged).unwrap();
        assert_eq!(again(), fresh, "byte {at}");
        assert_eq!(std::fs::read(&kept[0]).unwrap(), sound, "byte {at}");
    }
    std::fs::write(&kept[0], &sound[..20]).unwrap();
    assert_eq!(again(), fresh);
    let other = anew(&file, &placed(&id, Crop::WHOLE, [16, 12]), &at_100_ppi(), Some(folder.path()));
    assert_eq!((other.width, other.height), (16, 12));
}

#[test]
fn every_wish_has_a_place_of_its_own_in_the_cache() {
    let (library, id) = photo(64, 48);
    let file = library.opened_picture(&id).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let plain = placed(&id, Crop::WHOLE, [64, 48]);
    let pictures =
        [plain.clone(), Picture { intent: Intent::Relative, ..plain.clone() }, Picture { black: true, ..plain }];
    let hows = [
        at_100_ppi(),
        Separating { ink_limit: Some(200), ..at_100_ppi() },
        Separating { sharpen: 150, ..at_100_ppi() },
        Separating { packing: Packing::Jpeg(80), ..at_100_ppi() },
        Separating { packing: Packing::Jpeg(95), ..at_100_ppi() },
    ];
    for (picture, how) in pictures.iter().flat_map(|p| hows.iter().map(move |h| (p, h))) {
        let fresh = anew(&file, picture, how, None);
        assert_eq!(anew(&file, picture, how, Some(folder.path())), fresh);
        assert_eq!(anew(&file, picture, how, Some(folder.path())), fresh);
        assert!(fresh.inks.most <= how.limit() * 10, "{:?}", fresh.inks);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 15);
}
