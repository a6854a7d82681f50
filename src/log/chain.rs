//! How entries become bytes: each behind the one before, and bound to all before it by its head.

use crate::codec::PAYLOAD_BYTES_MAX;
use crate::commit::{COMMIT_FRAME_BYTES, Commit};
use crate::entry::Entry;
use crate::frame::{Framing, LogId};
use crate::header::{Digest, ENTRY_BYTES_MAX, Header, genesis};
use crate::reader::Opened;
use crate::wire::{encode_command, encode_event};
use crate::writer::WriteError;

/// Where a log stands after its last entry.
#[derive(Debug)]
pub(crate) struct Chain {
    pub log_id: LogId,
    pub framing: Framing,
    pub head: Digest,
    pub entry_count: u64,
    pub event_count: u64,
    /// What heads are worked out in.
    scratch: Vec<u8>,
}

impl Chain {
    /// A log before its first entry.
    pub(crate) fn new(header: &Header) -> Self {
        let (head, log_id) = genesis(&header.to_bytes());
        let (entry_count, event_count) = (0, 0);
        Self { log_id, framing: Framing::new(log_id), head, entry_count, event_count, scratch: Vec::new() }
    }

    /// A log that goes on.
    pub(crate) fn after(log: &Opened<'_>) -> Self {
        let Opened { log_id, head, event_count, .. } = *log;
        let entry_count = log.entry_count();
        Self { log_id, framing: Framing::new(log_id), head, entry_count, event_count, scratch: Vec::new() }
    }

    /// Appends an entry's bytes to a buffer and goes on behind it.
    ///
    /// # Errors
    /// If the entry is too large; then nothing is appended.
    ///
    /// # Panics
    /// If the entry's number is not the next one.
    pub(crate) fn add(&mut self, entry: &Entry, out: &mut Vec<u8>) -> Result<(), WriteError> {
        let next = self.entry_count + 1;
        assert!(entry.number == next, "BUG: entry {} was added where {next} comes next", entry.number);
        let start = out.len();
        if let Err(error) = self.put_frames(entry, out) {
            out.truncate(start);
            return Err(error);
        }
        let frames = &out[start..];
        let mut commit = Commit {
            first_event: self.event_count,
            // The frames have at most 16 MiB, and each event is one of them.
            event_count: entry.events.len() as u32,
            frame_bytes: frames.len() as u32,
            at: entry.at,
            state_digest: entry.state_digest,
            head: [0; 32],
        };
        commit.head = commit.head_after(&self.head, frames, &mut self.scratch);
        commit.write(self.framing, out);
        self.head = commit.head;
        self.entry_count = next;
        self.event_count += entry.events.len() as u64;
        Ok(())
    }

    /// The frames of the command and its events.
    fn put_frames(&self, entry: &Entry, out: &mut Vec<u8>) -> Result<(), WriteError> {
        let start = out.len();
        let bytes = self.framing.write(out, |out| encode_command(entry.seat, &entry.reason, &entry.command, out));
        let mut size = check_size("a command", bytes, PAYLOAD_BYTES_MAX);
        for (event, cause) in entry.events.with_causes() {
            let bytes = self.framing.write(out, |out| encode_event(event, cause, out));
            size = size.and(check_size("an event", bytes, PAYLOAD_BYTES_MAX));
        }
        size.and(check_size("an entry", out.len() - start + COMMIT_FRAME_BYTES, ENTRY_BYTES_MAX))
    }
}

/// Holds a size against the limit that applies.
pub(crate) fn check_size(what: &'static str, bytes: usize, bytes_max: usize) -> Result<(), WriteError> {
    if bytes <= bytes_max { Ok(()) } else { Err(WriteError::TooLarge { what, bytes, bytes_max }) }
}
