//! Less ink, the same colour: grey made of cyan, magenta and yellow is given to black (grey component replacement).

use super::tables::ToLab;

/// Steps of each search: 2⁻¹⁰ of an ink is a quarter of an 8-bit level.
const STEPS: u32 = 10;
/// What a table of 8 bits, or the room left for rounding, may put on top of a limit that was kept: no colour to replace.
const ROUNDING: f64 = 0.025;
/// How much magenta and yellow make a neutral grey with one part of cyan on newsprint.
const BALANCE: [f64; 3] = [1.0, 0.8, 0.75];

/// The inks, 0–1, with no more than `most` (0–4) in all, printing as light as before where that is possible.
///
/// As much of the grey in the three colours as needed is taken away, and black put in its place until the lightness is
/// that of before. Where even black for all of the grey is too much, the colours give way evenly.
pub(super) fn held(inks: [f64; 4], most: f64, print: &ToLab) -> [f64; 4] {
    let sum = |inks: &[f64; 4]| inks.iter().sum::<f64>();
    let over = sum(&inks) - most;
    if over <= 0.0 {
        return inks;
    }
    if over < ROUNDING {
        return evenly_less(inks, most);
    }
    let wanted = print.lab(inks)[0];
    let grey = (0..3).map(|i| inks[i] / BALANCE[i]).fold(f64::INFINITY, f64::min);
    let replaced = |share: f64| {
        let mut less = inks;
        for (v, part) in less.iter_mut().zip(BALANCE) {
            *v = (*v - grey * part * share).max(0.0);
        }
        less[3] = black_for(less, wanted, print);
        less
    };
    let (mut low, mut high) = (0.0, 1.0);
    if sum(&replaced(high)) <= most {
        for _ in 0..STEPS {
            let middle = f64::midpoint(low, high);
            if sum(&replaced(middle)) <= most { high = middle } else { low = middle }
        }
        return replaced(high);
    }
    evenly_less(replaced(1.0), most)
}

/// The colours scaled down until the sum fits.
fn evenly_less([c, m, y, k]: [f64; 4], most: f64) -> [f64; 4] {
    let k = k.min(most);
    let part = ((most - k) / (c + m + y).max(1e-9)).min(1.0);
    [c * part, m * part, y * part, k]
}

/// The black, at least what there is, with which the inks print as light as `wanted`.
fn black_for([c, m, y, k]: [f64; 4], wanted: f64, print: &ToLab) -> f64 {
    let lightness = |k: f64| print.lab([c, m, y, k])[0];
    if lightness(1.0) >= wanted {
        return 1.0;
    }
    let (mut low, mut high) = (k, 1.0);
    for _ in 0..STEPS {
        let middle = f64::midpoint(low, high);
        if lightness(middle) > wanted { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}
