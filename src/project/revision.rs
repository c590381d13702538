//! What an edition's files say, as one number: two editions of the same revision are the same.

use std::fmt;
use std::str::FromStr;

use super::error::ProjectError;
use super::save;
use crate::model::Edition;

/// FNV-1a of the files as this program writes them, with their names. It tells accidents apart, not attackers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Revision(u64);

impl Revision {
    /// The revision of an edition, saved or not. How the files on the disk are indented is not in it.
    ///
    /// # Errors
    /// [`ProjectError`] where a value cannot be written as JSON.
    pub fn of(edition: &Edition) -> Result<Self, ProjectError> {
        let files = save::wanted(edition)?;
        let parts = files.iter().flat_map(|(name, text)| [name.as_bytes(), &[0], text.as_bytes(), &[0]]);
        Ok(Self(parts.fold(BEGIN, more)))
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Revision {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(text, 16).map(Self)
    }
}

/// The empty text's sum.
pub(super) const BEGIN: u64 = 0xcbf2_9ce4_8422_2325;

/// The sum of what came before and these bytes.
pub(super) fn more(sum: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(sum, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
