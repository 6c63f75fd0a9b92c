//! The `carbet` binary: one command, one exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    carbet_server::cli::main()
}
