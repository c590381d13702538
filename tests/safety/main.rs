//! An editor never loses work: the journal, the lock, changes by others, and whatever random commands can do.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails by unwrap fails where it should")]

mod desk;
mod disk;
mod export;
mod gestures;
mod journal;
mod kill;
mod lock;
mod monkey;
mod random;
