//! How fast runs and their parts are: whole runs, draws, rules, folding, and the log.
//!
//! `just bench` runs all of it, `just bench whole` one part. Every figure is for one core. A run's parts work on runs
//! that were recorded before the clock starts, so each measures itself alone.

use divan::Bencher;
use divan::counter::ItemsCount;
use divest_core::chance::DrawId;
use divest_core::command::ChanceCommand;
use divest_core::{Command, Event, Scenario, SeatId, State};
use divest_engine::record::{header, scenario_frame, state_digest};
use divest_engine::replay::{replay, verify};
use divest_engine::{Game, LogRecorder, Luck, Played, Recorder, Streams, Unrecorded, Until};
use divest_log::{Durability, Entry, LogWriter, Memory};
use std::convert::Infallible;
use std::hint::black_box;
use std::sync::Arc;

/// The scenarios measured, from the least to the largest.
const SCENARIOS: [&str; 3] = ["first-sale", "grindr-2019", "tiktok-2020"];
/// How many recorded runs the parts go through in turn, so that no branch is learned by heart.
const RECORDED: u64 = 64;

fn main() {
    for name in SCENARIOS {
        let runs = recorded(&scenario(name).0);
        let mean = |count: fn(&Recorded) -> usize| runs.iter().map(count).sum::<usize>() as f64 / RECORDED as f64;
        let (entries, events) = (mean(|run| run.commands.len()), mean(|run| run.events.len()));
        println!("{name}: {entries:.1} entries, {events:.1} events, {:.1} draws a run", mean(|run| run.draws.len()));
    }
    divan::main();
}

/// A shipped scenario and its canonical text.
fn scenario(name: &str) -> (Arc<Scenario>, String) {
    let path = format!("{}/scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    match divest_scenario::read_bytes(&bytes, name) {
        Ok(read) => (read.scenario, read.canonical),
        Err(faults) => panic!("{path}: {} faults; `divest check` names them", faults.len()),
    }
}

fn game(scenario: &Arc<Scenario>) -> Game {
    Game::new(Arc::clone(scenario), 0).expect("no two draws of a shipped scenario share a stream")
}

/// One run in memory.
#[derive(Default)]
struct Recorded {
    commands: Vec<(SeatId, Command)>,
    events: Vec<Event>,
    draws: Vec<(usize, u64)>,
}

impl Recorder for Recorded {
    type Error = Infallible;

    fn record(&mut self, played: &Played<'_>, state: &State) -> Result<(), Infallible> {
        self.commands.push((played.seat, *played.command));
        self.events.extend_from_slice(played.events);
        if let Command::Chance(ChanceCommand::Draw { draw, .. }) = *played.command {
            let tick = match draw {
                // The state counts the draw that was just made.
                DrawId::Deadline(_) => state.draw_tick(draw) - 1,
                _ => state.draw_tick(draw),
            };
            self.draws.push((draw.index(state.scenario()), tick));
        }
        Ok(())
    }
}

fn recorded(scenario: &Arc<Scenario>) -> Vec<Recorded> {
    let mut game = game(scenario);
    (0..RECORDED)
        .map(|seed| {
            let mut run = Recorded::default();
            game.restart(seed);
            game.run(&mut run).expect("a run without a script ends");
            run
        })
        .collect()
}

/// Goes through recorded things in turn, for ever.
fn in_turn<'a, T>(items: &'a [T]) -> impl FnMut() -> &'a T {
    let mut turn = items.iter().cycle();
    move || turn.next().expect("something was recorded")
}

/// Whole runs from a game that is used again, without a log: what a sweep does on each core. One item is a run.
#[divan::bench(args = SCENARIOS)]
fn whole_run(bencher: Bencher, name: &str) {
    let mut game = game(&scenario(name).0);
    let mut seed = 0;
    bencher.counter(ItemsCount::new(1_usize)).bench_local(|| {
        seed += 1;
        game.restart(seed);
        game.run(&mut Unrecorded)
    });
}

/// A run's luck: its key and the raw number of each draw. One item is a draw.
#[divan::bench(args = SCENARIOS)]
fn draws(bencher: Bencher, name: &str) {
    let scenario = scenario(name).0;
    let (streams, runs) = (Streams::new(&scenario).expect("streams"), recorded(&scenario));
    let (next, mut seed) = (in_turn(&runs), 0);
    bencher.with_inputs(next).input_counter(|run| ItemsCount::new(run.draws.len())).bench_local_values(|run| {
        seed += 1;
        let luck = Luck::new(seed);
        run.draws.iter().fold(0_u64, |sum, &(place, tick)| sum ^ luck.raw(&streams, place, tick))
    });
}

