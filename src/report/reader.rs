//! The reader of a text.

use divest_core::id::SignalId;
use divest_core::scenario::{Scenario, SignalKind};
use divest_core::{Event, SeatId};

/// The reader, and so what may be told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reader {
    /// May know everything: an analyst, or a class after the game.
    Referee,
    /// The player of a seat, while the game goes on.
    Seat(SeatId),
}

impl Reader {
    /// Whether the reader may know an event.
    #[must_use]
    pub fn sees(self, scenario: &Scenario, event: &Event) -> bool {
        match self {
            Self::Referee => true,
            Self::Seat(seat) => event.audience(scenario).has(seat),
        }
    }

    /// Whether the reader may know the author of a signal.
    #[must_use]
    pub fn knows_author(self, scenario: &Scenario, signal: SignalId) -> bool {
        let signal = scenario.signal(signal);
        signal.kind != SignalKind::Leak || self == Self::Referee || self == Self::Seat(signal.author)
    }

    /// Whether the reader may know what goes on in a seat: its wishes and reasons.
    #[must_use]
    pub fn is_privy_to(self, seat: SeatId) -> bool {
        self == Self::Referee || self == Self::Seat(seat)
    }
}
