//! `divest deals`: what there is to agree on, which deals are efficient, and which are fair.

mod data;
pub mod opening;
mod picture;
mod rows;
mod text;

use super::exit::{Exit, Failure};
use super::format::{TableFormat, TableFormatArgs};
use super::{Done, input, output};
pub use data::terms as terms_json;
use divest_bargain::analysis::{Analysis, coalitions};
use divest_bargain::frontier::Frontier;
use divest_bargain::rule::Table;
use divest_bargain::space::{Space, TooLarge};
use divest_core::deal::Deal;
use divest_core::id::TalksId;
use divest_core::{SeatId, Seed, State};
use divest_scenario::Read;
use opening::Points;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Analyse the deal space: acceptable deals by party, the efficient frontier, and the fair points.
///
/// Without --seats: every party with a score sheet, or the seller with each bidder in turn where several bid. Random values
/// are drawn from --seed.
#[derive(clap::Args)]
pub struct Args {
    /// The scenario file.
    scenario: PathBuf,
    /// The seats to compare; in charts the first is on the horizontal axis, the second on the vertical one.
    #[arg(long, value_name = "SEAT,SEAT", value_delimiter = ',')]
    seats: Vec<String>,
    /// Random seed.
    #[arg(long, value_name = "N", default_value = "1")]
    seed: Seed,
    /// Walk-away values to use.
    #[arg(long, value_enum, default_value_t = WalkAways::Opening)]
    at_walk_aways: WalkAways,
    /// Bargaining power of each seat in Nash's solution; default: equal.
    #[arg(long, value_name = "N,N", value_delimiter = ',', requires = "seats", value_parser = clap::value_parser!(u32).range(0..=1_000))]
    power: Vec<u32>,
    #[command(flatten)]
    output: TableFormatArgs,
    /// Plot the deals of two seats in the terminal.
    #[arg(long)]
    plot: bool,
    /// Plot the deals of two seats to this SVG file.
    #[arg(long, value_name = "FILE.svg")]
    out: Option<PathBuf>,
    /// Replace an existing file.
    #[arg(long, requires = "out")]
    force: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum WalkAways {
    /// Those at the opening.
    Opening,
    /// None: every deal is acceptable to every party.
    None,
}

/// The deals between some seats, with their analysis.
pub struct Deals<'s> {
    /// The state at the opening.
    pub state: &'s State,
    /// The seats compared.
    pub seats: Vec<SeatId>,
    /// The deals.
    pub space: Space,
    /// Their analysis.
    pub analysis: Analysis,
    /// How many meet the rule of signatures and approvals; `None` if the seats are not a seller's with one bidder.
    pub signable: Option<Result<u64, TooLarge>>,
    /// Numbers of deals by the exact set of satisfied seats; for more than two seats.
    pub coalitions: Option<Result<BTreeMap<u64, u64>, TooLarge>>,
    /// How points are shown.
    pub points: Points,
    /// What the user has to know of the points.
    pub notes: Vec<String>,
}

/// Up to so many maximisers' deals are put in order; of more, those that bring the first seat most come first.
const ORDERED_MAX: u64 = 10_000;

impl Deals<'_> {
    /// The deals on some points of the frontier in the order of deals, at most so many, each with its point.
    pub fn maximisers(&self, frontier: &Frontier, points: &[usize], most: usize) -> Vec<(usize, Deal)> {
        let count = points.iter().map(|&point| frontier.deals_on(point)).fold(0, u64::saturating_add);
        let each = if count <= ORDERED_MAX { usize::MAX } else { most };
        let on = |&point: &usize| frontier.deals(&self.space, point, each).into_iter().map(move |deal| (point, deal));
        let mut found: Vec<(usize, Deal)> = points.iter().take(ORDERED_MAX as usize).flat_map(on).collect();
        if count <= ORDERED_MAX {
            found.sort_by_key(|(_, deal)| self.space.place(deal));
        }
        found.truncate(most);
        found
    }
}

pub fn run(args: &Args) -> Done {
    let read = input::scenario(&args.scenario)?;
    let state = opening::state(&read, args.seed)?;
    let tables = match args.seats.as_slice() {
        [] => opening::tables(&state)?,
        keys => vec![opening::seats(&state, keys)?],
    };
    if !args.power.is_empty() && args.power.len() != args.seats.len() {
        let (power, seats) = (args.power.len(), args.seats.len());
        return Err(
            Failure::input(format!("{power} numbers of power for {seats} seats")).hint("one number for each seat")
        );
    }
    if args.plot || args.out.is_some() {
        let two = tables.iter().all(|seats| seats.len() == 2);
        if !two || (tables.len() > 1 && args.out.is_some()) {
            let message = "a picture shows two seats";
            return Err(Failure::input(message).hint(format!("name them: --seats {}", opening::example(&state))));
        }
    }
    if args.output.format() == TableFormat::Csv {
        let seats = tables.into_iter().next().unwrap_or_default();
        for note in opening::notes(&read, &state, &seats) {
            output::notice(&format!("note: {note}"));
        }
        let space = space(args, &state, &seats);
        return rows::print(&state, &seats, &space).map_err(|large| too_large(&large)).map(|()| Exit::Done);
    }
    let deals: Vec<Deals<'_>> = tables.into_iter().map(|seats| analysed(args, &read, &state, seats)).collect();
    if let Some(path) = &args.out {
        output::create(path, &picture::svg(&deals[0]), args.force)?;
        output::notice(&format!("wrote {}", path.display()));
    }
    match args.output.format() {
        TableFormat::Json => output::print_json(&data::json(&deals, args.seed)),
        TableFormat::Text | TableFormat::Csv => output::print(&text::text(&deals, args.seed, args.plot)),
    }
    Ok(Exit::Done)
}

fn space(args: &Args, state: &State, seats: &[SeatId]) -> Space {
    let space = Space::of_seats(state, seats).expect("BUG: seats without a score sheet");
    match args.at_walk_aways {
        WalkAways::Opening => space,
        WalkAways::None => space.with_walk_aways(|stake| stake.worst),
    }
}

fn analysed<'s>(args: &Args, read: &Read, state: &'s State, seats: Vec<SeatId>) -> Deals<'s> {
    let (points, notes) = (Points::of(read), opening::notes(read, state, &seats));
    let space = space(args, state, &seats);
    let power = (!args.power.is_empty()).then_some(args.power.as_slice());
    let signable = talks_of(state, &seats).and_then(|talks| Table::new(state, talks)).map(|table| table.count());
    let coalitions = (seats.len() > 2).then(|| coalitions(&space));
    Deals { state, analysis: Analysis::new(&space, power), seats, space, signable, coalitions, points, notes }
}

/// The talks that the seats are about: the seller is among them and just one bidder.
fn talks_of(state: &State, seats: &[SeatId]) -> Option<TalksId> {
    let talks = &state.scenario().setup().sale.talks;
    let with_bidder = (0..talks.len()).filter(|&i| seats.contains(&talks[i].bidder)).map(TalksId::at);
    let several = state.scenario().has_several_sellers();
    let mut found = with_bidder.filter(|&id| !several || seats.contains(&state.vendor_in(id)));
    let first = found.next().filter(|&id| seats.contains(&state.vendor_in(id)));
    first.filter(|_| found.next().is_none())
}

/// Why something was not worked out.
pub fn too_large(large: &TooLarge) -> Failure {
    Failure::input(format!("{large}")).hint("look at fewer seats with --seats, or make the ranges of issues coarser")
}
