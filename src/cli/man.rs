//! `divest man`: the manual as man pages.

use super::exit::{Exit, Failure};
use super::{Done, output};
use std::path::PathBuf;

/// Print the manual page, or write one for each command.
#[derive(clap::Args)]
pub struct Args {
    /// Write the pages of all commands to this folder, `divest.1` and `divest-run.1` among them.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Replace existing files.
    #[arg(long, requires = "out")]
    force: bool,
}

/// Prints or writes the pages of a command line.
pub fn run(args: &Args, mut command: clap::Command) -> Done {
    command.build();
    let Some(folder) = &args.out else {
        output::print(&page(&command));
        return Ok(Exit::Done);
    };
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::input(format!("{}: cannot be made: {error}", folder.display())))?;
    let mut count = 0;
    for command in std::iter::once(&command).chain(command.get_subcommands()) {
        let name = command.get_display_name().unwrap_or_else(|| command.get_name());
        if command.get_name() == "help" {
            continue;
        }
        output::create(&folder.join(format!("{name}.1")), &page(command), args.force)?;
        count += 1;
    }
    output::print(&format!("wrote {count} pages to {0}\n\nnext: man -l {0}/divest.1\n", folder.display()));
    Ok(Exit::Done)
}

fn page(command: &clap::Command) -> String {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page).expect("BUG: a page cannot be written to memory");
    String::from_utf8_lossy(&page).into_owned()
}
