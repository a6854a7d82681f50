//! Advice for one seat: which policy does best against the others as they are.
//!
//! All policies play the same seeds (common random numbers), so their differences are paired. Successive halving (Karnin, Koren and
//! Somekh 2013, "Almost optimal exploration in multi-armed bandits") spends the games on the better ones: after each round the
//! worse half is left out and the number of seeds doubles. The last policies are then played on seeds that chose none of them,
//! so that their figures are not the luck of the best (the winner's curse).

use crate::tournament::{Entrant, Mean};
use divest_core::command::Occupant as Kind;
use divest_core::state::ClosedSale;
use divest_core::{Scenario, SeatId, State};
use divest_engine::{Game, Silent, Standard, StreamCollision, Tuned, Unrecorded, Why};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// How many seeds a thread plays of one policy before it takes the next piece of work.
const SEEDS_A_PIECE: u64 = 32;

/// What the seat may do.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Its name for readers.
    pub name: String,
    /// The scenario with what the policy sets.
    pub scenario: Arc<Scenario>,
    /// The seat's bot.
    pub entrant: Entrant,
}

/// What is compared.
#[derive(Clone, Debug)]
pub struct Question {
    /// The seat.
    pub seat: SeatId,
    /// The policies; the first is the one that the others are compared with, and is never left out.
    pub policies: Vec<Policy>,
    /// The first seed.
    pub first_seed: u64,
    /// How many seeds each policy plays in the first round.
    pub round_seeds: u64,
    /// How many policies besides the first are played to the end.
    pub finalists: usize,
    /// How many further seeds the last policies play.
    pub final_seeds: u64,
}

/// How one policy did.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Rated {
    /// Its place in [`Question::policies`].
    pub policy: usize,
    /// Whether it was played to the end; the figures are then of the further seeds alone.
    pub is_final: bool,
    /// Points over the walk-away, 0 without a deal.
    pub gain: Mean,
    /// What it gains more than the first policy, seed by seed; `None` for the first itself.
    pub change: Option<Mean>,
    /// In how many of its games the seat had a part in a sale.
    pub deals: u64,
    /// The gain that is undercut in 5 of 100 games.
    pub low: i64,
    /// How many games the figures are of.
    pub games: u64,
}

/// One game for the seat.
#[derive(Clone, Copy, Default)]
struct Played {
    gain: i64,
    has_deal: bool,
}

impl Question {
    /// Plays the rounds; the policies that were played to the end come first, by their mean gain, then the others, the last to
    /// be left out first. The result is the same for any number of threads.
    ///
    /// # Errors
    /// Two of the scenario's draws share a stream of chance.
    ///
    /// # Panics
    /// If there is no policy.
    pub fn answer(&self, threads: usize) -> Result<Vec<Rated>, StreamCollision> {
        assert!(!self.policies.is_empty(), "BUG: advice without a policy");
        for policy in &self.policies {
            Game::new(Arc::clone(&policy.scenario), self.first_seed)?;
        }
        let mut games: Vec<Vec<Played>> = vec![Vec::new(); self.policies.len()];
        let mut alive: Vec<usize> = (0..self.policies.len()).collect();
        let (mut seed, mut count) = (self.first_seed, self.round_seeds.max(2));
        let mut dropped: Vec<usize> = Vec::new();
        while alive.len() > self.finalists + 1 {
            for (policy, more) in alive.iter().zip(self.play(&alive, seed, count, threads)) {
                games[*policy].extend(more);
            }
            (seed, count) = (seed + count, count * 2);
            let mut ranked: Vec<usize> = alive[1..].to_vec();
            // The sort is stable, so equals stay in the order of the policies.
            ranked.sort_by(|a, b| total(&games[*b]).cmp(&total(&games[*a])));
            let keep = ranked.len().div_ceil(2).max(self.finalists);
            dropped.splice(0..0, ranked[keep..].iter().copied());
            ranked.truncate(keep);
            ranked.sort_unstable();
            alive = std::iter::once(0).chain(ranked).collect();
        }
        let last = self.play(&alive, seed, self.final_seeds.max(2), threads);
        let mut rated: Vec<Rated> =
            alive.iter().zip(&last).map(|(policy, own)| rated(*policy, true, own, &last[0])).collect();
        rated.sort_by(|a, b| b.gain.value.total_cmp(&a.gain.value));
        rated.extend(dropped.iter().map(|policy| self::rated(*policy, false, &games[*policy], &games[0])));
        Ok(rated)
    }

