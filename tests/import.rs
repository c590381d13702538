//! Import of real and of troubled copy.

#![expect(clippy::unwrap_used, reason = "a test that fails by unwrap fails where it should")]

use std::fs;
use std::path::PathBuf;

use banxin::import::{Imported, Repairs, import};

fn copy(file: &str) -> Vec<u8> {
    fs::read(PathBuf::from("tests/import").join(file)).unwrap()
}

fn seed() -> Imported {
    import(&copy("heze.txt"), "heze.txt", &Repairs::all()).unwrap()
}

#[test]
fn show() {
    println!("{}", seed().report);
}
