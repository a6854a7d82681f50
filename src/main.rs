//! The command line of divest: what was typed becomes a command, the command becomes an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    divest::main()
}
