//! The vocabulary of chance.

use crate::chance::DrawId;
use crate::id::{ChanceId, SlotId};
use crate::units::{Instant, Ppm};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Commands about chance.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ChanceCommand {
    /// Settle a matter of chance by a raw number.
    Draw {
        /// What is settled; always the first of the matters that wait.
        draw: DrawId,
        /// The raw number from the draw's address.
        raw: u64,
    },
    /// Settle a matter of chance by decree of a script: what really happened.
    Settle {
        /// What is settled; always the first of the matters that wait.
        draw: DrawId,
        /// The value of a number; else the place of the result: for a ruling 1 grants; for an appeal 1 reverses.
        result: i64,
    },
}

/// Events about chance.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ChanceEvent {
    /// A number that the scenario left to the seed is known.
    ValueDrawn {
        /// Which number.
        slot: SlotId,
        /// What it is.
        value: i64,
    },
    /// Nature drew.
    Drawn {
        /// What about.
        draw: DrawId,
        /// The raw number from the draw's address.
        raw: u64,
        /// The probability of the first result at that moment; zero where the draw is a number.
        probability: Ppm,
    },
    /// A script said how a matter of chance went.
    Settled {
        /// What about.
        draw: DrawId,
        /// The value of a number; else the place of the result.
        result: i64,
    },
    /// A matter now waits for nature.
    FellDue {
        /// What about.
        draw: DrawId,
    },
    /// A chance came out.
    Resolved {
        /// Which.
        chance: ChanceId,
        /// The place of its result.
        result: u8,
    },
    /// A chance was set off and comes out later.
    Scheduled {
        /// Which.
        chance: ChanceId,
        /// When it comes out.
        at: Instant,
    },
}

/// Rejections about chance.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChanceRejection {
    /// No matter of chance waits, or another one comes first.
    NotWaiting,
    /// The result does not exist, or the scenario does not leave this value open.
    NoSuchResult,
}

impl fmt::Display for ChanceRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotWaiting => "that matter of chance does not wait, or another one comes first",
            Self::NoSuchResult => "there is no such result",
        })
    }
}
