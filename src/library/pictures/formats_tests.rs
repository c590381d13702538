//! Every kind of file and colour, read by its head and by its pixels.

use std::io::Cursor;

use ::tiff::encoder::{TiffEncoder, colortype};
use ::tiff::tags::Tag;
use image::{ExtendedColorType, ImageEncoder, ImageFormat};

use super::tests::{ADOBE_CMYK, crc32, jpeg, opened, png};
use super::*;

const SCREEN: &[u8] = include_bytes!("../../../assets/icc/sRGB.icc");

/// `pixels` as a TIFF with an orientation, a profile or both.
fn tiff<C: colortype::ColorType>(pixels: &[C::Inner], size: [u32; 2], orientation: u16, profile: &[u8]) -> Vec<u8>
where
    [C::Inner]: ::tiff::encoder::TiffValue,
{
    let mut out = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut out).unwrap();
    let mut image = encoder.new_image::<C>(size[0], size[1]).unwrap();
    image.encoder().write_tag(Tag::Orientation, orientation).unwrap();
    if !profile.is_empty() {
        image.encoder().write_tag(Tag::IccProfile, profile).unwrap();
    }
    image.write_data(pixels).unwrap();
    out.into_inner()
}

fn webp(pixels: &[u8], size: [u32; 2], color: ExtendedColorType, profile: Option<&[u8]>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = image::codecs::webp::WebPEncoder::new_lossless(&mut out);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile.to_vec()).unwrap();
    }
    encoder.write_image(pixels, size[0], size[1], color).unwrap();
    out
}

fn indexed_png(transparent: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut out, 4, 1);
    encoder.set_color(::png::ColorType::Indexed);
    encoder.set_depth(::png::BitDepth::Two);
    encoder.set_palette(vec![255, 0, 0, 0, 255, 0, 0, 0, 255]);
    if transparent {
        encoder.set_trns(vec![255, 0, 255]);
    }
    encoder.write_header().unwrap().write_image_data(&[0b00_01_10_00]).unwrap();
    out
}

fn facts(bytes: Vec<u8>) -> PictureFacts {
    opened(bytes).unwrap().facts()
}

#[test]
fn heads_tell_colour_bits_transparency_and_packing() {
    let of = |f: &PictureFacts| (f.kind, f.stored, f.bits, f.alpha, f.compression);
    let (lossless, none) = (Compression::Lossless, Compression::None);
    let jpg = facts(jpeg(64, 48));
    assert_eq!((jpg.kind, jpg.stored, jpg.bits, jpg.pixels), (PictureKind::Jpeg, StoredColour::Rgb, 8, [64, 48]));
    assert_eq!(facts(ADOBE_CMYK.to_vec()).stored, StoredColour::Cmyk);
    let rgba = png(&[0; 16], 2, 1, ExtendedColorType::Rgba16);
    assert_eq!(of(&facts(rgba)), (PictureKind::Png, StoredColour::Rgb, 16, true, lossless));
    assert_eq!(of(&facts(indexed_png(false))), (PictureKind::Png, StoredColour::Indexed, 2, false, lossless));
    assert!(facts(indexed_png(true)).alpha);
    let inks = tiff::<colortype::CMYK8>(&[0; 8], [2, 1], 1, &[]);
    assert_eq!(of(&facts(inks)), (PictureKind::Tiff, StoredColour::Cmyk, 8, false, none));
    let deep = tiff::<colortype::RGB16>(&[0; 6], [2, 1], 6, &[]);
    let deep = facts(deep);
    assert_eq!(
        (of(&deep), deep.turned, deep.pixels),
        ((PictureKind::Tiff, StoredColour::Rgb, 16, false, none), true, [1, 2])
    );
    let clear = webp(&[0; 8], [2, 1], ExtendedColorType::Rgba8, None);
    assert_eq!(of(&facts(clear)), (PictureKind::WebP, StoredColour::Rgb, 8, true, lossless));
}

#[test]
fn the_quality_of_a_jpeg_is_guessed() {
    for quality in [40, 60, 75, 90, 95] {
        let mut out = Vec::new();
        let picture = image::RgbImage::from_pixel(16, 16, image::Rgb([90; 3]));
        image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, quality).encode_image(&picture).unwrap();
        let Compression::Jpeg { quality: Some(guess) } = facts(out).compression else { panic!("no JPEG") };
        assert!(guess.abs_diff(quality) <= 2, "{guess} for {quality}");
    }
}