/// The rules without bots: each recorded command is decided, followed up and folded. One item is an event.
#[divan::bench(args = SCENARIOS)]
fn step(bencher: Bencher, name: &str) {
    let scenario = scenario(name).0;
    let (runs, mut state, mut events) = (recorded(&scenario), State::new(scenario), divest_core::Events::default());
    let next = in_turn(&runs);
    bencher.with_inputs(next).input_counter(|run| ItemsCount::new(run.events.len())).bench_local_values(|run| {
        state.reset();
        for (seat, command) in &run.commands {
            events.clear();
            state.step(*seat, command, &mut events).expect("a recorded command is accepted");
        }
        state.outcome()
    });
}

/// Folding recorded events and nothing else. One item is an event.
#[divan::bench(args = SCENARIOS)]
fn fold(bencher: Bencher, name: &str) {
    let scenario = scenario(name).0;
    let (runs, mut state) = (recorded(&scenario), State::new(scenario));
    let next = in_turn(&runs);
    bencher.with_inputs(next).input_counter(|run| ItemsCount::new(run.events.len())).bench_local_values(|run| {
        state.reset();
        for event in &run.events {
            state.apply(event);
        }
        state.outcome()
    });
}

/// Going back to the start. One item is a state.
#[divan::bench(args = SCENARIOS)]
fn reset(bencher: Bencher, name: &str) {
    let mut state = State::new(scenario(name).0);
    bencher.counter(ItemsCount::new(1_usize)).bench_local(|| {
        state.reset();
        black_box(&state);
    });
}

/// A digest of the state as it stands at the end of a run. One item is a digest; a log takes one for each entry.
#[divan::bench(args = SCENARIOS)]
fn digest(bencher: Bencher, name: &str) {
    let mut game = game(&scenario(name).0);
    game.run(&mut Unrecorded).expect("a run without a script ends");
    bencher.counter(ItemsCount::new(1_usize)).bench_local(|| state_digest(black_box(game.state())));
}

/// A recorded run as the log has it.
struct Logged {
    scenario: Arc<Scenario>,
    frame: Vec<u8>,
    entries: Vec<Entry>,
    events: usize,
    bytes: Vec<u8>,
}

fn writer(scenario: &Scenario, frame: &[u8]) -> LogWriter<Memory> {
    let header = header(frame, 1, scenario.setup().opens.0);
    LogWriter::start(Memory::default(), &header, frame, Durability::AtEnd).expect("memory takes it")
}

fn logged(name: &str) -> Logged {
    let (scenario, canonical) = scenario(name);
    let frame = scenario_frame(&scenario.setup().key, &canonical);
    let mut game = game(&scenario);
    game.restart(1);
    let mut recorder = LogRecorder::new(writer(&scenario, &frame));
    game.run(&mut recorder).expect("memory takes it");
    let bytes = recorder.finish().expect("memory takes it").storage.bytes;
    let opened = divest_log::open(&bytes).expect("a log that was just written");
    let entries: Vec<Entry> = opened.entries().map(|raw| raw.decode().expect("our own events")).collect();
    let events = entries.iter().map(|entry| entry.events.len()).sum();
    Logged { scenario, frame, entries, events, bytes }
}

/// Writing entries to a log in memory, its beginning included. One item is an event.
#[divan::bench(args = SCENARIOS)]
fn log_append(bencher: Bencher, name: &str) {
    let run = logged(name);
    bencher.counter(ItemsCount::new(run.events)).bench_local(|| {
        let mut writer = writer(&run.scenario, &run.frame);
        for entry in &run.entries {
            writer.append(entry).expect("memory takes it");
        }
        writer.finish().expect("memory takes it").head
    });
}

/// Opening a log with all its checks: frames, chain, seal. One item is an event.
#[divan::bench(args = SCENARIOS)]
fn log_open(bencher: Bencher, name: &str) {
    let run = logged(name);
    let counter = ItemsCount::new(run.events);
    bencher.counter(counter).bench_local(|| divest_log::open(black_box(&run.bytes)).map(|log| log.head));
}

/// Decoding and folding a log that is open. One item is an event.
#[divan::bench(args = SCENARIOS)]
fn log_replay(bencher: Bencher, name: &str) {
    let run = logged(name);
    let opened = divest_log::open(&run.bytes).expect("a log that was just written");
    bencher.counter(ItemsCount::new(run.events)).bench_local(|| {
        let state = replay(&run.scenario, &opened, Until::End, |_, _| {});
        state.expect("our own events").outcome()
    });
}

/// Deciding every command of an open log anew, draws and digests included. One item is an event.
#[divan::bench(args = SCENARIOS)]
fn log_verify(bencher: Bencher, name: &str) {
    let run = logged(name);
    let opened = divest_log::open(&run.bytes).expect("a log that was just written");
    bencher.counter(ItemsCount::new(run.events)).bench_local(|| {
        let divergence = verify(&run.scenario, &opened, true).expect("our own events");
        assert_eq!(divergence, None);
    });
}
