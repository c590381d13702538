//! INK.

use banxin::ink::Ink;
use banxin::library::StoredColour;

use super::desk::{At, Desk, Fault, columns, fault, free, try_out};

fn tint(d: &mut Desk, ink: Ink, width: f64, height: f64) {
    d.rule("r", free(200.0, 300.0, width, height), None, Some(ink));
}

fn picture(d: &mut Desk) {
    d.picture("b", "p1", columns(2, 2, 0, 16));
}

pub(crate) const FAULTS: &[Fault] = &[
    fault("INK-01", At::Picture("p1"), |d| {
        picture(d);
        d.facts_of("p1", |k| k.plates = None);
        d.profile.limits.photo_ink = 220;
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
    fault("INK-05", At::Picture("p1"), |d| {
        picture(d);
        d.facts_of("p1", |k| k.plates.as_mut().unwrap().faint = 50_000);
    }),
    fault("INK-06", At::Block("r"), |d| tint(d, Ink::grey(90), 20.0, 20.0)),
    fault("INK-07", At::Block("r"), |d| tint(d, Ink::percent(20, 20, 20, 0), 60.0, 60.0)),
    fault("INK-08", At::Block("a"), |d| {
        d.story("s1", |s| s.kicker = "全市推进".into());
        d.style("kicker", |s| s.ink = Ink::percent(0, 0, 100, 0));
    }),
    fault("INK-09", At::Page(3), |d| {
        d.rule("r", free(110.0, 35.0, 250.0, 450.0), None, Some(Ink::BLACK));
    }),
    fault("INK-10", At::Page(3), |d| {
        tint(d, Ink::BLACK, 60.0, 60.0);
        d.second_page();
        d.article_on(1, "b", "s2", columns(0, 2, 0, 40), &[300]);
        let behind = free(130.0, 300.0, 60.0, 60.0);
        let kind =
            serde_json::from_value(serde_json::json!({"kind": "rule", "box": true, "tint": {"k": 1000}})).unwrap();
        d.put_on(1, "q", behind, kind);
    }),
];

#[test]
fn ink() {
    try_out(FAULTS);
}
