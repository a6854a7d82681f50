//! `divest packets`: a class on paper.

use super::deals::opening;
use super::exit::{Exit, Failure};
use super::{Done, input, output};
use divest_core::{Seed, State};
use divest_report::packets::packets;
use std::path::PathBuf;

/// Write the sheets for a class on paper: one for all, private sheets, agreement forms, cards to deal.
///
/// One page that needs no network; print it from a browser, on A4 or Letter. `divest class` makes a debrief of what the tables
/// agreed on.
#[derive(clap::Args)]
pub struct Args {
    /// The scenario file.
    scenario: PathBuf,
    /// Number of tables.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=100))]
    tables: u16,
    /// Random seed, for numbers that the scenario leaves open. All tables have the same unless --differ is given.
    #[arg(long, value_name = "N", default_value = "1")]
    seed: Seed,
    /// Give each table a seed of its own: the next numbers after --seed.
    #[arg(long)]
    differ: bool,
    /// Override a scenario value. Repeatable.
    #[arg(long = "set", value_name = "PATH=VALUE")]
    settings: Vec<String>,
    /// Write the page to this file.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Replace an existing file.
    #[arg(long)]
    force: bool,
}

pub fn run(args: &Args) -> Done {
    let read = input::scenario_with(&args.scenario, &args.settings)?;
    let seeds = (0..u128::from(args.tables)).map(|table| if args.differ { table } else { 0 });
    let seeds = seeds.map(|more| Seed(args.seed.0.wrapping_add(more)));
    let tables = seeds.map(|seed| opening::state(&read, seed)).collect::<Result<Vec<State>, Failure>>()?;
    let players = tables[0].scenario().setup().parties.iter().filter(|party| party.sheet.is_some()).count();
    if players == 0 {
        return Err(Failure::input("no party has a score sheet, so there is nothing to play for"));
    }
    output::create(&args.out, &packets(&tables), args.force)?;
    output::print(&format!(
        "wrote {}: {} for {}, for {players} players each\n",
        args.out.display(),
        "packets",
        divest_report::number::count(i64::from(args.tables), "table"),
    ));
    Ok(Exit::Done)
}
