//! Separated pictures kept on disk: an export of a page whose photographs have not changed decodes none of them.
//!
//! A kept file is trusted only as far as its own length and checksum go; any other is as good as none and is written
//! anew. Nothing here is an error: without a cache the same bytes are computed.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use flate2::Crc;
use md5::{Digest, Md5};

use super::{OutputProfile, Separation};
use crate::display::Crop;

/// Changes whenever the same picture would give other bytes.
const MAGIC: &[u8; 16] = b"banxin inks 01\r\n";
const HEAD: usize = 16 + 4 * 4;

/// What the result depends on, as one file name.
pub(super) fn key(content: &str, crop: Crop, most: [u32; 2], press: &OutputProfile) -> String {
    let mut hash = Md5::new();
    hash.update(MAGIC);
    hash.update(content);
    for number in [crop.left, crop.top, crop.right, crop.bottom, most[0], most[1]] {
        hash.update(number.to_be_bytes());
    }
    hash.update("perceptual");
    hash.update(press.hash());
    format!("{:x}", hash.finalize())
}

pub(super) fn read(folder: &Path, key: &str) -> Option<Separation> {
    let mut file = fs::File::open(path(folder, key)).ok()?;
    let mut head = [0; HEAD];
    file.read_exact(&mut head).ok()?;
    let [width, height, length, sum] =
        [16, 20, 24, 28].map(|at| u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]));
    // The file's own length is believed before the length it claims.
    let fits = file.metadata().ok()?.len() == u64::from(length) + HEAD as u64;
    if &head[..16] != MAGIC || !fits || width == 0 || height == 0 {
        return None;
    }
    let mut stream = Vec::with_capacity(length as usize);
    file.read_to_end(&mut stream).ok()?;
    let sound = length as usize == stream.len() && sum == checksum(&head, &stream);
    sound.then_some(Separation { width, height, stream })
}

pub(super) fn write(folder: &Path, key: &str, separation: &Separation) {
    let Ok(length) = u32::try_from(separation.stream.len()) else { return };
    let mut head = MAGIC.to_vec();
    for number in [separation.width, separation.height, length] {
        head.extend(number.to_be_bytes());
    }
    head.extend(checksum(&head, &separation.stream).to_be_bytes());
    // Under another name first: whoever reads meanwhile, or after a crash, finds the whole file or none. The process's
    // number keeps two exports of the same edition apart.
    let draft = folder.join(format!("{key}.{}.part", std::process::id()));
    let written = fs::create_dir_all(folder)
        .and_then(|()| fs::File::create(&draft))
        .and_then(|mut file| file.write_all(&head).and_then(|()| file.write_all(&separation.stream)))
        .and_then(|()| fs::rename(&draft, path(folder, key)));
    if written.is_err() {
        let _ = fs::remove_file(&draft);
    }
}

fn path(folder: &Path, key: &str) -> PathBuf {
    folder.join(format!("{key}.inks"))
}

/// Over the sizes and the stream.
fn checksum(head: &[u8], stream: &[u8]) -> u32 {
    let mut sum = Crc::new();
    sum.update(&head[16..28]);
    sum.update(stream);
    sum.sum()
}
