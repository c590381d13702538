//! Bytes become text.

use encoding_rs::{DecoderResult, GB18030, UTF_16BE, UTF_16LE};
use serde::Serialize;

use super::chars::is_han;
use super::{ImportError, LARGEST};

/// What the bytes were.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-8 after a byte order mark.
    #[serde(rename = "utf-8-bom")]
    Utf8Bom,
    /// UTF-16, low byte first, after a byte order mark.
    #[serde(rename = "utf-16-le")]
    Utf16Le,
    /// UTF-16, high byte first, after a byte order mark.
    #[serde(rename = "utf-16-be")]
    Utf16Be,
    /// GB18030, and with it GBK and GB2312.
    #[serde(rename = "gb18030")]
    Gb18030,
}

impl Encoding {
    /// As people write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8Bom => "UTF-8 (BOM)",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Gb18030 => "GB18030",
        }
    }
}

/// The text of `bytes` without its byte order mark.
pub(super) fn decode(bytes: &[u8], name: &str) -> Result<(String, Encoding), ImportError> {
    if bytes.len() > LARGEST {
        return Err(ImportError::TooBig { name: name.to_owned(), size: bytes.len() });
    }
    if bytes.is_empty() {
        return Err(ImportError::Empty { name: name.to_owned() });
    }
    let (text, encoding) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (utf8(rest, name, 3)?, Encoding::Utf8Bom),
        [0xFF, 0xFE, rest @ ..] => (strictly(UTF_16LE, rest).map_err(damaged(name, "UTF-16", 2))?, Encoding::Utf16Le),
        [0xFE, 0xFF, rest @ ..] => (strictly(UTF_16BE, rest).map_err(damaged(name, "UTF-16", 2))?, Encoding::Utf16Be),
        _ => without_mark(bytes, name)?,
    };
    if let Some(offset) = text.find('\0') {
        return Err(ImportError::Binary { name: name.to_owned(), offset });
    }
    if text.chars().all(|c| c.is_whitespace() || c.is_control()) {
        return Err(ImportError::Blank { name: name.to_owned() });
    }
    Ok((text, encoding))
}

fn without_mark(bytes: &[u8], name: &str) -> Result<(String, Encoding), ImportError> {
    if let Some((what, remedy)) = other_kind(bytes) {
        return Err(ImportError::NotText { name: name.to_owned(), what, remedy });
    }
    if let Some(offset) = bytes.iter().position(|&b| b == 0) {
        return Err(ImportError::Binary { name: name.to_owned(), offset });
    }
    let offset = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok((text.to_owned(), Encoding::Utf8)),
        Err(e) => e.valid_up_to(),
    };
    if mostly_utf8(bytes) {
        return Err(damaged(name, "UTF-8", 0)(offset));
    }
    match strictly(GB18030, bytes) {
        Ok(text) if plausible(&text) => Ok((text, Encoding::Gb18030)),
        Ok(_) => Err(ImportError::UnknownEncoding { name: name.to_owned(), offset }),
        Err(at) if bytes[..at].iter().any(|b| !b.is_ascii()) && plausible(&GB18030.decode(&bytes[..at]).0) => {
            Err(damaged(name, "GB18030", 0)(at))
        }
        Err(at) => Err(ImportError::UnknownEncoding { name: name.to_owned(), offset: offset.min(at) }),
    }
}

fn utf8(bytes: &[u8], name: &str, skipped: usize) -> Result<String, ImportError> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(e) => Err(damaged(name, "UTF-8", skipped)(e.valid_up_to())),
    }
}

fn damaged(name: &str, encoding: &'static str, skipped: usize) -> impl Fn(usize) -> ImportError {
    let name = name.to_owned();
    move |offset| ImportError::Damaged { name: name.clone(), encoding, offset: offset + skipped }
}

/// The text, or the offset of the first byte that does not fit.
fn strictly(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Result<String, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    let mut text = String::with_capacity(room);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => {
            text.shrink_to_fit();
            Ok(text)
        }
        (DecoderResult::Malformed(bad, after), read) => Err(read - usize::from(bad) - usize::from(after)),
        (DecoderResult::OutputFull, read) => Err(read),
    }
}

/// A damaged UTF-8 file often *is* some GB18030 text, of nonsense: it is called UTF-8 where good sequences of several
/// bytes outnumber the bad ten to one.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| c.len_utf8() >= 3).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 10 * bad.max(1)
}

/// Whether text decoded as GB18030 reads like Chinese: three in four of what is not ASCII are Han or common marks.
fn plausible(text: &str) -> bool {
    let foreign = text.chars().filter(|c| !c.is_ascii()).count();
    let chinese = text.chars().filter(|&c| is_han(c) || super::chars::is_mark(c) || c == '\u{3000}').count();
    chinese * 4 >= foreign * 3
}

const AS_TEXT: &str = "open it in the program it belongs to and save it as UTF-8 text, or paste the copy";
const AS_PICTURE: &str = "place it as a picture instead";
const UNPACKED: &str = "unpack it and import the text files in it";

/// First bytes of files that are no text, what they are and what to do with them.
const KINDS: [(&[u8], &str, &str); 15] = [
    (b"%PDF-", "a PDF", "copy the text out of it in a PDF reader and paste or save that"),
    (b"\xFF\xD8\xFF", "a JPEG picture", AS_PICTURE),
    (b"\x89PNG", "a PNG picture", AS_PICTURE),
    (b"GIF8", "a GIF picture", AS_PICTURE),
    (b"II*\0", "a TIFF picture", AS_PICTURE),
    (b"MM\0*", "a TIFF picture", AS_PICTURE),
    (b"8BPS", "a Photoshop file", AS_PICTURE),
    (b"RIFF", "a RIFF file (WebP, sound or film)", AS_PICTURE),
    (b"\xD0\xCF\x11\xE0", "an old Word or Office document", AS_TEXT),
    (b"{\\rtf", "a Rich Text (RTF) document", AS_TEXT),
    (b"\x1F\x8B", "a gzip archive", UNPACKED),
    (b"7z\xBC\xAF", "a 7-Zip archive", UNPACKED),
    (b"Rar!", "a RAR archive", UNPACKED),
    (b"\x7FELF", "a program", "choose the file with the copy"),
    (b"MZ\x90\0", "a program", "choose the file with the copy"),
];

/// What a file is that is certainly no plain text, and what to do with it.
fn other_kind(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let head = &bytes[..bytes.len().min(4096)];
    let has = |needle: &[u8]| head.windows(needle.len()).any(|w| w == needle);
    if head.starts_with(b"PK\x03\x04") {
        return Some(match () {
            () if has(b"word/") => ("a Word document (DOCX)", AS_TEXT),
            () if has(b"xl/") => ("an Excel workbook", AS_TEXT),
            () => ("a ZIP archive", UNPACKED),
        });
    }
    let known = KINDS.iter().find(|(magic, ..)| head.starts_with(magic)).map(|&(_, what, remedy)| (what, remedy));
    known.or_else(|| {
        let start = head.trim_ascii_start();
        let begins = |tag: &[u8]| start.len() >= tag.len() && start[..tag.len()].eq_ignore_ascii_case(tag);
        (begins(b"<!doctype html") || begins(b"<html"))
            .then_some(("a web page (HTML)", "open it in a browser, select the copy and paste that"))
    })
}
