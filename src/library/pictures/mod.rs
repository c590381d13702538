//! Placed pictures: found by file name in the edition's `photos/`, measured at once, decoded when asked.

mod facts;
mod header;
mod jpeg;
mod pixels;
mod png;
mod tiff;
mod webp;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Cursor};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::SystemTime;

use zlib_rs::adler32::adler32;
use zlib_rs::crc32::crc32;

use crate::id::PictureId;
use header::Header;

pub use facts::{Compression, PictureFacts, PictureTones, ProfileFacts, StoredColour};
pub use pixels::{Channels, Pixels};

/// Longest side of a picture in pixels: 2.5 m at 200 ppi.
const MOST_PIXELS_A_SIDE: u32 = 20_000;
/// Most pixels of a picture.
const MOST_PIXELS: u64 = 200_000_000;
/// Most bytes of a decoded picture: the most pixels in inks. Sixteen bits and transparency are brought down row by row,
/// except in a TIFF, which is held to this before it is brought down.
const MOST_DECODED_BYTES: u64 = 800_000_000;
/// Largest file.
const MOST_BYTES: u64 = 100_000_000;

/// Why a picture cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// The name is more than a file's name.
    #[error("“{0}” cannot be a picture: give the plain name of a file in the edition's photos/, without folders")]
    BadName(String),
    /// No such file.
    #[error("a picture is missing: put its file into the edition's photos/, or choose another: {}", .0.display())]
    Missing(PathBuf),
    /// The disk refuses.
    #[error("a picture cannot be read ({1}): check the file and its permissions: {path}", path = .0.display())]
    Unreadable(PathBuf, String),
    /// None of the kinds that are read.
    #[error("a picture is neither JPEG, PNG, TIFF nor WebP: save it as one of these: {}", .0.display())]
    UnknownKind(PathBuf),
    /// Beyond the limits above.
    #[error(
        "a picture is too large ({1}): save it with at most 20,000 pixels a side, 200 million pixels and 100 MB: {path}",
        path = .0.display()
    )]
    TooLarge(PathBuf, String),
    /// Cut off or broken.
    #[error("a picture is damaged ({1}): get the file again from its photographer: {path}", path = .0.display())]
    Damaged(PathBuf, String),
}

/// How a picture's file is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PictureKind {
    /// JPEG, baseline or progressive.
    Jpeg,
    /// PNG.
    Png,
    /// TIFF.
    Tiff,
    /// WebP.
    WebP,
}

/// The kind of a picture's file by its first twelve bytes; none where it is none of ours.
#[must_use]
pub fn kind_of(start: &[u8]) -> Option<PictureKind> {
    match start {
        [0xff, 0xd8, 0xff, ..] => Some(PictureKind::Jpeg),
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(PictureKind::Png),
        // Classic TIFF and BigTIFF, of either byte order.
        [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Some(PictureKind::Tiff),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(PictureKind::WebP),
        _ => None,
    }
}

/// One picture's file, measured but not decoded.
#[derive(Debug)]
pub struct PictureFile {
    path: PathBuf,
    header: Header,
    source: Source,
    hash: OnceLock<String>,
    tones: OnceLock<PictureTones>,
}

/// Where the bytes are.
#[derive(Debug)]
enum Source {
    /// On disk, as it was when it was measured.
    Disk(Stamp),
    /// Handed in.
    Memory(Arc<[u8]>),
}

/// What tells that a file was replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    modified: Option<SystemTime>,
}

impl PictureFile {
    /// Where it lies; for a picture that was handed in, its name alone.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How it is written.
    #[must_use]
    pub const fn kind(&self) -> PictureKind {
        self.header.kind
    }

    /// Width and height in pixels, upright.
    #[must_use]
    pub const fn pixels(&self) -> [u32; 2] {
        self.header.upright_pixels()
    }

    /// Width and height in pixels as the file stores them, before the camera's orientation is honoured.
    #[must_use]
    pub const fn stored_pixels(&self) -> [u32; 2] {
        self.header.pixels
    }

