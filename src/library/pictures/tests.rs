use std::io::Cursor;

use image::{ExtendedColorType, ImageEncoder, ImageFormat};

use super::*;

fn id(name: &str) -> PictureId {
    PictureId::new(name).unwrap()
}

pub(super) fn png(pixels: &[u8], width: u32, height: u32, color: ExtendedColorType) -> Vec<u8> {
    let mut out = Vec::new();
    image::codecs::png::PngEncoder::new(&mut out).write_image(pixels, width, height, color).unwrap();
    out
}

pub(super) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let picture =
        image::RgbImage::from_fn(width, height, |x, _| image::Rgb(if x < width / 2 { [250; 3] } else { [9; 3] }));
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, ImageFormat::Jpeg).unwrap();
    out.into_inner()
}

/// The JPEG with an EXIF segment that holds nothing but an orientation.
fn with_orientation(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

pub(super) fn opened(bytes: Vec<u8>) -> Result<Arc<PictureFile>, PictureError> {
    Pictures::open(None).insert(&id("p"), "p.jpg", bytes)
}

#[test]
fn only_a_plain_name_is_looked_for() {
    let folder = tempfile::tempdir().unwrap();
    let pictures = Pictures::open(Some(folder.path()));
    std::fs::write(folder.path().join("outside.png"), png(&[0], 1, 1, ExtendedColorType::L8)).unwrap();
    std::fs::create_dir(folder.path().join("photos")).unwrap();
    for bad in ["", ".", "..", "../outside.png", "/etc/passwd", "a/b.png", "..\\outside.png", "C:x.png", "a\0b"] {
        assert_eq!(pictures.get(&id("p"), bad).unwrap_err(), PictureError::BadName(bad.to_owned()));
    }
    let missing = pictures.get(&id("p"), "none.png").unwrap_err();
    assert!(matches!(&missing, PictureError::Missing(path) if path.ends_with("photos/none.png")), "{missing}");
    std::fs::create_dir(folder.path().join("photos/folder.png")).unwrap();
    assert!(matches!(pictures.get(&id("p"), "folder.png"), Err(PictureError::UnknownKind(_))));
}

#[test]
fn a_file_replaced_on_disk_is_measured_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("photos/p.png");
    std::fs::create_dir(folder.path().join("photos")).unwrap();
    std::fs::write(&file, png(&[0; 6], 3, 2, ExtendedColorType::L8)).unwrap();
    let pictures = Pictures::open(Some(folder.path()));
    let first = pictures.get(&id("p"), "p.png").unwrap();
    assert!(Arc::ptr_eq(&first, &pictures.get(&id("p"), "p.png").unwrap()));
    std::fs::write(&file, png(&[0; 60], 6, 10, ExtendedColorType::L8)).unwrap();
    assert_eq!(pictures.get(&id("p"), "p.png").unwrap().pixels(), [6, 10]);
    assert_eq!(pictures.opened(&id("p")).unwrap().pixels(), [6, 10]);
}

#[test]
fn transparency_lies_on_white_and_sixteen_bits_become_eight() {
    let clear = opened(png(&[0, 0, 0, 0, 200, 0, 0, 128], 2, 1, ExtendedColorType::Rgba8)).unwrap();
    assert_eq!(clear.decode().unwrap().data, [255, 255, 255, 227, 127, 127]);
    let deep: Vec<u8> = [0u16, 0x8080, 65_535].iter().flat_map(|v| v.to_ne_bytes()).collect();
    let grey = opened(png(&deep, 3, 1, ExtendedColorType::L16)).unwrap();
    assert_eq!((grey.channels(), grey.decode().unwrap().data), (Channels::Gray, vec![0, 128, 255]));
}

