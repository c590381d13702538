//! The program: the command line and nothing else.

fn main() {}
