//! A tournament: every bot against every bot on a seller's and a bidder's seat, over the same seeds, seats swapped.
//!
//! A game is a pairing and a seed. Games are played by any number of threads, each by whichever is free, and their results
//! are kept by place, so that sums are taken in one order and the table is the same bytes for any number of threads.

use crate::interval::{Interval, Z_95, wilson};
use divest_bargain::analysis::Analysis;
use divest_bargain::space::Space;
use divest_core::bot::BotSpec;
use divest_core::command::Occupant as Kind;
use divest_core::state::ClosedSale;
use divest_core::units::{DAY_SECONDS, Instant, Points};
use divest_core::{Scenario, SeatId, State};
use divest_engine::{Game, Silent, Standard, StreamCollision, Tuned, Unrecorded, Why};
use divest_scenario::Discount;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// A bot that takes part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entrant {
    /// The standard bot of the seat.
    Standard,
    /// A seat that never acts.
    Silent,
    /// One of the family.
    Of(BotSpec),
}

/// What is played.
#[derive(Clone, Debug)]
pub struct Tournament {
    /// The scenario.
    pub scenario: Arc<Scenario>,
    /// The seller's seat and the bidder's.
    pub seats: [SeatId; 2],
    /// The participants.
    pub entrants: Vec<Entrant>,
    /// The first seed, and how many.
    pub first_seed: u64,
    /// How many seeds each pairing plays.
    pub seed_count: u64,
    /// How what a deal is worth to the two shrinks until it closes; none if nothing is discounted.
    pub discounts: Option<Discounts>,
}

/// The discounts of the two seats.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Discounts {
    /// The seller's and the bidder's.
    pub of: [Option<Discount>; 2],
    /// How many points are a utility of 1.
    pub points_per_utility: i64,
}

impl Discounts {
    /// What a seat's points are worth when a deal closes on a day: a round is a day, and the time is over at the scenario's
    /// closing date.
    fn apply(&self, side: usize, points: Points, scenario: &Scenario, at: Instant) -> Points {
        let Some(discount) = self.of[side] else { return points };
        let setup = scenario.setup();
        let (gone, all) = (at.0 - setup.opens.0, setup.closes.0 - setup.opens.0);
        let unit = self.points_per_utility as f64;
        let share = gone as f64 / all.max(1) as f64;
        let worth = discount.apply(points.0 as f64 / unit, (gone / DAY_SECONDS) as f64, share);
        Points((worth * unit).round() as i64)
    }
}

/// How one game came out for its two seats, the seller's first.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Outcome {
    points: [i64; 2],
    /// Points over the walk-away, as a share of what the best deal would have brought over it; 0 without a deal.
    gains: [f64; 2],
    agreed: bool,
    /// How far the deal lies from Nash's solution, with both scaled from walk-away (0) to ideal (1).
    nash_distance: Option<f64>,
}

/// A mean with how sure one may be of it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Mean {
    /// The mean.
    pub value: f64,
    /// Its 95 % interval, from the normal approximation.
    pub interval: Interval,
    /// Over how many games.
    pub count: u64,
}

impl Mean {
    pub(crate) fn of(values: &[f64]) -> Option<Self> {
        if values.is_empty() {
            return None;
        }
        let count = values.len() as f64;
        let value = values.iter().sum::<f64>() / count;
        let spread = values.iter().map(|x| (x - value) * (x - value)).sum::<f64>();
        let half = if values.len() > 1 { Z_95 * (spread / (count - 1.0) / count).sqrt() } else { 0.0 };
        Some(Self { value, interval: Interval { low: value - half, high: value + half }, count: values.len() as u64 })
    }
}

/// How a bot did, or a pairing.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Row {
    /// The bot, or the seller of a pairing.
    pub entrant: usize,
    /// The bidder of a pairing; `None` for a bot over all its games.
    pub against: Option<usize>,
    /// How many games.
    pub games: u64,
    /// Its mean points as seller and as bidder.
    pub points: [Option<Mean>; 2],
    /// What it gained over its walk-aways, as a share of what there was to gain.
    pub gain: Option<Mean>,
    /// How often the two agreed and closed.
    pub agreements: u64,
    /// The share of games in which they did.
    pub agreement_rate: Interval,
    /// How far their deals lie from Nash's solution.
    pub nash_distance: Option<Mean>,
}

