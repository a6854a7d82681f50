//! What ends an entry and what ends a log, and the chain of heads that ties them together.
//!
//! ```text
//! COMMIT = C0 4D 49 54 | first event u64 | events u32 | bytes u32 | at i64 | state digest u64 | head [32]
//! SEAL   = C0 53 45 41 | entries u64 | events u64 | head [32]
//!
//! head   = BLAKE3 of: the head before | the entry's frames as they stand in the log | COMMIT without its head | zeros up to
//!          a multiple of 64
//! ```
//!
//! The head before the first entry is derived from the header, so a head stands for everything before it. The zeros would let
//! a reader hash several entries at once; COMMIT says how many bytes they follow. Both payloads begin with a token that a
//! search for life after damage can find.

use crate::frame::{COMMIT, COMMIT_BYTES, COMMIT_VERSION, Frame, Framing, HEAD_BYTES, SEAL};
use crate::header::Digest;
use divest_core::Instant;

const COMMIT_TOKEN: [u8; 4] = [0xC0, b'M', b'I', b'T'];
const SEAL_TOKEN: [u8; 4] = [0xC0, b'S', b'E', b'A'];
const SEAL_BYTES: usize = 52;
/// The bytes of a COMMIT before its head.
pub(crate) const FRONT_BYTES: usize = 36;
/// What a head is of fills blocks of BLAKE3 to their ends.
pub(crate) const HASH_BLOCK_BYTES: usize = 64;
/// The bytes of a whole COMMIT frame.
pub(crate) const COMMIT_FRAME_BYTES: usize = HEAD_BYTES + COMMIT_BYTES;
/// The bytes of a whole SEAL frame.
pub(crate) const SEAL_FRAME_BYTES: usize = HEAD_BYTES + SEAL_BYTES;
/// The only version of a SEAL so far.
const VERSION: u8 = 1;

/// What the end of an entry says about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Commit {
    /// How many events the log holds before the entry.
    pub first_event: u64,
    /// How many events the entry holds.
    pub event_count: u32,
    /// How many bytes the entry's frames before this one have.
    pub frame_bytes: u32,
    pub at: Instant,
    pub state_digest: u64,
    pub head: Digest,
}

impl Commit {
    /// The payload up to the head, which the head covers.
    fn front(&self) -> [u8; FRONT_BYTES] {
        let mut front = [0; FRONT_BYTES];
        front[0..4].copy_from_slice(&COMMIT_TOKEN);
        front[4..12].copy_from_slice(&self.first_event.to_le_bytes());
        front[12..16].copy_from_slice(&self.event_count.to_le_bytes());
        front[16..20].copy_from_slice(&self.frame_bytes.to_le_bytes());
        front[20..28].copy_from_slice(&self.at.0.to_le_bytes());
        front[28..36].copy_from_slice(&self.state_digest.to_le_bytes());
        front
    }

    /// The head that belongs to this end of an entry with these frames. The scratch is anything; it is kept from entry to
    /// entry because hashing one piece takes half as long as hashing three.
    pub(crate) fn head_after(&self, before: &Digest, frames: &[u8], scratch: &mut Vec<u8>) -> Digest {
        head_of([before, frames, &self.front()], scratch)
    }

    /// Appends the frame.
    pub(crate) fn write(&self, framing: Framing, out: &mut Vec<u8>) {
        framing.write(out, |out| {
            out.extend_from_slice(&self.front());
            out.extend_from_slice(&self.head);
            (COMMIT, COMMIT_VERSION)
        });
    }

    /// Reads the payload; `None` if it is of another version or length, or has no token.
    pub(crate) fn parse(frame: &Frame<'_>) -> Option<Self> {
        let payload: &[u8; COMMIT_BYTES] = frame.payload.try_into().ok()?;
        let whole = frame.kind == COMMIT && frame.version == COMMIT_VERSION && payload.starts_with(&COMMIT_TOKEN);
        whole.then(|| Self {
            first_event: u64::from_le_bytes(part(payload, 4)),
            event_count: u32::from_le_bytes(part(payload, 12)),
            frame_bytes: u32::from_le_bytes(part(payload, 16)),
            at: Instant(i64::from_le_bytes(part(payload, 20))),
            state_digest: u64::from_le_bytes(part(payload, 28)),
            head: part(payload, 36),
        })
    }
}

/// What the end of a finished log says about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Seal {
    pub entry_count: u64,
    pub event_count: u64,
    pub head: Digest,
}

impl Seal {
    /// Appends the frame.
    pub(crate) fn write(&self, framing: Framing, out: &mut Vec<u8>) {
        framing.write(out, |out| {
            out.extend_from_slice(&SEAL_TOKEN);
            out.extend_from_slice(&self.entry_count.to_le_bytes());
            out.extend_from_slice(&self.event_count.to_le_bytes());
            out.extend_from_slice(&self.head);
            (SEAL, VERSION)
        });
    }

    /// Reads the payload; `None` if it is of another version or length, or has no token.
    pub(crate) fn parse(frame: &Frame<'_>) -> Option<Self> {
        let payload: &[u8; SEAL_BYTES] = frame.payload.try_into().ok()?;
        let whole = frame.kind == SEAL && frame.version == VERSION && payload.starts_with(&SEAL_TOKEN);
        whole.then(|| Self {
            entry_count: u64::from_le_bytes(part(payload, 4)),
            event_count: u64::from_le_bytes(part(payload, 12)),
            head: part(payload, 20),
        })
    }
}

/// The head of what is in some pieces.
pub(crate) fn head_of(pieces: [&[u8]; 3], scratch: &mut Vec<u8>) -> Digest {
    scratch.clear();
    pieces.iter().for_each(|piece| scratch.extend_from_slice(piece));
    scratch.resize(scratch.len().next_multiple_of(HASH_BLOCK_BYTES), 0);
    *blake3::hash(scratch).as_bytes()
}

fn part<const N: usize>(payload: &[u8], at: usize) -> [u8; N] {
    *payload[at..].first_chunk().expect("BUG: a field lies outside of its payload")
}

/// Whether a valid COMMIT or SEAL frame starts anywhere in some bytes. Takes time in proportion to their number,
/// whatever they are.
pub(crate) fn any_end_in(framing: Framing, bytes: &[u8]) -> bool {
    // A token comes right after a frame's head.
    bytes.windows(4).enumerate().skip(HEAD_BYTES).any(|(place, window)| {
        (window == COMMIT_TOKEN || window == SEAL_TOKEN)
            && framing
                .read(&bytes[place - HEAD_BYTES..], COMMIT_BYTES)
                .is_ok_and(|frame| frame.kind == COMMIT || frame.kind == SEAL)
    })
}
