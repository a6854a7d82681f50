//! What counting costs: chunks of a sweep on one thread against the bare loop over the same seeds.
//!
//! `cargo bench --bench sweep`. One item is a run, so the figures of `bare` and `swept` are to be held against each other.

use divan::Bencher;
use divan::counter::ItemsCount;
use divest_engine::{Game, Unrecorded};
use divest_ensemble::{Flow, NoRows, Part, Seeds, Study, play};
use divest_scenario::Read;
use std::sync::Arc;

const SCENARIOS: [&str; 3] = ["first-sale", "grindr-2019", "tiktok-2020"];
/// Seeds in one measured piece: several chunks, so that beginning and adding up weigh as little as in a sweep.
const SEEDS: Seeds = Seeds { first: 1, count: 2048 };

fn main() {
    divan::main();
}

fn scenario(name: &str) -> Read {
    let path = format!("{}/scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    divest_scenario::read_bytes(&bytes, name).unwrap_or_else(|faults| panic!("{path}: {} faults", faults.len()))
}

/// Runs without counting anything.
#[divan::bench(args = SCENARIOS)]
fn bare(bencher: Bencher, name: &str) {
    let mut game = Game::new(Arc::clone(&scenario(name).scenario), 0).expect("no two draws share a stream");
    bencher.counter(ItemsCount::new(SEEDS.count)).bench_local(|| {
        for seed in SEEDS.first..SEEDS.first + SEEDS.count {
            game.restart(seed);
            let _ = game.run(&mut Unrecorded);
        }
    });
}

/// The same runs as a sweep plays them, on so many threads.
#[divan::bench(args = SCENARIOS, consts = [1, 2])]
fn swept<const THREADS: usize>(bencher: Bencher, name: &str) {
    let study = Study::new(&scenario(name), Vec::new(), SEEDS, false).expect("a shipped scenario can be swept");
    bencher.counter(ItemsCount::new(SEEDS.count)).bench_local(|| {
        let mut part = Part::new(&study);
        match play::<NoRows>(&study, &mut part, SEEDS, Some(THREADS), None, &|_| Flow::On) {
            Ok(()) => part,
            Err(never) => match never {},
        }
    });
}
