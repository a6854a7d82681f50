//! Logs from strangers: whatever a log with right checks says, no command that reads it panics.
//!
//! `DIVEST_FORGED=N cargo test --test forged` tries N forged logs instead of some hundred; `tools/fuzz.sh forged` looks for more.

mod common;
#[path = "../fuzz/targets/reseal.rs"]
mod reseal;

use common::root;
use divest::{Captured, captured};
use reseal::Log;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

/// A folder that is gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("divest-forged-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn file(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn divest(words: &[&str]) -> Captured {
    captured(std::iter::once("divest").chain(words.iter().copied()))
}

/// Numbers that fall alike everywhere (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

/// A played log of every shipped scenario.
fn logs(folder: &Folder) -> Vec<(PathBuf, Log, String)> {
    let scenarios = common::scenarios();
    let mut logs = Vec::new();
    for (name, read) in &scenarios {
        let path = root().join(format!("scenarios/{name}.toml"));
        let out = folder.file("whole.divest-log");
        let ran = divest(&["run", &path.to_string_lossy(), "--seed", "3", "--log", &out, "--force"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let setup = read.scenario.setup();
        let party = setup.parties[logs.len() % setup.parties.len()].key.clone();
        logs.push((path, Log::parse(&fs::read(&out).expect("a log")), party));
    }
    logs
}

/// Every way to read a log. `verify` is always tried, of the others those whose turn it is.
fn commands<'a>(log: &'a str, whole: &'a str, out: &'a str, scenario: &'a str, seat: &'a str) -> Vec<Vec<&'a str>> {
    vec![
        vec!["show", log],
        vec!["show", log, "--json"],
        vec!["show", log, "--seat", seat],
        vec!["show", log, "--seat", seat, "--view"],
        vec!["show", log, "--seat", seat, "--json"],
        vec!["show", log, "--why"],
        vec!["show", log, "--plot"],
        vec!["show", log, "--oneline"],
        vec!["show", log, "--graph"],
        vec!["replay", log],
        vec!["replay", log, "--json"],
        vec!["replay", log, "--to", "20"],
        vec!["diff", log, whole],
        vec!["diff", whole, log, "--json"],
        vec!["explain", log, "30"],
        vec!["explain", log, "12", "--json"],
        vec!["bisect", log, "--outcome", "no-such", "--seeds", "1"],
        vec!["branch", log, "--at", "9", "--anew"],
        vec!["report", log, "--out", out, "--force"],
        vec!["report", log, "--out", out, "--force", "--seat", seat],
        vec!["export", log],
        vec!["head", log],
        vec!["recover", log, "--out", out, "--force"],
        vec!["play", scenario, "--seat", seat, "--log", log],
        vec!["verify", log, whole, "--json", "--redraw"],
    ]
}

/// Tries forged logs; gives the commands that panicked.
fn attack(count: usize, seed: u64) -> Vec<String> {
    let folder = Folder::new(&seed.to_string());
    let logs = logs(&folder);
    let mut dice = Dice(seed | 1);
    let mut panicked = Vec::new();
    let (path, whole, out) =
        (folder.file("forged.divest-log"), folder.file("whole.divest-log"), folder.file("out.html"));
    let mut turn = 0;
    for number in 0..count {
        let (scenario, log, seat) = &logs[number % logs.len()];
        let mut forged = log.clone();
        let changes = 1 + dice.below(2);
        let what: Vec<String> = (0..changes).map(|_| forged.change(&mut |n| dice.below(n))).collect();
        fs::write(&path, forged.seal()).expect("a log");
        fs::write(&whole, log.seal()).expect("a log");
        let scenario = scenario.to_string_lossy();
        let all = commands(&path, &whole, &out, &scenario, seat);
        let few: Vec<Vec<&str>> = (turn..turn + 4).map(|place| all[place % all.len()].clone()).collect();
        turn += 4;
        for words in few.into_iter().chain([vec!["verify", path.as_str(), whole.as_str()]]) {
            // `play` writes to the log.
            fs::write(&path, forged.seal()).expect("a log");
            let ran = catch_unwind(|| divest(&words));
            match ran {
                Err(_) => {
                    let kept = std::env::temp_dir().join(format!("forged-{seed}-{number}.divest-log"));
                    fs::write(&kept, forged.seal()).expect("a log");
                    panicked.push(format!("{number}: {} ({}) {what:?}", words.join(" "), kept.display()));
                }
                Ok(ran) if words[0] == "verify" => {
                    // The batch goes on to the log behind it, which is whole.
                    assert!(ran.code <= 3, "{words:?}");
                    let is_there = ran.out.contains(if words.len() > 3 { "whole.divest-log" } else { ": clean: " });
                    assert!(is_there, "{words:?}: {}", ran.out);
                }
                Ok(_) => {}
            }
        }
    }
    panicked
}

#[test]
fn no_forged_log_makes_a_command_panic() {
    let count = std::env::var("DIVEST_FORGED").ok().and_then(|count| count.parse().ok()).unwrap_or(700);
    let panicked = attack(count, 0x5eed);
    println!("{count} forged logs, {} panics", panicked.len());
    assert!(panicked.is_empty(), "{} of {count}:\n{}", panicked.len(), panicked.join("\n"));
}

/// The logs that were found to make a command panic, and others of their kinds.
#[test]
fn what_once_panicked_is_a_divergence() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forged");
    for file in fs::read_dir(folder).expect("the folder is there") {
        let path = file.expect("a folder can be read").path();
        let path = path.to_string_lossy();
        for json in [false, true] {
            let words = ["verify", &path, "--json"];
            let ran = divest(&words[..2 + usize::from(json)]);
            assert_eq!(ran.code, 1, "{path}: {}{}", ran.out, ran.err);
            assert!(ran.out.contains("diverge"), "{path}: {}", ran.out);
        }
    }
}
