//! Opening a log: what of it is whole, and how it ends.
//!
//! There are three ends and no fourth. *Clean*: the last byte is that of a whole entry. *Torn*: after the last whole
//! entry come bytes that a writer cut short may have left. *Corrupt*: anything else. Two marks tell damage from a torn
//! tail: a frame that is valid but does not belong where it is, and a valid end of an entry behind bytes that are no
//! frame. Neither can come from a write that was cut short.

use crate::codec::PAYLOAD_BYTES_MAX;
use crate::commit::{COMMIT_FRAME_BYTES, Commit, SEAL_FRAME_BYTES, Seal, any_end_in};
use crate::entry::Entry;
use crate::frame::{self, Frame, FrameFault, Framing, LogId, SCENARIO_BYTES_MAX};
use crate::header::{Digest, ENTRY_BYTES_MAX, HEADER_BYTES, Header, HeaderError, Parent, genesis, scenario_digest};
use crate::wire::{self, WireError, Wish};
use divest_core::{Cause, Event, Events, Instant};
use std::fmt;

/// A log, or what is whole of it, borrowed from its bytes.
///
/// All checks of frames and of the chain are done; payloads are decoded when they are asked for.
#[derive(Clone, Debug)]
pub struct Opened<'a> {
    /// What the log is of.
    pub header: Header,
    /// What tells it from other logs.
    pub log_id: LogId,
    /// The scenario's canonical bytes; their digest is the header's.
    pub scenario: &'a [u8],
    /// How it ends.
    pub end: End,
    /// Whether it is finished, so that nothing may be added.
    pub sealed: bool,
    /// The head after the last whole entry.
    pub head: Digest,
    /// How many events all whole entries hold.
    pub event_count: u64,
    bytes: &'a [u8],
    genesis: Digest,
    /// The offset of each entry, and last where the next one would begin. Entries have 100 bytes and more each, so this
    /// is less than the log itself.
    starts: Vec<usize>,
}

/// How a log ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum End {
    /// With a whole entry, or with its seal.
    Clean,
    /// With bytes of an entry, or of a seal, that was not written to its end.
    Torn {
        /// The offset of the first of them.
        at: u64,
        /// How many there are.
        bytes: u64,
    },
    /// With damage.
    Corrupt {
        /// The offset of the frame that is wrong.
        at: u64,
        /// The number of the entry that it would belong to.
        entry: u64,
        /// What is wrong.
        why: Damage,
    },
}

/// What is wrong with a log behind its header and scenario.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Damage {
    /// The bytes are no frame, yet valid ends of entries follow, or more bytes than an entry may have.
    Frame(FrameFault),
    /// A valid frame stands where it does not belong.
    Misplaced {
        /// The frame's kind.
        kind: u16,
    },
    /// An entry has more bytes than one may have.
    EntryTooLong,
    /// The end of an entry has an unknown layout.
    CommitLayout,
    /// The end of an entry counts its events or bytes differently.
    Counts,
    /// The end of an entry has another head: the entry, or one before it, is not the one that was written.
    Head,
    /// The seal does not agree with the entries.
    Seal,
    /// Bytes follow the seal.
    AfterSeal,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Frame(fault) => return write!(f, "{fault}, yet the log goes on behind it"),
            Self::Misplaced { kind } => return write!(f, "a frame of kind {kind:#06x} stands where none may"),
            Self::EntryTooLong => "the entry is longer than an entry may be",
            Self::CommitLayout => "the end of the entry has an unknown layout",
            Self::Counts => "the end of the entry counts events or bytes differently",
            Self::Head => "the head is not the one that the entries lead to",
            Self::Seal => "the seal does not agree with the entries",
            Self::AfterSeal => "the log goes on behind its seal",
        })
    }
}

/// Why nothing of a log can be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OpenError {
    /// The header cannot be read.
    Header(HeaderError),
    /// The scenario cannot be read.
    Scenario(FrameFault),
    /// Something else stands where the scenario should be.
    NoScenario {
        /// The kind of the frame there.
        kind: u16,
    },
    /// The scenario is not the one that the header names.
    ScenarioDigest,
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(error) => error.fmt(f),
            Self::Scenario(fault) => write!(f, "the log's scenario is damaged: {fault}"),
            Self::NoScenario { kind } => write!(f, "a frame of kind {kind:#06x} stands in place of the scenario"),
            Self::ScenarioDigest => f.write_str("the log's scenario is not the one that its header names"),
        }
    }
}

impl std::error::Error for OpenError {}

impl OpenError {
    /// Whether a log that was only just begun would look like this.
    #[must_use]
    pub const fn may_be_begun(self) -> bool {
        matches!(self, Self::Header(HeaderError::CutOff { .. }) | Self::Scenario(FrameFault::CutOff))
    }
}

