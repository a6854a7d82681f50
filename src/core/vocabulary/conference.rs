//! The vocabulary of the conference.

use crate::deal::Deal;
use crate::id::SeatId;
use crate::units::Instant;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Commands about the conference.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ConferenceCommand {
    /// Put a text on the table of the conference in one's turn.
    TableText {
        /// The terms.
        deal: Deal,
    },
    /// Vote on the text on the table.
    Vote {
        /// Which way.
        ballot: Ballot,
    },
}

/// Events about the conference.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ConferenceEvent {
    /// All who are asked to sign sit down at one table.
    Opened {
        /// The party that tables the first text.
        first: SeatId,
        /// By when.
        due: Instant,
    },
    /// A text lies on the table of the conference.
    TextTabled {
        /// The party.
        by: SeatId,
        /// The terms.
        deal: Deal,
        /// When the last vote is due.
        due: Instant,
    },
    /// A member voted on the text.
    VoteCast {
        /// The party.
        by: SeatId,
        /// Which way.
        ballot: Ballot,
    },
    /// Every member prefers the text to the one before: it is the single text now.
    TextStands {
        /// The party that tables the next text.
        next: SeatId,
        /// By when.
        due: Instant,
    },
    /// Too few favoured the text.
    TextFailed {
        /// The party that tables the next text.
        next: SeatId,
        /// By when.
        due: Instant,
    },
    /// A member tabled nothing in its turn.
    TurnPassed {
        /// The party.
        by: SeatId,
        /// The party that tables the next text.
        next: SeatId,
        /// By when.
        due: Instant,
    },
    /// No round is left, and no text was agreed.
    Closed,
}

/// Rejections about the conference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConferenceRejection {
    /// No conference is on.
    NotOn,
    /// The talks are held at the conference.
    IsOn,
    /// A text is being voted on.
    TextOnTheTable,
    /// No text is being voted on.
    NoText,
    /// The party has voted already.
    AlreadyVoted,
    /// The last round is about the text that stands.
    LastTextMustStand,
}

impl fmt::Display for ConferenceRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotOn => "no conference is on",
            Self::IsOn => "these talks are held at the conference: `table` a text there",
            Self::TextOnTheTable => "a text is being voted on",
            Self::NoText => "no text is being voted on",
            Self::AlreadyVoted => "this party has voted already",
            Self::LastTextMustStand => "the last round is about the text that stands",
        })
    }
}

/// A vote on a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Ballot {
    /// In favour.
    Aye,
    /// Against.
    No,
}