/// The table: bots by what they gain, then every pairing.
#[derive(Clone, PartialEq, Debug)]
pub struct Standings {
    /// One row a bot, the best first.
    pub bots: Vec<Row>,
    /// One row for each seller and bidder, in the order of the entrants.
    pub pairings: Vec<Row>,
}

impl Tournament {
    /// Plays all games.
    ///
    /// # Errors
    /// Two of the scenario's draws share a stream of chance.
    pub fn play(&self, threads: usize) -> Result<Standings, StreamCollision> {
        let pairs = self.entrants.len() * self.entrants.len();
        // A pairing is played by one thread from its first seed to its last, with one game's memory.
        let results: Mutex<Vec<Vec<Outcome>>> = Mutex::new(vec![Vec::new(); pairs]);
        Game::new(Arc::clone(&self.scenario), self.first_seed)?;
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..threads.clamp(1, pairs.max(1)) {
                scope.spawn(|| {
                    loop {
                        let pair = next.fetch_add(1, Ordering::Relaxed);
                        if pair >= pairs {
                            return;
                        }
                        let games = self.pairing(pair);
                        results.lock().expect("BUG: a thread of a tournament panicked")[pair] = games;
                    }
                });
            }
        });
        Ok(self.standings(&results.into_inner().expect("BUG: a thread of a tournament panicked")))
    }

    fn pairing(&self, pair: usize) -> Vec<Outcome> {
        let count = self.entrants.len();
        let mut game =
            Game::new(Arc::clone(&self.scenario), self.first_seed).expect("BUG: streams collide that did not before");
        for (seat, entrant) in self.seats.into_iter().zip([pair / count, pair % count]) {
            match self.entrants[entrant] {
                Entrant::Standard => game.seat(seat, Box::new(Standard::for_seat(&self.scenario, seat)), Kind::Bot),
                Entrant::Silent => game.seat(seat, Box::new(Silent), Kind::Nobody),
                Entrant::Of(spec) => {
                    let bot = Box::new(Tuned::for_seat(&self.scenario, seat, spec));
                    game.seat_as(seat, bot, Kind::Bot, Why::Because(spec.kind.word()));
                }
            }
        }
        // Both ends are played: behind the last seed there may be no number.
        let seeds = (0..self.seed_count).map(|more| self.first_seed + more);
        seeds
            .map(|seed| {
                game.restart(seed);
                match game.run(&mut Unrecorded) {
                    Ok(_) => self.came_out(game.state()),
                    Err(_) => unreachable!("BUG: a game without a script or a log halted"),
                }
            })
            .collect()
    }

    fn came_out(&self, state: &State) -> Outcome {
        let [seller, bidder] = self.seats;
        // Where several sell, the last sale may be somebody else's.
        let is_theirs = |sale: &&ClosedSale| {
            self.scenario.owner_in(sale.talks) == seller && self.scenario.talks(sale.talks).bidder == bidder
        };
        let closed = match self.scenario.has_several_sellers() {
            true => state.sales().iter().rev().find(is_theirs),
            false => state.closed(),
        };
        let agreed = closed.is_some_and(|closed| self.scenario.talks(closed.talks).bidder == bidder);
        let stake = |side: usize, seat: SeatId| {
            let walk_away = state.walk_away(seat).unwrap_or_default();
            // A party outside the sale gets its reservation value: it is as well off as without a deal.
            let has_part = seat == seller || agreed;
            let worth = closed.filter(|_| has_part).and_then(|closed| state.worth(seat, closed.talks, &closed.deal));
            let worth = match (worth, closed, &self.discounts) {
                (Some(worth), Some(closed), Some(discounts)) => {
                    Some(discounts.apply(side, worth, &self.scenario, closed.at))
                }
                _ => worth,
            };
            let points = worth.unwrap_or(walk_away);
            let room = state.sheet(seat).map_or(0, |sheet| sheet.best().0 - walk_away.0);
            (points, if room > 0 { (points.0 - walk_away.0) as f64 / room as f64 } else { 0.0 })
        };
        let (own, other): ((Points, f64), (Points, f64)) = (stake(0, seller), stake(1, bidder));
        Outcome {
            points: [own.0.0, other.0.0],
            gains: [own.1, other.1],
            agreed,
            nash_distance: closed.filter(|_| agreed).and_then(|closed| self.nash_distance(state, &closed.deal)),
        }
    }

    /// Walk-aways count as they stand at the end.
    fn nash_distance(&self, state: &State, deal: &divest_core::deal::Deal) -> Option<f64> {
        let space = Space::of_seats(state, &self.seats)?;
        let efficient = Analysis::new(&space, None).efficient.ok()?;
        let fair = efficient.fair?;
        let nash = efficient.frontier.point(*fair.nash.first()?);
        let points = space.points(deal);
        let squares = space.parties().iter().enumerate().map(|(party, stake)| {
            let room = (fair.ideal[party] - stake.walk_away).max(1) as f64;
            let off = (points[party] - nash[party]) as f64 / room;
            off * off
        });
        Some(squares.sum::<f64>().sqrt())
    }

    fn standings(&self, results: &[Vec<Outcome>]) -> Standings {
        let count = self.entrants.len();
        let mut bots: Vec<Row> = (0..count)
            .map(|entrant| {
                let sold = results[entrant * count..(entrant + 1) * count].iter().flatten();
                let bought = (0..count).flat_map(|seller| &results[seller * count + entrant]);
                row(entrant, None, sold, bought)
            })
            .collect();
        let gain = |row: &Row| row.gain.map_or(0.0, |mean| mean.value);
        // The sort is stable, so equals stay in the order of the entrants.
        bots.sort_by(|a, b| gain(b).total_cmp(&gain(a)));
        let pairings = results.iter().enumerate().map(|(pair, games)| {
            let mut paired = row(pair / count, Some(pair % count), games.iter(), games.iter());
            // Of a pairing the gain is the seller's; the bidder's points stand beside it.
            paired.gain = Mean::of(&games.iter().map(|game| game.gains[0]).collect::<Vec<f64>>());
            paired.games = games.len() as u64;
            paired.agreements /= 2;
            paired.nash_distance = Mean::of(&games.iter().filter_map(|game| game.nash_distance).collect::<Vec<f64>>());
            paired.agreement_rate = wilson(paired.agreements, paired.games);
            paired
        });
        Standings { pairings: pairings.collect(), bots }
    }
}

