//! The `isnad` program; see [`isnad::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    isnad::cli::main()
}
