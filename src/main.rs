//! The program: the command line and nothing else.

use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut out = io::BufWriter::new(io::stdout().lock());
    ExitCode::from(banxin::cli::run(std::env::args_os(), &mut out, &mut io::stderr().lock()))
}
