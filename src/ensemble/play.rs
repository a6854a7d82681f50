//! Playing a plan: on all cores, in chunks of seeds that are always the same, so that the counts are too.

use crate::part::{Counts, Part};
use crate::plan::{Seeds, Study};
use crate::sobol::{Ending, Saltelli};
use crate::watch::{Seen, Watch, Witness};
use divest_core::chance::DrawId;
use divest_core::id::OutcomeId;
use divest_engine::{Game, Luck, Recorder, RunError, Streams, Unrecorded};
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// How many seeds are played in one go; even, because sensitivity takes them in pairs.
pub const CHUNK: u64 = 64;

/// One of several machines that share a sweep.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shard {
    /// Which one, counted from 1.
    pub index: u64,
    /// Of how many.
    pub count: u64,
}

/// Whether to go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
    /// Go on.
    On,
    /// Bring together what was counted so far.
    Stop,
}

/// Takes what a chunk comes to, besides its counts. Chunks come in the order of their seeds.
pub trait Rows: Send {
    /// What can go wrong in keeping them.
    type Error: Send;

    /// Takes one run of a setting.
    ///
    /// # Errors
    /// Whatever the keeping place says; the sweep stops there.
    fn row(&mut self, setting: usize, seed: u64, seen: &Seen) -> Result<(), Self::Error>;
}

/// Rows that nobody wants.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoRows;

impl Rows for NoRows {
    type Error = Infallible;

    fn row(&mut self, _: usize, _: u64, _: &Seen) -> Result<(), Infallible> {
        Ok(())
    }
}

/// The seeds of a shard in a plan: whole chunks, as even as can be.
#[must_use]
pub fn shard_seeds(seeds: Seeds, shard: Shard) -> Seeds {
    let chunks = seeds.count.div_ceil(CHUNK);
    let edge = |index: u64| (u128::from(chunks) * u128::from(index) / u128::from(shard.count)) as u64 * CHUNK;
    let (from, to) = (edge(shard.index - 1).min(seeds.count), edge(shard.index).min(seeds.count));
    Seeds { first: seeds.first + from, count: to - from }
}

/// The chunks of some seeds that were not played yet, in order.
fn chunks_left(plan: Seeds, wanted: Seeds, done: &[Seeds]) -> Vec<Seeds> {
    let end = wanted.end();
    // Chunks are counted from the plan's first seed, whatever machine plays them.
    let first_chunk = (wanted.first - plan.first) / CHUNK;
    let firsts = (first_chunk..).map(|i| u128::from(plan.first) + u128::from(i) * u128::from(CHUNK));
    let firsts = firsts.take_while(|&first| first < end).map_while(|first| u64::try_from(first).ok());
    let left = |first: u64| u64::try_from(plan.end() - u128::from(first)).unwrap_or(u64::MAX);
    let chunks = firsts.map(|first| Seeds { first, count: CHUNK.min(left(first)) });
    let is_done = |chunk: &Seeds| done.iter().any(|d| d.first <= chunk.first && u128::from(chunk.first) < d.end());
    chunks.filter(|chunk| !is_done(chunk)).collect()
}

/// How many runs of seeds are still to play in a part.
#[must_use]
pub fn seeds_left(part: &Part, wanted: Seeds) -> u64 {
    chunks_left(part.plan.seeds, wanted, &part.counts.done).iter().map(|chunk| chunk.count).sum()
}

/// Plays what is left of some seeds of a plan and adds it to a part. `progress` hears, on any thread, how many seeds were
/// just played, and says whether to go on; when it says stop, the part holds a whole number of chunks without a gap between
/// those that were played.
///
/// # Errors
/// What the rows say.
///
/// # Panics
/// A run without a script halted: that is our bug.
pub fn play<R: Rows>(
    study: &Study,
    part: &mut Part,
    wanted: Seeds,
    threads: Option<usize>,
    rows: Option<&mut R>,
    progress: &(dyn Fn(u64) -> Flow + Sync),
) -> Result<(), R::Error> {
    let left = chunks_left(study.plan.seeds, wanted, &part.counts.done);
    let next = AtomicUsize::new(0);
    let stops = AtomicBool::new(false);
    let desk = rows.map(|rows| Mutex::new(Desk { rows, turn: 0, waiting: Vec::new(), failed: None }));
    let whole = Mutex::new(Counts::new(study));
    let work = || {
        let mut player = Player::new(study, desk.is_some());
        loop {
            if stops.load(Ordering::Relaxed) {
                break;
            }
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(chunk) = left.get(place) else { break };
            player.chunk(*chunk);
            if let Some(desk) = &desk {
                let mut desk = desk.lock().unwrap_or_else(PoisonError::into_inner);
                desk.take(place, std::mem::take(&mut player.kept));
                if desk.failed.is_some() {
                    stops.store(true, Ordering::Relaxed);
                }
            }
            if progress(chunk.count) == Flow::Stop {
                stops.store(true, Ordering::Relaxed);
            }
        }
        whole.lock().unwrap_or_else(PoisonError::into_inner).merge(&player.counts);
    };
    match pool(threads) {
        Some(pool) => {
            pool.broadcast(|_| work());
        }
        None => work(),
    }
    part.counts.merge(&whole.into_inner().unwrap_or_else(PoisonError::into_inner));
    match desk.and_then(|desk| desk.into_inner().unwrap_or_else(PoisonError::into_inner).failed) {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

/// Threads to play on; `None` where one is asked for or none more can be had, and this one does it all.
fn pool(threads: Option<usize>) -> Option<rayon::ThreadPool> {
    if threads == Some(1) {
        return None;
    }
    // Zero means as many as there are cores.
    rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build().ok()
}

/// Where chunks' rows wait for their turn, so that they are kept in the order of seeds.
struct Desk<'r, R: Rows> {
    rows: &'r mut R,
    turn: usize,
    waiting: Vec<(usize, Vec<Kept>)>,
    failed: Option<R::Error>,
}

/// A run kept for the rows.
type Kept = (usize, u64, Seen);

impl<R: Rows> Desk<'_, R> {
    fn take(&mut self, place: usize, kept: Vec<Kept>) {
        self.waiting.push((place, kept));
        while let Some(at) = self.waiting.iter().position(|(place, _)| *place == self.turn) {
            let (_, kept) = self.waiting.swap_remove(at);
            self.turn += 1;
            for (setting, seed, seen) in &kept {
                if self.failed.is_none() {
                    self.failed = self.rows.row(*setting, *seed, seen).err();
                }
            }
        }
    }
}

