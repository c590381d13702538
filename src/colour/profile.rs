//! The press's ICC profile: checked, named, and ready to be embedded.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use md5::{Digest, Md5};
use moxcms::{ColorProfile, ProfileText};

use super::convert::Key;
use super::encode;
use super::link::Link;
use super::press::Press;

/// The profile every edition has until it names its press's own: coldset on newsprint, at most 240 % ink.
///
/// Deflated, as a PDF takes it: most exports find their photographs separated and never look inside.
const BUNDLED: &[u8] = include_bytes!("../../assets/icc/newsprint-coldset-tr002-tac240.icc.z");
/// MD5 of the profile itself.
const BUNDLED_HASH: &str = "6b49885fc38a4b19531a132f5c8022ce";
/// The most ink that its separations were made for, in per cent.
const BUNDLED_LIMIT: u16 = 240;

/// Header and an empty tag table (ICC.1:2010 §7.1).
const LEAST_BYTES: usize = 132;
/// Profiles of presses have 0.5–3 MB.
const MOST_BYTES: usize = 16_000_000;
/// Links that are kept: one for each kind of picture of an edition, 0.3 or 0.7 MB each.
const MOST_LINKS: usize = 24;

/// Why a file cannot be the press's profile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// The disk refuses.
    #[error("the press profile cannot be read ({1}): put the printing house's .icc into the edition: {path}", path = .0.display())]
    Unreadable(PathBuf, String),
    /// Not an ICC profile.
    #[error("this is no ICC profile ({0}): ask the printing house for the .icc of its press")]
    NotAProfile(String),
    /// A profile for something else.
    #[error("this profile is for a {0}, not for a CMYK press: ask the printing house for the .icc of its press")]
    NotAPress(String),
}

/// What is made of a profile when it is first wanted.
#[derive(Default)]
struct Made {
    tables: OnceLock<Press>,
    limit: OnceLock<u16>,
    links: Mutex<Vec<(Key, Arc<Link>)>>,
    proofs: Proofs,
}

/// Soft proofs on the press's paper and on white.
#[derive(Default)]
pub(super) struct Proofs {
    pub(super) paper: OnceLock<Arc<Link>>,
    pub(super) screen: OnceLock<Arc<Link>>,
}

/// An ICC profile of class `prtr` over CMYK. Cheap to clone.
#[derive(Clone)]
pub struct OutputProfile(Arc<Inner>);

struct Inner {
    /// One of these two is there from the beginning, the other when it is first wanted.
    bytes: OnceLock<Vec<u8>>,
    packed: OnceLock<Cow<'static, [u8]>>,
    version: u8,
    name: String,
    condition: String,
    registered: bool,
    hash: String,
    made: Made,
}

impl OutputProfile {
    /// The bundled newsprint profile.
    #[must_use]
    pub fn bundled() -> Self {
        static ONCE: OnceLock<OutputProfile> = OnceLock::new();
        ONCE.get_or_init(|| {
            let name = "Coldset on newsprint, ANSI CGATS/SNAP TR 002-2007, total ink at most 240 %";
            Self(Arc::new(Inner {
                bytes: OnceLock::new(),
                packed: OnceLock::from(Cow::Borrowed(BUNDLED)),
                version: 2,
                name: name.to_owned(),
                condition: "CGATS TR 002".to_owned(),
                registered: true,
                hash: BUNDLED_HASH.to_owned(),
                made: Made { limit: OnceLock::from(BUNDLED_LIMIT), ..Made::default() },
            }))
        })
        .clone()
    }

