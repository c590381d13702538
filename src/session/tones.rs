//! What pictures' pixels tell, kept beside their separations: preflight asks it at every export, and decoding two
//! photographs takes as long as all the rest. A kept file is believed only whole; without one the same is found anew.

use std::path::{Path, PathBuf};

use crate::library::{PictureFile, PictureTones};
use crate::project::write_whole;

/// Changes whenever the same picture would tell something else.
const HEAD: &str = "banxin tones 1";

/// The tones of a picture whose content has this hash, from `cache` where they are known.
pub(super) fn of(file: &PictureFile, hash: &str, cache: &Path) -> Option<PictureTones> {
    let path = path(cache, hash);
    if let Some(known) = std::fs::read_to_string(&path).ok().and_then(|text| read(&text)) {
        return Some(known);
    }
    let tones = file.tones().ok()?.clone();
    // A cache that cannot be written costs time and nothing else.
    if std::fs::create_dir_all(cache).is_ok() {
        let _ = write_whole(&path, written(&tones).as_bytes());
    }
    Some(tones)
}

fn path(cache: &Path, hash: &str) -> PathBuf {
    cache.join(format!("{hash}.tones"))
}

fn written(tones: &PictureTones) -> String {
    let PictureTones { lightness, neutral, totals, shadows_without_black } = tones;
    let totals: Vec<String> = totals.iter().map(u32::to_string).collect();
    format!("{HEAD}\n{lightness} {neutral} {shadows_without_black}\n{}\nend\n", totals.join(" "))
}

fn read(text: &str) -> Option<PictureTones> {
    let mut lines = text.lines();
    if lines.next()? != HEAD {
        return None;
    }
    let mut words = lines.next()?.split(' ');
    let (lightness, neutral) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let shadows_without_black = words.next()?.parse().ok()?;
    let totals = lines.next()?.split_whitespace().map(|n| n.parse().ok()).collect::<Option<Vec<u32>>>()?;
    let whole = lines.next() == Some("end") && matches!(totals.len(), 0 | 401);
    whole.then_some(PictureTones { lightness, neutral, totals, shadows_without_black })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_what_is_cut_is_not() {
        let grey = PictureTones { lightness: 54, neutral: true, totals: Vec::new(), shadows_without_black: 0 };
        let inks =
            PictureTones { neutral: false, totals: (0..401).collect(), shadows_without_black: 7, ..grey.clone() };
        for tones in [grey, inks] {
            let text = written(&tones);
            assert_eq!(read(&text), Some(tones));
            for end in 0..text.len() - 1 {
                assert_eq!(read(&text[..end]), None, "{end}");
            }
        }
    }

    #[test]
    fn a_picture_known_before_is_not_decoded() {
        let folder = tempfile::tempdir().unwrap();
        let photo = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/heze/photos/07-summer-palace-pavilion.jpg");
        let library = crate::library::Library::of_folder(folder.path());
        let id = crate::id::PictureId::new("p").unwrap();
        let whole = std::fs::read(photo).unwrap();
        let file = library.insert_picture(&id, "p.jpg", whole.clone()).unwrap();
        let hash = file.content_hash().unwrap().to_owned();
        let first = of(&file, &hash, folder.path()).unwrap();
        // The same head without its pixels cannot be decoded: whoever knows its tones has not tried.
        let cut = library.insert_picture(&id, "p.jpg", whole[..whole.len() / 2].to_vec()).unwrap();
        assert_eq!(of(&cut, &hash, folder.path()), Some(first));
        assert_eq!(of(&cut, "another", folder.path()), None);
    }
}