    /// The games of some policies over a range of seeds, by policy.
    fn play(&self, policies: &[usize], first: u64, count: u64, threads: usize) -> Vec<Vec<Played>> {
        let pieces_each = count.div_ceil(SEEDS_A_PIECE);
        let pieces = usize::try_from(pieces_each).unwrap_or(usize::MAX).saturating_mul(policies.len());
        let results: Mutex<Vec<Vec<Played>>> = Mutex::new(vec![Vec::new(); pieces]);
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..threads.clamp(1, pieces.max(1)) {
                scope.spawn(|| {
                    loop {
                        let piece = next.fetch_add(1, Ordering::Relaxed);
                        if piece >= pieces {
                            return;
                        }
                        let from = (piece as u64 % pieces_each) * SEEDS_A_PIECE;
                        let seeds = (from..count.min(from + SEEDS_A_PIECE)).map(|more| first + more);
                        let games = self.games(policies[piece / pieces_each as usize], seeds);
                        results.lock().expect("BUG: a thread of advice panicked")[piece] = games;
                    }
                });
            }
        });
        let results = results.into_inner().expect("BUG: a thread of advice panicked");
        results.chunks(pieces_each as usize).map(<[Vec<Played>]>::concat).collect()
    }

    fn games(&self, policy: usize, seeds: impl Iterator<Item = u64>) -> Vec<Played> {
        let policy = &self.policies[policy];
        let scenario = &policy.scenario;
        let mut game =
            Game::new(Arc::clone(scenario), self.first_seed).expect("BUG: streams collide that did not before");
        match policy.entrant {
            Entrant::Standard => game.seat(self.seat, Box::new(Standard::for_seat(scenario, self.seat)), Kind::Bot),
            Entrant::Silent => game.seat(self.seat, Box::new(Silent), Kind::Nobody),
            Entrant::Of(spec) => {
                let bot = Box::new(Tuned::for_seat(scenario, self.seat, spec));
                game.seat_as(self.seat, bot, Kind::Bot, Why::Because(spec.kind.word()));
            }
        }
        seeds
            .map(|seed| {
                game.restart(seed);
                match game.run(&mut Unrecorded) {
                    Ok(_) => came_out(game.state(), self.seat),
                    Err(_) => unreachable!("BUG: a game without a script or a log halted"),
                }
            })
            .collect()
    }
}

/// What a game came to for the seat: over all sales in which it has a part.
fn came_out(state: &State, seat: SeatId) -> Played {
    let own = |sale: &&ClosedSale| state.has_part(seat, sale.talks);
    let walk_away = state.walk_away(seat).unwrap_or_default();
    // One sheet covers all that a seat buys or sells, so the last of its sales says what it has.
    let sale = state.sales().iter().rev().find(own);
    let worth = sale.and_then(|sale| state.worth(seat, sale.talks, &sale.deal));
    Played { gain: worth.map_or(0, |worth| worth.0 - walk_away.0), has_deal: worth.is_some() }
}

fn total(games: &[Played]) -> i64 {
    games.iter().map(|game| game.gain).sum()
}

fn rated(policy: usize, is_final: bool, own: &[Played], first: &[Played]) -> Rated {
    let gains: Vec<f64> = own.iter().map(|game| game.gain as f64).collect();
    let changes: Vec<f64> = own.iter().zip(first).map(|(own, first)| (own.gain - first.gain) as f64).collect();
    let mut sorted: Vec<i64> = own.iter().map(|game| game.gain).collect();
    sorted.sort_unstable();
    Rated {
        policy,
        is_final,
        gain: Mean::of(&gains).expect("BUG: a policy without a game"),
        change: Mean::of(&changes).filter(|_| policy != 0),
        deals: own.iter().filter(|game| game.has_deal).count() as u64,
        low: sorted[sorted.len() / 20],
        games: own.len() as u64,
    }
}
