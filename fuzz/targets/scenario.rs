//! Any bytes as a scenario file: faults or a scenario, never a panic; and what was read is read alike from its canonical
//! form.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match divest_scenario::read_bytes(bytes, "fuzzed") {
        Ok(read) => {
            let again = divest_scenario::from_canonical(&read.canonical, "fuzzed");
            let again = again.unwrap_or_else(|faults| panic!("the canonical form has faults: {faults:?}"));
            assert_eq!(again.canonical, read.canonical);
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "refused without a reason");
            let text = String::from_utf8_lossy(bytes);
            let _ = divest_scenario::render(&faults, "fuzzed.toml", &text, false);
        }
    }
});
