//! A log of a real run, cut, flipped and torn apart in every place: what is read is what was written, or nothing.
//!
//! The quick tests look at a part of the places that is different in each file of the repository; `just damage` at all.

use crate::damage_tests::Tally;
use crate::reader::open;

/// A run of a small scenario, as `divest run scenarios/first-sale.toml` wrote it.
const LOG: &[u8] = include_bytes!("../../tests/logs/first-sale-1.0.divest-log");
const SECTOR: usize = 512;

/// Flips every `step`th bit.
fn flip(step: usize) {
    let original = open(LOG).unwrap();
    assert!(original.sealed && original.entry_count() > 30);
    let mut bytes = LOG.to_vec();
    let (mut tally, mut flips) = (Tally::default(), 0);
    for bit in (0..bytes.len() * 8).step_by(step) {
        bytes[bit / 8] ^= 1 << (bit % 8);
        tally.judge(&original, LOG, &bytes, "flip");
        bytes[bit / 8] ^= 1 << (bit % 8);
        flips += 1;
    }
    println!("{flips} bits flipped of a log of {} bytes: {tally:?}", LOG.len());
    assert_eq!((tally.clean, tally.lost_max), (0, 0), "{tally:?}");
}

#[test]
fn a_flipped_bit_of_a_real_log_changes_nothing_silently() {
    flip(61);
}

#[test]
#[ignore = "takes a minute; `just damage` runs it"]
fn every_flipped_bit_of_a_real_log_changes_nothing_silently() {
    flip(1);
}

/// Cuts at every `step`th offset.
fn cut(step: usize) {
    let original = open(LOG).unwrap();
    let (mut tally, mut cuts) = (Tally::default(), 0);
    for end in (0..LOG.len()).step_by(step) {
        tally.judge(&original, LOG, &LOG[..end], "cut");
        cuts += 1;
    }
    println!("{cuts} cuts of a log of {} bytes: {tally:?}", LOG.len());
    assert_eq!(tally.corrupt, 0, "a log that was cut short is torn, never corrupt: {tally:?}");
    if step == 1 {
        assert_eq!(tally.clean as u64, original.entry_count() + 1, "clean only between entries");
    }
}

#[test]
fn a_real_log_cut_short_keeps_its_whole_entries() {
    cut(7);
}

#[test]
#[ignore = "takes a minute; `just damage` runs it"]
fn a_real_log_cut_at_every_offset_keeps_its_whole_entries() {
    cut(1);
}

#[test]
fn damaged_sectors_of_a_real_log_change_nothing_silently() {
    let original = open(LOG).unwrap();
    let (mut tally, mut cases) = (Tally::default(), 0);
    let sectors: Vec<&[u8]> = LOG.chunks(SECTOR).collect();
    let mut judge = |sectors: &[&[u8]], what: &str| {
        let damaged = sectors.concat();
        if damaged != LOG {
            tally.judge(&original, LOG, &damaged, what);
            cases += 1;
        }
    };
    for place in 0..sectors.len() {
        let mut damaged = sectors.clone();
        damaged[place] = &[0; SECTOR][..sectors[place].len()];
        judge(&damaged, "zeroed");
        damaged.remove(place);
        judge(&damaged, "removed");
        damaged.insert(place, sectors[place]);
        damaged.insert(place, sectors[place]);
        judge(&damaged, "doubled");
        for other in place + 1..sectors.len() {
            let mut damaged = sectors.clone();
            damaged.swap(place, other);
            judge(&damaged, "swapped");
        }
    }
    println!("{cases} damages of {} sectors: {tally:?}", sectors.len());
    // Without its last sector, and with it the seal, a log is one that was cut short.
    assert!(tally.clean == 0 && tally.torn <= 4, "{tally:?}");
}
