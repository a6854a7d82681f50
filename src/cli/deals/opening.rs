//! The state at the opening, and the seats to be compared.

use crate::cli::exit::Failure;
use crate::cli::input;
use divest_core::id::TalksId;
use divest_core::{SeatId, Seed, State};
use divest_engine::{Game, Unrecorded};
use divest_report::number::grouped;
use divest_scenario::{Discount, Read};

/// The state at the opening, with the values that a seed draws.
pub fn state(read: &Read, seed: Seed) -> Result<State, Failure> {
    let mut game = Game::new(input::shared(read), seed).map_err(Failure::input)?;
    while !game.state().is_open() && game.state().outcome().is_none() {
        let Ok(()) = game.advance(&mut Unrecorded) else {
            return Err(Failure::input("the scenario does not open"));
        };
    }
    Ok(game.state().clone())
}

/// The seats that somebody named; each must have a score sheet.
pub fn seats(state: &State, keys: &[String]) -> Result<Vec<SeatId>, Failure> {
    let mut seats = Vec::new();
    for key in keys {
        let seat = input::seat(state.scenario(), key)?;
        if state.sheet(seat).is_none() {
            let with: Vec<&str> = with_sheet(state).into_iter().map(|seat| state.scenario().seat_key(seat)).collect();
            return Err(Failure::input(format!("`{key}` has no score sheet, so deals are worth nothing to it"))
                .hint(format!("seats with a score sheet are {}", with.join(", "))));
        }
        if seats.contains(&seat) {
            return Err(Failure::input(format!("the seat `{key}` is named twice")));
        }
        seats.push(seat);
    }
    Ok(seats)
}

fn with_sheet(state: &State) -> Vec<SeatId> {
    state.scenario().seats().filter(|&seat| state.sheet(seat).is_some()).collect()
}

/// The seats compared by default: all with a score sheet, or each seller with each of several bidders.
pub fn tables(state: &State) -> Result<Vec<Vec<SeatId>>, Failure> {
    let all = with_sheet(state);
    let scenario = state.scenario();
    let talks = (0..scenario.setup().sale.talks.len()).map(TalksId::at);
    let pairs = talks.map(|talks| [state.vendor_in(talks), scenario.talks(talks).bidder]);
    let pairs: Vec<[SeatId; 2]> = pairs.filter(|[_, bidder]| all.contains(bidder)).collect();
    if all.is_empty() {
        return Err(Failure::input("no party has a score sheet").hint("give parties a table `score`"));
    }
    if pairs.len() > 1 && pairs.iter().all(|[vendor, _]| all.contains(vendor)) {
        return Ok(pairs.into_iter().map(Vec::from).collect());
    }
    Ok(vec![all])
}

/// Two seats that could be named, as `seller,bidder`.
pub fn example(state: &State) -> String {
    let scenario = state.scenario();
    let first = scenario.setup().sale.talks.first().map(|talks| [state.vendor_in(TalksId(0)), talks.bidder]);
    let two = first.into_iter().flatten();
    two.map(|seat| scenario.seat_key(seat)).collect::<Vec<_>>().join(",")
}

/// What the user has to know of the points of some seats: discounts, and rounding.
pub fn notes(read: &Read, state: &State, seats: &[SeatId]) -> Vec<String> {
    let mut notes = Vec::new();
    if read.file.points_rounded {
        notes.push("utilities are rounded, so counts of efficient and feasible deals are approximate".to_owned());
    }
    for &seat in seats {
        let Some(discount) = discount(read, state, seat) else { continue };
        notes.push(format!("{}: {discount}", divest_report::name::seat(state.scenario(), seat)));
    }
    notes
}

/// The discount of a seat's utilities.
pub fn discount(read: &Read, state: &State, seat: SeatId) -> Option<Discount> {
    let party = read.file.parties.get(state.scenario().seat_key(seat))?;
    party.discount.as_ref().and_then(Discount::of)
}

/// How points are shown: as they are, or as utilities where the scenario says how many make one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Points {
    /// The points of a utility of 1.
    pub per_utility: Option<i64>,
}

impl Points {
    /// As a scenario has it.
    pub fn of(read: &Read) -> Self {
        Self { per_utility: read.file.points_per_utility.map(|points| points.0) }
    }

    /// A number of points for readers.
    pub fn show(self, points: i64) -> String {
        match self.per_utility {
            None => grouped(points),
            Some(unit) => format!("{:.6}", self.utility(points, unit)),
        }
    }

    /// A difference of points for readers, with its sign.
    pub fn show_margin(self, points: i64) -> String {
        format!("{}{}", if points >= 0 { "+" } else { "" }, self.show(points))
    }

    fn utility(self, points: i64, unit: i64) -> f64 {
        points as f64 / unit as f64
    }

    /// Points as utilities; `None` where the scenario knows none.
    pub fn utilities(self, points: &[i64]) -> Option<Vec<f64>> {
        let unit = self.per_utility?;
        Some(points.iter().map(|&points| self.utility(points, unit)).collect())
    }

    /// What they are called.
    pub const fn noun(self) -> &'static str {
        if self.per_utility.is_some() { "utility" } else { "points" }
    }
}
