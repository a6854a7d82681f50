//! The vocabulary of the clock: seats, time, the beginning and the end.

use crate::id::{OutcomeId, SeatId};
use crate::units::Instant;
use serde::{Deserialize, Serialize};
/// Commands about the clock: seats, time, the beginning and the end.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum RunCommand {
    /// Say who plays a seat, where it is not the scenario's bot. Before the opening only, but for a change of hands.
    SeatOccupant {
        /// The seat.
        seat: SeatId,
        /// Who plays it from now on.
        occupant: Occupant,
    },
    /// Open play at the scenario's date.
    Open,
    /// Move time forward. It goes through everything that falls due on the way, each on its own date, and halts where
    /// somebody must be heard first.
    AdvanceTo {
        /// The moment to reach at most.
        at: Instant,
    },
}

/// Events about the clock: seats, time, the beginning and the end.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum RunEvent {
    /// Somebody took a seat.
    SeatTaken {
        /// The seat.
        seat: SeatId,
        /// Who plays it from now on.
        occupant: Occupant,
    },
    /// Play began.
    Opened {
        /// When.
        at: Instant,
    },
    /// Time went on.
    TimeAdvanced {
        /// To when.
        to: Instant,
    },
    /// The run ended.
    OutcomeReached {
        /// How.
        outcome: OutcomeId,
    },
}

/// Who plays a seat.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Occupant {
    /// The bot that the scenario names.
    Bot,
    /// A person.
    Person,
    /// A script of dated commands.
    Script,
    /// A program outside of this one.
    Program,
    /// Nobody.
    Nobody,
}
