//! 报眉: name and number of the page outside, date and editors inside, one rule under them.

use super::date;
use super::findings;
use super::label::{self, Label, inked};
use super::paint::Layers;
use super::resolve::Desk;
use super::set::Owner;
use crate::compose::Direction;
use crate::finding::{Finding, Said};
use crate::geom::{Length, Point, Rect};
use crate::id::{BlockId, Part};
use crate::ink::Ink;
use crate::model::{Border, Furniture, Page};

/// Sets the folio line of a page in `area`.
///
/// ```text
///  odd page   date 星期 · editors · contact             section  NAME  3版
///  ───────────────────────────────────────────────────────────────────────
///  even page  4版  NAME  section             date 星期 · editors · contact
/// ```
pub(super) fn set(
    desk: &mut Desk<'_>,
    page: &Page,
    block: &BlockId,
    area: Rect,
    furniture: &Furniture,
    layers: &mut Layers,
) -> Option<Finding> {
    let rule = Border::solid(Length::pt(0.5), Ink::BLACK);
    let foot = area.bottom();
    layers.rule(block, Point::new(area.x, foot), Point::new(area.right(), foot), rule);
    let outside = outside(desk, page, furniture);
    let inside = inside(desk, furniture);
    let deepest = outside.iter().chain(&inside).map(|(label, _)| label.size).max().unwrap_or(Length::ZERO);
    // The largest em box hangs 120 per mille under its baseline; half a millimetre more keeps it off the rule.
    let baseline = foot - deepest.per_mille(120) - Length::um(500);
    let number_right = !page.number.is_multiple_of(2);
    let long = |labels: &[(Label, Length)]| labels.iter().map(|(label, gap)| label.length + *gap).sum::<Length>();
    let room = area.width - long(&outside) - long(&inside);
    let mut row = Row { block, baseline, number: 0, layers };
    if number_right {
        row.set_from_left(area.x, &inside);
        row.set_from_right(area.right(), &outside);
    } else {
        row.set_from_left(area.x, &outside);
        // Read from left to right here too: the date first.
        row.set_from_left(area.right() - long(&inside), &inside);
    }
    let what = Said::new("报眉", "The folio");
    findings::too_long(&what, -room, area)
}

/// From the outer edge inwards: number, 版, name of the paper, name of the page; each with the gap before it.
fn outside(desk: &mut Desk<'_>, page: &Page, furniture: &Furniture) -> Vec<(Label, Length)> {
    let folio = desk.style("folio");
    let number = desk.style("folio-number");
    let name = inked(desk.style("folio-name"), furniture.accent);
    let em = name.size;
    let edition = desk.edition;
    let texts = [
        (&number, page.number.to_string(), Length::ZERO),
        (&folio, "版".to_owned(), em.per_mille(100)),
        (&name, edition.paper.clone(), em),
        (&desk.style("section-note"), page.section.clone(), em),
    ];
    let mut labels = Vec::new();
    for (style, text, gap) in texts {
        labels.extend(label::label(desk, style, &text, Direction::Horizontal).map(|l| (l, gap)));
    }
    if !page.number.is_multiple_of(2) && labels.len() >= 2 {
        // On the right the number is read before 版 too.
        labels.swap(0, 1);
        let gap = std::mem::take(&mut labels[0].1);
        labels[1].1 = gap;
    }
    labels
}

/// From the inner edge outwards: date, weekday, editors, contact.
fn inside(desk: &mut Desk<'_>, furniture: &Furniture) -> Vec<(Label, Length)> {
    let style = desk.style("folio");
    let (date, weekday) = date::printed(&desk.edition.date);
    let editors = furniture.editors.iter().map(|(role, name)| format!("{role} {name}"));
    let texts = [date, weekday].into_iter().chain(editors).chain([furniture.contact.clone()]);
    let mut labels: Vec<(Label, Length)> = Vec::new();
    for text in texts {
        let gap = if labels.is_empty() { Length::ZERO } else { style.size };
        labels.extend(label::label(desk, &style, &text, Direction::Horizontal).map(|l| (l, gap)));
    }
    labels
}

struct Row<'a> {
    block: &'a BlockId,
    baseline: Length,
    number: u32,
    layers: &'a mut Layers,
}

impl Row<'_> {
    fn put(&mut self, label: &Label, x: Length) {
        let owner = Owner { block: self.block, story: None };
        self.layers.line(&label.on(Part::Folio, self.number, x, self.baseline), owner);
        self.number += 1;
    }

    fn set_from_left(&mut self, left: Length, labels: &[(Label, Length)]) {
        let mut x = left;
        for (label, gap) in labels {
            self.put(label, x + *gap);
            x += *gap + label.length;
        }
    }

    /// The first label outermost; painted from left to right, as they are read.
    fn set_from_right(&mut self, right: Length, labels: &[(Label, Length)]) {
        let mut x = right - labels.iter().map(|(label, gap)| label.length + *gap).sum();
        for (label, gap) in labels.iter().rev() {
            self.put(label, x);
            x += label.length + *gap;
        }
    }
}
