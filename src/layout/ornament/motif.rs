//! What each pattern repeats, and what it puts into corners.

use super::ring::{Ring, TURN, diamond, disc, flipped, hole, rect, sector, sine, spoke};
use crate::model::Pattern;

/// A pattern in a strip a thousand deep.
pub(super) struct Motif {
    /// Lines that run through, corners included: from and to, from the outer edge.
    pub(super) lines: &'static [(i64, i64)],
    /// Length of what is repeated.
    pub(super) period: i64,
    /// What is repeated, from 0 to `period`.
    pub(super) rings: Vec<Ring>,
    /// What stands in the square at each corner.
    pub(super) corner: Vec<Ring>,
}

fn lines(lines: &'static [(i64, i64)]) -> Motif {
    Motif { lines, period: 1000, rings: Vec::new(), corner: Vec::new() }
}

fn repeat(period: i64, rings: Vec<Ring>, corner: Vec<Ring>) -> Motif {
    Motif { lines: &[], period, rings, corner }
}

/// The motif of a pattern; of a solid line, one line over the whole depth.
pub(super) fn motif(pattern: Pattern) -> Motif {
    match pattern {
        Pattern::Solid => lines(&[(0, 1000)]),
        Pattern::Double => lines(&[(0, 330), (670, 1000)]),
        Pattern::Triple => lines(&[(0, 150), (330, 670), (850, 1000)]),
        Pattern::ThickThin => lines(&[(0, 550), (800, 1000)]),
        Pattern::ThinThick => lines(&[(0, 200), (450, 1000)]),
        Pattern::Dashed => repeat(6000, vec![rect(1000, 0, 5000, 1000)], vec![rect(0, 0, 1000, 1000)]),
        Pattern::Dotted => repeat(2000, vec![disc(1000, 500, 500)], vec![disc(500, 500, 500)]),
        Pattern::DashDot => {
            repeat(8000, vec![rect(1000, 0, 5000, 1000), disc(6500, 500, 500)], vec![disc(500, 500, 500)])
        }
        Pattern::Wave => repeat(3000, vec![wave(3000, 0)], vec![disc(500, 500, 300)]),
        Pattern::DoubleWave => repeat(3000, vec![wave(3000, 0), wave(3000, TURN / 2)], vec![disc(500, 500, 300)]),
        Pattern::Zigzag => zigzag(),
        Pattern::Beads => repeat(1000, vec![disc(500, 500, 420)], vec![disc(500, 500, 500)]),
        Pattern::BeadsAndBars => beads_and_bars(),
        Pattern::Diamonds => Motif {
            lines: &[(0, 70), (930, 1000)],
            ..repeat(1200, vec![diamond(600, 500, 500, 320)], vec![diamond(500, 500, 300, 300)])
        },
        Pattern::Checks => {
            let two = || vec![rect(0, 0, 500, 500), rect(500, 500, 1000, 1000)];
            repeat(1000, two(), two())
        }
        Pattern::Teeth => Motif {
            lines: &[(0, 130)],
            ..repeat(700, vec![vec![(50, 270), (650, 270), (350, 1000)]], vec![rect(270, 270, 620, 620)])
        },
        Pattern::Battlements => battlements(),
        Pattern::Meander => meander(),
        Pattern::Scallops => scallops(),
        Pattern::Rope => rope(),
        Pattern::Bamboo => bamboo(),
        Pattern::Leaves => leaves(),
        Pattern::Trefoils => repeat(1300, trefoil(650), trefoil(500)),
        Pattern::Blossoms => repeat(1250, blossom(625), blossom(500)),
        Pattern::Stars => repeat(1200, vec![star(600)], vec![star(500)]),
        Pattern::Crosses => repeat(1150, cross(575), cross(500)),
        Pattern::Coins => repeat(1100, coin(550), coin(500)),
        Pattern::Film => {
            let frame = vec![rect(0, 0, 1000, 1000), hole(rect(230, 200, 770, 800))];
            repeat(1000, frame, vec![rect(0, 0, 1000, 1000)])
        }
    }
}

/// One swing of a line 220 thick, thicker where it is steep, so that it looks even.
fn wave(period: i64, phase: i64) -> Ring {
    const THICK: f64 = 220.0;
    const SWING: i64 = 390;
    let at = |n: i64| {
        let slope = SWING as f64 * sine(n + phase + 8) as f64 / 10_000.0 * std::f64::consts::TAU / period as f64;
        let half = (THICK / 2.0 * slope.hypot(1.0)) as i64;
        (period * n / TURN, 500 + SWING * sine(n + phase) / 10_000, half)
    };
    let upper = (0..=TURN).map(at).map(|(x, y, half)| (x, y - half));
    let lower = (0..=TURN).rev().map(at).map(|(x, y, half)| (x, y + half));
    upper.chain(lower).collect()
}

