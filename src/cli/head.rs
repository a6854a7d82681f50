//! `divest head`: the three lines that prove a run.

use super::exit::Exit;
use super::input::LogInput;
use super::record::{entries_until, hex};
use super::{Done, output};
use divest_engine::commitment;
use divest_engine::record::seed_of;
use divest_engine::replay::Until;
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
    let read = log.scenario(&opened)?;
    let (_, state) = entries_until(&log, &opened, &read.scenario, Until::End)?;
    // A seed that nobody can guess is told once the run is over; until then its commitment stands for it.
    let seed = seed_of(&opened.header).map_or_else(String::new, |seed| match u64::try_from(seed.0) {
        Err(_) if state.outcome().is_none() => format!(", seed commitment {}", commitment(seed)),
        _ => format!(", seed {seed}"),
    });
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