    /// What the file says of itself.
    #[must_use]
    pub fn facts(&self) -> PictureFacts {
        self.header.facts()
    }

    /// What its pixels tell; decoded for it once, unless it has been decoded before.
    ///
    /// # Errors
    /// As [`PictureFile::decode`].
    pub fn tones(&self) -> Result<&PictureTones, PictureError> {
        if self.tones.get().is_none() {
            self.decode()?;
        }
        Ok(self.tones.get().expect("decoding sets it"))
    }

    /// What it is decoded to.
    #[must_use]
    pub const fn channels(&self) -> Channels {
        self.header.channels
    }

    /// The ICC profile embedded in it.
    #[must_use]
    pub fn profile(&self) -> Option<&[u8]> {
        self.header.profile.as_deref()
    }

    /// True for CMYK JPEGs by Adobe's convention: samples hold 255 for no ink.
    #[must_use]
    pub const fn is_inverted(&self) -> bool {
        self.header.adobe && matches!(self.header.channels, Channels::Cmyk)
    }

    /// How the stored picture becomes upright: `x' = a·x + c·y + e`, `y' = b·x + d·y + f` for `[a, b, c, d, e, f]`, both
    /// pictures being unit squares with y down. For painters that pass the file on as it is.
    #[must_use]
    pub const fn uprighting(&self) -> [i8; 6] {
        self.header.orientation.matrix()
    }

    /// The file, read now.
    ///
    /// # Errors
    /// [`PictureError`] where it has gone, was replaced by a larger one or cannot be read.
    pub fn bytes(&self) -> Result<Arc<[u8]>, PictureError> {
        match &self.source {
            Source::Memory(bytes) => Ok(Arc::clone(bytes)),
            Source::Disk(_) => {
                stamp(&self.path)?;
                std::fs::read(&self.path).map(Arc::from).map_err(|e| unreadable(&self.path, &e))
            }
        }
    }

    /// What tells the file from every other, in hexadecimal: its length and two checksums, which take a tenth of the time of
    /// MD5. The key of everything computed from it.
    ///
    /// # Errors
    /// As [`PictureFile::bytes`].
    pub fn content_hash(&self) -> Result<&str, PictureError> {
        if self.hash.get().is_none() {
            let bytes = self.bytes()?;
            let (crc, adler) = (crc32(0, &bytes), adler32(1, &bytes));
            let _ = self.hash.set(format!("{:010x}{crc:08x}{adler:08x}", bytes.len()));
        }
        Ok(self.hash.get().expect("set just above"))
    }

    /// Its pixels, upright, 8 bits a channel, transparency laid on white paper.
    ///
    /// # Errors
    /// [`PictureError`] where the file is gone, cut off or broken.
    pub fn decode(&self) -> Result<Pixels, PictureError> {
        let bytes = self.bytes()?;
        let pixels = pixels::decode(&bytes, &self.header);
        let pixels = pixels.map_err(|why| PictureError::Damaged(self.path.clone(), why))?;
        self.tones.get_or_init(|| PictureTones::of(&pixels));
        Ok(pixels)
    }

    fn is_stale(&self) -> bool {
        match &self.source {
            Source::Memory(_) => false,
            Source::Disk(then) => stamp(&self.path).ok() != Some(*then),
        }
    }
}

/// The pictures opened so far.
#[derive(Debug)]
pub(super) struct Pictures {
    folder: Option<PathBuf>,
    opened: Mutex<BTreeMap<PictureId, Arc<PictureFile>>>,
}

impl Pictures {
    pub(super) fn open(edition: Option<&Path>) -> Self {
        Self { folder: edition.map(|e| e.join("photos")), opened: Mutex::default() }
    }

