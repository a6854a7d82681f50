//! The vocabulary of decrees.

use crate::decree::Status;
use crate::id::{DecreeId, MotionId, SeatId};
use crate::scenario::{Stage, TrusteeEnd};
use crate::units::Instant;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Commands about decrees.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum DecreeCommand {
    /// Issue a decree.
    Issue {
        /// Which.
        decree: DecreeId,
    },
    /// Move a deadline.
    ExtendDeadline {
        /// Whose.
        decree: DecreeId,
        /// By how many calendar days.
        days: u16,
    },
    /// Refuse the extension that was asked for.
    DenyExtension {
        /// Of which decree.
        decree: DecreeId,
    },
    /// Take a decree back.
    Revoke {
        /// Which.
        decree: DecreeId,
    },
    /// Enforce a decree that is in force or past its date.
    Enforce {
        /// Which.
        decree: DecreeId,
    },
    /// Ask for more time.
    RequestExtension {
        /// For which decree.
        decree: DecreeId,
    },
    /// Say that a decree will not be enforced for so many days from now.
    SuspendEnforcement {
        /// Which decree.
        decree: DecreeId,
        /// How many calendar days.
        days: u16,
    },
}

/// Events about decrees.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum DecreeEvent {
    /// A decree was issued.
    Issued {
        /// Which.
        decree: DecreeId,
        /// Its date of issue; before the opening for one that was already out.
        issued_at: Instant,
        /// When it is due.
        deadline: Option<Instant>,
    },
    /// A deadline is near.
    DeadlineNeared {
        /// Of which decree.
        decree: DecreeId,
    },
    /// More time was asked for.
    ExtensionRequested {
        /// For which decree.
        decree: DecreeId,
        /// The party.
        by: SeatId,
    },
    /// A deadline was moved.
    DeadlineExtended {
        /// Of which decree.
        decree: DecreeId,
        /// To when.
        to: Instant,
        /// By how many days.
        days: u16,
    },
    /// More time was refused.
    ExtensionDenied {
        /// For which decree.
        decree: DecreeId,
    },
    /// A deadline came.
    DeadlinePassed {
        /// Of which decree.
        decree: DecreeId,
    },
    /// A prohibition binds.
    TookForce {
        /// Which decree.
        decree: DecreeId,
    },
    /// A decree was enforced.
    Enforced {
        /// Which.
        decree: DecreeId,
    },
    /// A decree's date went by without action.
    Lapsed {
        /// Which.
        decree: DecreeId,
    },
    /// A decree was taken back.
    Revoked {
        /// Which.
        decree: DecreeId,
    },
    /// A closed sale satisfied a decree.
    Satisfied {
        /// Which.
        decree: DecreeId,
    },
    /// A trustee sells in the seller's place from now on; all talks start afresh.
    TrusteeAppointed {
        /// Under which decree.
        decree: DecreeId,
        /// Who.
        trustee: SeatId,
        /// Until when.
        until: Instant,
        /// What follows if it has not sold by then.
        then: TrusteeEnd,
    },
    /// The trustee's time ran out.
    TrusteeTermEnded {
        /// Under which decree.
        decree: DecreeId,
    },
    /// An injunction stopped a decree.
    Enjoined {
        /// Which decree.
        decree: DecreeId,
        /// By which motion.
        motion: MotionId,
    },
    /// An injunction against a decree fell.
    InjunctionLifted {
        /// Which decree.
        decree: DecreeId,
        /// Of which motion.
        motion: MotionId,
    },
    /// The enforcing authority suspended enforcement for a while: the decree stands, and nobody acts on it.
    EnforcementSuspended {
        /// Of which decree.
        decree: DecreeId,
        /// Until when; then the decree's date comes once more.
        to: Instant,
    },
    /// A court held that a decree should never have been: it falls from the beginning, whatever came of it since.
    Annulled {
        /// Which decree.
        decree: DecreeId,
        /// By which motion.
        motion: MotionId,
    },
}

/// Rejections about decrees.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DecreeRejection {
    /// The decree is not in a status that allows it.
    StatusIs {
        /// Its status.
        status: Status,
    },
    /// The decree that this one implements is not in force of law.
    ParentIs {
        /// Its status.
        status: Status,
    },
    /// The decree has no deadline, or it is past.
    NoDeadline,
    /// The decree's deadline cannot be moved.
    NotExtendable,
    /// The extension is longer than what is left of the cap.
    ExtensionCap {
        /// Days left.
        days_left: i64,
    },
    /// An extension of no days is none.
    ZeroDays,
    /// A request for more time is open already.
    RequestIsOpen,
    /// Nobody asked for more time.
    NoRequestOpen,
    /// The decree may be extended once only, and was.
    ExtendedBefore,
    /// No deal has come far enough for more time.
    DealNotFarEnough {
        /// How far one must have come.
        stage: Stage,
    },
    /// Nobody may suspend the decree's enforcement.
    NotSuspendable,
}

impl fmt::Display for DecreeRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::StatusIs { status } => return write!(f, "the decree is {}", status.word()),
            Self::ParentIs { status } => {
                return write!(f, "the decree that it implements is {}", status.word());
            }
            Self::NoDeadline => "the decree has no deadline ahead",
            Self::NotExtendable => "the decree's deadline cannot be moved",
            Self::ExtensionCap { days_left } => {
                return write!(f, "only {days_left} days of extension are left");
            }
            Self::ZeroDays => "an extension needs at least one day",
            Self::RequestIsOpen => "a request for more time is open already",
            Self::NoRequestOpen => "nobody has asked for more time",
            Self::ExtendedBefore => "the decree may be extended once only, and was",
            Self::DealNotFarEnough { stage } => match stage {
                Stage::Agreed => "more time needs terms that are agreed",
                Stage::Signed => "more time needs a deal that is signed",
                Stage::Approved => "more time needs a deal that is signed and approved",
                Stage::Closed => "more time needs a deal that is closed",
            },
            Self::NotSuspendable => "nobody may suspend the decree's enforcement",
        })
    }
}
