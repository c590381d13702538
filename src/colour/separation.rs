//! A separated picture, packed as the PDF takes it, and what its plates hold.

use std::io::Read;

use flate2::read::ZlibDecoder;

use super::{encode, jpeg};

/// How separated photographs are packed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Packing {
    /// Without loss.
    #[default]
    Lossless,
    /// Photographs as JPEG of this quality, 80–100. What is not a photograph, and what would not become smaller, is packed
    /// without loss.
    Jpeg(u8),
    /// Not at all: small pictures that are only measured, time and again.
    Unpacked,
}

/// What a packed picture is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Coding {
    /// Rows of CMYK bytes, 0 no ink, 255 solid; every row after its PNG predictor byte; deflated.
    Rows,
    /// A baseline CMYK JPEG with Adobe's marker: 255 no ink, 0 solid.
    Jpeg,
    /// CMYK bytes, 0 no ink, 255 solid.
    Plain,
}

/// A picture in inks. Its total ink is within the press's limit, packed as JPEG too.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Separation {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What its plates hold.
    pub inks: InkFacts,
    /// What the stream is.
    pub coding: Coding,
    /// The packed inks.
    pub stream: Vec<u8>,
}

/// What the plates of a picture hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct InkFacts {
    /// The most ink of any pixel, all four together, in per mille.
    pub most: u16,
    /// Mean coverage of cyan, magenta, yellow and black in per mille.
    pub mean: [u16; 4],
    /// Pixels of which some plate has a dot of less than 3 %, too small to hold on newsprint; in millionths.
    pub faint: u32,
}

impl InkFacts {
    pub(super) fn of(inks: &[u8]) -> Self {
        // 3 % of 255, rounded down.
        const FAINT: u8 = 7;
        let (mut most, mut sums, mut faint) = (0u32, [0u64; 4], 0u64);
        let pixels = inks.as_chunks::<4>().0;
        for pixel in pixels {
            most = most.max(pixel.iter().map(|v| u32::from(*v)).sum());
            for (sum, v) in sums.iter_mut().zip(pixel) {
                *sum += u64::from(*v);
            }
            faint += u64::from(pixel.iter().any(|v| (1..=FAINT).contains(v)));
        }
        let count = (pixels.len() as u64).max(1);
        let small = |v: u64| u16::try_from(v).unwrap_or(u16::MAX);
        Self {
            most: small((u64::from(most) * 1000 + 127) / 255),
            mean: sums.map(|sum| small((sum * 1000 / count + 127) / 255)),
            faint: u32::try_from(faint * 1_000_000 / count).unwrap_or(1_000_000),
        }
    }
}

impl Separation {
    pub(super) fn pack(width: u32, height: u32, inks: &[u8]) -> Self {
        let stream = encode::deflate_rows(inks, width as usize * 4);
        Self { width, height, inks: InkFacts::of(inks), coding: Coding::Rows, stream }
    }

    pub(super) fn plain(width: u32, height: u32, inks: Vec<u8>) -> Self {
        Self { width, height, inks: InkFacts::of(&inks), coding: Coding::Plain, stream: inks }
    }

    /// As JPEG, should that be smaller and keep the limit. What JPEG would make larger are flat areas: charts, maps, type.
    pub(super) fn or_as_jpeg(self, inks: &[u8], quality: u8, limit: u16) -> Self {
        let Self { width, height, .. } = self;
        match jpeg::pack(inks, [width, height], quality, limit) {
            Some(packed) if packed.stream.len() < self.stream.len() => {
                let inks = InkFacts::of(&packed.inks);
                Self { width, height, inks, coding: Coding::Jpeg, stream: packed.stream }
            }
            _ => self,
        }
    }

    /// The inks of every pixel, four bytes each; none where the stream is not what [`Separation`] says.
    #[must_use]
    pub fn unpack(self) -> Option<Vec<u8>> {
        let stride = self.width as usize * 4;
        match self.coding {
            Coding::Rows => {}
            Coding::Jpeg => return jpeg::decode(&self.stream, [self.width, self.height]),
            Coding::Plain => return (self.stream.len() == stride * self.height as usize).then_some(self.stream),
        }
        let mut rows = Vec::with_capacity((stride + 1) * self.height as usize);
        let most = (stride as u64 + 1) * u64::from(self.height);
        ZlibDecoder::new(self.stream.as_slice()).take(most + 1).read_to_end(&mut rows).ok()?;
        (rows.len() as u64 == most && stride > 0).then(|| encode::unfiltered(&rows, stride))
    }
}
