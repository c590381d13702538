//! Closed figures in small whole coordinates, and the circle they are made of.

/// A closed figure: x along a strip, y across it from its outer edge. A thousand is the strip's depth.
pub(super) type Ring = Vec<(i64, i64)>;

/// Sines of a 32nd of a circle, in ten thousandths. From a table and not from the machine, whose sine may differ from
/// another's in the last bit.
const SINES: [i64; 9] = [0, 1951, 3827, 5556, 7071, 8315, 9239, 9808, 10_000];

/// Parts of a full turn that [`sine`] knows.
pub(super) const TURN: i64 = 32;

/// Sine of `n` 32nds of a turn, in ten thousandths.
pub(super) const fn sine(n: i64) -> i64 {
    let n = n.rem_euclid(TURN);
    match n {
        0..=8 => SINES[n as usize],
        9..=16 => SINES[(16 - n) as usize],
        17..=24 => -SINES[(n - 16) as usize],
        _ => -SINES[(32 - n) as usize],
    }
}

/// `radius` times the cosine and sine of `n` 32nds of a turn.
pub(super) const fn spoke(radius: i64, n: i64) -> (i64, i64) {
    (radius * sine(n + 8) / 10_000, radius * sine(n) / 10_000)
}

/// A circle: as good as round below 3 mm across, where a side strays 4 µm.
pub(super) fn disc(x: i64, y: i64, radius: i64) -> Ring {
    sector(x, y, radius, 0, TURN - 1)
}

/// Points of a circle from `from` to `to` 32nds of a turn, clockwise on paper.
pub(super) fn sector(x: i64, y: i64, radius: i64, from: i64, to: i64) -> Ring {
    (from..=to).map(|n| spoke(radius, n)).map(|(dx, dy)| (x + dx, y + dy)).collect()
}

/// An upright box.
pub(super) fn rect(left: i64, top: i64, right: i64, bottom: i64) -> Ring {
    vec![(left, top), (right, top), (right, bottom), (left, bottom)]
}

/// A square on its point.
pub(super) fn diamond(x: i64, y: i64, half_width: i64, half_height: i64) -> Ring {
    vec![(x, y - half_height), (x + half_width, y), (x, y + half_height), (x - half_width, y)]
}

/// The figure as a hole in what it lies in.
pub(super) fn hole(mut ring: Ring) -> Ring {
    ring.reverse();
    ring
}

/// The figure upside down, and still no hole.
pub(super) fn flipped(ring: &[(i64, i64)], shift: i64) -> Ring {
    ring.iter().rev().map(|(x, y)| (x + shift, 1000 - y)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_the_circle() {
        for n in -40..80 {
            let exact = (n as f64 * std::f64::consts::TAU / 32.0).sin() * 10_000.0;
            assert!((sine(n) as f64 - exact).abs() < 0.6, "{n}");
        }
    }
}
