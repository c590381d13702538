//! From a group's coordinates to the page's, and from paper (y down, nanometres) to PDF (y up, points).

use crate::display::{self, Group, Turn};
use crate::geom::{Length, Point, Rect};

/// Where a group's coordinates lie on the page, and how high the page is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Place {
    on_paper: display::Place,
    page_height: Length,
}

impl Place {
    pub(super) fn page(height: Length) -> Self {
        Self { on_paper: display::Place::PAGE, page_height: height }
    }

    /// The same page on paper that is larger by `margin` on every side; PDF's origin is the paper's corner.
    pub(super) fn on_paper_with(self, margin: Length) -> Self {
        let offset = Point::new(margin, margin);
        let moved = self.inside(&Group { offset, turn: Turn::None, clip: None, items: Vec::new() });
        Self { page_height: self.page_height + margin * 2, ..moved }
    }

    /// The coordinates inside `group`, which itself lies in these.
    pub(super) fn inside(self, group: &Group) -> Self {
        Self { on_paper: self.on_paper.within(group), page_height: self.page_height }
    }

    /// Quarter turns clockwise, 0–3, of something turned by `turn` in these coordinates.
    pub(super) const fn turns_with(self, turn: Turn) -> u8 {
        self.on_paper.turns_with(turn)
    }

    /// On the page, y down.
    pub(super) fn on_page(self, p: Point) -> Point {
        self.on_paper.point(p)
    }

    /// In PDF's points from the lower left corner.
    pub(super) fn in_pdf(self, p: Point) -> [f64; 2] {
        let on_page = self.on_page(p);
        [on_page.x.as_pt(), (self.page_height - on_page.y).as_pt()]
    }

    /// A box as left, bottom, width and height in PDF's points.
    pub(super) fn box_in_pdf(self, r: Rect) -> [f64; 4] {
        let [x0, y0] = self.in_pdf(Point::new(r.x, r.y));
        let [x1, y1] = self.in_pdf(Point::new(r.right(), r.bottom()));
        [x0.min(x1), y0.min(y1), (x1 - x0).abs(), (y1 - y0).abs()]
    }
}

/// Points as written: to 1/1000 pt (0.35 µm), which keeps the streams short.
pub(super) fn pt(v: f64) -> printpdf::Pt {
    printpdf::Pt(thousandths(v))
}

pub(super) fn thousandths(v: f64) -> f32 {
    let rounded = (v * 1000.0).round() / 1000.0;
    // −0 would be written as such.
    (rounded + 0.0) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mm(x: i64, y: i64) -> Point {
        Point::new(Length::MM * x, Length::MM * y)
    }

    #[test]
    fn groups_turn_about_their_origin_and_then_move() {
        let group = Group { offset: mm(10, 20), turn: Turn::Clockwise, clip: None, items: vec![] };
        let once = Place::page(Length::MM * 100).inside(&group);
        // What lay to the right lies below now; what lay below lies to the left.
        assert_eq!(once.on_page(mm(3, 0)), mm(10, 23));
        assert_eq!(once.on_page(mm(0, 3)), mm(7, 20));
        let twice = once.inside(&group);
        assert_eq!(twice.turns_with(Turn::None), 2);
        assert_eq!(twice.on_page(mm(0, 0)), mm(-10, 30));
        assert_eq!(twice.on_page(mm(1, 2)), mm(-11, 28));
    }

    #[test]
    fn y_runs_up_in_pdf() {
        let place = Place::page(Length::pt(72.0));
        let box_ = place.box_in_pdf(Rect::new(Length::ZERO, Length::pt(10.0), Length::pt(20.0), Length::pt(30.0)));
        assert_eq!(box_.map(|v| v.round()), [0.0, 32.0, 20.0, 30.0]);
    }
}