#[test]
fn the_camera_s_orientation_is_honoured() {
    // Stored 16 × 8, white at the left. Where is white when it stands upright?
    let white = |orientation: u8| {
        let pixels = opened(with_orientation(&jpeg(16, 8), orientation)).unwrap().decode().unwrap();
        let at = |x: u32, y: u32| pixels.data[((y * pixels.width + x) * 3) as usize] > 128;
        let (r, b) = (pixels.width - 1, pixels.height - 1);
        (pixels.width, [at(0, 0), at(r, 0), at(0, b), at(r, b)])
    };
    assert_eq!(white(1), (16, [true, false, true, false]));
    assert_eq!(white(2), (16, [false, true, false, true]));
    assert_eq!(white(3), (16, [false, true, false, true]));
    assert_eq!(white(4), (16, [true, false, true, false]));
    assert_eq!(white(6), (8, [true, true, false, false]), "6: turn clockwise, the left side goes up");
    assert_eq!(white(8), (8, [false, false, true, true]));
    assert_eq!(opened(with_orientation(&jpeg(16, 8), 6)).unwrap().pixels(), [8, 16]);
}

#[test]
fn a_cut_off_or_foreign_file_is_an_error_with_its_name() {
    let whole = jpeg(64, 64);
    let cut = opened(whole[..whole.len() - 40].to_vec()).unwrap();
    assert!(matches!(cut.decode(), Err(PictureError::Damaged(path, _)) if path.ends_with("p.jpg")));
    assert!(matches!(opened(b"GIF89a not for print".to_vec()), Err(PictureError::UnknownKind(_))));
    assert!(matches!(opened(vec![]), Err(PictureError::UnknownKind(_))));
    for length in 3..whole.len().min(700) {
        let _ = opened(whole[..length].to_vec()).map(|f| f.decode());
    }
}

#[test]
fn beyond_the_limits_is_an_error_with_the_remedy() {
    let mut long = png(&[0; 8], 8, 1, ExtendedColorType::L8);
    long[16..20].copy_from_slice(&20_001u32.to_be_bytes());
    // The header's checksum covers the width.
    let crc = crc32(&long[12..29]).to_be_bytes();
    long[29..33].copy_from_slice(&crc);
    let error = opened(long).unwrap_err();
    assert!(error.to_string().contains("20001 × 1 pixels"), "{error}");
}

pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// Left half solid cyan, right half Y80 K20.
pub(super) const ADOBE_CMYK: &[u8] = include_bytes!("../../../tests/pictures/cmyk.jpg");
const ADOBE_YCCK: &[u8] = include_bytes!("../../../tests/pictures/ycck.jpg");

#[test]
fn inks_of_cmyk_jpegs_are_read_by_adobe_s_convention() {
    for (name, bytes) in [("CMYK", ADOBE_CMYK), ("YCCK", ADOBE_YCCK)] {
        let file = opened(bytes.to_vec()).unwrap();
        assert!(file.is_inverted());
        assert_eq!((file.channels(), file.pixels()), (Channels::Cmyk, [32, 16]));
        let pixels = file.decode().unwrap();
        for (at, inks) in [(2, [255, 0, 0, 0]), (30, [0, 0, 204, 51])] {
            let ours = &pixels.data[at * 4..at * 4 + 4];
            assert!(ours.iter().zip(inks).all(|(a, b)| a.abs_diff(b) <= 4), "{name}: {ours:?} instead of {inks:?}");
        }
    }
}

#[test]
fn a_cmyk_jpeg_without_adobe_s_mark_is_not_inverted() {
    let mark = ADOBE_CMYK.windows(5).position(|w| w == b"Adobe").unwrap();
    let plain = [&ADOBE_CMYK[..mark - 4], &ADOBE_CMYK[mark + 12..]].concat();
    let file = opened(plain).unwrap();
    assert!(!file.is_inverted());
    let first = &file.decode().unwrap().data[8..12];
    assert!(first.iter().zip([0, 255, 255, 255]).all(|(a, b)| a.abs_diff(b) <= 4), "{first:?}");
}
