//! Pictures and profiles that are broken on purpose: a clear error or a correct page, never a panic, never memory without
//! bounds. Seeded; `BANXIN_HOSTILE=10` makes ten times as many.

#![expect(clippy::unwrap_used, reason = "a test that fails by unwrap fails where it should")]
#![expect(clippy::print_stderr, reason = "what is skipped is said loudly")]

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use banxin::colour::{OutputProfile, Separated, Separating, separate};
use banxin::display::{Crop, Picture};
use banxin::geom::{Length, Rect};
use banxin::id::PictureId;
use banxin::library::Library;
use fastrand::Rng;
use image::ImageEncoder;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use tiff::encoder::{Compression, TiffEncoder, colortype};

const PRESS: &[u8] = include_bytes!("../assets/icc/newsprint-coldset-tr002-tac240.icc");
const SCREEN: &[u8] = include_bytes!("../assets/icc/sRGB.icc");
const CMYK_JPEG: &[u8] = include_bytes!("pictures/cmyk.jpg");
const YCCK_JPEG: &[u8] = include_bytes!("pictures/ycck.jpg");

const WIDTH: u32 = 48;
const HEIGHT: u32 = 32;

fn times() -> usize {
    std::env::var("BANXIN_HOSTILE").ok().and_then(|n| n.parse().ok()).unwrap_or(1)
}

/// A sound picture of every kind.
fn seeds() -> Vec<Vec<u8>> {
    let rgb: Vec<u8> = (0..WIDTH * HEIGHT * 3).map(|i| (i * 7 % 256) as u8).collect();
    let rgba: Vec<u8> = (0..WIDTH * HEIGHT * 4).map(|i| (i * 5 % 256) as u8).collect();
    let deep: Vec<u16> = (0..WIDTH * HEIGHT * 3).map(|i| (i * 777 % 65_536) as u16).collect();
    let color = image::ExtendedColorType::Rgb8;
    let mut all = vec![CMYK_JPEG.to_vec(), YCCK_JPEG.to_vec()];
    let mut jpeg = |profile: bool| {
        let mut out = Vec::new();
        let mut encoder = JpegEncoder::new(&mut out);
        if profile {
            encoder.set_icc_profile(SCREEN.to_vec()).unwrap();
        }
        encoder.write_image(&rgb, WIDTH, HEIGHT, color).unwrap();
        all.push(out);
    };
    jpeg(false);
    jpeg(true);
    for profile in [false, true] {
        let mut out = Vec::new();
        let mut encoder = PngEncoder::new(&mut out);
        if profile {
            encoder.set_icc_profile(SCREEN.to_vec()).unwrap();
        }
        encoder.write_image(&rgba, WIDTH, HEIGHT, image::ExtendedColorType::Rgba8).unwrap();
        all.push(out);
        let mut out = Vec::new();
        let encoder = WebPEncoder::new_lossless(&mut out);
        encoder.write_image(&rgb, WIDTH, HEIGHT, color).unwrap();
        all.push(out);
    }
    for packing in [Compression::Uncompressed, Compression::Lzw, Compression::Packbits] {
        let mut out = Cursor::new(Vec::new());
        let mut encoder = TiffEncoder::new(&mut out).unwrap().with_compression(packing);
        encoder.write_image::<colortype::CMYK8>(WIDTH, HEIGHT, &rgba).unwrap();
        all.push(out.into_inner());
        let mut out = Cursor::new(Vec::new());
        let mut encoder = TiffEncoder::new(&mut out).unwrap().with_compression(packing);
        encoder.write_image::<colortype::RGB16>(WIDTH, HEIGHT, &deep).unwrap();
        all.push(out.into_inner());
    }
    all
}

/// Breaks bytes the way disks, mails and enemies do.
fn broken(sound: &[u8], rng: &mut Rng, head: usize) -> Vec<u8> {
    let mut bytes = sound.to_vec();
    for _ in 0..rng.usize(1..6) {
        // Heads are where the sizes and offsets stand: half of the blows fall there.
        let reach = if rng.bool() { head.min(bytes.len()) } else { bytes.len() };
        if reach < 2 {
            return bytes;
        }
        let at = rng.usize(0..reach);
        match rng.u8(0..8) {
            0 => bytes[at] ^= 1 << rng.u8(0..8),
            1 => bytes[at] = rng.u8(..),
            2 => bytes[at] = *rng.choice(&[0, 0x7f, 0x80, 0xff]).unwrap(),
            3 => {
                let end = (at + rng.usize(1..5)).min(bytes.len());
                bytes[at..end].fill(0xff);
            }
            4 => bytes.truncate(at.max(1)),
            5 => {
                let end = (at + rng.usize(1..64)).min(bytes.len());
                bytes.drain(at..end);
            }
            6 => {
                let from = rng.usize(0..bytes.len());
                let piece = bytes[from..(from + rng.usize(1..64)).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                let big = rng.u32(..).to_be_bytes();
                for (b, v) in bytes[at..].iter_mut().zip(big) {
                    *b = v;
                }
            }
        }
    }
    bytes
}

/// Opens, decodes and separates; true where a picture came out.
fn printed(bytes: Vec<u8>, how: &Separating, with_profile: bool) -> Result<bool, String> {
    let library = Library::of_folder(Path::new("fonts"));
    let id = PictureId::new("p").unwrap();
    let Ok(file) = library.insert_picture(&id, "p.jpg", bytes).map_err(|e| assert!(e.to_string().contains("p.jpg")))
    else {
        return Ok(false);
    };
    let facts = file.facts();
    let Ok(pixels) = file.decode().map_err(|e| assert!(e.to_string().contains("p.jpg"))) else { return Ok(false) };
    if pixels.data.len() != pixels.width as usize * pixels.height as usize * pixels.channels.count() {
        return Err(format!("{facts:?} decodes to {} bytes", pixels.data.len()));
    }
    if pixels.data.len() > 1 << 20 || (facts.profile.is_some() && !with_profile) {
        return Ok(true);
    }
    let frame = Rect::new(Length::ZERO, Length::ZERO, Length::mm(8.0), Length::mm(5.0));
    match separate(&file, &Picture::new(id, frame, Crop::WHOLE), how, None) {
        Ok(Separated::Anew(s)) if s.inks.most > how.limit() * 10 => Err(format!("{} ‰ of ink", s.inks.most)),
        Ok(_) => Ok(true),
        Err(e) => Err(e.to_string()),
    }
}

/// The most memory this process has had, in bytes; none where the system does not tell.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024)
}

