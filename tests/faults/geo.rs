//! GEO.

use banxin::geom::Length;
use banxin::ink::Ink;
use banxin::model::{BlockKind, Border, SectionHead};

use super::desk::{At, Desk, Fault, columns, fault, free, try_out};

fn section_head(d: &mut Desk, x: f64) {
    let head =
        SectionHead {
            text: "县区".into(), note: String::new(), accent: Ink::BLACK, reversed: false, vertical: false
        };
    d.put("h", free(x, 400.0, 60.0, 8.0), BlockKind::SectionHead(head));
}

pub(crate) const FAULTS: &[Fault] = &[
    fault("GEO-01", At::Page(3), |d| d.page(|p| p.setup.size.width = Length::mm(385.0))),
    fault("GEO-03", At::Block("r"), |d| {
        d.rule("r", free(-5.0, 450.0, 50.0, 1.0), Some(Border::solid(Length::pt(0.5), Ink::BLACK)), None);
    }),
    fault("GEO-05", At::Page(3), |d| d.page(|p| p.setup.origin.x = Length::mm(5.0))),
    fault("GEO-06", At::Block("h"), |d| section_head(d, 10.0)),
    fault("GEO-07", At::Block("b"), |d| d.picture("b", "p1", free(200.5, 400.3, 80.0, 60.0))),
    fault("GEO-10", At::Block("b"), |d| {
        d.picture("c", "p1", columns(4, 2, 0, 16));
        d.picture("b", "p2", columns(5, 2, 4, 16));
    }),
    fault("GEO-11", At::Block("b"), |d| d.article("b", "s2", columns(0, 2, 50, 40), &[300, 200])),
];

#[test]
fn geo() {
    try_out(FAULTS);
}
