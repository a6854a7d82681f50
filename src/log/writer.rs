//! Writing a log: whole entries at the end, by one writer at a time, until the first error.

use crate::chain::{Chain, check_size};
use crate::commit::Seal;
use crate::entry::Entry;
use crate::frame::{LogId, SCENARIO, SCENARIO_BYTES_MAX};
use crate::header::{Digest, Header, scenario_digest};
use crate::reader::{Damage, End, OpenError, open};
use crate::storage::{LogFile, Overwrite, Storage, TakeError};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// When an entry is safe from a loss of power.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Durability {
    /// As soon as [`LogWriter::append`] returns.
    EveryEntry,
    /// When [`LogWriter::sync`] or [`LogWriter::finish`] returns. Whoever follows the log sees each entry at once.
    AtEnd,
    /// When [`LogWriter::sync`] or [`LogWriter::finish`] returns. Until then entries are kept back, to be written many at a
    /// time: they take half as long, and whoever follows the log sees them late.
    InBlocks,
    /// After some entries together, of which none is acknowledged to anybody before; a loss of power takes at most so many.
    Grouped,
}

/// How many entries a log syncs together that is [`Durability::Grouped`].
pub const GROUP_ENTRIES: u64 = 64;

/// How many bytes are written together to a log that is written [`Durability::InBlocks`].
const BLOCK_BYTES: usize = 1 << 16;

/// Why a log cannot be written.
#[derive(Debug)]
pub enum WriteError {
    /// The file is there already.
    Exists,
    /// Another writer has the log.
    Locked,
    /// The operating system refused. A writer that met this is of no more use.
    Io {
        /// What was being done.
        doing: &'static str,
        /// What it said.
        source: io::Error,
    },
    /// An earlier error ended this writer.
    Poisoned,
    /// Something is larger than a log may hold. Nothing was written, and the writer goes on.
    TooLarge {
        /// What.
        what: &'static str,
        /// How large it is, in bytes.
        bytes: usize,
        /// How large it may be, in bytes.
        bytes_max: usize,
    },
    /// The header names another scenario.
    ScenarioDigest,
    /// The log to go on with cannot be opened.
    Open(OpenError),
    /// The log to go on with is finished.
    Sealed,
    /// The log to go on with is damaged.
    Corrupt {
        /// The offset of the frame that is wrong.
        at: u64,
        /// The number of the entry that it would belong to.
        entry: u64,
        /// What is wrong.
        why: Damage,
    },
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exists => f.write_str("the file is there already and is not overwritten"),
            Self::Locked => f.write_str("another program is writing this log"),
            Self::Io { doing, source } => write!(f, "cannot {doing}: {source}"),
            Self::Poisoned => f.write_str("an earlier error ended the writing of this log; open it anew to go on"),
            Self::TooLarge { what, bytes, bytes_max } => {
                write!(f, "{what} has {bytes} bytes, a log holds {bytes_max} at most")
            }
            Self::ScenarioDigest => f.write_str("the header names another scenario than the one given"),
            Self::Open(error) => error.fmt(f),
            Self::Sealed => f.write_str("the log is finished, nothing can be added; branch off it instead"),
            Self::Corrupt { at, entry, why } => {
                write!(f, "the log is damaged in entry {entry} at offset {at}: {why}")
            }
        }
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl From<TakeError> for WriteError {
    fn from(error: TakeError) -> Self {
        match error {
            TakeError::Exists => Self::Exists,
            TakeError::Locked => Self::Locked,
            TakeError::Io(source) => Self::Io { doing: "open the log", source },
        }
    }
}

/// The log that a writer goes on with.
#[derive(Debug)]
pub struct Resumed {
    /// The whole entries with header and scenario, for [`open`].
    pub bytes: Vec<u8>,
    /// What was cut off, if the log had a torn tail.
    pub torn: Option<TornTail>,
}

/// A torn tail that was cut off.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TornTail {
    /// The offset that it began at.
    pub at: u64,
    /// How many bytes it had.
    pub bytes: u64,
    /// The file that it is kept in, if the log is a file.
    pub kept: Option<PathBuf>,
}

/// A log that was brought to its end.
#[derive(Debug)]
pub struct Finished<S> {
    /// How many entries it holds.
    pub entry_count: u64,
    /// How many events they hold.
    pub event_count: u64,
    /// The head after the last entry.
    pub head: Digest,
    /// Where it is.
    pub storage: S,
}

