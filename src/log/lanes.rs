//! Many heads worked out at once.
//!
//! A head hashes the one before it, so a writer needs them one after another. A reader does not: every head stands in the
//! log, so each can be held against the bytes before it by itself, several side by side in the lanes of one vector
//! register. Entries take BLAKE3 a third of the time that way.
//!
//! The function that does this is public in its crate but not promised, so the workspace pins the crate; the tests hold
//! it against the promised one.

use crate::commit::{FRONT_BYTES, HASH_BLOCK_BYTES, head_of};
use crate::frame::HEAD_BYTES;
use crate::header::Digest;
use blake3::IncrementCounter;
use blake3::platform::Platform;

/// How many messages of one length are hashed together.
const LANES: usize = 8;
/// The most blocks of a message that is hashed in a lane; a longer one is a tree to BLAKE3, and fast by itself.
const BLOCKS_MAX: usize = 16;

/// BLAKE3's initial chaining value, and its flags for a message of one chunk.
const IV: [u32; 8] =
    [0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19];
const CHUNK_START: u8 = 1;
const CHUNK_END_AND_ROOT: u8 = 2 | 8;

/// An entry whose head waits for others of its length.
#[derive(Clone, Copy, Default)]
struct Waiting {
    /// The entry's place, from 0.
    place: usize,
    /// Where the entry begins; the head before it ends there.
    start: usize,
    /// Where its COMMIT frame begins.
    commit: usize,
}

/// Those that have the same number of blocks.
#[derive(Clone, Copy, Default)]
struct Queue {
    count: usize,
    waiting: [Waiting; LANES],
}

/// Holds the heads of a log's entries against what they are of.
pub(crate) struct Lanes<'a> {
    bytes: &'a [u8],
    platform: Platform,
    /// By the number of blocks less one.
    queues: [Queue; BLOCKS_MAX],
    first_wrong: Option<usize>,
    scratch: Vec<u8>,
}

