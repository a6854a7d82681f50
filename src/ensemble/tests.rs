//! Tests of sweeps as wholes: threads, shards, orders, damage.

use crate::part::{Mismatch, Part, PartFault};
use crate::plan::{Seeds, Setting, Study};
use crate::play::{Flow, NoRows, Rows, Shard, play, seeds_left, shard_seeds};
use crate::sample::{played, shipped, study};
use crate::watch::Seen;
use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, Ordering};

fn set(path: &str, value: &str) -> Setting {
    vec![(path.to_owned(), value.to_owned())]
}

fn deadlines() -> Vec<Setting> {
    ["60d", "120d"].map(|span| set("decrees.order.deadline", span)).to_vec()
}

/// A study with everything in it.
fn full(count: u64) -> Study {
    study(deadlines(), count, true)
}

#[test]
fn any_number_of_threads_counts_the_same() {
    let study = full(640);
    let one = played(&study, study.plan.seeds, 1).to_bytes();
    for threads in [2, 3, 8] {
        assert_eq!(played(&study, study.plan.seeds, threads).to_bytes(), one, "{threads} threads");
    }
}

#[test]
fn shards_in_any_order_give_the_bytes_of_one_run() {
    let study = full(1000);
    let whole = played(&study, study.plan.seeds, 2);
    assert!(whole.is_whole());
    let shard = |index| played(&study, shard_seeds(study.plan.seeds, Shard { index, count: 4 }), 2);
    let shards: Vec<Part> = (1..=4).map(shard).collect();
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]] {
        let mut merged = Part::new(&study);
        for index in order {
            // Each goes through its file.
            let (part, _) = Part::from_bytes(&shards[index].to_bytes()).unwrap();
            merged.merge(&part).unwrap();
        }
        assert_eq!(merged.to_bytes(), whole.to_bytes(), "{order:?}");
    }
}

#[test]
fn shards_cover_all_seeds_once() {
    for (count, shards) in [(1000, 4), (64, 3), (1, 2), (129, 2), (100_000, 7)] {
        let seeds = Seeds { first: 5, count };
        let mut next = 5;
        for index in 1..=shards {
            let part = shard_seeds(seeds, Shard { index, count: shards });
            assert_eq!(part.first, next);
            next += part.count;
        }
        assert_eq!(next, 5 + count);
    }
}

#[test]
fn an_interrupted_sweep_goes_on_to_the_same_bytes() {
    let study = full(1280);
    let whole = played(&study, study.plan.seeds, 2).to_bytes();
    for threads in [1, 3] {
        let mut part = Part::new(&study);
        let played_so_far = AtomicU64::new(0);
        let stop = |count| {
            let before = played_so_far.fetch_add(count, Ordering::Relaxed);
            if before > 300 { Flow::Stop } else { Flow::On }
        };
        play::<NoRows>(&study, &mut part, study.plan.seeds, Some(threads), None, &stop).unwrap();
        assert!(!part.is_whole() && part.counts.seed_count() > 300);
        assert_eq!(part.counts.done.len(), 1, "what was played has no gap: {:?}", part.counts.done);
        let (mut part, again) = Part::from_bytes(&part.to_bytes()).unwrap();
        assert_eq!(part.counts.seed_count() + seeds_left(&part, study.plan.seeds), 1280);
        // The file alone does not say what the properties mean, so the scenario is read again; here there are none.
        assert_eq!(again.plan, study.plan);
        play::<NoRows>(&study, &mut part, study.plan.seeds, Some(threads), None, &|_| Flow::On).unwrap();
        assert_eq!(part.to_bytes(), whole);
    }
}

#[test]
fn what_does_not_go_together_is_refused() {
    let study = full(256);
    let seeds = |first, count| Seeds { first, count };
    let mut part = played(&study, seeds(1, 128), 1);
    let before = part.clone();
    let overlapping = played(&study, seeds(65, 128), 1);
    assert_eq!(part.merge(&overlapping), Err(Mismatch::Overlap(seeds(65, 64))));
    let others = [
        study_of(deadlines(), 512, true),
        study_of(vec![], 256, true),
        study_of(deadlines(), 256, false),
        Study::new(&shipped("grindr-2019"), vec![], seeds(1, 256), false).unwrap(),
    ];
    for other in others {
        let mismatch = part.merge(&Part::new(&other));
        assert!(matches!(mismatch, Err(Mismatch::Foreign(_))), "{mismatch:?}");
    }
    assert_eq!(part, before, "a refused part changes nothing");
}

fn study_of(settings: Vec<Setting>, count: u64, sensitivity: bool) -> Study {
    study(settings, count, sensitivity)
}

#[test]
fn a_damaged_file_is_never_read() {
    let study = study(vec![], 64, false);
    let bytes = played(&study, study.plan.seeds, 1).to_bytes();
    assert!(Part::from_bytes(&bytes).is_ok());
    for cut in (0..bytes.len()).step_by(97).chain(bytes.len() - 70..bytes.len()) {
        assert!(Part::from_bytes(&bytes[..cut]).is_err(), "cut at {cut}");
    }
    for place in (0..bytes.len()).step_by(131).chain(bytes.len() - 70..bytes.len()) {
        let mut turned = bytes.clone();
        turned[place] ^= 1;
        assert!(Part::from_bytes(&turned).is_err(), "turned at {place}");
    }
    assert_eq!(Part::from_bytes(b"format = 1").err(), Some(PartFault::Foreign));
    assert_eq!(Part::from_bytes(b"divest-sweep 2\n{}").err(), Some(PartFault::Version("2".to_owned())));
}

/// Writes down the seeds in the order in which their rows come.
#[derive(Default)]
struct Order(Vec<(u64, usize)>);

impl Rows for Order {
    type Error = Infallible;

    fn row(&mut self, setting: usize, seed: u64, _: &Seen) -> Result<(), Infallible> {
        self.0.push((seed, setting));
        Ok(())
    }
}

#[test]
fn rows_come_in_the_order_of_seeds() {
    let study = study(deadlines(), 700, false);
    let mut part = Part::new(&study);
    let mut rows = Order::default();
    play(&study, &mut part, study.plan.seeds, Some(3), Some(&mut rows), &|_| Flow::On).unwrap();
    let expected: Vec<(u64, usize)> = (1..=700).flat_map(|seed| [(seed, 0), (seed, 1)]).collect();
    assert_eq!(rows.0, expected);
}
