//! Logs that were cut, flipped, moved about or made up: nothing wrong is ever read as right.

use crate::entry::Entry;
use crate::header::{HEADER_BYTES, Header, scenario_digest};
use crate::reader::{Damage, End, OpenError, Opened, open};
use crate::storage::Memory;
use crate::wire::witness;
use crate::writer::{Durability, LogWriter};
use divest_core::{Cause, Events, Instant, SeatId};

/// Numbers without a pattern (SplitMix64), the same on every machine.
pub(crate) struct Random(pub u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.next()) * n as u128) >> 64) as usize
    }
}

pub(crate) const SCENARIO: &[u8] = b"[scenario]\ntitle = \"a small sale\"\n";

pub(crate) fn header(seed: u8) -> Header {
    Header {
        scenario_digest: scenario_digest(SCENARIO),
        rules_digest: [9; 32],
        engine_version: [0, 1, 0],
        seed: [seed; 32],
        replicate: 0,
        parent: None,
        epoch: 1_577_836_800,
    }
}

/// Entries of arbitrary commands and events.
pub(crate) fn entries(count: u64, random: &mut Random) -> Vec<Entry> {
    let (events, commands) = (witness::event_samples(), witness::command_samples());
    let mut entry = |number| {
        let mut caused = Events::default();
        for place in 0..random.below(5) as u16 {
            let cause = place.checked_sub(1).map_or(Cause::Command, Cause::Event);
            caused.push(events[random.below(events.len())], cause);
        }
        Entry {
            number,
            at: Instant(1_577_836_800 + number as i64 * 3600),
            seat: SeatId(random.below(5) as u8),
            command: commands[random.below(commands.len())],
            reason: ["", "tired"][random.below(2)].to_owned(),
            events: caused,
            state_digest: random.next(),
        }
    };
    (1..=count).map(&mut entry).collect()
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Sealed {
    Yes,
    No,
}

pub(crate) fn log_of(header: &Header, entries: &[Entry], sealed: Sealed) -> Vec<u8> {
    let mut writer = LogWriter::start(Memory::default(), header, SCENARIO, Durability::AtEnd).unwrap();
    for entry in entries {
        writer.append(entry).unwrap();
    }
    match sealed {
        Sealed::Yes => writer.finish().unwrap().storage.bytes,
        Sealed::No => writer.storage().bytes.clone(),
    }
}

fn sample_log(count: u64, sealed: Sealed) -> Vec<u8> {
    log_of(&header(1), &entries(count, &mut Random(count)), sealed)
}

/// The offsets where entries end, and before them the one where the first begins.
fn ends(opened: &Opened<'_>) -> Vec<usize> {
    let starts = opened.entries().map(|entry| entry.offset as usize);
    let seal = if opened.sealed { 12 + 52 } else { 0 };
    starts.chain([opened.good_bytes() as usize - seal]).collect()
}

/// What became of damaged logs.
#[derive(Default, Debug, PartialEq)]
pub(crate) struct Tally {
    pub header_refused: usize,
    pub corrupt: usize,
    pub torn: usize,
    pub clean: usize,
    /// Entries lost from torn and clean logs, the most of any one.
    pub lost_max: u64,
}

impl Tally {
    /// Opens a damaged log and compares what is read with the original. Whatever is read is a prefix of it.
    pub(crate) fn judge(&mut self, original: &Opened<'_>, original_bytes: &[u8], bytes: &[u8], what: &str) {
        let opened = match open(bytes) {
            Ok(opened) => opened,
            Err(_) => return self.header_refused += 1,
        };
        let good = opened.good_bytes() as usize;
        assert!(good <= original_bytes.len() && bytes[..good] == original_bytes[..good], "{what}: read something else");
        assert_eq!(opened.header, original.header, "{what}");
        assert!(opened.entry_count() <= original.entry_count(), "{what}");
        match opened.end {
            End::Corrupt { .. } => return self.corrupt += 1,
            End::Torn { .. } => self.torn += 1,
            End::Clean => self.clean += 1,
        }
        self.lost_max = self.lost_max.max(original.entry_count() - opened.entry_count());
    }
}

#[test]
fn a_log_reads_as_it_was_written() {
    let written = entries(200, &mut Random(5));
    let bytes = log_of(&header(1), &written, Sealed::Yes);
    let opened = open(&bytes).unwrap();
    assert_eq!((&opened.end, opened.sealed, opened.scenario), (&End::Clean, true, SCENARIO));
    assert_eq!(opened.header, header(1));
    let read: Vec<Entry> = opened.entries().map(|entry| entry.decode().unwrap()).collect();
    assert_eq!(read, written);
    assert_eq!(opened.event_count, written.iter().map(|entry| entry.events.len() as u64).sum::<u64>());
    assert_eq!(opened.point_after(200).unwrap().head, opened.head);
    assert_eq!(opened.point_after(0).unwrap().head[..8], opened.log_id.0);
    assert_eq!(opened.point_after(201), None);
    assert_eq!(bytes, log_of(&header(1), &written, Sealed::Yes), "the same decisions give the same bytes");
}

#[test]
fn a_log_cut_at_any_offset_keeps_its_whole_entries() {
    let bytes = sample_log(100, Sealed::Yes);
    let original = open(&bytes).unwrap();
    let ends = ends(&original);
    let mut tally = Tally::default();
    for cut in 0..bytes.len() {
        let whole = ends.iter().filter(|&&end| end <= cut).count();
        match open(&bytes[..cut]) {
            Err(_) => assert_eq!(whole, 0, "cut at {cut}"),
            Ok(opened) => {
                assert_eq!(opened.entry_count(), whole as u64 - 1, "cut at {cut}");
                let at = ends[whole - 1] as u64;
                let torn = End::Torn { at, bytes: cut as u64 - at };
                assert_eq!(opened.end, if cut as u64 == at { End::Clean } else { torn }, "cut at {cut}");
            }
        }
        tally.judge(&original, &bytes, &bytes[..cut], "cut");
    }
    assert_eq!(tally.clean, 101, "after the scenario and after each entry");
    println!("{} cuts: {tally:?}", bytes.len());
}

#[test]
fn a_flipped_bit_is_never_read_as_something_else() {
    const ENTRIES: usize = 50;
    for sealed in [Sealed::No, Sealed::Yes] {
        let mut bytes = sample_log(ENTRIES as u64, sealed);
        let clean = bytes.clone();
        let original = open(&clean).unwrap();
        let mut tally = Tally::default();
        for bit in 0..bytes.len() * 8 {
            bytes[bit / 8] ^= 1 << (bit % 8);
            tally.judge(&original, &clean, &bytes, "flip");
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
        let ends = ends(&original);
        let last = match sealed {
            Sealed::Yes => clean.len() - ends[ENTRIES],
            Sealed::No => clean.len() - ends[ENTRIES - 1],
        };
        assert_eq!((tally.clean, tally.header_refused), (0, ends[0] * 8), "{tally:?}");
        assert!(tally.torn <= last * 8, "{tally:?}: only the last entry, or the seal, may look torn");
        assert_eq!(tally.lost_max, u64::from(sealed == Sealed::No), "a seal guards the last entry too");
        println!("{} flips: {tally:?}", bytes.len() * 8);
    }
}

#[test]
fn damaged_sectors_are_never_read_as_something_else() {
    const SECTOR: usize = 512;
    let (mut tally, mut cases) = (Tally::default(), 0);
    for sealed in [Sealed::No, Sealed::Yes] {
        let bytes = sample_log(200, sealed);
        let original = open(&bytes).unwrap();
        for start in (0..bytes.len()).step_by(SECTOR) {
            let end = (start + SECTOR).min(bytes.len());
            let (before, sector, after) = (&bytes[..start], &bytes[start..end], &bytes[end..]);
            let next = &after[..after.len().min(SECTOR)];
            let damages: [(&str, Vec<u8>); 5] = [
                ("zeroed", [before, &vec![0; sector.len()], after].concat()),
                ("set", [before, &vec![0xFF; sector.len()], after].concat()),
                ("removed", [before, after].concat()),
                ("doubled", [before, sector, sector, after].concat()),
                ("swapped", [before, next, sector, &after[next.len()..]].concat()),
            ];
            for (what, damaged) in damages.iter().filter(|(_, damaged)| *damaged != bytes) {
                tally.judge(&original, &bytes, damaged, what);
                cases += 1;
            }
        }
    }
    println!("{cases} damaged sectors: {tally:?}");
    assert!(tally.torn * 20 < cases && tally.lost_max <= 5, "{tally:?}: a torn tail hides no more than a sector");
    assert_eq!(tally.clean, 0, "{tally:?}");
}

/// A loss of power may keep any of the sectors that were not synced yet, in any choice.
#[test]
fn any_choice_of_unsynced_sectors_is_a_prefix_or_refused() {
    const SECTOR: usize = 512;
    let bytes = sample_log(60, Sealed::Yes);
    let original = open(&bytes).unwrap();
    let synced = original.entry(21).unwrap().offset as usize;
    let sectors: Vec<usize> = (synced / SECTOR * SECTOR..bytes.len()).step_by(SECTOR).collect();
    let mut tally = Tally::default();
    for choice in 0..(1_u32 << sectors.len().min(12)) - 1 {
        let mut left = bytes.clone();
        for (bit, &start) in sectors.iter().enumerate().filter(|(bit, _)| choice >> bit & 1 == 0) {
            let last = bit + 1 == sectors.len();
            left[start.max(synced)..if last { bytes.len() } else { start + SECTOR }].fill(0);
        }
        assert!(open(&left).unwrap().entry_count() >= 20, "an entry that was synced is lost");
        tally.judge(&original, &bytes, &left, "sectors");
    }
    assert_eq!((tally.clean, tally.header_refused), (0, 0), "{tally:?}");
    println!("{} choices of {} unsynced sectors: {tally:?}", tally.corrupt + tally.torn, sectors.len());
}

#[test]
fn entries_that_were_moved_about_are_refused() {
    let bytes = sample_log(20, Sealed::Yes);
    let original = open(&bytes).unwrap();
    let ends = ends(&original);
    let entry = |index: usize| &bytes[ends[index]..ends[index + 1]];
    let (mut tally, mut cases) = (Tally::default(), 0);
    for index in 0..20 {
        let (before, after) = (&bytes[..ends[index]], &bytes[ends[index + 1]..]);
        let mut moved = vec![[before, after].concat(), [before, entry(index), entry(index), after].concat()];
        if index < 19 {
            moved.push([before, entry(index + 1), entry(index), &bytes[ends[index + 2]..]].concat());
        }
        for damaged in &moved {
            tally.judge(&original, &bytes, damaged, "moved");
            cases += 1;
        }
    }
    assert_eq!(tally.corrupt, cases, "{tally:?}");
    println!("{cases} entries deleted, doubled or swapped: {tally:?}");
}

#[test]
fn entries_of_another_log_are_refused() {
    let written = entries(12, &mut Random(3));
    let logs: Vec<Vec<u8>> = (0..8).map(|seed| log_of(&header(seed), &written, Sealed::No)).collect();
    let opened: Vec<Opened<'_>> = logs.iter().map(|log| open(log).unwrap()).collect();
    let ends = ends(&opened[0]);
    let (mut corrupt, mut torn) = (0, 0);
    for (to, (log, original)) in logs.iter().zip(&opened).enumerate() {
        for (from, donor) in logs.iter().enumerate().filter(|&(from, _)| from != to) {
            for index in 0..12 {
                let spliced =
                    [&log[..ends[index]], &donor[ends[index]..ends[index + 1]], &log[ends[index + 1]..]].concat();
                let read = open(&spliced).unwrap();
                assert_eq!(read.entry_count(), index as u64, "entry {index} from {from} to {to}");
                match read.end {
                    End::Corrupt { entry, .. } => assert_eq!(entry, index as u64 + 1),
                    End::Torn { .. } => assert_eq!(index as u64 + 1, original.entry_count()),
                    End::Clean => panic!("an entry of log {from} was taken for one of log {to}"),
                }
                if matches!(read.end, End::Torn { .. }) { torn += 1 } else { corrupt += 1 }
            }
        }
    }
    println!("{} entries from other logs: {corrupt} corrupt, {torn} (the last) taken for a torn tail", corrupt + torn);
}

#[test]
fn garbage_is_never_read_as_something() {
    let bytes = sample_log(6, Sealed::No);
    let original = open(&bytes).unwrap();
    let mut random = Random(11);
    let mut tally = Tally::default();
    const ROUNDS: usize = 100_000;
    for _ in 0..ROUNDS {
        let mut damaged = bytes.clone();
        let garbage: Vec<u8> = (0..=random.below(64)).map(|_| random.next() as u8).collect();
        let place = random.below(bytes.len() - garbage.len());
        damaged[place..place + garbage.len()].copy_from_slice(&garbage);
        if damaged == bytes {
            // One byte of garbage in 256 is the byte that was there.
            continue;
        }
        tally.judge(&original, &bytes, &damaged, "garbage");
    }
    assert_eq!(tally.clean, 0, "{tally:?}");
    println!("{ROUNDS} pieces of garbage: {tally:?}");
    for len in 0..2_000 {
        let noise: Vec<u8> = (0..len).map(|_| random.next() as u8).collect();
        assert!(open(&noise).is_err());
        let after_header = [&bytes[..HEADER_BYTES], &noise].concat();
        assert!(matches!(open(&after_header), Err(OpenError::Scenario(_))));
    }
}

#[test]
fn what_follows_a_seal_or_belongs_elsewhere_is_damage() {
    let bytes = sample_log(3, Sealed::Yes);
    let longer = [&bytes[..], b"x"].concat();
    let opened = open(&longer).unwrap();
    assert_eq!(opened.end, End::Corrupt { at: bytes.len() as u64, entry: 4, why: Damage::AfterSeal });
    assert_eq!((opened.good(), opened.sealed), (&bytes[..], true), "the seal is whole all the same");
    // The seal of a shorter log after one entry more: valid frame, wrong numbers.
    let written = entries(2, &mut Random(8));
    let (short, long) = (log_of(&header(1), &written[..1], Sealed::Yes), log_of(&header(1), &written, Sealed::No));
    let seal = &short[short.len() - 64..];
    let wrong = [&long[..], seal].concat();
    let end = open(&wrong).unwrap().end;
    assert_eq!(end, End::Corrupt { at: long.len() as u64, entry: 3, why: Damage::Seal });
    // An entry without its command, and with the scenario once more.
    let opened = open(&long).unwrap();
    let start = opened.entry(2).unwrap().offset as usize;
    let command = opened.entry(2).unwrap().frames().next().unwrap().size();
    let headless = [&long[..start], &long[start + command..]].concat();
    assert!(matches!(open(&headless).unwrap().end, End::Corrupt { entry: 2, why: Damage::Misplaced { .. }, .. }));
    let first = opened.entry(1).unwrap().offset as usize;
    let twice = [&long[..first], &long[HEADER_BYTES..]].concat();
    let end = open(&twice).unwrap().end;
    assert_eq!(end, End::Corrupt { at: first as u64, entry: 1, why: Damage::Misplaced { kind: 0x8001 } });
}

/// A file system may leave space that it filled with zeros behind a log, be it finished or not, and be it much.
#[test]
fn zeros_behind_a_log_are_torn_and_cost_it_nothing() {
    for sealed in [Sealed::No, Sealed::Yes] {
        let bytes = sample_log(2, sealed);
        for count in [1, 512, 4096, crate::ENTRY_BYTES_MAX + 1] {
            let longer = [&bytes[..], &vec![0; count]].concat();
            let opened = open(&longer).unwrap();
            assert_eq!(opened.end, End::Torn { at: bytes.len() as u64, bytes: count as u64 });
            assert_eq!((opened.good(), opened.sealed), (&bytes[..], sealed == Sealed::Yes));
        }
    }
}

#[test]
fn a_tail_longer_than_any_entry_is_damage() {
    let bytes = sample_log(2, Sealed::No);
    let tail = |count: usize| [&bytes[..], &vec![7; count]].concat();
    let longest = crate::ENTRY_BYTES_MAX;
    assert!(matches!(open(&tail(longest)).unwrap().end, End::Torn { .. }));
    assert!(matches!(open(&tail(longest + 1)).unwrap().end, End::Corrupt { entry: 3, .. }));
    // Sixteen million tokens are looked at once each.
    let tokens = [&bytes[..], &b"\xC0MIT".repeat(longest / 4)].concat();
    assert!(matches!(open(&tokens).unwrap().end, End::Torn { .. }));
}
