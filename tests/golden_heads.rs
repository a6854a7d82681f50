//! The first hundred seeds of each shipped scenario as one number: BLAKE3 over the heads of their logs.
//!
//! A log's head covers every byte before it, so a change to one draw, one decision, one event or one digest of the state
//! in any of these runs shows here, on any machine. The numbers of entries and events say whether the play changed or
//! only how it is written down.

use crate::common::{root, scenarios};
use divest_engine::record::{header, scenario_frame};
use divest_engine::{Game, LogRecorder};
use divest_log::{Durability, LogWriter, Memory};
use divest_scenario::Read;
use std::sync::Arc;

/// What the runs of the first hundred seeds come to.
fn first_hundred(read: &Read) -> String {
    let frame = scenario_frame(&read.scenario.setup().key, &read.canonical);
    let mut game = Game::new(Arc::clone(&read.scenario), 0).expect("no collision");
    let (mut heads, mut entries, mut events) = (blake3::Hasher::new(), 0, 0);
    for seed in 1..=100 {
        let header = header(&frame, seed, read.scenario.setup().opens.0);
        let writer = LogWriter::start(Memory::default(), &header, &frame, Durability::AtEnd).expect("a log in memory");
        let mut recorder = LogRecorder::new(writer);
        game.restart(seed);
        game.run(&mut recorder).unwrap_or_else(|halt| panic!("seed {seed}: {halt}"));
        heads.update(&recorder.finish().expect("memory does not fail").head);
        entries += game.entries();
        events += game.event_count();
    }
    format!("seeds 1 to 100: {entries} entries, {events} events\n{}", heads.finalize())
}

#[test]
fn the_logs_of_the_first_hundred_seeds_are_the_same_to_the_byte() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("snapshots/heads"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, read) in scenarios() {
        settings.bind(|| insta::assert_snapshot!(name, first_hundred(&read)));
    }
}
