//! The append-only log file: frames, checks, recovery.
//!
//! A log is one file: a [`Header`], the scenario, then entries. An [`Entry`] is a command with the events that it
//! caused; it is written whole or not at all. [`LogWriter`] adds entries, [`open`] reads what is whole and says how the
//! log [ends](End): clean, torn or corrupt. [`twin`] turns a log into text
//! and back. `docs/log-format.md` has every byte.
//!
//! Nothing here knows the rules of a sale: [`wire`] turns commands and events of `core` into bytes and back, and leaves
//! their meaning alone.

mod beside;
mod chain;
mod codec;
mod commit;
mod entry;
mod frame;
mod header;
mod reader;
mod storage;
pub mod twin;
pub mod wire;
mod writer;

#[cfg(test)]
mod damage_tests;
#[cfg(test)]
mod fault_tests;
#[cfg(test)]
mod forgery_tests;
#[cfg(test)]
mod golden_tests;
#[cfg(test)]
mod real_log_tests;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod twin_tests;

pub use beside::{Beside, WorkLock};
pub use codec::{CodecError, PAYLOAD_BYTES_MAX};
pub use entry::Entry;
pub use frame::{Frame, FrameFault, LogId, SCENARIO_BYTES_MAX};
pub use header::{Digest, ENTRY_BYTES_MAX, HEADER_BYTES, Header, HeaderError, Parent, scenario_digest};
pub use reader::{Damage, End, OpenError, Opened, RawEntry, SchemaError, open};
pub use storage::{LOG_BYTES_MAX, LogFile, Memory, Overwrite, Storage};
pub use writer::{Durability, Finished, GROUP_ENTRIES, LogWriter, Resumed, TornTail, WriteError, write_whole};
