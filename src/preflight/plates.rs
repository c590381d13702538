//! A page's plates as rules read them: what lies where once everything has been overprinted and knocked out.

use std::ops::Range;

use crate::geom::{Length, Rect};

/// The plates of a page, some pixels a centimetre.
#[derive(Clone, PartialEq, Debug)]
pub struct PagePlates {
    width: usize,
    px_per_mm: f64,
    /// Rows from the top; cyan, magenta, yellow and black, 0 none to 255 solid.
    inks: Vec<u8>,
    /// Total ink around each, averaged over 15 mm², in per mille.
    totals: Vec<u16>,
    /// Black type that was not painted, as pixels it would wholly cover.
    bare_black: f64,
}

/// The ink of a part of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct AreaInk {
    /// The most total ink, averaged over 15 mm², in per mille.
    pub most: u16,
    /// How much of it has ink and no dot large enough to be printed, in millionths.
    pub faint: u32,
}

/// Half the side of the square that ink is averaged over, in millimetres.
const REACH_MM: f64 = 2.0;

impl PagePlates {
    /// Of rows of `width` pixels, four bytes each, and the mean total ink around every pixel.
    #[must_use]
    pub fn new(width: u32, px_per_mm: f64, inks: Vec<u8>, totals: Vec<u16>) -> Self {
        Self { width: width.max(1) as usize, px_per_mm, inks, totals, bare_black: 0.0 }
    }

    /// The same where black type that meets no other ink was left out: it only counts in the mean, with so many pixels that
    /// it would wholly cover.
    #[must_use]
    pub fn with_bare_black(self, bare_black: f64) -> Self {
        Self { bare_black, ..self }
    }

    fn cells(&self) -> &[[u8; 4]] {
        self.inks.as_chunks::<4>().0
    }

    fn height(&self) -> usize {
        self.cells().len() / self.width
    }

    /// Mean coverage of each plate over the page in per mille.
    #[must_use]
    pub fn mean(&self) -> [u16; 4] {
        let mut sums = [0u64; 4];
        // 256 times 255 fits into 16 bits, of which a word adds two at once.
        for some in self.cells().chunks(256) {
            let (mut even, mut odd) = (0u32, 0u32);
            for cell in some {
                let inks = u32::from_le_bytes(*cell);
                even += inks & 0x00FF_00FF;
                odd += inks >> 8 & 0x00FF_00FF;
            }
            let of_some = [even & 0xFFFF, odd & 0xFFFF, even >> 16, odd >> 16];
            sums.iter_mut().zip(of_some).for_each(|(sum, v)| *sum += u64::from(v));
        }
        sums[3] += (self.bare_black * 255.0) as u64;
        let count = (self.cells().len() as u64).max(1);
        sums.map(|sum| u16::try_from((sum * 1000 / count + 127) / 255).unwrap_or(1000))
    }

    /// What lies in `area`, its edges left out, for there the average is one with what lies beside it. Dots below `least`
    /// per cent are too small to be printed. None where no pixel lies inside.
    #[must_use]
    pub fn within(&self, area: Rect, least: u16) -> Option<AreaInk> {
        // 0.3 of a step over: 3 % is 7.65 of 255.
        let held = |v: u8| u32::from(v) * 100 >= u32::from(least) * 255;
        let (mut most, mut faint, mut count) = (0, 0u64, 0u64);
        for row in self.rows_of(area, 0.5 / self.px_per_mm) {
            count += row.len() as u64;
            let cells = self.cells()[row].iter();
            faint += cells.filter(|cell| **cell != [0; 4] && !cell.iter().copied().any(held)).count() as u64;
        }
        for row in self.rows_of(area, REACH_MM) {
            most = self.totals.get(row).unwrap_or_default().iter().copied().fold(most, u16::max);
        }
        (count > 0).then(|| AreaInk { most, faint: u32::try_from(faint * 1_000_000 / count).unwrap_or(1_000_000) })
    }

    /// The place with the most total ink farther from all of `others` than the average reaches; none where no ink is.
    #[must_use]
    pub fn hottest_beside(&self, others: &[Rect]) -> Option<(u16, Rect)> {
        let reach = Length::um((REACH_MM * 1000.0) as i64);
        let grown = |r: &Rect| Rect::new(r.x - reach, r.y - reach, r.width + reach * 2, r.height + reach * 2);
        let mut totals = self.totals.clone();
        for other in others.iter().map(grown) {
            self.rows_of(other, 0.0).for_each(|row| totals.get_mut(row).unwrap_or_default().fill(0));
        }
        // The most is found first, by a comparison that needs no place; then the first place that has it.
        let most = totals.iter().copied().max().filter(|most| *most > 0)?;
        let at = totals.iter().position(|total| *total == most)?;
        let middle = self.place(at);
        Some((most, Rect::new(middle.x - reach, middle.y - reach, reach * 2, reach * 2)))
    }