fn within_bounds() {
    const MOST: u64 = 2 << 30;
    match peak_memory() {
        Some(bytes) => assert!(bytes < MOST, "{} MB", bytes >> 20),
        None => eprintln!("SKIPPED: this system does not tell how much memory was taken"),
    }
}

#[test]
fn broken_pictures_are_errors_or_pictures() {
    let seeds = seeds();
    let how = Separating::newsprint();
    for sound in &seeds {
        assert_eq!(printed(sound.clone(), &how, true), Ok(true));
    }
    let mut rng = Rng::with_seed(20_240_724);
    let (mut made, mut faults) = (0, Vec::new());
    let count = 1000 * times();
    for n in 0..count {
        let bytes = broken(&seeds[n % seeds.len()], &mut rng, 200);
        // A profile of its own costs a grid of its own: some of them will do.
        match catch_unwind(AssertUnwindSafe(|| printed(bytes, &how, n % 16 == 0))) {
            Ok(Ok(whole)) => made += usize::from(whole),
            Ok(Err(why)) => faults.push(format!("{n}: {why}")),
            Err(_) => faults.push(format!("{n}: panic")),
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    // Both ways are taken: blows that miss what matters, and blows that do not.
    assert!((count / 10..count * 9 / 10).contains(&made), "{made} of {count} came out");
    within_bounds();
}

#[test]
fn broken_profiles_are_errors_or_profiles() {
    let mut rng = Rng::with_seed(126_473);
    let (mut taken, mut faults) = (0, Vec::new());
    let count = 200 * times();
    let grey = {
        let mut out = Vec::new();
        PngEncoder::new(&mut out).write_image(&[0, 90, 200, 255], 2, 2, image::ExtendedColorType::L8).unwrap();
        out
    };
    let colour = {
        let mut out = Vec::new();
        PngEncoder::new(&mut out).write_image(&[9, 200, 90, 7, 7, 7], 2, 1, image::ExtendedColorType::Rgb8).unwrap();
        out
    };
    for n in 0..count {
        let mut bytes = broken(PRESS, &mut rng, 600);
        if n % 2 == 0 {
            // The claimed size is checked first: half of them get past it.
            let length = u32::try_from(bytes.len()).unwrap().to_be_bytes();
            for (b, v) in bytes.iter_mut().zip(length) {
                *b = v;
            }
        }
        let run = || -> Result<bool, String> {
            let Ok(profile) = OutputProfile::from_bytes(bytes.clone()) else { return Ok(false) };
            let how = Separating { profile, ..Separating::newsprint() };
            let limit = how.limit();
            if !(100..=400).contains(&limit) {
                return Err(format!("limit {limit}"));
            }
            printed(grey.clone(), &how, true)?;
            if n % 10 == 0 {
                printed(colour.clone(), &how, true)?;
            }
            Ok(true)
        };
        match catch_unwind(AssertUnwindSafe(run)) {
            Ok(Ok(whole)) => taken += usize::from(whole),
            Ok(Err(why)) => faults.push(format!("{n}: {why}")),
            Err(_) => faults.push(format!("{n}: panic")),
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
    assert!((1..count).contains(&taken), "{taken} of {count} were taken");
    within_bounds();
}

#[test]
fn errors_of_profiles_say_what_to_do() {
    let error = |bytes: &[u8]| OutputProfile::from_bytes(bytes.to_vec()).unwrap_err().to_string();
    assert!(error(SCREEN).contains("mntr of RGB") && error(SCREEN).contains("ask the printing house"));
    let mut link = PRESS.to_vec();
    link[12..16].copy_from_slice(b"link");
    assert!(error(&link).contains("link of CMYK"), "{}", error(&link));
    assert!(error(&PRESS[..2000]).contains("claims"), "{}", error(&PRESS[..2000]));
    let mut bare = PRESS[..132].to_vec();
    bare[..4].copy_from_slice(&132u32.to_be_bytes());
    bare[128..132].fill(0);
    assert!(error(&bare).contains("no tables from colours to inks"), "{}", error(&bare));
}