#[test]
fn the_profile_is_found_in_every_kind() {
    let named = ProfileFacts::read(SCREEN).unwrap();
    assert_eq!((named.class.as_str(), named.space.as_str(), named.version), ("mntr", "RGB", 2));
    assert!(named.name.contains("sRGB"), "{}", named.name);
    let mut in_jpeg = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut in_jpeg);
    encoder.set_icc_profile(SCREEN.to_vec()).unwrap();
    encoder.encode_image(&image::RgbImage::new(8, 8)).unwrap();
    let mut in_png = Vec::new();
    let mut encoder = image::codecs::png::PngEncoder::new(&mut in_png);
    encoder.set_icc_profile(SCREEN.to_vec()).unwrap();
    encoder.write_image(&[0; 12], 2, 2, ExtendedColorType::Rgb8).unwrap();
    let in_tiff = tiff::<colortype::RGB8>(&[0; 12], [2, 2], 1, SCREEN);
    let in_webp = webp(&[0; 12], [2, 2], ExtendedColorType::Rgb8, Some(SCREEN));
    for (kind, bytes) in [("JPEG", in_jpeg), ("PNG", in_png), ("TIFF", in_tiff), ("WebP", in_webp)] {
        let file = opened(bytes).unwrap();
        assert_eq!(file.profile(), Some(SCREEN), "{kind}");
        assert_eq!(file.facts().profile.as_ref(), Some(&named), "{kind}");
        assert_eq!(file.decode().unwrap().profile.as_deref(), Some(SCREEN), "{kind}");
    }
    let press = include_bytes!("../../../assets/icc/newsprint-coldset-tr002-tac240.icc");
    assert_eq!(ProfileFacts::read(press).unwrap().space, "CMYK");
    assert_eq!(ProfileFacts::read(&press[..30]), None);
}

#[test]
fn every_colour_of_a_tiff_is_read() {
    let decoded = |bytes: Vec<u8>| opened(bytes).unwrap().decode().unwrap();
    let inks = decoded(tiff::<colortype::CMYK8>(&[255, 0, 10, 0, 0, 0, 204, 51], [2, 1], 1, &[]));
    assert_eq!((inks.channels, inks.data), (Channels::Cmyk, vec![255, 0, 10, 0, 0, 0, 204, 51]));
    let deep = decoded(tiff::<colortype::CMYK16>(&[65_535, 0, 0x8080, 257], [1, 1], 1, &[]));
    assert_eq!(deep.data, [255, 0, 128, 1]);
    let clear = decoded(tiff::<colortype::RGBA8>(&[0, 0, 0, 0, 200, 0, 0, 128], [2, 1], 1, &[]));
    assert_eq!(clear.data, [255, 255, 255, 227, 127, 127]);
    let grey = decoded(tiff::<colortype::Gray16>(&[0, 65_535], [2, 1], 1, &[]));
    assert_eq!((grey.channels, grey.data), (Channels::Gray, vec![0, 255]));
    // Stored 2 × 1, black at the left; turned clockwise, black stands above.
    let turned = decoded(tiff::<colortype::Gray8>(&[0, 255], [2, 1], 6, &[]));
    assert_eq!(([turned.width, turned.height], turned.data), ([1, 2], vec![0, 255]));
}

#[test]
fn indices_become_colours_and_clear_ones_paper() {
    let decoded = |bytes: Vec<u8>| opened(bytes).unwrap().decode().unwrap().data;
    assert_eq!(decoded(indexed_png(false)), [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 0, 0]);
    assert_eq!(decoded(indexed_png(true)), [255, 0, 0, 255, 255, 255, 0, 0, 255, 255, 0, 0]);
    assert_eq!(
        decoded(webp(&[9, 9, 9, 0, 1, 2, 3, 255], [2, 1], ExtendedColorType::Rgba8, None)),
        [255, 255, 255, 1, 2, 3]
    );
}

/// A little-endian TIFF: directory entries (tag, 3 = SHORT or 4 = LONG, count, value), then `data`; a value of 9000 and
/// more is a place in the data.
fn handmade_tiff(entries: &[(u16, u16, u32, u32)], data: &[u8]) -> Arc<PictureFile> {
    let mut out = b"II*\0\x08\0\0\0".to_vec();
    out.extend(u16::try_from(entries.len()).unwrap().to_le_bytes());
    let start = 8 + 2 + 12 * entries.len() as u32 + 4;
    for (tag, kind, count, value) in entries {
        out.extend(tag.to_le_bytes());
        out.extend(kind.to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend((if *value >= 9000 { start + value - 9000 } else { *value }).to_le_bytes());
    }
    out.extend([0; 4]);
    out.extend(data);
    opened(out).unwrap()
}

fn words(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|v| v.to_le_bytes()).collect()
}

