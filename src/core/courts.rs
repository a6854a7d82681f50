//! Courts as a scenario has them: cases, motions, and what may be appealed.

use crate::id::{DecreeId, SeatId, SuitId};
use crate::scenario::{Probability, Quantity};

/// A case against decrees.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suit {
    /// The key in the scenario file.
    pub key: String,
    /// The title for readers.
    pub title: String,
    /// Who sues.
    pub plaintiff: SeatId,
    /// Which court.
    pub court: SeatId,
    /// Days after the first decree attacked is issued at which the plaintiff's bot sues.
    pub files_days: Quantity,
    /// Whether it sues at all: 1 or 0.
    pub real: Quantity,
}

/// A request that a court stop decrees.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Motion {
    /// The key in the scenario file.
    pub key: String,
    /// The title for readers.
    pub title: String,
    /// The case it belongs to.
    pub suit: SuitId,
    /// The decrees that it would stop or undo.
    pub against: Vec<DecreeId>,
    /// What the court is asked for.
    pub relief: Relief,
    /// Days after the suit, and after the first of those decrees, at which the plaintiff's bot moves.
    pub files_days: Quantity,
    /// Days from the motion to the ruling.
    pub hearing_days: Quantity,
    /// How likely the court grants it.
    pub granted: Probability,
    /// The appeal that the loser may file.
    pub appeal: Option<Appeal>,
}

/// What a court is asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Relief {
    /// That it stop decrees while they live.
    Injunction,
    /// That it undo decrees from the beginning, even those that are done with. A grant is final.
    Annulment,
}

/// An appeal against the ruling on a motion.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Appeal {
    /// Which court hears it.
    pub court: SeatId,
    /// Whether the loser's bot files it: 1 or 0.
    pub real: Quantity,
    /// Days from the appeal to the decision.
    pub hearing_days: Quantity,
    /// How likely the ruling is reversed.
    pub reversed: Probability,
}
