//! `divest tournament`: every bot against every bot, seats swapped, over the same seeds.

use super::exit::{Exit, Failure};
use super::format::{TableFormat, TableFormatArgs};
use super::seats::bot;
use super::{Done, input, output};
use divest_core::scenario::Role;
use divest_core::{Scenario, SeatId};
use divest_ensemble::tournament::{Discounts, Entrant, Mean, Row, Standings, Tournament};
use divest_scenario::{Discount, Read};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::PathBuf;

/// The most games of one tournament.
const GAMES_MAX: u64 = 10_000_000;

/// Let bots meet in every pairing of a seller's and a bidder's seat over the same seeds, and rank them.
///
/// Other seats are played as the scenario says. Results are identical for any number of threads.
#[derive(clap::Args)]
pub struct Args {
    /// The scenario file.
    scenario: PathBuf,
    /// Comma-separated bots; use `;` between one bot's settings: `standard,boulware,linear:exponent=0.7;accept=combi`.
    #[arg(long, value_name = "BOT,...", value_delimiter = ',', required = true)]
    bots: Vec<String>,
    /// Range of seeds, both ends included.
    #[arg(long, value_name = "A..B", default_value = "1..100", value_parser = seeds)]
    seeds: (u64, u64),
    /// The seller's and the bidder's seat; default: the seller and the first bidder.
    #[arg(long, value_name = "SELLER,BIDDER", value_delimiter = ',', num_args = 1)]
    seats: Vec<String>,
    /// Count what a deal is worth when it closes, by the discounts of the scenario's parties; walk-aways are not discounted.
    #[arg(long)]
    discount: bool,
    /// Number of threads; default: all cores.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    #[command(flatten)]
    output: TableFormatArgs,
}

fn seeds(text: &str) -> Result<(u64, u64), String> {
    let wrong = || "write the first and the last seed, such as 1..100".to_owned();
    let (first, last) = text.split_once("..").ok_or_else(wrong)?;
    let last = last.strip_prefix('=').unwrap_or(last);
    let (first, last): (u64, u64) = (first.parse().map_err(|_| wrong())?, last.parse().map_err(|_| wrong())?);
    if first <= last { Ok((first, last)) } else { Err(wrong()) }
}

pub fn run(args: &Args) -> Done {
    let read = input::scenario(&args.scenario)?;
    let scenario = input::shared(&read);
    let entrants: Result<Vec<Entrant>, Failure> = args.bots.iter().map(|words| entrant(words)).collect();
    let entrants = entrants?;
    let seats = seats(&scenario, &args.seats)?;
    let (first_seed, last) = args.seeds;
    let seed_count = (last - first_seed).saturating_add(1);
    let games = (entrants.len() as u64).pow(2).saturating_mul(seed_count);
    if games > GAMES_MAX {
        let message = format!("{games} games are more than {GAMES_MAX}");
        return Err(Failure::input(message).hint("name fewer bots or fewer seeds"));
    }
    let own = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = args.threads.map_or_else(own, usize::from);
    let discounts = args.discount.then(|| discounts(&read, &scenario, seats)).transpose()?;
    let tournament = Tournament { scenario: scenario.clone(), seats, entrants, first_seed, seed_count, discounts };
    let standings = tournament.play(threads).map_err(Failure::input)?;
    match args.output.format() {
        TableFormat::Text => output::print(&text(&scenario, args, seats, &standings)),
        TableFormat::Json => output::print_json(&object(&scenario, args, seats, &standings)),
        TableFormat::Csv => output::print(&csv(args, &standings)),
    }
    Ok(Exit::Done)
}

