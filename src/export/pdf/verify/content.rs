//! Follows a page's operators: only ours, only inks, every glyph of the sheet, black type overprinting as the sheet
//! says.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

use super::super::Level;
use super::super::operators::Operators;
use super::super::shapes::strokes;
use super::super::surround::Leaf;
use super::fonts::FontCodes;
use super::{Faults, expect, images, note};
use crate::display::Item;
use crate::ink::Ink;

/// The part of the graphics state that can go wrong.
#[derive(Clone, Default)]
struct State<'a> {
    /// `None` is PDF's default, `DeviceGray`, which must not paint.
    fill: Option<Colour>,
    line: Option<Colour>,
    /// Colour spaces that were named and still want a tint.
    spots: [bool; 2],
    overprint: bool,
    font: Option<&'a FontCodes>,
}

/// What paints.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Colour {
    Inks([f32; 4]),
    Spot,
}

/// Glyphs and shapes on a page.
#[derive(Default, PartialEq, Eq, Debug)]
struct Count {
    shown: usize,
    /// Solid black alone, printed over what lies below.
    black_over: usize,
    /// Outlines filled or drawn.
    painted: usize,
}

impl Count {
    const fn and(self, other: &Self) -> Self {
        Self {
            shown: self.shown + other.shown,
            black_over: self.black_over + other.black_over,
            painted: self.painted + other.painted,
        }
    }
}

struct Reader<'a> {
    document: &'a Document,
    resources: &'a Dictionary,
    fonts: &'a BTreeMap<Vec<u8>, FontCodes>,
    page: u16,
    level: Level,
    state: State<'a>,
    outer: Vec<State<'a>>,
    count: Count,
}

