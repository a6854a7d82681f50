//! Disks that fail, writers that meet, runs that were cut short: no acknowledged entry is ever lost.

use crate::damage_tests::{Random, SCENARIO, Sealed, entries, header, log_of};
use crate::entry::Entry;
use crate::reader::{End, open};
use crate::storage::{LogFile, Memory, Overwrite, Storage};
use crate::writer::{Durability, GROUP_ENTRIES, LogWriter, WriteError};
use divest_core::Command;
use divest_core::command::RunCommand;
use std::cell::RefCell;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// What goes wrong, at a call counted from 0.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Fault {
    Write(usize),
    /// Only so many bytes of the write arrive.
    ShortWrite(usize, usize),
    Sync(usize),
    /// The torn tail cannot be kept.
    Keep,
    /// The torn tail cannot be cut off.
    Truncate,
}

#[derive(Default)]
struct Disk {
    bytes: Vec<u8>,
    synced: usize,
    writes: usize,
    syncs: usize,
    kept: Vec<Vec<u8>>,
}

/// A disk that fails once and may be looked at from outside.
#[derive(Clone, Default)]
struct Faulty {
    disk: Rc<RefCell<Disk>>,
    fault: Option<Fault>,
}

impl Storage for Faulty {
    fn read_all(&mut self) -> io::Result<Vec<u8>> {
        Ok(self.disk.borrow().bytes.clone())
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut disk = self.disk.borrow_mut();
        let call = disk.writes;
        disk.writes += 1;
        let arriving = match self.fault {
            Some(Fault::Write(at)) if at == call => 0,
            Some(Fault::ShortWrite(at, arriving)) if at == call => arriving.min(bytes.len() - 1),
            _ => bytes.len(),
        };
        disk.bytes.extend_from_slice(&bytes[..arriving]);
        if arriving == bytes.len() { Ok(()) } else { Err(io::Error::from(io::ErrorKind::StorageFull)) }
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut disk = self.disk.borrow_mut();
        let call = disk.syncs;
        disk.syncs += 1;
        if self.fault == Some(Fault::Sync(call)) {
            return Err(io::Error::other("the disk is gone"));
        }
        disk.synced = disk.bytes.len();
        Ok(())
    }

    fn truncate(&mut self, len: u64) -> io::Result<()> {
        if self.fault == Some(Fault::Truncate) {
            return Err(io::Error::other("the disk is gone"));
        }
        let mut disk = self.disk.borrow_mut();
        disk.bytes.truncate(len as usize);
        disk.synced = len as usize;
        Ok(())
    }

