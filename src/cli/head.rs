//! `divest head`: the three lines that prove a run.

use super::exit::Exit;
use super::input::LogInput;
use super::record::{entries_until, hex};
use super::{Done, output};
use divest_engine::record::seed_of;
use divest_engine::replay::Until;
use std::path::PathBuf;

/// Print the three lines that prove a run: its scenario, how many entries it has, its head.
///
/// The head stands for the scenario, the seed and every entry up to the last: whoever hands in the three lines cannot give
/// another log for theirs later. `divest head LOG | diff - HANDED-IN` compares.
#[derive(clap::Args)]
pub struct Args {
    /// The log.
    log: PathBuf,
}

pub fn run(args: &Args) -> Done {
    let log = LogInput::read(&args.log)?;
    let opened = log.open_whole()?;
    let read = log.scenario(&opened)?;
    let (_, state) = entries_until(&log, &opened, &read.scenario, Until::End)?;
    let seed = seed_of(&opened.header).map_or_else(String::new, |seed| format!(", seed {seed}"));
    let digest = hex(&opened.header.scenario_digest[..8]);
    let finished = match (opened.sealed, state.outcome()) {
        (true, Some(_)) => "finished",
        (true, None) => "sealed before the run was over",
        (false, _) => "not finished",
    };
    output::print(&format!(
        "scenario  {}, digest {digest}{seed}\nentries   {}, {finished}\nhead      {}\n",
        read.scenario.setup().key,
        opened.entry_count(),
        hex(&opened.head)
    ));
    Ok(Exit::Done)
}
