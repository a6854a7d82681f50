//! Group commit: few syncs, and still no entry acknowledged that is not safe.

use crate::damage_tests::{Random, SCENARIO, Sealed, entries, header, log_of};
use crate::entry::Entry;
use crate::group::GroupWriter;
use crate::reader::open;
use crate::storage::{Memory, Storage};
use crate::writer::WriteError;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A disk that takes its time to sync, fails at a sync if asked to, and may be looked at from outside.
#[derive(Clone, Default)]
struct SlowDisk {
    written: Arc<Mutex<Vec<u8>>>,
    /// How many bytes would outlive a loss of power.
    safe: Arc<AtomicUsize>,
    syncs: usize,
    fails_at: Option<usize>,
}

impl Storage for SlowDisk {
    fn read_all(&mut self) -> io::Result<Vec<u8>> {
        Ok(self.written.lock().unwrap().clone())
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.written.lock().unwrap().extend_from_slice(bytes);
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        let bytes = self.written.lock().unwrap().len();
        std::thread::sleep(Duration::from_millis(2));
        self.syncs += 1;
        if self.fails_at == Some(self.syncs) {
            return Err(io::Error::other("the disk is gone"));
        }
        self.safe.store(bytes, Ordering::SeqCst);
        Ok(())
    }

    fn truncate(&mut self, _len: u64) -> io::Result<()> {
        Ok(())
    }

    fn keep_tail(&mut self, _at: u64, _tail: &[u8]) -> io::Result<Option<PathBuf>> {
        Ok(None)
    }
}

/// How many whole entries of a disk would outlive a loss of power.
fn safe_entries(disk: &SlowDisk) -> u64 {
    let safe = disk.safe.load(Ordering::SeqCst);
    open(&disk.written.lock().unwrap()[..safe]).map_or(0, |log| log.entry_count())
}

/// Adds entries from several threads; each is waited for. Returns the number of the highest that was acknowledged.
fn add_all(group: &GroupWriter<SlowDisk>, disk: &SlowDisk, written: &[Entry], threads: usize) -> u64 {
    let next = Mutex::new(written.iter());
    let acknowledged = Mutex::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    // Numbers are given under a lock, as a game would; the waiting is done outside of it.
                    let added = next.lock().unwrap().next().map(|entry| (entry.number, group.add(entry)));
                    let Some((number, ticket)) = added else { break };
                    if ticket.and_then(|ticket| group.wait(ticket)).is_err() {
                        break;
                    }
                    assert!(safe_entries(disk) >= number, "entry {number} was acknowledged before it was safe");
                    let mut highest = acknowledged.lock().unwrap();
                    *highest = number.max(*highest);
                }
            });
        }
    });
    acknowledged.into_inner().unwrap()
}

#[test]
fn entries_that_wait_together_are_committed_together() {
    let written = entries(60, &mut Random(1));
    let disk = SlowDisk::default();
    let group = GroupWriter::start(disk.clone(), &header(1), SCENARIO).unwrap();
    assert_eq!(add_all(&group, &disk, &written, 8), 60);
    let (safe, syncs) = group.safe();
    assert_eq!(safe, 60);
    assert!(syncs <= 30, "{syncs} syncs for 60 entries of 8 threads");
    assert_eq!(group.head(), open(&disk.written.lock().unwrap()).unwrap().head);
    group.finish().unwrap();
    assert_eq!(
        *disk.written.lock().unwrap(),
        log_of(&header(1), &written, Sealed::Yes),
        "as one thread would write it"
    );
    println!("60 entries of 8 threads in {syncs} syncs");
}

#[test]
fn one_thread_alone_syncs_every_entry() {
    let written = entries(5, &mut Random(2));
    let disk = SlowDisk::default();
    let group = GroupWriter::start(disk.clone(), &header(1), SCENARIO).unwrap();
    assert_eq!(add_all(&group, &disk, &written, 1), 5);
    assert_eq!(group.safe(), (5, 5));
}

#[test]
fn a_sync_that_fails_fails_all_who_wait_and_ends_the_writing() {
    let written = entries(60, &mut Random(3));
    for fails_at in 2..8 {
        let disk = SlowDisk { fails_at: Some(fails_at), ..SlowDisk::default() };
        let group = GroupWriter::start(disk.clone(), &header(1), SCENARIO).unwrap();
        let acknowledged = add_all(&group, &disk, &written, 4);
        assert!(acknowledged < 60 && safe_entries(&disk) >= acknowledged);
        assert!(matches!(group.add(&written[59]), Err(WriteError::Poisoned)));
        assert!(matches!(group.finish(), Err(WriteError::Poisoned)));
    }
}

#[test]
fn an_entry_that_is_too_large_is_in_nobodys_way() {
    let mut written = entries(2, &mut Random(4));
    let group = GroupWriter::start(Memory::default(), &header(1), SCENARIO).unwrap();
    let first = group.add(&written[0]).unwrap();
    let small = std::mem::replace(&mut written[1].reason, "x".repeat(70_000));
    assert!(matches!(group.add(&written[1]), Err(WriteError::TooLarge { .. })));
    written[1].reason = small;
    let second = group.add(&written[1]).unwrap();
    group.wait(second).unwrap();
    group.wait(first).unwrap();
    assert_eq!(group.safe(), (2, 1));
    assert_eq!(group.finish().unwrap().storage.bytes, log_of(&header(1), &written, Sealed::Yes));
}
