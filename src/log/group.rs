//! Group commit: a log that several threads add to, where one sync makes all entries safe that wait for one.
//!
//! A sync takes as long for a hundred entries as for one. So a thread that wants its entry safe and finds nobody at the
//! disk writes and syncs all that is there, its own and the others'; who comes meanwhile leaves bytes behind and waits
//! for the next turn. The entries' order is that of [`GroupWriter::add`], whatever thread brings them to the disk.

use crate::chain::Chain;
use crate::commit::Seal;
use crate::entry::Entry;
use crate::header::{Digest, Header};
use crate::storage::Storage;
use crate::writer::{Durability, Finished, LogWriter, WriteError};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Adds entries to a log from several threads, and acknowledges each when it is safe from a loss of power.
#[derive(Debug)]
pub struct GroupWriter<S> {
    group: Mutex<Group<S>>,
    /// Told whenever a turn at the disk is over.
    turn_over: Condvar,
}

#[derive(Debug)]
struct Group<S> {
    chain: Chain,
    /// Entries that nobody has brought to the disk yet.
    waiting: Vec<u8>,
    /// Where the log is; `None` while a thread is at it, and for ever after an error.
    storage: Option<S>,
    /// How many entries are safe.
    safe: u64,
    /// How many syncs it took.
    syncs: u64,
    failed: bool,
}

/// An entry that was added: what to wait for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Ticket(u64);

impl<S: Storage> GroupWriter<S> {
    /// Begins a log in an empty storage.
    ///
    /// # Errors
    /// As [`LogWriter::start`].
    pub fn start(storage: S, header: &Header, scenario: &[u8]) -> Result<Self, WriteError> {
        Ok(LogWriter::start(storage, header, scenario, Durability::EveryEntry)?.into())
    }

    /// Takes the next entry; it is not safe yet.
    ///
    /// # Errors
    /// If the entry is too large, or an earlier error ended the writing.
    ///
    /// # Panics
    /// If the entry's number is not the next one.
    pub fn add(&self, entry: &Entry) -> Result<Ticket, WriteError> {
        let mut guard = self.lock();
        let group = &mut *guard;
        if group.failed {
            return Err(WriteError::Poisoned);
        }
        group.chain.add(entry, &mut group.waiting)?;
        Ok(Ticket(entry.number))
    }

    /// Returns when an entry, and every one before it, is safe from a loss of power.
    ///
    /// # Errors
    /// If the storage fails, here or in another thread. The log may then hold the entry or not; opening it anew tells.
    pub fn wait(&self, ticket: Ticket) -> Result<(), WriteError> {
        let mut group = self.lock();
        loop {
            if group.safe >= ticket.0 {
                return Ok(());
            }
            if group.failed {
                return Err(WriteError::Poisoned);
            }
            group = match group.storage.take() {
                Some(storage) => self.take_turn(group, storage)?,
                None => self.turn_over.wait(group).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }

    /// Brings all that waits to the disk. Others may add meanwhile.
    fn take_turn<'a>(
        &'a self,
        mut group: MutexGuard<'a, Group<S>>,
        mut storage: S,
    ) -> Result<MutexGuard<'a, Group<S>>, WriteError> {
        let bytes = std::mem::take(&mut group.waiting);
        let last = group.chain.entry_count;
        drop(group);
        let written = storage.append(&bytes).map_err(|source| WriteError::Io { doing: "write entries", source });
        let synced = written.and_then(|()| {
            storage.sync().map_err(|source| WriteError::Io { doing: "bring the log to the disk", source })
        });
        let mut group = self.lock();
        match synced {
            Ok(()) => {
                group.safe = last;
                group.syncs += 1;
                group.storage = Some(storage);
            }
            // The storage is gone with it: nobody can tell what the system still holds.
            Err(_) => group.failed = true,
        }
        self.turn_over.notify_all();
        synced.map(|()| group)
    }

    /// How many entries are safe, and how many syncs that took.
    pub fn safe(&self) -> (u64, u64) {
        let group = self.lock();
        (group.safe, group.syncs)
    }

    /// Makes everything safe and seals the log.
    ///
    /// # Errors
    /// If the storage fails, or failed before.
    pub fn finish(self) -> Result<Finished<S>, WriteError> {
        let Group { chain, mut waiting, storage, .. } = self.group.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut storage = storage.ok_or(WriteError::Poisoned)?;
        let Chain { framing, head, entry_count, event_count, .. } = chain;
        Seal { entry_count, event_count, head }.write(framing, &mut waiting);
        storage.append(&waiting).map_err(|source| WriteError::Io { doing: "seal the log", source })?;
        storage.sync().map_err(|source| WriteError::Io { doing: "bring the log to the disk", source })?;
        Ok(Finished { entry_count, event_count, head, storage })
    }

    /// The head after the last entry that was added.
    pub fn head(&self) -> Digest {
        self.lock().chain.head
    }

    /// A thread that panicked held the lock over no half-done change.
    fn lock(&self) -> MutexGuard<'_, Group<S>> {
        self.group.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Storage> From<LogWriter<S>> for GroupWriter<S> {
    /// Goes on where a writer stands; its entries so far count as not yet safe until the first turn.
    fn from(writer: LogWriter<S>) -> Self {
        let (storage, chain, waiting) = writer.into_parts();
        let group = Group { safe: 0, chain, waiting, failed: storage.is_none(), storage, syncs: 0 };
        Self { group: Mutex::new(group), turn_over: Condvar::new() }
    }
}
