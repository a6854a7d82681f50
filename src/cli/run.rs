//! `divest run`: plays a scenario from a seed to its end.

use super::exit::{Exit, Failure};
use super::{Done, input, output};
use divest_engine::{Game, Unrecorded};
use std::path::PathBuf;

/// Play a scenario from a seed to its end and tell what happened.
#[derive(clap::Args)]
pub struct Args {
    /// The scenario file.
    scenario: PathBuf,
    /// The seed of all luck.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many seeds (temporary).
    #[arg(long, default_value_t = 1)]
    count: u64,
}

pub fn run(args: &Args) -> Done {
    let read = input::scenario(&args.scenario)?.read;
    let mut game = Game::new(input::shared(&read), args.seed).map_err(Failure::input)?;
    let mut shares = std::collections::BTreeMap::new();
    let mut events = 0;
    let start = std::time::Instant::now();
    for seed in args.seed..args.seed + args.count {
        game.restart(seed);
        let outcome = game.run(&mut Unrecorded).map_err(Failure::input)?;
        *shares.entry(read.scenario.outcome(outcome).key.clone()).or_insert(0) += 1;
        events += game.event_count();
    }
    output::notice(&format!("{events} events, {:?}", start.elapsed()));
    output::print(&format!("{shares:#?}\n"));
    Ok(Exit::Done)
}
