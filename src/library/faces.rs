//! Faces by PostScript name. cosmic-text's font system does the loading (memory-mapped) and owns the shaping tables.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use cosmic_text::skrifa::raw::TableProvider;
use cosmic_text::{Font, FontSystem, Weight, fontdb, harfrust, skrifa};

use crate::id::FaceId;

/// None of the faces a role names can be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("none of the faces {} is found: put the font file into the edition's fonts/ or into BANXIN_FONTS", .0.join(", "))]
pub struct MissingFace(pub Vec<String>);

/// Where faces are looked for, best first: the edition, `BANXIN_FONTS`, beside the executable, the crate's folder.
#[must_use]
pub fn font_folders(edition: Option<&Path>) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = edition.iter().map(|e| e.join("fonts")).collect();
    if let Some(listed) = std::env::var_os("BANXIN_FONTS") {
        folders.extend(std::env::split_paths(&listed));
    }
    if let Some(beside) = std::env::current_exe().ok().and_then(|exe| exe.parent().map(Path::to_owned)) {
        folders.push(beside.join("fonts"));
        folders.push(beside.join("../share/banxin/fonts"));
    }
    folders.push(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts"));
    folders
}

/// All faces that have been asked for, and the places to find more.
#[derive(Debug)]
pub(super) struct Faces {
    system: Mutex<System>,
    /// Slots are never moved or emptied, so that `get` can lend a face for as long as the library lives. 64 faces are
    /// eight times what a page uses.
    slots: Vec<OnceLock<Face>>,
}

const MOST_FACES: usize = 64;

#[derive(Debug)]
struct System {
    fonts: FontSystem,
    by_name: HashMap<String, fontdb::ID>,
    given: HashMap<String, FaceId>,
    /// True while the system's own fonts have not been searched: that takes 60 ms and more, so only when needed.
    system_unread: bool,
}

impl Faces {
    pub(super) fn open(folders: Vec<PathBuf>, with_system: bool) -> Self {
        let mut db = fontdb::Database::new();
        let mut by_name = HashMap::new();
        for folder in folders {
            for file in font_files(&folder) {
                // An unreadable file is like a missing one: whoever needs its face hears of it by name.
                let _ = db.load_font_file(file);
            }
            remember(&db, &mut by_name);
        }
        let fonts = FontSystem::new_with_locale_and_db("zh-CN".to_owned(), db);
        let system = System { fonts, by_name, given: HashMap::new(), system_unread: with_system };
        Self { system: Mutex::new(system), slots: (0..MOST_FACES).map(|_| OnceLock::new()).collect() }
    }

    pub(super) fn find(&self, names: &[String]) -> Result<FaceId, MissingFace> {
        let missing = || MissingFace(names.to_vec());
        let mut system = self.system.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(id) = names.iter().find_map(|n| system.given.get(n)) {
            return Ok(*id);
        }
        let (name, id) = system.search(names).ok_or_else(missing)?;
        let slot = system.given.len();
        let font = system.fonts.get_font(id, Weight::NORMAL).ok_or_else(missing)?;
        let face = Face::new(name.clone(), font).ok_or_else(missing)?;
        let cell = self.slots.get(slot).ok_or_else(missing)?;
        cell.get_or_init(|| face);
        let face_id = FaceId(u16::try_from(slot).map_err(|_| missing())?);
        system.given.insert(name, face_id);
        Ok(face_id)
    }

    pub(super) fn get(&self, id: FaceId) -> &Face {
        self.slots[usize::from(id.0)].get().expect("a FaceId is only given out after its slot was filled")
    }
}

impl System {
    fn search(&mut self, names: &[String]) -> Option<(String, fontdb::ID)> {
        let known =
            |map: &HashMap<String, fontdb::ID>| names.iter().find_map(|n| map.get(n).map(|id| (n.clone(), *id)));
        if let Some(found) = known(&self.by_name) {
            return Some(found);
        }
        if !std::mem::take(&mut self.system_unread) {
            return None;
        }
        self.fonts.db_mut().load_system_fonts();
        remember(self.fonts.db(), &mut self.by_name);
        known(&self.by_name)
    }
}

