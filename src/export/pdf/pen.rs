//! The operators of one page, and what the press has been told so far: an ink, a line or a font is set only when it
//! changes, and glyphs that follow each other on one baseline become one `TJ`.

use printpdf::{
    Cmyk, Codepoint, Color, ExtendedGraphicsState, ExtendedGraphicsStateId, LineDashPattern, LineJoinStyle, Op,
    OverprintMode, PaintMode, PdfFontHandle, PdfResources, Pt, Rect as PdfRect, TextItem, TextMatrix,
};

use super::fonts::Resource;
use super::place::{pt, thousandths};
use super::spots::Spots;
use crate::display::Stroke;
use crate::ink::Ink;

const OVERPRINT: &str = "GsOver";
const KNOCK_OUT: &str = "GsKnock";

/// The two graphics states a page may name.
pub(super) fn embed_states(resources: &mut PdfResources) {
    for (name, on) in [(OVERPRINT, true), (KNOCK_OUT, false)] {
        // Both keys always: printpdf writes the one for the other when only one is set. Mode 1 in both, so that a zero
        // ink never knocks out what lies below (ISO 32000-1 §8.6.7).
        let state = ExtendedGraphicsState::default()
            .with_overprint_fill(on)
            .with_overprint_stroke(on)
            .with_overprint_mode(OverprintMode::KeepUnderlying);
        resources.extgstates.map.insert(ExtendedGraphicsStateId(name.to_owned()), state);
    }
}

/// What has been set. `None` where PDF's own default holds, which is `DeviceGray` and must never paint.
#[derive(Clone, Default)]
struct Told {
    fill: Option<Ink>,
    line: Option<Ink>,
    stroke: Option<Stroke>,
    overprint: bool,
    round: bool,
    font: Option<(Resource, f32)>,
}

/// Glyphs that share a line: everything `TJ` cannot change.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Baseline {
    pub(super) font: Resource,
    /// Points, as written.
    pub(super) size: f32,
    /// Width scaling in per mille.
    pub(super) stretch: u16,
    /// Clockwise quarter turns, 0–3.
    pub(super) quarters: u8,
    /// Where the baseline lies across its own direction, in nanometres.
    pub(super) across: i64,
}

/// One glyph to show.
pub(super) struct Shown {
    pub(super) cid: u16,
    /// Advance in thousandths of the em, as in the font's `W`.
    pub(super) width: u16,
    /// Origin on the page in PDF's points.
    pub(super) at: [f64; 2],
}

/// An open `TJ`.
struct Run {
    baseline: Baseline,
    origin: [f64; 2],
    glyphs: Vec<Codepoint>,
    /// Where the reader's pen stands after the glyphs so far, in thousandths of the em from the origin.
    pen: f64,
}

pub(super) struct Pen<'s> {
    spots: &'s Spots,
    ops: Vec<Op>,
    told: Told,
    outer: Vec<Told>,
    in_text: bool,
    run: Option<Run>,
}

impl<'s> Pen<'s> {
    pub(super) fn new(spots: &'s Spots) -> Self {
        Self { spots, ops: Vec::new(), told: Told::default(), outer: Vec::new(), in_text: false, run: None }
    }

    pub(super) fn finish(mut self) -> Vec<Op> {
        self.leave_text();
        self.ops
    }

    /// What fills: type and tints.
    pub(super) fn fill(&mut self, ink: Ink) {
        if self.told.fill != Some(ink) {
            self.end_run();
            self.told.fill = Some(ink);
            match self.spots.of(ink) {
                Some(tint) => self.ops.extend(tint.ops(true)),
                None => self.ops.push(Op::SetFillColor { col: color(ink) }),
            }
        }
    }

