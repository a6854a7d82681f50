//! The vocabulary of signals, gauges, walk-aways and probabilities.

use crate::id::{GaugeId, SeatId, SignalId};
use serde::{Deserialize, Serialize};
/// Commands about signals, gauges, walk-aways and probabilities.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum WorldCommand {
    /// Say or do something in public.
    Say {
        /// What.
        signal: SignalId,
    },
}

/// Events about signals, gauges, walk-aways and probabilities.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum WorldEvent {
    /// Something was said or done in public.
    SignalMade {
        /// What.
        signal: SignalId,
    },
    /// A gauge moved.
    GaugeMoved {
        /// Which.
        gauge: GaugeId,
        /// Where it stands now.
        to: i64,
    },
    /// A party's walk-away moved.
    WalkAwayMoved {
        /// The seat.
        seat: SeatId,
        /// By how many points.
        by: i64,
    },
    /// A probability moved.
    ProbabilityMoved {
        /// Which, by its place in the scenario's table.
        index: u8,
        /// By how many parts per million.
        by: i64,
    },
}
