//! `divest completions`: completion scripts for shells.

use super::exit::Exit;
use super::{Done, output};
use clap_complete::Shell;

/// Print a completion script for a shell.
#[derive(clap::Args)]
pub struct Args {
    /// Which shell.
    shell: Shell,
}

pub fn run(args: &Args, mut command: clap::Command) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "divest", &mut script);
    output::print(&String::from_utf8_lossy(&script));
    Ok(Exit::Done)
}
