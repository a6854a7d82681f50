//! `divest bisect`: after which entry an outcome was out of reach.

use super::exit::{Exit, Failure};
use super::format::FormatArgs;
use super::input::{self, LogInput};
use super::point::how_many;
use super::record::{diverged, happenings, raw_entries, replay_failed, seated_bots, shown};
use super::{Done, output};
use divest_core::id::OutcomeId;
use divest_core::{Command, SeatId};
use divest_engine::branch::Origin;
use divest_engine::reach::reach;
use divest_engine::record::seed_of;
use divest_engine::replay::{Until, verify};
use divest_report::reach::{Found, reach_json, reach_text};
use divest_scenario::command_words;
use std::path::PathBuf;

/// Find the entry after which an outcome was no longer reachable.
///
/// Plays on from points across the run with fresh random numbers and counts the plays that reach the outcome. Bots replace
/// people, scripts and programs; draws made before the point stay.
#[derive(clap::Args)]
pub struct Args {
    /// The log.
    log: PathBuf,
    /// Outcome key in the scenario.
    #[arg(long, value_name = "NAME")]
    outcome: String,
    /// Number of plays from each point.
    #[arg(long, default_value_t = 200, value_parser = how_many)]
    seeds: u64,
    /// Try every entry instead of searching.
    #[arg(long)]
    every: bool,
    #[command(flatten)]
    output: FormatArgs,
}

pub fn run(args: &Args) -> Done {
    let log = LogInput::read(&args.log)?;
    let opened = log.open_whole()?;
    let read = log.scenario(&opened)?;
    let scenario = input::shared(&read);
    let path = log.path.display();
    let outcomes = &scenario.setup().outcomes;
    let place = outcomes.iter().position(|outcome| outcome.key == args.outcome).ok_or_else(|| {
        let all: Vec<&str> = outcomes.iter().map(|outcome| outcome.key.as_str()).collect();
        Failure::input(format!("no outcome is called `{}`", args.outcome))
            .hint(format!("the outcomes are {}", all.join(", ")))
    })?;
    let seed = seed_of(&opened.header).ok_or_else(|| {
        Failure::input(format!("{path} was written by another version")).hint("search it with that version of divest")
    })?;
    if let Some(divergence) = verify(&scenario, &opened, false).map_err(|error| replay_failed(&log, &error))? {
        return Err(diverged(&log, &divergence));
    }
    let (entries, state) = raw_entries(&log, &opened, &scenario, Until::End)?;
    let origin = Origin { scenario: &scenario, seed, entries: &entries, bots: &seated_bots(&entries) };
    let outcome = OutcomeId::at(place);
    let reach = reach(origin, outcome, args.seeds, args.every).map_err(Failure::input)?;
    let entries = shown(entries);
    let happenings = happenings(&entries);
    let found = Found {
        outcome,
        tried: &reach.tried,
        plays: reach.plays,
        last: reach.last,
        came_back: reach.came_back,
        is_reached: state.outcome() == Some(outcome),
    };
    if args.output.is_json() {
        output::print_json(&reach_json(&scenario, &happenings, &found));
    } else {
        let words = |seat: SeatId, command: &Command| command_words(&scenario, seat, command);
        output::print(&reach_text(&scenario, &happenings, &found, &words, output::style()));
    }
    Ok(Exit::Done)
}
