//! Talks during play: where a bidder and the seller stand with each other, and what lies on their table.

use crate::deal::Deal;
use crate::id::SeatSet;
use crate::units::Instant;

/// Where talks stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum TalksStatus {
    /// The bidder has not come forward.
    NotYet,
    /// They go on.
    Open,
    /// They were broken off.
    Ended,
}

/// Talks during play. What stands in `table` is the two sides' own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TalksState {
    pub(crate) status: TalksStatus,
    pub(crate) opened_at: Instant,
    pub(crate) backers: SeatSet,
    /// Whether bargaining at the table rests until something that stands in its way is over.
    pub(crate) waits: bool,
    pub(crate) table: Table,
}

/// The bargaining table of one pair: private to the two sides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Table {
    /// Whether it is the bidder's turn, else the seller's.
    pub bidder_to_move: bool,
    /// The bidder's last offer.
    pub bidder_offer: Option<Deal>,
    /// The seller's last offer.
    pub seller_offer: Option<Deal>,
    /// How many offers were made.
    pub offer_count: u32,
    /// When the next answer is due.
    pub reply_due: Instant,
}

impl Table {
    pub(crate) const EMPTY: Self = Self {
        bidder_to_move: true,
        bidder_offer: None,
        seller_offer: None,
        offer_count: 0,
        reply_due: Instant::NEVER,
    };
}

/// An offer that was made in talks, as the two sides remember it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PastOffer {
    /// When.
    pub at: Instant,
    /// Whether the bidder made it, else the seller.
    pub from_bidder: bool,
    /// The terms.
    pub deal: Deal,
}

/// How many offers a pair of talks remembers before its memory has to grow.
pub(crate) const PAST_OFFERS_RESERVED: usize = 64;

impl TalksState {
    pub(crate) const NOT_YET: Self = Self {
        status: TalksStatus::NotYet,
        opened_at: Instant::NEVER,
        backers: SeatSet::NONE,
        waits: false,
        table: Table::EMPTY,
    };

    /// Where they stand.
    #[must_use]
    pub const fn status(&self) -> TalksStatus {
        self.status
    }

    /// Who has joined the bid.
    #[must_use]
    pub const fn backers(&self) -> SeatSet {
        self.backers
    }

    /// Whether bargaining at the table rests: an agreement stands on all that is left, or a conference, an auction, a trustee
    /// or a failed buyer has interrupted it.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.waits
    }

    /// When the bidder came forward.
    #[must_use]
    pub fn opened_at(&self) -> Option<Instant> {
        (self.opened_at != Instant::NEVER).then_some(self.opened_at)
    }
}
