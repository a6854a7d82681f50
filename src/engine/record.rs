//! Keeping a run in a log file.

use crate::game::{Played, Recorder};
use divest_core::command::RunCommand;
use divest_core::{Scenario, Seed, State};
use divest_log::{
    Digest, Durability, Entry, Finished, Header, LogFile, LogWriter, Opened, Overwrite, Storage, WriteError,
};
use std::convert::Infallible;
use std::fmt;
use std::path::Path;
use twox_hash::XxHash3_64;

/// The version of the rules: it goes up when a command comes to other events than before.
pub const RULES_VERSION: u32 = 1;

/// What names the rules in a log's header.
#[must_use]
pub fn rules_digest() -> Digest {
    digest_of_rules(RULES_VERSION)
}

fn digest_of_rules(version: u32) -> Digest {
    *blake3::hash(format!("divest rules v{version}").as_bytes()).as_bytes()
}

/// The header of a new log of a scenario and a seed.
#[must_use]
pub fn header(scenario_frame: &[u8], seed: impl Into<Seed>, epoch: i64) -> Header {
    let number = |text: &str| text.parse().unwrap_or(0);
    Header {
        scenario_digest: divest_log::scenario_digest(scenario_frame),
        rules_digest: rules_digest(),
        engine_version: [
            number(env!("CARGO_PKG_VERSION_MAJOR")),
            number(env!("CARGO_PKG_VERSION_MINOR")),
            number(env!("CARGO_PKG_VERSION_PATCH")),
        ],
        seed: seed.into().to_bytes(),
        replicate: 0,
        parent: None,
        epoch,
    }
}

/// The seed in a log's header; `None` if it is one that this version does not write.
#[must_use]
pub fn seed_of(header: &Header) -> Option<Seed> {
    Seed::from_bytes(&header.seed).filter(|_| header.replicate == 0)
}

/// What a log's header says that cannot be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeaderFault {
    /// No version of this program writes such a seed, or another replicate than the first.
    Seed,
    /// The simulation begins at another moment than the scenario's.
    Epoch,
    /// The rules are of no version that this program knows.
    Rules,
    /// The parent's numbers are not those of the log's own first entries, which the two have in common.
    Parent,
}

impl HeaderFault {
    /// The offset of the field.
    #[must_use]
    pub const fn offset(self) -> u64 {
        match self {
            Self::Rules => 56,
            Self::Seed => 104,
            Self::Parent => 144,
            Self::Epoch => 192,
        }
    }
}

impl fmt::Display for HeaderFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Seed => "the header has a seed or a replicate that no version of divest writes",
            Self::Epoch => "the header begins the simulation at another moment than the scenario does",
            Self::Rules => "the header names rules that this version does not know",
            Self::Parent => "the header counts other entries or events in common with a parent than the log has",
        })
    }
}

/// Whether what the header says agrees with the log's scenario and entries. Its rules are another matter: see [`knows_rules`].
///
/// # Errors
/// The first field that does not.
pub fn check_header(log: &Opened<'_>, scenario: &Scenario) -> Result<(), HeaderFault> {
    let header = &log.header;
    if seed_of(header).is_none() {
        return Err(HeaderFault::Seed);
    }
    if header.epoch != scenario.setup().opens.0 {
        return Err(HeaderFault::Epoch);
    }
    if let Some(parent) = header.parent {
        let own = log.point_after(parent.entry).map(|point| point.event_count);
        if own != Some(parent.event_count) {
            return Err(HeaderFault::Parent);
        }
    }
    Ok(())
}

/// Whether the header names a version of the rules up to this one.
#[must_use]
pub fn knows_rules(header: &Header) -> bool {
    (1..=RULES_VERSION).any(|version| header.rules_digest == digest_of_rules(version))
}

/// What the SCENARIO frame holds: the scenario's key, a line feed, its canonical form.
#[must_use]
pub fn scenario_frame(key: &str, canonical: &str) -> Vec<u8> {
    format!("{key}\n{canonical}").into_bytes()
}

/// The key and the canonical form in a SCENARIO frame; `None` if it is not text of that form.
#[must_use]
pub fn split_scenario_frame(frame: &[u8]) -> Option<(&str, &str)> {
    std::str::from_utf8(frame).ok()?.split_once('\n')
}