/// An entry that is whole but cannot be understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SchemaError {
    /// The entry's number.
    pub entry: u64,
    /// The offset of the entry.
    pub offset: u64,
    /// What cannot be understood.
    pub why: WireError,
}

impl fmt::Display for SchemaError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "entry {} at offset {} cannot be understood: {}", self.entry, self.offset, self.why)
    }
}

impl std::error::Error for SchemaError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.why)
    }
}

/// Opens a log.
///
/// # Errors
/// If the header or the scenario cannot be read. Damage further on is no error: what comes before it is in the result,
/// and [`Opened::end`] says what happened.
pub fn open(bytes: &[u8]) -> Result<Opened<'_>, OpenError> {
    let header = Header::parse(bytes).map_err(OpenError::Header)?;
    let raw = bytes.first_chunk::<HEADER_BYTES>().expect("BUG: a header was parsed from less than its bytes");
    let (genesis, log_id) = genesis(raw);
    let framing = Framing::new(log_id);
    let first = framing.read(&bytes[HEADER_BYTES..], SCENARIO_BYTES_MAX).map_err(OpenError::Scenario)?;
    if (first.kind, first.version) != (frame::SCENARIO, 1) {
        return Err(OpenError::NoScenario { kind: first.kind });
    }
    if scenario_digest(first.payload) != header.scenario_digest {
        return Err(OpenError::ScenarioDigest);
    }
    let good = HEADER_BYTES + first.size();
    let mut scan = Scan { bytes, framing, good, head: genesis, event_count: 0, starts: vec![], scratch: vec![] };
    let (end, sealed) = scan.run();
    let Scan { mut starts, good, head, event_count, .. } = scan;
    starts.push(good);
    Ok(Opened { header, log_id, scenario: first.payload, end, sealed, head, event_count, bytes, genesis, starts })
}

/// One pass over the entries.
///
/// An entry is whole if its COMMIT is valid and agrees with it, head included. The head answers for all bytes of the frames
/// before it, checks included, so those checks are looked at only to tell what is wrong where something is.
struct Scan<'a> {
    bytes: &'a [u8],
    framing: Framing,
    /// Where the whole entries so far end.
    good: usize,
    head: Digest,
    event_count: u64,
    starts: Vec<usize>,
    /// What heads are worked out in.
    scratch: Vec<u8>,
}

/// Where the pass stopped.
struct Stop {
    at: usize,
    why: Damage,
}

impl<'a> Scan<'a> {
    /// Reads entry after entry; says how the log ends and whether it is sealed.
    fn run(&mut self) -> (End, bool) {
        self.skim();
        if self.good == self.bytes.len() {
            return (End::Clean, false);
        }
        let stop = match self.frame_at(self.good) {
            Ok(frame) if frame.kind == frame::SEAL => match self.seal(&frame) {
                Ok(end) => return (end, true),
                Err(stop) => stop,
            },
            Ok(frame) => self.fault(&frame),
            Err(stop) => stop,
        };
        (self.end_for(&stop), false)
    }

    /// Takes in entries for as long as they are whole.
    fn skim(&mut self) {
        while let Some((at, commit)) = self.entry() {
            let start = self.good;
            if commit.head != commit.head_after(&self.head, &self.bytes[start..at], &mut self.scratch) {
                return;
            }
            self.starts.push(start);
            self.stand_behind(at, &commit);
        }
    }

    fn stand_behind(&mut self, at: usize, commit: &Commit) {
        self.good = at + COMMIT_FRAME_BYTES;
        self.head = commit.head;
        self.event_count = commit.first_event + u64::from(commit.event_count);
    }

