//! The vocabulary of courts.

use crate::id::{MotionId, SeatId, SuitId};
use crate::units::Instant;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Commands about courts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum CourtCommand {
    /// Sue.
    FileSuit {
        /// Which case.
        suit: SuitId,
    },
    /// Drop a case.
    WithdrawSuit {
        /// Which case.
        suit: SuitId,
    },
    /// Ask the court to stop decrees.
    FileMotion {
        /// Which motion.
        motion: MotionId,
    },
    /// Rule on a motion.
    Rule {
        /// Which motion.
        motion: MotionId,
        /// Which way.
        ruling: Ruling,
    },
    /// Appeal against the ruling on a motion.
    FileAppeal {
        /// Which motion.
        motion: MotionId,
    },
    /// Decide an appeal.
    DecideAppeal {
        /// On which motion.
        motion: MotionId,
        /// Which way.
        decision: AppealDecision,
    },
}

/// Events about courts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum CourtEvent {
    /// A case was brought.
    SuitFiled {
        /// Which.
        suit: SuitId,
    },
    /// A case was dropped.
    SuitWithdrawn {
        /// Which.
        suit: SuitId,
    },
    /// A case has nothing left to decide.
    SuitMooted {
        /// Which.
        suit: SuitId,
    },
    /// A court was asked to stop decrees.
    MotionFiled {
        /// Which motion.
        motion: MotionId,
        /// When the court rules.
        hearing: Instant,
    },
    /// A motion was granted.
    MotionGranted {
        /// Which.
        motion: MotionId,
    },
    /// A motion was denied.
    MotionDenied {
        /// Which.
        motion: MotionId,
    },
    /// The loser appealed.
    AppealFiled {
        /// On which motion.
        motion: MotionId,
        /// The party.
        by: SeatId,
        /// When the appeal is decided.
        hearing: Instant,
    },
    /// An appeal was decided.
    AppealDecided {
        /// On which motion.
        motion: MotionId,
        /// Which way.
        decision: AppealDecision,
    },
}

/// Rejections about courts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CourtRejection {
    /// The case was brought already.
    AlreadyFiled,
    /// The case is not pending.
    SuitNotPending,
    /// Nothing that the motion attacks is alive.
    NothingToStop,
    /// The motion is not before the court.
    MotionNotPending,
    /// The ruling on the motion cannot be appealed, or no longer.
    NoAppeal,
    /// The appeal is not before the court.
    AppealNotPending,
}

impl fmt::Display for CourtRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AlreadyFiled => "that was filed already",
            Self::SuitNotPending => "the case is not pending",
            Self::NothingToStop => "nothing that the motion attacks is alive",
            Self::MotionNotPending => "the motion is not before the court",
            Self::NoAppeal => "the ruling cannot be appealed",
            Self::AppealNotPending => "the appeal is not before the court",
        })
    }
}

/// What a court says on a motion.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Ruling {
    /// The decrees attacked are stopped.
    Granted,
    /// They are not.
    Denied,
}

/// What a court says on an appeal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum AppealDecision {
    /// The ruling stands.
    Affirmed,
    /// The ruling falls.
    Reversed,
}
