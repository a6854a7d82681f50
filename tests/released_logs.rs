//! Logs of every released format: they open, replay to their digests and export to the same text, for ever.

use crate::common::root;
use divest_engine::record::{rules_digest, split_scenario_frame, state_digest};
use divest_engine::replay::{Until, replay};
use divest_log::{End, twin};
use std::fs;
use std::path::PathBuf;

/// The logs of released formats with the text that they export to.
fn released() -> Vec<(PathBuf, Vec<u8>, String)> {
    let files = fs::read_dir(root().join("tests/logs")).expect("the logs are there");
    let paths = files.map(|file| file.expect("a folder can be read").path());
    let logs = paths.filter(|path| path.extension().is_some_and(|ending| ending == "divest-log"));
    let read = |path: PathBuf| {
        let text = fs::read_to_string(path.with_extension("jsonl")).expect("each log has its text");
        (path.clone(), fs::read(path).expect("a file can be read"), text)
    };
    logs.map(read).collect()
}

#[test]
fn every_released_log_opens_and_replays_to_its_digests() {
    let logs = released();
    assert!(!logs.is_empty(), "tests/logs is empty");
    for (path, bytes, _) in logs {
        let path = path.display();
        let opened = divest_log::open(&bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(opened.end == End::Clean && opened.sealed, "{path}");
        let (key, canonical) = split_scenario_frame(opened.scenario).expect("a scenario is text");
        let read =
            divest_scenario::from_canonical(canonical, key).unwrap_or_else(|faults| panic!("{path}: {faults:?}"));
        // What a state is made of may change with the rules; what happened may not.
        let is_of_these_rules = opened.header.rules_digest == rules_digest();
        let state = replay(&read.scenario, &opened, Until::End, |entry, state| {
            let same = state_digest(state) == entry.state_digest;
            assert!(same || !is_of_these_rules, "{path}: entry {} leads to another state", entry.number);
        });
        assert!(state.unwrap_or_else(|error| panic!("{path}: {error}")).outcome().is_some(), "{path}");
    }
}

#[test]
fn every_released_log_exports_to_the_same_text_and_back() {
    for (path, bytes, text) in released() {
        let path = path.display();
        let opened = divest_log::open(&bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
        let exported = twin::to_text(&opened).unwrap_or_else(|error| panic!("{path}: {error}"));
        let differs = exported.lines().zip(text.lines()).position(|(now, then)| now != then);
        assert_eq!(differs, None, "{path}: the text of line {} has changed", differs.unwrap_or_default() + 1);
        assert_eq!(exported.len(), text.len(), "{path}: the text has another length");
        assert!(twin::from_text(&text).as_deref() == Ok(&bytes), "{path}: the text becomes other bytes");
    }
}
