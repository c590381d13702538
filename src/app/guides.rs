//! Guides stay with the edition, in a file of their own beside its pages: they are aids and no part of what is printed,
//! so that they are neither undone nor exported, and an edition without the file is whole.

use std::collections::BTreeMap;
use std::path::Path;

use crate::app::tools::snap::Guide;
use crate::project::write_whole;

/// Its name. A point in front: it is the desk's own, like the lock.
const FILE: &str = ".guides.json";

/// The guides of each page, by its number.
pub(super) type Guides = BTreeMap<u16, Vec<Guide>>;

/// Reads them; none where there are none, or none that can be read.
pub(super) fn read(folder: &Path) -> Guides {
    let bytes = std::fs::read(folder.join(FILE)).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// Writes them where they are others than before. A folder that takes no file has said so when the edition was saved.
pub(super) fn write(folder: &Path, guides: &Guides) {
    let mut guides = guides.clone();
    guides.retain(|_, on_page| !on_page.is_empty());
    if guides == read(folder) {
        return;
    }
    if let Ok(bytes) = serde_json::to_vec(&guides) {
        let _ = write_whole(&folder.join(FILE), &bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Length;

    #[test]
    fn guides_come_back_and_damage_is_no_guide() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read(folder.path()).is_empty());
        let guides = Guides::from([(3, vec![Guide { upright: true, at: Length::MM * 42 }]), (4, Vec::new())]);
        write(folder.path(), &guides);
        assert_eq!(read(folder.path()), Guides::from([(3, guides[&3].clone())]));
        std::fs::write(folder.path().join(FILE), b"{\"3\": [").unwrap();
        assert!(read(folder.path()).is_empty());
    }
}
