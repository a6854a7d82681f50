//! A stranger's log makes the reader allocate no more than its size warrants. A test of its own, because it counts what the
//! whole program allocates.

use divest_log::{Entry, open, twin};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use std::alloc::System;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const LOG: &[u8] = include_bytes!("../../../tests/logs/first-sale-1.0.divest-log");

/// Everything that is ever allocated while a log is opened and read, in bytes for each byte of the log. Frames of 12 bytes
/// become events of some 60; a growing list doubles.
const PER_BYTE_MAX: usize = 12;
/// The same for a log of no size: error messages, the first room of lists.
const BASE_MAX: usize = 4096;

/// What opening a log and decoding all of it allocates, in bytes.
fn allocated(log: &[u8]) -> usize {
    let region = Region::new(ALLOCATOR);
    if let Ok(opened) = open(log) {
        let mut entry = Entry::blank();
        for raw in opened.entries() {
            let _ = raw.decode();
            let _ = raw.decode_into(&mut entry);
        }
    }
    region.change().bytes_allocated
}

/// Holds a log against the limit.
fn judge(log: &[u8], what: &str) -> usize {
    let bytes = allocated(log);
    assert!(bytes <= log.len() * PER_BYTE_MAX + BASE_MAX, "{what}: {bytes} bytes for a log of {}", log.len());
    bytes
}

/// One test, so that no other thread allocates meanwhile.
#[test]
fn no_log_allocates_more_than_its_size_warrants() {
    let usual = judge(LOG, "a real log");
    println!("a real log of {} bytes: {usual} bytes allocated", LOG.len());

    // Lengths of all sorts in every frame, the check left wrong and put right.
    let mut cases = 0;
    let mut most = 0;
    for place in 256..LOG.len() - 4 {
        for claimed in [u32::MAX, 1 << 31, 1 << 24, 1 << 20, 65_536] {
            let mut log = LOG.to_vec();
            log[place..place + 4].copy_from_slice(&claimed.to_le_bytes());
            most = most.max(judge(&log, "a hostile length"));
            cases += 1;
            if place % 8 != 0 {
                break;
            }
        }
    }
    println!("{cases} hostile lengths: at most {most} bytes allocated");

    // A header, and then megabytes of what looks like the ends of entries.
    for pattern in [b"\xC0MIT".as_slice(), b"\xC0SEA", b"\0", b"\xFF", &LOG[256..300], &LOG[LOG.len() - 64..]] {
        let log = [&LOG[..256], &pattern.repeat((1 << 20) / pattern.len())].concat();
        judge(&log, "a pattern after the header");
        let log = [&LOG[..LOG.len() / 2], &pattern.repeat((1 << 20) / pattern.len())].concat();
        judge(&log, "a pattern after half a log");
    }

    // The text twin of a stranger likewise.
    let text = twin::to_text(&open(LOG).expect("a real log")).expect("it has a text");
    for end in (0..text.len()).step_by(97) {
        let region = Region::new(ALLOCATOR);
        let _ = twin::from_text(&text[..end]);
        let bytes = region.change().bytes_allocated;
        assert!(bytes <= end * PER_BYTE_MAX + BASE_MAX, "{bytes} bytes for a text of {end}");
    }
}
