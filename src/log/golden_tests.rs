//! The table of golden payloads: bytes that are promised, held against both decoders.
//!
//! `DIVEST_GOLDEN=write cargo test -p divest-log golden` writes `golden.txt` anew. A change of a line that was there is
//! a broken promise; only new lines are fine.

use crate::entry::Entry;
use crate::header::{Header, scenario_digest};
use crate::sample::{Sample, Source};
use crate::storage::Memory;
use crate::wire::{self, Wish, witness};
use crate::writer::{Durability, LogWriter};
use divest_core::command::RunCommand;
use divest_core::event::RunEvent;
use divest_core::{Cause, Command, Event, Events, Instant, SeatId};
use std::collections::BTreeSet;
use std::fmt::{Debug, Write};

const GOLDEN: &str = include_str!("golden.txt");

/// What a payload says, of whatever table.
fn decode(kind: u16, version: u8, payload: &[u8]) -> String {
    let text = |value: &dyn Debug| format!("{value:?}");
    if kind < 0x4000 {
        let event = wire::decode_event(kind, version, payload).unwrap();
        assert_eq!(event, witness::decode_event(kind, version, payload), "the second decoder reads another event");
        text(&event)
    } else {
        let wish = wire::decode_command(kind, version, payload).unwrap();
        assert_eq!(wish, witness::decode_command(kind, version, payload), "the second decoder reads another command");
        text(&wish)
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

fn unhex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.chars().map(|c| c.to_digit(16).unwrap() as u8).collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// A wish for every sample of a command, with seats and reasons of all sorts.
fn wishes() -> Vec<Wish> {
    let reasons = ["", "walk-away reached", "Grüße, 早く"];
    let wish = |(index, command): (usize, Command)| {
        let seat = SeatId::sample(&Source::new(index % 3));
        Wish { seat, reason: reasons[index % 3].to_owned(), command }
    };
    witness::command_samples().into_iter().enumerate().map(wish).collect()
}

/// What `golden.txt` has to be.
fn golden() -> String {
    let mut text = String::from("# kind version payload value. Lines are added, never changed.\n");
    let mut seen = BTreeSet::new();
    let mut line = |(kind, version): (u16, u8), payload: &[u8], value: &dyn Debug| {
        if seen.insert((kind, payload.to_vec())) {
            let payload = if payload.is_empty() { "-".to_owned() } else { hex(payload) };
            writeln!(text, "{kind:#06x} {version} {payload} {value:?}").unwrap();
        }
    };
    let mut payload = Vec::new();
    for (place, event) in (0..).zip(witness::event_samples()) {
        payload.clear();
        let cause = [Cause::Command, Cause::Event(place)][usize::from(place % 2)];
        line(wire::encode_event(&event, cause, &mut payload), &payload, &(event, cause));
    }
    for wish in wishes() {
        payload.clear();
        line(wire::encode_command(wish.seat, &wish.reason, &wish.command, &mut payload), &payload, &wish);
    }
    text
}

#[test]
fn golden_payloads_are_what_is_written() {
    let now = golden();
    if std::env::var("DIVEST_GOLDEN").is_ok_and(|value| value == "write") {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/golden.txt"), now).unwrap();
        return;
    }
    for (line, (old, new)) in GOLDEN.lines().zip(now.lines()).enumerate() {
        assert_eq!(old, new, "line {} of golden.txt", line + 1);
    }
    assert_eq!(GOLDEN.lines().count(), now.lines().count(), "golden.txt lacks lines, or has some too many");
}

#[test]
fn golden_payloads_are_read_as_what_they_were_by_both_decoders() {
    let mut met = BTreeSet::new();
    let mut count = 0;
    for line in GOLDEN.lines().skip(1) {
        let mut parts = line.splitn(4, ' ');
        let mut next = || parts.next().unwrap();
        let kind = u16::from_str_radix(next().trim_start_matches("0x"), 16).unwrap();
        let version = next().parse().unwrap();
        let payload = match next() {
            "-" => Vec::new(),
            digits => unhex(digits),
        };
        assert_eq!(decode(kind, version, &payload), next(), "{line}");
        met.insert((kind, version));
        count += 1;
    }
    let lines: Vec<_> = witness::EVENT_LINES.iter().chain(witness::COMMAND_LINES).collect();
    for &&(kind, version, name) in &lines {
        assert!(met.contains(&(kind, version)), "{name} has no golden payload");
    }
    println!("{count} golden payloads of {} kinds, read by two decoders", lines.len());
}

/// The smallest log that has everything, as `docs/log-format.md` shows it.
fn example() -> Vec<u8> {
    let scenario = b"example";
    let header = Header {
        scenario_digest: scenario_digest(scenario),
        rules_digest: [0; 32],
        engine_version: [0, 1, 0],
        seed: [0; 32],
        replicate: 0,
        parent: None,
        epoch: 0,
    };
    let mut writer = LogWriter::start(Memory::default(), &header, scenario, Durability::AtEnd).unwrap();
    let at = Instant(86_400);
    let command = Command::Run(RunCommand::AdvanceTo { at });
    let events = Events::from_iter([Event::Run(RunEvent::TimeAdvanced { to: at })]);
    let entry = Entry { number: 1, at, seat: SeatId::CLOCK, command, reason: "due".into(), events, state_digest: 7 };
    writer.append(&entry).unwrap();
    writer.finish().unwrap().storage.bytes
}

/// The page shows the bytes that are written, sixteen to a line with their offset.
#[test]
fn the_example_in_the_docs_is_what_is_written() {
    const PAGE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/log-format.md"));
    for (row, bytes) in example().chunks(16).enumerate() {
        let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let line = format!("{:04x}  {}", row * 16, digits.join(" "));
        assert!(bytes.iter().all(|&byte| byte == 0) || PAGE.contains(&line), "docs/log-format.md lacks `{line}`");
    }
}

#[test]
fn kinds_lie_in_their_range_and_rise() {
    let rises = |lines: &[(u16, u8, &str)]| lines.windows(2).all(|pair| pair[0].0 < pair[1].0);
    assert!(rises(witness::EVENT_LINES) && rises(witness::COMMAND_LINES));
    assert!(witness::EVENT_LINES.iter().all(|&(kind, version, _)| (1..=0x3FFF).contains(&kind) && version > 0));
    assert!(witness::COMMAND_LINES.iter().all(|&(kind, version, _)| (0x4001..=0x7FFF).contains(&kind) && version > 0));
}

#[test]
fn what_is_unknown_is_named() {
    let text = |kind, version| wire::decode_event(kind, version, &[]).unwrap_err().to_string();
    assert_eq!(text(0x3ABC, 1), "frame kind 0x3abc is unknown; a newer program may know it");
    assert_eq!(text(0x0003, 9), "version 9 of frame kind 0x0003 is unknown; a newer program may know it");
    assert_eq!(text(0x0003, 1), "in a frame of kind 0x0003 version 1, the payload is malformed: it ends too early");
    let occupant = wire::decode_event(0x0001, 1, &[0, 0, 2, 200]).unwrap_err().to_string();
    assert_eq!(occupant, "in a frame of kind 0x0001 version 1, the payload is malformed: Occupant 200 is unknown");
    let command = wire::decode_command(0x4FFF, 1, &[]).unwrap_err().to_string();
    assert_eq!(command, "frame kind 0x4fff is unknown; a newer program may know it");
}

/// Mutated and random payloads: no panic, and what is read is written back as it was.
#[test]
fn hostile_payloads_are_refused_or_canonical() {
    let mut random = crate::damage_tests::Random(7);
    let lines: Vec<&str> = GOLDEN.lines().skip(1).collect();
    let (mut read, mut refused) = (0, 0);
    let mut again = Vec::new();
    for round in 0..200_000_u32 {
        let line: Vec<&str> = lines[random.below(lines.len())].splitn(4, ' ').collect();
        let kind = u16::from_str_radix(line[0].trim_start_matches("0x"), 16).unwrap();
        let mut payload = if line[2] == "-" { Vec::new() } else { unhex(line[2]) };
        if round % 4 == 0 {
            payload.clear();
            payload.extend((0..random.below(48)).map(|_| random.next() as u8));
        } else if !payload.is_empty() {
            let place = random.below(payload.len());
            payload[place] = random.next() as u8;
        }
        again.clear();
        let accepted = if kind < 0x4000 {
            let event = wire::decode_event(kind, 1, &payload);
            event.map(|(event, cause)| wire::encode_event(&event, cause, &mut again)).is_ok()
        } else {
            let wish = wire::decode_command(kind, 1, &payload);
            wish.map(|wish| wire::encode_command(wish.seat, &wish.reason, &wish.command, &mut again)).is_ok()
        };
        if accepted {
            assert_eq!(again, payload, "kind {kind:#06x}");
            read += 1;
        } else {
            refused += 1;
        }
    }
    println!("{read} hostile payloads read and canonical, {refused} refused");
}
