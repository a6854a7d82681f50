//! `divest new`: a scenario to begin with.

use super::Done;
use super::exit::{Exit, Failure};
use super::output;
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Write a small scenario, commented line by line, to begin with.
#[derive(clap::Args)]
pub struct Args {
    /// The name, or a path that ends in it; `.toml` is added.
    name: PathBuf,
    /// Replace the file if it exists.
    #[arg(long)]
    force: bool,
}

pub fn run(args: &Args) -> Done {
    let stem = args.name.file_name().map(|name| name.to_string_lossy().into_owned());
    let Some(stem) = stem.filter(|stem| !stem.is_empty()) else {
        return Err(Failure::input(format!("{} is no name for a file", args.name.display())));
    };
    let name = stem.strip_suffix(".toml").unwrap_or(&stem);
    let path = args.name.with_file_name(format!("{name}.toml"));
    write(&path, &divest_scenario::template(name), args.force)?;
    output::print(&format!(
        "wrote {}\n\nnext: read it, change it, then\n  divest check {0}\n  divest run {0}\n",
        path.display()
    ));
    Ok(Exit::Done)
}

fn write(path: &Path, text: &str, force: bool) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true);
    if force {
        options.create(true).truncate(true)
    } else {
        options.create_new(true)
    };
    let written = options.open(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| {
        if error.kind() == ErrorKind::AlreadyExists {
            Failure::input(format!("{} exists already", path.display()))
                .hint("give another name, or --force to replace it")
        } else {
            Failure::input(format!("cannot write {}: {error}", path.display()))
        }
    })
}