/// Adds entries to a log.
#[derive(Debug)]
pub struct LogWriter<S> {
    storage: S,
    durability: Durability,
    chain: Chain,
    poisoned: bool,
    /// What is not written yet. Reused from entry to entry, so that writing an event allocates nothing.
    buffer: Vec<u8>,
}

impl LogWriter<LogFile> {
    /// Begins a log in a file.
    ///
    /// # Errors
    /// If the file is there and not to be replaced, another writer has it, the scenario is too large or not the
    /// header's, or the file cannot be written.
    pub fn create(
        path: &Path,
        header: &Header,
        scenario: &[u8],
        durability: Durability,
        overwrite: Overwrite,
    ) -> Result<Self, WriteError> {
        // Before the file is touched: an old log must not go for a new one that cannot begin.
        check_scenario(header, scenario)?;
        let file = match overwrite {
            Overwrite::Stump => LogFile::take_stump(path, &beginning(header, scenario))?,
            Overwrite::Yes | Overwrite::No => LogFile::create(path, overwrite)?,
        };
        let begun = Self::start(file, header, scenario, durability);
        if begun.is_err() && overwrite == Overwrite::No {
            // The stump is ours and says nothing; it would only be in the way of the next try.
            let _ = std::fs::remove_file(path);
        }
        begun
    }

    /// Goes on with the log in a file, after its last whole entry. A torn tail is kept beside it and cut off.
    ///
    /// # Errors
    /// If another writer has the log, it cannot be opened, is damaged or is finished, or the file cannot be written.
    pub fn resume(path: &Path, durability: Durability) -> Result<(Self, Resumed), WriteError> {
        Self::resume_in(LogFile::open(path)?, durability)
    }
}

impl<S: Storage> LogWriter<S> {
    /// Begins a log in an empty storage.
    ///
    /// # Errors
    /// If the scenario is too large or not the header's, or the storage fails.
    pub fn start(mut storage: S, header: &Header, scenario: &[u8], durability: Durability) -> Result<Self, WriteError> {
        check_scenario(header, scenario)?;
        let (chain, mut buffer) = (Chain::new(header), beginning(header, scenario));
        storage.append(&buffer).map_err(|source| WriteError::Io { doing: "begin the log", source })?;
        buffer.clear();
        let mut this = Self { storage, durability, chain, poisoned: false, buffer };
        if matches!(durability, Durability::EveryEntry | Durability::Grouped) {
            this.sync()?;
        }
        Ok(this)
    }

    /// Goes on with the log in a storage, after its last whole entry.
    ///
    /// # Errors
    /// If the log cannot be opened, is damaged or is finished, or the storage fails.
    pub fn resume_in(mut storage: S, durability: Durability) -> Result<(Self, Resumed), WriteError> {
        let mut bytes = storage.read_all().map_err(|source| WriteError::Io { doing: "read the log", source })?;
        let opened = open(&bytes).map_err(WriteError::Open)?;
        if opened.sealed {
            return Err(WriteError::Sealed);
        }
        let torn = match opened.end {
            End::Clean => None,
            End::Torn { at, bytes: tail_bytes } => {
                let tail = &bytes[bytes.len() - tail_bytes as usize..];
                let kept = storage.keep_tail(at, tail);
                let kept = kept.map_err(|source| WriteError::Io { doing: "keep the log's torn tail", source })?;
                let cut = storage.truncate(at);
                cut.map_err(|source| WriteError::Io { doing: "cut off the log's torn tail", source })?;
                Some(TornTail { at, bytes: tail_bytes, kept })
            }
            End::Corrupt { at, entry, why } => return Err(WriteError::Corrupt { at, entry, why }),
        };
        let this = Self { storage, durability, chain: Chain::after(&opened), poisoned: false, buffer: Vec::new() };
        bytes.truncate(bytes.len() - torn.as_ref().map_or(0, |torn| torn.bytes as usize));
        Ok((this, Resumed { bytes, torn }))
    }

