//! `divest completions`: completion scripts for shells.

use super::exit::Exit;
use super::{Cli, Done, output};
use clap::CommandFactory;
use clap_complete::Shell;

/// Print a completion script for a shell.
#[derive(clap::Args)]
pub struct Args {
    /// Which shell.
    shell: Shell,
}

pub fn run(args: &Args) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "divest", &mut script);
    output::print(&String::from_utf8_lossy(&script));
    Ok(Exit::Done)
}
