//! Colours to inks in one step: a grid over the picture's own colours, computed once, read for every pixel.
//!
//! Between its nodes a pixel is a mean of four (or eight) of them with weights that add up to one. So no pixel can have
//! more ink than the node with the most: a limit that holds at the nodes holds everywhere. Whole numbers only: the same
//! pixels on every machine.

use super::hands;

/// Nodes along each side of the grid over RGB: 8-bit values fall on or between them evenly.
const SIDE3: usize = 33;
/// Nodes along each side of the grid over CMYK.
const SIDE4: usize = 17;

/// A grid over three or four channels, or a table over one; four values at each node.
pub(super) struct Link {
    channels: usize,
    nodes: Vec<[u16; 4]>,
}

impl Link {
    /// Fills the grid: `of` gives four values 0–1 for channels 0–1.
    pub(super) fn build(channels: usize, of: impl Fn([f64; 4]) -> [f64; 4] + Sync) -> Self {
        let side = side(channels);
        let count = side.pow(u32::try_from(channels).unwrap_or(1));
        let node = |index: usize| {
            let mut at = [0.0; 4];
            let mut rest = index;
            for value in at[..channels].iter_mut().rev() {
                *value = (rest % side) as f64 / (side - 1) as f64;
                rest /= side;
            }
            of(at).map(|v| (v.clamp(0.0, 1.0) * 65535.0).round() as u16)
        };
        let mut nodes = vec![[0; 4]; count];
        let part = count.div_ceil(hands::worth(usize::MAX));
        hands::fill(&mut nodes, part, |n, part_of| {
            part_of.iter_mut().enumerate().for_each(|(i, out)| *out = node(n * part + i));
        });
        Self { channels, nodes }
    }

    /// Four bytes for each pixel of `data`, on as many threads as the machine has cores.
    pub(super) fn apply(&self, data: &[u8]) -> Vec<u8> {
        let count = data.len() / self.channels;
        let mut out = vec![0; count * 4];
        let part = count.div_ceil(hands::worth(count)).max(1);
        hands::fill(&mut out, part * 4, |n, to| self.convert(&data[n * part * self.channels..], to));
        out
    }

    fn convert(&self, from: &[u8], to: &mut [u8]) {
        let to = to.as_chunks_mut::<4>().0;
        match self.channels {
            1 => {
                for (v, out) in from.iter().zip(to) {
                    *out = self.nodes[usize::from(*v)].map(byte);
                }
            }
            3 => self.convert3(from.as_chunks::<3>().0, to),
            _ => self.convert4(from.as_chunks::<4>().0, to),
        }
    }

    fn convert3(&self, from: &[[u8; 3]], to: &mut [[u8; 4]]) {
        let place = Places::new(SIDE3);
        // Photographs repeat the colour of the pixel before more often than not in skies and walls.
        let (mut last, mut inks) = ([0; 3], self.tetrahedron(&place, [0; 3], 0).map(whole));
        for (pixel, out) in from.iter().zip(to) {
            if *pixel != last {
                last = *pixel;
                inks = self.tetrahedron(&place, last, 0).map(whole);
            }
            *out = inks;
        }
    }

    fn convert4(&self, from: &[[u8; 4]], to: &mut [[u8; 4]]) {
        let place = Places::new(SIDE4);
        for ([c, m, y, k], out) in from.iter().zip(to) {
            // The grid's last axis is black: neighbours along it lie side by side.
            let (below, part) = place.of(*k);
            let upper = if part == 0 { below } else { below + 1 };
            let (a, b) = (self.tetrahedron(&place, [*c, *m, *y], below), self.tetrahedron(&place, [*c, *m, *y], upper));
            for (out, (a, b)) in out.iter_mut().zip(a.into_iter().zip(b)) {
                let sum = u64::from(a) * u64::from(255 - part) + u64::from(b) * u64::from(part);
                *out = whole(u32::try_from((sum + 127) / 255).unwrap_or(u32::MAX));
            }
        }
    }

    /// 255 times the value in the tetrahedron of four nodes around a colour: the cell is cut along its grey diagonal, and
    /// the order of the three parts says into which of the six pieces the colour falls.
    #[inline]
    fn tetrahedron(&self, place: &Places, [a, b, c]: [u8; 3], offset: usize) -> [u32; 4] {
        let ((a, pa), (b, pb), (c, pc)) = (place.of(a), place.of(b), place.of(c));
        let [sa, sb, sc] = place.strides(self.channels);
        let first = a * sa + b * sb + c * sc + offset;
        // Largest part first; equal parts may stand in any order.
        let (mut one, mut two, mut three) = ((pa, sa), (pb, sb), (pc, sc));
        if one.0 < two.0 {
            std::mem::swap(&mut one, &mut two);
        }
        if two.0 < three.0 {
            std::mem::swap(&mut two, &mut three);
        }
        if one.0 < two.0 {
            std::mem::swap(&mut one, &mut two);
        }
        // A part of nothing must not lead beyond the grid's last node.
        let step = |(part, stride): (u32, usize)| if part == 0 { 0 } else { stride };
        let second = first + step(one);
        let third = second + step(two);
        let last = third + step(three);
        let weights = [255 - one.0, one.0 - two.0, two.0 - three.0, three.0];
        let nodes = [first, second, third, last].map(|i| self.nodes[i]);
        let mut sums = [0; 4];
        for (node, weight) in nodes.iter().zip(weights) {
            for (sum, v) in sums.iter_mut().zip(node) {
                *sum += u32::from(*v) * weight;
            }
        }
        sums
    }
}

/// Where each byte falls on an axis: the node below it and how far it lies beyond, in 255ths.
struct Places {
    side: usize,
    of: [(u8, u8); 256],
}

impl Places {
    fn new(side: usize) -> Self {
        let mut of = [(0, 0); 256];
        for (v, place) in of.iter_mut().enumerate() {
            let at = v * (side - 1);
            // Both are below 256: at most 32 nodes and 254 parts.
            *place = ((at / 255) as u8, (at % 255) as u8);
        }
        Self { side, of }
    }

    #[inline]
    fn of(&self, v: u8) -> (usize, u32) {
        let (node, part) = self.of[usize::from(v)];
        (usize::from(node), u32::from(part))
    }

    #[inline]
    const fn strides(&self, channels: usize) -> [usize; 3] {
        let last = if channels == 4 { self.side } else { 1 };
        [self.side * self.side * last, self.side * last, last]
    }
}

const fn side(channels: usize) -> usize {
    match channels {
        1 => 256,
        3 => SIDE3,
        _ => SIDE4,
    }
}

/// A byte of 255 × 65535ths, rounded.
#[inline]
fn whole(sum: u32) -> u8 {
    let v = sum + 32_768;
    ((v + (v >> 16)) >> 16).min(255) as u8
}

fn byte(v: u16) -> u8 {
    ((u32::from(v) + 128) / 257) as u8
}
