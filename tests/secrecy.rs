//! What a seat gets does not depend on what it may not see: hidden play is changed, and every output for the seat stays the same to
//! the byte.

use crate::common::{kept, root};
use divest::captured;
use divest_core::event::RunEvent;
use divest_core::{Event, Scenario, SeatId};
use divest_log::{Durability, Entry, LogWriter, Memory, Opened};
use divest_report::Reader;
use std::fs;
use std::path::Path;

/// How hidden play is changed.
#[derive(Clone, Copy, Debug)]
enum Change {
    /// What the seat may not see did not happen.
    Gone,
    /// It happened twice.
    Twice,
}

/// The entries with hidden play changed, and how much of it was.
fn changed(scenario: &Scenario, reader: Reader, entries: &[Entry], change: Change) -> (Vec<Entry>, usize) {
    let Reader::Seat(seat) = reader else { unreachable!("only seats have secrets kept from them") };
    let (mut all, mut hidden_count) = (Vec::new(), 0);
    let mut is_open = false;
    for entry in entries {
        let mut entry = entry.clone();
        is_open |= entry.events.iter().any(|event| matches!(event, Event::Run(RunEvent::Opened { .. })));
        let own = entry.seat == seat;
        if own || !is_open {
            all.push(entry);
            continue;
        }
        // Others' reasons are theirs.
        if entry.seat.index() >= SeatId::FIRST_PARTY {
            entry.reason = "something else".to_owned();
        }
        let sees = |event: &Event| reader.sees(scenario, event);
        match change {
            _ if entry.events.iter().all(sees) => all.push(entry),
            Change::Gone => {
                hidden_count += 1;
                entry.events = kept(&entry.events, sees);
                if !entry.events.is_empty() {
                    all.push(entry);
                }
            }
            Change::Twice => {
                hidden_count += 1;
                let mut again = entry.clone();
                again.events = kept(&again.events, |event| !sees(event));
                all.extend([entry, again]);
            }
        }
    }
    (1..).zip(&mut all).for_each(|(number, entry)| entry.number = number);
    (all, hidden_count)
}

fn write(path: &Path, log: &Opened<'_>, entries: &[Entry]) {
    let writer = LogWriter::start(Memory::default(), &log.header, log.scenario, Durability::AtEnd);
    let mut writer = writer.expect("a log in memory");
    entries.iter().for_each(|entry| writer.append(entry).expect("memory does not fail"));
    fs::write(path, writer.finish().expect("memory does not fail").storage.bytes).expect("a file");
}

#[test]
fn nothing_that_a_seat_gets_depends_on_what_it_may_not_see() {
    let folder = std::env::temp_dir().join(format!("divest-secrecy-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("run.divest-log");
    let (log, page) = (path.to_string_lossy().into_owned(), folder.join("page.html"));
    let out = page.to_string_lossy().into_owned();
    let (mut compared, mut hidden_count) = (0, 0);
    for (place, (name, read)) in crate::common::scenarios().into_iter().enumerate() {
        let scenario = &read.scenario;
        let file = root().join(format!("scenarios/{name}.toml")).to_string_lossy().into_owned();
        let seed = (place + 1).to_string();
        let ran = captured(["divest", "run", &file, "--seed", &seed, "--log", &log, "--force"]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.err);
        let bytes = fs::read(&path).expect("a log");
        let opened = divest_log::open(&bytes).expect("it opens");
        let entries: Vec<Entry> = opened.entries().map(|raw| raw.decode().expect("our own entries")).collect();
        for seat in scenario.seats().filter(|seat| scenario.party(*seat).is_some()) {
            let key = scenario.seat_key(seat);
            let outputs = || {
                let mut all = Vec::new();
                for words in [
                    vec!["show", &log, "--seat", key],
                    vec!["show", &log, "--seat", key, "--json"],
                    vec!["show", &log, "--seat", key, "--oneline"],
                    vec!["show", &log, "--seat", key, "--why"],
                    vec!["show", &log, "--seat", key, "--plot"],
                    vec!["show", &log, "--seat", key, "--view"],
                    vec!["show", &log, "--seat", key, "--at", "7"],
                    vec!["show", &log, "--seat", key, "--at", "7", "--view"],
                    vec!["report", &log, "--seat", key, "--out", &out, "--force"],
                ] {
                    let ran = captured(std::iter::once("divest").chain(words.iter().copied()));
                    assert_eq!(ran.code, 0, "{name}: {words:?}: {}", ran.err);
                    all.push((words.join(" "), ran.out));
                }
                all.push(("the page".to_owned(), fs::read_to_string(&page).expect("a page")));
                all
            };
            fs::write(&path, &bytes).expect("a file");
            let before = outputs();
            for change in [Change::Gone, Change::Twice] {
                let (entries, hidden) = changed(scenario, Reader::Seat(seat), &entries, change);
                hidden_count += hidden;
                write(&path, &opened, &entries);
                for ((what, before), (_, after)) in before.iter().zip(outputs()) {
                    if *before != after {
                        let differs = before.lines().zip(after.lines()).find(|(a, b)| a != b);
                        panic!("{name}, seed {seed}, {key}, {change:?}: {what} differs: {differs:#?}");
                    }
                    compared += 1;
                }
            }
        }
    }
    println!("{compared} outputs compared, {hidden_count} hidden entries changed");
    assert!(hidden_count > 1_000);
    let _ = fs::remove_dir_all(&folder);
}
