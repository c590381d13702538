//! Why a file gives no stories.

use super::LARGEST;

/// Why a file gives no stories: what, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// More than [`LARGEST`] bytes.
    #[error(
        "{name} has {size} bytes, more than the {} MiB one import takes: that is several hundred newspaper pages; \
         split the file and import the parts", LARGEST >> 20
    )]
    TooBig {
        /// The file.
        name: String,
        /// Its size in bytes.
        size: usize,
    },
    /// No bytes at all.
    #[error("{name} is empty: save the copy first, or choose another file")]
    Empty {
        /// The file.
        name: String,
    },
    /// Only white space.
    #[error("{name} has nothing but white space: save the copy first, or choose another file")]
    Blank {
        /// The file.
        name: String,
    },
    /// Not a text file.
    #[error("{name} is {what}, not plain text: {remedy}")]
    NotText {
        /// The file.
        name: String,
        /// What it is.
        what: &'static str,
        /// What to do.
        remedy: &'static str,
    },
    /// A zero byte, which no text has.
    #[error(
        "{name} has a zero byte at offset {offset}, so it is not plain text (or UTF-16 without its byte order mark): \
         save it as UTF-8 text from the program that wrote it"
    )]
    Binary {
        /// The file.
        name: String,
        /// Of the first zero byte, from 0.
        offset: usize,
    },
    /// An encoding begun well and broken off.
    #[error(
        "{name} is damaged: at byte {offset} the text stops being {encoding}; fetch the file again, or save it as UTF-8 \
         from the program that wrote it"
    )]
    Damaged {
        /// The file.
        name: String,
        /// Which encoding it is up to there.
        encoding: &'static str,
        /// Of the first byte that does not fit, from 0.
        offset: usize,
    },
    /// None of the encodings read here.
    #[error(
        "{name} is in an unknown encoding: byte {offset} is neither UTF-8 nor GB18030; save it as UTF-8 from the \
         program that wrote it"
    )]
    UnknownEncoding {
        /// The file.
        name: String,
        /// Of the first byte that fits neither, from 0.
        offset: usize,
    },
}
