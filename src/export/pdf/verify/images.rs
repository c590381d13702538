//! What a picture's own JPEG says, held against what the file says of it.

use lopdf::{Object, Stream};

/// Its size, its four inks of 8 bits, and whether 255 is no ink: by Adobe's marker it is, and then `Decode` has to say so.
/// True of what is not packed as JPEG.
pub(super) fn jpeg_is_as_said(image: &Stream) -> bool {
    if !image.filters().is_ok_and(|filters| filters == [&b"DCTDecode"[..]]) {
        return true;
    }
    let Some(frame) = frame(&image.content) else { return false };
    let number = |key: &[u8]| image.dict.get(key).and_then(Object::as_i64).ok();
    let sides = [number(b"Width"), number(b"Height")] == frame.sides.map(|side| Some(i64::from(side)));
    let decode = image.dict.get(b"Decode").and_then(Object::as_array).ok();
    let decode: Option<Vec<i64>> = decode.map(|ranges| ranges.iter().filter_map(|v| v.as_i64().ok()).collect());
    let inverted = match decode.as_deref() {
        None => false,
        Some([1, 0, 1, 0, 1, 0, 1, 0]) => true,
        Some(_) => return false,
    };
    sides && (frame.bits, frame.inks) == (8, 4) && inverted == frame.adobe
}

/// What stands before a JPEG's first scan.
struct Frame {
    sides: [u16; 2],
    bits: u8,
    inks: u8,
    adobe: bool,
}

/// Walks the segments (ISO/IEC 10918-1 annex B); none where they break off.
fn frame(jpeg: &[u8]) -> Option<Frame> {
    let mut rest = jpeg.strip_prefix(&[0xff, 0xd8])?;
    let (mut found, mut adobe) = (None, false);
    loop {
        let [0xff, marker, tail @ ..] = rest else { return None };
        // A marker may have any number of ff before it.
        if *marker == 0xff {
            rest = &rest[1..];
            continue;
        }
        let length = usize::from(u16::from_be_bytes([*tail.first()?, *tail.get(1)?]));
        let (segment, after) = (tail.get(2..length)?, tail.get(length..)?);
        match (marker, segment) {
            (0xda, _) => return found.map(|found| Frame { adobe, ..found }),
            // Baseline, extended, progressive.
            (0xc0..=0xc2, [bits, a, b, c, d, inks, ..]) => {
                let (height, width) = (u16::from_be_bytes([*a, *b]), u16::from_be_bytes([*c, *d]));
                found = Some(Frame { sides: [width, height], bits: *bits, inks: *inks, adobe });
            }
            (0xee, segment) => adobe |= segment.starts_with(b"Adobe"),
            _ => {}
        }
        rest = after;
    }
}

#[cfg(test)]
mod tests {
    use lopdf::{Dictionary, dictionary};

    use super::*;

    const JPEG: &[u8] = include_bytes!("../../../../tests/pictures/cmyk.jpg");

    fn image(jpeg: &[u8], change: impl FnOnce(&mut Dictionary)) -> Stream {
        let frame = frame(JPEG).unwrap();
        let mut dict = dictionary! {
            "Width" => i64::from(frame.sides[0]),
            "Height" => i64::from(frame.sides[1]),
            "Filter" => "DCTDecode",
            "Decode" => [1, 0, 1, 0, 1, 0, 1, 0].map(Object::from).to_vec(),
        };
        change(&mut dict);
        Stream::new(dict, jpeg.to_vec())
    }

    #[test]
    fn a_jpeg_that_is_not_what_the_file_says_is_found() {
        assert!(jpeg_is_as_said(&image(JPEG, |_| {})));
        assert!(!jpeg_is_as_said(&image(JPEG, |dict| dict.set("Width", 9999))));
        assert!(!jpeg_is_as_said(&image(JPEG, |dict| drop(dict.remove(b"Decode")))), "it would print as a negative");
        let half = vec![Object::from(0), 1.into()];
        assert!(!jpeg_is_as_said(&image(JPEG, |dict| dict.set("Decode", half))));
        for cut in [0, 1, 2, 4, 20, 60] {
            assert!(!jpeg_is_as_said(&image(&JPEG[..cut], |_| {})), "{cut}");
        }
        assert!(jpeg_is_as_said(&image(b"rows", |dict| dict.set("Filter", "FlateDecode"))));
    }
}
