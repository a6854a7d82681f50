//! The command line of divest: what was typed becomes a command, the command becomes an exit code.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
