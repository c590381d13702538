//! COL on the page.

use std::sync::Arc;

use banxin::geom::Length;
use banxin::ink::Ink;
use banxin::library::{ProfileFacts, StoredColour};
use banxin::model::{Border, SpotInk, Standard};

use super::desk::{At, Desk, Fault, columns, fault, free, try_out};

/// A picture `b` in inks, with so many pixels of each total ink.
fn cmyk(d: &mut Desk, total: usize, without_black: u32) {
    d.picture("b", "p1", columns(2, 2, 0, 16));
    d.facts_of("p1", |k| {
        k.file.stored = StoredColour::Cmyk;
        let tones = k.tones.as_mut().unwrap();
        tones.neutral = false;
        tones.totals = vec![0; 401];
        tones.totals[total] = 1000;
        tones.shadows_without_black = without_black;
    });
}

fn red_rule(d: &mut Desk) {
    d.rule("r", free(200.0, 450.0, 50.0, 3.0), Some(Border::solid(Length::pt(5.0), Ink::RED)), None);
}

pub(crate) const FAULTS: &[Fault] = &[
    fault("COL-04", At::Picture("p1"), |d| {
        cmyk(d, 180, 0);
        let profile =
            ProfileFacts { name: "Coated FOGRA39".into(), class: "prtr".into(), space: "CMYK".into(), version: 2 };
        d.facts_of("p1", |k| k.file.profile = Some(profile));
    }),
    fault("COL-05", At::Picture("p1"), |d| cmyk(d, 320, 100)),
    fault("COL-06", At::Block("r"), |d| {
        red_rule(d);
        d.profile.limits.mono_pages = vec![3];
    }),
    fault("COL-07", At::Page(4), |d| {
        red_rule(d);
        d.second_page();
        d.article_on(1, "b", "s2", columns(0, 2, 0, 40), &[300]);
        d.style("headline-hei", |s| s.ink = Ink::RED);
        d.profile.limits.colour_pages = 1;
    }),
    fault("COL-08", At::Picture("p1"), |d| {
        cmyk(d, 200, 0);
        d.facts_of("p1", |k| k.tones.as_mut().unwrap().neutral = true);
    }),
];

/// A page of PDF/X-4 in so many spot inks, each in its own rule.
fn spot_inks(d: &mut Desk, count: usize) {
    let house = Arc::make_mut(&mut d.edition.house);
    house.output.standard = Standard::X4;
    let inks = [Ink::percent(0, 90, 80, 0), Ink::percent(100, 40, 0, 0), Ink::percent(60, 0, 100, 0)];
    for (n, substitute) in inks.into_iter().take(count).enumerate() {
        house.output.spots.push(SpotInk { name: format!("PANTONE {n}"), substitute });
    }
    for (n, ink) in inks.into_iter().take(count).enumerate() {
        let place = free(200.0, 450.0 + 10.0 * n as f64, 50.0, 3.0);
        d.rule(&format!("r{n}"), place, Some(Border::solid(Length::pt(5.0), ink)), None);
    }
}

pub(crate) const SPOTS: &[Fault] = &[
    fault("COL-03", At::Block("r1"), |d| spot_inks(d, 2)),
    fault("COL-03", At::Block("r0"), |d| {
        spot_inks(d, 1);
        d.profile.limits.spot_inks = 0;
    }),
];

#[test]
fn a_page_has_no_more_spot_inks_than_the_press_has_units() {
    try_out(SPOTS);
    let mut within = Desk::new();
    spot_inks(&mut within, 1);
    assert!(within.inspect().iter().all(|i| i.finding.rule != "COL-03"));
}

#[test]
fn col() {
    try_out(FAULTS);
}
