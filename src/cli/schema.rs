//! `divest schema`: the JSON Schema of scenario files, for editors.

use super::exit::Exit;
use super::{Done, output};

/// Print the JSON Schema of scenario files, for completion and hover text in an editor.
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_: &Args) -> Done {
    output::print_json(&divest_scenario::schema());
    Ok(Exit::Done)
}
