//! Separated pictures kept on disk: an export of a page whose photographs have not changed decodes none of them.
//!
//! A kept file is trusted only as far as its own length and checksum go; any other is as good as none and is written
//! anew. Nothing here is an error: without a cache the same bytes are computed.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use flate2::Crc;
use md5::{Digest, Md5};

use super::{Coding, InkFacts, Packing, Separated, Separating, Separation};
use crate::display::{Crop, Picture};

/// Changes whenever the same picture would give other bytes.
const MAGIC: &[u8; 16] = b"banxin inks 04\r\n";
/// The magic, then numbers of four bytes: width, height, the six of what the plates hold, how it is coded, the stream's length
/// and the checksum. Width and height are 0 for a file that goes through as it is.
const HEAD: usize = 16 + 4 * 11;

/// What the result depends on, as one file name.
pub(super) fn key(content: &str, picture: &Picture, how: &Separating) -> String {
    let mut hash = Md5::new();
    hash.update(MAGIC);
    hash.update(content);
    let Crop { left, top, right, bottom } = picture.crop;
    let [across, down] = how.most_pixels(picture);
    for number in [left, top, right, bottom, across, down, u32::from(how.limit()), u32::from(how.sharpen)] {
        hash.update(number.to_be_bytes());
    }
    hash.update([picture.intent as u8, u8::from(picture.black)]);
    hash.update([match how.packing {
        Packing::Lossless => 0,
        Packing::Jpeg(quality) => quality,
        Packing::Unpacked => 1,
    }]);
    hash.update(how.profile.hash());
    format!("{:x}", hash.finalize())
}

pub(super) fn read(folder: &Path, key: &str) -> Option<Separated> {
    let mut file = fs::File::open(path(folder, key)).ok()?;
    let mut head = [0; HEAD];
    file.read_exact(&mut head).ok()?;
    let number = |n: usize| {
        let at = 16 + 4 * n;
        u32::from_be_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]])
    };
    let (width, height, length) = (number(0), number(1), number(9));
    // The file's own length is believed before the length it claims.
    let fits = file.metadata().ok()?.len() == u64::from(length) + HEAD as u64;
    if &head[..16] != MAGIC || !fits || (width == 0) != (height == 0) {
        return None;
    }
    let mut stream = Vec::with_capacity(length as usize);
    file.read_to_end(&mut stream).ok()?;
    if length as usize != stream.len() || number(10) != checksum(&head, &stream) {
        return None;
    }
    if width == 0 {
        return Some(Separated::AsItIs);
    }
    let small = |n: usize| u16::try_from(number(n)).unwrap_or(u16::MAX);
    let inks = InkFacts { most: small(2), mean: [small(3), small(4), small(5), small(6)], faint: number(7) };
    let coding = match number(8) {
        0 => Coding::Rows,
        1 => Coding::Jpeg,
        2 => Coding::Plain,
        _ => return None,
    };
    Some(Separated::Anew(Separation { width, height, inks, coding, stream }))
}

pub(super) fn write(folder: &Path, key: &str, separated: &Separated) {
    let (numbers, stream) = match separated {
        Separated::AsItIs => ([0; 9], &[][..]),
        Separated::Anew(Separation { width, height, inks, coding, stream }) => {
            let [c, m, y, k] = inks.mean.map(u32::from);
            let coded = match coding {
                Coding::Rows => 0,
                Coding::Jpeg => 1,
                Coding::Plain => 2,
            };
            ([*width, *height, u32::from(inks.most), c, m, y, k, inks.faint, coded], stream.as_slice())
        }
    };
    let Ok(length) = u32::try_from(stream.len()) else { return };
    let mut head = MAGIC.to_vec();
    for number in numbers.into_iter().chain([length]) {
        head.extend(number.to_be_bytes());
    }
    head.extend(checksum(&head, stream).to_be_bytes());
    // Under another name first: whoever reads meanwhile, or after a crash, finds the whole file or none. The process's
    // number keeps two exports of the same edition apart.
    let draft = folder.join(format!("{key}.{}.part", std::process::id()));
    let written = fs::create_dir_all(folder)
        .and_then(|()| fs::File::create(&draft))
        .and_then(|mut file| file.write_all(&head).and_then(|()| file.write_all(stream)))
        .and_then(|()| fs::rename(&draft, path(folder, key)));
    if written.is_err() {
        let _ = fs::remove_file(&draft);
    }
}

fn path(folder: &Path, key: &str) -> PathBuf {
    folder.join(format!("{key}.inks"))
}

/// Over the numbers before it and the stream.
fn checksum(head: &[u8], stream: &[u8]) -> u32 {
    let mut sum = Crc::new();
    sum.update(&head[16..HEAD - 4]);
    sum.update(stream);
    sum.sum()
}
