//! INK.

use std::io::Cursor;
use std::sync::Arc;

use banxin::display::Item;
use banxin::id::{Part, PictureId};
use banxin::ink::Ink;
use banxin::library::StoredColour;
use banxin::preflight::PictureKnown;
use tiff::encoder::{TiffEncoder, colortype};

use super::desk::{At, Desk, Fault, after, columns, fault, free, library, try_out};

fn tint(d: &mut Desk, ink: Ink, width: f64, height: f64) {
    d.rule("r", free(200.0, 300.0, width, height), None, Some(ink));
}

fn picture(d: &mut Desk) {
    d.picture("b", "p1", columns(2, 2, 0, 16));
}

pub(crate) const FAULTS: &[Fault] = &[
    fault("INK-01", At::Picture("p1"), |d| {
        picture(d);
        d.profile.limits.photo_ink = 220;
    }),
    fault("INK-01", At::Picture("p-dark"), |d| {
        d.profile.limits.photo_ink = 220;
        photograph(d, "p-dark", |_, _| [200, 180, 180, 240]);
    }),
    fault("INK-02", At::Block("q"), |d| {
        // Neither has too much, both together have.
        d.painted = true;
        tint(d, Ink::percent(90, 0, 90, 0), 20.0, 20.0);
        d.rule("q", free(205.0, 305.0, 10.0, 10.0), None, Some(Ink::BLACK));
        d.spoil(|items| {
            after(items, Part::Furniture, |mark, item| match item {
                Item::Shape(shape) if mark.block.as_str() == "q" => {
                    shape.overprint = true;
                    true
                }
                _ => false,
            });
        });
    }),
    fault("INK-02", At::Block("r"), |d| tint(d, Ink::percent(100, 100, 40, 0), 20.0, 20.0)),
    fault("INK-04", At::Picture("p1"), |d| {
        picture(d);
        d.facts_of("p1", |k| {
            k.file.stored = StoredColour::Cmyk;
            let tones = k.tones.as_mut().unwrap();
            tones.totals = vec![0; 401];
            tones.totals[250] = 1000;
            tones.shadows_without_black = 50;
        });
    }),
    fault("INK-05", At::Picture("p-faint"), |d| {
        // A sky of C2 M1 over a shore: what is lighter than 3 % prints as bare paper.
        photograph(d, "p-faint", |_, y| if y < 333 { [5, 2, 0, 0] } else { [60, 40, 30, 20] });
    }),
    fault("INK-06", At::Block("r"), |d| tint(d, Ink::grey(90), 20.0, 20.0)),
    fault("INK-07", At::Block("r"), |d| tint(d, Ink::percent(20, 20, 20, 0), 60.0, 60.0)),
    fault("INK-08", At::Block("a"), |d| {
        d.story("s1", |s| s.kicker = "全市推进".into());
        d.style("kicker", |s| s.ink = Ink::percent(0, 0, 100, 0));
    }),
    fault("INK-09", At::Page(3), |d| {
        d.painted = true;
        d.rule("r", free(110.0, 35.0, 250.0, 450.0), None, Some(Ink::BLACK));
    }),
    fault("INK-10", At::Page(3), |d| {
        d.painted = true;
        tint(d, Ink::BLACK, 60.0, 60.0);
        d.second_page();
        d.article_on(1, "b", "s2", columns(0, 2, 0, 40), &[300]);
        let behind = free(130.0, 300.0, 60.0, 60.0);
        let kind =
            serde_json::from_value(serde_json::json!({"kind": "rule", "box": true, "tint": {"k": 1000}})).unwrap();
        d.put_on(1, "q", behind, kind);
    }),
];

/// A CMYK photograph of 1000 × 667 pixels in the press's own inks, placed and painted on the plates.
fn photograph(d: &mut Desk, id: &'static str, pixel: fn(u32, u32) -> [u8; 4]) {
    let data: Vec<u8> = (0..667).flat_map(|y| (0..1000).flat_map(move |x| pixel(x, y))).collect();
    let mut file = Cursor::new(Vec::new());
    TiffEncoder::new(&mut file).unwrap().write_image::<colortype::CMYK8>(1000, 667, &data).unwrap();
    let picture = PictureId::new(id).unwrap();
    let file = library().insert_picture(&picture, "p.tif", file.into_inner()).unwrap();
    let asset = Arc::clone(&d.edition.pictures[&PictureId::new("p1").unwrap()]);
    d.edition.pictures.insert(picture, asset);
    let known = PictureKnown { file: file.facts(), hash: String::new(), tones: Some(file.tones().unwrap().clone()) };
    d.pictures.push((id, known));
    d.picture("b", id, columns(2, 2, 0, 16));
    d.painted = true;
}

#[test]
fn ink() {
    try_out(FAULTS);
}
