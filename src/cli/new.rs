//! `divest new`: a scenario to begin with.

use super::Done;
use super::exit::{Exit, Failure};
use super::output;
use super::run::quoted;
use std::path::PathBuf;

/// Write a small commented scenario to start from.
#[derive(clap::Args)]
pub struct Args {
    /// Name or path without the ending `.toml`.
    name: PathBuf,
    /// Replace an existing file.
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
    let text = format!("#:schema scenario.schema.json\n{}", divest_scenario::template(name));
    output::create(&path, &text, args.force)?;
    let word = quoted(&path.to_string_lossy());
    output::print(&format!(
        "wrote {}\n\nnext: read it, change it, then\n  divest check {word}\n  divest run {word}\n\nfor completion in an editor:\n  divest schema > {schema}\n",
        path.display(),
        schema = quoted(&path.with_file_name("scenario.schema.json").to_string_lossy())
    ));
    Ok(Exit::Done)
}