    fn keep_tail(&mut self, _at: u64, tail: &[u8]) -> io::Result<Option<PathBuf>> {
        if self.fault == Some(Fault::Keep) {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        self.disk.borrow_mut().kept.push(tail.to_vec());
        Ok(None)
    }
}

/// Writes entries until one fails, tries twice more, and returns how many were acknowledged and whether all went well.
fn write_until_failure(storage: Faulty, written: &[Entry]) -> (usize, bool) {
    let Ok(mut writer) = LogWriter::start(storage, &header(1), SCENARIO, Durability::EveryEntry) else {
        return (0, false);
    };
    for (index, entry) in written.iter().enumerate() {
        if let Err(error) = writer.append(entry) {
            assert!(matches!(error, WriteError::Io { .. }), "{error}");
            assert!(matches!(writer.append(entry), Err(WriteError::Poisoned)));
            assert!(matches!(writer.sync(), Err(WriteError::Poisoned)));
            assert!(matches!(writer.finish(), Err(WriteError::Poisoned)));
            return (index, false);
        }
    }
    (written.len(), writer.finish().is_ok())
}

#[test]
fn a_group_of_entries_is_synced_together_and_is_never_larger_than_it_says() {
    let written = entries(200, &mut Random(5));
    let storage = Faulty::default();
    let disk = Rc::clone(&storage.disk);
    let mut writer = LogWriter::start(storage, &header(1), SCENARIO, Durability::Grouped).unwrap();
    for (index, entry) in written.iter().enumerate() {
        writer.append(entry).unwrap();
        let count = index as u64 + 1;
        let safe = open(&disk.borrow().bytes[..disk.borrow().synced]).unwrap().entry_count();
        assert_eq!(safe, count - count % GROUP_ENTRIES, "after {count} entries");
    }
    assert_eq!(disk.borrow().syncs, 1 + 200 / GROUP_ENTRIES as usize);
    writer.finish().unwrap();
    assert_eq!(disk.borrow().synced, disk.borrow().bytes.len());
}

#[test]
fn entries_that_are_written_in_blocks_are_the_same_log_in_fewer_writes() {
    let written = entries(2_000, &mut Random(6));
    let storage = Faulty::default();
    let disk = Rc::clone(&storage.disk);
    let mut writer = LogWriter::start(storage, &header(1), SCENARIO, Durability::InBlocks).unwrap();
    for (index, entry) in written.iter().enumerate() {
        writer.append(entry).unwrap();
        // Opening takes time: a look at some of the moments is enough.
        if index % 50 == 0 {
            let disk = disk.borrow();
            let there = open(&disk.bytes).unwrap();
            assert_eq!(there.end, End::Clean, "no block ends within an entry");
            assert!(there.entry_count() <= index as u64 + 1);
        }
    }
    let (count, writes) = (open(&disk.borrow().bytes).unwrap().entry_count(), disk.borrow().writes);
    assert!(0 < count && count < 2_000, "{count} entries were written before the end");
    assert!(writes < 20, "{writes} writes");
    writer.flush().unwrap();
    assert_eq!(open(&disk.borrow().bytes).unwrap().entry_count(), 2_000);
    assert_eq!(disk.borrow().syncs, 0);
    writer.finish().unwrap();
    assert_eq!(disk.borrow().bytes, log_of(&header(1), &written, Sealed::Yes));
    assert_eq!(disk.borrow().synced, disk.borrow().bytes.len());
}

#[test]
fn a_failing_disk_loses_no_acknowledged_entry() {
    let written = entries(12, &mut Random(2));
    let calls = written.len() + 2;
    let writes = (0..calls).map(Fault::Write);
    let short =
        (0..calls).flat_map(|at| [1, 11, 12, 13, 40, usize::MAX].map(|arriving| Fault::ShortWrite(at, arriving)));
    let syncs = (0..calls).map(Fault::Sync);
    let mut cases = 0;
    for fault in writes.chain(short).chain(syncs) {
        let storage = Faulty { fault: Some(fault), ..Faulty::default() };
        let disk = Rc::clone(&storage.disk);
        let (acknowledged, all_well) = write_until_failure(storage, &written);
        assert!(!all_well, "{fault:?}");
        // A loss of power may take any part of what was not synced.
        let (all, synced) = (disk.borrow().bytes.clone(), disk.borrow().synced);
        for left in synced..=all.len() {
            let Ok(opened) = open(&all[..left]) else {
                assert_eq!(acknowledged, 0, "{fault:?}");
                continue;
            };
            let read: Vec<Entry> = opened.entries().map(|entry| entry.decode().unwrap()).collect();
            assert!(read.len() >= acknowledged, "{fault:?}: {} of {acknowledged}", read.len());
            assert_eq!(read, written[..read.len()], "{fault:?}");
            assert!(!matches!(opened.end, End::Corrupt { .. }), "{fault:?}");
            cases += 1;
        }
        resume_and_go_on(&all, &written);
    }
    println!("{cases} states of a disk after {} faults", calls * 8);
}

/// Resumes what a fault left behind: the finished log is the one that would have been written without it.
fn resume_and_go_on(left: &[u8], written: &[Entry]) {
    let storage = Faulty::default();
    storage.disk.borrow_mut().bytes = left.to_vec();
    let disk = Rc::clone(&storage.disk);
    let (mut writer, resumed) = match LogWriter::resume_in(storage, Durability::AtEnd) {
        Ok(resumed) => resumed,
        Err(WriteError::Open(_) | WriteError::Sealed) => return,
        Err(error) => panic!("{error}"),
    };
    assert_eq!(open(&resumed.bytes).unwrap().entry_count(), writer.entry_count());
    let tail = &left[resumed.bytes.len()..];
    assert_eq!(disk.borrow().kept.concat(), tail);
    assert_eq!(resumed.torn.map_or(0, |torn| torn.bytes), tail.len() as u64);
    for entry in &written[writer.entry_count() as usize..] {
        writer.append(entry).unwrap();
    }
    writer.finish().unwrap();
    assert_eq!(disk.borrow().bytes, log_of(&header(1), written, Sealed::Yes));
}

#[test]
fn a_recovery_that_fails_can_be_done_again() {
    let written = entries(5, &mut Random(9));
    let whole = log_of(&header(1), &written, Sealed::No);
    let torn = &whole[..whole.len() - 7];
    for fault in [Fault::Keep, Fault::Truncate] {
        let storage = Faulty { fault: Some(fault), ..Faulty::default() };
        storage.disk.borrow_mut().bytes = torn.to_vec();
        let disk = Rc::clone(&storage.disk);
        assert!(matches!(LogWriter::resume_in(storage, Durability::AtEnd), Err(WriteError::Io { .. })));
        assert_eq!(disk.borrow().bytes, torn, "{fault:?}");
        resume_and_go_on(torn, &written);
    }
}

/// A recovery keeps the tail beside the log, syncs the copy and its folder, cuts the log off, syncs it, and only then
/// appends. Whatever step is the last, the next recovery does the rest and no byte of the tail is lost.
#[test]
fn a_recovery_that_was_killed_at_any_step_is_done_by_the_next() {
    let scratch = Scratch::new("steps");
    let path = scratch.log();
    let written = entries(6, &mut Random(9));
    let whole = log_of(&header(1), &written, Sealed::Yes);
    let at = open(&whole).unwrap().entry(4).unwrap().offset as usize;
    let tail = &whole[at..at + 40];
    let kept = |count: &str| PathBuf::from(format!("{}.torn-{at}{count}", path.display()));
    let mut cases = 0;
    // The copy was not begun; has so many bytes; is whole. The log was cut off; or is not yet.
    let copies = [None].into_iter().chain((0..=tail.len()).map(Some));
    for (copied, cut) in copies.flat_map(|copied| [(copied, false), (copied, true)]) {
        if cut && copied != Some(tail.len()) {
            // The log is cut off only when the copy is safe.
            continue;
        }
        for old in std::fs::read_dir(&scratch.0).unwrap() {
            std::fs::remove_file(old.unwrap().path()).unwrap();
        }
        std::fs::write(&path, if cut { &whole[..at] } else { &whole[..at + tail.len()] }).unwrap();
        if let Some(copied) = copied {
            std::fs::write(kept(""), &tail[..copied]).unwrap();
        }
        let (mut writer, _) = LogWriter::resume(&path, Durability::EveryEntry).unwrap();
        for entry in &written[3..] {
            writer.append(entry).unwrap();
        }
        drop(writer.finish().unwrap());
        assert_eq!(std::fs::read(&path).unwrap(), whole, "{copied:?} bytes of the copy, cut off: {cut}");
        let has_tail = |count: &str| std::fs::read(kept(count)).is_ok_and(|bytes| bytes == tail);
        assert!(has_tail("") || has_tail(".2"), "{copied:?}: the tail is lost");
        cases += 1;
    }
    println!("{cases} recoveries taken up after a crash");
}

#[test]
fn an_entry_that_is_too_large_writes_nothing_and_ends_nothing() {
    let mut writer = LogWriter::start(Memory::default(), &header(1), SCENARIO, Durability::AtEnd).unwrap();
    let mut entry = entries(1, &mut Random(1)).remove(0);
    let before = writer.storage().bytes.len();
    let small = std::mem::replace(&mut entry.reason, "x".repeat(70_000));
    let error = writer.append(&entry).unwrap_err();
    assert!(matches!(error, WriteError::TooLarge { what: "a command", bytes_max: 65_536, .. }), "{error}");
    entry.reason = small;
    let event = entries(9, &mut Random(1)).into_iter().find_map(|entry| entry.events.first().copied()).unwrap();
    let events = std::mem::replace(&mut entry.events, std::iter::repeat_n(event, 2 << 20).collect());
    assert!(matches!(writer.append(&entry), Err(WriteError::TooLarge { what: "an entry", .. })));
    assert_eq!(writer.storage().bytes.len(), before);
    entry.events = events;
    writer.append(&entry).unwrap();
    assert_eq!(open(&writer.storage().bytes).unwrap().entry(1).unwrap().decode(), Ok(entry));
    let scenario = vec![0; (1 << 20) + 1];
    let result = LogWriter::start(Memory::default(), &header(1), &scenario, Durability::AtEnd);
    assert!(matches!(result, Err(WriteError::TooLarge { what: "the scenario", .. })));
    let result = LogWriter::start(Memory::default(), &header(1), b"another", Durability::AtEnd);
    assert!(matches!(result, Err(WriteError::ScenarioDigest)));
}

/// A directory that goes when the test ends.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("divest-log-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn log(&self) -> PathBuf {
        self.0.join("run.divest")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn create(path: &Path, overwrite: Overwrite) -> Result<LogWriter<LogFile>, WriteError> {
    LogWriter::create(path, &header(1), SCENARIO, Durability::EveryEntry, overwrite)
}

#[test]
fn two_writers_never_meet_and_nothing_is_overwritten_unasked() {
    let scratch = Scratch::new("two");
    let path = scratch.log();
    let mut writer = create(&path, Overwrite::No).unwrap();
    writer.append(&entries(1, &mut Random(1))[0]).unwrap();
    assert!(matches!(create(&path, Overwrite::No), Err(WriteError::Exists)));
    assert!(matches!(create(&path, Overwrite::Yes), Err(WriteError::Locked)));
    let second = LogWriter::resume(&path, Durability::AtEnd).unwrap_err();
    assert_eq!(second.to_string(), "another program is writing this log");
    assert_eq!(open(&std::fs::read(&path).unwrap()).unwrap().entry_count(), 1, "a reader needs no lock");
    drop(writer);
    let (writer, resumed) = LogWriter::resume(&path, Durability::AtEnd).unwrap();
    assert_eq!((writer.entry_count(), resumed.torn), (1, None));
    drop(writer);
    let other = LogWriter::create(&path, &header(1), b"other", Durability::AtEnd, Overwrite::Yes);
    assert!(matches!(other, Err(WriteError::ScenarioDigest)));
    assert_eq!(open(&std::fs::read(&path).unwrap()).unwrap().entry_count(), 1, "a refusal leaves the old log alone");
    let writer = create(&path, Overwrite::Yes).unwrap();
    assert_eq!((writer.entry_count(), writer.storage().path()), (0, &*path));
    assert!(matches!(LogWriter::resume(&scratch.0.join("none"), Durability::AtEnd), Err(WriteError::Io { .. })));
}

#[test]
fn a_torn_file_is_cut_kept_and_continued() {
    let scratch = Scratch::new("torn");
    let path = scratch.log();
    let written = entries(10, &mut Random(4));
    let whole = log_of(&header(1), &written, Sealed::Yes);
    let at = open(&whole).unwrap().entry(7).unwrap().offset;
    let kept = |suffix: &str| PathBuf::from(format!("{}.torn-{at}{suffix}", path.display()));
    for (cut, expected) in [(20, ""), (33, ".2"), (20, "")] {
        let tail = &whole[at as usize..at as usize + cut];
        std::fs::write(&path, &whole[..at as usize + cut]).unwrap();
        let (mut writer, resumed) = LogWriter::resume(&path, Durability::EveryEntry).unwrap();
        let torn = resumed.torn.unwrap();
        assert_eq!((torn.at, torn.bytes, torn.kept), (at, cut as u64, Some(kept(expected))));
        assert_eq!(std::fs::read(kept(expected)).unwrap(), tail);
        assert_eq!(resumed.bytes, whole[..at as usize]);
        assert_eq!(std::fs::read(&path).unwrap(), resumed.bytes);
        for entry in &written[6..] {
            writer.append(entry).unwrap();
        }
        let finished = writer.finish().unwrap();
        assert_eq!((finished.entry_count, finished.head), (10, open(&whole).unwrap().head));
        drop(finished.storage);
        assert_eq!(std::fs::read(&path).unwrap(), whole, "as if nothing had happened");
    }
}

#[test]
fn a_sealed_or_damaged_log_takes_no_more() {
    let written = entries(10, &mut Random(4));
    let whole = log_of(&header(1), &written, Sealed::Yes);
    let resume = |bytes: Vec<u8>| LogWriter::resume_in(Memory { bytes }, Durability::AtEnd).map(|_| ());
    assert!(matches!(resume(whole.clone()), Err(WriteError::Sealed)));
    let mut damaged = whole.clone();
    let at = open(&whole).unwrap().entry(3).unwrap().offset;
    damaged[at as usize + 13] ^= 4;
    let error = resume(damaged).unwrap_err();
    assert!(matches!(error, WriteError::Corrupt { entry: 3, at: found, .. } if found == at), "{error}");
    assert!(matches!(resume(whole[..200].to_vec()), Err(WriteError::Open(_))));
}

/// Not a test of anything but speed: `cargo test --release -p divest-log speed -- --ignored --nocapture`.
#[test]
#[ignore = "measures, and takes its time"]
fn speed() {
    use std::time::Instant as Clock;
    let mut written = entries(100_000, &mut Random(6));
    for entry in &mut written {
        entry.command = Command::Run(RunCommand::Open);
    }
    let events: usize = written.iter().map(|entry| entry.events.len()).sum();
    let per_event = |started: Clock| started.elapsed().as_nanos() / events as u128;
    let started = Clock::now();
    let bytes = log_of(&header(1), &written, Sealed::Yes);
    println!("{events} events, {} bytes; write {} ns an event", bytes.len(), per_event(started));
    let started = Clock::now();
    let opened = open(&bytes).unwrap();
    println!("open and verify {} ns an event", per_event(started));
    let started = Clock::now();
    let decoded = opened.entries().flat_map(|entry| entry.events()).filter(Result::is_ok).count();
    assert_eq!(decoded, events);
    println!("decode events {} ns each", per_event(started));
}