    /// Adds an entry: in one write, or with others in one.
    ///
    /// # Errors
    /// If the entry is too large, the storage fails, or it failed before. After a failure the log may hold the entry or
    /// not; opening it anew tells.
    ///
    /// # Panics
    /// If the entry's number is not the next one.
    pub fn append(&mut self, entry: &Entry) -> Result<(), WriteError> {
        if self.poisoned {
            return Err(WriteError::Poisoned);
        }
        self.chain.add(entry, &mut self.buffer)?;
        match self.durability {
            Durability::EveryEntry => self.sync(),
            Durability::Grouped if self.chain.entry_count % GROUP_ENTRIES == 0 => self.sync(),
            Durability::InBlocks if self.buffer.len() < BLOCK_BYTES => Ok(()),
            Durability::Grouped | Durability::InBlocks | Durability::AtEnd => self.write_buffer("write an entry"),
        }
    }

    /// Writes what was kept back, so that whoever follows the log sees it.
    ///
    /// # Errors
    /// If the storage fails, or failed before.
    pub fn flush(&mut self) -> Result<(), WriteError> {
        if self.poisoned {
            return Err(WriteError::Poisoned);
        }
        self.write_buffer("write an entry")
    }

    /// Returns when every entry so far is safe from a loss of power.
    ///
    /// # Errors
    /// If the storage fails, or failed before.
    pub fn sync(&mut self) -> Result<(), WriteError> {
        self.flush()?;
        self.storage.sync().map_err(|source| {
            // A second try could succeed without the bytes: the system may have dropped what it failed to write.
            self.poisoned = true;
            WriteError::Io { doing: "bring the log to the disk", source }
        })
    }

    /// Makes all that was written safe, brings the log to its place, and leaves it open for more.
    ///
    /// # Errors
    /// If the storage fails, or failed before.
    pub fn leave(mut self) -> Result<(), WriteError> {
        self.sync()?;
        self.storage.settle().map_err(|source| WriteError::Io { doing: "put the log in its place", source })
    }

    /// Seals the log, so that it takes no more entries, and makes it safe from a loss of power.
    ///
    /// # Errors
    /// If the storage fails, or failed before.
    pub fn finish(mut self) -> Result<Finished<S>, WriteError> {
        if self.poisoned {
            return Err(WriteError::Poisoned);
        }
        let Chain { head, entry_count, event_count, framing, .. } = self.chain;
        Seal { entry_count, event_count, head }.write(framing, &mut self.buffer);
        self.write_buffer("seal the log")?;
        self.sync()?;
        self.storage.settle().map_err(|source| WriteError::Io { doing: "put the log in its place", source })?;
        Ok(Finished { entry_count, event_count, head, storage: self.storage })
    }

    fn write_buffer(&mut self, doing: &'static str) -> Result<(), WriteError> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        self.storage.append(&self.buffer).map_err(|source| {
            self.poisoned = true;
            WriteError::Io { doing, source }
        })?;
        self.buffer.clear();
        Ok(())
    }

    /// What tells the log from others.
    pub fn log_id(&self) -> LogId {
        self.chain.log_id
    }

    /// The head after the last entry.
    pub fn head(&self) -> Digest {
        self.chain.head
    }

    /// How many entries the log holds.
    pub fn entry_count(&self) -> u64 {
        self.chain.entry_count
    }

    /// How many events they hold.
    pub fn event_count(&self) -> u64 {
        self.chain.event_count
    }

    /// Where the log is.
    pub fn storage(&self) -> &S {
        &self.storage
    }
}

/// Puts the bytes of a whole log into a new file and makes them safe.
///
/// # Errors
/// If the file is there and not to be replaced, another writer has it, or it cannot be written.
pub fn write_whole(path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), WriteError> {
    let mut file = LogFile::create(path, overwrite)?;
    let written = file.append(bytes).and_then(|()| file.sync()).and_then(|()| file.settle());
    written.map_err(|source| {
        if overwrite == Overwrite::No {
            // The stump is ours and would only be in the way of the next try.
            let _ = std::fs::remove_file(path);
        }
        WriteError::Io { doing: "write the log", source }
    })
}

/// What a log begins with: its header and its scenario.
fn beginning(header: &Header, scenario: &[u8]) -> Vec<u8> {
    let mut bytes = header.to_bytes().to_vec();
    Chain::new(header).framing.write(&mut bytes, |out| {
        out.extend_from_slice(scenario);
        (SCENARIO, 1)
    });
    bytes
}

fn check_scenario(header: &Header, scenario: &[u8]) -> Result<(), WriteError> {
    check_size("the scenario", scenario.len(), SCENARIO_BYTES_MAX)?;
    if header.scenario_digest == scenario_digest(scenario) { Ok(()) } else { Err(WriteError::ScenarioDigest) }
}