/// Adds the faces of `db` that are not known yet: the first folder that has a name wins.
fn remember(db: &fontdb::Database, by_name: &mut HashMap<String, fontdb::ID>) {
    for face in db.faces() {
        by_name.entry(face.post_script_name.clone()).or_insert(face.id);
    }
}

/// The font files of a folder in a fixed order.
fn font_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let is_font = |p: &PathBuf| {
        let ending = p.extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
        matches!(ending.as_str(), "otf" | "ttf" | "otc" | "ttc")
    };
    let mut files: Vec<PathBuf> = entries.filter_map(|e| e.ok().map(|e| e.path())).filter(is_font).collect();
    files.sort();
    files
}

/// One face, loaded.
#[derive(Debug)]
pub struct Face {
    name: String,
    font: Arc<Font>,
    index: u32,
    units_per_em: u16,
    fs_type: u16,
    is_cff: bool,
    plans: [OnceLock<Plan>; 3],
}

/// A shape plan behind a `Debug` of its own, which harfrust's has not.
struct Plan(harfrust::ShapePlan);

impl std::fmt::Debug for Plan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Plan")
    }
}

/// How a text is shaped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shaping {
    /// Chinese, left to right: script Hani, language zh-Hans, no kerning (a cell is a cell).
    Han,
    /// Chinese, downwards: the same with the face's `vert` forms and vertical origins.
    HanVertical,
    /// Latin and digits, left to right, kerned.
    Latin,
}

impl Shaping {
    /// Direction and script of it, which a buffer must carry to match the plan.
    #[must_use]
    pub fn direction_and_script(self) -> (harfrust::Direction, harfrust::Script) {
        match self {
            Self::Han => (harfrust::Direction::LeftToRight, harfrust::script::HAN),
            Self::HanVertical => (harfrust::Direction::TopToBottom, harfrust::script::HAN),
            Self::Latin => (harfrust::Direction::LeftToRight, harfrust::script::LATIN),
        }
    }

    /// The features beside the font's defaults.
    #[must_use]
    pub fn features(self) -> &'static [harfrust::Feature] {
        use std::sync::LazyLock;
        static NO_KERN: LazyLock<[harfrust::Feature; 2]> =
            LazyLock::new(|| [b"kern", b"vkrn"].map(|tag| harfrust::Feature::new(harfrust::Tag::new(tag), 0, ..)));
        match self {
            Self::Han | Self::HanVertical => &*NO_KERN,
            Self::Latin => &[],
        }
    }

    /// The language all text is shaped in.
    #[must_use]
    pub fn language() -> harfrust::Language {
        static ZH: OnceLock<harfrust::Language> = OnceLock::new();
        ZH.get_or_init(|| "zh-Hans".parse().expect("zh-Hans is a language tag")).clone()
    }
}

impl Face {
    fn new(name: String, font: Arc<Font>) -> Option<Self> {
        let index = index_of(&font, &name)?;
        let tables = skrifa::FontRef::from_index(font.data(), index).ok()?;
        let units_per_em = tables.head().ok()?.units_per_em();
        let fs_type = tables.os2().map_or(0, |os2| os2.fs_type());
        let is_cff = tables.cff().is_ok();
        if !(16..=16384).contains(&units_per_em) {
            return None;
        }
        Some(Self { name, font, index, units_per_em, fs_type, is_cff, plans: Default::default() })
    }

    /// Its PostScript name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole font file.
    #[must_use]
    pub fn data(&self) -> &[u8] {
        self.font.data()
    }

    /// Which face of the file, for collections.
    #[must_use]
    pub const fn index(&self) -> u32 {
        self.index
    }

    /// Font units in an em, 16–16384.
    #[must_use]
    pub const fn units_per_em(&self) -> u16 {
        self.units_per_em
    }

    /// OS/2 fsType: what the maker allows in documents.
    #[must_use]
    pub const fn fs_type(&self) -> u16 {
        self.fs_type
    }