    /// The largest part where both this page and the one on its back have a solid: its size in cm² and the box round it, on
    /// this page.
    #[must_use]
    pub fn solid_on_both(&self, back: &Self) -> Option<(f64, Rect)> {
        if self.px_per_mm.total_cmp(&back.px_per_mm).is_ne() {
            return None;
        }
        let mut open = vec![false; self.cells().len()];
        let rows = self.cells().chunks_exact(self.width).zip(back.cells().chunks_exact(back.width));
        for (open, (row, behind)) in open.chunks_exact_mut(self.width).zip(rows) {
            if !(any_solid(row) && any_solid(behind)) {
                continue;
            }
            // What is left on the one is right on the other.
            for (open, (cell, behind)) in open.iter_mut().zip(row.iter().zip(behind.iter().rev())) {
                *open = solid(cell) & solid(behind);
            }
        }
        let mut largest: Option<Vec<usize>> = None;
        let mut next = 0;
        while let Some(from) = open[next..].iter().position(|o| *o).map(|at| next + at) {
            next = from + 1;
            let part = self.connected(&mut open, from);
            if part.len() > largest.as_ref().map_or(0, Vec::len) {
                largest = Some(part);
            }
        }
        let part = largest?;
        let side = self.px_per_mm;
        let places = part.iter().map(|at| (at % self.width, at / self.width));
        let (left, right) = (places.clone().map(|p| p.0).min()?, places.clone().map(|p| p.0).max()?);
        let (top, foot) = (places.clone().map(|p| p.1).min()?, places.map(|p| p.1).max()?);
        let mm = |px: usize| Length::mm(px as f64 / side);
        let area = Rect::new(mm(left), mm(top), mm(right + 1 - left), mm(foot + 1 - top));
        Some((part.len() as f64 / (side * side * 100.0), area))
    }

    /// Takes what hangs together with `from` out of `open`.
    fn connected(&self, open: &mut [bool], from: usize) -> Vec<usize> {
        let mut part = Vec::new();
        let mut next = vec![from];
        while let Some(at) = next.pop() {
            if !open.get(at).copied().unwrap_or(false) {
                continue;
            }
            open[at] = false;
            part.push(at);
            let x = at % self.width;
            next.extend((x > 0).then(|| at - 1));
            next.extend((x + 1 < self.width).then_some(at + 1));
            next.extend(at.checked_sub(self.width));
            next.push(at + self.width);
        }
        part
    }

    /// The pixels whose middle lies in `area` and not within `edge` millimetres of its sides, row by row; of an area that is
    /// smaller, those along its middle.
    fn rows_of(&self, area: Rect, edge: f64) -> impl Iterator<Item = Range<usize>> + use<> {
        let (width, height, side) = (self.width, self.height(), self.px_per_mm);
        let span = move |from: Length, length: Length, most: usize| {
            let edge = edge.min(length.as_mm() / 2.0 - 0.5 / side).max(0.0);
            let first = ((from.as_mm() + edge) * side - 0.5).ceil().max(0.0);
            let last = ((from + length).as_mm() - edge) * side - 0.5;
            // A cast saturates, and a page has fewer pixels than any type has numbers.
            (first as usize).min(most)..((last.floor() + 1.0).max(0.0) as usize).min(most)
        };
        let columns = span(area.x, area.width, width);
        let columns = columns.start..columns.end.max(columns.start);
        span(area.y, area.height, height).map(move |y| y * width + columns.start..y * width + columns.end)
    }

    fn place(&self, at: usize) -> crate::geom::Point {
        let mm = |px: usize| Length::mm((px as f64 + 0.5) / self.px_per_mm);
        crate::geom::Point::new(mm(at % self.width), mm(at / self.width))
    }
}

/// One of a pixel's inks is a solid: four fifths, 204 of 255. All four are held against it at once, for a page has hundreds
/// of thousands of pixels: 52 more than the lower seven bits of 204 and above reach the eighth.
fn solid(cell: &[u8; 4]) -> bool {
    solids(cell) != 0
}

