//! Work shared out to as many threads as the machine has cores. What comes out does not depend on how many there are.

use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Bytes or pixels below which more threads cost more than they give.
const WORTH_A_THREAD: usize = 1 << 16;
/// Most threads: more run dry waiting for memory.
const MOST_THREADS: usize = 8;

/// How many threads a number of bytes or pixels is worth.
pub(super) fn worth(count: usize) -> usize {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    cores.min(MOST_THREADS).min(count / WORTH_A_THREAD).max(1)
}

/// Fills `out` in parts of `part` values, the last one shorter: `work` gets the number of each and its place. Whoever is done
/// with one takes the next.
pub(super) fn fill<T: Send>(out: &mut [T], part: usize, work: impl Fn(usize, &mut [T]) + Sync) {
    let hands = worth(usize::MAX).min(out.len().div_ceil(part.max(1)));
    let parts = Mutex::new(out.chunks_mut(part.max(1)).enumerate());
    let take = || parts.lock().unwrap_or_else(PoisonError::into_inner).next();
    let hand = || {
        while let Some((number, place)) = take() {
            work(number, place);
        }
    };
    if hands < 2 {
        return hand();
    }
    thread::scope(|scope| {
        for _ in 1..hands {
            scope.spawn(hand);
        }
        hand();
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_filled_once_in_its_place() {
        for (length, part) in [(0, 3), (1, 3), (10, 3), (9, 3), (5, 0), (1000, 1)] {
            let mut out = vec![0; length];
            fill(&mut out, part, |number, place| place.iter_mut().for_each(|v| *v += number + 1));
            let wanted: Vec<usize> = (0..length).map(|i| i / part.max(1) + 1).collect();
            assert_eq!(out, wanted, "{length} in {part}s");
        }
    }
}
