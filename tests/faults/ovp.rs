//! OVP.

use banxin::display::{Crop, Item};
use banxin::geom::Length;
use banxin::id::Part;
use banxin::ink::Ink;
use banxin::model::{Border, BoxStyle};

use super::desk::{At, Desk, Fault, fault, first_run, free, try_out};

fn kicker(d: &mut Desk, ink: Ink) {
    d.story("s1", |s| s.kicker = "全市推进".into());
    d.style("kicker", |s| s.ink = ink);
}

fn tint(d: &mut Desk, ink: Ink) {
    d.rule("r", free(200.0, 300.0, 60.0, 60.0), None, Some(ink));
}

fn rule(d: &mut Desk) {
    d.rule("r", free(200.0, 450.0, 50.0, 1.0), Some(Border::solid(Length::pt(0.5), Ink::BLACK)), None);
}

/// A picture under the headline.
fn under_head(items: &mut Vec<Item>) {
    let head = items.iter().find_map(|i| match i {
        Item::Mark(m) if m.part == Part::Headline => Some(m.area),
        _ => None,
    });
    let picture = serde_json::from_str("\"p1\"").unwrap();
    items.insert(0, Item::Picture(super::desk::display_picture(picture, head.unwrap(), Crop::WHOLE)));
}

pub(crate) const FAULTS: &[Fault] = &[
    fault("OVP-01", At::Line("a", 0, 0), |d| d.style("body", |s| s.ink = Ink::percent(100, 0, 0, 0))),
    fault("OVP-02", At::Line("a", 0, 0), |d| {
        d.spoil(|items| {
            first_run(items, Part::Body, |run| run.overprint = false);
        });
    }),
    fault("OVP-03", At::Block("r"), |d| {
        rule(d);
        d.spoil(|items| {
            for item in items {
                if let Item::Shape(shape) = item {
                    shape.overprint = false;
                }
            }
        });
    }),
    fault("OVP-04", At::Block("a"), |d| kicker(d, Ink::percent(20, 0, 0, 100))),
    fault("OVP-05", At::Block("a"), |d| kicker(d, Ink::percent(75, 68, 67, 90))),
    fault("OVP-06", At::Block("r"), |d| tint(d, Ink::percent(30, 30, 0, 100))),
    fault("OVP-07", At::Block("a"), |d| {
        d.spoil(|items| {
            first_run(items, Part::Headline, |run| (run.ink, run.overprint) = (Ink::PAPER, true));
        });
    }),
    fault("OVP-08", At::Block("r"), |d| {
        tint(d, Ink::percent(50, 0, 0, 0));
        d.spoil(|items| {
            for item in items {
                if let Item::Shape(shape) = item {
                    shape.overprint = true;
                }
            }
        });
    }),
    fault("OVP-10", At::Block("a"), |d| {
        d.spoil(under_head);
        d.spoil(|items| {
            first_run(items, Part::Headline, |run| run.overprint = false);
        });
    }),
    fault("OVP-11", At::Block("a"), |d| {
        d.spoil(under_head);
        d.facts_of("p1", |k| k.tones.as_mut().unwrap().lightness = 40);
    }),
    fault("OVP-12", At::Block("a"), |d| {
        kicker(d, Ink::percent(100, 0, 0, 0));
        let boxed = BoxStyle { tint: Some(Ink::percent(0, 100, 0, 0)), ..BoxStyle::default() };
        d.change_article("a", |a| a.boxed = Some(boxed));
    }),
];

#[test]
fn ovp() {
    try_out(FAULTS);
}