    /// The end of the entry that begins at good and where it stands, if all but the head is right.
    fn entry(&self) -> Option<(usize, Commit)> {
        let (first, mut rest) = Frame::split_trusted(&self.bytes[self.good..])?;
        let mut event_count = 0;
        let mut is_fine = frame::is_command(first.kind);
        loop {
            let at = self.bytes.len() - rest.len();
            if !is_fine || at + COMMIT_FRAME_BYTES - self.good > ENTRY_BYTES_MAX {
                return None;
            }
            let (frame, after) = Frame::split_trusted(rest)?;
            if frame.kind == frame::COMMIT {
                let commit = Commit::parse(&self.framing.read_commit(rest)?)?;
                let counts = (commit.first_event, commit.event_count, commit.frame_bytes as usize);
                return (counts == (self.event_count, event_count, at - self.good)).then_some((at, commit));
            }
            event_count += u32::from(frame::is_event(frame.kind));
            is_fine = frame::is_event(frame.kind) || frame.kind == frame::NOTE;
            rest = after;
        }
    }
    fn frame_at(&self, at: usize) -> Result<Frame<'a>, Stop> {
        let read = self.framing.read(&self.bytes[at..], PAYLOAD_BYTES_MAX);
        read.map_err(|fault| Stop { at, why: Damage::Frame(fault) })
    }

    /// What is wrong with the entry that begins with a frame.
    fn fault(&self, first: &Frame<'_>) -> Stop {
        let start = self.good;
        if !frame::is_command(first.kind) {
            return Stop { at: start, why: Damage::Misplaced { kind: first.kind } };
        }
        let mut at = start + first.size();
        let mut event_count = 0_u32;
        let commit_frame = loop {
            let frame = match self.frame_at(at) {
                Ok(frame) => frame,
                Err(stop) => return stop,
            };
            if at + frame.size() - start > ENTRY_BYTES_MAX {
                return Stop { at, why: Damage::EntryTooLong };
            }
            match frame.kind {
                frame::COMMIT => break frame,
                frame::NOTE => {}
                kind if frame::is_event(kind) => event_count += 1,
                kind => return Stop { at, why: Damage::Misplaced { kind } },
            }
            at += frame.size();
        };
        let counts = (self.event_count, event_count, at - start);
        let why = match Commit::parse(&commit_frame) {
            None => Damage::CommitLayout,
            Some(c) if (c.first_event, c.event_count, c.frame_bytes as usize) != counts => Damage::Counts,
            Some(_) => Damage::Head,
        };
        Stop { at, why }
    }

    /// Checks the seal, and says how the log ends if it is right. Zeros behind it are of the file system, and belong to nobody.
    fn seal(&self, frame: &Frame<'_>) -> Result<End, Stop> {
        let right = Seal { entry_count: self.starts.len() as u64, event_count: self.event_count, head: self.head };
        if Seal::parse(frame) != Some(right) {
            return Err(Stop { at: self.good, why: Damage::Seal });
        }
        let end = self.good + frame.size();
        let (at, behind) = (end as u64, &self.bytes[end..]);
        Ok(if behind.is_empty() {
            End::Clean
        } else if is_zero(behind) {
            End::Torn { at, bytes: behind.len() as u64 }
        } else {
            End::Corrupt { at, entry: self.starts.len() as u64 + 1, why: Damage::AfterSeal }
        })
    }

    /// Tells a torn tail from damage.
    fn end_for(&self, stop: &Stop) -> End {
        let tail = &self.bytes[self.good..];
        let may_be_torn = matches!(stop.why, Damage::Frame(_)) && tail.len() <= ENTRY_BYTES_MAX;
        if may_be_torn && !any_end_in(self.framing, tail) || is_zero(tail) {
            End::Torn { at: self.good as u64, bytes: tail.len() as u64 }
        } else {
            End::Corrupt { at: stop.at as u64, entry: self.starts.len() as u64 + 1, why: stop.why }
        }
    }
}

/// Whether a file system filled a space and nobody wrote to it.
fn is_zero(bytes: &[u8]) -> bool {
    bytes.iter().all(|&byte| byte == 0)
}

impl<'a> Opened<'a> {
    /// How many whole entries there are.
    #[must_use]
    pub fn entry_count(&self) -> u64 {
        self.starts.len() as u64 - 1
    }

    /// The offset behind the last whole entry, where a seal would stand.
    #[must_use]
    pub fn entries_end(&self) -> u64 {
        *self.starts.last().expect("BUG: a log without the end of its entries") as u64
    }

    /// How many bytes from the start of the log are whole.
    #[must_use]
    pub fn good_bytes(&self) -> u64 {
        self.entries_end() + if self.sealed { SEAL_FRAME_BYTES as u64 } else { 0 }
    }

    /// The bytes that are whole: a log of their own, without what comes after them.
    #[must_use]
    pub fn good(&self) -> &'a [u8] {
        &self.bytes[..self.good_bytes() as usize]
    }

    /// The whole entries in order.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = RawEntry<'a>> + DoubleEndedIterator + '_ {
        (0..self.starts.len() - 1).map(|index| self.raw(index))
    }

    /// The entry with a number, counted from 1.
    #[must_use]
    pub fn entry(&self, number: u64) -> Option<RawEntry<'a>> {
        let index = usize::try_from(number.checked_sub(1)?).ok()?;
        (index < self.starts.len() - 1).then(|| self.raw(index))
    }

    /// The point after an entry where another log may leave this one; 0 is the point before the first.
    #[must_use]
    pub fn point_after(&self, number: u64) -> Option<Parent> {
        if number == 0 {
            return Some(Parent { head: self.genesis, entry: 0, event_count: 0 });
        }
        let entry = self.entry(number)?;
        Some(Parent { head: entry.head, entry: number, event_count: entry.first_event + u64::from(entry.event_count) })
    }

    fn raw(&self, index: usize) -> RawEntry<'a> {
        let (start, end) = (self.starts[index], self.starts[index + 1]);
        let (frames, commit) = self.bytes[start..end].split_at(end - start - COMMIT_FRAME_BYTES);
        let commit = Frame::split_trusted(commit).and_then(|(frame, _)| Commit::parse(&frame));
        let commit = commit.expect("BUG: an entry that was checked has no end");
        RawEntry {
            number: index as u64 + 1,
            offset: start as u64,
            first_event: commit.first_event,
            event_count: commit.event_count,
            at: commit.at,
            state_digest: commit.state_digest,
            head: commit.head,
            frames,
        }
    }
}