pub(super) fn inspect(
    document: &Document,
    content: &[u8],
    (leaf, level): (&Leaf<'_>, Level),
    resources: &Dictionary,
    fonts: &BTreeMap<Vec<u8>, FontCodes>,
    faults: &mut Faults,
) {
    let sheet = leaf.sheet;
    let (state, count) = (State::default(), Count::default());
    let mut reader = Reader { document, resources, fonts, page: sheet.page, level, state, outer: Vec::new(), count };
    let mut operators = Operators::new(content);
    loop {
        match operators.advance() {
            Ok(Some(operator)) => reader.follow(operator, &operators, faults),
            Ok(None) => break,
            Err(error) => {
                note(faults, format!("page {}: {error}", sheet.page));
                break;
            }
        }
    }
    let wanted = expected(&sheet.items).and(&expected(&leaf.items));
    expect(faults, reader.outer.is_empty(), || format!("page {}: a saved state is never restored", sheet.page));
    expect(faults, reader.count.shown == wanted.shown, || {
        format!("page {} shows {} glyphs of {}", sheet.page, reader.count.shown, wanted.shown)
    });
    expect(faults, reader.count.painted == wanted.painted, || {
        format!("page {} has {} outlines, not {}", sheet.page, reader.count.painted, wanted.painted)
    });
    expect(faults, reader.count.black_over == wanted.black_over, || {
        format!("page {}: {} black glyphs overprint, not {}", sheet.page, reader.count.black_over, wanted.black_over)
    });
}

/// What the sheet has.
fn expected(items: &[Item]) -> Count {
    let mut count = Count::default();
    for item in items {
        match item {
            Item::Group(group) => {
                let inside = expected(&group.items);
                count = count.and(&inside);
            }
            Item::Glyphs(run) if run.size.is_positive() && run.stretch > 0 => {
                count.shown += run.glyphs.len();
                if run.overprint && run.ink == Ink::BLACK {
                    count.black_over += run.glyphs.len();
                }
            }
            Item::Shape(shape) => count.painted += strokes(shape),
            Item::Glyphs(_) | Item::Picture(_) | Item::Mark(_) => {}
        }
    }
    count
}

impl<'a> Reader<'a> {
    fn follow(&mut self, operator: &[u8], operands: &Operators<'_>, faults: &mut Faults) {
        match operator {
            b"q" => self.outer.push(self.state.clone()),
            b"Q" => match self.outer.pop() {
                Some(state) => self.state = state,
                None => self.wrong(faults, "a state is restored that was never saved"),
            },
            b"k" => self.state.fill = operands.numbers().map(Colour::Inks),
            b"K" => self.state.line = operands.numbers().map(Colour::Inks),
            b"cs" => self.state.spots[0] = self.separation(operands, faults),
            b"CS" => self.state.spots[1] = self.separation(operands, faults),
            b"scn" => self.state.fill = self.tint(operands, 0),
            b"SCN" => self.state.line = self.tint(operands, 1),
            b"gs" => self.graphics_state(operands, faults),
            b"Tf" => self.state.font = operands.name().and_then(|name| self.fonts.get(name)),
            b"TJ" => self.show(operands, faults),
            b"Do" => self.image(operands, faults),
            b"f" => self.outline(self.state.fill.is_some(), faults),
            b"S" => self.outline(self.state.line.is_some(), faults),
            b"B" | b"b" => self.outline(self.state.fill.is_some() && self.state.line.is_some(), faults),
            b"cm" | b"w" | b"j" | b"d" | b"re" | b"m" | b"l" | b"h" | b"W" | b"n" | b"BT" | b"ET" | b"Tm" => {}
            other => self.wrong(faults, &format!("operator {} is none of ours", other.escape_ascii())),
        }
    }

    fn wrong(&self, faults: &mut Faults, what: &str) {
        note(faults, format!("page {}: {what}", self.page));
    }

    fn outline(&mut self, inked: bool, faults: &mut Faults) {
        self.painted(inked, faults);
        self.count.painted += 1;
    }

    fn painted(&self, inked: bool, faults: &mut Faults) {
        if !inked {
            self.wrong(faults, "something is painted in no ink");
        }
    }

    fn show(&mut self, operands: &Operators<'_>, faults: &mut Faults) {
        self.painted(self.state.fill.is_some(), faults);
        let Some(font) = self.state.font else { return self.wrong(faults, "type is set in no font") };
        for code in operands.strings().flat_map(|s| s.as_chunks::<2>().0) {
            let code = u16::from_be_bytes(*code);
            if code == 0 || !font.has(code) {
                self.wrong(faults, &format!("glyph {code} has no text"));
            }
            self.count.shown += 1;
            self.count.black_over +=
                usize::from(self.state.overprint && self.state.fill == Some(Colour::Inks([0.0, 0.0, 0.0, 1.0])));
        }
    }

    /// A plate beside the four, which only PDF/X-4 has here.
    fn separation(&self, operands: &Operators<'_>, faults: &mut Faults) -> bool {
        let space = self.resource(b"ColorSpace", operands).and_then(|o| o.as_array().ok());
        let name = |at: usize| space.and_then(|s| s.get(at)?.as_name().ok());
        let sound = name(0) == Some(b"Separation") && name(2) == Some(b"DeviceCMYK");
        let own = name(1).is_some_and(|n| !matches!(n, b"All" | b"None" | b"Cyan" | b"Magenta" | b"Yellow" | b"Black"));
        if !sound || !own || self.level != Level::X4 {
            self.wrong(faults, "a colour is none of the four inks");
        }
        sound
    }

    fn tint(&self, operands: &Operators<'_>, of: usize) -> Option<Colour> {
        let fits = operands.numbers().is_some_and(|[tint]| (0.0..=1.0).contains(&tint));
        (self.state.spots[of] && fits).then_some(Colour::Spot)
    }

    fn graphics_state(&mut self, operands: &Operators<'_>, faults: &mut Faults) {
        let Some(state) = self.resource(b"ExtGState", operands).and_then(|o| o.as_dict().ok()) else {
            return self.wrong(faults, "a graphics state is missing");
        };
        let known = state.iter().all(|(key, _)| matches!(key.as_slice(), b"Type" | b"OP" | b"op" | b"OPM"));
        let flag = |key: &[u8]| state.get(key).and_then(Object::as_bool).ok();
        let mode = state.get(b"OPM").and_then(Object::as_i64).ok();
        match (known, flag(b"OP"), flag(b"op"), mode) {
            (true, Some(line), Some(fill), Some(1)) if line == fill => self.state.overprint = fill,
            _ => self.wrong(faults, "a graphics state says more or less than how to overprint"),
        }
    }

    fn image(&self, operands: &Operators<'_>, faults: &mut Faults) {
        let Some(image) = self.resource(b"XObject", operands).and_then(|o| o.as_stream().ok()) else {
            return self.wrong(faults, "a picture is missing");
        };
        let name = |key: &[u8]| image.dict.get(key).and_then(Object::as_name).unwrap_or_default();
        let inks = name(b"Subtype") == b"Image" && name(b"ColorSpace") == b"DeviceCMYK";
        let deep = image.dict.get(b"BitsPerComponent").and_then(Object::as_i64).is_ok_and(|b| b == 8);
        if !inks || !deep {
            self.wrong(faults, "a picture is not in inks of 8 bits");
        }
        if !images::jpeg_is_as_said(image) {
            self.wrong(faults, "a picture's JPEG is not as the file says");
        }
        let plain = [&b"SMask"[..], b"Mask", b"Alternates", b"OPI"].iter().all(|key| !image.dict.has(key));
        if !plain || self.state.overprint {
            self.wrong(faults, "a picture is transparent or overprints");
        }
    }

    fn resource(&self, kind: &[u8], operands: &Operators<'_>) -> Option<&'a Object> {
        let all = self.resources.get_deref(kind, self.document).ok()?.as_dict().ok()?;
        all.get_deref(operands.name()?, self.document).ok()
    }
}
