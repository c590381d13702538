//! Import of real and of troubled copy.

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
