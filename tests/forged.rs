//! Logs from strangers: whatever a log with right checks says, no command that reads it panics.
//!
//! `DIVEST_FORGED=N cargo test --test all forged` tries N forged logs instead of some hundred; `tools/fuzz.sh forged` looks for more.

#[path = "../fuzz/targets/reseal.rs"]
mod reseal;

use crate::common::root;
use divest::{Captured, captured};
use reseal::Log;
use std::collections::BTreeSet;
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
    let scenarios = crate::common::scenarios();
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

/// In every kind of command and event that the shipped scenarios bring about, an id is made one that they do not have.
#[test]
fn what_the_scenario_does_not_have_is_a_divergence() {
    let folder = Folder::new("ids");
    let path = folder.file("forged.divest-log");
    let (mut tried, mut named) = (BTreeSet::new(), BTreeSet::new());
    for (_, log, _) in logs(&folder) {
        for (entry, frame) in
            (0..log.entries.len()).flat_map(|at| (0..log.entries[at].frames.len()).map(move |f| (at, f)))
        {
            let (kind, len) = (log.entries[entry].frames[frame].kind, log.entries[entry].frames[frame].payload.len());
            if !tried.insert(kind) {
                continue;
            }
            // An event begins with its cause, and a command ends with its fields.
            let bytes = if kind < 0x4000 { 2..len.min(5) } else { len.saturating_sub(3)..len };
            for at in bytes {
                let mut forged = log.clone();
                forged.entries[entry].frames[frame].payload[at] = 0xc3;
                fs::write(&path, forged.seal()).expect("a log");
                let ran = divest(&["verify", &path]);
                assert!(matches!(ran.code, 1 | 3), "kind {kind:#x}, byte {at}: {}{}", ran.out, ran.err);
                if ran.out.contains("names what the scenario does not have") {
                    assert_eq!(divest(&["verify", &path, "--json"]).code, 1);
                    named.insert(kind);
                }
            }
        }
    }
    assert!(tried.len() > 60 && named.len() > 30, "{} kinds tried, {} with ids", tried.len(), named.len());
}

