//! Scenarios for this crate's tests.

use crate::part::Part;
use crate::plan::{Seeds, Setting, Study};
use crate::play::{Flow, NoRows, play};
use divest_scenario::Read;

/// A shipped scenario.
pub fn shipped(name: &str) -> Read {
    let path = format!("{}/../../scenarios/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    divest_scenario::read(&text, name).unwrap_or_else(|faults| panic!("{path}: {faults:#?}"))
}

/// A study of the smallest shipped scenario.
pub fn study(settings: Vec<Setting>, count: u64, sensitivity: bool) -> Study {
    Study::new(&shipped("first-sale"), settings, Seeds { first: 1, count }, sensitivity).unwrap()
}

/// Some seeds of a study, played on so many threads.
pub fn played(study: &Study, wanted: Seeds, threads: usize) -> Part {
    let mut part = Part::new(study);
    play::<NoRows>(study, &mut part, wanted, Some(threads), None, &|_| Flow::On).unwrap();
    part
}
