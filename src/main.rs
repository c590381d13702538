//! The program: the window, or the command line.

use std::io;
use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let mut window = |edition: Option<&Path>| banxin::app::run(edition).map_err(|e| e.to_string());
    ExitCode::from(banxin::cli::run(std::env::args_os(), &mut out, &mut io::stderr(), &mut window))
}
