//! How fast photographs become ink: colours to inks alone, a whole photograph from its file to packed rows, and the same
//! found in the cache.
//!
//!     cargo bench --bench colour

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

use std::io::Cursor;
use std::time::Instant;

use banxin::colour::{Separating, convert_pixels, separate};
use banxin::display::{Crop, Picture};
use banxin::geom::{Length, Rect};
use banxin::id::PictureId;
use banxin::ink::Intent;
use banxin::library::{Channels, Library, Pixels};

const WIDTH: u32 = 6000;
const HEIGHT: u32 = 4000;

fn main() {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    println!("{WIDTH} × {HEIGHT} pixels, {cores} cores");
    let frame = Rect::new(Length::ZERO, Length::ZERO, Length::MM * 300, Length::MM * 200);
    let picture = Picture::new(PictureId::numbered('p', 1), frame, Crop::WHOLE);
    let how = Separating::newsprint();
    for (name, channels) in [("grey", Channels::Gray), ("RGB", Channels::Rgb), ("inks", Channels::Cmyk)] {
        let pixels = waves(channels);
        let start = Instant::now();
        let small = Pixels { width: 1, height: 1, data: vec![9; channels.count()], ..pixels.clone() };
        drop(convert_pixels(&small, &picture, &how));
        println!("{name}: link made in {:.0} ms", milliseconds(start));
        rate(name, || drop(convert_pixels(&pixels, &picture, &how)));
    }
    let relative = Picture { intent: Intent::Relative, ..picture.clone() };
    let lower = Separating { ink_limit: Some(220), ..how.clone() };
    let start = Instant::now();
    let pixels = waves(Channels::Rgb);
    drop(convert_pixels(&pixels, &relative, &lower));
    println!("RGB, relative, at most 220 %: {:.0} ms with its link", milliseconds(start));
    whole(&picture, &how);
}

/// A photograph from its file to packed rows at the plate's resolution.
fn whole(picture: &Picture, how: &Separating) {
    let pixels = waves(Channels::Rgb);
    let mut file = Cursor::new(Vec::new());
    let written =
        image::RgbImage::from_raw(WIDTH, HEIGHT, pixels.data).map(|i| i.write_to(&mut file, image::ImageFormat::Jpeg));
    assert!(written.is_some_and(|w| w.is_ok()), "a vector takes every byte");
    let library = Library::of_folder(std::path::Path::new("fonts"));
    let opened = library.insert_picture(&picture.picture, "waves.jpg", file.into_inner());
    let Ok(file) = opened else { return println!("the picture cannot be opened") };
    let start = Instant::now();
    drop(file.decode());
    println!("JPEG decoded: {:.0} ms", milliseconds(start));
    rate("JPEG to packed rows", || drop(separate(&file, picture, how, None)));
    let folder = std::env::temp_dir().join(format!("banxin-bench-{}", std::process::id()));
    drop(separate(&file, picture, how, Some(&folder)));
    let start = Instant::now();
    drop(separate(&file, picture, how, Some(&folder)));
    println!("the same again, from the cache: {:.1} ms", milliseconds(start));
    let _ = std::fs::remove_dir_all(folder);
}

/// The best of five, in millions of the picture's pixels a second.
fn rate(name: &str, run: impl Fn()) {
    let times = (0..5).map(|_| {
        let start = Instant::now();
        run();
        milliseconds(start)
    });
    let best = times.fold(f64::INFINITY, f64::min);
    println!("{name}: {best:.0} ms, {:.0} megapixels a second", f64::from(WIDTH * HEIGHT) / best / 1000.0);
}

/// Waves of colour, so that no two pixels side by side are alike.
fn waves(channels: Channels) -> Pixels {
    let wave: Vec<u8> = (0..4096u32).map(|v| (f64::from(v) * 0.11).sin().mul_add(120.0, 128.0) as u8).collect();
    let at = |v: u32| wave[(v % 4096) as usize];
    let mut data = Vec::with_capacity((WIDTH * HEIGHT) as usize * channels.count());
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let all = [at(x), at(y), at(x + 2 * y), at(3 * x + y)];
            data.extend_from_slice(&all[..channels.count()]);
        }
    }
    Pixels { width: WIDTH, height: HEIGHT, channels, data, profile: None }
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}