fn row<'g>(
    entrant: usize,
    against: Option<usize>,
    sold: impl Iterator<Item = &'g Outcome>,
    bought: impl Iterator<Item = &'g Outcome>,
) -> Row {
    let (sold, bought): (Vec<&Outcome>, Vec<&Outcome>) = (sold.collect(), bought.collect());
    let points = |games: &[&Outcome], seat: usize| {
        Mean::of(&games.iter().map(|game| game.points[seat] as f64).collect::<Vec<f64>>())
    };
    let gains: Vec<f64> =
        sold.iter().map(|game| game.gains[0]).chain(bought.iter().map(|game| game.gains[1])).collect();
    let all = || sold.iter().chain(&bought);
    let agreements = all().filter(|game| game.agreed).count() as u64;
    let games = all().count() as u64;
    let distances: Vec<f64> = all().filter_map(|game| game.nash_distance).collect();
    Row {
        entrant,
        against,
        games,
        points: [points(&sold, 0), points(&bought, 1)],
        gain: Mean::of(&gains),
        agreements,
        agreement_rate: wilson(agreements, games),
        nash_distance: Mean::of(&distances),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_has_its_interval() {
        let mean = Mean::of(&[1.0, 2.0, 3.0, 4.0]).unwrap();
        assert!((mean.value - 2.5).abs() < 1e-12);
        // The standard error of 1, 2, 3, 4 is sqrt(5/3) / 2.
        assert!((mean.interval.high - 2.5 - Z_95 * (5.0_f64 / 3.0).sqrt() / 2.0).abs() < 1e-12);
        assert_eq!(Mean::of(&[]), None);
        assert_eq!(Mean::of(&[7.0]).unwrap().interval.width(), 0.0);
    }
}
