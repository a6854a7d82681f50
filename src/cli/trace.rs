//! `divest trace`: alternating offers between two seats by the book, offer by offer.

use super::deals::opening::{self, Points};
use super::deals::too_large;
use super::exit::{Exit, Failure};
use super::format::{TableFormat, TableFormatArgs};
use super::{Done, input, output};
use divest_bargain::alternating::{Ending, Talks, Turn};
use divest_bargain::outcomes::Outcomes;
use divest_bargain::player::{Player, Tactic};
use divest_bargain::space::Space;
use divest_core::{SeatId, Seed, State};
use divest_report::layout::{Side, cut, table, wrap};
use divest_report::terms::terms_short;
use divest_scenario::Discount;
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::PathBuf;

/// Play alternating offers between two seats by textbook tactics, and show every offer.
///
/// In round k of n, from 0, at the time t = (k + 1) / (n + 1), the first seat answers and proposes, then the second. boulware,
/// linear and conceder ask for 1 - t^x of the way from the walk-away to the best deal (x = 4, 1, 1/4), propose the deal of
/// fewest points that are at least that, and accept what is worth as much.
#[derive(clap::Args)]
pub struct Args {
    /// The scenario file.
    scenario: PathBuf,
    /// Concession tactics: boulware, linear, conceder, hardliner, micro, hybrid, relative-tft, absolute-tft, averaged-tft,
    /// aspiration:X or exponential:BETA. One for both or one for each.
    #[arg(long, value_name = "TACTIC,TACTIC", value_delimiter = ',', default_value = "boulware")]
    tactics: Vec<Tactic>,
    /// Number of rounds.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    rounds: u32,
    /// The two seats; the first opens. Default: the seller and the first bidder.
    #[arg(long, value_name = "SEAT,SEAT", value_delimiter = ',')]
    seats: Vec<String>,
    /// Random seed.
    #[arg(long, value_name = "N", default_value = "1")]
    seed: Seed,
    #[command(flatten)]
    output: TableFormatArgs,
}

/// A negotiation as it went.
struct Trace<'a> {
    state: &'a State,
    seats: Vec<SeatId>,
    space: Space,
    tactics: [Tactic; 2],
    rounds: u32,
    points: Points,
    offers: Vec<Offer>,
    ending: Ending,
    notes: Vec<String>,
    discounts: Vec<Option<Discount>>,
}

struct Offer {
    round: u32,
    time: f64,
    by: usize,
    target: i64,
    deal: u32,
}

pub fn run(args: &Args) -> Done {
    let read = input::scenario(&args.scenario)?;
    let state = opening::state(&read, args.seed)?;
    let keys = if args.seats.is_empty() {
        opening::example(&state).split(',').map(str::to_owned).collect()
    } else {
        args.seats.clone()
    };
    let seats = opening::seats(&state, &keys)?;
    if seats.len() != 2 {
        return Err(Failure::input(format!("alternating offers take two seats, not {}", seats.len()))
            .hint(format!("such as --seats {}", opening::example(&state))));
    }
    let tactics = match args.tactics.as_slice() {
        [both] => [*both; 2],
        [first, second] => [*first, *second],
        more => {
            return Err(
                Failure::input(format!("{} tactics for two seats", more.len())).hint("one for both or one for each")
            );
        }
    };
    let space = Space::of_seats(&state, &seats).expect("BUG: seats without a score sheet");
    let outcomes = [0, 1].map(|party| Outcomes::new(&space, party));
    let [Ok(first), Ok(second)] = &outcomes else {
        let [first, second] = &outcomes;
        let large = first.as_ref().err().or(second.as_ref().err()).expect("BUG: neither failed");
        return Err(too_large(large));
    };
    let outcomes = [first, second];
    let points = Points::of(&read);
    let player = |party: usize| {
        let stake = &space.parties()[party];
        // Without a utility of 1 in points, the whole span of a sheet is one.
        let unit = points.per_utility.unwrap_or(stake.best - stake.worst) as f64;
        Player::new(outcomes[party], stake.walk_away, tactics[party], args.rounds, unit)
    };
    let players = [player(0), player(1)];
    let mut talks = Talks::default();
    let ending = talks.negotiate(args.rounds, &players[0], &players[1]);
    let offers = offers_made(&talks, &players, args.rounds);
    let notes = opening::notes(&read, &state, &seats);
    let discounts = seats.iter().map(|&seat| opening::discount(&read, &state, seat)).collect();
    let rounds = args.rounds;
    let trace = Trace { state: &state, seats, tactics, rounds, points, offers, ending, space, notes, discounts };
    match args.output.format() {
        TableFormat::Text => output::print(&text(&trace)),
        TableFormat::Json => output::print_json(&data(&trace)),
        TableFormat::Csv => output::print(&rows(&trace)),
    }
    Ok(Exit::Done)
}

