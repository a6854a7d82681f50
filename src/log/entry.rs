//! An entry: one command with what came of it.

use divest_core::command::RunCommand;
use divest_core::{Command, Events, Instant, SeatId};

/// One command with the events that it caused.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Its place in the log, counted from 1: after entry `n` the log holds `n` entries.
    pub number: u64,
    /// The moment of the simulation.
    pub at: Instant,
    /// The seat that the command came from.
    pub seat: SeatId,
    /// What the seat wished.
    pub command: Command,
    /// Why a bot wished it; empty if there is nothing to say.
    pub reason: String,
    /// What happened, in order, each with its cause.
    pub events: Events,
    /// A digest of the state after the events, so that a replay that goes astray shows at the first wrong entry.
    pub state_digest: u64,
}

impl Entry {
    /// An entry that says nothing, for [`decode_into`](crate::RawEntry::decode_into) to fill.
    #[must_use]
    pub fn blank() -> Self {
        let (at, seat, command) = (Instant(0), SeatId::CLOCK, Command::Run(RunCommand::Open));
        Self { number: 0, at, seat, command, reason: String::new(), events: Events::default(), state_digest: 0 }
    }
}
