//! Any bytes as a log, and any frames under right checks and heads: read, replayed and verified without a panic.
//!
//! A mutated log seldom gets past its checks. So the first byte of the input chooses: 0 reads the rest as it is, 1 takes it
//! for entries, which a writer made from `docs/log-format.md` alone puts into a log of `first-sale`.

#![no_main]

mod forge;

use divest_core::Scenario;
use divest_engine::Until;
use divest_engine::record::{header, scenario_frame, split_scenario_frame};
use divest_engine::replay::{replay, verify};
use divest_log::Opened;
use libfuzzer_sys::fuzz_target;
use std::sync::{Arc, OnceLock};

fuzz_target!(|input: &[u8]| {
    match input.split_first() {
        Some((0, bytes)) => examine(bytes),
        Some((1, entries)) => examine(&forge::log(&ours().start, &ours().frame, entries)),
        _ => {}
    }
});

/// Does all that a program does with a stranger's log.
fn examine(bytes: &[u8]) {
    let Ok(opened) = divest_log::open(bytes) else { return };
    assert!(opened.good_bytes() <= bytes.len() as u64);
    assert_eq!(opened.entries().map(|raw| u64::from(raw.event_count)).sum::<u64>(), opened.event_count);
    for raw in opened.entries() {
        let _ = raw.decode();
    }
    fold(&opened);
}

fn fold(opened: &Opened<'_>) {
    let Some((key, canonical)) = split_scenario_frame(opened.scenario) else { return };
    let own = ours();
    let scenario = if opened.scenario == own.frame {
        Arc::clone(&own.scenario)
    } else {
        match divest_scenario::from_canonical(canonical, key) {
            Ok(read) => read.scenario,
            Err(_) => return,
        }
    };
    let _ = replay(&scenario, opened, Until::End, |_, _| {});
    let _ = verify(&scenario, opened, true);
}

struct Own {
    scenario: Arc<Scenario>,
    frame: Vec<u8>,
    /// The header.
    start: Vec<u8>,
}

/// The scenario of forged logs.
fn ours() -> &'static Own {
    static OURS: OnceLock<Own> = OnceLock::new();
    OURS.get_or_init(|| {
        let text = include_bytes!("../../scenarios/first-sale.toml");
        let read = divest_scenario::read_bytes(text, "first-sale").expect("a shipped scenario");
        let frame = scenario_frame(&read.scenario.setup().key, &read.canonical);
        let start = header(&frame, 1, read.scenario.setup().opens.0).to_bytes().to_vec();
        Own { scenario: read.scenario, frame, start }
    })
}
