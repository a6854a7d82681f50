//! Reach: how often an ending still came about when bots played on from some entry of a run, with fresh luck.
//!
//! Replicate `r` of a run's seed is luck as good as that of another seed; what the run had drawn by then stays drawn.
//! The same replicates are used at every entry, so that two entries differ by what happened between them and not by the
//! luck of the play.

use crate::branch::{Origin, opening_occupants, seat_bots};
use crate::game::{Game, Unrecorded};
use crate::luck::{Luck, StreamCollision};
use crate::occupant::Outside;
use divest_core::command::RunCommand;
use divest_core::command::{Command, Occupant as Kind};
use divest_core::id::OutcomeId;
use divest_core::{Scenario, SeatId};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::Arc;

/// How many points are tried before the search begins.
const GRID: u64 = 24;
/// How many points behind the one that was found are tried at least, as far as there are so many.
const CHECKS: u64 = 12;

/// How often the runs that were played on from a point ended in an outcome.
pub type Hits = BTreeMap<u64, u64>;

/// What a search found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reach {
    /// The points that were tried, by the entry behind which they lie, with how many plays ended in the outcome.
    pub tried: Hits,
    /// How many plays there were from each.
    pub plays: u64,
    /// The last point from which any play ended in the outcome; `None` if none did from anywhere.
    pub last: Option<u64>,
    /// Whether some point tried had none and a later one had some.
    pub came_back: bool,
}

/// Looks for the last entry from which an outcome was within reach.
///
/// Halving alone would be wrong: what is out of reach at one entry can be within reach again later. So points all over
/// the run are tried first, and again behind what halving finds; each that contradicts moves the search on.
///
/// # Errors
/// Two of the scenario's draws share a stream.
pub fn reach(origin: Origin<'_>, outcome: OutcomeId, plays: u64, is_every: bool) -> Result<Reach, StreamCollision> {
    let end = origin.entries.len() as u64;
    let mut tried = Hits::new();
    let grid: Vec<u64> = if is_every { (0..=end).collect() } else { spread(0, end, GRID) };
    try_at(origin, outcome, plays, &grid, &mut tried)?;
    while let Some(last) = last_of(&tried).filter(|last| *last < end) {
        let next = tried.range(last + 1..).next().map_or(end, |(&at, _)| at);
        if next > last + 1 {
            try_at(origin, outcome, plays, &[last + (next - last) / 2], &mut tried)?;
            continue;
        }
        let checks: Vec<u64> = spread(next, end, CHECKS).into_iter().filter(|at| !tried.contains_key(at)).collect();
        if checks.is_empty() {
            break;
        }
        try_at(origin, outcome, plays, &checks, &mut tried)?;
    }
    let last = last_of(&tried);
    let came_back = last.is_some_and(|last| tried.range(..last).any(|(_, &hits)| hits == 0));
    Ok(Reach { last, came_back, tried, plays })
}

fn last_of(tried: &Hits) -> Option<u64> {
    tried.iter().rev().find(|(_, hits)| **hits > 0).map(|(&at, _)| at)
}

/// Some numbers from `low` to `high`, both included, as evenly as whole numbers lie.
fn spread(low: u64, high: u64, count: u64) -> Vec<u64> {
    let mut all: Vec<u64> = (0..=count).map(|i| low + (high - low) * i / count).collect();
    all.dedup();
    all
}

/// Tries points, as many at once as the machine has processors; which thread tries which has no say in what it finds.
fn try_at(
    origin: Origin<'_>,
    outcome: OutcomeId,
    plays: u64,
    points: &[u64],
    tried: &mut Hits,
) -> Result<(), StreamCollision> {
    let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get).min(points.len()).max(1);
    let found: Vec<Result<Vec<(u64, u64)>, StreamCollision>> = std::thread::scope(|scope| {
        let work = |offset: usize| {
            let own = points.iter().copied().skip(offset).step_by(threads);
            own.map(|at| Ok((at, hits(origin, outcome, plays, at)?))).collect()
        };
        let workers: Vec<_> = (0..threads).map(|offset| scope.spawn(move || work(offset))).collect();
        workers.into_iter().map(|worker| worker.join().expect("BUG: a play panicked")).collect()
    });
    for part in found {
        tried.extend(part?);
    }
    Ok(())
}

/// How many plays from behind an entry end in an outcome.
fn hits(origin: Origin<'_>, outcome: OutcomeId, plays: u64, after: u64) -> Result<u64, StreamCollision> {
    let mut game = Game::new(Arc::clone(origin.scenario), origin.seed)?;
    let prefix = &origin.entries[..after as usize];
    let opening = opening_occupants(origin.scenario, origin.entries);
    let mut hits = 0;
    for replicate in 1..=plays {
        game.restart(origin.seed);
        seat_all(&mut game, origin.scenario, &opening);
        seat_bots(&mut game, origin.scenario, origin.bots);
        for entry in prefix {
            game.retrace(entry.seat, &entry.command, &entry.events, |_, _| divest_core::Instant::NEVER);
            if let (Command::Run(RunCommand::SeatOccupant { seat, occupant: Kind::Bot }), true) =
                (entry.command, game.state().is_open())
            {
                game.sit_own(seat);
            }
        }
        hand_to_bots(&mut game, origin.scenario, &opening);
        game.draw_from(Luck::replicate(origin.seed, replicate));
        let Ok(ended) = game.run(&mut Unrecorded) else { unreachable!("BUG: a play without a script halted") };
        hits += u64::from(ended == outcome);
    }
    Ok(hits)
}

fn seat_all(game: &mut Game, scenario: &Scenario, kinds: &[Kind]) {
    game.sit_as(|seat| kinds[seat.index()]);
    for seat in scenario.seats().filter(|seat| kinds[seat.index()] == Kind::Person) {
        game.seat(seat, Box::new(Outside), Kind::Person);
    }
}

/// Bots play on for people, scripts and programs; who was left out stays away.
fn hand_to_bots(game: &mut Game, scenario: &Scenario, opening: &[Kind]) {
    for seat in scenario.seats().filter(|seat| seat.index() >= SeatId::FIRST_PARTY) {
        // Before the opening the log has not said yet who sits there.
        let kind = if game.state().is_open() { game.state().occupant(seat) } else { opening[seat.index()] };
        if matches!(kind, Kind::Person | Kind::Script | Kind::Program) {
            game.sit_own(seat);
            game.awaken(seat);
        }
    }
}