    /// What draws lines.
    pub(super) fn stroke(&mut self, stroke: &Stroke) {
        if self.told.line != Some(stroke.ink) {
            self.told.line = Some(stroke.ink);
            match self.spots.of(stroke.ink) {
                Some(tint) => self.ops.extend(tint.ops(false)),
                None => self.ops.push(Op::SetOutlineColor { col: color(stroke.ink) }),
            }
        }
        if self.told.stroke.as_ref().map(|s| s.width) != Some(stroke.width) {
            self.ops.push(Op::SetOutlineThickness { pt: pt(stroke.width.as_pt()) });
        }
        let dash_before = self.told.stroke.as_ref().map_or(&[][..], |s| &s.dash);
        if dash_before != stroke.dash {
            let lengths: Vec<f32> = stroke.dash.iter().map(|l| thousandths(l.as_pt())).collect();
            self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &lengths) });
        }
        self.told.stroke = Some(stroke.clone());
    }

    /// Lines turn corners in an arc from now on; before, their edges meet in a point.
    pub(super) fn round_joins(&mut self) {
        self.join(true);
    }

    /// Lines turn corners in a point.
    pub(super) fn sharp_joins(&mut self) {
        self.join(false);
    }

    fn join(&mut self, round: bool) {
        if self.told.round != round {
            self.told.round = round;
            let join = if round { LineJoinStyle::Round } else { LineJoinStyle::Miter };
            self.push(Op::SetLineJoinStyle { join });
        }
    }

    pub(super) fn overprint(&mut self, on: bool) {
        if self.told.overprint != on {
            self.end_run();
            self.told.overprint = on;
            let name = if on { OVERPRINT } else { KNOCK_OUT };
            self.ops.push(Op::LoadGraphicsState { gs: ExtendedGraphicsStateId(name.to_owned()) });
        }
    }

    /// Paths and pictures; not inside text.
    pub(super) fn push(&mut self, op: Op) {
        self.leave_text();
        self.ops.push(op);
    }

    /// Until [`Pen::restore`], nothing outside the box is painted.
    pub(super) fn save_and_clip(&mut self, [x, y, width, height]: [f64; 4]) {
        self.save();
        let rectangle = PdfRect {
            x: pt(x),
            y: pt(y),
            width: pt(width),
            height: pt(height),
            mode: Some(PaintMode::Clip),
            winding_order: None,
        };
        self.push(Op::DrawRectangle { rectangle });
    }

    pub(super) fn save(&mut self) {
        self.push(Op::SaveGraphicsState);
        self.outer.push(self.told.clone());
    }

    pub(super) fn restore(&mut self) {
        self.push(Op::RestoreGraphicsState);
        self.told = self.outer.pop().unwrap_or_default();
    }

    /// Shows a glyph, in the open run where it can.
    pub(super) fn show(&mut self, baseline: &Baseline, glyph: &Shown) {
        let continued = self.run.as_mut().is_some_and(|run| run.baseline == *baseline && run.reach(glyph.at));
        if !continued {
            self.end_run();
            self.run = Some(Run::new(*baseline, glyph.at));
        }
        if let Some(run) = &mut self.run {
            // printpdf would make a `ToUnicode` of the texts, but the one it makes is replaced by ours.
            run.glyphs.push(Codepoint::with_cid(glyph.cid, 0.0, String::new()));
            run.pen += f64::from(glyph.width);
        }
    }

    fn end_run(&mut self) {
        let Some(run) = self.run.take() else { return };
        if !self.in_text {
            self.in_text = true;
            self.ops.push(Op::StartTextSection);
        }
        let font = (run.baseline.font, run.baseline.size);
        if self.told.font != Some(font) {
            self.ops.push(Op::SetFont { font: PdfFontHandle::External(font.0.id()), size: Pt(font.1) });
            self.told.font = Some(font);
        }
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw(run.matrix()) });
        self.ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(run.glyphs)] });
    }

    fn leave_text(&mut self) {
        self.end_run();
        if std::mem::take(&mut self.in_text) {
            self.ops.push(Op::EndTextSection);
        }
    }
}

impl Run {
    fn new(baseline: Baseline, at: [f64; 2]) -> Self {
        // As written, so that rounding the origin does not move what follows.
        let origin = at.map(|v| f64::from(thousandths(v)));
        Self { baseline, origin, glyphs: Vec::new(), pen: 0.0 }
    }

    /// Moves the pen to `at`; false where that is a jump, which begins a new run: readers take wide gaps within one
    /// `TJ` for spaces, and a step back for overstriking.
    fn reach(&mut self, at: [f64; 2]) -> bool {
        let (dx, dy) = (at[0] - self.origin[0], at[1] - self.origin[1]);
        let along = match self.baseline.quarters {
            0 => dx,
            1 => -dy,
            2 => -dx,
            _ => dy,
        };
        let per_point = 1_000_000.0 / (f64::from(self.baseline.size) * f64::from(self.baseline.stretch));
        let back = ((self.pen - along * per_point) * 10.0).round() / 10.0;
        if !(-2000.0..=1000.0).contains(&back) {
            return false;
        }
        if let Some(last) = self.glyphs.last_mut() {
            last.offset = back as f32;
            self.pen -= back;
        }
        true
    }

    fn matrix(&self) -> [f32; 6] {
        let s = f32::from(self.baseline.stretch) / 1000.0;
        let [x, y] = self.origin.map(|v| v as f32);
        match self.baseline.quarters {
            0 => [s, 0.0, 0.0, 1.0, x, y],
            1 => [0.0, -s, 1.0, 0.0, x, y],
            2 => [-s, 0.0, 0.0, -1.0, x, y],
            _ => [0.0, s, -1.0, 0.0, x, y],
        }
    }
}

fn color(ink: Ink) -> Color {
    let part = |v: u16| f32::from(v.min(1000)) / 1000.0;
    Color::Cmyk(Cmyk::new(part(ink.c), part(ink.m), part(ink.y), part(ink.k), None))
}