/// One thread at work, with games that it uses again and again.
struct Player<'s> {
    study: &'s Study,
    tables: Vec<TableOfOne>,
    counts: Counts,
    keeps_rows: bool,
    kept: Vec<Kept>,
}

/// What one thread needs to play one setting.
struct TableOfOne {
    watch: Arc<Watch>,
    game: Game,
    streams: Streams,
    witness: Witness,
    /// The run of the seed before, for sensitivity.
    before: Seen,
}

impl<'s> Player<'s> {
    fn new(study: &'s Study, keeps_rows: bool) -> Self {
        let table = |watch: &Arc<Watch>| TableOfOne {
            watch: Arc::clone(watch),
            game: Game::new(Arc::clone(&watch.scenario), 0).expect("BUG: streams were looked at before"),
            streams: Streams::new(&watch.scenario).expect("BUG: streams were looked at before"),
            witness: Witness::new(watch),
            before: Seen::default(),
        };
        let tables = study.watches.iter().map(table).collect();
        Self { study, tables, counts: Counts::new(study), keeps_rows, kept: Vec::new() }
    }

    fn chunk(&mut self, chunk: Seeds) {
        for seed in (0..chunk.count).map(|more| chunk.first + more) {
            for table in &mut self.tables {
                table.run(seed);
            }
            self.count(seed);
            if self.study.plan.sensitivity {
                self.exchange(seed);
            }
        }
        let chunk = Counts { done: vec![chunk], tallies: Vec::new(), pairs: Vec::new() };
        self.counts.merge(&chunk);
    }

    fn count(&mut self, seed: u64) {
        for (setting, (table, tally)) in self.tables.iter().zip(&mut self.counts.tallies).enumerate() {
            tally.add(seed, &table.witness.seen);
            if self.keeps_rows {
                self.kept.push((setting, seed, table.witness.seen.clone()));
            }
        }
        let side = |table: &TableOfOne| Arc::clone(&table.watch);
        let first = &self.tables[0];
        for (table, pair) in self.tables[1..].iter().zip(&mut self.counts.pairs) {
            pair.add(seed, (&side(first), &first.witness.seen), (&side(table), &table.witness.seen));
        }
    }

    /// The second of each two seeds makes a row of Saltelli's scheme with the first.
    fn exchange(&mut self, seed: u64) {
        let place = seed - self.study.plan.seeds.first;
        for (table, tally) in self.tables.iter_mut().zip(&mut self.counts.tallies) {
            if place.is_multiple_of(2) {
                table.before.clone_from(&table.witness.seen);
            } else if let Some(scheme) = &mut tally.sensitivity {
                table.row(place / 2, seed, scheme);
            }
        }
    }
}

impl TableOfOne {
    fn run(&mut self, seed: u64) {
        self.game.restart(seed);
        self.witness.begin();
        let outcome = outcome(&mut self.game, &mut self.witness);
        self.witness.end(self.game.state(), outcome);
    }

    /// Plays the seed before with each draw in turn as it falls in this one.
    fn row(&mut self, row: u64, seed: u64, scheme: &mut Saltelli) {
        let (a, b) = (Luck::new(seed - 1), Luck::new(seed));
        let Self { watch, game, streams, before, witness, .. } = self;
        let opens = watch.scenario.setup().opens.day();
        let mut drawn = vec![false; scheme.inputs];
        before.drawn.iter().for_each(|&place| drawn[usize::from(place)] = true);
        let draws: Vec<DrawId> = DrawId::all(&watch.scenario).collect();
        scheme.add(row, before.ending(), witness.seen.ending(), |input| {
            // A draw that was never made, and a number that falls alike, leave the run as it was.
            let falls_alike = match draws[input] {
                DrawId::Value(slot) => {
                    let distribution = &watch.scenario.slot(slot).distribution;
                    distribution.sample(a.raw(streams, input, 0)) == distribution.sample(b.raw(streams, input, 0))
                }
                _ => false,
            };
            if !drawn[input] || falls_alike {
                return None;
            }
            game.restart_with(a.clone().exchanging(input, &b));
            let outcome = outcome(game, &mut Unrecorded);
            Some(Ending { outcome: outcome.index(), day: game.state().now().day() - opens })
        });
    }
}

fn outcome<R: Recorder<Error = Infallible>>(game: &mut Game, recorder: &mut R) -> OutcomeId {
    match game.run(recorder) {
        Ok(outcome) => outcome,
        Err(RunError::Script(fault)) => panic!("BUG: a run without a script halted: {fault}"),
        Err(RunError::Recorder(never)) => match never {},
    }
}
