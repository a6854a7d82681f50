//! The vocabulary of the auction.

use crate::id::{SeatId, TalksId};
use crate::units::Instant;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Commands about the auction.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AuctionCommand {
    /// Open the auction.
    Open,
    /// Bid in the auction.
    Bid {
        /// What is bid, as an option of the issue that is bid on.
        option: u16,
    },
    /// Bid no more in the auction.
    Pass,
}

/// Events about the auction.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AuctionEvent {
    /// The auction takes bids: its first round began.
    Opened {
        /// The lot that is called, as an option of the issue of lots; `None` where all is auctioned at once.
        lot: Option<u16>,
        /// The least option that may be bid, or the one on the clock.
        asked: u16,
        /// When the round ends.
        due: Instant,
    },
    /// Another round of the auction began.
    RoundOpened {
        /// The least option that may be bid, or the one on the clock.
        asked: u16,
        /// When the round ends.
        due: Instant,
    },
    /// A bidder bid.
    BidTabled {
        /// The talks.
        talks: TalksId,
        /// What it bid, as an option of the issue that is bid on.
        option: u16,
    },
    /// The vendor opened a sealed bid.
    BidOpened {
        /// The talks.
        talks: TalksId,
        /// What it is.
        option: u16,
        /// The vendor.
        to: SeatId,
    },
    /// A bidder bids no more.
    BidderPassed {
        /// Which.
        talks: TalksId,
    },
    /// A bidder may bid no more: it did not bid in a round, or is not among the best.
    BidderOut {
        /// Which.
        talks: TalksId,
    },
    /// A bid was accepted.
    Won {
        /// The talks.
        talks: TalksId,
        /// What is paid, as an option of the issue that was bid on.
        option: u16,
    },
    /// No bid on a lot was good enough.
    LotUnsold {
        /// The lot, as an option of the issue of lots.
        lot: u16,
    },
    /// No bid is left that is good enough; seller and bidders bargain on.
    Failed,
}

/// Rejections about the auction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AuctionRejection {
    /// No auction is on, or none may be opened.
    NotOn,
    /// The auction is on, so nobody bargains in private.
    IsOn,
    /// The auction opens by itself on its day.
    NotDue,
    /// Only a bidder bids.
    NotABidder,
    /// The bidder is out of the auction.
    Out,
    /// The bidder has bid in this round, or holds the highest bid.
    AlreadyBid,
    /// The bid is below what is asked, or below the bidder's own bid before.
    TooLow,
    /// The clock shows another price.
    NotTheClocksPrice,
    /// A bid binds for now.
    BidStands,
    /// The party may not buy the lot.
    NotEligible,
    /// The bidder has won as many lots as one may.
    CapReached,
}

impl fmt::Display for AuctionRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotOn => "no auction is on or to be opened",
            Self::IsOn => "the auction is on: `bid` there",
            Self::NotDue => "the auction opens by itself on its day",
            Self::NotABidder => "only a bidder bids",
            Self::Out => "this party is out of the auction",
            Self::AlreadyBid => "this party has bid in this round, or holds the highest bid",
            Self::TooLow => "the bid is below what is asked, or below this party's own before",
            Self::NotTheClocksPrice => "the clock shows another price",
            Self::BidStands => "a bid binds: to the end of its round, or until it is outbid",
            Self::NotEligible => "this party may not buy the lot",
            Self::CapReached => "this bidder has won as many lots as one may",
        })
    }
}