fn long_words(values: impl IntoIterator<Item = u32>) -> Vec<u8> {
    values.into_iter().flat_map(u32::to_le_bytes).collect()
}

#[test]
fn line_art_is_read_bit_by_bit() {
    // White is zero; rows begin on whole bytes.
    let size = [(256, 3, 1, 10), (257, 3, 1, 2), (258, 3, 1, 1), (259, 3, 1, 1), (262, 3, 1, 0)];
    let strip = [(273, 4, 1, 9000), (277, 3, 1, 1), (278, 3, 1, 2), (279, 4, 1, 4)];
    let file = handmade_tiff(&[&size[..], &strip].concat(), &[0b1010_1010, 0b1000_0000, 0, 0]);
    assert_eq!((file.facts().bits, file.facts().stored), (1, StoredColour::Gray));
    assert_eq!(file.decode().unwrap().data[..10], [0, 255, 0, 255, 0, 255, 0, 255, 0, 255]);
}

#[test]
fn the_table_of_colours_of_a_tiff_is_looked_up() {
    // Blue, yellow, black, black.
    let map = words(&[0, 65_535, 0, 0, 0, 65_535, 0, 0, 65_535, 0, 0, 0]);
    let size = [(256, 3, 1, 4), (257, 3, 1, 1), (258, 3, 1, 2), (259, 3, 1, 1), (262, 3, 1, 3)];
    let strip = [(273, 4, 1, 9024), (277, 3, 1, 1), (278, 3, 1, 1), (279, 4, 1, 1), (320, 3, 12, 9000)];
    let file = handmade_tiff(&[&size[..], &strip].concat(), &[&map[..], &[0b00_01_10_11]].concat());
    assert_eq!((file.facts().bits, file.facts().stored), (2, StoredColour::Indexed));
    assert_eq!(file.decode().unwrap().data, [0, 0, 255, 255, 255, 0, 0, 0, 0, 0, 0, 0]);
}

#[test]
fn planes_of_a_tiff_are_put_side_by_side() {
    let size = [(256, 3, 1, 2), (257, 3, 1, 1), (258, 3, 3, 9000), (259, 3, 1, 1), (262, 3, 1, 2)];
    let strips = [(273, 4, 3, 9006), (277, 3, 1, 3), (278, 3, 1, 1), (279, 4, 3, 9018), (284, 3, 1, 2)];
    let start = 8 + 2 + 12 * 10 + 4 + 30;
    let tables = [words(&[8, 8, 8]), long_words((0..3).map(|n| start + 2 * n)), long_words([2; 3])].concat();
    let file = handmade_tiff(&[&size[..], &strips].concat(), &[&tables[..], &[1, 2, 10, 20, 100, 200]].concat());
    assert_eq!(file.decode().unwrap().data, [1, 10, 100, 2, 20, 200]);
}

#[test]
fn a_bomb_is_refused_before_room_is_made_for_it() {
    let mut bomb = png(&[0; 8], 8, 1, ExtendedColorType::L8);
    bomb[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x27, 0x10]);
    let crc = crc32(&bomb[12..29]).to_be_bytes();
    bomb[29..33].copy_from_slice(&crc);
    let file = opened(bomb).unwrap();
    assert_eq!(file.pixels(), [20_000, 10_000]);
    let error = file.decode().unwrap_err();
    assert!(error.to_string().contains("more pixels than it can hold"), "{error}");
}

#[test]
fn tones_tell_darkness_hue_and_ink() {
    let tones = |bytes: Vec<u8>| opened(bytes).unwrap().tones().unwrap().clone();
    let dark = tones(png(&[40; 300], 10, 10, ExtendedColorType::Rgb8));
    assert!(dark.neutral && (15..18).contains(&dark.lightness), "{dark:?}");
    assert!(!tones(png(&[200, 40, 40], 1, 1, ExtendedColorType::Rgb8)).neutral);
    let inks = [255, 255, 255, 0, 255, 128, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0];
    let coated = tones(tiff::<colortype::CMYK8>(&inks, [4, 1], 1, &[]));
    assert_eq!((coated.most_ink(), coated.shadows_without_black), (300, 1));
    assert_eq!((coated.share_over(240), coated.share_over(100), coated.share_over(300)), (250_000, 500_000, 0));
    let plain = tones(jpeg(16, 8));
    assert_eq!((plain.most_ink(), plain.share_over(0)), (0, 0));
    let mut webp_of = Cursor::new(Vec::new());
    image::RgbImage::new(3, 3).write_to(&mut webp_of, ImageFormat::WebP).unwrap();
    assert_eq!(tones(webp_of.into_inner()).lightness, 0);
}
