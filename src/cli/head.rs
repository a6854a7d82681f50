//! `divest head`: the three lines that prove a run.

use super::exit::{Exit, Failure};
use super::input::LogInput;
use super::record::hex;
use super::{Done, output};
use divest_engine::record::{seed_of, split_scenario_frame};
use std::path::PathBuf;

/// Print the three lines that identify a run: scenario, number of entries, head.
///
/// The head is a hash over the scenario, the seed and every entry: a log handed in later must match the three lines.
/// `divest head LOG | diff - HANDED-IN` compares.
#[derive(clap::Args)]
pub struct Args {
    /// The log.
    log: PathBuf,
}

pub fn run(args: &Args) -> Done {
    let log = LogInput::read(&args.log)?;
    let opened = log.open_whole()?;
    let (key, _) = split_scenario_frame(opened.scenario)
        .ok_or_else(|| Failure::damaged(format!("{} carries no scenario that can be read", log.path.display())))?;
    let seed = seed_of(&opened.header).map_or_else(String::new, |seed| format!(", seed {seed}"));
    let digest = hex(&opened.header.scenario_digest[..8]);
    let finished = if opened.sealed { "finished" } else { "not finished" };
    output::print(&format!(
        "scenario  {key}, digest {digest}{seed}\nentries   {}, {finished}\nhead      {}\n",
        opened.entry_count(),
        hex(&opened.head)
    ));
    Ok(Exit::Done)
}
