//! LIN.

use banxin::geom::Length;
use banxin::ink::Ink;
use banxin::model::{Border, BoxStyle, Pattern};

use super::desk::{At, Desk, Fault, fault, free, try_out};

fn line(d: &mut Desk, pt: f64, ink: Ink) {
    d.rule("r", free(200.0, 450.0, 50.0, 1.0), Some(Border::solid(Length::pt(pt), ink)), None);
}

pub(crate) const FAULTS: &[Fault] = &[
    fault("LIN-01", At::Block("r"), |d| line(d, 0.0, Ink::BLACK)),
    fault("LIN-02", At::Block("r"), |d| line(d, 0.2, Ink::BLACK)),
    fault("LIN-03", At::Block("r"), |d| line(d, 0.5, Ink::PAPER)),
    fault("LIN-04", At::Block("r"), |d| line(d, 0.5, Ink::grey(50))),
    fault("LIN-05", At::Block("r"), |d| line(d, 1.0, Ink::RED)),
    fault("LIN-06", At::Block("r"), |d| {
        let border = Border { width: Length::MM, ink: Ink::BLACK, pattern: Pattern::Diamonds };
        d.rule("r", free(200.0, 450.0, 50.0, 1.0), Some(border), None);
    }),
    fault("LIN-07", At::Block("r"), |d| {
        d.rule("r", free(30.0, 100.0, 1.0, 80.0), Some(Border::solid(Length::pt(0.5), Ink::BLACK)), None);
    }),
    fault("LIN-08", At::Block("a"), |d| {
        d.change_article("a", |a| a.boxed = Some(BoxStyle { padding_halves: 0, ..BoxStyle::default() }));
    }),
];

#[test]
fn lin() {
    try_out(FAULTS);
}
