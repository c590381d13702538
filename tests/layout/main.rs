//! Pages laid out: what an editor would check with a ruler.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails by unwrap fails where it should")]

mod desk;
mod fits;
mod heads;
mod pages;
mod pictures;
mod random;
mod text;
