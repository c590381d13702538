//! IMG on the page.

use banxin::display::Item;
use banxin::geom::Length;
use banxin::id::Part;
use banxin::library::Compression;
use banxin::model::{BlockKind, CodeBlock, Correction};

use super::desk::{At, Desk, Fault, after, columns, fault, free, try_out};

/// A picture `b` of so many pixels over two columns, 85 mm wide.
fn picture(d: &mut Desk, width: u32) {
    d.picture("b", "p1", columns(2, 2, 0, 16));
    let pixels = [width, width * 2 / 3];
    d.asset("p1", |a| a.pixels = pixels);
    d.facts_of("p1", |k| k.file.pixels = pixels);
}

pub(crate) const FAULTS: &[Fault] = &[
    fault("IMG-15", At::Block("r"), |d| {
        d.rule("r", free(200.0, 450.0, 12.0, 12.0), None, None);
        let code = CodeBlock { text: "https://example.cn/".to_owned(), correction: Correction::Medium };
        d.block("r", |b| b.kind = BlockKind::Code(code));
    }),
    fault("IMG-01", At::Picture("p1"), |d| picture(d, 300)),
    fault("IMG-02", At::Picture("p1"), |d| picture(d, 3000)),
    fault("IMG-03", At::Picture("p1"), |d| {
        picture(d, 1000);
        d.facts_of("p1", |k| k.file.bits = 1);
    }),
    fault("IMG-04", At::Picture("p1"), |d| picture(d, 540)),
    fault("IMG-05", At::Picture("p1"), |d| {
        picture(d, 1000);
        d.spoil(|items| {
            after(items, Part::Picture, |_, item| match item {
                Item::Picture(p) => {
                    p.frame.height = p.frame.height.per_mille(900);
                    true
                }
                _ => false,
            });
        });
    }),
    fault("IMG-06", At::Picture("p1"), |d| {
        picture(d, 1000);
        d.facts_of("p1", |k| k.file.compression = Compression::Jpeg { quality: Some(40) });
    }),
    fault("IMG-08", At::Picture("p1"), |d| {
        picture(d, 1000);
        d.facts_of("p1", |k| k.tones.as_mut().unwrap().lightness = 22);
    }),
    fault("IMG-09", At::Picture("p1"), |d| {
        picture(d, 1000);
        d.change_picture("b", |p| (p.caption, p.credit) = (String::new(), false));
    }),
    fault("IMG-10", At::Picture("p1"), |d| {
        picture(d, 1000);
        d.spoil(|items| {
            for item in items {
                if let Item::Mark(mark) = item
                    && matches!(mark.part, Part::Caption | Part::Credit)
                {
                    mark.area.y += Length::MM * 30;
                }
            }
        });
    }),
    fault("IMG-11", At::Picture("p1"), |d| {
        picture(d, 1000);
        d.picture("c", "p1", columns(5, 2, 0, 16));
    }),
    fault("IMG-13", At::Picture("p1"), |d| {
        picture(d, 1000);
        d.asset("p1", |a| a.licence = String::new());
    }),
    fault("IMG-14", At::Picture("p1"), |d| {
        picture(d, 2000);
        d.block("b", |b| b.place = columns(2, 2, 0, 40));
    }),
];

#[test]
fn img() {
    try_out(FAULTS);
}
