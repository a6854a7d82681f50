//! What fuzzing found, replayed: nothing in the corpus makes the program panic. `tools/fuzz.sh` looks for more.

#[path = "../fuzz/targets/forge.rs"]
mod forge;

use crate::common::root;
use divest_engine::record::{header, scenario_frame, split_scenario_frame};
use divest_engine::replay::{Until, replay, verify};
use std::fs;

fn files(folder: &str) -> Vec<Vec<u8>> {
    let files = fs::read_dir(root().join(folder)).expect("the folder is there");
    let paths = files.map(|file| file.expect("a folder can be read").path());
    paths.filter(|path| path.is_file()).map(|path| fs::read(path).expect("a file can be read")).collect()
}

#[test]
fn no_scenario_of_the_corpus_panics() {
    let (mut good, mut faulty) = (0, 0);
    let folders = ["fuzz/corpus/scenario", "tests/scenarios/invalid", "scenarios"];
    for bytes in folders.into_iter().flat_map(files) {
        match divest_scenario::read_bytes(&bytes, "fuzzed") {
            Ok(read) => {
                let again = divest_scenario::from_canonical(&read.canonical, "fuzzed").expect("a canonical form reads");
                assert_eq!(again.canonical, read.canonical);
                good += 1;
            }
            Err(faults) => {
                let text = String::from_utf8_lossy(&bytes);
                assert!(!divest_scenario::render(&faults, "fuzzed.toml", &text, false).is_empty());
                faulty += 1;
            }
        }
    }
    println!("{good} scenarios, {faulty} with faults");
    assert!(good > 0 && faulty > 0);
}

#[test]
fn no_log_of_the_corpus_panics() {
    let text = fs::read(root().join("scenarios/first-sale.toml")).expect("a shipped scenario");
    let own = divest_scenario::read_bytes(&text, "first-sale").expect("a shipped scenario");
    let frame = scenario_frame(&own.scenario.setup().key, &own.canonical);
    let start = header(&frame, 1, own.scenario.setup().opens.0).to_bytes();
    let (mut opened_count, mut entries) = (0, 0);
    for input in files("fuzz/corpus/log") {
        // The first byte chooses, as in fuzz/targets/log.rs.
        let bytes = match input.split_first() {
            Some((0, bytes)) => bytes.to_vec(),
            Some((1, entries)) => forge::log(&start, &frame, entries),
            _ => continue,
        };
        let Ok(opened) = divest_log::open(&bytes) else { continue };
        opened_count += 1;
        entries += opened.entry_count();
        let Some((key, canonical)) = split_scenario_frame(opened.scenario) else { continue };
        let Ok(read) = divest_scenario::from_canonical(canonical, key) else { continue };
        let _ = replay(&read.scenario, &opened, Until::End, |_, _| {});
        let _ = verify(&read.scenario, &opened, true);
    }
    println!("{opened_count} logs opened, {entries} entries");
    assert!(opened_count > 0 && entries > 0);
}
