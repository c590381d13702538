//! DOC on the page.

use super::desk::{At, Fault, columns, fault, try_out};

pub(crate) const FAULTS: &[Fault] = &[
    fault("DOC-13", At::Picture("p1"), |d| {
        d.clear();
        d.asset("p1", |a| a.pixels = [3000, 4400]);
        d.facts_of("p1", |k| k.file.pixels = [3000, 4400]);
        d.picture("a", "p1", columns(0, 8, 0, 120));
        d.change_picture("a", |p| (p.caption, p.credit) = (String::new(), false));
    }),
    fault("DOC-14", At::Page(3), |d| d.clear()),
    fault("DOC-16", At::Picture("p1"), |d| {
        d.picture("b", "p1", columns(2, 2, 0, 16));
        d.facts_of("p1", |k| k.file.pixels = [1500, 1000]);
    }),
];

#[test]
fn doc() {
    try_out(FAULTS);
}