    /// The printing house's own profile, named by its own description.
    ///
    /// # Errors
    /// [`ProfileError`] for anything but an ICC profile of class `prtr` over CMYK that can separate pictures.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, ProfileError> {
        check(&bytes)?;
        let parsed = ColorProfile::new_from_slice(&bytes).map_err(|e| ProfileError::NotAProfile(e.to_string()))?;
        let Some(tables) = Press::of(&parsed) else {
            return Err(ProfileError::NotAProfile("it has no tables from colours to inks and back".to_owned()));
        };
        let name = parsed.description.as_ref().map(text_of).filter(|n| !n.is_empty());
        let name = name.unwrap_or_else(|| "Custom".to_owned());
        Ok(Self(Arc::new(Inner {
            version: bytes[8],
            hash: format!("{:x}", Md5::digest(&bytes)),
            bytes: OnceLock::from(bytes),
            packed: OnceLock::new(),
            condition: name.clone(),
            name,
            registered: false,
            made: Made { tables: OnceLock::from(tables), ..Made::default() },
        })))
    }

    /// The profile in a file.
    ///
    /// # Errors
    /// As [`OutputProfile::from_bytes`], or where the file cannot be read.
    pub fn open(path: &Path) -> Result<Self, ProfileError> {
        let unreadable = |why: String| ProfileError::Unreadable(path.to_owned(), why);
        let meta = std::fs::metadata(path).map_err(|e| unreadable(e.to_string()))?;
        if !meta.is_file() || meta.len() > MOST_BYTES as u64 {
            return Err(unreadable("it is no file of at most 16 MB".to_owned()));
        }
        Self::from_bytes(std::fs::read(path).map_err(|e| unreadable(e.to_string()))?)
    }

    /// What it describes, for people.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The identifier of the printing condition, for PDF/X's output intent.
    #[must_use]
    pub fn condition(&self) -> &str {
        &self.0.condition
    }

    /// True where the condition stands in the ICC's registry of characterisation data.
    #[must_use]
    pub fn is_registered(&self) -> bool {
        self.0.registered
    }

    /// The file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        self.0.bytes.get_or_init(|| encode::inflate(self.0.packed.get().map_or(BUNDLED, |p| p)))
    }

    /// Major version of the ICC specification it is written to.
    #[must_use]
    pub fn version(&self) -> u8 {
        self.0.version
    }

    /// MD5 of the file in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.0.hash
    }

    /// The file deflated, computed once a process.
    pub(crate) fn packed(&self) -> &[u8] {
        self.0.packed.get_or_init(|| Cow::Owned(encode::deflate(self.bytes())))
    }

    /// The most ink, all four together, that its separations were made for, in per cent.
    #[must_use]
    pub fn ink_limit(&self) -> u16 {
        *self.0.made.limit.get_or_init(|| self.tables().ink_limit())
    }

    /// Its tables; read only when a picture has to be separated.
    pub(super) fn tables(&self) -> &Press {
        self.0.made.tables.get_or_init(|| {
            let parsed = ColorProfile::new_from_slice(self.bytes()).ok();
            parsed.as_ref().and_then(Press::of).expect("only the bundled profile comes unread, and it is sound")
        })
    }

    pub(super) fn proofs(&self) -> &Proofs {
        &self.0.made.proofs
    }

    /// A link that was made before, or is made now. Two threads may make the same one; that costs time and nothing else.
    pub(super) fn link(&self, key: Key, build: impl FnOnce() -> Link) -> Arc<Link> {
        let kept = || self.0.made.links.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, link)) = kept().iter().find(|(k, _)| *k == key) {
            return Arc::clone(link);
        }
        let link = Arc::new(build());
        let mut links = kept();
        if links.len() >= MOST_LINKS {
            links.remove(0);
        }
        links.push((key, Arc::clone(&link)));
        link
    }
}

impl fmt::Debug for OutputProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OutputProfile({})", self.0.name)
    }
}

impl Default for OutputProfile {
    fn default() -> Self {
        Self::bundled()
    }
}

/// The header's own claims (ICC.1:2010 §7.2), before anything else is believed.
fn check(bytes: &[u8]) -> Result<(), ProfileError> {
    let not = |why: String| Err(ProfileError::NotAProfile(why));
    if !(LEAST_BYTES..=MOST_BYTES).contains(&bytes.len()) {
        return not(format!("{} bytes", bytes.len()));
    }
    if &bytes[36..40] != b"acsp" {
        return not("its signature is missing".to_owned());
    }
    let claimed = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize;
    if claimed != bytes.len() {
        return not(format!("it claims {claimed} bytes and has {}", bytes.len()));
    }
    let tag = |at: usize| String::from_utf8_lossy(&bytes[at..at + 4]).trim().to_owned();
    if &bytes[12..16] != b"prtr" || &bytes[16..20] != b"CMYK" {
        return Err(ProfileError::NotAPress(format!("{} of {}", tag(12), tag(16))));
    }
    if !matches!(bytes[8], 2..=4) {
        return not(format!("version {}", bytes[8]));
    }
    Ok(())
}

fn text_of(text: &ProfileText) -> String {
    match text {
        ProfileText::PlainString(text) => text.clone(),
        ProfileText::Localizable(all) => {
            let english = all.iter().find(|t| t.language == "en").or_else(|| all.first());
            english.map(|t| t.value.clone()).unwrap_or_default()
        }
        ProfileText::Description(text) => text.ascii_string.clone(),
    }
    .trim_matches(|c: char| c == '\0' || c.is_whitespace())
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_profile_is_the_file_beside_it() {
        let file = include_bytes!("../../assets/icc/newsprint-coldset-tr002-tac240.icc");
        let bundled = OutputProfile::bundled();
        assert!(bundled.bytes() == file && check(file).is_ok());
        assert_eq!((bundled.hash(), bundled.version()), (format!("{:x}", Md5::digest(file)).as_str(), file[8]));
        assert_eq!((bundled.ink_limit(), bundled.tables().ink_limit()), (240, 240));
    }
}
