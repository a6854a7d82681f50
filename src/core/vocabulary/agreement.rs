//! The vocabulary of agreements, from terms to closing.

use crate::deal::Deal;
use crate::id::{SeatId, TalksId};
use crate::units::Instant;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Commands about agreements, from terms to closing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AgreementCommand {
    /// Sign the agreed deal.
    Sign,
    /// Walk away from an agreed deal that is not closed.
    Drop,
    /// Resolve to hand the asset to one's own shareholders.
    SpinOff {
        /// The talks that stand for the shareholders.
        talks: TalksId,
        /// The terms.
        deal: Deal,
    },
    /// Sign one of several sellers' agreements.
    SignIn {
        /// The one made in these talks.
        talks: TalksId,
    },
    /// Walk away from one of several sellers' agreements.
    DropIn {
        /// The one made in these talks.
        talks: TalksId,
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
        /// Who.
        by: SeatId,
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
        /// Who.
        by: SeatId,
    },
    /// Nothing stands between the deal and its closing any more.
    ClosingScheduled {
        /// When it closes.
        at: Instant,
    },
    /// The asset changed hands.
    Closed {
        /// In which talks.
        talks: TalksId,
        /// The terms.
        deal: Deal,
    },
    /// Some lots changed hands, and others are still for sale.
    LotSold {
        /// In which talks.
        talks: TalksId,
        /// The terms.
        deal: Deal,
    },
    /// Whoever had bought could not go on: the asset is for sale again.
    BuyerFailed {
        /// In which talks it had bought.
        talks: TalksId,
    },
    /// One party signed one of several sellers' agreements.
    SignatureGivenIn {
        /// The one made in these talks.
        talks: TalksId,
        /// Who.
        by: SeatId,
    },
    /// Nothing stands between one of several sellers' deals and its closing any more.
    ClosingScheduledIn {
        /// The one made in these talks.
        talks: TalksId,
        /// When it closes.
        at: Instant,
    },
}

/// Rejections about agreements, from terms to closing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AgreementRejection {
    /// Another agreement stands; talks wait until it falls.
    Stands,
    /// No agreement stands.
    NotThere,
    /// The party is not asked to sign.
    NotASigner,
    /// The party has signed already.
    AlreadySigned,
    /// Several sell, and it is not said whose agreement is meant.
    SayWhich,
    /// One sells, and so there is one agreement at most, which needs no name.
    OneSellerOnly,
}

impl fmt::Display for AgreementRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stands => "an agreement stands; talks wait until it falls",
            Self::NotThere => "no agreement stands",
            Self::NotASigner => "this party is not asked to sign",
            Self::AlreadySigned => "this party has signed already",
            Self::SayWhich => "several sell here: say in whose talks the agreement was made",
            Self::OneSellerOnly => "there is one seller and one agreement: leave out whose it is",
        })
    }
}