impl<'a> Lanes<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let queues = [Queue::default(); BLOCKS_MAX];
        Self { bytes, platform: Platform::detect(), queues, first_wrong: None, scratch: Vec::new() }
    }

    /// Takes in an entry by its place, its first byte and its COMMIT frame's. The head before it must end where it begins.
    pub(crate) fn add(&mut self, place: usize, start: usize, commit: usize) {
        let waiting = Waiting { place, start, commit };
        let message_bytes = size_of::<Digest>() + commit - start + FRONT_BYTES;
        let blocks = message_bytes.div_ceil(HASH_BLOCK_BYTES);
        if blocks > BLOCKS_MAX {
            self.check_alone(waiting);
            return;
        }
        let queue = &mut self.queues[blocks - 1];
        queue.waiting[queue.count] = waiting;
        queue.count += 1;
        if queue.count == LANES {
            self.check_queue(blocks);
        }
    }

    /// Checks what still waits. Gives the place of the first entry with another head than its own, if there is one.
    pub(crate) fn finish(&mut self) -> Option<usize> {
        for blocks in 1..=BLOCKS_MAX {
            let Queue { count, waiting } = self.queues[blocks - 1];
            // Eight lanes take as long as two or three messages alone, however many of them are used.
            if count > 2 {
                self.queues[blocks - 1].waiting[count..].fill(waiting[0]);
                self.check_queue(blocks);
            } else {
                waiting[..count].iter().for_each(|&one| self.check_alone(one));
                self.queues[blocks - 1].count = 0;
            }
        }
        self.first_wrong
    }

    /// What a head is of: the head before it and the entry's frames, then its COMMIT up to the head.
    fn message(&self, of: Waiting) -> (&'a [u8], &'a [u8]) {
        let front = of.commit + HEAD_BYTES;
        (&self.bytes[of.start - size_of::<Digest>()..of.commit], &self.bytes[front..front + FRONT_BYTES])
    }

    fn compare(&mut self, of: Waiting, head: &[u8]) {
        let at = of.commit + HEAD_BYTES + FRONT_BYTES;
        if self.bytes[at..at + size_of::<Digest>()] != *head {
            self.first_wrong = Some(self.first_wrong.map_or(of.place, |first| first.min(of.place)));
        }
    }

    fn check_alone(&mut self, waiting: Waiting) {
        let (body, front) = self.message(waiting);
        let head = head_of([body, front, &[]], &mut self.scratch);
        self.compare(waiting, &head);
    }

    fn check_queue(&mut self, blocks: usize) {
        match blocks {
            1 => self.check_lanes::<{ HASH_BLOCK_BYTES }>(blocks),
            2 => self.check_lanes::<{ 2 * HASH_BLOCK_BYTES }>(blocks),
            3 => self.check_lanes::<{ 3 * HASH_BLOCK_BYTES }>(blocks),
            4 => self.check_lanes::<{ 4 * HASH_BLOCK_BYTES }>(blocks),
            5 => self.check_lanes::<{ 5 * HASH_BLOCK_BYTES }>(blocks),
            6 => self.check_lanes::<{ 6 * HASH_BLOCK_BYTES }>(blocks),
            7 => self.check_lanes::<{ 7 * HASH_BLOCK_BYTES }>(blocks),
            8 => self.check_lanes::<{ 8 * HASH_BLOCK_BYTES }>(blocks),
            9 => self.check_lanes::<{ 9 * HASH_BLOCK_BYTES }>(blocks),
            10 => self.check_lanes::<{ 10 * HASH_BLOCK_BYTES }>(blocks),
            11 => self.check_lanes::<{ 11 * HASH_BLOCK_BYTES }>(blocks),
            12 => self.check_lanes::<{ 12 * HASH_BLOCK_BYTES }>(blocks),
            13 => self.check_lanes::<{ 13 * HASH_BLOCK_BYTES }>(blocks),
            14 => self.check_lanes::<{ 14 * HASH_BLOCK_BYTES }>(blocks),
            15 => self.check_lanes::<{ 15 * HASH_BLOCK_BYTES }>(blocks),
            _ => self.check_lanes::<{ 16 * HASH_BLOCK_BYTES }>(blocks),
        }
    }

    fn check_lanes<const BYTES: usize>(&mut self, blocks: usize) {
        let waiting = self.queues[blocks - 1].waiting;
        self.queues[blocks - 1].count = 0;
        let mut messages = [[0; BYTES]; LANES];
        for (message, one) in messages.iter_mut().zip(waiting) {
            let (body, front) = self.message(one);
            message[..body.len()].copy_from_slice(body);
            message[body.len()..body.len() + FRONT_BYTES].copy_from_slice(front);
        }
        let mut heads = [0; LANES * size_of::<Digest>()];
        let no = IncrementCounter::No;
        let inputs = messages.each_ref();
        self.platform.hash_many(&inputs, &IV, 0, no, 0, CHUNK_START, CHUNK_END_AND_ROOT, &mut heads);
        for (head, one) in heads.chunks_exact(size_of::<Digest>()).zip(waiting) {
            self.compare(one, head);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A chain of entries of many lengths, with the places of start and COMMIT of each.
    fn chain(lengths: impl Iterator<Item = usize>) -> (Vec<u8>, Vec<(usize, usize)>) {
        let mut bytes = vec![7; size_of::<Digest>()];
        let mut places = Vec::new();
        for (index, length) in lengths.enumerate() {
            let start = bytes.len();
            bytes.extend((0..length).map(|i| (i * 31 + index) as u8));
            let commit = bytes.len();
            bytes.extend_from_slice(&[index as u8; HEAD_BYTES + FRONT_BYTES]);
            let (body, front) = (&bytes[start - size_of::<Digest>()..commit], &bytes[commit + HEAD_BYTES..]);
            let mut whole = [body, front].concat();
            whole.resize(whole.len().next_multiple_of(64), 0);
            bytes.extend_from_slice(blake3::hash(&whole).as_bytes());
            places.push((start, commit));
        }
        (bytes, places)
    }

    fn check(bytes: &[u8], places: &[(usize, usize)]) -> Option<usize> {
        let mut lanes = Lanes::new(bytes);
        places.iter().enumerate().for_each(|(place, &(start, commit))| lanes.add(place, start, commit));
        lanes.finish()
    }

    #[test]
    fn every_length_gives_what_blake3_gives() {
        for copies in 1..=9 {
            let (bytes, places) = chain((0..1_100).step_by(13).flat_map(|length| std::iter::repeat_n(length, copies)));
            assert_eq!(check(&bytes, &places), None, "{copies} of each length");
        }
    }

    #[test]
    fn the_first_wrong_head_is_named() {
        let (bytes, places) = chain((0..40).map(|i| 40 + i * i % 300));
        for (place, &(start, commit)) in places.iter().enumerate() {
            for at in [start, commit - 1, commit + HEAD_BYTES, commit + HEAD_BYTES + FRONT_BYTES] {
                let mut bytes = bytes.clone();
                bytes[at] ^= 1;
                assert_eq!(check(&bytes, &places), Some(place));
            }
        }
    }
}