fn zigzag() -> Motif {
    let line = vec![(0, 680), (800, 0), (1600, 680), (1600, 1000), (800, 320), (0, 1000)];
    repeat(1600, vec![line], vec![rect(320, 320, 1000, 1000), hole(rect(560, 560, 760, 760))])
}

fn beads_and_bars() -> Motif {
    let bar = |x: i64| rect(x, 130, x + 160, 870);
    repeat(2400, vec![disc(800, 500, 450), bar(1520), bar(1920)], vec![diamond(500, 500, 450, 450)])
}

fn battlements() -> Motif {
    let wall = vec![(0, 500), (450, 500), (450, 0), (1250, 0), (1250, 500), (1700, 500), (1700, 1000), (0, 1000)];
    repeat(1700, vec![wall], vec![rect(0, 0, 1000, 1000), hole(rect(300, 300, 640, 640))])
}

/// The key turns in on itself in seven steps.
fn meander() -> Motif {
    let step = |l: i64, t: i64, r: i64, b: i64| rect(l * 1000 / 7, t * 1000 / 7, r * 1000 / 7, b * 1000 / 7);
    let key = vec![
        step(0, 6, 8, 7),
        step(0, 0, 1, 7),
        step(0, 0, 6, 1),
        step(5, 0, 6, 5),
        step(2, 4, 6, 5),
        step(2, 2, 3, 5),
        step(2, 2, 4, 3),
    ];
    let corner = vec![step(0, 0, 7, 7), hole(step(1, 1, 6, 6)), step(2, 2, 5, 5), hole(step(3, 3, 4, 4))];
    repeat(8 * 1000 / 7, key, corner)
}

fn scallops() -> Motif {
    let shell = |radius| sector(500, 90, radius, 0, TURN / 2);
    let rings = vec![shell(470), hole(shell(340)), shell(190)];
    let corner = vec![disc(500, 500, 380), hole(disc(500, 500, 260)), disc(500, 500, 140)];
    Motif { lines: &[(0, 90)], ..repeat(1000, rings, corner) }
}

fn rope() -> Motif {
    let strand = vec![
        (90, 1000),
        (250, 820),
        (380, 500),
        (520, 180),
        (720, 0),
        (1340, 0),
        (1180, 180),
        (1050, 500),
        (910, 820),
        (710, 1000),
    ];
    repeat(850, vec![strand], vec![disc(500, 500, 500), hole(disc(500, 500, 260)), disc(500, 500, 130)])
}

fn bamboo() -> Motif {
    let joint =
        vec![(200, 120), (330, 260), (3670, 260), (3800, 120), (3800, 880), (3670, 740), (330, 740), (200, 880)];
    let leaf = vec![(1200, 230), (1500, 60), (1900, 0), (2300, 40), (1950, 170), (1600, 235)];
    repeat(4000, vec![joint, leaf], vec![disc(500, 500, 380), hole(disc(500, 500, 180))])
}

fn leaves() -> Motif {
    let leaf = vec![
        (60, 930),
        (190, 610),
        (420, 350),
        (720, 190),
        (1110, 70),
        (1030, 430),
        (830, 700),
        (540, 860),
        (250, 910),
    ];
    let other = flipped(&leaf, 1150);
    repeat(2300, vec![leaf, other], vec![disc(500, 500, 260)])
}

fn trefoil(x: i64) -> Vec<Ring> {
    vec![disc(x, 270, 235), disc(x - 260, 690, 235), disc(x + 260, 690, 235), diamond(x, 540, 150, 200)]
}

/// Where the fifths of a turn point, from the top, in ten thousandths.
const FIFTHS: [(i64, i64); 5] = [(0, -10_000), (9511, -3090), (5878, 8090), (-5878, 8090), (-9511, -3090)];

fn blossom(x: i64) -> Vec<Ring> {
    let petal = |(dx, dy): (i64, i64)| disc(x + 290 * dx / 10_000, 515 + 290 * dy / 10_000, 195);
    FIFTHS.into_iter().map(petal).chain([disc(x, 515, 75)]).collect()
}

/// A star of five points.
fn star(x: i64) -> Ring {
    let at = |(dx, dy): (i64, i64), radius: i64| (x + radius * dx / 10_000, 540 + radius * dy / 10_000);
    let between = |(dx, dy): (i64, i64)| (-dx, -dy);
    (0..5).flat_map(|n| [at(FIFTHS[n], 515), at(between(FIFTHS[(n + 3) % 5]), 197)]).collect()
}

fn cross(x: i64) -> Vec<Ring> {
    vec![rect(x - 110, 130, x + 110, 870), rect(x - 370, 390, x + 370, 610)]
}

/// A coin of old: round outside, square inside.
fn coin(x: i64) -> Vec<Ring> {
    let tip = spoke(480, 0).0;
    vec![disc(x, 500, tip), hole(disc(x, 500, 400)), disc(x, 500, 345), hole(rect(x - 150, 350, x + 150, 650))]
}