    /// False where the maker forbids embedding: fsType with only its restricted bit set (OpenType OS/2 §fsType).
    #[must_use]
    pub const fn may_be_embedded(&self) -> bool {
        self.fs_type & 0x000f != 0x0002
    }

    /// False where the maker forbids embedding a part of it: fsType bit 8.
    #[must_use]
    pub const fn may_be_cut(&self) -> bool {
        self.fs_type & 0x0100 == 0
    }

    /// True for PostScript outlines (CFF), false for TrueType ones.
    #[must_use]
    pub const fn is_cff(&self) -> bool {
        self.is_cff
    }

    /// For shaping and for drawing glyphs.
    #[must_use]
    pub fn font(&self) -> &Font {
        &self.font
    }

    /// The face's plan for a way of shaping, made once.
    #[must_use]
    pub fn plan(&self, shaping: Shaping) -> &harfrust::ShapePlan {
        let make = || {
            let (direction, script) = shaping.direction_and_script();
            let language = Shaping::language();
            Plan(harfrust::ShapePlan::new(
                self.font.shaper(),
                direction,
                Some(script),
                Some(&language),
                shaping.features(),
            ))
        };
        &self.plans[shaping as usize].get_or_init(make).0
    }

    /// Advance width of a glyph in font units; 0 for a glyph the face does not have.
    #[must_use]
    pub fn advance(&self, glyph: u16) -> u16 {
        let table = self.tables().and_then(|t| t.hmtx().ok());
        table.and_then(|hmtx| hmtx.advance(skrifa::GlyphId::from(glyph))).unwrap_or(0)
    }

    /// How far its glyphs reach, in font units.
    #[must_use]
    pub fn extents(&self) -> Extents {
        let Some(tables) = self.tables() else { return Extents::default() };
        let (head, hhea, os2) = (tables.head().ok(), tables.hhea().ok(), tables.os2().ok());
        Extents {
            ascent: hhea.as_ref().map_or(0, |t| t.ascender().to_i16()),
            descent: hhea.as_ref().map_or(0, |t| t.descender().to_i16()),
            left: head.as_ref().map_or(0, |t| t.x_min()),
            bottom: head.as_ref().map_or(0, |t| t.y_min()),
            right: head.as_ref().map_or(0, |t| t.x_max()),
            top: head.as_ref().map_or(0, |t| t.y_max()),
            weight: os2.map_or(400, |t| t.us_weight_class()),
        }
    }

    pub(super) fn tables(&self) -> Option<skrifa::FontRef<'_>> {
        skrifa::FontRef::from_index(self.font.data(), self.index).ok()
    }

    /// The glyph of a character by the font's own table; none where it has none.
    #[must_use]
    pub fn glyph(&self, c: char) -> Option<u16> {
        match self.font.as_swash().charmap().map(c) {
            0 => None,
            glyph => Some(glyph),
        }
    }
}

/// How far a face's glyphs reach, in its font units.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Extents {
    /// Above the baseline, by the face's own claim.
    pub ascent: i16,
    /// Below the baseline, by the face's own claim; negative.
    pub descent: i16,
    /// Leftmost outline of any glyph.
    pub left: i16,
    /// Lowest outline of any glyph.
    pub bottom: i16,
    /// Rightmost outline of any glyph.
    pub right: i16,
    /// Highest outline of any glyph.
    pub top: i16,
    /// OS/2 weight, 1–1000; 400 where it is not told.
    pub weight: u16,
}

/// Which face of the file carries `name`: cosmic-text keeps the index to itself.
fn index_of(font: &Font, name: &str) -> Option<u32> {
    use skrifa::MetadataProvider;
    use skrifa::string::StringId;
    (0..64).find(|&index| {
        skrifa::FontRef::from_index(font.data(), index)
            .is_ok_and(|tables| tables.localized_strings(StringId::POSTSCRIPT_NAME).any(|s| s.chars().eq(name.chars())))
    })
}