/// The offers in order, each with what its maker asked for.
fn offers_made(talks: &Talks, players: &[Player<'_>; 2], rounds: u32) -> Vec<Offer> {
    let made = [&talks.first, &talks.second];
    let longest = made[0].len();
    let each = (0..longest).flat_map(|round| [(round, 0), (round, 1)]);
    each.filter_map(|(round, by)| {
        let deal = *made[by].get(round)?;
        let received = if by == 0 { &talks.second[..round] } else { &talks.first[..=round] };
        let turn = Turn { round: round as u32, rounds, received, sent: &made[by][..round] };
        Some(Offer { round: round as u32, time: turn.time(), by, target: players[by].target(&turn), deal })
    })
    .collect()
}

impl Trace<'_> {
    fn key(&self, by: usize) -> &str {
        self.state.scenario().seat_key(self.seats[by])
    }

    fn worth(&self, deal: u32) -> Vec<i64> {
        self.space.points(&self.space.deal(u64::from(deal)))
    }

    /// What a deal of a round is worth to each by its discount; `None` if neither has one.
    ///
    /// The share of the time that is gone is that of `trace` itself: `(round + 1) / (rounds + 1)`.
    fn discounted(&self, deal: u32, round: u32) -> Option<Vec<f64>> {
        let share = f64::from(round + 1) / f64::from(self.rounds + 1);
        let worth = self.worth(deal);
        let each = worth.iter().zip(&self.discounts).map(|(&points, discount)| {
            let unit = self.points.per_utility.unwrap_or(1) as f64;
            let utility = points as f64 / unit;
            discount.map_or(utility, |discount| discount.apply(utility, f64::from(round), share))
        });
        self.discounts.iter().any(Option::is_some).then(|| each.collect())
    }

    fn terms(&self, deal: u32) -> String {
        terms_short(self.state.scenario(), &self.space.deal(u64::from(deal)))
    }
}

fn text(trace: &Trace<'_>) -> String {
    let [a, b] = trace.tactics;
    let head = format!(
        "{}: {} ({a}) and {} ({b}), {} rounds",
        trace.state.scenario().setup().title,
        trace.key(0),
        trace.key(1),
        trace.rounds
    );
    let mut lines = wrap(&head, "", 0);
    lines.push(String::new());
    let header =
        ["round", "by", "asks", &cut(trace.key(0), 12), &cut(trace.key(1), 12), "offer"].map(str::to_owned).to_vec();
    let mut table_rows = vec![header];
    for offer in &trace.offers {
        let worth = trace.worth(offer.deal);
        let show = |points| trace.points.show(points);
        table_rows.push(vec![
            offer.round.to_string(),
            cut(trace.key(offer.by), 12),
            show(offer.target),
            show(worth[0]),
            show(worth[1]),
            trace.terms(offer.deal),
        ]);
    }
    let sides = [Side::Right, Side::Left, Side::Right, Side::Right, Side::Right, Side::Left];
    lines.extend(table(&table_rows, &sides, ""));
    lines.push(String::new());
    let Ending { round, offers, deal } = trace.ending;
    let words = match deal {
        Some(deal) => {
            let worth = trace.worth(deal);
            let (first, second) = (trace.points.show(worth[0]), trace.points.show(worth[1]));
            let discounted = trace.discounted(deal, round);
            let then = discounted
                .map_or_else(String::new, |worth| format!(", discounted {:.6} and {:.6}", worth[0], worth[1]));
            format!(
                "Agreement in round {round} after {offers} offers, worth {first} and {second}{then}: {}",
                trace.terms(deal)
            )
        }
        None => format!("No agreement: {offers} offers in {round} rounds."),
    };
    lines.extend(wrap(&words, "", 0));
    lines.extend(trace.notes.iter().flat_map(|note| wrap(&format!("note: {note}"), "", 4)));
    lines.join("\n") + "\n"
}

fn data(trace: &Trace<'_>) -> Value {
    let deal = |place: u32| {
        let worth = trace.worth(place);
        let mut row = json!({
            "deal": super::deals::terms_json(trace.state, &trace.space.deal(u64::from(place))),
            "points": worth,
        });
        if let Some(utilities) = trace.points.utilities(&worth) {
            row["utilities"] = json!(utilities);
        }
        row
    };
    let offers: Vec<Value> = trace
        .offers
        .iter()
        .map(|offer| {
            let mut row = deal(offer.deal);
            row["round"] = json!(offer.round);
            row["time"] = json!(offer.time);
            row["by"] = json!(trace.key(offer.by));
            row["target"] = json!(offer.target);
            if let Some(worth) = trace.discounted(offer.deal, offer.round) {
                row["discounted"] = json!(worth);
            }
            row
        })
        .collect();
    json!({
        "scenario": trace.state.scenario().setup().key,
        "parties": [trace.key(0), trace.key(1)],
        "tactics": trace.tactics.map(|tactic| tactic.to_string()),
        "rounds": trace.rounds,
        "round": trace.ending.round,
        "offer_count": trace.ending.offers,
        "agreement": trace.ending.deal.map(|place| {
            let mut row = deal(place);
            if let Some(worth) = trace.discounted(place, trace.ending.round) {
                row["discounted"] = json!(worth);
            }
            row
        }),
        "notes": trace.notes,
        "offers": offers,
    })
}

fn rows(trace: &Trace<'_>) -> String {
    let mut text = format!("round,time,by,target,place,points:{},points:{}\n", trace.key(0), trace.key(1));
    for offer in &trace.offers {
        let worth = trace.worth(offer.deal);
        let Offer { round, time, target, deal, by } = offer;
        let _ = writeln!(text, "{round},{time},{},{target},{deal},{},{}", trace.key(*by), worth[0], worth[1]);
    }
    text
}
