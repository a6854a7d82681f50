//! The vocabulary of agreements, from terms to closing.

use crate::deal::Deal;
use crate::id::{IssueId, SeatId, TalksId};
use crate::units::Instant;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Commands about agreements, from terms to closing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AgreementCommand {
    /// Sign an agreement.
    Sign {
        /// The talks in which it was made; `None`: the only agreement that the seat may sign.
        talks: Option<TalksId>,
    },
    /// Walk away from an agreement that has not closed.
    Drop {
        /// The talks in which it was made; `None`: the only agreement that the seat is a side of.
        talks: Option<TalksId>,
    },
    /// Refuse to sign an agreement that others made.
    RefuseToSign {
        /// The talks in which it was made.
        talks: TalksId,
        /// The issue that stands in the way.
        objection: Option<IssueId>,
    },
    /// Resolve to hand the asset to one's own shareholders.
    SpinOff {
        /// The talks that stand for the shareholders.
        talks: TalksId,
        /// The terms.
        deal: Deal,
    },
}

/// Events about agreements, from terms to closing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AgreementEvent {
    /// Seller and bidder agreed on terms and made them public.
    TermsAgreed {
        /// In which talks.
        talks: TalksId,
        /// The terms.
        deal: Deal,
    },
    /// The seller resolved to hand the asset to its own shareholders, and made the terms public.
    SpinOffPlanned {
        /// The talks that stand for the shareholders.
        talks: TalksId,
        /// The terms.
        deal: Deal,
    },
    /// One party signed.
    SignatureGiven {
        /// In which talks.
        talks: TalksId,
        /// The signatory.
        by: SeatId,
    },
    /// A party that was asked to sign refuses.
    SigningRefused {
        /// In which talks.
        talks: TalksId,
        /// The party.
        by: SeatId,
        /// The issue that stands in the way.
        objection: Option<IssueId>,
    },
    /// All who must sign have signed.
    Signed {
        /// In which talks.
        talks: TalksId,
    },
    /// A party walked away from the agreement.
    Dropped {
        /// In which talks.
        talks: TalksId,
        /// The party.
        by: SeatId,
    },
    /// Nothing stands between the deal and its closing any more.
    ClosingScheduled {
        /// In which talks.
        talks: TalksId,
        /// When it closes.
        at: Instant,
    },
    /// The lots of a deal changed hands.
    Closed {
        /// In which talks.
        talks: TalksId,
        /// The terms.
        deal: Deal,
        /// Whether nothing is left for sale.
        completes: bool,
    },
    /// A buyer could not go on: the asset is for sale again.
    BuyerFailed {
        /// In which talks it had bought.
        talks: TalksId,
    },
}

/// Rejections about agreements, from terms to closing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AgreementRejection {
    /// An agreement stands on all that these talks are about; they wait until it falls.
    Stands,
    /// No agreement stands.
    NotThere,
    /// The party is not asked to sign.
    NotASigner,
    /// The party has signed already.
    AlreadySigned,
    /// The party has refused to sign already.
    AlreadyRefused,
    /// Seller and bidder walk away from an agreement of theirs.
    SidesWalkAway,
    /// Several agreements stand, and the command does not say which is meant.
    SayWhich,
}

impl fmt::Display for AgreementRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stands => "an agreement stands; talks wait until it falls",
            Self::NotThere => "no agreement stands",
            Self::NotASigner => "this party is not asked to sign",
            Self::AlreadySigned => "this party has signed already",
            Self::AlreadyRefused => "this party has refused to sign already",
            Self::SidesWalkAway => "the two sides of an agreement walk away from it instead: `drop-agreement`",
            Self::SayWhich => "several agreements stand: say in which talks it was made",
        })
    }
}
