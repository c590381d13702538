//! 二维码: squares of black ink in a field of bare paper, as large as its block allows.

use qrcodegen::{QrCode, QrCodeEcc};

use super::paint::Layers;
use crate::display::{Outline, Shape};
use crate::finding::{Finding, Severity};
use crate::geom::{Length, Point, Rect};
use crate::id::BlockId;
use crate::ink::Ink;
use crate::model::{CodeBlock, Correction};

/// Squares of bare paper on every side (ISO/IEC 18004 §5.3.8).
const QUIET: i64 = 4;
/// Smallest code, without its quiet zone, that a reader's telephone finds on a page.
const LEAST_SIDE: Length = Length::MM.per_mille(15_000);
/// Newsprint gains a tenth of a millimetre on every edge; smaller squares run together.
const LEAST_SQUARE: Length = Length::um(350);

/// Draws a code in the middle of `area`, and says where it cannot be read.
pub(super) fn set(block: &BlockId, area: Rect, code: &CodeBlock, layers: &mut Layers) -> Option<Finding> {
    let correction = match code.correction {
        Correction::Low => QrCodeEcc::Low,
        Correction::Medium => QrCodeEcc::Medium,
        Correction::Quartile => QrCodeEcc::Quartile,
        Correction::High => QrCodeEcc::High,
    };
    let Ok(drawn) = QrCode::encode_text(&code.text, correction) else { return Some(too_long()) };
    let count = i64::from(drawn.size()) + QUIET * 2;
    let square = area.width.min(area.height) / count;
    let side = square * count;
    let (x, y) = (area.x + (area.width - side) / 2, area.y + (area.height - side) / 2);
    let field = Rect::new(x, y, side, side);
    let shape = |outline, ink| Shape { outline, fill: Some(ink), stroke: None, overprint: false };
    layers.shape(block, shape(Outline::Rect(field), Ink::PAPER));
    layers.shape(block, shape(Outline::Rings(squares(&drawn, x, y, square)), Ink::BLACK));
    let least = (LEAST_SIDE / i64::from(drawn.size())).max(LEAST_SQUARE);
    (square < least).then(|| too_small(square, least * count))
}

/// Runs of dark squares of each row as one box.
fn squares(code: &QrCode, x: Length, y: Length, square: Length) -> Vec<Vec<Point>> {
    let mut rings = Vec::new();
    for row in 0..code.size() {
        let mut column = 0;
        while column < code.size() {
            let run = (column..code.size()).take_while(|c| code.get_module(*c, row)).count() as i64;
            if run > 0 {
                let at = |c: i64, r: i64| Point::new(x + square * (QUIET + c), y + square * (QUIET + r));
                let (left, top) = (i64::from(column), i64::from(row));
                let (right, foot) = (left + run, top + 1);
                rings.push(vec![at(left, top), at(right, top), at(right, foot), at(left, foot)]);
            }
            column += run.max(1) as i32;
        }
    }
    rings
}

fn too_long() -> Finding {
    let (zh, en) = ("二维码的内容太长", "The text is too long for a code");
    Finding::new("IMG-15", Severity::Error, zh, en)
        .remedy("改用短网址，或降低纠错等级", "take a shorter address, or less correction")
}

fn too_small(square: Length, least: Length) -> Finding {
    let (square, least) = (square.as_mm(), least.as_mm());
    let zh = format!("二维码太小，每格只有 {square:.2} mm");
    let en = format!("The code is too small: its squares are {square:.2} mm wide");
    Finding::new("IMG-15", Severity::Error, zh, en).remedy(
        format!("把它放大到 {least:.0} mm 见方，或改用短网址"),
        format!("make it {least:.0} mm square, or take a shorter address"),
    )
}