/// The discounts of the two seats; that there is none at all is a mistake of whoever asked for them.
fn discounts(read: &Read, scenario: &Scenario, seats: [SeatId; 2]) -> Result<Discounts, Failure> {
    let of = seats.map(|seat| {
        let party = read.file.parties.get(scenario.seat_key(seat))?;
        party.discount.as_ref().and_then(Discount::of)
    });
    if of.iter().all(Option::is_none) {
        return Err(Failure::input("--discount: neither seat has a discount")
            .hint("give a party such as discount = { factor = \"0.9\", clock = \"share\" }"));
    }
    Ok(Discounts { of, points_per_utility: read.file.points_per_utility.map_or(1, |points| points.0) })
}

/// The participant that words name.
pub fn entrant(words: &str) -> Result<Entrant, Failure> {
    if matches!(words, "standard" | "bot") {
        return Ok(Entrant::Standard);
    }
    if words == "silent" {
        return Ok(Entrant::Silent);
    }
    bot(&words.replace(';', ",")).map(Entrant::Of)
}

fn seats(scenario: &Scenario, keys: &[String]) -> Result<[SeatId; 2], Failure> {
    let first =
        |role: Role| scenario.seats().find(|&seat| scenario.party(seat).is_some_and(|party| party.role == role));
    let found = match keys {
        [] => [first(Role::Seller), first(Role::Bidder)],
        [seller, bidder] => [Some(input::seat(scenario, seller)?), Some(input::seat(scenario, bidder)?)],
        _ => return Err(Failure::input("--seats names a seller and a bidder").hint("such as --seats keeper,hotel")),
    };
    for (seat, wanted) in found.into_iter().zip([Role::Seller, Role::Bidder]) {
        let Some(party) = seat.and_then(|seat| scenario.party(seat)) else {
            return Err(Failure::input("a tournament needs a seller and a bidder"));
        };
        if party.role != wanted {
            let (key, role) = (&party.key, divest_report::story::role(wanted));
            return Err(Failure::input(format!("`{key}` is no {role}")).hint("name the seller first, then the bidder"));
        }
        if party.sheet.is_none() {
            return Err(Failure::input(format!("`{}` has no score sheet, so nothing can be counted", party.key)));
        }
    }
    match found {
        [Some(seller), Some(bidder)] => Ok([seller, bidder]),
        _ => Err(Failure::input("a tournament needs a seller and a bidder")),
    }
}

fn text(scenario: &Scenario, args: &Args, seats: [SeatId; 2], standings: &Standings) -> String {
    let [seller, bidder] = seats.map(|seat| scenario.seat_key(seat));
    let (first, last) = args.seeds;
    let discounted = if args.discount { ", worth discounted until closing" } else { "" };
    let mut out = format!(
        "{}: {} bots, {seller} sells and {bidder} bids, seeds {first} to {last}{discounted}\n\n",
        scenario.setup().title,
        args.bots.len()
    );
    let mean = |mean: Option<Mean>, digits: usize| match mean {
        Some(mean) => format!("{:.digits$} ±{:.digits$}", mean.value, mean.interval.width() / 2.0),
        None => "-".to_owned(),
    };
    let mut table = |rows: &[Row], head: &str, name: &dyn Fn(&Row) -> String| {
        let width = rows.iter().map(|row| name(row).chars().count()).max().unwrap_or(0).clamp(head.len(), 28);
        let _ = writeln!(
            out,
            "{head:<width$}  {:>13} {:>13} {:>13} {:>9}  {:>11}",
            "gain", "as seller", "as bidder", "agreed", "from Nash"
        );
        for row in rows {
            let rate = 100.0 * row.agreements as f64 / row.games.max(1) as f64;
            let _ = writeln!(
                out,
                "{:<width$}  {:>13} {:>13} {:>13} {rate:>7.1} %  {:>11}",
                name(row),
                mean(row.gain, 3),
                mean(row.points[0], 1),
                mean(row.points[1], 1),
                mean(row.nash_distance, 2)
            );
        }
    };
    table(&standings.bots, "bot", &|row| args.bots[row.entrant].clone());
    let pair = |row: &Row| format!("{} - {}", args.bots[row.entrant], args.bots[row.against.unwrap_or(0)]);
    let mut pairs = String::new();
    std::mem::swap(&mut pairs, &mut out);
    let mut table = |rows: &[Row]| {
        let width = rows.iter().map(|row| pair(row).chars().count()).max().unwrap_or(0).max(15);
        let _ = writeln!(pairs, "\n{:<width$}  {:>9} {:>9} {:>9}", "seller - bidder", "seller", "bidder", "agreed");
        for row in rows {
            let points = |mean: Option<Mean>| mean.map_or_else(|| "-".to_owned(), |mean| format!("{:.1}", mean.value));
            let rate = 100.0 * row.agreements as f64 / row.games.max(1) as f64;
            let _ = writeln!(
                pairs,
                "{:<width$}  {:>9} {:>9} {rate:>7.1} %",
                pair(row),
                points(row.points[0]),
                points(row.points[1])
            );
        }
    };
    table(&standings.pairings);
    pairs.push_str("\ngain: what a bot got over its walk-away, as a share of what its best deal would bring;\n± half of a 95 % interval; from Nash: how far deals lie from Nash's solution.\n");
    pairs
}