fn solids(cell: &[u8; 4]) -> u32 {
    let inks = u32::from_ne_bytes(*cell);
    ((inks & 0x7F7F_7F7F) + 0x3434_3434) & inks & 0x8080_8080
}

/// Looks at all of them, which a processor does to several at a time.
fn any_solid(cells: &[[u8; 4]]) -> bool {
    cells.iter().fold(0, |all, cell| all | solids(cell)) != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mm(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect::new(Length::mm(x), Length::mm(y), Length::mm(width), Length::mm(height))
    }

    /// 40 × 30 mm, a pixel a millimetre.
    fn painted(boxes: &[([usize; 4], [u8; 4])]) -> PagePlates {
        let mut cells = vec![[0u8; 4]; 40 * 30];
        for ([x, y, width, height], ink) in boxes {
            for row in *y..y + height {
                cells[row * 40 + x..row * 40 + x + width].fill(*ink);
            }
        }
        let totals = cells.iter().map(|c| (c.iter().map(|v| u32::from(*v)).sum::<u32>() * 1000 / 255) as u16).collect();
        PagePlates::new(40, 1.0, cells.as_flattened().to_vec(), totals)
    }

    #[test]
    fn a_part_is_measured_without_its_edges() {
        let plates = painted(&[([10, 10, 10, 10], [255, 255, 0, 0]), ([12, 12, 6, 6], [5, 4, 0, 0])]);
        let ink = plates.within(mm(10.0, 10.0, 10.0, 10.0), 3).unwrap();
        assert_eq!((ink.most, ink.faint), (35, 360_000), "the solid is the outermost two millimetres");
        let larger = plates.within(mm(8.0, 8.0, 14.0, 14.0), 3).unwrap();
        assert_eq!(larger.most, 2000);
        assert_eq!(plates.within(mm(60.0, 0.0, 9.0, 9.0), 3), None);
        assert_eq!(plates.within(mm(10.0, 10.0, 1.0, 1.0), 3).unwrap().most, 2000, "a small part has its middle");
        assert_eq!(plates.mean(), [54, 54, 0, 0]);
    }

    #[test]
    fn four_fifths_of_any_ink_are_a_solid() {
        for at in 0..4 {
            for v in 0..=255 {
                let mut cell = [203; 4];
                cell[at] = v;
                assert_eq!(solid(&cell), v >= 204, "{v}");
            }
        }
    }

    #[test]
    fn eight_of_255_is_three_per_cent_and_seven_is_not() {
        let faint = |v| painted(&[([0, 0, 40, 30], [v, 1, 0, 0])]).within(mm(0.0, 0.0, 40.0, 30.0), 3).unwrap().faint;
        assert_eq!((faint(7), faint(8)), (1_000_000, 0));
    }

    #[test]
    fn the_hottest_place_beside_pictures() {
        let plates = painted(&[([4, 4, 10, 10], [255, 255, 255, 0]), ([30, 20, 2, 2], [255, 255, 0, 0])]);
        let (most, place) = plates.hottest_beside(&[mm(4.0, 4.0, 10.0, 10.0)]).unwrap();
        assert_eq!((most, place), (2000, mm(28.5, 18.5, 4.0, 4.0)));
        assert_eq!(plates.hottest_beside(&[]).unwrap().0, 3000);
        assert_eq!(plates.hottest_beside(&[mm(0.0, 0.0, 40.0, 30.0)]), None);
    }

    #[test]
    fn solids_lie_back_to_back_where_one_is_the_others_mirror() {
        let front = painted(&[([2, 3, 10, 10], [0, 0, 0, 255]), ([30, 20, 1, 1], [0, 0, 0, 255])]);
        let mirrored = painted(&[([30, 3, 8, 10], [0, 0, 255, 0]), ([9, 20, 1, 1], [0, 0, 255, 0])]);
        let (cm2, place) = front.solid_on_both(&mirrored).unwrap();
        assert_eq!(place, mm(2.0, 3.0, 8.0, 10.0));
        assert!((cm2 - 0.8).abs() < 1e-9, "{cm2}");
        assert_eq!(front.solid_on_both(&painted(&[([2, 3, 10, 10], [0, 0, 0, 255])])), None);
        assert_eq!(front.solid_on_both(&painted(&[([28, 3, 10, 10], [0, 0, 0, 190])])), None);
    }
}