/// An entry whose checks are right and whose payloads are not decoded yet.
#[derive(Clone, Copy, Debug)]
pub struct RawEntry<'a> {
    /// Its place in the log, counted from 1.
    pub number: u64,
    /// The offset of its first byte in the log.
    pub offset: u64,
    /// How many events the log holds before it.
    pub first_event: u64,
    /// How many events it holds.
    pub event_count: u32,
    /// The moment of the simulation.
    pub at: Instant,
    /// The digest of the state after its events.
    pub state_digest: u64,
    /// The head after it.
    pub head: Digest,
    frames: &'a [u8],
}

impl<'a> RawEntry<'a> {
    /// Its frames but the last: the command, then events and notes.
    pub fn frames(&self) -> impl Iterator<Item = Frame<'a>> + use<'a> {
        let mut rest = self.frames;
        std::iter::from_fn(move || {
            let (frame, after) = Frame::split_trusted(rest)?;
            rest = after;
            Some(frame)
        })
    }

    /// Decodes who wished what, and why.
    ///
    /// # Errors
    /// If the command is of a kind or version that is unknown, or its payload is malformed.
    pub fn wish(&self) -> Result<Wish, SchemaError> {
        let frame = self.command_frame();
        wire::decode_command(frame.kind, frame.version, frame.payload).map_err(|why| self.schema_error(why))
    }

    /// Decodes its events one by one, each with its cause.
    ///
    /// Each item is an error if the event is of a kind or version that is unknown, or its payload is malformed.
    pub fn events(&self) -> impl Iterator<Item = Result<(Event, Cause), SchemaError>> + use<'a> {
        let entry = *self;
        self.frames().filter(|frame| frame::is_event(frame.kind)).enumerate().map(move |(place, frame)| {
            let event = wire::decode_event(frame.kind, frame.version, frame.payload);
            event.and_then(|event| wire::caused_before(event, place, &frame)).map_err(|why| entry.schema_error(why))
        })
    }

    /// Decodes all of it.
    ///
    /// # Errors
    /// If the command or an event is of a kind or version that is unknown, or its payload is malformed.
    pub fn decode(&self) -> Result<Entry, SchemaError> {
        let Self { number, at, state_digest, .. } = *self;
        let Wish { seat, reason, command } = self.wish()?;
        // The count was compared with the frames, so it asks for no more than the log has.
        let events = Events::with_capacity(self.event_count as usize);
        let mut entry = Entry { number, at, seat, command, reason, events, state_digest };
        self.decode_events(&mut entry.events)?;
        Ok(entry)
    }

    /// Decodes all of it into an entry that is used again, so that a long log allocates no more than its longest entry.
    ///
    /// # Errors
    /// As [`RawEntry::decode`]; the entry is then of no use.
    pub fn decode_into(&self, entry: &mut Entry) -> Result<(), SchemaError> {
        let frame = self.command_frame();
        let wish = wire::decode_command_in_place(frame.kind, frame.version, frame.payload);
        let (seat, reason, command) = wish.map_err(|why| self.schema_error(why))?;
        (entry.number, entry.at, entry.seat, entry.command) = (self.number, self.at, seat, command);
        entry.reason.clear();
        entry.reason.push_str(reason);
        entry.state_digest = self.state_digest;
        entry.events.clear();
        self.decode_events(&mut entry.events)
    }

    fn decode_events(&self, events: &mut Events) -> Result<(), SchemaError> {
        for event in self.events() {
            let (event, cause) = event?;
            events.push(event, cause);
        }
        Ok(())
    }

    fn command_frame(&self) -> Frame<'a> {
        self.frames().next().expect("BUG: an entry that was checked has no command")
    }

    #[cold]
    fn schema_error(&self, why: WireError) -> SchemaError {
        SchemaError { entry: self.number, offset: self.offset, why }
    }
}