fn mean_value(mean: Option<Mean>) -> Value {
    mean.map_or(
        Value::Null,
        |mean| json!({"mean": mean.value, "low": mean.interval.low, "high": mean.interval.high, "games": mean.count}),
    )
}

fn object(scenario: &Scenario, args: &Args, seats: [SeatId; 2], standings: &Standings) -> Value {
    let row = |row: &Row| {
        json!({
            "games": row.games,
            "gain": mean_value(row.gain),
            "points": {"seller": mean_value(row.points[0]), "bidder": mean_value(row.points[1])},
            "agreements": row.agreements,
            "agreement_rate": {
                "share": row.agreements as f64 / row.games.max(1) as f64,
                "low": row.agreement_rate.low, "high": row.agreement_rate.high,
            },
            "nash_distance": mean_value(row.nash_distance),
        })
    };
    let bots: Vec<Value> = standings
        .bots
        .iter()
        .map(|one| {
            let mut value = row(one);
            value["bot"] = json!(args.bots[one.entrant]);
            value
        })
        .collect();
    let pairings: Vec<Value> = standings
        .pairings
        .iter()
        .map(|one| {
            let mut value = row(one);
            value["seller"] = json!(args.bots[one.entrant]);
            value["bidder"] = json!(args.bots[one.against.unwrap_or(0)]);
            value
        })
        .collect();
    json!({
        "scenario": scenario.setup().key,
        "seats": {"seller": scenario.seat_key(seats[0]), "bidder": scenario.seat_key(seats[1])},
        "seeds": {"first": args.seeds.0, "count": args.seeds.1 - args.seeds.0 + 1},
        "bots": bots,
        "pairings": pairings,
    })
}

fn csv(args: &Args, standings: &Standings) -> String {
    let mut out =
        "seller,bidder,games,gain,gain_low,gain_high,seller_points,bidder_points,agreements,nash_distance\n".to_owned();
    let number =
        |mean: Option<Mean>, pick: fn(Mean) -> f64| mean.map_or_else(String::new, |mean| format!("{:.6}", pick(mean)));
    for row in standings.bots.iter().chain(&standings.pairings) {
        let against = row.against.map_or("", |place| args.bots[place].as_str());
        let _ = writeln!(
            out,
            "{},{against},{},{},{},{},{},{},{},{}",
            args.bots[row.entrant],
            row.games,
            number(row.gain, |mean| mean.value),
            number(row.gain, |mean| mean.interval.low),
            number(row.gain, |mean| mean.interval.high),
            number(row.points[0], |mean| mean.value),
            number(row.points[1], |mean| mean.value),
            row.agreements,
            number(row.nash_distance, |mean| mean.value),
        );
    }
    out
}