    /// The picture, opened now or before; a file that was replaced on disk since is opened again.
    pub(super) fn get(&self, id: &PictureId, name: &str) -> Result<Arc<PictureFile>, PictureError> {
        if !is_plain_name(name) {
            return Err(PictureError::BadName(name.to_owned()));
        }
        let known = self.opened(id);
        if let Some(file) = known.filter(|f| f.path.file_name().is_some_and(|n| n == name) && !f.is_stale()) {
            return Ok(file);
        }
        let folder = self.folder.as_ref().ok_or_else(|| PictureError::Missing(name.into()))?;
        let file = Arc::new(measure(&folder.join(name))?);
        self.lock().insert(id.clone(), Arc::clone(&file));
        Ok(file)
    }

    pub(super) fn opened(&self, id: &PictureId) -> Option<Arc<PictureFile>> {
        self.lock().get(id).cloned()
    }

    pub(super) fn insert(&self, id: &PictureId, name: &str, bytes: Vec<u8>) -> Result<Arc<PictureFile>, PictureError> {
        if !is_plain_name(name) {
            return Err(PictureError::BadName(name.to_owned()));
        }
        let path = PathBuf::from(name);
        check_bytes(&path, bytes.len() as u64)?;
        let bytes: Arc<[u8]> = bytes.into();
        let header = header::read(&mut Cursor::new(&bytes)).map_err(|why| why.at(&path))?;
        check_pixels(&path, header.pixels)?;
        let file = Arc::new(PictureFile {
            path,
            header,
            source: Source::Memory(bytes),
            hash: OnceLock::new(),
            tones: OnceLock::new(),
        });
        self.lock().insert(id.clone(), Arc::clone(&file));
        Ok(file)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<PictureId, Arc<PictureFile>>> {
        self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One file name and nothing else, on every system an edition may be carried to: `\` and `:` lead out of a folder on
/// Windows.
fn is_plain_name(name: &str) -> bool {
    !matches!(name, "" | "." | "..") && !name.contains(['/', '\\', ':', '\0'])
}

fn measure(path: &Path) -> Result<PictureFile, PictureError> {
    let stamp = stamp(path)?;
    let file = File::open(path).map_err(|e| unreadable(path, &e))?;
    let header = header::read(&mut BufReader::new(file)).map_err(|why| why.at(path))?;
    check_pixels(path, header.pixels)?;
    Ok(PictureFile {
        path: path.to_owned(),
        header,
        source: Source::Disk(stamp),
        hash: OnceLock::new(),
        tones: OnceLock::new(),
    })
}

/// Looks at the file without opening it: a pipe or device in `photos/` must not hang the program.
fn stamp(path: &Path) -> Result<Stamp, PictureError> {
    let meta = std::fs::metadata(path).map_err(|e| unreadable(path, &e))?;
    if !meta.is_file() {
        return Err(PictureError::UnknownKind(path.to_owned()));
    }
    check_bytes(path, meta.len())?;
    Ok(Stamp { bytes: meta.len(), modified: meta.modified().ok() })
}

fn unreadable(path: &Path, error: &std::io::Error) -> PictureError {
    if error.kind() == std::io::ErrorKind::NotFound {
        PictureError::Missing(path.to_owned())
    } else {
        PictureError::Unreadable(path.to_owned(), error.to_string())
    }
}

fn check_bytes(path: &Path, bytes: u64) -> Result<(), PictureError> {
    if bytes <= MOST_BYTES {
        return Ok(());
    }
    Err(PictureError::TooLarge(path.to_owned(), format!("{} MB", bytes.div_ceil(1_000_000))))
}

fn check_pixels(path: &Path, [width, height]: [u32; 2]) -> Result<(), PictureError> {
    if width == 0 || height == 0 {
        return Err(PictureError::Damaged(path.to_owned(), format!("{width} × {height} pixels")));
    }
    let fits = width <= MOST_PIXELS_A_SIDE
        && height <= MOST_PIXELS_A_SIDE
        && u64::from(width) * u64::from(height) <= MOST_PIXELS;
    if fits { Ok(()) } else { Err(PictureError::TooLarge(path.to_owned(), format!("{width} × {height} pixels"))) }
}

#[cfg(test)]
mod formats_tests;
#[cfg(test)]
mod tests;
