//! Type: every glyph by its id at its own place, with the text it stands for.

use super::PdfError;
use super::page::Canvas;
use super::pen::{Baseline, Shown};
use super::place::Place;
use crate::display::Glyphs;
use crate::ink::Ink;

pub(super) fn paint(canvas: &mut Canvas<'_, '_>, run: &Glyphs, place: Place) -> Result<(), PdfError> {
    let size = ten_thousandths(run.size.as_pt());
    if run.glyphs.is_empty() || size <= 0.0 || run.stretch == 0 {
        return Ok(());
    }
    let face = canvas.fonts.face(run.face)?;
    canvas.pen.fill(run.ink);
    // Paper overprinting would print nothing at all: white type is always knocked out.
    canvas.pen.overprint(run.overprint && run.ink != Ink::PAPER);
    for (glyph, text) in run.glyphs.iter().zip(texts(run)) {
        if glyph.id == 0 {
            let face = canvas.fonts.name(face).to_owned();
            return Err(PdfError::MissingGlyph { page: canvas.page, face, text: text.to_owned() });
        }
        let code = canvas.fonts.code(face, glyph.id, text)?;
        let quarters = place.turns_with(run.turn);
        let on_page = place.on_page(glyph.at);
        let across = if quarters.is_multiple_of(2) { on_page.y } else { on_page.x };
        let baseline = Baseline { font: code.font, size, stretch: run.stretch, quarters, across: across.as_nm() };
        let at = place.in_pdf(glyph.at);
        canvas.pen.show(&baseline, &Shown { cid: code.cid, width: code.width, at });
    }
    Ok(())
}

/// The text of each glyph. A cluster's text stands at its first glyph; its characters are shared out one by one, for
/// readers make up a text for a glyph that has none. What is left over gets a character that shows and means nothing.
fn texts(run: &Glyphs) -> Vec<&str> {
    const NOTHING: &str = "\u{200b}";
    let mut texts = Vec::with_capacity(run.glyphs.len());
    let mut rest = "";
    for (n, glyph) in run.glyphs.iter().enumerate() {
        let own = run.text.get(glyph.text.start as usize..glyph.text.end as usize).unwrap_or_default();
        if !own.is_empty() {
            rest = own;
        }
        let followed = run.glyphs.get(n + 1).is_some_and(|next| next.text.is_empty());
        let length = if followed { rest.chars().next().map_or(0, char::len_utf8) } else { rest.len() };
        let (mine, others) = rest.split_at(length);
        texts.push(if mine.is_empty() { NOTHING } else { mine });
        rest = others;
    }
    texts
}

/// A type size as written: finer than positions, because an error grows with every em of the line.
fn ten_thousandths(v: f64) -> f32 {
    ((v * 10_000.0).round() / 10_000.0) as f32
}
