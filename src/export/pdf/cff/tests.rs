//! What is cut here must be what `subsetter`, which every PDF of typst goes through, cuts.

use std::path::Path;

use subsetter::GlyphRemapper;

use super::*;
use crate::library::{Face, Library};

const FACES: [&str; 7] = [
    "BaoSongSC-Regular",
    "BaoSongSC-Bold",
    "BaoSongSC-Black",
    "BaoHeiSC-Medium",
    "BaoHeiSC-Bold",
    "BaoHeiSC-Black",
    "BaoFangsongSC-Regular",
];

fn library() -> Library {
    Library::of_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts"))
}

fn by_subsetter(face: &Face, glyphs: &[u16]) -> Vec<u8> {
    let mut mapper = GlyphRemapper::new();
    glyphs.iter().for_each(|g| {
        mapper.remap(*g);
    });
    subsetter::subset(face.data(), face.index(), &mapper).unwrap()
}

#[test]
fn every_outline_and_every_hint_of_the_bundled_faces_is_the_same_as_by_subsetter() {
    let library = library();
    for name in FACES {
        let face = library.face(library.find(&[name.to_owned()]).unwrap());
        let glyphs: Vec<u16> = (0..7000).step_by(if cfg!(debug_assertions) { 7 } else { 1 }).collect();
        let (ours, theirs) = (cut(face.data(), face.index(), &glyphs).unwrap(), by_subsetter(face, &glyphs));
        let ours = Font::read(table(&ours, 0).unwrap()).unwrap();
        let theirs = Font::read(table(&theirs, 0).unwrap()).unwrap();
        assert_eq!((ours.char_strings.len(), theirs.char_strings.len()), (glyphs.len(), glyphs.len()), "{name}");
        let bytes = |all: &[Entry<'_>]| all.iter().map(|e| (e.operator, e.operands.to_vec())).collect::<Vec<_>>();
        for (new, old) in glyphs.iter().enumerate() {
            assert_eq!(ours.char_strings.get(new), theirs.char_strings.get(new), "{name} {old}");
            let part = |font: &Font<'_>| bytes(&font.parts[font.part_of(new as u16).unwrap()].private);
            assert_eq!(part(&ours), part(&theirs), "{name} {old}");
        }
        assert_eq!(operands(&ours.top, FONT_BBOX), operands(&theirs.top, FONT_BBOX));
    }
}

#[test]
fn damaged_programs_are_left_to_others_and_never_panic() {
    let library = library();
    let face = library.face(library.find(&["BaoHeiSC-Medium".to_owned()]).unwrap());
    let whole = cut(face.data(), face.index(), &[0, 100, 2000, 3000, 42]).unwrap();
    assert!(cut(&whole, 0, &[0, 1, 2]).is_some());
    assert!(cut(&whole, 0, &[0, 9]).is_none(), "no such glyph");
    assert!(cut(b"", 0, &[0, 1]).is_none() && cut(b"\0\x01\0\0", 0, &[0, 1]).is_none());
    for length in 0..whole.len() {
        let _ = cut(&whole[..length], 0, &[0, 1, 2, 3, 4]);
    }
    let mut seed = fastrand::Rng::with_seed(1);
    for _ in 0..4000 {
        let mut spoiled = whole.clone();
        for _ in 0..3 {
            let at = seed.usize(28..spoiled.len());
            spoiled[at] = seed.u8(..);
        }
        let _ = cut(&spoiled, 0, &[0, 1, 2, 3, 4]);
    }
}