/// Digests states, one after another, in the same memory.
#[derive(Clone, Debug, Default)]
pub struct StateDigest {
    /// What a state feeds. Hashing it in one piece is many times faster than number by number.
    fed: Vec<u8>,
}

impl StateDigest {
    /// A digest of all that a state is, the same on every machine: XXH3 of its numbers. It finds a fold that went astray;
    /// what finds a forger is the head.
    pub fn of(&mut self, state: &State) -> u64 {
        self.fed.clear();
        state.feed(&mut |word| self.fed.extend_from_slice(&word.to_le_bytes()));
        XxHash3_64::oneshot(&self.fed)
    }
}

/// The digest of a single state.
#[must_use]
pub fn state_digest(state: &State) -> u64 {
    StateDigest::default().of(state)
}

/// Writes each entry to a log.
pub struct LogRecorder<S> {
    writer: LogWriter<S>,
    entry: Entry,
    digest: StateDigest,
}

impl LogRecorder<LogFile> {
    /// Begins a log in a file.
    ///
    /// # Errors
    /// As [`LogWriter::create`].
    pub fn create(
        path: &Path,
        overwrite: Overwrite,
        header: &Header,
        scenario_frame: &[u8],
        durability: Durability,
    ) -> Result<Self, WriteError> {
        Ok(Self::new(LogWriter::create(path, header, scenario_frame, durability, overwrite)?))
    }
}

impl<S: Storage> LogRecorder<S> {
    /// Writes to a log that is open for writing.
    #[must_use]
    pub fn new(writer: LogWriter<S>) -> Self {
        let entry = blank(writer.entry_count());
        Self { writer, entry, digest: StateDigest::default() }
    }

    /// The entry that was written last.
    #[must_use]
    pub const fn last(&self) -> &Entry {
        &self.entry
    }

    /// The log written to.
    pub const fn writer(&self) -> &LogWriter<S> {
        &self.writer
    }

    /// Seals the log and makes it safe.
    ///
    /// # Errors
    /// As [`LogWriter::finish`].
    pub fn finish(self) -> Result<Finished<S>, WriteError> {
        self.writer.finish()
    }

    /// Makes what was written safe without sealing the log.
    ///
    /// # Errors
    /// As [`LogWriter::leave`].
    pub fn leave(self) -> Result<(), WriteError> {
        self.writer.leave()
    }
}

impl<S: Storage> Recorder for LogRecorder<S> {
    type Error = WriteError;

    fn record(&mut self, played: &Played<'_>, state: &State) -> Result<(), WriteError> {
        fill(&mut self.entry, played, state);
        self.entry.state_digest = self.digest.of(state);
        self.writer.append(&self.entry)
    }
}

/// Makes an entry the next one: what was just played, but for the digest of the state after it.
fn fill(entry: &mut Entry, played: &Played<'_>, state: &State) {
    use std::fmt::Write as _;
    entry.number += 1;
    entry.at = state.now();
    entry.seat = played.seat;
    entry.command = *played.command;
    entry.reason.clear();
    write!(entry.reason, "{}", played.why).expect("BUG: writing to a string failed");
    entry.events.copy_from(played.events);
}

/// Keeps entries in memory, ready to be appended to a log.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    /// All of them, from the first.
    pub all: Vec<Entry>,
    pub(crate) digest: StateDigest,
}

impl Recorder for Entries {
    type Error = Infallible;

    fn record(&mut self, played: &Played<'_>, state: &State) -> Result<(), Infallible> {
        let mut entry = blank(self.all.len() as u64);
        fill(&mut entry, played, state);
        entry.state_digest = self.digest.of(state);
        self.all.push(entry);
        Ok(())
    }
}

/// An entry that is to be filled, with the number of the one before it.
fn blank(number: u64) -> Entry {
    Entry {
        number,
        at: divest_core::Instant(0),
        seat: divest_core::SeatId::CLOCK,
        command: divest_core::Command::Run(RunCommand::Open),
        reason: String::new(),
        events: divest_core::Events::default(),
        state_digest: 0,
    }
}