/// A whole log of `first-sale`, forged as a test wants it.
fn first_sale(folder: &Folder) -> Log {
    let (scenario, out) = (root().join("scenarios/first-sale.toml"), folder.file("first-sale.divest-log"));
    let ran = divest(&["run", &scenario.to_string_lossy(), "--seed", "3", "--log", &out]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    Log::parse(&fs::read(out).expect("a log"))
}

#[test]
fn header_and_seal_agree_with_the_entries_or_the_log_diverges() {
    let folder = Folder::new("header");
    let (log, path) = (first_sale(&folder), folder.file("forged.divest-log"));
    let tried = |forged: &Log| {
        fs::write(&path, forged.seal()).expect("a log");
        divest(&["verify", &path])
    };
    assert_eq!(tried(&log).code, 0);
    // Rules, the seed's low and high bytes, replicate, parent, epoch: any byte of them.
    for at in [56, 87, 120, 128, 135, 136, 143, 176, 184, 192, 199] {
        let mut forged = log.clone();
        forged.header[at] ^= 0x40;
        let ran = tried(&forged);
        assert!(ran.code == 1 && ran.out.contains("diverges in its header") || ran.code == 3, "{at}: {}", ran.out);
    }
    let mut early = log.clone();
    early.entries.truncate(40);
    let ran = tried(&early);
    assert_eq!(
        (ran.code, ran.out.contains("sealed after entry 40, before the run was over")),
        (1, true),
        "{}",
        ran.out
    );
    let head = divest(&["head", &path]);
    assert!(head.out.contains("40, sealed before the run was over"), "{}", head.out);
    early.is_sealed = false;
    assert_eq!(tried(&early).code, 0, "a log that is not sealed goes on");
}

#[test]
fn a_clock_sent_to_an_absurd_moment_is_a_divergence() {
    let folder = Folder::new("clock");
    let (log, path) = (first_sale(&folder), folder.file("forged.divest-log"));
    let place = log.entries.iter().position(|entry| entry.frames[0].kind == 0x4003).expect("the clock moves");
    for moment in [i64::MAX, i64::MAX - 1, 1 << 44, 253_402_300_800, 4_102_444_800] {
        let mut forged = log.clone();
        let payload = &mut forged.entries[place].frames[0].payload;
        let from = payload.len() - 8;
        payload[from..].copy_from_slice(&moment.to_le_bytes());
        fs::write(&path, forged.seal()).expect("a log");
        let ran = divest(&["verify", &path]);
        assert_eq!((ran.code, ran.out.contains("diverges at entry")), (1, true), "{moment}: {}", ran.out);
    }
}

/// What a stranger may write, and what must never be printed as it is.
const NASTY: &str = "A\u{1b}[1mB\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m\u{7f}\u{200b}\u{200f}\u{61c}\u{2028}\u{2029}\u{202e}C\u{2066}D\u{2069}\r\u{8}";

fn assert_harmless(what: &str, text: &str) {
    let allowed = |c: char| c == '\n' || c == '\t';
    let found: Vec<char> = text.chars().filter(|&c| divest_core::text::disturbs(c) && !allowed(c)).collect();
    assert!(found.is_empty(), "{what} prints {found:?}:\n{}", text.escape_debug());
}

/// Nothing that a stranger wrote reaches a terminal or a page as it is, in any command.
#[test]
fn what_would_disturb_a_terminal_is_spelled_out() {
    let folder = Folder::new("nasty");
    let mut log = first_sale(&folder);
    for entry in &mut log.entries {
        let frame = &mut entry.frames[0];
        let rest = frame.payload.split_off(9 + frame.payload[1] as usize);
        frame.payload.truncate(1);
        frame.payload.extend((NASTY.len() as u64).to_le_bytes());
        frame.payload.extend(NASTY.as_bytes());
        frame.payload.extend(rest);
    }
    let name = NASTY.replace('\u{2028}', "");
    let (path, out) = (folder.file(&format!("{name}.divest-log")), folder.file(&format!("{name}.html")));
    let whole = folder.file("first-sale.divest-log");
    let scenario = folder.file(&format!("{name}.toml"));
    fs::copy(root().join("scenarios/first-sale.toml"), &scenario).expect("a copy");
    let shipped = root().join("scenarios/first-sale.toml").to_string_lossy().into_owned();
    let mut all = commands(&path, &whole, &out, &scenario, "keeper");
    let seat = format!("keeper={NASTY}");
    all.extend([
        vec!["verify", path.as_str()],
        vec!["explain", &path, NASTY],
        vec!["bisect", &path, "--outcome", NASTY],
        vec!["show", &path, "--seat", NASTY],
        vec!["branch", &path, "--set", NASTY],
        vec!["branch", &path, "--at", "5", "--play", NASTY],
        vec!["branch", &path, "--drop", NASTY],
        vec!["branch", &path, "--seat", &seat],
        vec!["run", &scenario],
        vec!["run", &shipped, "--seat", &seat],
        vec!["run", &shipped, "--set", NASTY],
        vec!["run", &shipped, "--script", &scenario],
        vec!["run", &shipped, "--log", NASTY, NASTY],
        vec!["check", &scenario],
        vec!["test", &scenario],
        vec!["deals", &scenario],
        vec!["trace", &scenario],
        vec!["sweep", &scenario],
        vec!["sweep", &shipped, "--seeds", NASTY],
        vec!["sweep", &shipped, "--vary", NASTY],
        vec!["merge", &scenario],
        vec!["report", &scenario, "--out", &out],
        vec!["import", "log", &scenario, "--out", &out],
        vec!["import", "genius", &scenario],
        vec!["new", NASTY],
        vec![NASTY],
        vec!["schema", NASTY],
        vec!["theory", NASTY],
        vec!["tournament", &scenario],
        vec!["backtest", &scenario],
        vec!["bots", NASTY],
    ]);
    for words in all {
        fs::write(&path, log.seal()).expect("a log");
        let ran = divest(&words);
        let what = words.join(" ").escape_debug().to_string();
        assert_harmless(&what, &ran.out);
        assert_harmless(&what, &ran.err);
        if let Ok(page) = fs::read_to_string(&out) {
            assert_harmless(&what, &page);
            fs::remove_file(&out).expect("it is there");
        }
        if words[0] == "show" && words.contains(&"--json") {
            ran.out.lines().for_each(|line| _ = serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
        }
    }
    // A key that is none is refused by every command, and joined to no path.
    for key in [NASTY, "../../etc/passwd", "/etc/passwd", "", ".hidden", "a\\b"] {
        let canonical = log.scenario[log.scenario.iter().position(|&byte| byte == b'\n').expect("a key")..].to_vec();
        let mut forged = log.clone();
        forged.set_scenario(&[key.as_bytes(), &canonical].concat());
        fs::write(&path, forged.seal()).expect("a log");
        for words in commands(&path, &whole, &out, &shipped, "keeper") {
            let ran = divest(&words);
            assert!(ran.code != 0 || matches!(words[0], "export" | "recover"), "{key:?}: {words:?}: {}", ran.out);
            assert_harmless(&words.join(" "), &format!("{}{}", ran.out, ran.err));
            let _ = fs::remove_file(&out);
        }
    }
}

/// Files of sweeps whose numbers were changed under a right check.
#[test]
fn no_forged_sweep_makes_a_command_panic() {
    let folder = Folder::new("sweep");
    let scenario = root().join("scenarios/first-sale.toml").to_string_lossy().into_owned();
    let (path, out) = (folder.file("forged.divest-sweep"), folder.file("out.html"));
    let other = folder.file("other.divest-sweep");
    for (seeds, path) in [("1..20", &path), ("21..40", &other)] {
        let ran = divest(&[
            "sweep",
            &scenario,
            "--seeds",
            "1..40",
            "--out",
            path,
            "--threads",
            "1",
            "--shard",
            if seeds == "1..20" { "1/2" } else { "2/2" },
        ]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    let text = fs::read_to_string(&path).expect("a sweep's file");
    let lines: Vec<&str> = text.lines().collect();
    let counts = lines[2];
    let digits: Vec<usize> =
        counts.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(place, _)| place).collect();
    let numbers = [
        "0",
        "1",
        "-1",
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551615",
        "4398046511103",
        "1000000",
    ];
    let mut dice = Dice(0xbead);
    let (mut read, mut panicked) = (0, Vec::new());
    for _ in 0..400 {
        let mut forged = counts.to_owned();
        for _ in 0..=dice.below(2) {
            let at = digits[dice.below(digits.len())].min(forged.len() - 1);
            if !forged.as_bytes()[at].is_ascii_digit() {
                continue;
            }
            let is_digit = |c: char| c.is_ascii_digit() || c == '-';
            let from = forged[..at].rfind(|c| !is_digit(c)).map_or(0, |place| place + 1);
            let to = forged[at..].find(|c| !is_digit(c)).map_or(forged.len(), |more| at + more);
            forged.replace_range(from..to, numbers[dice.below(numbers.len())]);
        }
        let body = format!("{}\n{}\n{forged}\n", lines[0], lines[1]);
        let (head, _) = lines[3].rsplit_once(' ').unwrap_or(("", ""));
        let check = blake3::hash(body.as_bytes());
        fs::write(&path, format!("{body}{head} {check}\n")).expect("a file");
        for words in
            [vec!["merge", &path], vec!["merge", &path, &other], vec!["report", &path, "--out", &out, "--force"]]
        {
            match catch_unwind(|| divest(&words)) {
                Ok(ran) => read += u32::from(ran.code == 0),
                Err(_) => panicked.push(format!("{words:?}: {forged}")),
            }
        }
    }
    println!("{read} readings of forged sweeps, {} panics", panicked.len());
    assert!(read > 0, "some are as good as any");
    assert!(panicked.is_empty(), "{} of 400:\n{}", panicked.len(), panicked.join("\n"));
}

#[cfg(unix)]
#[test]
fn devices_are_no_logs_and_a_stump_is_no_game() {
    let folder = Folder::new("devices");
    let scenario = root().join("scenarios/first-sale.toml").to_string_lossy().into_owned();
    let out = folder.file("out.divest-log");
    for device in ["/dev/zero", "/dev/full", "/dev/null"] {
        for words in [
            vec!["verify", device],
            vec!["show", device],
            vec!["export", device],
            vec!["recover", device, "--out", &out],
            vec!["play", &scenario, "--seat", "keeper", "--log", device],
            vec!["merge", device],
            vec!["report", device, "--out", &out],
            vec!["run", &scenario, "--log", device, "--force"],
        ] {
            let ran = divest(&words);
            assert_eq!(ran.code, 2, "{words:?}: {}{}", ran.out, ran.err);
        }
    }
    assert_eq!(divest(&["check", "/dev/zero"]).code, 2);
    // What a writer leaves that was killed before its log had begun.
    for stump in [0, 100, 256, 300] {
        let game = folder.file(&format!("game-{stump}.divest-log"));
        let log = first_sale_beginning(&folder, stump);
        fs::write(&game, &log).expect("a stump");
        let ran = divest(&["play", &scenario, "--seat", "keeper", "--seed", "3", "--log", &game]);
        assert!(ran.err.contains("keeps this game"), "{stump}: {}", ran.err);
        assert!(fs::read(&game).expect("a log").len() > 300, "{stump}");
    }
    let strange = folder.file("strange.divest-log");
    fs::write(&strange, "something else").expect("a file");
    let ran = divest(&["play", &scenario, "--seat", "keeper", "--log", &strange]);
    assert!(ran.code != 0 && fs::read(&strange).expect("it is there") == b"something else", "{}", ran.err);
}

/// The first bytes of a log of `first-sale` with seed 3.
#[cfg(unix)]
fn first_sale_beginning(folder: &Folder, count: usize) -> Vec<u8> {
    let path = folder.file("first-sale.divest-log");
    if !Path::new(&path).exists() {
        first_sale(folder);
    }
    fs::read(path).expect("a log")[..count].to_vec()
}

/// What a writer has is not replaced, by no command; nor do two sweeps share a file.
#[test]
fn a_file_in_use_is_left_alone() {
    let folder = Folder::new("in-use");
    let scenario = root().join("scenarios/first-sale.toml").to_string_lossy().into_owned();
    first_sale(&folder);
    let whole = folder.file("first-sale.divest-log");
    let held = folder.file("held.html");
    fs::copy(&whole, &held).expect("a copy");
    let (writer, _) = {
        let unsealed = folder.file("held.html");
        let mut log = Log::parse(&fs::read(&unsealed).expect("a log"));
        log.is_sealed = false;
        fs::write(&unsealed, log.seal()).expect("a log");
        divest_log::LogWriter::resume(Path::new(&unsealed), divest_log::Durability::AtEnd).expect("it goes on")
    };
    let before = fs::read(&held).expect("a log");
    for words in [
        vec!["export", &whole, "--out", &held, "--force"],
        vec!["recover", &whole, "--out", &held, "--force"],
        vec!["report", &whole, "--out", &held, "--force"],
        vec!["run", &scenario, "--log", &held, "--force"],
        vec!["branch", &whole, "--anew", "--log", &held, "--force"],
        vec!["play", &scenario, "--seat", "keeper", "--log", &held],
        vec!["sweep", &scenario, "--seeds", "1..3", "--threads", "1", "--out", &held, "--force"],
    ] {
        let ran = divest(&words);
        assert!(ran.code == 2 && ran.err.contains("another program is writing"), "{words:?}: {}", ran.err);
        assert_eq!(fs::read(&held).expect("a log"), before, "{words:?}");
    }
    drop(writer);
    assert_eq!(divest(&["export", &whole, "--out", &held, "--force"]).code, 0);
    let part = folder.file("part.divest-sweep");
    let lock = divest_log::WorkLock::take(Path::new(&part)).expect("a folder to write to").expect("it is free");
    let words = ["sweep", &scenario, "--seeds", "1..3", "--threads", "1", "--out", &part];
    assert!(divest(&words).err.contains("another sweep is writing"));
    drop(lock);
    assert_eq!(divest(&words).code, 0);
    let left: Vec<String> = fs::read_dir(&folder.0)
        .expect("a folder")
        .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    assert!(left.iter().all(|name| !name.ends_with(".new") && !name.ends_with(".lock")), "{left:?}");
}
