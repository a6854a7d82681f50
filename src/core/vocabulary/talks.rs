//! The vocabulary of bilateral talks.

use crate::deal::Deal;
use crate::id::{IssueId, SeatId, TalksId};
use crate::units::Instant;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Commands about bilateral talks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum TalksCommand {
    /// Come forward as a bidder.
    Open {
        /// The talks.
        talks: TalksId,
    },
    /// Make an offer in one's turn.
    MakeOffer {
        /// In which talks.
        talks: TalksId,
        /// The terms.
        deal: Deal,
    },
    /// Accept the other side's last offer in one's turn.
    AcceptOffer {
        /// In which talks.
        talks: TalksId,
    },
    /// Break talks off for good.
    End {
        /// Which.
        talks: TalksId,
    },
}

/// Events about bilateral talks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum TalksEvent {
    /// A bidder came forward, and it is its turn.
    Opened {
        /// The talks.
        talks: TalksId,
    },
    /// An offer was made.
    OfferMade {
        /// In which talks.
        talks: TalksId,
        /// The party.
        by: SeatId,
        /// The receiver.
        to: SeatId,
        /// The terms.
        deal: Deal,
        /// When the answer is due.
        reply_due: Instant,
    },
    /// Talks were broken off.
    Ended {
        /// Which.
        talks: TalksId,
        /// The party.
        by: SeatId,
    },
    /// Talks go on after an agreement fell; it is the bidder's turn.
    Resumed {
        /// Which.
        talks: TalksId,
        /// When the bidder's next offer is due.
        reply_due: Instant,
    },
}

/// Rejections about bilateral talks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TalksRejection {
    /// The talks are not open.
    NotOpen,
    /// The bidder has come forward already.
    AlreadyOpened,
    /// There is no offer from the other side to accept.
    NoOffer,
    /// The offer names an option that the issue does not have.
    NoSuchOption,
    /// The terms are not among those that a deal in these talks must have.
    TermsNotAllowed {
        /// The first issue on which they are not.
        issue: IssueId,
    },
    /// Shareholders do not bargain: the seller spins off.
    HoldersAreNotAsked,
    /// A spin-off goes to the seller's shareholders only.
    NotToHolders,
    /// A lot that the deal is about is another seller's.
    AnothersLot {
        /// The seller.
        seller: SeatId,
    },
    /// A lot that the deal is about is sold.
    LotSold,
    /// The deal is about a lot that a standing agreement has promised.
    LotPromised,
}

impl fmt::Display for TalksRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotOpen => "the talks are not open",
            Self::AlreadyOpened => "the bidder has come forward already",
            Self::NoOffer => "the other side has made no offer",
            Self::NoSuchOption => "the offer names an option that does not exist",
            Self::TermsNotAllowed { .. } => "one of the terms is not allowed in these talks",
            Self::HoldersAreNotAsked => "shareholders do not bargain; the seller spins off",
            Self::NotToHolders => "a spin-off goes to the seller's shareholders only",
            Self::AnothersLot { .. } => "a lot that this is about is another seller's",
            Self::LotSold => "a lot that this is about is sold",
            Self::LotPromised => "the offer is about a lot that a standing agreement has promised",
        })
    }
}
